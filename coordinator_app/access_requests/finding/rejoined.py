"""Names that a line, a scan or a hand has taken apart or run together, put right before names are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coordinator_app.access_requests.finding.book import Book
from coordinator_app.access_requests.finding.english import everyday
from coordinator_app.access_requests.finding.folding import Words
from coordinator_app.core.names import fold

_BROKEN = re.compile(r"[\-\u2010\u2011\u00ad\u00ac][ \t]*\r?\n[ \t]*")
_APART = re.compile(r" ?|[ \t]?\r?\n[ \t]*|\.|[\-\u2010\u2011\u00ad]| [*_.] ?|[*_]")
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_SHORTEST = 4
_LETTERS = 3
_MOST_LETTERS = 60
_FIGURES = "0123456789"
"""Behind a name: "otisbramblewick12"."""

Piece = tuple[str, str, int, int, bool]


def rejoin(words: Words, book: Book) -> Words:
    """The same words, with those joined or taken apart that make a known name so."""
    pieces = list(_pieces(words, book))
    if len(pieces) == len(words):
        return words
    shown, folded, starts, ends, owned = (list(column) for column in zip(*pieces, strict=True))
    return Words(words.text, shown, folded, starts, ends, owned)


def _pieces(words: Words, book: Book) -> Iterator[Piece]:
    at = 0
    while at < len(words):
        letters = _letters(words, at) if len(words.folded[at]) == 1 else 0
        if letters >= _LETTERS:
            yield from _spelt_out(words, at, at + letters, book)
            at += letters
        elif _is_broken(words, at, book):
            yield _joined(words, at, at + 1)
            at += 2
        else:
            yield from _taken_apart(words, at, book)
            at += 1


def _one(words: Words, at: int) -> Piece:
    return words.shown[at], words.folded[at], words.starts[at], words.ends[at], words.owned[at]


def _joined(words: Words, first: int, last: int) -> Piece:
    shown, folded = "".join(words.shown[first : last + 1]), "".join(words.folded[first : last + 1])
    return shown, folded, words.starts[first], words.ends[last], words.owned[last]


def _is_broken(words: Words, at: int, book: Book) -> bool:
    if at + 1 >= len(words):
        return False
    one, two = words.folded[at], words.folded[at + 1]
    both = one + two
    if len(both) < _SHORTEST or not (both in book or _is_near(both, words, at, book)):
        return False
    gap = words.between(at)
    if _BROKEN.fullmatch(gap):
        return True
    usual = all(word in book or word in everyday() for word in (one, two))
    return not usual and _APART.fullmatch(gap) is not None


def _is_near(both: str, words: Words, at: int, book: Book) -> bool:
    """Whether a word broken at the end of a line is nearly a name: only there, and only of long ones."""
    if len(both) < 7 or "\n" not in words.between(at) or not _BROKEN.fullmatch(words.between(at)):
        return False
    return both not in everyday() and bool(book.near(both))


def _letters(words: Words, at: int) -> int:
    """How many single letters stand here in a row, as in "O t i s", or one below the other."""
    end = at
    while (
        end < min(len(words), at + _MOST_LETTERS)
        and len(words.folded[end]) == 1
        and words.shown[end].isalpha()
    ):
        end += 1
        if end == len(words) or len(words.between(end - 1)) > 5:
            break
    return end - at


def _spelt_out(words: Words, first: int, end: int, book: Book) -> Iterator[Piece]:
    """The longest known names from left to right; letters that make none stay letters."""
    at = first
    while at < end:
        last = next(
            (last for last in range(end - 1, at + 1, -1) if "".join(words.folded[at : last + 1]) in book), at
        )
        yield _joined(words, at, last) if last > at else _one(words, at)
        at = last + 1


def _taken_apart(words: Words, at: int, book: Book) -> Iterator[Piece]:
    """One such as "OtisBramblewick" or "obramblewick12" as two words, if both are known."""
    shown = words.shown[at]
    halves = () if words.folded[at] in book else _halves(shown, words.folded[at], book)
    if not halves:
        yield _one(words, at)
        return
    folded = [_bare(half) for half in halves]
    start = words.starts[at]
    for number, (half, bare) in enumerate(zip(halves, folded, strict=True)):
        owned = words.owned[at] and number == len(halves) - 1
        yield half, bare, start, start + len(half), owned
        start += len(half)


def _halves(shown: str, folded: str, book: Book) -> list[str]:
    """The two names that one word holds: by its capitals, else as a name without a space is known; none if it holds none."""
    by_capitals = _RUN_TOGETHER.split(shown)
    if len(by_capitals) > 1 and all(half.casefold() in book for half in by_capitals):
        return by_capitals
    if len(by_capitals) == 2 and book.is_with_letter(_bare(by_capitals[0]), by_capitals[1].casefold()):
        return by_capitals
    meet = 0 if folded in everyday() else book.meets(folded.rstrip(_FIGURES))
    # a sign of no width may stand between them
    at = next((end for end in range(1, len(shown)) if meet and len(_bare(shown[:end])) == meet), 0)
    return [shown[:at], shown[at:]] if at else []


def _bare(shown: str) -> str:
    return fold(shown).replace(" ", "").rstrip(_FIGURES)
