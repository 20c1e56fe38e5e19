"""Since when consent stands without a break, and whether it was settled that nothing goes ahead. Pure rules (003-4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coordinator_app.consent.held import Held
from coordinator_app.consent.model import ConsentState

_DAY = timedelta(days=1)


def stands_since(held: Held) -> date | None:
    """The first day from which consent has been in place until today; None where it is not in place.

    A form that is signed anew takes nothing from the days before it; a no, a withdrawal or an end that has run out does.
    """
    if held.standing().state is not ConsentState.IN_PLACE:
        return None
    first: date | None = None
    for day in sorted(_turns(held), reverse=True):
        if held.on(day).standing().state is not ConsentState.IN_PLACE:
            break
        first = day
    return first


def _turns(held: Held) -> set[date]:
    """The days, none after today, on which consent may have come or gone."""
    today = held.around.today
    return {day for day in _days(held) if day is not None and day <= today}


def _days(held: Held) -> Iterator[date | None]:
    for consent in held.consents:
        yield from (consent.signed_on, consent.withdrawn_on)
    yield from (one.expires_on + _DAY for one in held.around.answers if one.expires_on)
    yield from (one.decided_on for one in held.around.resolutions)
    for order in held.around.orders:
        yield order.made_on
        yield from (end + _DAY for end in (order.ends_on, order.ended_on) if end)


def settled_against(held: Held) -> bool:
    """Whether what was settled last says that the programme does not go ahead.

    It counts for as long as consent is not in place, also where the forms have changed since: only an agreement that
    stands, or another settlement, opens it again.
    """
    settled = max(held.around.resolutions, key=lambda one: one.key, default=None)
    return settled is not None and settled.goes_ahead is False
