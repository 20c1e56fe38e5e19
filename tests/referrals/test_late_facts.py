"""The readers take their time: no press is lost meanwhile, and nothing is shown that belongs to the child before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import Cancelled, NotFound
from coordinator_app.referrals.page.call import CallBox
from coordinator_app.referrals.page.call_press import CallPress
from coordinator_app.referrals.page.page import ReferralPage
from tests.referrals.driving import opened, press
from tests.referrals.held import Held
from tests.referrals.page_desk import Desk
from tests.vaults import House

CALL = "Record a safeguarding call"


@pytest.fixture
def held(at_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(at_desk, monkeypatch)


@pytest.fixture
def page(qtbot: QtBot, at_desk: Desk, held: Held) -> ReferralPage:
    """A new referral of which nothing is read yet."""
    assert held.told == []
    return opened(qtbot, at_desk)


def boxes(desk: Desk, qtbot: QtBot) -> list[QWidget]:
    for box in desk.dialogs.shown:
        qtbot.addWidget(box)
    return list(desk.dialogs.shown)


def test_a_call_that_is_wanted_at_once_is_asked_for_as_soon_as_the_page_is_read(
    qtbot: QtBot, at_desk: Desk, held: Held, page: ReferralPage
) -> None:
    press(page, CALL)
    assert boxes(at_desk, qtbot) == []
    held.answer()
    (box,) = boxes(at_desk, qtbot)
    assert isinstance(box, CallBox)
    page.refresh()
    held.answer()
    assert len(boxes(at_desk, qtbot)) == 1


def test_without_the_memory_of_the_press_the_call_would_not_be_asked_for(
    qtbot: QtBot, at_desk: Desk, held: Held, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(CallPress, "facts_came", lambda _press: None)
    with pytest.raises(ValueError, match="not enough values"):
        test_a_call_that_is_wanted_at_once_is_asked_for_as_soon_as_the_page_is_read(
            qtbot, at_desk, held, page
        )


def test_the_call_is_asked_for_after_a_reading_that_failed_and_was_tried_again(
    qtbot: QtBot, at_desk: Desk, held: Held, page: ReferralPage
) -> None:
    press(page, CALL)
    held.fail(NotFound("It was deleted."))
    assert page.in_trouble()
    page.refresh()
    held.answer()
    assert len(boxes(at_desk, qtbot)) == 1


@pytest.mark.parametrize("error", [Cancelled(), OSError()])
def test_a_call_that_waits_in_vain_leaves_no_waiting_cursor(
    held: Held, page: ReferralPage, error: Exception
) -> None:
    press(page, CALL)
    assert page.cursor().shape() is Qt.CursorShape.BusyCursor
    held.fail(error)
    assert page.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_whoever_has_left_or_gone_to_another_child_is_not_asked(
    qtbot: QtBot, at_desk: Desk, held: Held, page: ReferralPage
) -> None:
    press(page, CALL)
    page.open()
    held.answer()
    assert boxes(at_desk, qtbot) == []
    page.open()
    press(page, CALL)
    page.hide()
    held.answer()
    assert boxes(at_desk, qtbot) == []


def test_nothing_of_the_child_before_is_left_while_the_next_one_is_read(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    acts = (page.frame.back, page.frame.later, page.frame.on)
    assert page.frame.header.about.text() == "Kit Puddlecombe"
    held = Held(at_desk, monkeypatch)
    page.open()
    assert page.frame.header.about.text() == ""
    assert page.frame.caption.text() == "The referral is being read."
    assert page.frame.header.title.text() == "New referral"
    assert not any(step.isVisible() for step in page.steps.values())
    assert not any(one.isEnabled() for one in acts)
    held.answer()
    assert page.talk.isVisible()
    assert all(one.isEnabled() for one in acts)
