"""Held but never shared, for the whole partnership: the same as for each pupil, and nothing of what is restricted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.model import Category
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.reviews import actions, never_shared, store
from coordinator_app.reviews.never_shared import Keeper, Standing
from coordinator_app.reviews.store import Unshared
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.connection import Connection
from tests.vaults import House, add, new_entry, new_pupil, new_referral


def general(house: House, pupil_id: str) -> int:
    held = actions.never_shared(house.session, pupil_id)
    return sum(record_type(one).compartment_of(one) is Compartment.GENERAL for one in held)


def give(house: House, kind: RecipientKind, *records: object) -> None:
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Marigold Puddlecombe",
        recipient_kind=kind,
        given_on=date(2026, 11, 5),
        method=DeliveryMethod.IN_PERSON,
        why="So that they know",
        description="Entries",
    )
    record_disclosure(house.session, told, [item_of(one) for one in records])  # type: ignore[arg-type]  # any records will do


def test_the_numbers_of_all_pupils_are_those_of_each(consented: House) -> None:
    session, keeper = consented.session, Keeper()
    other = referrals.take_referral(
        session, new_pupil(consented, given_names="Idris", family_name="Moonbeck"), new_referral(consented)
    ).pupil
    with session.write() as work:
        work.add(replace(new_entry(consented, "Came early."), pupil_id=other.id))
    entries = [add(consented, f"Entry {place}.", happened_on=date(2026, 11, place)) for place in (3, 4, 5)]
    add(consented, "A worry.", category=Category.SAFEGUARDING)
    give(consented, RecipientKind.PARENT, entries[0])
    give(consented, RecipientKind.SCHOOL, entries[1])
    found = keeper.standing(session)
    assert [(one.pupil_id, one.number) for one in found.pupils] == [(consented.pupil.id, 2), (other.id, 1)]
    assert {one.pupil_id: one.number for one in found.pupils} == {
        each: general(consented, each) for each in (consented.pupil.id, other.id)
    }
    assert found.pupils[0] == Unshared(consented.pupil.id, 2, 3, date(2026, 11, 4))
    assert (found.number, found.of, found.per_cent) == (3, 4, 75)


def test_the_number_falls_at_once_when_something_is_shared_and_is_else_kept(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, keeper, entry = consented.session, Keeper(), add(consented, "Kit came in on time.")
    assert keeper.standing(session).number == 1
    with monkeypatch.context() as kept:
        kept.setattr(never_shared, "unshared", lambda *_: pytest.fail("counted again"))
        assert keeper.standing(session).number == 1
    give(consented, RecipientKind.PUPIL, entry)
    assert keeper.standing(session) == Standing((), 0, 1)
    assert keeper.standing(session).per_cent == 0


def test_a_little_is_never_said_to_be_nothing() -> None:
    assert Standing((), 1, 8_000).per_cent == 1


def test_after_a_change_only_that_pupil_is_counted_again(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, keeper = consented.session, Keeper()
    add(consented, "Kit came in on time.")
    keeper.standing(session)
    asked: list[object] = []
    real = store.unshared

    def counted(general: Connection, pupil_ids: Iterable[str] | None = None) -> list[Unshared]:
        asked.append(pupil_ids)
        return real(general, pupil_ids)

    monkeypatch.setattr(never_shared, "unshared", counted)
    add(consented, "Kit stayed for lunch.")
    assert keeper.standing(session).number == 2
    assert asked == [{consented.pupil.id}]
    with session.write() as work:
        work.trash(session.get(Pupil, consented.pupil.id))
    assert keeper.standing(session) == Standing()


def test_what_lies_in_the_trash_is_not_counted_and_documents_are(consented: House) -> None:
    session, keeper = consented.session, Keeper()
    first, gone = (add(consented, f"Entry {day}.", happened_on=date(2026, 11, day)) for day in (5, 3))
    with session.write() as work:
        work.add(
            Document(
                pupil_id=consented.pupil.id,
                title="Report",
                kind_of_document=DocumentKind.PROVIDER_REPORT,
                dated=date(2026, 11, 4),
            )
        )
        work.trash(gone)
    assert keeper.standing(session).pupils == (Unshared(consented.pupil.id, 2, 2, date(2026, 11, 4)),)
    give(consented, RecipientKind.PARENT, first)
    assert keeper.standing(session).pupils == (Unshared(consented.pupil.id, 1, 2, date(2026, 11, 4)),)
    assert Keeper().standing(session) == keeper.standing(session)


def plans(house: House) -> list[str]:
    """How the database finds each record that is counted."""
    connection, seen = house.session.databases.connection(Compartment.GENERAL), list[str]()
    connection.set_trace_callback(seen.append)
    store.unshared(connection)
    connection.set_trace_callback(None)
    counting = [sql for sql in seen if "count(*)" in sql]
    steps = [step for sql in counting for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    return [str(step[3]) for step in steps if str(step[3]).split()[1] == "h"]


def test_counting_reads_no_record_only_the_index_of_pupils_and_days(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(consented, "Kit came in on time.")
    found = plans(consented)
    assert len(found) == 2
    assert all("COVERING INDEX" in one for one in found)
    # planted fault: a condition that only the record itself can answer
    monkeypatch.setattr(store, "_HELD", store._HELD.replace("h.key NOT IN gone", "h.trashed_at IS NULL"))
    assert not any("COVERING INDEX" in one for one in plans(consented))
