"""A net for words of a file that no reader of its kind knows of: whatever is put in and looks like words comes out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from coordinator_app.documents.looking.found import Part
from coordinator_app.documents.looking.of_the_format import VALUES

OTHERS: Final = "Other words in the file"
"""The heading of what was caught. It is laid out behind everything else, so that no page before it moves."""
MOST_LINES: Final = 3_000
MOST_CAUGHT: Final = 100_000
"""Letters of one file that are caught; that there are more is said."""
CUT: Final = "It holds more words behind what it shows than are listed here: look at the file itself."
# also letters apart, as in "P.T.S.D." and in a word that is spaced out
_LETTERS: Final = re.compile(r"[^\W\d_][. -]?[^\W\d_]")
_NUMBERS: Final = re.compile(r"\d+")
_TOKENS: Final = re.compile(r"[^\W_]+")
# what is never a word, wherever it stands: ids, places that programs name by number, programs by version, packed data
_MADE: Final = re.compile(
    r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?"
    r"|(?:uuid|xmp\.[a-z]{2,4}|adobe:docid:\w{2,12}):(?=\D{0,40}\d)[0-9A-Fa-f-]{16,}"
    r"|#?_(?:GoBack|PictureBullets|(?:Toc|Ref|Hlk|Hlt|MON_|ENREF_|xlchart\.v|x0000_[a-z]?)[\d.]+)"
    r"|#?__(?:RefHeading|RefNumPara|RefFigure|RefTable|UnoMark|DdeLink|Fieldmark|bookmark)_{1,3}(?:Toc)?[\d_]+"
    r"|DefaultPlaceholder_-?\d+"
    r"|(?:LibreOffice|OpenOffice)[\d.]*/[\d.]+\S{0,40}(?: (?:LibreOffice|OpenOffice)\S{1,40})?"
    r"|(?=[A-Za-z+/]{0,200}\d)(?:(?:(?![a-z]{7})[A-Za-z\d+/]){60,}|[A-Za-z\d+/]{400,})={0,2}"
)
# marks that programs set where a format prescribes what stands: colours in hex, places in sheets, languages, lengths, schemas.
# A place alone ("HIV1") may be a word; a reader that knows that a place stands there leaves it out itself
_MARK: Final = re.compile(
    r"#[0-9A-Fa-f]{3,8}|(?=[A-F]*\d|[B-DF]+$)(?:[0-9A-F]{6}|[0-9A-F]{8})"
    r"|(?=\S*[:$])\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?"
    r"|[a-z]{2,3}-(?:[A-Z][a-z]{3}-)?[A-Z]{2}|[Xx]-(?:NONE|none)"
    r"|P(?:\d+[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?|adobe:ns:meta/"
    r"|_xlnm\.(?:_FilterDatabase|Print_Area|Print_Titles|Criteria|Extract|Database|Sheet_Title|Consolidate_Area)"
    r"|(?:https?://(?:schemas\.|www\.w3\.org/|purl\.o|ns\.adobe|docs\.oasis)|urn:(?:schemas|oasis))\S*"
    r"|rgba?\([\d., %]{1,40}\)|-?[\d.]+(?:pt|in|cm|mm|px|em|ex|pc|%)"
)


class Net:
    """Words already known, and what was caught besides them."""

    def __init__(self, known: Iterable[str]) -> None:
        self.lines: list[str] = []
        self.cut = False
        self._left = MOST_CAUGHT
        self._seen: tuple[set[str], set[str]] = (
            set(),
            set(),
        )  # where a format prescribes, and where it does not
        self._words: set[str] = set()
        self._pairs: set[int] = set()
        for line in known:
            self._learn(line)

    def take(self, words: str, *, typed: bool = False) -> None:
        """Words as they stand; `typed` if they stand where nothing is prescribed, so that any may be meant."""
        seen = self._seen[typed]
        if words in seen or (self.cut and self._is_full()):
            return
        seen.add(words)
        plain = " ".join(words.split())
        if not _LETTERS.search(plain) or _MADE.fullmatch(plain) or (not typed and _is_prescribed(plain)):
            return
        if not self._is_known(plain):
            self._keep(plain)

    def part(self) -> Part:
        """What was caught."""
        return Part(OTHERS, tuple(self.lines))

    def with_cut(self) -> Part:
        """What was caught, and as its last line that there was more."""
        return Part(OTHERS, (*self.lines, *self.hidden()))

    def hidden(self) -> tuple[str, ...]:
        """A sentence if not everything fitted."""
        return (CUT,) if self.cut else ()

    def _keep(self, words: str) -> None:
        if self._is_full():
            self.cut = True
            return
        self.cut = self.cut or len(words) > self._left
        self.lines.append(words[: self._left])
        self._left -= len(words)
        self._learn(words)

    def _is_full(self) -> bool:
        return len(self.lines) >= MOST_LINES or self._left <= 0

    def _learn(self, line: str) -> None:
        words = _TOKENS.findall(line.casefold())
        self._words.update(words)
        self._pairs.update(_pairs(words))

    def _is_known(self, plain: str) -> bool:
        """Whether its words are known, each pair of neighbours as neighbours: words torn apart are others."""
        words = _TOKENS.findall(plain.casefold())
        return self._words.issuperset(words) and self._pairs.issuperset(_pairs(words))


def _pairs(words: list[str]) -> Iterator[int]:
    return (hash(pair) for pair in pairwise(words))


def _is_prescribed(plain: str) -> bool:
    """Whether a value is one of the format, not somebody's words; a style goes with its name and with its mark."""
    if _MARK.fullmatch(plain):
        return True
    value = _NUMBERS.sub("#", plain)
    return value in VALUES or value.removesuffix("Char").rstrip() in VALUES
