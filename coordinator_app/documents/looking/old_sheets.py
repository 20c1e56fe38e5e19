"""Old Excel workbooks (XLS): every sheet, hidden or not, and the notes on their cells."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import Any, Final

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.cells import Letters, Sheet, unseen, worded
from coordinator_app.documents.looking.found import Found, Part
from coordinator_app.documents.looking.leftover import Net
from coordinator_app.documents.looking.ole import Streams
from coordinator_app.documents.looking.zips import damaged, locked

_MOST_CELLS: Final = 20_000_000
_MOST_RECORDS: Final = 2_000_000
_LOCKED, _NOTE_WORDS, _GOES_ON, _NAME = 0x2F, 0x1B6, 0x3C, 0x18
# records in which words stand besides cells and notes: what is printed, names, links, filters, hints, scenarios, charts,
# pivot tables, other books, who opened it, drawings, and the list of all strings, of which some may be used no more
_WORDED: Final = frozenset(
    [
        *(0x14, 0x15, 0x18, 0x1C, 0x23, 0x5B, 0x5C, 0x9E, 0xAF, 0xB1, 0xB2, 0xC7, 0xCD, 0xEC, 0xFC),
        *(0x1AA, 0x1AE, 0x1B0, 0x1B1, 0x1B8, 0x1BA, 0x1BE, 0x800, 0x100D),
    ]
)
_RUN: Final = re.compile(rb"(?:[\x20-\xff][\0-\x06]){3,}|[\x20-\x7e\xc0-\xff]{3,}")
_PLAIN: Final = re.compile(r"[A-Za-z]{2}")
_SAYS: Final = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
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
    parts += [Part("Comments and text boxes", notes)] if notes else []
    net = Net(line for part in parts for line in (part.heading, *part.lines))
    for data in (*(data for kind, data in records if kind in _WORDED), *map(streams.read, _SAYS)):
        for words in _runs(data):
            net.take(words)
    return Found((*parts, net.part()), (*hidden, *net.hidden()))


def _runs(data: bytes) -> Iterator[str]:
    """What looks like words among bytes, in letters of one byte or of two."""
    for found in _RUN.finditer(data):
        run = found[0]
        wide = len(run) > 1 and run[1] < 0x20
        words = run.decode("utf-16-le" if wide else "cp1252", "replace").strip("\ufffd")
        if _PLAIN.search(words) or wide:
            yield words


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
