"""What is asked before a list leaves the vault: what for, as what, and whether it is locked (003-6.6, 003-2.3.2)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.export_order import PURPOSES, ExportFormat
from coordinator_app.core.privacy import Purpose
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label

_WHAT = "Exactly what the list shows goes out: the same rows, in the same order."
_FORMATS = "A workbook keeps dates as dates, and the zeros before a number. CSV is plain text."
_LOCKS = "A locked list is a zip file that opens with a password, on Windows with 7-Zip. The password is shown to you once."
_NO_PURPOSE = "Choose what it is for: it is kept in the audit log."


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The answers."""

    purpose: Purpose
    format: ExportFormat
    locked: bool

    @property
    def purpose_words(self) -> str:
        """The purpose as it was chosen."""
        return dict(PURPOSES)[self.purpose]


class ExportBox(FormBox):
    """`saved(ExportChoice)` once every question is answered."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Export: {title}", "Choose where to save")
        formats = ChoiceBoxes([(one, one.label) for one in ExportFormat], plain=True)
        locks = ChoiceBoxes(
            [(True, "Locked with a password"), (False, "Open to anyone who has the file")], plain=True
        )
        formats.set_value(ExportFormat.XLSX)
        locks.set_value(True)
        self.form.add_widget(label(_WHAT, "body", "text-2", wrap=True))
        self.form.add("purpose", FormRow("What it is for", "", ChoiceList(PURPOSES, none="Choose one")))
        self.form.add("format", FormRow("File", _FORMATS, formats))
        self.form.add("locked", FormRow("Lock", _LOCKS, locks))
        self.saves(self._answer)

    def _answer(self, done: Done, failed: Failed) -> None:
        values = self.form.values()
        purpose, kind = values["purpose"], values["format"]
        if not isinstance(purpose, Purpose) or not isinstance(kind, ExportFormat):
            failed(InvalidInput.one("purpose", _NO_PURPOSE))
            return
        done(ExportChoice(purpose, kind, values["locked"] is not False))
