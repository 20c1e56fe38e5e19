"""What the child is asked for when a list leaves the vault, the names of its file, and the line in the audit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Choice, Purpose

TASK = "export.table"
MOST_ROWS = 1_048_575
"""A sheet has 1,048,576 rows; the first holds the headings."""
_LONGEST_NAME = 24
_PRACTICE = "practice-"


class ExportFormat(Choice):
    """What the list is written as."""

    XLSX = "xlsx", "Excel workbook"
    CSV = "csv", "CSV, for other programs"


class TooManyRows(Trouble):
    """The list is longer than a sheet."""

    code = "too-many-rows"
    next_step = "Choose fewer rows with the filter, or choose CSV."


PURPOSES: tuple[tuple[Purpose, str], ...] = (
    (Purpose.PROGRESS, "Following pupils' attendance, progress and achievement"),
    (Purpose.WELLBEING, "Pupils' wellbeing and life chances"),
    (Purpose.SAFEGUARDING, "Keeping someone safe"),
    (Purpose.COMMUNICATION, "Staying in touch and organising programmes"),
    (Purpose.RIGHTS, "Answering someone who uses their rights"),
    (Purpose.RUNNING, "Running the partnership and showing that it works"),
)
"""The closed list of 003-6, as a coordinator says it: every export asks for one (003-6.6)."""


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """One list to write. `table` is `export_table.packed`, `name` the file's name without its ending.

    `password` "" leaves it open to anyone. `about` are the lines of the second sheet: what, when, why, how many.
    """

    table: bytes
    format: ExportFormat
    name: str
    password: str = ""
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """The finished file."""

    content: bytes


def stem_of(title: str, on: date, *, practice: bool) -> str:
    """The file's name without its ending: "access-requests-2026-11-22", and "practice-" before it where invented."""
    return f"{_PRACTICE if practice else ''}{slug(title)}-{on.isoformat()}"


def ending_of(kind: ExportFormat, *, locked: bool) -> str:
    """The ending of the file that is saved: a locked list lies in a zip file."""
    return "zip" if locked else kind.value


def slug(title: str) -> str:
    """The title in small letters, digits and hyphens; "list" if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "list"


def audit_note(title: str, rows: int, kind: ExportFormat, purpose: Purpose, *, locked: bool) -> str:
    """What the audit keeps: list, rows, format, locked or open, purpose; "pupils.214-rows.xlsx.locked.progress"."""
    lock = "locked" if locked else "open"
    return f"{slug(title)}.{rows}-rows.{kind.value}.{lock}.{purpose.value}"
