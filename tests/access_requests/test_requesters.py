"""What each kind of requester needs, and that nothing is settled before it is there (domain 2.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from coordinator_app.access_requests.court_orders import order_gate, order_words, orders_marked
from coordinator_app.access_requests.model import AccessRequest, CourtOrder, RequesterKind, RequestSort
from coordinator_app.access_requests.requesters import (
    NEEDS,
    about_a_person_gate,
    asks_agreement,
    asks_child,
    identity_gate,
    needs_authority,
    needs_of,
    next_about_who,
    responsibility_gate,
    school_gate,
)
from coordinator_app.core.census_codes import CareStatus
from coordinator_app.pupils.links import CourtOrder as PupilOrder
from coordinator_app.pupils.model import Carer, Pupil

DAY = date(2026, 11, 9)
CHILD = Pupil(birth_date=date(2012, 5, 3))
GROWN_UP = Pupil(birth_date=date(2008, 11, 9))
IN_CARE = Pupil(birth_date=date(2012, 5, 3), care_status=CareStatus.FULL_ORDER)
BY_AGREEMENT = replace(IN_CARE, care_status=CareStatus.AGREED)
MOTHER = Carer(name="Marigold Puddlecombe", has_responsibility=True)
ACTS_FOR = [RequesterKind.OTHER_CARER, RequesterKind.THIRD_PARTY, RequesterKind.SOLICITOR]


def asked(kind: RequesterKind = RequesterKind.PARENT, **more: Any) -> AccessRequest:
    """A request with everything settled; each test takes one thing away."""
    values: dict[str, Any] = {
        "sort": RequestSort.SUBJECT_ACCESS,
        "requester": "Marigold Puddlecombe",
        "requester_kind": kind,
        "received_on": DAY,
        "identity_known": True,
        "identity_reason": "Met at every review",
        "court_order": CourtOrder.NONE,
        "child_understands": False,
        "child_understands_reason": "Ms Inkwell, who knows Kit well, says not yet",
    }
    if kind in ACTS_FOR:
        values["authority_seen_on"] = DAY
    return AccessRequest(**(values | more))


def why(
    request: AccessRequest, pupil: Pupil | None = CHILD, carer: Carer | None = MOTHER, *, bound: bool = True
) -> list[str]:
    return [reason.why for reason in identity_gate(request, pupil, carer, bound=bound).reasons]


def test_every_kind_says_by_what_right_it_asks() -> None:
    for kind in RequesterKind:
        assert NEEDS[kind].right.endswith(".")
        assert needs_of(AccessRequest(requester_kind=kind)) is NEEDS[kind]
    assert needs_of(AccessRequest()) is NEEDS[RequesterKind.STAFF]


@pytest.mark.parametrize("kind", [RequesterKind.PARENT, *ACTS_FOR])
def test_what_is_settled_in_every_part_is_settled(kind: RequesterKind) -> None:
    assert why(asked(kind)) == []
    assert next_about_who(asked(kind), CHILD, MOTHER) == ""


def test_identity_needs_a_reason_or_a_proof_that_was_seen() -> None:
    unknown = asked(identity_known=False)
    assert why(unknown) == ["It is not recorded how you know who asked."]
    assert why(replace(unknown, identity_seen_on=DAY)) == []
    assert why(asked(identity_reason=" ")) == ["It is not recorded how you know who asked."]


@pytest.mark.parametrize("kind", ACTS_FOR)
def test_who_acts_for_somebody_needs_authority_and_the_month_waits_for_what_was_asked(
    kind: RequesterKind,
) -> None:
    without = asked(kind, authority_seen_on=None)
    assert len(why(without)) == 1
    assert "authority" in why(without)[0]
    waiting = replace(without, authority_asked_on=DAY)
    assert why(waiting) == ["Proof of authority was asked for and has not come."]


def test_a_local_authority_has_a_right_by_a_care_order_only() -> None:
    request = asked(RequesterKind.LOCAL_AUTHORITY, court_order=None)
    assert why(request, IN_CARE) == []
    for pupil, said in (
        (BY_AGREEMENT, "looked after by agreement (section 20)"),
        (CHILD, "no care order"),
    ):
        assert why(request, pupil) == [
            f"The record says: {said}. That gives the local authority no right to ask."
        ]
        assert why(replace(request, authority_seen_on=DAY), pupil) == []


def test_a_member_of_staff_asks_about_themselves_only() -> None:
    own = asked(
        RequesterKind.STAFF, about_staff="Marigold  PUDDLECOMBE", court_order=None, child_understands=None
    )
    assert why(own, None) == []
    assert why(replace(own, about_staff="Otis Bramblewick"), None) == [
        "Who asked is not the member of staff it is about."
    ]


def test_parental_responsibility_ends_at_eighteen() -> None:
    assert "18 or over" in why(asked(), GROWN_UP)[0]
    assert why(asked(authority_seen_on=DAY), GROWN_UP) == []
    assert not asks_child(asked(), GROWN_UP)
    assert not needs_authority(asked(sort=None), GROWN_UP), "as before for what was logged before"


def test_a_child_who_understands_is_asked_or_it_is_in_their_interests() -> None:
    understands = asked(child_understands=True)
    assert asks_agreement(understands, CHILD)
    assert why(understands) == ["The child understands their rights, so it is the child's to allow."]
    assert next_about_who(understands, CHILD, MOTHER) == "ask what the child wants"
    assert why(replace(understands, child_agrees=False)) != []
    assert why(replace(understands, child_agrees=True)) == []
    assert why(replace(understands, child_agrees=False, in_childs_interests="A place is at stake")) == []
    assert why(replace(understands, in_childs_interests=" ")) != []


def test_the_educational_record_is_the_parents_whatever_the_child_thinks() -> None:
    assert why(asked(sort=RequestSort.EDUCATIONAL_RECORD, child_understands=None)) == []


def test_where_no_regulation_binds_the_school_a_child_who_refuses_the_record_is_heard() -> None:
    record = asked(sort=RequestSort.EDUCATIONAL_RECORD, child_understands=None)
    assert why(record, bound=False) == ["It is not recorded whether the child understands their rights."]
    refused = replace(record, child_understands=True, child_agrees=False)
    assert why(refused, bound=False) == ["The child understands their rights, so it is the child's to allow."]
    assert next_about_who(refused, CHILD, MOTHER) == "ask what the child wants"
    assert not identity_gate(refused, CHILD, MOTHER).is_open, "unless it is said that the school is bound"


@pytest.mark.parametrize("carer", [None, Carer(name="Marigold"), replace(MOTHER, has_responsibility=False)])
def test_to_say_that_one_is_a_parent_is_no_proof_of_parental_responsibility(carer: Carer | None) -> None:
    assert needs_authority(asked(), CHILD, carer)
    assert why(asked(), CHILD, carer) == [
        "Nobody has seen that they have parental responsibility: to say so is no proof."
    ]
    assert next_about_who(asked(), CHILD, carer) == "see their authority to ask"
    assert why(asked(authority_seen_on=DAY), CHILD, carer) == []
    assert not needs_authority(asked(sort=None), CHILD, carer), "as before for what was logged before"


def test_an_order_that_forbids_shuts_what_was_logged_before_its_sort_was_asked() -> None:
    forbidden = asked(sort=None, court_order=CourtOrder.FORBIDS, court_order_note="No contact")
    assert why(forbidden) == ["A court order forbids this."]
    assert len(why(asked(sort=None, court_order=CourtOrder.LIMITS))) == 1


def test_no_order_on_the_record_is_passed_over_by_silence_or_by_saying_that_there_is_none() -> None:
    on_record = (PupilOrder(),)
    for said in (None, CourtOrder.NONE):
        assert len(order_gate(asked(court_order=said), on_record).reasons) == 1
        assert order_gate(asked(court_order=said), ()).is_open
    read = "\n".join(orders_marked(on_record, None))
    assert order_gate(asked(court_order=CourtOrder.ALLOWS, orders_read=read), on_record).is_open


def test_an_order_that_came_or_was_changed_since_is_read_first() -> None:
    first, second = PupilOrder(id="o1", version=1), PupilOrder(id="o2", version=1)
    answered = asked(court_order=CourtOrder.ALLOWS, orders_read="o1:1", court_order_checked_on=DAY)
    assert order_gate(answered, (first,)).is_open
    assert order_gate(answered, ()).is_open, "what was read and has ended"
    for now in ((first, second), (replace(first, version=2),)):
        (reason,) = order_gate(answered, now).reasons
        assert "came onto the pupil's record or was changed" in reason.why
    barred = replace(MOTHER, id="c1", no_contact=True)
    assert not order_gate(answered, (first,), barred).is_open
    assert order_gate(replace(answered, orders_read="o1:1\nc1:no-contact"), (first,), barred).is_open
    # answered before it was kept for which: those of that day were there, a later one was not
    older = replace(answered, orders_read="")
    at = datetime(DAY.year, DAY.month, DAY.day, 10, tzinfo=UTC)
    assert order_gate(older, (replace(first, changed_at=at),)).is_open
    assert not order_gate(older, (replace(first, changed_at=at + timedelta(days=1)),)).is_open
    assert not order_gate(older, (first,)).is_open


def grown(born: date, **more: object) -> list[str]:
    child = replace(CHILD, birth_date=born)
    gate = identity_gate(asked(**more), child, MOTHER, today=date(2026, 11, 24))
    return [one.why for one in gate.reasons]


def test_a_pupil_who_turns_18_while_it_is_open_gives_the_authority() -> None:
    last, before = date(2008, 11, 24), date(2008, 11, 25)
    assert "The pupil is 18 or over, so nobody asks for them without their authority." in grown(last)
    assert not any("18" in one for one in grown(before))
    settled = {"child_understands": False, "child_understands_reason": "x", "court_order": CourtOrder.NONE}
    seen = {**settled, "authority_seen_on": date(2026, 11, 23)}
    assert grown(last, **seen) == [
        "The pupil has turned 18 since their authority was seen, so it is theirs to give now."
    ]
    assert grown(before, **seen) == []
    assert grown(last, **settled, authority_seen_on=date(2026, 11, 24)) == []
    own = {"requester_kind": RequesterKind.PUPIL, "authority_seen_on": date(2026, 11, 23)}
    assert not any("turned 18" in one for one in grown(last, **own))


def test_a_pupil_who_turns_12_is_asked_again() -> None:
    judged = {
        "child_understands": False, "child_understands_reason": "x", "court_order": CourtOrder.NONE,
        "child_judged_on": date(2026, 11, 20),
    }  # fmt: skip
    said = "The pupil has turned 12 since it was judged that they do not understand their rights."
    assert grown(date(2014, 11, 24), **judged) == [said]
    assert grown(date(2014, 11, 25), **judged) == [], "not yet"
    assert grown(date(2014, 11, 20), **judged) == [], "judged at 12"
    assert grown(date(2014, 11, 24), **judged | {"child_judged_on": date(2026, 11, 24)}) == []
    assert grown(date(2014, 11, 24), **judged | {"child_judged_on": None}) == []


def test_proof_of_responsibility_is_no_authority_once_it_is_lost() -> None:
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    lost = replace(MOTHER, has_responsibility=False, changed_at=at)
    proof = asked(authority_seen_on=date(2026, 11, 19))
    assert "proof of it is no authority" in responsibility_gate(proof, lost).reasons[0].why
    assert responsibility_gate(proof, replace(lost, has_responsibility=True)).is_open
    assert responsibility_gate(proof, None).is_open
    assert responsibility_gate(asked(authority_seen_on=date(2026, 11, 20)), lost).is_open
    assert responsibility_gate(replace(proof, requester_kind=RequesterKind.OTHER_CARER), lost).is_open


def test_whoever_must_not_be_contacted_is_not_passed_as_if_there_were_no_order() -> None:
    barred = replace(MOTHER, no_contact=True)
    for said in (None, CourtOrder.NONE):
        shut = order_gate(asked(court_order=said), (), barred)
        assert [one.why for one in shut.reasons] == [
            "The pupil's record says that whoever asks must not be contacted."
        ]
    read = "\n".join(orders_marked((), barred))
    assert order_gate(asked(court_order=CourtOrder.ALLOWS, orders_read=read), (), barred).is_open


def test_how_the_child_was_judged_is_written_down() -> None:
    assert why(asked(child_understands=None)) == [
        "It is not recorded whether the child understands their rights."
    ]
    assert why(asked(child_understands_reason="")) == [
        "It is not recorded how the child's understanding was judged."
    ]


def test_a_pupil_who_asks_is_judged_and_one_too_young_asks_with_somebody() -> None:
    own = asked(RequesterKind.PUPIL, child_understands=True, court_order=None)
    assert why(own) == []
    young = replace(own, child_understands=False)
    assert why(young) == ["The child who asks does not understand yet what it means."]
    assert why(replace(young, authority_seen_on=DAY)) == []
    assert why(replace(young, in_childs_interests="Asks for one photograph")) == []


def test_court_orders_are_asked_about_and_one_that_forbids_shuts() -> None:
    unasked = asked(court_order=None)
    assert why(unasked) == ["It is not recorded whether a court order stands against it."]
    assert next_about_who(unasked, CHILD, MOTHER) == "ask about court orders"
    forbidden = asked(court_order=CourtOrder.FORBIDS, court_order_note="No contact", authority_seen_on=DAY)
    assert why(forbidden) == ["A court order forbids this."]
    assert next_about_who(forbidden, CHILD, MOTHER) == "refuse it: a court order forbids it"
    assert order_words(forbidden) == "A court order forbids this. Give nothing."
    assert why(asked(court_order=CourtOrder.ALLOWS)) == []


def test_an_order_that_limits_says_how_and_stays_in_sight() -> None:
    limited = asked(court_order=CourtOrder.LIMITS)
    assert len(why(limited)) == 1
    noted = replace(limited, court_order_note="Not the new address.", court_order_checked_on=DAY)
    assert why(noted) == []
    assert order_words(noted) == (
        "A court order limits what they may have: Not the new address. Asked about on 9 November 2026."
    )
    assert order_words(asked()) == ""


def test_requests_logged_before_these_questions_stand_as_they_did() -> None:
    before = asked(sort=None, court_order=None, child_understands=None)
    assert why(before) == []


def test_what_is_about_nobody_asks_for_no_proof_and_makes_no_pack() -> None:
    about_work = AccessRequest(sort=RequestSort.FREEDOM_OF_INFORMATION, requester="Tansy Otterburn")
    assert identity_gate(about_work).is_open
    assert school_gate(about_work, ()).is_open
    assert not about_a_person_gate(about_work).is_open
    assert about_a_person_gate(asked()).is_open
    assert not school_gate(asked(), ()).is_open


def test_what_comes_next_is_said_in_the_order_of_the_work() -> None:
    nothing = asked(RequesterKind.SOLICITOR, identity_known=None, authority_seen_on=None, court_order=None)
    assert next_about_who(nothing, CHILD) == "say how you know who asked"
    assert next_about_who(replace(nothing, identity_asked_on=DAY), CHILD) == (
        "chase the proof asked for on 9 November 2026"
    )
    assert next_about_who(replace(nothing, identity_seen_on=DAY), CHILD) == "see their authority to ask"


def test_who_asks_must_be_settled_by_knowing_them_or_by_proof() -> None:
    assert identity_gate(AccessRequest(identity_known=True, identity_reason="met often")).is_open
    assert identity_gate(AccessRequest(identity_seen_on=DAY)).is_open
    assert not identity_gate(AccessRequest(identity_known=True, identity_reason=" ")).is_open
    assert not identity_gate(AccessRequest()).is_open
    waiting = AccessRequest(identity_seen_on=DAY, authority_asked_on=DAY)
    assert why(waiting, None) == ["Proof of authority was asked for and has not come."]
    assert identity_gate(replace(waiting, authority_seen_on=DAY)).is_open


@pytest.mark.parametrize("kind", [RequesterKind.OTHER_CARER, RequesterKind.THIRD_PARTY])
def test_who_has_no_responsibility_or_acts_for_others_needs_authority(kind: RequesterKind) -> None:
    known = AccessRequest(identity_known=True, identity_reason="Met often", requester_kind=kind)
    (said,) = why(known, None)
    assert said.startswith("They need authority to ask")
    assert identity_gate(replace(known, authority_seen_on=DAY)).is_open
    assert identity_gate(replace(known, requester_kind=RequesterKind.PARENT)).is_open
