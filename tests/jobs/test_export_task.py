"""The file of an exported list, read back by programs that are not ours."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

import openpyxl
import pytest
import python_calamine
import pyzipper

from coordinator_app.core.answers import read_answer
from coordinator_app.core.export_order import TASK, Exported, ExportFormat, ExportOrder
from coordinator_app.core.export_table import Table, packed
from coordinator_app.jobs import export_xlsx
from coordinator_app.jobs.export_task import exported
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.jobs import Jobs, no_session
from tests.core.test_export_table import FORMULAS, PLAIN

PASSWORD = "K4QD-2M7Z-9XAV-PT8T"
ABOUT = (("List", "Pupils"), ("For", "Running the partnership and showing that it works"))
DAY, AT = date(2026, 11, 21), datetime(2026, 11, 21, 9, 5)
TABLE = Table(
    "Pupils",
    ("Name", "Year", "Share", "Born", "At", "In care", "Number"),
    (
        ("Kit Puddlecombe", 10, 88.5, DAY, AT, True, "0012"),
        ("Łucja\nMarigold", None, -2, None, None, False, ""),
    ),
)


def order(table: Table, kind: ExportFormat, password: str = "") -> ExportOrder:
    return ExportOrder(packed(table), kind, "pupils-2026-11-22", password, ABOUT)


def made(table: Table, kind: ExportFormat, password: str = "") -> bytes:
    return exported(order(table, kind, password), lambda _progress: None).content


def column(*cells: object) -> Table:
    return Table("Pupils", ("Name",), tuple((cell,) for cell in cells))  # type: ignore[arg-type]  # cells of every kind


def test_a_workbook_holds_numbers_and_days_as_such_and_everything_else_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(TABLE, ExportFormat.XLSX)))
    sheet = book["List"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == list(TABLE.columns)
    assert rows[1] == ["Kit Puddlecombe", 10, 88.5, datetime(2026, 11, 21), AT, "Yes", "0012"]
    assert rows[2][:3] == ["Łucja\nMarigold", None, -2]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G3")
    assert [[cell.value for cell in row] for row in book["About this list"].iter_rows()] == [
        list(line) for line in ABOUT
    ]


def test_a_second_reader_sees_the_same_workbook() -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made(TABLE, ExportFormat.XLSX)))
    rows = book.get_sheet_by_name("List").to_python()
    assert rows[1] == ["Kit Puddlecombe", 10.0, 88.5, DAY, AT, "Yes", "0012"]


def test_no_cell_of_a_workbook_is_a_formula_a_link_or_a_number_that_was_typed_as_text() -> None:
    texts = [text for text in (*FORMULAS, *PLAIN, "{=1+1}", "http://example.invalid", "1e5", "12") if text]
    book = openpyxl.load_workbook(io.BytesIO(made(column(*texts), ExportFormat.XLSX)))
    cells = [row[0] for row in book["List"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [str(cell.value).replace("_x000D_", "\r") for cell in cells] == texts
    assert not any(cell.hyperlink for cell in cells)
    quoted = {str(cell.value).replace("_x000D_", "\r") for cell in cells if cell.quotePrefix}
    assert set(FORMULAS) <= quoted  # so it stays a text when somebody opens the cell and presses Enter


def test_the_check_for_formulas_sees_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # the planted fault: XlsxWriter's own way with a text that begins with an equals sign
    def put(self: export_xlsx._Book, sheet: object, row: int, column: int, cell: object) -> None:
        sheet.write(row, column, cell)  # type: ignore[attr-defined]  # a planted sheet

    monkeypatch.setattr(export_xlsx._Book, "put", put)
    monkeypatch.setitem(export_xlsx._OPTIONS, "strings_to_formulas", True)
    book = openpyxl.load_workbook(io.BytesIO(made(column("=1+1"), ExportFormat.XLSX)))
    assert book["List"]["A2"].data_type == "f"


def test_what_a_workbook_cannot_hold_as_a_number_or_day_stands_as_text() -> None:
    rows = (10**16, date(1899, 12, 31), date(1066, 10, 14), True, "\x01\x0b")
    book = openpyxl.load_workbook(io.BytesIO(made(column(*rows), ExportFormat.XLSX)))
    assert [row[0].value for row in book["List"].iter_rows(min_row=2)][:4] == [
        "10000000000000000",
        "1899-12-31",
        "1066-10-14",
        "Yes",
    ]


def test_csv_is_utf_8_with_its_mark_and_every_field_quoted() -> None:
    content = made(TABLE, ExportFormat.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert rows[0] == list(TABLE.columns)
    assert rows[1] == ["Kit Puddlecombe", "10", "88.5", "2026-11-21", "2026-11-21 09:05", "Yes", "0012"]
    assert rows[2][0] == "Łucja\nMarigold"
    assert content.endswith(b"\r\n")
    assert b',"' in content
    assert b'",' in content


def test_no_field_of_csv_is_calculated_whatever_the_program_splits_at() -> None:
    content = made(column(*FORMULAS, 'Kit"; =1+1', "Kit;=1+1", "Kit\t=1+1"), ExportFormat.CSV).decode(
        "utf-8-sig"
    )
    for delimiter in ",;\t":
        rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
        assert not [
            field for row in rows for field in row if field.lstrip(" \u00a0\t\r\n")[:1] in set("=+-@|")
        ]


def test_a_locked_list_opens_with_its_password_only() -> None:
    for kind in ExportFormat:
        locked = made(TABLE, kind, PASSWORD)
        assert b"Puddlecombe" not in locked
        with pyzipper.AESZipFile(io.BytesIO(locked)) as archive:
            assert archive.namelist() == [f"pupils-2026-11-22.{kind.value}"]
            with pytest.raises(RuntimeError, match="encrypted"):
                archive.read(archive.namelist()[0])
            archive.setpassword(b"K4QD-2M7Z-9XAV-PT8S")
            with pytest.raises(RuntimeError, match="Bad password"):
                archive.read(archive.namelist()[0])
            archive.setpassword(PASSWORD.encode())
            inside = archive.read(archive.namelist()[0])
        assert inside[:2] == b"PK" if kind is ExportFormat.XLSX else inside == made(TABLE, kind)


def test_the_lock_is_aes_of_256_bits() -> None:
    """By the letter of the format (WinZip AE-2): the extra field 0x9901, strength 3, and no checksum of the text."""
    with zipfile.ZipFile(io.BytesIO(made(TABLE, ExportFormat.CSV, PASSWORD))) as archive:
        entry = archive.infolist()[0]
    assert entry.compress_type == 99
    assert entry.flag_bits & 1
    assert entry.extra[:2] == b"\x01\x99"
    assert entry.extra[8] == 3
    assert (entry.extra[4], entry.CRC) == (2, 0)


def test_it_says_how_far_it_is() -> None:
    told: list[Progress] = []
    exported(order(column(*["Kit"] * 1000), ExportFormat.CSV), told.append)
    exported(order(column(*["Kit"] * 1000), ExportFormat.XLSX), told.append)
    assert told[0].words == "Writing row 500 of 1,000"
    assert {one.total for one in told} == {1000}


@pytest.fixture
def jobs() -> Iterator[Jobs[object]]:
    made: Jobs[object] = Jobs(no_session, lambda callback: callback())  # type: ignore[arg-type]  # there is no session here
    yield made
    made.stop()


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_the_child_which_may_write_no_file_makes_it_all_the_same(
    jobs: Jobs[object], kind: ExportFormat
) -> None:
    many = column(*["Kit"] * 3000)
    answer = jobs.wait(jobs.child(TASK, order(many, kind, PASSWORD)), 120)
    with pyzipper.AESZipFile(io.BytesIO(read_answer(Exported, answer).content)) as archive:
        archive.setpassword(PASSWORD.encode())
        assert len(archive.read(archive.namelist()[0])) > 3000


def test_a_midnight_is_a_time_of_day_too() -> None:
    at = datetime.combine(DAY, time(0, 0))
    book = openpyxl.load_workbook(io.BytesIO(made(column(at), ExportFormat.XLSX)))
    assert book["List"]["A2"].number_format.endswith("hh:mm")
