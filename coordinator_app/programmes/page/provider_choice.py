"""Choosing a provider: those whose checks and agreement are in date; the others are shown with the reason (8.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.programmes.page.programme_reading import ProviderSeen
from coordinator_app.ui import layout
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.labels import IconLabel, label

_MOST_SHOWN = 6  # of those that cannot be chosen; Registers has them all


class ProviderChoice(QWidget):
    """An input of a form. `offer` says which providers there are and on which day their checks count."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = ChoiceList((), none="No provider")
        self._seen: tuple[ProviderSeen, ...] = ()
        self._on: date | None = None
        self._wanted = ""
        lines = layout.column(self, space=8)
        lines.addWidget(self.list)
        self._shut = layout.column(space=6)
        lines.addLayout(self._shut)
        self.setFocusProxy(self.list)
        self.list.edited.connect(self._chosen)
        self.list.left.connect(self.left)

    def offer(self, seen: Sequence[ProviderSeen], on: date) -> None:
        """Offer those that are open on this day; one that is chosen already stays, with words that say so."""
        self._seen, self._on = tuple(seen), on
        shut = {one.provider.id: why for one in self._seen if (why := one.why_not(on))}
        chosen = str(self.value() or "")
        options = [
            (
                one.provider.id,
                f"{one.provider.name}{', checks not in date' if one.provider.id in shut else ''}",
            )
            for one in self._seen
            if one.provider.id not in shut or one.provider.id == chosen
        ]
        self.list.offer(options)
        if self.list.value() != (chosen or None):  # it waited to be offered
            self.list.set_value(chosen or None)
        self._show_shut(
            [(one.provider.name, shut[one.provider.id]) for one in self._seen if one.provider.id in shut]
        )

    def value(self) -> object:
        """The provider's id, or None."""
        return self.list.value() or self._wanted or None

    def set_value(self, value: object) -> None:
        """Choose by id; one that cannot be chosen now is shown all the same."""
        self._wanted = str(value or "")
        self.list.set_value(value)
        if self._on is not None:
            self.offer(self._seen, self._on)
        if self.list.value() is not None:
            self._wanted = ""

    def problem(self) -> str:
        """Words that are none of the list."""
        return self.list.problem()

    def set_invalid(self, invalid: bool) -> None:
        """The red edge."""
        self.list.set_invalid(invalid)

    def target(self) -> QWidget:
        """The list."""
        return self.list

    def _chosen(self) -> None:
        self._wanted = ""
        self.edited.emit()

    def _show_shut(self, shut: list[tuple[str, str]]) -> None:
        layout.clear(self._shut)
        if not self._seen:
            words = "No provider is on the list yet. Add one, with its checks, under Registers."
            self._shut.addWidget(label(words, "small", "text-2", wrap=True))
        if shut:
            self._shut.addWidget(label("These cannot be chosen now:", "small-strong", "text-2"))
        for name, why in shut[:_MOST_SHOWN]:
            self._shut.addLayout(_shut_line(name, why))
        if len(shut) > _MOST_SHOWN:
            more = f"And {len(shut) - _MOST_SHOWN} more: look under Registers."
            self._shut.addWidget(label(more, "small", "text-2", wrap=True))


def _shut_line(name: str, why: str) -> layout.QHBoxLayout:
    line = layout.row(space=8)
    line.addWidget(IconLabel("lock", "text-3", 16), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(f"{name}. {why}", "small", "text-2", wrap=True), 1)
    return line
