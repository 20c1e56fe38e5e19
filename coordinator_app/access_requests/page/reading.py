"""What the screens of access requests show, each read in one go; frozen, and free of Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions import decide, gather, intake, letters, pack
from coordinator_app.access_requests.actions.closing import told_in_full
from coordinator_app.access_requests.actions.identifying import asker_gate, orders_held, proofs_asked
from coordinator_app.access_requests.actions.mishaps import by_request, mishaps_of
from coordinator_app.access_requests.actions.moving import moves
from coordinator_app.access_requests.clocks import Clocks, ClockSettings
from coordinator_app.access_requests.decisions import decided_gate
from coordinator_app.access_requests.ends import ended_on, ended_words, is_open
from coordinator_app.access_requests.gathering.educational import asks_for_the_record
from coordinator_app.access_requests.gathering.gates import gathering_gate
from coordinator_app.access_requests.items import Outcome, Pack
from coordinator_app.access_requests.mishaps import Mishap, in_list, standing_one
from coordinator_app.access_requests.mishaps import chip_words as wrong_chip
from coordinator_app.access_requests.model import (
    AccessRequest,
    Consultation,
    LetterKind,
    RequestLetter,
    RequestPause,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.moved import Move
from coordinator_app.access_requests.page.pupil_lines import PupilLine, PupilLines
from coordinator_app.access_requests.page.review_reading import title_of
from coordinator_app.access_requests.repeats import repeat_words
from coordinator_app.access_requests.requesters import school_gate
from coordinator_app.access_requests.standing import Standing, standings
from coordinator_app.access_requests.subject import Subject, subject_listed, subject_of
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.dates import say
from coordinator_app.core.gates import Decision
from coordinator_app.core.names import fold
from coordinator_app.organisations.model import School
from coordinator_app.pupils.like_names import like_named
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One request with everything its stages show. Records are as they were read; actions refuse stale ones.

    `identity`, `consulted`, `gathered`, `decided` are the gates on the way to a pack: open, or shut with reasons.
    `items` counts what was gathered, `undecided` what is still to decide; `pack` is the newest, if any.
    """

    request: AccessRequest
    subject: Subject
    carer: Carer | None
    school: School | None
    today: date
    clocks: Clocks
    settings: ClockSettings
    pauses: tuple[RequestPause, ...]
    consultations: tuple[Consultation, ...]
    letters: tuple[RequestLetter, ...]
    advice: tuple[SafeguardingAdvice, ...]
    items: int
    undecided: int
    pack: Pack | None
    identity: Decision
    consulted: Decision
    gathered: Decision
    decided: Decision
    repeats: str = ""
    orders: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    mishaps: tuple[Mishap, ...] = ()
    told: date | None = None
    asks_as_child: bool = False
    asked: tuple[tuple[str, str], ...] = ()
    """What proof was asked for, when and how, in words."""

    @property
    def wrong(self) -> Mishap | None:
        """What went wrong with the delivery that it stands as sent by."""
        return standing_one(self.request, self.mishaps)

    @property
    def number(self) -> int:
        """The number on screens and letters: "Request 14"."""
        return self.request.request_number or 0

    @property
    def pupil(self) -> Pupil | None:
        """The pupil it is about; None for a member of staff, and for what is about nobody."""
        return self.subject.pupil

    @property
    def is_closed(self) -> bool:
        """Whether its pack was sent, or it ended without one: the case can be read, not changed."""
        return not is_open(self.request)

    @property
    def open_pause(self) -> RequestPause | None:
        """The question that is not answered yet."""
        return next((one for one in self.pauses if one.answered_on is None), None)

    @property
    def bound(self) -> bool:
        """Whether the Regulations of 2005 bind its school, so that the 15 school days are law."""
        kind = self.school.school_type if self.school else None
        return bool(kind and kind.bound_by_pupil_information_regulations)

    def letters_of(self, kind: LetterKind) -> tuple[RequestLetter, ...]:
        """The letters of one kind, oldest first."""
        return tuple(one for one in self.letters if one.letter is kind)


def read_case(session: Session, request_id: str) -> CaseFacts:
    """Everything about one request. NotFound if it is not there."""
    request = session.get(AccessRequest, request_id)
    items = tuple(gather.items_of(session, request_id))
    consultations = tuple(intake.consultations_of(session, request_id))
    advice = tuple(decide.advice_of(session, request_id))
    covered = decide.redactions_by_item(session, request_id) if items else {}
    subject, held = subject_of(session, request), orders_held(session, request)
    return CaseFacts(
        request=request,
        subject=subject,
        carer=session.find(Carer, request.carer_id) if request.carer_id else None,
        school=session.find(School, request.school_id),
        today=session.clock.today(),
        clocks=intake.clocks(session, request),
        settings=intake.clock_settings(session),
        pauses=tuple(intake.pauses_of(session, request_id)),
        consultations=consultations,
        letters=tuple(letters.letters_of(session, request_id)),
        advice=advice,
        items=len(items),
        undecided=sum(item.outcome is Outcome.UNDECIDED for item in items),
        pack=next(iter(pack.packs_of(session, request_id)), None),
        repeats=_repeats(session, request),
        orders=tuple(one.banner for one in held),
        identity=asker_gate(session, request),
        consulted=school_gate(request, consultations),
        gathered=gathering_gate(session, request),
        decided=decided_gate(
            items,
            covered,
            decide.on_file(session, request_id),
            intake.as_asked(session, request).requester_kind,
            session.clock.today() if is_open(request) else None,
        ),
        moves=moves(session, request),
        mishaps=mishaps_of(session, request_id),
        told=told_in_full(session, request),
        asks_as_child=letters.asks_himself(session, request),
        asked=proofs_asked(session, request),
    )


