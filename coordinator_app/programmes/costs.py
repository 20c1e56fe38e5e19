"""Money and shares as they are typed, kept and said. Amounts are whole pence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coordinator_app.core.errors import FieldProblem
from coordinator_app.programmes.model import Programme

_POUNDS = re.compile(r"£?\s*(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})(?:\.(?P<pence>[0-9]{2}))?")
POUNDS_ASKED = "Type an amount in pounds, such as 185 or 185.50."
SHARES = ("partnership_share", "school_share", "authority_share")
MOST_WEEKLY = 5_000_00
_WHOLE = 100


def read_pounds(typed: str) -> int | None:
    """An amount in pence from what was typed: "185", "£1,185.50"; None if it is none."""
    found = _POUNDS.fullmatch(typed.strip())
    if found is None:
        return None
    return int(found["pounds"].replace(",", "")) * 100 + int(found["pence"] or 0)


def say_pounds(pence: int) -> str:
    """£185.50, or £185 without pence."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"


def cost_problems(programme: Programme) -> Iterator[FieldProblem]:
    """What is wrong with the cost and with who pays: shares are 0 to 100 and, if any is given, add up to 100."""
    if programme.weekly_cost is not None and programme.weekly_cost < 0:
        yield FieldProblem("weekly_cost", POUNDS_ASKED)
    given = {name: share for name in SHARES if (share := getattr(programme, name)) is not None}
    for name, share in given.items():
        if not 0 <= share <= _WHOLE:
            yield FieldProblem(name, "Type a number from 0 to 100.")
    if given and sum(given.values()) != _WHOLE:
        words = f"The shares come to {sum(given.values())} per cent. They must come to 100."
        yield FieldProblem(next(iter(given)), words)


def dear(pence: int | None) -> str:
    """A question about an amount so high that a point may be missing, or ""."""
    return f"That is {say_pounds(pence)} a week. Check it." if pence and pence > MOST_WEEKLY else ""


def say_shares(programme: Programme) -> str:
    """Who pays, such as "Partnership 60 per cent, school 40 per cent", or ""."""
    names = zip(SHARES, ("partnership", "school", "local authority"), strict=True)
    said = [f"{name} {share} per cent" for field, name in names if (share := getattr(programme, field))]
    words = ", ".join(said)
    return f"{words[:1].upper()}{words[1:]}"
