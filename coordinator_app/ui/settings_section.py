"""A section of the settings: a column of its own, read when it is opened, written at once (design 8.15)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.in_turn import InTurn

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

T = TypeVar("T")


class SettingsSection(QWidget):
    """Made with (services). Put content into `body`; `refresh` reads again each time it is shown."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._turns = InTurn(self)
        self.setProperty("noRing", True)
        self.body = layout.column(self, space=16)

    @staticmethod
    def offered(services: Services) -> bool:  # noqa: ARG004  (for the sections)
        """Whether the section works here; one that does not is absent."""
        return True

    def refresh(self) -> None:
        """Read again what is shown."""

    def first_focus(self) -> None:
        """The first heading, without a Tab stop."""
        first = next((one for one in self.findChildren(QLabel) if one.property("heading") == 2), None)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, work: Callable[[Session], T], done: Callable[[T], None]) -> None:
        """Read on a reader; the answers are told in the order of asking, or an older one would come last."""
        came, failed = self._turns.ask(done, self.services.say.trouble)
        self.services.jobs.read(work, done=came, failed=failed)

    def write(self, work: Callable[[Session], T], done: Callable[[T], None]) -> None:
        """Write on the writer."""
        self.services.jobs.write(
            work, done=guarded(self, done), failed=guarded(self, self.services.say.trouble)
        )
