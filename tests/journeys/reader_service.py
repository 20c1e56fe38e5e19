"""A screen reader's way into another program's window, as a service of JSON lines on standard input and output.

Runs under the system's Python, which has GLib (Debian: python3-gi, with python3-pyatspi); it uses nothing of this
project and speaks to the accessibility bus itself. Children are asked for all at once: Qt 6.11 reads past the end of
a scroll area's children when one is asked for by a number that was right a moment ago (its scroll bar has gone).
Each line asks for one thing; the answer is a line with "ok" or "wrong".
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gi.repository import Gio, GLib

APP = "Coordinator"
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
SPEAKS = "org.a11y.atspi."
# numbers of atspi-constants.h
CHECKED, ENABLED, FOCUSABLE, FOCUSED, SENSITIVE, SHOWING, VISIBLE = 4, 8, 11, 12, 24, 25, 30
LABELLED_BY = 2
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
TEXTS = {"text", "entry", "password text", "spin button"}
DIALOGS = {"dialog", "alert", "file chooser"}
CELLS = {"cell", "table cell"}
POPUPS = {"popup menu", "menu"}
PATIENCE_MS = 20_000
HIDDEN = "●"


class GoneError(LookupError):
    """What was asked is no longer there, or does not answer."""


def bus() -> Any:
    """The accessibility bus, which is not the session bus."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    found = session.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, PATIENCE_MS, None
    )
    kinds = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(found.unpack()[0], kinds, None, None)


