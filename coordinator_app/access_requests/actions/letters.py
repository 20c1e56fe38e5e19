"""The letters of a request: acknowledgement, to the school, and the reply that goes with the pack (domain 2.4, 2.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.access_requests.actions.intake import (
    as_asked,
    clocks,
    must_still_be_open,
    pauses_of,
)
from coordinator_app.access_requests.model import AccessRequest, LetterKind, RequestLetter
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.ids import new_reference
from coordinator_app.core.plausible import in_future, refuse
from coordinator_app.core.print_order import Printed, PrintHead, PrintOrder
from coordinator_app.organisations.letterhead import House, house
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text

_REPLY_WITHIN = timedelta(days=7)  # our wording: time enough for a school, inside every clock


@dataclass(frozen=True, slots=True)
class Facts:
    """What letters say about a request, read once."""

    request: AccessRequest
    pupil: Pupil
    school: School | None
    ours: House

    @property
    def about(self) -> str:
        """The pupil's full name."""
        return f"{self.pupil.given_names} {self.pupil.family_name}"


def facts_of(session: Session, request: AccessRequest, *, practice: bool) -> Facts:
    """Read what the letters of a request need."""
    pupil = session.get(Pupil, request.pupil_id)
    school = session.find(School, request.school_id)
    return Facts(request, pupil, school, house(session, practice=practice))


def request_name(request: AccessRequest) -> str:
    """The only name of a case outside the vault: "Request 14"."""
    return f"Request {request.request_number}"


def letter_order(
    session: Session, request: AccessRequest, kind: LetterKind, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """The acknowledgement or the letter to the school. The reply is made with the pack."""
    facts = facts_of(session, request, practice=practice)
    values, choices = _acknowledgement(session, facts)
    if kind is LetterKind.CONSULT_SCHOOL:
        values, choices = _consultation(session, facts), ()
    values = {name: words for name, words in values.items() if words}
    gaps = {name: words for name, words in facts.ours.gaps.items() if name in _OURS[kind]}
    return PrintOrder(
        template=kind.value,
        head=letter_head(session, facts, kind, large_print=large_print),
        values=values,
        gaps=gaps,
        choices=choices,
        is_letter=True,
        wording=own_text(session, kind.value),
    )


_OURS = {
    LetterKind.ACKNOWLEDGEMENT: {"coordinator_name", "coordinator_contact", "joint_dpo"},
    LetterKind.CONSULT_SCHOOL: {"coordinator_name", "coordinator_contact"},
    LetterKind.REPLY: {"coordinator_name", "coordinator_contact", "joint_dpo", "controller_name"},
}


def letter_head(session: Session, facts: Facts, kind: LetterKind, *, large_print: bool = False) -> PrintHead:
    """Letterhead, address, date and reference of a letter."""
    return replace(
        facts.ours.head,
        recipient_lines=_recipient(facts, kind),
        date=say(session.clock.today()),
        reference=new_reference(),
        our_reference=request_name(facts.request),
        large_print=large_print,
    )


def _recipient(facts: Facts, kind: LetterKind) -> tuple[str, ...]:
    if kind is LetterKind.CONSULT_SCHOOL and facts.school:
        lines = (facts.school.head, facts.school.name, *facts.school.address.splitlines())
    else:
        lines = (facts.request.requester, *facts.request.requester_address.splitlines())
    return tuple(line for line in lines if line)


def sign_off(facts: Facts) -> dict[str, str]:
    """Who signs, and how to reach him."""
    names = ("coordinator_name", "coordinator_role", "coordinator_contact")
    return {name: facts.ours.values[name] for name in names}


def _acknowledgement(session: Session, facts: Facts) -> tuple[dict[str, str], tuple[str, ...]]:
    three = clocks(session, facts.request)
    asked = next((one for one in pauses_of(session, facts.request.id) if one.answered_on is None), None)
    identity = facts.request.identity_asked_on is not None and facts.request.identity_seen_on is None
    values = {
        "requester_name": facts.request.requester,
        "request_reference": request_name(facts.request),
        "received_date": _said(facts.request.received_on),
        "about_whom": facts.about,
        "target_date": _said(three.target.due),
        "legal_date": _said(three.legal.due),
        "identity_question": "Show us something with your name and address on it." if identity else "",
        "clarification_question": asked.question if asked else "",
        "school_name": facts.school.name if facts.school else "",
        "joint_dpo": facts.ours.values["joint_dpo"],
        **sign_off(facts),
    }
    choices = ("identity_needed",) * identity + ("clarification_needed",) * (asked is not None)
    return values, choices


def _consultation(session: Session, facts: Facts) -> dict[str, str]:
    three = clocks(session, facts.request)
    kind = as_asked(session, facts.request).requester_kind
    who = f"{facts.request.requester} ({kind.label.lower()})" if kind else facts.request.requester
    return {
        "school_contact_name": facts.school.head if facts.school else "",
        "request_reference": request_name(facts.request),
        "received_date": _said(facts.request.received_on),
        "pupil_name": facts.about,
        "requester_summary": who,
        "reply_by_date": _said(session.clock.today() + _REPLY_WITHIN),
        "target_date": _said(three.target.due),
        **sign_off(facts),
    }


def _said(day: date | None) -> str:
    return say(day) if day else ""


def keep_letter(
    session: Session, request: AccessRequest, kind: LetterKind, order: PrintOrder, printed: Printed
) -> Saved[RequestLetter]:
    """Keep the very page that was printed, with the wording's version."""
    must_still_be_open(session, request.id)
    with session.write() as work:
        letter = RequestLetter(
            request_id=request.id,
            letter=kind,
            template_version=printed.version,
            template_hash=printed.digest,
            written_on=session.clock.today(),
            reference=order.head.reference,
            content_id=work.put_blob(printed.pdf),
        )
        kept = work.add(letter)
    return Saved(kept, work.change_id)


def letter_sent(session: Session, letter: RequestLetter, on: date) -> Saved[RequestLetter]:
    """Record the day a letter went out. GateShut once the request is closed."""
    must_still_be_open(session, letter.request_id)
    refuse((in_future("sent_on", on, session.clock.today()),))
    with session.write() as work:
        kept = work.change(letter, sent_on=on)
    return Saved(kept, work.change_id)


def letters_of(session: Session, request_id: str) -> list[RequestLetter]:
    """The letters of a request, oldest first."""
    return session.list(RequestLetter, where={"request_id": request_id})
