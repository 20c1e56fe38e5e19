"""Read what Today shows: the hooks of every capability, each failing alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.errors import Trouble
from coordinator_app.hooks import RailCount, resolve
from coordinator_app.store.session import Session
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


def rail_count(session: Session, hooks: Iterable[tuple[str, str]]) -> RailCount:
    """What the menu says beside Today: how many things need you, overdue clocks among them, and how many are overdue."""
    facts = read_today(session, hooks)
    late_clocks = sum(1 for item in facts.clocks if item.tone == "over")
    late = sum(1 for item in facts.mine if item.tone == "over")
    return RailCount(len(facts.mine) + late_clocks, late + late_clocks)


def read_today(session: Session, hooks: Iterable[tuple[str, str]]) -> TodayFacts:
    """Ask every hook, (capability, "module:function"), for its items."""
    today = session.clock.today()
    items: list[DueItem] = []
    failed: list[str] = []
    for name, hook in hooks:
        try:
            items += resolve(hook)(session)
        except Trouble:
            failed.append(name)
    return TodayFacts(
        today,
        tuple(in_order(items, Who.CLOCK)),
        tuple(in_order(items, Who.YOU)),
        tuple(in_order(items, Who.SOMEONE_ELSE)),
        tuple(failed),
        session.setting("idle_minutes", IDLE_MINUTES),
    )
