"""What has to be settled about each kind of requester, why, and whether it is (domain 2.1; UK GDPR article 12(6))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.decisions import consultation_gate
from coordinator_app.access_requests.model import (
    AccessRequest,
    Consultation,
    CourtOrder,
    RequesterKind,
    RequestSort,
)
from coordinator_app.access_requests.sorting import is_about_a_person
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.deadlines import PROMPT_DAYS
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.names import fold
from coordinator_app.pupils.model import Carer, Pupil, age_on

_GROWN_UP, _USUALLY_UNDERSTANDS = 18, 12
_CLAUSE = "003-5.1"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a kind of requester needs, in plain words for the screen.

    `right`: by what right they ask. `authority`: what must be seen besides who they are, "" for nothing. `child`: whether
    the child's understanding and wishes are asked about; `court`: whether court orders are; `care`: whether a care order is.
    """

    right: str
    authority: str = ""
    child: bool = False
    court: bool = False
    care: bool = False


NEEDS: dict[RequesterKind, Needs] = {
    RequesterKind.PUPIL: Needs(
        "The information is the pupil's own, at any age. Judge whether they understand what it means to ask, and what they "
        "may read.",
        child=True,
    ),
    RequesterKind.PARENT: Needs(
        "Somebody with parental responsibility asks for the child. A child who understands their rights is asked first.",
        child=True,
        court=True,
    ),
    RequesterKind.OTHER_CARER: Needs(
        "Without parental responsibility there is no right to ask. They need somebody's authority.",
        "The child's own authority, that of somebody with parental responsibility, or a court's.",
        child=True,
        court=True,
    ),
    RequesterKind.THIRD_PARTY: Needs(
        "They act for somebody else, and have only the right of the person they act for.",
        "Written authority from the person they act for.",
        child=True,
        court=True,
    ),
    RequesterKind.SOLICITOR: Needs(
        "They act for somebody else, and have only the right of that person. The legal month starts when the authority "
        f"comes, if you asked for it within {PROMPT_DAYS} days.",
        "Written authority, signed by the person they act for.",
        child=True,
        court=True,
    ),
    RequesterKind.LOCAL_AUTHORITY: Needs(
        "Under a care order the local authority shares parental responsibility. Without one it has none.",
        "The care order, or the agreement of somebody with parental responsibility.",
        child=True,
        care=True,
    ),
    RequesterKind.STAFF: Needs("It is about themselves, so it is their own right."),
    RequesterKind.OTHER: Needs(
        "Anybody may ask how the Partnership works. Nobody has to prove who they are."
    ),
}


def needs_of(request: AccessRequest) -> Needs:
    """What this requester needs; nothing but to be known where the kind is not settled."""
    return NEEDS.get(request.requester_kind or RequesterKind.STAFF, NEEDS[RequesterKind.STAFF])


def age_of(request: AccessRequest, pupil: Pupil | None, today: date | None = None) -> int | None:
    """How old the pupil was, in years, on the day it arrived, or is today; None where that is not known."""
    if pupil is None or pupil.birth_date is None or request.received_on is None:
        return None
    return age_on(pupil.birth_date, max(request.received_on, today or request.received_on))


def is_grown_up(request: AccessRequest, pupil: Pupil | None, today: date | None = None) -> bool:
    """Whether parental responsibility has ended: the pupil was 18 or over when it arrived, or turned 18 since."""
    age = age_of(request, pupil, today)
    return age is not None and age >= _GROWN_UP


def asks_child(
    request: AccessRequest, pupil: Pupil | None, *, bound: bool = False, today: date | None = None
) -> bool:
    """Whether the child's understanding is to be judged: not of a grown-up, not for what is a parent's own right.

    `bound`: the Regulations of 2005 bind the school. Where they do not, a parent has no such right of their own: what they
    ask for is the child's, as in every subject access request.
    """
    parents_own = bound and request.sort is RequestSort.EDUCATIONAL_RECORD
    if request.sort is None or parents_own or is_grown_up(request, pupil, today):
        return False
    return needs_of(request).child and not request.about_staff.strip()


def asks_court(request: AccessRequest) -> bool:
    """Whether it must be asked if a court order stands against it."""
    return request.sort is not None and needs_of(request).court


def asks_agreement(
    request: AccessRequest, pupil: Pupil | None, *, bound: bool = False, today: date | None = None
) -> bool:
    """Whether the child's own word is needed: the child understands, and it is somebody else who asks (domain 2.1)."""
    own = request.requester_kind is RequesterKind.PUPIL
    asked = asks_child(request, pupil, bound=bound, today=today)
    return asked and request.child_understands is True and not own


