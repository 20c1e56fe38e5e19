"""The words that were searched for are marked where a hit opens: in texts, in boxes, also in what comes later."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import label
from coordinator_app.ui.marking import Marking
from coordinator_app.ui.paragraph import Paragraph


def page_with(qtbot: QtBot, *widgets: QWidget) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    qtbot.addWidget(page)
    content = QWidget()
    lines = layout.column(content)
    for widget in widgets:
        lines.addWidget(widget)
    outer = layout.column(page)
    outer.addWidget(layout.scrolling(content, "Content"))
    page.resize(400, 300)
    page.show()
    return page, lines


def marked(text: Paragraph) -> list[str]:
    return [text.text()[start:end] for start, end in text._marks]


def test_words_are_marked_however_they_are_spelled_and_cleared_again(qtbot: QtBot) -> None:
    text = label("Łukasz was <b>late</b> 🙂 late.", wrap=True)
    assert isinstance(text, Paragraph)
    box = LongText("He came late, as Lukasz did.")
    page, _lines = page_with(qtbot, text, box)
    marking = Marking(page, "lukasz late ")
    assert marked(text) == ["Łukasz", "late", "late"]
    assert [one.cursor.selectedText() for one in box.extraSelections()] == ["late", "Lukasz"]
    page.grab()
    marking.stop()
    assert marked(text) == []
    assert box.extraSelections() == []


def test_what_comes_later_is_marked_and_the_first_mark_is_brought_into_sight(qtbot: QtBot) -> None:
    page, lines = page_with(qtbot, *(label("Nothing here.", wrap=True) for _ in range(40)))
    Marking(page, "late")
    late = label("He was late.", wrap=True)
    lines.addWidget(late)
    assert isinstance(late, Paragraph)
    qtbot.waitUntil(lambda: marked(late) == ["late"])
    qtbot.waitUntil(lambda: not late.visibleRegion().isEmpty())


def test_what_a_family_typed_is_never_markup(qtbot: QtBot) -> None:
    text = label("<u>late</u>", wrap=True)
    page, _lines = page_with(qtbot, text)
    Marking(page, "late")
    assert text.text() == "<u>late</u>"
