"""Figures of access requests by school year: on time, days, pages, hours, reasons; no names, small numbers hidden (no Qt).

A number from 1 to 4 is hidden as [c], and so is one from which such a number could be worked out; a median of fewer than 5 too
(domain 8, SDC-1). 0 is shown. What counts is how many requests stand behind a number, for each is a family: seven reasons of one
are hidden, and no largest is told, for it is one family's own. Counted is what the passphrase opens.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from coordinator_app.access_requests.actions.closing import told_on
from coordinator_app.access_requests.actions.mishaps import by_request
from coordinator_app.access_requests.actions.timing import clocks
from coordinator_app.access_requests.ends import ended_on
from coordinator_app.access_requests.model import AccessRequest, ClosedAs, Exemption
from coordinator_app.access_requests.searching import RequestWork
from coordinator_app.breaches.model import Breach, BreachReport
from coordinator_app.breaches.people import by_breach
from coordinator_app.breaches.person import were_told
from coordinator_app.core.calendar import school_year
from coordinator_app.core.clock import LONDON
from coordinator_app.core.export_table import Table
from coordinator_app.core.print_order import PartKind, PrintHead, PrintOrder, PrintPart, paragraphs
from coordinator_app.organisations.letterhead import house
from coordinator_app.store.session import Session
from coordinator_app.store.sql import as_list, rows

HIDDEN = "[c]"
FEWEST = 5
FORM = "request-figures"
TITLE = "Figures of access requests"
NOTE = "No names. Numbers from 1 to 4 are hidden as [c], and so is what would tell them. Only what your passphrase opens is counted."
_MINUTES = 60
_COVERED = (
    "SELECT i.request_id, r.exemption, count(DISTINCT i.id) FROM redaction r JOIN request_item i ON i.id = r.request_item_id"
    " WHERE r.trashed_at IS NULL AND i.trashed_at IS NULL AND i.outcome = 'redact' AND r.exemption IS NOT NULL"
    " AND i.request_id IN (SELECT value FROM json_each(?)) GROUP BY i.request_id, r.exemption"
)
_WITHHELD = (
    "SELECT request_id, exemption, count(*) FROM request_item WHERE trashed_at IS NULL AND outcome = 'withhold'"
    " AND exemption IS NOT NULL AND request_id IN (SELECT value FROM json_each(?)) GROUP BY request_id, exemption"
)
_REVEALED = (
    "SELECT request_id, count(*) FROM request_item WHERE trashed_at IS NULL AND outcome IN ('share', 'redact')"
    " AND already_shared_on IS NULL AND request_id IN (SELECT value FROM json_each(?)) GROUP BY request_id"
)
_PAGES = (
    "SELECT request_id, pages FROM pack WHERE trashed_at IS NULL"
    " AND request_id IN (SELECT value FROM json_each(?)) ORDER BY key"
)


@dataclass(slots=True)
class Counted:
    """The bare numbers of one school year, before anything is hidden; they never leave this module."""

    received: int = 0
    sent: int = 0
    otherwise: int = 0
    told_otherwise: int = 0
    told_in_time: int = 0
    days: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    in_time: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    reasons: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    revealed: Counter[str] = field(default_factory=Counter)
    breaches: int = 0
    reported: int = 0
    told: int = 0

    @property
    def still_open(self) -> int:
        """Those that are not ended: shown nowhere, and to be worked out from the others."""
        return self.received - self.sent - self.otherwise


@dataclass(frozen=True, slots=True)
class Year:
    """One school year in words: (name, figure) rows, and why something was held back."""

    name: str
    figures: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]


def read(session: Session) -> tuple[Year, ...]:
    """Every school year in which a request arrived, the newest first."""
    return tuple(_year(first, found) for first, found in sorted(_count(session).items(), reverse=True))


def hidden(number: int) -> str:
    """A number as it may be shown: 0, 5 and more as they are, 1 to 4 as [c]."""
    return HIDDEN if 0 < number < FEWEST else str(number)


def behind(requests: Counter[str]) -> str:
    """What was counted in all, by request; hidden where only 1 to 4 requests stand behind it, however many it counts."""
    return HIDDEN if hidden(len(requests)) == HIDDEN else hidden(requests.total())


def share(part: int, of: int) -> str:
    """The part as "12 of 20"; hidden where the part or what is left of the whole would be a small number."""
    if not of:
        return "0"
    if HIDDEN in {hidden(part), hidden(of - part), hidden(of)}:
        return HIDDEN
    return f"{part} of {of}"


def middle(numbers: Iterable[int]) -> str:
    """The median: "14"; hidden for fewer than 5. The largest is never told: it would be one family's own."""
    found = sorted(numbers)
    if not found:
        return "none"
    if len(found) < FEWEST:
        return HIDDEN
    return f"{median(found):g}"


