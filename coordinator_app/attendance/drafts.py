"""What is typed into a grid and not kept yet, as a draft of each pupil: a lock, a crash or a flat battery takes none of it.

One pupil's draft names that pupil only, so that it goes into no other child's request.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from coordinator_app.attendance.actions import Typed, Weeks, type_marks
from coordinator_app.attendance.model import Place
from coordinator_app.attendance.sheet import Spot
from coordinator_app.core.attendance import WEEK_SESSIONS, mark_words, session_words
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

SCREEN = "attendance_marks"
_MARKS, _WORDS = "_marks", "marks_typed"


def of_pupils(typed: Iterable[Typed]) -> dict[str, list[Typed]]:
    """What is typed, by pupil."""
    found: dict[str, list[Typed]] = defaultdict(list)
    for one in typed:
        found[one.pupil_id].append(one)
    return dict(found)


def body_of(typed: Iterable[Typed], back: Mapping[str, object]) -> dict[str, Any]:
    """A draft of one pupil's marks; `back` leads to the screen. In words as well, since a family may ask for it."""
    marks, words = [], []
    for one in typed:
        for at, mark in sorted(one.marks.items()):
            marks.append([one.place.school_id, one.place.provider_id, one.monday.isoformat(), at, mark])
            day = say(one.monday + timedelta(days=at // 2))
            words.append(f"{session_words(at)}, {day}: {mark_words(mark)}")
    return {_MARKS: marks, _WORDS: words, **back}


def read_body(pupil_id: str, body: Mapping[str, Any]) -> tuple[Typed, ...]:
    """What a draft holds; a part that cannot be read is left out."""
    found: dict[tuple[Place, date], dict[int, str]] = defaultdict(dict)
    for line in body.get(_MARKS) or ():
        try:
            school_id, provider_id, monday, at, mark = line
            key = (Place(str(school_id), str(provider_id)), date.fromisoformat(str(monday)))
            if int(at) in range(WEEK_SESSIONS):
                found[key][int(at)] = str(mark)
        except (TypeError, ValueError):
            continue
    return tuple(Typed(pupil_id, place, monday, marks) for (place, monday), marks in found.items())


def find(session: Session, pupil_ids: Iterable[str]) -> tuple[Typed, ...]:
    """What this user typed of these pupils and never kept."""
    wanted = frozenset(pupil_ids)
    mine = (one for one in session.drafts() if one.screen == SCREEN and one.record_id in wanted)
    return tuple(typed for one in mine for typed in read_body(one.record_id, one.body))


def write(
    session: Session, work: Work, typed: Iterable[Typed], back: Mapping[str, object], gone: Iterable[Spot]
) -> None:
    """Keep what is typed as drafts; of the sessions `gone` nothing is left but what is typed.

    What was typed before into other places and weeks stays in the draft: no screen lets go what it does not show.
    """
    found, own = of_pupils(typed), set(gone)
    for pupil_id in sorted({*found, *(key[0] for key, _ in own)}):
        mine, before = found.get(pupil_id, []), session.draft(SCREEN, pupil_id) or {}
        others = _without(read_body(pupil_id, before), own | spots_of(mine))
        if mine or others:
            leads = back if mine else {name: before[name] for name in before if name not in {_MARKS, _WORDS}}
            work.save_draft(SCREEN, pupil_id, body_of([*mine, *others], leads))
        else:
            work.drop_draft(SCREEN, pupil_id)


def spots_of(typed: Iterable[Typed]) -> set[Spot]:
    """The sessions that were typed."""
    return {(one.key, at) for one in typed for at in one.marks}


def _without(typed: Iterable[Typed], own: set[Spot]) -> list[Typed]:
    left = (
        replace(one, marks={at: mark for at, mark in one.marks.items() if (one.key, at) not in own})
        for one in typed
    )
    return [one for one in left if one.marks]


def keep_typed(
    session: Session,
    typed: Sequence[Typed],
    rest: Iterable[Typed],
    back: Mapping[str, object],
    gone: Iterable[Spot],
) -> Saved[Weeks]:
    """Keep what is typed, and in the same unit of work a draft of the rest; raises as `type_marks` does."""
    return type_marks(session, typed, lambda work: write(session, work, rest, back, gone))


def keep_drafts(
    session: Session, typed: Iterable[Typed], back: Mapping[str, object], gone: Iterable[Spot]
) -> None:
    """Keep what is typed as drafts only."""
    with session.write() as work:
        write(session, work, typed, back, gone)
