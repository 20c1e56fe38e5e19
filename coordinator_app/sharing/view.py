"""What the Sharing tab shows: who was given what about a pupil, when, why and how (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.consent.actions import sharing_gate
from coordinator_app.core.dates import say
from coordinator_app.core.gates import Decision
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.counted import with_number
from coordinator_app.sharing.model import DisclosedItem, Disclosure
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Given:
    """One line of the ledger in words; `items` counts the records this user may open.

    A reason that is kept with a guarded record is `why` for who may open that one.
    """

    id: str
    to: str
    who: str
    day: str
    what: str
    why: str
    how: str
    items: int
    in_error: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The ledger, newest first, and whether anything may go to providers and agencies now (003-7.2)."""

    given: tuple[Given, ...]
    gate: Decision


def read(session: Session, pupil_id: str) -> Shown:
    """The whole ledger of a pupil: it grows by a few lines a year."""
    found = tuple(_in_words(session, one) for one in disclosures_of(session, pupil_id))
    return Shown(found, sharing_gate(session, pupil_id))


def count(session: Session, pupil_id: str) -> int:
    """How often something was given to someone."""
    return session.count(Disclosure, where={"pupil_id": pupil_id, "is_guarded": False})


def _in_words(session: Session, one: Disclosure) -> Given:
    items = session.list(DisclosedItem, where={"disclosure_id": one.id})
    return Given(
        one.id,
        one.recipient,
        f"Given in error, meant for {one.meant_for}" if one.in_error else _kind(one),
        say(one.given_on) if one.given_on else "",
        with_number(one.description, items),
        next((item.why for item in items if item.why), one.why),
        one.method.label if one.method else "",
        len(items),
        bool(one.in_error),
    )


def _kind(one: Disclosure) -> str:
    return one.recipient_kind.label if one.recipient_kind else ""
