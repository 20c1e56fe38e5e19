"""A vault with a referred pupil and a provider whose checks are in date."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.organisations.providers import (
    NEEDED_CHECKS,
    CheckKind,
    Provider,
    ProviderCheck,
    ProviderType,
)
from coordinator_app.programmes import actions, running
from coordinator_app.programmes.gate import Override
from coordinator_app.programmes.model import (
    Half,
    Programme,
    ProgrammeDay,
    ProgrammeTarget,
    ProgrammeType,
    Weekday,
)
from coordinator_app.programmes.page.programme import ProgrammePage
from coordinator_app.programmes.safety import RiskAssessment, RiskWords
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.deciding import accept_referral
from coordinator_app.store.session import Session

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.organisations.desk import Desk, desk_on
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import House, consented, house, new_consent, new_referral
from tests.vaults import referred as received

__all__ = ["consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "received"]

TODAY = date(2026, 11, 24)
START = date(2026, 11, 30)
MONDAY_TO_WEDNESDAY = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY)


def week(*weekdays: Weekday, halves: Iterable[Half] = Half) -> list[ProgrammeDay]:
    found = tuple(halves)
    return [
        ProgrammeDay(weekday=weekday, half=half)
        for weekday in weekdays or MONDAY_TO_WEDNESDAY
        for half in found
    ]


def full_week() -> list[ProgrammeDay]:
    return week(*Weekday)


def new_provider(session: Session, name: str = "Kingfisher Workshop", **checks: Any) -> Provider:
    """A provider; `checks` gives the day until which a check holds, None to leave it out."""
    with session.write() as work:
        provider = work.add(Provider(name=name, provider_type=ProviderType.REGISTERED))
        for kind in NEEDED_CHECKS:
            until = checks.get(kind.value, TODAY + timedelta(days=300))
            if until is not None:
                work.add(
                    ProviderCheck(
                        provider_id=provider.id, check=kind, done_on=date(2026, 6, 1), valid_until=until
                    )
                )
    return provider


def let_run_out(session: Session, provider: Provider, kind: CheckKind, until: date) -> None:
    """The newest check of a kind holds no longer than `until`."""
    with session.write() as work:
        for one in session.list(ProviderCheck, where={"provider_id": provider.id, "check": kind}):
            work.change(one, valid_until=until)


def new_programme(house: House, provider: Provider | None = None, **more: Any) -> Programme:
    values = {
        "pupil_id": house.pupil.id,
        "programme_type": ProgrammeType.PART_TIME,
        "provider_id": provider.id if provider else "",
        "start_on": START,
        "longest_weeks": 12,
    }
    return Programme(**(values | more))


def started(house: House, provider: Provider | None = None, **more: Any) -> Programme:
    """Started through the gate, at this provider or a new one."""
    plan = new_programme(house, provider or new_provider(house.session), **more)
    return actions.start(house.session, plan, week(), TARGETS).record


def started_without_consent(house: House, provider: Provider | None = None) -> Programme:
    """Started all the same, while nobody had signed."""
    plan = new_programme(house, provider or new_provider(house.session))
    return actions.start(house.session, plan, week(), (), override=WITHOUT).record


def mother_of(house: House) -> Carer:
    mother = Carer(
        pupil_id=house.pupil.id,
        name="Marigold Puddlecombe",
        relationship=Relationship.MOTHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
    )
    return pupils.save_carer(house.session, mother).record


def add_risk(house: House, programme: Programme, **more: Any) -> RiskAssessment:
    values = {
        "programme_id": programme.id,
        "made_by": "P. Samplewell",
        "made_on": TODAY,
        "valid_until": date(2027, 7, 1),
    }
    words = RiskWords(hazards="Tools in the workshop.", measures="Two adults in the room.")
    return running.record_risk(house.session, RiskAssessment(**(values | more)), words).record


TARGETS = (ProgrammeTarget(words="Arrive by 9:15 on four days of five."),)
WAIT = Override("The family is away, and there is no other place from Monday.", date(2026, 12, 3))
WITHOUT = Override("Excluded elsewhere, with nowhere to be from Monday.", date(2026, 12, 1), True)


@pytest.fixture
def desk(referred: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(referred.vault, referred.clock, tmp_path) as made:
        yield made


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> Callable[..., ProgrammePage]:
    """Opens the screen of a programme at the size of a small laptop."""

    def opened(**params: str) -> ProgrammePage:
        page = ProgrammePage(desk.services)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.open(**params)
        page.show()
        return page

    return opened


@pytest.fixture
def referred(received: House) -> House:
    """A pupil whose referral the partnership has accepted, and a mother."""
    accept_referral(received.session, referrals_of(received.session, received.pupil.id)[0])
    return received


@pytest.fixture
def provider(consented: House) -> Provider:
    return new_provider(consented.session)


__all__ += ["new_consent", "new_referral", "provider"]
