"""The rows of the referrals list: pages in SQL, in words, and as a table that leaves the vault (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from coordinator_app.core.dates import say
from coordinator_app.core.export_table import Cell, Table, in_pages
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.checklist import checklist, lacking
from coordinator_app.referrals.discussions import ask_after, talks_of, trash_days
from coordinator_app.referrals.model import InitialDiscussion, Referral
from coordinator_app.referrals.next_steps import age, is_late, next_step, since
from coordinator_app.referrals.page.places import state_words
from coordinator_app.referrals.states import ENDED, OPEN_STATES, ReferralState
from coordinator_app.rights.restricting import usable
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

MOST_FOUND = 100
AT_A_TIME = 32
"""Rows read at once: more than any window shows, and few enough to come within 5 ms among 20,000 referrals."""


class Which(StrEnum):
    """What the list shows."""

    OPEN = "open"
    TALKS = "talks"
    ACCEPTED = "accepted"
    ENDED = "ended"
    DELETED = "deleted"


WORDS: dict[Which, str] = {
    Which.OPEN: "Referrals to finish",
    Which.TALKS: "First talks",
    Which.ACCEPTED: "Accepted referrals",
    Which.ENDED: "Declined or withdrawn",
    Which.DELETED: "Deleted notes of first talks",
}
_STATES = {Which.OPEN: OPEN_STATES, Which.ACCEPTED: (ReferralState.ACCEPTED,), Which.ENDED: tuple(ENDED)}
OF_TALKS = frozenset({Which.TALKS, Which.DELETED})
MOST_TOLD = 1_000  # nothing is counted further than that
_TOLD = (Which.TALKS, Which.OPEN, Which.ACCEPTED, Which.ENDED)
_NOUNS = {
    Which.OPEN: ("referral to finish", "referrals to finish"),
    Which.TALKS: ("first talk", "first talks"),
    Which.ACCEPTED: ("accepted referral", "accepted referrals"),
    Which.ENDED: ("declined or withdrawn", "declined or withdrawn"),
    Which.DELETED: ("deleted first talk", "deleted first talks"),
}
_TONES = {
    ReferralState.ACCEPTED: "safe",
    ReferralState.RECEIVED: "soon",
    ReferralState.INCOMPLETE: "soon",
    ReferralState.SENT: "info",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen above the list."""

    which: Which = Which.OPEN
    school_id: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line; `pupil_id` or `talk_id` is what it opens."""

    key: str
    title: str
    second: str
    chip: str
    tone: str
    action: str
    pupil_id: str = ""
    talk_id: str = ""


@dataclass(frozen=True, slots=True)
class ListRows:
    """Some rows, and where the next begin.

    Where there are none, `hidden` says how many lines other choices above the list would show: of the same group
    without the other filters, or of the other groups.
    """

    rows: tuple[ListRow, ...]
    next: PageMark | None
    hidden: tuple[tuple[Which, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A referral or first talk in the parts that the list and the table are made of."""

    key: str
    who: str
    school: str
    state: str
    on: date | None
    age: str
    day: str
    lacks: str
    step: str
    tone: str
    pupil_id: str = ""
    talk_id: str = ""


def read_schools(session: Session) -> tuple[tuple[str, str], ...]:
    """The schools to choose from."""
    return tuple((one.id, one.name) for one in session.list(School, order="name"))


def read_rows(
    session: Session, wanted: Wanted, after: PageMark | None = None, limit: int = AT_A_TIME
) -> ListRows:
    """A page of the list. Open ones: the oldest first; the others: the newest first."""
    records, following = _page(session, wanted, after, limit)
    hidden = () if records or after is not None else _hidden(session, wanted)
    rows = tuple(_row(one, wanted.which) for one in _lines(session, wanted, records))
    return ListRows(rows, following, hidden)


def _hidden(session: Session, wanted: Wanted) -> tuple[tuple[Which, int], ...]:
    filtered = wanted.typed or wanted.school_id
    others = (wanted.which,) if filtered else tuple(one for one in _TOLD if one is not wanted.which)
    counted = ((one, _count(session, one)) for one in others)
    return tuple((one, number) for one, number in counted if number)


def _count(session: Session, which: Which) -> int:
    if which in OF_TALKS:
        return session.count(
            InitialDiscussion, where={"pupil_id": ""}, cap=MOST_TOLD, trashed=which is Which.DELETED
        )
    return session.count(Referral, where={"state": _STATES[which]}, cap=MOST_TOLD)


def hidden_words(hidden: Sequence[tuple[Which, int]]) -> str:
    """How many are not shown, such as "Not shown: 2 first talks, 1 accepted referral."; "" for none."""
    said = ", ".join(_counted(which, number) for which, number in hidden)
    return f"Not shown: {said}." if said else ""


def _counted(which: Which, number: int) -> str:
    one, several = _NOUNS[which]
    many = f"{number:,} or more" if number == MOST_TOLD else f"{number:,}"
    return f"{many} {one if number == 1 else several}"


