"""Nothing is said to be filed that is not, and nothing is cleared away that is kept nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.registry import CAPABILITIES
from coordinator_app.scan_in import actions, clearing, filing, restricted
from coordinator_app.scan_in.actions import ScanFile
from coordinator_app.scan_in.due import due_items
from coordinator_app.scan_in.model import TRASH_AFTER_DAYS, ScanBatch, ScannedForm, ScannedPage
from coordinator_app.scan_in.reading_jobs import ScanLooked
from tests.scan_in.made import PDF, bare, built, drop, ours, printed, tray
from tests.vaults import House, new_request


def file_all(house: House) -> None:
    for form in tray(house):
        if form.pupil_id:
            filing.file_form(house.session, form, built(house, form))


def half_read(house: House, read: int = 1, total: int = 200) -> ScanBatch:
    """A file of which so many pages were read, with a form on the first, and then the reading was stopped."""
    form = printed(house)
    batch = actions.keep_scan(house.session, ScanFile("half.pdf", "E:/Scans", b"%PDF-half")).record
    page = replace(ours(form.reference, 1, 1, signatures="1+"), number=1)
    actions.keep_pages(house.session, batch.id, ScanLooked(PDF, total, (page,)))
    return actions.cannot_read(house.session, batch.id, f"Reading was stopped after page {read} of {total}.")


def test_a_file_that_was_not_read_to_its_end_is_not_filed_and_never_cleared(referred: House) -> None:
    batch = half_read(referred)
    file_all(referred)
    found = clearing.original_of(referred.session, batch)
    assert (found.may_go, clearing.wholly_filed(referred.session, batch)) == (False, False)
    assert found.not_filed == ("Not read to its end: 1 of 200 pages read.",)
    referred.clock.at += timedelta(days=100)
    clearing.clear_done(referred.session)
    (left,) = referred.session.list(ScanBatch, trashed=None)
    assert referred.session.blob(left.content_id) == b"%PDF-half"
    assert referred.session.list(ScannedForm, trashed=None) == []


@pytest.mark.parametrize(("page_count", "pages_read"), [(None, 0), (5, 4)])
def test_what_is_called_read_but_was_not_counted_to_its_end_is_not_cleared(
    referred: House, page_count: int | None, pages_read: int
) -> None:
    batch = drop(referred, bare())
    actions.throw_away(referred.session, tray(referred))
    with referred.session.write() as work:
        work.change(batch, page_count=page_count, pages_read=pages_read)
    referred.clock.at += timedelta(days=100)
    clearing.clear_done(referred.session)
    assert referred.session.count(ScanBatch) == 1
    assert referred.session.count(ScannedPage, trashed=None) == 0


def test_what_is_in_the_trash_or_waits_is_listed_and_keeps_the_file(referred: House) -> None:
    one, other = printed(referred), printed(referred)
    batch = drop(referred, ours(one.reference, 1, 1), ours(other.reference, 1, 1), bare(), bare())
    _first, second, _rest = tray(referred)
    actions.throw_away(referred.session, [second])
    file_all(referred)
    found = clearing.original_of(referred.session, batch)
    assert found.not_filed == ("In the trash: page 2.", "Waiting in the tray: pages 3 and 4.")
    assert not found.may_go


def test_what_was_left_out_is_listed_and_the_user_may_still_delete_the_file(referred: House) -> None:
    form = printed(referred)
    batch = drop(
        referred, ours(form.reference, 1), bare(blank=True), ours(form.reference, 2), ours(form.reference, 2)
    )
    (scan,) = tray(referred)
    actions.leave_out(referred.session, actions.pages_of(referred.session, scan)[-1], True)
    file_all(referred)
    found = clearing.original_of(referred.session, batch)
    assert found.not_filed == ("Left out because blank: page 2.", "Left out: page 4.")
    assert found.may_go
    assert not clearing.wholly_filed(referred.session, batch)


def test_a_file_some_pages_of_which_were_cleared_is_not_said_to_be_filed(referred: House) -> None:
    one, other = printed(referred), printed(referred)
    batch = drop(referred, ours(one.reference, 1, 1), ours(other.reference, 1, 1))
    actions.throw_away(referred.session, tray(referred)[:1])
    referred.clock.at += timedelta(days=40)
    clearing.clear_done(referred.session)
    file_all(referred)
    assert clearing.original_of(referred.session, batch).not_filed == (
        "Some of its pages have been cleared from the tray.",
    )


def test_a_file_that_was_thrown_away_goes_thirty_days_after_that(referred: House) -> None:
    batch = actions.keep_scan(referred.session, ScanFile("a.pdf", "", b"%PDF-")).record
    failed = actions.cannot_read(referred.session, batch.id, "It is damaged.")
    referred.clock.at += timedelta(days=40)
    actions.throw_file_away(referred.session, failed)
    clearing.clear_done(referred.session)
    assert referred.session.count(ScanBatch, trashed=None) == 1
    referred.clock.at += timedelta(days=31)
    clearing.clear_done(referred.session)
    assert referred.session.count(ScanBatch, trashed=None) == 0


def test_the_tray_is_cleared_after_each_unlock_not_when_its_page_is_opened() -> None:
    (capability,) = [one for one in CAPABILITIES if one.name == "scan_in"]
    assert capability.upkeep == f"{restricted.__name__}:{restricted.upkeep.__name__}"
    assert restricted.clear_up is clearing.upkeep


def test_what_nobody_files_is_told_goes_to_the_trash_and_is_gone_within_the_year(referred: House) -> None:
    drop(referred, bare())
    half = half_read(referred)
    referred.clock.at += timedelta(days=TRASH_AFTER_DAYS - 1)
    clearing.upkeep(referred.session)
    assert len(tray(referred)) == 2
    (line,) = due_items(referred.session)
    assert line.title == "3 scans wait in the tray"
    assert "It goes to the trash on 25 October 2027." in line.second_line
    referred.clock.at += timedelta(days=1)
    clearing.upkeep(referred.session)
    assert tray(referred) == []
    assert referred.session.get(ScanBatch, half.id).trashed_at is not None
    referred.clock.at += timedelta(days=31)
    clearing.upkeep(referred.session)
    assert referred.session.count(ScannedForm, trashed=None) == 0
    assert referred.session.count(ScanBatch, trashed=None) == 0


def test_nothing_grows_old_while_someone_asks_for_their_records(referred: House) -> None:
    drop(referred, bare())
    intake.log_request(referred.session, new_request(referred))
    referred.clock.at += timedelta(days=400)
    clearing.upkeep(referred.session)
    assert len(tray(referred)) == 1


def test_a_nameless_scan_and_a_file_in_the_trash_stay_there_while_anyone_asks(referred: House) -> None:
    """Whose they are is not known: they may be what is asked for (003-5.1)."""
    drop(referred, bare())
    batch = actions.keep_scan(referred.session, ScanFile("a.pdf", "", b"%PDF-")).record
    actions.throw_away(referred.session, tray(referred))
    actions.throw_file_away(
        referred.session, actions.cannot_read(referred.session, batch.id, "It is damaged.")
    )
    request = intake.log_request(referred.session, new_request(referred)).record
    referred.clock.at += timedelta(days=400)
    clearing.upkeep(referred.session)
    assert referred.session.count(ScannedForm, trashed=None) == 1
    assert referred.session.count(ScanBatch, trashed=None) == 2
    with referred.session.write() as work:
        work.change(referred.session.get(AccessRequest, request.id), sent_on=referred.clock.today())
    clearing.upkeep(referred.session)
    assert referred.session.count(ScannedForm, trashed=None) == 0
    assert referred.session.count(ScanBatch, trashed=None) == 0


def test_a_file_that_cannot_be_read_is_asked_about_too(referred: House) -> None:
    batch = actions.keep_scan(referred.session, ScanFile("a.pdf", "", b"%PDF-")).record
    actions.cannot_read(referred.session, batch.id, "It is damaged.")
    referred.clock.at += timedelta(days=3)
    assert due_items(referred.session)[0].title == "1 scan waits in the tray"
