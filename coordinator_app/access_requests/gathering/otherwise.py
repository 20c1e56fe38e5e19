"""Where the index holds no words, in the trash and in earlier versions: texts that may say a name spelt otherwise, initials or a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from coordinator_app.access_requests.gathering.judging import Judge
from coordinator_app.core.look_alikes import as_latin
from coordinator_app.core.names import fold

_TOGETHER: Final = 200
_WORD: Final = re.compile(r"\w+")
_MOST_KNOWN: Final = 200_000
Where = TypeVar("Where")


class Spellings:
    """Which words may be a name of the person: each is judged once, by the rules by which a text is."""

    def __init__(self, judge: Judge, going_on: Callable[[], None]) -> None:
        """`going_on` is called now and then, and may raise to stop."""
        self._judge, self._going_on = judge, going_on
        self._known: dict[str, bool] = {}

    def among(self, texts: Iterable[tuple[Where, str]]) -> Iterator[Where]:
        """Where a text says a name, rightly or wrongly spelt, or initials or a number. Texts are taken some at a time, and never held."""
        each = iter(texts)
        while some := list(islice(each, _TOGETHER)):
            self._going_on()
            words = [(where, text, frozenset(_WORD.findall(as_latin(fold(text))))) for where, text in some]
            self._learn(frozenset().union(*(said for _, _, said in words)))
            for where, text, said in words:
                if any(map(self._known.__getitem__, said)) or self._judge.has_letters_or_number(text):
                    yield where

    def _learn(self, words: frozenset[str]) -> None:
        if len(self._known) > _MOST_KNOWN:  # a large vault has not half as many words
            self._known.clear()
        # in order: what stands beside a word may matter, and the same search finds the same
        new = sorted(word for word in words if word not in self._known)
        names = frozenset(self._judge.names_in(word for word in new if not word.isdigit()))
        self._known.update((word, word in names) for word in new)
