"""What changes while a request is open: a court order, a birthday, a right that is lost, a child who says no, another parent who asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from coordinator_app.access_requests import standing as standing_module
from coordinator_app.access_requests.actions import decide, identifying, intake, pack
from coordinator_app.access_requests.actions.care_ended import care_gate
from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.actions.identifying import asker_gate, save_identity
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest, CourtOrder, RequesterKind, RequestSort
from coordinator_app.access_requests.page.identity_form import shown_rows
from coordinator_app.access_requests.page.reading import read_case
from coordinator_app.chronology.model import Category
from coordinator_app.core.census_codes import CareStatus
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.gates import OPEN
from coordinator_app.pupils.links import CourtOrder as OrderOnRecord
from coordinator_app.pupils.links import OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, add, gathered, item_for, new_request, ready_request

ANSWERED: dict[str, Any] = {
    "identity_known": True,
    "identity_reason": "Met at every review",
    "court_order": CourtOrder.ALLOWS,
    "court_order_note": "The order of May is about holidays.",
    "child_understands": True,
    "child_understands_reason": "Ms Inkwell knows him well",
    "child_judged_by": "Ms Inkwell",
    "child_agrees": True,
}


@pytest.fixture
def settled(consented: House) -> tuple[House, AccessRequest]:
    """A mother's request in which everything about who asks is settled, with an order that was read."""
    order(consented, "Holidays abroad need both parents.")
    asked = new_request(consented, carer_id=consented.carer.id, sort=RequestSort.SUBJECT_ACCESS)
    request = intake.log_request(consented.session, asked).record
    request = save_identity(consented.session, request, ANSWERED).record
    assert shut(consented, request) == []
    return consented, request


def order(house: House, meaning: str) -> OrderOnRecord:
    with house.session.write() as work:
        return work.add(
            OrderOnRecord(
                pupil_id=house.pupil.id,
                order_kind=OrderKind.PROHIBITED_STEPS,
                about="The father",
                meaning=meaning,
            )
        )


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def shut(house: House, request: AccessRequest) -> list[str]:
    return [one.why for one in asker_gate(house.session, now(house, request)).reasons]


def test_an_order_that_comes_meanwhile_is_read_before_anything_leaves(
    settled: tuple[House, AccessRequest],
) -> None:
    house, request = settled
    order(house, "She must not be told where he lives.")
    (said,) = shut(house, request)
    assert "came onto the pupil's record or was changed" in said
    assert "where he lives" not in said
    with pytest.raises(InvalidInput, match="Write what it means"):
        save_identity(house.session, now(house, request), ANSWERED | {"child_view": "He is curious."})
    anew = ANSWERED | {"court_order": CourtOrder.LIMITS, "court_order_note": "Nothing of where he lives."}
    save_identity(house.session, now(house, request), anew)
    assert shut(house, request) == []


def test_an_order_that_is_changed_meanwhile_is_read_again(settled: tuple[House, AccessRequest]) -> None:
    house, request = settled
    kept = house.session.list(OrderOnRecord)[0]
    with house.session.write() as work:
        work.change(kept, meaning="No papers of any kind.")
    assert len(shut(house, request)) == 1


def test_a_bar_on_contact_that_comes_meanwhile_is_read(settled: tuple[House, AccessRequest]) -> None:
    house, request = settled
    with house.session.write() as work:
        work.change(house.carer, no_contact=True, no_contact_reason="Police")
    assert len(shut(house, request)) == 1


