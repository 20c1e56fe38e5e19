"""What stands in the letters of a request, from the request itself (domain 1.1, 2.1, 2.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.access_requests.actions.asked_children import child_asked, goes_to
from coordinator_app.access_requests.actions.intake import as_asked
from coordinator_app.access_requests.actions.kept_places import is_bound
from coordinator_app.access_requests.actions.timing import clocks, pauses_of
from coordinator_app.access_requests.actions.where_looked import where_we_looked
from coordinator_app.access_requests.clocks import Clocks
from coordinator_app.access_requests.letter_kinds import LetterWords, Refusal
from coordinator_app.access_requests.model import (
    AccessRequest,
    LetterKind,
    RequesterKind,
    RequestSort,
)
from coordinator_app.access_requests.subject import Subject, subject_of
from coordinator_app.core.called_role import without_role
from coordinator_app.core.dates import say
from coordinator_app.core.deadlines import is_prompt
from coordinator_app.core.errors import GateShut
from coordinator_app.core.longer_ground import NOT_SAID
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.letterhead import House, house
from coordinator_app.organisations.model import Office, School
from coordinator_app.store.session import Session

REPLY_WITHIN = timedelta(days=7)  # our wording: time enough for a school, inside every clock
LONGER = timedelta(days=14)  # somebody at home gets two weeks
Filled = tuple[dict[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What letters say about a request, read once."""

    request: AccessRequest
    subject: Subject
    school: School | None
    ours: House

    @property
    def about(self) -> str:
        """The full name of whom it is about."""
        return self.subject.full_name


def facts_of(session: Session, request: AccessRequest, *, practice: bool) -> Facts:
    """Read what the letters of a request need."""
    school = session.find(School, request.school_id)
    return Facts(request, subject_of(session, request), school, house(session, practice=practice))


def request_name(request: AccessRequest) -> str:
    """The only name of a case outside the vault: "Request 14"."""
    return f"Request {request.request_number}"


def sign_off(facts: Facts) -> dict[str, str]:
    """Who signs, and how to reach him."""
    names = ("coordinator_name", "coordinator_role", "coordinator_contact")
    return {name: facts.ours.values[name] for name in names}


def complaints_person(session: Session) -> str:
    """Who looks into a complaint about the reply: the Chair, as the Co-ordinator wrote it (000, complaints; 164A)."""
    chair = officers(session, session.clock.today()).get(Office.CHAIR)
    return chair.name if chair else ""


def filled(session: Session, facts: Facts, kind: LetterKind, words: LetterWords) -> Filled:
    """The values of a letter by the names of its template, and which of its parts are chosen.

    GateShut for an extension that can no longer be told (UK GDPR article 12(3)).
    """
    own, choices = _OWN[kind](session, facts, words)
    common = {
        "requester_name": without_role(facts.request.requester),
        "request_reference": request_name(facts.request),
        "received_date": said(facts.request.received_on),
        "about_whom": facts.about,
        "joint_dpo": facts.ours.values["joint_dpo"],
        "controller_name": facts.ours.values["controller_name"],
        "complaints_person": complaints_person(session),
        **sign_off(facts),
    }
    return {**common, **own}, choices


def school_called(session: Session, facts: Facts) -> str:
    """The school's name; without it where a court keeps from whoever asks where the pupil goes."""
    if facts.school is None:
        return ""
    return _NOT_NAMED if is_bound(session, facts.request) else facts.school.name


_NOT_NAMED = "the school"


def said(day: date | None) -> str:
    """The day in words, "" for none."""
    return say(day) if day else ""


def _acknowledgement(session: Session, facts: Facts, _words: LetterWords) -> Filled:
    held = clocks(session, facts.request)
    asked = next((one for one in pauses_of(session, facts.request.id) if one.answered_on is None), None)
    identity = facts.request.identity_asked_on is not None and facts.request.identity_seen_on is None
    values = {
        "target_date": said(held.target.due) if held.has_target else "",
        "legal_date": said(held.legal.due),
        "school_date": said(held.school.due),
        "identity_question": "Show us something with your name and address on it." if identity else "",
        "clarification_question": asked.question if asked else "",
        "asked_date": said(asked.asked_on) if asked else "",
        "school_name": school_called(session, facts),
    }
    return values, (
        *_about(facts, held),
        *(("identity_needed", *_start(facts, held, facts.request.identity_asked_on)) if identity else ()),
        *(("clarification_needed", *_time_of_question(facts, held)) if asked else ()),
        *(_school_days(held) if identity or asked else ()),
        *_dates(held),
    )


