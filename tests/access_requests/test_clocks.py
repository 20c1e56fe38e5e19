from __future__ import annotations

from datetime import date, datetime

import pytest

from coordinator_app.access_requests import clocks as clocks_module
from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.clocks import Clocks, proofs_of
from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.access_requests.model import AccessRequest, Channel, LetterKind, RequestSort
from coordinator_app.core.dates import say
from coordinator_app.core.deadline_types import Proof, ProofKind, Rule, TargetRule
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.model import School, SchoolType
from tests.vaults import House, new_request

SATURDAY, MONDAY = date(2026, 2, 28), datetime(2026, 3, 2, 9, 0)


@pytest.fixture
def asked(referred: House) -> tuple[House, AccessRequest]:
    """J7: asked on Saturday by telephone, logged on Monday."""
    referred.clock.at = MONDAY
    return referred, intake.log_request(referred.session, new_request(referred, received_on=SATURDAY)).record


def clocks(house: House, request: AccessRequest) -> Clocks:
    return intake.clocks(house.session, house.session.get(AccessRequest, request.id))


def test_a_request_logged_on_monday_counts_from_the_saturday_it_arrived(
    asked: tuple[House, AccessRequest],
) -> None:
    house, request = asked
    assert (request.received_on, request.typed_on) == (SATURDAY, date(2026, 3, 2))
    three = clocks(house, request)
    assert [one.due for one in three.all] == [date(2026, 3, 13), date(2026, 3, 20), date(2026, 3, 30)]
    assert three.first is three.target
    assert [one.rule for one in three.all] == [Rule.POLICY_TARGET, Rule.SCHOOL_RECORD, Rule.LEGAL_MONTH]


def test_each_clock_explains_itself_day_by_day(asked: tuple[House, AccessRequest]) -> None:
    three = clocks(*asked)
    counted = [step for step in three.school.steps if step.counted]
    assert len(counted) == 15
    assert counted[0].text == "Monday 2 March 2026: school day 1"
    assert all(one.steps and one.source for one in three.all)


def test_a_pause_moves_the_legal_month_and_the_target_and_never_the_school_days(
    asked: tuple[House, AccessRequest],
) -> None:
    house, request = asked
    house.clock.at = datetime(2026, 3, 4, 9, 0)
    pause = intake.pause(house.session, request, date(2026, 3, 4), "Which school years?").record
    waiting = clocks(house, request)
    assert (waiting.target.due, waiting.legal.due) == (None, None)
    assert waiting.school.due == date(2026, 3, 20)
    assert waiting.first is waiting.school
    with pytest.raises(GateShut, match="already paused"):
        intake.pause(house.session, request, date(2026, 3, 4), "Another?")
    house.clock.at = datetime(2026, 3, 11, 9, 0)
    intake.answer(house.session, pause, date(2026, 3, 11), "All of them")
    answered = clocks(house, request)
    # 28 March and the eight days of the pause is Easter Sunday; the next working day is Tuesday
    assert answered.legal.due == date(2026, 4, 7)
    assert answered.target.due == date(2026, 3, 23)
    assert answered.school.due == date(2026, 3, 20)
    assert intake.pauses_of(house.session, request.id)[0].answer == "All of them"


