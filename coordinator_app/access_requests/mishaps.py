"""A pack that went wrong: to the wrong person, with what it should not say, lost on the way, or as a saved copy (003-8).

What was gone through before it is known stays on the request: which delivery, on which day, and whether the right person has
had an answer. Where they have not, the request is open again. What is done about it stands in the breach, which may lie apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.access_requests.model import HOLDING, AccessRequest
from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, number, text, yes_no
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Purpose
from coordinator_app.sharing.model import DeliveryMethod


class WentWrong(Choice):
    """What went wrong with a pack."""

    WRONG_PERSON = "wrong_person", "It went to the wrong person"
    TOO_MUCH = "too_much", "It said what it should not"
    LOST = "lost", "It was lost on the way"
    COPY_LOST = "copy_lost", "A saved copy was lost"


OF_A_DELIVERY = (WentWrong.WRONG_PERSON, WentWrong.TOO_MUCH, WentWrong.LOST)
"""What can go wrong with a pack that was recorded as sent."""


@describe(
    kind="request_mishap",
    title="Pack that went wrong",
    plural="Packs that went wrong",
    purpose=Purpose.RIGHTS,
    clause="003-8",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    part_of="request_id",
    date_field="happened_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Mishap(Record):
    """One delivery, or one saved copy, that went wrong; how the delivery was recorded is kept here once it is not the answer."""

    request_id: str = link("Request", "access_request", required=True)
    went_wrong: WentWrong | None = choice("What went wrong", WentWrong, required=True)
    happened_on: date | None = day("On which day", required=True, column=True)
    pack_id: str = text("Pack", personal=False, released=False, indexed=True)
    copy_at: datetime | None = instant("The copy was saved at", released=False)
    breach_id: str = text("Breach", personal=False, released=False, indexed=True)
    breach_number: int | None = number("Number of the breach")
    is_apart: bool = yes_no("The breach lies in the guarded compartment", released=False)
    answered: bool | None = yes_no("The right person has had the answer all the same", default=None)
    answered_on: date | None = day("The right person has had it since")
    said_by: str = text("Who said that the right person has it")
    said_how: str = text("How that was said", long=True)
    sent_by: DeliveryMethod | None = choice("How it had been sent", DeliveryMethod)
    sent_to: str = text("Where it had been sent", long=True)
    delivery_reference: str = text("Reference of that delivery")
    password_told: str = text("How the password had been told")
    arrived_on: date | None = day("Was said to have arrived on")

    @property
    def of_delivery(self) -> bool:
        """Whether a pack that was recorded as sent went wrong."""
        return self.went_wrong is not WentWrong.COPY_LOST

    @property
    def asks(self) -> bool:
        """Whether nobody has said yet if the right person has had the answer."""
        return self.of_delivery and self.answered is None


def wrong_words(one: Mishap) -> str:
    """What went wrong and on which day, as a sentence without its stop; nobody is named."""
    said = _SAID[one.went_wrong or WentWrong.WRONG_PERSON]
    return f"{said} on {say(one.happened_on)}" if one.happened_on else said


_SAID = {
    WentWrong.WRONG_PERSON: "The pack went to the wrong person",
    WentWrong.TOO_MUCH: "The pack said what it should not when it was sent",
    WentWrong.LOST: "The pack was lost on the way, sent",
    WentWrong.COPY_LOST: "A saved copy of the pack was lost",
}


def chip_words(one: Mishap) -> str:
    """The same in two or three words, for a chip beside the day."""
    return _SHORT[one.went_wrong or WentWrong.WRONG_PERSON]


_SHORT = {
    WentWrong.WRONG_PERSON: "to the wrong person",
    WentWrong.TOO_MUCH: "with too much in it",
    WentWrong.LOST: "lost on the way",
    WentWrong.COPY_LOST: "a copy was lost",
}


def breach_words(one: Mishap) -> str:
    """As the breach is named: "Breach 3"."""
    return f"Breach {one.breach_number}"


def standing_one(request: AccessRequest, found: Iterable[Mishap]) -> Mishap | None:
    """What went wrong with the delivery that the request stands as sent by; None while it is open."""
    if request.sent_on is None:
        return None
    ours = [one for one in found if one.of_delivery and one.answered is not False]
    return ours[-1] if ours else None


def sends_again(request: AccessRequest, found: Iterable[Mishap]) -> Mishap | None:
    """What went wrong with the last delivery of a request that is open because nobody has had the answer."""
    if request.sent_on is not None or request.closed_on is not None:
        return None
    ours = [one for one in found if one.of_delivery and one.answered is False]
    return ours[-1] if ours else None


def said_too_much(pack_id: str, found: Iterable[Mishap]) -> bool:
    """Whether this very pack said what it should not: it never leaves again, whoever gets it."""
    return any(
        one.went_wrong is WentWrong.TOO_MUCH and one.answered is False and one.pack_id == pack_id
        for one in found
    )


def stand_words(request: AccessRequest, one: Mishap) -> str:
    """How it stands with the answer to the right person, in a sentence; "" for a saved copy."""
    if not one.of_delivery:
        return ""
    if one.answered is None:
        return "Say whether the right person has had the answer: until then it does not count as answered."
    if one.answered:
        since = f" since {say(one.answered_on)}" if one.answered_on else ""
        word = f" {one.said_by} said so: {one.said_how.rstrip('.')}." if one.said_by else ""
        return f"The right person has had the answer{since}.{word}"
    if request.sent_on is not None:
        return f"It was sent again on {say(request.sent_on)}."
    if request.closed_on is not None:
        return "It was not sent again."
    return "The right person has had no answer, so the request is open and its clocks run."


def in_list(request: AccessRequest, found: Sequence[Mishap]) -> str:
    """The sentence for the row of a list: what went wrong that still says something of this request; "" for nothing."""
    one = standing_one(request, found) or sends_again(request, found) or next(reversed(found), None)
    return f"{wrong_words(one)}." if one is not None else ""
