"""Whether a record about somebody else speaks of the person: its best sentences, and how likely it is them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.finding.mentions import mentions_in
from coordinator_app.access_requests.finding.shapes import Form, Mention
from coordinator_app.access_requests.gathering.terms import Terms
from coordinator_app.core.names import fold, slips

LIKELY = 60
"""Of 100, from which a mention is taken without being asked about."""
LEAST = 15
"""Below it, it is somebody else for all that can be known: "Kit Bramblewick" where Kit Puddlecombe is looked for."""
_SENTENCES = 200
_SLIPS, _LONG = 2, 5
_FARTHEST, _HELD = 4, 5
_DOTTED, _PLAIN = 45, 25
"""For "K.P." and "KP": many are called so, and it may be an abbreviation."""
_SURE = 90
_NAMESAKE = 25
_FAMILY = 75
_ALONE = 55
"""The most for a single name or initials in the papers of strangers: it is offered, and a person takes it or leaves it."""
_STRONG = frozenset({Form.WHOLE, Form.SWAPPED})
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")


@dataclass(frozen=True, slots=True)
class Owner:
    """The people whose record a text stands in: the folded words of their names, their initials, whether they are family."""

    words: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    is_family: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely a text speaks of the person (0 to 100), and the sentences that do, surest first."""

    score: int
    sentences: tuple[str, ...]


class Judge:
    """One person made ready, for going through many records."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._forms = terms.forms()
        self._whole = sorted(terms.words | terms.short_forms)

    def judge(self, texts: Iterable[str], owner: Owner) -> Judged | None:
        """What the texts of one record say of the person; None if they say nothing of him."""
        found: list[tuple[int, str]] = []
        for text in texts:
            said = mentions_in(text, self._forms)
            found += [(_score(one, text, self.terms, owner), one.sentence) for one in said]
            found += [(_SURE, _line(text, at)) for at in _numbers(text, self.terms)]
            found += [(score, _line(text, at)) for score, at in _initials(text, self.terms, owner)]
        told = sorted((one for one in found if one[0] >= LEAST), key=lambda one: -one[0])
        if not told:
            return None
        sentences = dict.fromkeys(sentence for _, sentence in told if sentence)
        return Judged(told[0][0], tuple(sentences)[:_SENTENCES])

    def has_letters_or_number(self, text: str) -> bool:
        """Whether a text has the initials of a name or one of the numbers, however it is spaced."""
        return any(True for _ in (*_initials(text, self.terms, Owner()), *_numbers(text, self.terms)))

    def names_in(self, words: Iterable[str]) -> tuple[str, ...]:
        """Those of many single words that may be a name of the person, written rightly or wrongly.

        Only words near a name are given to the finder: an index has tens of thousands.
        """
        listed = list(words)
        text = "\n".join(word.capitalize() for word in self._near(listed))
        # a name within a word ("KitPuddlecombe") is judged where it stands, with its capitals
        found = {word for name in self._whole if len(name) >= _HELD for word in listed if name in word}
        for one in mentions_in(text, self._forms):
            found |= set(re.findall(r"\w+", text[one.start : one.end].casefold()))
        return tuple(sorted(found))

    def _near(self, words: list[str]) -> Iterator[str]:
        from rapidfuzz.distance import OSA  # noqa: PLC0415  (only where mentions are looked for)
        from rapidfuzz.process import extract  # noqa: PLC0415  (as the import above)

        for name in self._whole:
            most = _FARTHEST if len(name) > _LONG else _SLIPS
            near = extract(name, words, scorer=OSA.distance, score_cutoff=most, limit=None)
            yield from (word for word, _, _ in near)


def _score(one: Mention, text: str, terms: Terms, owner: Owner) -> int:
    said = _words(one.words)
    own = bool(said) and all(word in owner.words for word in said)
    if own:
        # the family name alone in a brother's file is the brother; a namesake's whole name may be either
        return _NAMESAKE if one.form in _STRONG else 0
    if one.form is Form.PART and (
        not all(_is_like(word, terms.words) for word in said) or _another_name_follows(one, text, terms)
    ):
        return 0  # "Kit Bramblewick"
    if one.form in _STRONG or len(said) > 1:
        return one.score
    if owner.is_family:
        return max(one.score, _FAMILY)
    return min(one.score, _ALONE)


def _words(words: str) -> tuple[str, ...]:
    """Folded, without the s of "Kit's"."""
    return tuple(re.findall(r"\w+", fold(re.sub(r"['\u2019]s?\b", "", words))))


def _another_name_follows(one: Mention, text: str, terms: Terms) -> bool:
    """Whether a single name is followed by the family name of somebody else."""
    after = re.match(r"[ \t]+", text[one.end :])
    word = _WORD.match(text, one.end + after.end()) if after else None
    if word is None or not word[0][:1].isupper() or one.words.rstrip("s").endswith(("'", "\u2019")):
        return False
    return not any(_is_like(said, terms.words) for said in _words(word[0]))


def _initials(text: str, terms: Terms, owner: Owner) -> Iterable[tuple[int, int]]:
    """Where the initials of a name stand, with or without stops, that are not those of whoever's record it is."""
    for letters in terms.initials - owner.initials:
        dotted = r"[. ]{1,2}".join(letters) + r"\."
        for score, pattern in ((_DOTTED, dotted), (_PLAIN, letters)):
            yield from ((score, one.start()) for one in re.finditer(rf"(?<![\w.]){pattern}(?!\w)", text))


def _is_like(word: str, names: frozenset[str]) -> bool:
    """Whether a word is one of the names, perhaps misspelt."""
    return any(slips(word, name, _SLIPS) <= (_SLIPS if len(name) > _LONG else 1) for name in names)


def _numbers(text: str, terms: Terms) -> Iterable[int]:
    """Where a number of the person stands, however it is spaced."""
    for number in terms.numbers:
        parts = re.findall(r"\w", number)
        pattern = r"[\s./-]?".join(map(re.escape, parts))
        yield from (one.start() for one in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE))


def _line(text: str, at: int) -> str:
    """The line that a place stands in, no longer than 400 letters."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    return line[max(0, at - start - 200) : at - start + 200].strip()
