"""What access requests bring to Today, the menu and the palette, from the facts of a real vault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.access_requests import due
from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.due import due_items, rail_count, working_days
from coordinator_app.access_requests.model import (
    AccessRequest,
    LetterKind,
    RequestLetter,
    RequestPause,
    RequestSort,
)
from coordinator_app.access_requests.palette import palette
from coordinator_app.access_requests.standing import standing, standings
from coordinator_app.access_requests.story import story_of
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import PaletteGroup, RailCount
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.today.model import Who
from tests.vaults import House, gathered, new_request


@pytest.fixture
def request_made(consented: House) -> AccessRequest:
    return intake.log_request(consented.session, new_request(consented)).record


def test_every_open_request_is_a_clock_of_today(consented: House, request_made: AccessRequest) -> None:
    clock = due_items(consented.session)[0]
    assert (clock.who, clock.title, clock.due) == (Who.CLOCK, "Kit Puddlecombe", date(2026, 11, 24))
    assert clock.tone == "soon"
    assert clock.params == (("request_id", request_made.id),)
    assert clock.second_line == "acknowledge it by letter"


def test_what_the_school_and_the_requester_owe_is_waited_for(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    intake.consult_school(session, request_made, date(2026, 11, 10), "T. Inkwell")
    kept = intake.change_request(session, request_made, identity_asked_on=date(2026, 11, 11)).record
    intake.pause(session, kept, date(2026, 11, 12), "Which years?")
    waiting = [one for one in due_items(session) if one.who is Who.SOMEONE_ELSE]
    ours = [one for one in due_items(session) if one.key.endswith("-school")]
    # the school was asked 14 days ago: to chase it is ours
    assert [(one.title, one.second_line, one.who) for one in ours] == [
        ("Chase: School reply, Foxglove Hill School", "Asked 10 November, Kit Puddlecombe", Who.YOU),
    ]
    assert [(one.title, one.second_line) for one in waiting] == [
        ("Proof of identity, Marigold Puddlecombe", "Asked 11 November, Kit Puddlecombe"),
        ("Answer to our question, Marigold Puddlecombe", "Asked 12 November, Kit Puddlecombe"),
    ]
    keys = [one.key for one in due_items(session)]
    assert len(set(keys)) == len(keys) == 4


def test_an_answer_that_came_is_waited_for_no_longer(consented: House, request_made: AccessRequest) -> None:
    session = consented.session
    asked = intake.consult_school(session, request_made, date(2026, 11, 10), "T. Inkwell").record
    asked = intake.chase_school(session, asked, date(2026, 11, 11), "The office").record
    line = next(one for one in due_items(session) if one.key.endswith("-school"))
    assert (line.second_line, line.due) == (
        "Chased 11 November. Asked 10 November, Kit Puddlecombe",
        date(2026, 11, 11),
    )
    replied = intake.school_replied(session, asked, date(2026, 11, 12), "Share it.").record
    with pytest.raises(GateShut, match="The school replied on 12 November 2026"):
        intake.chase_school(session, replied, date(2026, 11, 13), "The office")
    pause = intake.pause(session, request_made, date(2026, 11, 12), "Which years?").record
    intake.answer(session, pause, date(2026, 11, 13), "All")
    assert not [one for one in due_items(session) if one.who is Who.SOMEONE_ELSE]


def test_the_menu_counts_open_requests_and_the_overdue(consented: House) -> None:
    assert rail_count(consented.session) is None
    intake.log_request(consented.session, new_request(consented, received_on=date(2026, 10, 1)))
    intake.log_request(consented.session, new_request(consented, received_on=date(2026, 11, 20)))
    assert rail_count(consented.session) == RailCount(2, 1)


def test_the_next_step_follows_the_work(consented: House, request_made: AccessRequest) -> None:
    session = consented.session
    assert standings(session)[0].next_step == "acknowledge it by letter"
    items = gathered(consented, request_made)
    one = standings(session)[0]
    assert (one.items, one.undecided) == (len(items), len(items))


def test_the_palette_logs_a_request_and_finds_it_by_whoever_asked(
    consented: House, request_made: AccessRequest
) -> None:
    entries = palette(consented.session)
    log = next(one for one in entries if one.new)
    assert (log.title, log.opens.page) == ("Log an access request", "log_request")
    found = next(one for one in entries if one.group is PaletteGroup.REQUESTS)
    assert found.title == "Request 1, Kit Puddlecombe"
    assert found.also == "Marigold Puddlecombe"
    assert dict(found.opens.params) == {"request_id": request_made.id}


def reminder(house: House) -> str:
    return next((one.second_line for one in due_items(house.session) if one.key.endswith("-reminder")), "")


def test_three_working_days_before_on_the_day_and_after_it_the_request_is_among_your_own_tasks(
    consented: House, request_made: AccessRequest
) -> None:
    said = {}
    for day in (18, 19, 20, 23, 24, 25):
        consented.clock.at = datetime(2026, 11, day, 9, 0)
        said[day] = reminder(consented)
    assert said[18] == ""
    assert said[19].startswith("Partnership target: 3 working days left, due 24 November")
    assert said[20].startswith("Partnership target: 2 working days left")
    assert said[23].startswith("Partnership target: 1 working day left")
    assert said[24].startswith("Partnership target is due today")
    assert said[25].startswith("Partnership target was due on 24 November 2026")


def of_the_law(house: House, day: datetime, rule: str = "legal_month") -> str:
    house.clock.at = day
    found = due_items(house.session)
    assert len({one.key for one in found}) == len(found)
    return next((one.second_line for one in found if one.key.endswith(f"-{rule}")), "")


def test_once_the_target_was_missed_the_day_of_the_law_is_told_all_the_same(
    consented: House, request_made: AccessRequest
) -> None:
    """The line of the target stood there alone until the answer went, also while the month of the law came and passed."""
    said = {day: of_the_law(consented, datetime(2026, 12, day, 9)) for day in (1, 4, 9, 10)}
    assert said[1] == ""
    assert said[4].startswith("Legal month: 3 working days left, due 9 December")
    assert said[9].startswith("Legal month is due today.")
    assert said[10].startswith("Legal month was due on 9 December 2026.")
    assert reminder(consented).startswith("Partnership target was due on 24 November 2026")


def test_the_row_of_a_request_whose_target_was_missed_names_the_day_of_the_law(
    consented: House, request_made: AccessRequest
) -> None:
    consented.clock.at = datetime(2026, 11, 24, 9)
    assert "Legal month" not in standings(consented.session)[0].second_line
    consented.clock.at = datetime(2026, 11, 25, 9)
    said = standings(consented.session)[0].second_line
    assert "Partnership target 24 November. Legal month 9 December. Next: " in said


def test_of_the_record_of_a_bound_school_both_days_of_the_law_are_told(consented: House) -> None:
    session = consented.session
    kept = intake.log_request(session, new_request(consented, sort=RequestSort.BOTH)).record
    held = intake.clocks(session, kept)
    assert held.both_are_law
    assert of_the_law(consented, datetime(2026, 11, 30, 9), held.school.rule.value).startswith(
        "15 school days is due today"
    )
    assert of_the_law(consented, datetime(2026, 12, 9, 9)).startswith("Legal month is due today.")
    consented.clock.at = datetime(2026, 12, 9, 9)
    intake.pause(session, kept, date(2026, 11, 20), "Which years?")
    assert of_the_law(consented, datetime(2026, 12, 9, 9)) == ""  # it stands until they answer


def test_a_holiday_brings_the_reminder_forward(consented: House) -> None:
    bank = bank_holidays(consented.session)
    assert working_days(date(2026, 12, 23), date(2026, 12, 29), bank) == 2


def test_after_a_month_without_an_answer_closing_is_offered_only_where_they_owe_it(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    intake.consult_school(session, request_made, date(2026, 11, 10), "T. Inkwell")
    intake.pause(session, request_made, date(2026, 11, 12), "Which years?")
    consented.clock.at = datetime(2026, 11, 26, 9, 0)
    by_key = {one.key.rsplit("-", 1)[1]: one for one in due_items(session)}
    assert (by_key["answer"].title, by_key["answer"].action) == (
        "Chase: Answer to our question, Marigold Puddlecombe",
        "Chase",
    )
    consented.clock.at = datetime(2026, 12, 14, 9, 0)
    by_key = {one.key.rsplit("-", 1)[1]: one for one in due_items(session)}
    assert (by_key["answer"].action, by_key["answer"].who) == ("Close or chase", Who.YOU)
    assert "No answer for a month" in by_key["answer"].second_line
    assert by_key["school"].action == "Chase"


def test_they_are_reminded_of_a_question_and_the_chase_begins_anew_while_the_clock_stands(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    pause = intake.pause(session, request_made, date(2026, 11, 12), "Which years?").record
    consented.clock.at = datetime(2026, 11, 27, 9, 0)
    before = standing(session, session.get(AccessRequest, request_made.id)).clocks
    with pytest.raises(InvalidInput):
        intake.remind(session, pause, date(2026, 11, 11))
    with pytest.raises(InvalidInput):
        intake.remind(session, pause, date(2026, 11, 28))
    kept = intake.remind(session, pause, date(2026, 11, 27))
    assert kept.record.chased_on == date(2026, 11, 27)
    one = standing(session, session.get(AccessRequest, request_made.id))
    assert one.clocks == before, "a reminder moves no clock"
    line = next(item for item in due_items(session) if item.key.endswith("-answer"))
    assert (line.action, line.who, line.due) == ("Look", Who.SOMEONE_ELSE, date(2026, 11, 27))
    assert line.second_line.startswith("Chased 27 ")
    assert "They were reminded on 27 November 2026" in " ".join(
        step.what for step in story_of(session, session.get(AccessRequest, request_made.id), {})
    )
    session.undo(kept.change_id)
    line = next(item for item in due_items(session) if item.key.endswith("-answer"))
    assert (line.action, line.who) == ("Chase", Who.YOU)
    answered = intake.answer(session, session.get(RequestPause, pause.id), date(2026, 11, 27), "All").record
    with pytest.raises(GateShut, match="They answered on 27 November 2026"):
        intake.remind(session, answered, date(2026, 11, 27))


def test_a_letter_to_a_third_party_that_is_not_answered_is_waited_for_and_then_chased(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    with session.write(Compartment.GUARDED) as work:
        work.add(
            RequestLetter(
                request_id=request_made.id,
                letter=LetterKind.HEALTH_OPINION,
                template_version=1,
                written_on=date(2026, 11, 20),
                sent_on=date(2026, 11, 20),
                is_guarded=True,
                addressed_to="Dr Fen Marlowe",
            )
        )
    line = next(one for one in due_items(session) if "-letter-" in one.key)
    assert (line.title, line.who, line.page) == ("Answer to a letter", Who.SOMEONE_ELSE, "request_letters")
    assert "Marlowe" not in f"{line.title} {line.second_line}"
    consented.clock.at = datetime(2026, 12, 4, 9, 0)
    line = next(one for one in due_items(session) if "-letter-" in one.key)
    assert (line.title, line.who) == ("Chase: Answer to a letter", Who.YOU)


def test_many_requests_are_each_a_clock(consented: House) -> None:
    for day in range(1, 21):
        intake.log_request(consented.session, new_request(consented, received_on=date(2026, 11, day)))
    clocks = [one for one in due_items(consented.session) if one.who is Who.CLOCK]
    assert len(clocks) == 20


def test_on_the_last_lawful_day_the_reminder_says_today_as_the_clock_does(consented: House) -> None:
    session = consented.session
    consented.clock.at = datetime(2026, 3, 2, 9)
    made = new_request(consented, received_on=date(2026, 3, 2), sort=RequestSort.SUBJECT_ACCESS)
    kept = intake.log_request(session, made).record
    consented.clock.at = datetime(2026, 3, 11, 9)
    asked = intake.pause(session, kept, date(2026, 3, 4), "Which years?").record
    intake.answer(session, asked, date(2026, 3, 11), "All")
    consented.clock.at = datetime(2026, 4, 10, 9)
    one = standing(session, session.get(AccessRequest, kept.id))
    alone = replace(one, clocks=replace(one.clocks, has_target=False, has_school=False))
    (item,) = due._reminder(alone, bank_holidays(session))
    assert alone.remains.text == "Due today"
    assert item.second_line.startswith("Legal month is due today.")
