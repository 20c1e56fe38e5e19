"""What the ledger says of a record that is guarded from now on follows it into the guarded compartment.

Its line goes, with the reason that was typed when it was given: that may say what the danger to the child was. What stays
in the open says neither the reason nor how many entries were given, in no earlier version either. Where the program was
cut off in between, or the guarded key was not held, the next unlock with it does the rest (upkeep).
"""

from __future__ import annotations

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.counted import without_number
from coordinator_app.sharing.model import KEPT_WITH_IT, DisclosedItem, Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.sql import quoted, rows

_LINES = quoted(record_type(DisclosedItem).kind)
_GIVEN = quoted(record_type(Disclosure).kind)


def moved(session: Session, record: Record) -> None:
    """A record is guarded now: its lines in the ledger follow it, from the trash too."""
    if isinstance(record, DisclosedItem):
        return
    for line in session.list(DisclosedItem, where={"item_id": record.id}, trashed=None):
        _follow(session, line)


def upkeep(session: Session) -> None:
    """Bring after them the lines of records that have gone ahead, and let the open ledger go of what they took along."""
    if Compartment.GUARDED not in session.held:
        return
    general = session.databases.connection(Compartment.GENERAL)
    for (kind,) in rows(general, f"SELECT DISTINCT item_kind FROM {_LINES}"):  # noqa: S608  own names
        if Compartment.GUARDED not in session.catalogue.of_kind(kind).compartments:
            continue
        left = (
            f"SELECT id FROM {_LINES} WHERE item_kind = ? AND item_id NOT IN (SELECT id FROM {quoted(kind)})"  # noqa: S608  kinds of the catalogue
        )
        for (line_id,) in rows(general, left, (kind,)):
            line = session.get(DisclosedItem, line_id)
            if _is_apart(session, line):
                _follow(session, line)
    for disclosure_id in _with_guarded_lines(session):
        _let_go(session, disclosure_id)


def _with_guarded_lines(session: Session) -> list[str]:
    """The lines of the ledger that say something still, and have guarded items."""
    guarded = session.databases.connection(Compartment.GUARDED)
    general = session.databases.connection(Compartment.GENERAL)
    apart = {found for (found,) in rows(guarded, f"SELECT DISTINCT disclosure_id FROM {_LINES}")}  # noqa: S608  own names
    saying = (
        f"SELECT id FROM {_GIVEN} WHERE (why <> ? AND coalesce(review_id, '') = '' AND coalesce(request_id, '') = '')"  # noqa: S608  own names
        " OR description LIKE '% entries %' OR description LIKE '1 entry %'"
    )
    return [found for (found,) in rows(general, saying, (KEPT_WITH_IT,)) if found in apart]


def _is_apart(session: Session, line: DisclosedItem) -> bool:
    record = session.any_record(line.item_kind, line.item_id)
    return record is not None and record_type(record).compartment_of(record) is Compartment.GUARDED


def _follow(session: Session, line: DisclosedItem) -> None:
    if line.is_guarded:
        return
    told = session.find(Disclosure, line.disclosure_id)
    why = told.why if told is not None and _is_typed(told) else line.why
    session.move(line, Compartment.GUARDED, is_guarded=True, why=why)
    _let_go(session, line.disclosure_id)


def _is_typed(told: Disclosure) -> bool:
    """Whether somebody typed the reason; at a review and for a request it is a sentence of ours, which says nothing."""
    return not (told.review_id or told.request_id) and told.why != KEPT_WITH_IT


def _let_go(session: Session, disclosure_id: str) -> None:
    """Take reason and number out of the open compartment, once the guarded lines hold the reason."""
    told = session.find(Disclosure, disclosure_id)
    if told is None:
        return
    bare = without_number(told.description)
    why = KEPT_WITH_IT if _is_typed(told) else told.why
    if (why, bare) == (told.why, told.description):
        return
    if why != told.why:
        _keep_reason(session, told)
    with session.write() as work:
        work.forget_earlier(work.change(told, why=why, description=bare))


def _keep_reason(session: Session, told: Disclosure) -> None:
    """The reason with the guarded lines that have none: those that were moved before it went along."""
    lines = session.list(DisclosedItem, where={"disclosure_id": told.id}, trashed=None)
    bare = [line for line in lines if line.is_guarded and not line.why]
    if bare:
        with session.write(Compartment.GUARDED) as work:
            for line in bare:
                work.change(line, why=told.why)