@pytest.mark.parametrize("called", ["Ottokar Puddlecombe", "Mr Ottokar Puddlecombe"])
@pytest.mark.parametrize("kind", [RequesterKind.PARENT, RequesterKind.OTHER_CARER, RequesterKind.THIRD_PARTY])
def test_one_who_must_not_be_contacted_does_not_pass_as_somebody_who_is_not_on_the_record(
    consented: House, kind: RequesterKind, called: str
) -> None:
    """A father who is barred was typed in as someone else, and "there is no order" let his pack go."""
    session = consented.session
    with session.write() as work:
        bar = {"no_contact": True, "no_contact_reason": "Police", "name": "Ottokar Puddlecombe"}
        work.add(Carer(pupil_id=consented.pupil.id, relationship=Relationship.FATHER, **bar))
    asked = {"carer_id": "", "requester": called, "requester_kind": kind}
    request = intake.log_request(session, new_request(consented, **asked)).record
    shown = ANSWERED | {"authority_seen_on": session.clock.today(), "authority_seen": "Birth certificate"}
    with pytest.raises(InvalidInput, match="must not be contacted"):
        save_identity(session, request, shown | {"court_order": CourtOrder.NONE})
    save_identity(session, request, shown | {"court_order": None, "court_order_note": ""})
    assert any("must not be contacted" in said for said in shut(consented, request))
    save_identity(session, now(consented, request), shown)
    assert not any("contact" in said for said in shut(consented, request)), (
        "it was read, and said what it means"
    )


def test_a_child_who_is_called_as_one_who_is_barred_asks_all_the_same(consented: House) -> None:
    with consented.session.write() as work:
        bar = {"no_contact": True, "no_contact_reason": "Police", "name": consented.pupil.called}
        work.add(Carer(pupil_id=consented.pupil.id, relationship=Relationship.FATHER, **bar))
    asked = {"requester": consented.pupil.called, "requester_kind": RequesterKind.PUPIL, "carer_id": ""}
    request = intake.log_request(consented.session, new_request(consented, **asked)).record
    assert not any("contact" in said for said in shut(consented, request))


def test_a_parent_who_loses_responsibility_meanwhile_asks_for_nobody(
    settled: tuple[House, AccessRequest],
) -> None:
    house, request = settled
    with house.session.write() as work:
        work.change(house.carer, has_responsibility=False)
    assert any("authority to ask" in said for said in shut(house, request))
    # the proof of responsibility that was seen before is no authority
    house.clock.at = datetime(2026, 11, 26, 9, 0)
    intake.change_request(house.session, now(house, request), authority_seen_on=date(2026, 11, 23))
    assert any("proof of it is no authority" in said for said in shut(house, request))
    intake.change_request(house.session, now(house, request), authority_seen_on=date(2026, 11, 26))
    assert shut(house, request) == []


def by_the_authority(house: House, **more: Any) -> AccessRequest:
    asked = new_request(
        house,
        carer_id="",
        requester="Bryony Underhill",
        requester_kind=RequesterKind.LOCAL_AUTHORITY,
        sort=RequestSort.SUBJECT_ACCESS,
    )
    request = intake.log_request(house.session, asked).record
    seen = {"authority_seen_on": date(2026, 11, 24), "authority_seen": "The care order of May"}
    return save_identity(house.session, request, ANSWERED | seen | more).record


def in_care(house: House, status: CareStatus | None) -> None:
    with house.session.write() as work:
        work.change(house.session.get(Pupil, house.pupil.id), care_status=status)


ENDED = "care was changed after their authority was seen"


@pytest.mark.parametrize("status", [CareStatus.AGREED, None])
def test_a_care_order_that_ends_meanwhile_is_no_authority_though_it_was_seen(
    consented: House, status: CareStatus | None
) -> None:
    in_care(consented, CareStatus.FULL_ORDER)
    request = by_the_authority(consented)
    assert shut(consented, request) == []
    consented.clock.at = datetime(2026, 11, 27, 9, 0)
    in_care(consented, status)
    (said,) = shut(consented, request)
    assert ENDED in said
    assert (
        standing_module._about_who(
            consented.session, now(consented, request), consented.session.get(Pupil, consented.pupil.id)
        )
        == standing_module.RECORD_CHANGED
    ), "lists name the step that the page asks for"
    with pytest.raises(GateShut, match="record that day"):
        pack.build_gate(consented.session, now(consented, request)).demand()
    # seen again before it ended: no; on the day, recorded after it: yes
    intake.change_request(consented.session, now(consented, request), authority_seen_on=date(2026, 11, 26))
    assert ENDED in shut(consented, request)[0]
    consented.clock.at = datetime(2026, 11, 27, 10, 0)
    intake.change_request(
        consented.session,
        now(consented, request),
        authority_seen_on=date(2026, 11, 27),
        authority_seen="Agreement of the mother, signed",
    )
    assert shut(consented, request) == []
    consented.clock.at = datetime(2026, 11, 27, 11, 0)
    in_care(consented, CareStatus.FULL_ORDER)
    in_care(consented, status)
    assert ENDED in shut(consented, request)[0], "on the very day, and after it was recorded"


