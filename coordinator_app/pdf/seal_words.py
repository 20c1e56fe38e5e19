"""Finds names in text as they really stand in files: broken over lines, spaced, hyphenated, ligatured, accented.

Both sides are folded: case, accents, ligatures, dashes, quotation marks, unseen characters (decision 30). A word
that is also an everyday word ("Will", "Rose") or very short is judged by its context and shown to a person.
Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from coordinator_app.pdf.pack_content import Forbidden

_WORDS_THAT_ARE_NAMES: Final = """
abbey amber angel april archer art august autumn baker ball banks barn basil bay bell berry bill bird bishop
black bliss bloom blossom blue bond booth bow bowl bridge brook brooks brown buck bud bull bush butcher
butler carol carpenter carter cash castle chance charity chase cherry church clay cliff coal coach cook
cooper coral court craft crane crisp crystal daisy dale dash dawn day dean den destiny dot drake drew driver
duke earl east eden ember ever faith farmer fern field fields finch fish fisher flint forest fortune fox
frank freeman frost gene ginger glory gold golden good grace grant gray green grey grove guy hall harmony
haven hazel head heath heather hill hills holly honey honour hood hook hope house hunt hunter ice iris ivory
ivy jack jade jasmine jay jet jewel jolly joy judge june justice king kit kitty knight lake lamb lance lane
lark laurel law leaf liberty lily little lock long love lovely lucky lush mace major march mark marks marsh
marshal mason mat may meadow melody mercy merry mill miller mint misty moon moor moss mount noble north nova
oak ocean olive opal page park parsons pat patience peace peach pear pearl penny pepper pike pleasant pond
pool poppy porter potter precious price pride prince queen rain rainbow raven ray read reading reed rich
river rivers rob robin rock rocky rod roman root rose royal ruby rush rusty sage sandy savage scarlet sea
senior serenity shepherd short silver singer skip sky small smart snow sonny south spring star stark steel
sterling stone storm street strong sue summer sunny swan swift temple thorn tiger timber tower tree trip
true truth turner van vale venture victor violet walker wall ward waters way weaver welcome wells west
wheeler white wild will willow winter wise wolf wood woods worth young
"""
EVERYDAY: Final = frozenset(_WORDS_THAT_ARE_NAMES.split())
"""Names that are words as well: lower case is the word; a capital is shown to a person."""
_SHORT: Final = 3
_SMALL_WORDS: Final = """
a all an and as at be for he her his i in is it its my no not of on one or our she so that the their them
then there these they this those to us was we what when where who with you your
"""
_GRAMMAR: Final = frozenset(_SMALL_WORDS.split())
_FOLDS: Final = {
    "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "æ": "ae",
    "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss", "ı": "i", "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "\x02": "", "\ufffe": "", "\u2028": "\n", "\u2029": "\n", "\r": "\n",
    "\f": "\n", "\v": "\n",
}  # fmt: skip
_LETTER: Final = r"[^\W_]"
_BROKEN: Final = r"(?:-?[ ]*\n\s*)?"
_REACH: Final = 40
_GAP: Final = re.compile(r"\s+")
_BETWEEN: Final = r"[\s\-'.,@/()+]*"
_SPACED: Final = r"[ .*_'@-]{1,3}"


class _Folds(dict[str, str]):
    """The folded form of each character, worked out once."""

    def __missing__(self, char: str) -> str:
        folded = _FOLDS.get(char)
        if folded is None:
            folded = "".join(_FOLDS.get(part, part) for part in unicodedata.normalize("NFKD", char))
            folded = "".join(_kept(part) for part in folded).casefold()
        self[char] = folded
        return folded


def _kept(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in {"Mn", "Mc", "Cf", "Me"}:
        return ""  # accents, vowel signs (many scripts write them beside the letter), characters of no width
    if kind == "Pd":
        return "-"
    return " " if char.isspace() and char != "\n" else char


_FOLDED: Final = _Folds()


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, its place in `text`."""
    parts: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = _FOLDED[char]
        parts.append(folded)
        places.extend([place] * len(folded))
    return "".join(parts), places


