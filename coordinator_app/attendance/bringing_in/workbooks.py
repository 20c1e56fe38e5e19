"""Workbooks (XLSX, XLS, ODS) as a grid: kept values only, no formula is ever evaluated. Child process only."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from coordinator_app.attendance.bringing_in.asked import SheetSeen
from coordinator_app.attendance.bringing_in.grids import Grid, demand_size
from coordinator_app.core.errors import BadFile

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_INSIDE = 250 * 1024 * 1024  # bytes, all members of the archive together
_MOST_MEMBERS = 2_000
_CHUNK = 1024 * 1024
_LOWEST_ROW = 1_048_576
_MOST_ROOM = 10_000_000  # cells, most of them empty
_AGAIN = "Open it where it came from, save the register alone, and choose that file."
_LOCKED = "Open it, save a copy without the password, then choose that copy."
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def is_workbook(content: bytes) -> bool:
    """Whether these bytes begin as a workbook does."""
    return content.startswith((ZIP, OLE))


def open_workbook(content: bytes) -> CalamineWorkbook:
    """The workbook, once it is known to be no bomb. Raises BadFile."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415  (child only)

    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise BadFile("The workbook is locked with a password.", next_step=_LOCKED)
    if content.startswith(ZIP):
        _demand_sound(content)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise BadFile("The workbook is locked with a password.", next_step=_LOCKED) from None
    except CalamineError as fault:
        raise _unreadable() from fault


def sheets_of(book: CalamineWorkbook) -> tuple[SheetSeen, ...]:
    """The sheets in their order. Raises BadFile if there is none."""
    from python_calamine import SheetVisibleEnum  # noqa: PLC0415  (child only)

    seen = tuple(SheetSeen(one.name, one.visible != SheetVisibleEnum.Visible) for one in book.sheets_metadata)
    if not seen:
        raise BadFile("The workbook has no sheet.", next_step=_AGAIN)
    return seen


def read_sheet(content: bytes, book: CalamineWorkbook, name: str) -> Grid:
    """One sheet as texts, in the places that it has in the workbook. Raises BadFile."""
    from python_calamine import CalamineError  # noqa: PLC0415  (child only)

    unkept = frozenset(_unkept(content, name))
    try:
        sheet = book.get_sheet_by_name(name)
        demand_size(0, sheet.total_width)
        rows: list[tuple[int, tuple[str, ...]]] = []
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
            texts = tuple(map(as_text, cells))
            if any(texts) or any((number, place) in unkept for place in range(len(texts))):
                rows.append((number, texts))
                demand_size(len(rows), len(texts))
    except CalamineError as fault:
        raise _unreadable() from fault
    return Grid(tuple(rows), unkept)


def as_text(value: object) -> str:
    """A cell as it would be typed; days as 2026-11-02, so that there is nothing to guess."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def _unreadable() -> BadFile:
    return BadFile("The workbook cannot be read: it is damaged, or no workbook at all.", next_step=_AGAIN)


# what a hostile workbook may do


def _demand_sound(content: bytes) -> None:
    """Go on, or raise BadFile: too many members, too much inside, sizes that lie, entities in its XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _MOST_INSIDE:
                raise _bomb()
            if any(one.flag_bits & 1 for one in members):
                raise BadFile("The workbook is locked with a password.", next_step=_LOCKED)
            for one in members:
                _demand_plain(archive, one)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as fault:
        raise _unreadable() from fault


def _demand_plain(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a member piece by piece, throwing it away: its size must be what it says, its XML without entities."""
    with archive.open(member) as source:
        first = source.read(_CHUNK)
        if _DOCTYPE.search(first[:4096]):
            raise BadFile("The workbook holds instructions that no register needs.", next_step=_AGAIN)
        while source.read(_CHUNK):
            pass


def _bomb() -> BadFile:
    return BadFile("The workbook unpacks to far more than a register holds.", next_step=_AGAIN)


# formulas without a kept value, and how far a sheet reaches


def _unkept(content: bytes, name: str) -> Iterator[tuple[int, int]]:
    if not content.startswith(ZIP):
        return  # an old workbook always keeps the value beside the formula
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "content.xml" in names:
            yield from _unkept_ods(archive.read("content.xml"), name)
            return
        path = _part_of(archive, names, name)
        if path:
            yield from _unkept_xlsx(archive.read(path))


def _part_of(archive: zipfile.ZipFile, names: list[str], sheet: str) -> str:
    """The member that holds a sheet, by the two lists inside the workbook; "" if they do not say."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(names):
        return ""
    targets = {
        one.get("Id"): str(one.get("Target"))
        for one in _elements(archive.read("xl/_rels/workbook.xml.rels"), "Relationship")
    }
    for one in _elements(archive.read("xl/workbook.xml"), "sheet"):
        if one.get("name") == sheet:
            link = next((value for key, value in one.attrib.items() if str(key).endswith("}id")), "")
            target = targets.get(link, "").removeprefix("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            return path if path in names else ""
    return ""


def _unkept_xlsx(xml: bytes) -> Iterator[tuple[int, int]]:
    lowest = farthest = 0
    for cell in _elements(xml, "c"):
        place = _PLACE.fullmatch(str(cell.get("r", "")))
        if place is None:
            continue
        row, column = int(place[2]), _column(place[1])
        lowest, farthest = max(lowest, row), max(farthest, column + 1)
        _demand_reach(lowest, farthest)
        parts = {str(one.tag).rpartition("}")[2]: one for one in cell}
        # a formula that gives no letters at all keeps an empty text
        kept = "is" in parts or ("v" in parts and (parts["v"].text or cell.get("t") == "str"))
        if "f" in parts and not kept:
            yield row, column


def _unkept_ods(xml: bytes, sheet: str) -> Iterator[tuple[int, int]]:
    for table in _elements(xml, "table"):
        if _own(table, "name") != sheet:
            continue
        number = farthest = 0
        for row in table.iter("{*}table-row"):
            times = _times(row, "number-rows-repeated")
            held, unkept = _cells_of(row)
            for column in unkept:
                yield number + 1, column
            number += times
            farthest = max(farthest, held)
            _demand_reach(number if held else 0, farthest)


def _cells_of(row: Any) -> tuple[int, list[int]]:
    """How many columns of an ODS row hold anything, and which of them a formula without a kept value."""
    column = held = 0
    unkept: list[int] = []
    for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
        times = _times(cell, "number-columns-repeated")
        has_text = any("".join(one.itertext()).strip() for one in cell)
        valued = has_text or any(str(key).endswith("}value") for key in cell.attrib)
        if _own(cell, "formula") and not valued:
            unkept.append(column)
        column += times
        held = column if valued else held
    return held, unkept


def _demand_reach(rows: int, columns: int) -> None:
    """Go on, or raise BadFile: a reader makes room for every cell up to the last, also where all are empty."""
    demand_size(0, columns)
    if rows > _LOWEST_ROW or rows * columns > _MOST_ROOM:
        raise BadFile("The sheet reaches far beyond any register.", next_step=_AGAIN)


def _own(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}" + name)), "")


def _times(element: Any, name: str) -> int:
    said = _own(element, name)
    return int(said) if said.isdigit() and len(said) < 9 else 1


def _elements(xml: bytes, name: str) -> Iterable[Any]:
    """The elements of a name, one after the other, each forgotten afterwards. Raises BadFile."""
    from lxml import etree  # noqa: PLC0415  (child only)

    try:
        for _, element in etree.iterparse(
            io.BytesIO(xml),
            tag="{*}" + name,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            yield element
            element.clear()
    except etree.XMLSyntaxError as fault:
        raise _unreadable() from fault


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
