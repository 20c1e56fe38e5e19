"""The controls of other programs as the accessibility bus tells of them; used by `reader_service.py` alone.

Runs under the system's Python, which has GLib (Debian: python3-gi, with python3-pyatspi); it uses nothing of this
project and speaks to the bus itself. Many questions are asked at once and their answers waited for together: a
screen holds some hundred controls, and a way there and back for each fact of each of them takes most of the time.
Children are asked for all at once: Qt 6.11 reads past the end of a scroll area's children when one is asked for by
a number that was right a moment ago (its scroll bar has gone).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gi.repository import Gio, GLib

ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
SPEAKS = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"
# numbers of atspi-constants.h
CHECKED, ENABLED, FOCUSABLE, FOCUSED, SENSITIVE, SHOWING, VISIBLE = 4, 8, 11, 12, 24, 25, 30
LABELLED_BY = 2
TEXTS = {"text", "entry", "password text", "spin button"}
PATIENCE_MS = 120_000
AT_ONCE = 200
"""So many questions wait for their answers together."""


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
class Question:
    """One method of one interface of a control, or one of its properties."""

    kind: str
    what: str
    given: Any = None

    @classmethod
    def fact(cls, kind: str, name: str) -> Question:
        return cls("", "Get", GLib.Variant("(ss)", (SPEAKS + kind, name)))

    @property
    def interface(self) -> str:
        return SPEAKS + self.kind if self.kind else PROPERTIES


NAME, STATE = Question.fact("Accessible", "Name"), Question("Accessible", "GetState")
ROLE, CHILDREN = Question("Accessible", "GetRoleName"), Question("Accessible", "GetChildren")
TEXT = Question("Text", "GetText", GLib.Variant("(ii)", (0, -1)))


@dataclass
class Node:
    """One control of a program: its name on the bus and its path there, and what it said when it was looked at."""

    line: Any
    owner: str
    path: str
    name: str = ""
    role: str = ""
    words: str = ""
    """What stands in a text, dots for a passphrase, "" for anything else."""

    def ask(self, question: Question) -> Any:
        """Gives the first of what comes back; raises GoneError."""
        (answer,) = ask_all([(self, question)])
        if isinstance(answer, GoneError):
            raise answer
        return answer

    def looked_at(self) -> Node:
        """Itself, once its name and role are known."""
        self.name, self.role = str(self.ask(NAME)), str(self.ask(ROLE))
        return self

    def children(self) -> list[Node]:
        return [Node(self.line, *place) for place in self.ask(CHILDREN)]

    def has(self, *states: int) -> bool:
        return _held(self.ask(STATE), states)

    def place(self) -> str:
        """The nearest name above it."""
        above = Node(self.line, *self.ask(Question.fact("Accessible", "Parent"))).looked_at()
        return above.name or (above.place() if above.role != "application" else "")

    def labels(self) -> list[str]:
        """The names of what labels it."""
        found = []
        for kind, targets in self.ask(Question("Accessible", "GetRelationSet")):
            if kind == LABELLED_BY:
                found += [Node(self.line, *place).looked_at().name for place in targets]
        return found

    def middle(self) -> tuple[str, str]:
        """Where it is on the screen, in pixels from the left and the top."""
        extents = Question("Component", "GetExtents", GLib.Variant("(u)", (0,)))
        x, y, width, height = self.ask(extents)
        return str(x + width // 2), str(y + height // 2)

    def actions(self) -> list[str]:
        count = int(self.ask(Question.fact("Action", "NActions")))
        names = (Question("Action", "GetName", GLib.Variant("(i)", (place,))) for place in range(count))
        return [str(self.ask(each)) for each in names]

    def act(self) -> None:
        """Press, toggle or choose: the first of its own actions that is one of these."""
        names = self.actions()
        for wanted in ("Press", "Toggle", "Check", "Select"):
            if wanted in names:
                self.ask(Question("Action", "DoAction", GLib.Variant("(i)", (names.index(wanted),))))
                return
        raise LookupError(f"“{self.name}” offers only {names}")


class Ears:
    """Hears which control takes the focus: Qt keeps menus out of the tree, their entries are only told of so."""

    def __init__(self, line: Any) -> None:
        self._line = line
        self._heard: Node | None = None
        changed = (None, SPEAKS + "Event.Object", "StateChanged", None, "focused", Gio.DBusSignalFlags.NONE)
        line.signal_subscribe(*changed, self._came)
        registry = (REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent")
        wanted = GLib.Variant("(s)", ("object:state-changed:focused",))
        line.call_sync(*registry, wanted, None, 0, PATIENCE_MS, None)

    def _came(self, line: Any, owner: str, path: str, *rest: Any) -> None:
        if rest[-1].unpack()[1] == 1:
            self._heard = Node(line, owner, path)

    def last(self) -> str:
        """The name of what took the focus since this was last asked, "" if nothing did."""
        while GLib.MainContext.default().iteration(False):
            pass
        heard, self._heard = self._heard, None
        try:
            return heard.looked_at().name if heard is not None else ""
        except GoneError:
            return ""


def ask_all(asked: list[tuple[Node, Question]]) -> list[Any]:
    """The answers in the order of the questions; a GoneError in place of each that did not come."""
    answers: list[Any] = []
    for start in range(0, len(asked), AT_ONCE):
        answers += _ask(asked[start : start + AT_ONCE])
    return answers


def _ask(asked: list[tuple[Node, Question]]) -> list[Any]:
    answers: dict[int, Any] = {}

    def came(line: Any, result: Any, number: int) -> None:
        try:
            told = line.call_finish(result).unpack()
            answers[number] = told[0] if told else None
        except GLib.Error as error:
            answers[number] = GoneError(error.message)

    for number, (node, question) in enumerate(asked):
        to = (node.owner, node.path, question.interface, question.what, question.given)
        node.line.call(*to, None, 0, PATIENCE_MS, None, came, number)
    while len(answers) < len(asked):
        GLib.MainContext.default().iteration(True)
    return [answers[number] for number in range(len(asked))]


def look(nodes: list[Node]) -> list[Node]:
    """Those that are still there, with their names and roles and what stands in them."""
    answers = iter(ask_all([(node, question) for node in nodes for question in (NAME, ROLE)]))
    there = []
    for node in nodes:
        name, role = next(answers), next(answers)
        if not isinstance(name, GoneError) and not isinstance(role, GoneError):
            node.name, node.role = str(name), str(role)
            there.append(node)
    texts = [node for node in there if node.role in TEXTS]
    for node, words in zip(texts, ask_all([(node, TEXT) for node in texts]), strict=True):
        node.words = "" if isinstance(words, GoneError) else str(words)
    return there


def on_the_screen(window: Node) -> list[Node]:
    """A window and all that is on the screen in it, in the order of its tree, looked at."""
    below: dict[str, list[Node]] = {}
    level, every = [window], [window]
    while level:
        answers = ask_all([(node, CHILDREN) for node in level])
        found = []
        for node, places in zip(level, answers, strict=True):
            own = [] if isinstance(places, GoneError) else [Node(node.line, *place) for place in places]
            below[node.path] = own
            found += own
        level = [node for node, states in _with_states(found) if _held(states, (SHOWING, VISIBLE))]
        every += level
    there = {node.path: node for node in look(every)}
    return [there[path] for path in _in_order(window.path, below) if path in there]


def _with_states(nodes: list[Node]) -> Iterator[tuple[Node, Any]]:
    states = ask_all([(node, STATE) for node in nodes])
    return ((node, held) for node, held in zip(nodes, states, strict=True) if not isinstance(held, GoneError))


def with_states(nodes: list[Node], *states: int) -> list[Node]:
    """Those of them that are in all of these states."""
    return [node for node, held in _with_states(nodes) if _held(held, states)]


def _held(held: list[int], states: tuple[int, ...]) -> bool:
    low, high = held
    both = low | high << 32
    return all(both >> state & 1 for state in states)


def _in_order(path: str, below: dict[str, list[Node]]) -> Iterator[str]:
    yield path
    for node in below.get(path, ()):
        yield from _in_order(node.path, below)
