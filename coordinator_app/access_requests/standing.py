"""How an open request (SAR) stands: its clock, the next step and whom it waits for; for lists, Today and the palette.

Lighter than the reading of one whole case, since it is asked for every open request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coordinator_app.access_requests.actions import intake, letters, pack
from coordinator_app.access_requests.actions.closing import told_in_full
from coordinator_app.access_requests.actions.identifying import asker_gate, asking_carer
from coordinator_app.access_requests.actions.mishaps import by_request, mishaps_of
from coordinator_app.access_requests.actions.timing import bound_by_law
from coordinator_app.access_requests.clocks import Clocks
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.mishaps import Mishap, in_list, sends_again
from coordinator_app.access_requests.model import AccessRequest, Consultation, LetterKind, RequestPause
from coordinator_app.access_requests.requesters import next_about_who, school_gate
from coordinator_app.access_requests.sorting import is_about_a_person
from coordinator_app.access_requests.subject import Subject, subject_listed
from coordinator_app.core.dates import say_list
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.remaining import Remaining, State, remaining
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session


class Group(StrEnum):
    """The groups of the list in their order; the value is the heading (design 8.9)."""

    OVERDUE = "Overdue"
    DUE_SOON = "Due soon"
    ON_TIME = "On time"
    PAUSED = "Paused"
    CLOSED = "Closed"


TOLD, CLOSE_IT = "Told", "close it, for the letter has told them how it ends"
_GROUPS = {
    State.OVERDUE: Group.OVERDUE,
    State.URGENT: Group.DUE_SOON,
    State.DUE_TODAY: Group.DUE_SOON,
    State.DUE_SOON: Group.DUE_SOON,
    State.PAUSED: Group.PAUSED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One open request as the list shows it. `proof_asked` is the open question for identity or authority, if any; `wrong` what went wrong with a pack, in a sentence.

    `told` is the day a letter told them that all of it is refused, or that nothing is held: then the clocks have ended.
    """

    request: AccessRequest
    subject: Subject
    school: School | None
    clocks: Clocks
    today: date
    next_step: str
    pause: RequestPause | None
    unanswered: Consultation | None
    items: int
    undecided: int
    wrong: str = ""
    told: date | None = None

    @property
    def clock(self) -> Deadline:
        """The clock to show: the earliest known, unless the legal month waits and nothing else presses."""
        first = self.clocks.first
        if first is None:
            return self.clocks.limit
        calm = remaining(first, self.today).state is State.ON_TIME
        return self.clocks.limit if self.clocks.limit.waiting and calm else first

    @property
    def remains(self) -> Remaining:
        """How that clock stands today."""
        return remaining(self.clock, self.today, done_on=self.told, done_word=TOLD)

    @property
    def group(self) -> Group:
        """Where the list puts it."""
        return _GROUPS.get(self.remains.state, Group.ON_TIME)

    @property
    def second_line(self) -> str:
        """Who asked, the stage, the clock that counts and the next step."""
        dated = [f"{clock.rule.label} {say_list(clock.due)}. " for clock in self._named() if clock.due]
        named = "".join(dict.fromkeys(dated))
        wrong = f"{self.wrong} " if self.wrong else ""
        asked = f"Request {self.request.request_number}, {self.request.requester}."
        return f"{asked} {wrong}{named}Next: {self.next_step}."

    def _named(self) -> tuple[Deadline, ...]:
        """The clock that counts; once its day is over the law's own too, which may still be to come or be over as well."""
        first = self.clocks.first
        if first is None or first.due is None or self.told is not None:
            return ()
        return (first, self.clocks.limit) if first.due < self.today else (first,)

    @property
    def proof_asked(self) -> tuple[str, date] | None:
        """What was asked for and has not come, and since when."""
        one = self.request
        if one.identity_asked_on and one.identity_seen_on is None:
            return "Proof of identity", one.identity_asked_on
        if one.authority_asked_on and one.authority_seen_on is None:
            return "Proof of authority", one.authority_asked_on
        return None


def standing(session: Session, request: AccessRequest, wrong: tuple[Mishap, ...] | None = None) -> Standing:
    """How one request stands; `wrong` is what went wrong with its packs, where that is known already."""
    wrong = mishaps_of(session, request.id) if wrong is None else wrong
    consultations = intake.consultations_of(session, request.id)
    unanswered = [one for one in consultations if one.replied_on is None]
    items = session.count(RequestItem, where={"request_id": request.id})
    undecided = session.count(
        RequestItem, where={"request_id": request.id, "outcome": Outcome.UNDECIDED.value}
    )
    pauses = intake.pauses_of(session, request.id)
    subject, told = subject_listed(session, request), told_in_full(session, request)
    return Standing(
        request=request,
        subject=subject,
        school=session.find(School, request.school_id),
        clocks=intake.clocks(session, request),
        today=session.clock.today(),
        next_step=(CLOSE_IT if told else "")
        or _early_step(session, request, subject.pupil, consultations)
        or _late_step(session, request, items, undecided, again=sends_again(request, wrong) is not None),
        pause=next((one for one in pauses if one.answered_on is None), None),
        unanswered=unanswered[-1] if unanswered else None,
        items=items,
        undecided=undecided,
        wrong=in_list(request, wrong),
        told=told,
    )


def standings(session: Session) -> list[Standing]:
    """Every open request, the most pressing first."""
    order = list(Group)
    wrong = by_request(session)
    found = [
        standing(session, request, wrong.get(request.id, ())) for request in intake.open_requests(session)
    ]
    return sorted(found, key=lambda one: (order.index(one.group), one.clock.due or date.max, one.request.key))


def _early_step(
    session: Session, request: AccessRequest, pupil: Pupil | None, consultations: list[Consultation]
) -> str:
    written = letters.letters_of(session, request.id)
    if not any(one.letter is LetterKind.ACKNOWLEDGEMENT and one.sent_on for one in written):
        return "acknowledge it by letter"
    if not is_about_a_person(request.sort):
        return "answer it, or pass it on"
    unsettled = _about_who(session, request, pupil)
    if unsettled:
        return unsettled
    return "" if school_gate(request, consultations).is_open else "ask the school"


def _about_who(session: Session, request: AccessRequest, pupil: Pupil | None) -> str:
    carer = asking_carer(session, request)
    asked = intake.as_known(request, carer)
    words = next_about_who(
        asked, pupil, carer, bound=bound_by_law(session, request), today=session.clock.today()
    )
    # an order, a care order that ended, responsibility that was lost: what shuts the way on the page is the next step here
    return words or ("" if asker_gate(session, request).is_open else RECORD_CHANGED)


RECORD_CHANGED = "look again at who asks: the pupil's record says something new"


def _late_step(session: Session, request: AccessRequest, items: int, undecided: int, *, again: bool) -> str:
    if request.gathered_at is None:
        return "gather what is held"
    if undecided:
        return f"decide on {undecided} of {items} items"
    if request.approved_on is None:
        return "ask a second person to look at it"
    if not pack.packs_of(session, request.id):
        return "build the pack"
    return "send the pack to the right person" if again else "check and send the pack"
