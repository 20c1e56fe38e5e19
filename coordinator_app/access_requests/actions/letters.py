"""The letters of a request: made from it, kept as printed, recorded as sent with what that sets going (domain 1.1, 2.4, 2.6).

A letter that changes a clock does so in the same write that records it as sent. Letters that ask for advice on what is
guarded lie in the guarded compartment whole: record, page and draft.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.access_requests.actions.asked_children import carer_asked, child_asked
from coordinator_app.access_requests.actions.closing import nothing_found_gate
from coordinator_app.access_requests.actions.identifying import must_be_in_doubt
from coordinator_app.access_requests.actions.intake import as_asked
from coordinator_app.access_requests.actions.letter_follows import (
    FOLLOWS,
    NO_KEY,
    judged,
    telling,
)
from coordinator_app.access_requests.actions.letter_values import (
    Facts,
    asked_by_day,
    facts_of,
    filled,
    request_name,
    sign_off,
)
from coordinator_app.access_requests.actions.open_still import must_still_be_open
from coordinator_app.access_requests.actions.pausing import answer, asked_by, must_be_running, remind
from coordinator_app.access_requests.actions.timing import clocks
from coordinator_app.access_requests.actions.where_looked import where_we_looked
from coordinator_app.access_requests.letter_kinds import CHILD_WORDS, PART_REFUSED, LetterWords
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    LetterKind,
    RequesterKind,
    RequestLetter,
)
from coordinator_app.access_requests.persons import ConsentAnswer, RequestPerson
from coordinator_app.core.called_role import without_role
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.print_order import Printed, PrintHead, PrintOrder
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.model import Office, School
from coordinator_app.pupils.model import Carer, Pupil, age_on
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text
from coordinator_app.wording.shipped import shipped

__all__ = [
    "Facts",
    "asks_himself",
    "chase_letter",
    "facts_of",
    "first_words",
    "keep_letter",
    "letter_answered",
    "letter_head",
    "letter_order",
    "letter_sent",
    "letters_of",
    "reply_kind",
    "request_name",
    "sign_off",
    "template_of",
]

_GROWN_UP = 18
NO_CHAIR = "Chair of the partnership: not yet named"


def reply_kind(session: Session, request: AccessRequest) -> LetterKind:
    """Which reply goes with the pack: a pupil who asked gets it in words for a child (UK GDPR article 12(1))."""
    return LetterKind.REPLY_CHILD if asks_himself(session, request) else LetterKind.REPLY


def asks_himself(session: Session, request: AccessRequest) -> bool:
    """Whether it is the pupil who asks, and is not grown up: then letters are in words for a child, where there are such."""
    pupil = session.find(Pupil, request.pupil_id) if request.pupil_id else None
    born = pupil.birth_date if pupil is not None else None
    is_grown = born is not None and age_on(born, session.clock.today()) >= _GROWN_UP
    return as_asked(session, request).requester_kind is RequesterKind.PUPIL and not is_grown


def template_of(session: Session, request: AccessRequest, kind: LetterKind) -> str:
    """The file that a letter of this kind is made from."""
    childs = kind in CHILD_WORDS and asks_himself(session, request)
    return f"{kind.value}-child" if childs else kind.value


def letter_order(
    session: Session,
    request: AccessRequest,
    kind: LetterKind,
    *,
    practice: bool,
    large_print: bool = False,
    words: LetterWords | None = None,
) -> PrintOrder:
    """A letter from what is recorded and what the writer adds. The reply is made with the pack.

    GateShut for a letter that is kept with the safeguarding entries, where these are not open.
    """
    _must_hold(session, request, kind)
    added = words or LetterWords()
    facts = facts_of(session, request, practice=practice)
    values, choices = filled(session, facts, kind, added)
    template = template_of(session, request, kind)
    known = shipped(template).values
    values = {name: told for name, told in values.items() if told and name in known}
    gaps = {**facts.ours.gaps, "complaints_person": NO_CHAIR}
    return PrintOrder(
        template=template,
        head=letter_head(session, facts, kind, large_print=large_print, words=added),
        values=values,
        gaps={name: told for name, told in gaps.items() if name in known and name not in values},
        choices=choices,
        is_letter=True,
        wording=own_text(session, template),
    )


def first_words(
    session: Session, request: AccessRequest, kind: LetterKind, person_id: str = ""
) -> LetterWords:
    """What is proposed for a letter before anybody has typed: whom it goes to, and why we usually ask."""
    if kind is LetterKind.SAFEGUARDING_ADVICE:
        officer = officers(session, session.clock.today()).get(Office.SAFEGUARDING_OFFICER)
        return LetterWords(to_name=officer.name if officer else "")
    if kind is LetterKind.THIRD_PARTY and person_id:
        return _to_third_party(session, request, person_id)
    if kind is LetterKind.NOTHING_HELD:
        return LetterWords(question="\n".join(where_we_looked(session, request)))
    if kind is LetterKind.AUTHORITY and _has_shown(session, request):
        return (
            LetterWords()
        )  # what they may ask by was seen: why it is asked for once more is for the writer to say
    return LetterWords(why=_WHY.get(kind, ""))


def _has_shown(session: Session, request: AccessRequest) -> bool:
    """Whether proof that they may ask is on record: of this request, or of the carer who asks."""
    carer = session.find(Carer, request.carer_id) if request.carer_id else None
    known = carer is not None and carer.has_responsibility is True and carer.evidence is not None
    return known or request.authority_seen_on is not None


def _to_third_party(session: Session, request: AccessRequest, person_id: str) -> LetterWords:
    """The person; for a child a carer, or nobody: that it goes to the child in person is chosen, never prefilled."""
    child = child_asked(session, person_id)
    if child is None:
        person = session.find(RequestPerson, person_id)
        return LetterWords(to_name=person.called if person else "", person_id=person_id)
    carer = carer_asked(session, request, child)
    address = carer.address if carer else ""
    return LetterWords(to_name=carer.name if carer else "", to_address=address, person_id=person_id)


_WHY = {
    LetterKind.IDENTITY: "We have not met you, and nobody here can say for sure that it is you.",
    LetterKind.AUTHORITY: "You ask about somebody else, and we have seen nothing that says you may.",
    LetterKind.CLARIFICATION: "We hold a lot, and your answer lets us find what matters to you.",
}


def _must_hold(session: Session, request: AccessRequest, kind: LetterKind) -> None:
    if kind.is_guarded and Compartment.GUARDED not in session.held:
        raise GateShut((NO_KEY,))
    if kind is LetterKind.NOTHING_HELD:
        nothing_found_gate(session, request).demand()


def letter_head(
    session: Session,
    facts: Facts,
    kind: LetterKind,
    *,
    large_print: bool = False,
    words: LetterWords | None = None,
) -> PrintHead:
    """Letterhead, address, date and reference of a letter."""
    return replace(
        facts.ours.head,
        recipient_lines=_recipient(facts, kind, words or LetterWords()),
        date=say(session.clock.today()),
        reference=new_reference(),
        our_reference=request_name(facts.request),
        large_print=large_print,
    )


def _recipient(facts: Facts, kind: LetterKind, words: LetterWords) -> tuple[str, ...]:
    if kind is LetterKind.CONSULT_SCHOOL and facts.school:
        lines = (facts.school.head, facts.school.name, *facts.school.address.splitlines())
    elif kind in _TO_OTHERS:
        lines = (words.to_name, *words.to_address.splitlines())
    else:
        lines = (without_role(facts.request.requester), *facts.request.requester_address.splitlines())
    return tuple(line for line in lines if line.strip())


_TO_OTHERS = frozenset({LetterKind.SAFEGUARDING_ADVICE, LetterKind.HEALTH_OPINION, LetterKind.THIRD_PARTY})


def keep_letter(
    session: Session,
    request: AccessRequest,
    kind: LetterKind,
    order: PrintOrder,
    printed: Printed,
    words: LetterWords | None = None,
) -> Saved[RequestLetter]:
    """Keep the very page that was printed, with the wording's version; a guarded one in the guarded compartment."""
    must_still_be_open(session, request.id)
    _must_hold(session, request, kind)
    added = words or LetterWords()
    guarded = kind.is_guarded or _names_guarded(session, added.person_id)
    with session.write(Compartment.GUARDED if guarded else Compartment.GENERAL) as work:
        letter = RequestLetter(
            request_id=request.id,
            letter=kind,
            template_version=printed.version,
            template_hash=printed.digest,
            written_on=session.clock.today(),
            reference=order.head.reference,
            content_id=work.put_blob(printed.pdf),
            is_guarded=guarded,
            addressed_to=_addressee(session, request, kind, added),
            person_id=added.person_id,
            answer_by=asked_by_day(session, request) if kind is LetterKind.THIRD_PARTY else None,
            question=PART_REFUSED if kind is LetterKind.REFUSAL and added.part.strip() else added.question,
            why=added.why,
            longer_ground=added.longer if kind is LetterKind.EXTENSION else None,
        )
        kept = work.add(letter)
    return Saved(kept, work.change_id)


