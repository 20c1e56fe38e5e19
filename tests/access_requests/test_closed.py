"""A closed request takes nothing more, not even from a screen that was read before its pack was sent (003-5.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import gather, intake, letters, pack
from coordinator_app.access_requests.model import (
    AccessRequest,
    Consultation,
    LetterKind,
    RequestLetter,
    RequestPause,
)
from coordinator_app.core.errors import GateShut, StaleRecord
from coordinator_app.core.print_order import Printed, PrintHead, PrintOrder
from tests.vaults import House, ready_request

ASKED, TODAY = date(2026, 11, 10), date(2026, 11, 24)


@dataclass
class Closed:
    """What a screen still holds of a request that was closed meanwhile."""

    house: House
    request: AccessRequest
    consultation: Consultation
    pause: RequestPause
    letter: RequestLetter


def closed(house: House) -> Closed:
    session = house.session
    request = ready_request(house)
    asked = intake.consultations_of(session, request.id)[0]
    pause = intake.pause(session, request, ASKED, "Which school years?").record
    letter = keep(house, request).record
    with session.write() as work:
        work.change(session.get(AccessRequest, request.id), sent_on=TODAY)
    return Closed(house, request, asked, pause, letter)


def keep(house: House, request: AccessRequest) -> Any:
    order = PrintOrder("letter-acknowledgement", PrintHead("Eastmere", "", reference="AB12"))
    printed = Printed(b"%PDF-1.7", 1, 1, "ab12")
    return letters.keep_letter(house.session, request, LetterKind.ACKNOWLEDGEMENT, order, printed)


LATE: dict[str, Callable[[Closed], Any]] = {
    "a letter recorded as sent": lambda one: letters.letter_sent(one.house.session, one.letter, TODAY),
    "another letter": lambda one: keep(one.house, one.request),
    "another gathering": lambda one: gather.gather(one.house.session, one.request),
    "another pause": lambda one: intake.pause(one.house.session, one.request, TODAY, "What else?"),
    "a reminder": lambda one: intake.remind(one.house.session, one.pause, TODAY),
    "an answer": lambda one: intake.answer(one.house.session, one.pause, TODAY, "All of it"),
    "the school asked": lambda one: intake.consult_school(
        one.house.session, one.request, TODAY, "T. Inkwell"
    ),
    "the school chased": lambda one: intake.chase_school(one.house.session, one.consultation, TODAY, ""),
    "the school's reply": lambda one: intake.school_replied(one.house.session, one.consultation, TODAY, "No"),
}


@pytest.mark.parametrize("act", LATE.values(), ids=LATE)
def test_a_closed_request_takes_nothing_from_a_screen_that_is_out_of_date(
    referred: House, act: Callable[[Closed], Any]
) -> None:
    with pytest.raises(GateShut, match="closed"):
        act(closed(referred))


def test_a_change_or_an_approval_from_such_a_screen_is_stale(referred: House) -> None:
    old = closed(referred)
    with pytest.raises(StaleRecord):
        intake.change_request(referred.session, old.request, child_view="Fine")
    with pytest.raises(StaleRecord):
        pack.approve(referred.session, old.request, "Dana Placeholder", "Beside me", TODAY)


def test_planted_fault_without_the_gate_a_letter_goes_out_of_a_closed_request(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = closed(referred)
    monkeypatch.setattr(letters, "must_still_be_open", lambda *_: None)
    assert letters.letter_sent(referred.session, old.letter, TODAY).record.sent_on == TODAY
