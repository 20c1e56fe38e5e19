"""Makes the pictures of the help and the README: `make_pictures.py [FOLDER] [--large]`.

A practice vault is told its story up to 24 November 2026 and shown in the real window at 1366 x 768, without a
screen. The same vault gives the same pictures; all people are invented. `--large` is for looking: the same
screens at twice the text size.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QDeadlineTimer, QEvent, QIODevice, QItemSelectionModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCheckBox, QDialog, QWidget

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.app.run import App, dress
from coordinator_app.core.clock import SetClock
from coordinator_app.demo.run import PASSPHRASE, run_demo
from coordinator_app.demo.story import MainJob
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session
from coordinator_app.ui import theme
from coordinator_app.ui.device_settings import DeviceSettings, Place
from coordinator_app.ui.idle_lock import LockReason
from coordinator_app.ui.lock_screen import LockScreen

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 24, 8, 40)  # noqa: DTZ001  (a London wall-clock time, as SetClock takes it)
WIDTH, HEIGHT = 1366, 768
STILL_MS, LONGEST_MS = 1_000, 20_000
LETTER, NAMED = "Provider feedback, weeks 7 and 8", "Another pupil"
LARGE = (
    *("today", "pupil", "pupil-people", "request-review", "referral", "print-forms", "record-consent"),
    *("programme", "scan-in", "chase-list", "wording", "registers", "search"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file name, the page and what it is opened with; `select` is a row to choose by its words.

    `wait` is in the name of a tick box that comes late.
    """

    name: str
    page: str
    params: dict[str, object] = field(default_factory=dict)
    dark: bool = False
    select: str = ""
    wait: str = ""


@dataclass(frozen=True, slots=True)
class Ids:
    """Whom the pictures are about."""

    pupil: str
    request: str
    review: str
    programme: str


def main(arguments: list[str] | None = None) -> int:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--large", action="store_true", help="at twice the text size, for looking")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        studio = Studio(Path(scratch), options.folder, large=options.large)
        studio.shoot()
    return 0


class Studio:
    """The window on the practice vault, photographed screen by screen."""

    def __init__(self, scratch: Path, folder: Path, *, large: bool) -> None:
        self._folder, self._large = folder, large
        clock = SetClock(NOW)
        vault = _practice_vault(scratch, clock)
        made = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(made, QApplication)
        self._qt = made
        self._qt.setCursorFlashTime(0)
        settings = DeviceSettings(scratch / "window.ini")
        settings.text_size = 200 if large else 100
        settings.place = Place(0, 0, WIDTH, HEIGHT)  # a first window would fill the screen, which is smaller
        dress(self._qt, settings)
        self._app = App(clock, settings, state=scratch / "state")
        self._app.start(vault, LockReason.NONE)
        self._app.window.resize(WIDTH, HEIGHT)

    def shoot(self) -> None:
        """Lock screen first, then every page, the palette and the settings."""
        if not self._large:
            self._save("lock")
        self._unlock()
        ids = self._look_up()
        for one in _pages(ids):
            if not self._large or one.name in LARGE:
                self._show(one)
        if not self._large:
            self._palette()
        self._app.close()

    def _unlock(self) -> None:
        screen = self._app.window.centralWidget()
        assert isinstance(screen, LockScreen)
        screen.passphrase.setText(PASSPHRASE)
        screen.unlock()
        self._until(lambda: self._app.opened is not None)
        self._settle()

    def _look_up(self) -> Ids:
        return self._app.jobs.wait(self._app.jobs.read(_ids))

    def _show(self, picture: Picture) -> None:
        assert self._app.opened is not None
        theme.current().change(mode="dark" if picture.dark else "light")
        self._app.opened.services.go.to("today")
        self._app.opened.services.go.to(picture.page, **picture.params)
        self._settle()
        if picture.select:
            self._select(picture.select)
        if picture.wait:
            self._until(lambda: any(picture.wait in one for one in self._ticks()))
        self._save(picture.name)

    def _select(self, words: str) -> None:
        for view in self._app.window.findChildren(QAbstractItemView):
            model = view.model()
            if not view.isVisible() or model is None:
                continue
            for row in range(model.rowCount(view.rootIndex())):
                index = model.index(row, 0)
                if words in str(index.data(Qt.ItemDataRole.AccessibleTextRole)):
                    chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
                    view.selectionModel().setCurrentIndex(index, chosen)
                    view.scrollTo(index)
                    return

    def _ticks(self) -> list[str]:
        boxes = self._app.window.findChildren(QCheckBox)
        return [box.accessibleName() for box in boxes if not box.isHidden()]  # it may lie behind a tab

    def _palette(self) -> None:
        assert self._app.opened is not None
        theme.current().change(mode="light")
        self._app.opened.services.go.to("today")
        self._settle()
        self._app.opened.window.search()
        self._settle()
        front = QApplication.activeModalWidget()
        if isinstance(front, QDialog):
            for letter in "pudd":
                _type(front.focusWidget() or front, letter)
        self._save("palette", front)
        if isinstance(front, QDialog):
            front.reject()

    def _save(self, name: str, front: QWidget | None = None) -> None:
        self._settle()
        picture = self._app.window.grab().toImage()
        if front is not None:
            at = front.mapToGlobal(front.rect().topLeft()) - self._app.window.mapToGlobal(
                self._app.window.rect().topLeft()
            )
            _lay_over(picture, front.grab().toImage(), at.x(), at.y())
        picture = picture.convertToFormat(QImage.Format.Format_RGB888)
        for key in picture.textKeys():
            picture.setText(key, "")
        picture.save(str(self._folder / f"{name}.png"))
        sys.stdout.write(f"{name}.png\n")

    def _settle(self) -> None:
        """Wait until the window has looked the same for a while: everything asked for has come."""
        end, still, before = QDeadlineTimer(LONGEST_MS), QDeadlineTimer(STILL_MS), b""
        while not end.hasExpired():
            self._qt.processEvents()
            now = _pixels(self._app.window)
            if now != before:
                before, still = now, QDeadlineTimer(STILL_MS)
            elif still.hasExpired():
                return

    def _until(self, fact: Callable[[], bool]) -> None:
        end = QDeadlineTimer(LONGEST_MS)
        while not fact():
            self._qt.processEvents()
            if end.hasExpired():
                raise TimeoutError


