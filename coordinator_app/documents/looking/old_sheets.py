"""Old Excel workbooks (XLS): every sheet, hidden or not, and the notes on their cells."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, Final

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.cells import Letters, Sheet, unseen, worded
from coordinator_app.documents.looking.found import Found, Part
from coordinator_app.documents.looking.ole import Streams
from coordinator_app.documents.looking.zips import damaged, locked

_MOST_CELLS: Final = 20_000_000
_MOST_RECORDS: Final = 2_000_000
_LOCKED, _NOTE_WORDS, _GOES_ON, _NAME = 0x2F, 0x1B6, 0x3C, 0x18
_OF_THE_OLD: Final = "Hidden rows and columns of an old Excel file are shown here like any others."


def read(content: bytes) -> Found:
    """An old workbook in words. BadFile if it is damaged or locked."""
    streams = Streams(content)
    stream = streams.read("Workbook") or streams.read("Book")
    records = tuple(_records(stream))
    if any(kind == _LOCKED for kind, _ in records[:50]):
        raise locked()
    letters = Letters()
    sheets = _sheets(content, letters)
    notes = tuple(letters.take(words) for words in _notes(records) if words.strip())
    hidden = [*unseen(sheets), *(["It has comments."] if notes else []), _OF_THE_OLD]
    if any(path.startswith("_VBA_PROJECT_CUR") for path in streams.paths):
        hidden.append("It holds macros, which are small programs. They were not run and not looked into.")
    parts = [part for sheet in sheets for part in sheet.parts()]
    return Found((*parts, *((Part("Comments and text boxes", notes),) if notes else ())), tuple(hidden))


def _sheets(content: bytes, letters: Letters) -> list[Sheet]:
    import python_calamine as calamine  # noqa: PLC0415  (only for such a file)

    try:
        book = calamine.load_workbook(io.BytesIO(content))
        return [_sheet(book, one, letters, calamine) for one in book.sheets_metadata]
    except BadFile:
        raise
    except calamine.PasswordError:
        raise locked() from None
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise damaged() from None


def _sheet(book: Any, one: Any, letters: Letters, library: Any) -> Sheet:
    sheet = Sheet(one.name, one.visible != library.SheetVisibleEnum.Visible)
    if one.typ != library.SheetTypeEnum.WorkSheet:
        return sheet
    found = book.get_sheet_by_name(one.name)
    if found.total_height * found.total_width > _MOST_CELLS:
        raise damaged()
    first = found.start[0] if found.start else 0
    for number, row in enumerate(found.iter_rows(), start=1):
        cells = {at: letters.take(words) for at, value in enumerate(row) if (words := worded(value)).strip()}
        if cells:
            sheet.row(first + number, cells, frozenset(), is_hidden=False)
    return sheet


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(stream):
            return
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _notes(records: tuple[tuple[int, bytes], ...]) -> Iterator[str]:
    """The words of notes and text boxes: in the first record after the one that says how long they are."""
    left = 0
    for kind, data in records:
        if kind == _NOTE_WORDS and len(data) >= 12:
            left = struct.unpack_from("<H", data, 10)[0]
        elif kind == _GOES_ON and left and data:
            wide = data[0] & 1
            words = data[1:].decode("utf-16-le" if wide else "latin-1", "replace")[:left]
            left = 0
            yield words
        elif kind != _GOES_ON:
            left = 0
