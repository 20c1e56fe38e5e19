"""Read what Today shows: the hooks of every capability, each failing alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.errors import Trouble
from coordinator_app.hooks import RailCount
from coordinator_app.store.session import Session
from coordinator_app.today.kept import KEPT
from coordinator_app.today.model import DueItem, Who, in_order

IDLE_MINUTES = 5  # decision 15, until the partnership sets another


@dataclass(frozen=True, slots=True)
class TodayFacts:
    """Everything on the screen. `failed` names the capabilities whose part could not be read."""

    today: date
    clocks: tuple[DueItem, ...]
    mine: tuple[DueItem, ...]
    others: tuple[DueItem, ...]
    failed: tuple[str, ...] = ()
    idle_minutes: int = IDLE_MINUTES

    @property
    def everything(self) -> tuple[DueItem, ...]:
        """All items."""
        return (*self.clocks, *self.mine, *self.others)


@dataclass(frozen=True, slots=True)
class Part:
    """What one capability has for today; `items` is None where it could not be read."""

    name: str
    items: tuple[DueItem, ...] | None


def rail_count(session: Session, hooks: Iterable[tuple[str, str]]) -> RailCount:
    """What the menu says beside Today: how many things need you, overdue clocks among them, and how many are overdue."""
    facts = read_today(session, hooks)
    late_clocks = sum(1 for item in facts.clocks if item.tone == "over")
    late = sum(1 for item in facts.mine if item.tone == "over")
    return RailCount(len(facts.mine) + late_clocks, late + late_clocks)


def read_today(
    session: Session,
    hooks: Iterable[tuple[str, str]],
    ask: Callable[[Session, str], Iterable[DueItem]] = KEPT.items,
) -> TodayFacts:
    """Ask every hook, (capability, "module:function"), for its items."""
    parts = [read_part(session, name, hook, ask) for name, hook in hooks]
    return facts_of(parts, session.clock.today(), idle_minutes(session))


def read_part(
    session: Session, name: str, hook: str, ask: Callable[[Session, str], Iterable[DueItem]] = KEPT.items
) -> Part:
    """What one capability has for today, kept from the last time where nothing that it rests on has changed."""
    try:
        return Part(name, tuple(ask(session, hook)))
    except Trouble:
        return Part(name, None)


def idle_minutes(session: Session) -> int:
    """After how many minutes without use the vault locks itself."""
    return int(session.setting("idle_minutes", IDLE_MINUTES))


def facts_of(parts: Iterable[Part], today: date, minutes: int = IDLE_MINUTES) -> TodayFacts:
    """The screen put together from its parts, each thing once."""
    known = list(parts)
    items = list({item.key: item for part in known for item in part.items or ()}.values())
    return TodayFacts(
        today,
        tuple(in_order(items, Who.CLOCK)),
        tuple(in_order(items, Who.YOU)),
        tuple(in_order(items, Who.SOMEONE_ELSE)),
        tuple(part.name for part in known if part.items is None),
        minutes,
    )