def needs_authority(
    request: AccessRequest,
    pupil: Pupil | None = None,
    carer: Carer | None = None,
    today: date | None = None,
) -> bool:
    """Whether who asks has no right of his own, or none that anybody has seen.

    `carer` is who asks on the pupil's record: to say that one is a parent is no proof of parental responsibility.
    """
    kind = request.requester_kind
    if kind in {RequesterKind.OTHER_CARER, RequesterKind.THIRD_PARTY, RequesterKind.SOLICITOR}:
        return True
    if kind is RequesterKind.LOCAL_AUTHORITY:
        return not care_order_held(pupil)
    if kind is RequesterKind.STAFF:
        return fold(request.requester) != fold(request.about_staff)
    if kind is not RequesterKind.PARENT or request.sort is None:
        return False
    return is_grown_up(request, pupil, today) or not _is_proved(carer)


def _is_proved(carer: Carer | None) -> bool:
    return carer is not None and carer.has_responsibility is True


def care_order_held(pupil: Pupil | None) -> bool:
    """Whether the record says that a court gave the local authority parental responsibility."""
    status = pupil.care_status if pupil is not None else None
    return status is not None and status.authority_has_responsibility


def identity_gate(
    request: AccessRequest,
    pupil: Pupil | None = None,
    carer: Carer | None = None,
    *,
    bound: bool = False,
    today: date | None = None,
) -> Decision:
    """Whether it is settled who asks and by what right; open for what is about nobody, who must not be asked.

    `carer`: who asks, where the pupil's record knows them; `bound`: the Regulations of 2005 bind the school; `today`: a pupil
    grows up while it is open.
    """
    if not is_about_a_person(request.sort):
        return OPEN
    return Decision(
        (
            *_identity(request),
            *_authority(request, pupil, carer, today),
            *_court(request),
            *_child(request, pupil, bound=bound, today=today),
        )
    )


def responsibility_gate(request: AccessRequest, carer: Carer | None) -> Decision:
    """Whether a parent who asked still holds parental responsibility: the proof of it that was seen is no authority to ask."""
    seen, kind = request.authority_seen_on, request.requester_kind
    if (
        carer is None
        or carer.has_responsibility is not False
        or kind is not RequesterKind.PARENT
        or seen is None
    ):
        return OPEN
    if carer.changed_at is None or carer.changed_at.astimezone(LONDON).date() <= seen:
        return OPEN
    said = "The pupil's record says since then that whoever asks has no parental responsibility: proof of it is no authority."
    opens = "See the child's own authority, that of somebody who has it, or a court's, and record that day."
    return Decision((Reason(said, opens, _CLAUSE),))


def about_a_person_gate(request: AccessRequest) -> Decision:
    """Whether a pack is made for it at all: freedom of information is answered or passed on, nothing is gathered."""
    if is_about_a_person(request.sort):
        return OPEN
    said = "This does not ask about a person, so there is nothing to gather or to pack."
    return Decision((Reason(said, "If it does after all, change what they ask for.", _CLAUSE),))


def school_gate(request: AccessRequest, asked: Iterable[Consultation]) -> Decision:
    """Whether the school on roll was asked (003-5.1c); what is about a member of staff, or about nobody, has none."""
    if request.about_staff.strip() or not is_about_a_person(request.sort):
        return OPEN
    return consultation_gate(asked)


def is_known(request: AccessRequest) -> bool:
    """Whether it is settled who asked: they are known, or their proof was seen."""
    return not any(_identity(request))


def _identity(request: AccessRequest) -> Iterator[Reason]:
    known = request.identity_known and request.identity_reason.strip()
    if not known and request.identity_seen_on is None:
        yield Reason(
            "It is not recorded how you know who asked.",
            "Say how you know them, or record the proof you saw.",
            _CLAUSE,
        )


def _authority(
    request: AccessRequest, pupil: Pupil | None, carer: Carer | None, today: date | None
) -> Iterator[Reason]:
    grown_since = is_grown_up(request, pupil, today) and not is_grown_up(request, pupil)
    if request.authority_seen_on is not None:
        if grown_since and not _seen_as_adult(request, pupil) and request.requester_kind in _FOR_THE_CHILD:
            said = "The pupil has turned 18 since their authority was seen, so it is theirs to give now."
            yield Reason(said, "See the pupil's own written authority, and record the day.", _CLAUSE)
        return
    if request.authority_asked_on is not None:
        yield Reason(
            "Proof of authority was asked for and has not come.", "Record it when it comes.", _CLAUSE
        )
    elif needs_authority(request, pupil, carer, today):
        yield Reason(*_without_authority(request, pupil, today), _CLAUSE)


_FOR_THE_CHILD = frozenset(RequesterKind) - {RequesterKind.PUPIL, RequesterKind.STAFF, RequesterKind.OTHER}


def _seen_as_adult(request: AccessRequest, pupil: Pupil | None) -> bool:
    """Whether the authority was seen when the pupil was 18 already."""
    seen, born = request.authority_seen_on, pupil.birth_date if pupil is not None else None
    return seen is not None and born is not None and age_on(born, seen) >= _GROWN_UP


