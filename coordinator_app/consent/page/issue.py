"""Forms on their way out: noted as printed, each with its reference, then made with that reference on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.noting import Noted, note_printed
from coordinator_app.consent.orders import FillIn
from coordinator_app.consent.page.print_reading import read_orders
from coordinator_app.consent.page.printer import FINE, PrintRun
from coordinator_app.core.answers import read_answer
from coordinator_app.core.bundle import Bundle, Bundled
from coordinator_app.core.errors import Trouble
from coordinator_app.core.page_images import PagesShown
from coordinator_app.core.print_order import Printed
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.press import Press
from coordinator_app.ui.save_pdf import let_out

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class WordingChanged(Trouble):
    """Another wording came into force since the forms were drawn: what was looked at is not what would be printed."""

    code = "wording-changed"
    safe = "Nothing was printed or saved."
    next_step = "The forms are being drawn again. Look at them, then print."


@dataclass(frozen=True, slots=True)
class Issued:
    """What was made; `change_id` names the note that it was printed, `of_pupil` tells it from blank forms."""

    printed: tuple[Printed, ...]
    change_id: str
    of_pupil: bool


class Issue:
    """Works for one page (`receiver`)."""

    def __init__(self, services: Services, receiver: QObject) -> None:
        self._desk, self._receiver = services, receiver
        self._press = Press(services.jobs, receiver)
        self._run: PrintRun | None = None

    def make(
        self,
        pupil_id: str,
        previews: Mapping[FormTemplate, Printed],
        fill: FillIn,
        done: Callable[[Issued], None],
        failed: Callable[[Exception], None],
        references: tuple[str, ...] = (),
        *,
        copies: int = 1,
    ) -> None:
        """Make forms for a pupil, or blank ones in `copies`, each with a code of its own. Version is the preview's."""
        noted = tuple((template, made.version, made.digest) for template, made in previews.items())

        def make(saved: tuple[Noted, ...]) -> None:
            self._make(pupil_id, saved, fill, done, failed)

        self._desk.jobs.write(
            lambda session: note_printed(session, pupil_id, noted, fill, references, copies=copies),
            done=guarded(self._receiver, make),
            failed=guarded(self._receiver, failed),
        )

    def to_printer(
        self,
        issued: Issued,
        make: Callable[[], QPrinter],
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Draw every page finely and hand it to the printer, on a thread of its own."""

        def drawn(files: tuple[PagesShown, ...]) -> None:
            images = tuple(page.image for file in files for page in file.pages)
            self._run = PrintRun(make, images, guarded(self._receiver, done), guarded(self._receiver, failed))
            self._run.start()

        self._press.pages(tuple(one.pdf for one in issued.printed), FINE, drawn, failed)

    def to_file(
        self, issued: Issued, path: Path, done: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        """Put the forms into one file and write it where it was wanted."""
        told = guarded(self._receiver, failed)
        pages = sum(one.pages for one in issued.printed)
        kind = PdfKind.FORMS if issued.of_pupil else PdfKind.BLANK_FORMS

        def written(answer: Any) -> None:
            out = LeavingPdf(path, read_answer(Bundled, answer).pdf, kind, pages)
            let_out(self._desk, self._receiver, out, done, failed)

        bundle = Bundle(tuple(one.pdf for one in issued.printed))
        self._desk.jobs.child("print.bundle", bundle, done=guarded(self._receiver, written), failed=told)

    def take_back(self, issued: Issued) -> None:
        """Undo the note of forms that never were printed."""
        self._undo(issued.change_id)

    def _make(
        self,
        pupil_id: str,
        saved: tuple[Noted, ...],
        fill: FillIn,
        done: Callable[[Issued], None],
        failed: Callable[[Exception], None],
    ) -> None:
        forms: Any = tuple(one.record for one in saved)
        change_id = saved[0].change_id
        practice = self._desk.vault.practice

        def give_up(error: Exception) -> None:
            self._undo(change_id)
            failed(error)

        def drawn(made: tuple[Printed, ...]) -> None:
            if [one.digest for one in made] == [one.template_hash for one in forms]:
                done(Issued(made, change_id, bool(pupil_id)))
            else:  # left open over midnight, or while somebody approved a wording
                give_up(WordingChanged("The wording of a form has changed since it was drawn here."))

        self._desk.jobs.read(
            lambda session: read_orders(session, pupil_id, forms, fill, practice=practice),
            done=guarded(self._receiver, lambda orders: self._press.forms(orders, drawn, give_up)),
            failed=guarded(self._receiver, give_up),
        )

    def _undo(self, change_id: str) -> None:
        if change_id:
            self._desk.jobs.write(
                lambda session: session.undo(change_id),
                failed=guarded(self._receiver, self._desk.say.trouble),
            )
