"""Whether a file is on the record already: the very same file, or nearly the same words (no Qt)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.documents.model import Document, Looked
from coordinator_app.documents.parting import parts_in
from coordinator_app.store.reading import Reader

_STOPS = re.compile(r"[^\w]|_")
_RUN = 5  # words that are compared as one
_FEWEST = 25  # words: of shorter papers many say the same
_ALIKE = 90  # per cent of the runs of words that both have
_BEGINNING = 6_000  # letters of a paper that are compared: those of three pages
_FIRST = 600  # letters by which most others are told apart at once
_LONGER = 5  # papers of which one is longer by more than a fifth say other things


@dataclass(frozen=True, slots=True)
class Same:
    """A document that a file equals. `exact` says that it is the same file, byte by byte; else the words are alike."""

    document_id: str
    title: str
    dated: date | None
    exact: bool
    in_trash: bool

    def sentence(self) -> str:
        """What is said of it before the choice."""
        what = "This very file is on the record" if self.exact else "Nearly the same words are on the record"
        when = f" of {say(self.dated)}" if self.dated else ""
        where = ", in the trash" if self.in_trash else ""
        return f"{what}{where}: “{self.title}”{when}."


def same_as(
    reader: Reader, pupil_id: str, content: bytes, looked: Looked, *, guarded_words: bool = True
) -> tuple[Same, ...]:
    """The pupil's documents that this file equals, the very same first, then the newest.

    A file that is read in parts is held by its words against the parts of others. Without `guarded_words` nothing is said
    of restricted documents beyond that they are there.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    parts = parts_in(looked)
    words = parts[0].looked.words if parts and parts[0].looked else looked.words
    own = runs(words)
    found = []
    lying = reader.list(Document, where={"pupil_id": pupil_id}, order="dated", newest=True, trashed=None)
    files = {one.id for one in lying if one.sha256 == fingerprint}
    for one in lying:
        exact = one.id in files
        if one.part_number and one.came_with_id in files:
            continue  # said of the file itself
        if exact or (one.trashed_at is None and _may_be(words, one) and alike(own, runs(one.words))):
            closed = one.is_guarded and not guarded_words
            title = "Restricted document" if closed else one.title
            found.append(Same(one.id, title, one.dated, exact, one.trashed_at is not None))
    return tuple(sorted(found, key=lambda same: not same.exact))


def _may_be(words: str, one: Document) -> bool:
    """Whether the texts are about as long as each other and begin with many of the same words: seen at once."""
    longer, shorter = max(len(words), len(one.words)), min(len(words), len(one.words))
    if (longer - shorter) * _LONGER > longer:
        return False
    first, other = (set(text[:_FIRST].casefold().split()) for text in (words, one.words))
    return 2 * len(first & other) >= len(first | other)


Runs = frozenset[tuple[str, ...]]


def runs(words: str) -> Runs:
    """The runs of five words at the beginning of a text; empty for a text too short to be told by its words."""
    plain = _STOPS.sub(" ", fold(words[:_BEGINNING])).split()
    if len(plain) < _FEWEST:
        return frozenset()
    return frozenset(zip(*(plain[at:] for at in range(_RUN)), strict=False))


def alike(one: Runs, other: Runs) -> bool:
    """Whether two texts have nine of ten runs in common."""
    if not one or not other:
        return False
    return 100 * len(one & other) >= _ALIKE * len(one | other)
