"""What bringing a file in would do, row by row, as values: made by the check, shown by the page, done by the action."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from coordinator_app.attendance.model import Place


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    CHANGES = "changes"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return _LABELS[self]


_LABELS = {
    Outcome.NEW: "New",
    Outcome.SAME: "Kept already",
    Outcome.CHANGES: "Changes",
    Outcome.REFUSED: "Left out",
}


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of the file (of a wide list, one week of a row): whom it is about, and what becomes of it.

    `who` is the pupil's name as kept, or as the row has it where nobody fits. `words` say what is new, what changes
    from what to what, or why it is left out.
    """

    row: int
    outcome: Outcome
    who: str
    monday: date | None
    words: str
    pupil_id: str = ""


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """One week of one pupil as it is to be: `before` and `after` are the lines of ten marks, `before` "" where there is none."""

    pupil_id: str
    monday: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole check. `called` and `sha256` are the file's; `rows` its rows with anything in them."""

    place: Place
    place_name: str
    called: str
    sha256: str
    rows: int
    outcomes: tuple[RowOutcome, ...]
    weeks: tuple[WeekPlan, ...]
    notes: tuple[str, ...] = ()
    counts: dict[Outcome, int] = field(init=False)

    def __post_init__(self) -> None:
        counted = Counter(one.outcome for one in self.outcomes)
        object.__setattr__(self, "counts", {one: counted[one] for one in Outcome})

    @property
    def new_weeks(self) -> int:
        """Weeks of which nothing is kept yet."""
        return sum(not one.before for one in self.weeks)

    @property
    def changed_weeks(self) -> int:
        """Weeks of which something is kept, and which become other than they are."""
        return len(self.weeks) - self.new_weeks

    @property
    def pupils(self) -> int:
        """How many pupils get marks."""
        return len({one.pupil_id for one in self.weeks})
