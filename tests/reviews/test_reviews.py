from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.chronology.model import Category, MayBeTold
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.gates import OPEN
from coordinator_app.core.privacy import Compartment
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils import actions as pupils
from coordinator_app.reviews import actions as reviews
from coordinator_app.reviews import closing
from coordinator_app.reviews.model import (
    Review,
    ReviewItem,
    ReviewTarget,
    TargetResult,
    percent_problem,
    read_percent,
    unfinished_business,
)
from coordinator_app.reviews.orders import summary_order
from coordinator_app.reviews.page import review_reading
from coordinator_app.sharing.actions import disclosures_of, shared_with_family
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.sharing.view import read as ledger_of
from tests.pdf import readers
from tests.vaults import House, add, new_pupil

HELD = Review(held_on=date(2026, 11, 5), who_was_there="Kit, Marigold Puddlecombe")


@pytest.fixture
def planned(referred: House) -> tuple[House, Review]:
    return referred, reviews.plan_review(referred.session, referred.pupil.id, date(2026, 9, 21)).record


def held(house: House, review: Review, **more: object) -> Review:
    values = {"held_on": HELD.held_on, "who_was_there": HELD.who_was_there, "attendance_percent": "81"}
    return reviews.save_review(house.session, replace(review, **(values | more))).record


def test_a_review_needs_a_date_people_and_a_reason_for_all_held_back() -> None:
    assert unfinished_business(HELD, [ReviewItem(shared=True), ReviewItem(why_not="Advice asked")]).is_open
    for lacking in (replace(HELD, held_on=None), replace(HELD, who_was_there=" ")):
        assert len(unfinished_business(lacking, []).reasons) == 1
    (reason,) = unfinished_business(HELD, [ReviewItem()]).reasons
    assert reason.why.startswith("1 entry was")
    (reason,) = unfinished_business(HELD, [ReviewItem(), ReviewItem(why_not=" ")]).reasons
    assert reason.why.startswith("2 entries were")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("81", "81"), ("81.5", "81.5"), ("81,5 %", "81.5"), (" 92.0 per cent ", "92"), ("100.0", "100"), ("0", "0"),
        ("081", "81"), ("100.1", None), ("101", None), ("81.55", None), ("-3", None), ("nine", None), ("", None),
        ("٨١", None),
    ],
)  # fmt: skip
def test_attendance_is_kept_to_the_decimal_that_schools_report(typed: str, kept: str | None) -> None:
    assert read_percent(typed) == kept
    if kept is not None:
        assert percent_problem(kept) is None


def test_the_vault_refuses_a_percentage_that_no_school_reports(planned: tuple[House, Review]) -> None:
    house, review = planned
    with pytest.raises(InvalidInput, match=r"from 0 to 100"):
        held(house, review, attendance_percent="181")
    assert held(house, review, attendance_percent="81.5").attendance_percent == "81.5"
    printed = summary_order(house.session, house.session.get(Review, review.id), practice=True)
    assert printed.values["attendance_summary"] == "81.5 per cent."


def test_the_next_review_is_six_weeks_on_pulled_back_to_a_school_day(planned: tuple[House, Review]) -> None:
    house, review = planned
    assert (review.due_on, review.review_number) == (date(2026, 11, 2), 1)
    half_term = reviews.plan_review(house.session, house.pupil.id, date(2026, 9, 8)).record
    assert (half_term.due_on, half_term.review_number) == (date(2026, 10, 16), 2)  # the 20th is half-term
    unknown = reviews.plan_review(house.session, house.pupil.id, date(2027, 3, 1)).record
    assert unknown.due_on == date(2027, 4, 12)  # terms are not known so far: plain six weeks


def test_no_review_is_planned_before_the_referral(house: House) -> None:
    pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    with pytest.raises(GateShut, match="Before the school refers"):
        reviews.plan_review(house.session, pupil.id, date(2026, 9, 21))


def test_what_was_never_shared_is_listed_oldest_first_until_it_is_shared(
    planned: tuple[House, Review],
) -> None:
    house, review = planned
    late = add(house, "Later.", happened_on=date(2026, 10, 9))
    early = add(house, "Earlier.", happened_on=date(2026, 9, 29))
    may = {"may_be_told": MayBeTold.EVERYONE}
    guarded = add(house, "A worry.", category=Category.SAFEGUARDING, happened_on=date(2026, 10, 30), **may)
    found = reviews.never_shared(house.session, house.pupil.id)
    assert [one.id for one in found] == [early.id, late.id, guarded.id]
    told = [
        reviews.Told(early, True),
        reviews.Told(late, False, "Not yet clear"),
        reviews.Told(guarded, True),
    ]
    finished = reviews.finish_review(house.session, held(house, review), told).record
    assert (finished.finished, finished.copy_given_on) == (True, None)
    assert [one.id for one in reviews.never_shared(house.session, house.pupil.id)] == [late.id]
    assert shared_with_family(house.session, house.pupil.id)[guarded.id] == HELD.held_on
    ledger = disclosures_of(house.session, house.pupil.id)[0]
    assert ledger.description == "Entries at review 1", "the open side does not tell how many were guarded"
    assert [one.what for one in ledger_of(house.session, house.pupil.id).given] == ["2 entries at review 1"]
    level_two = house.as_user(Compartment.GENERAL)
    for cls in (ReviewItem, DisclosedItem):
        assert guarded.id not in {line.item_id for line in level_two.list(cls)}
        assert guarded.id in {line.item_id for line in house.session.list(cls)}
    level_two.close()


