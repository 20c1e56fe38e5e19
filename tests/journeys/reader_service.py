"""A screen reader's way into another program's window, as a service of JSON lines on standard input and output.

Runs under the system's Python and uses nothing of this project; `reader_bus.py` speaks to the accessibility bus.
Each line asks for one thing; the answer is a line with "ok" or "wrong".
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Callable

from reader_bus import (
    CHECKED,
    FOCUSABLE,
    FOCUSED,
    REGISTRY,
    ROOT,
    SENSITIVE,
    SHOWING,
    TEXT,
    TEXTS,
    Ears,
    GoneError,
    Node,
    Question,
    bus,
    look,
    on_the_screen,
    with_states,
)

APP = "Coordinator"
PRESSED = {
    "push button",
    "button",
    "link",
    "menu item",
    "page tab",
    "push button menu",
    "button menu",
    "toggle button",
}
MARKED = {"radio button", "check box"}
"""Pressed too, and then looked at: whether they are taken."""
DIALOGS = {"dialog", "alert", "file chooser"}
CELLS = {"cell", "table cell"}
POPUPS = {"popup menu", "menu"}
HIDDEN = "●"
FARTHEST = 60
"""So many stops a keyboard makes on the longest screen."""
TYPED_WITHIN = 10.0
"""Seconds in which a program takes what was typed; after that it is typed again."""
DONE_WITHIN = 3.0
"""Seconds in which a control follows what was done to it; after that it is done again."""
STILL = 5
"""So many looks in a row that find the same: keys and questions come to a program by two ways."""
PAUSE = 0.05
ASIDE = ("1599", "999")
"""The farthest corner of the screen: a mouse that rests on a control brings a hint up, which is a window too."""


class Reader:
    """Looks for the program and works its controls by name and role."""

    def __init__(self) -> None:
        self._line = bus()
        self._ears = Ears(self._line)
        self._apart: int | None = None
        """How many more windows the screen had than the tree before the last press: a menu that it opened is one more."""

    def programs(self) -> list[Node]:
        """Every running Coordinator that has told the bus of itself."""
        desktop = Node(self._line, REGISTRY, ROOT)
        return [program for program in look(desktop.children()) if program.name == APP]

    def all_programs(self) -> list[str]:
        """Every program on the bus with its windows, for the message of a failed test."""
        told = []
        for program in Node(self._line, REGISTRY, ROOT).children():
            try:
                windows = [(one.role, one.name, one.has(SHOWING)) for one in look(program.children())]
                told.append(f"{program.owner} {program.looked_at().name!r}: {windows}")
            except GoneError as error:
                told.append(f"{program.owner}: {error}")
        return told

    def nodes(self) -> list[Node]:
        """What the user can reach: the popup or dialog in front, else the window."""
        found = self.programs()
        if not found:
            return []
        windows = look(with_states(found[-1].children(), SHOWING))
        for kinds in (POPUPS, DIALOGS):
            front = [one for one in windows if one.role in kinds]
            if front:
                return on_the_screen(front[-1])
        return [node for window in windows for node in on_the_screen(window)]

    def reads(self) -> list[str]:
        """Every name, and what stands in the fields."""
        return [line for node in self.nodes() for line in (node.name, node.words) if line]

    def one(self, name: str, kinds: set[str]) -> Node:
        """The one control of this name and of one of these roles, ready to be used."""
        found = [node for node in self.nodes() if node.name == name and node.role in kinds]
        if len(found) != 1:
            raise LookupError(f"{len(found)} controls are called “{name}” among {sorted(kinds)}")
        if not found[0].has(SENSITIVE):
            raise LookupError(f"“{name}” is off")
        return found[0]

    def offers(self, name: str) -> bool:
        return any(node.has(SENSITIVE) for node in self.nodes() if node.name == name and node.role in PRESSED)

    def press(self, name: str) -> None:
        """A button or the like by its action, a radio or check box too; an entry of an open menu by keys."""
        try:
            node = self.one(name, PRESSED | MARKED)
        except LookupError:
            if not self._menu_is_open():
                raise
            self._pick(name)
            return
        self._apart = self._windows_apart()
        if node.role in MARKED:
            mark(node)
        else:
            node.act()

    def _windows_apart(self) -> int:
        found = self.programs()
        return windows() - len(with_states(found[-1].children(), SHOWING) if found else [])

    def _menu_is_open(self) -> bool:
        """Whether the last press opened what is not in the tree, and it stays: a dialog may be late in it."""
        before = self._apart
        return before is not None and all(pause() and self._windows_apart() > before for _ in range(STILL))

    def _pick(self, name: str) -> None:
        """Go down the open menu until this entry is heard, and take it."""
        self._ears.last()
        heard: list[str] = []
        while name not in heard:
            keys("Down")
            if not until(lambda: self._hears(heard)) or heard[-1] in heard[:-1]:
                keys("Escape")
                raise LookupError(f"the menu has no “{name}”, but {heard}")
        keys("Return")

    def _hears(self, heard: list[str]) -> bool:
        said = self._ears.last()
        heard += [said] if said else []
        return bool(said)

    def type_into(self, name: str, text: str) -> None:
        """Replace what stands in a field, and leave it: what comes next finds it left."""
        field = self.begin(name, text)
        keys("Tab")
        with contextlib.suppress(GoneError):
            until(lambda: not field.has(FOCUSED))

    def begin(self, name: str, text: str) -> Node:
        """Replace what stands in a field: the focus goes there, then real keys."""
        node = self.one(name, TEXTS)
        self.focus(node)
        keys("ctrl+a", "Delete")
        subprocess.run(["xdotool", "type", "--delay", "4", "--", text], check=True)
        if not until(lambda: held_in(node) == HIDDEN * len(text) or text in held_in(node), TYPED_WITHIN):
            raise LookupError(f"“{name}” holds “{held_in(node)}”")
        return node

    def focus(self, node: Node) -> None:
        """The window takes the keyboard (there is no window manager here), the control the focus."""
        take_the_keyboard()
        node.ask(Question("Component", "GrabFocus"))
        if not until(lambda: node.has(FOCUSED)):
            raise LookupError(f"“{node.name}” does not take the focus")

    def tick(self, name: str) -> None:
        node = self.one(name, {"check box"})
        if not node.has(CHECKED):
            mark(node)

    def choose(self, question: str, answer: str) -> None:
        """A radio box, or an entry of the list whose label is the question."""
        wanted = f"{question} {answer}"
        nodes = self.nodes()
        radios = [node for node in nodes if node.role == "radio button" and node.name == wanted]
        if radios:
            mark(radios[0])
            return
        lists = [node for node in nodes if node.role == "combo box" and question in node.labels()]
        if len(lists) != 1:
            raise LookupError(f"{len(lists)} lists answer “{question}”")
        self._tab_to(lists[0])
        keys("Home")
        for _ in range(40):
            stands = at_rest(lists[0])
            if stands == answer:
                return
            keys("Down")
            if not until(lambda stands=stands: lists[0].looked_at().name != stands):
                break
        raise LookupError(f"“{question}” has no “{answer}”")

    def _tab_to(self, node: Node) -> None:
        """Walk there by keyboard, as far as it is: Qt gives a list no action that takes the focus."""
        take_the_keyboard()
        for _ in range(FARTHEST):
            if any(one.has(FOCUSED) for one in (node, *node.children())):
                return
            keys("Tab")
        raise LookupError(f"“{node.name}” is not reached by keyboard")

    def open_row(self, said: str) -> None:
        """The row of a list in which these words stand: a click in its middle."""
        rows = {"list item", *CELLS}
        found = [node for node in self.nodes() if node.role in rows and said in node.name]
        if len(found) != 1:
            raise LookupError(f"{len(found)} rows say “{said}”")
        click(found[0])

    def nameless(self) -> list[str]:
        """What can take the focus and has no name; an empty cell of a table has nothing to say."""
        return [
            f"{node.role} in “{node.place()}” holding {[child.name for child in look(node.children())]}"
            for node in with_states(self.nodes(), FOCUSABLE)
            if node.role not in CELLS and not (node.name or (node.role == "combo box" and node.labels()))
        ]


def until(fact: Callable[[], bool], seconds: float = DONE_WITHIN) -> bool:
    """Whether it comes about within so many seconds."""
    end = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > end:
            return False
        time.sleep(PAUSE)
    return True


def pause() -> bool:
    """Wait a moment."""
    time.sleep(PAUSE)
    return True


def mark(box: Node) -> None:
    """Tick a box or choose a radio box; one that goes away with its screen has done its work."""
    if not box.has(SENSITIVE):
        raise LookupError(f"“{box.name}” is off")
    box.act()
    with contextlib.suppress(GoneError):
        if not until(lambda: box.has(CHECKED)):
            raise LookupError(f"“{box.name}” is not taken")


def held_in(node: Node) -> str:
    """What stands in a text."""
    return str(node.ask(TEXT))


def at_rest(node: Node) -> str:
    """Its name, once that was the same in several looks."""
    names: list[str] = []

    def still() -> bool:
        names.append(node.looked_at().name)
        return len(names) >= STILL and len(set(names[-STILL:])) == 1

    until(still)
    return names[-1]


def take_the_keyboard() -> None:
    """Give the keyboard to the dialog of the system that is in front, else to the program's window."""
    found = named("^(Save|Choose|Open) ") or named(f"^{APP}$")
    if not found:
        raise LookupError("there is no window to type into")
    subprocess.run(["xdotool", "windowfocus", "--sync", found[-1]], check=True)


