"""What keeps a vault safe beside its own lock, judged by rules: the disk, the folder, the clock, the copies, the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.kept_backups import KeptBackup

_OWN_DAYS, _APART_DAYS = 2, 7
"""So old the newest backup in the vault's folder, and the newest off the laptop, may be (003-2.3)."""


class Standing(StrEnum):
    """How a check came out."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing that was looked at: what was found, and what to do about it ("" for nothing)."""

    name: str
    standing: Standing
    found: str
    to_do: str = ""


@dataclass(frozen=True, slots=True)
class DatedAhead:
    """Records of what has happened that are dated after today: how many, and the latest of these days."""

    number: int = 0
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class WholeCheck:
    """What a check of the whole vault found, in sentences: pages that are damaged, and entries of the audit altered."""

    damaged: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """What was found out. `encrypted` None where the system does not say; `place` and `room` in words, "" if well.

    `last_entry` is the latest moment at which anything was written.
    """

    now: datetime
    encrypted: bool | None
    place: str
    room: str
    last_entry: datetime | None
    own: Sequence[datetime]
    elsewhere: Sequence[KeptBackup]
    ahead: DatedAhead = DatedAhead()


def health(facts: HealthFacts) -> tuple[HealthCheck, ...]:
    """Every check, the worst first, otherwise in a fixed order."""
    found = (
        _disk(facts.encrypted),
        _folder(facts.place),
        _clock(facts.now, facts.last_entry, facts.ahead),
        _own_copies(facts.now, facts.own),
        _copies_apart(facts.now, facts.elsewhere),
        _room(facts.room),
    )
    order = (Standing.BAD, Standing.LOOK, Standing.UNKNOWN, Standing.GOOD)
    return tuple(sorted(found, key=lambda one: order.index(one.standing)))


def _disk(encrypted: bool | None) -> HealthCheck:
    name = "Disk of this laptop"
    if encrypted:
        return HealthCheck(name, Standing.GOOD, "The disk is encrypted.")
    why = "The vault is encrypted anyway. What you save outside of it is not."
    if encrypted is None:
        found = "It cannot be seen from here whether the disk is encrypted."
        return HealthCheck(name, Standing.UNKNOWN, found, f"Ask whoever looks after this laptop. {why}")
    found = "The disk does not seem to be encrypted."
    return HealthCheck(
        name, Standing.LOOK, found, f"Ask whoever looks after this laptop to turn it on. {why}"
    )


def _folder(place: str) -> HealthCheck:
    name = "Folder of the vault"
    if not place:
        found = "It is on this laptop, and no program that is known keeps it in step with others."
        return HealthCheck(name, Standing.GOOD, found)
    return HealthCheck(name, Standing.BAD, place)


def _clock(now: datetime, last: datetime | None, ahead: DatedAhead) -> HealthCheck:
    name, today = "Clock", say(now.astimezone(LONDON).date())
    if last is not None and now < last - timedelta(minutes=10):
        found = (
            f"This laptop says {today}, but something was written on {say(last.astimezone(LONDON).date())}."
        )
        return HealthCheck(name, Standing.BAD, found, "Set date and time: deadlines are counted from them.")
    if ahead.number and ahead.latest is not None:
        many = f"{ahead.number:,} records are" if ahead.number > 1 else "one record is"
        found = f"Today is {today}, but {many} dated later, up to {say(ahead.latest)}."
        to_do = "If today is right, correct their dates. If it is not, set date and time: deadlines are counted from them."
        return HealthCheck(name, Standing.LOOK, found, to_do)
    return HealthCheck(name, Standing.GOOD, f"Today is {today}. Nothing that has happened is dated later.")


def _own_copies(now: datetime, made: Sequence[datetime]) -> HealthCheck:
    name = "Backups in the vault’s folder"
    if not made:
        return HealthCheck(name, Standing.LOOK, "There is none yet.", "Make one under Backups.")
    newest = max(made)
    found = f"The newest is of {_day(newest)}. It was opened again and compared."
    if now - newest > timedelta(days=_OWN_DAYS):
        return HealthCheck(name, Standing.LOOK, found, "Make one under Backups.")
    return HealthCheck(name, Standing.GOOD, found)


def _copies_apart(now: datetime, kept: Sequence[KeptBackup]) -> HealthCheck:
    name = "Backups off this laptop"
    apart = [one.made_at for one in kept if one.where.apart]
    why = "If the laptop is lost, only these help. Make one on another drive under Backups."
    if not apart:
        return HealthCheck(name, Standing.BAD, "There is none.", why)
    newest = max(apart)
    found = f"The newest is of {_day(newest)}."
    if now - newest > timedelta(days=_APART_DAYS):
        return HealthCheck(name, Standing.LOOK, found, why)
    return HealthCheck(name, Standing.GOOD, found)


def _room(words: str) -> HealthCheck:
    name = "Room on the disk"
    if words:
        return HealthCheck(name, Standing.LOOK, words)
    return HealthCheck(name, Standing.GOOD, "There is enough.")


def _day(at: datetime) -> str:
    day: date = at.astimezone(LONDON).date()
    return say(day)
