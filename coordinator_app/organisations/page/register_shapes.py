"""What the Registers screen shows, as plain values: rows of a list, and one entry whole (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator_app.core.catalogue import Record
from coordinator_app.organisations.issues import IssueStage
from coordinator_app.organisations.registers import Part, Register
from coordinator_app.organisations.standing import Chip

Options = tuple[tuple[object, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in the list."""

    id: str
    title: str
    second: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class Lines:
    """The list of a register; `ended` is how many ended ones there are, shown or not."""

    lines: tuple[Line, ...]
    ended: int


@dataclass(frozen=True, slots=True)
class Said:
    """A note above an entry: colour set, bold sentence, the rest."""

    tone: str
    lead: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PartLine:
    """One check or cover of an entry."""

    record: Record
    title: str
    second: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class PartList:
    """All checks or covers of an entry, in order."""

    part: Part
    lines: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry whole. `answers` are (heading, ((question, answer), ...)) of what is filled in.

    `unanswered` names the rest; `use` says who names it, `ended` that it can be taken up again.
    """

    register: Register
    record: Record
    title: str
    second: str
    chip: Chip
    answers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    unanswered: tuple[str, ...]
    notes: tuple[Said, ...] = ()
    parts: tuple[PartList, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    use: str = ""
    ended: bool = False
    stage: IssueStage | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the links of a form may point to, by field name."""

    links: dict[str, Options] = field(default_factory=dict)
