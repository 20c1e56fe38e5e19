"""Log a complaint, acknowledge it, look into it, say what was found, close it (Data Protection Act 2018, section 164A).

Whoever is complained about does not look into it. Nothing here needs a referral: anybody may complain at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coordinator_app.answering.registers import NO_KEY, keep_changed
from coordinator_app.complaints.model import (
    Complaint,
    ComplaintLetter,
    ComplaintOutcome,
    ComplaintStep,
    KeptComplaintLetter,
    StepKind,
    complaint_compartment,
)
from coordinator_app.complaints.whose_work import another, is_about
from coordinator_app.core.changes import Saved
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.other_deadlines import complaint_guidance, complaint_statute
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.organisations.model import Office
from coordinator_app.organisations.officers import serving
from coordinator_app.pupils.gone import refuse_gone
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

COUNTER = "complaint"
_SAME = "It is about the work of this person. Somebody else has to look into it."
_CLOSED = "This complaint is closed."
_TYPED = frozenset(
    {
        "about",
        "about_whom",
        "address",
        "by_pupil",
        "channel",
        "complainant",
        "complainant_is",
        "first_contact",
        "handler",
        "is_guarded",
        "pupil_id",
        "received_on",
        "says",
        "wants",
    }
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two ways of counting 30 days: the Act's, which is earlier and worked to, and that of the guidance."""

    statute: Deadline
    guidance: Deadline


def clocks(session: Session, complaint: Complaint) -> Clocks | None:
    """Both counts from the day on which it arrived; None without that day."""
    if complaint.received_on is None:
        return None
    received = complaint.received_on
    return Clocks(complaint_statute(received), complaint_guidance(received, bank_holidays(session)))


def log(session: Session, complaint: Complaint) -> Saved[Complaint]:
    """Write a complaint down under the next number. InvalidInput, RecordGone for a pupil who is in the trash."""
    wanted = replace(complaint, typed_on=session.clock.today())
    if wanted.pupil_id:
        refuse_gone(session.get(Pupil, wanted.pupil_id))
    refuse(_problems(session, wanted))
    number = _next_number(session)
    with session.write(complaint_compartment(wanted)) as work:
        kept = work.add(replace(wanted, complaint_number=number))
    return Saved(kept, work.change_id)


def _next_number(session: Session) -> int:
    with session.write() as work:
        return work.next_number(COUNTER)


def change(session: Session, complaint: Complaint, **values: Any) -> Saved[Complaint]:
    """Put right what was typed, while it is open. The change's id is "" where it moved apart, for that stays.

    GateShut once it is closed, InvalidInput, StaleRecord, TypeError for a field that nobody types.
    """
    if set(values) - _TYPED:
        message = "this field of a complaint is not changed by hand"
        raise TypeError(message)
    _open(complaint)
    wanted = replace(complaint, **values)
    return keep_changed(session, complaint, wanted, values, _problems(session, wanted))


def acknowledge(session: Session, complaint: Complaint, on: date | None, how: str) -> Saved[Complaint]:
    """That they were told that we have it. GateShut once closed, InvalidInput."""
    _open(complaint)
    refuse(
        (
            missing("acknowledged_on", on, "Type the day."),
            in_future("acknowledged_on", on, session.clock.today()),
            before("acknowledged_on", on, complaint.received_on, "the day it arrived"),
            missing("acknowledged_how", how.strip(), "Say how, for example by letter."),
        )
    )
    with session.write(complaint_compartment(complaint)) as work:
        kept = work.change(complaint, acknowledged_on=on, acknowledged_how=how.strip())
    return Saved(kept, work.change_id)


