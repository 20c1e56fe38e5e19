"""Whether a pupil's record is restricted, and whether it may be used all the same today (UK GDPR article 18; no Qt).

A restriction shuts the whole record, or the records that it names; whatever lets something leave says which records that are.
Keeping it needs nothing. Any other use needs agreement, a legal claim, or the protection of somebody else, written down before
(`RestrictedUse`); to keep a child safe nothing is ever shut (003-6.4). Asked by whatever lets a record leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import TypeVar

from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.documents.model import Document
from coordinator_app.documents.parting import same_pages
from coordinator_app.rights.parts import RestrictedUse, Restriction
from coordinator_app.store.session import Session

T = TypeVar("T")
_OPENS = "Open the request under “Erase, restrict, stop”, and write down the use that the law allows."


class Although(Enum):
    """Why something of a restricted record may leave without a use written down before it."""

    SAFETY = auto()
    """To keep a child safe, or because a power of the law demands it (003-6.4)."""
    OWN_REQUEST = auto()
    """The person's own right to a copy is not stopped by a restriction (UK GDPR article 15)."""
    NOTICE = auto()
    """Whoever was given what is wrong has to be told of the correction (UK GDPR article 19)."""


def restriction_of(session: Session, pupil_id: str, records: Iterable[str] = ()) -> Restriction | None:
    """The first restriction that lasts of this pupil's whole record, or of one of these records; None for none."""
    ids = frozenset(records)
    return next((one for one in restrictions_of(session, pupil_id) if one.covers(ids)), None)


def restrictions_of(session: Session, pupil_id: str) -> list[Restriction]:
    """Every restriction of this pupil's record that lasts, one for each request that was granted."""
    return session.list(Restriction, where={"pupil_id": pupil_id, "until_day": None}) if pupil_id else []


def restricted(session: Session, pupil_ids: Iterable[str]) -> frozenset[str]:
    """Which of these pupils have a record that is restricted as a whole: they are left out of lists and reports that leave the vault."""
    wanted = tuple(pupil_ids)
    found = session.list(Restriction, where={"until_day": None}) if wanted else []
    return frozenset(one.pupil_id for one in found if one.is_whole) & frozenset(wanted)


def shut_records(session: Session, pupil_id: str) -> frozenset[str]:
    """The ids of the records of this pupil that are restricted by name; of one that is shut as a whole there are none."""
    return frozenset(one_id for one in restrictions_of(session, pupil_id) for one_id in one.about.split())


def restriction_gate(session: Session, pupil_id: str, records: Iterable[str] = ()) -> Decision:
    """Whether something of this record may leave today; `records` are the ids of what would."""
    lasting = restrictions_of(session, pupil_id)
    ids = _with_same_pages(session, records) if lasting else frozenset[str]()
    shut = [one for one in lasting if one.covers(ids) and not _use_today(session, one)]
    if not shut:
        return OPEN
    found = shut[0]
    since = f" since {say(found.from_day)}" if found.from_day else ""
    what = "This record is" if found.is_whole else "A part of this is"
    why = f"{what} restricted{since}: it is kept, and not used."
    return Decision((Reason(why, _OPENS, "UK GDPR article 18"),))


def _with_same_pages(session: Session, records: Iterable[str]) -> frozenset[str]:
    """The ids, and of a file that is kept whole and read in parts those of whatever holds the same pages."""
    ids = frozenset(records)
    found = (session.find(Document, one) for one in ids)
    return ids.union(*(same_pages(session, one) for one in found if one is not None))


def demand_usable(
    session: Session, pupil_id: str, although: Although | None = None, records: Iterable[str] = ()
) -> None:
    """Go on if these records of the pupil may leave today, or are one of the named exceptions. GateShut."""
    if although is None:
        restriction_gate(session, pupil_id, records).demand()


def usable(
    session: Session,
    found: Iterable[T],
    whose: Callable[[T], str],
    record: Callable[[T], str] = lambda _one: "",
) -> tuple[tuple[T, ...], tuple[str, ...]]:
    """What of a list may leave today, and what the list has to say of those left out; nothing where none is.

    `record` gives the id of the record that a row shows, which may be restricted by itself.
    """
    every = tuple(found)
    out = shut_today(session, (whose(one) for one in every))
    alone = _shut_alone(session, [(whose(one), record(one)) for one in every if record(one)])
    left = tuple(one for one in every if whose(one) not in out and record(one) not in alone)
    said = (*((LEFT_OUT,) if out else ()), *((SOME_LEFT_OUT,) if alone else ()))
    return left, said


LEFT_OUT = "Pupils whose record is restricted are left out."
SOME_LEFT_OUT = "What is restricted by itself is left out."


def _shut_alone(session: Session, rows: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Which of these records (pupil, record) are restricted by themselves today."""
    named = {
        one_id
        for one in session.list(Restriction, where={"until_day": None})
        if not one.is_whole
        for one_id in one.about.split()
    }
    return frozenset(
        one_id
        for pupil_id, one_id in rows
        if one_id in named and not restriction_gate(session, pupil_id, (one_id,)).is_open
    )


def shut_today(session: Session, pupil_ids: Iterable[str]) -> frozenset[str]:
    """Which of these records are restricted, with no use written down for today."""
    return frozenset(
        one for one in restricted(session, pupil_ids) if not restriction_gate(session, one).is_open
    )


def banner(session: Session, pupil_id: str) -> tuple[str, ...]:
    """What stands above the record; nothing for one that is not restricted."""
    found = restriction_of(session, pupil_id)
    if found is not None:
        since = f" as it is since {say(found.from_day)}" if found.from_day else ""
        return (f"keep it{since}, and do not use or share it, unless somebody is in danger.",)
    number = len(shut_records(session, pupil_id))
    if not number:
        return ()
    some = "one record of it" if number == 1 else f"{number} records of it"
    return (f"{some} may not be used or shared, unless somebody is in danger. The rest may.",)


MARK = "Restricted: it is kept, and not used or shared"
"""What stands beside a record that is restricted by itself."""


def _use_today(session: Session, found: Restriction) -> bool:
    today = session.clock.today()
    return session.count(RestrictedUse, where={"request_id": found.request_id, "on_day": today}) > 0
