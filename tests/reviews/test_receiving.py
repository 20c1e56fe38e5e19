"""Who stands in the ledger as what, and who may get what of a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.reviews import actions, people
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.parts import ReviewRole
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import RecipientKind
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


def test_where_words_alone_say_who_was_there_a_parent_was_told(consented: House, review: Review) -> None:
    session, entry = consented.session, add(consented, "Kit came in on time.")
    actions.finish_review(session, replace(review, who_was_there="The mother"), [actions.Told(entry, True)])
    (line,) = disclosures_of(session, consented.pupil.id)
    assert line.recipient_kind is RecipientKind.PARENT