def add_step(session: Session, complaint: Complaint, step: ComplaintStep) -> Saved[ComplaintStep]:
    """Something was done about it. GateShut once closed, InvalidInput."""
    _open(complaint)
    wanted = replace(step, complaint_id=complaint.id, is_guarded=complaint.is_guarded)
    refuse(
        (
            missing("step", wanted.step, "Choose what was done."),
            missing("on_day", wanted.on_day, "Type the day."),
            in_future("on_day", wanted.on_day, session.clock.today()),
            before("on_day", wanted.on_day, complaint.received_on, "the day it arrived"),
            missing("words", wanted.words.strip(), "Say what came of it."),
        )
    )
    with session.write(complaint_compartment(complaint)) as work:
        kept = work.put(wanted)
    return Saved(kept, work.change_id)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, why, what is done about it, by whom and when."""

    outcome: ComplaintOutcome | None
    found: str = ""
    put_right: str = ""
    decided_by: str = ""
    decided_on: date | None = None


def decide(session: Session, complaint: Complaint, finding: Finding) -> Saved[Complaint]:
    """Keep what was found; of another finding than before they have to be told anew.

    GateShut before it is acknowledged, without any enquiry, or once closed; InvalidInput.
    """
    _open(complaint)
    refuse(_finding_problems(session, complaint, finding))
    outcome = finding.outcome
    assert outcome is not None  # refused above
    if outcome.owes_an_answer:
        _demand_enquiry(session, complaint, is_ours=outcome is not ComplaintOutcome.PASSED_ON)
    with session.write(complaint_compartment(complaint)) as work:
        kept = work.change(
            complaint,
            outcome=outcome,
            found=finding.found.strip(),
            put_right=finding.put_right.strip(),
            decided_by=finding.decided_by.strip(),
            decided_on=finding.decided_on,
            told_on=complaint.told_on if _is_as_told(complaint, finding) else None,
        )
    return Saved(kept, work.change_id)


def _is_as_told(complaint: Complaint, finding: Finding) -> bool:
    """Whether they were told this very finding: of another one they know nothing yet."""
    found, put_right = finding.found.strip(), finding.put_right.strip()
    return (complaint.outcome, complaint.found, complaint.put_right) == (finding.outcome, found, put_right)


def told(session: Session, complaint: Complaint, on: date | None, how: str = "") -> Saved[Complaint]:
    """That they were told what was found, and how. GateShut before that, InvalidInput."""
    _open(complaint)
    if complaint.outcome is None:
        raise GateShut(("Nothing is found yet.", "Record what was found first."))
    refuse(
        (
            missing("told_on", on, "Type the day."),
            in_future("told_on", on, session.clock.today()),
            before("told_on", on, complaint.decided_on, "the day of the decision"),
            missing("told_how", how.strip(), "Say how they were told."),
        )
    )
    with session.write(complaint_compartment(complaint)) as work:
        kept = work.change(complaint, told_on=on, told_how=how.strip())
    return Saved(kept, work.change_id)


def close(session: Session, complaint: Complaint) -> Saved[Complaint]:
    """Nothing more is to be done. GateShut while it is not found, or they were not told."""
    _open(complaint)
    outcome = complaint.outcome
    if outcome is None:
        raise GateShut(("Nothing is found yet.", "Record what was found first."))
    if outcome.owes_an_answer and complaint.told_on is None:
        raise GateShut(
            ("They are not told yet what was found.", "Write to them first, or note that they were told.")
        )
    with session.write(complaint_compartment(complaint)) as work:
        kept = work.change(complaint, closed_on=session.clock.today())
    return Saved(kept, work.change_id)


def open_again(session: Session, complaint: Complaint) -> Saved[Complaint]:
    """Something new came: it is open once more."""
    with session.write(complaint_compartment(complaint)) as work:
        kept = work.change(complaint, closed_on=None)
    return Saved(kept, work.change_id)


def went_to_ico(session: Session, complaint: Complaint, on: date | None, reference: str) -> Saved[Complaint]:
    """They took it to the Information Commissioner; also of one that is closed. InvalidInput."""
    refuse(
        (
            missing("taken_to_ico_on", on, "Type the day."),
            in_future("taken_to_ico_on", on, session.clock.today()),
            before("taken_to_ico_on", on, complaint.received_on, "the day it arrived"),
        )
    )
    with session.write(complaint_compartment(complaint)) as work:
        kept = work.change(complaint, taken_to_ico_on=on, ico_reference=reference.strip())
    return Saved(kept, work.change_id)


def letter_left(
    session: Session, complaint: Complaint, letter: ComplaintLetter, order: PrintOrder, printed: Printed
) -> Saved[KeptComplaintLetter]:
    """Keep the very page. Printed or saved it has told nobody: that is recorded apart, with the day and how."""
    current = session.get(Complaint, complaint.id)
    _open(current)
    with session.write(complaint_compartment(current)) as work:
        kept = work.add(
            KeptComplaintLetter(
                complaint_id=current.id,
                letter=letter,
                written_on=session.clock.today(),
                reference=order.head.reference,
                template_version=printed.version,
                template_hash=printed.digest,
                content_id=work.put_blob(printed.pdf),
                is_guarded=current.is_guarded,
            )
        )
    return Saved(kept, work.change_id)


def steps_of(session: Session, complaint_id: str) -> list[ComplaintStep]:
    """What was done, oldest first."""
    return session.list(ComplaintStep, where={"complaint_id": complaint_id}, order="on_day")


def letters_of(session: Session, complaint_id: str) -> list[KeptComplaintLetter]:
    """The letters that were printed or saved, oldest first."""
    return session.list(KeptComplaintLetter, where={"complaint_id": complaint_id})


def who_looks_into_it(session: Session) -> str:
    """Who is offered: the Chair of the Partnership today; "" where nobody holds the office."""
    chair = serving(session, Office.CHAIR)
    return chair.name if chair is not None else ""


def _open(complaint: Complaint) -> None:
    if not complaint.is_open:
        raise GateShut((_CLOSED, "Open it again first."))


def _demand_enquiry(session: Session, complaint: Complaint, *, is_ours: bool) -> None:
    """It is acknowledged, and looked into; what is somebody else's to answer is passed on without our looking."""
    if complaint.acknowledged_on is None:
        raise GateShut(("They are not told yet that we have it.", "Acknowledge it first."))
    looked = any(one.step in {StepKind.ENQUIRY, StepKind.MEETING} for one in steps_of(session, complaint.id))
    if is_ours and complaint.outcome in {None, ComplaintOutcome.PASSED_ON} and not looked:
        raise GateShut(("Nobody has looked into it yet.", "Write down what was found out, and from whom."))


