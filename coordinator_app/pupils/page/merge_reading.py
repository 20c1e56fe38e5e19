"""Two records beside each other: what they say, where they differ, and what would move (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.catalogue import FieldType
from coordinator_app.core.dates import say
from coordinator_app.core.derived import in_words
from coordinator_app.core.errors import Trouble
from coordinator_app.organisations.model import School
from coordinator_app.pupils.duplicates import LikePupil, different_from, like_pupils
from coordinator_app.pupils.merging import belonging, choices, refuse_merge, usual
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

NOT_SAID = "Not on the record"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records: name, the line below it, when it was added, and what belongs to it, a line for each kind."""

    id: str
    name: str
    second: str
    added: str
    belongs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer in which the two differ; `from_gone` says which one is taken as long as nobody chooses."""

    field: str
    label: str
    kept: str
    gone: str
    from_gone: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of the screen. `trouble` says why the two cannot be merged now, `next_step` what opens it.

    `versions` are those of the two records as they are shown.
    """

    kept: Side
    gone: Side
    differences: tuple[Difference, ...]
    same: int
    why_alike: str = ""
    trouble: str = ""
    next_step: str = ""
    versions: tuple[int, int] = (0, 0)
    said_different: bool = False


def read_comparison(session: Session, kept_id: str, gone_id: str) -> Comparison:
    """Read both. Raises NotFound."""
    kept, gone = session.get(Pupil, kept_id), session.get(Pupil, gone_id)
    trouble = _trouble(session, kept, gone)
    alike = next((one for one in like_pupils(session, kept) if one.id == gone.id), None)
    specs = choices(kept, gone)
    first = usual(kept, gone)
    return Comparison(
        _side(session, kept),
        _side(session, gone),
        tuple(
            Difference(
                spec.name,
                spec.label,
                _words(session, spec.holds, getattr(kept, spec.name)),
                _words(session, spec.holds, getattr(gone, spec.name)),
                first[spec.name],
            )
            for spec in specs
        ),
        _same(kept, {spec.name for spec in specs}),
        alike.why if alike else "",
        trouble.happened if trouble else "",
        trouble.next_step if trouble else "",
        (kept.version, gone.version),
        gone.id in different_from(session, kept.id),
    )


def read_candidates(session: Session, pupil_id: str) -> tuple[LikePupil, ...]:
    """Who may be the same child as this pupil."""
    return tuple(like_pupils(session, session.get(Pupil, pupil_id)))


def _trouble(session: Session, kept: Pupil, gone: Pupil) -> Trouble | None:
    try:
        refuse_merge(session, kept, gone)
    except Trouble as trouble:
        return trouble
    return None


def _side(session: Session, pupil: Pupil) -> Side:
    school = session.find(School, pupil.school_id)
    year = f"Year {pupil.year_group}" if pupil.year_group is not None else ""
    second = ", ".join(part for part in (year, school.name if school else "") if part)
    counts = belonging(session, pupil.id)
    listed = tuple(f"{words}: {number}" for words, number in counts)
    added = f"Added on {say(pupil.created_at.date())}" if pupil.created_at else ""
    return Side(pupil.id, pupil.called, second, added, listed or ("Nothing belongs to it yet",))


def _same(kept: Pupil, differing: set[str]) -> int:
    """How many answers both records give alike, of those that are given."""
    given = {name for name in _ASKED if getattr(kept, name) not in (None, "")}
    return len(given - differing)


_ASKED = (
    "given_names",
    "family_name",
    "known_as",
    "birth_date",
    "upn",
    "year_group",
    "school_id",
    "sen_status",
)


def _words(session: Session, holds: FieldType, value: object) -> str:
    if holds is FieldType.LINK and value:
        school = session.find(School, str(value))
        return school.name if school is not None else NOT_SAID
    return in_words(value) or NOT_SAID
