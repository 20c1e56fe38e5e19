"""What is said around the results: how the words were understood, what was not searched and why, that nothing was found."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coordinator_app.search.view import Asked, Shown
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import label, link

HOW = (
    "A name, however it is spelled, initials, a UPN or a birth date finds the pupil.",
    "Words find every record that holds all of them, the newest first.",
    "“Words in quotes” have to stand together. A minus before a word leaves it out: late -bus.",
    "A day, such as 3 May 2026, yesterday or last month, finds what happened then.",
)


class Around(QObject):
    """`above` the results, `instead` of them, `below` them; `meant(words)`, `as_words`, `unlock` and `widen` are pressed."""

    meant = Signal(str)
    as_words = Signal()
    unlock = Signal()
    widen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.above, self.instead, self.below = QWidget(), QWidget(), QWidget()
        self._above = layout.column(self.above, space=8)
        self._instead = layout.column(self.instead, space=8)
        self._below = layout.column(self.below, space=4)
        self._shown: Shown | None = None
        self._said: object = None

    def nothing_asked(self, why: str, *, empty: bool) -> None:
        """Nothing can be looked for yet: how to, or what is still wanted."""
        self._clear()
        if empty:
            for words in HOW:
                self._instead.addWidget(label(words, "body", "text-2", wrap=True))
        else:
            self._above.addWidget(label(why, "body", "text-2", wrap=True))
        self._fit()

    def looking_back(self, day: str) -> None:
        """Nothing so far; how far back it has looked."""
        self._empty(self._instead)
        if day:
            self._instead.addWidget(
                label(f"Nothing since {day}. Looking further back.", "body", "text-2", wrap=True)
            )
        self._fit()

    def show_around(self, shown: Shown) -> None:
        """How it was understood and what was left out; said anew only where it is something else."""
        self._shown = shown
        near = bool(shown.people and shown.people[0].near)
        said = (shown.days, shown.left_out, near)
        if said == self._said:
            return
        self._empty(self._above)
        self._empty(self._below)
        self._said = said
        if shown.days:
            line = layout.row(space=8)
            words = link("Search for the words instead", "body-medium")
            words.clicked.connect(self.as_words)
            read = label(f"Read as {shown.days}.", "body", "text-2", wrap=True)
            layout.add_all(line, read, words, None)
            self._above.addLayout(line)
        for one in shown.left_out:
            line = layout.row(space=8)
            line.addWidget(label(one.words, "small", "text-2", wrap=True), 0 if one.can_open else 1)
            if one.can_open:
                opens = link("Search them too", "small-medium")
                opens.clicked.connect(self.unlock)
                layout.add_all(line, opens, None)
            self._below.addLayout(line)
        if near:
            self._above.addWidget(label("Did you mean one of these pupils?", "body", "text-2", wrap=True))
        self._fit()

    def done(self, asked: Asked, *, nothing: bool) -> None:
        """All was looked at, or a page of it is there."""
        self._empty(self._instead)
        if nothing:
            self._instead.addWidget(self._nothing(asked))
            self._offer_meant(self._instead)
        self._fit()

    def _nothing(self, asked: Asked) -> EmptyState:
        title = f"Nothing found for “{asked.typed.strip()}”" if asked.typed.strip() else "Nothing found"
        if not asked.narrows:
            return EmptyState("search", title, "Check the spelling, or try fewer words.")
        everywhere = button("Search everything")
        everywhere.clicked.connect(self.widen)
        return EmptyState("filter", title, "Only what is chosen above was searched.", everywhere)

    def _offer_meant(self, lines: QVBoxLayout) -> None:
        meant = self._shown.meant if self._shown is not None else ()
        if not meant:
            return
        line = layout.row(space=12)
        line.addWidget(label("Did you mean", "body", "text-2"))
        for words in meant:
            other = link(words, "body-medium")
            other.setAccessibleName(f"Did you mean {words}")
            other.clicked.connect(partial(self.meant.emit, words))
            line.addWidget(other)
        line.addStretch(1)
        lines.addLayout(line)

    def _clear(self) -> None:
        self._shown, self._said = None, None
        for lines in (self._above, self._instead, self._below):
            self._empty(lines)

    @staticmethod
    def _empty(lines: QVBoxLayout) -> None:
        layout.clear(lines)

    def _fit(self) -> None:
        for widget, lines in (
            (self.above, self._above),
            (self.instead, self._instead),
            (self.below, self._below),
        ):
            widget.setVisible(lines.count() > 0)
