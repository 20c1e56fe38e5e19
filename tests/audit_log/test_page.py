"""The audit log on the screen: the verdict, who did what, who looked at a child, and that looking is logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.audit_log import view
from coordinator_app.audit_log.page.page import AuditLogPage
from coordinator_app.audit_log.sentences import Deed
from coordinator_app.audit_log.view import Wanted
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import VaultDamaged
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.audit_check import AuditVerdict
from coordinator_app.store.session import Session
from coordinator_app.ui.notes import Note
from tests.held_jobs import HeldBack
from tests.pupils.screens import Desk
from tests.vaults import House, add


def shown(qtbot: QtBot, at_desk: Desk, house: House, **params: str) -> AuditLogPage:
    services = at_desk.services
    roles = {slot.id: slot.role for slot in house.vault.header.slots}
    made = AuditLogPage(replace(services, vault=replace(services.vault, roles=roles)))
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.open(**params)
    return made


def said(page: AuditLogPage) -> str:
    QApplication.processEvents()  # what was put in just now is shown by an event
    (note,) = [one for one in page.findChildren(Note) if not one.isHidden()]
    return note.accessibleName()


def lines(page: AuditLogPage) -> list[str]:
    return [row.title for row in page.list.rows()]


def test_the_page_says_that_nobody_altered_the_story_and_tells_it_newest_first(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    add(referred, "Kit came in on time.")
    page = shown(qtbot, at_desk, referred)
    assert "none altered" in said(page)
    assert lines(page)[:2] == [
        "The Co-ordinator looked at the audit log.",
        "The Co-ordinator added a chronology entry of Kit Puddlecombe.",
    ]


def test_an_altered_story_is_said_in_red_with_what_to_do(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = AuditVerdict(Compartment.GENERAL, 3, 4, "A row was altered.")
    monkeypatch.setattr(Session, "verify_audit", lambda _self, **_since: (broken,))
    page = shown(qtbot, at_desk, referred)
    assert said(page).startswith("Entries of the general records after ")
    assert "ring your data protection officer" in said(page)


def test_who_looked_at_one_child_is_shown_alone(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    referred.session.viewed(referred.pupil)
    add(referred, "Kit came in on time.")
    page = shown(qtbot, at_desk, referred, pupil_id=referred.pupil.id, deed="looked")
    assert lines(page) == [
        "The Co-ordinator looked at the audit log of Kit Puddlecombe.",
        "The Co-ordinator looked at the record of Kit Puddlecombe.",
    ]
    assert page._about.text() == "Only what concerns Kit Puddlecombe"
    page.all_pupils.click()
    page.deed.set_value(None)
    page.refresh()
    assert len(lines(page)) > 2


def test_that_the_log_was_looked_at_is_logged(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    shown(qtbot, at_desk, referred, pupil_id=referred.pupil.id)
    found = view.read_lines(referred.session, Wanted(deed=Deed.LOOKED), {})
    assert [one.pupil_id for one in found.lines] == [referred.pupil.id]


def test_a_choice_leaves_out_the_rest_and_nothing_is_said_where_nothing_was_done(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = shown(qtbot, at_desk, referred)
    page.deed.set_value("left")
    page.refresh()
    assert lines(page) == []
    assert page._card.isHidden()
    page.deed.set_value(None)
    page.days.set_value(1)
    page.refresh()
    assert lines(page), "today something was done"


def test_enter_opens_the_record_that_an_entry_is_about(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = shown(qtbot, at_desk, referred, pupil_id=referred.pupil.id)
    page.list.opened.emit(page.list.rows()[-1].key)
    assert at_desk.told.went == [("pupil", {"pupil_id": referred.pupil.id})]
    whole = shown(qtbot, at_desk, referred)
    whole.list.opened.emit(whole.list.rows()[0].key)
    assert at_desk.told.toasts[-1][0] == "This entry is not about a pupil on the list."


def test_a_late_answer_of_another_choice_is_not_shown(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, at_desk, referred)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.deed.set_value("changed")
    page.refresh()
    late = held.take()
    page.deed.set_value("left")
    page.refresh()
    held.let()
    for one in late:
        one()
    assert lines(page) == []


def test_the_list_for_the_officer_holds_what_is_chosen_and_the_verdict(referred: House) -> None:
    add(referred, "Kit came in on time.")
    found = view.table(referred.session, Wanted(pupil_id=referred.pupil.id, deed=Deed.CHANGED), {})
    assert all("Kit Puddlecombe" in str(row[1]) for row in found.rows)
    assert "none altered" in found.about[0]
    assert "came in" not in repr(found), "the log holds no words of a record"


def test_the_slots_of_one_office_are_one_user() -> None:
    assert view.slots_by_office({"a": "Chair", "b": "Assistant", "c": "Chair"}) == {
        "Assistant": ("b",),
        "Chair": ("a", "c"),
    }


def test_the_days_are_counted_from_today(referred: House) -> None:
    referred.clock.at = SetClock(referred.clock.at).at
    today = referred.session.clock.today()
    assert view.ask_of(Wanted(days=1), today).first == today
    assert view.ask_of(Wanted(), today).first is None


# how much was checked, and when


def forge(house: House) -> None:
    """Somebody with the key of the file alters an old entry."""
    connection = house.session.databases.connection(Compartment.GENERAL)
    connection.execute("DROP TRIGGER audit_is_never_changed")
    connection.execute("UPDATE audit SET slot_id = 'somebody' WHERE seq = 2")


@pytest.fixture
def long_log(referred: House, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(view, "SMALL", 3)
    return referred


def test_a_long_log_is_checked_whole_once_and_then_from_there_on_and_the_screen_says_so(
    qtbot: QtBot, at_desk: Desk, long_log: House
) -> None:
    page = shown(qtbot, at_desk, long_log)
    first = said(page)
    assert first.startswith("All ")
    assert " since then" not in first
    long_log.clock.at += timedelta(minutes=12)
    page.open()
    again = said(page)
    assert again.startswith(first.partition(": none altered")[0]), "when all were checked, not now"
    assert ", and 1 since then at 9:12am: none altered. " in again
    assert "“Check now” checks all of them again." in again


def test_an_old_entry_altered_after_a_check_is_never_called_checked_and_is_found_by_the_next_whole_one(
    qtbot: QtBot, at_desk: Desk, long_log: House
) -> None:
    page = shown(qtbot, at_desk, long_log)
    forge(long_log)
    long_log.clock.at += timedelta(minutes=12)
    page.open()
    assert "checked on 24 November 2026 at 9am" in said(page), "before it was altered"
    page.check.click()
    assert "do not match" in said(page)
    page.open()
    assert "do not match" in said(page), "what was found stays found"


def test_every_way_to_a_whole_check_finds_an_old_entry_that_was_altered(long_log: House) -> None:
    kept = view.verdict(long_log.session).kept
    forge(long_log)
    assert view.verdict(long_log.session, kept).whole, "it says of the old entries when they were checked"
    assert not view.verdict(long_log.session).whole
    assert "do not match" in view.table(long_log.session, Wanted(), {}).about[0], (
        "what leaves is checked whole"
    )
    long_log.clock.at += timedelta(days=1)
    assert not view.verdict(long_log.session, kept).whole, "a check holds for its day"


def test_a_short_log_is_checked_whole_each_time(referred: House) -> None:
    kept = view.verdict(referred.session).kept
    forge(referred)
    assert not view.verdict(referred.session, kept).whole


def test_a_check_by_fewer_keys_does_not_stand_for_one_by_more(long_log: House) -> None:
    fewer = long_log.as_user(Compartment.GENERAL, Compartment.STAFF)
    kept = view.verdict(fewer).kept
    fewer.close()
    assert kept is not None
    assert " since then" not in view.verdict(long_log.session, kept).lead


def test_what_is_being_checked_is_said_and_is_not_asked_twice(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page = shown(qtbot, at_desk, referred)
    assert said(page).startswith("Checking all entries")
    asked = held.asked
    page._verify()
    assert held.asked == asked
    held.let()
    assert "none altered" in said(page)


def test_a_check_that_could_not_be_made_says_nothing_of_the_entries(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, at_desk, referred)

    def broken(_session: Session, since: object = None) -> tuple[AuditVerdict, ...]:
        raise VaultDamaged("Part of the vault is damaged.")

    monkeypatch.setattr(Session, "verify_audit", broken)
    page.check.click()
    QApplication.processEvents()
    assert not [
        one for one in page.findChildren(Note) if not one.isHidden() and "altered" in one.accessibleName()
    ]
    assert page.check.isEnabled()
