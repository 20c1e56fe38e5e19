"""Entries on paper: which are printed, what stands round them, and the line in the audit (003-6.6, 003-2.3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coordinator_app.chronology import view
from coordinator_app.chronology.backdated import typed_on
from coordinator_app.chronology.filters import NOTHING_CHOSEN, Filters
from coordinator_app.chronology.model import ChronologyEntry, usually_told
from coordinator_app.chronology.view import Line
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.entries_order import EntriesOrder, EntryOnPaper
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Choice
from coordinator_app.organisations.letterhead import house
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

AUDITED = "entries-printed"
MOST = 1_000
APART = "This paper holds what is kept apart: entries about safeguarding or health. Only those who may open them may read it."
_WITHOUT = "None about safeguarding or health is on this paper, whether there are any or not."
HERE = "For work in this office only. Keep it with the case file, and give it to nobody."


class What(Choice):
    """What the paper is for."""

    HERE = "here", "For work here: it is kept with the case file"
    GIVEN = "given", "To give to somebody: the ledger is filled in first"


class TooMany(Trouble):
    """More entries than one paper holds."""

    code = "too-many-entries"
    next_step = "Narrow the list by days or category, and print it in parts."


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be printed: the entries ticked, or else all that the filters show."""

    pupil_id: str
    filters: Filters = NOTHING_CHOSEN
    entry_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The entries in the order of their days, and how many of them are kept apart."""

    lines: tuple[Line, ...]

    @property
    def apart(self) -> tuple[Line, ...]:
        """Those about safeguarding or health."""
        return tuple(line for line in self.lines if view.is_guarded(line.entry))

    def printed(self, *, with_apart: bool) -> tuple[Line, ...]:
        """Those that go on the paper."""
        return tuple(line for line in self.lines if with_apart or not view.is_guarded(line.entry))


def find(session: Session, chosen: Chosen, *, guarded_words: bool) -> Found:
    """The entries that are chosen. TooMany above a thousand."""
    if chosen.entry_ids:
        lines = [view.one_line(session, one, guarded_words=True) for one in chosen.entry_ids]
    else:
        lines = list(_shown(session, chosen, guarded_words=guarded_words))
    if len(lines) > MOST:
        raise TooMany(f"These are more than {MOST:,} entries.")
    lines.sort(key=lambda line: (str(line.entry.happened_on), line.entry.key))
    return Found(tuple(lines))


def _shown(session: Session, chosen: Chosen, *, guarded_words: bool) -> Iterable[Line]:
    """As on the screen, page by page, and no further than can be printed."""
    after, number = None, 0
    while number <= MOST:
        part = view.read(session, chosen.pupil_id, chosen.filters, after, guarded_words=guarded_words)
        yield from part.lines
        number, after = number + len(part.lines), part.next
        if after is None:
            return


def order(
    session: Session, chosen: Chosen, ids: Sequence[str], foot: str, *, large: bool, practice: bool
) -> EntriesOrder:
    """These entries as they stand now. NotFound."""
    pupil, ours = session.get(Pupil, chosen.pupil_id), house(session, practice=practice)
    entries = sorted((session.get(ChronologyEntry, one) for one in ids), key=_by_day)
    apart = any(view.is_guarded(one) for one in entries)
    born = f", born {say(pupil.birth_date)}" if pupil.birth_date else ""
    return EntriesOrder(
        partnership=ours.head.partnership,
        whose=f"{pupil.called}{born}",
        facts=tuple(_facts(session, chosen, entries, apart=apart)),
        entries=tuple(on_paper(one) for one in entries),
        foot=foot,
        warning=APART if apart else "",
        large_print=large,
        practice=practice,
    )


def note_printed(session: Session, pupil_id: str, what: What, number: int, *, apart: bool) -> None:
    """The line in the audit, before anything is on paper: how many entries, what for, and whether guarded ones."""
    with session.write() as work:
        words = f"{number}-entries.{what.value}{'.with-guarded' if apart else ''}"
        work.audit(AUDITED, session.get(Pupil, pupil_id), note_code=words)


def on_paper(entry: ChronologyEntry) -> EntryOnPaper:
    """One entry: day, category, words, and how far they can be relied on."""
    category = entry.category.label if entry.category else "Entry"
    day = say(entry.happened_on) if entry.happened_on else "Day not known"
    typed = typed_on(entry)
    told = entry.may_be_told or usually_told(entry.category)
    parts = (
        entry.standing.label if entry.standing else "",
        f"Said by {entry.source}" if entry.source else "Nobody is named who says so",
        f"Written by {entry.written_by}" if entry.written_by else "",
        f"Typed on {say(typed)}" if typed else "",
        f"Corrected: {entry.correction_reason}" if entry.correction_reason and not entry.trashed_at else "",
        f"Deleted: {entry.correction_reason}" if entry.trashed_at else "",
        f"Soft information, for: {entry.soft_purpose}" if entry.is_soft else "",
        f"May be told: {told.label}",
    )
    return EntryOnPaper(
        f"{day}: {category}", entry.words, ". ".join(one.rstrip(".") for one in parts if one) + "."
    )


def _facts(
    session: Session, chosen: Chosen, entries: Sequence[ChronologyEntry], *, apart: bool
) -> Iterable[tuple[str, str]]:
    now = session.clock.now().astimezone(LONDON)
    days = [one.happened_on for one in entries if one.happened_on]
    number = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    covered = f", {say(days[0])} to {say(days[-1])}" if len(days) > 1 else f", {say(days[0])}" if days else ""
    yield "Entries", f"{number}{covered}"
    which = "Those that were ticked" if chosen.entry_ids else in_words(chosen.filters)
    yield "Which", which if apart else f"{which}. {_WITHOUT}"
    yield "Printed", f"{say(now.date())}, {say_time(now.time())}, by the {session.actor.role}"


def in_words(filters: Filters) -> str:
    """What narrowed the list, as a reader of the paper has to know it."""
    ticks = (
        ("only_unshared", "not shared with the family yet"),
        ("only_soft", "soft information"),
        ("only_backdated", "typed later than two school days"),
        ("only_to_do", "with something still to be done"),
        ("deleted", "deleted"),
    )
    parts = (
        filters.category.label if filters.category else "",
        filters.standing.label if filters.standing else "",
        f"from {say(filters.since)}" if filters.since else "",
        f"to {say(filters.until)}" if filters.until else "",
        f"said by “{filters.source}”" if filters.source else "",
        f"with the words “{filters.words}”" if filters.words else "",
        *(words for name, words in ticks if getattr(filters, name)),
    )
    told = ", ".join(part for part in parts if part)
    return f"Only these: {told}" if told else "All of the chronology"


def foot_for(recipient: str) -> str:
    """What stands on every page of a paper for somebody."""
    return (
        f"Given to {recipient}, as the partnership’s ledger says. Keep it safe, and give it to nobody else."
    )


def _by_day(entry: ChronologyEntry) -> tuple[str, int]:
    return str(entry.happened_on), entry.key
