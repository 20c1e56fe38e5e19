"""Attendance of a common transfer file (XML) as the same grid that a list gives. Child process only.

What schools must send in a CTF are totals of a year (sessions possible and attended): of these no register can be
made, and they are refused in words. Marks are taken where a system writes them into the pupil's Attendance: a day
with its session and code, or the first day of a week with its line of marks. No entity, no DTD, no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from coordinator_app.attendance.bringing_in.asked import only_totals
from coordinator_app.attendance.bringing_in.grids import Cells, Grid, demand_size
from coordinator_app.core.errors import BadFile

HEADING: Cells = ("UPN", "Surname", "Forename", "DOB", "Date", "Session", "Mark", "Week beginning", "Marks")
_DAYS = ("attendancedate", "date", "sessiondate")
_WEEKS = ("weekcommencing", "weekbeginning", "weekstart", "attendanceweek", "attendancestartdate")
_SESSIONS = ("session", "attendancesession", "sessionname")
_MARKS = ("attendancecode", "attendancemark", "code", "mark", "registercode")
_LINES = ("attendancemarks", "marks", "attendancecodes")
_TOTALS = re.compile(r"^sessions(possible|attended|authorised|unauthorised|unexplained)", re.IGNORECASE)
_AGAIN = "Ask the school for the register as a list (CSV) or a workbook."
_STARTS = re.compile(rb"^\s*(?:<\?xml|<CTfile)", re.IGNORECASE)


def is_xml(content: bytes) -> bool:
    """Whether these bytes begin as XML does, in any of its encodings."""
    plain = content[:400].replace(b"\x00", b"")
    return _STARTS.match(plain.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")) is not None


def read_ctf(content: bytes) -> Grid:
    """A row for every mark or week of marks, below one line of headings. Raises BadFile."""
    root = _root(content)
    if _name(root).lower() != "ctfile":
        raise BadFile("This XML file is no common transfer file (CTF).", next_step=_AGAIN)
    rows: list[tuple[int, Cells]] = [(1, HEADING)]
    totals = False
    for pupil in root.iter("{*}Pupil"):
        who = tuple(_said(pupil, name) for name in HEADING[:4])
        for block in pupil.iterchildren("{*}Attendance"):
            totals = totals or any(_TOTALS.match(_name(one)) for one in block.iter() if _is_tag(one))
            for marks in _marks(block):
                rows.append((marks[0], (*who, *marks[1])))
                demand_size(len(rows), len(HEADING))
    if len(rows) > 1:
        return Grid(tuple(rows))
    if totals:
        raise only_totals("This transfer file holds only totals of the year, not a single mark.")
    raise BadFile("This transfer file holds no attendance.", next_step=_AGAIN)


def _marks(block: Any) -> Iterator[tuple[int, Cells]]:
    """The line of the file, and day, session, mark, week and line of marks, of each element that has them beside each other."""
    for element in block.iter():
        if not _is_tag(element) or not len(element):
            continue
        said = {_name(one).lower(): (one.text or "").strip() for one in element if _is_tag(one)}
        day, mark = _first(said, _DAYS), _first(said, _MARKS)
        week, line = _first(said, _WEEKS), _first(said, _LINES)
        if mark and day:
            yield element.sourceline or 0, (day, _first(said, _SESSIONS), mark, "", "")
        elif line and (week or day):
            yield element.sourceline or 0, ("", "", "", week or day, line)


def _root(content: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415  (child only)

    plain = content.replace(b"\x00", b"").lower()
    if b"<!doctype" in plain or b"<!entity" in plain:
        raise BadFile("The file holds instructions that no transfer file needs.", next_step=_AGAIN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise BadFile("The file is damaged: its XML does not close.", next_step=_AGAIN) from fault


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _said(pupil: Any, name: str) -> str:
    found = pupil.find("{*}" + name)
    return "" if found is None else (found.text or "").strip()


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_tag(element: Any) -> bool:
    return isinstance(element.tag, str)
