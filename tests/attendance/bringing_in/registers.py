"""Registers as schools and providers send them, made with the programs that make them: csv, openpyxl, XlsxWriter, XML."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import xlsxwriter

from coordinator_app.attendance.bringing_in.asked import FileRead, FileSeen, FileToLook, FileToRead
from coordinator_app.attendance.bringing_in.looking import look, read

HEADING = ("UPN", "Surname", "Forename", "DOB", "Date", "Session", "Code")
KIT = ("", "Puddlecombe", "Kit", "03/05/2012")


def text_of(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


def csv_of(*rows: Sequence[str], heading: Sequence[str] = HEADING, encoding: str = "utf-8") -> bytes:
    return text_of([heading, *rows]).encode(encoding)


def kit(day: str, session: str, code: str) -> tuple[str, ...]:
    return (*KIT, day, session, code)


def xlsx_of(*sheets: tuple[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def written_xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """By XlsxWriter, which keeps a value beside each formula."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet("Register")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, tuple):
                sheet.write_formula(row, column, cell[0], None, cell[1])
            elif hasattr(cell, "year"):
                sheet.write_datetime(row, column, cell, day)
            else:
                sheet.write(row, column, cell)
    book.close()
    return kept.getvalue()


def ods_of(rows: Sequence[Sequence[str]], more: str = "") -> bytes:
    """The parts of an ODS workbook that every reader looks at; `more` is another row as XML."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Register">{lines}{more}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zip_of({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def zip_of(members: dict[str, str | bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return kept.getvalue()


def replaced(content: bytes, member: str, change: Any) -> bytes:
    """A workbook with one member changed by `change(bytes) -> bytes`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zip_of({**members, member: change(members[member])})


def ctf_of(attendance: str, upn: str = "A820200001001") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<CTfile><Header><DocumentName>Common Transfer File</DocumentName>'
        f"<CTFversion>25.0</CTFversion></Header><CTFpupilData><Pupil><UPN>{upn}</UPN><Surname>PUDDLECOMBE</Surname>"
        f"<Forename>KIT</Forename><DOB>2012-05-03</DOB><Sex>M</Sex><Attendance>{attendance}</Attendance></Pupil>"
        "</CTFpupilData></CTfile>"
    ).encode()


def seen(content: bytes, called: str = "register.csv", **more: str) -> FileSeen:
    return look(FileToLook(called, content, **more))


def found(content: bytes, shown: FileSeen | None = None) -> FileRead:
    """The file read as it is guessed."""
    one = shown or seen(content)
    return read(FileToRead("register", content, one.meanings, one.encoding, one.sheet, one.day_first))


def lines_of(read_file: FileRead) -> list[tuple[int, str, str]]:
    """Row, Monday and marks (or why not) of every line."""
    portions = (json.loads(one) for one in read_file.lines.splitlines())
    return [(row, monday, said) for portion in portions for row, _, monday, said in portion]


def people_of(read_file: FileRead) -> list[tuple[str, ...]]:
    return [tuple(one) for one in json.loads(read_file.people)]
