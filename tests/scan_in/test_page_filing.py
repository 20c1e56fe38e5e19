"""What the screen of the tray says after filing: what is to be recorded, what came back before, the original's fate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from coordinator_app.consent import actions as consent
from coordinator_app.core.errors import ChildFailed
from coordinator_app.documents.actions import documents_of
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScanState
from tests.pupils.screens import Desk, words_of
from tests.scan_in.made import bare, drop, ours, printed
from tests.scan_in.paper import Make, paper, scan
from tests.vaults import House, new_consent


def test_filed_scans_are_listed_and_come_back(
    page: Make, referred: House, at_desk: Desk, tmp_path: Path
) -> None:
    made = page()
    made.open(paths=[scan(tmp_path, *paper(printed(referred)))])
    made.file.click()
    made.which.set_value(True)
    made.refresh()
    (row,) = made.list.rows()
    assert (row.title, row.action) == ("Kit Puddlecombe", "Record")
    made.list.menu_chosen.emit(row.key, "back")
    made.which.set_value(False)
    made.refresh()
    assert len(made.tray.lines) == 1
    assert documents_of(referred.session, referred.pupil.id) == []


def test_what_was_filed_is_brought_back_by_a_button_that_is_in_sight(
    page: Make, referred: House, at_desk: Desk
) -> None:
    for _ in range(2):
        drop(referred, ours(printed(referred).reference, 1, 1), name=f"{_}.pdf")
    made = page()
    assert made.file.isVisible()
    assert not made.back.isVisible()
    made.file.click()
    made.which.set_value(True)
    made.refresh()
    assert made.back.isVisible()
    assert made.back.isEnabled()
    assert made.back.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not made.file.isVisible()
    made.back.click()
    assert at_desk.told.toasts[-1][0] == "Back in the tray"
    made.refresh()
    assert len(made.tray.lines) == 1


def test_what_was_recorded_stays_and_it_is_said_why(page: Make, referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1))
    made = page()
    made.file.click()
    signed = {"signed_on": referred.clock.today(), "form_reference": form.reference}
    consent.record_consent(referred.session, new_consent(referred, **signed))
    made.which.set_value(True)
    made.refresh()
    assert not made.back.isEnabled()
    assert "What this form says has been recorded, so it stays." in words_of(made)


def test_the_original_is_deleted_only_when_asked_and_only_if_it_is_the_same(
    page: Make, referred: House, at_desk: Desk, tmp_path: Path
) -> None:
    path = scan(tmp_path, *paper(printed(referred)))
    made = page()
    made.open(paths=[path])
    made.file.click()
    assert path.exists(), "nothing is deleted by itself"
    assert str(tmp_path) in words_of(made), "it is said where the file is"
    delete = next(one for one in made.findChildren(type(made.file)) if one.text() == "Delete the original")
    whole = path.read_bytes()
    path.write_bytes(b"another scan by the same name")
    at_desk.dialogs.will_answer(True)
    delete.click()
    assert path.exists()
    path.write_bytes(whole)
    at_desk.dialogs.will_answer(True)
    delete.click()
    assert not path.exists()
    assert at_desk.told.toasts[-1][0] == "The original was deleted"
    assert referred.session.list(ScanBatch)[0].original_deleted_on is not None


def test_a_form_that_came_back_before_is_asked_about(page: Make, referred: House, tmp_path: Path) -> None:
    form = printed(referred)
    made = page()
    made.open(paths=[scan(tmp_path, *paper(form))])
    made.file.click()
    made.open(paths=[scan(tmp_path, *paper(form, pages=(1, 0)), name="again.pdf")])
    (line,) = made.tray.lines
    assert not line.ticked
    assert "came back before, on 24 November 2026" in line.checks[0].words


def test_a_photograph_of_each_page_makes_one_form(page: Make, referred: House, tmp_path: Path) -> None:
    first, second = paper(printed(referred))
    made = page()
    made.open(paths=[scan(tmp_path, second, name="b.jpg"), scan(tmp_path, first, name="a.jpg")])
    (line,) = made.tray.lines
    assert [one.form_page for one in line.pages] == [1, 2]
    assert line.ticked


def test_a_stopped_reading_keeps_what_was_read(page: Make, referred: House) -> None:
    form = printed(referred)
    batch = actions.keep_scan(referred.session, actions.ScanFile("a.pdf", "", b"%PDF-1")).record
    actions.cannot_read(referred.session, batch.id, "Reading was stopped after page 20 of 200.")
    drop(referred, ours(form.reference, 1, 1))
    made = page()
    assert "Reading was stopped after page 20 of 200." in [row.subtitle for row in made.list.rows()]
    assert made.list.current_key() == made.tray.lines[0].form.id, "the first scan is in hand, not the trouble"
    assert referred.session.list(ScanBatch, where={"state": ScanState.FAILED})
    assert referred.session.list(ScannedForm)


def test_a_scan_that_cannot_be_filed_stays_and_says_why(
    page: Make, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(referred, ours(printed(referred).reference, 1, 1))
    made = page()

    def dies(*_: object, failed: Callable[[Exception], None], **__: object) -> None:
        failed(ChildFailed("A helper program stopped."))

    monkeypatch.setattr(made.desk.jobs, "child", dies)
    made.file.click()
    assert "Not filed: Kit Puddlecombe." in words_of(made)
    assert len(made.tray.lines) == 1


def test_a_scan_of_the_tray_can_be_opened_by_its_id(page: Make, referred: House) -> None:
    one, other = printed(referred), printed(referred)
    drop(referred, ours(one.reference, 1, 1), ours(other.reference, 1, 1))
    made = page()
    wanted = made.tray.lines[1].form.id
    made.open(scan_id=wanted)
    assert made.list.current_key() == wanted
    assert made.where() == {}


def test_what_of_a_file_is_not_filed_is_listed_in_place_of_its_deletion(page: Make, referred: House) -> None:
    drop(referred, ours(printed(referred).reference, 1, 1), bare())
    made = page()
    made.file.click()
    words = words_of(made)
    assert "Not all of the file is filed. Waiting in the tray: page 2." in words.replace("\n", " ")
    assert "Delete the original" not in words


def test_a_scan_that_came_back_meanwhile_keeps_the_file(
    page: Make, referred: House, at_desk: Desk, tmp_path: Path
) -> None:
    path = scan(tmp_path, *paper(printed(referred)))
    made = page()
    made.open(paths=[path])
    made.file.click()
    delete = next(one for one in made.findChildren(type(made.file)) if one.text() == "Delete the original")
    filing.bring_back(referred.session, referred.session.list(ScannedForm)[0])
    at_desk.dialogs.will_answer(True)
    delete.click()
    assert path.exists()


def test_the_form_of_a_filed_scan_is_looked_at_among_the_pupils_documents(
    page: Make, referred: House, at_desk: Desk
) -> None:
    drop(referred, ours(printed(referred).reference, 1, 1))
    made = page()
    made.file.click()
    made.which.set_value(True)
    made.refresh()
    (row,) = made.list.rows()
    made.list.menu_chosen.emit(row.key, "look")
    (document,) = documents_of(referred.session, referred.pupil.id)
    wanted = {"pupil_id": referred.pupil.id, "tab": "documents", "document_id": document.id}
    assert at_desk.told.went[-1] == ("pupil", wanted)
