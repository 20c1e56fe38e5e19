"""The rows of the pupils list: pages in SQL, names from memory while one types, and what the peek shows (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.consent.actions import standing_of
from coordinator_app.consent.model import ConsentState
from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.organisations.model import School
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.consent_words import CHIPS, Tone
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil in the list."""

    id: str
    name: str
    second: str
    chip: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of rows, and where the next one starts."""

    rows: tuple[PupilRow, ...]
    next: PageMark | None


@dataclass(frozen=True, slots=True)
class Named:
    """A pupil as the type-ahead knows one: the folded names, and what the filters ask."""

    id: str
    folded: str
    school_id: str
    year_group: int | None


@dataclass(frozen=True, slots=True)
class Index:
    """All names, the schools, the years there are, and how many pupils."""

    names: tuple[Named, ...]
    schools: tuple[tuple[str, str], ...]
    years: tuple[int, ...]

    def find(self, typed: str, school_id: str = "", year: int | None = None) -> list[str]:
        """The ids of at most 100 pupils in whose names every word typed begins a word, those first that begin so."""
        words = fold(typed).split()
        first: list[str] = []
        rest: list[str] = []
        for one in self.names:
            if (school_id and one.school_id != school_id) or (year is not None and one.year_group != year):
                continue
            if all(word in one.folded for word in words):
                (first if f" {words[0]}" in one.folded else rest).append(one.id)
        return (first + rest)[:MOST_FOUND]


@dataclass(frozen=True, slots=True)
class Peek:
    """What is wanted on the telephone: numbers, consent, and the next step."""

    name: str
    second: str
    consent: str
    tone: Tone
    icon: str
    next_step: str
    numbers: tuple[tuple[str, str], ...]


def read_index(session: Session) -> Index:
    """All names once, in the order of the list."""
    pupils = session.list(Pupil, order="family_name")
    names = tuple(
        Named(
            one.id,
            " " + fold(f"{one.known_as} {one.given_names} {one.family_name}"),
            one.school_id,
            one.year_group,
        )
        for one in pupils
    )
    years = sorted({one.year_group for one in pupils if one.year_group is not None})
    schools = tuple((one.id, one.name) for one in session.list(School, order="name"))
    return Index(names, schools, tuple(years))


def read_page(
    session: Session,
    school_id: str = "",
    year: int | None = None,
    after: PageMark | None = None,
    limit: int = 100,
) -> Rows:
    """A page of the list by family name, filtered in SQL."""
    where: dict[str, object] = {}
    if school_id:
        where["school_id"] = school_id
    if year is not None:
        where["year_group"] = year
    found = session.page(Pupil, where=where, order="family_name", after=after, limit=limit)
    return Rows(_rows(session, found.records), found.next)


def read_these(session: Session, ids: Sequence[str]) -> Rows:
    """The rows of these pupils, in this order; those that have gone are left out."""
    found = {one.id: one for one in session.list(Pupil, where={"id": tuple(ids)})} if ids else {}
    return Rows(_rows(session, [found[one] for one in ids if one in found]), None)


def _rows(session: Session, pupils: Sequence[Pupil]) -> tuple[PupilRow, ...]:
    schools = {one.id: one.name for one in session.list(School)}
    return tuple(_row(session, one, schools.get(one.school_id, "")) for one in pupils)


def _row(session: Session, pupil: Pupil, school: str) -> PupilRow:
    state = standing_of(session, pupil.id).state
    tone, icon = CHIPS[state]
    return PupilRow(
        pupil.id, pupil.called, second(pupil, school, _due(session, pupil.id)), state.label, tone, icon
    )


def second(pupil: Pupil, school: str, due: str = "") -> str:
    """Year and school, which tell two pupils of one name apart, and when the next review is due."""
    year = f"Year {pupil.year_group}" if pupil.year_group is not None else ""
    said = ", ".join(part for part in (year, school) if part)
    return f"{said}. {due}" if due else said


def _due(session: Session, pupil_id: str) -> str:
    days = [one.due_on for one in reviews_of(session, pupil_id) if not one.finished and one.due_on]
    return f"Review due {say(min(days))}" if days else ""


def read_peek(session: Session, pupil_id: str) -> Peek:
    """Numbers, consent and next step of one pupil. Raises NotFound."""
    pupil = session.get(Pupil, pupil_id)
    school = session.find(School, pupil.school_id)
    state = standing_of(session, pupil_id).state
    tone, icon = CHIPS[state]
    numbers = [(one.name, one.telephone or "No number") for one in carers_of(session, pupil_id)]
    if school is not None:
        numbers.append((school.name, school.telephone or "No number"))
    return Peek(
        pupil.called,
        second(pupil, school.name if school else ""),
        state.label,
        tone,
        icon,
        _next_step(state, _due(session, pupil_id)),
        tuple(numbers),
    )


def _next_step(state: ConsentState, due: str) -> str:
    steps = {
        ConsentState.DISCUSSION: "Wait for the school's referral form",
        ConsentState.WAITING: "Get the consent form signed",
        ConsentState.NOT_VALID: "Put the consent form right",
        ConsentState.PART: "Ask about the programme again",
        ConsentState.WITHDRAWN: "Stop sharing, and ask your data protection officer",
    }
    return steps.get(state) or due or "Plan the next review"
