"""What a search left out stands at Gather, in the log of searches, at Approve and among the checks, until it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import Desk, desk_of, press, texts
from papers import BUILT
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.actions import pack
from coordinator_app.access_requests.gathering import keeping, left_out, mentions
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.approve import ApproveStage
from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.access_requests.page.gather_stage import GatherStage
from coordinator_app.access_requests.page.pack_reading import read_pack
from coordinator_app.access_requests.page.pack_stage import PackStage
from coordinator_app.access_requests.page.pack_verdict import verdict
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.chronology.model import Category
from coordinator_app.referrals import actions as referrals
from coordinator_app.store.session import Session
from coordinator_app.ui.carry_on import Left
from tests.vaults import House, add, new_pupil, new_referral, ready_request, share_the_rest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OUT = "3 places that may mention them were left out of the search, the least likely."
WHY = "These are lists of gear."


@pytest.fixture
def desk(
    consented: House, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """Five open entries of another pupil may mention Kit; a search keeps two."""
    monkeypatch.setattr(mentions, "MOST", 2)
    otis = new_pupil(consented, given_names="Otis", family_name="Bramblewick")
    other = referrals.take_referral(consented.session, otis, new_referral(consented)).pupil
    for number in range(5):
        add(consented, f"Otis packed his bag with Kit on day {number}.", pupil_id=other.id)
    add(consented, "Kit came in on time.")
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def stage_of(desk: Desk, request: AccessRequest, stage: str) -> object:
    return desk.page(AccessRequestPage, request_id=request.id, stage=stage).stage


def searched(desk: Desk) -> tuple[AccessRequest, GatherStage]:
    request = ready_request(desk.house)
    stage = stage_of(desk, request, "gather")
    assert isinstance(stage, GatherStage)
    stage.gather.click()
    return request, stage


def say_why(desk: Desk, stage: GatherStage) -> None:
    press(stage, f"Say why these need not be looked at: {OUT}")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, FormDialog)
    box.form.set_values({"left_out_reason": WHY})
    box.act.click()


def settled(desk: Desk, request: AccessRequest) -> None:
    keeping.leave_all(desk.house.session, request.id, 100, "Another Kit")
    share_the_rest(desk.house, request)


def test_it_stands_at_gather_after_the_search_and_when_it_is_opened_again(desk: Desk) -> None:
    request, stage = searched(desk)
    assert desk.said.toasts[-1][0].endswith("3 places were left out, the least likely.")
    assert OUT in texts(stage.left_out)
    assert OUT in texts(stage.searches)
    again = stage_of(desk, request, "gather")
    assert isinstance(again, GatherStage)
    assert OUT in texts(again.left_out)
    assert OUT in texts(again.searches)


def test_a_reason_is_asked_for_and_shown_with_the_search(desk: Desk) -> None:
    request, stage = searched(desk)
    press(stage, f"Say why these need not be looked at: {OUT}")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, FormDialog)
    box.act.click()
    assert not left_out.standing(desk.house.session, request.id)[0].left_out_reason
    box.reject()
    say_why(desk, stage)
    assert f"Why they need not be looked at: {WHY}" in texts(stage.left_out)
    assert f"Why they need not be looked at: {WHY}" in texts(stage.searches)
    assert left_out.left_out_gate(desk.house.session, request.id).is_open


def test_a_search_that_leaves_nothing_out_takes_it_away_and_the_log_keeps_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, stage = searched(desk)
    monkeypatch.setattr(mentions, "MOST", 2_000)
    desk.house.clock.at = desk.house.clock.at.replace(minute=(desk.house.clock.at.minute + 1) % 60)
    stage.gather.click()
    assert stage.left_out.isHidden()
    assert OUT in texts(stage.searches)


def test_the_box_that_a_lock_took_away_is_opened_again(desk: Desk) -> None:
    request, _ = searched(desk)
    page = desk.page(AccessRequestPage, request_id=request.id, stage="gather")
    search = left_out.standing(desk.house.session, request.id)[0]
    shown = len(desk.dialogs.shown)
    assert page.reopens()["search_left_out"](Left("search_left_out", search.id))
    assert len(desk.dialogs.shown) == shown + 1


def test_whoever_approves_reads_what_was_left_out_and_why(desk: Desk) -> None:
    request, gather = searched(desk)
    settled(desk, request)
    stage = stage_of(desk, request, "approve")
    assert isinstance(stage, ApproveStage)
    assert OUT in texts(stage)
    assert "Nobody has said why they need not be looked at." in texts(stage)
    say_why(desk, gather)
    stage = stage_of(desk, request, "approve")
    assert isinstance(stage, ApproveStage)
    assert f"Why they need not be looked at: {WHY}" in texts(stage)


def test_the_checks_name_it_as_kept_and_one_without_a_reason_leads_to_gather(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.house.session
    request, gather = searched(desk)
    settled(desk, request)
    say_why(desk, gather)
    built(session, request)
    shown = read_pack(session, request.id)
    [line] = [one for one in shown.checks if one.title == left_out.CHECK]
    assert (line.is_open, line.kept) == (False, True)
    assert WHY in line.detail
    # a later search leaves some out again
    add(desk.house, "Otis ate with Kit.", pupil_id=other_pupil(desk.house))
    add(desk.house, "Otis sat with Kit.", pupil_id=other_pupil(desk.house))
    monkeypatch.setattr(mentions, "MOST", 1)
    stage = stage_of(desk, request, "gather")
    assert isinstance(stage, GatherStage)
    stage.gather.click()
    settled(desk, request)
    after = read_pack(session, request.id)
    assert not after.is_current, "the pack says what was true before that search"
    assert after.sending is not None
    assert not after.sending.is_open
    page = stage_of(desk, request, "pack")
    assert isinstance(page, PackStage)
    press(page, next(one for one in names(page) if one.startswith("Go to Gather")))
    assert verdict(shown).act != "gather"


def built(session: Session, request: AccessRequest) -> None:
    now = session.get(AccessRequest, request.id)
    pack.keep_pack(session, now, BUILT, pack.current_mark(session, request.id))


def other_pupil(house: House) -> str:
    made = new_pupil(house, given_names="Otis", family_name="Bramblewick")
    return referrals.take_referral(house.session, made, new_referral(house)).pupil.id


def names(page: PackStage) -> list[str]:
    return [row.accessibleName() for row in page.rows.findChildren(type(page.again)) if row.accessibleName()]


def test_what_is_restricted_has_a_note_and_a_reason_of_its_own(desk: Desk) -> None:
    session = desk.house.session
    who = other_pupil(desk.house)
    for number in range(3):
        words = f"Otis hid food with Kit, {number} times."
        add(desk.house, words, pupil_id=who, category=Category.SAFEGUARDING)
    request, stage = searched(desk)
    found = left_out.left_out_of(session, request.id)
    assert [one.search.is_guarded for one in found] == [False, True]
    assert "among what is restricted" in found[1].words
    left_out.say_why(session, found[1].search, WHY)
    shut = left_out.left_out_of(session, request.id, guarded_words=False)
    assert left_out.why_left_out(shut[1]) == "Why they need not be looked at is restricted."
    assert not any("Kit" in one.words or "food" in one.words for one in found)
    assert not stage.left_out.isHidden()
