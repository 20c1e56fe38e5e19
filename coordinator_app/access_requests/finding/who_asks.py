"""A title before a family name that whoever asks has too: "Mrs Quillfeather" is the mother who asks, not the father who is covered."""

from __future__ import annotations

from collections.abc import Sequence

from coordinator_app.access_requests.finding.parts import TITLES, family_of
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.finding.texts import Page
from coordinator_app.access_requests.finding.whole import Match
from coordinator_app.access_requests.persons import PersonKind

_OF_A_WOMAN = frozenset(["mrs", "ms", "miss"])
_ELDER = frozenset(["senior", "snr", "sr", "elder", "junior", "jnr", "jr", "younger"])
_BEFORE = 3


class WhoAsks:
    """Tells whoever asks from others of the family name; only where nobody known could be meant besides."""

    def __init__(self, subject: Known, people: Sequence[Known]) -> None:
        title, _, name = subject.titled.partition(" ")
        self._title, self._family, self._people = title, family_of(name), people

    def is_meant(self, page: Page, one: Match) -> bool:
        """Whether this family name stands behind their title, and everybody else who has it goes by the other one."""
        at = one.first - 1
        if not self._title or at < 0 or not page.is_capital(at) or one.first != one.last:
            return False
        word = page.word(at)
        title = "mrs" if word in _OF_A_WOMAN else word
        if title != self._title or page.word(one.first) not in self._family:
            return False
        # "Mr and Mrs Quillfeather" is the father too, and of the elder one nothing is known
        near = {page.word(before) for before in range(max(0, at - _BEFORE), at)}
        if near & TITLES or page.word(one.last + 1) in _ELDER:
            return False
        return all(self._is_called_otherwise(number, word) for number in one.people - {0})

    def _is_called_otherwise(self, number: int, title: str) -> bool:
        known = self._people[number]
        if known.kind is PersonKind.PUPIL:
            return title == "mrs"  # a sister may be "Miss", a big brother "Mr"
        return known.titled not in {"", self._title}