def table(session: Session) -> Table:
    """As a list that can be exported: one row for each figure of each year."""
    found = tuple(
        (year.name, group, name, figure)
        for year in read(session)
        for group, rows_of in (("Figures", year.figures), ("Reasons for withholding", year.reasons))
        for name, figure in rows_of
    )
    return Table(TITLE, ("School year", "What", "Figure of", "Number"), found, (NOTE,))


def order(session: Session, *, practice: bool, large_print: bool = False) -> PrintOrder:
    """The same on paper."""
    ours = house(session, practice=practice)
    head: PrintHead = ours.head
    years = read(session)
    rows_of = tuple((year.name, name, figure) for year in years for name, figure in year.figures)
    why = tuple((year.name, name, figure) for year in years for name, figure in year.reasons)
    return PrintOrder(
        template=FORM,
        head=_large(head, large_print=large_print),
        values={"partnership_name": ours.values["partnership_name"]},
        parts={"figures": _part(rows_of), "reasons": _part(why)},
    )


def _large(head: PrintHead, *, large_print: bool) -> PrintHead:
    return PrintHead(
        partnership=head.partnership,
        contact=head.contact,
        sender_lines=head.sender_lines,
        practice=head.practice,
        large_print=large_print,
    )


def _part(found: tuple[tuple[str, str, str], ...]) -> PrintPart:
    if not found:
        return paragraphs("None so far.")
    return PrintPart(PartKind.TABLE, found, ("School year", "What", "Number"), (2, 5, 2))


def _count(session: Session) -> Mapping[int, Counted]:
    found: dict[int, Counted] = defaultdict(Counted)
    requests = [one for one in session.list(AccessRequest) if one.received_on is not None]
    years = {one.id: found[school_year(one.received_on)] for one in requests if one.received_on}
    unsaid = {
        request_id for request_id, found in by_request(session).items() if any(one.asks for one in found)
    }
    for one in requests:
        _count_one(session, one, years[one.id], answered=one.id not in unsaid)
    _count_work(session, years)
    _count_breaches(session, found)
    _count_items(
        session, years, {one.id for one in requests if one.sent_on is not None and one.id not in unsaid}
    )
    return found


def _count_one(session: Session, one: AccessRequest, year: Counted, *, answered: bool) -> None:
    """A pack that went wrong answers nothing until it is said that the right person has it."""
    year.received += 1
    ended, received = ended_on(one), one.received_on
    if ended is None or received is None or not answered:
        return
    if one.sent_on is None:
        year.otherwise += 1
        _count_told(session, one, year)
        return
    year.sent += 1
    year.days.append((ended - received).days)
    for clock in clocks(session, one).all:
        met_of = year.in_time[clock.rule.label]
        met_of[1] += 1
        met_of[0] += clock.due is not None and ended <= clock.due


def _count_told(session: Session, one: AccessRequest, year: Counted) -> None:
    """Whether those who were told by letter, that it is refused or that nothing is held, were told within the law's time."""
    told = one.closed_on if one.closed_as is ClosedAs.ANSWERED else told_on(session, one)
    if told is None:
        return
    due = clocks(session, one).limit.due
    year.told_otherwise += 1
    year.told_in_time += due is not None and told <= due


