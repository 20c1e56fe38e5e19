"""What the family was not given, at the end of a review: nothing is left undecided, and what is, is named and gone to."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page.review import ReviewPage
from tests.organisations.desk import Desk, press, words_of
from tests.reviews.test_page_review import desk, fill_in, page, planned, tick_what_is_not_restricted
from tests.vaults import House, add

__all__ = ["desk", "page", "planned"]


def test_an_entry_held_back_without_a_reason_keeps_the_review_open(
    page: ReviewPage, desk: Desk, planned: Review
) -> None:
    fill_in(page)
    tick_what_is_not_restricted(page, why="")
    press(page, "Finish and print summary")
    assert "1 entry is neither ticked nor explained." in words_of(page)
    (guarded,) = [row for row in page.share.rows if row.line.guarded]
    assert f"{guarded.line.called}. Tick what was shared, or say why not." in words_of(page)
    assert guarded._open.isVisibleTo(page)
    assert guarded.line.words not in words_of(page.share._notes.itemAt(0).widget())
    assert not desk.session.get(Review, planned.id).finished
    page.share.rest.set_value("Advice is awaited.")
    page.share.rest.edited.emit()
    assert not guarded._open.isVisibleTo(page)
    press(page, "Finish and print summary")
    assert desk.session.get(Review, planned.id).finished


def test_what_is_missing_is_named_by_its_first_words_brought_into_sight_and_has_the_cursor(
    page: ReviewPage, consented: House, qtbot: QtBot
) -> None:
    for number in range(9):
        add(consented, f"Kit said thing {number} on the way to the workshop and back, and again at noon.")
    page.refresh()
    fill_in(page)
    page.share.finish()
    for row in page.share.rows:
        row.decide(shared=False, why_not="Advice is awaited.")
    lacking = page.share.rows[7]
    lacking.why.set_value("")
    page.frame.chosen.emit("share")
    press(page, "Finish and print summary")
    assert f"{lacking.line.called} (“{lacking.line.words[:39].rstrip()}…”)" in words_of(page)
    qtbot.waitUntil(lambda: lacking._open.visibleRegion().boundingRect() == lacking._open.rect())
    assert lacking.why.hasFocus()
    assert [row for row in page.share.rows if row._open.isVisibleTo(page)] == [lacking]
    qtbot.keyClicks(lacking.why, "x")
    assert not lacking._open.isVisibleTo(page)


def test_the_check_would_notice_a_screen_that_forgot_to_ask(
    page: ReviewPage, desk: Desk, planned: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in(page)
    monkeypatch.setattr(page.share, "point_out", lambda: False)
    press(page, "Finish and print summary")
    assert "The review cannot be finished yet." in words_of(page)
    assert not desk.session.get(Review, planned.id).finished
