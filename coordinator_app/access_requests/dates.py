"""Every date by which somebody has to be answered, for the calendar on the screen and the one that leaves the vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coordinator_app.access_requests.actions.closing import told_in_full
from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.actions.timing import clocks
from coordinator_app.access_requests.calendar_file import DateOut, DatesOut, date_out
from coordinator_app.access_requests.subject import subject_listed
from coordinator_app.core.calendar import BankHolidays
from coordinator_app.core.deadline_types import Deadline, Rule
from coordinator_app.core.remaining import Remaining, remaining
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.corrections.timing import TIMING as CORRECTIONS
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.pupils.in_registers import name_of
from coordinator_app.rights.model import RightsOutcome, RightsRequest
from coordinator_app.rights.timing import TIMING as RIGHTS
from coordinator_app.rights.timing import called as named
from coordinator_app.store import leaving
from coordinator_app.store.session import Session

AUDITED = "request-dates-saved"


class DatesNotSaved(leaving.CannotSave):
    """The calendar could not be written where it was wanted."""

    code = "request-dates-not-saved"


@dataclass(frozen=True, slots=True)
class RequestDate:
    """One clock of an open request: its day, or None with `remains` saying why there is none.

    `named` is its name without anybody's, `page` and `parameter` where it is opened.
    """

    request_id: str
    named: str
    called: str
    rule: Rule
    on: date | None
    remains: Remaining
    is_first: bool
    page: str = "access_request"
    parameter: str = "request_id"
    number: int = 0

    @property
    def title(self) -> str:
        """The request and whom it is about."""
        return ", ".join(part for part in (self.named, self.called) if part)


@dataclass(frozen=True, slots=True)
class DatesFacts:
    """All dates by day, those without a day after them, and what is no working day."""

    today: date
    dates: tuple[RequestDate, ...]
    bank: BankHolidays

    def on(self, day: date) -> tuple[RequestDate, ...]:
        """What is due on a day."""
        return tuple(one for one in self.dates if one.on == day)

    @property
    def without(self) -> tuple[RequestDate, ...]:
        """The clocks that have no date: they stand, or terms are missing."""
        return tuple(one for one in self.dates if one.on is None)


def read_dates(session: Session) -> DatesFacts:
    """Every clock that holds for every open request."""
    today, found = session.clock.today(), []
    for request in open_requests(session):
        if told_in_full(session, request) is not None:
            continue  # the clocks ended with the letter
        held, called = clocks(session, request), subject_listed(session, request).called
        found += [
            RequestDate(
                request.id,
                f"Request {request.request_number}",
                called,
                clock.rule,
                clock.work_to or clock.due,
                remaining(clock, today),
                clock is held.first,
                number=request.request_number or 0,
            )
            for clock in held.all
        ]
    found += [*_of_rights(session), *_of_corrections(session)]
    found.sort(key=lambda one: (one.on or date.max, one.number, one.named, one.rule.value))
    return DatesFacts(today, tuple(found), bank_holidays(session))


def _of_rights(session: Session) -> Iterator[RequestDate]:
    """Those about rights that nobody has answered; of one that lies apart its name alone."""
    for one in session.list(RightsRequest, where={"told_on": None}):
        clock = RIGHTS.clock_of(session, one)
        if clock is not None and one.outcome is not RightsOutcome.WITHDRAWN:
            called = "" if one.is_guarded else name_of(session, one.pupil_id)
            yield _month(session, one.id, named(one), called, clock, ("rights_request", "request_id"))


def _of_corrections(session: Session) -> Iterator[RequestDate]:
    for one in session.list(CorrectionClaim, where={"told_on": None}):
        clock = CORRECTIONS.clock_of(session, one)
        if clock is not None and one.outcome is not CorrectionOutcome.WITHDRAWN:
            called = "" if one.is_guarded else name_of(session, one.pupil_id)
            yield _month(session, one.id, "Correction", called, clock, ("correction", "claim_id"))


def _month(
    session: Session, record_id: str, what: str, called: str, clock: Deadline, opens: tuple[str, str]
) -> RequestDate:
    on, left = clock.work_to or clock.due, remaining(clock, session.clock.today())
    page, parameter = opens
    return RequestDate(
        record_id, what, called, clock.rule, on, left, is_first=False, page=page, parameter=parameter
    )


def dates_out(session: Session) -> DatesOut:
    """The dates without a name, for the file."""
    facts = read_dates(session)
    return DatesOut(tuple(_out(one) for one in facts.dates if one.on is not None), session.clock.now())


def _out(one: RequestDate) -> DateOut:
    assert one.on is not None
    return date_out(one.request_id, one.named, one.rule, one.on)


def save_dates(session: Session, place: Path, content: bytes, count: int) -> Path:
    """Write the line in the audit and the file. Raises DatesNotSaved or DiskFull; then no part of it is there."""
    with leaving.leaving(session, place, content, DatesNotSaved), session.write() as work:
        work.audit(AUDITED, note_code=f"access_requests.{count}-dates.open")
    return place
