"""Files made to harm, given to the real child process: each ends as a plain message, and the program goes on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from coordinator_app.attendance.bringing_in import workbooks
from coordinator_app.attendance.bringing_in.asked import LOOK, FileToLook, seen_of
from coordinator_app.core.errors import BadFile, Trouble
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import no_session
from tests.attendance.bringing_in.registers import (
    HEADING,
    csv_of,
    kit,
    ods_of,
    replaced,
    seen,
    xlsx_of,
    zip_of,
)

MEGABYTE = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
GOOD = csv_of(kit("16/11/2026", "AM", "/"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def jobs() -> Iterator[InlineJobs[Any]]:
    """Child processes with their limits."""
    made = InlineJobs(no_session)
    yield made
    made.stop()


def register() -> bytes:
    return xlsx_of(("Register", [HEADING, kit("2026-11-16", "AM", "/")]))


def sheet_of(rows: str) -> bytes:
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return replaced(register(), SHEET, lambda _: xml.encode())


def bomb() -> bytes:
    return zip_of({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b" " * (260 * MEGABYTE)})


def liar() -> bytes:
    """A workbook whose member is larger than its archive says."""
    content = bytearray(zip_of({"xl/workbook.xml": b" " * MEGABYTE}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark) + offset
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def encrypted() -> bytes:
    return OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<worksheet>&b;</worksheet>"
)
FILES = {
    "empty": (b"", "The file is empty"),
    "blank": (b" \r\n\t\r\n", "The file is empty"),
    "nulls": (b"UPN,Date\r\nA\x00B\x00\x00C,2\r\n\x00\x00", "nulls"),
    "one line of ten megabytes": (b"A" * 10 * MEGABYTE, "longer than any register"),
    "four hundred thousand columns": (b"a," * 400_000 + b"\r\n", "more than 1,000 columns"),
    "a quotation mark that never closes": (b'UPN,Date\r\n"' + b"a\r\n" * 400_000, "longer than any register"),
    "signs that no text has": (bytes(range(1, 32)) * 50, "not a text"),
    "too many rows": (b"UPN,Date,Session,Code\r\n" + b"x,16/11/2026,AM,/\r\n" * 50_100, "more than 50,000 rows"),
    "too large": (b"a,b\r\n" * (6 * MEGABYTE), "larger than 25 MB"),
    "a bomb": (bomb(), "unpacks to far more"),
    "a size that lies": (liar(), "cannot be read"),
    "locked with a password": (encrypted(), "locked with a password"),
    "laughs in a workbook": (replaced(register(), SHEET, lambda _: LAUGHS), "instructions that no register needs"),
    "a sheet of sixteen thousand columns": (
        sheet_of('<row r="1"><c r="A1" t="str"><v>UPN</v></c><c r="XFD1" t="str"><v>x</v></c></row>'),
        "more than 1,000 columns",
    ),
    "a cell a million rows down and seven hundred columns across": (
        sheet_of(
            '<row r="1"><c r="A1" t="str"><v>UPN</v></c></row>'
            '<row r="1048576"><c r="ZZ1048576" t="str"><v>x</v></c></row>'
        ),
        "far beyond any register",
    ),
    "an ods with a million repeated cells": (
        ods_of(
            [HEADING],
            '<table:table-row><table:table-cell table:number-columns-repeated="1000000" office:value-type="string">'
            "<text:p>x</text:p></table:table-cell></table:table-row>",
        ),
        "more than 1,000 columns",
    ),
    "a workbook cut off": (register()[:-200], "cannot be read"),
    "an archive that is no workbook": (zip_of({"notes.txt": b"Kit"}), "cannot be read"),
    "an old workbook of nonsense": (OLE + bytes(range(256)) * 40, "cannot be read"),
    "a PDF": (b"%PDF-1.7\n%nothing", "This is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "This is a picture"),
    "a program": (b"MZ" + bytes(300), "This is a program"),
    "a web page": (b"<html><table><tr><td>UPN</td></tr></table></html>", "This is a web page"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_as_a_plain_message(jobs: InlineJobs[Any], name: str) -> None:
    content, said = FILES[name]
    with pytest.raises(Trouble) as told:
        jobs.child(LOOK, FileToLook("register.csv", content), failed=lambda _: None).result()
    assert said in told.value.happened
    assert isinstance(told.value, BadFile)
    assert jobs.child(LOOK, FileToLook("register.csv", GOOD)).result().body


@pytest.mark.parametrize(
    ("called", "content"),
    [("register.xlsx", GOOD), ("register.csv", register()), ("register.txt", register()), ("", GOOD)],
)
def test_the_ending_of_the_name_decides_nothing(jobs: InlineJobs[Any], called: str, content: bytes) -> None:
    shown = seen_of(jobs.child(LOOK, FileToLook(called, content)).result())
    assert shown.rows == 1


def test_formulas_are_only_texts(jobs: InlineJobs[Any]) -> None:
    signs = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1"]
    content = csv_of(*(("", sign, "Kit", "03/05/2012", "16/11/2026", "AM", "/") for sign in signs))
    shown = seen_of(jobs.child(LOOK, FileToLook("register.csv", content)).result())
    assert [row[1] for row in shown.sample] == signs


def test_without_the_look_at_sizes_a_bomb_would_be_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the very next reader would unpack whatever the archive holds."""
    small = io.BytesIO()
    with zipfile.ZipFile(small, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * MEGABYTE)
    monkeypatch.setattr(workbooks, "_MOST_INSIDE", 1000)
    with pytest.raises(BadFile, match="unpacks to far more"):
        seen(small.getvalue())
    monkeypatch.setattr(workbooks, "_MOST_INSIDE", 10 * MEGABYTE)
    with pytest.raises(BadFile, match="cannot be read"):
        seen(small.getvalue())
