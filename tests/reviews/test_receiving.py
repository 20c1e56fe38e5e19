"""Who stands in the ledger as what, and who may get what of a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology import suspending
from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.model import Office, Officer
from coordinator_app.organisations.officers import appoint
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.reviews import actions, copies, people
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.orders import summary_order
from coordinator_app.reviews.parts import CopyWay, ReviewCopy, ReviewRole
from coordinator_app.reviews.store import unshared
from coordinator_app.sharing.actions import disclosures_of, shared_with_family
from coordinator_app.sharing.model import RecipientKind
from tests.chronology.made import new
from tests.vaults import House, add

HELD_ON = date(2026, 11, 20)


@pytest.fixture
def review(consented: House) -> Review:
    planned = actions.plan_review(consented.session, consented.pupil.id, date(2026, 10, 9)).record
    return actions.save_review(consented.session, replace(planned, held_on=HELD_ON)).record


def grandmother(house: House) -> Carer:
    with house.session.write() as work:
        return work.add(
            Carer(
                pupil_id=house.pupil.id,
                name="Sorrel Puddlecombe",
                relationship=Relationship.GRANDPARENT,
                has_responsibility=False,
            )
        )


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("pupil", RecipientKind.PUPIL),
        ("grandmother", RecipientKind.RELATIVE),
        ("mother", RecipientKind.PARENT),
        ("grandmother pupil", RecipientKind.PUPIL),
        ("grandmother mother pupil", RecipientKind.PARENT),
    ],
)
def test_the_ledger_says_what_those_are_who_heard_it(
    consented: House, review: Review, who: str, kind: RecipientKind
) -> None:
    session, entry, older = consented.session, add(consented, "Kit came in on time."), grandmother(consented)
    known = {one.carer_id or one.role: one for one in people.known(session, consented.pupil.id)}
    meant = {"pupil": ReviewRole.PUPIL, "grandmother": older.id, "mother": consented.carer.id}
    for word in who.split():
        people.set_came(session, review.id, known[meant[word]], came=True)
    actions.finish_review(session, review, [actions.Told(entry, True)])
    (line,) = disclosures_of(session, consented.pupil.id)
    assert line.recipient_kind is kind
    # what only a carer without responsibility heard is still to be told to the family
    held = actions.never_shared(session, consented.pupil.id)
    assert held == ([entry] if kind is RecipientKind.RELATIVE else [])


def test_where_words_alone_say_who_was_there_the_ledger_calls_nobody_a_parent(
    consented: House, review: Review
) -> None:
    session, entry = consented.session, add(consented, "Kit came in on time.")
    actions.finish_review(session, replace(review, who_was_there="The mother"), [actions.Told(entry, True)])
    (line,) = disclosures_of(session, consented.pupil.id)
    assert line.recipient_kind is RecipientKind.FAMILY
    assert actions.never_shared(session, consented.pupil.id) == [], "the family was told all the same"
    counted = unshared(session.databases.connection(Compartment.GENERAL))
    assert [one.number for one in counted] == [0], "counted in SQL the same"


def copy_for(review: Review, name: str, role: ReviewRole, carer_id: str = "") -> ReviewCopy:
    return ReviewCopy(
        review_id=review.id,
        name=name,
        role=role,
        carer_id=carer_id,
        way=CopyWay.POST,
        given_on=date(2026, 11, 23),
    )


def test_somebody_else_gets_the_summary_only_with_consent_and_an_officer_always(referred: House) -> None:
    session = referred.session
    planned = actions.plan_review(session, referred.pupil.id, date(2026, 10, 9)).record
    written = replace(planned, held_on=HELD_ON, who_was_there="The mother")
    finished = actions.finish_review(session, actions.save_review(session, written).record, ()).record
    neighbour = copy_for(finished, "Tansy Whinberry", ReviewRole.OTHER)
    with pytest.raises(GateShut):
        copies.give_copy(session, neighbour)
    appoint(session, Officer(office=Office.SAFEGUARDING_OFFICER, name="Dilys Thimblewick"))
    copies.give_copy(session, replace(neighbour, name="Dilys Thimblewick"))
    copies.give_copy(session, copy_for(finished, "Pat Samplewell", ReviewRole.COORDINATOR))
    told = {one.recipient: one.recipient_kind for one in disclosures_of(session, referred.pupil.id)}
    assert told == dict.fromkeys(("Dilys Thimblewick", "Pat Samplewell"), RecipientKind.PARTNERSHIP)


def test_somebody_else_acts_for_nobody_in_the_ledger(consented: House, review: Review) -> None:
    session = consented.session
    finished = actions.finish_review(session, replace(review, who_was_there="The mother"), ()).record
    copies.give_copy(session, copy_for(finished, "Tansy Whinberry", ReviewRole.OTHER))
    (line,) = disclosures_of(session, consented.pupil.id)
    assert line.recipient_kind is RecipientKind.OTHER


def test_what_its_author_limited_since_is_not_told_with_the_first_copy(
    consented: House, review: Review
) -> None:
    session = consented.session
    limited, free = add(consented, "Is often hungry."), add(consented, "Kit came in on time.")
    people.set_came(session, review.id, people.Somebody("T. Inkwell", ReviewRole.SCHOOL), came=True)
    told = [actions.Told(limited, True), actions.Told(free, True)]
    finished = actions.finish_review(session, review, told).record
    chronology.correct_entry(session, limited, "Not yet.", may_be_told=MayBeTold.PARTNERSHIP)
    copies.give_copy(
        session, copy_for(finished, "Marigold Puddlecombe", ReviewRole.FAMILY, consented.carer.id)
    )
    given = shared_with_family(session, consented.pupil.id)
    assert free.id in given
    assert limited.id not in given


def test_what_is_not_counted_is_not_said_to_be_shared(consented: House) -> None:
    suspending.record(consented.session, new(consented, words="Smoke in the yard, the school says."))
    said = actions.held_of(consented.session, consented.pupil.id).words()
    assert said == "Every entry and document has been shared with the family."


def test_the_summary_names_only_what_everybody_who_gets_it_may_be_told(
    consented: House, review: Review
) -> None:
    session = consented.session
    free = add(consented, "Kit came in on time.", happened_on=date(2026, 11, 2))
    theirs = add(consented, "This stays with the family.", may_be_told=MayBeTold.FAMILY)
    written = replace(review, who_was_there="The mother")
    told = [actions.Told(free, True), actions.Told(theirs, True)]
    finished = actions.finish_review(session, written, told).record
    printed = summary_order(session, finished, practice=True)
    assert printed.parts["shared_today"].rows == (("Behaviour, 2 November 2026",),)
    assert theirs.id in shared_with_family(session, consented.pupil.id)
