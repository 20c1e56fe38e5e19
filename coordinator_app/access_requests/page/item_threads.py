"""Messages of one exchange stand together in the list of items, under the first of them, and can be folded (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coordinator_app.access_requests.page.review_reading import ItemLine


def thread_key(line: ItemLine) -> str:
    """What the messages of one exchange have in common; "" for what is in none. Restricted ones stand by themselves."""
    thread = line.item.thread
    return f"{int(line.item.is_guarded)}{thread}" if thread else ""


def threaded(lines: Iterable[ItemLine]) -> tuple[ItemLine, ...]:
    """In the order given, but each message right behind the earlier ones of its thread."""
    groups: dict[str, list[ItemLine]] = {}
    for line in lines:
        groups.setdefault(thread_key(line) or f"/{line.item.id}", []).append(line)
    return tuple(line for group in groups.values() for line in group)


@dataclass(slots=True)
class Threads:
    """The threads of the rows in view; `folded` are the keys of those of which only the first message is shown."""

    folded: set[str] = field(default_factory=set)
    _of: dict[str, tuple[str, int, int]] = field(
        default_factory=dict
    )  # item id: thread, which message, of how many
    _first: dict[str, str] = field(default_factory=dict)

    def show(self, lines: Sequence[ItemLine]) -> list[ItemLine]:
        """The rows of these lines, which are threaded: without what is folded away."""
        groups: dict[str, list[str]] = {}
        for line in lines:
            groups.setdefault(thread_key(line), []).append(line.item.id)
        groups.pop("", None)
        several = {key: ids for key, ids in groups.items() if len(ids) > 1}
        self._of = {one: (key, at, len(ids)) for key, ids in several.items() for at, one in enumerate(ids, 1)}
        self._first = {key: ids[0] for key, ids in several.items()}
        return [line for line in lines if self.is_shown(line.item.id)]

    def is_shown(self, item_id: str) -> bool:
        """Whether it is not folded away under the first message of its thread."""
        key, at, _ = self._of.get(item_id, ("", 1, 1))
        return at == 1 or key not in self.folded

    def said(self, item_id: str) -> str:
        """What its row says of the thread: "message 2 of 5", "5 messages"; "" for what is in none."""
        key, at, count = self._of.get(item_id, ("", 0, 0))
        return "" if not key else f"{count} messages" if key in self.folded else f"message {at} of {count}"

    def is_folded(self, item_id: str) -> bool | None:
        """Whether its thread is folded; None for what is in none."""
        found = self._of.get(item_id)
        return None if found is None else found[0] in self.folded

    def fold(self, item_id: str, *, fold: bool) -> str:
        """Fold its thread or show it whole; the id of its first message, "" where nothing changes."""
        found = self._of.get(item_id)
        if found is None or fold is (found[0] in self.folded):
            return ""
        (self.folded.add if fold else self.folded.discard)(found[0])
        return self._first[found[0]]
