"""The printed recovery key: 8 groups of 4, three random characters and a check character each (decision 20).

24 characters of 5 bits are 120 random bits. The check character is a weighted sum over GF(32) that also holds
the number of the group: it finds every wrong character, every two characters changed about within a group, and
groups typed in the wrong order, and so says which group to look at again.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from coordinator_app.core.errors import WrongRecoveryKey
from coordinator_app.core.ids import ALPHABET

GROUPS = 8
GROUP_LENGTH = 4
_FIELD = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        product ^= left if right & 1 else 0
        left = left << 1 ^ (_FIELD if left & 0b10000 else 0)
        right >>= 1
    return product


def check_character(number: int, body: str) -> str:
    """The fourth character of group `number` (0 to 7) with the three of `body`."""
    total = number + 1
    for place, character in enumerate(body):
        total ^= _times(1 << (place + 1), ALPHABET.index(character))
    return ALPHABET[total]


def new_recovery_key() -> str:
    """A fresh key as it is printed: `ABC4-DEF7-…`, 8 groups of 4."""
    return shown("".join(secrets.choice(ALPHABET) for _ in range(GROUPS * 3)))


def shown(characters: str) -> str:
    """24 random characters as 8 groups with their check characters."""
    bodies = [characters[start : start + 3] for start in range(0, len(characters), 3)]
    return "-".join(body + check_character(number, body) for number, body in enumerate(bodies))


@dataclass(frozen=True, slots=True)
class TypedRecoveryKey:
    """What was typed: the groups in capitals, and the numbers (from 1) of those with a slip."""

    groups: tuple[str, ...]
    wrong: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether there are 8 groups, none of them wrong."""
        return len(self.groups) == GROUPS and not self.wrong

    @property
    def characters(self) -> str:
        """The 24 random characters, from which the key is derived."""
        return "".join(group[:3] for group in self.groups)

    def demand(self) -> None:
        """Go on, or raise WrongRecoveryKey that points at the wrong groups."""
        if self.is_whole:
            return
        if len(self.groups) > GROUPS:
            raise WrongRecoveryKey("The recovery key has 8 groups of 4 characters. More than that was typed.")
        raise WrongRecoveryKey(_slip_words(self.wrong), self.wrong)


def parse(typed: str) -> TypedRecoveryKey:
    """Read a recovery key as typed: any case, with or without hyphens and spaces; missing groups are wrong."""
    groups = _groups(typed.upper())
    wrong = tuple(
        number + 1
        for number in range(GROUPS)
        if number >= len(groups) or not _group_is_right(number, groups[number])
    )
    return TypedRecoveryKey(groups, wrong)


def _groups(typed: str) -> tuple[str, ...]:
    parts = tuple("".join(c if c.isalnum() else " " for c in typed).split())
    if len(parts) == GROUPS:
        # separated by the user: a character too few or too many stays within its group
        return parts
    joined = "".join(parts)
    return tuple(joined[start : start + GROUP_LENGTH] for start in range(0, len(joined), GROUP_LENGTH))


def _group_is_right(number: int, group: str) -> bool:
    if len(group) != GROUP_LENGTH or any(character not in ALPHABET for character in group):
        return False
    return check_character(number, group[:3]) == group[3]


def _slip_words(wrong: tuple[int, ...]) -> str:
    if len(wrong) == 1:
        return (
            f"There is a slip in group {wrong[0]}. The letters I and O and the digits 0 and 1 are never used."
        )
    listed = ", ".join(str(number) for number in wrong[:-1])
    return f"There are slips in groups {listed} and {wrong[-1]}. The letters I and O and the digits 0 and 1 are never used."
