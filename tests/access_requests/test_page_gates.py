"""The workbench leads to what a decision needs: confidential addresses, restricted items, reasons, whole words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of, press, texts
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from test_confidential import ADDRESS, asked_by_another

from coordinator_app.access_requests.actions import decide
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.access_requests.page.covering import Group
from coordinator_app.access_requests.page.field_text import FieldText, whole_words
from coordinator_app.access_requests.page.names_found import NamesFound
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.review import ReviewStage
from coordinator_app.access_requests.page.review_reading import read_board
from coordinator_app.chronology.model import Category
from coordinator_app.core.whereabouts import Whereabouts
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer
from coordinator_app.ui import layout
from coordinator_app.ui.notes import Note
from tests.vaults import House, add, gathered, item_for, new_pupil, ready_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LEAD = "The address is confidential: cover it."


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """Another pupil is on the register, and the mother's address is confidential; somebody else asks."""
    session = consented.session
    pupils.save_pupil(session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    with session.write() as work:
        values = {"address": ADDRESS, "telephone": "01632 960101", "address_is_confidential": True}
        consented.carer = work.change(session.get(Carer, consented.carer.id), **values)
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


class Bench:
    """The workbench with one item in hand."""

    def __init__(self, desk: Desk, request: AccessRequest, record: Any) -> None:
        self.house, self.request, self.record = desk.house, request, record
        gathered(desk.house, request)
        self.page = desk.page(AccessRequestPage, request_id=request.id, stage="review")
        assert isinstance(self.page.stage, ReviewStage)
        self.stage = self.page.stage
        self.stage.items.choose(self.item.id)
        QApplication.processEvents()

    @property
    def item(self) -> RequestItem:
        found = self.house.session.list(RequestItem, where={"request_id": self.request.id})
        return item_for(found, self.record)

    @property
    def said(self) -> str:
        return texts(self.stage)

    def select(self, words: str) -> FieldText:
        """Select these words, wherever they stand, as the mouse does."""
        row = next(row for row in self.stage.view.paper.rows() if words in row.view.toPlainText())
        at = row.view.toPlainText().index(words)
        cursor = row.view.textCursor()
        cursor.setPosition(at)
        cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
        row.view.setTextCursor(cursor)
        return row.view

    def covered(self) -> list[str]:
        return [one.covered_words for one in self.stage.view.redactions(None, "")]


# -- confidential addresses -------------------------------------------------------------------------------------------


def test_an_item_that_tells_a_confidential_address_says_so_in_red_and_covers_it_in_one_press(
    desk: Desk,
) -> None:
    bench = Bench(desk, asked_by_another(desk.house), desk.house.carer)
    notes = {one.lead: one.kind for one in bench.stage.view.findChildren(Note) if one.isVisible()}
    assert notes[LEAD] == "over"
    names = [row.group for row in bench.stage.panel.names.rows()][:2]
    assert [one.label for one in names] == [
        "Address of Marigold Puddlecombe",
        "Telephone of Marigold Puddlecombe",
    ]
    assert {one.note for one in names} == {"The address is confidential: cover it"}
    press(bench.stage.view, "Cover Address of Marigold Puddlecombe, Telephone of Marigold Puddlecombe")
    assert set(bench.covered()) == {"01632 960101", ADDRESS}
    assert LEAD not in bench.said
    assert bench.stage.panel.answers().outcome is Outcome.REDACT
    assert bench.stage.panel.answers().exemption is Exemption.THIRD_PARTY
    bench.stage.saving.save()
    assert bench.item.outcome is Outcome.REDACT


def test_taking_it_back_brings_the_red_note_back(desk: Desk) -> None:
    bench = Bench(desk, asked_by_another(desk.house), desk.house.carer)
    bench.stage.view.secret.covering.emit(
        tuple(row.group.key for row in bench.stage.panel.names.rows() if row.group.confidential)
    )
    assert LEAD not in bench.said
    bench.stage.view.undo_last()
    assert LEAD in bench.said


def test_an_entry_that_names_the_street_is_marked_there_and_only_there(desk: Desk) -> None:
    entry = add(desk.house, "Rang from 4  weir cottages today. She sounded calm.")
    bench = Bench(desk, asked_by_another(desk.house), entry)
    row = next(row for row in bench.stage.panel.names.rows() if row.group.confidential)
    row.box.click()
    assert bench.covered() == ["4  weir cottages"]


def test_the_holder_of_the_address_is_told_nothing_of_the_kind(desk: Desk) -> None:
    own = ready_request(desk.house, carer_id=desk.house.carer.id)
    bench = Bench(desk, own, desk.house.carer)
    assert LEAD not in bench.said
    assert not any(row.group.confidential for row in bench.stage.panel.names.rows())


def test_an_item_shared_before_the_address_became_confidential_is_open_again_in_the_list(desk: Desk) -> None:
    session = desk.house.session
    with session.write() as work:
        work.change(session.get(Carer, desk.house.carer.id), address_is_confidential=False)
    entry = add(desk.house, "Rang from 4 Weir Cottages.")
    request = asked_by_another(desk.house)
    item = item_for(gathered(desk.house, request), entry)
    decide.decide(session, replace(item, outcome=Outcome.SHARE))
    with session.write() as work:
        work.change(session.get(Carer, desk.house.carer.id), address_is_confidential=True)
    line = read_board(session, request.id).line(item.id)
    assert line is not None
    assert not line.settled
    assert "address is confidential" in line.why


@pytest.mark.parametrize(
    ("one", "text", "said"),
    [
        (Whereabouts("4 Weir Cottages", is_address=True), "At 4, WEIR cottages; not 14 Weir Cottages", ["4, WEIR cottages"]),
        (Whereabouts("HZ2 7AB", is_address=True), "Hazelmoor hz27ab", ["hz27ab"]),
        (Whereabouts("01632 960101", is_address=False), "Ring +44 1632 960-101 or 01632 960102", ["+44 1632 960-101"]),
        (Whereabouts("m@hazel.example", is_address=False), "M@Hazel.example wrote", ["M@Hazel.example"]),
    ],
)  # fmt: skip
def test_where_a_text_tells_it_is_found_however_it_is_written(
    one: Whereabouts, text: str, said: list[str]
) -> None:
    assert [text[start:end] for start, end in one.stretches(text)] == said


# -- restricted items -------------------------------------------------------------------------------------------------


def test_a_restricted_item_says_before_saving_what_sharing_it_needs(desk: Desk) -> None:
    worry = add(desk.house, "A worry about late nights.", category=Category.SAFEGUARDING)
    bench = Bench(desk, ready_request(desk.house), worry)
    assert "It is restricted." in bench.said
    assert "ask for advice about this item and record it, or say in the note for the file" in bench.said
    bench.stage.panel.choose(Outcome.WITHHOLD)
    assert "It is restricted." not in bench.said
    bench.stage.panel.choose(Outcome.SHARE)
    assert "It is restricted." in bench.said
    bench.stage.panel.note.input.set_value("They told us of it themselves.")
    bench.stage.panel.note.input.edited.emit()
    assert "It is restricted." not in bench.said


def test_an_item_that_is_not_restricted_says_nothing_of_it(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time."))
    assert "It is restricted." not in bench.said


# -- reasons ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [Outcome.WITHHOLD, Outcome.REDACT])
def test_no_reason_is_chosen_before_anybody_chooses_one(desk: Desk, outcome: Outcome) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time."))
    bench.stage.panel.choose(outcome)
    assert bench.stage.panel.answers().exemption is None
    assert bench.stage.panel.reason.currentText() == "Choose the reason"
    bench.stage.panel.words.input.set_value("It is his own.")
    bench.select("on time")
    bench.stage.view.draw_or_cover()
    assert bench.stage.panel.answers().exemption is None
    bench.stage.saving.save()
    assert bench.item.outcome is Outcome.UNDECIDED
    assert "reason" in bench.said.partition("Not kept yet.")[2]


def test_covering_a_name_that_was_found_chooses_that_it_is_about_someone_else(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit sat with Otis Bramblewick."))
    bench.stage.panel.choose(Outcome.REDACT)
    assert bench.stage.panel.answers().exemption is None
    next(row for row in bench.stage.panel.names.rows() if row.group.label == "Otis Bramblewick").box.click()
    assert bench.stage.panel.answers().exemption is Exemption.THIRD_PARTY


def test_a_reason_that_was_chosen_stays_whatever_name_is_covered(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit sat with Otis Bramblewick."))
    bench.stage.panel.choose(Outcome.REDACT)
    bench.stage.panel.reason.set_value(Exemption.CRIME)
    next(row for row in bench.stage.panel.names.rows() if row.group.label == "Otis Bramblewick").box.click()
    assert bench.stage.panel.answers().exemption is Exemption.CRIME


def test_words_that_were_only_looked_for_choose_no_reason(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time."))
    bench.stage.view.look_for("on time")
    next(row for row in bench.stage.panel.names.rows() if row.group.sought).box.click()
    assert bench.covered() == ["on time"]
    assert bench.stage.panel.answers().exemption is None


# -- whole words ------------------------------------------------------------------------------------------------------


def test_half_words_are_covered_whole(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time today."))
    bench.select("n ti")
    bench.stage.view.draw_or_cover()
    assert bench.covered() == ["on time"]


def test_with_alt_only_the_very_letters_are_covered(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time today."))
    QTest.keyClick(bench.select("n ti"), Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert bench.covered() == ["n ti"]


def test_the_button_pressed_with_alt_covers_the_very_letters(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time today."))
    bench.select("n ti")
    alt = Qt.KeyboardModifier.AltModifier
    QTest.mouseClick(bench.stage.view.cover, Qt.MouseButton.LeftButton, alt, QPoint(5, 5))
    assert bench.covered() == ["n ti"]
    QTest.mouseClick(bench.stage.view.seek, Qt.MouseButton.LeftButton)  # Alt is let go


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("on time.", "ti", "time"),
        ("on time.", "on", "on"),
        ("Siân O\u2019Harrow came", "\u2019Ha", "O\u2019Harrow"),
        ("Łukasz Ż.", "ukas", "Łukasz"),
        ("the \U0001f600 smile here", "mil", "smile"),
        ("王小芳 came", "小", "小"),
    ],
)
def test_word_ends_are_those_of_unicode(text: str, part: str, whole: str) -> None:
    def units(words: str) -> int:
        return len(words.encode("utf-16-le")) // 2

    at = units(text[: text.index(part)])
    start, end = whole_words(text, at, at + units(part))
    encoded = text.encode("utf-16-le")
    assert encoded[2 * start : 2 * end].decode("utf-16-le") == whole


def test_what_was_refused_because_nothing_was_covered_goes_once_something_is(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time."))
    bench.stage.panel.choose(Outcome.REDACT)
    bench.stage.panel.reason.set_value(Exemption.CRIME)
    bench.stage.saving.save()
    assert "Nothing is covered yet." in bench.said
    bench.select("on time")
    bench.stage.view.draw_or_cover()
    assert "Nothing is covered yet." not in bench.said


def test_what_is_pressed_to_cover_words_is_not_the_box_to_draw(desk: Desk) -> None:
    view = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time.")).stage.view
    words = view.cover.icon().pixmap(20).toImage()
    view._tools.draw(draws=True)
    assert view.cover.text() == "Draw box"
    assert view.cover.icon().pixmap(20).toImage() != words


def test_one_button_covers_all_that_is_suggested_as_the_key_does(desk: Desk) -> None:
    entry = add(desk.house, "Kit sat beside Otis Bramblewick. His brother rang 01632 960102.")
    bench = Bench(desk, ready_request(desk.house), entry)
    names = bench.stage.panel.names
    open_ones = [row.group.key for row in names.rows() if row.group.offered]
    assert len(open_ones) > 1
    assert names.all.isVisibleTo(names)
    names.all.click()
    assert {row.group.key for row in names.rows() if row.box.isChecked()} >= set(open_ones)
    assert not names.all.isVisibleTo(names)  # nothing is left for it


def test_a_line_that_is_given_another_name_hands_the_focus_on(qtbot: QtBot) -> None:
    panel, names, note = QWidget(), NamesFound(), QLineEdit()
    layout.add_all(layout.column(panel), names, note)
    qtbot.addWidget(panel)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    otis, wren = (Group(one, one, "Another pupil", 1, 0, usually_shared=False) for one in ("Otis", "Wren"))
    names.show_groups([otis], "")
    box = names.rows()[0].box
    box.setFocus()
    assert box.hasFocus()
    names.show_groups([replace(otis, covered=1)], "")
    assert box.hasFocus()  # the same name, covered by now
    names.show_groups([wren], "")
    assert [row.box.text() for row in names.rows()] == ["Wren"]
    assert note.hasFocus()  # or Space would cover whom nobody meant
    names.show_groups([], "")
    assert names.rows() == []


def test_drawing_ends_where_the_button_goes_out(desk: Desk) -> None:
    view = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time.")).stage.view
    view._tools.draw(draws=True)
    view.cover.click()
    assert view.preview.view._drawing
    view._tools.draw(draws=False)  # a record is in hand
    view._tools.draw(draws=True)  # and pages again
    assert not view.cover.isChecked()
    assert not view.preview.view._drawing


def test_planted_fault_without_whole_words_half_a_word_is_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "coordinator_app.access_requests.page.field_text.whole_words", lambda _text, a, b: (a, b)
    )
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time today."))
    bench.select("n ti")
    bench.stage.view.draw_or_cover()
    assert bench.covered() == ["n ti"]


def test_what_is_covered_is_kept_with_the_whole_words(desk: Desk) -> None:
    bench = Bench(desk, ready_request(desk.house), add(desk.house, "Kit came in on time today."))
    bench.select("ti")
    bench.stage.view.draw_or_cover()
    bench.stage.panel.reason.set_value(Exemption.CRIME)
    bench.stage.saving.save()
    kept = desk.house.session.list(Redaction, where={"request_item_id": bench.item.id})
    assert [one.covered_words for one in kept] == ["time"]
