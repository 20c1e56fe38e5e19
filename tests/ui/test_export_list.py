"""The Export button from the press to the password, over a real vault: who, what for, locked or open, and the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import openpyxl
import pytest
import pyzipper
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import Cancelled, DiskFull
from coordinator_app.core.export_order import MOST_ROWS, ExportFormat, TooManyRows
from coordinator_app.core.export_table import Table
from coordinator_app.core.privacy import Purpose
from coordinator_app.jobs import exporting
from coordinator_app.jobs.jobs import Progress
from coordinator_app.services import Services
from coordinator_app.store.audit import AuditEntry
from coordinator_app.store.session import Session
from coordinator_app.ui import export_list
from coordinator_app.ui.dialogs import Confirm
from coordinator_app.ui.export_box import ExportBox
from coordinator_app.ui.export_list import Export, export_button
from coordinator_app.ui.export_progress import ExportProgress
from coordinator_app.ui.password_box import PasswordBox
from tests.confirmations import Asks
from tests.organisations.desk import Desk, desk_on, empty_vault

ROWS = (("Marigold Puddlecombe", 10), ("=1+1", 11))
TABLE = Table("Pupils", ("Pupil", "Year"), ROWS, ("Only pupils of Foxglove Hill.",))


def load(_session: Session) -> Table:
    return TABLE


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with empty_vault(tmp_path) as (vault, clock), desk_on(vault, clock, tmp_path) as made:
        yield made


def pressed(desk: Desk, table: Table = TABLE, services: Services | None = None) -> ExportBox:
    button = export_button(services or desk.services, "Pupils", lambda _session: table)
    desk.keep = button  # type: ignore[attr-defined]  # a page holds it
    assert (button.text(), button.accessibleName()) == ("Export", "Export: Pupils")
    button.click()
    box = desk.dialogs.shown[-1]
    assert isinstance(box, ExportBox)
    return box


def answered(
    box: ExportBox,
    purpose: Purpose | None = Purpose.RUNNING,
    kind: ExportFormat = ExportFormat.XLSX,
    *,
    locked: bool = True,
) -> None:
    box.form.set_values({"purpose": purpose, "format": kind, "locked": locked})
    box.act.click()


def exports(desk: Desk) -> list[AuditEntry]:
    return [row.entry for row in desk.session.audit_rows(limit=500) if row.entry.action == exporting.AUDITED]


def words(box: object) -> str:
    return "\n".join(one.text() for one in box.findChildren(QLabel))  # type: ignore[attr-defined]  # every label has words


def test_a_list_goes_out_locked_and_its_password_is_shown_once(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "out.zip"
    desk.dialogs.will_answer(place)
    answered(pressed(desk))
    assert desk.dialogs.questions == ["practice-pupils-2026-11-24.zip"]
    box = desk.dialogs.shown[-1]
    assert isinstance(box, PasswordBox)
    assert "never by ordinary email" in words(box)
    with pyzipper.AESZipFile(io.BytesIO(place.read_bytes())) as archive:
        archive.setpassword(box.shown_password().encode())
        book = openpyxl.load_workbook(io.BytesIO(archive.read("practice-pupils-2026-11-24.xlsx")))
    assert [[cell.value for cell in row] for row in book["List"].iter_rows()] == [
        ["Pupil", "Year"],
        *(list(row) for row in ROWS),
    ]
    about = {str(row[0].value): str(row[1].value) for row in book["About this list"].iter_rows()}
    assert about["What is in it"] == "Only pupils of Foxglove Hill."
    assert about["For"] == "Running the partnership and showing that it works"
    assert about["Exported"] == "24 November 2026, 9:00 a.m." or about["Exported"].startswith(
        "24 November 2026"
    )
    assert "Practice" in about
    assert desk.told.toasts == ["Exported 2 rows as out.zip"]
    assert oct(place.stat().st_mode & 0o777) == "0o600"


def test_the_audit_says_who_what_how_many_what_for_and_how_and_names_nobody(
    desk: Desk, tmp_path: Path
) -> None:
    desk.dialogs.will_answer(tmp_path / "a.zip")
    answered(pressed(desk), Purpose.RIGHTS)
    (entry,) = exports(desk)
    assert entry.note_code == "pupils.2-rows.xlsx.locked.rights"
    assert entry.slot_id == desk.services.vault.actor.slot_id
    assert (entry.kind, entry.record_id, entry.subject_id) == ("", "", "")


def test_no_list_goes_out_without_a_purpose(desk: Desk) -> None:
    box = pressed(desk)
    answered(box, None)
    assert "audit log" in box.form.row("purpose").error()
    assert box.act.isEnabled()
    assert desk.dialogs.asked == [("show", "ExportBox")]
    assert exports(desk) == []


def test_an_open_list_is_asked_about_in_plain_words_and_only_then_goes_out(
    desk: Desk, tmp_path: Path
) -> None:
    desk.dialogs.will_answer(False)
    answered(pressed(desk), kind=ExportFormat.CSV, locked=False)
    question = desk.dialogs.questions[-1]
    assert isinstance(question, Confirm)
    assert question.danger
    assert "can read every name in it" in question.facts[0][1]
    assert exports(desk) == []
    place = tmp_path / "out.csv"
    desk.dialogs.will_answer(True, place)
    answered(pressed(desk), kind=ExportFormat.CSV, locked=False)
    assert place.read_bytes().decode("utf-8-sig").splitlines()[2] == '"\'=1+1","11"'
    assert exports(desk)[0].note_code == "pupils.2-rows.csv.open.running"
    assert not isinstance(desk.dialogs.shown[-1], PasswordBox)


def test_the_passphrase_is_asked_for_again_before_a_place_is_chosen(desk: Desk) -> None:
    asks = Asks()
    answered(pressed(desk, services=replace(desk.services, confirm=asks)))
    assert asks.whys == ["A list is about to leave the vault."]
    assert [kind for kind, _title in desk.dialogs.asked] == ["show"]


def test_an_empty_list_makes_no_file(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "out.zip"
    desk.dialogs.will_answer(place)
    answered(pressed(desk, Table("Pupils", ("Pupil",), ())))
    assert desk.told.toasts == ["The list is empty: nothing to export"]
    assert not place.exists()
    assert exports(desk) == []


def test_a_list_longer_than_a_sheet_is_told_before_anything_is_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_list, "MOST_ROWS", 1)
    desk.dialogs.will_answer(tmp_path / "a.zip", tmp_path / "b.zip")
    answered(pressed(desk))
    (trouble,) = desk.told.troubles
    assert isinstance(trouble, TooManyRows)
    assert "choose CSV" in trouble.next_step
    answered(pressed(desk), kind=ExportFormat.CSV)
    assert (tmp_path / "b.zip").exists()
    assert MOST_ROWS == 1_048_575


def test_a_place_that_cannot_be_written_is_told_in_words_and_is_not_in_the_audit(
    desk: Desk, tmp_path: Path
) -> None:
    desk.dialogs.will_answer(tmp_path / "gone" / "out.zip")
    answered(pressed(desk))
    (trouble,) = desk.told.troubles
    assert isinstance(trouble, exporting.ListNotSaved)
    assert "no longer there" in trouble.happened
    assert exports(desk) == []
    assert not any(isinstance(one, PasswordBox) for one in desk.dialogs.shown)


def test_a_full_disk_leaves_the_old_file_and_no_part_of_the_new(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "out.zip").write_bytes(b"an older list")

    def full(self: Path, _target: Path) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "replace", full)
    desk.dialogs.will_answer(stick / "out.zip")
    answered(pressed(desk))
    assert isinstance(desk.told.troubles[0], DiskFull)
    assert [(one.name, one.read_bytes()) for one in stick.iterdir()] == [("out.zip", b"an older list")]


def test_what_stands_in_widgets_is_asked_for_at_the_press_and_not_later(desk: Desk, tmp_path: Path) -> None:
    chosen = ["Reviews to hold"]

    def table(words: str, _session: Session) -> Table:
        return Table("Reviews", ("Which",), ((words,),))

    button = export_button(desk.services, "Reviews", chosen=lambda: partial(table, chosen[0]))
    button.click()
    chosen[0] = "Held"
    desk.dialogs.will_answer(True, tmp_path / "out.csv")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, ExportBox)
    answered(box, kind=ExportFormat.CSV, locked=False)
    assert "Reviews to hold" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_a_button_without_anything_to_load_is_our_mistake(desk: Desk) -> None:
    with pytest.raises(ValueError, match="something to load"):
        export_button(desk.services, "Pupils")


def test_cancel_stops_the_work_once_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    stopped: list[bool] = []
    box = ExportProgress("Pupils", lambda: stopped.append(True))
    qtbot.addWidget(box)
    box.show()
    box.show_progress(Progress(50, 100, "Writing row 50 of 100", 42.0))
    assert "Writing row 50 of 100" in words(box)
    assert "About 40 seconds left" in words(box)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    box.reject()
    box.over()
    assert stopped == [True]
    Export(desk.services, "Pupils", load, box)._failed(Cancelled())
    assert desk.told.toasts == ["Stopped: nothing was exported"]


def test_a_box_that_is_over_is_not_stopped_again(qtbot: QtBot) -> None:
    stopped: list[bool] = []
    box = ExportProgress("Pupils", lambda: stopped.append(True))
    qtbot.addWidget(box)
    box.show()
    box.over()
    box.reject()
    assert stopped == []
    assert not box.isVisible()
