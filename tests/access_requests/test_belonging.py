"""What is held about the person no more goes out in no pack, whatever was decided: it is another child's (003-5.1, 5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests.actions import closing, decide, gather, order, pack
from coordinator_app.access_requests.gathering import belonging
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, ClosedAs, Exemption
from coordinator_app.chronology.model import Category
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import another_child
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.referrals.unplaced_calls import keep_call, place_call
from tests.vaults import House, add, gathered, item_for, new_pupil, new_referral, ready_request

SAID = "He says that he sleeps in a barn."


def other_child(house: House) -> Pupil:
    pupil = new_pupil(house, given_names="Bramble", family_name="Sallowfield")
    return referrals.take_referral(house.session, pupil, new_referral(house)).pupil


def misplaced_call(house: House, pupil: Pupil) -> Saved[object]:
    call = keep_call(house.session, UnplacedCall(happened_on=house.clock.today(), words=SAID)).record
    house.clock.at += timedelta(minutes=1)
    return place_call(house.session, house.session.get(UnplacedCall, call.id), pupil.id)


def share_all(house: House, request: AccessRequest) -> None:
    for item in gathered(house, request):
        decide.decide(house.session, replace(item, outcome=Outcome.SHARE, note="They told us."))


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def says_barn(house: House, request: AccessRequest) -> bool:
    records = (
        gather.holding_of(house.session, one).record for one in gather.items_of(house.session, request.id)
    )
    return any("barn" in repr(record) for record in records)


def test_a_call_about_another_child_that_was_taken_back_does_not_go_out(referred: House) -> None:
    session, wrong = referred.session, other_child(referred)
    saved = misplaced_call(referred, wrong)
    request = ready_request(referred, pupil_id=wrong.id)
    share_all(referred, request)
    assert says_barn(referred, request)
    session.undo(saved.change_id)  # the call was about somebody else
    shut = pack.build_gate(session, now(referred, request))
    assert any("not held about them any more" in reason.why for reason in shut.reasons)
    with pytest.raises(GateShut):
        order.pack_order(session, now(referred, request), "pw", practice=True)
    taken = gather.gather(session, now(referred, request))
    assert taken.gone == 1
    assert not says_barn(referred, request)
    assert gather.compared(session, now(referred, request)).gone == 0
    made, _ = order.pack_order(session, now(referred, request), "pw", practice=True)
    assert "barn" not in repr(made)


def test_without_its_gate_the_call_would_go_out(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    session, wrong = referred.session, other_child(referred)
    saved = misplaced_call(referred, wrong)
    request = ready_request(referred, pupil_id=wrong.id)
    share_all(referred, request)
    session.undo(saved.change_id)
    monkeypatch.setattr(gather, "gone", lambda _items, _held: [])
    made, _ = order.pack_order(session, now(referred, request), "pw", practice=True)
    assert "barn" in repr(made)


def test_what_was_covered_of_it_goes_with_it_and_it_comes_back_undecided(referred: House) -> None:
    session, wrong = referred.session, other_child(referred)
    saved = misplaced_call(referred, wrong)
    request = ready_request(referred, pupil_id=wrong.id)
    share_all(referred, request)
    [item] = [
        one for one in gather.items_of(session, request.id) if "barn" in repr(gather.holding_of(session, one))
    ]
    with session.write(Compartment.GUARDED) as work:
        work.add(
            Redaction(
                request_item_id=item.id,
                is_guarded=True,
                field_name="words",
                start=0,
                end=2,
                exemption=Exemption.THIRD_PARTY,
            )
        )
    undone = session.undo(saved.change_id)
    gather.gather(session, now(referred, request))
    assert session.list(Redaction, where={"request_item_id": item.id}) == []
    session.undo(undone.id)
    gather.gather(session, now(referred, request))
    [again] = [
        one for one in gather.items_of(session, request.id) if "barn" in repr(gather.holding_of(session, one))
    ]
    assert (again.id != item.id, again.outcome) == (True, Outcome.UNDECIDED)


def test_a_paper_of_another_child_does_not_come_back_with_a_request_that_is_opened_again(
    consented: House,
) -> None:
    session, other = consented.session, other_child(consented)
    add(consented, "Kit came in.")
    with session.write() as work:
        paper = work.add(
            Document(
                pupil_id=consented.pupil.id,
                title="Letter",
                kind_of_document=DocumentKind.SCHOOL_LETTER,
                dated=date(2026, 10, 2),
                words="Bramble slept in the barn.",
            )
        )
    request = ready_request(consented)
    share_all(consented, request)
    closing.close_request(
        session, now(consented, request), ClosedAs.WITHDRAWN, "No more wanted.", session.clock.today()
    )
    another_child.move(session, session.get(Document, paper.id), other.id, "It names Bramble.")
    closing.reopen_request(session, now(consented, request))
    assert "document" not in [one.item_kind for one in gather.items_of(session, request.id)], (
        "it went at once"
    )
    assert gather.gather(session, now(consented, request)).gone == 0
    kinds = [one.item_kind for one in gather.items_of(session, request.id)]
    assert "document" not in kinds
    assert kinds.count("paper_taken_out") == 1


def test_a_user_without_the_guarded_key_takes_nothing_out_and_is_told_who_can(referred: House) -> None:
    session, entry = referred.session, add(referred, "Kit came in on time.")
    request = ready_request(referred)
    item = item_for(gathered(referred, request), entry)
    other = other_child(referred)
    with session.write() as work:
        work.change(entry, pupil_id=other.id)
    two = referred.as_user(Compartment.GENERAL)
    assert gather.gather(two, two.get(AccessRequest, request.id)).gone == 0
    assert item.id in {one.id for one in gather.items_of(two, request.id)}
    [reason] = belonging.belonging_gate(gather.compared(two, two.get(AccessRequest, request.id)).gone).reasons
    assert "Co-ordinator" in reason.opens
    assert gather.gather(session, now(referred, request)).gone == 1


def test_a_guarded_item_that_a_user_cannot_open_is_not_gone_for_him(referred: House) -> None:
    entry = add(referred, "A worry.", category=Category.SAFEGUARDING)
    request = ready_request(referred)
    item = item_for(gathered(referred, request), entry)
    two = referred.as_user(Compartment.GENERAL)
    assert gather.compared(two, two.get(AccessRequest, request.id)).gone == 0
    assert referred.session.get(RequestItem, item.id).trashed_at is None


def test_how_many_are_meant_is_said() -> None:
    assert belonging.belonging_gate(0).is_open
    assert belonging.belonging_gate(1).reasons[0].why.startswith("1 item is not held")
    assert belonging.belonging_gate(3).reasons[0].why.startswith("3 items are not held")
