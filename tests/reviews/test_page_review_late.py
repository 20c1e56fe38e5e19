"""A review is kept and left once, and takes no answer before it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.referrals import actions as referrals
from coordinator_app.reviews import actions, people
from coordinator_app.reviews.closing import open_again
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page.review import ReviewPage
from coordinator_app.reviews.parts import CopyWay
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, press
from tests.reviews.test_page_review import desk, planned
from tests.vaults import House, new_pupil, new_referral

__all__ = ["desk", "planned"]
Held = list[Callable[[], object]]


def hold(desk: Desk, which: str, monkeypatch: pytest.MonkeyPatch) -> Held:
    """What is asked of the reader or the writer from now on, to be let go one by one."""
    held: Held = []
    honest = getattr(desk.services.jobs, which)

    def later(*given: Any, **more: Any) -> None:
        held.append(lambda: honest(*given, **more))

    monkeypatch.setattr(desk.services.jobs, which, later)
    return held


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    return made


def test_before_the_review_has_come_nothing_is_typed_or_pressed(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = hold(desk, "read", monkeypatch)
    page.open(review_id=planned.id)
    parts = (*page.forms.values(), page.targets, page.share, page.frame.go_on, page.frame.finish_later)
    assert not any(one.isEnabled() for one in parts)
    monkeypatch.undo()
    while held:
        held.pop(0)()
    qtbot.waitUntil(lambda: all(one.isEnabled() for one in parts))


def test_save_and_finish_later_pressed_twice_leaves_one_page(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    monkeypatch.setattr(desk.services.go, "back", lambda: left.append(True))
    page.open(review_id=planned.id)
    qtbot.waitUntil(page.frame.finish_later.isEnabled)
    held = hold(desk, "write", monkeypatch)
    for _press in range(2):
        page.frame.finish_later.click()
    assert len(held) == 1
    assert desk.told.toasts == ["One moment: this is being kept."]
    held.pop(0)()
    qtbot.waitUntil(lambda: bool(left))
    assert left == [True]
    assert not page._saver._running


def test_a_review_that_is_still_being_kept_swallows_no_press_on_the_next(
    page: ReviewPage,
    desk: Desk,
    consented: House,
    planned: Review,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    following = actions.plan_review(consented.session, planned.pupil_id, date(2026, 12, 4)).record
    page.open(review_id=planned.id)
    qtbot.waitUntil(page.frame.finish_later.isEnabled)
    writes = HeldBack(desk.services.jobs, monkeypatch, "write")
    page.frame.finish_later.click()
    first = writes.take()
    page.open(review_id=following.id)
    qtbot.waitUntil(page.frame.finish_later.isEnabled)
    page.frame.finish_later.click()
    assert writes.asked == 2
    for answer in first:
        answer()  # that of the review before
    page.frame.finish_later.click()
    assert writes.asked == 2, "the next one is still being kept"
    writes.let()
    assert desk.told.went == [("back", {})]


def test_a_first_reading_that_failed_is_tried_again(
    page: ReviewPage, desk: Desk, planned: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show()
    with monkeypatch.context() as patch:
        patch.setattr(desk.services.jobs, "read", lambda _work, *, failed, **_more: failed(DiskFull("Full.")))
        page.open(review_id=planned.id)
    assert page.in_trouble()
    press(page, "Try again")
    assert not page.in_trouble()
    assert page.frame.go_on.isEnabled()


MOTHER = "Marigold Puddlecombe, Mother"


def test_ticks_pressed_while_the_first_is_kept_are_kept_in_their_order(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open(review_id=planned.id)
    qtbot.waitUntil(page.frame.finish_later.isEnabled)
    with monkeypatch.context() as slow:
        writes = HeldBack(desk.services.jobs, slow, "write")
        press(page.people, MOTHER)
        page.refresh()  # what is read between two presses does not take the second back
        press(page.people, MOTHER)
        page.refresh()
        press(page.people, MOTHER)
        assert page.people.came() == 1
        writes.let()
    page.refresh()
    assert page.people.came() == 1
    assert [one.name for one in people.came_of(desk.session, planned.id)] == ["Marigold Puddlecombe"]


def test_a_tick_of_the_review_before_says_nothing_in_the_next(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = [one for one in actions.reviews_of(desk.session, planned.pupil_id) if one.finished]
    page.open(review_id=planned.id)
    qtbot.waitUntil(page.frame.finish_later.isEnabled)
    with monkeypatch.context() as slow:
        writes = HeldBack(desk.services.jobs, slow, "write")
        press(page.people, MOTHER)
        page.open(review_id=first.id)
        writes.let()
    assert desk.told.troubles == []
    page.open(review_id=planned.id)
    qtbot.waitUntil(page.frame.finish_later.isEnabled)
    assert page.people.came() == 1


def test_a_letter_asked_for_twice_keeps_what_is_typed_once(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open(review_id=planned.id)
    page.show()
    qtbot.waitUntil(page.frame.finish_later.isEnabled)
    with monkeypatch.context() as slow:
        writes = HeldBack(desk.services.jobs, slow, "write")
        press(page, "Family")
        press(page, "Family")
        assert writes.asked == 1
        writes.let()
    assert [name for name, _params in desk.told.went] == ["review_letter"]


def finished_of(house: House, pupil_id: str) -> Review:
    plan = actions.plan_review(house.session, pupil_id, date(2026, 10, 9)).record
    written = replace(plan, held_on=date(2026, 11, 20), who_was_there="The mother")
    return actions.finish_review(house.session, actions.save_review(house.session, written).record, ()).record


def choose_copy(page: ReviewPage, review: Review, qtbot: QtBot) -> tuple[object, object]:
    copies = page.summary.copies
    qtbot.waitUntil(lambda: copies._review_id == review.id)
    copies.who.set_value(next(iter(copies._people)))
    copies.form.row("way").input.set_value(CopyWay.POST)
    return (copies.who.value(), copies.form.row("way").value())


@pytest.mark.parametrize("refused", [False, True])
def test_a_late_answer_about_one_childs_copy_leaves_what_is_chosen_on_anothers(
    page: ReviewPage,
    desk: Desk,
    consented: House,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    refused: bool,
) -> None:
    other = new_pupil(consented, given_names="Bramble", family_name="Sallowfield")
    bramble = referrals.take_referral(consented.session, other, new_referral(consented)).pupil
    mine, theirs = finished_of(consented, consented.pupil.id), finished_of(consented, bramble.id)
    page.open(review_id=mine.id)
    choose_copy(page, mine, qtbot)
    held = HeldBack(desk.services.jobs, monkeypatch, "write")
    if refused:
        open_again(consented.session, mine.id, "A name was wrong")
    page.summary.copies.note.click()
    page.open(review_id=theirs.id)
    chosen = choose_copy(page, theirs, qtbot)
    qtbot.waitUntil(lambda: bool(held._come))
    held.let()
    copies = page.summary.copies
    assert (copies.who.value(), copies.form.row("way").value()) == chosen
    assert copies._notes.count() == 0