def test_a_review_with_a_reason_missing_writes_nothing(planned: tuple[House, Review]) -> None:
    house, review = planned
    guarded = add(house, "A worry.", category=Category.SAFEGUARDING)
    with pytest.raises(GateShut, match="no reason is given"):
        reviews.finish_review(house.session, held(house, review), [reviews.Told(guarded, False)])
    assert house.session.list(ReviewItem) == []
    assert disclosures_of(house.session, house.pupil.id) == []


def test_without_the_gate_an_unexplained_entry_would_be_kept(
    planned: tuple[House, Review], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, review = planned
    entry = add(house, "Not yet clear.")
    monkeypatch.setattr(reviews, "unfinished_business", lambda *_, **__: OPEN)  # the planted fault
    reviews.finish_review(house.session, held(house, review), [reviews.Told(entry, False)])
    kept = house.session.list(ReviewItem)
    assert not unfinished_business(HELD, kept).is_open


def test_a_review_without_anything_to_share_writes_no_ledger_line(planned: tuple[House, Review]) -> None:
    house, review = planned
    entry = add(house, "Not yet clear.")
    reviews.finish_review(house.session, held(house, review), [reviews.Told(entry, False, "Not yet clear")])
    assert disclosures_of(house.session, house.pupil.id) == []


def test_finishing_after_a_kill_keeps_guarded_reasons_once(
    planned: tuple[House, Review], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, review = planned
    guarded = add(house, "A worry.", category=Category.SAFEGUARDING)
    review = held(house, review)
    told = [reviews.Told(guarded, False, "Advice asked")]

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reviews, "write_guarded_lines", killed)
        with pytest.raises(KeyboardInterrupt):
            reviews.finish_review(house.session, review, told)
    assert not house.session.get(Review, review.id).finished
    reviews.finish_review(house.session, review, told)
    assert len(house.session.list(ReviewItem)) == 1


def test_targets_are_exactly_those_that_were_set(planned: tuple[House, Review]) -> None:
    house, review = planned
    reviews.set_targets(house.session, review, (ReviewTarget(words="In on time"), ReviewTarget(words="Ask")))
    first, second = reviews.targets_of(house.session, review.id)
    reviews.set_targets(
        house.session, review, (replace(first, result=TargetResult.MET), ReviewTarget(words="Show"))
    )
    assert [one.words for one in reviews.targets_of(house.session, review.id)] == ["In on time", "Show"]
    assert house.session.get(ReviewTarget, second.id).trashed_at is not None


def test_a_review_in_the_future_is_refused(planned: tuple[House, Review]) -> None:
    house, review = planned
    with pytest.raises(InvalidInput):
        held(house, review, held_on=date(2026, 11, 25))


def test_the_summary_prints_what_was_shared_and_never_a_guarded_entry(
    planned: tuple[House, Review], tmp_path: Path
) -> None:
    house, review = planned
    session = house.session
    entry = add(house, "Kit came in on time.")
    worry = add(house, "A worry about nights.", category=Category.SAFEGUARDING, may_be_told=MayBeTold.FAMILY)
    reviews.set_targets(session, review, (ReviewTarget(words="In on time"),))
    review = reviews.finish_review(
        session, held(house, review), [reviews.Told(entry, True), reviews.Told(worry, True)]
    ).record
    following = reviews.plan_review(session, house.pupil.id, date(2026, 11, 5)).record
    wanted = summary_order(session, review, practice=True, reference="7QK4-M2ZD-9XA6", large_print=True)
    assert wanted.parts["shared_today"].rows == (("Behaviour, 1 November 2026",),)
    text = " ".join(readers.pdf_text(print_order(wanted).pdf, tmp_path).split())
    assert "The next review is on 17 December 2026." in text
    assert "81 per cent." in text
    assert "Nothing was written down." in text
    assert "afeguarding" not in text
    assert "not given]" not in text
    later = held(house, following, attendance_percent="", attendance_words="Came on most days")
    wanted = summary_order(session, later, practice=True)
    assert [row[0] for row in wanted.parts["targets"].rows] == ["In on time"]
    assert wanted.values["attendance_summary"] == "Came on most days"
    assert wanted.gaps["next_review_date"] == "day to be agreed"


def test_an_older_review_that_is_open_again_is_not_the_next_one(planned: tuple[House, Review]) -> None:
    house, first = planned
    session = house.session
    closing.close(session, closing.Written(held(house, first)))
    (second,) = [one for one in reviews.reviews_of(session, house.pupil.id) if not one.finished]
    closing.open_again(session, first.id, "A name was wrong")
    late = held(house, second, held_on=date(2026, 11, 23))
    finished = closing.close(session, closing.Written(late, next_on=date(2026, 12, 11))).record
    following = review_reading.read(session, finished.id).following
    assert following is not None
    assert (following.review_number, following.due_on) == (3, date(2026, 12, 11))
    printed = summary_order(session, finished, practice=True)
    assert printed.values["next_review_date"] == "11 December 2026"
