"""A review never says that the family was told of what had not happened yet (003-5.3b)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import GateShut
from coordinator_app.reviews import actions, copies, people, telling
from coordinator_app.reviews.model import Review, ReviewItem
from coordinator_app.reviews.never_shared import Keeper
from coordinator_app.reviews.page.review import ReviewPage
from coordinator_app.reviews.parts import CopyWay, ReviewCopy, ReviewRole
from coordinator_app.sharing.actions import disclosures_of, shared_with_family
from coordinator_app.sharing.in_time import day_of
from coordinator_app.ui.date_input import DateInput
from tests.documents.papers import paper
from tests.organisations.desk import Desk, press, words_of
from tests.reviews.test_page_review import desk, fill_in, page, planned, tick_what_is_not_restricted
from tests.vaults import House, add

__all__ = ["desk", "page", "planned"]

HELD, AFTER = date(2026, 11, 20), date(2026, 11, 22)


@pytest.fixture
def later(page: ReviewPage, consented: House) -> ReviewPage:
    """The page, with three things that came after 20 November."""
    for words in ("Came in at noon.", "Mended the pump."):
        add(consented, words, happened_on=AFTER)
    paper(consented, dated=AFTER)
    page.refresh()
    page.share.finish()
    return page


def hold(page: ReviewPage, day: str) -> None:
    """Type the day of the review, as the user does."""
    held = page.forms["meeting"].row("held_on").input
    assert isinstance(held, DateInput)
    held.line.set_value(day)
    held.line.edited.emit()


def asked(page: ReviewPage) -> list[date]:
    return [row.line.on for row in page.share.rows if row.isVisibleTo(page.share) and row.line.on]


def test_what_came_after_the_review_is_left_for_the_next_and_stays_not_shared(
    later: ReviewPage, desk: Desk, planned: Review, consented: House
) -> None:
    session, pupil_id = desk.session, consented.pupil.id
    fill_in(later)
    hold(later, "20 November 2026")
    tick_what_is_not_restricted(later)
    press(later, "Finish and print summary")
    assert desk.told.troubles == []
    assert session.get(Review, planned.id).finished
    (line,) = [one for one in disclosures_of(session, pupil_id) if one.review_id == planned.id]
    assert (line.given_on, line.description) == (HELD, "2 entries at review 2")
    left = {one.id for one in actions.never_shared(session, pupil_id) if day_of(one) == AFTER}
    assert len(left) == 3
    assert left.isdisjoint(one.item_id for one in session.list(ReviewItem, where={"review_id": planned.id}))
    assert actions.held_of(session, pupil_id).number == Keeper().standing(session).number == 3


def test_another_day_moves_the_list_at_once_and_loses_neither_ticks_nor_reasons(later: ReviewPage) -> None:
    share = later.share
    assert len(asked(later)) == 6, "without a day it is about everything"
    first, *_rest = [row for row in share.rows if row.line.on == AFTER]
    first.tick.click()
    second = _rest[0]
    second.why.set_value("Her teacher tells her.")
    hold(later, "20 November 2026")
    assert set(asked(later)) == {date(2026, 11, 1)}
    assert "3 entries are dated after the day of the review: they are for the next one." in words_of(share)
    assert "3 entries have not been given to the family." in words_of(share)
    assert {one.record.id for one in share.told()}.isdisjoint({first.line.record.id, second.line.record.id})
    kept = later.save_draft()
    hold(later, "20 Nov 20 x")  # still being typed: nothing jumps
    assert len(asked(later)) == 3
    hold(later, "22 November 2026")
    assert len(asked(later)) == 6
    assert "after the day of the review" not in words_of(share)
    assert (first.tick.value(), second.why.value()) == (True, "Her teacher tells her.")
    assert kept is not None
    assert first.line.record.id in kept["told"], "hidden ticks are kept over a lock as well"


def test_what_is_typed_late_and_happened_before_is_asked_about(later: ReviewPage, consented: House) -> None:
    hold(later, "20 November 2026")
    add(consented, "Typed on the 24th.", happened_on=HELD)
    later.refresh()
    later.share.finish()
    assert HELD in asked(later)


def test_a_review_that_is_read_again_asks_up_to_its_day(
    later: ReviewPage, desk: Desk, planned: Review, consented: House, qtbot: QtBot
) -> None:
    actions.save_review(consented.session, replace(planned, held_on=HELD))
    again = ReviewPage(desk.services)
    qtbot.addWidget(again)
    again.open(review_id=planned.id)
    again.show()
    again.share.finish()
    assert set(asked(again)) == {date(2026, 11, 1)}


def test_an_early_day_leaves_nothing_to_go_through(later: ReviewPage) -> None:
    hold(later, "20 October 2026")
    assert asked(later) == []
    assert "Everything from up to the day of the review has been shared with the family." in words_of(
        later.share
    )
    assert "6 entries are dated after the day of the review" in words_of(later.share)
    assert not later.share.all.isVisibleTo(later.share)


def test_no_screen_can_finish_a_review_with_what_came_after_it(consented: House) -> None:
    session, late = consented.session, add(consented, "After.", happened_on=AFTER)
    review = _held(consented)
    with pytest.raises(GateShut, match="1 entry that is ticked is dated after the day of the review"):
        actions.finish_review(session, review, [actions.Told(late, True)])
    actions.finish_review(session, review, [actions.Told(late, False)])  # nothing is asked about it
    assert session.list(ReviewItem) == []
    assert actions.never_shared(session, consented.pupil.id) == [late]


def test_a_copy_tells_nothing_whose_date_was_put_right_to_a_later_day(consented: House) -> None:
    session, entry = consented.session, add(consented, "Typed with a wrong day.", happened_on=HELD)
    people_came(consented, review := _held(consented))
    finished = actions.finish_review(session, review, [actions.Told(entry, True)]).record
    assert shared_with_family(session, consented.pupil.id) == {}
    with session.write() as work:
        work.change(session.get(type(entry), entry.id), happened_on=AFTER)
    for on in (date(2026, 11, 21), AFTER):
        copy = ReviewCopy(
            review_id=finished.id, name="Kit", role=ReviewRole.PUPIL, way=CopyWay.POST, given_on=on
        )
        copies.give_copy(session, copy)
    assert shared_with_family(session, consented.pupil.id)[entry.id] == AFTER


def people_came(house: House, review: Review) -> None:
    """Only somebody of the school was there, so that nothing counts as told yet."""
    people.set_came(house.session, review.id, people.Somebody("G. Thimble", ReviewRole.SCHOOL), came=True)


def _held(house: House) -> Review:
    planned = actions.plan_review(house.session, house.pupil.id, date(2026, 10, 9)).record
    written = replace(planned, held_on=HELD, who_was_there="Marigold Puddlecombe")
    return actions.save_review(house.session, written).record


def test_the_check_would_notice_a_review_that_takes_any_day(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "came_after", lambda *_: False)
    late = add(consented, "After.", happened_on=AFTER)
    actions.finish_review(consented.session, _held(consented), [actions.Told(late, True)])
    assert shared_with_family(consented.session, consented.pupil.id)[late.id] < AFTER
