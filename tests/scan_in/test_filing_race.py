"""What happens to a scan while its pages are being put together: nothing of it is lost, and the rest is not changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from coordinator_app.core.errors import NotFound
from coordinator_app.documents.actions import documents_of
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.filing import ScanChanged
from coordinator_app.scan_in.model import ScannedForm
from tests.scan_in.made import built, drop, ours, printed, tray
from tests.vaults import House

Meanwhile = Callable[[House, ScannedForm], object]


def adds_a_page(house: House, scan: ScannedForm) -> None:
    drop(house, ours(scan.reference, 3, 3), name="late.pdf")


def splits(house: House, scan: ScannedForm) -> None:
    actions.split(house.session, scan, 2)


def moves(house: House, scan: ScannedForm) -> None:
    actions.move_page(house.session, scan, 1, 1)


def turns(house: House, scan: ScannedForm) -> None:
    actions.turn_page(house.session, actions.pages_of(house.session, scan)[0])


def leaves_out(house: House, scan: ScannedForm) -> None:
    actions.leave_out(house.session, actions.pages_of(house.session, scan)[0], True)


def unticks(house: House, scan: ScannedForm) -> None:
    actions.confirm(house.session, scan, False)


@pytest.mark.parametrize("meanwhile", [adds_a_page, splits, moves, turns, leaves_out, unticks])
def test_a_scan_that_changed_while_it_was_put_together_is_not_filed(
    referred: House, meanwhile: Meanwhile
) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 3), ours(form.reference, 2, 3, signatures="1+"))
    (scan,) = tray(referred)
    together = built(referred, scan)
    meanwhile(referred, scan)
    with pytest.raises(ScanChanged):
        filing.file_form(referred.session, scan, together)
    assert documents_of(referred.session, referred.pupil.id) == []
    (now, *_rest) = tray(referred)
    filing.file_form(referred.session, now, built(referred, now))
    (kept,) = documents_of(referred.session, referred.pupil.id)
    shown = [page for page in actions.pages_of(referred.session, now) if not page.left_out]
    assert kept.page_count == len(shown), "the document has the pages that the scan had when it was filed"


def test_without_looking_at_the_pages_a_late_one_would_be_lost(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1))
    (scan,) = tray(referred)
    together = built(referred, scan)
    drop(referred, ours(form.reference, 2), name="late.pdf")
    blind = replace(together, seen=filing.given(referred.session, scan).seen)
    filing.file_form(referred.session, scan, blind)
    assert tray(referred) == []
    assert documents_of(referred.session, referred.pupil.id)[0].page_count == 1


def test_the_pages_of_a_filed_scan_are_not_changed_any_more(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1), ours(form.reference, 2))
    (scan,) = tray(referred)
    filed = filing.file_form(referred.session, scan, built(referred, scan)).record
    page = actions.pages_of(referred.session, filed)[0]
    with pytest.raises(NotFound, match="no longer in the tray"):
        actions.leave_out(referred.session, page, True)
    with pytest.raises(NotFound, match="no longer in the tray"):
        actions.turn_page(referred.session, page)
    with pytest.raises(NotFound, match="no longer in the tray"):
        actions.move_page(referred.session, filed, 1, 1)
    with pytest.raises(NotFound, match="no longer in the tray"):
        actions.split(referred.session, filed, 2)
