"""The preview of a printed page: sharp at the width it is fitted to, and plain about a page that is not there yet."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsPixmapItem, QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.ui import theme
from coordinator_app.ui.page_canvas import PageCanvas
from coordinator_app.ui.page_preview import PagePreview
from tests.ui.test_page_view import A4, png


@pytest.fixture
def preview(qtbot: QtBot) -> PagePreview:
    made = PagePreview("Summary of the review")
    qtbot.addWidget(made)
    made.resize(700, 800)
    made.show()
    return made


def _said(preview: PagePreview) -> list[str]:
    return [one.text() for one in preview.findChildren(QLabel) if one.isVisible() and one.text()]


def _sheet(view: PageCanvas) -> QGraphicsPixmapItem:
    return next(one for one in view.scene().items() if isinstance(one, QGraphicsPixmapItem))


def _has_ink(preview: PagePreview) -> bool:
    ground = theme.current().colour("sunken")
    picture = preview.view.viewport().grab().toImage()
    return any(
        QColor(picture.pixel(x, picture.height() // 2 + y)) != ground
        for x in range(picture.width())
        for y in range(-6, 7)
    )


def test_before_a_page_comes_the_preview_says_what_is_done_and_counts_no_pages(preview: PagePreview) -> None:
    assert not _has_ink(preview)
    preview.wait("The summary is being made.")
    assert _said(preview) == []
    assert not preview.larger.isVisible()
    assert _has_ink(preview)
    preview.view.set_pages([png()])
    assert _said(preview)[0] == "Page 1 of 1"
    assert preview.larger.isVisible()


def test_pages_are_asked_for_as_finely_as_they_are_ever_fitted(
    preview: PagePreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert preview.view.fine_dpi() == 144
    monkeypatch.setattr(PageCanvas, "devicePixelRatioF", lambda _self: 1.5)
    assert preview.view.fine_dpi() == 216
    monkeypatch.setattr(PageCanvas, "devicePixelRatioF", lambda _self: 3.0)
    assert preview.view.fine_dpi() == 300


def test_a_page_shown_small_is_made_small_before_it_is_painted(preview: PagePreview) -> None:
    view = preview.view
    view.set_pages([png()])
    view.set_zoom(50)
    small = _sheet(view)
    assert small.pixmap().width() == pytest.approx(794 / 2, abs=2)
    assert small.sceneBoundingRect().width() == pytest.approx(A4[0], abs=2)
    view.set_zoom(200)
    assert _sheet(view).pixmap().width() == A4[0]


def test_the_focus_goes_to_the_page_when_the_button_that_turned_it_goes_dead(preview: PagePreview) -> None:
    # left on a dead button it is nowhere: no key of the screen round it did anything any more
    preview.view.set_pages([png(), png()])
    preview.activateWindow()
    for button in (preview.on, preview.back):
        button.setFocus()
        button.click()
        assert not button.isEnabled()
        assert preview.view.hasFocus()
