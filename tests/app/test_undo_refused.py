"""Undo on the screen, by F8 and by Ctrl+Z, for something that has left the building."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.model import AccessRequest, Channel, RequesterKind, Stage
from coordinator_app.core.changes import Saved
from coordinator_app.hooks import resolve
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils.model import Pupil
from coordinator_app.registry import CAPABILITIES, CATALOGUE, undo_gate
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui.messages_menu import MessagesBox
from tests.app.conftest import Running

REASON = "The pack for request 1 was sent on 2 March 2026, so nothing in the request can be undone."


def sent_request(session: Any) -> Saved[AccessRequest]:
    with session.write() as work:
        school = work.add(School(name="Foxglove Hill School", school_type=SchoolType.MAINTAINED))
        pupil = work.add(
            Pupil(
                given_names="Kit", family_name="Puddlecombe", birth_date=date(2012, 5, 3), school_id=school.id
            )
        )
        request = work.add(
            AccessRequest(
                request_number=1,
                pupil_id=pupil.id,
                requester="Marigold Puddlecombe",
                requester_kind=RequesterKind.PARENT,
                channel=Channel.LETTER,
                received_on=date(2026, 2, 2),
                typed_on=date(2026, 2, 2),
                stage=Stage.PACK,
                school_id=school.id,
            )
        )
    with session.write() as work:
        day, way = date(2026, 3, 2), DeliveryMethod.IN_PERSON
        kept = work.change(request, sent_on=day, sent_by=way, stage=Stage.SENT)
    return Saved(kept, work.change_id)


@pytest.fixture
def sent(running: Running, qtbot: QtBot) -> AccessRequest:
    """A request recorded as sent, with the newest message still offering to take that back."""
    jobs = running.opened.services.jobs
    saved = jobs.wait(jobs.write(sent_request))
    running.opened.services.say.toast("Letter noted", saved.change_id)
    with qtbot.waitActive(running.app.window):
        running.app.window.activateWindow()
    return saved.record


def demand_told_and_unchanged(running: Running, qtbot: QtBot, sent: AccessRequest) -> None:
    shell = running.opened.shell
    qtbot.waitUntil(lambda: REASON in shell.trouble_words())
    assert "Nothing has been changed." in shell.trouble_words()
    assert "log a new request for the right pack" in shell.trouble_words()
    assert shell.toasts.showing() != "Undone"
    jobs = running.opened.services.jobs
    assert jobs.wait(jobs.read(lambda session: session.get(AccessRequest, sent.id))) == sent


def test_f8_on_a_closed_request_says_why_it_stays_and_changes_nothing(
    running: Running, qtbot: QtBot, sent: AccessRequest
) -> None:
    qtbot.keyClick(running.app.window, Qt.Key.Key_F8)
    box = QApplication.activeModalWidget()
    assert isinstance(box, MessagesBox)
    (undo,) = [one for one in box.findChildren(QPushButton) if one.accessibleName() == "Undo: Letter noted"]
    undo.click()
    demand_told_and_unchanged(running, qtbot, sent)


def test_ctrl_z_on_a_closed_request_says_why_it_stays_and_changes_nothing(
    running: Running, qtbot: QtBot, sent: AccessRequest
) -> None:
    qtbot.keyClick(running.app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    demand_told_and_unchanged(running, qtbot, sent)


def test_the_catalogue_of_the_app_asks_and_every_gate_named_is_there() -> None:
    assert CATALOGUE.undo_gate is undo_gate
    named = [each.name for each in CAPABILITIES if each.undo_gate]
    assert {"access_requests", "sharing", "referrals"} <= set(named)
    assert all(callable(resolve(each.undo_gate)) for each in CAPABILITIES if each.undo_gate)