def _count_breaches(session: Session, found: dict[int, Counted]) -> None:
    """By the school year in which we knew of them: reported to the ICO, and those concerned told (articles 33, 34)."""
    listed = by_breach(session)
    for one in session.list(Breach):
        if one.aware_at is None:
            continue
        year = found[school_year(one.aware_at.astimezone(LONDON).date())]
        year.breaches += 1
        year.reported += one.report is BreachReport.REPORTED
        year.told += were_told(one, listed.get(one.id, ()))


def _count_work(session: Session, years: Mapping[str, Counted]) -> None:
    minutes: Counter[str] = Counter()
    for work in session.list(RequestWork):
        minutes[work.request_id] += work.minutes or 0
    for request_id, spent in minutes.items():
        if request_id in years:
            years[request_id].minutes.append(spent)


def _count_items(session: Session, years: Mapping[str, Counted], sent: set[str]) -> None:
    labels = {one.value: one.label for one in Exemption}
    asked = (as_list(sent),)
    pages: dict[str, int] = {}
    for compartment in session.databases.held:
        connection = session.databases.connection(compartment)
        if not _has_items(session, compartment.value):
            continue
        for sql in (_COVERED, _WITHHELD):
            for request_id, exemption, number in rows(connection, sql, asked):
                years[request_id].reasons[labels.get(exemption, "Another reason")][request_id] += number
        for request_id, number in rows(connection, _REVEALED, asked):
            years[request_id].revealed[request_id] += number
        for request_id, number in rows(connection, _PAGES, asked):
            pages[request_id] = number or 0
    for request_id, number in pages.items():
        years[request_id].pages.append(number)


def _has_items(session: Session, compartment: str) -> bool:
    """Whether items of requests lie in a compartment at all."""
    described = session.catalogue.of_kind("request_item")
    return compartment in {one.value for one in described.compartments}


def _year(first: int, found: Counted) -> Year:
    figures = [
        ("Requests that arrived", _arrived(found)),
        ("Answered with a pack", hidden(found.sent)),
        ("Ended otherwise", hidden(found.otherwise)),
        *((f"On time: {name}", _met(met, of, found.sent)) for name, (met, of) in found.in_time.items()),
        ("Told otherwise within the time of the law", _met_otherwise(found)),
        ("Days from arrival to answer, median", middle(found.days)),
        ("Pages of a pack, median", middle(found.pages)),
        ("Hours spent on one, median", _hours(found.minutes)),
        ("Hours spent together", _together(found.minutes)),
        ("Records revealed that were never shared before", behind(found.revealed)),
        ("Breaches", hidden(found.breaches)),
        ("Breaches reported to the ICO", share(found.reported, found.breaches)),
        ("Breaches of which those concerned were told", share(found.told, found.breaches)),
    ]
    most = sorted(found.reasons.items(), key=lambda one: -one[1].total())
    reasons = tuple((name, behind(requests)) for name, requests in most)
    return Year(f"{first} to {first + 1}", tuple(figures), reasons)


def _arrived(found: Counted) -> str:
    """All that arrived; hidden where the parts are so few that what is left of the whole would tell one of them."""
    parts = (found.sent, found.otherwise, found.still_open)
    return HIDDEN if any(hidden(one) == HIDDEN for one in parts) else hidden(found.received)


def _met(met: int, of: int, sent: int) -> str:
    """How many kept a clock; hidden where it held for all but a few, who could be told from it."""
    return HIDDEN if hidden(sent - of) == HIDDEN else share(met, of)


def _met_otherwise(found: Counted) -> str:
    """Of those told by a letter how it ended; whoever asked for it no longer was owed no answer."""
    return _met(found.told_in_time, found.told_otherwise, found.otherwise)


def _hours(minutes: list[int]) -> str:
    if not minutes or len(minutes) < FEWEST:
        return HIDDEN if minutes else "none noted"
    return f"{median(minutes) / _MINUTES:.1f}"


def _together(minutes: list[int]) -> str:
    if not minutes or len(minutes) < FEWEST:
        return HIDDEN if minutes else "none noted"
    return f"{sum(minutes) / _MINUTES:.1f}"
