"""Cells as texts that no spreadsheet program takes for a formula (security: CSV formula; ASVS 1.2.10)."""

from __future__ import annotations

from datetime import date, datetime

from coordinator_app.core.export_table import Cell

LONGEST = 32_767
"""UTF-16 units that a cell of a workbook holds."""
_CUT = " [cut: longer than a cell can hold]"
_STARTS = tuple("=+-@|\t\r\n\uff1d\uff0b\uff0d\uff20\uff5c")
MARK = "'"


def may_calculate(text: str) -> bool:
    """Whether a spreadsheet program may take the text for a formula: by its first letter, or the first after spaces."""
    return text.startswith(_STARTS) or text.lstrip(" \u00a0\u3000").startswith(_STARTS)


def harmless(text: str) -> str:
    """The text with an apostrophe before what could be calculated; a text that begins with one gets another."""
    marked = text.lstrip(MARK)
    return MARK + text if may_calculate(marked) else text


def as_text(cell: Cell) -> str:
    """A cell of a CSV file: days as 2026-11-22, numbers with a point, yes and no in words."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return yes_no(cell=cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(clean(cell)) if isinstance(cell, str) else repr(cell)


def yes_no(*, cell: bool) -> str:
    """As the screen says it."""
    return "Yes" if cell else "No"


def clean(text: str) -> str:
    """The text without halves of letters and NUL, which no file format takes."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def fitting(text: str) -> str:
    """The text as a cell of a workbook holds it; where it is too long it says that it was cut."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
