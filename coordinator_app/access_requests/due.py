"""What access requests (SAR) bring to Today: their clocks, reminders, dates that moved, and what others owe us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.actions.letters import letters_of
from coordinator_app.access_requests.actions.mishaps import by_request
from coordinator_app.access_requests.actions.moving import moves
from coordinator_app.access_requests.actions.places import unanswered_places
from coordinator_app.access_requests.clocks import Clocks
from coordinator_app.access_requests.mishaps import Mishap, sends_again, standing_one, wrong_words
from coordinator_app.access_requests.model import AccessRequest, LetterKind, RequestLetter
from coordinator_app.access_requests.standing import Standing, standings
from coordinator_app.access_requests.subject import subject_listed
from coordinator_app.core.calendar import DAY, BankHolidays, is_working_day
from coordinator_app.core.dates import say, say_list
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.deadlines import chase
from coordinator_app.core.remaining import State
from coordinator_app.hooks import RailCount
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem, Who

_PAGE = "access_request"
REMIND_BEFORE = 3  # working days
_WAITED_FOR = frozenset({LetterKind.THIRD_PARTY, LetterKind.SAFEGUARDING_ADVICE, LetterKind.HEALTH_OPINION})
_QUESTION = (LetterKind.CLARIFICATION,)


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer that has not come: its own part of the key, in words what it is, since when, and where it is recorded.

    `last` is the day we asked or chased last. `closes` says that without an answer the request may be closed: only where
    whoever asked for it owes the answer.
    """

    what: str
    title: str
    asked: date | None
    chased: date | None = None
    stage: str = ""
    closes: bool = False

    @property
    def last(self) -> date | None:
        """The day we asked or chased last."""
        return self.chased or self.asked


def due_items(session: Session) -> list[DueItem]:
    """A clock for every open request, a reminder where it presses, what moved, and a line for each answer it waits for."""
    found, bank = standings(session), bank_holidays(session)
    stands = (_clock(one) if one.told is None else _told(one) for one in found)
    lines = [*_wrong(session, found), *stands]
    for one in (each for each in found if each.told is None):
        lines += _reminder(one, bank)
        lines += _moved(session, one)
        lines += (_waiting(one, owed) for owed in owed_of(session, one))
    return lines


def _wrong(session: Session, found: list[Standing]) -> Iterator[DueItem]:
    """A pack that went wrong, while nobody has said whether the right person has the answer, and until they have it."""
    steps = {one.request.id: one.next_step for one in found}
    for request_id, wrong in by_request(session).items():
        request = session.get(AccessRequest, request_id)
        again, standing = sends_again(request, wrong), standing_one(request, wrong)
        if again is not None:
            words = f"{wrong_words(again)}, and the right person has no answer. Next: {steps.get(request_id, 'send it')}."
            yield _wrong_line(session, request, again, words, "")
        elif standing is not None and standing.asks:
            words = f"{wrong_words(standing)}. Say whether the right person has had the answer."
            yield _wrong_line(session, request, standing, words, "sent")


def _wrong_line(session: Session, request: AccessRequest, one: Mishap, words: str, stage: str) -> DueItem:
    about = subject_listed(session, request)
    params = (("request_id", request.id),)
    return DueItem(
        key=f"access_request-{request.id}-wrong",
        title=f"Request {request.request_number}, {about.called}",
        second_line=words,
        icon="shield-alert",
        page=_PAGE,
        params=(*params, ("stage", stage)) if stage else params,
        action="Say it" if stage else "Continue request",
        tone="soon",  # its clock says whether it is overdue
        due=one.happened_on,
        pupil_id=about.pupil_id,
    )


def rail_count(session: Session) -> RailCount | None:
    """How many requests are open, and how many of them are overdue."""
    if not open_requests(session):
        return None
    found = standings(session)
    late = sum(one.remains.state is State.OVERDUE for one in found)
    return RailCount(len(found), late)


def _clock(one: Standing) -> DueItem:
    remains = one.remains
    return DueItem(
        key=f"access_request-{one.request.id}",
        title=one.subject.called,
        second_line=one.next_step,
        icon="file-search",
        page=_PAGE,
        params=(("request_id", one.request.id),),
        action="See request" if one.clock.waiting else "Continue request",
        who=Who.CLOCK,
        tone=remains.state.tone,
        chip=remains.text,
        due=one.clock.due,
        clock=one.clock,
        remains=remains,
        pupil_id=one.subject.pupil_id,
    )


def _told(one: Standing) -> DueItem:
    """A letter told them how it ends: no clock runs any more, and what is left is to close it."""
    return DueItem(
        key=f"access_request-{one.request.id}",
        title=f"Request {one.request.request_number}, {one.subject.called}",
        second_line=f"{one.remains.text}, by letter, how it ends. Close the request.",
        icon="file-search",
        page=_PAGE,
        params=(("request_id", one.request.id),),
        action="Continue request",
        tone="soon",
        pupil_id=one.subject.pupil_id,
    )


def _reminder(one: Standing, bank: BankHolidays) -> Iterator[DueItem]:
    """Three working days before the earliest date, on the day, and from then on: one line, whose words follow the day.

    The law's own days have a line each besides: with a target that was missed nobody would be told that they come, and pass.
    """
    yield from _line(one, one.clock, bank, "reminder")
    for clock in _of_the_law(one.clocks):
        if clock.rule is not one.clock.rule:
            yield from _line(one, clock, bank, clock.rule.value)


