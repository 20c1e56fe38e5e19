"""That proof of who somebody is was asked for: how, where no letter of ours shows it, and when that was typed (decision 1).

It moves the start of the month, so a day that is typed afterwards stands on nothing but the words that say how it was asked.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, Protocol

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import missing
from coordinator_app.store.session import Session

_HOW = "Say how it was asked for, and who asked: it moves the start of the month."


class AskedFor(NamedTuple):
    """The day on which it was asked for, and how."""

    on: date | None = None
    how: str = ""


NEVER = AskedFor()


def how_problem(name: str, wanted: AskedFor, was: AskedFor = NEVER) -> FieldProblem | None:
    """What is wrong with a day without a word of how it was asked; what stood there before without one stays as it is."""
    if wanted.on is None or (wanted.on == was.on and not was.how.strip()):
        return None
    return missing(name, wanted.how.strip(), _HOW)


class Proven(Protocol):
    """A request of a register that may wait for proof of who asks."""

    @property
    def identity_asked_on(self) -> date | None:
        """When it was asked for."""

    @property
    def identity_asked_how(self) -> str:
        """How."""


def problem_of(wanted: Proven, was: Proven | None = None) -> FieldProblem | None:
    """What is wrong with how proof was asked for in a request that is logged, or was put right."""
    return how_problem("identity_asked_how", _asked(wanted), _asked(was) if was is not None else NEVER)


def _asked(one: Proven) -> AskedFor:
    return AskedFor(one.identity_asked_on, one.identity_asked_how)


def without_day(values: dict[str, Any]) -> dict[str, Any]:
    """What is typed, where the day is taken out: then nothing says how either."""
    is_out = values.get("identity_asked_on", True) is None
    return values | {"identity_asked_how": ""} if is_out else values


def register_words(session: Session, one: Proven, record_id: str) -> str:
    """When and how proof was asked for, as the page of a register says it."""
    return asked_words(_asked(one), typed_on(session, record_id, "identity_asked_on"))


def typed_on(session: Session, record_id: str, name: str) -> date | None:
    """The day on which this day of a record was typed, by its history; None where none was."""
    rows = session.history(record_id)
    turned = [row for row in rows if (row.before or {}).get(name) != (row.after or {}).get(name)]
    last = turned[-1] if turned else None
    return last.at.astimezone(LONDON).date() if last is not None and (last.after or {}).get(name) else None


def asked_words(asked: AskedFor, typed: date | None, *, by_letter: bool = False) -> str:
    """As the ledger of questions says it: "3 November 2026. How: by telephone. Typed in on 9 November 2026."; "" where it was not asked for."""
    if asked.on is None:
        return ""
    if by_letter:
        return f"{say(asked.on)}, by our letter."
    how = f" How: {asked.how.strip().rstrip('.')}." if asked.how.strip() else ""
    later = f" Typed in on {say(typed)}." if typed is not None and typed > asked.on else ""
    return f"{say(asked.on)}.{how}{later}"
