"""Spans are counted as Python counts, whatever Qt counts, and are reached by keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from coordinator_app.ui.text_view import Span, TextView, from_qt, to_qt
from coordinator_app.ui.theme import Theme

TEXT = "Seen by 𝔐arigold 🙂 and Otis.\nThen Otis left."
LETTERS = st.characters(exclude_categories=("Cs",))


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    made = TextView("Entry")
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    made.activateWindow()
    start = TEXT.index("Otis")
    made.show_text(TEXT, [Span(start, start + 4, "suggested", "another pupil"), Span(0, 4, "accepted")])
    made.setFocus()
    return made


def select(view: TextView, words: str) -> None:
    start = TEXT.index(words)
    cursor = view.textCursor()
    cursor.setPosition(to_qt(TEXT, start))
    cursor.setPosition(to_qt(TEXT, start + len(words)), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


@given(text=st.text(LETTERS, max_size=40), share=st.floats(0, 1))
def test_places_are_the_same_there_and_back(text: str, share: float) -> None:
    place = round(share * len(text))
    assert from_qt(text, to_qt(text, place)) == place
    assert to_qt(text, place) == len(text[:place].encode("utf-16-le")) // 2


def test_naive_places_would_cover_the_wrong_words() -> None:
    """The planted fault: taking Qt's places for those of Python is off by one for each letter beyond the plane."""
    place = TEXT.index("Otis")
    assert to_qt(TEXT, place) == place + 2


def test_selected_words_are_covered_in_code_points(view: TextView, qtbot: QtBot) -> None:
    select(view, "Marigold"[:0] or "𝔐arigold 🙂")
    with qtbot.waitSignal(view.spans_changed):
        assert view.cover()
    start = TEXT.index("𝔐")
    made = next(span for span in view.spans() if span.start == start)
    assert (TEXT[made.start : made.end], made.state) == ("𝔐arigold 🙂", "accepted")


def test_covering_over_a_suggestion_joins_them(view: TextView) -> None:
    select(view, "and Otis.\nThen")
    view.cover()
    assert [TEXT[span.start : span.end] for span in view.spans()] == ["Seen", "and Otis.\nThen"]


def test_c_covers_and_nothing_selected_covers_nothing(view: TextView, qtbot: QtBot) -> None:
    assert not view.cover()
    select(view, "left")
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert TEXT[view.spans()[-1].start : view.spans()[-1].end] == "left"


def test_tab_visits_spans_space_toggles_delete_removes(view: TextView, qtbot: QtBot) -> None:
    told: list[int] = []
    view.span_chosen.connect(told.append)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert told == [0, 1]
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.spans()[1].state == "accepted"
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [span.start for span in view.spans()] == [0]


def covered_format(view: TextView) -> tuple[str, str]:
    mark = next(one for one in view.extraSelections() if one.cursor.selectedText() == "Seen")
    return mark.format.background().color().name(), mark.format.foreground().color().name()


def test_covered_words_cannot_be_read_until_v_is_held(view: TextView, qtbot: QtBot, look: Theme) -> None:
    black = look.colour("redact").name()
    assert covered_format(view) == (black, black)
    qtbot.keyPress(view, Qt.Key.Key_V)
    assert covered_format(view) == (black, "#ffffff")
    qtbot.keyRelease(view, Qt.Key.Key_V)
    assert covered_format(view) == (black, black)


def test_text_cannot_be_edited(view: TextView, qtbot: QtBot) -> None:
    qtbot.keyClicks(view, "xyz")
    assert view.toPlainText() == TEXT


def test_foreign_line_ends_do_not_move_spans(view: TextView) -> None:
    text = "one\r\ntwo\x00three"
    view.show_text(text, [Span(text.index("three"), len(text))])
    assert len(view.document().toPlainText()) == len(text)
    mark = view.extraSelections()[0]
    assert mark.cursor.selectedText() == "three"
