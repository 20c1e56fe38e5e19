"""Term dates pasted or read from a calendar file: what was recognised and what was not, as one types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.calendar import TermCalendar, calendar_warnings
from coordinator_app.core.errors import BadFile, Trouble
from coordinator_app.core.term_dates import ReadTerms, parse_term_dates
from coordinator_app.core.term_rows import RowProblem
from coordinator_app.organisations.actions import records_of
from coordinator_app.organisations.model import TermBlock, TermException
from coordinator_app.organisations.page.year_view import YearView
from coordinator_app.organisations.term_years import cut_short
from coordinator_app.organisations.terms_file import TASK, TermsFile, TermsFound
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

_LARGEST = 1024 * 1024  # bytes; what reads the file refuses more
_MOST_SHOWN = 8
_WITHOUT = "Without them a deadline may come out later than the law allows. Cancel to mend the rows."
Then = Callable[[], None]
_HELP = "Copy the list from the school's or the county's page. Each row is a name and its first and last day."
_LAYOUTS = "For example: Autumn term 1: 25 August 2026 to 16 October 2026. INSET: 27 November 2026."


class TermsInput(QWidget):
    """Emits `edited` when the text changes and `read` when it has been understood anew."""

    edited = Signal()
    read = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.found = ReadTerms(TermCalendar(""))
        self._from_file: tuple[RowProblem, ...] = ()
        self._accepted: tuple[RowProblem, ...] = ()
        self._waiting: Then | None = None
        self._shown = ""
        self.paste = LongText(lines=7, sensitive=False, hint=_LAYOUTS)
        self.row = FormRow("Paste the term dates", _HELP, self.paste, optional=True)
        self.choose = button("Choose a calendar file", icon="upload", small=True)
        self._result = layout.column(space=12)
        lines = layout.column(self, space=12)
        lines.addWidget(self.row)
        lines.addWidget(self.choose)
        lines.addLayout(self._result)
        self.paste.edited.connect(self._typed)
        self.choose.clicked.connect(self._ask)

    def text(self) -> str:
        """What is pasted."""
        return self.paste.value()

    def set_text(self, text: str) -> None:
        """Put a text in and read it."""
        self.paste.set_value(text)
        self._from_file, self._waiting = (), None
        self._read()

    def blocks(self) -> tuple[TermBlock, ...]:
        """The terms recognised, as records not yet kept."""
        return records_of(self.found.calendar)[0]

    def exceptions(self) -> tuple[TermException, ...]:
        """The days without school, as records not yet kept."""
        return records_of(self.found.calendar)[1]

    def unread(self) -> tuple[RowProblem, ...]:
        """The rows that could not be read: nothing of them will be kept."""
        return (*self._from_file, *self.found.problems)

    def warnings(self) -> tuple[str, ...]:
        """What looks wrong with the dates that were read."""
        calendar = self.found.calendar
        return (*calendar_warnings(calendar), *cut_short(calendar, self._services.clock.today()))

    def leave(self, then: Then) -> None:
        """Go on once everything typed was read; rows that cannot be read are asked about first, once."""
        if self._shown != self.text():
            self._waiting = then
            return
        unread = self.unread()
        if not unread or unread == self._accepted:
            then()
            return

        def left_out() -> None:
            self._accepted = unread
            then()

        text = f"{_listed(unread)} {_WITHOUT}"
        self._services.dialogs.ask(_could_not(unread), text, "Leave them out", guarded(self, left_out))

    def stay(self) -> None:
        """Do not go on after all: the user went elsewhere while the rows were still being read."""
        self._waiting = None

    def _typed(self) -> None:
        self._from_file, self._accepted, self._waiting = (), (), None
        self.edited.emit()
        self._read()

    def _read(self) -> None:
        text = self.text()
        self._services.jobs.task(
            lambda _in_task: parse_term_dates(text, name=""),
            done=guarded(self, lambda found: self._show(text, found)),
            failed=guarded(self, self._not_read),
        )

    def _not_read(self, error: Exception) -> None:
        self.stay()
        self._services.say.trouble(error)

    def _show(self, text: str, found: ReadTerms) -> None:
        if text != self.text():
            return  # typed on meanwhile: that reading follows
        self.found, self._shown = found, text
        layout.clear(self._result)
        if self.unread():
            self._result.addWidget(_problems(self.unread()))
        for note in look_again(self.warnings()):
            self._result.addWidget(note)
        if found.calendar.blocks:
            self._result.addWidget(label(_counted(found.calendar), "small-strong"))
            card = Card()
            card.body.addWidget(YearView(found.calendar))
            self._result.addWidget(card)
        self.read.emit()
        then, self._waiting = self._waiting, None
        if then is not None:
            self.leave(then)

    # a calendar file

    def _ask(self) -> None:
        self._services.dialogs.choose_file(
            "Choose the calendar file of the term dates",
            kinds("Calendar files", "ics"),
            guarded(self, self.take),
        )

    def take(self, path: Path) -> None:
        """Read a calendar file in a child process; its dates come into the box, where they can be changed."""
        self._services.jobs.task(
            lambda _in_task: _content(path),
            done=guarded(self, self._hand_over),
            failed=guarded(self, self._cannot),
        )

    def _hand_over(self, file: TermsFile) -> None:
        self._services.jobs.child(
            TASK, file, done=guarded(self, self._taken), failed=guarded(self, self._cannot)
        )

    def _taken(self, answer: Answered) -> None:
        found = read_answer(TermsFound, answer)
        self.paste.set_value(found.text)
        self._from_file = found.problems
        self.stay()  # whoever asked to go on had not seen these dates
        self.edited.emit()
        self._read()

    def _cannot(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._services.dialogs.trouble(error)
        else:
            self._services.say.trouble(error)


def _content(path: Path) -> TermsFile:
    try:
        with path.open("rb") as file:
            return TermsFile(file.read(_LARGEST + 1))
    except OSError as fault:
        raise BadFile(
            "This file cannot be opened.", next_step="Choose it again, or paste the dates."
        ) from fault


def _problems(problems: tuple[RowProblem, ...]) -> Note:
    return Note("over", _could_not(problems), _listed(problems))


def look_again(warnings: tuple[str, ...]) -> list[Note]:
    """A note for each of the first warnings, and one that says how many more there are: a file may hold a thousand."""
    notes = [Note("soon", "Look at this again.", words) for words in warnings[:_MOST_SHOWN]]
    left = len(warnings) - _MOST_SHOWN
    if left > 0:
        more = "1 more thing looks" if left == 1 else f"{left} more things look"
        notes.append(Note("soon", f"{more} odd.", "They are shown when these are mended."))
    return notes


def _could_not(problems: tuple[RowProblem, ...]) -> str:
    return "1 row could not be read." if len(problems) == 1 else f"{len(problems)} rows could not be read."


def left_out_words(count: int) -> str:
    """How many rows will not be kept, as a sentence, or ""."""
    return "" if not count else "1 row was left out." if count == 1 else f"{count} rows were left out."


def _listed(problems: tuple[RowProblem, ...]) -> str:
    shown = " ".join(f"Row {one.number}: {one.message}" for one in problems[:_MOST_SHOWN])
    rest = f" And {len(problems) - _MOST_SHOWN} more." if len(problems) > _MOST_SHOWN else ""
    return shown + rest


def _counted(calendar: TermCalendar) -> str:
    terms, off = len(calendar.blocks), len(calendar.inset_days) + len(calendar.closures)
    words = "1 term" if terms == 1 else f"{terms} terms"
    days = "" if not off else ", 1 day without school" if off == 1 else f", {off} days without school"
    return f"Recognised: {words}{days}"