_AFTER_ARRIVAL = (
    ("acknowledged_on", "the day it was acknowledged"),
    ("decided_on", "the day of the decision"),
)


def _problems(session: Session, one: Complaint) -> Iterator[FieldProblem | None]:
    yield missing("complainant", one.complainant.strip(), "Say who complains.")
    yield missing("about", one.about, "Choose what it is about.")
    yield missing("channel", one.channel, "Choose how it came.")
    yield missing("received_on", one.received_on, "Type the day on which it arrived.")
    yield in_future("received_on", one.received_on, session.clock.today())
    for name, words in _AFTER_ARRIVAL:
        if not before(name, getattr(one, name), one.received_on, words):
            continue
        yield FieldProblem("received_on", f"{words[:1].upper()}{words[1:]} lies before this day.")
    yield missing("says", one.says.strip(), "Write what they say.")
    if is_about(session, one.about_whom, one.handler):
        other = another(session, one.about_whom)
        yield FieldProblem("handler", f"{_SAME} Name {other}." if other else _SAME)
    if is_about(session, one.about_whom, one.first_contact):
        yield FieldProblem("first_contact", "It is about the work of this person. Choose somebody else.")
    if is_about(session, one.about_whom, one.decided_by):
        yield FieldProblem(
            "about_whom", "This person decided what was found. Somebody else has to decide it first."
        )
    if complaint_compartment(one) not in session.held:
        yield FieldProblem("is_guarded", NO_KEY)


def _finding_problems(
    session: Session, complaint: Complaint, finding: Finding
) -> Iterator[FieldProblem | None]:
    yield missing("outcome", finding.outcome, "Choose what was found.")
    yield missing("decided_on", finding.decided_on, "Type the day of the decision.")
    yield in_future("decided_on", finding.decided_on, session.clock.today())
    yield before("decided_on", finding.decided_on, complaint.received_on, "the day it arrived")
    if finding.outcome is not None and finding.outcome.owes_an_answer:
        yield missing("found", finding.found.strip(), "Say what was found and why. They are told this.")
        yield missing("decided_by", finding.decided_by.strip(), "Say who decided.")
    if is_about(session, complaint.about_whom, finding.decided_by):
        yield FieldProblem("decided_by", _SAME)