def _about(facts: Facts, held: Clocks) -> tuple[str, ...]:
    """What is looked for; the school is spoken with only about a pupil."""
    if not held.has_target:
        return ("about_us",)
    asks_school = facts.subject.pupil is not None and facts.school is not None
    return "about_somebody", *(("about_pupil",) if asks_school else ())


def _time_of_question(facts: Facts, held: Clocks) -> tuple[str, ...]:
    """What a question does to the time the law gives: nothing where the 15 school days alone are law."""
    if facts.request.sort is RequestSort.FREEDOM_OF_INFORMATION:
        return ("starts_anew",)
    return _month(held, "month_stops")


def _month(held: Clocks, does: str) -> tuple[str, ...]:
    """What is said of the month, where the month is the law."""
    return (does,) if held.has_target and held.has_legal else ()


def _school_days(held: Clocks) -> tuple[str, ...]:
    """The 15 school days of a bound school wait for nothing, where they were asked for in writing (the Regulations of 2005, regulation 5)."""
    return ("school_days_run",) if held.school_is_law and held.has_school and held.in_writing else ()


def _dates(held: Clocks) -> Iterator[str]:
    """By when it is answered, as far as that is known today: a month that waits has no last day."""
    if held.has_target and held.target.due is not None:
        yield "target_known"
    if not held.has_target:
        yield from ("limit_known",) if held.legal.due is not None else ()
        return
    asks_for_record = held.both_are_law or not held.has_legal
    if asks_for_record and held.school.due is not None:
        yield "school_days_known" if held.in_writing else "school_days_spoken"
    if held.legal.due is not None and (held.has_legal or not held.in_writing):
        yield "month_known"  # what was spoken is answered as a request under UK GDPR, whatever else is worked to


def _identity(session: Session, facts: Facts, words: LetterWords) -> Filled:
    return {"why_we_ask": words.why}, _time_of_proof(session, facts, facts.request.identity_asked_on)


def _authority(session: Session, facts: Facts, words: LetterWords) -> Filled:
    kind = as_asked(session, facts.request).requester_kind
    needed = _AUTHORITY.get(kind, "for_somebody")
    return {"why_we_ask": words.why}, (
        needed,
        *_time_of_proof(session, facts, facts.request.authority_asked_on),
    )


def _time_of_proof(session: Session, facts: Facts, asked: date | None) -> tuple[str, ...]:
    held = clocks(session, facts.request)
    return *_start(facts, held, asked or session.clock.today()), *_school_days(held)


def _start(facts: Facts, held: Clocks, asked: date | None) -> tuple[str, ...]:
    """That the month starts with the proof: not where it is asked for late, for then it runs already."""
    received = facts.request.received_on
    return _month(held, "month_starts") if received is None or is_prompt(received, asked) else ()


_AUTHORITY: dict[RequesterKind | None, str] = {
    RequesterKind.LOCAL_AUTHORITY: "as_authority",
    RequesterKind.PARENT: "as_carer",
    RequesterKind.OTHER_CARER: "as_carer",
}


def _clarification(session: Session, facts: Facts, words: LetterWords) -> Filled:
    held = clocks(session, facts.request)
    choices = (*_time_of_question(facts, held), *_school_days(held))
    return {"question": words.question, "why_we_ask": words.why}, choices


def _consultation(session: Session, facts: Facts, _words: LetterWords) -> Filled:
    kind = as_asked(session, facts.request).requester_kind
    who = f"{facts.request.requester} ({kind.label.lower()})" if kind else facts.request.requester
    return {
        "school_contact_name": facts.school.head if facts.school else "",
        "pupil_name": facts.about,
        "requester_summary": who,
        "reply_by_date": _by(session, facts, REPLY_WITHIN),
        "target_date": said(clocks(session, facts.request).target.due),
    }, ()


def _advice(session: Session, facts: Facts, words: LetterWords) -> Filled:
    return {"officer_name": words.to_name, **_to_judge(session, facts, words)}, ()


def _opinion(session: Session, facts: Facts, words: LetterWords) -> Filled:
    return {"professional_name": words.to_name, **_to_judge(session, facts, words)}, ()


