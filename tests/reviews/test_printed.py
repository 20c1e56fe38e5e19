"""What a family takes home, and the letters: their words first, nothing of another child, no address that is confidential."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils.links import Bond, Sibling
from coordinator_app.referrals import actions as referrals
from coordinator_app.reviews import actions, letters, naming, people
from coordinator_app.reviews.letters import Letter, addressees, letter_given, letter_order, time_said
from coordinator_app.reviews.model import Review, ReviewTarget, TargetResult
from coordinator_app.reviews.orders import summary_order, summary_reference
from coordinator_app.sharing.actions import disclosures_of
from tests.pdf import readers
from tests.reviews.test_people_and_copies import barred, running
from tests.vaults import House, add, new_pupil, new_referral

FULL = "/ \\ / \\ / \\ / \\ / \\"


@pytest.fixture
def held(consented: House) -> Review:
    """Review 2 with everything on it, not finished."""
    session = consented.session
    running(consented)
    first = actions.plan_review(session, consented.pupil.id, date(2026, 8, 31)).record
    written = {"held_on": date(2026, 10, 9), "who_was_there": "His mother", "provider_words": "Goes well."}
    first = actions.save_review(session, replace(first, **written)).record  # type: ignore[arg-type]  # a value for each
    met = ReviewTarget(words="Arrive by 9:15am", result=TargetResult.MET, comment="Every day.")
    actions.set_targets(session, first, [met])
    actions.finish_review(session, first, [])
    for monday, marks in ((date(2026, 11, 9), FULL), (date(2026, 11, 16), FULL.replace("/ \\", "O O", 1))):
        with session.write() as work:
            week = AttendanceWeek(
                pupil_id=consented.pupil.id, school_id=consented.school.id, monday=monday, marks=marks
            )
            work.add(week)
    second = actions.plan_review(session, consented.pupil.id, date(2026, 10, 9)).record
    actions.set_targets(session, second, [ReviewTarget(words="Bring boots every day")])
    wanted = replace(
        second,
        starts_at="14:30",
        where_held="Meeting room 2, Quarry Road",
        held_on=date(2026, 11, 20),
        pupil_words="I like the engines.",
        attendance_percent="90",
        family_words="He sleeps better.",
        provider_words="Works well in a pair.",
    )
    for one in people.known(session, consented.pupil.id):
        people.set_came(session, second.id, one, came=True)
    return actions.save_review(session, wanted).record


def finished(house: House, review: Review, **more: object) -> Review:
    kept = actions.save_review(house.session, replace(review, **more)).record  # type: ignore[arg-type]  # a value for each
    return actions.finish_review(house.session, kept, []).record


def text(order: PrintOrder, tmp_path: Path) -> str:
    return " ".join(readers.pdf_text(print_order(order).pdf, tmp_path).split())


@pytest.mark.parametrize("large", [False, True])
def test_the_familys_and_the_pupils_words_come_first_and_every_bar_has_its_number(
    consented: House, held: Review, large: bool, tmp_path: Path
) -> None:
    done = finished(consented, held)
    order = summary_order(consented.session, done, practice=False, large_print=large)
    read = text(order, tmp_path)
    parts = (
        "I like the engines.", "He sleeps better.", "Bring boots every day", "Arrive by 9:15am",
        "90 per cent", "Works well in a pair.",
        "Marigold Puddlecombe, parent or carer", "If something here is wrong", "Tell Pat Samplewell",
    )  # fmt: skip
    assert [part for part in parts if part not in read] == [], read
    places = [read.index(part) for part in parts]
    assert places == sorted(places)
    assert {"9 November", "16 November"} <= {row[0] for row in order.parts["attendance_weeks"].rows}
    assert all(words in read for words in ("10 of 10 half days", "8 of 10 half days", "Met", "01632 960118"))
    assert "not given]" not in read


def test_without_weeks_there_is_no_chart_and_without_comments_no_column(
    consented: House, held: Review
) -> None:
    session = consented.session
    with session.write() as work:
        for week in session.list(AttendanceWeek):
            work.trash(week)
        for target in session.list(ReviewTarget):
            work.change(target, comment="", result=None)
    order = summary_order(session, finished(consented, held), practice=False)
    assert order.parts["attendance_weeks"].rows == ()
    assert order.parts["targets"].rows == (("Arrive by 9:15am", "Not looked at"),)
    assert order.parts["shared_today"].rows == (("Nothing new was written down since the last review.",),)


def test_a_large_print_copy_is_noted_as_one(consented: House, held: Review) -> None:
    done = finished(consented, held)
    assert summary_reference(consented.session, done, 2, "ab12", large_print=True)


def other_pupil(house: House) -> str:
    other = new_pupil(house, given_names="Idris James", family_name="Moonbeck-Reed")
    return referrals.take_referral(house.session, other, new_referral(house)).pupil.id


def test_a_summary_that_names_another_pupil_is_not_printed(consented: House, held: Review) -> None:
    other = other_pupil(consented)
    done = finished(consented, held, provider_words="Works with Idris Moonbeck-Reed every day.")
    with pytest.raises(GateShut, match="names another pupil on your list: Idris James Moonbeck-Reed"):
        summary_order(consented.session, done, practice=False)
    with consented.session.write() as work:
        work.add(Sibling(pupil_id=other, other_id=consented.pupil.id, bond=Bond.SIBLINGS))
    assert summary_order(consented.session, done, practice=False).parts["feedback"].rows


def test_a_namesake_and_those_who_came_do_not_stop_a_summary(consented: House, held: Review) -> None:
    session = consented.session
    for given, family in (("Kit", "Puddlecombe"), ("Marigold", "Puddlecombe")):
        other = new_pupil(consented, given_names=given, family_name=family)
        referrals.take_referral(session, other, new_referral(consented))
    done = finished(consented, held, attendance_words="Kit Puddlecombe came each day.")
    assert summary_order(session, done, practice=False).parts["present"].rows


def test_the_planted_fault_of_a_check_that_asks_nobody(
    consented: House, held: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "pupils_called", lambda *_: [])
    with pytest.raises(pytest.fail.Exception):
        test_a_summary_that_names_another_pupil_is_not_printed(consented, held)


def test_a_confidential_address_is_on_no_page(consented: House, held: Review) -> None:
    session = consented.session
    with session.write() as work:
        work.change(
            consented.carer,
            address="4 Weir Cottages\nHazelmoor",
            email="marigold@weir.example",
            address_is_confidential=True,
        )
    done = finished(consented, held, family_words="We are at 4, Weir Cottages now.")
    with pytest.raises(GateShut, match="address that is confidential"):
        summary_order(session, done, practice=False)
    order = letter_order(session, done, Letter.FAMILY, consented.carer.id, practice=False)
    assert order.head.recipient_lines == ("Marigold Puddlecombe",)
    for way in ("Ring me on 01632-960 177.", "Write to marigold@weir.example, please."):
        told = session.get(Review, done.id)
        with session.write() as work:
            told = work.change(told, family_words=way)
        with pytest.raises(GateShut, match="leads there"):
            summary_order(session, told, practice=False)
    assert addressees(session, done, Letter.FAMILY)[0].confidential


# letters


@pytest.mark.parametrize("letter", list(Letter))
@pytest.mark.parametrize("large", [False, True])
def test_each_letter_is_filled_in_and_fits_its_reader(
    consented: House, held: Review, letter: Letter, large: bool, tmp_path: Path
) -> None:
    (to,) = addressees(consented.session, held, letter)
    order = letter_order(consented.session, held, letter, to.id, practice=False, large_print=large)
    printed = print_order(order)
    read = text(order, tmp_path)
    assert f"Dear {to.who.name}" in read
    assert "Friday 20 November 2026" in read
    assert "Kit Puddlecombe" in read
    assert "[" not in read
    assert ("2:30pm" in read) == ("Meeting room 2" in read) == (letter is not Letter.FEEDBACK)
    assert printed.pages <= (2 if large else 1)


def test_without_time_and_place_the_letter_says_that_they_are_to_be_agreed(
    consented: House, held: Review
) -> None:
    plain = replace(held, starts_at="", where_held="")
    order = letter_order(consented.session, plain, Letter.FAMILY, consented.carer.id, practice=False)
    assert order.gaps == {"review_time": "time: to be agreed", "review_place": "place: to be agreed"}
    assert (time_said("after school "), time_said("9.00")) == ("after school", "9am")


def test_nobody_is_invited_who_must_not_know_where_the_pupil_is(consented: House, held: Review) -> None:
    him = barred(consented)
    offered = [one.id for one in addressees(consented.session, held, Letter.FAMILY)]
    assert offered == [consented.carer.id]
    with pytest.raises(GateShut, match="must not be told where the pupil lives"):
        letter_order(consented.session, held, Letter.FAMILY, him.id, practice=False)


def test_the_planted_fault_of_an_open_letter_gate(
    consented: House, held: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coordinator_app.core.gates import OPEN

    monkeypatch.setattr(letters, "letter_gate", lambda *_: OPEN)
    with pytest.raises(AssertionError):
        test_nobody_is_invited_who_must_not_know_where_the_pupil_is(consented, held)


def test_letters_are_noted_and_what_goes_out_stands_in_the_ledger(consented: House, held: Review) -> None:
    session = consented.session
    given = letter_given(session, held, Letter.FAMILY, consented.carer.id)
    asked = {one.name: one.asked_on for one in people.people_of(session, held.id)}
    assert asked["Marigold Puddlecombe"] == date(2026, 11, 24)
    session.undo(given.change_id)
    assert disclosures_of(session, consented.pupil.id) == []
    (school,) = addressees(session, held, Letter.SCHOOL)
    (provider,) = addressees(session, held, Letter.FEEDBACK)
    assert letter_given(session, held, Letter.SCHOOL, school.id).change_id == ""
    kept = letter_given(session, held, Letter.FEEDBACK, provider.id).record
    assert kept.provider_asked_on == date(2026, 11, 24)
    assert [one.description for one in disclosures_of(session, consented.pupil.id)] == [
        "Letter asking for feedback to review 2",
        "Invitation to review 2",
    ]
    with pytest.raises(GateShut, match="Choose who gets the letter"):
        letter_given(session, held, Letter.SCHOOL, "nobody")


def test_a_provider_is_not_written_to_without_consent(referred: House) -> None:
    running(referred)
    review = actions.plan_review(referred.session, referred.pupil.id, date(2026, 10, 9)).record
    (to,) = addressees(referred.session, review, Letter.PROVIDER)
    with pytest.raises(GateShut):
        letter_order(referred.session, review, Letter.PROVIDER, to.id, practice=False)


def test_what_was_gone_through_is_named_by_its_kind_and_day_only(consented: House, held: Review) -> None:
    entry = add(consented, "Kit finished the small engine unit.")
    done = actions.finish_review(consented.session, held, [actions.Told(entry, True)]).record
    order = summary_order(consented.session, done, practice=False)
    assert order.parts["shared_today"].rows == (("Behaviour, 1 November 2026",),)


def test_entries_of_one_kind_and_day_stand_in_one_line_with_their_number(
    consented: House, held: Review
) -> None:
    entries = [add(consented, f"Kit finished part {number} of the unit.") for number in range(3)]
    other = add(consented, "Kit came late.", category=Category.ATTENDANCE)
    told = [actions.Told(one, True) for one in (*entries, other)]
    done = actions.finish_review(consented.session, held, told).record
    rows = summary_order(consented.session, done, practice=False).parts["shared_today"].rows
    assert rows == (("Behaviour, 1 November 2026 (3 entries)",), ("Attendance, 1 November 2026",))
