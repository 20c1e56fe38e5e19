"""Who was given the old value of a record, by the ledger of sharing: when, how, and which version (UK GDPR Art 19; no Qt)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coordinator_app.core.catalogue import Record
from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.corrections.versions import as_it_was, changed_fields, was_deleted
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DisclosedItem, Disclosure
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who holds the old value; `given` are the times at which he was given it, newest first."""

    name: str
    given: tuple[Disclosure, ...]

    @property
    def newest(self) -> Disclosure:
        """The last time."""
        return self.given[0]

    @property
    def who(self) -> str:
        """What they are: "Provider"."""
        kind = self.newest.recipient_kind
        return kind.label if kind else ""

    def when_and_how(self) -> str:
        """Each time in words: "1 May 2026, by telephone"."""
        return "; ".join(_told(one) for one in self.given)


def _told(given: Disclosure) -> str:
    how = f"{given.method.label[0].lower()}{given.method.label[1:]}" if given.method else ""
    day = say(given.given_on) if given.given_on else ""
    return ", ".join(part for part in (day, how) if part)


def recipients(session: Session, claim: CorrectionClaim, after: Record | None) -> tuple[Recipient, ...]:
    """Those who were given a version before `after` (the record put right, None if it is gone) that said otherwise.

    A version that said already what is right now, in every field that was corrected, tells nobody anything wrong.
    The same name of the same kind is one recipient, however often he was given it.
    """
    found: dict[tuple[str, str], list[Disclosure]] = {}
    for one in _given_old(session, claim, after):
        kind = one.recipient_kind.value if one.recipient_kind else ""
        found.setdefault((kind, fold(one.recipient)), []).append(one)
    return tuple(Recipient(each[0].recipient, tuple(each)) for each in found.values())


def _given_old(session: Session, claim: CorrectionClaim, after: Record | None) -> Iterator[Disclosure]:
    # whoever was given it in error is asked to delete it, and told nothing more of the child
    told = [one for one in disclosures_of(session, claim.pupil_id) if not one.in_error]
    ids = tuple(one.id for one in told)
    items = session.list(DisclosedItem, where={"disclosure_id": ids, "item_id": claim.item_id}) if ids else []
    before = as_it_was(session, claim, claim.before_version)
    old = {
        version: _is_old(session, claim, version, before, after)
        for version in {one.item_version for one in items}
    }
    holds = {one.disclosure_id for one in items if old[one.item_version]}
    return (one for one in told if one.id in holds)


def _is_old(
    session: Session, claim: CorrectionClaim, version: int | None, before: Record | None, after: Record | None
) -> bool:
    if after is not None and version is not None and version >= after.version:
        return False
    given = as_it_was(session, claim, version)
    if given is None or before is None or after is None or was_deleted(before, after):
        return True  # rather one too many is told than one too few
    return any(
        getattr(given, spec.name) != getattr(after, spec.name) for spec in changed_fields(before, after)
    )
