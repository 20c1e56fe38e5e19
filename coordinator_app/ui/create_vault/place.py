"""Page 1: the partnership's name and the folder in which the vault is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

SUFFIX = ".vault"
_FORBIDDEN = '<>:"/\\|?*'


def folder_name(title: str) -> str:
    """The name of the vault's folder, from the partnership's: what any system's file names allow."""
    kept = "".join(letter for letter in title if letter.isprintable() and letter not in _FORBIDDEN)
    return (" ".join(kept.split()).strip(" .")[:80] or "Partnership") + SUFFIX


def documents_folder() -> Path:
    """Where the system keeps documents, the home folder if it does not say."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


class PlacePage(QWidget):
    """Emits `finished` on Enter. `place_trouble` says why a folder is unsafe, or ""."""

    finished = Signal()

    def __init__(
        self, dialogs: Dialogs, place_trouble: Callable[[Path], str], start: Path | None = None
    ) -> None:
        super().__init__()
        self._dialogs, self._place_trouble = dialogs, place_trouble
        self.title = TextInput(longest=120)
        self.title_row = FormRow("Name of the partnership", "For example, Eastmere Partnership.", self.title)
        self.parent_folder = TextInput(str(start or documents_folder()), longest=1000, sensitive=False)
        self.folder_row = FormRow(
            "Keep the vault in this folder",
            "On this laptop, not in a folder that is synchronised with other computers.",
            self.parent_folder,
            printed=False,
        )
        self.choose = button("Choose a folder", small=True, icon="hard-drive")
        self.where = label("", "small", "text-2", wrap=True)
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.title.textChanged.connect(self._say_where)
        self.parent_folder.textChanged.connect(self._say_where)
        self.title.returnPressed.connect(self.parent_folder.setFocus)
        self.parent_folder.returnPressed.connect(self.finished)
        self._say_where()

    def _lay_out(self) -> None:
        lines = layout.column(self, space=12)
        self._warning = layout.column(space=0)
        layout.add_all(lines, self.title_row, self.folder_row, self.choose, self._warning, self.where)

    def first_focus(self) -> None:
        """The name."""
        self.title.setFocus()

    @property
    def folder(self) -> Path:
        """The folder of the vault itself, which does not exist yet."""
        return Path(self.parent_folder.value()).expanduser() / folder_name(self.title.value())

    def check(self) -> bool:
        """Show what is wrong; True if nothing is."""
        self.title_row.set_error("" if self.title.value() else "Type the name of the partnership.")
        self.folder_row.set_error(self._folder_error())
        for row in (self.title_row, self.folder_row):
            if row.error():
                row.focus()
                return False
        return True

    def _folder_error(self) -> str:
        typed = self.parent_folder.value()
        if not typed:
            return "Choose a folder."
        if not Path(typed).expanduser().is_absolute():
            return "Type the whole path of the folder, or choose it with the button."
        trouble = self._place_trouble(self.folder)
        if trouble:
            return trouble
        if self.folder.exists():
            return "There is already a vault with this name here. Choose another name or folder."
        return ""

    def _choose(self) -> None:
        self._dialogs.choose_folder(
            "Choose where to keep the vault", lambda path: self.parent_folder.setText(str(path))
        )

    def _say_where(self) -> None:
        named = bool(self.title.value())
        self.where.setText(f"The vault will be a folder named “{self.folder.name}”." if named else "")
        layout.clear(self._warning)
        trouble = self._place_trouble(self.folder) if self.parent_folder.value() else ""
        if trouble:
            self._warning.addWidget(Note("soon", "This folder is not safe for a vault.", trouble))
