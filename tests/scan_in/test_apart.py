"""What is about safeguarding or health never lies in the open tray: kept apart when dropped, or moved there at once."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import GateShut, KeyNotHeld
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.another_child import move
from coordinator_app.documents.model import Document
from coordinator_app.referrals import actions as referrals
from coordinator_app.registry import CATALOGUE
from coordinator_app.scan_in import actions, apart, clearing, filing, restricted
from coordinator_app.scan_in.actions import AlreadyScanned, NotYours, ScanFile
from coordinator_app.scan_in.model import PageMark, ScanBatch, ScannedForm, ScannedPage
from coordinator_app.scan_in.page.tray_reading import read_tray
from coordinator_app.scan_in.reading_jobs import ScanLooked
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from coordinator_app.store.vault import unlock
from tests.scan_in.made import PDF, bare, ours, printed, tray
from tests.scan_in.test_killed import PASSPHRASE
from tests.scan_in.test_restricted import DETAILS, MARK, PAGE, SECRETS, cut_off, found_in, together
from tests.scan_in.test_restricted import Killed as CutOff
from tests.vaults import House, new_pupil, new_referral

NAME, FOLDER = "Thorncastle-9c1e strategy meeting.pdf", "E:/Thorncastle-9c1e"
LETTER = replace(bare(), content=PAGE, thumbnail=b"picture " + MARK)


def dropped(house: House, *pages: Any, apart: bool = True, total: int = 0, salt: bytes = b"") -> ScanBatch:
    """A file with the mark in name, folder, content and pages; read to its end unless `total` says there is more."""
    session = house.session
    file = ScanFile(NAME, FOLDER, b"%PDF- " + MARK + salt)
    batch = actions.keep_scan(session, file, apart=apart).record
    numbered = tuple(replace(page, number=number) for number, page in enumerate(pages or (LETTER,), start=1))
    return actions.keep_pages(session, batch.id, ScanLooked(PDF, total or len(numbered), numbered))


def test_dropped_as_kept_apart_no_byte_of_it_ever_lies_in_the_general_database(consented: House) -> None:
    session = consented.session
    batch = actions.keep_scan(session, ScanFile(NAME, FOLDER, b"%PDF- " + MARK), apart=True).record
    assert (batch.kept_apart, found_in(consented)) == (True, set())
    actions.keep_pages(session, batch.id, ScanLooked(PDF, 1, (replace(LETTER, number=1),)))
    assert found_in(consented) == set()
    (form,) = tray(consented)
    form = actions.choose_pupil(session, form, consented.pupil.id).record
    form = actions.describe(session, form, **DETAILS).record
    (page,) = actions.pages_of(session, form)
    page = actions.turn_page(session, page).record
    page = actions.leave_out(session, page, True).record
    actions.leave_out(session, page, False)
    assert found_in(consented) == set()
    filed = filing.file_form(session, form, together(consented, form))
    assert found_in(consented) == set()
    assert found_in(consented, Compartment.GUARDED) == set(SECRETS)
    document = session.get(Document, filed.record.document_id)
    assert (document.is_guarded, document.title, document.given_name) == (True, DETAILS["title"], NAME)
    assert filed.change_id == ""


def test_dropped_openly_it_would_be_found(consented: House) -> None:
    dropped(consented, apart=False)
    assert found_in(consented) == {MARK}


def test_only_who_holds_the_key_sees_it_in_the_tray(consented: House) -> None:
    dropped(consented)
    (line,) = read_tray(consented.session).lines
    assert line.form.kept_apart
    assert line.second.startswith("Kept apart")
    two = consented.as_user(Compartment.GENERAL)
    try:
        assert read_tray(two).lines == ()
        assert two.count(ScanBatch) == 0
    finally:
        two.close()


def test_without_the_key_nothing_is_kept_and_it_is_said_whom_to_ring(consented: House) -> None:
    two = consented.as_user(Compartment.GENERAL)
    try:
        with pytest.raises(NotYours, match="does not open") as refused:
            actions.keep_scan(two, ScanFile(NAME, FOLDER, b"%PDF- " + MARK), apart=True)
        assert isinstance(refused.value, KeyNotHeld)
        assert "Ring the safeguarding lead" in refused.value.next_step
        assert "Nothing of it was kept" in refused.value.safe
    finally:
        two.close()
    assert (found_in(consented), consented.session.count(ScanBatch)) == (set(), 0)


def test_a_form_of_ours_ticks_off_the_printed_form_and_can_be_brought_back(consented: House) -> None:
    session = consented.session
    form = printed(consented)
    dropped(consented, replace(ours(form.reference, 1, 1), content=PAGE))
    (scan,) = tray(consented)
    filed = filing.file_form(session, scan, together(consented, scan)).record
    assert session.get(type(form), form.id).returned_on == consented.clock.today()
    assert filed.printed_form_id == form.id
    back = filing.bring_back(session, filed)
    assert (back.change_id, tray(consented)) == ("", [back.record])
    assert session.get(type(form), form.id).returned_on is None
    assert session.get(Document, filed.document_id).trashed_at is not None
    assert found_in(consented) == set()


def test_cut_off_before_the_form_is_ticked_off_the_next_unlock_does_it(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = printed(consented)
    dropped(consented, ours(form.reference, 1, 1))
    (scan,) = tray(consented)
    monkeypatch.setattr(filing, "tick_off", cut_off)
    with pytest.raises(CutOff):
        filing.file_form(consented.session, scan, together(consented, scan))
    monkeypatch.undo()
    assert consented.session.get(type(form), form.id).returned_on is None
    restricted.upkeep(consented.session)
    assert consented.session.get(type(form), form.id).returned_on == consented.clock.today()


def test_a_page_kept_apart_never_joins_a_form_in_the_open_tray(consented: House) -> None:
    reference = printed(consented).reference
    dropped(consented, ours(reference, 1, 2), apart=False)
    dropped(consented, replace(ours(reference, 2, 2), content=PAGE), salt=b"2")
    open_one, hidden = sorted(tray(consented), key=lambda form: form.kept_apart)
    assert (open_one.kept_apart, hidden.kept_apart) == (False, True)
    with pytest.raises(GateShut, match="kept apart"):
        actions.join(consented.session, hidden, open_one)


def test_split_and_thrown_away_it_stays_apart_and_goes_when_its_time_is_over(consented: House) -> None:
    session = consented.session
    dropped(consented, LETTER, LETTER)
    forms = tray(consented)
    joined = actions.join(session, forms[1], forms[0]).record if len(forms) == 2 else forms[0]
    new = actions.split(session, joined, 2).record
    assert new.kept_apart
    gone = actions.throw_away(session, tray(consented))
    assert (tray(consented), found_in(consented)) == ([], set())
    session.undo(gone.change_id)
    actions.throw_away(session, tray(consented))
    consented.clock.at += timedelta(days=40)
    clearing.upkeep(session)
    assert [session.count(one, trashed=None) for one in (ScannedForm, ScannedPage, ScanBatch)] == [0, 0, 0]


def test_what_nobody_files_goes_to_the_trash_of_its_own_compartment(consented: House) -> None:
    dropped(consented)
    dropped(consented, bare(), apart=False, salt=b"open")
    consented.clock.at += timedelta(days=340)
    assert clearing.trash_old(consented.session) == 2
    assert tray(consented) == []


def test_it_follows_its_document_to_another_child(consented: House) -> None:
    session = consented.session
    dropped(consented)
    form = actions.choose_pupil(session, tray(consented)[0], consented.pupil.id).record
    form = actions.describe(session, form, **DETAILS).record
    filed = filing.file_form(session, form, together(consented, form)).record
    child = new_pupil(consented, given_names="Otis", family_name="Bramblewick")
    other = referrals.take_referral(session, child, new_referral(consented)).pupil
    move(session, session.get(Document, filed.document_id), other.id, "The letter names them.")
    assert session.get(ScannedForm, filed.id).pupil_id == other.id


# moved there later


def test_one_press_moves_what_lay_open_and_leaves_nothing_behind(consented: House) -> None:
    session = consented.session
    dropped(consented, apart=False)
    (form,) = tray(consented)
    form = actions.choose_pupil(session, form, consented.pupil.id).record
    form = actions.describe(session, form, **DETAILS).record
    with session.write() as work:
        work.save_draft("what this scan is", form.id, {"title": DETAILS["title"]})
    assert MARK in found_in(consented)
    moved = apart.keep_apart(session, form)
    assert (moved.record.kept_apart, moved.change_id) == (True, "")
    assert found_in(consented) == set()
    assert (tray(consented), session.count(ScanBatch)) == ([moved.record], 1)
    (page,) = actions.pages_of(session, moved.record)
    assert MARK in session.blob(page.content_id)
    filing.file_form(session, moved.record, together(consented, moved.record))
    assert found_in(consented) == set()


def test_what_it_was_filed_as_before_goes_with_it(consented: House) -> None:
    session = consented.session
    dropped(consented, apart=False)
    form = actions.choose_pupil(session, tray(consented)[0], consented.pupil.id).record
    form = actions.describe(session, form, **DETAILS).record
    filed = filing.file_form(session, form, together(consented, form)).record
    apart.keep_apart(session, filing.bring_back(session, filed).record)
    assert found_in(consented) == set()


def test_the_other_scans_of_the_file_stay_open_and_whole_without_its_name(consented: House) -> None:
    session = consented.session
    reference = printed(consented).reference
    batch = dropped(consented, LETTER, ours(reference, 1, 1), apart=False)
    letter = next(form for form in tray(consented) if not form.reference)
    apart.keep_apart(session, letter)
    assert found_in(consented) == set()
    stays = next(form for form in tray(consented) if form.reference)
    assert (stays.kept_apart, session.get(ScanBatch, batch.id).given_name) == (False, "")
    assert not clearing.original_of(session, batch).may_go
    two = consented.as_user(Compartment.GENERAL)
    try:
        (line,) = read_tray(two).lines
        assert (line.form.id, line.original) == (stays.id, "")
        filing.file_form(two, stays, together(consented, stays))
    finally:
        two.close()
    restricted.upkeep(session)
    assert len(tray(consented)) == 1


def test_a_file_that_is_still_read_for_other_scans_is_kept_apart_whole(consented: House) -> None:
    session = consented.session
    reference = printed(consented).reference
    batch = dropped(consented, LETTER, ours(reference, 1, 1), apart=False, total=3)
    with pytest.raises(GateShut, match="not read to its end"):
        apart.keep_apart(session, next(form for form in tray(consented) if not form.reference))
    apart.keep_file_apart(session, batch)
    assert found_in(consented) == set()
    actions.keep_pages(session, batch.id, ScanLooked(PDF, 3, (replace(LETTER, number=3),)))
    assert found_in(consented) == set()
    assert all(form.kept_apart for form in tray(consented))


def test_a_file_of_which_something_is_filed_is_not_taken_whole(consented: House) -> None:
    session = consented.session
    reference = printed(consented).reference
    batch = dropped(consented, LETTER, ours(reference, 1, 1), apart=False, total=3)
    form = next(form for form in tray(consented) if form.reference)
    filing.file_form(session, form, together(consented, form))
    with pytest.raises(GateShut, match="filed already"):
        apart.keep_file_apart(session, batch)


def test_the_key_is_asked_before_anything_moves(consented: House) -> None:
    batch = dropped(consented, apart=False)
    two = consented.as_user(Compartment.GENERAL)
    try:
        with pytest.raises(NotYours):
            apart.keep_apart(two, tray(consented)[0])
        with pytest.raises(NotYours):
            apart.keep_file_apart(two, batch)
        restricted.upkeep(two)
    finally:
        two.close()
    assert not tray(consented)[0].kept_apart


def test_it_is_not_undone(consented: House) -> None:
    session = consented.session
    dropped(consented, apart=False)
    moved = apart.keep_apart(session, tray(consented)[0]).record
    with pytest.raises(CannotUndo, match="kept apart"):
        session.undo(session.history(moved.id)[-1].change_id)
    assert found_in(consented) == set()


def test_the_same_file_dropped_again_says_how_to_keep_it_apart(consented: House) -> None:
    dropped(consented, apart=False)
    with pytest.raises(AlreadyScanned) as refused:
        dropped(consented)
    assert "Keep it apart" in refused.value.next_step


@pytest.mark.parametrize("at", range(1, 10))
@pytest.mark.parametrize("shared", [False, True], ids=["alone in its file", "with another scan"])
def test_a_move_that_was_cut_off_anywhere_is_finished_or_not_begun(
    consented: House, monkeypatch: pytest.MonkeyPatch, at: int, shared: bool
) -> None:
    session = consented.session
    more = (ours(printed(consented).reference, 1, 1),) if shared else ()
    dropped(consented, LETTER, *more, apart=False)
    letter = next(form for form in tray(consented) if not form.reference)
    units = 0
    begin: Callable[..., Any] = Session._begin

    def counted(self: Session, compartment: Compartment) -> Any:
        nonlocal units
        units += 1
        if units == at:
            raise CutOff
        return begin(self, compartment)

    monkeypatch.setattr(Session, "_begin", counted)
    with contextlib.suppress(CutOff):
        apart.keep_apart(session, letter)
    monkeypatch.undo()
    session.finish_moves()
    restricted.upkeep(session)
    now = session.get(ScannedForm, letter.id)
    assert session.blob(actions.pages_of(session, now)[0].content_id) == PAGE
    if now.kept_apart:
        assert found_in(consented) == set()
    else:
        apart.keep_apart(session, now)
        assert found_in(consented) == set()


_DROPS_AND_DIES = """
import os, signal, sys
from pathlib import Path
from dataclasses import replace
from coordinator_app.core.clock import SetClock
from coordinator_app.referrals import actions as referrals
from coordinator_app.registry import CATALOGUE
from coordinator_app.scan_in import actions
from coordinator_app.scan_in.reading_jobs import ScanLooked
from coordinator_app.store.session import Session
from coordinator_app.store.vault import create_vault, unlock
from tests.scan_in.made import PDF
from tests.scan_in.test_apart import FOLDER, LETTER, MARK, NAME
folder, state, passphrase, at = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
create_vault(folder, title="M", passphrase=passphrase, role="C", practice=True, clock=SetClock(), state=state)
vault = unlock(folder, passphrase, clock=SetClock(), state=state)
session = Session(vault.paths, vault.keys, catalogue=CATALOGUE, clock=SetClock(), actor=vault.actor, publish=print)
def die():
    os.kill(os.getpid(), signal.SIGKILL)
