"""Prints the entries that the filters show, or those that are ticked: for the case file, or for whom the ledger names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import to_print, view
from coordinator_app.chronology.page.print_box import PrintBox
from coordinator_app.chronology.to_print import Chosen, Found, What
from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.entries_order import TASK, EntriesOrder, EntriesPrinted
from coordinator_app.core.errors import Trouble
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.services import Services
from coordinator_app.ui import paper
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.save_pdf import let_out

if TYPE_CHECKING:
    from coordinator_app.sharing.model import Disclosure

_WHY = "Safeguarding and health entries are about to be printed."
_WHY_OUT = "Entries that name a child are about to leave the vault."
_MOST_SHEETS = 60  # drawn at once for a printer; more are printed from the file


class TooManySheets(Trouble):
    """More pages than are drawn for a printer at once."""

    code = "too-many-sheets"
    next_step = "Choose “As a PDF file”, print it from there, and delete the file; or narrow the list."


Give = Callable[[tuple[view.Line, ...], Callable[["Disclosure"], None]], None]


class PrintEntries:
    """For the chronology of one pupil. `give` asks who gets entries and calls back once the ledger has it."""

    def __init__(self, services: Services, owner: QWidget, give: Give) -> None:
        self._services, self._owner, self._give = services, owner, give

    def ask(self, chosen: Chosen) -> None:
        """Find the entries, and ask how they are printed."""
        confirmed = self._services.confirm.fresh
        self._read(
            lambda session: to_print.find(session, chosen, guarded_words=confirmed),
            partial(self._ask_how, chosen),
        )

    def _ask_how(self, chosen: Chosen, found: Found) -> None:
        which = "Those that were ticked" if chosen.entry_ids else to_print.in_words(chosen.filters)
        box = PrintBox(found, which)
        box.saved.connect(guarded(self._owner, lambda _none: self._go_on(chosen, found, box)))
        self._services.dialogs.show(box)

    def _go_on(self, chosen: Chosen, found: Found, box: PrintBox) -> None:
        asked = _Asked(chosen, found, box)
        goes_on = partial(self._to_whom, asked)
        if asked.holds_apart:
            self._services.confirm(guarded(self._owner, goes_on), _WHY)
        else:
            goes_on()

    def _to_whom(self, asked: _Asked) -> None:
        if asked.what is What.HERE:
            self._note(asked, to_print.HERE)
        else:
            self._give(asked.lines, lambda told: self._note(asked, to_print.foot_for(told.recipient)))

    def _note(self, asked: _Asked, foot: str) -> None:
        """The line in the audit comes first; then what is printed is read as it stands now."""
        pupil_id, number = asked.chosen.pupil_id, len(asked.lines)
        self._services.jobs.write(
            lambda session: to_print.note_printed(
                session, pupil_id, asked.what, number, apart=asked.holds_apart
            ),
            done=guarded(self._owner, lambda _none: self._order(asked, foot)),
            failed=guarded(self._owner, self._services.say.trouble),
        )

    def _order(self, asked: _Asked, foot: str) -> None:
        ids, practice = tuple(line.entry.id for line in asked.lines), self._services.vault.practice
        self._read(
            lambda session: to_print.order(
                session, asked.chosen, ids, foot, large=asked.large, practice=practice
            ),
            partial(self._print, asked),
        )

    def _print(self, asked: _Asked, order: EntriesOrder) -> None:
        self._services.say.hint("The pages are being made.")
        self._child(TASK, order, partial(self._made, asked))

    def _made(self, asked: _Asked, answer: Answered) -> None:
        printed = read_answer(EntriesPrinted, answer)
        if asked.to_file:
            ask = partial(
                self._services.dialogs.save_file,
                "Save the entries as PDF",
                "entries.pdf",
                kinds("PDF", "pdf"),
                guarded(self._owner, partial(self._save, printed)),
            )
            self._services.confirm(guarded(self._owner, ask), _WHY_OUT)
        elif printed.pages > _MOST_SHEETS:
            words = f"These are {printed.pages} pages, more than can be sent to a printer at once."
            self._services.dialogs.trouble(TooManySheets(words))
        else:
            self._child("print.pages", PagesWanted(printed.pdf, dpi=paper.DPI), self._to_printer)

    def _save(self, printed: EntriesPrinted, path: Path) -> None:
        out = LeavingPdf(path, printed.pdf, PdfKind.ENTRIES, printed.pages)
        said = partial(self._services.say.toast, "The entries were saved as PDF")
        let_out(self._services, self._owner, out, said, self._services.say.trouble)

    def _to_printer(self, answer: Answered) -> None:
        paper.print_pages(
            read_answer(PagesShown, answer),
            self._services.dialogs,
            lambda _none: self._services.say.toast("The entries were sent to the printer"),
            self._services.say.trouble,
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


class _Asked:
    """The answers as they stood when the button was pressed."""

    def __init__(self, chosen: Chosen, found: Found, box: PrintBox) -> None:
        self.chosen, self.large, self.to_file = chosen, box.large, box.to_file
        self.what = box.what or What.HERE
        self.lines = found.printed(with_apart=box.with_apart)
        self.holds_apart = any(view.is_guarded(line.entry) for line in self.lines)
