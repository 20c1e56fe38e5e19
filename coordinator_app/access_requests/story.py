"""What happened to a request, step by step, with who and when: read from history, never stored twice (domain 2.3).

A step that was taken back stays in the story, and so does its taking back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coordinator_app.access_requests.ends import ended_words
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.mishaps import Mishap, WentWrong, wrong_words
from coordinator_app.access_requests.model import (
    AccessRequest,
    ClosedAs,
    Consultation,
    CourtOrder,
    LetterKind,
    RequestLetter,
    RequestPause,
    RequestSort,
    SafeguardingAdvice,
)
from coordinator_app.chronology.versions import roles_in
from coordinator_app.core.catalogue import Record
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.store.history import HistoryRow
from coordinator_app.store.session import Session

Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """One step: when it was typed in, what happened in words, by whom ("" where that is not known), whether by Undo."""

    at: datetime
    what: str
    who: str
    by_undo: bool

    @property
    def when(self) -> str:
        """Day and time in London: "28 February 2026, 6:40pm"."""
        local = self.at.astimezone(LONDON)
        return f"{say(local.date())}, {say_time(local.time())}"


def story_of(session: Session, request: AccessRequest, roles: Mapping[str, str]) -> tuple[Happened, ...]:
    """Every step, oldest first. `roles` are the words for the slots people work under, as `chronology.versions.roles_in` reads."""
    found = [*_steps(session, request.id, _of_request, roles)]
    for cls, tell in _PARTS:
        for part in session.list(cls, where={"request_id": request.id}, trashed=None):
            found += _steps(session, part.id, tell, roles)
    return tuple(sorted(found, key=lambda one: one.at))


def whole_story(session: Session, request: AccessRequest, folder: Path) -> tuple[Happened, ...]:
    """Every step of it, with the words for whoever took it as the vault in this folder has them."""
    return story_of(session, request, roles_in(folder))


def _steps(
    session: Session,
    record_id: str,
    tell: Callable[[Columns, Columns], Iterator[str]],
    roles: Mapping[str, str],
) -> Iterator[Happened]:
    for row in session.history(record_id):
        for what in tell(row.before or {}, row.after or {}):
            yield Happened(row.at, what, _who(session, row, roles), row.undoes is not None)


def _who(session: Session, row: HistoryRow, roles: Mapping[str, str]) -> str:
    if row.actor_slot in roles:
        return roles[row.actor_slot]
    return session.actor.role if session.actor.is_self(row.actor_slot) else ""


def _turned(before: Columns, after: Columns, name: str) -> bool:
    """Whether this was put in, changed or taken out."""
    return (before.get(name) or None) != (after.get(name) or None)


def _day(after: Columns, name: str) -> str:
    stored = after.get(name)
    return say(date.fromisoformat(str(stored))) if stored else ""


_DAYS = (
    ("identity_asked_on", "Proof of identity asked for on {}", "Proof of identity is not asked for any more"),
    ("identity_seen_on", "Proof of identity seen on {}", "Proof of identity taken back"),
    ("authority_asked_on", "Authority asked for on {}", "Authority is not asked for any more"),
    ("authority_seen_on", "Authority seen on {}", "Authority taken back"),
    ("extended_on", "Two months more, told to them on {}", "The longer time taken back"),
    ("approved_on", "Approved on {}", "Approval taken back"),
    ("sent_on", "Sent on {}", "Open again: the right person has had no answer"),
    ("arrived_on", "Arrived on {}", "Arrival taken back"),
)


def _of_request(before: Columns, after: Columns) -> Iterator[str]:
    if not before:
        yield f"Logged, as received on {_day(after, 'received_on')}"
    elif _turned(before, after, "received_on"):
        yield f"The day it arrived put right to {_day(after, 'received_on')}"
    if _turned(before, after, "sort") and after.get("sort"):
        yield f"Sorted: {RequestSort(after['sort']).label}"
    if _turned(before, after, "identity_known"):
        yield "They are known to us" if after.get("identity_known") else "They are not known to us"
    for name, said, back in _DAYS:
        if _turned(before, after, name):
            yield f"{said.format(_day(after, name))}{_how(after, name)}" if after.get(name) else back
    yield from _of_rights(before, after)
    if _turned(before, after, "gathered_at"):
        yield "Everything held was gathered" if after.get("gathered_at") else "Gathering taken back"
    if _turned(before, after, "closed_on"):
        yield _closed(after)


def _how(after: Columns, name: str) -> str:
    """How proof was asked for, where no letter shows it."""
    how = str(after.get(name.replace("_asked_on", "_asked_how")) or "") if name.endswith("_asked_on") else ""
    return f": {how}" if how else ""


def _of_rights(before: Columns, after: Columns) -> Iterator[str]:
    if _turned(before, after, "court_order"):
        order = after.get("court_order")
        yield (
            f"Court order: {CourtOrder(order).label}" if order else "What was said of court orders taken back"
        )
    if (
        before.get("child_understands") != after.get("child_understands")
        and after.get("child_understands") is not None
    ):
        yield (
            "The child understands their rights"
            if after["child_understands"]
            else "The child does not understand yet"
        )
    if _turned(before, after, "child_agrees") and after.get("child_agrees"):
        yield "The child agrees"


def _closed(after: Columns) -> str:
    if not after.get("closed_on"):
        return "Opened again"
    how = ClosedAs(after["closed_as"]) if after.get("closed_as") else None
    ended = ended_words(AccessRequest(closed_on=date.fromisoformat(str(after["closed_on"])), closed_as=how))
    return f"Closed: {ended[:1].lower()}{ended[1:]}"


def _of_pause(before: Columns, after: Columns) -> Iterator[str]:
    if not before:
        yield f"Asked them on {_day(after, 'asked_on')}: {after.get('question', '')}"
    if _turned(before, after, "chased_on") and after.get("chased_on"):
        yield f"They were reminded on {_day(after, 'chased_on')}"
    if _turned(before, after, "answered_on"):
        answered = after.get("answered_on")
        yield f"They answered on {_day(after, 'answered_on')}" if answered else "The answer taken back"


def _of_consultation(before: Columns, after: Columns) -> Iterator[str]:
    if not before:
        yield f"The school was asked on {_day(after, 'asked_on')}"
    if _turned(before, after, "chased_on") and after.get("chased_on"):
        yield f"The school was chased on {_day(after, 'chased_on')}"
    if _turned(before, after, "replied_on"):
        replied = after.get("replied_on")
        yield (
            f"The school replied on {_day(after, 'replied_on')}"
            if replied
            else "The school's reply taken back"
        )


def _of_letter(before: Columns, after: Columns) -> Iterator[str]:
    kind = LetterKind(after["letter"]).label if after.get("letter") else "Letter"
    if not before:
        yield f"{kind}: written"
    if _turned(before, after, "sent_on"):
        yield (
            f"{kind}: sent on {_day(after, 'sent_on')}"
            if after.get("sent_on")
            else f"{kind}: sending taken back"
        )


def _of_advice(before: Columns, after: Columns) -> Iterator[str]:
    if not before:
        yield "Advice of the Safeguarding Officer asked for" if after.get("asked_on") else "Advice recorded"
    if before and _turned(before, after, "given_on") and after.get("given_on"):
        yield f"Advice given on {_day(after, 'given_on')}"


def _of_pack(before: Columns, after: Columns) -> Iterator[str]:
    if not before:
        yield f"Pack built, {after.get('pages', 0)} pages"


def _of_mishap(before: Columns, after: Columns) -> Iterator[str]:
    if not before:
        day = date.fromisoformat(str(after["happened_on"])) if after.get("happened_on") else None
        one = Mishap(went_wrong=WentWrong(after["went_wrong"]), happened_on=day)
        yield f"{wrong_words(one)}: breach {after.get('breach_number')}"
    elif _turned(before, after, "trashed_at") and after.get("trashed_at"):
        yield "That a pack went wrong taken back"
    if before and _turned(before, after, "answered_on") and after.get("answered_on"):
        yield f"The right person has had the answer since {_day(after, 'answered_on')}"


_PARTS: tuple[tuple[type[Record], Callable[[Columns, Columns], Iterator[str]]], ...] = (
    (RequestPause, _of_pause),
    (Consultation, _of_consultation),
    (RequestLetter, _of_letter),
    (SafeguardingAdvice, _of_advice),
    (Pack, _of_pack),
    (Mishap, _of_mishap),
)
