"""The people in the papers of a request, and what is decided for each of them, once (Data Protection Act 2018, schedule 2, paragraphs 16 and 17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.model import HOLDING, Exemption
from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose


class PersonKind(Choice):
    """Who somebody is to the pupil; staff in their role are usually shown (the education worker rule, paragraph 17)."""

    PUPIL = "pupil", "Another pupil"
    FAMILY = "family", "Family of the pupil"
    OTHER_FAMILY = "other_family", "Family of another pupil"
    STAFF = "staff", "Staff of a school"
    PROVIDER = "provider", "Staff of a provider"
    OFFICER = "officer", "Officer of the Partnership"
    PROFESSIONAL = "professional", "Professional, such as health, social work or police"
    OTHER = "other", "Somebody else"

    @property
    def acts_in_role(self) -> bool:
        """Whether it is usually reasonable to name them: who recorded or gave it in their work (paragraph 17)."""
        return self in {PersonKind.STAFF, PersonKind.PROVIDER, PersonKind.OFFICER, PersonKind.PROFESSIONAL}


class PersonDecision(Choice):
    """What is done with everything that names or tells of somebody."""

    UNDECIDED = "undecided", "To decide"
    COVER = "cover", "Cover"
    ROLE_ONLY = "role_only", "Say only who they are, such as \u201canother pupil\u201d"
    AGREED = "agreed", "Show: they agree"
    KNOWN = "known", "Show: whoever asks knows it already"
    SHOW = "show", "Show: it is reasonable without asking"

    @property
    def covers(self) -> bool:
        """Whether their words are covered."""
        return self in {PersonDecision.COVER, PersonDecision.ROLE_ONLY}


class ConsentAnswer(Choice):
    """What somebody said who was asked whether their information may be given."""

    AGREED = "agreed", "They agree"
    REFUSED = "refused", "They do not agree"
    NO_ANSWER = "no_answer", "They have not answered"
    NOT_ABLE = "not_able", "They cannot agree or refuse"


def person_compartment(person: RequestPerson) -> Compartment:
    """Guarded for somebody of whom only guarded papers tell."""
    return Compartment.GUARDED if person.is_guarded else Compartment.GENERAL


@describe(
    kind="request_person",
    title="Person in the papers of a request",
    plural="People in the papers of a request",
    purpose=Purpose.RIGHTS,
    clause="003-5.2",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.RESTRICTED,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    part_of="request_id",
    place=person_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPerson(Record):
    """A third party: one decision for all places, the balance that was weighed, and what they said when asked.

    `item_kind` and `item_id` name the record of the vault that is this person, "" if it is none. `also_called` has a form
    of the name to a line. Nothing of it is given to whoever asks: it is about somebody else.
    """

    request_id: str = link("Request", "access_request", required=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    person_kind: PersonKind | None = choice("Who they are", PersonKind, required=True, released=False)
    item_kind: str = text("Kind of record", personal=False, released=False)
    item_id: str = text("Record", personal=False, released=False, indexed=True)
    called: str = text("Name", required=True, released=False)
    also_called: str = text("Other forms of the name", long=True, released=False)
    decision: PersonDecision | None = choice(
        "Decision", PersonDecision, default=PersonDecision.UNDECIDED, required=True, released=False
    )
    exemption: Exemption | None = choice("Reason in law", Exemption, released=False)
    reason: str = text("Reason in your words", long=True, released=False)
    kind_of_information: str = text("What kind of information it is", long=True, released=False)
    confidence: str = text("Whether it was told in confidence", long=True, released=False)
    steps_taken: str = text("What was done to ask them", long=True, released=False)
    asked_on: date | None = day("Asked on", released=False)
    answer: ConsentAnswer | None = choice("What they said", ConsentAnswer, released=False)
    answered_on: date | None = day("Answered on", released=False)
    places: int | None = number("Places found", released=False)
