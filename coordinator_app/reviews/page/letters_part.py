"""The buttons that write a letter about a review: whom to invite, and the reminder about feedback."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.reviews.letters import Letter
from coordinator_app.reviews.page.review_reading import ReviewShown
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note


class InvitePart(QWidget):
    """Emits `wanted(Letter)`."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        layout.size(self, max_width=640)
        lines = layout.column(self, space=8)
        lines.addWidget(heading("Invite them"))
        lines.addWidget(label("A letter with the day, the time and the place.", "small", "text-2", wrap=True))
        acts = layout.row(space=8)
        self.acts = {
            one: button(words, small=True, icon="mail", accessible=one.label)
            for one, words in (
                (Letter.FAMILY, "Family"),
                (Letter.SCHOOL, "School"),
                (Letter.PROVIDER, "Provider"),
            )
        }
        layout.add_all(acts, *self.acts.values(), None)
        lines.addLayout(acts)
        for letter, act in self.acts.items():
            act.clicked.connect(partial(self._press, letter))

    def show_review(self, shown: ReviewShown) -> None:
        """Nobody is invited to what has been held; a provider only where there is one."""
        self.setVisible(shown.review.held_on is None)
        self.acts[Letter.PROVIDER].setVisible(bool(shown.providers))

    def _press(self, letter: Letter, *_signal: object) -> None:
        self.wanted.emit(letter)


class FeedbackPart(QWidget):
    """How the provider's feedback stands. Emits `wanted(Letter)`."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        layout.size(self, max_width=640)
        self._lines = layout.column(self, space=0)
        self.remind = button("Write a reminder", small=True, icon="mail")

    def show_review(self, shown: ReviewShown) -> None:
        """Say that it is missing and since when it was asked for; nothing once it is there."""
        layout.clear(self._lines)
        missing = bool(shown.providers) and not shown.review.provider_words
        self.setVisible(missing)
        if not missing:
            return
        self.remind = button("Write a reminder", small=True, icon="mail")
        self.remind.clicked.connect(lambda: self.wanted.emit(Letter.FEEDBACK))
        asked = shown.review.provider_asked_on
        lead = f"{', '.join(shown.providers)}: no feedback yet."
        words = f"Asked on {say(asked)}." if asked else "Nobody was reminded so far."
        self._lines.addWidget(Note("soon", lead, words, self.remind))