def squeezed(folded: str) -> str:
    """Letters and digits only."""
    return re.sub(r"[\W_]+", "", folded)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a term stands: `certain` or to be judged by a person; `around` are the words about it."""

    term: int
    certain: bool
    start: int
    around: str


class Terms:
    """What must not be found, made ready for searching many texts."""

    def __init__(self, terms: Sequence[Forbidden]) -> None:
        self._terms = [_Term(index, term) for index, term in enumerate(terms) if squeezed(fold(term.text)[0])]

    def find(self, text: str) -> Iterator[Hit]:
        """Every place of every term in one text."""
        folded, places = fold(text)
        bare = squeezed(folded)
        for term in self._terms:
            if term.bare in bare:
                yield from term.find(text, folded, places)

    def find_raw(self, data: bytes) -> Iterator[Hit]:
        """Long terms that stand in raw bytes, as one-byte or two-byte text; for what is not text at all."""
        lowered = data.lower()
        for term in self._terms:
            if any(form in lowered for form in term.raw):
                yield Hit(term.index, term.hard, 0, "")


class _Term:
    """One term with its patterns."""

    def __init__(self, index: int, term: Forbidden) -> None:
        folded = fold(term.text)[0]
        tokens = re.findall(rf"{_LETTER}+", folded)
        self.index, self.hard, self.bare = index, term.hard, squeezed(folded)
        self._everyday = all(token in EVERYDAY or len(token) <= _SHORT for token in tokens)
        if sum(char.isdigit() for char in self.bare) >= 4:
            self._everyday = False
            body = _BETWEEN.join(map(re.escape, self.bare))
        else:
            body = _BETWEEN.join(_BROKEN.join(map(re.escape, token)) for token in tokens)
        if len(self.bare) > _SHORT:
            body = f"(?:{body}|{_apart(self.bare)})"
        self._whole = re.compile(rf"(?<!{_LETTER}){body}(?:'?s)?(?!{_LETTER})")
        # scripts without capitals may write names without spaces: there a name stands inside by right
        enough = 2 if self.bare.upper() == self.bare.lower() else 6
        self._inside = re.compile(body) if len(self.bare) >= enough else None
        self.raw = tuple(form.encode(code) for form in {folded, self.bare} for code in ("utf-8", "utf-16-be"))
        if self._everyday or len(self.bare) < 6:
            self.raw = ()

    def find(self, text: str, folded: str, places: list[int]) -> Iterator[Hit]:
        """The places of this term; also inside longer words, which a person judges."""
        seen: set[int] = set()
        for found in self._whole.finditer(folded):
            seen.add(found.start())
            start, end = places[found.start()], places[found.end() - 1] + 1
            if not self._everyday:
                yield Hit(self.index, self.hard, start, _around(text, start, end))
            elif _is_name(text, start, end):
                yield Hit(self.index, certain=False, start=start, around=_around(text, start, end))
        for found in self._inside.finditer(folded) if self._inside else ():
            if found.start() not in seen:
                start, end = places[found.start()], places[found.end() - 1] + 1
                yield Hit(self.index, certain=False, start=start, around=_around(text, start, end))


def _apart(bare: str) -> str:
    """The pattern of letters written apart; a doubled letter may be one folded character, as the sharp s is."""
    pattern = re.escape(bare[0])
    for before, letter in pairwise(bare):
        pattern += (_SPACED.replace("{1", "{0") if before == letter else _SPACED) + re.escape(letter)
    return pattern


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether an everyday word stands as a name: no small letter, and not just the first word of a sentence.

    At the head of a sentence it counts as a name unless the next word shows the everyday one ("Will you").
    """
    if text[start].upper() != text[start] or text[start].isdigit():
        return False
    before = text[:start].rstrip(" \t\"'“‘(")
    opens = not before or before[-1] in ".?!:\n\r•"
    if not opens:
        return True
    following = re.match(r"\W*(\w+)", text[end : end + 40])
    return not (following and following[1].casefold() in _GRAMMAR)


def _around(text: str, start: int, end: int) -> str:
    """About 40 characters each side, from the first whole word to the last; a word without an end is cut."""
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    before, after = text[left:start], text[end:right]
    if left and not text[left - 1].isspace():
        before = _after_a_gap(before)
    if right < len(text) and not text[right].isspace():
        after = _after_a_gap(after[::-1])[::-1]
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _after_a_gap(words: str) -> str:
    """Without the rest of a word at the beginning; all of it where there is no gap to cut at."""
    gap = _GAP.search(words)
    return words[gap.end() :] if gap else words
