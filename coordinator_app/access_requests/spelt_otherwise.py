"""Covered names in a finished pack as somebody else may have spelt them, by the finder that suggested them (no Qt).

The check seeks what was covered letter by letter; what is nearly it, "Ottis" or "Bramblwick", is judged by the same rules
as at review. It is never more than a suspicion: a person looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from coordinator_app.access_requests.finding.english import everyday
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.folding import folded_words
from coordinator_app.access_requests.finding.parts import PARTICLES
from coordinator_app.access_requests.finding.shapes import Form, Known
from coordinator_app.access_requests.pack_order import COVERED, OrderTerm
from coordinator_app.access_requests.persons import PersonKind

_FORMS = frozenset({Form.MISTYPED, Form.SPELLING, Form.SCANNED, Form.INITIAL, Form.JOINED})
"""Short forms of a name are terms of their own; initials by themselves too."""
_LEAST = 50
"""Of 100: below it a word is near a name as most words are near some name."""
_MOST_WORDS, _SHORTEST = 4, 4
_LINE_END = re.compile(r"[-\u00ad\u2010]\s*\n\s*")


class SpeltOtherwise:
    """The names of those who are covered, ready for going through the pages of a pack."""

    def __init__(self, terms: Sequence[OrderTerm], own: Iterable[str]) -> None:
        """`own` are the words of the names that the pack is about and goes to."""
        self._terms = {term.words: at for at, term in enumerate(terms) if term.why == COVERED}
        self._names = [*names_among(self._terms)]
        known = [Known(name, PersonKind.OTHER, (name,)) for name in self._names]
        self._finder = Finder(known, Known("", PersonKind.PUPIL, tuple(own))) if known else None

    def __call__(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Each place as (which term, from, to)."""
        if self._finder is None or not self._finder.may_misspell(folded_words(_LINE_END.sub("", text))):
            return
        for one in self._finder.find(text):
            if one.form in _FORMS and one.likelihood >= _LEAST and not _is_run_together(one.words):
                yield self._nearest(one.key, one.words), one.start, one.end

    def _nearest(self, key: str, words: str) -> int:
        """Which term is shown: the person's whole name, or of several who could be meant the one most like it."""
        from rapidfuzz.fuzz import partial_ratio  # noqa: PLC0415  (only where something was found)

        name = key or max(self._names, key=lambda one: partial_ratio(one.casefold(), words.casefold()))
        return self._terms[name]


def _is_run_together(words: str) -> bool:
    """Whether it is "A wren" without its gap, as a page is read now and then: the word has its small letter."""
    rest = words[1:]
    return words[:1] in {"A", "I"} and rest.islower() and rest in everyday()


def _is_name(words: str) -> bool:
    """Whether each word is written as a name is: "Jago McTavish", "Jean-Luc van der Berg"; not in capitals throughout."""
    return words.istitle() or all(
        word.casefold() in PARTICLES or (word[:1].isupper() and not (word.isupper() and len(word) > 2))
        for word in words.split()
    )


def names_among(covered: Iterable[str]) -> Iterator[str]:
    """Of covered words and their forms the whole names, and single words that are part of none of them."""
    words = list(covered)
    whole = [one for one in words if 2 <= len(one.split()) <= _MOST_WORDS and _is_name(one)]
    parts = {part for one in whole for part in folded_words(one)}
    yield from whole
    for one in words:
        folded = folded_words(one)
        alone = (
            len(one.split()) == 1 and one[:1].isupper() and len(folded) == 1 and len(folded[0]) >= _SHORTEST
        )
        if alone and folded[0].isalpha() and folded[0] not in parts:
            yield one
