"""A list as it leaves the vault: typed cells, the way to the child and back, names and notes without names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coordinator_app.core.export_cells import LONGEST, as_text, clean, fitting, harmless, may_calculate
from coordinator_app.core.export_order import (
    PURPOSES,
    ExportFormat,
    audit_note,
    ending_of,
    slug,
    stem_of,
)
from coordinator_app.core.export_table import Cell, Table, in_pages, packed, unpacked
from coordinator_app.core.privacy import Purpose
from coordinator_app.store.audit import _CODE

FORMULAS = (
    "=1+1",
    "+44 7700 900123",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "   =1+1",
    "\u00a0=1+1",
    "|calc",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "=cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid","Open")',
)
PLAIN = ("Kit Puddlecombe", "Zoë Łukasz", "1+1", "a=b", "", "O'Hara", "(=1)", "07700 900123")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_program_may_calculate_gets_an_apostrophe(text: str) -> None:
    assert may_calculate(text)
    assert as_text(text) == "'" + text


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert as_text(text) == text


def test_our_apostrophe_can_be_told_from_one_that_was_typed() -> None:
    assert harmless("'=1") == "''=1"
    assert harmless("'Tis") == "'Tis"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (7, "7"),
        (-7, "-7"),
        (88.5, "88.5"),
        (date(2026, 11, 21), "2026-11-21"),
        (datetime(2026, 11, 21, 9, 5), "2026-11-21 09:05"),
    ],
)
def test_other_cells_are_written_as_every_program_reads_them(cell: Cell, words: str) -> None:
    assert as_text(cell) == words


def test_halves_of_letters_and_nul_are_taken_out() -> None:
    assert clean("a\ud800b\0c") == "a?bc"


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    assert fitting("x" * LONGEST) == "x" * LONGEST
    cut = fitting("\U0001f9ed" * LONGEST)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert cut.endswith("[cut: longer than a cell can hold]")


def test_a_day_and_a_text_that_looks_like_one_are_told_apart_on_the_way_to_the_child() -> None:
    row = ("2026-11-21", date(2026, 11, 21), datetime(2026, 11, 21, 9, 5), 3, 3.5, True, None, "Łucja")
    table = Table("Pupils", tuple("abcdefgh"), (row,), ("Only pupils of Foxglove Hill.",))
    assert unpacked(packed(table)) == table


def test_an_instant_is_shown_in_londons_time() -> None:
    table = Table("Pupils", ("At",), ((datetime(2026, 7, 1, 8, 30, 15, tzinfo=UTC),),))
    assert unpacked(packed(table)).rows == ((datetime(2026, 7, 1, 9, 30, 15),),)


def test_rows_and_cells_that_cannot_be_written_are_refused() -> None:
    with pytest.raises(ValueError, match="needs a column"):
        Table("Pupils", (), ())
    with pytest.raises(ValueError, match="a cell for each column"):
        Table("Pupils", ("Name", "Year"), (("Kit",),))
    with pytest.raises(ValueError, match="finite"):
        Table("Pupils", ("Share",), ((float("nan"),),))
    with pytest.raises(TypeError, match="bytes is no cell"):
        Table("Pupils", ("Name",), ((b"Kit",),))  # type: ignore[arg-type]  # a wrong cell on purpose


def test_every_page_of_a_list_is_read_once_and_in_order() -> None:
    found = list(range(12))
    asked: list[int | None] = []

    def read(after: int | None, limit: int) -> tuple[list[int], int | None]:
        asked.append(after)
        start = after or 0
        part = found[start : start + limit]
        return part, start + limit if start + limit < len(found) else None

    assert list(in_pages(read, 5)) == found
    assert asked == [None, 5, 10]


def test_the_file_is_called_after_the_list_and_the_day() -> None:
    assert stem_of("Access requests", date(2026, 11, 22), practice=False) == "access-requests-2026-11-22"
    assert stem_of("Pupils", date(2026, 11, 22), practice=True) == "practice-pupils-2026-11-22"
    assert slug("\u4e2d") == "list"
    assert slug("What was printed and has not come back") == "what-was-printed-and-has"


def test_a_locked_list_is_a_zip_file() -> None:
    assert [ending_of(one, locked=True) for one in ExportFormat] == ["zip", "zip"]
    assert [ending_of(one, locked=False) for one in ExportFormat] == ["xlsx", "csv"]


def test_every_purpose_of_the_closed_list_can_be_chosen_and_no_other() -> None:
    assert [one for one, _words in PURPOSES] == list(Purpose)


def test_the_audit_takes_the_longest_note_there_can_be() -> None:
    longest = max((one for one in Purpose), key=lambda one: len(one.value))
    note = audit_note("W" * 80, 1_048_575, ExportFormat.XLSX, longest, locked=True)
    assert len(note) <= 64
    assert (
        audit_note("Pupils", 3, ExportFormat.CSV, Purpose.RIGHTS, locked=False)
        == "pupils.3-rows.csv.open.rights"
    )
    assert _CODE.fullmatch(note)
