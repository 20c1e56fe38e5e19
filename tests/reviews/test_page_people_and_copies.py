"""Who was there, the weeks, the letters, the copies and opening again, on real pages over a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.chronology.model import MayBeTold
from coordinator_app.consent.actions import forms_of
from coordinator_app.reviews import actions, people
from coordinator_app.reviews.copies import copies_of
from coordinator_app.reviews.letters import Letter
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page.letter import ReviewLetterPage
from coordinator_app.reviews.page.review import ReviewPage
from coordinator_app.reviews.page.tab import ReviewsTab
from coordinator_app.reviews.parts import CopyWay, ReviewRole
from tests.organisations.desk import Desk, desk_on, press, words_of
from tests.reviews.test_people_and_copies import barred, running
from tests.vaults import House, add

MOTHER = "Marigold Puddlecombe, Mother"
FULL = "/ \\ / \\ / \\ / \\ / \\"


@pytest.fixture
def planned(consented: House) -> Review:
    add(consented, "Kit finished the small engine unit.")
    return actions.plan_review(consented.session, consented.pupil.id, date(2026, 10, 9)).record


@pytest.fixture
def desk(consented: House, planned: Review, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(consented.vault, consented.clock, tmp_path) as made:
        yield made


def opened(desk: Desk, planned: Review, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.open(review_id=planned.id)
    made.show()
    return made


@pytest.fixture
def page(desk: Desk, planned: Review, qtbot: QtBot) -> ReviewPage:
    return opened(desk, planned, qtbot)


def came(desk: Desk, planned: Review) -> list[str]:
    return [one.name for one in people.came_of(desk.session, planned.id)]


def test_a_tick_is_kept_at_once_with_its_undo_and_the_focus_stays(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    row = next(row for mark, row in page.people.rows.items() if mark[0] == "family")
    row.tick.setFocus()
    qtbot.keyClick(row.tick, Qt.Key.Key_Space)
    page.records_changed(frozenset({"review_person"}))
    assert came(desk, planned) == ["Marigold Puddlecombe"]
    assert desk.told.toasts == ["Marigold Puddlecombe was there (undo)"]
    assert QApplication.focusWidget() is row.tick
    qtbot.keyClick(row.tick, Qt.Key.Key_Space)
    assert came(desk, planned) == []


def test_somebody_who_is_not_offered_is_typed_and_a_name_not_added_yet_is_a_draft(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    page.people.name.set_value("Aunt Bea")
    press(page, "Add")
    assert "Choose what they are." in words_of(page)
    page.people.role.set_value(ReviewRole.FAMILY)
    page.people.role.edited.emit()
    draft = page.save_draft()
    assert draft is not None
    assert draft["people"] == {"name": "Aunt Bea", "role": "family"}
    again = opened(desk, planned, qtbot)
    again.restore_draft(draft)
    assert again.people.typed()
    press(again, "Add")
    assert came(desk, planned) == ["Aunt Bea"]
    again.records_changed(frozenset({"review_person"}))
    press(again.people, "Aunt Bea")
    assert came(desk, planned) == []


def test_a_tick_that_cannot_be_kept_goes_back(
    page: ReviewPage, desk: Desk, planned: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(people, "set_came", full)
    press(page.people, MOTHER)
    assert len(desk.told.troubles) == 1
    assert page.people.came() == 0


def test_the_weeks_are_filled_in_drawn_and_stay_editable(
    consented: House, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    with consented.session.write() as work:
        week = {"pupil_id": consented.pupil.id, "school_id": consented.school.id, "marks": FULL}
        work.add(AttendanceWeek(monday=date(2026, 11, 16), **week))  # type: ignore[arg-type]  # each is a text
    page = opened(desk, planned, qtbot)
    form = page.forms["attendance"]
    assert form.values() == {
        "attendance_percent": "100",
        "attendance_words": "Came to 10 of 10 half days. None was missed.",
    }
    assert "100 per cent of 10 sessions" in words_of(page.weeks)
    assert page.weeks.chart.isVisibleTo(page.weeks)
    form.set_values({"attendance_words": "Came every day, also on the trip."})
    page.records_changed(frozenset({"review_person"}))
    assert form.values()["attendance_words"] == "Came every day, also on the trip."


def test_without_weeks_it_says_how_to_go_on(page: ReviewPage) -> None:
    assert "No weeks are held for these days." in words_of(page.weeks)


def test_an_entry_meant_for_others_cannot_be_ticked_and_says_why(
    consented: House, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    add(consented, "Seating plan.", may_be_told=MayBeTold.PROFESSIONALS)
    page = opened(desk, planned, qtbot)
    press(page.share, "Tick all that are not restricted")
    assert [row.tick.value() for row in page.share.rows] == [True, False]
    assert not page.share.rows[1].tick.isEnabled()
    assert "Its author meant it for the school and services only." in words_of(page.share)


def test_where_nobody_of_the_family_came_the_list_says_when_it_counts(
    page: ReviewPage, desk: Desk, planned: Review
) -> None:
    assert "Nobody of the family is ticked as there." not in words_of(page.share)
    press(page.people, "Pat Samplewell, Co-ordinator")
    page.records_changed(frozenset({"review_person"}))
    assert "Nobody of the family is ticked as there." in words_of(page.share)


def finish(page: ReviewPage) -> None:
    page.forms["meeting"].set_values({"held_on": date(2026, 11, 23)})
    press(page.people, MOTHER)
    page.frame.chosen.emit("share")
    press(page.share, "Tick all that are not restricted")
    press(page, "Finish and print summary")


def test_a_copy_is_noted_for_each_with_its_way_and_day(page: ReviewPage, desk: Desk, planned: Review) -> None:
    finish(page)
    part = page.summary.copies
    assert "Nobody so far." in words_of(part)
    press(part, "Note it")
    assert "Choose who got it." in words_of(part)
    mark = next(mark for mark in part._people if mark.startswith("family"))
    part.form.set_values({"name": mark, "way": CopyWay.POST})
    press(part, "Note it")
    (copy,) = copies_of(desk.session, planned.id)
    assert (copy.name, copy.way, copy.given_on) == ("Marigold Puddlecombe", CopyWay.POST, date(2026, 11, 24))
    assert desk.told.toasts[-1] == "Noted: Marigold Puddlecombe got the summary (undo)"
    page.records_changed(frozenset({"review_copy"}))
    assert "Marigold Puddlecombe, by post on 24 November 2026" in words_of(part)


def test_a_copy_that_may_not_be_given_says_why_beside_it(
    consented: House, page: ReviewPage, desk: Desk, planned: Review
) -> None:
    finish(page)
    part = page.summary.copies
    part.form.set_values(
        {"name": next(iter(part._people)), "way": CopyWay.POST, "given_on": date(2026, 11, 20)}
    )
    press(part, "Note it")
    assert copies_of(desk.session, planned.id) == []
    assert part.form.row("given_on").error()
    assert part.note.isEnabled()


def test_a_finished_review_is_opened_again_with_a_reason_and_shows_its_steps(
    page: ReviewPage, desk: Desk, planned: Review
) -> None:
    finish(page)
    press(page.summary, "Open it again")
    box = desk.dialogs.shown[-1]
    box.form.set_values({"reopened_because": "The day is wrong"})
    press(box, "Open it again")
    kept = desk.session.get(Review, planned.id)
    assert (kept.finished, kept.reopened_because) == (False, "The day is wrong")
    assert page.frame.current == "meeting"
    assert page.forms["meeting"].row("held_on").value() == date(2026, 11, 23)
    assert page.people.came() == 1
    assert "Opened again on 24 November 2026: The day is wrong" in words_of(page)


def test_large_print_is_made_and_noted_as_such(
    page: ReviewPage, desk: Desk, planned: Review, tmp_path: Path
) -> None:
    finish(page)
    page.summary.large.click()
    desk.dialogs.will_answer(tmp_path / "summary.pdf")
    press(page.summary, "Save as PDF")
    assert desk.told.troubles == []
    (form,) = forms_of(desk.session, planned.pupil_id)
    assert form.large_print


# letters


def letter(desk: Desk, planned: Review, kind: Letter, qtbot: QtBot) -> ReviewLetterPage:
    made = ReviewLetterPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.open(review_id=planned.id, letter=kind.value)
    made.show()
    return made


def test_what_is_typed_is_kept_before_the_letter_is_written(
    page: ReviewPage, desk: Desk, planned: Review
) -> None:
    page.forms["meeting"].set_values({"starts_at": "14:30", "where_held": "Meeting room 2"})
    press(page, "Family")
    assert desk.told.went == [("review_letter", {"review_id": planned.id, "letter": Letter.FAMILY.value})]
    kept = desk.session.get(Review, planned.id)
    assert (kept.starts_at, kept.where_held) == ("14:30", "Meeting room 2")
    page.open(review_id=planned.id)
    assert page.forms["meeting"].row("starts_at").value() == "14:30"


def test_an_invitation_is_saved_and_the_family_noted_as_asked(
    desk: Desk, planned: Review, qtbot: QtBot, tmp_path: Path
) -> None:
    made = letter(desk, planned, Letter.FAMILY, qtbot)
    assert "This letter lacks something." in words_of(made)
    desk.dialogs.will_answer(tmp_path / "letter.pdf")
    press(made, "Save as PDF")
    assert desk.told.troubles == []
    assert desk.told.toasts[-1] == "The letter was saved as PDF, and noted (undo)"
    (asked,) = people.people_of(desk.session, planned.id)
    assert (asked.name, asked.asked_on, asked.came) == ("Marigold Puddlecombe", date(2026, 11, 24), None)
    assert desk.told.went == [("back", {})]


def test_a_letter_to_somebody_who_must_not_know_is_not_offered(
    consented: House, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    barred(consented)
    made = letter(desk, planned, Letter.FAMILY, qtbot)
    said = words_of(made)
    assert "Not to be written to: Basil Puddlecombe." in said
    offered = made.form.row("to").input
    assert offered.count() == 2, "nobody chosen, and the mother"  # type: ignore[attr-defined]  # it is a list


def test_a_reminder_notes_when_the_provider_was_asked(
    consented: House, desk: Desk, planned: Review, qtbot: QtBot, tmp_path: Path
) -> None:
    running(consented)
    page = opened(desk, planned, qtbot)
    page.frame.chosen.emit("feedback")
    assert "Kingfisher Workshop: no feedback yet." in words_of(page)
    press(page, "Write a reminder")
    made = letter(desk, planned, Letter.FEEDBACK, qtbot)
    desk.dialogs.will_answer(tmp_path / "letter.pdf")
    press(made, "Save as PDF")
    page.open(review_id=planned.id)
    page.frame.chosen.emit("feedback")
    assert "Asked on 24 November 2026." in words_of(page)
    assert desk.session.get(Review, planned.id).provider_asked_on == date(2026, 11, 24)


def test_a_letter_without_a_provider_says_so(desk: Desk, planned: Review, qtbot: QtBot) -> None:
    made = letter(desk, planned, Letter.PROVIDER, qtbot)
    assert "No provider teaches the pupil now." in words_of(made)
    assert not made.print.isEnabled()


def test_a_review_goes_on_without_feedback_only_with_a_reason(
    consented: House, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    running(consented)
    page = opened(desk, planned, qtbot)
    finish(page)
    assert "There is no feedback from the provider." in words_of(page)
    assert not desk.session.get(Review, planned.id).finished
    page.forms["feedback"].set_values({"without_feedback": "Asked twice, nothing came."})
    press(page, "Finish and print summary")
    assert desk.session.get(Review, planned.id).finished


def test_a_tick_leaves_the_reason_that_is_being_typed_alone(
    page: ReviewPage, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    why = page.share.rows[0].why
    why.setFocus()
    qtbot.keyClicks(why, "Not yet ")
    press(page.people, MOTHER)
    page.records_changed(frozenset({"review_person"}))
    assert QApplication.focusWidget() is why
    qtbot.keyClicks(why, "clear")
    assert page.share.rows[0].why.value() == "Not yet clear"


def test_the_tab_says_when_the_reviews_after_the_planned_one_fall(
    consented: House, desk: Desk, planned: Review, qtbot: QtBot
) -> None:
    running(consented)
    tab = ReviewsTab(desk.services, consented.pupil.id)
    qtbot.addWidget(tab)
    words = "Six-weekly, on school days: those after it fall on 18 December 2026 and 29 January 2027."
    assert words in words_of(tab)


def test_a_name_that_was_not_added_is_not_lost_by_finishing_or_leaving(
    page: ReviewPage, desk: Desk, planned: Review
) -> None:
    page.people.name.set_value("Aunt Bea")
    press(page, "Save and finish later")
    assert desk.told.went == []
    assert "Press Add, or empty this field." in words_of(page)
    finish(page)
    assert page.frame.current == "meeting"
    assert not desk.session.get(Review, planned.id).finished
