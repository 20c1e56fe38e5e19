"""Health professionals' opinions: six months old at most on the day they are relied on (Data Protection Act 2018, schedule 3)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import HealthOpinion, SafeguardingAdvice
from coordinator_app.core.dates import say
from coordinator_app.core.gates import Reason
from coordinator_app.core.names import fold

OnFile = SafeguardingAdvice | HealthOpinion
"""What somebody advised on whether seeing something would harm."""
_MONTHS = 6  # Data Protection Act 2018, schedule 3, paragraph 2(2)
_ANEW = "Ask for a new opinion and record it, or decide the item anew."


def opinion_given(on_file: Iterable[OnFile], item_id: str, on: date | None) -> bool:
    """Whether a health professional said of this very item that seeing it would harm, at most six months before this day.

    Without a day (nothing is decided yet) the age is not judged: it is when it is decided. Who thinks otherwise by now is
    heard: the newest opinion of each decides.
    """
    return any(on is None or _is_fresh(day, on) for day in _signed(on_file, item_id))


def ran_out(on_file: Iterable[OnFile], item_id: str, on: date | None) -> Reason | None:
    """That there is an opinion about this item, and on which day it ran out; None where there is none."""
    over = _over(on_file, item_id, on)
    if over is None:
        return None
    why = f"The health professional\u2019s opinion about it ran out on {say(over)}: on the day of the answer it may be six months old."
    return Reason(why, _ANEW, "003-5.2")


def say_ran_out(
    items: Sequence[RequestItem], on_file: Sequence[OnFile], on: date | None
) -> tuple[Reason, ...]:
    """What is to be done about decided items whose opinions have run out since; the first day of several."""
    days = [day for item in items if (day := _over(on_file, item.id, on))]
    if not days:
        return ()
    what = (
        "1 decided item rests on a health professional\u2019s opinion that ran out"
        if len(days) == 1
        else f"{len(days)} decided items rest on health professionals\u2019 opinions that have run out, the first"
    )
    opens = f"{_ANEW} Review shows it as not settled."
    if len(days) > 1:
        opens = "Ask for new opinions and record them, or decide the items anew. Review shows them as not settled."
    return (Reason(f"{what} on {say(min(days))}.", opens, "003-5.2"),)


def _signed(on_file: Iterable[OnFile], item_id: str) -> Iterator[date]:
    """The days on which those who think that this very item would harm, and still do, said so."""
    found = (one for one in on_file if isinstance(one, HealthOpinion) and one.names(item_id))
    given = [one for one in found if one.given_on and one.opinion.strip()]
    newest = {fold(one.professional): one for one in sorted(given, key=lambda one: (one.given_on, one.key))}
    harming = {name for name, one in newest.items() if one.would_harm and name.strip()}
    for one in given:
        if one.given_on and one.would_harm and fold(one.professional) in harming:
            yield one.given_on


def _is_fresh(given: date, on: date) -> bool:
    return months_before(on, _MONTHS) <= given <= on


def _over(on_file: Iterable[OnFile], item_id: str, on: date | None) -> date | None:
    """The last day on which the newest opinion could be relied on, once that is over."""
    given = max(_signed(on_file, item_id), default=None)
    if on is None or given is None or given > on or _is_fresh(given, on):
        return None
    last = given + timedelta(days=170)  # six months are more, wherever they lie
    while _is_fresh(given, last + timedelta(days=1)):
        last += timedelta(days=1)
    return last


def months_before(day: date, months: int) -> date:
    """The same day this many months earlier, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return next(
        date(year, month + 1, number)
        for number in range(day.day, 0, -1)
        if number <= monthrange(year, month + 1)[1]
    )
