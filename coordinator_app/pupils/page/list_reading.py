"""The rows of the pupils list: pages in SQL, names from memory while one types, and what the peek shows (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from coordinator_app.consent.actions import standing_of, standings_of
from coordinator_app.consent.candidates import Candidates, candidates
from coordinator_app.consent.model import ConsentStanding, ConsentState
from coordinator_app.core.dates import say
from coordinator_app.core.export_table import Table, in_pages
from coordinator_app.core.names import fold
from coordinator_app.organisations.model import School
from coordinator_app.pupils import store
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.consent_words import CHIPS, Tone
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.namesakes import told_apart
from coordinator_app.pupils.parts import PupilName
from coordinator_app.pupils.store import Mark
from coordinator_app.reviews.model import Review
from coordinator_app.rights.restricting import usable
from coordinator_app.store.session import Session

MOST_FOUND = 100
AT_A_TIME = 32
"""Rows read at once: more than any window shows, and few enough to come within 5 ms among 20,000 pupils."""
LOOKED_THROUGH = 1_000
"""So many pupils are asked for their consent before the rows found so far are shown."""
_AT_ONCE = 200
STAGES = (
    ("referral", "Being referred"),
    ("accepted", "Referral accepted"),
    ("planned", "Programme planned"),
    ("running", "On a programme"),
    ("ended", "Programme ended"),
    ("refused", "Declined or withdrawn"),
)
CONSENT = tuple((state.value, state.label) for state in ConsentState)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen beside the filter box; empty or None where nothing is."""

    school_id: str = ""
    year: int | None = None
    consent: str = ""
    stage: str = ""
    with_closed: bool = False

    @property
    def are_set(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.school_id or self.year is not None or self.consent or self.stage)


NOTHING_CHOSEN = Filters()


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil in the list. `cells` is the same for a table: name, year, school, consent, next review."""

    id: str
    name: str
    second: str
    chip: str
    tone: Tone
    icon: str
    cells: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of rows, and where the next one starts."""

    rows: tuple[PupilRow, ...]
    next: Mark | None


@dataclass(frozen=True, slots=True)
class Named:
    """A pupil as the type-ahead knows one: the folded names (former ones and aliases too), what the filters ask."""

    id: str
    folded: str
    school_id: str
    year_group: int | None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """All names, the schools and the years there are."""

    names: tuple[Named, ...]
    schools: tuple[tuple[str, str], ...]
    years: tuple[int, ...]

    @property
    def listed(self) -> int:
        """How many are not closed."""
        return sum(not one.closed for one in self.names)

    def find(self, typed: str, filters: Filters = NOTHING_CHOSEN) -> list[str]:
        """The ids of pupils in whose names every word typed stands, those first whose names begin so.

        At most 100, unless consent or stage narrow them further afterwards.
        """
        words = fold(typed).split()
        passed: Sequence[Named] = self.names
        for word in words:  # word after word, not pupil after pupil: a third of the time
            passed = [one for one in passed if word in one.folded]
        passed = [one for one in passed if _passes(one, filters)]
        begun = f" {words[0]}" if words else " "
        first = [one.id for one in passed if begun in one.folded]
        rest = [one.id for one in passed if begun not in one.folded]
        found = first + rest
        return found if filters.consent or filters.stage else found[:MOST_FOUND]


def _passes(one: Named, filters: Filters) -> bool:
    if filters.school_id and one.school_id != filters.school_id:
        return False
    if filters.year is not None and one.year_group != filters.year:
        return False
    return filters.with_closed or not one.closed


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


def read_page(
    session: Session, filters: Filters = NOTHING_CHOSEN, after: Mark | None = None, limit: int = AT_A_TIME
) -> Rows:
    """A page of the list by family name, filtered in SQL."""
    ids, mark = _page_of(session, filters, after, limit)
    return Rows(_rows(session, ids), mark)


def read_found(session: Session, filters: Filters, ids: Sequence[str], typed: str = "") -> Rows:
    """The rows of the pupils found by what was typed, in the order in which they were found."""
    if filters.consent or filters.stage:
        kept, _ = _page_of(session, filters, None, MOST_FOUND, tuple(ids))
        passed = frozenset(kept)
        ids = [one for one in ids if one in passed]
    return Rows(_rows(session, ids, typed), None)


def _page_of(
    session: Session, filters: Filters, after: Mark | None, limit: int, ids: tuple[str, ...] | None = None
) -> tuple[list[str], Mark | None]:
    """The ids of a page, and where the next one starts.

    Consent rests on more than SQL can say (who holds responsibility, what ran out), so SQL only leaves out those of
    whom it cannot be true; the others are asked for it in hundreds, until the page is full or enough of them were
    asked that the rows found may be shown.
    """
    could = candidates(session, ConsentState(filters.consent)) if filters.consent else Candidates()
    wanted = store.Wanted(
        filters.school_id,
        filters.year,
        filters.stage,
        (could.sql, could.values),
        filters.with_closed,
        ids,
    )
    if not filters.consent:
        page = store.page_of(session, wanted, after, limit)
        return [one for _, one in page], page[-1][0] if len(page) == limit else None
    found: list[str] = []
    looked = 0
    while True:
        some = store.page_of(session, wanted, after, _AT_ONCE)
        states = standings_of(session, [one for _, one in some])
        for mark, one in some:
            after = mark
            if states[one].state.value == filters.consent:
                found.append(one)
            if len(found) == limit:
                return found, after
        looked += len(some)
        if len(some) < _AT_ONCE:
            return found, None
        if found and looked >= LOOKED_THROUGH:
            return found, after


