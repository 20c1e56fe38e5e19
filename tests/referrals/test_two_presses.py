"""A press before the answer to the one before: it is done once, and what is typed meanwhile stays."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import InitialDiscussion, Referral
from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.referrals.page.places import Place
from coordinator_app.referrals.page.saving import Saver
from tests.held_jobs import HeldBack
from tests.referrals.driving import FORM, IDRIS, answer, at_form, opened
from tests.referrals.page_desk import Desk
from tests.vaults import House

TALK = {"initials": "IM", "notes": "Often out of lessons."}


@pytest.fixture
def page(qtbot: QtBot, at_desk: Desk) -> ReferralPage:
    return opened(qtbot, at_desk)


def test_a_second_press_before_the_kept_talk_is_read_makes_no_second_talk(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(page.talk, **TALK, school_id=house.school.id)
    writes = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.go_on()
    page.go_on()
    writes.let()
    page.go_on()
    reads.let()
    writes.let()
    reads.let()
    assert len(house.session.list(InitialDiscussion)) == 1
    assert page.place is Place.PUPIL
    assert ("One moment: this is being kept.", None) in at_desk.told.toasts


def test_a_second_press_makes_no_second_child(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_form(page, house)
    answer(page.form, **FORM)
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.go_on()
    page.go_on()
    page.way.later()
    reads.let()
    assert len(house.session.list(Pupil)) == 1
    assert len(house.session.list(Referral)) == 1
    assert page.place is Place.CONSENT


def test_without_the_wait_for_what_was_kept_a_second_talk_would_be_made(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Saver, "_must_wait", lambda _saver: False)
    with pytest.raises(AssertionError):
        test_a_second_press_before_the_kept_talk_is_read_makes_no_second_talk(
            at_desk, house, page, monkeypatch
        )


def test_what_is_typed_while_the_talk_is_kept_is_not_wiped_by_the_answer(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(page.talk, **TALK, school_id=house.school.id)
    writes = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    page.go_on()
    answer(page.talk, notes="Often out of lessons. Sleeps badly.")
    writes.let()
    assert page.talk.answer("notes") == "Often out of lessons. Sleeps badly."
    draft = page.save_draft()
    assert draft is not None, "it is no record yet"
    page.go_to(Place.DISCUSSION)
    page.go_on()
    writes.let()
    (talk,) = house.session.list(InitialDiscussion)
    assert talk.notes == "Often out of lessons. Sleeps badly."
    assert page.save_draft() is None


def test_a_failed_write_leaves_the_press_free(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(page.talk, **TALK, school_id=house.school.id)
    with monkeypatch.context() as patch:
        patch.setattr(at_desk.services.jobs, "write", lambda _work, *, failed, **_more: failed(OSError()))
        page.go_on()
    page.go_on()
    assert len(house.session.list(InitialDiscussion)) == 1


def test_a_look_for_the_same_child_says_nothing_on_the_page_of_the_next(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    with monkeypatch.context() as patch:
        reads = HeldBack(at_desk.services.jobs, patch, "read")
        page.go_on()
    page.open()
    page.go_on()
    reads.let()
    assert page.place is Place.PUPIL, "the next child is still being typed"


def test_a_late_look_for_the_child_before_swallows_no_press_about_the_next(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[HeldBack] = []
    for child in range(2):
        if child:
            page.open()
        page.go_on()
        answer(page.who, **IDRIS, school_id=house.school.id)
        with monkeypatch.context() as patch:
            waiting.append(HeldBack(at_desk.services.jobs, patch, "read"))
            page.go_on()
    for reads in waiting:
        reads.let()
    assert page.place is Place.FORM


def test_two_presses_on_continue_look_once_and_move_the_focus_once(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.go_on()
    page.go_on()
    assert reads.asked == 1
    reads.let()
    assert page.place is Place.FORM


def test_whoever_went_back_meanwhile_is_not_drawn_on(
    at_desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.go_on()
    page.go_to(Place.DISCUSSION)
    reads.let()
    assert page.place is Place.DISCUSSION
    page.go_to(Place.PUPIL)
    page.go_on()
    reads.let()
    assert page.place is Place.FORM
