"""The tray keeps what is dropped before it is read, sorts it by its codes, and loses nothing on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.core.errors import BadFile, GateShut, NotFound
from coordinator_app.documents.model import MOST_BYTES, Document
from coordinator_app.scan_in import actions, clearing, filing
from coordinator_app.scan_in.actions import AlreadyScanned, ScanFile
from coordinator_app.scan_in.model import PageMark, ScanBatch, ScannedForm, ScanState
from coordinator_app.scan_in.reading_jobs import PageLooked, ScanLooked
from tests.scan_in.made import PDF, bare, built, drop, numbers, ours, printed, tray
from tests.vaults import House, new_request


def keep(house: House, name: str = "scan.pdf", content: bytes = b"%PDF-1") -> ScanBatch:
    return actions.keep_scan(house.session, ScanFile(name, "E:/Scans", content)).record


def test_an_empty_and_a_huge_file_are_refused_in_words(referred: House) -> None:
    with pytest.raises(BadFile, match="empty"):
        keep(referred, content=b"")
    with pytest.raises(BadFile, match="100 MB"):
        keep(referred, content=bytes(MOST_BYTES + 1))


def test_the_very_same_file_is_not_taken_twice_until_it_was_thrown_away(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1), ours(form.reference, 2))
    with pytest.raises(AlreadyScanned, match="in the tray already"):
        drop(referred, ours(form.reference, 1), ours(form.reference, 2))
    (waits,) = tray(referred)
    filing.file_form(referred.session, waits, built(referred, waits))
    with pytest.raises(AlreadyScanned, match="was filed on 24 November 2026"):
        drop(referred, ours(form.reference, 1), ours(form.reference, 2))
    drop(referred, bare(), name="other.pdf")
    actions.throw_away(referred.session, tray(referred))
    drop(referred, bare(), name="other.pdf")
    assert len(tray(referred)) == 1


def test_pages_are_split_by_their_codes_and_put_in_order(referred: House) -> None:
    one, other = printed(referred), printed(referred)
    drop(
        referred,
        ours(one.reference, 2),
        ours(other.reference, 1),
        ours(one.reference, 1),
        ours(other.reference, 2),
    )
    first, second = tray(referred)
    assert (first.reference, second.reference) == (one.reference, other.reference)
    assert (numbers(referred, first), numbers(referred, second)) == ([3, 1], [2, 4])
    assert (first.pupil_id, first.printed_form_id) == (referred.pupil.id, one.id)


def test_photographs_of_single_pages_come_together_over_several_files(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 2), name="b.jpg")
    drop(referred, ours(form.reference, 1), name="a.jpg")
    (waits,) = tray(referred)
    assert [page.form_page for page in actions.pages_of(referred.session, waits)] == [1, 2]
    assert len(filing.batches_of(referred.session, waits)) == 2


def test_a_page_without_a_code_joins_no_form_by_itself(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1), bare(), bare(PageMark.FOREIGN), bare(blank=True), bare())
    coded, rest = tray(referred)
    assert numbers(referred, coded) == [1]
    assert numbers(referred, rest) == [2, 3, 4, 5]
    assert (rest.reference, rest.pupil_id, rest.follows) == ("", "", coded.id)
    joined = actions.join(referred.session, rest, coded)
    assert numbers(referred, coded) == [1, 2, 3, 4, 5]
    assert len(tray(referred)) == 1
    referred.session.undo(joined.change_id)
    assert [numbers(referred, one) for one in tray(referred)] == [[1], [2, 3, 4, 5]]


def test_a_blank_back_stays_with_its_front_and_is_left_out(referred: House) -> None:
    form = printed(referred)
    drop(referred, bare(blank=True), ours(form.reference, 1), bare(blank=True), ours(form.reference, 2))
    lone, coded = tray(referred)
    assert numbers(referred, lone) == [1]
    pages = actions.pages_of(referred.session, coded)
    assert [(page.file_page, page.left_out) for page in pages] == [(2, False), (3, True), (4, False)]
    actions.leave_out(referred.session, pages[1], False)
    assert not actions.pages_of(referred.session, coded)[1].left_out


def test_reading_goes_on_where_a_kill_cut_it_off(referred: House) -> None:
    form = printed(referred)
    batch = keep(referred)
    first = [ours(form.reference, 1), ours(form.reference, 2)]
    kept = actions.keep_pages(referred.session, batch.id, _part(first, 1, 4))
    assert (kept.state, kept.pages_read, kept.page_count) == (ScanState.WAITING, 2, 4)
    kept = actions.keep_pages(referred.session, batch.id, _part([bare(), bare()], 3, 4))
    assert (kept.state, kept.pages_read) == (ScanState.READ, 4)
    assert [numbers(referred, one) for one in tray(referred)] == [[1, 2], [3, 4]]


def test_a_file_that_cannot_be_read_stays_and_can_be_tried_again_or_thrown_away(referred: House) -> None:
    batch = keep(referred)
    actions.cannot_read(referred.session, batch.id, "This file is locked with a password.")
    assert actions.waiting(referred.session) == []
    (failed,) = referred.session.list(ScanBatch, where={"state": ScanState.FAILED})
    assert actions.content_of(referred.session, failed) == b"%PDF-1"
    again = actions.try_again(referred.session, failed).record
    assert actions.waiting(referred.session) == [again]
    gone = actions.throw_file_away(referred.session, again)
    assert actions.waiting(referred.session) == []
    referred.session.undo(gone.change_id)
    assert len(actions.waiting(referred.session)) == 1


def test_a_code_that_leads_nowhere_names_nobody(referred: House) -> None:
    form = printed(referred)
    with referred.session.write() as work:
        work.trash(form)
    drop(referred, ours(form.reference, 1, 1), ours("AAAA-AAAA-AAA2", 1, 1))
    assert [(one.pupil_id, one.printed_form_id) for one in tray(referred)] == [("", ""), ("", "")]


def test_the_form_of_a_pupil_in_the_trash_names_nobody(referred: House) -> None:
    form = printed(referred)
    with referred.session.write() as work:
        work.trash(referred.pupil)
    drop(referred, ours(form.reference, 1, 1))
    assert tray(referred)[0].pupil_id == ""
    with pytest.raises(NotFound, match="trash"):
        actions.choose_pupil(referred.session, tray(referred)[0], referred.pupil.id)


def test_a_scan_can_be_split_and_its_pages_moved_turned_and_put_back(referred: House) -> None:
    form, other = printed(referred), printed(referred)
    drop(referred, ours(form.reference, 1), ours(form.reference, 2), bare())
    whole = actions.join(referred.session, tray(referred)[1], tray(referred)[0]).record
    new = actions.split(referred.session, whole, 2)
    assert (numbers(referred, whole), numbers(referred, new.record)) == ([1], [2, 3])
    assert new.record.printed_form_id == form.id
    referred.session.undo(new.change_id)
    assert numbers(referred, whole) == [1, 2, 3]
    lone = actions.split(referred.session, whole, 3).record
    assert (lone.reference, lone.pupil_id) == ("", "")
    assert actions.split(referred.session, whole, 1).change_id == ""
    assert actions.split(referred.session, whole, 9).change_id == ""
    moved = actions.move_page(referred.session, whole, 2, -1)
    assert numbers(referred, whole) == [2, 1]
    assert actions.move_page(referred.session, whole, 1, -1).change_id == ""
    referred.session.undo(moved.change_id)
    page = actions.pages_of(referred.session, whole)[0]
    assert actions.turn_page(referred.session, page, -90).record.turn == 270
    chosen = actions.choose_form(referred.session, lone, other).record
    assert (chosen.pupil_id, chosen.printed_form_id, chosen.reference) == (referred.pupil.id, other.id, "")
    assert actions.confirm(referred.session, chosen, True).record.confirmed is True
    cleared = actions.choose_pupil(referred.session, referred.session.get(ScannedForm, chosen.id), "").record
    assert (cleared.pupil_id, cleared.confirmed) == ("", None)


def test_what_was_filed_or_thrown_away_meanwhile_is_not_changed(referred: House) -> None:
    drop(referred, bare())
    (form,) = tray(referred)
    thrown = actions.throw_away(referred.session, [form])
    with pytest.raises(NotFound):
        actions.confirm(referred.session, form, True)
    referred.session.undo(thrown.change_id)
    assert len(tray(referred)) == 1


def test_nothing_is_thrown_away_while_someone_asks_for_their_records(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1))
    intake.log_request(referred.session, new_request(referred))
    with pytest.raises(GateShut, match="access request"):
        actions.throw_away(referred.session, tray(referred))


def test_what_is_over_goes_for_good_and_only_that(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1), name="old.pdf")
    drop(referred, bare(), name="waits.pdf")
    drop(referred, bare(), name="thrown.pdf")
    coded, _waits, thrown = tray(referred)
    filing.file_form(referred.session, coded, built(referred, coded))
    actions.throw_away(referred.session, [thrown])
    assert clearing.clear_done(referred.session) == 0
    referred.clock.at += timedelta(days=40)
    assert clearing.clear_done(referred.session) == 2
    (left,) = tray(referred)
    assert referred.session.list(ScannedForm, trashed=None) == [left]
    names = {batch.given_name for batch in referred.session.list(ScanBatch, trashed=None)}
    assert names == {"waits.pdf"}
    assert len(referred.session.list(Document)) == 1, "what was filed lives on"


def test_nothing_is_cleared_away_while_someone_asks_for_their_records(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1))
    filing.file_form(referred.session, tray(referred)[0], built(referred, tray(referred)[0]))
    intake.log_request(referred.session, new_request(referred))
    referred.clock.at += timedelta(days=40)
    assert clearing.clear_done(referred.session) == 0


def _part(pages: list[PageLooked], first: int, total: int) -> ScanLooked:
    return ScanLooked(PDF, total, tuple(replace(page, number=first + at) for at, page in enumerate(pages)))
