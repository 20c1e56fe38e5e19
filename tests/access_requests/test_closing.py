"""A request ends without a pack only with its reason and what that end needs, and goes on again until they were told (domain 2.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.access_requests.actions import closing, decide, gather, intake
from coordinator_app.access_requests.actions.closing import (
    close_request,
    closing_gate,
    reopen_request,
    told_on,
)
from coordinator_app.access_requests.actions.letters import keep_letter, letter_order, letter_sent
from coordinator_app.access_requests.decisions import send_gate
from coordinator_app.access_requests.ends import ended_words, is_open
from coordinator_app.access_requests.items import Outcome, Pack, RequestItem
from coordinator_app.access_requests.letter_kinds import LetterWords, Refusal
from coordinator_app.access_requests.model import (
    AccessRequest,
    ClosedAs,
    Exemption,
    LetterKind,
    RequestLetter,
    RequestSort,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.page.reading import read_case, read_closed, read_list
from coordinator_app.access_requests.palette import palette
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.print_order import Printed
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.undo import CannotUndo
from tests.vaults import House, add, found_nothing, gathered, item_for, new_request, ready_request

TODAY = date(2026, 11, 24)


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def letter(
    house: House, request: AccessRequest, kind: LetterKind, sent_on: date | None = TODAY
) -> RequestLetter:
    with house.session.write() as work:
        return work.add(
            RequestLetter(
                request_id=request.id, letter=kind, template_version=1, written_on=TODAY, sent_on=sent_on
            )
        )


def closed(house: House, request: AccessRequest, closed_as: ClosedAs = ClosedAs.WITHDRAWN) -> AccessRequest:
    return close_request(house.session, now(house, request), closed_as, "She rang", TODAY).record


def test_a_closed_request_says_how_and_why_and_stands_in_no_open_list(referred: House) -> None:
    request = ready_request(referred)
    kept = closed(referred, request)
    assert (kept.closed_as, kept.closed_on, kept.closed_because) == (ClosedAs.WITHDRAWN, TODAY, "She rang")
    assert intake.open_requests(referred.session) == []
    facts = read_list(referred.session)
    assert (facts.standings, facts.closed) == ((), 1)
    (line,) = read_closed(referred.session, None, 10).lines
    assert (line.ended, line.was_sent) == ("Asked for no longer 24 November 2026", False)
    assert "asked for no longer" in next(
        one.detail for one in palette(referred.session) if "Request" in one.title
    )
    assert read_case(referred.session, request.id).is_closed


def test_closed_requests_come_the_last_to_end_first_page_by_page(referred: House) -> None:
    numbers = [closed(referred, ready_request(referred)).request_number for _ in range(3)]
    first = read_closed(referred.session, None, 2)
    assert [line.number for line in first.lines] == numbers[:0:-1]
    last = read_closed(referred.session, first.next, 2)
    assert ([line.number for line in last.lines], last.next) == (numbers[:1], None)


def test_a_closed_request_takes_nothing_more(referred: House) -> None:
    request = ready_request(referred)
    stale = now(referred, request)
    closed(referred, request)
    with pytest.raises(GateShut, match="closed"):
        intake.change_request(referred.session, now(referred, request), wanted="More")
    with pytest.raises(GateShut, match="closed"):
        close_request(referred.session, stale, ClosedAs.WITHDRAWN, "Again", TODAY)
    with pytest.raises(GateShut, match="closed"):
        intake.pause(referred.session, stale, TODAY, "Which?")


@pytest.mark.parametrize(
    ("closed_as", "because", "on", "field"),
    [
        (None, "x", TODAY, "closed_as"),
        (ClosedAs.WITHDRAWN, " ", TODAY, "closed_because"),
        (ClosedAs.WITHDRAWN, "x", None, "closed_on"),
        (ClosedAs.WITHDRAWN, "x", date(2026, 11, 25), "closed_on"),
        (ClosedAs.WITHDRAWN, "x", date(2026, 11, 1), "closed_on"),
    ],
)
def test_an_end_has_a_way_a_reason_and_a_possible_day(
    referred: House, closed_as: ClosedAs | None, because: str, on: date | None, field: str
) -> None:
    request = ready_request(referred)
    with pytest.raises(InvalidInput) as told:
        close_request(referred.session, now(referred, request), closed_as, because, on)
    assert [problem.field for problem in told.value.problems] == [field]


def test_only_a_question_about_how_we_work_ends_as_answered(referred: House) -> None:
    about_a_child = ready_request(referred)
    with pytest.raises(GateShut, match="about a person"):
        closed(referred, about_a_child, ClosedAs.ANSWERED)
    asked = new_request(referred, sort=RequestSort.FREEDOM_OF_INFORMATION, pupil_id="")
    about_us = intake.log_request(referred.session, asked).record
    kept = closed(referred, about_us, ClosedAs.ANSWERED)
    assert ended_words(kept) == "Answered 24 November 2026"
    assert intake.open_requests(referred.session) == [now(referred, about_a_child)]


def test_a_refusal_needs_its_letter_sent(referred: House) -> None:
    request = ready_request(referred)
    with pytest.raises(GateShut, match="in writing"):
        closed(referred, request, ClosedAs.REFUSED)
    unsent = letter(referred, request, LetterKind.REFUSAL, None)
    assert not closing_gate(referred.session, request, ClosedAs.REFUSED).is_open
    with referred.session.write() as work:
        work.change(unsent, sent_on=TODAY)
    assert closed(referred, request, ClosedAs.REFUSED).closed_as is ClosedAs.REFUSED


def test_nothing_held_needs_somebody_to_have_looked_nothing_found_and_its_letter(referred: House) -> None:
    request = ready_request(referred)
    session = referred.session
    assert "Nobody has gathered" in closing_gate(session, request, ClosedAs.NOTHING_HELD).reasons[0].why
    found_nothing(referred, request)
    assert "told them" in closing_gate(session, request, ClosedAs.NOTHING_HELD).reasons[0].why
    letter(referred, request, LetterKind.NOTHING_HELD)
    assert closing_gate(session, request, ClosedAs.NOTHING_HELD).is_open
    gather.gather(session, now(referred, request))
    assert "something is held" in closing_gate(session, request, ClosedAs.NOTHING_HELD).reasons[0].why
    with pytest.raises(GateShut, match="something is held"):
        letter_order(session, request, LetterKind.NOTHING_HELD, practice=True)


def test_no_answer_ends_it_only_a_month_after_something_was_asked(referred: House) -> None:
    request = ready_request(referred)
    session = referred.session
    assert "Nothing was asked" in closing_gate(session, request, ClosedAs.NO_ANSWER).reasons[0].why
    intake.pause(session, now(referred, request), date(2026, 11, 10), "Which years?")
    assert "less than a month" in closing_gate(session, request, ClosedAs.NO_ANSWER).reasons[0].why
    referred.clock.at = datetime(2026, 12, 10, 9)
    assert closing_gate(session, request, ClosedAs.NO_ANSWER).is_open


def test_what_was_gathered_was_a_request(referred: House) -> None:
    request = ready_request(referred)
    assert closing_gate(referred.session, request, ClosedAs.NOT_A_REQUEST).is_open
    gather.gather(referred.session, request)
    assert not closing_gate(referred.session, now(referred, request), ClosedAs.NOT_A_REQUEST).is_open


# going on again


def test_closing_is_undone_and_nothing_else_of_a_closed_request_is(referred: House) -> None:
    session = referred.session
    request = ready_request(referred)
    changed = intake.pause(session, now(referred, request), TODAY, "Which years?")
    ended = close_request(session, now(referred, request), ClosedAs.WITHDRAWN, "She rang", TODAY)
    with pytest.raises(CannotUndo, match="closed"):
        session.undo(changed.change_id)
    session.undo(ended.change_id)
    assert is_open(now(referred, request))


def test_it_is_opened_again_until_the_letter_has_left(referred: House) -> None:
    session = referred.session
    request = ready_request(referred)
    closed(referred, request)
    assert is_open(reopen_request(session, now(referred, request)).record)
    with pytest.raises(GateShut, match="not closed"):
        reopen_request(session, now(referred, request))
    letter(referred, request, LetterKind.REFUSAL)
    ended = close_request(session, now(referred, request), ClosedAs.REFUSED, "A court order", TODAY)
    assert told_on(session, ended.record) == TODAY
    with pytest.raises(GateShut, match="told on 24 November 2026"):
        reopen_request(session, ended.record)
    with pytest.raises(CannotUndo, match="told on 24 November 2026"):
        session.undo(ended.change_id)


def test_what_was_logged_as_no_request_is_taken_back_by_undo(referred: House) -> None:
    session = referred.session
    none = new_request(referred, sort=RequestSort.NOT_A_REQUEST, closed_because="Wants a meeting")
    saved = intake.log_request(session, none)
    session.undo(saved.change_id)
    assert session.list(AccessRequest) == []


def test_a_closed_request_is_never_recorded_as_sent(referred: House) -> None:
    request = closed(referred, ready_request(referred))
    said = [one.why for one in send_gate(request, Pack(), (), "").reasons]
    assert "The request is closed." in said
    assert "The request is closed." not in [
        one.why for one in send_gate(AccessRequest(), Pack(), (), "").reasons
    ]


def refusal(house: House, request: AccessRequest, part: str = "") -> RequestLetter:
    """A letter that refuses, kept as the screen keeps it and sent today."""
    words = LetterWords(part=part, ground=Refusal.UNTOLD)
    order = letter_order(house.session, request, LetterKind.REFUSAL, practice=True, words=words)
    page = Printed(pdf=b"%PDF-1.7", pages=1, digest="d", version=1)
    kept = keep_letter(house.session, request, LetterKind.REFUSAL, order, page, words).record
    return letter_sent(house.session, kept, TODAY).record


def test_a_letter_that_refuses_a_part_ends_nothing_and_keeps_no_word_of_the_part(referred: House) -> None:
    request = ready_request(referred)
    kept = refusal(referred, request, "The note of 3 May")
    assert "3 May" not in kept.question
    with pytest.raises(GateShut, match="all of it is refused"):
        closed(referred, request, ClosedAs.REFUSED)
    closed(referred, request, ClosedAs.WITHDRAWN)
    assert is_open(reopen_request(referred.session, now(referred, request)).record)


def test_planted_fault_a_part_that_is_kept_as_the_whole_closes_it_all(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "PART_REFUSED", "another mark")
    request = ready_request(referred)
    refusal(referred, request, "The note of 3 May")
    assert closing_gate(referred.session, request, ClosedAs.REFUSED).is_open


def test_what_was_refused_as_a_whole_ends_in_no_other_way_and_not_before_its_letter(referred: House) -> None:
    request = ready_request(referred)
    refusal(referred, request)
    for other in (ClosedAs.WITHDRAWN, ClosedAs.NO_ANSWER):
        with pytest.raises(GateShut, match="told on 24 November 2026 that it is refused"):
            closed(referred, request, other)
    earlier = date(2026, 11, 10)
    with pytest.raises(InvalidInput) as told:
        close_request(referred.session, now(referred, request), ClosedAs.REFUSED, "Refused", earlier)
    assert [problem.field for problem in told.value.problems] == ["closed_on"]
    assert closed(referred, request, ClosedAs.REFUSED).closed_on == TODAY


def test_what_is_about_a_person_is_not_passed_on_untold(referred: House) -> None:
    with pytest.raises(GateShut, match="answered from here"):
        closed(referred, ready_request(referred), ClosedAs.PASSED_ON)
    asked = new_request(referred, sort=RequestSort.FREEDOM_OF_INFORMATION, pupil_id="")
    about_us = intake.log_request(referred.session, asked).record
    assert closed(referred, about_us, ClosedAs.PASSED_ON).closed_as is ClosedAs.PASSED_ON


def test_no_answer_to_a_question_ends_no_right_whose_time_never_stops(referred: House) -> None:
    request = ready_request(referred, sort=RequestSort.EDUCATIONAL_RECORD)
    intake.pause(referred.session, request, date(2026, 11, 10), "Which years?")
    shut = closing_gate(referred.session, now(referred, request), ClosedAs.NO_ANSWER)
    assert [one.why for one in shut.reasons] == [
        "The 15 school days are law and run on, whatever was asked of them."
    ]


def test_of_what_is_about_no_person_a_logged_search_is_enough(referred: House) -> None:
    session = referred.session
    asked = new_request(referred, sort=RequestSort.FREEDOM_OF_INFORMATION, pupil_id="", carer_id="")
    request = intake.log_request(session, asked).record
    assert "Nobody has looked" in closing_gate(session, request, ClosedAs.NOTHING_HELD).reasons[0].why
    with session.write() as work:
        at = datetime(2026, 11, 20, 9)
        work.add(RequestSearch(request_id=request.id, terms="Kit", where="Mailbox", hits=0, searched_at=at))
    assert "told them" in closing_gate(session, request, ClosedAs.NOTHING_HELD).reasons[0].why


def test_nothing_held_is_not_said_by_who_cannot_open_what_is_guarded(referred: House) -> None:
    request = ready_request(referred)
    with referred.session.write() as work:
        work.add(
            RequestSearch(
                request_id=request.id,
                terms="Kit",
                where="Everywhere",
                hits=0,
                searched_at=referred.session.clock.now(),
            )
        )
    found_nothing(referred, request)
    two, kind = referred.as_user(Compartment.GENERAL), LetterKind.NOTHING_HELD
    [reason] = closing.closing_gate(two, two.get(AccessRequest, request.id), ClosedAs.NOTHING_HELD).reasons
    assert "you cannot know" in reason.why
    assert "Co-ordinator" in reason.opens
    with pytest.raises(GateShut, match="you cannot know"):
        letter_order(two, two.get(AccessRequest, request.id), kind, practice=True)
    asked_for = letter_order(referred.session, now(referred, request), kind, practice=True)
    with pytest.raises(GateShut, match="you cannot know"):
        keep_letter(two, two.get(AccessRequest, request.id), kind, asked_for, PRINTED_BY_OTHERS)
    # what is asked about how we work holds nobody's guarded papers
    with referred.session.write() as work:
        work.change(now(referred, request), sort=RequestSort.FREEDOM_OF_INFORMATION)
    assert closing.whole_gate(two, two.get(AccessRequest, request.id)).is_open


PRINTED_BY_OTHERS = Printed(pdf=b"%PDF-", version=1, digest="ab", pages=1)


# -- closed without a pack, and opened again --------------------------------------------------------------------------


def harmed(house: House) -> tuple[AccessRequest, RequestItem, RequestItem]:
    """A request with a worry that is held back on advice and an entry that is shared, approved."""
    session = house.session
    worry = add(house, "He sleeps in a shed.", category=Category.SAFEGUARDING)
    plain = add(house, "He came by bus.")
    request = ready_request(house)
    items = gathered(house, request)
    held, given = item_for(items, worry), item_for(items, plain)
    advice = SafeguardingAdvice(
        request_id=request.id, officer="Dilys Thimblewick", asked_on=TODAY, given_on=TODAY, advice="Hold it back.",
        about=held.id,
    )  # fmt: skip
    decide.record_advice(session, advice)
    harm = Exemption.SERIOUS_HARM_EDUCATION
    decide.decide(session, replace(held, outcome=Outcome.WITHHOLD, exemption=harm, reason="It would harm."))
    decide.decide(session, replace(given, outcome=Outcome.SHARE))
    with session.write() as work:
        work.change(now(house, request), approved_by="O. Quillfeather", approved_on=TODAY, approved_mark="ab")
    return now(house, request), held, given


def test_what_rests_on_advice_is_looked_at_again_after_a_request_was_closed_and_opened(
    consented: House,
) -> None:
    session = consented.session
    request, held, given = harmed(consented)
    closed(consented, request)
    consented.clock.at = datetime(2027, 11, 24, 9)
    again = reopen_request(session, now(consented, request))
    kept, shared = session.get(RequestItem, held.id), session.get(RequestItem, given.id)
    assert (kept.outcome, kept.reset_because) == (Outcome.UNDECIDED, closing.CLOSED_BETWEEN)
    assert (kept.exemption, shared.outcome) == (Exemption.SERIOUS_HARM_EDUCATION, Outcome.SHARE)
    assert (again.record.approved_by, again.record.approved_on, again.record.approved_mark) == ("", None, "")
    session.undo(
        again.change_id
    )  # opened by mistake: it is closed as it was, and opened later it is looked at all the same
    assert not is_open(now(consented, request))
    assert session.get(RequestItem, given.id).outcome is Outcome.SHARE


def test_the_closing_is_undone_on_its_day_and_opened_again_later(consented: House) -> None:
    session = consented.session
    request, held, _given = harmed(consented)
    ended = close_request(session, request, ClosedAs.WITHDRAWN, "She rang", TODAY)
    session.undo(ended.change_id)
    assert session.get(RequestItem, held.id).outcome is Outcome.WITHHOLD
    ended = close_request(session, now(consented, request), ClosedAs.WITHDRAWN, "She rang", TODAY)
    consented.clock.at = datetime(2026, 11, 25, 9)
    with pytest.raises(CannotUndo, match="was closed on 24 November 2026"):
        session.undo(ended.change_id)
    reopen_request(session, now(consented, request))
    assert session.get(RequestItem, held.id).outcome is Outcome.UNDECIDED


def test_without_the_guarded_key_nobody_opens_again_what_may_rest_on_advice(consented: House) -> None:
    request, _held, _given = harmed(consented)
    closed(consented, request)
    second = consented.as_user(Compartment.GENERAL)
    with pytest.raises(GateShut, match="cannot put back") as shut:
        reopen_request(second, second.get(AccessRequest, request.id))
    assert "shed" not in str(shut.value.reasons)
