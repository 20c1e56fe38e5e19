"""Prints the entries that the filters show, or those that are ticked: for the case file, or for somebody who is named.

The pages are made and counted first; the ledger has its line once a paper for somebody has left, and not before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import to_print, view
from coordinator_app.chronology.giving import ChangedSince, Gift
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.page import reopening_reading as reading
from coordinator_app.chronology.page.give_box import PaperBox
from coordinator_app.chronology.page.print_box import PrintBox
from coordinator_app.chronology.to_print import Chosen, Found, Leaving, Ordered, Paper, What
from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.entries_order import TASK, EntriesPrinted
from coordinator_app.core.errors import Trouble
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind, save_pdf
from coordinator_app.services import Services
from coordinator_app.ui import paper
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.draft_keeper import DraftOf

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_WHY = "Safeguarding and health entries are about to be printed."
_WHY_OUT = "Entries that name a child are about to leave the vault."
_SAVED, _PRINTED = "saved as PDF", "sent to the printer"
_MOST_SHEETS = 60  # drawn at once for a printer; more are printed from the file


class TooManySheets(Trouble):
    """More pages than are drawn for a printer at once."""

    code = "too-many-sheets"
    next_step = "Choose “As a PDF file”, print it from there, and delete the file; or narrow the list."


class PrintEntries:
    """For the chronology of one pupil."""

    def __init__(self, services: Services, owner: QWidget) -> None:
        self._services, self._owner = services, owner

    def ask(self, chosen: Chosen) -> None:
        """Find the entries, and ask how they are printed."""
        confirmed = self._services.confirm.fresh
        self._read(
            lambda session: to_print.find(session, chosen, guarded_words=confirmed),
            partial(self._ask_how, chosen),
        )

    def openers(self) -> Openers:
        """The box that asks whom a paper is for, opened again with what was typed into it."""
        return {"paper_for": self._once_more}

    def _ask_how(self, chosen: Chosen, found: Found) -> None:
        which = "Those that were ticked" if chosen.entry_ids else to_print.in_words(chosen.filters)
        box = PrintBox(found, which)
        box.saved.connect(guarded(self._owner, lambda _none: self._go_on(_answered(chosen, found, box))))
        self._services.dialogs.show(box)

    def _go_on(self, asked: _Asked) -> None:
        goes_on = partial(self._begin, asked)
        if asked.holds_apart:
            self._services.confirm(guarded(self._owner, goes_on), _WHY)
        else:
            goes_on()

    def _begin(self, asked: _Asked) -> None:
        """For somebody they are made once before he is named: what cannot be printed is refused before anything is typed."""
        if asked.what is What.HERE:
            self._make(asked, to_print.HERE, partial(self._leave, asked, None))
        else:
            self._make(asked, to_print.foot_for("…"), lambda _made: self._ask_whom(asked))

    def _ask_whom(self, asked: _Asked) -> None:
        box = PaperBox(self._services, asked.entries)
        box.saved.connect(guarded(self._owner, partial(self._make_for, asked)))
        place = Compartment.GUARDED if asked.holds_apart else Compartment.GENERAL
        show_kept(self._services, box, DraftOf("paper_for", asked.chosen.pupil_id, place), more=asked.plain())

    def _make_for(self, asked: _Asked, gift: Gift) -> None:
        self._make(asked, to_print.foot_for(gift.told.recipient), partial(self._leave, asked, gift))

    def _once_more(self, left: Left) -> bool:
        """The paper is made anew, of the entries as they stand now."""
        ids = tuple(left.more.get("entries", "").split())

        def ask(lines: tuple[view.Line, ...]) -> None:
            entries = tuple(line.entry for line in lines)
            asked = _Asked(Chosen(left.record_id, entry_ids=ids), entries, What.GIVEN, *_kept_answers(left))
            if asked.holds_apart and not left.more.get("apart"):
                words = "One of these entries is kept apart since you chose it."
                self._services.say.trouble(ChangedSince(words))
            elif entries:
                self._go_on(asked)

        if ids:
            self._read(lambda session: reading.lines(session, ids), ask)
        return bool(ids)

    # making the pages

    def _make(self, asked: _Asked, foot: str, then: Callable[[_Made], None]) -> None:
        how = Paper(asked.what, foot, large=asked.large, practice=self._services.vault.practice)
        self._read(
            lambda session: to_print.order(session, asked.chosen, asked.entries, how),
            partial(self._print, asked, then),
        )

    def _print(self, asked: _Asked, then: Callable[[_Made], None], ordered: Ordered) -> None:
        self._services.say.hint("The pages are being made.")
        self._child(TASK, ordered.order, partial(self._made, asked, then, ordered))

    def _made(self, asked: _Asked, then: Callable[[_Made], None], ordered: Ordered, answer: Answered) -> None:
        printed = read_answer(EntriesPrinted, answer)
        if printed.pages > _MOST_SHEETS and not asked.to_file:
            words = f"These are {printed.pages} pages, more than can be sent to a printer at once."
            self._services.dialogs.trouble(TooManySheets(words))
        else:
            then(_Made(printed, ordered.entries))

    # leaving

    def _leave(self, asked: _Asked, gift: Gift | None, made: _Made) -> None:
        leaving = Leaving(asked.chosen.pupil_id, made.entries, gift)
        if not asked.to_file:
            wanted = PagesWanted(made.printed.pdf, dpi=paper.DPI)
            self._child("print.pages", wanted, partial(self._to_printer, leaving))
            return
        ask = partial(
            self._services.dialogs.save_file,
            "Save the entries as PDF",
            "entries.pdf",
            kinds("PDF", "pdf"),
            guarded(self._owner, partial(self._save, leaving, made.printed)),
        )
        self._services.confirm(guarded(self._owner, ask), _WHY_OUT)

    def _save(self, leaving: Leaving, printed: EntriesPrinted, path: Path) -> None:
        out = LeavingPdf(path, printed.pdf, PdfKind.ENTRIES, printed.pages)
        self._write(
            lambda session: _out(session, leaving, out), lambda _none: self._say_left(leaving, _SAVED)
        )

    def _to_printer(self, leaving: Leaving, answer: Answered) -> None:
        pages = read_answer(PagesShown, answer)

        def left(_none: None) -> None:
            self._write(
                lambda session: to_print.note_left(session, leaving),
                lambda _noted: self._say_left(leaving, _PRINTED),
            )

        def ask(_none: None) -> None:
            paper.print_pages(pages, self._services.dialogs, left, self._services.say.trouble)

        self._write(lambda session: to_print.note_leaving(session, leaving), ask)

    def _say_left(self, leaving: Leaving, said: str) -> None:
        noted = ", and stand in the ledger" if leaving.gift else ""
        self._services.say.toast(f"The entries were {said}{noted}")

    # the jobs

    def _write(self, work: Callable[[Any], None], done: Callable[[None], None]) -> None:
        self._services.jobs.write(
            work,
            done=guarded(self._owner, done),
            failed=self._services.say.trouble,  # a paper has left: that is said wherever one is by now
        )

    def _read(self, work: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        self._services.jobs.read(
            work,
            done=guarded(self._owner, done),
            failed=guarded(self._owner, self._services.say.trouble),
        )

    def _child(self, task: str, request: object, done: Callable[[Answered], None]) -> None:
        self._services.jobs.child(
            task,
            request,
            done=guarded(self._owner, done),
            failed=guarded(self._owner, self._services.say.trouble),
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The answers as they stood when the button was pressed, and the entries as they were shown then."""

    chosen: Chosen
    entries: tuple[ChronologyEntry, ...]
    what: What
    large: bool
    to_file: bool

    @property
    def holds_apart(self) -> bool:
        """Whether something about safeguarding or health goes on the paper."""
        return any(view.is_guarded(one) for one in self.entries)

    def plain(self) -> dict[str, str]:
        """What leads back to it."""
        ticks = {"apart": self.holds_apart, "large": self.large, "to_file": self.to_file}
        ids = " ".join(one.id for one in self.entries)
        return {"entries": ids} | {name: "1" for name, ticked in ticks.items() if ticked}


@dataclass(frozen=True, slots=True)
class _Made:
    """The pages, and the entries in the versions that stand on them."""

    printed: EntriesPrinted
    entries: tuple[ChronologyEntry, ...]


def _answered(chosen: Chosen, found: Found, box: PrintBox) -> _Asked:
    entries = tuple(line.entry for line in found.printed(with_apart=box.with_apart))
    return _Asked(chosen, entries, box.what or What.HERE, box.large, box.to_file)


def _kept_answers(left: Left) -> tuple[bool, bool]:
    return bool(left.more.get("large")), bool(left.more.get("to_file"))


def _out(session: Session, leaving: Leaving, out: LeavingPdf) -> None:
    """In one turn of the writer: it may leave, it leaves, the ledger has it; what comes between is a kill only."""
    to_print.note_leaving(session, leaving)
    save_pdf(session, out)
    to_print.note_left(session, leaving)
