"""The backups that were found, one row each: when, of which vault, how far it is known to be whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.restoring import BackupSeen, BackupState
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.rows import TwoLineRow

GOOD, BAD, ALTERED = "Checked just now", "Damaged", "Audit log altered"
_CHIPS: dict[BackupState, tuple[Set, str, str]] = {
    BackupState.PASSED: ("neutral", "circle-check", "Verified when made"),
    BackupState.UNFINISHED: ("soon", "triangle-alert", "Not finished"),
    BackupState.NEWER: ("soon", "triangle-alert", "Needs a newer Coordinator"),
    BackupState.DAMAGED: ("over", "octagon-alert", BAD),
}


def moment(at: datetime) -> str:
    """A moment as it is said here: "21 November 2026, 9:14am"."""
    local = at.astimezone(LONDON)
    return f"{say(local.date())}, {say_time(local.time())}"


def size_words(size: int) -> str:
    """A number of bytes in words."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB" if size < 1_000_000_000 else f"{size / 1_000_000_000:.1f} GB"


class BackupRows(CardList):
    """Emits `chosen(BackupSeen)`. What cannot be used has no button and says why."""

    chosen = Signal(object)

    def __init__(self, act: str = "Choose") -> None:
        super().__init__()
        self._act = act
        self._found: tuple[BackupSeen, ...] = ()
        self._judged: dict[Path, bool] = {}
        self._altered: set[Path] = set()
        self.setAccessibleName("Backups that were found")

    def show_found(self, found: Sequence[BackupSeen], judged: Mapping[Path, bool] | None = None) -> None:
        """Show other backups; `judged` says which of them were checked now and whether they were whole."""
        self._found, self._judged = tuple(found), dict(judged or {})
        self._fill()

    def judge(self, folder: Path, *, good: bool, altered: bool = False) -> None:
        """Note what a check found; `altered` is an audit log in it that somebody altered."""
        self._judged[folder] = good
        (self._altered.add if altered else self._altered.discard)(folder)
        self._fill()

    def buttons(self) -> list[QPushButton]:
        """The buttons in order."""
        return [made for row in self.rows() if isinstance(row, TwoLineRow) for made in row.buttons]

    def _fill(self) -> None:
        self.clear()
        newest = next((one.folder for one in self._found if one.usable), None)
        for one in self._found:
            self.add(self._row(one, newest=one.folder == newest))

    def _row(self, one: BackupSeen, *, newest: bool) -> TwoLineRow:
        when, good = moment(one.made_at), self._judged.get(one.folder)
        words = [part for part in ("Newest" if newest else "", one.title, size_words(one.size)) if part]
        buttons: tuple[QPushButton, ...] = ()
        if one.usable and good is not False:
            accessible = f"{self._act}: the backup of {when}"
            made = button(self._act, small=True, accessible=accessible)
            made.clicked.connect(partial(self._choose, one))
            buttons = (made,)
        return TwoLineRow(
            when, ", ".join(words), icon="hard-drive", chip=self._chip(one, good), buttons=buttons
        )

    def _chip(self, one: BackupSeen, good: bool | None) -> StatusChip:
        if good and one.folder in self._altered:
            return StatusChip("over", "octagon-alert", ALTERED)
        return _chip(one.state, good)

    def _choose(self, one: BackupSeen, *_signal: object) -> None:
        self.chosen.emit(one)


def _chip(state: BackupState, good: bool | None) -> StatusChip:
    if good is None:
        return StatusChip(*_CHIPS[state])
    return StatusChip("safe", "circle-check", GOOD) if good else StatusChip(*_CHIPS[BackupState.DAMAGED])
