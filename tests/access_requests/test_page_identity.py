"""The Identity page asks for what the gate needs, and calls nothing settled before it is (domain 2.1)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, texts
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from seen import MONDAY, desk, identity, logged, now, opened

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import (
    AccessRequest,
    CourtOrder,
    ProofSeen,
    RequesterKind,
    RequestSort,
)
from coordinator_app.access_requests.page.identity import IdentityStage
from coordinator_app.access_requests.page.reading import read_case
from coordinator_app.core.census_codes import CareStatus
from coordinator_app.documents.model import Document
from coordinator_app.pupils.links import CourtOrder as CourtOrderOnRecord
from coordinator_app.pupils.links import OrderKind
from coordinator_app.pupils.model import Pupil

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SETTLED = "It is settled who asked."
WITHOUT_RIGHT = [RequesterKind.OTHER_CARER, RequesterKind.THIRD_PARTY]


@pytest.mark.parametrize("kind", WITHOUT_RIGHT)
def test_authority_that_is_needed_is_not_called_optional(desk: Desk, kind: RequesterKind) -> None:
    stage = identity(opened(desk, logged(desk, requester_kind=kind, carer_id=""), "identity"))
    said = texts(stage)
    assert "Authority seen on" in said
    assert "Authority seen on (optional)" not in said
    assert "Authority asked for on (optional)" not in said
    assert "Proof seen on (optional)" not in said


@pytest.mark.parametrize("kind", WITHOUT_RIGHT)
def test_nothing_is_settled_before_authority_was_seen(desk: Desk, kind: RequesterKind) -> None:
    page = opened(desk, logged(desk, requester_kind=kind, carer_id=""), "identity")
    stage = identity(page)
    values = {"identity_known": True, "identity_reason": "Met at the school gate"}
    stage.form.set_values(values)
    stage.form.edited.emit()
    stage.save.click()
    assert SETTLED not in texts(page)
    assert "They need authority to ask" in texts(page)
    assert stage.form.row("child_view").isHidden()
    stage.form.set_values(
        {**values, "authority_seen_on": date(2026, 3, 1), "authority_seen": "A signed letter"}
    )
    stage.form.edited.emit()
    stage.save.click()
    assert SETTLED in texts(page)


SORTED = {"sort": RequestSort.SUBJECT_ACCESS}
KNOWN = {"identity_known": True, "identity_reason": "Met at the school gate"}


def answer(stage: IdentityStage, **values: Any) -> None:
    stage.form.set_values(values)
    stage.form.edited.emit()


def shown(stage: IdentityStage) -> set[str]:
    return {name for name, row in stage.form.rows().items() if not row.isHidden()}


def test_the_questions_come_one_part_after_the_other(desk: Desk) -> None:
    stage = identity(opened(desk, logged(desk, **SORTED), "identity"))
    assert shown(stage) == {"identity_known"}
    answer(stage, **KNOWN)
    assert shown(stage) == {"identity_known", "identity_reason", "court_order"}
    answer(stage, court_order=CourtOrder.NONE)
    assert {"child_view", "child_understands", "court_order_checked_on"} <= shown(stage)
    answer(stage, child_understands=True)
    assert {"child_agrees", "in_childs_interests", "child_judged_by"} <= shown(stage)


def test_what_the_law_asks_for_a_parent_is_settled_on_the_screen(desk: Desk) -> None:
    request = logged(desk, **SORTED)
    page = opened(desk, request, "identity")
    stage = identity(page)
    answer(stage, **KNOWN)
    answer(stage, court_order=CourtOrder.NONE)
    answer(stage, child_understands=True, child_understands_reason="He said so himself")
    stage.save.click()
    assert stage.form.row("child_judged_by").error() == "Say who judged it."
    answer(stage, child_judged_by="T. Inkwell")
    stage.save.click()
    assert SETTLED not in texts(page)
    assert "The child understands their rights, so it is the child's to allow." in texts(page)
    answer(stage, child_agrees=True)
    stage.save.click()
    assert SETTLED in texts(page)
    kept = now(desk, request)
    assert (kept.court_order_checked_on, kept.child_judged_on) == (MONDAY.date(), MONDAY.date())


def test_a_proof_says_what_was_seen_and_by_whom_and_no_copy_is_kept(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "identity")
    stage = identity(page)
    answer(stage, identity_known=False, identity_seen_on=date(2026, 3, 1))
    stage.save.click()
    assert stage.form.row("identity_seen").error() == "Say what was seen."
    assert stage.form.row("identity_seen_by").error() == "Say who saw it."
    answer(stage, identity_seen=ProofSeen.PASSPORT, identity_seen_by="T. Inkwell")
    stage.save.click()
    assert now(desk, request).identity_seen is ProofSeen.PASSPORT
    assert "Passport, seen 1 March 2026 by T. Inkwell. No copy is kept." in texts(page)


def test_a_scan_of_a_proof_that_is_dropped_here_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    stage = identity(opened(desk, logged(desk), "identity"))
    scan = tmp_path / "scan.jpg"
    scan.write_bytes(b"a picture")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(scan))])
    where, buttons = QPointF(20, 20), Qt.MouseButton.LeftButton
    keys, act = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where.toPoint(), act, files, buttons, keys)
    stage.dragEnterEvent(enter)
    assert enter.isAccepted()
    stage.dropEvent(QDropEvent(where, act, files, buttons, keys))
    assert "No copy of a proof is kept." in texts(stage)
    assert desk.house.session.list(Document) == []


def test_a_court_order_that_limits_stays_in_sight_at_every_stage(desk: Desk) -> None:
    request = logged(desk, **SORTED)
    page = opened(desk, request, "identity")
    stage = identity(page)
    answer(stage, **KNOWN)
    answer(stage, court_order=CourtOrder.LIMITS)
    stage.save.click()
    assert stage.form.row("court_order_note").error() == "Write what the order says."
    answer(stage, court_order_note="Not where the mother lives.")
    stage.save.click()
    page.go_to("gather")
    assert "A court order stands here." in texts(page)
    assert "Not where the mother lives." in texts(page)


def test_a_court_order_that_forbids_says_to_give_nothing(desk: Desk) -> None:
    page = opened(desk, logged(desk, **SORTED), "identity")
    stage = identity(page)
    answer(stage, **KNOWN)
    answer(stage, court_order=CourtOrder.FORBIDS, court_order_note="No contact")
    stage.save.click()
    assert "A court order forbids this. Give nothing." in texts(page)


def test_what_was_chosen_comes_back_after_a_lock(desk: Desk) -> None:
    request = logged(desk, **SORTED)
    stage = identity(opened(desk, request, "identity"))
    answer(stage, **KNOWN)
    answer(stage, court_order=CourtOrder.LIMITS)
    draft = stage.save_draft()
    assert draft is not None
    again = identity(opened(desk, request, "identity"))
    again.restore_draft(json.loads(json.dumps(draft)))
    assert again.form.row("court_order").value() is CourtOrder.LIMITS


def test_a_local_authority_is_held_against_the_pupils_record(desk: Desk) -> None:
    request = logged(desk, requester_kind=RequesterKind.LOCAL_AUTHORITY, carer_id="", **SORTED)
    page = opened(desk, request, "identity")
    assert "The pupil's record says nothing of care by a local authority." in texts(page)
    pupil = desk.house.session.get(Pupil, desk.house.pupil.id)
    with desk.house.session.write() as work:
        work.change(pupil, care_status=CareStatus.FULL_ORDER, care_authority="Hazelmoor Council")
    again = opened(desk, request, "identity")
    assert "Full care order. Hazelmoor Council" in texts(again)
    assert "authority_seen_on" not in shown(identity(again))


def test_a_court_order_on_the_record_is_never_said_to_be_none(desk: Desk) -> None:
    request = logged(desk, **SORTED)
    with desk.house.session.write() as work:
        work.add(
            CourtOrderOnRecord(
                pupil_id=desk.house.pupil.id,
                order_kind=OrderKind.NON_MOLESTATION,
                about="Otis Bramblewick",
                meaning="No contact with the mother.",
            )
        )
    page = opened(desk, request, "identity")
    stage = identity(page)
    assert "Otis Bramblewick: No contact with the mother." in texts(page)
    answer(stage, **KNOWN)
    answer(stage, court_order=CourtOrder.NONE)
    stage.save.click()
    assert "There is one on the pupil's record." in stage.form.row("court_order").error()
    # what was said before the order came on record shuts the gate all the same
    intake.change_request(desk.house.session, now(desk, request), court_order=CourtOrder.NONE)
    case = read_case(desk.house.session, request.id)
    assert any("The pupil's record holds a court order" in one.why for one in case.identity.reasons)


def test_going_on_keeps_what_was_typed_and_stays_where_that_cannot_be(desk: Desk) -> None:
    page = opened(desk, logged(desk, **SORTED), "identity")
    stage = identity(page)
    answer(stage, **KNOWN)
    stage.next.click()
    kept = desk.house.session.list(AccessRequest)[-1]
    assert (
        kept.identity_reason == KNOWN["identity_reason"]
    )  # as it was, nothing was kept, and nothing said so
    assert not isinstance(page.stage, IdentityStage)
    page.go_to("identity")
    again = identity(page)
    row = again.form.row("court_order_checked_on")
    answer(again, court_order=CourtOrder.NONE)
    row.input.line.setText("23/11/26")
    again.next.click()
    assert isinstance(page.stage, IdentityStage)