def read_table(session: Session, wanted: Wanted) -> Table:
    """What the list shows, all pages of it."""
    who = "Initials" if wanted.which in OF_TALKS else "Pupil"
    columns = (who, "School", "Standing", "Since", "Age", "What happened", "Lacks", "Next step")

    def read(after: PageMark | None, limit: int) -> tuple[Sequence[Any], PageMark | None]:
        return _page(session, wanted, after, limit)

    records, left_out = usable(session, in_pages(read), lambda one: str(one.pupil_id))
    rows = tuple(_cells(one) for one in _lines(session, wanted, records))
    about = [f"{WORDS[wanted.which]}."]
    school = session.find(School, wanted.school_id) if wanted.school_id else None
    about += [f"Only {school.name}."] if school else []
    about += ["Only what was searched for."] if wanted.typed else []
    return Table("Referrals", columns, rows, (*about, *left_out))


def _page(
    session: Session, wanted: Wanted, after: PageMark | None, limit: int
) -> tuple[Sequence[Any], PageMark | None]:
    where: dict[str, object] = {"school_id": wanted.school_id} if wanted.school_id else {}
    talks = wanted.which in OF_TALKS
    where |= {"pupil_id": ""} if talks else {"state": _STATES[wanted.which]}
    if wanted.typed:
        found = _found(session, wanted.typed, talks=talks)
        if not found:
            return (), None
        where |= {"id" if talks else "pupil_id": found}
    trashed = wanted.which is Which.DELETED
    if talks:
        page = session.page(
            InitialDiscussion, where=where, order="held_on", after=after, limit=limit, trashed=trashed
        )
        return page.records, page.next
    newest = wanted.which is not Which.OPEN
    rows = session.page(Referral, where=where, newest=newest, after=after, limit=limit)
    return rows.records, rows.next


def _found(session: Session, typed: str, *, talks: bool) -> tuple[str, ...]:
    kind = "initial_discussion" if talks else "pupil"
    return tuple(hit.record_id for hit in session.search(typed, kinds=(kind,), limit=MOST_FOUND))


def _lines(session: Session, wanted: Wanted, records: Sequence[Any]) -> Iterator[_Line]:
    schools = dict(read_schools(session))
    if wanted.which in OF_TALKS:
        yield from (_talk(session, one, schools, wanted.which) for one in records)
        return
    ids = tuple({one.pupil_id for one in records})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    for one in records:
        if one.pupil_id in pupils:
            yield _referral(session, one, pupils[one.pupil_id], schools)


def _referral(session: Session, one: Referral, pupil: Pupil, schools: dict[str, str]) -> _Line:
    lines, today = checklist(one, pupil.school_id), session.clock.today()
    lacks = ", ".join(line.title.lower() for line in lacking(lines)) if one.state in OPEN_STATES else ""
    state = one.state or ReferralState.DRAFTED
    return _Line(
        key=one.id,
        who=pupil.words,
        school=schools.get(one.responsible_school_id or one.school_id, ""),
        state=state.label,
        on=since(one),
        age=age(since(one), today),
        day=state_words(one),
        lacks="" if state in {ReferralState.DRAFTED, ReferralState.SENT} else lacks,
        step=next_step(one, lines, today),
        tone="over" if is_late(one, today) else _TONES.get(state, "neutral"),
        pupil_id=one.pupil_id,
    )


def _talk(session: Session, one: InitialDiscussion, schools: dict[str, str], which: Which) -> _Line:
    today = session.clock.today()
    talks = talks_of(session, one.id)
    days = [day for day in (one.held_on, *(talk.held_on for talk in talks)) if day is not None]
    last = max(days, default=None)
    late = last is not None and (today - last).days > ask_after(session)
    sent = f", form sent {say(one.form_sent_on)}" if one.form_sent_on else ""
    said = (
        f"{len(talks) + 1} talks, the last {say(last)}"
        if talks and last
        else f"Talk of {say(last)}"
        if last
        else ""
    )
    step = "Is a referral coming, or delete the notes?" if late else "Wait for the school"
    if which is Which.DELETED:
        step = f"Gone for good {trash_days(session)} days after it was deleted"
    return _Line(
        key=one.id,
        who=one.initials,
        school=schools.get(one.school_id, ""),
        state="Deleted" if which is Which.DELETED else "To decide on" if late else "First talk",
        on=last,
        age=age(last, today),
        day=f"{said}{sent}",
        lacks="" if one.school_basis else "why the school may talk to us",
        step=step,
        tone="soon" if late and which is Which.TALKS else "neutral",
        talk_id=one.id,
    )


def _row(one: _Line, which: Which) -> ListRow:
    lacks = f"Lacks {one.lacks}" if one.lacks else ""
    old = f"{one.day}, {one.age}" if one.age and which in {Which.OPEN, Which.TALKS} else one.day
    parts = (one.school, old, one.step, lacks)
    action = {Which.OPEN: "Continue", Which.TALKS: "Open", Which.DELETED: "Take back"}.get(which, "Look")
    return ListRow(
        one.key,
        one.who,
        ". ".join(part for part in parts if part),
        one.state,
        one.tone,
        action,
        one.pupil_id,
        one.talk_id,
    )


def _cells(one: _Line) -> tuple[Cell, ...]:
    return (one.who, one.school, one.state, one.on, one.age, one.day, one.lacks, one.step)
