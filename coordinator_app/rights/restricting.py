"""Whether a pupil's record is restricted, and whether it may be used all the same today (UK GDPR article 18; no Qt).

Keeping it needs nothing. Any other use needs agreement, a legal claim, or the protection of somebody else, written down before
(`RestrictedUse`); to keep a child safe nothing is ever shut (003-6.4). Asked by whatever lets a record leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import TypeVar

from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.rights.parts import RestrictedUse, Restriction
from coordinator_app.store.session import Session

T = TypeVar("T")
_OPENS = "Open the request under “Erase, restrict, stop”, and write down the use that the law allows."


class Although(Enum):
    """Why something of a restricted record may leave without a use written down before it."""

    SAFETY = auto()
    """To keep a child safe, or because a power of the law demands it (003-6.4)."""
    OWN_REQUEST = auto()
    """The person's own right to a copy is not stopped by a restriction (UK GDPR article 15)."""
    NOTICE = auto()
    """Whoever was given what is wrong has to be told of the correction (UK GDPR article 19)."""


def restriction_of(session: Session, pupil_id: str) -> Restriction | None:
    """The first restriction of this pupil's record that lasts; None for none."""
    found = restrictions_of(session, pupil_id)
    return found[0] if found else None


def restrictions_of(session: Session, pupil_id: str) -> list[Restriction]:
    """Every restriction of this pupil's record that lasts, one for each request that was granted."""
    return session.list(Restriction, where={"pupil_id": pupil_id, "until_day": None}) if pupil_id else []


def restricted(session: Session, pupil_ids: Iterable[str]) -> frozenset[str]:
    """Which of these records are restricted: they are left out of lists and reports that leave the vault."""
    wanted = tuple(pupil_ids)
    found = session.list(Restriction, where={"until_day": None}) if wanted else []
    return frozenset(one.pupil_id for one in found) & frozenset(wanted)


def restriction_gate(session: Session, pupil_id: str) -> Decision:
    """Whether something of this record may leave today."""
    shut = [one for one in restrictions_of(session, pupil_id) if not _use_today(session, one)]
    if not shut:
        return OPEN
    found = shut[0]
    since = f" since {say(found.from_day)}" if found.from_day else ""
    why = f"This record is restricted{since}: it is kept, and not used."
    return Decision((Reason(why, _OPENS, "UK GDPR article 18"),))


def demand_usable(session: Session, pupil_id: str, although: Although | None = None) -> None:
    """Go on if something of this record may leave today, or is one of the named exceptions. GateShut."""
    if although is None:
        restriction_gate(session, pupil_id).demand()


def usable(
    session: Session, found: Iterable[T], whose: Callable[[T], str]
) -> tuple[tuple[T, ...], tuple[str, ...]]:
    """What of a list may leave today, and what the list has to say of those left out; nothing where none is."""
    every = tuple(found)
    out = shut_today(session, (whose(one) for one in every))
    if not out:
        return every, ()
    return tuple(one for one in every if whose(one) not in out), (LEFT_OUT,)


LEFT_OUT = "Pupils whose record is restricted are left out."


def shut_today(session: Session, pupil_ids: Iterable[str]) -> frozenset[str]:
    """Which of these records are restricted, with no use written down for today."""
    return frozenset(
        one for one in restricted(session, pupil_ids) if not restriction_gate(session, one).is_open
    )


def banner(session: Session, pupil_id: str) -> tuple[str, ...]:
    """What stands above the record; nothing for one that is not restricted."""
    found = restriction_of(session, pupil_id)
    if found is None:
        return ()
    since = f" as it is since {say(found.from_day)}" if found.from_day else ""
    return (f"keep it{since}, and do not use or share it, unless somebody is in danger.",)


def _use_today(session: Session, found: Restriction) -> bool:
    today = session.clock.today()
    return session.count(RestrictedUse, where={"request_id": found.request_id, "on_day": today}) > 0
