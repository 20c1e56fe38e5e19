"""What the ledger says of a record that becomes guarded later: nothing of it stays in the open."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology import giving
from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold
from coordinator_app.core.privacy import Compartment
from coordinator_app.reviews import actions as reviews
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing import following, view
from coordinator_app.sharing.model import (
    KEPT_WITH_IT,
    DeliveryMethod,
    DisclosedItem,
    Disclosure,
    RecipientKind,
)
from tests.store.looking import tables_with
from tests.vaults import House, add

DANGER = "The stepfather hits him and he is afraid to go home."


def told_of(house: House, *entries: ChronologyEntry, why: str = DANGER) -> Disclosure:
    """Open entries were given to the school, with a reason that says too much."""
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Foxglove Hill School",
        recipient_kind=RecipientKind.SCHOOL,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.TELEPHONE,
        why=why,
    )
    return giving.give(house.session, told, entries).record


def becomes_guarded(house: House, entry: ChronologyEntry) -> None:
    chronology.correct_entry(
        house.session,
        entry,
        "It is about his safety.",
        category=Category.SAFEGUARDING,
        may_be_told=MayBeTold.PARTNERSHIP,
    )


def shown(house: House, *compartments: Compartment) -> list[tuple[str, str]]:
    session = house.as_user(*compartments)
    found = [(one.what, one.why) for one in view.read(session, house.pupil.id).given]
    session.close()
    return found


def in_the_open(house: House, words: str) -> set[str]:
    return tables_with(house.session.databases.connection(Compartment.GENERAL), words)


@pytest.fixture
def given(consented: House) -> tuple[Disclosure, ChronologyEntry]:
    entry, other = add(consented, "What he said."), add(consented, "He came late.")
    return told_of(consented, entry, other), entry


def test_the_reason_goes_with_the_entry_and_the_number_is_told_to_who_may_count(
    consented: House, given: tuple[Disclosure, ChronologyEntry]
) -> None:
    told, entry = given
    assert "disclosure" in in_the_open(consented, "stepfather")
    becomes_guarded(consented, entry)
    assert in_the_open(consented, "stepfather") == set(), "history, index and drafts too"
    assert in_the_open(consented, "2 entries") == set()
    lines = consented.session.list(DisclosedItem, where={"disclosure_id": told.id})
    assert sorted((line.is_guarded, line.why) for line in lines) == [(False, ""), (True, DANGER)]
    assert shown(consented, Compartment.GENERAL) == [("Entries of the chronology", KEPT_WITH_IT)]
    assert shown(consented, Compartment.GENERAL, Compartment.GUARDED) == [
        ("2 entries of the chronology", DANGER)
    ]


def test_planted_fault_lines_that_go_without_their_reason_leave_it_in_the_open(
    consented: House, given: tuple[Disclosure, ChronologyEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_let_go", lambda _session, _id: None)
    becomes_guarded(consented, given[1])
    assert in_the_open(consented, "stepfather") == {"disclosure", "history"}


def test_the_second_entry_that_becomes_guarded_finds_nothing_more_to_take(
    consented: House, given: tuple[Disclosure, ChronologyEntry]
) -> None:
    told, entry = given
    becomes_guarded(consented, entry)
    (other,) = [
        line.item_id
        for line in consented.session.list(DisclosedItem, where={"disclosure_id": told.id})
        if not line.is_guarded
    ]
    becomes_guarded(consented, consented.session.get(ChronologyEntry, other))
    lines = consented.session.list(DisclosedItem, where={"disclosure_id": told.id})
    assert sorted((line.is_guarded, line.why) for line in lines) == [(True, ""), (True, DANGER)]
    assert shown(consented, Compartment.GENERAL, Compartment.GUARDED)[0][1] == DANGER


def test_what_was_cut_off_in_between_is_done_at_the_next_unlock(
    consented: House, given: tuple[Disclosure, ChronologyEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_follow", lambda _session, _line: None)
    becomes_guarded(consented, given[1])
    monkeypatch.undo()
    lower = consented.as_user(Compartment.GENERAL)
    following.upkeep(lower)
    lower.close()
    assert "disclosure" in in_the_open(consented, "stepfather"), "nothing without the key"
    following.upkeep(consented.session)
    assert in_the_open(consented, "stepfather") == set()
    before = consented.session.history(given[0].id)
    following.upkeep(consented.session)
    assert consented.session.history(given[0].id) == before, "and only once"


def test_a_line_that_went_ahead_without_its_reason_gets_it(
    consented: House, given: tuple[Disclosure, ChronologyEntry]
) -> None:
    told, entry = given
    (line,) = consented.session.list(DisclosedItem, where={"item_id": entry.id})
    consented.session.move(line, Compartment.GUARDED, is_guarded=True)  # as earlier versions did
    following.upkeep(consented.session)
    assert in_the_open(consented, "stepfather") == set()
    lines = consented.session.list(DisclosedItem, where={"disclosure_id": told.id})
    assert {line.why for line in lines if line.is_guarded} == {DANGER}


def test_a_sentence_of_ours_stays_where_everybody_may_read_it(consented: House) -> None:
    entry = add(consented, "What he said.")
    review = reviews.plan_review(consented.session, consented.pupil.id, date(2026, 10, 9)).record
    of_a_review = Disclosure(
        pupil_id=consented.pupil.id,
        recipient="Marigold Puddlecombe",
        recipient_kind=RecipientKind.PARENT,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.AT_REVIEW,
        why="So that the family knows what is held",
        description="1 entry at review 1",
        review_id=review.id,
    )
    sharing.record_disclosure(consented.session, of_a_review, [sharing.item_of(entry)])
    becomes_guarded(consented, entry)
    assert shown(consented, Compartment.GENERAL) == [
        ("Entries at review 1", "So that the family knows what is held")
    ]


@pytest.mark.parametrize("guarded", [False, True])
def test_a_number_is_kept_in_the_open_only_where_every_entry_is_open(consented: House, guarded: bool) -> None:
    category = Category.SAFEGUARDING if guarded else Category.BEHAVIOUR
    entries = [
        add(consented, "One."),
        add(consented, "Two.", category=category, may_be_told=MayBeTold.EVERYONE),
    ]
    told = told_of(consented, *entries, why="Asked for")
    assert told.description == ("Entries of the chronology" if guarded else "2 entries of the chronology")
    assert shown(consented, *Compartment)[0][0] == "2 entries of the chronology"
