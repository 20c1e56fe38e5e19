"""The programmes of the invented pupils: each planned and started by the window's own actions, through the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.actions import save_plan, start
from coordinator_app.programmes.model import (
    Half,
    LegalRoute,
    Programme,
    ProgrammeDay,
    ProgrammeTarget,
    ProgrammeType,
    Transport,
    Weekday,
)
from coordinator_app.programmes.running import record_risk, tell_provider
from coordinator_app.programmes.safety import RiskAssessment, RiskWords
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session

KINGFISHER, OTTER_BARN = "Kingfisher Workshop", "Otter Barn"
_TIMES = {Half.MORNING: ("09:15", "12:15"), Half.AFTERNOON: ("13:00", "15:00")}


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme of the story: where, on which days, what for."""

    provider: str
    weekdays: Sequence[Weekday]
    targets: Sequence[str]
    objectives: str
    kind: ProgrammeType = ProgrammeType.PART_TIME
    weekly_cost: int = 18_500  # pence
    return_plan: str = ""


KIT = Plan(
    KINGFISHER,
    (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY),
    ("Arrive by 9:15am", "Finish each written job sheet"),
    "To come in every day again, and to finish a piece of work each week.",
    return_plan="Thursday and Friday at school from the start, a third day after the second review.",
)
OTHERS = {
    "Otis": Plan(
        KINGFISHER,
        (Weekday.MONDAY, Weekday.TUESDAY),
        ("Ask for a break before it gets loud",),
        "To work in a small group without walking out.",
    ),
    "Beatrice": Plan(
        OTTER_BARN,
        (Weekday.THURSDAY,),
        ("Stay the whole morning",),
        "To leave the house on a school morning again.",
        weekly_cost=9_000,
    ),
    "Wren": Plan(
        KINGFISHER,
        tuple(Weekday),
        ("Be on site by 9:30am on four days of five",),
        "To take the first unit of a practical course.",
        kind=ProgrammeType.FULL_TIME,
        weekly_cost=42_500,
    ),
    "Ember": Plan(
        OTTER_BARN,
        (Weekday.TUESDAY, Weekday.FRIDAY),
        ("Bring the reading book each time",),
        "To find a quiet place to catch up.",
        weekly_cost=12_000,
    ),
}
IDRIS = Plan(
    KINGFISHER,
    (Weekday.THURSDAY, Weekday.FRIDAY),
    ("Ask for a break with his card", "Finish one piece of work a week"),
    "To stay in a room when it gets loud.",
)
SAFFRON = Plan(
    OTTER_BARN, (Weekday.WEDNESDAY,), ("Come to the first hour",), "To meet one adult whom she trusts."
)


def begin(session: Session, pupil_id: str, first_day: date, plan: Plan) -> Programme:
    """Plan and start a programme, with a risk assessment before a full-time one."""
    programme, days, targets = _programme(session, pupil_id, first_day, plan)
    kept = save_plan(session, programme, days, targets).record
    if plan.kind is ProgrammeType.FULL_TIME:
        _assess(session, kept)
    wanted = session.list(ProgrammeTarget, where={"programme_id": kept.id})
    return start(session, kept, days, wanted).record


def plan_only(session: Session, pupil_id: str, first_day: date, plan: Plan) -> Programme:
    """Keep a plan that waits for its papers."""
    return save_plan(session, *_programme(session, pupil_id, first_day, plan)).record


def tell(session: Session, programme: Programme) -> None:
    """Give the provider the summary."""
    tell_provider(session, programme, DeliveryMethod.SECURE_EMAIL, None)


def _programme(
    session: Session, pupil_id: str, first_day: date, plan: Plan
) -> tuple[Programme, list[ProgrammeDay], list[ProgrammeTarget]]:
    provider = session.list(Provider, where={"name": plan.provider})[0]
    programme = Programme(
        pupil_id=pupil_id,
        programme_type=plan.kind,
        provider_id=provider.id,
        contact=provider.contact,
        start_on=first_day,
        planned_end_on=first_day + timedelta(weeks=24),
        longest_weeks=26,
        legal_route=LegalRoute.OFF_SITE,
        transport=Transport.FAMILY,
        cost_code="AP-3",
        weekly_cost=plan.weekly_cost,
        partnership_share=60,
        school_share=40,
        objectives=plan.objectives,
        return_plan=plan.return_plan,
    )
    days = [
        ProgrammeDay(weekday=weekday, half=half, begins=_TIMES[half][0], ends=_TIMES[half][1])
        for weekday in plan.weekdays
        for half in Half
    ]
    return programme, days, [ProgrammeTarget(words=words) for words in plan.targets]


def _assess(session: Session, programme: Programme) -> None:
    today = session.clock.today()
    facts = RiskAssessment(
        programme_id=programme.id,
        made_by="G. Thimble, manager",
        made_on=today,
        valid_until=today + timedelta(days=180),
    )
    words = RiskWords(
        hazards="Sharp tools in the workshop. May leave the site when upset.",
        measures="Two adults in the workshop. Tools counted in and out. A quiet room and a call home.",
    )
    record_risk(session, facts, words)
