"""The rows of a working day: Today, the chase list and the pupils of one state of consent, each beside its SQL alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from coordinator_app.bench.generated import BATCH, Bench
from coordinator_app.bench.measure import Row, compare
from coordinator_app.bench.store_rows import captured, replay
from coordinator_app.consent.chase import chase_page
from coordinator_app.consent.model import Consent, ConsentState, FormTemplate, PrintedForm
from coordinator_app.core.ids import new_reference
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.model import School
from coordinator_app.programmes.model import Programme, ProgrammeState, ProgrammeType
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.pupils.page import list_reading
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.registry import CAPABILITIES
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work
from coordinator_app.today.actions import read_today
from coordinator_app.today.kept import fresh

_RUNNING = 300
"""So many programmes are under way at most, as in a large partnership; the other pupils came and went."""


def today_rows(bench: Bench, n: int) -> Iterator[Row]:
    """Every row; fills the vault with referrals, forms and programmes first."""
    _fill(bench)
    secret = bench.session.databases.connection(Compartment.GENERAL)
    for op, work in _reads(bench.session):
        alone = partial(replay, secret, captured(secret, work))
        yield compare(op, alone, work, n=n, goal=None, note="the same SQL alone")


def _reads(session: Session) -> tuple[tuple[str, Callable[[], object]], ...]:
    hooks = tuple((one.name, one.due_items) for one in CAPABILITIES if one.due_items)
    rare = list_reading.Filters(consent=ConsentState.WITHDRAWN.value)
    usual = list_reading.Filters(consent=ConsentState.IN_PLACE.value)
    return (
        ("pupils list, first page", lambda: list_reading.read_page(session)),
        ("pupils, consent in place", lambda: list_reading.read_page(session, usual)),
        ("pupils, consent withdrawn", lambda: list_reading.read_page(session, rare)),
        ("chase list, first page", lambda: chase_page(session)),
        ("Today, whole", lambda: read_today(session, hooks, fresh)),
    )


def _fill(bench: Bench) -> None:
    session, chance = bench.session, random.Random(20261124)  # noqa: S311  (the same in every run)
    school = session.list(School, limit=1)[0]
    today = session.clock.today()
    every = max(1, len(bench.pupils) // _RUNNING)
    for start in range(0, len(bench.pupils), BATCH):
        with session.write() as work:
            for number, pupil_id in enumerate(bench.pupils[start : start + BATCH], start):
                _one(work, pupil_id, school.id, chance, today)
                if number % every == 0:
                    _programme(work, pupil_id, chance, today)
    session.tidy_up()


def _one(work: Work, pupil_id: str, school_id: str, chance: random.Random, today: date) -> None:
    signed = today - timedelta(days=chance.randrange(1, 300))
    work.add(
        Referral(
            pupil_id=pupil_id,
            school_id=school_id,
            state=chance.choices([ReferralState.ACCEPTED, ReferralState.RECEIVED], [9, 1])[0],
            received_on=signed,
            statement_acknowledged=True,
        )
    )
    carer = work.add(
        Carer(
            pupil_id=pupil_id,
            name="Ann Samplewell",
            relationship=Relationship.MOTHER,
            has_responsibility=True,
            evidence=ResponsibilityEvidence.SCHOOL_RECORD,
        )
    )
    back = chance.random() < 0.9
    work.add(
        PrintedForm(
            pupil_id=pupil_id,
            template=FormTemplate.CONSENT_FORM,
            template_version=1,
            template_hash="ab",
            reference=new_reference(),
            printed_on=signed,
            returned_on=signed if back else None,
        )
    )
    if back:
        work.add(
            Consent(
                pupil_id=pupil_id,
                carer_id=carer.id,
                signed_on=signed,
                has_read=True,
                understands=True,
                is_content=True,
                agrees_programme=True,
                signature_seen=chance.random() < 0.97,
                statement_version=1,
                statement_hash="ab",
                withdrawn_on=today if chance.random() < 0.003 else None,
            )
        )


def _programme(work: Work, pupil_id: str, chance: random.Random, today: date) -> None:
    work.add(
        Programme(
            pupil_id=pupil_id,
            programme_type=ProgrammeType.PART_TIME,
            state=ProgrammeState.RUNNING,
            start_on=today - timedelta(days=chance.randrange(100)),
            planned_end_on=today + timedelta(days=chance.randrange(-5, 200)),
        )
    )
