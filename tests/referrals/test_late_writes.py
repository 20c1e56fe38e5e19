"""The writer takes its time: an answer that comes when the next child is shown touches nothing of that child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.ui.page import Page
from tests.referrals.driving import FORM, answer, at_form, opened
from tests.referrals.page_desk import Desk
from tests.scan_in.made import bare, drop, tray
from tests.vaults import House

TALK: dict[str, object] = {"initials": "KP", "notes": "The school asked what we offer."}


def press_while_the_writer_is_busy(
    page: ReferralPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    """Press the main button; what is returned lets the writer answer."""
    held: list[Callable[[], object]] = []
    real = desk.services.jobs.write

    def busy(work: Any, *, done: Any, failed: Any = None) -> None:
        real(work, done=lambda kept: held.append(lambda: done(kept)), failed=failed)

    with monkeypatch.context() as patch:
        patch.setattr(desk.services.jobs, "write", busy)
        page.go_on()
    assert len(held) == 1
    return lambda: [one() for one in held] and None


def test_the_scan_of_the_next_child_is_not_filed_to_the_child_before(
    qtbot: QtBot, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(house, bare())
    (own,) = tray(house)
    page = opened(qtbot, at_desk, scan_id=own.id)
    at_form(page, house)
    answer(page.form, **FORM)
    let_it_answer = press_while_the_writer_is_busy(page, at_desk, monkeypatch)
    drop(house, bare(), bare())
    other = next(form for form in tray(house) if form.id != own.id)
    page.open(scan_id=other.id)
    let_it_answer()
    (kept,) = house.session.list(Pupil)
    assert not house.session.get(ScannedForm, other.id).pupil_id
    assert house.session.get(ScannedForm, own.id).pupil_id == kept.id
    assert (page.scan_id, page.pupil_id) == (other.id, "")


def test_without_the_look_at_the_visit_the_page_would_turn_back(
    qtbot: QtBot, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Page, "of_visit", lambda _page, callback, **_more: callback)
    with pytest.raises(AssertionError):
        test_the_scan_of_the_next_child_is_not_filed_to_the_child_before(qtbot, at_desk, house, monkeypatch)


def finish_later_and_leave(
    desk: Desk, house: House, page: ReferralPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep a first talk for later; while it is kept the user opens another page by the palette."""
    answer(page.talk, **TALK, school_id=house.school.id)
    monkeypatch.setattr(page, "go_on", page.frame.later.click)  # what is pressed here
    let_it_answer = press_while_the_writer_is_busy(page, desk, monkeypatch)
    monkeypatch.setattr(desk.services.go, "page", None, raising=False)
    let_it_answer()


def test_whoever_has_gone_on_while_a_talk_is_kept_is_not_called_back_to_today(
    qtbot: QtBot, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk)
    finish_later_and_leave(at_desk, house, page, monkeypatch)
    assert len(house.session.list(InitialDiscussion)) == 1
    assert at_desk.told.went == []


def test_without_the_look_at_who_is_still_there_it_would_call_back(
    qtbot: QtBot, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Page, "in_front", lambda _page: True)
    page = opened(qtbot, at_desk)
    finish_later_and_leave(at_desk, house, page, monkeypatch)
    assert at_desk.told.went == [("today", {})]
