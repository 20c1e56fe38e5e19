"""Beside the form one thing is written at a time, and a press is answered also when what was kept cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.referrals import actions, deciding
from coordinator_app.referrals.discussions import note_form_sent
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.referrals.page.places import Place
from tests.held_jobs import HeldBack
from tests.referrals.driving import opened
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_pupil, new_referral

WAIT = ("One moment: this is being kept.", None)


def a_talk(qtbot: QtBot, at_desk: Desk, house: House) -> tuple[ReferralPage, str]:
    """The page of a first talk whose blank form was sent, and the button that takes it back."""
    today = house.clock.today()
    talk = InitialDiscussion(initials="IM", school_id=house.school.id, held_on=today, notes="Out.")
    kept = actions.record_discussion(house.session, talk).record
    note_form_sent(house.session, kept, today)
    page = opened(qtbot, at_desk, discussion_id=kept.id)
    page.go_to(Place.DISCUSSION)
    return page, "Not sent after all"


def a_referral(qtbot: QtBot, at_desk: Desk, house: House) -> tuple[ReferralPage, str]:
    """The page of a second referral whose form was sent, and the button that takes it back."""
    taken = actions.receive_referral(house.session, new_pupil(house), new_referral(house), accept=True)
    again = deciding.refer_again(house.session, taken.pupil.id).record
    deciding.send_form(house.session, again, house.clock.today())
    page = opened(qtbot, at_desk, pupil_id=taken.pupil.id)
    page.go_to(Place.FORM)
    return page, "Not sent"


def button(page: ReferralPage, words: str) -> QPushButton | None:
    shown = [*page.standing.findChildren(QPushButton), *page.talks.findChildren(QPushButton)]
    return next((one for one in shown if one.text() == words), None)


@pytest.mark.parametrize("made", [a_talk, a_referral])
def test_a_press_after_what_was_kept_could_not_be_read_reads_it_again(
    made: Callable[..., tuple[ReferralPage, str]],
    qtbot: QtBot,
    at_desk: Desk,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, words = made(qtbot, at_desk, house)
    back = button(page, words)
    assert back is not None
    with monkeypatch.context() as patch:
        patch.setattr(
            at_desk.services.jobs, "read", lambda _work, *, failed, **_more: failed(DiskFull("Full."))
        )
        back.click()
    assert button(page, words) is back, "what was kept could not be read"
    writes = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    back.click()
    assert (writes.asked, at_desk.told.toasts[-1]) == (0, WAIT)
    qtbot.waitUntil(lambda: button(page, words) is None)


@pytest.mark.parametrize("made", [a_talk, a_referral])
def test_a_second_press_is_answered_and_a_failure_leaves_the_next_one_free(
    made: Callable[..., tuple[ReferralPage, str]],
    qtbot: QtBot,
    at_desk: Desk,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, words = made(qtbot, at_desk, house)
    back = button(page, words)
    assert back is not None
    with monkeypatch.context() as patch:
        patch.setattr(
            at_desk.services.jobs, "write", lambda _work, *, failed, **_more: failed(DiskFull("Full."))
        )
        back.click()
    with monkeypatch.context() as patch:
        writes = HeldBack(at_desk.services.jobs, patch, "write")
        reads = HeldBack(at_desk.services.jobs, patch, "read")
        back.click()
        back.click()
        assert (writes.asked, at_desk.told.toasts[-1]) == (1, WAIT)
        writes.let()
        reads.let()
    qtbot.waitUntil(lambda: button(page, words) is None)
