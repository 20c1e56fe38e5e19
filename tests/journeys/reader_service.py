"""A screen reader's way into another program's window, as a service of JSON lines on standard input and output.

Runs under the system's Python and uses nothing of this project; `reader_bus.py` speaks to the accessibility bus.
Each line asks for one thing; the answer is a line with "ok" or "wrong".
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

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
DIALOGS = {"dialog", "alert", "file chooser"}
CELLS = {"cell", "table cell"}
POPUPS = {"popup menu", "menu"}
HIDDEN = "●"
FARTHEST = 60
"""So many stops a keyboard makes on the longest screen."""


TYPED_WITHIN = 5.0
"""Seconds in which a program takes what was typed; after that it is typed again."""


class Reader:
    """Looks for the program and works its controls by name and role."""

    def __init__(self) -> None:
        self._line = bus()

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
        return any(node.name == name and node.role in PRESSED for node in self.nodes())

    def press(self, name: str) -> None:
        self.one(name, PRESSED).act()

    def type_into(self, name: str, text: str) -> None:
        """Replace what stands in a field, and leave it."""
        self.begin(name, text)
        keys("Tab")

    def begin(self, name: str, text: str) -> None:
        """Replace what stands in a field: the focus goes there, then real keys."""
        node = self.one(name, TEXTS)
        self.focus(node)
        keys("ctrl+a", "Delete")
        subprocess.run(["xdotool", "type", "--delay", "4", "--", text], check=True)
        end, held = time.monotonic() + TYPED_WITHIN, ""
        while held != HIDDEN * len(text) and text.partition("\n")[0] not in held:
            if time.monotonic() > end:
                raise LookupError(f"“{name}” holds “{held}”")
            held = str(node.ask(TEXT))  # which the program answers once it has come to the keys before it

    def focus(self, node: Node) -> None:
        """The window takes the keyboard (there is no window manager here), the control the focus."""
        take_the_keyboard()
        node.ask(Question("Component", "GrabFocus"))
        if not node.has(FOCUSED):
            raise LookupError(f"“{node.name}” does not take the focus")

    def tick(self, name: str) -> None:
        node = self.one(name, {"check box"})
        if not node.has(CHECKED):
            node.act()

    def choose(self, question: str, answer: str) -> None:
        """A radio box, or an entry of the list whose label is the question."""
        wanted = f"{question} {answer}"
        nodes = self.nodes()
        radios = [node for node in nodes if node.role == "radio button" and node.name == wanted]
        if radios:
            radios[0].act()
            return
        lists = [node for node in nodes if node.role == "combo box" and question in node.labels()]
        if len(lists) != 1:
            raise LookupError(f"{len(lists)} lists answer “{question}”")
        self._tab_to(lists[0])
        keys("Home")
        for _ in range(40):
            if lists[0].looked_at().name == answer:
                return
            keys("Down")
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
    subprocess.run(["xdotool", "mousemove", *node.middle(), "click", "1"], check=True)


def keys(*pressed: str) -> None:
    subprocess.run(["xdotool", "key", "--delay", "8", *pressed], check=True)


def main() -> None:
    reader = Reader()
    does = {
        "reads": reader.reads,
        "offers": reader.offers,
        "press": reader.press,
        "begin": reader.begin,
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
        except LookupError as error:
            answer = {"wrong": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
