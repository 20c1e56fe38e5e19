"""Where a parent asks for the educational record alone, all of it is proposed and nothing else; a change of the sort is followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from desks import desk_of, texts
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.actions import gather, intake, pack
from coordinator_app.access_requests.gathering import educational, keeping, mentions, terms
from coordinator_app.access_requests.model import AccessRequest, RequestSort, SafeguardingAdvice
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.chronology.model import Category
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import TakenOut
from coordinator_app.registry import CATALOGUE
from coordinator_app.rights.model import RightsKind
from tests.complaints.complained import complained
from tests.rights.asked_for import TODAY, asked_for
from tests.vaults import House, add, gathered, new_entry, new_pupil, ready_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ALONE = RequestSort.EDUCATIONAL_RECORD


def everything(house: House) -> None:
    """Something of every kind that a record is made of, and of what we did about requests."""
    add(house, "Kit came in on time.")
    add(house, "A worry about late nights.", category=Category.SAFEGUARDING)
    earlier = ready_request(house)
    with house.session.write(Compartment.GUARDED) as work:
        work.add(SafeguardingAdvice(request_id=earlier.id, officer="Dilys Thimblewick", asked_on=TODAY))
    asked_for(house, RightsKind.OBJECTION)
    complained(house)


def kinds(house: House, request: AccessRequest) -> set[str]:
    return {item.item_kind for item in gathered(house, request)}


def test_all_of_the_record_is_proposed_and_nothing_of_how_requests_were_handled(consented: House) -> None:
    everything(consented)
    whole = kinds(consented, ready_request(consented, sort=RequestSort.BOTH))
    asides = {"access_request", "rights_request", "complaint", "request_advice"}
    assert whole >= asides | {"pupil", "carer", "referral", "consent", "chronology_entry"}
    alone = kinds(consented, ready_request(consented, sort=ALONE))
    assert whole - alone == {kind for kind in whole if not _of_record(kind)} >= asides
    guarded = [item for item in gather.items_of(consented.session, _last(consented).id) if item.is_guarded]
    assert [item.item_kind for item in guarded] == ["chronology_entry"], (
        "restricted ones too: a person decides"
    )


def test_every_kind_of_record_is_judged_and_those_left_out_are_known() -> None:
    left_out = {one.kind for one in CATALOGUE.types if not educational.is_of_the_record(one)}
    assert {"official_request", "breach", "complaint", "disclosure", "pack", "restriction"} <= left_out
    assert not left_out & {"pupil", "carer", "chronology_entry", "document", "review", "consent", "referral"}
    assert educational.is_of_the_record(record_type(TakenOut))


def test_one_that_was_never_sorted_asks_for_everything(consented: House) -> None:
    everything(consented)
    request = ready_request(consented, sort=None)
    assert "complaint" in kinds(consented, request)


def test_a_change_of_the_sort_is_followed_and_no_pack_is_built_before(consented: House) -> None:
    session = consented.session
    everything(consented)
    consented.clock.at += timedelta(minutes=5)
    request = ready_request(consented, sort=RequestSort.BOTH)
    before = kinds(consented, request)
    request = intake.change_request(session, session.get(AccessRequest, request.id), sort=ALONE).record
    assert gather.compared(session, request).changed >= 3
    assert "changed" in " ".join(reason.why for reason in pack.build_gate(session, request).reasons)
    assert "complaint" not in kinds(consented, request)
    assert gather.compared(session, session.get(AccessRequest, request.id)) == gather.Compared(0, 0)
    wide = intake.change_request(
        session, session.get(AccessRequest, request.id), sort=RequestSort.BOTH
    ).record
    assert gather.compared(session, wide).missing >= 3
    assert kinds(consented, wide) == before


def test_what_names_the_child_elsewhere_is_taken_by_a_person_only(consented: House) -> None:
    session = consented.session
    with session.write() as work:
        other = work.add(new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
        work.add(replace(new_entry(consented, "Kit Puddlecombe pushed Otis."), pupil_id=other.id))
    for sort, taken, waiting in ((RequestSort.BOTH, 1, 0), (ALONE, 0, 1)):
        request = ready_request(consented, sort=sort)
        gathered(consented, request)
        request = session.get(AccessRequest, request.id)
        wanted = terms.read_terms(terms.proposed(session, request))
        kept = keeping.keep(session, request, mentions.look(session, request, wanted))
        assert (kept.taken, kept.waiting) == (taken, waiting)


def test_without_the_rule_the_papers_of_an_earlier_request_would_be_proposed(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(educational, "is_of_the_record", lambda _described: True)  # the planted fault
    monkeypatch.setattr(gather, "is_of_the_record", lambda _described: True)
    everything(consented)
    assert "complaint" in kinds(consented, ready_request(consented, sort=ALONE))


def test_the_stage_says_that_not_everything_is_here(
    consented: House, tmp_path: object, qapp: QApplication
) -> None:
    request = ready_request(consented, sort=ALONE)
    gathered(consented, request)
    desk = desk_of(consented, tmp_path)  # type: ignore[arg-type]  # the fixture's path
    page = desk.page(AccessRequestPage, request_id=request.id, stage="gather")
    QApplication.processEvents()
    assert "They ask for the educational record alone" in texts(page)
    page.deleteLater()


def _of_record(kind: str) -> bool:
    return educational.is_of_the_record(CATALOGUE.of_kind(kind))


def _last(house: House) -> AccessRequest:
    return house.session.list(AccessRequest, order="received_on")[-1]