def _names_guarded(session: Session, person_id: str) -> bool:
    """Whether it goes to somebody of whom only guarded papers tell. GateShut where these are not open."""
    if not person_id:
        return False
    person = session.find(RequestPerson, person_id)
    if person is None and Compartment.GUARDED not in session.held:
        raise GateShut((NO_KEY,))
    return person is not None and person.is_guarded


def _addressee(session: Session, request: AccessRequest, kind: LetterKind, words: LetterWords) -> str:
    if kind is LetterKind.CONSULT_SCHOOL:
        school = session.find(School, request.school_id)
        return school.name if school else ""
    return words.to_name if kind in _TO_OTHERS else request.requester


def letter_sent(
    session: Session, letter: RequestLetter, on: date, how: DeliveryMethod | None = None, to: str = ""
) -> Saved[RequestLetter]:
    """Record the day a letter went out, how and to whom, and what that sets going, in one write.

    Proof asked for moves the start of the month, a question stops it, a told extension makes it three months; advice, an
    opinion and a third party's wish are waited for. GateShut once the request is closed or where a question is open already;
    InvalidInput for impossible days and an extension told after the first month (UK GDPR article 12(3)).
    """
    must_still_be_open(session, letter.request_id)
    request = session.get(AccessRequest, letter.request_id)
    if letter.replied_on is not None and on > letter.replied_on:
        raise GateShut((f"They answered this letter on {say(letter.replied_on)}, so it was sent by then.",))
    _must_not_move(letter, on)
    refuse(
        (
            missing("sent_on", on, "Type the day it was sent."),
            in_future("sent_on", on, session.clock.today()),
            before("sent_on", on, letter.written_on or request.received_on, "the day it was written"),
            _too_late(session, request, on) if letter.letter is LetterKind.EXTENSION else None,
        )
    )
    if letter.letter is LetterKind.CLARIFICATION:
        must_be_running(session, request.id)
    must_be_in_doubt(request, letter)
    follow = FOLLOWS.get(letter.letter) if letter.letter and letter.sent_on is None else None
    tell = telling(session, letter, **({"asked_on": on} if letter.sent_on is None else {}))
    with session.write(_compartment(letter)) as work:
        tell(work)
        kept = work.change(letter, sent_on=on, sent_how=how, sent_to=to.strip())
        if follow is not None:
            follow(session, work, request, kept)
    return Saved(kept, work.change_id)


