"""What can be done about entries that stand in the timeline: delete, put back, see what changed, choose and give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import actions, giving, versions, view
from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold, entry_compartment
from coordinator_app.chronology.page import wordings
from coordinator_app.chronology.page.correct_box import CorrectBox
from coordinator_app.chronology.page.give_box import GiveBox
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.chronology.page.versions_box import VersionsBox
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals import actions as referrals
from coordinator_app.services import Confirmation
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store import drafts
from coordinator_app.ui import theme
from coordinator_app.ui.box_draft import BoxDraft
from coordinator_app.ui.reason_box import ReasonBox
from tests.confirmations import Asks
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add, new_entry, new_pupil, new_referral

Make = Callable[..., ChronologyTab]


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> Make:
    def make(confirm: Confirmation | None = None) -> ChronologyTab:
        services = replace(at_desk.services, confirm=confirm or at_desk.services.confirm)
        made = ChronologyTab(services, consented.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, 640)
        made.show()
        QApplication.processEvents()
        return made

    return make


def press(page: ChronologyTab, name: str) -> None:
    QApplication.processEvents()
    found = [one for one in _buttons(page) if one.accessibleName() == name and one.isVisibleTo(page)]
    assert len(found) == 1, name
    found[0].click()
    QApplication.processEvents()


def asked_why(desk: Desk, qtbot: QtBot) -> ReasonBox:
    box = desk.dialogs.shown[-1]
    assert isinstance(box, ReasonBox)
    qtbot.addWidget(box)
    return box


@pytest.mark.parametrize("category", [Category.BEHAVIOUR, Category.SAFEGUARDING])
def test_the_reason_of_a_deletion_is_a_draft_where_the_entry_lies_until_it_is_given(
    tab: Make, consented: House, at_desk: Desk, qtbot: QtBot, category: Category
) -> None:
    entry = add(consented, "Typed twice.", category=category)
    page = tab()
    line = view.one_line(consented.session, entry.id, guarded_words=True)
    page.wordings.delete(line)
    asked_why(at_desk, qtbot).form.row("words").input.set_value("It was typed tw")
    BoxDraft.keep(asked_why(at_desk, qtbot).findChild(BoxDraft))
    assert compartments_of_draft(consented, entry.id) == [entry_compartment(entry)]
    page.wordings.delete(line)  # after a lock
    again = asked_why(at_desk, qtbot)
    assert again.words() == "It was typed tw"
    again.act.click()
    assert consented.session.get(ChronologyEntry, entry.id).trashed_at is not None
    assert compartments_of_draft(consented, entry.id) == []


def compartments_of_draft(house: House, entry_id: str) -> list[Compartment]:
    """Where the reason lies that is being typed."""
    held = house.session.databases
    return [
        one
        for one in held.held
        if any(draft.record_id == entry_id for draft in drafts.all_drafts(held.connection(one)))
    ]


def test_an_entry_that_was_given_stays_and_the_box_says_why(
    tab: Make, consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    entry = add(consented, "Given.")
    told = Disclosure(
        pupil_id=consented.pupil.id, recipient="Marigold", recipient_kind=RecipientKind.PARENT,
        method=DeliveryMethod.IN_PERSON, given_on=consented.clock.today(), why="Asked.",
    )  # fmt: skip
    giving.give(consented.session, told, [entry], for_safety=False)
    page = tab()
    page.wordings.delete(view.one_line(consented.session, entry.id, guarded_words=True))
    box = asked_why(at_desk, qtbot)
    box.form.row("words").input.set_value("It was typed twice.")
    box.act.click()
    note = box.note()
    assert note is not None
    assert "This cannot be done now." in note.accessibleName()
    assert box.words() == "It was typed twice."


def _buttons(page: ChronologyTab) -> list[QAbstractButton]:
    return page.findChildren(QAbstractButton)


def test_an_entry_is_deleted_with_a_reason_and_found_among_the_deleted_ones(
    tab: Make, consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    add(consented, "Typed twice.")
    page = tab()
    press(page, "Delete: Behaviour, 1 November 2026: “Typed twice.”")
    box = asked_why(at_desk, qtbot)
    box.form.row("words").input.set_value("It was typed twice.")
    box.act.click()
    assert at_desk.told.toasts[-1][0] == "Entry deleted"
    page.refresh()
    assert "No entries yet" in words_of(page)
    page.filters.ticks["deleted"].click()
    assert "Typed twice." in words_of(page)
    press(page, "Put back: Behaviour, 1 November 2026: “Typed twice.”")
    assert at_desk.told.toasts[-1][0] == "Entry put back"
    page.filters.ticks["deleted"].click()
    assert "Typed twice." in words_of(page)


def test_every_version_says_who_when_why_and_what_changed_word_by_word(consented: House) -> None:
    session, entry = consented.session, add(consented, "Kit was lat.")
    first = actions.correct_entry(
        session, entry, "Misheard.", words="Kit was late.", for_others=True, may_be_told=MayBeTold.FAMILY
    ).record
    gone = actions.delete_entry(session, first, "Typed twice.")
    session.undo(gone.change_id)
    roles = versions.roles_in(consented.vault.folder)
    found = versions.changes_of(session, entry.id, roles)
    assert [one.head() for one in found] == [
        "24 November 2026, 9am, Co-ordinator:",
        "24 November 2026, 9am, Co-ordinator, corrected because: Misheard.",
        "24 November 2026, 9am, Co-ordinator. Deleted because: Typed twice.",
        "24 November 2026, 9am, Co-ordinator. Put back by Undo because: Misheard.",
    ]
    assert [one.sentence() for one in found[1].told] == [
        "Kit was late.\n(was: Kit was lat.)",
        "Who may be told: The family and the pupil (was: nothing)",
        "Others need to see it: Yes (was: No)",
    ]
    assert versions.changes_of(session, entry.id, {})[0].who == "Co-ordinator"
    assert versions.roles_in(consented.vault.folder / "nowhere") == {}


def test_see_what_changed_shows_both_wordings(
    tab: Make, consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    entry = add(consented, "Kit was lat.")
    actions.correct_entry(consented.session, entry, "Misheard.", words="Kit was late.")
    page = tab()
    press(page, "See what changed: Behaviour, 1 November 2026: “Kit was late.”")
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, VersionsBox)
    qtbot.addWidget(box)
    assert "Kit was [removed: lat.][added: late.]" in box.shown.toPlainText()


def test_a_correction_in_an_incident_offers_the_others_by_initials(
    tab: Make, consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    pupil = new_pupil(consented, given_names="Bramble", family_name="Sallowfield")
    other = referrals.take_referral(consented.session, pupil, new_referral(consented)).pupil
    actions.add_entry(consented.session, new_entry(consented, "Pushing."), (other.id,))
    page = tab()
    assert "In the same incident: BS" in words_of(page)
    assert "Sallowfield" not in words_of(page)
    press(page, "Correct: Behaviour, 1 November 2026: “Pushing.”")
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, CorrectBox)
    qtbot.addWidget(box)
    box.form.row("words").input.set_value("Pushing and shoving.")
    box.form.row("why").input.set_value("More is known.")
    box.form.row("in_all").input.set_value(True)
    box.save()
    assert {one.words for one in consented.session.list(ChronologyEntry)} == {"Pushing and shoving."}


def test_how_many_entries_of_the_incident_were_left_is_said() -> None:
    assert wordings._left(1).startswith("1 entry of another pupil says")
    assert wordings._left(2).startswith("2 entries of other pupils say")


def test_chosen_entries_are_written_into_the_ledger_each_in_its_version(
    tab: Make, consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    for words in ("One.", "Two."):
        add(consented, words, happened_on=date(2026, 11, len(words)))
    page = tab()
    page.choosing.start.click()
    assert not page.choosing.give.isEnabled()
    for tick in page.entries._ticks.values():
        tick.click()
    assert "2 entries chosen" in words_of(page)
    page.choosing.give.click()
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, GiveBox)
    qtbot.addWidget(box)
    answers = {
        "recipient_kind": RecipientKind.SCHOOL,
        "recipient": "Foxglove Hill School",
        "method": DeliveryMethod.SECURE_EMAIL,
        "why": "For the meeting on Friday.",
    }
    for name, value in answers.items():
        box.form.row(name).input.set_value(value)
    box.save()
    (line,) = disclosures_of(consented.session, consented.pupil.id)
    assert (line.recipient, line.description, line.given_on) == (
        "Foxglove Hill School",
        "2 entries of the chronology",
        date(2026, 11, 24),
    )
    assert len(consented.session.list(DisclosedItem, where={"disclosure_id": line.id})) == 2
    assert at_desk.told.toasts[-1] == ("Written into the ledger under Sharing", None)
    assert not page.choosing.isVisible()


def test_what_may_not_be_given_is_refused_in_the_box_with_the_reason(
    tab: Make, consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    add(consented, "He draws well.", is_soft=True, soft_purpose="For his plan.")
    page = tab()
    page.choosing.start.click()
    next(iter(page.entries._ticks.values())).click()
    page.choosing.give.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, GiveBox)
    qtbot.addWidget(box)
    box.show()
    answers = {
        "recipient_kind": RecipientKind.THIRD_PARTY,
        "recipient": "Somebody",
        "method": DeliveryMethod.TELEPHONE,
        "why": "Asked.",
    }
    for name, value in answers.items():
        box.form.row(name).input.set_value(value)
    box.save()
    note = box.note()
    assert note is not None
    assert "Soft information goes only to the school" in note.text
    assert disclosures_of(consented.session, consented.pupil.id) == []


def test_guarded_entries_are_given_only_once_the_passphrase_was_typed_and_kept_apart(
    tab: Make, consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    add(consented, "A worry.", category=Category.SAFEGUARDING, may_be_told=MayBeTold.PROFESSIONALS)
    asks = Asks(says_yes=True)
    asks.fresh = True
    page = tab(confirm=asks)
    page.choosing.start.click()
    next(iter(page.entries._ticks.values())).click()
    asks.says_yes = asks.fresh = False
    page.choosing.give.click()
    assert at_desk.dialogs.shown == []
    asks.says_yes = True
    page.choosing.give.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, GiveBox)
    qtbot.addWidget(box)
    entry = page.entries.chosen_lines()[0].entry
    told = Disclosure(
        pupil_id=consented.pupil.id,
        recipient="Foxglove Hill School",
        recipient_kind=RecipientKind.SCHOOL,
        given_on=date(2026, 11, 24),
        method=DeliveryMethod.TELEPHONE,
        why="Asked",
    )
    kept = giving.give(consented.session, told, [entry]).record
    (item,) = consented.session.list(DisclosedItem, where={"disclosure_id": kept.id})
    found = consented.session.find_with_place(DisclosedItem, item.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED


def test_nothing_chosen_is_not_given(consented: House) -> None:
    with pytest.raises(InvalidInput, match="at least one"):
        giving.give(consented.session, Disclosure(), [])


def test_chosen_entries_go_out_as_a_list_by_the_export_of_every_list(tab: Make, consented: House) -> None:
    for day in (3, 2):
        add(consented, f"Day {day}.", happened_on=date(2026, 11, day), written_by="the tutor")
    page = tab()
    page.choosing.start.click()
    assert not page.choosing.export.isEnabled()
    for tick in page.entries._ticks.values():
        tick.click()
    assert page.choosing.export.isEnabled()
    found = page.choosing._to_export()(consented.session)
    assert found.title == "Chronology"  # it names the file, and names nobody
    assert [row[2] for row in found.rows] == ["Day 2.", "Day 3."]
    assert found.rows[0][:2] == (date(2026, 11, 2), "Behaviour")
    assert found.rows[0][6:] == (
        date(2026, 11, 24),
        "The family, the school and services that work with the pupil",
        "",
        "",
    )


def test_other_entries_shown_are_not_taken_for_those_chosen(tab: Make, consented: House) -> None:
    add(consented, "One.")
    page = tab()
    page.choosing.start.click()
    next(iter(page.entries._ticks.values())).click()
    page.refresh()
    assert "Tick the entries." in words_of(page)
    assert page.entries.chosen_lines() == ()


def test_a_day_that_cannot_be_read_narrows_nothing_and_is_shown(tab: Make, consented: House) -> None:
    add(consented, "One.")
    page = tab()
    page.filters.more.click()
    page.filters.since.line.setText("31 febr")
    page.filters.since.left.emit()
    assert page.filters.filters().number() == 0
    assert page.filters.since.line.property("invalid")
    assert "One." in words_of(page)


def test_all_entries_shown_are_ticked_at_once_those_that_are_still_being_made_too(
    tab: Make, consented: House
) -> None:
    for number in range(12):
        add(consented, f"Note {number}.")
    page = tab()
    page.choosing.start.click()
    page.choosing.all.click()
    assert len(page.choosing.ids()) == 12
    assert page.choosing.told.text() == "12 entries chosen"
    assert page.choosing.give.isEnabled()


def test_the_strip_of_choosing_fits_at_twice_the_size(tab: Make, consented: House) -> None:
    add(consented, "Came late.")
    theme.current().change(scale=2.0)
    try:
        page = tab()
        page.choosing.start.click()
        assert page.choosing.minimumSizeHint().width() <= 1130
    finally:
        theme.current().change(scale=1.0)


def test_links_of_entries_of_one_day_and_kind_are_told_apart(
    tab: Make, consented: House, at_desk: Desk
) -> None:
    for words in ("Left class at ten.", "Left class at eleven."):
        add(consented, words)
    page = tab()
    QApplication.processEvents()
    spoken = [one.accessibleName() for one in _buttons(page) if one.isVisibleTo(page)]
    for act in ("Correct", "Delete", "Said to be wrong", "Add something to do"):
        named = [one for one in spoken if one.startswith(f"{act}: ")]
        assert len(set(named)) == len(named) == 2, act
    press(page, "Delete: Behaviour, 1 November 2026: “Left class at ten.”")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, ReasonBox)
    assert box.which.text() == "Behaviour, 1 November 2026: “Left class at ten.”"


def test_nothing_that_a_guarded_entry_says_stands_in_the_names_of_its_links() -> None:
    at = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
    entry = ChronologyEntry(
        category=Category.HEALTH, happened_on=date(2026, 11, 22), words="Uses a nebuliser.", created_at=at
    )
    line = view.Line(entry, "", "", "")
    assert line.which == "Health, 22 November 2026"
    assert line.told_apart == "Health, 22 November 2026, typed 22 November 2026, 2:05pm"
    long = replace(entry, category=Category.BEHAVIOUR, words=f"Left\nthe class {'again and ' * 20}")
    assert "“Left the class again" in view.Line(long, "", "", "").which
    assert len(view.Line(long, "", "", "").which) < 100
