"""The items of a pack as they are set: released words with their marks, documents whose pages are made one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.pack_order import OrderBox, OrderItem, OrderLine
from coordinator_app.core.errors import Trouble
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.pdf.pack_content import (
    HELD_BACK,
    Box,
    DocumentItem,
    Held,
    Item,
    Part,
    RebuiltPage,
    TextItem,
)
from coordinator_app.pdf.redact import rebuild_page, redact_spans

_WITHHELD = "withhold"
_UNTOLD = "Something that we hold back"
_UNNAMED = "A record"
_NO_REASON = "The law lets us hold this back, and to say why would give it away."
_HOW = {"share": "in full", "redact": "in part", _WITHHELD: HELD_BACK}


class NotDecided(Trouble):
    """The order holds an item about which nothing is decided: the gate before it was passed by."""

    code = "pack-not-decided"
    safe = "Nothing has been built."
    next_step = "Decide every item, then build the pack."


@dataclass(frozen=True, slots=True)
class RebuiltPages:
    """The pages of one document, each made anew when it is asked for; `count` was told or counted before."""

    item: OrderItem
    count: int
    fetch: Callable[[OrderItem], bytes]

    def __post_init__(self) -> None:
        if any(box.page > self.count for box in self.item.boxes):
            raise NotDecided(
                f"A covered place of item {self.item.number} is on a page that its document does not have."
            )

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[RebuiltPage]:
        boxes = [Box(box.page - 1, box.left, box.top, box.right, box.bottom) for box in self.item.boxes]
        with open_any(self.fetch(self.item)) as source:
            if source.pages != self.count:
                raise _other_pages(self.item.number, source.pages, self.count)
            for index in range(source.pages):
                yield rebuild_page(source, index, boxes)


def _other_pages(number: int, now: int, before: int) -> NotDecided:
    """Nobody has decided about a page that was not there when the document was looked at."""
    has, had = ("1 page" if count == 1 else f"{count} pages" for count in (now, before))
    return NotDecided(
        f"The document of item {number} has {has} now, and had {had} when it was decided.",
        next_step="Open it in Review, look at every page and decide it again. Then build the pack.",
    )


def item_of(item: OrderItem, pages: RebuiltPages | None) -> Item:
    """An item for the pack. NotDecided if nothing is decided about it."""
    how = _HOW.get(item.outcome)
    if how is None:
        raise NotDecided(f"Item {item.number} has no decision.")
    key = str(item.number)
    if item.outcome == _WITHHELD:
        named = bool(item.why) and not item.unnamed
        return TextItem(key, item.on_day if named else None, _held_back(item), how, ())
    parts = tuple(_part(line) for line in item.lines)
    if pages is None:
        return TextItem(key, item.on_day, item.title, how, parts, item.source)
    covered = tuple(_covered(item.boxes))
    # a noisy scan grows by a quarter when its pages are made anew
    weight = item.byte_count * 3 // 2
    return DocumentItem(key, item.on_day, item.title, how, pages, parts, item.source, covered, weight)


def held_of(item: OrderItem) -> Iterator[Held]:
    """The lines of the list of what is held back; where to say why would give it away, that is what it says."""
    key = str(item.number)
    if item.outcome == _WITHHELD:
        yield Held(key, "All of it", item.told or item.why or _NO_REASON)
        return
    spans = [span.why for line in item.lines for span in line.covered]
    reasons = [*spans, *(box.why for box in item.boxes)]
    for why in dict.fromkeys(reasons):
        count = reasons.count(why)
        yield Held(key, "1 place" if count == 1 else f"{count} places", why or _NO_REASON)


def _held_back(item: OrderItem) -> str:
    """What the index says of a withheld item: neither kind nor reason where they would give it away."""
    if not item.why:
        return _UNTOLD
    what = _UNNAMED if item.unnamed else item.title
    return f"{what} (held back: {item.why[:1].lower()}{item.why[1:]})"


def _part(line: OrderLine) -> Part:
    spans = [(span.start, span.end, span.stands_for) for span in line.covered]
    reasons = dict.fromkeys(span.why for span in line.covered)
    return Part(line.label, redact_spans(line.words, spans), _said(reasons))


def _covered(boxes: tuple[OrderBox, ...]) -> Iterator[tuple[int, str]]:
    """In plain words, for each page from 0, why parts of it are covered."""
    for page in sorted({box.page for box in boxes}):
        yield page - 1, _said(dict.fromkeys(box.why for box in boxes if box.page == page))


def _said(reasons: dict[str, None]) -> str:
    return " ".join(why or _NO_REASON for why in reasons)
