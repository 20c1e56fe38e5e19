"""A vault with a referred pupil who goes to a provider three days a week."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.attendance import actions
from coordinator_app.attendance.model import AttendanceWeek, Place
from coordinator_app.organisations.providers import Provider, ProviderType
from coordinator_app.programmes.model import (
    Half,
    Programme,
    ProgrammeDay,
    ProgrammeState,
    ProgrammeType,
    Weekday,
)
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import Referral
from coordinator_app.store.session import Session

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.organisations.desk import Desk, desk_on
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import House, consented, house, new_pupil, new_referral
from tests.vaults import referred as received

__all__ = ["consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "received"]

MONDAY = date(2026, 11, 16)
"""The last whole week before the day of the tests, Tuesday 24 November 2026."""
ALL_WEEK = "/ \\ / \\ / \\ / \\ / \\"


def new_provider(session: Session, name: str = "Kingfisher Workshop") -> Provider:
    with session.write() as work:
        return work.add(Provider(name=name, provider_type=ProviderType.REGISTERED))


def on_programme(
    house: House,
    provider: Provider,
    pupil: Pupil | None = None,
    weekdays: Iterable[Weekday] = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY),
    **more: Any,
) -> Programme:
    """A programme that runs, without the road through its start gate."""
    values = {
        "pupil_id": (pupil or house.pupil).id,
        "programme_type": ProgrammeType.PART_TIME,
        "provider_id": provider.id,
        "start_on": date(2026, 10, 26),
        "state": ProgrammeState.RUNNING,
    }
    with house.session.write() as work:
        kept = work.add(Programme(**(values | more)))
        for weekday in weekdays:
            for half in Half:
                work.add(ProgrammeDay(programme_id=kept.id, weekday=weekday, half=half))
    return kept


def at_school(house: House) -> Place:
    return Place(school_id=house.school.id)


def at(provider: Provider) -> Place:
    return Place(provider_id=provider.id)


def week(house: House, place: Place, marks: str = ALL_WEEK, **more: Any) -> AttendanceWeek:
    values = {
        "pupil_id": house.pupil.id,
        "school_id": place.school_id,
        "provider_id": place.provider_id,
        "monday": MONDAY,
        "marks": marks,
    }
    return AttendanceWeek(**(values | more))


def keep(house: House, place: Place, marks: str = ALL_WEEK, **more: Any) -> AttendanceWeek:
    return actions.keep_weeks(house.session, [week(house, place, marks, **more)]).record[0]


def another_pupil(house: House, **more: Any) -> Pupil:
    """A second referred pupil of the same school."""
    values = {"given_names": "Wren", "family_name": "Thimblewick", "birth_date": date(2011, 9, 30)}
    pupil = pupils.save_pupil(house.session, new_pupil(house, **(values | more))).record
    record_referral_of(house, pupil)
    return pupil


def record_referral_of(house: House, pupil: Pupil) -> None:
    with house.session.write() as work:
        work.add(new_referral(house, pupil_id=pupil.id))


@pytest.fixture
def referred(received: House) -> House:
    return received


@pytest.fixture
def provider(referred: House) -> Provider:
    return new_provider(referred.session)


@pytest.fixture
def desk(referred: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(referred.vault, referred.clock, tmp_path) as made:
        yield made


def withdraw(house: House) -> None:
    """The school takes its referral back: nothing more may be kept, what is kept can be put right."""
    with house.session.write() as work:
        for one in house.session.list(Referral, where={"pupil_id": house.pupil.id}):
            work.trash(one)