def test_a_pause_that_stopped_the_school_days_would_be_caught(
    asked: tuple[House, AccessRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, request = asked
    house.clock.at = datetime(2026, 3, 11, 9, 0)
    pause = intake.pause(house.session, request, date(2026, 3, 4), "Which?").record
    intake.answer(house.session, pause, date(2026, 3, 11), "All")
    before = clocks(house, request)
    monkeypatch.setattr(clocks_module, "school_record", lambda *_, **__: before.legal)  # the planted fault
    assert clocks(house, request).school.due != before.school.due


def test_by_setting_a_pause_leaves_the_target_alone_and_the_target_counts_school_days(
    asked: tuple[House, AccessRequest],
) -> None:
    house, request = asked
    house.clock.at = datetime(2026, 3, 11, 9, 0)
    pause = intake.pause(house.session, request, date(2026, 3, 4), "Which?").record
    intake.answer(house.session, pause, date(2026, 3, 11), "All")
    with house.session.write() as work:
        work.set_setting("pauses_stop_target", value=False)
    assert clocks(house, request).target.due == date(2026, 3, 13)
    with house.session.write() as work:
        work.set_setting("target_rule", TargetRule.SCHOOL_15.value)
    assert clocks(house, request).target.due == date(2026, 3, 20)


def test_only_what_was_really_asked_for_moves_the_start() -> None:
    assert proofs_of(AccessRequest()) == ()
    asked = AccessRequest(identity_asked_on=SATURDAY, authority_asked_on=SATURDAY, authority_seen_on=SATURDAY)
    assert proofs_of(asked) == (
        Proof(ProofKind.IDENTITY, None, SATURDAY),
        Proof(ProofKind.AUTHORITY, SATURDAY, SATURDAY),
    )
    # proof seen that nobody asked for cannot delay
    assert proofs_of(AccessRequest(identity_seen_on=MONDAY.date())) == ()


def test_proof_of_identity_starts_the_month_on_the_day_it_is_seen(asked: tuple[House, AccessRequest]) -> None:
    house, request = asked
    house.clock.at = datetime(2026, 3, 9, 9, 0)
    request = intake.change_request(house.session, request, identity_asked_on=date(2026, 3, 2)).record
    assert clocks(house, request).legal.due is None
    letter = letters.letter_order(house.session, request, LetterKind.ACKNOWLEDGEMENT, practice=True)
    assert {"identity_needed", "month_starts"} <= set(letter.choices)
    assert "month_known" not in letter.choices
    request = intake.change_request(house.session, request, identity_seen_on=date(2026, 3, 9)).record
    assert clocks(house, request).legal.due == date(2026, 4, 9)
    assert clocks(house, request).school.due == date(2026, 3, 20)


@pytest.mark.parametrize("proof", ["identity", "authority"])
def test_proof_asked_for_late_in_the_longer_time_gives_no_more_time(
    asked: tuple[House, AccessRequest], proof: str
) -> None:
    house, request = asked
    house.clock.at = datetime(2026, 3, 20, 9, 0)
    longer = intake.change_request(house.session, request, extended_on=date(2026, 3, 20)).record
    house.clock.at = datetime(2026, 5, 12, 9, 0)
    due = clocks(house, longer).legal.due
    values = {f"{proof}_asked_on": date(2026, 5, 11), f"{proof}_seen_on": date(2026, 5, 12)}
    late = intake.change_request(house.session, longer, **values).record
    assert clocks(house, late).legal.due == due == date(2026, 5, 28)
    assert any("does not start anew" in step.text for step in clocks(house, late).legal.steps)


def test_nothing_that_was_logged_arrives_later_and_no_proof_before_it_was_asked_for(
    asked: tuple[House, AccessRequest],
) -> None:
    house, request = asked
    house.clock.at = datetime(2026, 3, 20, 9, 0)
    with pytest.raises(InvalidInput, match="logged on 2 March 2026"):
        intake.change_request(house.session, request, received_on=date(2026, 3, 20))
    for proof in ("identity", "authority"):
        values = {f"{proof}_asked_on": date(2026, 3, 6), f"{proof}_seen_on": date(2026, 3, 5)}
        with pytest.raises(InvalidInput, match="the day it was asked for"):
            intake.change_request(house.session, request, **values)


def test_an_extension_told_in_time_gives_two_more_months(asked: tuple[House, AccessRequest]) -> None:
    house, request = asked
    extended = intake.change_request(
        house.session, request, extended_on=date(2026, 3, 2), extension_reason="Much of it is on paper"
    ).record
    assert clocks(house, extended).legal.due == date(2026, 5, 28)


def test_past_the_last_term_date_no_school_day_is_guessed(referred: House) -> None:
    referred.clock.at = datetime(2027, 2, 9, 9, 0)
    request = intake.log_request(referred.session, new_request(referred, received_on=date(2027, 2, 8))).record
    school = clocks(referred, request).school
    assert school.due is None
    assert "add term dates" in school.why_unknown


def test_a_request_keeps_the_school_of_the_day_it_arrived(referred: House) -> None:
    request = intake.log_request(referred.session, new_request(referred)).record
    assert request.school_id == referred.school.id
    with referred.session.write() as work:
        other = work.add(School(name="Thistledown Academy", school_type=SchoolType.ACADEMY))
        work.change(referred.pupil, school_id=other.id)
    assert clocks(referred, request).school.due == date(2026, 11, 30)
    later = intake.log_request(referred.session, new_request(referred)).record
    assert later.school_id == other.id
    assert clocks(referred, later).school.due is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"received_on": date(2026, 11, 25)}, "received_on"),
        ({"received_on": date(2012, 1, 1)}, "received_on"),
        ({"received_on": None}, "received_on"),
        ({"requester": " "}, "requester"),
        ({"channel": None}, "channel"),
    ],
)
def test_an_impossible_request_is_refused_at_the_field(referred: House, values: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        intake.log_request(referred.session, new_request(referred, **values))
    assert [problem.field for problem in told.value.problems] == [field]


def test_dates_before_the_request_and_in_the_future_are_refused(referred: House) -> None:
    session = referred.session
    request = intake.log_request(session, new_request(referred)).record
    for values in ({"identity_asked_on": date(2026, 11, 8)}, {"extended_on": date(2026, 11, 25)}):
        with pytest.raises(InvalidInput):
            intake.change_request(session, request, **values)
    early, late = date(2026, 11, 8), date(2026, 11, 25)
    for day in (early, late):
        with pytest.raises(InvalidInput):
            intake.pause(session, request, day, "Which?")
        with pytest.raises(InvalidInput):
            intake.consult_school(session, request, day, "T. Inkwell")
    with pytest.raises(InvalidInput):
        intake.pause(session, request, date(2026, 11, 10), "")
    pause = intake.pause(session, request, date(2026, 11, 10), "Which?").record
    consultation = intake.consult_school(session, request, date(2026, 11, 10), "T. Inkwell").record
    for day in (early, late):
        with pytest.raises(InvalidInput):
            intake.answer(session, pause, day, "All")
        with pytest.raises(InvalidInput):
            intake.school_replied(session, consultation, day, "Fine")
        with pytest.raises(InvalidInput):
            intake.chase_school(session, consultation, day, "T. Inkwell")
    consultation = intake.chase_school(session, consultation, date(2026, 11, 18), "The office").record
    with pytest.raises(InvalidInput):
        intake.chase_school(session, consultation, date(2026, 11, 17), "The office")
    assert intake.school_replied(session, consultation, date(2026, 11, 20), "Fine").record.reply == "Fine"


def test_requests_are_numbered_and_the_open_ones_listed_by_arrival(referred: House) -> None:
    session = referred.session
    late = intake.log_request(session, new_request(referred)).record
    early = intake.log_request(session, new_request(referred, received_on=date(2026, 11, 2))).record
    assert (late.request_number, early.request_number) == (1, 2)
    assert [one.id for one in intake.open_requests(session)] == [early.id, late.id]


def sorted_clocks(house: House, sort: RequestSort | None, kind: SchoolType | None = None) -> Clocks:
    if kind is not None:
        with house.session.write() as work:
            house.school = work.change(house.session.get(School, house.school.id), school_type=kind)
    request = AccessRequest(received_on=SATURDAY, school_id=house.school.id, sort=sort)
    return intake.clocks(house.session, request)


def rules(found: Clocks) -> list[Rule]:
    return [one.rule for one in found.all]


THREE = [Rule.POLICY_TARGET, Rule.SCHOOL_RECORD, Rule.LEGAL_MONTH]


def test_what_is_asked_for_says_which_clocks_hold_and_which_of_them_are_law(referred: House) -> None:
    maintained, academy = SchoolType.MAINTAINED, SchoolType.ACADEMY
    both = sorted_clocks(referred, RequestSort.BOTH, maintained)
    assert (rules(both), both.school_is_law) == (THREE, True)
    assert both.limit is both.school, "the earlier of the two that are law"
    record = sorted_clocks(referred, RequestSort.EDUCATIONAL_RECORD)
    assert (rules(record), record.school_is_law) == (THREE[:2], True)
    assert record.limit is record.school
    access = sorted_clocks(referred, RequestSort.SUBJECT_ACCESS)
    assert (rules(access), access.school_is_law) == (THREE, False)
    assert "do not bind" in access.school.source
    information = sorted_clocks(referred, RequestSort.FREEDOM_OF_INFORMATION)
    assert (rules(information), information.limit.rule) == ([Rule.INFORMATION], Rule.INFORMATION)
    # where no regulation binds the school the parent's wish is answered as a request under UK GDPR
    unbound = sorted_clocks(referred, RequestSort.EDUCATIONAL_RECORD, academy)
    assert (rules(unbound), unbound.school_is_law) == (THREE, False)
    for unclear in (None, RequestSort.NOT_A_REQUEST):
        assert rules(sorted_clocks(referred, unclear)) == THREE


def test_a_question_about_our_work_that_names_no_school_has_a_date(referred: House) -> None:
    request = new_request(referred, pupil_id="", carer_id="", sort=RequestSort.FREEDOM_OF_INFORMATION)
    kept = intake.log_request(referred.session, request).record
    assert clocks(referred, kept).legal.due == date(2026, 12, 7)


def test_what_is_overdue_stays_so_when_something_is_asked_afterwards(
    asked: tuple[House, AccessRequest],
) -> None:
    house, request = asked
    before = clocks(house, request)
    house.clock.at = datetime(2026, 4, 20, 9, 0)
    intake.pause(house.session, request, date(2026, 4, 20), "Which years?")
    after = clocks(house, request)
    assert (after.legal.due, after.target.due) == (before.legal.due, before.target.due)


def test_school_days_that_are_but_another_reading_never_press(referred: House) -> None:
    found = sorted_clocks(referred, RequestSort.SUBJECT_ACCESS)
    assert found.first is found.target
    request = AccessRequest(
        received_on=SATURDAY, school_id=referred.school.id, sort=RequestSort.SUBJECT_ACCESS
    )
    asked = (clocks_module.RequestPause(request_id="1", asked_on=date(2026, 3, 2), question="Which?"),)
    days = clocks_module.clocks_of(
        request,
        asked,
        school_days(referred.session, referred.school.id),
        bound=True,
        settings=clocks_module.ClockSettings(),
    )
    assert days.first is None


@pytest.mark.parametrize(
    ("channel", "sort", "said"),
    [
        (Channel.LETTER, RequestSort.BOTH, {"school_days_known", "month_known"}),
        (Channel.EMAIL, RequestSort.EDUCATIONAL_RECORD, {"school_days_known"}),
        (Channel.TELEPHONE, RequestSort.BOTH, {"school_days_spoken", "month_known"}),
        (Channel.IN_PERSON, RequestSort.EDUCATIONAL_RECORD, {"school_days_spoken", "month_known"}),
        (Channel.LETTER, RequestSort.SUBJECT_ACCESS, {"month_known"}),
    ],
)
def test_the_acknowledgement_says_of_each_limit_what_is_so(
    referred: House, channel: Channel, sort: RequestSort, said: set[str]
) -> None:
    request = intake.log_request(referred.session, new_request(referred, channel=channel, sort=sort)).record
    order = letters.letter_order(referred.session, request, LetterKind.ACKNOWLEDGEMENT, practice=True)
    assert {one for one in order.choices if one.endswith(("known", "spoken"))} - {"target_known"} == said
    held = clocks(referred, request)
    assert held.school.due != held.legal.due
    text = text_of_letter(order)
    # planted faults: the school days under the month's words, and the month's words on what cannot be made longer
    month = (
        f"the law says by {say(held.legal.due)} at the latest. If we need longer" if held.legal.due else ""
    )
    assert (month in text) is ("month_known" in said)
    days = say(held.school.due) if held.school.due else ""
    assert (f"that is {days} at the latest. This time cannot" in text) is ("school_days_known" in said)
    assert (f"that is {days}. The law gives this time to a parent who asks in writing" in text) is (
        "school_days_spoken" in said
    )
    assert f"the law says by {days}" not in text
