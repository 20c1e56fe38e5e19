"""Which entries of a chronology are wanted, as the screen asks it, as a place remembers it, and as the store reads it (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.core.names import fold

_TICKS = ("only_unshared", "only_soft", "only_backdated", "only_to_do", "deleted")
_DAYS = ("since", "until")


@dataclass(frozen=True, slots=True)
class Filters:
    """`words` are looked for in what happened and in who says so; `only_to_do` means that something is still to be done.

    `deleted` shows what lies in the trash, and nothing else.
    """

    category: Category | None = None
    standing: Standing | None = None
    since: date | None = None
    until: date | None = None
    source: str = ""
    words: str = ""
    only_unshared: bool = False
    only_soft: bool = False
    only_backdated: bool = False
    only_to_do: bool = False
    deleted: bool = False

    def number(self) -> int:
        """How many of them narrow the list."""
        return sum(1 for one in fields(self) if getattr(self, one.name))

    def where(self, pupil_id: str) -> dict[str, object]:
        """What the store can choose by itself."""
        found: dict[str, object] = {"pupil_id": pupil_id}
        if self.category is not None:
            found["category"] = self.category
        if self.standing is not None:
            found["standing"] = self.standing
        if self.only_soft:
            found["is_soft"] = True
        return found

    @property
    def looks_inside(self) -> bool:
        """Whether something is asked that the store cannot choose by itself."""
        own = (self.source, self.words, self.only_unshared, self.only_backdated, self.only_to_do)
        return any(own)

    def says(self, entry: ChronologyEntry) -> bool:
        """Whether the words and the source wanted stand in the entry, whatever their accents and capitals."""
        if self.source and fold(self.source) not in fold(entry.source):
            return False
        said = fold(f"{entry.words} {entry.source} {entry.written_by}") if self.words else ""
        return all(word in said for word in fold(self.words).split())

    def plain(self) -> str:
        """Everything that was chosen, in one line, without what was typed: a place may be kept with an open draft."""
        found: dict[str, str] = {}
        for name, choice in (("category", self.category), ("standing", self.standing)):
            if choice is not None:
                found[name] = choice.value
        for name in _DAYS:
            day = getattr(self, name)
            if day is not None:
                found[name] = day.isoformat()
        found |= {name: "1" for name in _TICKS if getattr(self, name)}
        return urlencode(found)


NOTHING_CHOSEN = Filters()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed to find entries. It may be anybody's words, so it is remembered in the window only, never kept."""

    source: str = ""
    words: str = ""


def read_plain(text: str, typed: Typed = Typed()) -> Filters:
    """What `plain` wrote, with what was typed; what cannot be read is left out."""
    given = dict(parse_qsl(text))
    chosen: dict[str, object] = {"source": typed.source, "words": typed.words}
    readers: Mapping[str, Callable[[str], object]] = {
        "category": Category,
        "standing": Standing,
        **dict.fromkeys(_DAYS, date.fromisoformat),
        **dict.fromkeys(_TICKS, bool),
    }
    for name, value in given.items():
        if name in readers:
            try:
                chosen[name] = readers[name](value)
            except ValueError:
                continue
    return replace(NOTHING_CHOSEN, **chosen)  # type: ignore[arg-type]  # each name has its own reader
