"""What is about safeguarding or health is said so before it is dropped, or moved out of the open tray by one press."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.documents.actions import documents_of
from coordinator_app.scan_in import actions
from coordinator_app.scan_in.actions import NotYours
from coordinator_app.scan_in.model import ScanBatch
from coordinator_app.scan_in.page.details import DetailsBox
from coordinator_app.scan_in.page.tray import ScanInPage
from coordinator_app.scan_in.page.whose_file import WhoseFileBox
from tests.documents.looking import made_old
from tests.pdf import foreign
from tests.pupils.screens import Desk, words_of
from tests.scan_in.made import bare, drop, tray
from tests.scan_in.paper import Make
from tests.scan_in.test_restricted import found_in
from tests.vaults import House

MARKED = "Thorncastle-9c1e strategy meeting.pdf"


def letter(folder: Path, name: str = MARKED) -> Path:
    path = folder / name
    path.write_bytes(foreign.page(foreign.note))
    return path


def test_a_tick_before_the_drop_keeps_that_drop_apart_and_no_other(
    page: Make, referred: House, at_desk: Desk, tmp_path: Path
) -> None:
    made = page()
    made.drop.apart.click()
    assert "only that" in words_of(made.drop)
    made.open(paths=[letter(tmp_path)])
    assert not made.drop.apart.value()
    assert found_in(referred) == set()
    (line,) = made.tray.lines
    assert (line.form.kept_apart, "Kept apart" in words_of(made.panel)) == (True, True)
    assert made.list.rows()[0].subtitle.startswith("Kept apart")
    path = tmp_path / "open.pdf"
    path.write_bytes(foreign.page(foreign.note) + b"\n% another")
    made.open(paths=[path])
    assert sorted(one.form.kept_apart for one in made.tray.lines) == [False, True]


def test_the_key_ticks_it_and_shift_on_the_window_says_it_without_a_tick(
    page: Make, referred: House, at_desk: Desk, tmp_path: Path
) -> None:
    made = page()
    made.activateWindow()
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_A)
    QApplication.processEvents()
    ticked = made.drop.apart.value()
    made.drop.apart.set_value(False)
    made.open(paths=[letter(tmp_path)], apart=True)
    assert made.tray.lines[0].form.kept_apart
    assert ticked or "A" in {key for line in made.keys for key in line.keys}


def test_somebody_without_the_key_is_told_whom_to_ring_and_nothing_is_kept(
    at_level_two: Desk, referred: House, qtbot: QtBot, tmp_path: Path
) -> None:
    made = ScanInPage(at_level_two.services)
    qtbot.addWidget(made)
    made.show()
    made.open()
    made.drop.apart.click()
    assert "Ring the safeguarding lead" in words_of(made.drop)
    made.open(paths=[letter(tmp_path)])
    assert "Ring the safeguarding lead" in words_of(made)
    assert "Nothing of it was kept" in words_of(made)
    assert made.drop.apart.value(), "the next drop is not kept by mistake"
    assert referred.session.count(ScanBatch, trashed=None) == 0
    mail = tmp_path / "letter.eml"
    mail.write_bytes(made_old.mail())
    made.open(paths=[mail])
    assert at_level_two.dialogs.shown == []


def test_an_email_that_is_to_be_kept_apart_is_said_so_again_where_it_is_kept(
    page: Make, referred: House, at_desk: Desk, tmp_path: Path
) -> None:
    made = page()
    made.drop.apart.click()
    mail = tmp_path / "letter.eml"
    mail.write_bytes(made_old.mail())
    made.open(paths=[mail])
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, WhoseFileBox)
    assert "tick that there too" in words_of(box)


def test_one_press_keeps_the_scan_in_hand_apart_and_offers_no_undo(
    page: Make, referred: House, at_desk: Desk
) -> None:
    drop(referred, bare(), name=MARKED)
    made = page()
    assert found_in(referred) != set()
    made.deeds.act("apart")
    assert found_in(referred) == set()
    assert made.tray.lines[0].form.kept_apart
    words, undo = at_desk.told.toasts[-1]
    assert (words.startswith("Kept apart"), undo) == (True, None)
    assert "Keep it apart" not in words_of(made.panel)


def test_without_the_key_the_press_is_answered_and_moves_nothing(
    at_level_two: Desk, referred: House, qtbot: QtBot
) -> None:
    drop(referred, bare(), name=MARKED)
    made = ScanInPage(at_level_two.services)
    qtbot.addWidget(made)
    made.show()
    made.open()
    made.deeds.act("apart")
    assert isinstance(at_level_two.dialogs.questions[-1], NotYours)
    assert not tray(referred)[0].kept_apart


def test_a_file_that_cannot_be_read_is_kept_apart_whole(page: Make, referred: House, at_desk: Desk) -> None:
    batch = actions.keep_scan(referred.session, actions.ScanFile(MARKED, "E:/", b"%PDF- torn")).record
    actions.cannot_read(referred.session, batch.id, "It is torn.")
    made = page()
    (file,) = made.tray.failed
    made.deeds.file_act(file, "apart")
    assert found_in(referred) == set()
    assert made.tray.failed[0].kept_apart
    assert made.list.rows()[0].subtitle == "Kept apart. It is torn."


def test_filed_from_the_tray_it_is_a_guarded_document_and_nobody_asks_whether(
    page: Make, referred: House, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    made = page()
    made.open(paths=[letter(tmp_path)], apart=True)
    (form,) = tray(referred)
    form = actions.choose_pupil(referred.session, form, referred.pupil.id).record
    made.refresh()
    made.deeds.act("details")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, DetailsBox)
    qtbot.addWidget(box)
    assert "Who may see it" not in words_of(box)
    box.form.row("title").input.set_value("Strategy meeting")
    box.form.row("kind_of_document").input.set_value("other")
    box.form.row("dated").input.set_value(referred.clock.today())
    box.save()
    made.refresh()
    if not made.tray.lines[0].ticked:
        made.deeds.act("tick")
    made.file.click()
    (document,) = documents_of(referred.session, referred.pupil.id)
    assert document.is_guarded
    assert found_in(referred) == set()
