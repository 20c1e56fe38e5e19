"""A text being gone through: its words, what stands between them, and which of them are taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from coordinator_app.access_requests.finding.english import everyday
from coordinator_app.access_requests.finding.folding import Words, words_of

_LINE_END = re.compile(r"[ \t\u00a0]*\r?\n[ \t\u00a0]*")
_GAP = re.compile(r"(?:[ \t\u00a0_*]{0,3}|[ \t]*[\-\u2010-\u2013\u00ad/]?[ \t]*\r?\n?[ \t]*)")
_AFTER_FAMILY = re.compile(r"\s{0,2},\s{0,3}|\s{1,2}\|\s{1,2}")
_AFTER_INITIAL = re.compile(r"\.?[ \t]{0,2}(?:\n[ \t]*)?")
_ENDS = re.compile(r"[.!?:;\u2022|\n\r\t>\]]|[\"\u201c\u2018(\[]\s*$|--|\s[-\u2013\u2014]\s")


@lru_cache(maxsize=100_000)
def _has_capital(shown: str) -> bool:
    return shown != shown.lower() or (shown[:1].isdigit() and shown[1:].isalpha())


@dataclass(slots=True)
class Page:
    """One text. `taken` has the words that are spoken for, by their number."""

    text: str
    words: Words
    taken: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> Page:
        """Take a text apart."""
        return cls(text, words_of(text))

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """The folded word, "" before the first and after the last."""
        return self.words.folded[at] if 0 <= at < len(self.words) else ""

    def is_capital(self, at: int) -> bool:
        """Whether a word has a capital, or begins with a figure that may be a misread one."""
        return 0 <= at < len(self.words) and _has_capital(self.words.shown[at])

    def is_shouted(self, at: int) -> bool:
        """Whether a word of two letters and more stands in capitals."""
        shown = self.words.shown[at] if 0 <= at < len(self.words) else ""
        return len(shown) > 1 and shown.isupper()

    def is_everyday(self, at: int) -> bool:
        """Whether it is a word of everyday English."""
        return self.word(at) in everyday()

    def gap(self, at: int) -> str:
        """What stands between a word and the next, with a full stop at the ends of the text."""
        if 0 <= at < len(self.words) - 1:
            return self.words.between(at)
        return f"{self.text[self.words.ends[at] :]}." if 0 <= at < len(self.words) else "."

    def joins(self, at: int) -> bool:
        """Whether a word and the next may belong to one name."""
        gap = self.gap(at)
        if gap == " ":
            return True
        return _GAP.fullmatch(gap) is not None or (
            len(self.words.shown[at]) == 1 and _AFTER_INITIAL.fullmatch(gap) is not None
        )

    def joins_swapped(self, at: int) -> bool:
        """Whether the next word may be the given name behind this family name: "Bramblewick, Otis"."""
        return self.joins(at) or _AFTER_FAMILY.fullmatch(self.gap(at)) is not None

    def touches(self, at: int) -> bool:
        """Whether a word and the next stand beside each other with spaces alone."""
        return 0 <= at < len(self.words) - 1 and self.gap(at).strip(" \u00a0") == ""

    def runs_on(self, at: int) -> bool:
        """Whether a line ends between a word and the next, in the middle of a sentence: small letters follow both."""
        if not 0 <= at < len(self.words) - 2 or not _LINE_END.fullmatch(self.gap(at)):
            return False
        return self.touches(at + 1) and self.words.shown[at + 2].islower()

    def is_beside(self, at: int) -> bool:
        """Whether a word and the next stand beside each other, though a line may end between them."""
        return self.touches(at) or self.runs_on(at)

    def opens(self, at: int) -> bool:
        """Whether a word is the first of its sentence, line, cell or quotation."""
        return at == 0 or _ENDS.search(self.gap(at - 1)) is not None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From and to of the words `first` to `last`, both included."""
        return self.words.starts[first], self.words.ends[last]
