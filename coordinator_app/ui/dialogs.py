"""The only place that shows modals; none of them blocks, each answers by a callback."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.ui.alive import place_of
from coordinator_app.ui.covered import later
from coordinator_app.ui.dialog_boxes import AskDialog, Box, ConfirmDialog, TextDialog
from coordinator_app.ui.dimmer import Dimmer
from coordinator_app.ui.focus_place import known_by, settle


@dataclass(frozen=True, slots=True)
class Confirm:
    """An act that cannot be undone (design.md 4.15): title as a question, up to three (icon, fact) lines.

    `undo` is what stands beside "You cannot undo this."; `tick` restates the risky part; `act` is the verb.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    tick: str
    act: str
    undo: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class AskText:
    """A question answered by a line of text; `secret` hides it (a passphrase); `long` gives several lines."""

    title: str
    label: str
    act: str
    help: str = ""
    secret: bool = False
    long: bool = False
    required: str = "Type something first."


Then = Callable[[], None]


class Dialogs(Protocol):
    """What pages ask of `services.dialogs`; every method returns at once."""

    def confirm(self, question: Confirm, then: Then, otherwise: Then | None = None) -> None:
        """Ask before an act that cannot be undone."""

    def ask(self, title: str, text: str, act: str, then: Then, otherwise: Then | None = None) -> None:
        """Ask with two buttons, `act` and Cancel."""

    def tell(self, title: str, text: str, then: Then | None = None) -> None:
        """Tell something that has to be read."""

    def trouble(self, trouble: Trouble) -> None:
        """Tell what happened, whether the data is safe and what to do."""

    def ask_text(self, question: AskText, then: Callable[[str], None], otherwise: Then | None = None) -> None:
        """Ask for a text."""

    def choose_file(self, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Choose a file to open; `kinds` as in Qt, "Scans (*.pdf *.jpg)"."""

    def choose_files(self, title: str, kinds: str, then: Callable[[list[Path]], None]) -> None:
        """Choose files to open."""

    def choose_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Choose a folder."""

    def save_file(self, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Choose where to save; `name` is suggested and never holds a person's name."""

    def show(self, dialog: QDialog, then: Callable[[int], None] | None = None) -> None:
        """Show a dialog of one's own; `then` gets its result."""


@runtime_checkable
class ShowsRecord(Protocol):
    """A window, or what stands in it, that knows whose record is shown."""

    def whose(self) -> str:
        """What the pupil is called whose record is shown, "" if it is nobody's."""


class WindowDialogs:
    """The real thing, over a window given by a callable (it changes when the window is rebuilt)."""

    def __init__(self, window: Callable[[], QWidget | None]) -> None:
        self._window = window

    def confirm(self, question: Confirm, then: Then, otherwise: Then | None = None) -> None:
        """Ask before an act that cannot be undone."""
        box = ConfirmDialog(
            question.title, question.facts, question.undo, question.tick, question.act, danger=question.danger
        )
        self.show(box, _branch(then, otherwise))

    def ask(self, title: str, text: str, act: str, then: Then, otherwise: Then | None = None) -> None:
        """Ask with two buttons."""
        self.show(AskDialog(title, text, act, "Cancel"), _branch(then, otherwise))

    def tell(self, title: str, text: str, then: Then | None = None) -> None:
        """Tell something that has to be read."""
        box = AskDialog(title, text, "Close", None)
        box.of_record = False
        self.show(box, lambda _result: then() if then else None)

    def trouble(self, trouble: Trouble) -> None:
        """Tell what happened, whether the data is safe and what to do."""
        self.tell(trouble.happened, " ".join(part for part in (trouble.safe, trouble.next_step) if part))

    def ask_text(self, question: AskText, then: Callable[[str], None], otherwise: Then | None = None) -> None:
        """Ask for a text."""
        box = TextDialog(
            question.title, question.label, question.help, question.act,
            secret=question.secret, long=question.long, required=question.required,
        )  # fmt: skip
        self.show(box, _branch(lambda: then(box.text()), otherwise))

    def choose_file(self, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Choose a file to open."""
        self._files(title, kinds, QFileDialog.FileMode.ExistingFile, lambda paths: then(paths[0]))

    def choose_files(self, title: str, kinds: str, then: Callable[[list[Path]], None]) -> None:
        """Choose files to open."""
        self._files(title, kinds, QFileDialog.FileMode.ExistingFiles, then)

    def choose_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Choose a folder."""
        self._files(title, "", QFileDialog.FileMode.Directory, lambda paths: then(paths[0]))

    def save_file(self, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Choose where to save."""
        box = self._file_box(title, kinds)
        box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        box.setFileMode(QFileDialog.FileMode.AnyFile)
        suffix = Path(name).suffix.lstrip(".")
        box.setDefaultSuffix(suffix)
        box.selectFile(name)
        self._open_files(box, lambda paths: then(paths[0]))

    def show(self, dialog: QDialog, then: Callable[[int], None] | None = None) -> None:
        """Show a dialog over the window; it is deleted afterwards and the focus goes back.

        A box over one pupil's record says whose that is, unless it was told so before. While a curtain hides the window
        it waits until that is lifted.
        """
        if later(partial(self.show, dialog, then)):
            return
        window = self._window()
        if isinstance(dialog, Box) and dialog.of_record and not dialog.whose():
            dialog.belongs_to(whose(window))
        before = window.focusWidget() if window is not None else None
        place, name = (place_of(before), known_by(before)) if before is not None else ([], "")
        if window is not None and dialog.parent() is None:
            dialog.setParent(window, dialog.windowFlags())

        veil = Dimmer(window) if window is not None else None

        def finished(result: int) -> None:
            dialog.deleteLater()
            if veil is not None:
                veil.hide()
                veil.deleteLater()
            _back_to(window)
            if place:
                settle(place, name)
            if then is not None:
                then(result)

        dialog.finished.connect(finished)
        if veil is not None:
            veil.show()
            veil.raise_()
        dialog.open()

    def _files(
        self, title: str, kinds: str, mode: QFileDialog.FileMode, then: Callable[[list[Path]], None]
    ) -> None:
        box = self._file_box(title, kinds)
        box.setFileMode(mode)
        if mode == QFileDialog.FileMode.Directory:
            box.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open_files(box, then)

    def _file_box(self, title: str, kinds: str) -> QFileDialog:
        box = QFileDialog(self._window(), title)
        if kinds:
            box.setNameFilters(kinds.split(";;"))
        box.setHistory([])
        return box

    def _open_files(self, box: QFileDialog, then: Callable[[list[Path]], None]) -> None:
        def finished(result: int) -> None:
            forget_history()
            paths = [Path(name) for name in box.selectedFiles()]
            if result == QDialog.DialogCode.Accepted and paths:
                then(paths)

        self.show(box, finished)


def whose(shown: object) -> str:
    """What the pupil is called whose record this window, or what stands in it, shows; "" for anything else."""
    return shown.whose() if isinstance(shown, ShowsRecord) else ""


def _back_to(window: QWidget | None) -> None:
    """Make the window the active one again, unless the user is in another program: not every desktop does it."""
    here = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
    if window is not None and here:
        window.activateWindow()


def forget_history(settings: QSettings | None = None) -> None:
    """Take away what Qt itself keeps of folders and files in its own QtProject settings (no recent files on disk)."""
    kept = settings or QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in ("FileDialog/history", "FileDialog/lastVisited", "FileDialog/shortcuts"):
        kept.remove(key)
    kept.sync()


def _branch(then: Then, otherwise: Then | None) -> Callable[[int], None]:
    def decide(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            then()
        elif otherwise is not None:
            otherwise()

    return decide


def kinds(words: str, *endings: str) -> str:
    """A file kind as Qt wants it: `kinds("Scans", "pdf", "jpg")` is "Scans (*.pdf *.jpg)"."""
    return f"{words} ({' '.join(f'*.{ending}' for ending in endings)})"


def any_of(filters: Sequence[str]) -> str:
    """Several file kinds."""
    return ";;".join(filters)
