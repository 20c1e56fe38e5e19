"""The versions of the school's privacy statement that a form may name, with the fingerprint of each (003-4.2)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.store.session import Session
from coordinator_app.wording.actions import from_text, in_force, own_wording, shipped_wording, versions_of
from coordinator_app.wording.model import ENGLISH, Wording
from coordinator_app.wording.shipped import earlier_texts

TEMPLATE = "privacy-statement-school"


@dataclass(frozen=True, slots=True)
class Statement:
    """A version of the school's privacy statement and the fingerprint of its wording."""

    version: int
    digest: str


def statements(session: Session) -> tuple[Statement, ...]:
    """The one in force first, then every other that was, the newest first: a form may have been printed before."""
    now = in_force(session, TEMPLATE)
    own = [own_wording(one) for one in versions_of(session, TEMPLATE) if not one.is_shipped]
    earlier = [from_text(text, ENGLISH) for text in earlier_texts(TEMPLATE)]
    known: dict[int, Wording] = {}
    for one in (now, *own, shipped_wording(TEMPLATE), *earlier):
        known.setdefault(one.version, one)
    rest = sorted((one for one in known if one != now.version), reverse=True)
    return tuple(Statement(version, known[version].hash) for version in (now.version, *rest))
