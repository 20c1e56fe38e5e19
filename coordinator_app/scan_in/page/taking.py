"""What was dropped or chosen goes to the intake: kept apart where that was said of it before, and only of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from coordinator_app.scan_in import actions
from coordinator_app.scan_in.page.after import After
from coordinator_app.scan_in.page.drop_area import DropArea
from coordinator_app.scan_in.page.intake import Intake
from coordinator_app.scan_in.page.whose_file import ask_whose
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.dialogs import kinds

_ENDINGS = ("pdf", "jpg", "jpeg", "png", "tif", "tiff")


class Taking(QObject):
    """For a page (`owner`) with its drop area, intake and notes; `guards` says whether the user may keep a scan apart."""

    def __init__(
        self,
        services: Services,
        owner: QObject,
        parts: tuple[DropArea, Intake, After],
        guards: Callable[[], bool],
    ) -> None:
        super().__init__(owner)
        self._desk, self._guards = services, guards
        self._drop, self._intake, self._after = parts
        self._intake.others.connect(self._take_others)

    def choose(self) -> None:
        """Ask for files and take them."""
        self._desk.dialogs.choose_files("Choose scans", kinds("Scans", *_ENDINGS), guarded(self, self.take))

    def take(self, paths: list[Path], *, apart: bool = False) -> None:
        """Keep what was dropped or chosen: the tick counts for this and is taken away."""
        ticked = self._drop.take_apart()
        self._intake.take(paths, apart=apart or ticked)

    def _take_others(self, files: list[Path], apart: bool) -> None:
        """Emails and documents go to a record: who may not keep them apart is told so before that."""
        if apart and not self._guards():
            self._after.refused(", ".join(path.name for path in files), actions.not_yours())
        else:
            ask_whose(self._desk, self, files, apart=apart)
