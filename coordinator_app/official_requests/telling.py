"""What of an official request the family may not read yet: that they asked at all (domain 2.1; schedule 2, paragraph 2).

What was given for one lies in the guarded part of the ledger, so no list and no letter names who asked. What is left to ask is
whether the family was told: of a record before it is shared, of the ledger before a reply names who was given something.
"""

from __future__ import annotations

from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.official_requests.model import OfficialKind, OfficialNotice, OfficialRequest, Power
from coordinator_app.sharing.actions import disclosures_of, given_apart
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.session import Session

_BOXES = ("log_official", "official_")
"""What the drafts of the register's boxes are called: what was being typed says who asks, too."""


def asked_in(session: Session, record_id: str) -> OfficialRequest | None:
    """The official request that this record is, whose line of the ledger or notice it is; None for any other record."""
    for name in ("id", "disclosure_id"):
        found = session.list(OfficialRequest, where={name: record_id}, trashed=None) if record_id else []
        if found:
            return found[0]
    notice = session.find(OfficialNotice, record_id) if record_id else None
    return session.find(OfficialRequest, notice.official_id) if notice is not None else None


def is_untold(session: Session, record_id: str, draft_screen: str = "") -> bool:
    """Whether it tells that an official asked, and nobody is known to have told the family."""
    asked = asked_in(session, record_id)
    if asked is not None:
        return asked.family_told is not True
    return draft_screen.startswith(_BOXES)


def untold_gate(session: Session, record_id: str, draft_screen: str = "") -> Decision:
    """Whether this record may be shared with the family: not while they do not know that an official asked."""
    if not is_untold(session, record_id, draft_screen):
        return OPEN
    said = "It tells that an official asked, and it is not recorded that the family was told of that."
    opens = "Withhold it. If they were told, record that with the official request first."
    return Decision((Reason(said, opens, "003-6.4"),))


def is_of_police(asked: OfficialRequest | None) -> bool:
    """Whether it is about crime, so that schedule 2, paragraph 2 may keep it back."""
    return asked is not None and (asked.official_kind is OfficialKind.POLICE or asked.power is Power.CRIME)


def known_ledger(session: Session, pupil_id: str) -> list[Disclosure]:
    """What the family may know was given: the open ledger, and what officials were given of whom they were told."""
    apart = [one for one in given_apart(session, pupil_id) if not is_untold(session, one.id)]
    return [*disclosures_of(session, pupil_id), *apart]


def told_of(session: Session, cause_id: str) -> tuple[str, ...]:
    """Which officials were told of this correction or right, as the family may read it: only those they know of."""
    found = []
    for one in session.list(OfficialNotice, where={"cause_id": cause_id}):
        asked = session.find(OfficialRequest, one.official_id)
        if asked is not None and asked.family_told is True and one.told_on is not None:
            found.append(f"{asked.organisation}, told on {say(one.told_on)}")
    return tuple(found)
