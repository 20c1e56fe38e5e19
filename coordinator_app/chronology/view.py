"""What the chronology shows: entries newest first, what the family has had, and what was changed (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from coordinator_app.chronology.hung import read_hung
from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.core.catalogue import FieldSpec, from_stored, record_type
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Choice, Compartment
from coordinator_app.referrals.actions import keeping
from coordinator_app.sharing.actions import shared_with_family
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

PAGE = 25
Sharing = Literal["shared", "not-shared", "restricted"]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it stands on the screen; `caption` is who says so, and how late it was written down.

    A closed line holds no words at all: the passphrase has to be typed again first (decision 20). `hung` is what the
    parts that hang on entries have for it, by the part's name (`hung.py`).
    """

    entry: ChronologyEntry
    sharing: Sharing
    sharing_words: str
    caption: str
    is_corrected: bool = False
    is_closed: bool = False
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


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries are wanted; the category is chosen in SQL."""

    category: Category | None = None
    only_unshared: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """Some lines, where the next ones start, and what the tab says around them.

    `gate` is whether entries may be kept (003-7.2); `sees_guarded` whether this user opens safeguarding entries.
    """

    lines: tuple[Line, ...]
    next: PageMark | None
    gate: Decision
    sees_guarded: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One field of an entry at one moment: its name, what it said from then on, and before ("" at the first)."""

    name: str
    now: str
    was: str = ""

    def sentence(self) -> str:
        """The field in one line, with the old value behind it: "Date it happened: 4 May 2026 (was: 3 May 2026)"."""
        if self.name == "What happened":
            return self.now + (f"\n(was: {self.was})" if self.was else "")
        return f"{self.name}: {self.now or 'nothing'}" + (f" (was: {self.was})" if self.was else "")


@dataclass(frozen=True, slots=True)
class Version:
    """What a correction changed and why; the first version tells everything that was written."""

    when: str
    told: tuple[Told, ...]
    why: str = ""

    def text(self) -> str:
        """All of it, to be read."""
        head = f"{self.when}, corrected because: {self.why}" if self.why else f"{self.when}:"
        return "\n".join((head, *(one.sentence() for one in self.told)))


def read(
    session: Session,
    pupil_id: str,
    wanted: Filters,
    after: PageMark | None = None,
    *,
    guarded_words: bool = True,
) -> Shown:
    """One page of the chronology; with `only_unshared` everything at once, as the ledger decides what is left.

    Without `guarded_words` the words of safeguarding and health entries do not leave the session.
    """
    where: dict[str, object] = {"pupil_id": pupil_id}
    if wanted.category is not None:
        where["category"] = wanted.category
    given = shared_with_family(session, pupil_id)
    limit = 10_000 if wanted.only_unshared else PAGE
    found = session.page(
        ChronologyEntry, where=where, order="happened_on", newest=True, after=after, limit=limit
    )
    kept = [entry for entry in found.records if not (wanted.only_unshared and entry.id in given)]
    return Shown(
        _lines(session, kept, given, guarded_words=guarded_words),
        found.next,
        keeping(session, pupil_id),
        Compartment.GUARDED in session.held,
    )


def latest(session: Session, pupil_id: str, limit: int) -> tuple[Line, ...]:
    """The newest entries, for the overview; safeguarding and health entries without their words."""
    given = shared_with_family(session, pupil_id)
    entries = session.list(
        ChronologyEntry, where={"pupil_id": pupil_id}, order="happened_on", newest=True, limit=limit
    )
    return _lines(session, entries, given, guarded_words=False)


def _lines(
    session: Session, entries: list[ChronologyEntry], given: Mapping[str, date], *, guarded_words: bool
) -> tuple[Line, ...]:
    hung = read_hung(session, entries)
    lines = (replace(line_of(session, entry, given), hung=hung.get(entry.id, {})) for entry in entries)
    return tuple(line if guarded_words or not is_guarded(line.entry) else closed(line) for line in lines)


def is_guarded(entry: ChronologyEntry) -> bool:
    """Whether an entry is about safeguarding or health."""
    return entry.category is not None and entry.category.is_guarded


def closed(line: Line) -> Line:
    """The line without its words, its source and anything told of them."""
    bare = replace(line.entry, words="", source="", standing=None)
    return replace(line, entry=bare, caption="", is_corrected=False, is_closed=True, hung={})


def count(session: Session, pupil_id: str) -> int:
    """How many entries this user may open."""
    return session.count(ChronologyEntry, where={"pupil_id": pupil_id})


def line_of(session: Session, entry: ChronologyEntry, given: Mapping[str, date]) -> Line:
    """An entry with its sharing state: shared wins, then restricted, then not shared yet (design 4.10)."""
    shared_on = given.get(entry.id)
    guarded = is_guarded(entry)
    if shared_on is not None:
        state: tuple[Sharing, str] = ("shared", f"Shared {say(shared_on)}")
    else:
        state = ("restricted", "Restricted") if guarded else ("not-shared", "Not shared with parent yet")
    changes = changes_of(session, entry.id) if entry.version > 1 else ()
    return Line(entry, *state, caption_of(entry, changes), is_corrected=len(changes) > 1)


def caption_of(entry: ChronologyEntry, changes: tuple[Version, ...] = ()) -> str:
    """Who says so, whether an opinion, how late it was written down, which date it first bore (003-5.4)."""
    parts = [entry.source]
    if entry.standing is Standing.OPINION:
        parts.append("Opinion")
    late = days_late(entry)
    if late > 0:
        parts.append("Written down the next day" if late == 1 else f"Written down {late} days later")
    if len(changes) > 1 and entry.happened_on and _old_day(changes) != say(entry.happened_on):
        parts.append(f"Date corrected, was: {_old_day(changes)}")
    return ". ".join(part for part in parts if part)


def days_late(entry: ChronologyEntry) -> int:
    """Days between what happened and its being typed, by the calendar in London; 0 when not known."""
    if entry.created_at is None or entry.happened_on is None:
        return 0
    return (entry.created_at.astimezone(LONDON).date() - entry.happened_on).days


def changes_of(session: Session, entry_id: str) -> tuple[Version, ...]:
    """Everything an entry has said, oldest first; changes that left all of it alone are left out."""
    versions: list[Version] = []
    before: dict[str, str] = {}
    for row in session.history(entry_id):
        after = row.after or {}
        now = {spec.name: _said(spec, after.get(spec.name)) for spec in _CORRECTED}
        told = tuple(
            Told(spec.label, now[spec.name], _was(before, spec.name))
            for spec in _CORRECTED
            if now[spec.name] != before.get(spec.name, "")
        )
        if told:
            local = row.at.astimezone(LONDON)
            why = str(after.get("correction_reason") or "") if before else ""
            versions.append(Version(f"{say(local.date())}, {say_time(local.time())}", told, why))
        before = now
    return tuple(versions)


_CORRECTED: tuple[FieldSpec, ...] = tuple(
    record_type(ChronologyEntry).field(name)
    for name in ("happened_on", "category", "words", "source", "standing")
)


def _was(before: Mapping[str, str], name: str) -> str:
    return (before[name] or "nothing") if before else ""


def _said(spec: FieldSpec, stored: Any) -> str:
    value = from_stored(spec, stored)
    if isinstance(value, date):
        return say(value)
    return value.label if isinstance(value, Choice) else str(value or "")


def _old_day(changes: tuple[Version, ...]) -> str:
    """The day that the entry first bore, in words."""
    return next((one.now for one in changes[0].told if one.name == _CORRECTED[0].label), "")
