"""What letters of a request say about time: only what is law for this request, and no day that is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.actions import letter_values as values_module
from coordinator_app.access_requests.letter_kinds import LetterWords
from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    LetterKind,
    RequesterKind,
    RequestSort,
)
from coordinator_app.access_requests.page.letter_words import lacking
from coordinator_app.core.errors import GateShut
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.pdf.print_job import print_order
from tests.vaults import House, fill_in_the_letter, new_request

WORDS = LetterWords(question="Which years?", why="It is in many places.", longer=LongerGround.COMPLEX)
RUN_ON = "The 15 school days that the law gives us for the school’s record run on while we wait."
PROOFS = (LetterKind.IDENTITY, LetterKind.AUTHORITY)


def asked(house: House, **more: Any) -> AccessRequest:
    """A request in writing that arrived four days ago, so that what it needs is still asked for at once."""
    fill_in_the_letter(house)
    values = {"received_on": date(2026, 11, 20), "channel": Channel.LETTER, **more}
    return intake.log_request(house.session, new_request(house, **values)).record


def text(house: House, request: AccessRequest, kind: LetterKind) -> str:
    now = house.session.get(AccessRequest, request.id)
    order = letters.letter_order(house.session, now, kind, practice=True, words=WORDS)
    return text_of_letter(order)


def test_no_letter_says_that_the_school_days_of_a_maintained_school_wait(consented: House) -> None:
    request = asked(consented, sort=RequestSort.EDUCATIONAL_RECORD)
    for kind in (*PROOFS, LetterKind.CLARIFICATION):
        said = text(consented, request, kind)
        assert "The month that the law gives us" not in said
        assert RUN_ON in said
    intake.pause(consented.session, request, date(2026, 11, 24), "Which years?")
    said = text(consented, request, LetterKind.ACKNOWLEDGEMENT)
    assert "stands still" not in said
    assert RUN_ON in said
    assert "If we need longer" not in said


def test_a_letter_that_let_the_school_days_wait_would_be_caught(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values_module, "_month", lambda _held, does: (does,))  # the planted fault
    with pytest.raises(AssertionError):
        test_no_letter_says_that_the_school_days_of_a_maintained_school_wait(consented)


@pytest.mark.parametrize("kind", PROOFS)
def test_where_the_month_is_the_law_a_proof_starts_it(consented: House, kind: LetterKind) -> None:
    said = text(consented, asked(consented, sort=RequestSort.SUBJECT_ACCESS), kind)
    assert "The month that the law gives us starts" in said
    assert "15 school days" not in said
    assert "a child" not in said


@pytest.mark.parametrize("kind", PROOFS)
def test_proof_that_is_asked_for_late_is_never_said_to_start_the_month(
    consented: House, kind: LetterKind
) -> None:
    late = asked(consented, sort=RequestSort.SUBJECT_ACCESS, received_on=date(2026, 11, 9))
    assert "The month that the law gives us starts" not in text(consented, late, kind)
    # the letter that is printed again after it was asked for in time says what holds
    in_time = intake.change_request(
        consented.session, late, identity_asked_on=date(2026, 11, 16), authority_asked_on=date(2026, 11, 16)
    ).record
    assert "The month that the law gives us starts" in text(consented, in_time, kind)


def test_an_acknowledgement_names_the_last_day_where_proof_was_asked_for_late(consented: House) -> None:
    request = asked(consented, sort=RequestSort.SUBJECT_ACCESS, received_on=date(2026, 11, 9))
    intake.change_request(consented.session, request, identity_asked_on=date(2026, 11, 24))
    said = text(consented, request, LetterKind.ACKNOWLEDGEMENT)
    assert "the law says by 9 December 2026" in said
    assert "The month that the law gives us starts" not in said
    assert "not given]" not in said


def test_both_says_that_the_month_waits_and_the_school_days_do_not(consented: House) -> None:
    request = asked(consented, sort=RequestSort.BOTH)
    said = text(consented, request, LetterKind.IDENTITY)
    assert "The month that the law gives us starts" in said
    assert RUN_ON in said
    longer = text(consented, request, LetterKind.EXTENSION)
    assert "For that the law gives us 15 school days, and they stay as they are." in longer


def test_an_acknowledgement_names_no_last_day_while_the_month_waits(consented: House) -> None:
    request = asked(consented, sort=RequestSort.SUBJECT_ACCESS)
    assert "the law says by" in text(consented, request, LetterKind.ACKNOWLEDGEMENT)
    intake.change_request(consented.session, request, identity_asked_on=date(2026, 11, 24))
    said = text(consented, request, LetterKind.ACKNOWLEDGEMENT)
    assert "not given]" not in said
    assert "the law says by" not in said
    assert "The month that the law gives us starts when we have this." in said


def test_an_acknowledgement_names_the_day_on_which_the_question_was_asked(consented: House) -> None:
    request = asked(consented, sort=RequestSort.SUBJECT_ACCESS, received_on=date(2026, 11, 9))
    intake.pause(consented.session, request, date(2026, 11, 12), "Which years?")
    said = text(consented, request, LetterKind.ACKNOWLEDGEMENT)
    assert "stands still from 12 November 2026 until you answer" in said
    assert "not given]" not in said


def test_staff_are_not_told_that_a_school_is_spoken_with(consented: House) -> None:
    values = {"pupil_id": "", "about_staff": "Pat Samplewell", "requester": "Pat Samplewell"}
    request = asked(consented, requester_kind=RequesterKind.STAFF, sort=RequestSort.SUBJECT_ACCESS, **values)
    assert "We also speak with" not in text(consented, request, LetterKind.ACKNOWLEDGEMENT)
    pupil = asked(consented, sort=RequestSort.SUBJECT_ACCESS)
    assert "We also speak with" in text(consented, pupil, LetterKind.ACKNOWLEDGEMENT)


@pytest.mark.parametrize(
    ("sort", "why"),
    [
        (RequestSort.EDUCATIONAL_RECORD, "15 school days"),
        (RequestSort.FREEDOM_OF_INFORMATION, "only the month of a request about a person"),
    ],
)
def test_only_the_month_is_made_longer(consented: House, sort: RequestSort, why: str) -> None:
    request = asked(consented, sort=RequestSort.SUBJECT_ACCESS)
    with pytest.raises(GateShut, match=why):
        values_module.filled(
            consented.session,
            letters.facts_of(consented.session, replace(request, sort=sort), practice=True),
            LetterKind.EXTENSION,
            WORDS,
        )


@pytest.mark.parametrize("ground", LongerGround)
def test_the_letter_says_which_ground_of_the_law_makes_it_longer(
    consented: House, ground: LongerGround
) -> None:
    request = asked(consented, sort=RequestSort.SUBJECT_ACCESS)
    session, words = consented.session, replace(WORDS, longer=ground)
    with pytest.raises(GateShut, match="not said yet what in law"):
        letters.letter_order(
            session, request, LetterKind.EXTENSION, practice=True, words=replace(words, longer=None)
        )
    order = letters.letter_order(session, request, LetterKind.EXTENSION, practice=True, words=words)
    said = text_of_letter(order)
    assert ("your request is complex" in said) is (ground is not LongerGround.SEVERAL)
    assert ("several" in said) is (ground is not LongerGround.COMPLEX)
    kept = letters.keep_letter(
        session, request, LetterKind.EXTENSION, order, print_order(order), words
    ).record
    assert kept.longer_ground is ground
    assert "longer" in lacking(LetterKind.EXTENSION, {"why": "Much", "longer": None})
    assert lacking(LetterKind.EXTENSION, {"why": "Much", "longer": ground}) == {}
