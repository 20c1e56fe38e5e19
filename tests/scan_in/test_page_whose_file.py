"""An email or a document dropped on the window is no scan: it is asked whose it is, and that record takes it."""

from __future__ import annotations

from pathlib import Path

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import kinds
from coordinator_app.documents.model import Document
from coordinator_app.documents.reading_jobs import TAKEN
from coordinator_app.pupils.page.in_tab import InTab
from coordinator_app.scan_in.files import OtherFile, read_scan
from coordinator_app.scan_in.model import ScanBatch
from coordinator_app.scan_in.page.whose_file import WhoseFileBox
from tests.documents.looking import made_old
from tests.pdf import foreign
from tests.pupils.screens import Desk, words_of
from tests.scan_in.paper import Make
from tests.vaults import House


def dropped(page: Make, desk: Desk, folder: Path, *names: str) -> WhoseFileBox:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(made_old.mail() if path.suffix == ".eml" else foreign.page(foreign.note))
    page().open(paths=paths)
    box = desk.dialogs.shown[-1]
    assert isinstance(box, WhoseFileBox)
    return box


def test_a_dropped_email_goes_to_the_record_of_the_pupil_who_is_found(
    page: Make, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    box = dropped(page, at_desk, tmp_path, "letter.eml")
    assert "letter.eml" in words_of(box)
    box.typed.set_value(referred.pupil.called[:4])
    box.typed.edited.emit()
    assert [row.key for row in box.list.rows()] == [referred.pupil.id]
    box.save()
    name, told = at_desk.told.went[-1]
    assert (name, told["pupil_id"], told["tab"]) == ("pupil", referred.pupil.id, "documents")
    assert told["files"] == [tmp_path / "letter.eml"]
    assert referred.session.list(Document) == []  # nothing is kept before it is said what it is


def test_scans_among_them_go_to_the_tray_and_the_others_are_asked_about_together(
    page: Make, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    box = dropped(page, at_desk, tmp_path, "a.eml", "scan.pdf", "b.eml")
    assert "2 files that are no scans." in words_of(box)
    assert len(referred.session.list(ScanBatch)) == 1


def test_nobody_is_chosen_for_the_user(page: Make, at_desk: Desk, referred: House, tmp_path: Path) -> None:
    box = dropped(page, at_desk, tmp_path, "letter.eml")
    box.save()
    assert "Find the pupil and choose them in the list." in words_of(box)
    box.typed.set_value("Zzyzx")
    box.typed.edited.emit()
    assert "Nobody on the list has a name like this." in words_of(box)
    assert [one for one in at_desk.told.went if one[0] == "pupil"] == []


def test_what_can_be_a_document_is_told_from_what_can_be_nothing(tmp_path: Path) -> None:
    for name, kind in (("a.msg", OtherFile), ("a.docx", OtherFile), ("a.exe", BadFile), ("a.tif", BadFile)):
        path = tmp_path / name
        path.write_bytes(b"MZ" + bytes(60))
        try:
            read_scan(path)
        except BadFile as error:
            assert type(error) is kind  # noqa: PT017  (the very class counts)


def test_the_endings_that_are_offered_are_those_that_are_read() -> None:
    assert set(TAKEN) <= set(kinds.ENDINGS)


def test_a_record_is_handed_the_files_once() -> None:
    asked: list[tuple[object, ...]] = []
    InTab.of({"files": [Path("a.eml")]}).tell("documents", lambda *told: asked.append(told))
    assert asked == [("documents", "add", [Path("a.eml")])]
    asked.clear()
    InTab.of({}).tell("documents", lambda *told: asked.append(told))
    assert asked == []