def named(pattern: str) -> list[str]:
    """The windows on the screen whose title fits."""
    searched = ["xdotool", "search", "--onlyvisible", "--name", pattern]
    return subprocess.run(searched, capture_output=True, text=True, check=False).stdout.split()


def windows() -> int:
    """How many windows of any kind are on the screen: a list that pops up is one, and not in the tree."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", ""], capture_output=True, text=True, check=False
    )
    return len(found.stdout.split())


def click(node: Node) -> None:
    """A click in its middle."""
    subprocess.run(["xdotool", "mousemove", *node.middle(), "click", "1", "mousemove", *ASIDE], check=True)


def keys(*pressed: str) -> None:
    subprocess.run(["xdotool", "key", "--delay", "8", *pressed], check=True)


def main() -> None:
    reader = Reader()
    does = {
        "reads": reader.reads,
        "offers": reader.offers,
        "press": reader.press,
        "begin": lambda *given: bool(reader.begin(*given)),
        "type": reader.type_into,
        "keys": keys,
        "tick": reader.tick,
        "choose": reader.choose,
        "open": reader.open_row,
        "nameless": reader.nameless,
        "programs": reader.all_programs,
        "windows": windows,
    }
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"ok": does[asked["do"]](*asked.get("with", []))}
        except (LookupError, subprocess.CalledProcessError) as error:  # a window may be gone by now
            answer = {"wrong": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
