"""Places outside the vault where something may lie: each asked, chased, answered, put on the record, or left out with a reason.

Only what a reasonable and proportionate search finds has to be given; what was searched is recorded (domain 1.1, rule 13).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions.intake import must_still_be_open
from coordinator_app.access_requests.gathering.tray import TRAY, may_hold_more
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.searching import PlaceKind, RequestPlace
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Choice
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.parts import SchoolOnRoll
from coordinator_app.store.session import Session

PATIENCE = 7
"""Days after which a place that has not answered is chased."""
_OURS = (
    (PlaceKind.MAILBOX, "Mailbox of the Co-ordinator"),
    (PlaceKind.PAPER, "Paper files of the Partnership"),
    (PlaceKind.PHONE, "Phones of the Partnership: calls and messages"),
    (PlaceKind.SHARED_DRIVE, "Folders outside this vault"),
)


class PlaceState(Choice):
    """How far a place is."""

    TO_ASK = "to_ask", "To look in"
    ASKED = "asked", "Waiting"
    FOUND = "found", "To put on the record"
    NOTHING = "nothing", "Nothing there"
    ATTACHED = "attached", "On the record"
    LEFT_OUT = "left_out", "Left out"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return self in {PlaceState.NOTHING, PlaceState.ATTACHED, PlaceState.LEFT_OUT}


def state_of(place: RequestPlace) -> PlaceState:
    """How far a place is, by what is recorded of it."""
    if place.left_out.strip():
        return PlaceState.LEFT_OUT
    if place.answered_on is not None:
        if not place.found_something:
            return PlaceState.NOTHING
        return PlaceState.ATTACHED if place.attached_on is not None else PlaceState.FOUND
    return PlaceState.ASKED if place.asked_on is not None else PlaceState.TO_ASK


def places_of(session: Session, request_id: str) -> list[RequestPlace]:
    """The places of a request, as they were added."""
    return session.list(RequestPlace, where={"request_id": request_id})


def unanswered_places(session: Session, request: AccessRequest) -> list[RequestPlace]:
    """Those that were asked and have not answered: Today and the list of what is due name them, the longest waiting first."""
    waiting = [one for one in places_of(session, request.id) if state_of(one) is PlaceState.ASKED]
    return sorted(waiting, key=lambda one: (_last_asked(one) or date.max, one.key))


def _last_asked(place: RequestPlace) -> date | None:
    return place.chased_on or place.asked_on


def is_late(place: RequestPlace, today: date) -> bool:
    """Whether a place has been quiet for longer than is reasonable."""
    last = _last_asked(place)
    return state_of(place) is PlaceState.ASKED and last is not None and (today - last).days > PATIENCE


def places_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether every place is settled: answered and put on the record, without anything, or left out with a reason."""
    unsettled = [one for one in places_of(session, request.id) if not state_of(one).is_settled]
    if not unsettled:
        return OPEN
    count = "1 place to look in is" if len(unsettled) == 1 else f"{len(unsettled)} places to look in are"
    opens = "Say what was found there, or why it is left out, at Gather."
    return Decision((Reason(f"{count} not settled.", opens, "003-5.1"),))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A place that the record speaks of."""

    kind: PlaceKind
    called: str
    item_id: str = ""


def proposed(session: Session, request: AccessRequest) -> tuple[Proposed, ...]:
    """Where to look, from the record: earlier schools, providers of programmes, and our own mailbox, paper, phones, folders.

    The school on roll is no place of its own: it is asked, chased and recorded as the school consulted (003-5.1c).
    """
    found = [Proposed(kind, called) for kind, called in _OURS]
    if may_hold_more(session, request):
        found.append(Proposed(PlaceKind.OTHER, TRAY))
    if request.pupil_id:
        found += [*_providers(session, request.pupil_id), *_schools(session, request)]
    return tuple({(one.kind, one.called): one for one in found}.values())


def _providers(session: Session, pupil_id: str) -> Iterator[Proposed]:
    for programme in session.list(Programme, where={"pupil_id": pupil_id}):
        provider = session.find(Provider, programme.provider_id) if programme.provider_id else None
        if provider is not None:
            yield Proposed(PlaceKind.PROVIDER, provider.name, provider.id)


def _schools(session: Session, request: AccessRequest) -> Iterator[Proposed]:
    for one in session.list(SchoolOnRoll, where={"pupil_id": request.pupil_id}):
        if one.school_id != request.school_id and one.school_name:
            yield Proposed(PlaceKind.SCHOOL, one.school_name, one.school_id)


def propose(session: Session, request: AccessRequest) -> int:
    """Put the proposed places on the list that are not on it, also if they were taken off; how many came."""
    must_still_be_open(session, request.id)
    listed = session.list(RequestPlace, where={"request_id": request.id}, trashed=None)
    known = {(one.place_kind, one.called) for one in listed}
    new = [one for one in proposed(session, request) if (one.kind, one.called) not in known]
    if new:
        with session.write() as work:
            for one in new:
                work.add(
                    RequestPlace(
                        request_id=request.id, place_kind=one.kind, called=one.called, item_id=one.item_id
                    )
                )
    return len(new)


def add_place(session: Session, place: RequestPlace) -> Saved[RequestPlace]:
    """Another place to look in. InvalidInput without a name, or if it is on the list."""
    must_still_be_open(session, place.request_id)
    same = [one for one in places_of(session, place.request_id) if one.called == place.called.strip()]
    refuse(
        (
            missing("place_kind", place.place_kind, "Say what it is."),
            missing("called", place.called, "Say which one it is."),
            FieldProblem("called", "It is on the list already.") if same else None,
        )
    )
    with session.write() as work:
        kept = work.add(place)
    return Saved(kept, work.change_id)


def take_off(session: Session, place: RequestPlace) -> Saved[RequestPlace]:
    """Take a place off the list that nobody was asked about. GateShut for one that was: it is left out with a reason."""
    must_still_be_open(session, place.request_id)
    if state_of(place) is not PlaceState.TO_ASK:
        raise GateShut(("Something is recorded of this place already. Leave it out, and say why.",))
    with session.write() as work:
        kept = work.trash(place)
    return Saved(kept, work.change_id)


def asked(session: Session, place: RequestPlace, on: date | None, who: str) -> Saved[RequestPlace]:
    """Somebody was asked to look there. InvalidInput for impossible days."""
    received = session.get(AccessRequest, place.request_id).received_on
    problems = (
        missing("asked_on", on, "Type the day you asked."),
        in_future("asked_on", on, session.clock.today()),
        before("asked_on", on, received, "the day the request arrived"),
    )
    return _changed(session, place, problems, asked_on=on, asked_who=who, left_out="")


def chased(session: Session, place: RequestPlace, on: date | None, who: str) -> Saved[RequestPlace]:
    """They were asked once more; earlier chases stay in history. GateShut once they have answered."""
    if state_of(place) is not PlaceState.ASKED:
        raise GateShut(("There is no answer to wait for here.",))
    problems = (
        missing("chased_on", on, "Type the day of the chase."),
        in_future("chased_on", on, session.clock.today()),
        before("chased_on", on, _last_asked(place), "the day you last asked"),
    )
    return _changed(session, place, problems, chased_on=on, asked_who=who or place.asked_who)


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What a place answered. `attached` says that all that was found is on the pupil's record."""

    on: date | None
    found: bool | None
    words: str = ""
    attached: bool = False


