"""When reviews fall, and the calendar that leaves the vault with them and names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from coordinator_app.core.calendar import SchoolDays, TermBlock, TermCalendar
from coordinator_app.organisations.actions import bank_holidays, school_days
from coordinator_app.reviews import actions, calendar_file
from coordinator_app.reviews.calendar_file import Event, calendar, names_somebody, read_clock
from coordinator_app.reviews.leaving_calendar import make_calendar, save_calendar
from coordinator_app.reviews.schedule import dates, propose
from tests.vaults import House

MADE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NAMES = ("Kit", "Puddlecombe", "Marigold", "Foxglove", "Inkwell")


def test_the_reviews_of_a_programme_are_six_weekly_on_school_days(house: House) -> None:
    school = school_days(house.session, house.school.id)
    found = dates(date(2026, 8, 31), date(2027, 2, 12), school)
    assert found == (date(2026, 10, 12), date(2026, 11, 23), date(2026, 12, 18), date(2027, 1, 29))
    assert all(school.counts(day) for day in found)
    assert dates(date(2027, 6, 1), None, school) == ()  # no terms are known


def test_a_short_half_term_is_not_passed_over(house: House) -> None:
    blocks = (
        TermBlock("Spring 1", date(2027, 1, 5), date(2027, 2, 12)),
        TermBlock("Spring 2", date(2027, 2, 22), date(2027, 3, 12)),
        TermBlock("Summer 1", date(2027, 3, 22), date(2027, 5, 28)),
    )
    school = SchoolDays(TermCalendar("Short", blocks), bank_holidays(house.session))
    found = propose(date(2027, 2, 12), school)
    assert found.on == date(2027, 3, 12)
    assert "there is a review in each" in found.why


def events(content: bytes) -> list[dict[str, object]]:
    read = Calendar.from_ical(content)
    return [dict(one.items()) for one in read.walk("VEVENT")]


def told(content: bytes) -> list[str]:
    """Names that stand in the file, however it is folded."""
    whole = content.decode().replace("\r\n ", "").casefold()
    return [name for name in NAMES if name.casefold() in whole]


@pytest.fixture
def planned(consented: House) -> House:
    session = consented.session
    first = actions.plan_review(session, consented.pupil.id, date(2026, 10, 26)).record
    where = "Meeting room 2, Quarry Road; ring the bell"
    actions.save_review(session, replace(first, starts_at="14:30", where_held=where))
    return consented


def test_a_calendar_holds_the_day_the_time_and_the_place_and_names_nobody(planned: House) -> None:
    made = make_calendar(planned.session)
    (event,) = events(made.content)
    assert str(event["SUMMARY"]) == "Review"
    assert event["DTSTART"].dt == datetime(2026, 12, 7, 14, 30, tzinfo=UTC)  # type: ignore[attr-defined]  # a property of its days
    assert str(event["LOCATION"]) == "Meeting room 2, Quarry Road; ring the bell"
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "CLASS"}
    assert told(made.content) == []
    assert planned.pupil.id not in made.content.decode()


def test_a_place_that_names_somebody_is_left_out(planned: House) -> None:
    (review,) = actions.reviews_of(planned.session, planned.pupil.id)
    actions.save_review(planned.session, replace(review, where_held="At Marigold's, 4 Weir Cottages"))
    made = make_calendar(planned.session)
    assert (made.reviews, made.without_place) == (1, 1)
    assert told(made.content) == []


def test_a_title_with_a_name_would_be_seen(planned: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    monkeypatch.setattr(calendar_file, "TITLE", "Review of Kit Puddlecombe")
    assert told(make_calendar(planned.session).content) == ["Kit", "Puddlecombe"]
    with pytest.raises(AssertionError):
        test_a_calendar_holds_the_day_the_time_and_the_place_and_names_nobody(planned)


def test_a_review_without_a_time_takes_the_day_and_summer_time_is_minded() -> None:
    whole, summer = events(
        calendar(
            [Event("a", date(2026, 12, 7), "after school"), Event("b", date(2027, 6, 7), "9.05", "é" * 80)], MADE
        )
    )  # fmt: skip
    assert whole["DTSTART"].dt == date(2026, 12, 7)  # type: ignore[attr-defined]  # a property of its days
    assert whole["DTEND"].dt - whole["DTSTART"].dt == timedelta(days=1)  # type: ignore[attr-defined]  # a property of its days
    assert summer["DTSTART"].dt == datetime(2027, 6, 7, 8, 5, tzinfo=UTC)  # type: ignore[attr-defined]  # a property of its days
    assert str(summer["LOCATION"]) == "é" * 80


def test_no_line_of_the_file_is_longer_than_the_format_allows() -> None:
    content = calendar([Event("a", date(2026, 12, 7), "", "é" * 200)], MADE)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_same_review_keeps_its_id_so_that_a_calendar_moves_it(planned: House) -> None:
    one, other = (events(make_calendar(planned.session).content)[0]["UID"] for _ in range(2))
    assert one == other


def test_short_words_of_a_name_do_not_take_a_place_away() -> None:
    assert names_somebody("at puddlecombe's", ["Kit Puddlecombe"])
    assert not names_somebody("Room of the Ox", ["Jo Ox"])


def test_the_calendar_leaves_with_a_line_in_the_audit(planned: House, tmp_path: Path) -> None:
    made = make_calendar(planned.session)
    place = save_calendar(planned.session, tmp_path / "reviews.ics", made)
    assert place.read_bytes() == made.content
    assert make_calendar(planned.session, ()).reviews == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)), ("9.05", time(9, 5)), ("2.30", time(14, 30)), ("02:30", time(2, 30)),
        ("2pm", time(14)), ("12 PM", time(12)), ("12:15am", time(0, 15)), ("11.30 am", time(11, 30)),
        ("4", None), ("14pm", None), ("after school", None), ("25:00", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, meant: time | None) -> None:
    assert read_clock(typed) == meant
