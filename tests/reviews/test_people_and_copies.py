"""Who was there and who got a copy: each a change of its own, with its line in the ledger and its way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.documents.model import Document
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Programme, ProgrammeState, ProgrammeType
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.reviews import actions, copies, people, telling
from coordinator_app.reviews.closing import open_again
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.parts import CopyWay, ReviewCopy, ReviewPerson, ReviewRole
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, RecipientKind
from coordinator_app.store.undo import CannotUndo
from tests.vaults import House, add, gathered, ready_request, withhold_for_harm

HELD_ON = date(2026, 11, 20)
OFFICER = people.Somebody("Dilys Thimblewick", ReviewRole.OTHER)


@pytest.fixture
def review(consented: House) -> Review:
    planned = actions.plan_review(consented.session, consented.pupil.id, date(2026, 10, 9)).record
    return actions.save_review(consented.session, replace(planned, held_on=HELD_ON)).record


def mother(house: House) -> people.Somebody:
    return next(one for one in people.known(house.session, house.pupil.id) if one.carer_id)


def finish(house: House, review: Review, *told: actions.Told) -> Review:
    return actions.finish_review(house.session, review, told).record


def copy_for(house: House, review: Review, **more: object) -> ReviewCopy:
    values = {
        "review_id": review.id,
        "name": "Marigold Puddlecombe",
        "role": ReviewRole.FAMILY,
        "carer_id": house.carer.id,
        "way": CopyWay.POST,
        "given_on": date(2026, 11, 23),
    }
    return ReviewCopy(**(values | more))  # type: ignore[arg-type]  # a value for each field


def running(house: House) -> Provider:
    with house.session.write() as work:
        provider = work.add(Provider(name="Kingfisher Workshop", contact="G. Thimble"))
        work.add(
            Programme(
                pupil_id=house.pupil.id,
                programme_type=ProgrammeType.PART_TIME,
                state=ProgrammeState.RUNNING,
                provider_id=provider.id,
                start_on=date(2026, 9, 21),
            )
        )
    return provider


def test_those_whom_the_record_knows_are_offered_and_a_carer_who_must_not_be_contacted_is_not(
    consented: House,
) -> None:
    session = consented.session
    with session.write() as work:
        gone = Carer(
            pupil_id=consented.pupil.id,
            name="Basil Puddlecombe",
            relationship=Relationship.FATHER,
            no_contact=True,
        )
        work.add(gone)
    running(consented)
    offered = [(one.name, one.role) for one in people.known(session, consented.pupil.id)]
    assert offered == [
        ("Kit Puddlecombe", ReviewRole.PUPIL),
        ("Marigold Puddlecombe", ReviewRole.FAMILY),
        ("M. Parchment", ReviewRole.SCHOOL),
        ("G. Thimble", ReviewRole.PROVIDER),
        ("Pat Samplewell", ReviewRole.COORDINATOR),
    ]


def test_a_tick_is_kept_once_and_taken_back_by_undo(consented: House, review: Review) -> None:
    session = consented.session
    people.set_came(session, review.id, mother(consented), came=True)
    assert people.set_came(session, review.id, mother(consented), came=True).change_id == ""
    assert [one.name for one in people.came_of(session, review.id)] == ["Marigold Puddlecombe"]
    typed = people.set_came(session, review.id, OFFICER, came=True)
    session.undo(typed.change_id)
    assert [one.name for one in people.people_of(session, review.id)] == ["Marigold Puddlecombe"]
    people.set_came(session, review.id, mother(consented), came=False)
    assert people.people_of(session, review.id) == []
    with pytest.raises(InvalidInput, match="Type the name"):
        people.set_came(session, review.id, replace(OFFICER, name=" "), came=True)


def test_who_was_asked_and_did_not_come_stays_on_the_review(consented: House, review: Review) -> None:
    session = consented.session
    people.ask(session, review.id, mother(consented), HELD_ON)
    people.set_came(session, review.id, OFFICER, came=True)
    finish(consented, review)
    came = {one.name: one.came for one in people.people_of(session, review.id)}
    assert came == {"Marigold Puddlecombe": False, "Dilys Thimblewick": True}
    with pytest.raises(InvalidInput):
        people.ask(session, review.id, OFFICER, date(2026, 12, 24))


def test_what_nobody_of_the_family_heard_counts_as_told_once_the_summary_is_sent(
    consented: House, review: Review
) -> None:
    session, entry = consented.session, add(consented, "Kit came in on time.")
    people.set_came(session, review.id, OFFICER, came=True)
    finished = finish(consented, review, actions.Told(entry, True))
    assert actions.never_shared(session, consented.pupil.id) == [entry]
    assert disclosures_of(session, consented.pupil.id) == []
    given = copies.give_copy(session, copy_for(consented, finished))
    assert actions.never_shared(session, consented.pupil.id) == []
    (line,) = disclosures_of(session, consented.pupil.id)
    assert (line.recipient, line.method) == ("Marigold Puddlecombe", DeliveryMethod.POST)
    assert {one.item_id for one in session.list(DisclosedItem)} == {entry.id, finished.id}
    session.undo(given.change_id)  # a slip of the pen
    assert actions.never_shared(session, consented.pupil.id) == [entry]
    assert copies.copies_of(session, finished.id) == []


def test_a_family_that_was_there_has_heard_it(consented: House, review: Review) -> None:
    session, entry = consented.session, add(consented, "Kit came in on time.")
    people.set_came(session, review.id, mother(consented), came=True)
    finish(consented, review, actions.Told(entry, True))
    assert actions.never_shared(session, consented.pupil.id) == []
    assert disclosures_of(session, consented.pupil.id)[0].recipient == "Marigold Puddlecombe"


def test_the_planted_fault_of_counting_whoever_came_as_family(
    consented: House, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "family_heard", lambda *_: True)
    with pytest.raises(AssertionError):
        test_what_nobody_of_the_family_heard_counts_as_told_once_the_summary_is_sent(consented, review)


def barred(house: House, **more: object) -> Carer:
    session = house.session
    with session.write() as work:
        him = work.add(
            Carer(pupil_id=house.pupil.id, name="Basil Puddlecombe", relationship=Relationship.FATHER)
        )
        order = {
            "pupil_id": house.pupil.id,
            "order_kind": OrderKind.NON_MOLESTATION,
            "about": him.name,
            "carer_id": him.id,
            "meaning": "He must not come near.",
            "hides_address": True,
        }
        work.add(CourtOrder(**order))  # type: ignore[arg-type]  # a value for each field
        return work.change(him, **more)


def test_what_a_barred_carer_was_there_to_hear_is_not_counted_as_told(
    consented: House, review: Review
) -> None:
    him, session = barred(consented), consented.session
    entry = add(consented, "Kit came in on time.")
    him_there = next(one for one in people.known(session, consented.pupil.id) if one.carer_id == him.id)
    assert him_there.warning.startswith("Must not be told where the pupil is.")
    people.set_came(session, review.id, him_there, came=True)
    assert not telling.family_heard(session, review)
    finished = finish(consented, review, actions.Told(entry, True))
    copies.give_copy(session, copy_for(consented, finished, name=him.name, carer_id=him.id))
    assert actions.never_shared(session, consented.pupil.id) == [entry]


def test_nobody_is_given_a_copy_who_must_not_be_contacted(consented: House, review: Review) -> None:
    him = barred(consented, no_contact=True)
    people.set_came(consented.session, review.id, OFFICER, came=True)
    finished = finish(consented, review)
    with pytest.raises(GateShut, match="must not be contacted"):
        copies.give_copy(consented.session, copy_for(consented, finished, name=him.name, carer_id=him.id))


def test_a_provider_gets_a_copy_only_with_consent(referred: House) -> None:
    session = referred.session
    planned = actions.plan_review(session, referred.pupil.id, date(2026, 10, 9)).record
    kept = actions.save_review(session, replace(planned, held_on=HELD_ON)).record
    people.set_came(session, kept.id, OFFICER, came=True)
    with pytest.raises(GateShut, match="once the review is finished"):
        copies.give_copy(session, copy_for(referred, kept))
    finished = finish(referred, kept)
    provider = copy_for(referred, finished, name="G. Thimble", role=ReviewRole.PROVIDER, carer_id="")
    with pytest.raises(GateShut):
        copies.give_copy(session, provider)
    school = replace(provider, name="M. Parchment", role=ReviewRole.SCHOOL, way=CopyWay.BY_HAND)
    copies.give_copy(session, school)
    assert disclosures_of(session, referred.pupil.id)[0].recipient_kind is RecipientKind.SCHOOL


def test_a_copy_needs_its_day_and_not_one_before_the_review(consented: House, review: Review) -> None:
    people.set_came(consented.session, review.id, OFFICER, came=True)
    finished = finish(consented, review)
    for wrong in ({"given_on": date(2026, 11, 19)}, {"given_on": date(2026, 12, 1)}, {"way": None}):
        with pytest.raises(InvalidInput):
            copies.give_copy(consented.session, copy_for(consented, finished, **wrong))


def test_finishing_is_undone_until_a_copy_was_given(consented: House, review: Review) -> None:
    session = consented.session
    people.set_came(session, review.id, OFFICER, came=True)
    done = actions.finish_review(session, review, ())
    session.undo(done.change_id)
    assert not session.get(Review, review.id).finished
    done = actions.finish_review(session, session.get(Review, review.id), ())
    copies.give_copy(session, copy_for(consented, done.record))
    with pytest.raises(CannotUndo, match="A copy of the summary was given"):
        session.undo(done.change_id)


def test_a_finished_review_is_opened_again_only_with_a_reason(consented: House, review: Review) -> None:
    session = consented.session
    people.set_came(session, review.id, OFFICER, came=True)
    with pytest.raises(GateShut, match="open already"):
        open_again(session, review.id, "The day is wrong")
    finish(consented, review)
    with pytest.raises(InvalidInput, match="Say why it is opened again"):
        open_again(session, review.id, " ")
    opened = open_again(session, review.id, "The day is wrong").record
    assert (opened.finished, opened.reopened_because) == (False, "The day is wrong")
    finish(consented, opened)
    assert session.count(ReviewPerson) == 1


def test_a_reason_given_again_after_reopening_replaces_the_first(consented: House, review: Review) -> None:
    session, entry = consented.session, add(consented, "Kit stayed for lunch.")
    people.set_came(session, review.id, mother(consented), came=True)
    finish(consented, review, actions.Told(entry, False, "Not yet clear"))
    opened = open_again(session, review.id, "He wants to hear it after all").record
    finish(consented, opened, actions.Told(entry, True))
    assert actions.never_shared(session, consented.pupil.id) == []


def test_a_provider_who_teaches_the_pupil_is_heard_or_a_reason_given(
    consented: House, review: Review
) -> None:
    running(consented)
    people.set_came(consented.session, review.id, OFFICER, came=True)
    with pytest.raises(GateShut, match="There is no feedback from the provider"):
        finish(consented, review)
    finish(consented, replace(review, without_feedback="Asked twice, nothing came."))


def test_what_its_author_kept_from_the_family_is_not_ticked(consented: House, review: Review) -> None:
    session = consented.session
    for_school = add(consented, "Seating plan.", may_be_told=MayBeTold.PROFESSIONALS)
    guarded = add(consented, "A worry.", category=Category.SAFEGUARDING, is_soft=True, soft_purpose="To help")
    assert "for the school and services only" in telling.kept_back(for_school)
    assert "Nobody outside the Partnership" in telling.kept_back(guarded)
    assert telling.kept_back(ChronologyEntry()) == telling.kept_back(Document()) == ""
    assert (telling.is_soft(guarded), telling.is_soft(for_school)) == (True, False)
    people.set_came(session, review.id, mother(consented), came=True)
    with pytest.raises(GateShut, match="1 entry is ticked that the family is not to be told"):
        finish(
            consented, review, actions.Told(for_school, True), actions.Told(guarded, False, "Advice asked")
        )
    with pytest.raises(GateShut, match="2 entries are ticked"):
        finish(consented, review, actions.Told(for_school, True), actions.Told(guarded, True))


def test_the_planted_fault_of_a_gate_that_reads_no_mark(
    consented: House, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "kept_back", lambda _record: "")
    with pytest.raises((pytest.fail.Exception, AssertionError)):
        test_what_its_author_kept_from_the_family_is_not_ticked(consented, review)


def test_what_was_withheld_from_a_request_is_not_told_at_a_review(consented: House, review: Review) -> None:
    session, entry = consented.session, add(consented, "Kit came in on time.")
    request = ready_request(consented)
    (item,) = [one for one in gathered(consented, request) if one.item_id == entry.id]
    withhold_for_harm(consented, request, item)
    assert telling.withheld_of(session, consented.pupil.id) == {entry.id}
    assert telling.kept_back(entry, frozenset({entry.id})).startswith("It was withheld")
    people.set_came(session, review.id, mother(consented), came=True)
    with pytest.raises(GateShut, match="1 entry is ticked that the family is not to be told"):
        finish(consented, review, actions.Told(entry, True))


def test_who_was_there_stays_once_the_review_is_finished(consented: House, review: Review) -> None:
    people.set_came(consented.session, review.id, mother(consented), came=True)
    finish(consented, review)
    with pytest.raises(GateShut, match="This review is finished"):
        people.set_came(consented.session, review.id, mother(consented), came=False)


def test_a_pupil_who_is_called_otherwise_now_is_ticked_once(consented: House, review: Review) -> None:
    session = consented.session
    people.set_came(session, review.id, people.known(session, consented.pupil.id)[0], came=True)
    with session.write() as work:
        work.change(session.get(Pupil, consented.pupil.id), given_names="Christopher")
    people.set_came(session, review.id, people.known(session, consented.pupil.id)[0], came=True)
    assert len(people.people_of(session, review.id)) == 1
