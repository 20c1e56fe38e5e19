"""What stands against a request about a record: who asks, the child, a court, and whoever else needs the record kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import gather, intake
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import RequesterKind, RequestSort
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.complaints import actions as complaints
from coordinator_app.complaints import due as complaints_due
from coordinator_app.complaints.model import Complaint, ComplaintAbout, ComplaintChannel, ComplaintOutcome
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.official_requests.model import OfficialKind, OfficialRequest, Power
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights import due, erasing, lasting, needed
from coordinator_app.rights import holds as holds_module
from coordinator_app.rights.erasing import Agreement
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest, UseAllowed
from coordinator_app.rights.parts import RestrictedUse
from coordinator_app.rights.restricting import restriction_gate
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.erasure import StillNeeded
from tests.corrections.asked import asked
from tests.rights.asked_for import TODAY, asked_for, checked, decided, now, restricted, told_yes
from tests.vaults import House, add, new_pupil, new_request

AGREED = Agreement("Barnaby Elderwood", "In a meeting on 24 November 2026.")
GRANTED = RightsOutcome.GRANTED


def granted(house: House, entry: ChronologyEntry) -> RightsRequest:
    request = asked_for(house, RightsKind.ERASURE)
    request = erasing.choose(house.session, request, "chronology_entry", entry.id).record
    return decided(house, checked(house, now(house, request)), GRANTED)


def complained(house: House, **more: object) -> Complaint:
    values = {
        "pupil_id": house.pupil.id,
        "about": ComplaintAbout.SHARED,
        "complainant": "Marigold Puddlecombe",
        "channel": ComplaintChannel.LETTER,
        "received_on": date(2026, 11, 10),
        "says": "It was given away.",
        "handler": "Barnaby Elderwood",
    }
    return complaints.log(house.session, Complaint(**(values | more))).record  # type: ignore[arg-type]  # each value by its name


@pytest.mark.parametrize(
    ("asked_by", "kind", "authority", "may"),
    [
        ("Marigold Puddlecombe", RequesterKind.PARENT, "", True),
        ("Kit Puddlecombe", RequesterKind.PUPIL, "", True),
        ("Primrose Tiptree", RequesterKind.PARENT, "", False),
        ("Primrose Tiptree", RequesterKind.OTHER_CARER, "", False),
        ("Primrose Tiptree", RequesterKind.SOLICITOR, "", False),
        ("Primrose Tiptree", RequesterKind.OTHER_CARER, "A court's order, seen.", True),
    ],
)
def test_nothing_is_done_for_somebody_whose_right_nobody_has_seen(
    consented: House, asked_by: str, kind: RequesterKind, authority: str, *, may: bool
) -> None:
    more = {"asked_by": asked_by, "asker_kind": kind, "authority": authority}
    request = checked(consented, asked_for(consented, RightsKind.RESTRICTION, **more))
    if may:
        assert decided(consented, request, GRANTED).outcome is GRANTED
        return
    with pytest.raises(GateShut, match="Nobody has seen that they may ask"):
        decided(consented, request, GRANTED)
    assert decided(consented, request, RightsOutcome.REFUSED).outcome is RightsOutcome.REFUSED


def test_a_carer_may_ask_about_what_is_said_of_that_carer(consented: House) -> None:
    more = {"asked_by": "Primrose Tiptree", "asker_kind": RequesterKind.OTHER_CARER}
    more["about_carer"] = "Primrose Tiptree"
    with consented.session.write() as work:
        work.add(replace(consented.carer, id="", name="Primrose Tiptree", has_responsibility=False))
    request = checked(consented, asked_for(consented, RightsKind.RESTRICTION, **more))
    assert decided(consented, request, GRANTED).outcome is GRANTED


@pytest.mark.parametrize("key", ["court", "child"])
def test_neither_all_nor_a_part_is_done_against_a_court_or_a_child_who_understands(
    consented: House, key: str
) -> None:
    request = checked(consented, asked_for(consented, RightsKind.RESTRICTION), **{key: True})
    for outcome in (GRANTED, RightsOutcome.PARTLY):
        with pytest.raises(GateShut, match="Say no, with the reason"):
            decided(consented, request, outcome)


def test_the_end_of_one_restriction_leaves_the_other(consented: House) -> None:
    session, one = consented.session, restricted(consented)
    two = restricted(consented, asked_by="Kit Puddlecombe", asker_kind=RequesterKind.PUPIL)
    lasting.use(session, one, RestrictedUse(allowed=UseAllowed.CONSENT, what="For the mother."))
    assert not restriction_gate(session, consented.pupil.id).is_open
    one = lasting.tell_of_lifting(
        session, told_yes(consented, one), TODAY, "It was right.", DeliveryMethod.TELEPHONE
    ).record
    lasting.lift(session, one, "It was right.")
    assert now(consented, two).restricts
    assert not restriction_gate(session, consented.pupil.id).is_open
    two = lasting.tell_of_lifting(
        session, told_yes(consented, two), TODAY, "It was right.", DeliveryMethod.TELEPHONE
    ).record
    lasting.lift(session, two, "It was right.")
    assert restriction_gate(session, consented.pupil.id).is_open


def test_what_somebody_elses_open_request_gathered_is_not_erased(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, entry = consented.session, add(consented, "Both came in late.")
    with session.write() as work:
        other = work.add(new_pupil(consented, given_names="Wren", family_name="Thorncastle"))
    wants = new_request(consented, pupil_id=other.id, sort=RequestSort.SUBJECT_ACCESS)
    logged = intake.log_request(session, wants).record
    with session.write() as work:
        mention = RequestItem(
            request_id=logged.id,
            item_kind="chronology_entry",
            item_id=entry.id,
            item_version=1,
            is_mention=True,
        )
        work.add(mention)
    with pytest.raises(GateShut, match="asks to see this record"):
        granted(consented, entry)
    assert [one.item_id for one in gather.items_of(session, logged.id)] == [entry.id]
    monkeypatch.setattr(holds_module, "_asking_to_see", lambda *_: ())  # the planted fault
    assert granted(consented, entry).outcome is GRANTED


def test_what_the_police_or_the_ico_may_ask_for_is_not_erased(consented: House) -> None:
    session = consented.session
    request = granted(consented, add(consented, "Came in late."))
    closed = complained(consented)
    with session.write() as work:
        closed = work.change(
            closed, outcome=ComplaintOutcome.NOT_UPHELD, told_on=TODAY, decided_on=TODAY, closed_on=TODAY
        )
    assert holds_module.holds(session, request) == ()
    complaints.went_to_ico(session, closed, TODAY, "IC-1")
    with session.write(Compartment.GUARDED) as work:
        work.add(
            OfficialRequest(
                official_number=1,
                pupil_id=consented.pupil.id,
                official_kind=OfficialKind.POLICE,
                organisation="Eastmere Police",
                officer="Constable Reedmace",
                received_on=TODAY,
                typed_on=TODAY,
                asked_for="All",
                power=Power.CRIME,
            )
        )
    said = " ".join(one.words for one in holds_module.holds(session, request))
    assert "Official request 1 is not answered." in said
    assert "went to the ICO" in said
    with pytest.raises(GateShut):
        erasing.erase(session, request, AGREED)


def test_nobody_erases_who_cannot_see_what_stands_against_it(consented: House) -> None:
    request = granted(consented, add(consented, "Came in late."))
    level_two = consented.as_user(Compartment.GENERAL)
    with pytest.raises(GateShut, match="does not show whether something restricted"):
        erasing.erase(level_two, level_two.get(RightsRequest, request.id), AGREED)
    level_two.close()


def test_nothing_at_all_is_erased_where_something_that_stays_rests_on_it(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, entry = consented.session, add(consented, "Came in late.")
    claim = asked(consented, entry)
    with pytest.raises(StillNeeded, match="belong to this pupil"):
        needed.refuse_if_needed(session, [session.get(Pupil, consented.pupil.id)])
    needed.refuse_if_needed(session, [session.get(CorrectionClaim, claim.id), entry])
    monkeypatch.setattr(needed, "_pointing_to", lambda *_: iter(()))  # the planted fault
    needed.refuse_if_needed(session, [session.get(Pupil, consented.pupil.id)])


def test_what_lies_apart_names_no_pupil_on_today_and_the_trash_stops_no_clock(consented: House) -> None:
    session = consented.session
    complained(consented, is_guarded=True)
    asked_for(consented, RightsKind.OBJECTION, is_guarded=True)
    assert [one.pupil_id for one in (*complaints_due.due_items(session), *due.due_items(session))] == ["", ""]
    with session.write() as work:
        work.trash(session.get(Pupil, consented.pupil.id))
    assert len(due.due_items(session)) == 1
