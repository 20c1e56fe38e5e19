"""The page for files of attendance, from the choice of a file to the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.attendance.bringing_in import bringing
from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.attendance.page.bring_in import BringInPage
from coordinator_app.attendance.page.place_week import WeekPage
from coordinator_app.core.export_table import Table
from coordinator_app.ui.forms import FormRow
from tests.attendance.bringing_in.registers import HEADING, csv_of, kit, written_xlsx, xlsx_of
from tests.attendance.conftest import at_school, keep
from tests.organisations.desk import Desk, press, words_of
from tests.vaults import House

GOOD = csv_of(kit("16/11/2026", "AM", "/"), kit("16/11/2026", "PM", "I"), kit("25/11/2026", "AM", "/"))


@pytest.fixture
def page(desk: Desk, referred: House, qtbot: QtBot) -> BringInPage:
    made = BringInPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.open()
    made.file.place.set_value(f"school:{referred.school.id}")
    made.file.edited.emit()
    return made


def put(folder: Path, content: bytes, name: str = "register week 12.csv") -> Path:
    place = folder / name
    place.write_bytes(content)
    return place


def to_check(page: BringInPage) -> None:
    while page.frame.current != "check":
        before = page.frame.current
        page.go_on()
        assert page.frame.current != before, words_of(page)


def weeks(desk: Desk) -> list[str]:
    return [one.marks for one in desk.session.list(AttendanceWeek)]


def test_a_register_is_brought_in_by_four_presses(page: BringInPage, desk: Desk, tmp_path: Path) -> None:
    page.take(put(tmp_path, GOOD))
    assert page.frame.current == "look"
    page.go_on()
    assert page.frame.current == "columns"
    page.go_on()
    assert page.frame.current == "check"
    assert "1 week of 1 pupil would be new." in words_of(page)
    assert weeks(desk) == []
    page.go_on()
    assert page.frame.current == "done"
    assert weeks(desk) == ["/ I . . . . . . . ."]
    assert desk.told.toasts == ["The register is brought in (undo)"]
    assert "register week 12.csv is brought in." in words_of(page)
    page.go_on()
    assert page.frame.current == "file"
    assert [row.title for row in page.file.list.rows()] == ["register week 12.csv"]


def test_nothing_goes_on_before_place_and_file_are_chosen(
    desk: Desk, referred: House, qtbot: QtBot, tmp_path: Path
) -> None:
    page = BringInPage(desk.services)
    qtbot.addWidget(page)
    page.open()
    page.take(put(tmp_path, GOOD))
    assert page.frame.current == "file"
    assert not page.frame.go_on.isEnabled()
    page.go_on()
    assert page.frame.current == "file"
    page.file.place.set_value(f"school:{referred.school.id}")
    page.file.edited.emit()
    assert page.frame.go_on.isEnabled()


def test_it_opens_for_a_place(desk: Desk, referred: House, qtbot: QtBot) -> None:
    page = BringInPage(desk.services)
    qtbot.addWidget(page)
    page.open(school_id=referred.school.id)
    assert page.file.where() == f"school:{referred.school.id}"
    assert page.save_draft() is None
    other = BringInPage(desk.services)
    qtbot.addWidget(other)
    other.restore_draft({"place": f"school:{referred.school.id}"})
    assert other.file.where() == f"school:{referred.school.id}"
    assert other.save_draft() == {"place": f"school:{referred.school.id}"}


def test_every_row_stands_in_the_list_with_its_outcome_and_can_be_filtered(
    page: BringInPage, referred: House, tmp_path: Path
) -> None:
    page.take(put(tmp_path, GOOD))
    to_check(page)
    assert [row.chip_text for row in page.check.list.rows()] == ["New", "New", "Left out"]
    page.check.which.set_value("refused")
    page.check.which.edited.emit()
    (row,) = page.check.list.rows()
    assert row.subtitle == "Row 4, week of 23 November 2026. 25 November 2026 is still to come."
    table = page.check._what_is_shown()(referred.session)
    assert isinstance(table, Table)
    assert [(cells[0], cells[3]) for cells in table.rows] == [(4, "Left out")]


def test_a_long_list_is_fetched_by_pages(page: BringInPage, tmp_path: Path) -> None:
    rows = [("", f"Nobody {number}", "Wynn", "03/05/2012", "16/11/2026", "AM", "/") for number in range(250)]
    page.take(put(tmp_path, csv_of(*rows)))
    to_check(page)
    assert len(page.check.list.rows()) == 100
    model = page.check.list.model()
    while model.canFetchMore(page.check.list.rootIndex()):
        model.fetchMore(page.check.list.rootIndex())
    assert len(page.check.list.rows()) == 250
    assert not page.frame.go_on.isEnabled()
    assert "Nothing in this file is new." in words_of(page)


def test_a_change_is_shown_from_what_to_what(page: BringInPage, referred: House, tmp_path: Path) -> None:
    keep(referred, at_school(referred), "I . . . . . . . . .")
    page.take(put(tmp_path, csv_of(kit("16/11/2026", "AM", "/"))))
    to_check(page)
    assert page.check.list.rows()[0].subtitle.endswith("Monday morning: I becomes /")
    assert "1 week would change, of 1 pupil." in words_of(page)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"UPN,Possible sessions,% attendance\r\nx,10,90\r\n", "only totals"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_where_it_was_chosen(
    page: BringInPage, tmp_path: Path, content: bytes, said: str
) -> None:
    page.take(put(tmp_path, content))
    assert page.frame.current == "file"
    assert said in words_of(page.file)
    assert not page.frame.go_on.isEnabled()
    page.take(put(tmp_path, GOOD))
    assert said not in words_of(page.file)


def test_a_file_that_is_gone_or_a_folder_says_so(page: BringInPage, tmp_path: Path) -> None:
    page.take(tmp_path / "gone.csv")
    assert "The file could not be read." in words_of(page.file)
    page.take(tmp_path)
    assert "This is a folder." in words_of(page.file)


def test_names_are_shown_where_the_encoding_is_a_guess_and_another_can_be_chosen(
    page: BringInPage, tmp_path: Path
) -> None:
    row = ("", "Peña", "José", "03/05/2012", "16/11/2026", "AM", "/")
    page.take(put(tmp_path, csv_of(row, encoding="cp1252")))
    assert "Are these names right?" in words_of(page.look)
    assert page.look.encoding is not None
    assert "Peña" in page.look.encoding.currentText()
    page.look.encoding.set_value("mac-roman")
    page.look.encoding.edited.emit()
    assert page.seen is not None
    assert page.seen.encoding == "mac-roman"
    assert "Peña" not in page.seen.sample[0][1]


def test_a_sheet_can_be_chosen(page: BringInPage, tmp_path: Path) -> None:
    good = (HEADING, kit("2026-11-16", "AM", "/"))
    page.take(put(tmp_path, xlsx_of(("Empty", []), ("Register", good)), "register.xlsx"))
    assert "This sheet is empty." in words_of(page.look)
    assert not page.frame.go_on.isEnabled()
    assert page.look.sheet is not None
    page.look.sheet.set_value("Register")
    page.look.sheet.edited.emit()
    assert page.frame.go_on.isEnabled()
    assert page.look.table is not None
    assert page.look.table.rows.rowCount() == 1


def test_what_a_mapping_lacks_is_said_and_what_was_answered_is_remembered(
    page: BringInPage, desk: Desk, tmp_path: Path
) -> None:
    heading = ("Ref", "Who", "Born", "When", "Half", "Reg")
    rows = [("1", "Kit Puddlecombe", "03/05/2012", day, "AM", "/") for day in ("16/11/2026", "17/11/2026")]
    page.take(put(tmp_path, csv_of(*rows, heading=heading)))
    page.go_on()
    choices = page.columns._choices
    choices[1].set_value("-")
    page.go_on()
    assert page.frame.current == "columns"
    assert "Say which column holds the pupil number" in words_of(page.columns)
    choices[1].set_value("name")
    choices[3].set_value("date")
    page.go_on()
    assert page.frame.current == "check"
    page.go_on()
    page.go_on()
    page.take(put(tmp_path, csv_of(*rows, heading=heading)))
    assert "Filled in as you answered for such a file before." in words_of(page.columns)
    assert page.columns.meanings() == ("-", "name", "birth", "date", "session", "mark")


def test_days_across_are_said_and_not_asked_for(page: BringInPage, tmp_path: Path) -> None:
    heading = (*HEADING[:4], *(f"{day:02}/11/2026 {half}" for day in range(2, 21) for half in ("AM", "PM")))
    page.take(put(tmp_path, csv_of(("", "Puddlecombe", "Kit", "03/05/2012", "/", "\\"), heading=heading)))
    page.go_on()
    assert len(page.columns.findChildren(FormRow)) == 5  # four columns, and the order of day and month
    assert "38 columns are headed by a day, from 2 November 2026 to 20 November 2026" in words_of(
        page.columns
    )
    page.go_on()
    assert page.frame.current == "check"


def test_another_answer_makes_the_check_be_asked_for_again(page: BringInPage, tmp_path: Path) -> None:
    page.take(put(tmp_path, GOOD))
    to_check(page)
    page._go("columns")
    page.columns._choices[5].edited.emit()
    assert page.check.plan is None
    page._go("check")
    assert page.frame.current == "columns"


def test_what_changed_since_the_check_is_said_and_checked_again(
    page: BringInPage, desk: Desk, referred: House, tmp_path: Path
) -> None:
    page.take(put(tmp_path, GOOD))
    to_check(page)
    keep(referred, at_school(referred), "L . . . . . . . . .")
    page.go_on()
    assert [type(error).__name__ for error in desk.told.troubles] == ["CheckedTooLongAgo"]
    assert page.frame.current == "columns"
    assert weeks(desk) == ["L . . . . . . . . ."]
    page.go_on()
    assert "becomes /" in page.check.list.rows()[0].subtitle


def test_stopped_while_it_is_kept_it_says_that_nothing_was(
    page: BringInPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take(put(tmp_path, GOOD))
    to_check(page)
    monkeypatch.setattr(bringing, "_go_on", _stopped)
    page.go_on()
    assert desk.told.toasts == ["Stopped. Nothing of the file was kept"]
    assert (page.frame.current, weeks(desk)) == ("check", [])
    assert page.frame.go_on.isEnabled()


def test_a_column_with_a_slip_in_its_heading_is_asked_about(page: BringInPage, tmp_path: Path) -> None:
    content = csv_of(kit("16/11/2026", "AM", "/")).replace(HEADING[1].encode(), b"Surnme")
    page.take(put(tmp_path, content))
    page.go_on()
    (asked,) = (words for one in page.columns.findChildren(FormRow) if "Surnme" in (words := words_of(one)))
    assert "Did you mean “Family name”?" in asked


def test_a_file_dropped_on_any_step_is_a_register_and_no_scan(page: BringInPage, tmp_path: Path) -> None:
    page.take(put(tmp_path, GOOD))
    page.go_on()
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(put(tmp_path, written_xlsx([HEADING]), "other.xlsx")))])
    page.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            given,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert page.property("takes_files")
    assert page.file.called.text() == "Chosen: other.xlsx"


def test_by_keyboard_alone(page: BringInPage, desk: Desk, tmp_path: Path) -> None:
    desk.dialogs.will_answer(put(tmp_path, GOOD))
    page.first_focus()
    page.file.choose.setFocus()
    QTest.keyClick(page.file.choose, Qt.Key.Key_Space)
    for step in ("columns", "check", "done"):
        QTest.keyClick(page.frame, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert page.frame.current == step
    assert weeks(desk) == ["/ I . . . . . . . ."]


def _stopped(*_: object) -> None:
    from coordinator_app.core.errors import Cancelled

    raise Cancelled


def test_columns_of_which_nothing_is_known_stand_behind_a_button(page: BringInPage, tmp_path: Path) -> None:
    heading = (*HEADING, *(f"Note {number}" for number in range(20)))
    page.take(put(tmp_path, csv_of((*kit("16/11/2026", "AM", "/"), *["x y"] * 20), heading=heading)))
    page.go_on()
    assert len(page.columns._choices) == 13
    press(page.columns, "Show 14 more columns")
    assert len(page.columns._choices) == 27
    assert page.columns.meanings()[:8] == ("upn", "family", "given", "birth", "date", "session", "mark", "-")
    page.go_on()
    assert page.frame.current == "check"


def test_a_week_of_attendance_leads_here_for_its_place(desk: Desk, referred: House, qtbot: QtBot) -> None:
    week = WeekPage(desk.services)
    qtbot.addWidget(week)
    week.open(school_id=referred.school.id)
    week.bring.click()
    assert desk.told.went[-1] == (
        "bring_in_attendance", {"school_id": referred.school.id, "provider_id": ""},
    )  # fmt: skip
