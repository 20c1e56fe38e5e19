"""J8, deciding: by keyboard, names covered on every page, harm locked until advice, all kept through a lock."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of, press, texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen import canvas

from coordinator_app.access_requests.actions import decide, gather
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption, SafeguardingAdvice, Stage
from coordinator_app.access_requests.page import covering
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.review import ReviewStage
from coordinator_app.access_requests.page.review_reading import FieldLine
from coordinator_app.access_requests.page.suggesting import SuggestionBook
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.documents import actions as documents
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pupils import actions as pupils
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, add, new_pupil, ready_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PAIRED = "Kit was paired with Otis Bramblewick. Otis said that Wren Tansyfield had been unwell."


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    for given, family in (("Otis", "Bramblewick"), ("Wren", "Tansyfield")):
        pupils.save_pupil(consented.session, new_pupil(consented, given_names=given, family_name=family))
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def letter(*pages: str) -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    for words in pages:
        for number, line in enumerate(words.split("\n")):
            sheet.drawString(72, 770 - 20 * number, line)
        if not words:
            sheet.bezier(72, 500, 120, 640, 200, 420, 300, 560)  # written by hand: no empty page
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def attach(house: House, content: bytes) -> Document:
    document = Document(
        pupil_id=house.pupil.id,
        title="Weeks 7 and 8",
        kind_of_document=DocumentKind.PROVIDER_REPORT,
        dated=date(2026, 11, 18),
    )
    return documents.attach(house.session, document, content, look(FileGiven("a.pdf", content))).record


class Bench:
    """The workbench of a request, and what a person does there."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.house = desk, desk.house
        self.request = ready_request(desk.house)
        gather.gather(desk.house.session, desk.house.session.get(AccessRequest, self.request.id))
        self.open()

    def open(self) -> None:
        self.page = self.desk.page(AccessRequestPage, request_id=self.request.id, stage="review")
        self.page.activateWindow()
        QApplication.processEvents()

    @property
    def stage(self) -> ReviewStage:
        assert isinstance(self.page.stage, ReviewStage)
        return self.page.stage

    def item(self, record_id: str) -> RequestItem:
        found = self.house.session.list(RequestItem, where={"request_id": self.request.id})
        return next(one for one in found if one.item_id == record_id)

    def go_to(self, record_id: str) -> None:
        self.stage.items.choose(self.item(record_id).id)
        QApplication.processEvents()

    def keys(self, *keys: Any) -> None:
        self.stage.items.rows.setFocus()
        QApplication.processEvents()
        for key in keys:
            if key == "save":
                QTest.keyClick(self.stage.items.rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            else:
                QTest.keyClick(self.stage.items.rows, key)
            QApplication.processEvents()

    def tick(self, label: str) -> None:
        row = next(row for row in self.stage.panel.names.rows() if row.group.label == label)
        row.box.click()

    def covered(self, record_id: str) -> list[Redaction]:
        return decide.redactions_of(self.house.session, self.item(record_id).id)


def test_items_are_decided_by_keyboard_one_after_the_other(desk: Desk) -> None:
    add(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    first = bench.stage.items.current()
    total = len(bench.stage.items.board().lines)
    bench.keys("1", "save")
    assert desk.house.session.get(RequestItem, first).outcome is Outcome.SHARE
    assert bench.stage.items.current() != first
    assert f"1 of {total} decided" in texts(bench.page)
    second = bench.stage.items.current()
    bench.keys("J", "K")
    assert bench.stage.items.current() == second


def test_a_letter_that_names_two_pupils_is_covered_on_every_page(desk: Desk) -> None:
    pages = ("Kit was paired with Otis Bramblewick.\nWren Tansyfield watched.", "Otis came back on Friday.")
    document = attach(desk.house, letter(*pages))
    bench = Bench(desk)
    bench.go_to(document.id)
    found = {group.label: group.places for group in bench.stage.view.groups()}
    assert found == {"Otis Bramblewick": 2, "Wren Tansyfield": 1}
    bench.tick("Otis Bramblewick")
    bench.tick("Wren Tansyfield")
    assert bench.stage.panel.answers().outcome is Outcome.REDACT
    bench.keys("save")
    kept = bench.covered(document.id)
    assert {box.covered_words.strip(".") for box in kept} == {"Otis Bramblewick", "Otis", "Wren Tansyfield"}
    assert sorted(box.page or 0 for box in kept) == [1, 1, 2]
    assert all(box.exemption is Exemption.THIRD_PARTY for box in kept)
    bench.go_to(document.id)
    assert all(group.ticked for group in bench.stage.view.groups())


def test_without_the_name_finder_nothing_would_be_suggested(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the planted fault: the same letter through a finder that sees nothing must show no name
    monkeypatch.setattr(SuggestionBook, "find", lambda _book, _texts: ())
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    assert bench.stage.view.groups() == []
    assert "No name that we know of was found." in texts(bench.page)


def test_selected_words_are_covered_with_b_and_taken_back_with_undo(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    row = next(row for row in bench.stage.view.paper.rows() if row.key == "words")
    cursor = row.view.textCursor()
    at = PAIRED.index("had been unwell")
    cursor.setPosition(at)
    cursor.setPosition(at + len("had been unwell"), cursor.MoveMode.KeepAnchor)
    row.view.setTextCursor(cursor)
    bench.keys("B")
    assert [one.covered_words for one in bench.stage.view.redactions(None, "")] == ["had been unwell"]
    assert bench.stage.panel.answers().outcome is Outcome.REDACT
    bench.stage.view.undo.click()
    assert bench.stage.view.redactions(None, "") == ()
    assert not bench.stage.view.undo.isEnabled()


def test_the_focus_stays_on_the_paper_when_the_next_item_has_fewer_fields(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    paper = bench.stage.view.paper
    fields = [FieldLine(f"field {place}", "Words", "Some words.") for place in range(5)]
    paper.show_record("Long", "", fields)
    paper.rows()[4].view.setFocus()
    paper.show_record("Short", "", fields[:2])
    assert paper.rows()[1].view.hasFocus()


def test_only_one_stretch_of_a_record_is_selected_at_a_time(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    first, second = bench.stage.view.paper.rows()[:2]
    first.view.selectAll()
    assert first.view.selection()
    second.view.selectAll()
    assert first.view.selection() is None  # it would look covered and not be
    bench.keys("B")
    assert set(bench.stage.view.paper.spans()[second.key]) != set()
    assert bench.stage.view.paper.spans()[first.key] == []


def test_found_text_is_one_line_to_tick(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    bench.keys("T")
    bench.stage.view.look_for("unwell")
    bench.tick("\u201cunwell\u201d")
    assert [one.covered_words for one in bench.stage.view.redactions(None, "")] == ["unwell"]
    bench.stage.view.look_for("not in it")
    assert "is not in this item" in texts(bench.page)


def test_sharing_in_full_with_names_left_asks_first(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    desk.dialogs.will_answer(False)
    bench.keys("1", "save")
    assert desk.dialogs.asked[-1][1] == "Share in full, with these names in it?"
    assert bench.item(entry.id).outcome is Outcome.UNDECIDED
    desk.dialogs.will_answer(True)
    bench.keys("save")
    assert bench.item(entry.id).outcome is Outcome.SHARE


def test_withholding_for_harm_is_locked_until_the_advice_is_on_file(desk: Desk) -> None:
    entry = add(desk.house, "Worry about late nights.", category=Category.SAFEGUARDING)
    bench = Bench(desk)
    bench.go_to(entry.id)
    assert "Needs advice" in bench.stage.items.rows.rows()[_place(bench, entry)].word
    bench.keys("3")
    panel = bench.stage.panel
    panel.reason.set_value(Exemption.SERIOUS_HARM_EDUCATION)
    panel.reason.edited.emit()
    panel.words.input.set_value("It would put the child at risk.")
    assert "Locked until advice is on file." in texts(panel)
    bench.keys("save")
    assert "Not kept yet." in texts(panel)
    assert bench.item(entry.id).outcome is Outcome.UNDECIDED
    press(panel, "Ask for advice")
    desk.answer(officer="Dana Placeholder", given_on=date(2026, 11, 24), advice="Withhold it for now.")
    assert desk.house.session.list(SafeguardingAdvice)[0].advice == "Withhold it for now."
    assert "Locked until advice is on file." not in texts(panel)
    bench.keys("save")
    kept = bench.item(entry.id)
    assert kept.outcome is Outcome.WITHHOLD
    assert kept.exemption is Exemption.SERIOUS_HARM_EDUCATION


def _place(bench: Bench, entry: ChronologyEntry) -> int:
    ids = [row.key for row in bench.stage.items.rows.rows()]
    return ids.index(bench.item(entry.id).id)


def test_withholding_what_the_family_already_has_asks_twice(desk: Desk) -> None:
    house = desk.house
    entry = add(house, "Kit did well this week.")
    given = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Marigold Puddlecombe",
        recipient_kind=RecipientKind.PARENT,
        given_on=date(2026, 11, 5),
        method=DeliveryMethod.AT_REVIEW,
        why="Review 1",
        description="Summary",
    )
    record_disclosure(house.session, given, [item_of(entry)])
    bench = Bench(desk)
    bench.go_to(entry.id)
    assert "Shared 5 November 2026" in bench.stage.items.rows.rows()[_place(bench, entry)].subtitle
    bench.keys("3")
    panel = bench.stage.panel
    assert "They have had this since 5 November 2026." in texts(panel)
    panel.reason.set_value(Exemption.THIRD_PARTY)
    panel.words.input.set_value("It names another child.")
    desk.dialogs.will_answer(True)
    bench.keys("save")
    assert desk.dialogs.asked[-1][1] == "Withhold something they already have?"
    assert bench.item(entry.id).outcome is Outcome.UNDECIDED  # the note for the file is still missing
    panel.note.input.set_value("Given at review 1 by mistake.")
    desk.dialogs.will_answer(True)
    bench.keys("save")
    assert bench.item(entry.id).outcome is Outcome.WITHHOLD


def test_after_a_lock_everything_is_as_it_was(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    other = add(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    bench.go_to(entry.id)
    bench.tick("Otis Bramblewick")
    bench.stage.panel.note.input.set_value("Otis has not agreed.")
    bench.go_to(other.id)
    bench.keys("3")
    draft = bench.page.save_draft()
    assert draft is not None
    bench.open()
    bench.page.restore_draft(draft)
    QApplication.processEvents()
    assert bench.stage.items.current() == bench.item(other.id).id
    assert bench.stage.panel.answers().outcome is Outcome.WITHHOLD
    bench.go_to(entry.id)
    words = [one.covered_words for one in bench.stage.view.redactions(None, "")]
    assert words == ["Otis Bramblewick", "Otis"]
    assert bench.stage.panel.answers().note == "Otis has not agreed."
    assert bench.item(entry.id).outcome is Outcome.UNDECIDED


def test_an_item_that_changed_after_it_was_decided_says_so(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    decide.decide(desk.house.session, replace(bench.item(entry.id), outcome=Outcome.SHARE))
    chronology.correct_entry(desk.house.session, entry, "Misheard.", words="Kit was alone.")
    gather.gather(desk.house.session, desk.house.session.get(AccessRequest, bench.request.id))
    bench.open()
    bench.go_to(entry.id)
    assert "It was changed after you decided. Look at it again." in texts(bench.stage.panel)


def test_three_hundred_items_cost_no_more_widgets_than_one(desk: Desk) -> None:
    for number in range(290):
        add(desk.house, f"Kit came in on time, day {number}.")
    bench = Bench(desk)
    assert len(bench.stage.items.board().lines) > 290
    bench.keys("J")
    before = len(bench.stage.findChildren(type(bench.stage.view.paper.rows()[0])))
    bench.keys(*("J" * 30))
    after = len(bench.stage.findChildren(type(bench.stage.view.paper.rows()[0])))
    assert after <= before + 8
    assert bench.stage.reader.kept <= 4


def test_after_the_last_decision_the_request_goes_to_approval(desk: Desk) -> None:
    bench = Bench(desk)
    for _ in bench.stage.items.board().lines:
        bench.keys("1", "save")
    total = len(bench.stage.items.board().lines)
    assert f"All {total} decided." in texts(bench.page)
    press(bench.page, "Send for approval")
    assert desk.house.session.get(AccessRequest, bench.request.id).stage is Stage.APPROVE
    assert "The approver must be another person." in texts(bench.page)


def test_a_scan_without_words_says_that_nobody_looked_for_names(desk: Desk) -> None:
    document = attach(desk.house, letter(""))
    bench = Bench(desk)
    bench.go_to(document.id)
    assert "We could not read this page" in texts(bench.page)


def test_keys_are_letters_in_a_text_and_can_be_turned_off(desk: Desk) -> None:
    bench = Bench(desk)
    note = bench.stage.panel.note.input
    note.setFocus()
    QTest.keyClicks(note, "Jolly 123")
    assert bench.stage.panel.answers().note == "Jolly 123"
    assert bench.stage.panel.answers().outcome is Outcome.UNDECIDED
    desk.services.settings.single_letters = False
    bench.open()
    bench.keys("1")
    assert bench.stage.panel.answers().outcome is Outcome.UNDECIDED


def test_a_decision_cannot_be_kept_before_one_is_chosen(desk: Desk) -> None:
    bench = Bench(desk)
    bench.keys("save")
    assert "Choose what to do with it: 1, 2 or 3." in texts(bench.stage.panel)


def test_a_cover_over_other_words_after_a_correction_is_not_put_back(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    shown = bench.stage._shown
    assert shown is not None
    at = PAIRED.index("Otis")
    right = Redaction(field_name="words", start=at, end=at + 4, covered_words="Otis")
    wrong = replace(right, start=0, end=4)
    spans = covering.spans_of(replace(shown, covered=(right, wrong)), suggest=False)
    assert [(span.start, span.state) for span in spans["words"]] == [(at, "suggested")]
