"""What the workbench lists of other people: who, where, how surely; and what tells of a confidential address (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.core.whereabouts import Whereabouts


class Who(Enum):
    """Who someone is to the child asked about; in the order in which they are shown."""

    CONFIDENTIAL = "The address is confidential: cover it"
    OTHER_PUPIL = "Another pupil on our register"
    OTHER_FAMILY = "Family of another pupil"
    FAMILY = "This child's family"
    STAFF = "Staff, usually shared"


@dataclass(frozen=True, slots=True)
class Secret:
    """Somebody whose address is confidential: the id of the carer, the name, and what tells where he can be found."""

    key: str
    called: str
    told_by: tuple[Whereabouts, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: which of the texts, from and to in code points."""

    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundName:
    """One person (or a lone word that is somebody's name), why it was found, and every place."""

    key: str
    label: str
    note: str
    who: Who
    sure: bool
    places: tuple[Place, ...]
    likelihood: int = 100
    offered: bool | None = None
    kind: PersonKind | None = None

    @property
    def usually_shared(self) -> bool:
        """Whether it is not offered as covered: family, and staff in their role."""
        return self.who in {Who.FAMILY, Who.STAFF} if self.offered is None else not self.offered


def secret_key(carer_id: str, kind: str) -> str:
    """The key under which the address, telephone or email of a carer is listed."""
    return f"confidential:{kind}:{carer_id}"


def secret_name(secret: Secret, kind: str, places: Iterable[Place]) -> FoundName:
    """One line to tick: "Address of Marigold Puddlecombe"."""
    label, who = f"{kind} of {secret.called}", Who.CONFIDENTIAL
    ordered = tuple(sorted(places, key=lambda place: (place.text, place.start)))
    return FoundName(secret_key(secret.key, kind), label, who.value, who, sure=True, places=ordered)


def told(secret: Secret, texts: Sequence[str]) -> Iterator[FoundName]:
    """What the texts say of where somebody can be found: address, telephone and email each on a line."""
    by_kind: dict[str, dict[Place, None]] = {}
    for one in secret.told_by:
        for number, text in enumerate(texts):
            for start, end in one.stretches(text):
                by_kind.setdefault(one.kind, {})[Place(number, start, end)] = None
    yield from (secret_name(secret, kind, places) for kind, places in by_kind.items())