batch = actions.keep_scan(session, actions.ScanFile(NAME, FOLDER, b"%PDF- " + MARK), apart=True).record
if at == 0:
    die()
actions.keep_pages(session, batch.id, ScanLooked(PDF, 2, (replace(LETTER, number=1),)))
if at == 1:
    die()
form = actions.in_tray(session)[0]
with session.write(form.kept_apart and actions.Compartment.GUARDED) as work:
    work.change(form, title="Thorncastle-9c1e")
    die()
"""


@pytest.mark.parametrize("at", [0, 1, 2])
def test_killed_at_any_step_nothing_lies_in_the_general_database(tmp_path: Path, at: int) -> None:
    folder = tmp_path / "Teasel.vault"
    state = folder.with_suffix(".json")
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", _DROPS_AND_DIES, str(folder), str(state), PASSPHRASE, str(at)]
    environment = {**os.environ, "PYTHONPATH": root}
    child = subprocess.run(command, check=False, capture_output=True, env=environment, cwd=root)
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    vault = unlock(folder, PASSPHRASE, clock=SetClock(), state=state)
    session = Session(
        vault.paths,
        vault.keys,
        catalogue=CATALOGUE,
        clock=SetClock(),
        actor=vault.actor,
        publish=lambda _: None,
    )
    try:
        (batch,) = actions.waiting(session)
        assert batch.kept_apart
        general = session.databases.connection(Compartment.GENERAL)
        tables = [row[0] for row in general.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [str(row) for name in tables for row in general.execute(f'SELECT * FROM "{name}"')]
        assert not [cell for cell in cells if MARK.decode() in cell]
    finally:
        session.close()
        vault.close()


def test_a_page_says_what_its_code_is_wherever_it_lies(consented: House) -> None:
    dropped(consented, bare(PageMark.TORN))
    (form,) = tray(consented)
    assert [page.mark for page in actions.pages_of(consented.session, form)] == [PageMark.TORN]
