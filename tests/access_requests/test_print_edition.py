"""The print edition: the same pages without their lock, after a question, noted in the audit; and looking at a page."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import papers
import pytest
import shiboken6
from desks import Desk, desk_of
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget

from coordinator_app.access_requests.actions import hand_over, pack
from coordinator_app.access_requests.actions.lost_copy import saved_copies
from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.items import Pack, PackVolume
from coordinator_app.access_requests.pack_order import BuiltPack, BuiltVolume
from coordinator_app.access_requests.page import print_edition
from coordinator_app.access_requests.page.pack_reading import pages_of_pack
from coordinator_app.access_requests.page.print_edition import PrintEdition, question
from coordinator_app.core.errors import GateShut
from coordinator_app.core.page_images import LOCKED_PAGES, LockedWanted, pages_of
from coordinator_app.pdf.pack import Keys, build_volume
from coordinator_app.pdf.pack_layout import Limits, lay
from coordinator_app.store.session import Session
from tests.pdf import packs
from tests.vaults import House

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OWNER = "what the vault keeps"


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def kept_in_volumes(case: papers.Case) -> Pack:
    """A pack of several volumes, each of real pages."""
    session, (_, mark) = case.house.session, case.order()
    laid = lay(packs.content(count=40), Limits(pages=6))
    spool = PackSpool(guarded=pack.is_guarded(session, case.request.id))
    made = []
    for volume in laid.volumes:
        out = io.BytesIO()
        built = build_volume(laid, volume, Keys("pass-word", OWNER), out.write)
        spool.take(session, volume.number, out.getvalue())
        made.append(BuiltVolume(volume.number, built.first, built.pages, built.size, built.sha256))
    whole = BuiltPack(b"", b"", laid.pages, papers.PASSED, tuple(made))
    kept = pack.keep_pack(session, case.now, whole, mark, spool, opens_with=OWNER).record
    case.settle(kept)
    case.approve()
    return kept


@pytest.fixture
def desk(case: papers.Case, tmp_path: Path, qapp: QApplication) -> Desk:
    return desk_of(case.house, tmp_path)


def test_every_volume_is_saved_without_its_lock_and_noted(
    case: papers.Case, desk: Desk, tmp_path: Path
) -> None:
    kept = kept_in_volumes(case)
    holder, done, failed = QWidget(), list[str](), list[Exception]()
    edition = PrintEdition(desk.services, holder, done.append, failed.append)
    edition.save(case.now, kept, tmp_path / "paper.pdf")
    assert failed == []
    saved = sorted(tmp_path.glob("paper-volume-*.pdf"))
    assert len(saved) == kept.volumes == len(pack.volumes_of(case.house.session, kept))
    words = (
        f"Print edition saved as {len(saved)} files, the first of them {saved[0].name}. Delete all of them"
    )
    assert done == [f"{words} once they are printed."]
    readers = [PdfReader(path) for path in saved]
    assert not any(reader.is_encrypted for reader in readers)
    assert sum(len(reader.pages) for reader in readers) == kept.pages
    rows = case.house.session.audit_rows(limit=10_000)
    assert sum(row.entry.note_code.startswith("pack-print-edition.") for row in rows) == len(saved)
    (copy,) = saved_copies(case.house.session, case.request.id)
    assert (copy.pack.id, copy.is_locked) == (kept.id, False), (
        "once for the whole pack: a copy that can be lost"
    )


def test_a_pack_whose_checks_are_not_settled_has_no_print_edition(
    case: papers.Case, desk: Desk, tmp_path: Path
) -> None:
    kept = case.keep()
    holder, done, failed = QWidget(), list[str](), list[Exception]()
    PrintEdition(desk.services, holder, done.append, failed.append).save(case.now, kept, tmp_path / "p.pdf")
    assert done == []
    assert isinstance(failed[0], GateShut)
    assert not (tmp_path / "p.pdf").exists()


def test_it_is_asked_before_a_copy_without_a_lock_leaves(case: papers.Case) -> None:
    asked = question(case.now, replace(case.keep(), pages=1))
    assert "1 page" in asked.facts[0][1]
    assert "Anybody who gets the file can read it" in asked.facts[1][1]


def test_a_page_of_a_later_volume_is_shown_from_its_own_file(case: papers.Case, desk: Desk) -> None:
    kept = kept_in_volumes(case)
    session, last = case.house.session, kept.pages or 0
    found = pages_of_pack(session, kept, last)
    assert found.has(last)
    assert not found.has(1)
    number = last - found.first + 1
    wanted = LockedWanted(found.content, found.opens_with, dpi=40, first=number, last=number)
    shown = pages_of(desk.services.jobs.child(LOCKED_PAGES, wanted).result(120))
    assert [page.number for page in shown.pages] == [number]
    assert shown.total == found.pages


def test_locked_volumes_are_saved_together_or_not_at_all(
    case: papers.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_in_volumes(case)
    session, place = case.house.session, tmp_path / "request-1.pdf"
    first = hand_over.save_copy(session, case.now, kept, place)
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert first.name == names[0] == f"request-1-volume-1-of-{kept.volumes}.pdf"
    assert len(names) == kept.volumes
    assert kept.extent == f"{kept.pages} pages in {kept.volumes} files"
    assert hand_over.saved_words(kept, first) == (
        f"Locked pack saved as {kept.volumes} files, the first of them {first.name}. Send all of them together."
    )
    assert hand_over.saved_words(replace(kept, volumes=1), place) == "Locked pack saved as request-1.pdf"
    real, asked = hand_over.locked_bytes, list[int]()

    def lost(session: object, volume: object) -> bytes:
        asked.append(1)
        if len(asked) == 2:
            raise GateShut(("gone",))
        return real(session, volume)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(hand_over, "locked_bytes", lost)
    with pytest.raises(GateShut):
        hand_over.save_copy(session, case.now, kept, place)
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == names


def test_a_file_that_is_there_is_not_replaced_unasked(case: papers.Case, desk: Desk, tmp_path: Path) -> None:
    kept = kept_in_volumes(case)
    there = tmp_path / f"paper-volume-2-of-{kept.volumes}.pdf"
    there.write_bytes(b"mine")
    holder, done, failed = QWidget(), list[str](), list[Exception]()
    PrintEdition(desk.services, holder, done.append, failed.append).save(
        case.now, kept, tmp_path / "paper.pdf"
    )
    assert (failed, there.read_bytes()) == ([], b"mine")
    assert f"the first of them paper-volume-1-of-{kept.volumes} (2).pdf." in done[0]


def test_half_of_an_edition_without_its_lock_is_not_left_behind(
    case: papers.Case, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, real, read = kept_in_volumes(case), print_edition.locked_bytes, list[PackVolume]()

    def once(session: Session, volume: PackVolume) -> bytes:
        read.append(volume)
        if len(read) > 1:
            assert list(tmp_path.glob("paper*")), "the first one is out"
            raise OSError
        return real(session, volume)

    monkeypatch.setattr(print_edition, "locked_bytes", once)
    holder, done, failed = QWidget(), list[str](), list[Exception]()
    PrintEdition(desk.services, holder, done.append, failed.append).save(
        case.now, kept, tmp_path / "paper.pdf"
    )
    assert (done, len(failed)) == ([], 1)
    assert list(tmp_path.glob("paper*")) == []


def test_a_lock_in_the_middle_leaves_no_half_either(case: papers.Case, desk: Desk, tmp_path: Path) -> None:
    half = tmp_path / "paper-volume-1-of-2.pdf"
    half.write_bytes(b"no lock")
    holder = QWidget()
    edition = PrintEdition(desk.services, holder, lambda _name: None, lambda _error: None)
    edition._made.append(half)  # as if its first volume were out
    shiboken6.delete(holder)
    assert not half.exists()
