"""A review from Today to the printed summary, on real pages over a real vault (journey 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.consent.actions import forms_of
from coordinator_app.consent.model import FormTemplate
from coordinator_app.hooks import RailCount
from coordinator_app.reviews import actions, due
from coordinator_app.reviews.due import due_items, rail_count
from coordinator_app.reviews.model import Review, ReviewItem, ReviewTarget, TargetResult
from coordinator_app.reviews.page.list import ReviewsPage
from coordinator_app.reviews.page.review import ReviewPage
from coordinator_app.reviews.page.review_reading import ReviewShown
from coordinator_app.reviews.page.tab import ReviewsTab
from coordinator_app.ui.side_panel import SidePanel
from tests.organisations.desk import Desk, desk_on, press, words_of
from tests.vaults import House, add, new_pupil

ORDINARY = "Kit finished the small engine unit."
SECRET = "Worry raised about late nights."


@pytest.fixture
def planned(consented: House) -> Review:
    """Review 2, due on Friday 20 November, after a review 1 that set a target; three things are not shared."""
    session = consented.session
    first = actions.plan_review(session, consented.pupil.id, date(2026, 8, 26)).record
    first = actions.save_review(session, _held(first)).record
    actions.set_targets(session, first, [ReviewTarget(review_id=first.id, words="Come in on time")])
    actions.finish_review(session, first, [])
    add(consented, ORDINARY)
    add(consented, "Came in on all three days.", category=Category.ATTENDANCE)
    add(consented, SECRET, category=Category.SAFEGUARDING)
    return actions.plan_review(session, consented.pupil.id, date(2026, 10, 9)).record


def _held(review: Review) -> Review:
    return replace(review, held_on=date(2026, 10, 7), who_was_there="Marigold Puddlecombe")


@pytest.fixture
def desk(consented: House, planned: Review, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(consented.vault, consented.clock, tmp_path) as made:
        yield made


@pytest.fixture
def page(desk: Desk, planned: Review, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    made.open(review_id=planned.id)
    made.show()
    return made


def fill_in(page: ReviewPage) -> None:
    page.forms["meeting"].set_values({"held_on": date(2026, 11, 23)})
    press(page.people, "Marigold Puddlecombe, Mother")
    press(page, "Continue to attendance")
    page.forms["attendance"].set_values({"attendance_percent": "88,5 %"})
    press(page, "Continue to targets")
    page.targets.rows[0].result.set_value(TargetResult.NEARLY)
    page.targets.new[0].set_value("Bring boots every day")
    for step in ("feedback", "views", "share"):
        press(page, f"Continue to {step}")


def tick_what_is_not_restricted(page: ReviewPage, why: str = "Advice is awaited.") -> None:
    press(page.share, "Tick all that are not restricted")
    guarded = next(row for row in page.share.rows if row.line.guarded)
    guarded.why.set_value(why)


def test_today_says_what_is_overdue_and_what_was_never_shared(desk: Desk) -> None:
    (item,) = due_items(desk.session)
    assert (item.tone, item.chip, item.page) == ("over", "2 school days overdue", "review")
    assert "2 entries not yet shared with the family." in item.second_line
    count = rail_count(desk.session)
    assert count is not None
    assert (count.number, count.overdue) == (1, 1)


def test_the_menu_counts_no_review_that_is_finished_or_in_the_trash(
    consented: House, planned: Review
) -> None:
    session = consented.session
    with session.write() as work:
        kept = work.change(planned, due_on=session.clock.today())
    assert rail_count(session) == RailCount(1, 0), "due today is not overdue"
    with session.write() as work:
        kept = work.change(kept, finished=True)
    assert rail_count(session) is None
    with session.write() as work:
        work.trash(work.change(kept, finished=False))
    assert rail_count(session) is None


def test_many_lines_of_today_are_counted_at_once_and_say_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = due_items(desk.session)
    monkeypatch.setattr(due, "MANY", 0)
    monkeypatch.setattr(due, "held_of", lambda *_: pytest.fail("asked pupil by pupil"))
    assert due_items(desk.session) == before


def test_a_whole_review_is_held_and_its_summary_printed(
    page: ReviewPage, desk: Desk, planned: Review, consented: House, tmp_path: Path
) -> None:
    fill_in(page)
    tick_what_is_not_restricted(page)
    press(page, "Finish and print summary")
    assert desk.told.troubles == []
    kept = desk.session.get(Review, planned.id)
    assert kept.finished
    assert (kept.attendance_percent, kept.held_on) == ("88.5", date(2026, 11, 23))
    assert [one.category for one in actions.never_shared(desk.session, consented.pupil.id)] == [
        Category.SAFEGUARDING
    ]
    reasons = {one.why_not for one in desk.session.list(ReviewItem, where={"review_id": planned.id})}
    assert reasons == {"", "Advice is awaited."}
    earlier = [one.result for one in desk.session.list(ReviewTarget)]
    assert sorted(earlier, key=str) == sorted([TargetResult.NEARLY, None], key=str)
    following = desk.session.list(Review, where={"finished": False})
    assert [one.due_on for one in following] == [date(2026, 12, 18)]
    where = tmp_path / "summary.pdf"
    desk.dialogs.will_answer(where)
    press(page.summary, "Save as PDF")
    text = _text(where)
    assert "Bring boots every day" in text
    assert "Nearly" in text
    assert SECRET not in text
    assert "Safeguarding" not in text
    (form,) = forms_of(desk.session, consented.pupil.id)
    assert form.template is FormTemplate.REVIEW_SUMMARY
    assert form.reference in text


def test_a_summary_with_what_cannot_be_printed_says_so_and_is_saved_after_one_question(
    page: ReviewPage, desk: Desk, planned: Review, tmp_path: Path
) -> None:
    fill_in(page)
    page.targets.new[0].set_value("Bring علي every day")
    tick_what_is_not_restricted(page)
    press(page, "Finish and print summary")
    note = page.summary.unprinted.note
    assert note is not None
    assert (
        note.text == "On paper [?] stands for \u200eع\u200e, \u200eل\u200e, \u200eي\u200e in the new targets."
    )
    desk.dialogs.will_answer(False)
    press(page.summary, "Save as PDF")
    assert forms_of(desk.session, planned.pupil_id) == []
    desk.dialogs.will_answer(True, tmp_path / "summary.pdf")
    press(page.summary, "Save as PDF")
    assert "Bring [?][?][?] every day" in _text(tmp_path / "summary.pdf")


def _text(where: Path) -> str:
    with pypdfium2.PdfDocument(where) as found:
        return " ".join(page.get_textpage().get_text_range() for page in found)


def test_the_next_review_is_proposed_at_six_weeks_and_says_why_it_moves(page: ReviewPage) -> None:
    fill_in(page)
    words = page.why_then.text()
    assert "Six weeks later is Monday 4 January 2027 (school holiday)" in words
    assert "the next review is on Friday 18 December 2026" in words


def test_the_next_review_is_planned_on_the_day_the_user_chose(page: ReviewPage, desk: Desk) -> None:
    fill_in(page)
    tick_what_is_not_restricted(page)
    page.forms["share"].set_values({"next_on": date(2027, 1, 7)})
    press(page, "Finish and print summary")
    assert [one.due_on for one in desk.session.list(Review, where={"finished": False})] == [date(2027, 1, 7)]


def test_a_review_is_not_finished_without_its_day_and_who_came(
    page: ReviewPage, desk: Desk, planned: Review
) -> None:
    page.frame.chosen.emit("share")
    press(page, "Finish and print summary")
    form = page.forms["meeting"]
    assert page.frame.current == "meeting"
    assert form.row("held_on").error() == "Type the date it was held."
    form.set_values({"held_on": date(2026, 11, 23)})
    page.frame.chosen.emit("share")
    press(page, "Finish and print summary")
    assert page.frame.current == "meeting"
    assert "Tick who came, or type a name and press Add." in words_of(page)
    assert not desk.session.get(Review, planned.id).finished


def test_one_two_three_say_how_a_target_came_out(page: ReviewPage, qtbot: QtBot) -> None:
    page.frame.chosen.emit("targets")
    row = page.targets.rows[0]
    row.result.target().setFocus()
    qtbot.keyClick(row.result.target(), Qt.Key.Key_3)
    assert row.answered().result is TargetResult.NOT_YET
    qtbot.keyClick(row.comment, Qt.Key.Key_1)
    assert row.answered().result is TargetResult.NOT_YET
    assert row.answered().comment == "1"


def test_what_is_typed_comes_back_at_the_last_step(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    fill_in(page)
    page.forms["views"].row("pupil_words").edited.emit()
    tick_what_is_not_restricted(page)
    draft = page.save_draft()
    assert draft is not None
    again = ReviewPage(desk.services)
    qtbot.addWidget(again)
    again.resize(1160, 720)
    again.open(review_id=planned.id)
    again.show()
    again.restore_draft(draft)
    assert again.frame.current == "share"
    press(again, "Finish and print summary")
    assert desk.session.get(Review, planned.id).finished
    assert again.save_draft() is None


def test_a_draft_that_comes_before_the_review_waits_for_it(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in(page)
    page.forms["views"].row("pupil_words").edited.emit()
    draft = page.save_draft()
    assert draft is not None
    again = ReviewPage(desk.services)
    qtbot.addWidget(again)
    asked: list[Callable[[ReviewShown], None]] = []
    with monkeypatch.context() as slow:  # the review's own reading is slower than that of the draft
        slow.setattr(again, "_read", asked.append)
        again.open(review_id=planned.id)
        again.restore_draft(draft)
        assert again.save_draft() == draft  # a lock in between must not drop it
    again._read(asked[0])
    assert again.save_draft() == draft


def test_save_and_finish_later_keeps_the_words_in_the_vault(
    page: ReviewPage, desk: Desk, planned: Review
) -> None:
    page.forms["feedback"].set_values({"provider_words": "Works well in a pair."})
    press(page, "Save and finish later")
    assert desk.session.get(Review, planned.id).provider_words == "Works well in a pair."
    assert desk.told.went[-1] == ("back", {})


def test_the_list_moves_into_the_last_step_where_there_is_no_room(page: ReviewPage, qtbot: QtBot) -> None:
    page.resize(600, 700)
    page.frame.chosen.emit("share")
    assert page.share.isVisibleTo(page.frame)
    page.resize(1160, 720)
    panel = page.findChild(SidePanel)
    assert isinstance(panel, SidePanel)
    assert panel.isAncestorOf(page.share)


def test_the_lists_show_what_is_to_hold_and_what_was_held(desk: Desk, qtbot: QtBot, planned: Review) -> None:
    page = ReviewsPage(desk.services)
    qtbot.addWidget(page)
    page.open()
    (row,) = page.list.rows()
    assert (row.title, row.chip_text) == ("Kit Puddlecombe", "2 school days overdue")
    page.list.opened.emit(row.key)
    assert desk.told.went == [("review", {"review_id": planned.id})]
    page.which.boxes[1].click()
    assert [one.subtitle.split(".")[0] for one in page.list.rows()] == ["Review 1, held 7 October 2026"]


def test_the_pupils_tab_shows_targets_and_plans_the_next(desk: Desk, consented: House, qtbot: QtBot) -> None:
    tab = ReviewsTab(desk.services, consented.pupil.id)
    qtbot.addWidget(tab)
    words = words_of(tab)
    assert "Review 2" in words
    assert "Come in on time" in words
    assert "2 entries have not been shared with the family yet." in words
    assert "Plan the next review" not in words
    with consented.session.write() as work:
        work.trash(desk.session.list(Review, where={"finished": False})[0])
    tab.refresh()
    press(tab, "Plan the next review")
    (planned,) = desk.session.list(Review, where={"finished": False})
    assert planned.due_on == date(2027, 1, 5)


def test_a_pupil_who_is_not_referred_has_no_reviews_and_is_told_why(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    with house.session.write() as work:
        pupil = work.add(new_pupil(house))
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        tab = ReviewsTab(desk.services, pupil.id)
        qtbot.addWidget(tab)
        assert "No reviews can be kept yet." in words_of(tab)
        assert desk.session.count(ChronologyEntry) == 0


def test_no_reason_of_one_review_stays_on_the_screen_for_another(
    page: ReviewPage, desk: Desk, planned: Review, consented: House
) -> None:
    page.share.rest.set_value("Advice is awaited.")
    page.share.rows[0].tick.set_value(True)
    page.forms["share"].set_values({"next_on": date(2027, 1, 7)})
    with consented.session.write() as work:
        other = work.add(replace(planned, id="", version=0, review_number=3))
    page.open(review_id=other.id)
    assert page.share.rest.value() == ""
    assert not page.share.rows[0].tick.value()
    assert page.forms["share"].row("next_on").value() is None
    assert page.save_draft() is None


def ticks(page: ReviewPage) -> dict[str, str]:
    """What a screen reader says of each step: "Targets": "not done"."""
    names = [one.accessibleName() for one in page.frame.stepper._buttons]
    return {name.split(", ")[1]: name.split(", ")[2] for name in names}


def test_a_step_is_ticked_only_once_its_question_is_answered(page: ReviewPage) -> None:
    page.forms["meeting"].set_values({"held_on": date(2026, 11, 23)})
    press(page, "Continue to attendance")
    assert ticks(page)["Meeting"] == "not done", "nobody is ticked as there"
    press(page.people, "Marigold Puddlecombe, Mother")
    page.forms["attendance"].set_values({"attendance_percent": "88"})
    for step in ("targets", "feedback", "views", "share"):
        press(page, f"Continue to {step}")
    empty = {"Meeting": "done", "Attendance": "done"}
    empty |= {"Targets": "not done", "Feedback": "not done", "Views": "not done"}
    assert ticks(page) == {**empty, "Share": "current"}
    page.forms["views"].set_values({"pupil_words": "I like engines."})
    page.targets.new[0].set_value("Bring boots")
    page.show_step("meeting")
    assert ticks(page)["Targets"] == "not done", "the earlier target has no result yet"
    page.targets.rows[0].result.set_value(TargetResult.MET)
    page.show_step("share")
    assert ticks(page) == {**empty, "Targets": "done", "Views": "done", "Share": "current"}


def test_the_first_review_has_its_targets_answered_by_a_new_one(page: ReviewPage) -> None:
    page.targets.show_targets((), ())
    assert not page.targets.answered()
    page.targets.new[1].set_value("Bring boots")
    assert page.targets.answered()


def test_attendance_with_a_decimal_is_taken_and_nonsense_is_not(page: ReviewPage) -> None:
    row = page.forms["attendance"].row("attendance_percent")
    for typed, right in (("81.5", True), ("81,5%", True), ("815", False), ("most days", False)):
        row.input.set_value(typed)
        assert row.check() is right, typed
    assert row.error() == "Type a number from 0 to 100, such as 81 or 81.5."