def answered(session: Session, place: RequestPlace, answer: PlaceAnswer) -> Saved[RequestPlace]:
    """Whoever looked has answered, or you looked yourself: then it counts as asked on that day.

    InvalidInput for impossible days, and where it is not said whether something was found.
    """
    problems = (
        missing("answered_on", answer.on, "Type the day of the answer."),
        FieldProblem("found", "Say whether something was found.") if answer.found is None else None,
        in_future("answered_on", answer.on, session.clock.today()),
        before("answered_on", answer.on, place.asked_on, "the day you asked"),
        missing("answer", answer.words, "Say what was found.") if answer.found else None,
    )
    return _changed(
        session,
        place,
        problems,
        asked_on=place.asked_on or answer.on,
        answered_on=answer.on,
        found_something=answer.found,
        answer=answer.words,
        attached_on=answer.on if answer.found and answer.attached else None,
        left_out="",
    )


def attached(session: Session, place: RequestPlace) -> Saved[RequestPlace]:
    """All that was found there is on the record now. GateShut if nothing waits for it."""
    if state_of(place) is not PlaceState.FOUND:
        raise GateShut(("Nothing from this place waits to be put on the record.",))
    return _changed(session, place, (), attached_on=session.clock.today())


def leave_out(session: Session, place: RequestPlace, reason: str) -> Saved[RequestPlace]:
    """It is not looked in, with the reason; the reply says so. InvalidInput without a reason."""
    problems = (missing("left_out", reason, "Say why it is not looked in."),)
    return _changed(session, place, problems, left_out=reason)


def _changed(
    session: Session, place: RequestPlace, problems: Iterable[FieldProblem | None], **values: object
) -> Saved[RequestPlace]:
    must_still_be_open(session, place.request_id)
    refuse(problems)
    with session.write() as work:
        kept = work.change(place, **values)
    return Saved(kept, work.change_id)


def told_of(place: RequestPlace) -> str:
    """What stands recorded of a place, in a sentence or two."""
    state, parts = state_of(place), []
    if place.asked_on is not None:
        parts.append(f"Asked {say(place.asked_on)}{f', {place.asked_who}' if place.asked_who else ''}.")
    if place.chased_on is not None:
        parts.append(f"Chased {say(place.chased_on)}.")
    if place.answered_on is not None:
        words = f" {place.answer}" if place.answer.strip() else ""
        parts.append(f"Answered {say(place.answered_on)}.{words}")
    if state is PlaceState.LEFT_OUT:
        parts.append(f"Left out: {place.left_out}")
    return " ".join(parts)
