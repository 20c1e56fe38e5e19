"""Journey 2, a telephone call: notes with initials and nothing else, a safeguarding call always, and an end to the notes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest

from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.consent.actions import sharing_gate
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.registry import CATALOGUE
from coordinator_app.reviews.actions import plan_review
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys import the_request, the_telephone_call
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.vaults import PASSPHRASE, House

RANG = datetime(2026, 11, 24, 10, 0)
ASKED = datetime(2027, 1, 25, 9, 0)
PURGED = datetime(2027, 3, 1, 9, 0)


def started(house: House, laptop: Laptop, clock: MovingClock, at: datetime) -> WindowUser:
    clock.put(at)
    user = laptop.start(house.vault.folder)
    the_request.unlock(user)
    return user


@contextmanager
def looked_into(house: House, clock: MovingClock) -> Iterator[Session]:
    """The vault as it was left, without the window."""
    with unlock(house.vault.folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        yield session
        session.close()


@pytest.fixture
def shut_house(house: House) -> House:
    """A vault that nobody has open."""
    house.session.close()
    house.vault.close()
    return house


def test_only_notes_are_kept_and_they_come_to_an_end(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = started(shut_house, laptop, clock, RANG)
    the_telephone_call.take_the_call(user)
    the_telephone_call.see_what_is_shut(user)
    user.does_not_see(the_telephone_call.ASKED)  # not on the first day
    laptop.close()
    with looked_into(shut_house, clock) as session:
        (notes,) = session.list(InitialDiscussion)
        assert (notes.initials, notes.held_on, notes.pupil_id) == ("IM", date(2026, 11, 24), "")
        assert session.count(Pupil) == 0

    user = started(shut_house, laptop, clock, ASKED)
    the_telephone_call.be_asked(user)
    the_telephone_call.delete_the_notes(user)
    user.sees("Notes of the first talk deleted")
    user.does_not_see(the_telephone_call.ASKED)
    laptop.close()
    with looked_into(shut_house, clock) as session:
        assert session.list(InitialDiscussion) == []
        assert len(session.list(InitialDiscussion, trashed=True)) == 1  # Undo can still bring them back

    user = started(shut_house, laptop, clock, PURGED)
    user.sees("Needs you")
    laptop.close()
    with looked_into(shut_house, clock) as session:
        assert session.list(InitialDiscussion, trashed=True) == []


def test_a_safeguarding_call_is_kept_at_once_and_opens_nothing_else(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = started(shut_house, laptop, clock, RANG)
    the_telephone_call.take_the_call(user)
    the_telephone_call.record_a_safeguarding_call(user)
    the_telephone_call.try_everything_else(user)
    laptop.close()
    with looked_into(shut_house, clock) as session:
        (pupil,) = session.list(Pupil)
        (call,) = session.list(ChronologyEntry)
        assert (call.category, call.pupil_id) == (Category.SAFEGUARDING, pupil.id)
        found = session.find_with_place(ChronologyEntry, call.id)
        assert found is not None
        assert found[1] is Compartment.GUARDED
        everything_else_is_shut_in_the_actions_too(session, pupil.id)


def everything_else_is_shut_in_the_actions_too(session: Session, pupil_id: str) -> None:
    behaviour = ChronologyEntry(
        pupil_id=pupil_id,
        category=Category.BEHAVIOUR,
        happened_on=date(2026, 11, 24),
        words="Walked out of a lesson.",
        source="T. Inkwell",
    )
    with pytest.raises(GateShut, match="only notes of the first discussion may be kept"):
        add_entry(session, behaviour)
    with pytest.raises(GateShut, match="only notes of the first discussion may be kept"):
        plan_review(session, pupil_id, date(2026, 12, 1))
    assert not sharing_gate(session, pupil_id).is_open
