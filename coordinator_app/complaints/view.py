"""What the screens of complaints show: the list, and one complaint with its steps and letters (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.complaints import actions
from coordinator_app.complaints.letters import asks_as_child, called
from coordinator_app.complaints.model import Complaint, ComplaintStep, KeptComplaintLetter
from coordinator_app.core.dates import say
from coordinator_app.core.remaining import Remaining, remaining
from coordinator_app.pupils.in_registers import Line, Lines, name_of
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

__all__ = ["Line", "Lines", "name_of"]  # what is not made here


@dataclass(frozen=True, slots=True)
class Shown:
    """One complaint as its page shows it; a `is_closed` one without its words, until the passphrase is typed."""

    complaint: Complaint
    name: str
    is_closed: bool = False
    clock: Remaining | None = None
    clocks: actions.Clocks | None = None
    steps: tuple[ComplaintStep, ...] = ()
    letters: tuple[KeptComplaintLetter, ...] = ()
    about_request: str = ""
    is_child: bool = False
    """Whether a child complains in person, so that letters are in words for a child."""

    @property
    def number(self) -> str:
        """As letters name it: "Complaint 3"."""
        return called(self.complaint)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the box of a new one offers: whose record it is about, and who would look into it."""

    pupil_id: str = ""
    name: str = ""
    handler: str = ""


def asked(session: Session, pupil_id: str) -> Asked:
    """What the box of a new one offers."""
    return Asked(pupil_id, name_of(session, pupil_id), actions.who_looks_into_it(session))


def complaint_of(session: Session, complaint_id: str) -> Complaint:
    """One complaint. NotFound."""
    return session.get(Complaint, complaint_id)


def head_of(session: Session, complaint_id: str) -> str:
    """What stands above a letter: the number, and whoever complains."""
    complaint = complaint_of(session, complaint_id)
    return f"{called(complaint)}, {complaint.complainant}"


def read_lines(session: Session, pupil_id: str, after: PageMark | None, limit: int) -> Lines:
    """The complaints about one pupil's record, or all, the newest first."""
    where = {"pupil_id": pupil_id} if pupil_id else None
    found = session.page(Complaint, where=where, order="received_on", newest=True, after=after, limit=limit)
    return Lines(tuple(_line(session, one) for one in found.records), found.next)


def _line(session: Session, one: Complaint) -> Line:
    title = called(one) if one.is_guarded or one.about is None else f"{called(one)}: {one.about.label}"
    who = "restricted" if one.is_guarded else one.complainant
    came = f"arrived {say(one.received_on)}" if one.received_on else ""
    parts = (who, name_of(session, one.pupil_id), came)
    tone, chip = state(session, one)
    return Line(one.id, title, ", ".join(part for part in parts if part), tone, chip)


def state(session: Session, one: Complaint) -> tuple[str, str]:
    """How it stands, as the colour and words of a chip."""
    if one.closed_on is not None:
        return "neutral", f"Closed {say(one.closed_on)}"
    if one.acknowledged_on is None:
        left = clock_of(session, one)
        return (left.state.tone, left.text) if left else ("soon", "To be acknowledged")
    if one.outcome is None:
        return "info", "Being looked into"
    if one.told_on is None and one.outcome.owes_an_answer:
        return "soon", "Tell them what was found"
    return "safe", "To be closed"


def clock_of(session: Session, one: Complaint) -> Remaining | None:
    """The days left to acknowledge it, by the stricter count."""
    both = actions.clocks(session, one)
    if both is None:
        return None
    today = session.clock.today()
    return remaining(both.statute, today, done_on=one.acknowledged_on, done_word="Acknowledged")


def read(session: Session, complaint_id: str, *, guarded_words: bool) -> Shown:
    """One complaint. Without `guarded_words` one that lies apart stays closed. NotFound."""
    complaint = complaint_of(session, complaint_id)
    name = name_of(session, complaint.pupil_id)
    if complaint.is_guarded and not guarded_words:
        return Shown(complaint, name, is_closed=True)
    return Shown(
        complaint,
        name,
        clock=clock_of(session, complaint),
        clocks=actions.clocks(session, complaint),
        steps=tuple(actions.steps_of(session, complaint.id)),
        letters=tuple(actions.letters_of(session, complaint.id)),
        about_request=_request(session, complaint),
        is_child=asks_as_child(session, complaint),
    )


def _request(session: Session, complaint: Complaint) -> str:
    found = session.any_record(complaint.request_kind, complaint.request_id) if complaint.request_id else None
    number = getattr(found, "request_number", None)
    return f"Request {number}" if number else ""
