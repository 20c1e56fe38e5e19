"""After a lock the cursor stands where somebody was typing, behind the last letter (003-2.3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page import going_on
from coordinator_app.reviews.page.review import ReviewPage
from tests.organisations.desk import Desk
from tests.reviews.test_page_review import desk, page, planned

__all__ = ["desk", "page", "planned"]


def pupil_words(page: ReviewPage) -> QWidget:
    return page.forms["views"].row("pupil_words").input.target()


def last_why(page: ReviewPage) -> QWidget:
    return page.share.rows[-1].why


def first_new(page: ReviewPage) -> QWidget:
    return page.targets.new[0]


def typed_at(page: ReviewPage, step: str, place: QWidget, qtbot: QtBot) -> dict[str, object]:
    qtbot.waitUntil(page.isActiveWindow)
    page.frame.chosen.emit(step)
    place.setFocus()
    qtbot.keyClicks(place, "Kit likes")  # type: ignore[no-untyped-call]  # pytest-qt gives it no types
    draft = page.save_draft()
    assert draft is not None
    return draft


def again(desk: Desk, planned: Review, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open(review_id=planned.id)
    made.share.finish()
    return made


def words_in(place: QWidget) -> str:
    return place.toPlainText() if isinstance(place, QPlainTextEdit) else place.value()  # type: ignore[attr-defined]  # the other inputs are lines


@pytest.mark.parametrize(
    ("step", "find"), [("views", pupil_words), ("targets", first_new), ("share", last_why)]
)
def test_the_cursor_stands_where_it_was_behind_the_last_letter(
    page: ReviewPage,
    desk: Desk,
    planned: Review,
    qtbot: QtBot,
    step: str,
    find: Callable[[ReviewPage], QWidget],
) -> None:
    page.forms["views"].set_values({"family_words": "Better than last year."})  # a later text that is not it
    draft = typed_at(page, step, find(page), qtbot)
    other = again(desk, planned, qtbot)
    other.restore_draft(draft)
    assert other.frame.current == step
    place = other.window().focusWidget()
    assert place is find(other)
    qtbot.keyClicks(place, " engines")  # type: ignore[no-untyped-call]  # pytest-qt gives it no types
    assert words_in(place) == "Kit likes engines"


def test_also_where_the_draft_was_quicker_than_the_review(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    draft = typed_at(page, "views", pupil_words(page), qtbot)
    other = again(desk, planned, qtbot)
    other._forget()
    other.restore_draft(draft)
    other.refresh()
    assert other.window().focusWidget() is pupil_words(other)


def test_who_has_begun_elsewhere_stays_there(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    draft = typed_at(page, "views", pupil_words(page), qtbot)
    other = again(desk, planned, qtbot)
    other.share.rows[0].why.setFocus(Qt.FocusReason.MouseFocusReason)
    other.restore_draft(draft)
    assert other.window().focusWidget() is other.share.rows[0].why


def test_a_day_half_typed_comes_back_as_it_was_typed(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    draft = typed_at(page, "meeting", page.forms["meeting"].row("held_on").input.target(), qtbot)
    other = again(desk, planned, qtbot)
    other.restore_draft(draft)
    assert words_in(other.forms["meeting"].row("held_on").input.target()) == "Kit likes"


def test_the_check_would_notice_a_cursor_that_stays_before_the_first_question(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = typed_at(page, "targets", first_new(page), qtbot)
    monkeypatch.setattr(going_on, "go_there", lambda _parts, _name: None)
    other = again(desk, planned, qtbot)
    other.restore_draft(draft)
    assert other.window().focusWidget() is not first_new(other)