@dataclass(frozen=True)
class Node:
    """One control of a program: its name on the bus and its path there."""

    line: Any
    owner: str
    path: str

    def ask(self, kind: str, what: str, given: Any = None) -> Any:
        """Call a method of one of its interfaces; gives the first of what comes back."""
        try:
            answer = self.line.call_sync(
                self.owner, self.path, SPEAKS + kind, what, given, None, 0, PATIENCE_MS, None
            )
        except GLib.Error as error:
            raise GoneError(error.message) from None
        told = answer.unpack()
        return told[0] if told else None

    def fact(self, kind: str, name: str) -> Any:
        """One of its properties."""
        given = GLib.Variant("(ss)", (SPEAKS + kind, name))
        try:
            answer = self.line.call_sync(
                self.owner,
                self.path,
                "org.freedesktop.DBus.Properties",
                "Get",
                given,
                None,
                0,
                PATIENCE_MS,
                None,
            )
        except GLib.Error as error:
            raise GoneError(error.message) from None
        return answer.unpack()[0]

    @cached_property
    def name(self) -> str:
        return str(self.fact("Accessible", "Name"))

    @cached_property
    def role(self) -> str:
        return str(self.ask("Accessible", "GetRoleName"))

    def children(self) -> list[Node]:
        return [Node(self.line, *place) for place in self.ask("Accessible", "GetChildren")]

    def has(self, *states: int) -> bool:
        low, high = self.ask("Accessible", "GetState")
        held = low | high << 32
        return all(held >> state & 1 for state in states)

    def words(self) -> str:
        """What stands in a text, dots for a passphrase, "" for anything else."""
        if self.role not in TEXTS:
            return ""
        return str(self.ask("Text", "GetText", GLib.Variant("(ii)", (0, -1))))

    def place(self) -> str:
        """The nearest name above it."""
        above = Node(self.line, *self.fact("Accessible", "Parent"))
        return above.name or (above.place() if above.role != "application" else "")

    def labels(self) -> list[str]:
        """The names of what labels it."""
        found = []
        for kind, targets in self.ask("Accessible", "GetRelationSet"):
            if kind == LABELLED_BY:
                found += [Node(self.line, *place).name for place in targets]
        return found

    def click(self) -> None:
        """A click in its middle."""
        x, y, width, height = self.ask("Component", "GetExtents", GLib.Variant("(u)", (0,)))
        at = (str(x + width // 2), str(y + height // 2))
        subprocess.run(["xdotool", "mousemove", *at, "click", "1"], check=True)

    def actions(self) -> list[str]:
        count = int(self.fact("Action", "NActions"))
        return [str(self.ask("Action", "GetName", GLib.Variant("(i)", (place,)))) for place in range(count)]

    def act(self) -> None:
        """Press, toggle or choose: the first of its own actions that is one of these."""
        names = self.actions()
        for wanted in ("Press", "Toggle", "Check", "Select"):
            if wanted in names:
                self.ask("Action", "DoAction", GLib.Variant("(i)", (names.index(wanted),)))
                return
        raise LookupError(f"“{self.name}” offers only {names}")


FARTHEST = 60
"""So many stops a keyboard makes on the longest screen."""


class Reader:
    """Looks for the program and works its controls by name and role."""

    def __init__(self) -> None:
        self._line = bus()

    def programs(self) -> list[Node]:
        """Every running Coordinator that has told the bus of itself."""
        desktop = Node(self._line, REGISTRY, ROOT)
        found = []
        for program in desktop.children():
            try:
                if program.name == APP:
                    found.append(program)
            except GoneError:
                continue  # it has just ended
        return found

    def all_programs(self) -> list[str]:
        """Every program on the bus with its windows, for the message of a failed test."""
        told = []
        for program in Node(self._line, REGISTRY, ROOT).children():
            try:
                windows = [(one.role, one.name, one.has(SHOWING)) for one in program.children()]
                told.append(f"{program.owner} {program.name!r}: {windows}")
            except GoneError as error:
                told.append(f"{program.owner}: {error}")
        return told

    def nodes(self) -> list[Node]:
        """What the user can reach: the popup or dialog in front, else the window."""
        found = self.programs()
        if not found:
            return []
        windows = [one for one in found[-1].children() if one.has(SHOWING)]
        for kinds in (POPUPS, DIALOGS):
            front = [one for one in windows if one.role in kinds]
            if front:
                return list(below(front[-1]))
        return [node for window in windows for node in below(window)]

    def reads(self) -> list[str]:
        """Every name, and what stands in the fields."""
        lines: list[str] = []
        for node in self.nodes():
            try:
                lines += [line for line in (node.name, node.words()) if line]
            except GoneError:
                continue
        return lines

    def one(self, name: str, kinds: set[str]) -> Node:
        """The one control of this name and of one of these roles, ready to be used."""
        found = [node for node in self.nodes() if node.name == name and node.role in kinds]
        if len(found) != 1:
            raise LookupError(f"{len(found)} controls are called “{name}” among {sorted(kinds)}")
        if not found[0].has(SENSITIVE):
            raise LookupError(f"“{name}” is off")
        return found[0]

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
        held = node.words()
        if held != HIDDEN * len(text) and text.partition("\n")[0] not in held:
            raise LookupError(f"“{name}” holds “{held}”")

    def focus(self, node: Node) -> None:
        """The window takes the keyboard (there is no window manager here), the control the focus."""
        take_the_keyboard()
        node.ask("Component", "GrabFocus")
        if not node.has(FOCUSED):
            raise LookupError(f"“{node.name}” does not take the focus")

    def tick(self, name: str) -> None:
        node = self.one(name, {"check box"})
        if not node.has(CHECKED):
            node.act()

    def choose(self, question: str, answer: str) -> None:
        """A radio box, or an entry of the list whose label is the question."""
        wanted = f"{question} {answer}"
        radios = [node for node in self.nodes() if node.role == "radio button" and node.name == wanted]
        if radios:
            radios[0].act()
            return
        lists = [node for node in self.nodes() if node.role == "combo box" and question in node.labels()]
        if len(lists) != 1:
            raise LookupError(f"{len(lists)} lists answer “{question}”")
        self._tab_to(lists[0])
        keys("Home")
        for _ in range(40):
            if Node(lists[0].line, lists[0].owner, lists[0].path).name == answer:
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
        found[0].click()

    def nameless(self) -> list[str]:
        """What can take the focus and has no name; an empty cell of a table has nothing to say."""
        return [
            f"{node.role} in “{node.place()}” holding {[child.name for child in node.children()]}"
            for node in self.nodes()
            if node.has(FOCUSABLE)
            and node.role not in CELLS
            and not (node.name or (node.role == "combo box" and node.labels()))
        ]


def below(node: Node, depth: int = 0) -> Iterator[Node]:
    """A node and all that is on the screen below it."""
    try:
        if depth and not node.has(SHOWING, VISIBLE):
            return
        yield node
        for child in node.children():
            yield from below(child, depth + 1)
    except GoneError:
        return  # while it was read


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


def keys(*pressed: str) -> None:
    subprocess.run(["xdotool", "key", "--delay", "8", *pressed], check=True)


def main() -> None:
    reader = Reader()
    does = {
        "reads": reader.reads,
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