def _of_the_law(held: Clocks) -> Iterator[Deadline]:
    yield held.limit
    if held.has_legal and held.limit is not held.legal:
        yield held.legal


def _line(one: Standing, clock: Deadline, bank: BankHolidays, key: str) -> Iterator[DueItem]:
    due = clock.work_to or clock.due
    if due is not None and due < one.today and clock.due is not None:
        due = clock.due  # the stricter reading is over; the last day that the law allows may still be to come
    if due is None or (left := working_days(one.today, due, bank)) > REMIND_BEFORE:
        return
    name = clock.rule.label
    if due < one.today:
        words = f"{name} was due on {say(due)}. Next: {one.next_step}."
    elif due == one.today:
        words = f"{name} is due today. Next: {one.next_step}."
    else:
        days = "1 working day" if left == 1 else f"{left} working days"
        words = f"{name}: {days} left, due {say_list(due)}. Next: {one.next_step}."
    yield DueItem(
        key=f"access_request-{one.request.id}-{key}",
        title=f"Request {one.request.request_number}, {one.subject.called}",
        second_line=words,
        icon="bell",
        page=_PAGE,
        params=(("request_id", one.request.id),),
        action="Continue request",
        tone="soon",  # the clock itself says that it is overdue, and is counted once
        due=due,
        pupil_id=one.subject.pupil_id,
    )


def working_days(after: date, until: date, bank: BankHolidays) -> int:
    """Working days after one day, up to and including another; 0 if that is not later."""
    span = (until - after).days
    return sum(is_working_day(after + n * DAY, bank) for n in range(1, span + 1))


def _moved(session: Session, one: Standing) -> Iterator[DueItem]:
    found = moves(session, one.request, one.clocks)
    if not found:
        return
    first = min(found, key=lambda move: move.now or date.max)
    more = f" {len(found) - 1} more moved." if len(found) > 1 else ""
    yield DueItem(
        key=f"access_request-{one.request.id}-moved",
        title=f"Request {one.request.request_number}, {one.subject.called}: a date moved",
        second_line=f"{first.sentence}{more}",
        icon="calendar",
        page=_PAGE,
        params=(("request_id", one.request.id), ("stage", "received")),
        action="Look",
        tone="info",
        due=first.now,
        pupil_id=one.subject.pupil_id,
    )


def owed_of(session: Session, one: Standing) -> Iterator[Owed]:
    """The answers that a request waits for: of the school, of whoever asked, and of those who were written to."""
    if one.unanswered is not None:
        school = one.school.name if one.school else "the school on roll"
        waits = one.unanswered
        yield Owed("school", f"School reply, {school}", waits.asked_on, waits.chased_on, "gather")
    for place in unanswered_places(session, one.request):
        said = f"What was found: {place.called}"
        yield Owed(f"place-{place.id}", said, place.asked_on, place.chased_on, "gather")
    letters = [one for one in letters_of(session, one.request.id) if one.sent_on and not one.replied_on]
    if one.proof_asked is not None:
        what, asked = one.proof_asked
        chased = _chased(letters, (LetterKind.IDENTITY, LetterKind.AUTHORITY))
        yield Owed("identity", f"{what}, {one.request.requester}", asked, chased, "identity", closes=True)
    if one.pause is not None:
        days = (
            one.pause.chased_on,
            _chased(letters, _QUESTION),
        )  # the letter's: of a pause that was kept before
        words, chased = (
            f"Answer to our question, {one.request.requester}",
            max(filter(None, days), default=None),
        )
        yield Owed("answer", words, one.pause.asked_on, chased, "received", closes=True)
    for letter in letters:
        if letter.letter in _WAITED_FOR:
            # no word of what is asked or of whom: that an opinion is waited for tells that there is something
            yield Owed(f"letter-{letter.id}", "Answer to a letter", letter.sent_on, letter.chased_on)


def _chased(letters: list[RequestLetter], kinds: tuple[LetterKind, ...]) -> date | None:
    days = (one.chased_on for one in letters if one.letter in kinds)
    return max((day for day in days if day), default=None)


def _waiting(one: Standing, owed: Owed) -> DueItem:
    """Somebody else's move; after 14 days without an answer it is ours to chase, after a month perhaps to close."""
    words = [f"Chased {say_list(owed.chased)}"] if owed.chased else []
    words.append(f"Asked {say_list(owed.asked)}, {one.subject.called}" if owed.asked else one.subject.called)
    remind, title, action = False, owed.title, "Look"
    if owed.last is not None and owed.asked is not None:
        remind = one.today >= chase(owed.last).remind_on
        over = owed.closes and one.today >= chase(owed.asked).propose_close_on
        if over:
            remind, action = True, "Close or chase"
            words.append("No answer for a month: close the request, or ask once more")
        elif remind:
            title, action = f"Chase: {owed.title}", "Chase"
    letter = owed.what.startswith("letter-")
    params = (("request_id", one.request.id),)
    return DueItem(
        key=f"access_request-{one.request.id}-{owed.what}",
        title=title,
        second_line=". ".join(words),
        icon="hourglass",
        page="request_letters" if letter else _PAGE,
        params=params if letter else (*params, ("stage", owed.stage)),
        action=action,
        who=Who.YOU if remind else Who.SOMEONE_ELSE,
        tone="soon" if remind else "neutral",
        due=owed.last,
        pupil_id=one.subject.pupil_id,
    )
