"""The keyboard map (design section 5): one table, wired by the window and shown by F1.

Single letters work only where no text is typed: a text input takes them for itself before any shortcut sees
them, and the setting turns them off (WCAG 2.1.4). Ctrl+L is caught before every widget and every modal dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the map: the name of what is done, its keys in Qt's words, the sentence for the user.

    `single` marks keys without Ctrl or Alt; `own` marks keys that the thing itself wires (the tabs of a record).
    """

    name: str
    keys: tuple[str, ...]
    does: str
    single: bool = False
    own: bool = False

    @property
    def shown(self) -> str:
        """The keys as the help sheet prints them: "Ctrl+K or /"."""
        return " or ".join(self.keys)


RAIL_KEYS = 9

EVERYWHERE: tuple[KeyLine, ...] = (
    KeyLine("palette", ("Ctrl+K",), "Find or run anything"),
    KeyLine("palette_slash", ("/",), "Find or run anything", single=True),
    KeyLine("search", ("Ctrl+Shift+F",), "Search the words of every record"),
    *(
        KeyLine(f"rail_{number}", (f"Ctrl+{number}",), f"Open item {number} of the menu")
        for number in range(1, RAIL_KEYS + 1)
    ),
    KeyLine("settings", ("Ctrl+,",), "Settings"),
    KeyLine("new", ("Ctrl+N",), "New: referral, entry, access request and more"),
    KeyLine("entry", ("Ctrl+E",), "Add an entry to the open pupil"),
    KeyLine("lock", ("Ctrl+L",), "Lock now, from anywhere"),
    KeyLine("print", ("Ctrl+P",), "Print"),
    KeyLine("save", ("Ctrl+S",), "Save now"),
    KeyLine("undo", ("Ctrl+Z",), "Undo"),
    KeyLine("redo", ("Ctrl+Shift+Z",), "Redo"),
    KeyLine("next_tab", ("Ctrl+Tab",), "Next tab of a record", own=True),
    KeyLine("previous_tab", ("Ctrl+Shift+Tab",), "Previous tab of a record", own=True),
    KeyLine("next_pane", ("F6",), "Next pane"),
    KeyLine("previous_pane", ("Shift+F6",), "Previous pane"),
    KeyLine("back", ("Alt+Left",), "Back"),
    KeyLine("narrow", ("Ctrl+B",), "Narrow or widen the menu"),
    KeyLine("larger", ("Ctrl+=", "Ctrl++"), "Larger text"),
    KeyLine("smaller", ("Ctrl+-",), "Smaller text"),
    KeyLine("normal", ("Ctrl+0",), "Normal text"),
    KeyLine("help", ("F1",), "Help for this screen, beside it"),
    KeyLine("keys", ("Shift+F1",), "Keys of this screen"),
    KeyLine("keys_mark", ("?",), "Keys of this screen", single=True),
    KeyLine("messages", ("F8",), "What just happened"),
)
"""Keys that work on every screen. "Esc closes the topmost thing" belongs to each thing that opens."""


class Shortcuts(QObject):
    """Wires the lines whose name has a handler; a line without a handler is neither wired nor shown."""

    def __init__(
        self,
        window: QWidget,
        handlers: Mapping[str, Callable[[], object]],
        *,
        single_letters: bool = True,
        lines: tuple[KeyLine, ...] = EVERYWHERE,
    ) -> None:
        super().__init__(window)
        self.lines = tuple(line for line in lines if line.own or line.name in handlers)
        self._single: list[QShortcut] = []
        for line in self.lines:
            # Ctrl+L is LockKey's, which modal dialogs cannot hold back
            if not line.own and line.name != "lock":
                self._wire(window, line, handlers[line.name])
        self.set_single_letters(single_letters)

    def _wire(self, window: QWidget, line: KeyLine, handler: Callable[[], object]) -> None:
        for keys in line.keys:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda run=handler: run())
            if line.single:
                self._single.append(shortcut)

    def set_single_letters(self, wanted: bool) -> None:
        """Turn keys without Ctrl or Alt on or off."""
        for shortcut in self._single:
            shortcut.setEnabled(wanted)


class LockKey(QObject):
    """Sees Ctrl+L before any widget or dialog does. Install on the application, or have a filter that is ask it."""

    def __init__(self, lock: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = lock

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+L; let everything else pass."""
        if isinstance(event, QKeyEvent) and self._is_lock(event):
            # a key press follows its own override: the first of the two locks, both are taken
            if event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}:
                event.accept()
                self._lock()
            return True
        return False

    @staticmethod
    def _is_lock(event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def help_lines(shortcuts: tuple[KeyLine, ...], page_keys: tuple[KeyLine, ...]) -> list[tuple[str, str]]:
    """(keys, what they do) for the help sheet: those of the page first, equal sentences joined, rail in one line."""
    rows: dict[str, list[str]] = {}
    for line in (*page_keys, *(line for line in shortcuts if not line.name.startswith("rail_"))):
        rows.setdefault(line.does, []).append(line.shown)
    if any(line.name.startswith("rail_") for line in shortcuts):
        rows["Items of the menu in order"] = [f"Ctrl+1 to Ctrl+{RAIL_KEYS}"]
    rows["Close the topmost thing; typing is kept"] = ["Esc"]
    return [(" or ".join(keys), does) for does, keys in rows.items()]
