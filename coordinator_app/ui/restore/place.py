"""Where a restored vault goes: a folder that can be changed, and a name in it that is free."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.restoring import SUFFIX, free_name
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

KEPT = "What is there already is kept as it is."


class RestorePlace(QWidget):
    """Emits `finished` on Enter. `place_trouble` says why a folder is unsafe, or ""."""

    finished = Signal()

    def __init__(self, dialogs: Dialogs, place_trouble: Callable[[Path], str], start: Path) -> None:
        super().__init__()
        self._dialogs, self._place_trouble = dialogs, place_trouble
        self._title, self._on = "", date.min
        self.parent_folder = TextInput(str(start), longest=1000, sensitive=False)
        self.folder_row = FormRow(
            "Restore into this folder",
            "On this laptop, not in a folder that is synchronised with other computers.",
            self.parent_folder,
            printed=False,
        )
        self.choose = button("Choose another folder", small=True, icon="hard-drive")
        self.where = label("", "small", "text-2", wrap=True)
        self._warning = layout.column(space=0)
        lines = layout.column(self, space=12)
        layout.add_all(lines, self.folder_row, self.choose, self._warning, self.where)
        self.choose.clicked.connect(self._choose)
        self.parent_folder.textChanged.connect(self._say_where)
        self.parent_folder.returnPressed.connect(self.finished)

    def show_for(self, title: str, on: date) -> None:
        """Name the folder for a backup of this vault, made on this day."""
        self._title, self._on = title, on
        self._say_where()

    @property
    def folder(self) -> Path:
        """The folder of the restored vault, which is not there yet."""
        return free_name(Path(self.parent_folder.value()).expanduser(), self._title, self._on)

    def check(self) -> bool:
        """Show what is wrong; True if nothing is."""
        self.folder_row.set_error(self._error())
        if self.folder_row.error():
            self.folder_row.focus()
        return not self.folder_row.error()

    def _error(self) -> str:
        typed = self.parent_folder.value()
        if not typed:
            return "Choose a folder."
        if not Path(typed).expanduser().is_absolute():
            return "Type the whole path of the folder, or choose it with the button."
        return self._place_trouble(self.folder)

    def _choose(self) -> None:
        self._dialogs.choose_folder(
            "Choose where the restored vault is kept", lambda path: self.parent_folder.setText(str(path))
        )

    def _say_where(self) -> None:
        folder = self.folder
        taken = any(folder.parent.glob(f"*{SUFFIX}")) if folder.parent.is_dir() else False
        self.where.setText(
            f"The vault will be a new folder named “{folder.name}”.{f' {KEPT}' if taken else ''}"
        )
        layout.clear(self._warning)
        trouble = self._place_trouble(folder) if self.parent_folder.value() else ""
        if trouble:
            self._warning.addWidget(Note("soon", "This folder is not safe for a vault.", trouble))
