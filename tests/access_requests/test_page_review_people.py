"""One decision for a person repaints every item; the same words are covered everywhere; all of it is taken back by a key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desks import Desk, desk_of, texts
from desks import press as desk_press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from test_page_review import Bench, attach, letter

from coordinator_app.access_requests.actions import decide, persons
from coordinator_app.access_requests.gathering import copies
from coordinator_app.access_requests.items import CoverOrigin, Outcome, RequestItem
from coordinator_app.access_requests.page.approve_reading import read_going_out
from coordinator_app.access_requests.page.field_text import FieldRow
from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.access_requests.persons import PersonDecision, RequestPerson
from coordinator_app.pupils import actions as pupils
from coordinator_app.ui.notes import Note
from tests.vaults import House, add, new_pupil

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PAIRED = "Kit was paired with Otis Bramblewick."
AGAIN = "Otis Bramblewick told staff that Kit helped."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def press(bench: Bench, key: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, as a person does."""
    QApplication.processEvents()
    focus = QApplication.focusWidget() or bench.stage
    keys = {"Enter": Qt.Key.Key_Return, "Space": Qt.Key.Key_Space}
    QTest.keyClick(focus, keys.get(key, Qt.Key(ord(key[0]))), held)
    QApplication.processEvents()


def rows(bench: Bench) -> list[str]:
    return [f"{row.title}, {row.subtitle}, {row.word}" for row in bench.stage.people.pane.rows.rows()]


def ink(row: FieldRow) -> str:
    """The colour of the letters under the first cover."""
    mark = row.view.extraSelections()[0]
    return mark.format.foreground().color().name()


def said_in(desk: Desk) -> str:
    """What the open box says above its questions."""
    return " ".join(note.accessibleName() for note in desk.dialogs.shown[-1].findChildren(Note))


def test_a_short_name_of_somebody_counted_is_counted_where_it_stands_alone(desk: Desk) -> None:
    other = new_pupil(desk.house, given_names="Christopher", family_name="Larkspur", known_as="Mop")
    pupils.save_pupil(desk.house.session, other)
    entry = add(desk.house, "Mop had taken his money. Christopher Larkspur was told off.")
    add(desk.house, "Mop says that Kit sings in bed.")
    bench = Bench(desk)
    bench.go_to(entry.id)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    assert rows(bench) == ["Christopher Larkspur, Another pupil, 3 places in 2 items, "]


def test_one_decision_covers_somebody_in_every_item_and_page_and_enter_keeps_each(desk: Desk) -> None:
    entry, other = add(desk.house, PAIRED), add(desk.house, AGAIN)
    document = attach(
        desk.house,
        letter("He was seen with Otis Bramblewick today.", "Later on Otis Bramblewick left with him."),
    )
    bench = Bench(desk)
    bench.go_to(entry.id)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    assert rows(bench) == ["Otis Bramblewick, Another pupil, 4 places in 3 items, "]
    press(bench, "C")
    assert rows(bench) == ["Otis Bramblewick, Another pupil, 4 places in 3 items, Cover"]
    press(bench, "P")
    assert bench.stage.panel.answers().outcome is Outcome.REDACT
    for one in (entry, other, document):
        bench.go_to(one.id)
        bench.stage.items.rows.setFocus()
        press(bench, "Enter")
    for one, count in ((entry, 1), (other, 1), (document, 2)):
        boxes = bench.covered(one.id)
        assert len(boxes) == count
        assert {box.origin for box in boxes} == {CoverOrigin.PERSON}
        assert {box.person_id for box in boxes} == {desk.house.session.list(RequestPerson)[0].id}


