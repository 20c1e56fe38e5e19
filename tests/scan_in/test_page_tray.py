"""The screen of the tray, with real forms printed by the app, real child processes and a real vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import intake
from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.errors import ChildFailed
from coordinator_app.documents.actions import documents_of
from coordinator_app.documents.model import DocumentKind
from coordinator_app.scan_in import actions
from coordinator_app.scan_in.matching import Match
from coordinator_app.scan_in.model import ScanBatch
from coordinator_app.scan_in.page.check_lines import CheckLines
from coordinator_app.scan_in.page.details import DetailsBox
from coordinator_app.scan_in.page.tray import ScanInPage
from coordinator_app.ui.theme import Theme
from tests.pdf import foreign
from tests.pupils.screens import Desk, words_of
from tests.scan_in.made import bare, drop, ours, printed
from tests.scan_in.paper import Make, paper, press, scan, titles
from tests.vaults import House, new_pupil, new_request


def test_the_empty_tray_says_what_it_takes(page: Make, referred: House) -> None:
    made = page()
    assert "Drop scans anywhere in this window" in words_of(made)
    assert "PDF, JPG or TIFF" in words_of(made)
    assert not made.file.isVisible()


@pytest.mark.parametrize("name", ["scan_0001.pdf", "scan_0001.tif"])
def test_a_signed_form_files_itself_by_its_code(
    page: Make, referred: House, at_desk: Desk, tmp_path: Path, name: str
) -> None:
    form = printed(referred)
    made = page()
    made.open(paths=[scan(tmp_path, *paper(form), name=name)])
    (line,) = made.tray.lines
    assert (line.matched.match, line.checks, line.ticked) == (Match.CODE, (), True)
    assert made.file.text() == "File 1 document"
    made.file.click()
    (kept,) = documents_of(referred.session, referred.pupil.id)
    assert (kept.kind_of_document, kept.page_count) == (DocumentKind.CONSENT_FORM, 2)
    assert at_desk.told.toasts[-1][0] == "Document filed"
    record = next(one for one in made.findChildren(type(made.file)) if "Record what" in one.text())
    record.click()
    where, params = at_desk.told.went[-1]
    assert where == "record_consent"
    assert params == {
        "pupil_id": referred.pupil.id,
        "form_reference": form.reference,
        "document_id": kept.id,
    }


def test_what_is_in_doubt_is_not_ticked_and_says_why(page: Make, referred: House, tmp_path: Path) -> None:
    unsigned, half = printed(referred), printed(referred, FormTemplate.REFERRAL_FORM)
    made = page()
    made.open(paths=[scan(tmp_path, *paper(unsigned, signed=False), *paper(half, pages=(1,)))])
    assert [line.ticked for line in made.tray.lines] == [False, False]
    words = [row.subtitle for row in made.list.rows()]
    assert words == [
        "The signature box on page 2 of 2 looks empty. Is it signed?",
        "Page 1 of 2 is missing.",
    ]
    made.confirm(made.list.rows()[0].key)
    made.refresh()
    assert [line.ticked for line in made.tray.lines] == [True, False]


def test_what_is_no_scan_or_cannot_be_opened_says_so_and_loses_nothing(
    page: Make, referred: House, tmp_path: Path
) -> None:
    made = page()
    letter, locked, broken = (tmp_path / name for name in ("a.exe", "locked.pdf", "broken.pdf"))
    letter.write_bytes(b"PK\x03\x04 nothing of ours")
    locked.write_bytes(foreign.locked())
    broken.write_bytes(b"%PDF-1.7 torn to bits")
    made.open(paths=[letter, locked, broken, tmp_path, tmp_path / "gone.pdf"])
    words = words_of(made)
    for part in ("a.exe was not added", "This is a folder", "gone.pdf was not added"):
        assert part in words
    problems = sorted(batch.problem for batch in made.tray.failed)
    assert problems == [
        "This PDF is damaged and cannot be read. Open it, save a copy as PDF, then drop that copy.",
        "This file is locked with a password. Open it, save a copy without the password, then drop it again.",
    ]
    assert len(referred.session.list(ScanBatch)) == 2, "what can be kept is kept, read or not"
    made.panel.file_acted.emit(made.tray.failed[0], "away")
    made.refresh()
    assert len(made.tray.failed) == 1


def test_the_same_file_twice_is_said(page: Make, referred: House, tmp_path: Path) -> None:
    path = scan(tmp_path, *paper(printed(referred)))
    made = page()
    made.open(paths=[path])
    made.open(paths=[path])
    assert "This very scan is in the tray already." in words_of(made)
    assert len(made.tray.lines) == 1


def test_reading_goes_on_after_a_restart(page: Make, referred: House, tmp_path: Path) -> None:
    content = scan(tmp_path, *paper(printed(referred))).read_bytes()
    actions.keep_scan(referred.session, actions.ScanFile("a.pdf", "", content))
    made = page()
    assert titles(made) == ["Kit Puddlecombe"]
    assert made.tray.unread == ()


def test_a_child_that_dies_leaves_the_file_and_what_was_read(
    page: Make, referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = page()
    path = scan(tmp_path, *paper(printed(referred)))

    def dies(*_: object, failed: Callable[[Exception], None], **__: object) -> None:
        failed(ChildFailed("stopped"))

    with monkeypatch.context() as patched:
        patched.setattr(made.desk.jobs, "child", dies)
        made.open(paths=[path])
    (failed,) = made.tray.failed
    assert "could not be read" in failed.problem
    made.panel.file_acted.emit(failed, "again")
    assert titles(made) == ["Kit Puddlecombe"]


def test_a_likely_match_needs_a_yes(page: Make, referred: House, at_desk: Desk) -> None:
    printed(referred)
    drop(referred, bare())
    made = page()
    (line,) = made.tray.lines
    assert (line.matched.match, line.ticked, titles(made)) == (Match.LIKELY, False, ["Kit Puddlecombe?"])
    assert made.file.isEnabled() is False
    made.list.setFocus()
    press(made, Qt.Key.Key_Return)
    made.refresh()
    assert (made.tray.lines[0].matched.match, made.tray.lines[0].ticked) == (Match.CHOSEN, True)


def test_a_blank_page_is_nobodys_form_and_is_not_ticked(page: Make, referred: House) -> None:
    printed(referred)
    drop(referred, bare(blank=True), name="kit puddlecombe.pdf")
    made = page()
    (line,) = made.tray.lines
    assert (line.matched.match, line.matched.offers, line.ticked) == (Match.NONE, (), False)
    assert made.list.rows()[0].subtitle.startswith("This page is blank.")
    made.list.setFocus()
    press(made, Qt.Key.Key_Return)
    made.refresh()
    assert not made.tray.lines[0].ticked


def test_a_scan_for_a_pupil_with_an_open_request_is_asked_about_before_it_is_filed(
    page: Make, referred: House
) -> None:
    drop(referred, ours(printed(referred).reference, 1, 1))
    made = page()
    assert made.tray.lines[0].ticked
    intake.log_request(referred.session, new_request(referred))
    made.refresh()
    (line,) = made.tray.lines
    assert not line.ticked
    assert "An access request about Kit Puddlecombe is open." in words_of(made.panel)
    made.confirm(line.form.id)
    made.refresh()
    assert made.tray.lines[0].ticked, "the user looked and said so"


def test_the_letters_below_a_torn_code_find_the_form(page: Make, referred: House, qtbot: QtBot) -> None:
    form, _other = printed(referred), printed(referred)
    drop(referred, bare())
    made = page()
    press(made, Qt.Key.Key_Return)
    finder = made.panel.finder
    assert finder.isVisible()
    assert not made.list.isVisible(), "it takes the place of the queue, so that the page stays in view"
    for typed, words in (
        ("ZZZZ ZZZZ ZZZ2", "No form with these letters"),
        ("ZZZZ ZZZZ ZZ92", "do not fit together"),
    ):
        finder.input.setText(typed)
        finder._search()  # what the pause after the last key does
        assert words in words_of(finder)
    finder.input.setText(form.reference.lower())
    finder._search()
    finder.input.returnPressed.emit()
    made.refresh()
    (line,) = made.tray.lines
    assert (line.matched.printed, line.ticked) == (form, True)
    assert made.list.isVisible()


def test_a_pupil_found_by_name_is_asked_what_the_scan_is(
    page: Make, referred: House, at_desk: Desk, qtbot: QtBot
) -> None:
    drop(referred, bare())
    made = page()
    made.panel.look_for()
    made.panel.finder.input.setText("puddle")
    made.panel.finder._search()
    made.panel.finder.list.opened.emit(made.panel.finder.list.current_key())
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, DetailsBox)
    qtbot.addWidget(box)
    for name, value in (
        ("kind_of_document", DocumentKind.FAMILY_LETTER),
        ("title", "Letter"),
        ("dated", made.desk.clock.today()),
    ):
        box.form.row(name).input.set_value(value)
    box.save()
    made.refresh()
    assert made.tray.lines[0].ticked


def test_before_a_referral_a_scan_waits_and_leads_to_the_referral(
    page: Make, house: House, at_desk: Desk
) -> None:
    with house.session.write() as work:
        house.pupil = work.add(new_pupil(house))
    form = printed(house, FormTemplate.REFERRAL_FORM)
    drop(house, ours(form.reference, 1, 1))
    made = page()
    (line,) = made.tray.lines
    assert not line.ticked
    assert made.list.rows()[0].chip_text == "Waits for the referral"
    assert "This scan waits here for the referral." in words_of(made.panel)
    made.confirm(line.form.id)
    assert at_desk.told.went[-1] == (
        "referral",
        {"pupil_id": house.pupil.id, "form_reference": form.reference, "scan_id": line.form.id},
    )


def test_pages_are_turned_split_left_out_and_put_together(page: Make, referred: House, at_desk: Desk) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1), bare())
    made = page()
    made.list.choose(made.tray.lines[1].form.id)
    made.panel.acted.emit("join")
    made.refresh()
    (line,) = made.tray.lines
    assert len(line.pages) == 2
    made.panel.preview.view.turn_to(1)
    made.panel.turn.click()
    made.refresh()
    assert made.tray.lines[0].pages[1].turn == 90
    made.panel.leave.click()
    made.refresh()
    assert made.tray.lines[0].pages[1].left_out
    assert "Left out" in words_of(made.panel)
    made.panel.up.click()
    made.refresh()
    assert [one.file_page for one in made.tray.lines[0].pages] == [2, 1]
    made.panel.preview.view.turn_to(1)
    made.panel.split.click()
    made.refresh()
    assert len(made.tray.lines) == 2
    assert at_desk.told.toasts[-1][0] == "Split into two scans"


def test_deleting_can_be_undone(page: Make, referred: House, at_desk: Desk) -> None:
    drop(referred, bare())
    made = page()
    made.panel.acted.emit("delete")
    words, change_id = at_desk.told.toasts[-1]
    assert words == "Scan moved to the trash"
    assert change_id is not None
    made.refresh()
    assert made.tray.lines == ()
    referred.session.undo(change_id)
    made.refresh()
    assert len(made.tray.lines) == 1


def test_the_queue_goes_by_keys(page: Make, referred: House) -> None:
    one, other = printed(referred), printed(referred)
    drop(referred, ours(one.reference, 1, 1), ours(other.reference, 1, 1))
    made = page()
    first, second = (row.key for row in made.list.rows())
    assert made.list.current_key() == first
    made.list.step(1)
    assert made.list.current_key() == second
    press(made, Qt.Key.Key_Space)
    made.refresh()
    assert [line.ticked for line in made.tray.lines] == [True, False]
    assert "not ticked" in made.list.rows()[1].spoken()


def seen_of_the_page(made: ScanInPage) -> int:
    """How many px of the page in hand are in sight, from top to bottom."""
    view = made.panel.preview.view
    return view.visibleRegion().boundingRect().height()


def test_a_heap_of_scans_of_one_form_leaves_its_picture_in_sight(page: Make, referred: House) -> None:
    """As high as the content is in a window of 1366 x 768."""
    form = printed(referred)
    intake.log_request(referred.session, new_request(referred))
    for name in "abc":
        drop(
            referred, *(ours(form.reference, at, 4, signatures="1-") for at in (1, 2, 3)), name=f"{name}.pdf"
        )
    made = page()
    QApplication.processEvents()
    (line,) = made.tray.lines
    assert [check.kind.value for check in line.checks] == ["missing", "twice", "unsigned", "asked"]
    assert seen_of_the_page(made) >= 160


def test_at_twice_the_text_looking_at_a_page_brings_it_into_sight(
    page: Make, referred: House, look: Theme
) -> None:
    form = printed(referred)
    drop(referred, *(ours(form.reference, at, 2, signatures="1-") for at in (1, 2)))
    made = page()
    look.change(mode="light", scale=2.0, font="inter")
    for _ in range(5):
        QApplication.processEvents()
    before = seen_of_the_page(made)
    lines = made.panel.findChild(CheckLines)
    assert lines is not None
    lines.look.emit(1)
    QApplication.processEvents()
    assert made.panel.preview.view.page == 1
    assert seen_of_the_page(made) >= 250 > before
