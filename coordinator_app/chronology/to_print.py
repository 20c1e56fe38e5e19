"""Entries on paper: which are printed, what stands round them, and what is noted when they leave (003-6.6, 003-2.3.2).

A paper for somebody outside says less than one for the case file: nothing of why or for whom we keep an entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coordinator_app.chronology import giving, view
from coordinator_app.chronology.backdated import typed_on
from coordinator_app.chronology.filters import NOTHING_CHOSEN, Filters
from coordinator_app.chronology.giving import Gift
from coordinator_app.chronology.model import ChronologyEntry, usually_told
from coordinator_app.chronology.view import Line
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.entries_order import EntriesOrder, EntryOnPaper
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Choice, Compartment
from coordinator_app.corrections.beside import travelling
from coordinator_app.organisations.letterhead import house
from coordinator_app.pupils.confidential import HOLDS, tell_where
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.restricting import demand_usable
from coordinator_app.store.session import Session

AUDITED = "entries-printed"
MOST = 1_000
APART = "This paper holds what is kept apart: entries about safeguarding or health. Only those who may open them may read it."
APART_OUT = (
    "This paper holds entries about safeguarding or health. Only the person named on each page may read it."
)
SOME = "Some of the chronology: those chosen for this paper. There may be others."
_WITHOUT = "None about safeguarding or health is on this paper, whether there are any or not."
HERE = "For work in this office only. Keep it with the case file, and give it to nobody."


class What(Choice):
    """What the paper is for."""

    HERE = "here", "For work here: it is kept with the case file"
    GIVEN = "given", "To give to somebody: the ledger keeps who got it"


class TooMany(Trouble):
    """More entries than one paper holds."""

    code = "too-many-entries"
    next_step = "Narrow the list by days or category, and print it in parts."


class LeftUnnoted(Trouble):
    """A paper has left, and the ledger could not take it."""

    code = "entries-left-unnoted"
    safe = "The paper itself has left. What was kept before is safe."
    next_step = "Choose these entries, and record who was given them."


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


@dataclass(frozen=True, slots=True)
class Paper:
    """How entries are printed; `foot` stands on every page."""

    what: What
    foot: str
    large: bool = False
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """What the child process prints, and the entries in the very versions that stand in it."""

    order: EntriesOrder
    entries: tuple[ChronologyEntry, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """Entries on their way out on paper; `gift` says to whom, None of what stays with the case file."""

    pupil_id: str
    entries: tuple[ChronologyEntry, ...]
    gift: Gift | None = None


def order(session: Session, chosen: Chosen, asked: Sequence[ChronologyEntry], paper: Paper) -> Ordered:
    """These entries as they stand now. NotFound.

    ChangedSince for one that was deleted or is guarded since the user was asked: no tick and no passphrase was for it.
    """
    entries = tuple(sorted(giving.as_they_stand(session, asked), key=_by_day))
    pupil, ours = session.get(Pupil, chosen.pupil_id), house(session, practice=paper.practice)
    goes_out, apart = paper.what is What.GIVEN, _any_apart(entries)
    born = f", born {say(pupil.birth_date)}" if pupil.birth_date else ""
    told = on_paper_outside if goes_out else on_paper
    beside = travelling(session, entries, outside=goes_out)
    which = SOME if goes_out else _which(chosen, apart=apart)
    made = EntriesOrder(
        partnership=ours.head.partnership,
        whose=f"{pupil.called}{born}",
        facts=tuple(_facts(session, entries, which)),
        entries=tuple(told(one, beside.get(one.id, "")) for one in entries),
        foot=paper.foot,
        warning=" ".join(_warnings(session, entries, goes_out=goes_out)),
        large_print=paper.large,
        practice=paper.practice,
    )
    return Ordered(made, entries)


def _any_apart(entries: Iterable[ChronologyEntry]) -> bool:
    return any(view.is_guarded(one) for one in entries)


def _warnings(session: Session, entries: Sequence[ChronologyEntry], *, goes_out: bool) -> Iterable[str]:
    if _any_apart(entries):
        yield APART_OUT if goes_out else APART
    if tell_where(session, (text for one in entries for text in (one.words, one.source))):
        yield HOLDS


def note_leaving(session: Session, leaving: Leaving) -> None:
    """Before anything leaves: it may, of what is kept by now, and the audit has it. ChangedSince, GateShut, InvalidInput."""
    if leaving.gift is None:
        demand_usable(session, leaving.pupil_id, records=(one.id for one in leaving.entries))
        giving.as_they_stand(session, leaving.entries)
        note_printed(session, leaving.pupil_id, What.HERE, leaving.entries)
    else:
        giving.demand(session, leaving.gift, leaving.entries)
        note_printed(session, leaving.pupil_id, What.GIVEN, leaving.entries)


def note_left(session: Session, leaving: Leaving) -> None:
    """The line in the ledger, once what is for somebody has left: never for what was not made. LeftUnnoted."""
    if leaving.gift is None:
        return
    try:
        giving.give(session, leaving.gift.told, leaving.entries, for_safety=leaving.gift.for_safety)
    except Trouble as trouble:
        words = f"The paper has left and could not be written into the ledger. {trouble.happened}"
        raise LeftUnnoted(words) from trouble


def note_printed(session: Session, pupil_id: str, what: What, entries: Sequence[ChronologyEntry]) -> None:
    """The line in the audit: how many entries and what for. Of guarded ones it lies in their compartment alone.

    The open line counts the open entries, and there is none where all are guarded: it would tell that there are such.
    """
    pupil, apart = session.get(Pupil, pupil_id), sum(1 for one in entries if view.is_guarded(one))
    for place, number in ((Compartment.GUARDED, apart), (Compartment.GENERAL, len(entries) - apart)):
        if number:
            with session.write(place) as work:
                work.audit(AUDITED, pupil, note_code=f"{number}-entries.{what.value}")


def on_paper(entry: ChronologyEntry, beside: str = "") -> EntryOnPaper:
    """One entry for work here: day, category, words, and all that says how far they can be relied on, the other view too."""
    told = entry.may_be_told or usually_told(entry.category)
    return _entry(
        entry,
        f"Said by {entry.source}" if entry.source else "Nobody is named who says so",
        f"Written by {entry.written_by}" if entry.written_by else "",
        _typed(entry),
        f"Corrected: {entry.correction_reason}" if entry.correction_reason and not entry.trashed_at else "",
        f"Deleted: {entry.correction_reason}" if entry.trashed_at else "",
        f"Soft information, for: {entry.soft_purpose}" if entry.is_soft else "",
        f"May be told: {told.label}",
        beside,
    )


def on_paper_outside(entry: ChronologyEntry, beside: str = "") -> EntryOnPaper:
    """One entry for somebody outside: without why it was corrected, who typed it, what it is kept for and who may be told."""
    changed = entry.changed_at.astimezone(LONDON).date() if entry.changed_at else None
    return _entry(
        entry,
        f"Said by {entry.source}" if entry.source else "",
        _typed(entry),
        f"Corrected on {say(changed)}" if entry.correction_reason and changed else "",
        beside,
    )


def _entry(entry: ChronologyEntry, *told: str) -> EntryOnPaper:
    category = entry.category.label if entry.category else "Entry"
    day = say(entry.happened_on) if entry.happened_on else "Day not known"
    parts = (entry.standing.label if entry.standing else "", *told)
    under = ". ".join(one.rstrip(".") for one in parts if one)
    return EntryOnPaper(f"{day}: {category}", entry.words, f"{under}." if under else "")


def _typed(entry: ChronologyEntry) -> str:
    typed = typed_on(entry)
    return f"Typed on {say(typed)}" if typed else ""


def _which(chosen: Chosen, *, apart: bool) -> str:
    which = "Those that were ticked" if chosen.entry_ids else in_words(chosen.filters)
    return which if apart else f"{which}. {_WITHOUT}"


def _facts(session: Session, entries: Sequence[ChronologyEntry], which: str) -> Iterable[tuple[str, str]]:
    now = session.clock.now().astimezone(LONDON)
    days = [one.happened_on for one in entries if one.happened_on]
    number = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    covered = f", {say(days[0])} to {say(days[-1])}" if len(days) > 1 else f", {say(days[0])}" if days else ""
    yield "Entries", f"{number}{covered}"
    yield "Which", which
    yield "Printed", f"{say(now.date())}, {say_time(now.time())}, by the {session.actor.role}"


def in_words(filters: Filters) -> str:
    """What narrowed the list, as a reader here has to know it: what was searched for is for nobody outside."""
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
