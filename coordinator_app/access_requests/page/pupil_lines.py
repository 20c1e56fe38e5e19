"""The pupils to choose from, and those among many thousand in whose words stands what is typed.

All folded words stand in one long string, as those of the command palette do, so that a letter typed is answered by
`str.find` in C: no pupil is looked at who does not fit. It is made where they are read, off the window's thread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from coordinator_app.core.names import fold

MOST = 100
"""So many are listed for what is typed: nobody goes through more."""
_LOOKED_AT = 2_000
"""So many lines are asked whether it stands in their name: a letter typed does not wait for 20,000."""
_BEHIND = ", "  # what tells two of one name apart stands behind it
_END = "\x01"  # no name holds one, and folding leaves it


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil to choose from, with what tells two of one name apart."""

    id: str
    name: str
    detail: str

    @property
    def words(self) -> str:
        """Both in one line."""
        return f"{self.name}, {self.detail}" if self.detail else self.name


Parts = tuple[str, str, str]
"""Id, name and detail: 20,000 objects would hold up the window where they are collected."""


class PupilLines:
    """All of them, in the order in which they are listed."""

    def __init__(self, lines: Iterable[PupilLine | Parts] = ()) -> None:
        self._parts = tuple(
            (one.id, one.name, one.detail) if isinstance(one, PupilLine) else one for one in lines
        )
        self._shown = _END.join(f"{name}, {detail}" if detail else name for _id, name, detail in self._parts)
        self._ids = tuple(one[0] for one in self._parts)
        self._places = {one: at for at, one in enumerate(self._ids)}
        folded = [one.strip() for one in fold(self._shown).split(_END)] if self._parts else []
        # an end on both sides of each, so that a whole line is looked for by its ends
        self._text = "".join((_END, *(f"{one}{_END}" for one in folded)))
        self._starts = tuple(accumulate((len(one) + 1 for one in folded), initial=1))

    def __len__(self) -> int:
        return len(self._parts)

    def line(self, at: int) -> PupilLine:
        """The pupil at a place of the list."""
        return PupilLine(*self._parts[at])

    def same(self, other: PupilLines) -> bool:
        """Whether these are the same pupils in the same words."""
        return (self._ids, self._shown) == (other._ids, other._shown)

    def of(self, pupil_id: object) -> PupilLine | None:
        """The line of a pupil, None for nobody and for who is not listed."""
        at = self._places.get(pupil_id) if isinstance(pupil_id, str) else None
        return None if at is None else self.line(at)

    def found(self, typed: str, most: int = MOST) -> list[PupilLine]:
        """Pupils in whose words this stands, first those in whose name it stands; none for no words.

        Else a school that is called so would come before the child who is, or leave no room for him in the list.
        """
        wanted = fold(typed)
        if not wanted or _END in wanted:
            return []
        by_name: list[int] = []
        rest: list[int] = []
        for number, at in islice(self._with(wanted), _LOOKED_AT):
            behind = self._text.find(_BEHIND, self._starts[number], self._starts[number + 1])
            (rest if 0 <= behind < at else by_name).append(number)
            if len(by_name) == most:
                break
        return [self.line(number) for number in (*by_name, *rest)[:most]]

    def called(self, typed: str) -> list[PupilLine]:
        """Up to two pupils whose words these are, without regard to accents: with two nobody is meant."""
        wanted = fold(typed)
        if not wanted or _END in wanted:
            return []
        return [self.line(number) for number, _at in islice(self._with(f"{_END}{wanted}{_END}"), 2)]

    def _with(self, needle: str) -> Iterator[tuple[int, int]]:
        """Each line in which it stands, and where first."""
        at = self._text.find(needle)
        while at >= 0:
            number = bisect_right(self._starts, at + needle.startswith(_END)) - 1
            yield number, at
            # the end of this line is where a whole line behind it begins
            at = self._text.find(needle, self._starts[number + 1] - 1)
