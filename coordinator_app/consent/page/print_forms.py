"""Print the right forms, filled in, in one go; or blank ones (design 8.6)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.page import printer
from coordinator_app.consent.page.form_list import FormList
from coordinator_app.consent.page.issue import Issue, Issued, WordingChanged
from coordinator_app.consent.page.options import PrintOptions
from coordinator_app.consent.page.print_reading import FAMILY_PACK, PRINTED, RESTS_ON, PrintFacts, read_print
from coordinator_app.consent.page.print_words import leaving
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.core.ids import new_reference
from coordinator_app.core.page_images import PagesShown
from coordinator_app.core.print_order import Printed
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.cards import separator
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.drawer import WithPanel
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.press import Press
from coordinator_app.ui.reflow import Reflow

_BEING_MADE = "The form is being made."
_PAGE_BELOW = 300  # px of the design


class PrintFormsPage(Page):
    """A focus screen. `printers` and `open_printer` can be replaced where there are none."""

    name = "print_forms"
    title = "Print forms"
    kinds = RESTS_ON
    focus_screen = True
    opens_once = frozenset({"at_once"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.printers, self.open_printer = printer.printers, printer.open_printer
        self.pupil_id = self._of_whom = ""  # shown, and for whom the forms are that are on their way
        self.facts: PrintFacts | None = None
        self.previews: dict[FormTemplate, Printed] = {}
        self._round = 0  # answers of an earlier round are out of date
        self._busy = self._at_once = self._looked = False
        self.press = Press(services.jobs, self)
        self.issue = Issue(services, self)
        self.forms = FormList(PRINTED)
        self.preview = PagePreview("The form as it will be printed")
        self._pictures = PagePictures(services.jobs, self.preview.view, self._trouble)
        self.options = PrintOptions()
        self._build()
        self._wire()

    def _build(self) -> None:
        self.header = FocusHeader("Print forms", back=True)
        left = self._list = QWidget()
        lines = layout.column(left, space=12, margins=(24, 18, 16, 16))
        self.code = Note(
            "info",
            "The code means something only to this vault.",
            "It names nobody. When the form comes back, it says which one it is, also of a blank one.",
            icon="qr-code",
        )
        layout.add_all(lines, heading("Forms to print"), self.forms, self.code, None)
        self._left = layout.scrolling(left, "Forms to print")
        main = QWidget()
        self._middle = layout.row(main, space=0)
        self._middle.addWidget(self._left, 2)
        self._middle.addWidget(self.preview, 3)
        self.split = WithPanel(layout.scrolling(main, "Forms and page"), self.options, bar_stays=True)
        self.header.right.addWidget(self.split.opener)
        whole = layout.column(self.content, space=0)
        layout.add_all(whole, self.header, separator(), self.split)
        whole.setStretch(2, 1)

    def _wire(self) -> None:
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)
        self.forms.selected.connect(lambda _template: self._show_preview())
        self.forms.changed.connect(self._count)
        self.forms.turned.connect(lambda step: self.preview.view.turn_to(self.preview.view.page + step))
        self.options.changed.connect(self.refresh)
        self.options.counted.connect(self._count)
        self.options.printing.clicked.connect(self.print_now)
        self.options.save.clicked.connect(self.save_pdf)
        self.options.shut.without.connect(self.forms.take_out)
        self._reflow = Reflow(self)
        self._reflow.changed.connect(self._arrange)
        self._arrange(self._reflow.shape)

    def _arrange(self, shape: str) -> None:
        self.split.show_shape(shape)  # type: ignore[arg-type]  # the signal carries a plain str
        beside = shape in {"wide", "rail"}
        layout.size(self._left, min_width=300 if beside else 0, max_width=300 if beside else 4000)
        # one below the other there is no room for both on a small screen: the whole scrolls, and each is of use
        self._left.setMinimumHeight(0 if beside else self._list.sizeHint().height())
        layout.size(self.preview, min_height=0 if beside else _PAGE_BELOW)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(way)

    # what is shown

    def open(self, pupil_id: str = "", forms: str = "", *, at_once: bool = False, **_more: Any) -> None:
        """Forms for a pupil, or blank ones; `forms` names others than the family's pack, apart by spaces.

        `at_once` sends them to the usual printer as soon as they are drawn, if there is nothing to be asked first.
        """
        self.new_visit()
        self.pupil_id, self.facts = pupil_id, None
        self._at_once, self._looked = at_once, False
        self.previews.clear()
        self.preview.wait(_BEING_MADE)
        wanted = tuple(one for one in FormTemplate if one.value in forms.split()) or FAMILY_PACK
        self.forms.tick(wanted)
        self.options.start()
        QTimer.singleShot(0, self, self._find_printers)
        self.refresh()

    def _find_printers(self) -> None:
        names, usual = self.printers()
        self.options.show_printers(names, usual)
        self._looked = True
        self._print_at_once()

    def refresh(self) -> None:
        """Read again and draw every form anew."""
        self._round += 1
        pupil_id, fill, practice = self.pupil_id, self.options.fill(), self.desk.vault.practice
        self.desk.jobs.read(
            lambda session: read_print(session, pupil_id, fill, practice=practice),
            done=guarded(self, self._of_round(self._show)),
            failed=guarded(self, self._trouble),
        )

    def _of_round(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        begun = self._round
        return lambda result: then(result) if begun == self._round else None

    def _show(self, facts: PrintFacts) -> None:
        self.show_content()
        self.facts = facts
        self.header.about.setText(facts.about)
        self.options.show_who(pupil=bool(facts.pupil_id), carers=facts.carers)
        self.previews.clear()
        self._draw_next()
        self._count()

    def _draw_next(self) -> None:
        """Draw the form in view first, then the others: their pages are counted."""
        facts = self.facts
        if facts is None:
            return
        order = [self.forms.current, *PRINTED]
        template = next((one for one in order if one not in self.previews), None)
        if template is None:
            self._print_at_once()
            return
        drawn = self._of_round(lambda made: self._drawn(template, made[0]))
        self.press.forms((facts.orders[template],), drawn, self._of_round(self._trouble))

    def _drawn(self, template: FormTemplate, made: Printed) -> None:
        self.previews[template] = made
        self.forms.lines[template].set_pages(made.pages)
        self._count()
        if template is self.forms.current:
            self._show_preview()
        self._draw_next()

    def _show_preview(self) -> None:
        template = self.forms.current
        made = self.previews.get(template)
        if made is None:
            self.preview.wait(_BEING_MADE)
            return  # it is shown as soon as it is drawn

        def shown(files: tuple[PagesShown, ...]) -> None:
            if template is self.forms.current:
                self._pictures.show([page.image for page in files[0].pages])
                self.preview.set_title(self.forms.lines[template].title)

        self.press.pages(
            (made.pdf,), self.preview.view.fine_dpi(), self._of_round(shown), self._of_round(self._trouble)
        )

    def _count(self) -> None:
        ticked = self.forms.ticked()
        self.options.judge(self.facts, ticked)
        known = all(one in self.previews for one in ticked)
        self.options.show_forms(ticked, sum(self.previews[one].pages for one in ticked) if known else None)

    def _print_at_once(self) -> None:
        """The pack in one press: only where nothing has to be asked, and once."""
        if not self._at_once or not self._looked or len(self.previews) < len(PRINTED):
            return
        self._at_once = False
        if not self.options.printer():
            return  # the screen says what to do without one
        if self.options.has_to_be_read:
            self.desk.say.hint("Look at what is said beside the forms, then print")
        else:
            self.print_now()

    # the acts

    def print_now(self) -> None:
        """Print what is ticked; each form for a pupil is noted as printed first, so that its code is known."""
        if not self._may_act():
            return
        name = self.options.printer()
        if not name:
            self.desk.dialogs.tell(
                "No printer is set up on this laptop",
                "Save a PDF, or set a printer up in the system’s settings and open this screen again.",
            )
            return
        # what was asked about one child is not printed of the next one
        go_on = self.of_visit(lambda: self._issue(lambda issued: self._to_printer(name, issued)))
        self.options.ask_translation(
            self.desk.dialogs,
            "Print all the same",
            lambda: self.options.unprinted.ask(self.desk.dialogs, "Print all the same", go_on),
        )

    def save_pdf(self) -> None:
        """Save what is ticked as one PDF, after a warning where it names a child: the file is not encrypted."""
        if not self._may_act():
            return
        self.options.ask_translation(self.desk.dialogs, "Save all the same", self.of_visit(self._save_on))

    def _save_on(self) -> None:
        choose = self.of_visit(self._choose_file)
        if not self.pupil_id:
            self.options.unprinted.ask(self.desk.dialogs, "Save all the same", choose)
            return
        self.desk.confirm(
            self.of_visit(
                lambda: self.desk.dialogs.confirm(
                    leaving(self.forms.ticked(), self.options.unprinted.facts), choose
                )
            ),
            "Forms about a child are about to leave the vault.",
        )

    def _choose_file(self) -> None:
        references = tuple(new_reference() for _ in self.forms.ticked())
        name = f"forms-{references[0][:4]}.pdf" if self.pupil_id else "blank-forms.pdf"
        self.desk.dialogs.save_file(
            "Save forms as PDF",
            name,
            kinds("PDF files", "pdf"),
            self.of_visit(lambda path: self._save_to(path, references)),
        )

    def _save_to(self, path: Path, references: tuple[str, ...]) -> None:
        self._issue(lambda issued: self._to_file(path, issued), references)

    def _may_act(self) -> bool:
        if self._busy:
            if self._of_whom != self.pupil_id:  # else it is the same press once more
                self.desk.say.hint("One moment: the forms before are on their way.")
            return False
        if not self.forms.ticked():
            self.desk.say.hint("Tick the forms that you want first")
            return False
        if self.facts is None or any(one not in self.previews for one in self.forms.ticked()):
            self.desk.say.hint("The forms are being drawn. Try again in a moment.")
            return False
        if self.options.why_not:
            self.desk.dialogs.tell("These forms are not to be printed like this", self.options.why_not)
            return False
        return True

    def _issue(self, then: Callable[[Issued], None], references: tuple[str, ...] = ()) -> None:
        if not self._may_act():  # asked again: the answers may have changed behind the question
            return
        self._busy, self._of_whom = True, self.pupil_id
        ticked = self.forms.ticked()
        self.issue.make(
            self.pupil_id,
            {one: self.previews[one] for one in ticked},
            self.options.fill(),
            then,
            self._failed,
            references,
            copies=self.options.copies(),
        )

    def _to_printer(self, name: str, issued: Issued) -> None:
        count = len(issued.printed)
        words = f"{count} form{'' if count == 1 else 's'} sent to the printer"
        self.issue.to_printer(
            issued,
            lambda: self.open_printer(name),
            lambda: self._done(words),
            lambda error: self._take_back(issued, error),
        )

    def _to_file(self, path: Path, issued: Issued) -> None:
        self.issue.to_file(
            issued,
            path,
            lambda: self._done("Forms saved as PDF"),
            lambda error: self._take_back(issued, error),
        )

    def _done(self, words: str) -> None:
        self._busy = False
        self.desk.say.toast(words)

    def _take_back(self, issued: Issued, error: Exception) -> None:
        """Nothing was printed: the note that it was is taken back."""
        self.issue.take_back(issued)
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.desk.say.trouble(error)
        if isinstance(error, WordingChanged):
            self.refresh()

    def _trouble(self, error: Exception) -> None:
        self.preview.view.wait_for("")
        if self.facts is None and isinstance(error, Trouble) and not isinstance(error, Cancelled):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)
