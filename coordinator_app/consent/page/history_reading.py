"""Everything that was recorded about a pupil's consent, newest first, with who recorded it (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coordinator_app.consent.chasing import ConsentChase
from coordinator_app.consent.model import Consent, PrintedForm
from coordinator_app.consent.terms import ConsentAnswer, ConsentResolution
from coordinator_app.core.catalogue import Record, from_stored, record_type
from coordinator_app.core.changes import Change
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.privacy import Choice
from coordinator_app.store.session import Session

KINDS: tuple[type[Record], ...] = (Consent, ConsentResolution, PrintedForm, ConsentChase)
_HIDDEN = frozenset({"statement_hash", "template_hash", "content_id", "forms"})
_TOLD: dict[Change, str] = {Change.MADE: "recorded", Change.CHANGED: "changed"}


@dataclass(frozen=True, slots=True)
class Happened:
    """One change: when, what, what it says now, and who recorded it."""

    at: datetime
    title: str
    second: str


def read_history(session: Session, pupil_id: str) -> tuple[Happened, ...]:
    """Every change of every form, answer, settlement, print and chase of one pupil, those in the trash too."""
    found = [one for record in _records(session, pupil_id) for one in _changes(session, record)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _records(session: Session, pupil_id: str) -> Iterator[Record]:
    for cls in KINDS:
        yield from session.list(cls, where={"pupil_id": pupil_id}, trashed=None)
    forms = session.list(Consent, where={"pupil_id": pupil_id}, trashed=None)
    if forms:
        ids = tuple(one.id for one in forms)
        yield from session.list(ConsentAnswer, where={"consent_id": ids}, trashed=None)


def _changes(session: Session, record: Record) -> Iterator[Happened]:
    title = record_type(record).title
    for row in session.history(record.id):
        before, after = row.before or {}, row.after or {}
        words = _words(record, before, after)
        what = "undone" if row.undoes else _TOLD.get(row.kind_of_change, _moved(after))
        local = row.at.astimezone(LONDON)
        who = "by you" if session.actor.is_self(row.actor_slot) else "under another passphrase"
        when = f"{say(local.date())}, {say_time(local.time())}, {who}."
        yield Happened(row.at, f"{title}: {what}", f"{when} {words}".strip())


def _moved(after: dict[str, Any]) -> str:
    return "put in the trash" if after.get("trashed_at") else "taken back"


def _words(record: Record, before: dict[str, Any], after: dict[str, Any]) -> str:
    """The fields that say something new, each with what it says now."""
    parts = []
    for spec in record_type(record).fields:
        if spec.links_to is not None or spec.name in _HIDDEN or after.get(spec.name) == before.get(spec.name):
            continue
        value = from_stored(spec, after.get(spec.name))
        if value in (None, "") and not before:
            continue
        parts.append(f"{spec.label}: {_said(value)}.")
    return " ".join(parts)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return say(value)
    if isinstance(value, Choice):
        return value.label.lower()
    return " ".join(str(value).split()).rstrip(".") if value not in (None, "") else "taken away"
