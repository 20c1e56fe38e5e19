"""Child task that builds a pack (SAR) from an order, opens the finished file again and checks it (003-5.1, 5.2).

Two passes: the letter says how many pages the pack has, which only the built pack knows.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from coordinator_app.access_requests.pack_checks import Checked, findings
from coordinator_app.access_requests.pack_order import BuiltPack, OrderItem, PackOrder
from coordinator_app.access_requests.under_boxes import Under, with_new_terms
from coordinator_app.core.answers import as_answer
from coordinator_app.core.errors import ChildFailed, Trouble
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.jobs.job import Progress
from coordinator_app.pdf import pack_content as content
from coordinator_app.pdf.pack import Watch, build_pack
from coordinator_app.pdf.pack_content import HELD_BACK, Box, DocumentItem, Item, PackContent, Part, TextItem
from coordinator_app.pdf.print_job import blocks_of, letter_sheet, wording_of
from coordinator_app.pdf.redact import rebuild_page, redact_spans
from coordinator_app.pdf.render import Source
from coordinator_app.pdf.seal_check import Seal, check_pack
from coordinator_app.pdf.unlocked import unlocked

Tell = Callable[[Progress], None]
_PASSES = 4
_WITHHELD = "withhold"
_UNTOLD = "Something that we hold back"
_HOW = {"share": "in full", "redact": "in part", _WITHHELD: HELD_BACK}
_MOST_PAGES = 20_000


class NotDecided(Trouble):
    """The order holds an item about which nothing is decided: the gate before it was passed by."""

    code = "pack-not-decided"
    safe = "Nothing has been built."
    next_step = "Decide every item, then build the pack."


def build_task(request: dict[str, Any], blobs: list[bytes], tell: Tell) -> tuple[dict[str, Any], list[bytes]]:
    """Task "pack.build": `PackOrder` -> `BuiltPack`."""
    return as_answer(build(from_plain(PackOrder, request, blobs), tell))


def build(order: PackOrder, tell: Tell) -> BuiltPack:
    """The finished pack with the outcome of every check on it."""
    under = Under()
    items = tuple(_items(order, tell, under))
    order = replace(order, terms=with_new_terms(order.terms, under.terms))
    locked, built = _built(order, items, tell)
    tell(Progress(built.pages, built.pages, "Checking the finished pack"))
    forbidden = tuple(content.Forbidden(term.words, term.why) for term in order.terms)
    seal = Seal(built, _title(order), forbidden)
    found = check_pack(locked, order.password, seal)
    return BuiltPack(
        locked=locked,
        readable=unlocked(locked, order.password),
        pages=built.pages,
        findings=findings(Checked(order, built, found, tuple(under.empty))),
    )


def _title(order: PackOrder) -> str:
    return f"Request {order.request_number}"


def _built(order: PackOrder, items: tuple[Item, ...], tell: Tell) -> tuple[bytes, content.BuiltPack]:
    """Build until the letter names the number of pages that the pack has: the second time, as a rule."""
    says = _MOST_PAGES
    for attempt in range(_PASSES):
        out = io.BytesIO()
        # the first pass only counts
        watch = Watch(progress=_teller(tell)) if attempt else Watch()
        built = build_pack(_content(order, items, says), order.password, out, watch=watch)
        if built.pages == says:
            return out.getvalue(), built
        says = built.pages
    raise ChildFailed("The pack would not come out with one number of pages.")


def _teller(tell: Tell) -> Callable[[int, int], None]:
    def step(done: int, total: int) -> None:
        tell(Progress(done, total, f"Building page {min(done + 1, total)} of {total}"))

    return step


def _content(order: PackOrder, items: tuple[Item, ...], pages: int) -> PackContent:
    letter = order.letter
    template = wording_of(letter)
    counted = "1 page" if pages == 1 else f"{pages:,} pages"
    filled = replace(letter, values={**letter.values, "page_count": counted})
    return PackContent(
        request=_title(order),
        letter=letter_sheet(letter.head, template),
        letter_blocks=blocks_of(filled, template),
        reply_blocks=(),
        items=items,
        language=template.language,
        practice=order.practice,
    )


def _items(order: PackOrder, tell: Tell, under: Under) -> Iterator[Item]:
    total = len(order.items)
    for done, item in enumerate(order.items):
        tell(Progress(done, total, f"Making item {done + 1} of {total} ready"))
        if item.outcome not in _HOW:
            raise NotDecided(f"Item {item.number} has no decision.")
        yield from _item(item, under)


def _item(item: OrderItem, under: Under) -> Iterator[Item]:
    how = _HOW[item.outcome]
    key = str(item.number)
    if item.outcome == _WITHHELD:
        yield TextItem(key, item.on_day if item.why else None, _held_back(item), how, ())
        return
    parts = tuple(_parts(item))
    if not item.document:
        yield TextItem(key, item.on_day, item.title, how, parts)
        return
    with open_any(item.document) as source:
        under.look(item, source)
        yield DocumentItem(key, item.on_day, item.title, how, tuple(_pages(item, source)), parts)


def _held_back(item: OrderItem) -> str:
    """What the index says of a withheld item: neither kind nor reason where they would give it away."""
    if not item.why:
        return _UNTOLD
    return f"{item.title} (held back: {item.why[:1].lower()}{item.why[1:]})"


def _parts(item: OrderItem) -> Iterator[Part]:
    for line in item.lines:
        yield Part(line.label, redact_spans(line.words, [(span.start, span.end) for span in line.covered]))


def _pages(item: OrderItem, source: Source) -> Iterator[content.RebuiltPage]:
    boxes = [Box(box.page - 1, box.left, box.top, box.right, box.bottom) for box in item.boxes]
    if any(box.page >= source.pages for box in boxes):
        raise NotDecided(
            f"A covered place of item {item.number} is on a page that its document does not have."
        )
    for index in range(source.pages):
        yield rebuild_page(source, index, boxes)
