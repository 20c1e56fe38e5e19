"""What the chronology shows: entries newest first, what the family has had, and what was changed (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from coordinator_app.chronology.backdated import BackDated, days_late, typed_on
from coordinator_app.chronology.filters import Filters
from coordinator_app.chronology.hung import read_hung
from coordinator_app.chronology.incidents import initials_beside
from coordinator_app.chronology.model import ChronologyEntry, Standing, entry_compartment
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.versions import Told, Version, changes_of, first_day
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.beside import otherwise
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.rights.restricting import MARK, shut_records
from coordinator_app.sharing.actions import shared_with_family
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

__all__ = [
    "Filters", "Line", "Mark", "Shown", "Told", "Version", "caption_of", "changes_of", "closed", "count",
    "days_late", "entry_compartment", "is_guarded", "latest", "line_of", "one_line", "read",
]  # fmt: skip

PAGE = 25
_CHUNK, _MOST = 200, 5_000  # rows read at once, and in one answer, where the store cannot choose by itself
_LAST_KEY = 2**63 - 1
_BEGINNING = 60  # letters by which one entry is told from another
Sharing = Literal["shared", "not-shared", "restricted"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be seen at once on an entry: an icon, and its words."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it stands on the screen; `caption` is who says so, and how late it was written down.

    A closed line holds no words at all: the passphrase has to be typed again first (decision 20). `hung` is what the
    parts that hang on entries have for it, by the part's name (`hung.py`). `beside` are the initials of the other
    pupils of its incident.
    """

    entry: ChronologyEntry
    sharing: Sharing
    sharing_words: str
    caption: str
    is_corrected: bool = False
    is_closed: bool = False
    marks: tuple[Mark, ...] = ()
    beside: tuple[str, ...] = ()
    hung: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What happened; of a closed line only what it is."""
        return f"{self.category} entry, restricted." if self.is_closed else self.entry.words

    @property
    def category(self) -> str:
        """The words for what the entry is about."""
        return self.entry.category.label if self.entry.category else ""

    @property
    def happened(self) -> str:
        """The day it happened, in words."""
        return say(self.entry.happened_on) if self.entry.happened_on else ""

    @property
    def which(self) -> str:
        """Which entry it is, as links and boxes name it; of a guarded one its category and its day only."""
        day = ", ".join(part for part in (self.category, self.happened) if part)
        if self.is_closed or is_guarded(self.entry):
            return day
        return f"{day}: “{_beginning(self.words)}”"

    @property
    def told_apart(self) -> str:
        """The same, told from others of its day and kind: of a guarded one by when it was typed, not by its words."""
        typed = self.entry.created_at
        if typed is None or not (self.is_closed or is_guarded(self.entry)):
            return self.which
        local = typed.astimezone(LONDON)
        return f"{self.which}, typed {say(local.date())}, {say_time(local.time())}"


@dataclass(frozen=True, slots=True)
class Shown:
    """Some lines, where the next ones start, and what the tab says around them.

    `gate` is whether entries may be kept (003-7.2); `sees_guarded` whether this user opens safeguarding entries.
    """

    lines: tuple[Line, ...]
    next: PageMark | None
    gate: Decision
    sees_guarded: bool


def read(
    session: Session,
    pupil_id: str,
    wanted: Filters,
    after: PageMark | None = None,
    *,
    guarded_words: bool = True,
) -> Shown:
    """Some entries, newest first by the day they happened; about a page of them, and where the next ones start.

    Without `guarded_words` the words of safeguarding and health entries do not leave the session, and no words typed
    are looked for in them: what is found would say what they hold.
    """
    sieve = _Sieve(session, pupil_id, wanted, guarded_words=guarded_words)
    kept, start = [], after or _first(wanted)
    for _turn in range(_MOST // _CHUNK):
        found = session.page(
            ChronologyEntry,
            where=wanted.where(pupil_id),
            order="happened_on",
            newest=True,
            after=start,
            limit=_CHUNK if wanted.looks_inside else PAGE,
            trashed=wanted.deleted,
        )
        over = [
            one for one in found.records if wanted.since and (one.happened_on or wanted.since) < wanted.since
        ]
        kept += sieve.passed(found.records[: len(found.records) - len(over)])
        start = None if over else found.next
        if start is None or len(kept) >= PAGE:
            break
    return Shown(
        _lines(session, kept, sieve.given, guarded_words=guarded_words, backdated=sieve.backdated),
        start,
        keeping(session, pupil_id),
        Compartment.GUARDED in session.held,
    )


def _first(wanted: Filters) -> PageMark | None:
    """Where the list starts: with the last day wanted, reached by the index."""
    return PageMark(wanted.until.isoformat(), _LAST_KEY, 0) if wanted.until else None


class _Sieve:
    """What the store cannot choose by itself. What it needs is read once, and only if it is asked for."""

    def __init__(self, session: Session, pupil_id: str, wanted: Filters, *, guarded_words: bool) -> None:
        self._wanted, self._guarded_words = wanted, guarded_words
        self.given = shared_with_family(session, pupil_id)
        self.backdated = _calendar(session, pupil_id)
        self._session = session

    def passed(self, entries: Sequence[ChronologyEntry]) -> list[ChronologyEntry]:
        """Those that are wanted."""
        to_do = self._to_do(entries) if self._wanted.only_to_do else frozenset()
        return [
            one for one in entries if self._passes(one) and (not self._wanted.only_to_do or one.id in to_do)
        ]

    def _passes(self, entry: ChronologyEntry) -> bool:
        wanted = self._wanted
        closed_now = is_guarded(entry) and not self._guarded_words
        return not (
            (wanted.only_unshared and entry.id in self.given)
            or (wanted.only_backdated and not self.backdated.is_so(entry))
            or ((wanted.words or wanted.source) and (closed_now or not wanted.says(entry)))
        )

    def _to_do(self, entries: Sequence[ChronologyEntry]) -> frozenset[str]:
        ids = tuple(one.id for one in entries)
        still = self._session.list(EntryAction, where={"entry_id": ids, "done_on": None}) if ids else []
        return frozenset(one.entry_id for one in still)


def _calendar(session: Session, pupil_id: str) -> BackDated:
    pupil = session.find(Pupil, pupil_id)
    return BackDated(school_days(session, pupil.school_id if pupil else ""))


def latest(session: Session, pupil_id: str, limit: int) -> tuple[Line, ...]:
    """The newest entries, for the overview; safeguarding and health entries without their words."""
    given = shared_with_family(session, pupil_id)
    entries = session.list(
        ChronologyEntry, where={"pupil_id": pupil_id}, order="happened_on", newest=True, limit=limit
    )
    return _lines(session, entries, given, guarded_words=False)


def one_line(session: Session, entry_id: str, *, guarded_words: bool) -> Line:
    """One entry by its id, wherever it stands in the list. NotFound."""
    entry = session.get(ChronologyEntry, entry_id)
    given = shared_with_family(session, entry.pupil_id)
    return _lines(session, [entry], given, guarded_words=guarded_words)[0]


def _lines(
    session: Session,
    entries: list[ChronologyEntry],
    given: Mapping[str, date],
    *,
    guarded_words: bool,
    backdated: BackDated | None = None,
) -> tuple[Line, ...]:
    hung, beside = read_hung(session, entries), initials_beside(session, entries)
    said = otherwise(session, [one.id for one in entries])
    shut = shut_records(session, entries[0].pupil_id) if entries else frozenset()
    school = backdated or (_calendar(session, entries[0].pupil_id) if entries else None)
    lines = (
        replace(
            line,
            hung=hung.get(one.id, {}),
            marks=(*line.marks, *_otherwise(said.get(one.id, ())), *_shut(one, shut)),
        )
        for one in entries
        for line in (line_of(session, one, given, school, beside.get(one.incident, ())),)
    )
    return tuple(line if guarded_words or not is_guarded(line.entry) else closed(line) for line in lines)


def _beginning(words: str) -> str:
    """The first words, on one line."""
    line = " ".join(words.split())
    if len(line) <= _BEGINNING:
        return line
    return f"{line[:_BEGINNING].rsplit(' ', 1)[0]} …"


def is_guarded(entry: ChronologyEntry) -> bool:
    """Whether an entry is about safeguarding or health."""
    return entry.category is not None and entry.category.is_guarded


def closed(line: Line) -> Line:
    """The line without its words, its source and anything told of them."""
    bare = replace(
        line.entry, words="", source="", standing=None, written_by="", soft_purpose="", correction_reason=""
    )
    return Line(bare, line.sharing, line.sharing_words, "", is_closed=True)


def count(session: Session, pupil_id: str) -> int:
    """How many entries this user may open."""
    return session.count(ChronologyEntry, where={"pupil_id": pupil_id})


def line_of(
    session: Session,
    entry: ChronologyEntry,
    given: Mapping[str, date],
    school: BackDated | None = None,
    beside: tuple[str, ...] = (),
) -> Line:
    """An entry with its sharing state: shared wins, then restricted, then not shared yet (design 4.10)."""
    shared_on = given.get(entry.id)
    guarded = is_guarded(entry)
    if shared_on is not None:
        state: tuple[Sharing, str] = ("shared", f"Shared {say(shared_on)}")
    else:
        state = ("restricted", "Restricted") if guarded else ("not-shared", "Not shared with parent yet")
    changes = changes_of(session, entry.id) if entry.version > 1 else ()
    late = school is not None and school.is_so(entry)
    return Line(
        entry,
        *state,
        caption_of(entry, changes, with_lateness=not late),
        is_corrected=len(changes) > 1,
        marks=tuple(_marks(entry, beside, back_dated=late)),
        beside=beside,
    )


def _marks(entry: ChronologyEntry, beside: tuple[str, ...], *, back_dated: bool) -> Iterator[Mark]:
    typed = typed_on(entry)
    if back_dated and typed is not None:
        yield Mark("history", f"Back-dated: typed on {say(typed)}")
    if entry.is_soft:
        yield Mark("info", "Soft information")
    if entry.may_be_told is not None:
        yield Mark("eye", f"May be told: {entry.may_be_told.label[0].lower()}{entry.may_be_told.label[1:]}")
    if beside:
        yield Mark("users", f"In the same incident: {', '.join(beside)}")


def _otherwise(said: Iterable[str]) -> Iterator[Mark]:
    for words in said:
        yield Mark("message-square-warning", words)


def _shut(entry: ChronologyEntry, shut: frozenset[str]) -> Iterator[Mark]:
    """Said of an entry that is restricted by itself; of a whole record the page says so above it."""
    if entry.id in shut:
        yield Mark("lock", MARK)


def caption_of(
    entry: ChronologyEntry, changes: tuple[Version, ...] = (), *, with_lateness: bool = True
) -> str:
    """Who says so, whether an opinion, how late it was written down, which date it first bore (003-5.4)."""
    parts = [entry.source]
    if entry.written_by:
        parts.append(f"Written by {entry.written_by}")
    if entry.standing is Standing.OPINION:
        parts.append("Opinion")
    late = days_late(entry)
    if late > 0 and with_lateness:
        parts.append("Written down the next day" if late == 1 else f"Written down {late} days later")
    if len(changes) > 1 and entry.happened_on and first_day(changes) != say(entry.happened_on):
        parts.append(f"Date corrected, was: {first_day(changes)}")
    if entry.is_soft and entry.soft_purpose:
        parts.append(f"What it is for: {entry.soft_purpose}")
    return ". ".join(part.rstrip(".") for part in parts if part)
