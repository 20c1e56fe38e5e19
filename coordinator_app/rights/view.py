"""What the screens show of requests to erase, restrict or stop: the list, and one request with all that hangs on it (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.answering.proof import register_words
from coordinator_app.core.answer_month import TimeShown
from coordinator_app.core.dates import say
from coordinator_app.core.remaining import Remaining, remaining
from coordinator_app.corrections.choosing import Offered
from coordinator_app.pupils.in_registers import Line, Lines, name_of
from coordinator_app.rights import actions, erasing, letters
from coordinator_app.rights.checks import Question, questions
from coordinator_app.rights.elsewhere import still_says
from coordinator_app.rights.end_notices import owed_the_end
from coordinator_app.rights.lasting import end_left, items_of
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.parts import (
    ErasureCertificate,
    KeptRightsLetter,
    RestrictedUse,
    RightsCheck,
    RightsItem,
    RightsNotice,
    RightsQuestion,
)
from coordinator_app.rights.taking_back import what_left
from coordinator_app.rights.timing import TIMING, asks_as_child, called
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

__all__ = ["Line", "Lines", "name_of"]  # what is not made here

Choosable = Offered
"""What can be chosen to be erased, for the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One request as its page shows it; a `is_closed` one without its words, until the passphrase is typed."""

    request: RightsRequest
    name: str
    is_closed: bool = False
    clock: Remaining | None = None
    asked: tuple[tuple[Question, RightsCheck | None], ...] = ()
    against: tuple[str, ...] = ()
    items: tuple[RightsItem, ...] = ()
    stays: tuple[str, ...] = ()
    notices: tuple[RightsNotice, ...] = ()
    uses: tuple[RestrictedUse, ...] = ()
    letters: tuple[KeptRightsLetter, ...] = ()
    certificates: tuple[ErasureCertificate, ...] = ()
    left: str = ""
    """What of the decision has left, so that it cannot be taken back."""
    end_left: str = ""
    """What of the end of a restriction has left, so that it cannot be taken back."""
    is_child: bool = False
    """Whether a child asks in person, so that letters are in words for a child."""
    time: TimeShown = TimeShown()
    questions: tuple[RightsQuestion, ...] = ()
    owed_the_end: frozenset[str] = frozenset()
    """The notices of those who have still to be told that the restriction has ended."""
    proof: str = ""
    """When and how proof of who they are was asked for."""

    @property
    def number(self) -> str:
        """As letters name it."""
        return called(self.request)


def request_of(session: Session, request_id: str) -> RightsRequest:
    """One request. NotFound."""
    return session.get(RightsRequest, request_id)


def notice_of(session: Session, notice_id: str) -> RightsNotice:
    """One who has to be told. NotFound."""
    return session.get(RightsNotice, notice_id)


def head_of(session: Session, request_id: str) -> str:
    """What stands above a letter to whoever asked."""
    request = request_of(session, request_id)
    return f"{called(request)}, {request.asked_by}"


def notice_head(session: Session, notice_id: str) -> str:
    """What stands above a letter to somebody who was given it."""
    notice = notice_of(session, notice_id)
    return f"{called(request_of(session, notice.request_id))}, {notice.recipient}"


def read_lines(session: Session, pupil_id: str, after: PageMark | None, limit: int) -> Lines:
    """The requests about one pupil's record, or all, the newest first."""
    where = {"pupil_id": pupil_id} if pupil_id else None
    found = session.page(
        RightsRequest, where=where, order="received_on", newest=True, after=after, limit=limit
    )
    return Lines(tuple(_line(session, one) for one in found.records), found.next)


def _line(session: Session, one: RightsRequest) -> Line:
    came = f"arrived {say(one.received_on)}" if one.received_on else ""
    who = "restricted" if one.is_guarded else one.asked_by
    parts = (name_of(session, one.pupil_id), who, came)
    tone, chip = state(session, one)
    return Line(one.id, called(one), ", ".join(part for part in parts if part), tone, chip)


def state(session: Session, one: RightsRequest) -> tuple[str, str]:
    """How it stands, as the colour and words of a chip."""
    if one.outcome is None:
        left = clock_of(session, one)
        return (left.state.tone, left.text) if left else ("neutral", "Open")
    if one.awaits_erasure:
        return "soon", "To be erased"
    if one.told_on is None and one.outcome is not RightsOutcome.WITHDRAWN:
        return "soon", "Tell whoever asked"
    untold = _untold(session, one)
    if untold:
        return "soon", untold
    if one.restricts:
        return "pause", "Restricted"
    label = one.outcome.label if one.lifted_on is None else "Ended"
    return ("safe" if one.outcome.does_something else "neutral"), label


def _untold(session: Session, one: RightsRequest) -> str:
    """How many recipients have still to be told of it, or of its end; "" for none."""
    if one.lifted_on is not None:
        ended = len(owed_the_end(session, one))
        return f"{ended} to be told that it ended" if ended else ""
    number = sum(notice.told_on is None for notice in actions.open_notices(session, one))
    return f"{number} to be told" if number else ""


def clock_of(session: Session, one: RightsRequest) -> Remaining | None:
    """The month to answer."""
    clock = TIMING.clock_of(session, one)
    if clock is None:
        return None
    return remaining(clock, session.clock.today(), done_on=one.told_on, done_word="Answered")


def read(session: Session, request_id: str, *, guarded_words: bool) -> Shown:
    """One request. Without `guarded_words` one that lies apart stays closed. NotFound."""
    one = request_of(session, request_id)
    name = name_of(session, one.pupil_id)
    if one.is_guarded and not guarded_words:
        return Shown(one, name, is_closed=True)
    answers, items = actions.answers_of(session, one), tuple(items_of(session, one.id))
    return Shown(
        one,
        name,
        clock=clock_of(session, one),
        asked=tuple((asked, answers.get(asked.key)) for asked in questions(one.kind_asked)),
        against=actions.stands_against(session, one) if one.outcome is None else (),
        items=items,
        stays=still_says(session, items) if one.kind_asked is RightsKind.ERASURE and not one.done_on else (),
        notices=tuple(notices_of(session, one.id)),
        uses=tuple(session.list(RestrictedUse, where={"request_id": one.id})),
        letters=tuple(letters.letters_of(session, one.id)),
        certificates=tuple(erasing.certificates_of(session, one)),
        left=what_left(session, one) if one.outcome is not None else "",
        end_left=end_left(session, one),
        is_child=asks_as_child(session, one),
        time=TIMING.time_of(session, one),
        questions=tuple(TIMING.questions_of(session, one)),
        owed_the_end=frozenset(notice.id for notice in owed_the_end(session, one)),
        proof=register_words(session, one, one.id),
    )


def to_choose(session: Session, request_id: str, *, guarded_words: bool) -> Offered:
    """What can be chosen to be erased, or to be restricted alone."""
    return erasing.to_choose(session, request_of(session, request_id), guarded_words=guarded_words)


def is_about_erasure(shown: Shown) -> bool:
    """Whether records are chosen for it."""
    return shown.request.kind_asked is RightsKind.ERASURE
