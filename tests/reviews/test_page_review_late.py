"""A review is kept and left once, and takes no answer before it has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page.review import ReviewPage
from tests.organisations.desk import Desk
from tests.reviews.test_page_review import desk, planned

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
    held.pop(0)()
    qtbot.waitUntil(lambda: bool(left))
    assert left == [True]
    assert not page._saver._running
