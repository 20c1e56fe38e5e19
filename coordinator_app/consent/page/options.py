"""The right side of the print screen: language, text size, what is filled in, copies, the printer, and the two acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.consent.left_open import left_open, left_open_words
from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.noting import COPIES, languages_offered
from coordinator_app.consent.orders import FillIn
from coordinator_app.consent.page.carer_choice import CarerChoice
from coordinator_app.consent.page.handed_choice import HandedChoice
from coordinator_app.consent.page.print_reading import PrintFacts
from coordinator_app.consent.page.print_shut import PrintShut
from coordinator_app.consent.page.print_words import translation_words
from coordinator_app.pupils.model import Carer
from coordinator_app.ui import layout, sizing, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.print_warning import PrintWarning
from coordinator_app.ui.side_panel import SidePanel
from coordinator_app.wording.model import ENGLISH

STANDARD, LARGE = "standard", "large"


class PrintOptions(SidePanel):
    """Emits `changed` when the forms look different now, `counted` when more or fewer are wanted.

    `printing` and `save` are the acts. `translation` is what there is to say of the language, `left_open` of the lines
    that print empty: a lead and a sentence. `why_not` says why the forms may not be handed to the one chosen, `shut`
    shuts the acts with it.
    """

    changed = Signal()
    counted = Signal()

    def __init__(self) -> None:
        super().__init__("Options")
        self.handed = HandedChoice()
        self._languages = ChoiceList(languages_offered(), none=None)
        self._languages.set_value(ENGLISH)
        self.language_row = FormRow("Language", "", self._languages)
        self.translation: tuple[str, str] = ("", "")
        sizes = ChoiceBoxes(((STANDARD, "Standard, 12 point"), (LARGE, "Large print, 18 point")), plain=True)
        sizes.set_value(STANDARD)
        self.size_row = FormRow("Text size", "", sizes)
        self.child = TickBox("Child’s name and school", ticked=True)
        self.carer = CarerChoice()
        self.filled = heading("Filled in for you")
        self._copies = ChoiceList([(count, str(count)) for count in COPIES], none=None)
        self._copies.set_value(1)
        self.copies_row = FormRow("Copies", "Each carries a code of its own.", self._copies)
        self._printers = ChoiceList((), none=None)
        self.printer_row = FormRow("Printer", "", self._printers)
        self.no_printer = Note(
            "neutral",
            "No printer is set up on this laptop.",
            "Save a PDF, or set one up in the system’s settings.",
            icon="printer",
        )
        self.warning = Note("soon", "Names a child.", "Collect it from the printer straight away.")
        self.unprinted = PrintWarning()
        self.left_open: tuple[str, str] = ("", "")
        self.why_not = ""
        self._left = layout.column(space=0)
        left = QWidget()
        left.setLayout(self._left)
        self._notes = layout.column(space=0)
        holder = QWidget()
        holder.setLayout(self._notes)
        for widget in (
            self.handed,
            self.language_row,
            holder,
            self.size_row,
            self.filled,
            self.child,
            self.carer,
            self.copies_row,
            self.printer_row,
            self.no_printer,
            self.warning,
            left,
            self.unprinted,
        ):
            self.add(widget)
        self.end()
        self.sheets = label("", "small", "text-2")
        self.save = button("Save as PDF")
        self.printing = button("Print", "primary", "printer")
        self.shut = PrintShut(self.printing, self.save)
        self._lay_acts()
        for row in (self.handed, self.language_row, self.size_row, self.child, self.carer):
            row.edited.connect(self.changed)
        self.copies_row.edited.connect(self.counted)
        self.show_printers(())

    def fill(self) -> FillIn:
        """What the answers ask for."""
        carer = self.carer.carer()
        return FillIn(
            child=self.child.isChecked() and not self.child.isHidden(),
            carer=carer is not None,
            carer_id=carer.id if carer else "",
            large_print=self.size_row.value() == LARGE,
            language=str(self._languages.value() or ENGLISH),
            handed_to=self.handed.handed_to(),
            contact_because=self.carer.contact_because(),
        )

    def start(self) -> None:
        """As for whoever comes next: English, standard size, one copy, the child's name, nobody else's."""
        self._languages.set_value(ENGLISH)
        self._copies.set_value(1)
        self.size_row.input.set_value(STANDARD)
        self.carer.start()
        self.handed.start()
        self.child.setChecked(True)

    def copies(self) -> int:
        """How many of each blank form; forms for a pupil are made once."""
        value = self._copies.value()
        return value if isinstance(value, int) and not self.copies_row.isHidden() else 1

    def judge(self, facts: PrintFacts | None, ticked: tuple[FormTemplate, ...]) -> None:
        """Say what there is to read before these forms leave: for whom not, what prints empty, what cannot be printed."""
        orders = {one: facts.orders[one] for one in ticked} if facts else {}
        self.why_not = facts.why_not(ticked) if facts else ""
        if facts is not None:
            self.handed.show_people(facts.kept, facts.carers, self.why_not)
        self.shut.show_shut(self.why_not, ticked, set(facts.refused) if facts else set())
        self.unprinted.show_orders(orders.values())
        # a blank form is meant to be written on
        lines = left_open(orders.items()) if facts and facts.pupil_id and self.fill().child else ()
        self.show_left_open(*left_open_words(lines))
        self.show_translation(*translation_words(facts, ticked))

    @property
    def has_to_be_read(self) -> bool:
        """Whether something is said that is to be read before the pack is printed."""
        return bool(self.unprinted.found or self.translation[0] or self.left_open[0] or self.why_not)

    def show_translation(self, lead: str, text: str) -> None:
        """Say what is not there in this language, or not checked; "" says nothing."""
        if (lead, text) == self.translation:
            return
        self.translation = (lead, text)
        layout.clear(self._notes)
        if lead:
            self._notes.addWidget(Note("soon", lead, text))

    def show_left_open(self, lead: str, text: str) -> None:
        """Say which lines print empty; "" says nothing."""
        if (lead, text) == self.left_open:
            return
        self.left_open = (lead, text)
        layout.clear(self._left)
        if lead:
            self._left.addWidget(Note("soon", lead, text, icon="pen-line"))

    def ask_translation(self, dialogs: Dialogs, act: str, then: Callable[[], None]) -> None:
        """Ask once before a page leaves whose translation is not checked, or partly in English."""
        lead, text = self.translation
        if lead:
            dialogs.ask(lead.rstrip("."), text, act, then)
        else:
            then()

    def printer(self) -> str:
        """The printer chosen, or "" where there is none."""
        return str(self._printers.value() or "")

    def show_printers(self, names: Sequence[str], usual: str = "") -> None:
        """Offer the printers of this laptop; without one only a PDF can be had."""
        self._printers.set_options([(name, name) for name in names])
        if usual in names:
            self._printers.set_value(usual)
        self.printer_row.setVisible(bool(names))
        self.no_printer.setVisible(not names)

    def show_who(self, *, pupil: bool, carers: Sequence[Carer]) -> None:
        """Only what is known can be filled in."""
        for widget in (self.filled, self.child):
            widget.setVisible(pupil)
        self.copies_row.setVisible(not pupil)
        self.carer.show_carers(carers)

    def show_forms(self, templates: Sequence[FormTemplate], sheets: int | None) -> None:
        """Which forms the acts are about, and how much paper that is."""
        forms = len(templates)
        self.carer.show_forms(templates)
        forms *= self.copies()
        words = "Print" if not forms else f"Print {forms} form{'' if forms == 1 else 's'}"
        self.printing.setText(words)
        self.printing.setAccessibleName(words)
        sheets = None if sheets is None else sheets * self.copies()
        self.sheets.setText("" if sheets is None else f"{sheets} sheet{'' if sheets == 1 else 's'}")
        self.warning.setVisible((self.fill().child or self.carer.is_used()) and forms > 0)

    def _lay_acts(self) -> None:
        bar = self.bar()
        lines = layout.column(space=8)
        top = layout.row()
        layout.add_all(top, self.sheets, None)
        acts = layout.row(space=8)
        layout.add_all(acts, self.save, None, self.printing)
        lines.addWidget(self.shut)
        lines.addLayout(top)
        lines.addLayout(acts)
        bar.line.addLayout(lines, 1)
        sizing.keep_spacing(bar.line, 12, (16, 12, 16, 12), theme.current().px)
