"""Short forms and other spellings of given names, both ways: "Liz" may be Elizabeth, and Elizabeth "Liz"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from coordinator_app.core.names import fold
from coordinator_app.resources import resource


@dataclass(frozen=True, slots=True)
class ShortNames:
    """`short` by name: the names it may stand for or be cut from; `spelt` the same name written another way."""

    short: dict[str, frozenset[str]]
    spelt: dict[str, frozenset[str]]

    def __contains__(self, word: str) -> bool:
        """Whether it is a usual given name or a short form of one."""
        return word in self.short or word in self.spelt


@cache
def short_names() -> ShortNames:
    """The table of resources/words, read once."""
    short: defaultdict[str, set[str]] = defaultdict(set)
    spelt: defaultdict[str, set[str]] = defaultdict(set)
    for line in resource("words", "short_names.txt").read_text("utf-8").splitlines():
        name, colon, rest = line.partition(":")
        if "=" in line and not line.startswith("#"):
            group = {fold(one) for one in line.split("=")}
            for one in group:
                spelt[one] |= group - {one}
        elif colon and not line.startswith("#"):
            for one in rest.split():
                short[one].add(name)
                short[name].add(one)
    return ShortNames(_frozen(short), _frozen(spelt))


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(others) for word, others in table.items()}


@cache
def names_and_words() -> frozenset[str]:
    """Given names that are everyday words too, of the table of resources/words."""
    lines = resource("words", "given_words.txt").read_text("utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())