def _repeats(session: Session, request: AccessRequest) -> str:
    one = session.find(AccessRequest, request.repeats_id) if request.repeats_id else None
    return repeat_words(one) if one is not None else ""


_NAMED = ("id", "given_names", "known_as", "family_name", "birth_date", "school_id")
_BETWEEN = "\x01"  # no name holds one, and folding leaves it


def read_pupils(session: Session) -> PupilLines:
    """Every pupil by name, ready to be looked for; of each only what is shown is read, and no object is made."""
    schools = {school.id: school.name for school in session.list(School)}
    found = session.some(Pupil, _NAMED)
    families = fold(_BETWEEN.join(one[3] for one in found)).split(_BETWEEN)
    days: dict[date | None, str] = {None: ""}
    lines = []
    for at in sorted(range(len(found)), key=families.__getitem__):
        pupil_id, given, known_as, family, born, school_id = found[at]
        if born not in days:
            days[born] = f"born {say(born)}"
        # a letter says the name of the birth certificate: who is known by another is found by it as well
        full = f"full name {given} {family}" if known_as and known_as != given else ""
        detail = ", ".join(filter(None, (days[born], schools.get(school_id, ""), full)))
        lines.append((pupil_id, f"{known_as or given} {family}".strip(), detail))
    return PupilLines(lines)


def _pupil_line(pupil: Pupil, schools: dict[str, str]) -> PupilLine:
    born = f"born {say(pupil.birth_date)}" if pupil.birth_date else ""
    detail = ", ".join(part for part in (born, schools.get(pupil.school_id, "")) if part)
    return PupilLine(pupil.id, pupil.called, detail)


def read_similar(session: Session, pupil: Pupil) -> tuple[str, ...]:
    """Other pupils whose name is the same or similar, in words; a letter could be filed under the wrong one."""
    schools = {school.id: school.name for school in session.list(School)}
    return tuple(_pupil_line(one, schools).words for one in like_named(session, pupil))


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One gathered thing: what it is, its day, a label such as "In the trash", and when it was shared already."""

    item_id: str
    kind: str
    title: str
    on_day: date | None
    label: str
    shared_on: date | None


@dataclass(frozen=True, slots=True)
class FoundFacts:
    """What was gathered: each thing by its day, how many there are of each kind of record, and why not everything is here."""

    lines: tuple[FoundLine, ...]
    counts: tuple[tuple[str, int], ...]
    record_alone: bool = False

    @property
    def labelled(self) -> int:
        """How many come from the trash, are drafts or older versions."""
        return sum(bool(line.label) for line in self.lines)


def read_found(session: Session, request_id: str, *, guarded_words: bool = True) -> FoundFacts:
    """What was gathered for a request, in every compartment that this user may open."""
    lines = tuple(
        FoundLine(
            item.id,
            record_type(session.catalogue.of_kind(item.item_kind).cls).plural,
            title_of(item, guarded_words=guarded_words),
            item.on_day,
            item.state_label,
            item.already_shared_on,
        )
        for item in gather.items_of(session, request_id)
    )
    alone = asks_for_the_record(session.get(AccessRequest, request_id))
    return FoundFacts(lines, _counts(line.kind for line in lines), alone)


def _counts(kinds: Iterable[str]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for kind in kinds:
        found[kind] = found.get(kind, 0) + 1
    return tuple(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class ListFacts:
    """The open requests, the most pressing first, and how many are closed."""

    standings: tuple[Standing, ...]
    closed: int


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """One request that has ended: `ended` says how and when, `was_sent` whether a pack left, `wrong` what went wrong with one.

    `in_error` says in a few words what went wrong with the delivery that it stands as sent by, `had_answer` that the right person had one.
    """

    request_id: str
    number: int
    title: str
    requester: str
    ended_on: date | None
    ended: str
    was_sent: bool
    wrong: str = ""
    in_error: str = ""
    had_answer: bool = True


def read_list(session: Session) -> ListFacts:
    """What the list of requests shows."""
    found = standings(session)
    return ListFacts(tuple(found), session.count(AccessRequest) - len(found))


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """Some closed requests, and the mark after which the next ones start, None at the end."""

    lines: tuple[ClosedLine, ...]
    next: int | None


def read_closed(session: Session, after: int | None, limit: int) -> ClosedPage:
    """Closed requests, the last to end first: at most `limit` after the mark, which counts those before it.

    A request ends by its pack or without one, on a day in either of two columns: the days alone are read of all.
    """
    days = session.some(AccessRequest, ("id", "request_number", "sent_on", "closed_on"))
    ended = [(sent or closed, number or 0, key) for key, number, sent, closed in days if sent or closed]
    start = after or 0
    shown = [key for _, _, key in sorted(ended, reverse=True)[start : start + limit]]
    records = (
        {one.id: one for one in session.list(AccessRequest, where={"id": tuple(shown)})} if shown else {}
    )
    wrong = by_request(session) if shown else {}
    lines = tuple(_closed(session, records[key], wrong.get(key, ())) for key in shown if key in records)
    return ClosedPage(lines, start + limit if len(ended) > start + limit else None)


def _closed(session: Session, one: AccessRequest, found: tuple[Mishap, ...]) -> ClosedLine:
    about, number = subject_listed(session, one).called, one.request_number or 0
    wrong = standing_one(one, found)
    return ClosedLine(
        one.id,
        number,
        about,
        one.requester,
        ended_on(one),
        ended_words(one),
        one.sent_on is not None,
        in_list(one, found),
        wrong_chip(wrong) if wrong is not None else "",
        wrong is None or bool(wrong.answered),
    )
