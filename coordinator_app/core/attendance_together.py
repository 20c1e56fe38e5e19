"""One session kept at several places, counted once: the rule for pupils who are at a school and at a provider.

The pupil stays on the school's roll, and the provider tells the school of each session; the school writes B, K or D for
it (domain 6.3). So both keep a mark for the same half day, and adding them up would count one child twice. Together a
session has one mark, found in this order:

1. Wherever the pupil was seen, the pupil was present, once.
2. Else the school's own mark, where it is one that counts: only the school may say whether an absence had leave. B and K
   are left for later, because they say what the provider was to see.
3. Else the provider's mark, where it counts. A D, X, Z or # of the school says nothing against it.
4. Else the school's B or K: attended, and nothing has come from the provider.
5. Else a cause for which nobody could come (Q, Y1 to Y7), then a mark that is not counted, then nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coordinator_app.core.attendance import CODES, NO_MARK, WEEK_SESSIONS, Counts

Week = Sequence[str]
"""Ten marks, Monday morning first."""
_SENT_AWAY = frozenset({"B", "K"})
_DUAL = "D"
_SEEN = frozenset({Counts.PRESENT})
_COUNTED = frozenset({Counts.PRESENT, Counts.ELSEWHERE, Counts.AUTHORISED, Counts.UNAUTHORISED})
_ABSENT = frozenset({Counts.AUTHORISED, Counts.UNAUTHORISED})
_UNABLE = frozenset({Counts.UNABLE})
_NOT_COUNTED = frozenset({Counts.NOT_COUNTED})


def session_together(schools: Sequence[str], providers: Sequence[str]) -> str:
    """The one mark of a session, from those of the schools and of the providers; the school on roll first.

    KeyError for a mark that is no code: what is kept was checked when it was written.
    """
    own = [mark for mark in schools if mark not in _SENT_AWAY]
    steps = (
        _of([*schools, *providers], _SEEN),
        _of(own, _COUNTED),
        _of(providers, _COUNTED),
        _of(schools, _COUNTED),
        _of([*schools, *providers], _UNABLE),
        _of([*schools, *providers], _NOT_COUNTED),
    )
    return next((mark for mark in steps if mark is not None), NO_MARK)


def week_together(schools: Sequence[Week], providers: Sequence[Week]) -> tuple[str, ...]:
    """The ten marks of a week, each from what every place says of that session."""
    return tuple(
        session_together([week[place] for week in schools], [week[place] for week in providers])
        for place in range(WEEK_SESSIONS)
    )


def differ(schools: Iterable[str], providers: Iterable[str]) -> bool:
    """Whether two places cannot both be right: one saw the pupil, or says the pupil was there, the other not.

    Two places that both saw the pupil in one half day cannot be right either, be they schools or providers. Somebody has
    to ring. A school's absence is held against whoever comes after it, the school on roll first; that a place did not see
    a pupil who was at a school before it says nothing.
    """
    own = list(schools)
    marks = [*own, *providers]
    seen = [place for place, mark in enumerate(marks) if _is(mark, _SEEN)]
    missed = [place for place, mark in enumerate(marks) if _is(mark, _ABSENT)]
    if any(mark in _SENT_AWAY for mark in own):
        return len(seen) > 1 or (not seen and bool(missed))
    return len(seen) > 1 or any(here < len(own) and here < there for here in missed for there in seen)


def waits(schools: Iterable[str], providers: Iterable[str]) -> bool:
    """Whether a school says that the other place keeps the mark, and none has come: from no provider, no other school."""
    own = list(schools)
    return _DUAL in own and all(mark in {NO_MARK, _DUAL} for mark in [*own, *providers])


def _of(marks: Iterable[str], wanted: frozenset[Counts]) -> str | None:
    """The first mark that counts in one of these ways."""
    return next((mark for mark in marks if _is(mark, wanted)), None)


def _is(mark: str, wanted: frozenset[Counts]) -> bool:
    return mark != NO_MARK and CODES[mark].counts in wanted
