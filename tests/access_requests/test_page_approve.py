"""The one who approves sees what goes out as well as what is held back: to whom, by what right, what by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import papers
import pytest
from desks import Desk, desk_of, press, texts
from PySide6.QtWidgets import QApplication
from test_confidential import asked_by_another

from coordinator_app.access_requests.actions import decide, intake, order, pack
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.access_requests.page import approve_reading
from coordinator_app.access_requests.page.approve import ApproveStage
from coordinator_app.access_requests.page.approve_reading import GoesOut, read_going_out
from coordinator_app.access_requests.page.pack_stage import PackStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.review import ReviewStage
from coordinator_app.chronology.model import Category
from coordinator_app.pupils.model import Carer
from tests.held_jobs import HeldBack
from tests.vaults import House, add, gathered, item_for, ready_request, share_the_rest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NOTE = "They told us of it themselves."


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    add(consented, "Kit came in on time.")
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def by_parent(house: House, **more: object) -> AccessRequest:
    """A request of the mother with a worry shared with her for a reason, and the rest in full."""
    worry = add(house, "A worry about late nights.", category=Category.SAFEGUARDING)
    request = ready_request(house, **{"carer_id": house.carer.id, **more})
    item = item_for(gathered(house, request), worry)
    decide.decide(house.session, replace(item, outcome=Outcome.SHARE, note=NOTE))
    share_the_rest(house, request)
    return request


def going(house: House, request: AccessRequest, **more: bool) -> GoesOut:
    return read_going_out(house.session, request.id, **more)


def test_a_parent_gets_it_by_what_was_seen_and_restricted_items_are_named(desk: Desk) -> None:
    found = going(desk.house, by_parent(desk.house))
    assert found.to == "Marigold Puddlecombe. A parent or carer with parental responsibility"
    assert found.right == "Parental responsibility: birth certificate seen"
    assert found.right_seen
    assert found.address == "4 Weir Cottages, Hazelmoor, HZ2 7AB"
    assert "2 chronology entries" in found.counts
    assert "1 pupil" in found.counts
    assert [(one.title, one.restricted, one.why) for one in found.named] == [("Safeguarding", True, NOTE)]


def test_to_somebody_who_is_no_parent_every_item_is_named(desk: Desk) -> None:
    request = asked_by_another(desk.house)
    items = gathered(desk.house, request)
    share_the_rest(desk.house, request)
    found = going(desk.house, request)
    assert len(found.named) == len(items)
    assert (found.right, found.right_seen) == ("Authority, seen 9 November 2026", True)


def test_what_is_written_about_restricted_items_waits_for_the_passphrase(desk: Desk) -> None:
    found = going(desk.house, by_parent(desk.house), guarded_words=False)
    assert [one.why for one in found.named] == [""]


@pytest.mark.parametrize(
    ("carer", "said", "seen"),
    [
        ({"evidence": None}, "Parental responsibility, of which nothing was seen", False),
        ({"has_responsibility": False}, "No parental responsibility is recorded", False),
        (
            {"evidence_seen_on": date(2026, 9, 8)},
            "Parental responsibility: birth certificate seen on 8 September 2026",
            True,
        ),
    ],
)
def test_a_right_is_said_as_it_is_recorded(
    desk: Desk, carer: dict[str, object], said: str, seen: bool
) -> None:
    with desk.house.session.write() as work:
        work.change(desk.house.session.get(Carer, desk.house.carer.id), **carer)
    found = going(desk.house, ready_request(desk.house, carer_id=desk.house.carer.id))
    assert (found.right, found.right_seen) == (said, seen)
    assert found.counts == ""


def test_a_parent_who_is_not_on_the_record_and_a_third_party_without_authority_stand_out(desk: Desk) -> None:
    unknown = going(desk.house, ready_request(desk.house, carer_id=""))
    assert not unknown.right_seen
    assert "nobody on the record" in unknown.right
    other = going(desk.house, ready_request(desk.house, requester_kind=RequesterKind.THIRD_PARTY))
    assert (other.right, other.right_seen) == ("No authority was seen", False)


@pytest.mark.parametrize(
    ("understands", "said"), [(True, "They understand"), (False, "They do not"), (None, "is not recorded")]
)
def test_of_the_pupil_it_is_said_whether_the_rights_are_understood(
    desk: Desk, understands: bool | None, said: str
) -> None:
    request = ready_request(desk.house, requester_kind=RequesterKind.PUPIL)
    request = intake.change_request(desk.house.session, request, child_understands=understands).record
    found = going(desk.house, request)
    assert said in found.right
    assert found.right_seen is (understands is True)


def test_the_page_shows_it_and_leads_to_each_item(desk: Desk) -> None:
    request = by_parent(desk.house)
    page = desk.page(AccessRequestPage, request_id=request.id, stage="approve")
    assert isinstance(page.stage, ApproveStage)
    said = texts(page.stage)
    for words in (
        "What goes out",
        "Who gets it",
        "By what right",
        "2 chronology entries",
        NOTE,
        "Restricted.",
    ):
        assert words in said
    assert "Look at the right they have." not in said
    press(page.stage.named, "Look at Safeguarding")
    assert isinstance(page.stage, ReviewStage)


def test_before_there_is_a_pack_it_says_what_an_approval_is_of_and_leads_to_building_it(desk: Desk) -> None:
    request = ready_request(desk.house)
    gathered(desk.house, request)
    share_the_rest(desk.house, request)
    page = desk.page(AccessRequestPage, request_id=request.id, stage="approve")
    assert isinstance(page.stage, ApproveStage)
    assert "There is no pack to look at yet." in texts(page)
    stage = page.stage
    stage.form.set_values({"approved_by": "Bea Chair", "approval_reason": "She sat beside me."})
    press(stage, "Build it first")
    assert isinstance(page.stage, PackStage)
    made, mark = order.pack_order(desk.house.session, request, "pw", practice=True)
    assert made.items
    now = desk.house.session.get(AccessRequest, request.id)
    pack.approve(desk.house.session, now, "Bea Chair", "She sat beside me.", date(2026, 11, 24))
    page = desk.page(AccessRequestPage, request_id=request.id, stage="approve")
    assert "The pack itself was not approved, for none is built." in texts(page)
    pack.keep_pack(desk.house.session, desk.house.session.get(AccessRequest, request.id), papers.BUILT, mark)
    page = desk.page(AccessRequestPage, request_id=request.id, stage="approve")
    assert "none is built" not in texts(page)
    assert "There is no pack to look at yet." not in texts(page)


def test_a_right_that_nobody_saw_is_pointed_out(desk: Desk) -> None:
    request = ready_request(desk.house, carer_id="")
    gathered(desk.house, request)
    share_the_rest(desk.house, request)
    page = desk.page(AccessRequestPage, request_id=request.id, stage="approve")
    assert "Look at the right they have." in texts(page)


def test_planted_fault_without_the_list_a_restricted_item_goes_out_unseen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = by_parent(desk.house)
    monkeypatch.setattr(approve_reading, "_line", lambda *_args, **_more: None)
    assert [one for one in going(desk.house, request).named if one] == []


def test_nobody_approves_before_it_stands_what_goes_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With hundreds of items it is read for a second: what was pressed meanwhile was dropped, and nobody was told."""
    request = by_parent(desk.house)
    page = desk.page(AccessRequestPage, request_id=request.id, stage="review")
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.go_to("approve")
    while not isinstance(page.stage, ApproveStage):
        for one in held.take():
            one()
    stage = page.stage
    assert not stage.act.isEnabled()
    assert "Reading what goes out." in texts(stage)
    held.let()
    assert stage.act.isEnabled()
    assert "Reading what goes out." not in texts(stage)
