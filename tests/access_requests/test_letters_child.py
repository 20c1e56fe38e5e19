"""A pupil who asks is written to in words for a child (UK GDPR article 12(1)): every letter that can go to him."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import desk_of, texts

from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.letter_kinds import CHILD_WORDS, LetterWords, Refusal
from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.access_requests.model import AccessRequest, LetterKind, RequesterKind
from coordinator_app.access_requests.page.letters_page import RequestLettersPage
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils.model import Pupil
from coordinator_app.wording.judging import reading_of
from coordinator_app.wording.shipped import shipped
from tests.vaults import House, fill_in_the_letter, found_nothing, new_request

WORDS = LetterWords(question="Which years do you mean?", why="It is in many places.", ground=Refusal.UNTOLD)


@pytest.fixture
def request_made(consented: House) -> AccessRequest:
    fill_in_the_letter(consented)
    return intake.log_request(consented.session, new_request(consented)).record


def ordered(house: House, request: AccessRequest, kind: LetterKind, words: LetterWords = WORDS) -> PrintOrder:
    return letters.letter_order(house.session, request, kind, practice=True, words=words)


@pytest.mark.parametrize("kind", sorted(CHILD_WORDS))
def test_a_pupil_who_asks_is_written_to_in_words_for_a_child(
    consented: House, request_made: AccessRequest, kind: LetterKind
) -> None:
    child, adult = shipped(f"{kind.value}-child"), shipped(kind.value)
    assert set(child.values) == set(adult.values) - {"about_whom"}
    assert child.choices == adult.choices, "what is chosen for an adult is chosen for a child"
    assert reading_of(child.body).age <= 9
    words = replace(WORDS, longer=LongerGround.COMPLEX)
    found_nothing(consented, request_made)
    own = replace(request_made, requester="Kit Puddlecombe", requester_kind=RequesterKind.PUPIL, carer_id="")
    order = ordered(consented, own, kind, words)
    assert order.template == child.id
    text = text_of_letter(order)
    assert "about you" in text
    for way in ("Tell us", "ico.org.uk", order.values["joint_dpo"]):
        assert way in text, "a child learns of every way to complain"
    assert print_order(order).pages == 1
    asked = ordered(consented, request_made, kind, words)
    assert (asked.template, "ico.org.uk" in text_of_letter(asked)) == (kind.value, True)


def test_a_pupil_who_is_grown_up_by_now_is_written_to_as_one(
    consented: House, request_made: AccessRequest
) -> None:
    own = replace(request_made, requester_kind=RequesterKind.PUPIL, carer_id="")
    with consented.session.write() as work:
        work.change(consented.session.get(Pupil, consented.pupil.id), birth_date=date(2008, 11, 25))
    assert letters.reply_kind(consented.session, own) is LetterKind.REPLY_CHILD, "18 tomorrow"
    with consented.session.write() as work:
        work.change(consented.session.get(Pupil, consented.pupil.id), birth_date=date(2008, 11, 24))
    assert letters.reply_kind(consented.session, own) is LetterKind.REPLY
    assert ordered(consented, own, LetterKind.REFUSAL).template == "letter-refusal"


def test_the_letter_that_is_kept_for_a_child_ends_the_request_like_any_other(
    consented: House, request_made: AccessRequest
) -> None:
    words = WORDS
    own = replace(request_made, requester_kind=RequesterKind.PUPIL, carer_id="")
    order = ordered(consented, own, LetterKind.REFUSAL, words)
    printed = print_order(order)
    one = letters.keep_letter(
        consented.session, request_made, LetterKind.REFUSAL, order, printed, words
    ).record
    assert one.letter is LetterKind.REFUSAL
    assert one.template_hash == shipped("letter-refusal-child").digest


def test_the_screen_says_that_it_is_in_words_for_a_child(
    consented: House, qtbot: object, tmp_path: Path
) -> None:
    fill_in_the_letter(consented)
    desk = desk_of(consented, tmp_path)
    asks = new_request(consented, requester="Kit Puddlecombe", requester_kind=RequesterKind.PUPIL)
    request = intake.log_request(consented.session, asks).record
    page = desk.page(RequestLettersPage, request_id=request.id, kind=LetterKind.REFUSAL.value)
    assert "in words for a child" in texts(page)
    page = desk.page(RequestLettersPage, request_id=request.id, kind=LetterKind.ACKNOWLEDGEMENT.value)
    assert "in words for a child" not in texts(page)
