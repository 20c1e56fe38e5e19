"""The two tasks of the child process: look at a file of attendance, and read it."""

from __future__ import annotations

from typing import Any

from coordinator_app.attendance.bringing_in import columns, ctf, decoding, workbooks
from coordinator_app.attendance.bringing_in.asked import (
    MOST_BYTES,
    SAMPLE_ROWS,
    EncodingSeen,
    FileRead,
    FileSeen,
    FileToLook,
    FileToRead,
    SheetSeen,
    only_totals,
)
from coordinator_app.attendance.bringing_in.days import order_of
from coordinator_app.attendance.bringing_in.grids import Grid, read_text
from coordinator_app.attendance.bringing_in.marks import read_rows
from coordinator_app.attendance.bringing_in.shape import Table, table_of
from coordinator_app.core.answers import as_answer
from coordinator_app.core.errors import BadFile
from coordinator_app.core.wire import from_plain

_GUESSED_BY = 400  # rows
_LONGEST_SHOWN = 80
_TAKES = "Coordinator takes lists (CSV, text), workbooks (XLSX, XLS, ODS) and transfer files (CTF XML) here."
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a Word document"),
    (b"MZ", "a program"),
    (b"Rar!", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"\x1f\x8b", "a packed archive"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)


def look_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "bring.look": `FileToLook` -> `FileSeen`. BadFile in plain words if it is no register."""
    return as_answer(look(from_plain(FileToLook, request, blobs)))


def read_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "bring.read": `FileToRead` -> `FileRead`. BadFile as above."""
    return as_answer(read(from_plain(FileToRead, request, blobs)))


def look(file: FileToLook) -> FileSeen:
    """What the file is, with the guess for every column. Raises BadFile."""
    kind = kind_of(file.content)
    encoding, sure = "", True
    encodings: tuple[EncodingSeen, ...] = ()
    sheets: tuple[SheetSeen, ...] = ()
    notes: list[str] = []
    sheet = file.sheet
    if kind == "text":
        encoding, sure = decoding.guess(file.content)
        encoding = file.encoding or encoding
        text = decoding.decode(file.content, encoding)
        encodings = () if sure else decoding.choices(file.content, encoding)
        if decoding.looks_doubled(text):
            notes.append(
                "Some letters were spoilt before the file came to us. Rows with a UPN are not harmed by it."
            )
        grid = read_text(text)
    elif kind == "workbook":
        book = workbooks.open_workbook(file.content)
        sheets = workbooks.sheets_of(book)
        sheet = sheet or next((one.name for one in sheets if not one.is_hidden), sheets[0].name)
        grid = workbooks.read_sheet(file.content, book, sheet)
        notes += _about_sheets(sheets, sheet)
    else:
        grid = ctf.read_ctf(file.content)
    if not grid.rows and len(sheets) > 1:
        return FileSeen(kind, (), (), 0, (), sheets=sheets, sheet=sheet, notes=("This sheet is empty.",))
    return _seen(
        FileSeen(kind, (), (), 0, (), encoding, encodings, sure, sheets, sheet, notes=tuple(notes)), grid
    )


def read(file: FileToRead) -> FileRead:
    """Every row of the file as marks. Raises BadFile."""
    grid = _grid(file)
    table = table_of(grid)
    if len(table.heading) != len(file.meanings):
        raise BadFile("The file is not the one that was looked at.", next_step="Choose it again.")
    made = read_rows(grid, table, file.meanings, day_first=file.day_first)
    people, lines = made.packed()
    return FileRead(len({line[0] for line in made.lines}), people, lines, made.notes())


def kind_of(content: bytes) -> str:
    """Whether it is "text", a "workbook" or a "ctf", by the content alone. Raises BadFile for anything else."""
    if not content.strip():
        raise BadFile("The file is empty.", next_step="Choose the one that holds the register.")
    if len(content) > MOST_BYTES:
        raise BadFile(
            "The file is larger than 25 MB.", next_step="Bring it in by parts, for example a term at a time."
        )
    if workbooks.is_workbook(content):
        return "workbook"
    if ctf.is_xml(content):
        return "ctf"
    begins = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for mark, called in _OTHERS:
        if begins.startswith(mark.lower()):
            raise BadFile(
                f"This is {called}. {_TAKES}", next_step="Ask for the register as a list or a workbook."
            )
    return "text"


def _grid(file: FileToRead) -> Grid:
    kind = kind_of(file.content)
    if kind == "text":
        return read_text(decoding.decode(file.content, file.encoding))
    if kind == "workbook":
        book = workbooks.open_workbook(file.content)
        return workbooks.read_sheet(file.content, book, file.sheet)
    return ctf.read_ctf(file.content)


def _seen(so_far: FileSeen, grid: Grid) -> FileSeen:
    table = table_of(grid)
    some = [cells for _, cells in table.rows[:_GUESSED_BY]]
    day_first, asks = order_of([*table.heading, *(cell for cells in some for cell in cells)])
    meanings = columns.guess(table.heading, some, day_first=day_first)
    if columns.only_totals(table.heading, meanings):
        raise only_totals(
            "This file holds only totals, such as sessions possible and percentages, not a single mark."
        )
    return FileSeen(
        so_far.kind,
        tuple(map(_short, table.heading)),
        tuple(_sample(cells, table) for cells in some[:SAMPLE_ROWS]),
        len(table.rows),
        meanings,
        so_far.encoding,
        so_far.encodings,
        so_far.is_sure,
        so_far.sheets,
        so_far.sheet,
        day_first,
        asks,
        so_far.notes,
    )


def _sample(cells: tuple[str, ...], table: Table) -> tuple[str, ...]:
    width = len(table.heading)
    return tuple(map(_short, (*cells, *([""] * width))))[:width]


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_SHOWN]


def _about_sheets(sheets: tuple[SheetSeen, ...], chosen: str) -> list[str]:
    hidden = sum(one.is_hidden for one in sheets)
    if not hidden:
        return []
    if any(one.is_hidden and one.name == chosen for one in sheets):
        return ["This sheet is hidden in the workbook."]
    return [
        f"{'One sheet' if hidden == 1 else f'{hidden} sheets'} of this workbook {'is' if hidden == 1 else 'are'} hidden."
    ]
