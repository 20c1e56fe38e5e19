"""A saved copy that is lost starts a breach though nothing was recorded as sent; what never left starts none."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import papers
import pytest
from desks import Desk, desk_of, texts
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.actions import hand_over
from coordinator_app.access_requests.actions.lost_copy import SavedCopy, lost, saved_copies
from coordinator_app.access_requests.actions.sent_in_error import Error
from coordinator_app.access_requests.items import Pack, guarded_if_marked
from coordinator_app.access_requests.page.lost_copy import LostCopy
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.sent_boxes import LostCopyBox
from coordinator_app.breaches.actions import breaches_of
from coordinator_app.breaches.model import Breach
from coordinator_app.core.errors import GateShut, InvalidInput
from tests.vaults import House

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def ready(case: papers.Case, built: object = papers.BUILT) -> Pack:
    kept = case.keep(built)  # type: ignore[arg-type]  # a built pack
    case.settle(kept)
    case.approve()
    return kept


def error(case: papers.Case, *, told: bool = False) -> Error:
    return Error("The stick is gone.", "Not known", case.house.session.clock.today(), "00:01", told)


def write(case: papers.Case, copy: SavedCopy | None, on: date | None, *, told: bool = False) -> Breach:
    return lost(case.house.session, case.now, copy, error(case, told=told), on).record


def test_a_pack_that_was_built_and_never_saved_cannot_be_lost(case: papers.Case) -> None:
    ready(case)
    assert saved_copies(case.house.session, case.request.id) == ()
    with pytest.raises(GateShut, match="No copy"):
        write(case, None, case.house.session.clock.today())


def test_a_locked_copy_on_a_lost_stick_starts_a_breach_with_what_was_in_it(
    case: papers.Case, tmp_path: Path
) -> None:
    session, kept = case.house.session, ready(case)
    today = session.clock.today()
    hand_over.save_copy(session, case.now, kept, tmp_path)
    (copy,) = saved_copies(session, case.request.id)
    assert copy.words.startswith("Locked pack, saved on 24 November 2026, ")
    breach = write(case, copy, today)
    assert (breach.pack_id, breach.happened_on, breach.was_locked) == (kept.id, today, True)
    assert breach.what_was_in_it.startswith("A pack of 3 pages with ")
    assert case.now.sent_on is None, "nothing is said to have been sent"
    assert breaches_of(session, case.request.id) == [breach]


def test_a_print_edition_has_no_lock_and_nobody_can_say_that_it_has(case: papers.Case) -> None:
    session, kept = case.house.session, ready(case)
    hand_over.print_edition_saved(session, kept)
    (copy,) = saved_copies(session, case.request.id)
    assert copy.words.startswith("Print edition, saved on ")
    with pytest.raises(InvalidInput, match="no lock"):
        write(case, copy, session.clock.today())
    assert not write(case, copy, session.clock.today(), told=True).was_locked


def test_the_copy_of_an_earlier_build_is_still_outside(case: papers.Case, tmp_path: Path) -> None:
    session, first = case.house.session, ready(case)
    hand_over.save_copy(session, case.now, first, tmp_path)
    again = case.keep(papers.BUILT_AGAIN)
    assert session.get(Pack, first.id).trashed_at is not None
    (copy,) = saved_copies(session, case.request.id)
    assert (copy.pack.id, again.id == first.id) == (first.id, False)
    assert write(case, copy, session.clock.today()).pack_id == first.id


def test_a_pack_that_was_sent_is_sent_in_error_not_lost(case: papers.Case, tmp_path: Path) -> None:
    session, kept = case.house.session, ready(case)
    hand_over.save_copy(session, case.now, kept, tmp_path)
    with session.write(guarded_if_marked(kept)) as work:
        work.change(session.get(Pack, kept.id), sent_on=session.clock.today())
    assert saved_copies(session, case.request.id) == ()


def test_what_is_missing_or_cannot_be_is_refused_at_its_row(case: papers.Case, tmp_path: Path) -> None:
    session, kept = case.house.session, ready(case)
    hand_over.save_copy(session, case.now, kept, tmp_path)
    (copy,) = saved_copies(session, case.request.id)
    today = session.clock.today()
    for chosen, day, field in (
        (None, today, "copy"),
        (copy, None, "happened_on"),
        (copy, today + timedelta(days=1), "happened_on"),
        (copy, today - timedelta(days=1), "happened_on"),
    ):
        with pytest.raises(InvalidInput) as told:
            write(case, chosen, day)
        assert [one.field for one in told.value.problems] == [field]
    assert breaches_of(session, case.request.id) == []


def test_below_the_pack_stands_what_left_and_the_way_to_the_breach(
    case: papers.Case, tmp_path: Path, qapp: QApplication
) -> None:
    desk: Desk = desk_of(case.house, tmp_path)
    session, kept = case.house.session, ready(case)
    page = desk.page(AccessRequestPage, request_id=case.request.id, stage="pack")
    (panel,) = page.findChildren(LostCopy)
    assert not panel.isVisible()
    hand_over.save_copy(session, case.now, kept, tmp_path)
    panel.refresh()
    QApplication.processEvents()
    assert panel.isVisible()
    assert "Outside the vault: locked pack, saved on 24 November 2026" in texts(panel)
    panel.lost.click()
    box = desk.dialogs.shown[-1]
    assert isinstance(box, LostCopyBox)
    box.form.set_values({"what_happened": "The stick is gone.", "recipient": "Not known", "at": "00:01"})
    box.form.set_values({"happened_on": session.clock.today()})
    box.act.click()
    assert breaches_of(session, case.request.id) == [], "whether they can read it is not answered"
    box.form.set_values({"password_told": False})
    box.act.click()
    QApplication.processEvents()
    (breach,) = breaches_of(session, case.request.id)
    assert breach.what_happened == "The stick is gone."
    assert desk.went.places[-1] == ("breaches", {"breach_id": breach.id})
