"""What the list of documents is narrowed to, and as plain texts for the way back to it (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.core.names import fold
from coordinator_app.documents.model import Document, DocumentKind


@dataclass(frozen=True, slots=True)
class Filters:
    """All of these together; days are those on the documents, both ends included. Nothing set shows everything."""

    kind: DocumentKind | None = None
    since: date | None = None
    until: date | None = None
    source: str = ""
    words: str = ""
    unshared: bool = False
    guarded: bool = False

    @property
    def looks_inside(self) -> bool:
        """Whether what it finds tells more of a document than its date and that it is restricted."""
        return bool(self.kind or self.source or self.words or self.unshared)

    def fits_day(self, dated: date | None) -> bool:
        """Whether the date on a document lies within the days asked for."""
        if dated is None:
            return self.since is None and self.until is None
        return (self.since or dated) <= dated <= (self.until or dated)

    def fits(self, document: Document) -> bool:
        """Whether a document is wanted, but for its words and whether it was shared."""
        return (
            self.fits_day(document.dated)
            and (self.kind is None or document.kind_of_document is self.kind)
            and (not self.guarded or document.is_guarded)
            and fold(self.source) in fold(document.source)
        )

    def plain(self) -> dict[str, str]:
        """What is set, as texts."""
        found = {
            "kind": self.kind.value if self.kind else "",
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "source": self.source,
            "words": self.words,
            "unshared": "yes" if self.unshared else "",
            "guarded": "yes" if self.guarded else "",
        }
        return {name: value for name, value in found.items() if value}


def filters_of(plain: Mapping[str, object]) -> Filters:
    """What `Filters.plain` gave; what cannot be read is left out, for a place may be older than the program."""
    texts = {name: str(value) for name, value in plain.items()}
    return replace(
        Filters(),
        kind=next((one for one in DocumentKind if one.value == texts.get("kind")), None),
        since=_day(texts.get("since", "")),
        until=_day(texts.get("until", "")),
        source=texts.get("source", ""),
        words=texts.get("words", ""),
        unshared=bool(texts.get("unshared")),
        guarded=bool(texts.get("guarded")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
