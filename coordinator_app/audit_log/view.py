"""The audit log as lines for the screen and as a list that leaves the vault (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coordinator_app.audit_log.sentences import Deed, actions_of, because, sentence, who_did
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.export_table import Table, in_pages
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.restricting import shut_today
from coordinator_app.store.audit import Anchor, AuditRow
from coordinator_app.store.audit_check import AuditVerdict
from coordinator_app.store.audit_reading import AuditAsk, AuditMark
from coordinator_app.store.session import Session

DAYS: tuple[tuple[int, str], ...] = (
    (1, "Today"),
    (7, "The last 7 days"),
    (31, "The last month"),
    (366, "The last 12 months"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands above the list; `days` back from today, 0 for all."""

    pupil_id: str = ""
    deed: Deed | None = None
    slots: tuple[str, ...] = ()
    days: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words. `pupil_id` is whom it is about, "" for nobody on the list."""

    key: str
    words: str
    when: str
    guarded: bool
    pupil_id: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of them."""

    lines: tuple[Line, ...]
    next: AuditMark | None


NOT_NAMED = "Entries of guarded records, and of pupils whose record is restricted, stand here without a name."
SMALL = 50_000
"""So many entries are all checked each time: it takes a fifth of a second."""


@dataclass(frozen=True, slots=True)
class WholeCheck:
    """That every entry was checked and none was altered: when (UTC), how many, and where each chain ended then."""

    at: datetime
    entries: int
    ends: Mapping[Compartment, Anchor]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the story is unaltered, in words; `whole` False is the one thing that must not be overlooked.

    `kept` is the newest check of all entries that found nothing, to be handed to the next `verdict`.
    """

    whole: bool
    lead: str
    words: str
    kept: WholeCheck | None = None


def read_lines(
    session: Session,
    wanted: Wanted,
    roles: Mapping[str, str],
    after: AuditMark | None = None,
    limit: int = 60,
    *,
    leaving: bool = False,
) -> Lines:
    """A page of the log, newest first, of the compartments that the user may open.

    `leaving` the vault, an entry is never left out, since the log is a proof, and names nobody whose record is restricted,
    nor whose guarded records it tells of.
    """
    found, mark = session.newest_audit(ask_of(wanted, session.clock.today()), after, limit)
    told = [one for one in found if not leaving or one.compartment is not Compartment.GUARDED]
    ids = {one.entry.subject_id for one in told} - {""}
    named = _names(session, ids - shut_today(session, ids) if leaving else ids)
    guarded = {} if leaving else named
    kept = ((one, guarded if one.compartment is Compartment.GUARDED else named) for one in found)
    return Lines(tuple(_line(session, one, roles, names) for one, names in kept), mark)


def ask_of(wanted: Wanted, today: date) -> AuditAsk:
    """What the store is asked for."""
    return AuditAsk(
        subject_id=wanted.pupil_id,
        actions=actions_of(wanted.deed),
        slots=wanted.slots,
        first=today - timedelta(days=wanted.days - 1) if wanted.days else None,
    )


def slots_by_office(roles: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The slots of each office in alphabetical order: one user may have a passphrase and a key of the device."""
    offices = sorted(set(roles.values()))
    return {office: tuple(one for one, role in roles.items() if role == office) for office in offices}


def called(session: Session, pupil_id: str) -> str:
    """The pupil's name, "" for nobody on the list."""
    pupil = session.find(Pupil, pupil_id) if pupil_id else None
    return pupil.called if pupil is not None else ""


def _names(session: Session, ids: set[str]) -> dict[str, str]:
    wanted = tuple(one for one in ids if one)
    pupils = session.list(Pupil, where={"id": wanted}, trashed=None) if wanted else []
    return {one.id: one.called for one in pupils}


def _line(session: Session, row: AuditRow, roles: Mapping[str, str], names: Mapping[str, str]) -> Line:
    entry = row.entry
    about = names.get(entry.subject_id, "")
    at = entry.at.astimezone(LONDON)
    did = sentence(entry.action, entry.kind, who_did(entry.slot_id, roles), about, session.catalogue)
    return Line(
        f"{row.compartment.value}-{row.seq}",
        f"{did}{because(entry.action, entry.note_code)}",
        f"{say(at.date())}, {say_time(at.time())}",
        row.compartment is Compartment.GUARDED,
        entry.subject_id if about else "",
    )


def verdict(session: Session, kept: WholeCheck | None = None) -> Verdict:
    """Check every row of every chain held against the one before it.

    With `kept`, an earlier check of all of them today, a long log is checked from there on, and the words say so: an
    old entry altered since is found by the next check of all, here, in Health of the vault and at each backup.
    """
    before = kept if kept is not None and _is_enough(kept, session) else None
    now = session.clock.now()
    found = session.verify_audit(since=before.ends if before else None)
    broken = next((one for one in found if not one.is_whole), None)
    if broken is not None:
        return Verdict(False, _broken(session, broken), _STOP)
    entries = sum(one.rows for one in found)
    if before is None:
        ends = {one.compartment: one.end for one in found if one.end is not None}
        return Verdict(True, f"{_all(entries, now)}: none altered.", _PROVES, WholeCheck(now, entries, ends))
    more, clock = entries - before.entries, say_time(now.astimezone(LONDON).time())
    since = f", and {more:,} since then at {clock}" if more else ""
    return Verdict(
        True, f"{_all(before.entries, before.at)}{since}: none altered.", f"{_PROVES} {_AGAIN}", before
    )


def _is_enough(kept: WholeCheck, session: Session) -> bool:
    """Whether a check of all may stand: of today, by the same keys, and long enough to be worth it."""
    day = session.clock.now().astimezone(LONDON).date()
    same = kept.at.astimezone(LONDON).date() == day and set(kept.ends) == set(session.held)
    return same and kept.entries > SMALL


def _all(entries: int, at: datetime) -> str:
    """That all were checked: "All 635,000 entries checked on 22 November 2026 at 6:40pm"."""
    here = at.astimezone(LONDON)
    how_many = f"All {entries:,} entries" if entries != 1 else "The one entry"
    return f"{how_many} checked on {say(here.date())} at {say_time(here.time())}"


_STOP = "Stop, do not delete anything, and ring your data protection officer."
_PROVES = (
    "Each entry is bound to the one before it. That shows that nobody had altered them when they were checked. "
    "It does not show who sat at the keyboard."
)
_AGAIN = "“Check now” checks all of them again."


def _broken(session: Session, one: AuditVerdict) -> str:
    """Since when the entries do not match."""
    place = (
        "guarded records" if one.compartment is Compartment.GUARDED else f"{one.compartment.value} records"
    )
    last = session.audit_rows(max(0, (one.first_bad or 1) - 2), 1, one.compartment)
    if not last or one.rows == 0:
        return f"The entries of the {place} do not match."
    at = last[0].entry.at.astimezone(LONDON)
    return f"Entries of the {place} after {say_time(at.time())} on {say(at.date())} do not match."


def table(session: Session, wanted: Wanted, roles: Mapping[str, str]) -> Table:
    """The log as it is chosen, for the officer."""

    def page(after: AuditMark | None, limit: int) -> tuple[tuple[Line, ...], AuditMark | None]:
        found = read_lines(session, wanted, roles, after, limit, leaving=True)
        return found.lines, found.next

    rows = tuple((one.when, one.words, "Guarded" if one.guarded else "") for one in in_pages(page))
    said = verdict(session)
    return Table("Audit log", ("When", "What was done", "Where"), rows, (said.lead, NOT_NAMED))