def _must_not_move(letter: RequestLetter, on: date) -> None:
    """What a letter set going counts from the day on which it was recorded as sent."""
    was = letter.sent_on
    if was is not None and was != on and letter.letter in FOLLOWS:
        said = f"It is recorded as sent on {say(was)}, and what it set going counts from that day."
        raise GateShut((said, "Take that step back first, then record the right day."))


def _too_late(session: Session, request: AccessRequest, on: date) -> FieldProblem | None:
    legal = clocks(session, replace(request, extended_on=None)).legal
    if legal.due is None:
        words = "The month stands still now. Tell them when it runs again, inside it."
    elif on > legal.due:
        words = f"This is after the month was over, on {say(legal.due)}. An extension must be told within it."
    else:
        return None
    return FieldProblem("sent_on", words)


def chase_letter(session: Session, letter: RequestLetter, on: date) -> Saved[RequestLetter]:
    """Record that whoever was written to was reminded. GateShut if it was not sent, or is answered."""
    must_still_be_open(session, letter.request_id)
    if letter.sent_on is None:
        raise GateShut(("This letter was not sent yet. Record it as sent first.",))
    if letter.replied_on is not None:
        raise GateShut((f"They answered on {say(letter.replied_on)}. There is nothing left to chase.",))
    refuse(
        (
            missing("chased_on", on, "Type the day you reminded them."),
            in_future("chased_on", on, session.clock.today()),
            before("chased_on", on, letter.chased_on or letter.sent_on, "the day you last wrote"),
        )
    )
    asked = asked_by(session, letter)
    if asked is not None:
        saved = remind(session, asked, on)  # it marks the letter as well, in the same write
        return Saved(session.get(RequestLetter, letter.id), saved.change_id)
    with session.write(_compartment(letter)) as work:
        kept = work.change(letter, chased_on=on)
    return Saved(kept, work.change_id)


def letter_answered(
    session: Session,
    letter: RequestLetter,
    on: date,
    reply: str,
    *,
    how: Channel | None = None,
    consent: ConsentAnswer | None = None,
    would_harm: bool | None = None,
) -> Saved[RequestLetter]:
    """Record what came back: the clock of a question runs again, a wish, advice or opinion is kept where it is asked for."""
    must_still_be_open(session, letter.request_id)
    if letter.sent_on is None:
        raise GateShut(("This letter was not sent yet. Record it as sent first.",))
    refuse(
        (
            missing("replied_on", on, "Type the day they answered."),
            missing("reply", reply, "Write what they answered."),
            in_future("replied_on", on, session.clock.today()),
            before("replied_on", on, letter.sent_on, "the day it was sent"),
            missing("would_harm", would_harm, "Say whether it would do serious harm.")
            if letter.letter is LetterKind.HEALTH_OPINION
            else None,
        )
    )
    asked = asked_by(session, letter)
    if asked is not None:
        saved = answer(session, asked, on, reply, how=how)  # it marks the letter as well, in the same write
        return Saved(session.get(RequestLetter, letter.id), saved.change_id)
    wish = {} if consent is None else {"answer": consent, "answered_on": on}
    tell = telling(session, letter, **wish)
    with session.write(_compartment(letter)) as work:
        tell(work)
        kept = work.change(letter, replied_on=on, reply=reply)
        judged(session, work, kept, would_harm)
    return Saved(kept, work.change_id)


def _compartment(letter: RequestLetter) -> Compartment:
    return Compartment.GUARDED if letter.is_guarded else Compartment.GENERAL


def letters_of(session: Session, request_id: str) -> list[RequestLetter]:
    """The letters of a request, oldest first; for a user without the guarded key without those that lie there."""
    return session.list(RequestLetter, where={"request_id": request_id})