def _to_judge(session: Session, facts: Facts, words: LetterWords) -> dict[str, str]:
    """What whoever judges about harm needs; not who asks by name, only what they are to the pupil."""
    kind, pupil = as_asked(session, facts.request).requester_kind, facts.subject.pupil
    label = kind.label if kind else "Somebody else"
    return {
        "pupil_name": facts.about,
        "pupil_birth_date": said(pupil.birth_date) if pupil else "",
        "who_asks": f"{label[:1].lower()}{label[1:]}",
        "what_it_is": words.question,
        "reply_by_date": _by(session, facts, REPLY_WITHIN),
        "legal_date": said(clocks(session, facts.request).limit.due),
    }


def _third_party(session: Session, facts: Facts, words: LetterWords) -> Filled:
    by = _by(session, facts, LONGER)
    values = {"person_name": words.to_name, "what_it_is": words.question, "reply_by_date": by}
    child = child_asked(session, words.person_id)
    if child is None:
        return values, ("about_you",)
    if goes_to(child, words.to_name):
        return values, ("about_you", "young")
    return {**values, "child_name": f"{child.given_names} {child.family_name}"}, ("about_child",)


def _by(session: Session, facts: Facts, within: timedelta) -> str:
    return said(asked_by_day(session, facts.request, within))


def asked_by_day(session: Session, request: AccessRequest, within: timedelta = LONGER) -> date:
    """The day by which we ask for an answer: never the last day of the law or later, and never a day that is over."""
    today, limit = session.clock.today(), clocks(session, request).limit.due
    day = min(today + within, limit - timedelta(days=1)) if limit else today + within
    return max(day, today + timedelta(days=1))


def _extension(session: Session, facts: Facts, words: LetterWords) -> Filled:
    today, now = session.clock.today(), replace(facts.request, extended_on=None)
    held = clocks(session, now)
    _must_be_extendable(held)
    month = held.legal.due
    longer = clocks(session, replace(now, extended_on=today)).legal.due
    if month is None or longer is None:
        raise GateShut(("The month stands still now. Tell them when it runs again, inside it.",))
    if longer == month:
        over = f"The first month was over on {say(month)}. An extension must be told within it, so this letter would gain nothing."
        raise GateShut((over,))
    if words.longer is None:
        raise GateShut(("It is not said yet what in law makes it take longer.", NOT_SAID))
    stays = (words.longer.value, *(("school_days_stay",) if _school_days(held) else ()))
    return {"reason": words.why, "legal_date": say(month), "longer_date": say(longer)}, stays


def _must_be_extendable(held: Clocks) -> None:
    """Only the month can be made longer: neither 15 school days nor the limit of freedom of information (article 12(3))."""
    if not held.has_target:
        raise GateShut(
            ("This letter would not be true: only the month of a request about a person can be made longer.",)
        )
    if not held.has_legal:
        raise GateShut(
            ("The law gives 15 school days for the school's record of a child, and no longer time.",)
        )


def _refusal(_session: Session, _facts: Facts, words: LetterWords) -> Filled:
    ground = words.ground or Refusal.REASON
    told = words.exemption if words.exemption and words.exemption.may_be_told else None
    if ground is Refusal.REASON and told is None:
        ground = Refusal.UNTOLD
    values = {
        "part_refused": words.part,
        "reason": "" if ground is Refusal.UNTOLD else words.why,
        "exemption": told.law if told and ground is Refusal.REASON else "",
        "evidence": words.evidence if ground.needs_evidence else "",
    }
    return values, ("part" if words.part else "whole", ground.value)


def _nothing_held(session: Session, facts: Facts, words: LetterWords) -> Filled:
    looked = words.question or "\n".join(where_we_looked(session, facts.request))
    return {"where_we_looked": looked}, ()


_OWN: dict[LetterKind, Callable[[Session, Facts, LetterWords], Filled]] = {
    LetterKind.ACKNOWLEDGEMENT: _acknowledgement,
    LetterKind.IDENTITY: _identity,
    LetterKind.AUTHORITY: _authority,
    LetterKind.CLARIFICATION: _clarification,
    LetterKind.CONSULT_SCHOOL: _consultation,
    LetterKind.SAFEGUARDING_ADVICE: _advice,
    LetterKind.HEALTH_OPINION: _opinion,
    LetterKind.THIRD_PARTY: _third_party,
    LetterKind.EXTENSION: _extension,
    LetterKind.REFUSAL: _refusal,
    LetterKind.NOTHING_HELD: _nothing_held,
}
