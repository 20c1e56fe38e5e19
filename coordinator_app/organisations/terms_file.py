"""What the child process is given and gives back for a calendar file; the task itself reads the file."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.term_rows import RowProblem

TASK = "files.terms"


@dataclass(frozen=True, slots=True)
class TermsFile:
    """A calendar file as it came."""

    content: bytes


@dataclass(frozen=True, slots=True)
class TermsFound:
    """The dates as text that `parse_term_dates` reads, and the events that could not be taken."""

    text: str
    problems: tuple[RowProblem, ...] = ()