def test_only_the_role_stands_where_it_was_decided_so(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    press(bench, "R")
    press(bench, "P")
    bench.go_to(entry.id)
    bench.stage.items.rows.setFocus()
    press(bench, "Enter")
    assert [box.stands_for for box in bench.covered(entry.id)] == ["another pupil"]


def test_an_item_that_is_only_looked_at_is_no_work_begun(desk: Desk) -> None:
    entry, other = add(desk.house, PAIRED), add(desk.house, AGAIN)
    bench = Bench(desk)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    press(bench, "C")
    press(bench, "P")
    bench.go_to(entry.id)
    bench.go_to(other.id)
    assert bench.stage.save_draft() is None
    assert bench.item(entry.id).outcome is Outcome.UNDECIDED


def test_items_decided_by_hand_are_asked_about_and_stay_as_they_are_if_one_says_so(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    item = bench.item(entry.id)
    decide.decide(desk.house.session, replace(item, outcome=Outcome.SHARE))
    bench.stage.items.rows.setFocus()
    desk.dialogs.will_answer(False)
    press(bench, "P")
    press(bench, "C")
    assert desk.dialogs.asked[-1][1] == "Look again at 1 item that you decided?"
    assert bench.item(entry.id).outcome is Outcome.SHARE
    desk.dialogs.will_answer(True)
    press(bench, "C")
    now = bench.item(entry.id)
    assert (now.outcome, now.reset_because) == (Outcome.UNDECIDED, persons.RULED)


def test_the_same_words_are_covered_everywhere_with_their_count_and_taken_back_at_once(desk: Desk) -> None:
    entry, other = add(desk.house, "His brother was unwell."), add(desk.house, "He said his brother came.")
    bench = Bench(desk)
    bench.go_to(entry.id)
    row = next(row for row in bench.stage.view.paper.rows() if row.key == "words")
    cursor = row.view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("His brother"), cursor.MoveMode.KeepAnchor)
    row.view.setTextCursor(cursor)
    bench.stage.items.rows.setFocus()
    desk.dialogs.will_answer(True)
    press(bench, "A")
    assert "stands in 2 places in 2 items" in str(desk.dialogs.questions[-1])
    assert [one.covered_words for one in bench.stage.view.redactions(None, "")] == ["His brother"]
    bench.go_to(other.id)
    assert [one.covered_words for one in bench.stage.view.redactions(None, "")] == ["his brother"]
    bench.stage.items.rows.setFocus()
    press(bench, "Z", CONTROL)
    assert bench.stage.view.redactions(None, "") == ()
    press(bench, "Y", CONTROL)
    assert [one.covered_words for one in bench.stage.view.redactions(None, "")] == ["his brother"]


def test_decisions_are_taken_back_to_the_first_by_a_key_also_after_the_page_was_closed(desk: Desk) -> None:
    add(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    first = bench.stage.items.current()
    bench.keys("1", "save")
    second = bench.stage.items.current()
    bench.keys("1", "save")
    bench.open()
    bench.stage.items.rows.setFocus()
    press(bench, "Z", CONTROL)
    press(bench, "Z", CONTROL)
    for item_id in (first, second):
        assert desk.house.session.get(RequestItem, item_id).outcome is Outcome.UNDECIDED
    assert bench.stage.items.current() == first
    press(bench, "Z", CONTROL)
    assert desk.said.toasts[-1][0] == "Nothing is left to take back: this is how the request began."
    press(bench, "Y", CONTROL)
    press(bench, "Z", CONTROL | Qt.KeyboardModifier.ShiftModifier)
    for item_id in (first, second):
        assert desk.house.session.get(RequestItem, item_id).outcome is Outcome.SHARE


def test_the_button_undo_takes_back_what_was_decided_for_a_person(desk: Desk) -> None:
    add(desk.house, PAIRED)
    bench = Bench(desk)
    assert not bench.stage.view.undo.isEnabled()
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    press(bench, "C")
    press(bench, "P")
    bench.open()
    assert bench.stage.view.undo.isEnabled()
    bench.stage.view.undo.click()
    QApplication.processEvents()
    decided = [one.decision for one in desk.house.session.list(RequestPerson)]
    assert PersonDecision.COVER not in decided
    assert not bench.stage.view.undo.isEnabled()


def test_c_covers_all_that_is_suggested_and_w_the_whole(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    bench.keys("C")
    assert [one.covered_words for one in bench.stage.view.redactions(None, "")] == ["Otis Bramblewick"]
    bench.keys("W")
    assert PAIRED in [one.covered_words for one in bench.stage.view.redactions(None, "")]


def test_to_show_somebody_the_balance_is_asked_for_and_kept(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    press(bench, "Enter")
    desk.answer(decision=PersonDecision.SHOW, reason="She saw him there")
    assert "The balance is not written down." in said_in(desk)
    desk.answer(
        kind_of_information="That he was there",
        confidence="Not in confidence",
        steps_taken="The school was asked",
    )
    kept = desk.house.session.list(RequestPerson)[0]
    assert (kept.decision, kept.kind_of_information) == (PersonDecision.SHOW, "That he was there")
    press(bench, "P")
    bench.go_to(entry.id)
    assert "Decided: show" in texts(bench.stage.panel)
    assert bench.stage.view.redactions(None, "") == ()


def test_from_the_balance_one_writes_to_them_and_what_is_typed_comes_back(desk: Desk) -> None:
    add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    press(bench, "Enter")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, FormDialog)
    box.form.row("steps_taken").input.set_value("The school will ask")
    box.form.row("steps_taken").edited.emit()
    next(one for one in box.findChildren(QPushButton) if one.text() == "Write to them").click()
    person = desk.house.session.list(RequestPerson)[0]
    told = {"request_id": bench.request.id, "kind": "letter-third-party", "person_id": person.id}
    assert desk.went.places[-1] == ("request_letters", told)
    assert not person.steps_taken  # neither kept nor thrown away
    press(bench, "Enter")
    again = desk.dialogs.shown[-1]
    assert isinstance(again, FormDialog)
    assert again is not box
    assert again.form.row("steps_taken").value() == "The school will ask"


def test_space_held_looks_under_the_covers_and_let_go_hides_them(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    bench.keys("C")
    listed = bench.stage.items.rows
    row = next(row for row in bench.stage.view.paper.rows() if row.key == "words")
    dark = ink(row)
    QTest.keyPress(listed, Qt.Key.Key_Space)
    assert ink(row) == "#ffffff" != dark
    QTest.keyRelease(listed, Qt.Key.Key_Space)
    assert ink(row) == dark


def test_single_letters_can_be_turned_off_and_never_fire_while_typing(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.go_to(entry.id)
    note = bench.stage.panel.note.input
    target = note.target()
    target.setFocus()
    QTest.keyClicks(target, "capxw/123")
    assert note.value() == "capxw/123"
    assert not bench.stage.people.is_open
    desk.services.settings.single_letters = False
    bench.stage.keys.allow(singles=False)
    bench.keys("P", "C")
    assert not bench.stage.people.is_open
    assert bench.stage.view.redactions(None, "") == ()


def test_copies_go_with_their_item_and_are_decided_by_one_key(desk: Desk) -> None:
    first = add(desk.house, "Kit rebuilt the small engine with great care and asked to go on with it.")
    add(desk.house, "Kit rebuilt the small engine with great care and asked to go on with it.")
    bench = Bench(desk)
    copies.keep(desk.house.session, bench.request.id, copies.look(desk.house.session, bench.request.id))
    bench.open()
    items = {one.id: one for one in desk.house.session.list(RequestItem)}
    copy = next((one for one in items.values() if one.duplicate_of_id), None)
    assert copy is not None
    shown = {row.key: row.subtitle for row in bench.stage.items.rows.rows()}
    assert copy.id not in shown
    assert shown[copy.duplicate_of_id].endswith("with 1 copy")
    assert {items[copy.duplicate_of_id].item_id, copy.item_id} >= {first.id}
    bench.stage.items.choose(copy.duplicate_of_id)
    bench.keys("1", "save")
    for item_id in (copy.id, copy.duplicate_of_id):
        assert desk.house.session.get(RequestItem, item_id).outcome is Outcome.SHARE
    bench.stage.items.rows.setFocus()
    press(bench, "Z", CONTROL)
    assert desk.house.session.get(RequestItem, copy.id).outcome is Outcome.UNDECIDED


def test_of_a_mention_only_its_sentences_are_shared_by_one_key(desk: Desk) -> None:
    entry = add(desk.house, "Otis was late. Kit waited for him. He was unwell again.")
    bench = Bench(desk)
    item = bench.item(entry.id)
    with desk.house.session.write() as work:
        work.change(item, is_mention=True, mention="Kit waited for him.")
    bench.open()
    bench.go_to(entry.id)
    assert "Kit waited for him." in texts(bench.stage.view)
    bench.keys("S")
    words = [one for one in bench.stage.view.redactions(None, "") if one.field_name == "words"]
    assert [one.covered_words for one in words] == ["Otis was late", "He was unwell again"]
    assert {one.origin for one in words} == {CoverOrigin.AROUND}
    covered = {one.field_name for one in bench.stage.view.redactions(None, "")}
    assert "happened_on" not in covered
    assert "category" in covered


def test_pages_that_nobody_could_read_are_said_to_be_read_before_they_are_shared(desk: Desk) -> None:
    document = attach(desk.house, letter("Two words"))
    bench = Bench(desk)
    bench.go_to(document.id)
    bench.keys("1", "save")
    assert bench.item(document.id).outcome is Outcome.UNDECIDED
    desk_press(bench.stage.view, "I have read these pages")
    assert bench.item(document.id).pages_read_on is not None
    desk.dialogs.asked.clear()
    bench.keys("1", "save")
    assert not desk.dialogs.asked, "they said it already"
    assert bench.item(document.id).outcome is Outcome.SHARE


def test_before_approval_it_is_said_how_much_was_never_shared_before(desk: Desk) -> None:
    add(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    bench.keys("1", "save")
    said = read_going_out(desk.house.session, bench.request.id).new
    assert said == "1 item was never shared with the family before."
    assert bench.stage.items.board().unshared == 1


def test_messages_of_a_thread_stand_together_and_are_folded_by_a_key(desk: Desk) -> None:
    house = desk.house
    first, between, second = add(house, "First."), add(house, "Between."), add(house, "Second.")
    bench = Bench(desk)
    for one in (first, second):
        with house.session.write() as work:
            work.change(bench.item(one.id), thread="the minibus")
    bench.open()
    ids = [bench.item(one.id).id for one in (first, second, between)]
    items = bench.stage.items

    def shown() -> list[str]:
        return [str(row.key) for row in items.rows.rows() if row.key in ids]

    assert shown() == ids
    said = {row.key: row.subtitle for row in items.rows.rows()}
    assert said[ids[0]].endswith("message 1 of 2")
    assert said[ids[1]].endswith("message 2 of 2")
    bench.go_to(second.id)
    bench.keys(Qt.Key.Key_Left)
    assert shown() == [ids[0], ids[2]]
    assert items.current() == ids[0]
    assert next(row for row in items.rows.rows() if row.key == ids[0]).subtitle.endswith("2 messages")
    bench.go_to(second.id)  # what is still to decide is never folded out of reach
    assert items.current() == ids[1]
    bench.keys(Qt.Key.Key_Left, Qt.Key.Key_Right)
    assert shown() == ids
    row = next(at for at, one in enumerate(items.rows.rows()) if one.key == ids[0])
    assert [act.text() for act in items.rows.menu(row).actions()][-1] == "Fold the thread"


def test_an_item_that_says_nearly_the_same_says_what_it_says_more(desk: Desk) -> None:
    house = desk.house
    words = "Kit came in at nine and worked on the engine until noon, then he swept the floor with care. " * 3
    first, second = add(house, words), add(house, f"{words} His aunt rang.")
    bench = Bench(desk)
    bench.go_to(second.id)
    assert "Nearly the same" not in texts(bench.stage.view)
    with house.session.write() as work:
        work.change(bench.item(second.id), duplicate_of_id=bench.item(first.id).id, likeness=95)
    bench.open()
    bench.go_to(second.id)
    said = texts(bench.stage.view)
    assert "Nearly the same as" in said
    assert "His aunt rang." in said
