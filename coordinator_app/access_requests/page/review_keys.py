"""The keys of the workbench: one for each decision (design 8.10 and section 5).

Single letters are shortcuts: a text input takes them for itself, the setting turns them off, and while a restricted item is
not shown none does anything. Keys that the window has a meaning for too (Ctrl+Z, /) are taken before any shortcut is looked
for: of two alike none would run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.page.field_text import is_exact
from coordinator_app.access_requests.page.item_covers import ItemCovers
from coordinator_app.access_requests.persons import PersonDecision
from coordinator_app.ui.shortcuts import KeyLine

if TYPE_CHECKING:
    from coordinator_app.access_requests.page.review import ReviewStage

KEYS: tuple[KeyLine, ...] = (
    KeyLine("next_item", ("J", "K"), "Next or previous item", single=True, own=True),
    KeyLine(
        "decide", ("1", "2", "3"), "Share in full, share with redactions, withhold", single=True, own=True
    ),
    KeyLine("save_next", ("Return", "Ctrl+Return"), "Save and go to the next item", own=True),
    KeyLine("cover", ("C",), "Cover what is selected, or all that is suggested", single=True, own=True),
    KeyLine("everywhere", ("A",), "Cover the same words in every item", single=True, own=True),
    KeyLine("draw", ("X", "B"), "Draw a box, or cover the words selected", single=True, own=True),
    KeyLine("whole", ("W",), "Cover the whole page, or all words of a record", single=True, own=True),
    KeyLine("sentences", ("S",), "Of a mention, share only its sentences", single=True, own=True),
    KeyLine("people", ("P",), "People: one decision for each", single=True, own=True),
    KeyLine("look_under", ("Space", "V"), "Look under the covers while it is held", single=True, own=True),
    KeyLine("find", ("/", "T"), "Find words in the item", single=True, own=True),
    KeyLine("take_back", ("Ctrl+Z",), "Take back, to the first decision of the request", own=True),
    KeyLine("again", ("Ctrl+Y", "Ctrl+Shift+Z"), "Do again", own=True),
)
_CHOICES = {"1": Outcome.SHARE, "2": Outcome.REDACT, "3": Outcome.WITHHOLD}
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class ReviewKeys(QObject):
    """Wires the keys of a stage. `allow` turns single letters on or off."""

    def __init__(self, stage: ReviewStage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._singles = True
        self._coming: tuple[QWidget, Callable[[], object]] | None = None
        self._single = [_shortcut(stage, key, act) for key, act in self._letters().items()]
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            _shortcut(stage, keys, stage.saving.save)
        for keys in ("Return", "Enter"):
            _shortcut(stage.view.paper, keys, stage.save_or_decide)
            _shortcut(stage.panel.choice, keys, stage.save_or_decide)  # a choice itself takes no Enter
        stage.panel.people.clicked.connect(stage.people.turn)  # what P does, by mouse
        stage.installEventFilter(self)
        stage.items.rows.installEventFilter(self)

    def allow(self, *, singles: bool) -> None:
        """Whether single letters work (WCAG 2.1.4)."""
        self._singles = singles
        for key in self._single:
            key.setEnabled(singles)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that the window has too, and Space on the list of items."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and watched is self._stage:
            return self._override(event)
        if event.type() == QEvent.Type.KeyPress and self._coming and watched is self._coming[0]:
            return self._run()
        if watched is self._stage.items.rows and event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._stage.view.peek(peeking=event.type() == QEvent.Type.KeyPress)
            return True
        return False

    def _override(self, event: QKeyEvent) -> bool:
        """An override that nobody below has taken: the key press that follows it is ours."""
        act, focus = self._taken(event), QApplication.focusWidget()
        if act is None or focus is None:
            return False
        self._coming = focus, act
        focus.installEventFilter(self)
        event.accept()
        return True

    def _run(self) -> bool:
        coming, self._coming = self._coming, None
        if coming is None:
            return False
        focus, act = coming
        if not isinstance(focus, QAbstractItemView):
            focus.removeEventFilter(self)
        act()
        return True

    def _taken(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, held = event.key(), event.modifiers()
        if self._stage.is_closed and _is_typed(event):
            return _nothing  # it may be a passphrase: no letter of it may act or be shown
        if key == Qt.Key.Key_Z and held == _CONTROL:
            return self._stage.chain.take_back
        if (key == Qt.Key.Key_Y and held == _CONTROL) or (key == Qt.Key.Key_Z and held == _CONTROL | _SHIFT):
            return self._stage.chain.do_again
        if key == Qt.Key.Key_Slash and not held & _CONTROL and self._singles:
            return self._stage.view.start_find
        return None

    def _letters(self) -> dict[str, Callable[[], object]]:
        stage, here = self._stage, self._once_here
        return {
            "J": lambda: stage.items.step(1),
            "K": lambda: stage.items.step(-1),
            "B": here(stage.view.draw_or_cover),
            "X": here(stage.view.draw_or_cover),
            "C": self._cover_offered,
            "R": lambda: stage.people.rule_in_hand(PersonDecision.ROLE_ONLY),
            "A": self._cover_everywhere,
            "W": here(stage.view.cover_whole),
            "P": stage.people.turn,
            "S": here(lambda: stage.view.act(ItemCovers.only_sentences, "Covered around the sentences")),
            "T": stage.view.start_find,
            **{key: here(partial(stage.panel.choose, outcome)) for key, outcome in _CHOICES.items()},
        }

    def _once_here(self, act: Callable[[], object]) -> Callable[[], object]:
        """A key that decides about the item in hand says so where that is not here yet, and does nothing."""

        def if_here() -> None:
            if self._stage.is_between:
                self._stage.saving.say_coming()
            else:
                act()

        return if_here

    def _cover_offered(self) -> None:
        """C: what is selected, else all that is suggested; for the person in hand while people are in view."""
        stage = self._stage
        if stage.people.is_open:
            stage.people.rule_in_hand(PersonDecision.COVER)
        elif stage.is_between:
            stage.saving.say_coming()
        elif not stage.view.paper.cover_selection(exact=is_exact()) and not stage.view.act(
            ItemCovers.cover_offered, "Covered"
        ):
            stage.services.say.hint(
                "Nothing is suggested here that is not covered. Select words, then press C."
            )

    def _cover_everywhere(self) -> None:
        """A: the same words in every item and page."""
        self._stage.people.cover_everywhere(self._stage.view.chosen_words())


def _is_typed(event: QKeyEvent) -> bool:
    """Whether a key writes a sign; Space does not count, it presses a button."""
    held = event.modifiers() & (_CONTROL | Qt.KeyboardModifier.AltModifier)
    text = event.text()
    plain = not held or held == _CONTROL | Qt.KeyboardModifier.AltModifier  # both together are AltGr
    return plain and text.isprintable() and bool(text.strip())


def _nothing() -> None:
    """What a letter does while a restricted item is not shown."""


def _shortcut(on: QWidget, keys: str, act: Callable[[], object]) -> QShortcut:
    made = QShortcut(QKeySequence(keys), on)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
    return made