def _without_authority(request: AccessRequest, pupil: Pupil | None, today: date | None) -> tuple[str, str]:
    kind = request.requester_kind
    if kind is RequesterKind.LOCAL_AUTHORITY:
        status = (
            pupil.care_status.label.lower() if pupil is not None and pupil.care_status else "no care order"
        )
        said = f"The record says: {status}. That gives the local authority no right to ask."
        return (
            said,
            "Record the day you saw the care order, or put the legal status right on the pupil's record.",
        )
    if kind is RequesterKind.PARENT and not is_grown_up(request, pupil, today):
        said = "Nobody has seen that they have parental responsibility: to say so is no proof."
        return (
            said,
            "Record the day you saw proof, such as the birth certificate, or record it on the pupil's record.",
        )
    if kind is RequesterKind.PARENT:
        said = "The pupil is 18 or over, so nobody asks for them without their authority."
        return said, "Record the day you saw the pupil's written authority."
    if kind is RequesterKind.SOLICITOR:
        said = "They need written authority from the person they act for."
        return said, "Ask for it at once, and record the day you saw it."
    if kind is RequesterKind.STAFF:
        said = "Who asked is not the member of staff it is about."
        return said, "Record the day you saw the authority of the member of staff."
    said = "They need authority to ask: the child's own, that of somebody with parental responsibility, or a court's."
    return said, "Record the day you saw it, or the parental responsibility they hold on the pupil's record."


def _court(request: AccessRequest) -> Iterator[Reason]:
    order = request.court_order
    if order is None and asks_court(request):
        yield Reason(
            "It is not recorded whether a court order stands against it.",
            "Ask, and record the answer.",
            _CLAUSE,
        )
    elif order is CourtOrder.FORBIDS:
        yield Reason(
            "A court order forbids this.",
            "Give nothing. Ask the Joint Data Protection Officer what may be said, then refuse in writing.",
            _CLAUSE,
        )
    elif order is CourtOrder.LIMITS and not request.court_order_note.strip():
        yield Reason(
            "A court order limits what they may have, and what it says is not recorded.",
            "Write what it says: it stays in sight while you review.",
            _CLAUSE,
        )


def _child(
    request: AccessRequest, pupil: Pupil | None, *, bound: bool, today: date | None
) -> Iterator[Reason]:
    if not asks_child(request, pupil, bound=bound, today=today):
        return
    if request.child_understands is None:
        yield Reason(
            "It is not recorded whether the child understands their rights.",
            "Judge it, and say how and who judged it.",
            _CLAUSE,
        )
        return
    if not request.child_understands_reason.strip():
        yield Reason(
            "It is not recorded how the child's understanding was judged.",
            "Say what you go by: what the child said, and who knows the child.",
            _CLAUSE,
        )
    if _is_older_now(request, pupil, today):
        said = f"The pupil has turned {_USUALLY_UNDERSTANDS} since it was judged that they do not understand their rights."
        yield Reason(said, "Ask the pupil, and judge it again.", _CLAUSE)
    if request.requester_kind is RequesterKind.PUPIL and request.child_understands is False:
        yield from _asks_too_young(request)
    if asks_agreement(request, pupil, bound=bound, today=today) and not (
        request.child_agrees or request.in_childs_interests.strip()
    ):
        yield Reason(
            "The child understands their rights, so it is the child's to allow.",
            "Record that the child agrees, or why it is in the child's interests all the same.",
            _CLAUSE,
        )


def _is_older_now(request: AccessRequest, pupil: Pupil | None, today: date | None) -> bool:
    """Whether a no on understanding was said before the age from which most children do (ICO, after the law of Scotland)."""
    judged, born = request.child_judged_on, pupil.birth_date if pupil is not None else None
    if request.child_understands is not False or None in {judged, born, today}:
        return False
    assert judged is not None
    assert born is not None
    assert today is not None
    return age_on(born, judged) < _USUALLY_UNDERSTANDS <= age_on(born, today)


def _asks_too_young(request: AccessRequest) -> Iterator[Reason]:
    if request.authority_seen_on is None and not request.in_childs_interests.strip():
        yield Reason(
            "The child who asks does not understand yet what it means.",
            "Record who with parental responsibility asks with the child, or why answering the child is in their interests.",
            _CLAUSE,
        )


def next_about_who(
    request: AccessRequest,
    pupil: Pupil | None,
    carer: Carer | None = None,
    *,
    bound: bool = False,
    today: date | None = None,
) -> str:
    """What is to be done next about who asks, for lists: "say how you know who asked"; "" once it is settled."""
    if identity_gate(request, pupil, carer, bound=bound, today=today).is_open:
        return ""
    if request.court_order is CourtOrder.FORBIDS:
        return "refuse it: a court order forbids it"
    if request.identity_asked_on is not None and request.identity_seen_on is None:
        return f"chase the proof asked for on {say(request.identity_asked_on)}"
    if any(_identity(request)):
        return "say how you know who asked"
    if any(_authority(request, pupil, carer, today)):
        return "see their authority to ask"
    return "ask about court orders" if any(_court(request)) else "ask what the child wants"
