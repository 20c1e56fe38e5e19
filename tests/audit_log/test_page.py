"""The audit log on the screen: the verdict, who did what, who looked at a child, and that looking is logged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.audit_log import view
from coordinator_app.audit_log.page.page import AuditLogPage
from coordinator_app.audit_log.sentences import Deed
from coordinator_app.audit_log.view import Wanted
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.audit import AuditVerdict
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
    monkeypatch.setattr(Session, "verify_audit", lambda _self, _anchors=None: (broken,))
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
