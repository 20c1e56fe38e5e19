"""Where was looked for a request, with which words, what was found, and who was asked (003-5.1, domain 1.1 rule 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.access_requests.model import HOLDING
from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose

_BOTH = (Compartment.GENERAL, Compartment.GUARDED)


class PlaceKind(Choice):
    """Where something about somebody may lie outside the vault."""

    MAILBOX = "mailbox", "Mailbox"
    PAPER = "paper", "Paper files"
    PHONE = "phone", "Phones and messages"
    SHARED_DRIVE = "shared_drive", "Folders on a computer or online"
    PROVIDER = "provider", "Provider"
    SCHOOL = "school", "School"
    OTHER = "other", "Somewhere else"


@describe(
    kind="request_place",
    title="Place to look in",
    plural="Places to look in",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    part_of="request_id",
    date_field="asked_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPlace(Record):
    """A place outside the vault: who was asked to look, what they answered, whether what they found is on the record."""

    request_id: str = link("Request", "access_request", required=True)
    place_kind: PlaceKind | None = choice("What it is", PlaceKind, required=True)
    called: str = text("Which one", required=True, column=True)
    item_id: str = text("Record", personal=False, released=False)
    asked_who: str = text("Who was asked to look")
    asked_on: date | None = day("Asked on")
    chased_on: date | None = day("Last chased on")
    answered_on: date | None = day("Answered on")
    answer: str = text("What they answered", long=True)
    found_something: bool | None = yes_no("Something was found", default=None)
    attached_on: date | None = day("Put on the record on")
    left_out: str = text("Why it was not looked in", long=True)


@describe(
    kind="request_search",
    title="Search",
    plural="Searches",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    compartments=_BOTH,
    part_of="request_id",
    place=lambda search: Compartment.GUARDED if search.is_guarded else Compartment.GENERAL,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSearch(Record):
    """One search that was made: the words, where, and how many places it found; who made it stands in its history.

    `left_out` counts the least likely that were found and not kept; a search of an earlier version does not say it.
    """

    request_id: str = link("Request", "access_request", required=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    terms: str = text("Looked for", required=True, long=True)
    where: str = text("Looked in", required=True)
    hits: int | None = number("Places found", required=True)
    left_out: int | None = number("Places left out, the least likely", released=False)
    left_out_reason: str = text("Why those need not be looked at", long=True, released=False)
    searched_at: datetime | None = instant("When", required=True)


@describe(
    kind="request_work",
    title="Time spent on a request",
    plural="Time spent on requests",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    part_of="request_id",
    date_field="on_day",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWork(Record):
    """Time that the work on a request took, for the figures: minutes on a day."""

    request_id: str = link("Request", "access_request", required=True)
    on_day: date | None = day("Day", required=True)
    minutes: int | None = number("Minutes", required=True)
    doing: str = text("What was done", personal=False)
