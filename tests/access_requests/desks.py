"""A page on a real vault, without threads: what it was told to say, where it went, and its dialogs."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.registry import CAPABILITIES, CATALOGUE
from coordinator_app.services import Services, VaultFacts
from coordinator_app.store.session import Session
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from tests.ui.recording import RecordingDialogs
from tests.vaults import House

P = TypeVar("P", bound=Page)


@dataclass
class Said:
    toasts: list[tuple[str, str | None]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)

    def toast(self, text: str, undo_change_id: str | None = None) -> None:
        self.toasts.append((text, undo_change_id))

    def hint(self, text: str) -> None:
        self.hints.append(text)
        self.toast(text)

    def trouble(self, error: Exception) -> None:
        self.troubles.append(error)


@dataclass
class Went:
    places: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    backs: int = 0

    def to(self, page: str, **params: object) -> None:
        self.places.append((page, params))

    def back(self) -> None:
        self.backs += 1


@dataclass
class Desk:
    house: House
    services: Services
    said: Said
    went: Went
    dialogs: RecordingDialogs
    locked: list[bool]

    def page(self, make: Callable[[Services], P], **params: Any) -> P:
        """The page as the window shows it: told of every change, and read."""
        page = make(self.services)
        page.resize(1310, 720)
        self.services.jobs.listen(lambda change: page.records_changed(change.kinds))
        page.show()
        page.open(**params)
        return page

    def answer(self, **values: Any) -> FormDialog:
        """Fill in the dialog that is open, and press its act."""
        dialog = self.dialogs.shown[-1]
        assert isinstance(dialog, FormDialog)
        for name, value in values.items():
            row = dialog.form.row(name)
            row.input.set_value(value)
            row.input.edited.emit()
        dialog.act.click()
        return dialog


def desk_of(house: House, folder: Path) -> Desk:
    def open_session(read_only: bool) -> Session:
        return Session(
            house.vault.paths,
            house.vault.keys,
            catalogue=CATALOGUE,
            clock=house.clock,
            actor=house.vault.actor,
            publish=jobs.publish,
            read_only=read_only,
        )

    jobs: InlineJobs[Session] = InlineJobs(open_session, in_process=True)
    said, went, dialogs, locked = Said(), Went(), RecordingDialogs(), []
    facts = VaultFacts("Eastmere", house.vault.header.vault_id, True, house.vault.actor, house.vault.folder)
    services = Services(
        jobs=jobs,
        clock=house.clock,
        catalogue=CATALOGUE,
        say=said,
        go=went,
        dialogs=dialogs,
        settings=DeviceSettings(folder / "window.ini"),
        vault=facts,
        capabilities=CAPABILITIES,
        lock=lambda: locked.append(True),
    )
    return Desk(house, services, said, went, dialogs, locked)


def press(inside: QWidget, name: str) -> None:
    """Press the button of that accessible name as the mouse does."""
    QApplication.processEvents()
    found = [
        one for one in inside.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()
    ]
    assert len(found) == 1, f"{len(found)} buttons are called {name}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def texts(inside: QWidget) -> str:
    """Everything that can be read in it."""
    QApplication.processEvents()  # what was put into a layout is shown by the next event
    labels = [one.text() for one in inside.findChildren(QLabel) if one.isVisible()]
    notes = [one.accessibleName() for one in inside.findChildren(Note) if one.isVisible()]
    return "\n".join([*labels, *notes])
