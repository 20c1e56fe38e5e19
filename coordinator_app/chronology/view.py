"""What the chronology shows: entries newest first, what the family has had, and what was changed (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals.actions import keeping
from coordinator_app.sharing.actions import shared_with_family
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

PAGE = 25
Sharing = Literal["shared", "not-shared", "restricted"]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it stands on the screen; `caption` is who says so, and how late it was written down.

    A closed line holds no words at all: the passphrase has to be typed again first (decision 20).
    """

    entry: ChronologyEntry
    sharing: Sharing
    sharing_words: str
    caption: str
    is_corrected: bool = False
    is_closed: bool = False

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
class Version:
    """What an entry said from one moment on."""

    when: str
    words: str


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
    lines = (line_of(session, entry, given) for entry in entries)
    return tuple(line if guarded_words or not is_guarded(line.entry) else closed(line) for line in lines)


def is_guarded(entry: ChronologyEntry) -> bool:
    """Whether an entry is about safeguarding or health."""
    return entry.category is not None and entry.category.is_guarded


def closed(line: Line) -> Line:
    """The line without its words, its source and anything told of them."""
    bare = replace(line.entry, words="", source="", standing=None)
    return replace(line, entry=bare, caption="", is_corrected=False, is_closed=True)


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
    return Line(entry, *state, caption_of(entry), is_corrected=_is_corrected(session, entry))


def caption_of(entry: ChronologyEntry) -> str:
    """Who says so, whether it is an opinion, and that it was written down later than it happened (003-5.4)."""
    parts = [entry.source]
    if entry.standing is Standing.OPINION:
        parts.append("Opinion")
    late = days_late(entry)
    if late > 0:
        parts.append("Written down the next day" if late == 1 else f"Written down {late} days later")
    return ". ".join(part for part in parts if part)


def days_late(entry: ChronologyEntry) -> int:
    """Days between what happened and its being typed, by the calendar in London; 0 when not known."""
    if entry.created_at is None or entry.happened_on is None:
        return 0
    return (entry.created_at.astimezone(LONDON).date() - entry.happened_on).days


def changes_of(session: Session, entry_id: str) -> tuple[Version, ...]:
    """Every wording an entry has had, oldest first; changes that left the words alone are left out."""
    versions: list[Version] = []
    for row in session.history(entry_id):
        words = str((row.after or {}).get("words") or "")
        if not versions or versions[-1].words != words:
            local = row.at.astimezone(LONDON)
            versions.append(Version(f"{say(local.date())}, {say_time(local.time())}", words))
    return tuple(versions)


def _is_corrected(session: Session, entry: ChronologyEntry) -> bool:
    return entry.version > 1 and len(changes_of(session, entry.id)) > 1