def _rows(session: Session, ids: Sequence[str], typed: str = "") -> tuple[PupilRow, ...]:
    """Rows of these pupils, in this order; those that have gone are left out. Few queries, however many rows."""
    held = {one.id: one for one in session.list(Pupil, where={"id": tuple(ids)})} if ids else {}
    pupils = [held[one] for one in ids if one in held]
    facts = _Facts(
        {one.id: one.name for one in session.list(School)},
        standings_of(session, ids),
        _due(session, ids),
        told_apart(session, pupils),
        _others(session, pupils, typed),
    )
    return tuple(_row(one, facts) for one in pupils)


@dataclass(frozen=True, slots=True)
class _Facts:
    schools: dict[str, str]
    standings: dict[str, ConsentStanding]
    due: dict[str, str]
    apart: dict[str, str]
    others: dict[str, str]


def _row(pupil: Pupil, facts: _Facts) -> PupilRow:
    state = facts.standings[pupil.id].state
    tone, icon = CHIPS[state]
    school, due = facts.schools.get(pupil.school_id, ""), facts.due.get(pupil.id, "")
    notes = (
        f"{facts.apart[pupil.id]}." if pupil.id in facts.apart else "",
        facts.others.get(pupil.id, ""),
        f"Closed on {say(pupil.closed_on)}." if pupil.closed_on else "",
        f"Review due {due}" if due else "",
    )
    words = " ".join(part for part in (second(pupil, school) + ".", *_begun(notes)) if part)
    year = f"Year {pupil.year_group}" if pupil.year_group is not None else None
    return PupilRow(
        pupil.id,
        pupil.called,
        words.removesuffix(".") if not any(notes) else words,
        state.label,
        tone,
        icon,
        (pupil.called, year, school or None, state.label, due or None),
    )


def _begun(notes: Iterable[str]) -> list[str]:
    return [note[:1].upper() + note[1:] for note in notes]


def second(pupil: Pupil, school: str) -> str:
    """Year and school, which tell two pupils of one name apart."""
    year = f"Year {pupil.year_group}" if pupil.year_group is not None else ""
    return ", ".join(part for part in (year, school) if part)


def _due(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The day of the next review of each pupil that has one."""
    found: dict[str, str] = {}
    for one in session.list(Review, where={"pupil_id": tuple(ids)}, order="due_on"):
        if not one.finished and one.due_on and one.pupil_id not in found:
            found[one.pupil_id] = say(one.due_on)
    return found


def _others(session: Session, pupils: Sequence[Pupil], typed: str) -> dict[str, str]:
    """The other name of each pupil in which the words typed stand while they do not in the usual ones."""
    words = fold(typed).split()
    unusual = [one.id for one in pupils if not all(word in fold(_usual(one)) for word in words)]
    if not unusual:
        return {}
    names = session.list(PupilName, where={"pupil_id": tuple(unusual)})
    return {
        one.pupil_id: f"Also {one.whole}." for one in names if any(word in fold(one.whole) for word in words)
    }


def _usual(pupil: Pupil) -> str:
    return f"{pupil.known_as} {pupil.given_names} {pupil.family_name} {pupil.upn} {pupil.former_upns}"


def read_table(session: Session, filters: Filters, ids: Sequence[str] | None = None) -> Table:
    """What the list shows, all pages of it, to be exported; `ids` where something was typed."""
    every = (
        read_found(session, filters, ids).rows
        if ids is not None
        else tuple(in_pages(partial(_one_page, session, filters)))
    )
    rows, left_out = usable(session, every, lambda one: one.id)
    about = ("Closed records are in it." if filters.with_closed else "Closed records are not in it.",)
    return Table(
        "Pupils",
        ("Name", "Year", "School", "Consent", "Next review"),
        tuple(one.cells for one in rows),
        (*about, *left_out),
    )


def _one_page(
    session: Session, filters: Filters, after: Mark | None, limit: int
) -> tuple[tuple[PupilRow, ...], Mark | None]:
    page = read_page(session, filters, after, limit)
    return page.rows, page.next


def read_peek(session: Session, pupil_id: str) -> Peek:
    """Numbers, consent and next step of one pupil. Raises NotFound."""
    pupil = session.get(Pupil, pupil_id)
    school = session.find(School, pupil.school_id)
    state = standing_of(session, pupil_id).state
    tone, icon = CHIPS[state]
    carers = carers_of(session, pupil_id)
    numbers = [(one.name, one.warning or one.number_said) for one in carers]
    if school is not None:
        numbers.append((school.name, school.telephone or "No number"))
    due = _due(session, [pupil_id]).get(pupil_id, "")
    return Peek(
        pupil.called,
        second(pupil, school.name if school else ""),
        state.label,
        tone,
        icon,
        _next_step(state, due),
        tuple(numbers),
    )


def _next_step(state: ConsentState, due: str) -> str:
    steps = {
        ConsentState.DISCUSSION: "Wait for the school's referral form",
        ConsentState.WAITING: "Get the consent form signed",
        ConsentState.NOT_VALID: "Put the consent form right",
        ConsentState.PART: "Ask about the programme",
        ConsentState.REFUSED: "Talk with the family, and end what was planned",
        ConsentState.WITHDRAWN: "Stop sharing, and ask your data protection officer",
        ConsentState.DISAGREEMENT: "Settle the disagreement between the parents",
        ConsentState.EXPIRED: "Ask for consent again",
    }
    return steps.get(state) or (f"Review due {due}" if due else "Plan the next review")
