"""The letters of a request: what stands in each, where it is kept, and what it sets going once it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.actions import letter_values as values_module
from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.letter_kinds import LETTERS, LetterWords, Refusal
from coordinator_app.access_requests.letter_text import text_of_letter, with_text
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    LetterKind,
    RequesterKind,
    RequestLetter,
    RequestPause,
    RequestSort,
)
from coordinator_app.access_requests.page.clock_words import pause_words
from coordinator_app.access_requests.persons import ConsentAnswer, PersonKind, RequestPerson
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils.model import Carer
from coordinator_app.wording.judging import reading_of
from coordinator_app.wording.shipped import shipped
from tests.vaults import House, fill_in_the_letter, found_nothing, new_request

DAY = date(2026, 11, 24)
WORDS = LetterWords(
    to_name="Tamsin Brackenfold",
    to_address="4 Larch Row\nEastmere",
    question="A note of 3 March 2026 that you wrote.",
    why="It is in many places.",
    longer=LongerGround.COMPLEX,
)


@pytest.fixture
def request_made(consented: House) -> AccessRequest:
    fill_in_the_letter(consented)
    return intake.log_request(consented.session, new_request(consented)).record


def ordered(house: House, request: AccessRequest, kind: LetterKind, words: LetterWords = WORDS) -> PrintOrder:
    return letters.letter_order(house.session, request, kind, practice=True, words=words)


def kept(house: House, request: AccessRequest, kind: LetterKind, words: LetterWords = WORDS) -> RequestLetter:
    order = ordered(house, request, kind, words)
    return letters.keep_letter(house.session, request, kind, order, print_order(order), words).record


def sent(house: House, request: AccessRequest, kind: LetterKind, words: LetterWords = WORDS) -> RequestLetter:
    return letters.letter_sent(house.session, kept(house, request, kind, words), DAY).record


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


@pytest.mark.parametrize("kind", list(LETTERS))
def test_every_letter_is_made_from_the_request_and_prints_on_one_page(
    consented: House, request_made: AccessRequest, kind: LetterKind
) -> None:
    found_nothing(consented, request_made)
    order = ordered(consented, request_made, kind, replace(WORDS, ground=Refusal.UNTOLD))
    text = text_of_letter(order)
    assert "not given]" not in text, "a value that this kind of letter asks for is missing"
    assert order.head.our_reference == "Request 1"
    assert order.head.recipient_lines
    printed = print_order(order)
    assert printed.pages == 1
    assert all(ask.name in LetterWords.__dataclass_fields__ for ask in LETTERS[kind].asks)


def test_a_letter_to_a_third_party_names_nobody_else(consented: House, request_made: AccessRequest) -> None:
    order = ordered(consented, request_made, LetterKind.THIRD_PARTY)
    said = "\n".join((text_of_letter(order), *order.head.recipient_lines, *order.values.values()))
    for name in ("Puddlecombe", "Kit", "Foxglove", "Marigold"):
        assert name not in said
    assert "A note of 3 March 2026 that you wrote." in said


def test_a_third_party_letter_that_named_the_pupil_would_be_caught(
    consented: House, request_made: AccessRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctored = dict(values_module._OWN)
    doctored[LetterKind.THIRD_PARTY] = lambda *_: ({"what_it_is": "About Kit Puddlecombe"}, ())
    monkeypatch.setattr(values_module, "_OWN", doctored)  # the planted fault
    with pytest.raises(AssertionError):
        test_a_letter_to_a_third_party_names_nobody_else(consented, request_made)


def test_proof_that_a_letter_asks_for_moves_the_start_of_the_month(
    consented: House, request_made: AccessRequest
) -> None:
    late = intake.clocks(consented.session, request_made).legal.due
    arrived = new_request(consented, received_on=date(2026, 11, 20))
    request = intake.log_request(consented.session, arrived).record
    for one in (request_made, request):  # one was asked at once, the other after fifteen days
        sent(consented, one, LetterKind.IDENTITY)
        sent(consented, one, LetterKind.AUTHORITY)
        asked = now(consented, one)
        assert (asked.identity_asked_on, asked.authority_asked_on) == (DAY, DAY)
    assert intake.clocks(consented.session, asked).legal.waiting == "identity"
    assert intake.clocks(consented.session, now(consented, request_made)).legal.due == late


def test_a_question_stops_the_month_from_its_letter_until_its_answer_is_logged(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    before = intake.clocks(session, request_made).legal.due
    letter = sent(consented, request_made, LetterKind.CLARIFICATION)
    pause = intake.pauses_of(session, request_made.id)[0]
    assert (pause.asked_on, pause.reason, pause.letter_id) == (DAY, "It is in many places.", letter.id)
    assert intake.clocks(session, request_made).legal.due is None
    with pytest.raises(GateShut, match="already paused"):
        sent(consented, request_made, LetterKind.CLARIFICATION)
    consented.clock.at = datetime(2026, 12, 1, 9, 0)
    done = letters.letter_answered(session, letter, date(2026, 12, 1), "All years", how=Channel.TELEPHONE)
    assert (done.record.replied_on, done.record.reply) == (date(2026, 12, 1), "All years")
    answered = intake.pauses_of(session, request_made.id)[0]
    assert (answered.answer, answered.answered_by) == ("All years", Channel.TELEPHONE)
    after = intake.clocks(session, request_made).legal.due
    assert before is not None
    assert after is not None
    assert after > before


def test_an_extension_is_recorded_by_its_letter_and_only_inside_the_first_month(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    order = ordered(consented, request_made, LetterKind.EXTENSION)
    assert (order.values["legal_date"], order.values["longer_date"]) == ("9 December 2026", "9 February 2027")
    letter = kept(consented, request_made, LetterKind.EXTENSION)
    consented.clock.at = datetime(2026, 12, 10, 9, 0)
    with pytest.raises(InvalidInput, match="after the month was over"):
        letters.letter_sent(session, letter, date(2026, 12, 10))
    assert now(consented, request_made).extended_on is None
    letters.letter_sent(session, letter, date(2026, 12, 9))
    told = now(consented, request_made)
    assert (told.extended_on, told.extension_reason) == (date(2026, 12, 9), "It is in many places.")
    assert intake.clocks(session, told).legal.due == date(2027, 2, 9)


def test_an_extension_cannot_be_told_while_the_month_stands_still(
    consented: House, request_made: AccessRequest
) -> None:
    letter = kept(consented, request_made, LetterKind.EXTENSION)
    sent(consented, request_made, LetterKind.CLARIFICATION)
    with pytest.raises(GateShut, match="stands still"):
        ordered(consented, request_made, LetterKind.EXTENSION)
    with pytest.raises(InvalidInput, match="stands still"):
        letters.letter_sent(consented.session, letter, DAY)


def test_a_third_partys_wish_is_asked_and_kept_with_the_person(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    with session.write() as work:
        person = work.add(
            RequestPerson(
                request_id=request_made.id, person_kind=PersonKind.OTHER, called="Tamsin Brackenfold"
            )
        )
    letter = sent(consented, request_made, LetterKind.THIRD_PARTY, replace(WORDS, person_id=person.id))
    assert session.get(RequestPerson, person.id).asked_on == DAY
    letters.letter_answered(session, letter, DAY, "Show it.", consent=ConsentAnswer.AGREED)
    answered = session.get(RequestPerson, person.id)
    assert (answered.answer, answered.answered_on) == (ConsentAnswer.AGREED, DAY)


def test_a_letter_is_chased_until_it_is_answered(consented: House, request_made: AccessRequest) -> None:
    session = consented.session
    consented.clock.at = datetime(2026, 11, 12, 9)
    letter = kept(consented, request_made, LetterKind.IDENTITY)
    consented.clock.at = datetime(2026, 11, 24, 9)

    def answered(one: RequestLetter) -> RequestLetter:
        return letters.letter_answered(session, one, DAY, "They will come by.").record

    with pytest.raises(GateShut, match="not sent yet"):
        letters.chase_letter(session, letter, DAY)
    with pytest.raises(GateShut, match="not sent yet"):
        answered(letter)
    out = letters.letter_sent(session, letter, date(2026, 11, 12)).record
    with pytest.raises(InvalidInput):
        letters.chase_letter(session, out, date(2026, 11, 11))
    chased = letters.chase_letter(session, out, date(2026, 11, 20)).record
    assert chased.chased_on == date(2026, 11, 20)
    with pytest.raises(GateShut, match="They answered on 24 November 2026"):
        letters.chase_letter(session, answered(chased), DAY)


def test_the_letter_and_its_question_are_chased_together_from_either_side(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    consented.clock.at = datetime(2026, 11, 12, 9)
    letter = kept(consented, request_made, LetterKind.CLARIFICATION, LetterWords(question="Which years?"))
    out = letters.letter_sent(session, letter, date(2026, 11, 12)).record
    consented.clock.at = datetime(2026, 11, 24, 9)
    assert letters.chase_letter(session, out, date(2026, 11, 20)).record.chased_on == date(2026, 11, 20)
    (pause,) = session.list(RequestPause)
    assert pause.chased_on == date(2026, 11, 20)
    assert pause_words(pause).endswith("Reminded 20 November 2026.")
    intake.remind(session, pause, date(2026, 11, 23))
    assert session.get(RequestLetter, out.id).chased_on == date(2026, 11, 23)


def test_impossible_days_of_a_letter_are_refused(consented: House, request_made: AccessRequest) -> None:
    letter = kept(consented, request_made, LetterKind.IDENTITY)
    for day in (date(2026, 11, 25), date(2026, 11, 1)):
        with pytest.raises(InvalidInput):
            letters.letter_sent(consented.session, letter, day)


def refusal(house: House, request: AccessRequest, **more: object) -> str:
    words = LetterWords(why="It would tell of somebody else.", **more)  # type: ignore[arg-type]  # fields by name
    return text_of_letter(ordered(house, request, LetterKind.REFUSAL, words))


def test_a_refusal_says_why_and_how_to_complain_and_nothing_that_gives_it_away(
    consented: House, request_made: AccessRequest
) -> None:
    told = refusal(consented, request_made, part="Two letters.", exemption=Exemption.THIRD_PARTY)
    for words in (
        "This is the part that we refuse: Two letters.",
        "It would tell of somebody else.",
        "Data Protection Act 2018, schedule 2, paragraph 16",
        "Complain to us, the partnership",
        "Complain to the ICO",
        "Ask a court to look at it.",
        "Our data protection officer is",
        "9 November 2026",
    ):
        assert words in told
    untold = refusal(consented, request_made, exemption=Exemption.CHILD_ABUSE)
    assert "To say more about the reason would give away what the law protects." in untold
    assert "somebody else" not in untold
    assert "schedule" not in untold
    assert "We are not able to give you what you asked for." in untold
    unfounded = refusal(consented, request_made, ground=Refusal.UNFOUNDED, evidence="Nine requests in May.")
    assert "This is what we go by: Nine requests in May." in unfounded


def test_the_acknowledgement_of_freedom_of_information_names_its_own_limit(consented: House) -> None:
    asked = new_request(consented, sort=RequestSort.FREEDOM_OF_INFORMATION, pupil_id="")
    request = AccessRequest(
        request_number=2,
        received_on=asked.received_on,
        requester="Marigold Puddlecombe",
        sort=asked.sort,
        school_id=consented.school.id,
    )
    text = text_of_letter(ordered(consented, request, LetterKind.ACKNOWLEDGEMENT))
    assert "7 December 2026" in text
    assert "We aim to answer" not in text
    question = text_of_letter(ordered(consented, request, LetterKind.CLARIFICATION))
    assert "starts when you answer" in question
    assert "stands still" not in question


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (RequesterKind.SOLICITOR, "A letter from the person whose papers they are"),
        (RequesterKind.OTHER_CARER, "parental responsibility"),
        (RequesterKind.LOCAL_AUTHORITY, "care order"),
    ],
)
def test_authority_is_asked_for_by_what_the_asker_is(
    consented: House, request_made: AccessRequest, kind: RequesterKind, says: str
) -> None:
    request = replace(request_made, requester_kind=kind, carer_id="")
    assert says in text_of_letter(ordered(consented, request, LetterKind.AUTHORITY))


def test_a_child_gets_the_reply_in_words_for_a_child(consented: House, request_made: AccessRequest) -> None:
    session = consented.session
    assert letters.reply_kind(session, request_made) is LetterKind.REPLY
    own = replace(request_made, requester_kind=RequesterKind.PUPIL, carer_id="")
    assert letters.reply_kind(session, own) is LetterKind.REPLY_CHILD
    child, adult = shipped(LetterKind.REPLY_CHILD.value), shipped(LetterKind.REPLY.value)
    assert set(child.values) == set(adult.values)
    assert (child.generated, child.choices) == (adult.generated, adult.choices)
    assert reading_of(child.body).age <= 9


def test_a_letter_changed_by_hand_prints_those_words_and_reads_none_of_them_as_markup(
    consented: House, request_made: AccessRequest
) -> None:
    order = ordered(consented, request_made, LetterKind.CLARIFICATION)
    text = text_of_letter(order)
    assert text.startswith("Dear Marigold Puddlecombe\n\n# A question about your request")
    odd = "Bring {this} & <b>that</b> **now** <!-- gone -->"
    changed = with_text(order, f"{text}\n\n{odd}\nsecond line\n\n## Two things\n- One\n- Two\n1. First")
    again = text_of_letter(changed)
    assert f"{odd}\nsecond line" in again
    assert again.endswith("## Two things\n\n- One\n- Two\n\n1. First")
    assert print_order(changed).pages == 1
    bold = [line for line in changed.wording.splitlines() if line.startswith("**")]
    assert len(bold) == 3, "what began a paragraph in bold still does"
    assert "{{sign off: Yours sincerely" in changed.wording
    with pytest.raises(ValueError, match="more than"):
        with_text(order, "\n\n".join("Word." for _ in range(200)))


def test_the_letter_that_nothing_is_held_says_where_was_looked(
    consented: House, request_made: AccessRequest
) -> None:
    found_nothing(consented, request_made)
    proposed = letters.first_words(consented.session, request_made, LetterKind.NOTHING_HELD)
    assert proposed.question.startswith(
        "All records and documents that the partnership keeps. We looked for: Kit"
    )
    assert proposed.question in text_of_letter(
        ordered(consented, request_made, LetterKind.NOTHING_HELD, proposed)
    )


def test_an_extension_letter_is_not_written_once_the_first_month_is_over(
    consented: House, request_made: AccessRequest
) -> None:
    consented.clock.at = datetime(2026, 12, 10, 9, 0)
    with pytest.raises(GateShut, match="The first month was over on 9 December 2026"):
        ordered(consented, request_made, LetterKind.EXTENSION)


def test_an_answer_is_asked_for_before_the_last_day_of_the_law(
    consented: House, request_made: AccessRequest
) -> None:
    consented.clock.at = datetime(2026, 12, 4, 9, 0)
    third = ordered(consented, request_made, LetterKind.THIRD_PARTY)
    assert third.values["reply_by_date"] == "8 December 2026"
    consented.clock.at = datetime(2026, 12, 20, 9, 0)
    assert (
        ordered(consented, request_made, LetterKind.THIRD_PARTY).values["reply_by_date"] == "21 December 2026"
    )


def test_no_letter_left_before_it_was_written(consented: House) -> None:
    request = intake.log_request(consented.session, new_request(consented)).record
    letter = kept(consented, request, LetterKind.CLARIFICATION, WORDS)
    with pytest.raises(InvalidInput) as told:
        letters.letter_sent(consented.session, letter, letter.written_on - timedelta(1))
    assert [(one.field, "written" in one.message) for one in told.value.problems] == [("sent_on", True)]


def test_proof_of_who_asks_is_not_asked_of_somebody_who_is_known(consented: House) -> None:
    session = consented.session
    request = intake.log_request(session, new_request(consented)).record
    letter = kept(consented, request, LetterKind.IDENTITY, WORDS)
    known = intake.change_request(session, request, identity_known=True, identity_reason="Met often").record
    with pytest.raises(GateShut, match="you know who asked"):
        letters.letter_sent(session, letter, letter.written_on)
    intake.change_request(session, known, identity_known=False)
    assert letters.letter_sent(session, letter, letter.written_on).record.sent_on is not None


def test_the_letter_to_a_third_party_says_not_that_it_is_about_whoever_asks_and_where_to_complain(
    consented: House,
) -> None:
    fill_in_the_letter(consented)
    request = intake.log_request(consented.session, new_request(consented)).record
    words = LetterWords(
        to_name="Tamsin Brackenfold", to_address="4 Larch Row", question="A note of 3 March.", why="x"
    )
    text = text_of_letter(ordered(consented, request, LetterKind.THIRD_PARTY, words))
    assert "about them" not in text, "most ask about their child, and whoever reads it answers on that ground"
    assert "ico.org.uk" in text
    assert "complain to us" in text


def test_no_reason_is_proposed_to_ask_again_for_a_proof_that_was_seen(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    assert session.get(Carer, request_made.carer_id).evidence is not None
    assert letters.first_words(session, request_made, LetterKind.AUTHORITY).why == ""
    unknown = replace(request_made, carer_id="")
    assert "seen nothing" in letters.first_words(session, unknown, LetterKind.AUTHORITY).why
    seen = replace(unknown, authority_seen_on=DAY)
    assert letters.first_words(session, seen, LetterKind.AUTHORITY).why == ""