def test_what_never_rested_on_the_record_stays_and_another_asker_is_not_asked(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = by_the_authority(consented)
    assert shut(consented, request) == [], "the record never said anything of care"
    in_care(consented, CareStatus.FULL_ORDER)
    assert shut(consented, request) == []
    consented.clock.at = datetime(2026, 11, 27, 9, 0)
    in_care(consented, None)
    theirs = replace(now(consented, request), requester_kind=RequesterKind.SOLICITOR)
    assert care_gate(consented.session, theirs, consented.session.get(Pupil, consented.pupil.id)).is_open
    assert shut(consented, request) != []
    monkeypatch.setattr(identifying, "care_gate", lambda *_: OPEN)  # the planted fault
    assert shut(consented, request) == [], "the other gates do not see it"


def test_a_pupil_who_asks_is_asked_about_an_order_that_stands(consented: House) -> None:
    asked = new_request(
        consented, requester_kind=RequesterKind.PUPIL, requester="Kit", sort=RequestSort.SUBJECT_ACCESS
    )
    request = intake.log_request(consented.session, asked).record
    own = {name: value for name, value in ANSWERED.items() if not name.startswith("court")}
    request = save_identity(consented.session, request, own).record
    assert shut(consented, request) == [], "none stands, so none is asked about"
    case = read_case(consented.session, request.id)
    assert "court_order" not in shown_rows(case, own)
    order(consented, "Nothing may come to the father's house.")
    gate = asker_gate(consented.session, now(consented, request))
    assert "The pupil's own right stands" in gate.reasons[0].opens
    case = read_case(consented.session, request.id)
    assert "court_order" in shown_rows(case, own), "what the gate asks for can be answered"
    limits = {"court_order": CourtOrder.LIMITS, "court_order_note": "Handed over at school, not posted."}
    assert "court_order_note" in shown_rows(case, own | limits)
    save_identity(consented.session, now(consented, request), own | limits)
    assert shut(consented, request) == []


def test_a_pupil_who_turns_18_meanwhile_asks_for_themselves(settled: tuple[House, AccessRequest]) -> None:
    house, request = settled
    child = house.session.get(Pupil, house.pupil.id)
    with house.session.write() as work:
        work.change(child, birth_date=date(2008, 12, 1))
    assert shut(house, request) == []
    house.clock.at = datetime(2026, 12, 1, 9, 0)
    assert "18" in shut(house, request)[0]
    with pytest.raises(GateShut, match="18"):
        pack.build_gate(house.session, now(house, request)).demand()


@pytest.mark.parametrize(
    "changed",
    [
        {"child_agrees": False},
        {"child_view": "He would rather not."},
        {"child_understands": False},
        {"court_order": CourtOrder.FORBIDS, "court_order_note": "Nothing."},
    ],
)
def test_an_approval_falls_with_what_the_child_or_a_court_says_after_it(
    settled: tuple[House, AccessRequest], changed: dict[str, Any]
) -> None:
    house, request = settled
    with house.session.write() as work:
        work.change(
            now(house, request),
            approved_by="O. Quillfeather",
            approved_on=date(2026, 11, 24),
            approved_mark="m",
        )
    intake.change_request(house.session, now(house, request), taken_by="R. Inkpen")
    assert now(house, request).approved_mark == "m", "what nobody approved by leaves it"
    intake.change_request(house.session, now(house, request), **changed)
    after = now(house, request)
    assert (after.approved_by, after.approved_on, after.approved_mark) == ("", None, "")


def test_a_child_who_says_no_after_the_build_is_weighed_anew(settled: tuple[House, AccessRequest]) -> None:
    house, request = settled
    weighed = {"in_childs_interests": "She needs it for the hospital."}
    intake.change_request(house.session, now(house, request), **weighed)
    with pytest.raises(InvalidInput, match="does not agree now"):
        intake.change_request(house.session, now(house, request), child_agrees=False)
    intake.change_request(house.session, now(house, request), child_agrees=False, in_childs_interests="")
    assert any("the child's to allow" in said for said in shut(house, request))
    anew = {"in_childs_interests": "He says no, and the operation is on Monday."}
    intake.change_request(house.session, now(house, request), **anew)
    assert shut(house, request) == []


def father(house: House) -> Carer:
    with house.session.write() as work:
        return work.add(
            Carer(
                pupil_id=house.pupil.id, name="Rowan Puddlecombe", relationship=Relationship.FATHER,
                has_responsibility=True, telephone="01632 960666",
            )
        )  # fmt: skip


def test_what_one_parent_had_opens_nothing_restricted_for_the_other(consented: House) -> None:
    session = consented.session
    worry = add(consented, "He sleeps in a shed.", category=Category.SAFEGUARDING)
    plain = add(consented, "He came by bus.")
    lines = [replace(sharing.item_of(worry), is_guarded=True), sharing.item_of(plain)]
    told = Disclosure(
        pupil_id=consented.pupil.id, recipient="Marigold Puddlecombe", recipient_kind=RecipientKind.PARENT,
        given_on=date(2026, 11, 23), method=DeliveryMethod.IN_PERSON, why="Access request 1", description="Pack",
    )  # fmt: skip
    sharing.record_disclosure(session, told, lines, for_safety=True)
    hers = ready_request(consented, requester="Marigold Puddlecombe")
    his = ready_request(consented, requester="Rowan Puddlecombe", carer_id=father(consented).id)
    for request, had in ((hers, date(2026, 11, 23)), (his, None)):
        items = gathered(consented, request)
        assert {item_for(items, one).already_shared_on for one in (worry, plain)} == {had}
    share = replace(item_for(items_of(session, his.id), worry), outcome=Outcome.SHARE)
    with pytest.raises(GateShut, match="no advice is recorded"):
        decide.decide(session, share)
    decide.decide(session, replace(item_for(items_of(session, hers.id), worry), outcome=Outcome.SHARE))


@pytest.mark.parametrize(
    ("recipient", "name", "had"),
    [
        ("Marigold Puddlecombe, Rowan Puddlecombe", "Rowan Puddlecombe", True),
        ("MARIGOLD PUDDLECOMBE", "Marigold Puddlecombe", True),
        ("Marigold Puddlecombe-Finch", "Marigold Puddlecombe", False),
        ("The family", "Marigold Puddlecombe", False),
        ("Marigold Puddlecombe", "", False),
    ],
)
def test_who_had_it_is_told_by_the_whole_name(consented: House, recipient: str, name: str, had: bool) -> None:
    entry = add(consented, "He came by bus.")
    told = Disclosure(
        pupil_id=consented.pupil.id, recipient=recipient, recipient_kind=RecipientKind.PARENT,
        given_on=date(2026, 11, 23), method=DeliveryMethod.IN_PERSON, why="Asked", description="1 entry",
    )  # fmt: skip
    sharing.record_disclosure(consented.session, told, [sharing.item_of(entry)])
    given = sharing.shared_with_family(consented.session, consented.pupil.id, name)
    assert (entry.id in given) is had
    assert entry.id in sharing.shared_with_family(consented.session, consented.pupil.id)


@pytest.mark.parametrize("kind", [RequesterKind.THIRD_PARTY, RequesterKind.SOLICITOR])
def test_two_requests_at_once_keep_their_own_clocks_and_decisions(
    consented: House, kind: RequesterKind
) -> None:
    entry = add(consented, "He came by bus.")
    first = ready_request(consented, requester="Marigold Puddlecombe")
    second = ready_request(consented, requester="Fen & Marlowe", requester_kind=kind)
    items = {one.id: item_for(gathered(consented, one), entry) for one in (first, second)}
    decide.decide(consented.session, replace(items[first.id], outcome=Outcome.SHARE))
    assert consented.session.get(type(items[first.id]), items[second.id].id).outcome is Outcome.UNDECIDED
    intake.pause(consented.session, now(consented, first), date(2026, 11, 24), "Which years?")
    assert intake.clocks(consented.session, now(consented, first)).legal.due is None
    assert intake.clocks(consented.session, now(consented, second)).legal.due is not None