def _practice_vault(folder: Path, clock: SetClock) -> Path:
    # the pack is built and approved but not yet sent, so that its screens can be shown at work
    with mock.patch.object(MainJob, "send"):
        return run_demo(folder, clock, lambda _progress: None).vault


def _ids(session: Session) -> Ids:
    kit = next(one for one in session.list(Pupil) if one.called.startswith("Kit"))
    request = session.list(AccessRequest, where={"pupil_id": kit.id})[0]
    review = session.list(Review, where={"pupil_id": kit.id})[-1]
    programme = session.list(Programme, where={"pupil_id": kit.id})[-1]
    return Ids(kit.id, request.id, review.id, programme.id)


def _pages(ids: Ids) -> tuple[Picture, ...]:
    about: dict[str, object] = {"pupil_id": ids.pupil}
    review: dict[str, object] = {"request_id": ids.request, "stage": "review"}
    return (
        Picture("today", "today"),
        Picture("today-dark", "today", dark=True),
        Picture("pupils", "pupils"),
        Picture("pupil", "pupil", about),
        Picture("pupil-people", "pupil", {**about, "tab": "about"}),
        Picture("referrals", "referrals"),
        Picture("referral", "referral"),
        Picture("print-forms", "print_forms", about),
        Picture("consent", "consent", about),
        Picture("record-consent", "record_consent", about),
        Picture("chase-list", "chase_list"),
        Picture("programmes", "programmes"),
        Picture("programme", "programme", {**about, "programme_id": ids.programme}),
        Picture("programme-dark", "programme", {**about, "programme_id": ids.programme}, dark=True),
        Picture("scan-in", "scan_in"),
        Picture("wording", "wording", {"template": "consent-form"}),
        Picture("registers", "registers"),
        Picture("search", "search", {"typed": "workshop"}),
        Picture("review", "review", {"review_id": ids.review}),
        Picture("reviews", "reviews"),
        Picture("chronology", "pupil", {**about, "tab": "chronology"}),
        Picture("attendance", "pupil", {**about, "tab": "attendance"}),
        Picture("documents", "pupil", {**about, "tab": "documents"}),
        Picture("audit-log", "audit_log"),
        Picture("access-requests", "access_requests"),
        Picture("request-review", "access_request", review, select=LETTER, wait=NAMED),
        Picture(
            "request-review-dark",
            "access_request",
            review,
            dark=True,
            select=LETTER,
            wait=NAMED,
        ),
        Picture("request-pack", "access_request", {**review, "stage": "pack"}),
        Picture("settings", "settings"),
    )


def _type(widget: QWidget, letter: str) -> None:
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415  (only the palette is typed into)

    key = getattr(Qt.Key, f"Key_{letter.upper()}")
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def _lay_over(picture: QImage, front: QImage, x: int, y: int) -> None:
    from PySide6.QtGui import QPainter  # noqa: PLC0415  (only a dialog is laid over)

    painter = QPainter(picture)
    painter.drawImage(x, y, front)
    painter.end()


def _pixels(window: QWidget) -> bytes:
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().toImage().save(kept, "BMP")  # type: ignore[call-overload]  # the stub knows only bytes here
    return bytes(kept.data().data())


if __name__ == "__main__":
    raise SystemExit(main())
