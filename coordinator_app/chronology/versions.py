"""Every version of an entry: what it said, what changed word by word, why, when and by whom (003-5.4; no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import FieldSpec, FieldType, from_stored, record_type
from coordinator_app.core.changes import Change
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Choice
from coordinator_app.core.word_diff import Kind, Piece, differences
from coordinator_app.store.history import HistoryRow
from coordinator_app.store.session import Session
from coordinator_app.store.vault import read_header

_NAMES = (
    "happened_on", "category", "words", "source", "standing", "written_by", "may_be_told", "is_soft",
    "soft_purpose", "for_others",
)  # fmt: skip
CORRECTED: tuple[FieldSpec, ...] = tuple(record_type(ChronologyEntry).field(name) for name in _NAMES)
_LONG = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_ACTS = {Change.TRASHED: "Deleted", Change.RESTORED: "Put back"}


@dataclass(frozen=True, slots=True)
class Told:
    """One field of an entry at one moment: its name, what it said from then on, and before ("" at the first)."""

    name: str
    now: str
    was: str = ""

    def sentence(self) -> str:
        """The field in one line, with the old value behind it: "Date it happened: 4 May 2026 (was: 3 May 2026)"."""
        if self.name == "What happened":
            return self.now + (f"\n(was: {self.was})" if self.was else "")
        return f"{self.name}: {self.now or 'nothing'}" + (f" (was: {self.was})" if self.was else "")

    def pieces(self) -> tuple[Piece, ...]:
        """What was taken out and what came in, word by word."""
        if not self.was:
            return (Piece(Kind.SAME, self.now or "nothing"),)
        return differences("" if self.was == "nothing" else self.was, self.now)


@dataclass(frozen=True, slots=True)
class Version:
    """What a correction changed and why; the first version tells everything that was written.

    `who` is the role under which it was done, `act` what was done where nothing was corrected.
    """

    when: str
    told: tuple[Told, ...]
    why: str = ""
    who: str = ""
    act: str = ""

    def head(self) -> str:
        """When, by whom and why, in one line."""
        by = f", {self.who}" if self.who else ""
        if self.act:
            return f"{self.when}{by}. {self.act}" + (f" because: {self.why}" if self.why else "")
        return f"{self.when}{by}, corrected because: {self.why}" if self.why else f"{self.when}{by}:"

    def text(self) -> str:
        """All of it, to be read."""
        return "\n".join((self.head(), *(one.sentence() for one in self.told)))


def changes_of(
    session: Session, entry_id: str, roles: Mapping[str, str] | None = None
) -> tuple[Version, ...]:
    """Everything an entry has said, oldest first; changes that left all of it alone are left out.

    `roles` are the words for the slots under which people work, as `roles_in` reads them.
    """
    versions: list[Version] = []
    before: dict[str, str] | None = None
    for row in session.history(entry_id):
        after = row.after or {}
        now = {spec.name: _said(spec, after.get(spec.name)) for spec in CORRECTED}
        told, act = tuple(_told(before, now)), _act(row)
        if told or act:
            why = str(after.get("correction_reason") or "") if before is not None else ""
            versions.append(Version(_when(row), told, why, _who(session, row, roles or {}), act))
        before = now
    return tuple(versions)


def roles_in(folder: Path) -> dict[str, str]:
    """The role of each slot of the vault in this folder; empty where that cannot be read, which stops nobody."""
    try:
        return {slot.id: slot.role for slot in read_header(folder).slots}
    except Trouble:
        return {}


def first_day(versions: tuple[Version, ...]) -> str:
    """The day that the entry first bore, in words."""
    return next((one.now for one in versions[0].told if one.name == CORRECTED[0].label), "")


def _told(before: Mapping[str, str] | None, now: Mapping[str, str]) -> Iterator[Told]:
    for spec in CORRECTED:
        is_new, empty = now[spec.name], "No" if spec.holds is FieldType.YES_NO else ""
        was = empty if before is None else before[spec.name]
        if is_new != was:
            yield Told(spec.label, is_new, "" if before is None else was or "nothing")


def _act(row: HistoryRow) -> str:
    act = _ACTS.get(row.kind_of_change, "")
    return f"{act} by Undo" if act and row.undoes else act


def _when(row: HistoryRow) -> str:
    local = row.at.astimezone(LONDON)
    return f"{say(local.date())}, {say_time(local.time())}"


def _who(session: Session, row: HistoryRow, roles: Mapping[str, str]) -> str:
    if row.actor_slot in roles:
        return roles[row.actor_slot]
    return session.actor.role if session.actor.is_self(row.actor_slot) else ""


def _said(spec: FieldSpec, stored: Any) -> str:
    value = from_stored(spec, stored)
    if isinstance(value, date):
        return say(value)
    if spec.holds is FieldType.YES_NO:
        return "Yes" if value else "No"
    return value.label if isinstance(value, Choice) else str(value or "")
