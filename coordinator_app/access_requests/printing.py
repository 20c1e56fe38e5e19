"""Child task that writes a pack (SAR) from an order (003-5.1, 5.2); another child opens and checks it (`checking.py`).

Nothing is held that can be asked for: documents come one by one from the parent, finished bytes go back in portions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from coordinator_app.access_requests.order_checks import of_order
from coordinator_app.access_requests.pack_items import NotDecided, RebuiltPages, held_of, item_of
from coordinator_app.access_requests.pack_order import OrderItem, PackOrder
from coordinator_app.access_requests.pack_progress import Tell, WritingProgress
from coordinator_app.access_requests.under_boxes import Under
from coordinator_app.access_requests.written import BoxAt, LineAt, WrittenFile, WrittenPack, WrittenVolume
from coordinator_app.core.answers import as_answer
from coordinator_app.core.errors import ChildFailed
from coordinator_app.core.memory import give_back
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.line import Line
from coordinator_app.pdf.pack import Keys, Watch, build_volume, new_owner, title_of
from coordinator_app.pdf.pack_content import BuiltPack, Item, PackContent
from coordinator_app.pdf.pack_layout import Laid, Limits, lay, weight_of, with_letter
from coordinator_app.pdf.print_job import blocks_of, letter_sheet, wording_of
from coordinator_app.pdf.seal_read import can_read

__all__ = ["Ends", "NotDecided", "build_task", "write_pack"]

_PASSES = 4
_MOST_PAGES = 20_000


@dataclass(frozen=True, slots=True)
class Ends:
    """Where documents come from, where finished bytes go (volume from 1, portion), and who is told how far it is."""

    fetch: Callable[[OrderItem], bytes]
    give: Callable[[int, bytes], None]
    tell: Tell


def build_task(request: dict[str, Any], blobs: list[bytes], line: Line) -> tuple[dict[str, Any], list[bytes]]:
    """Task "pack.build": `PackOrder` -> `WrittenPack`, after its bytes.

    Asks {"item": number} for a document, and gives {"volume": number} with a portion of that file.
    """

    def fetch(item: OrderItem) -> bytes:
        return item.document or line.ask({"item": item.number}).blobs[0]

    def give(volume: int, portion: bytes) -> None:
        line.give({"volume": volume}, [portion])

    order = from_plain(PackOrder, request, blobs)
    request.clear()  # or all its words would be held twice until the end
    return as_answer(write_pack(order, Ends(fetch, give, line)))


def write_pack(order: PackOrder, ends: Ends) -> WrittenPack:
    """Lay the whole pack, then write one volume after the other."""
    under = Under(own=frozenset(order.own))
    items = tuple(_items(order, ends, under))
    said = of_order(order)
    laid = _laid(order, items)
    progress = WritingProgress(laid, ends.tell, reads=can_read())
    keys = Keys(order.password, order.owner or new_owner())
    volumes = []
    for volume, work in zip(laid.volumes, progress.works, strict=True):
        watch = Watch(progress=partial(progress.written, volume))
        built = build_volume(laid, volume, keys, partial(ends.give, volume.number), watch=watch)
        give_back()
        volumes.append(WrittenVolume(title_of(laid, volume), _file(built), work))
    return WrittenPack(laid.pages, tuple(volumes), tuple(under.terms), tuple(under.empty), said)


def _file(built: BuiltPack) -> WrittenFile:
    return WrittenFile(
        pages=built.pages,
        size=built.size,
        sha256=built.sha256,
        index=tuple(LineAt(line.number, line.key, line.page, line.pages) for line in built.index),
        boxes=tuple(BoxAt(box.page, box.x0, box.y0, box.x1, box.y1) for box in built.boxes),
        picture_pages=built.picture_pages,
        wordless_pages=built.wordless_pages,
        first=built.first,
        whole=built.whole,
        volumes=built.volumes,
    )


def _laid(order: PackOrder, items: tuple[Item, ...]) -> Laid:
    """Lay until the letter names the number of pages that the pack has: the second time, as a rule."""
    says = _MOST_PAGES
    laid = lay(_content(order, items, says), limits_of(order, items))
    for _ in range(_PASSES):
        if laid.pages == says:
            return laid
        says = laid.pages
        laid = with_letter(laid, _content(order, items, says))
    raise ChildFailed("The pack would not come out with one number of pages.")


def limits_of(order: PackOrder, items: tuple[Item, ...]) -> Limits:
    """A pack of many emails is carried on a stick: then fewer, larger files."""
    is_mailed = sum(map(weight_of, items)) <= order.mailed * order.most_bytes
    return Limits(
        order.most_pages, order.most_bytes if is_mailed else max(order.most_bytes, order.carried_bytes)
    )


def _content(order: PackOrder, items: tuple[Item, ...], pages: int) -> PackContent:
    letter = order.letter
    template = wording_of(letter)
    counted = "1 page" if pages == 1 else f"{pages:,} pages"
    filled = replace(letter, values={**letter.values, "page_count": counted})
    return PackContent(
        request=f"Request {order.request_number}",
        letter=letter_sheet(letter.head, template),
        letter_blocks=blocks_of(filled, template),
        reply_blocks=(),
        items=items,
        language=template.language,
        practice=order.practice,
        held=tuple(line for item in order.items for line in held_of(item)),
    )


def _items(order: PackOrder, ends: Ends, under: Under) -> Iterator[Item]:
    total = len(order.items)
    for done, item in enumerate(order.items):
        # how long the pages will take is not known before they are counted: nothing is promised yet
        ends.tell(Progress(done, None, f"Making item {done + 1} of {total} ready"))
        yield item_of(item, _pages(item, ends, under))


def _pages(item: OrderItem, ends: Ends, under: Under) -> RebuiltPages | None:
    """The pages of an item's document. It is opened now only if its pages must be counted, or words looked for."""
    if not item.has_document or item.outcome == "withhold":
        return None
    pages = item.pages
    if not pages or any(not box.words for box in item.boxes):
        with open_any(ends.fetch(item)) as source:
            under.look(item, source)
            pages = source.pages
    return RebuiltPages(item, pages, ends.fetch)
