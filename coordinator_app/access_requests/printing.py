"""Child task that builds a pack (SAR) from an order, opens each finished volume again and checks it (003-5.1, 5.2).

Nothing is held that can be asked for: documents come one by one from the parent, finished bytes go back in portions.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from coordinator_app.access_requests.pack_checks import Checked, findings
from coordinator_app.access_requests.pack_items import NotDecided, RebuiltPages, held_of, item_of
from coordinator_app.access_requests.pack_order import BuiltPack, BuiltVolume, OrderItem, PackOrder
from coordinator_app.access_requests.pack_progress import PackProgress
from coordinator_app.access_requests.spelt_otherwise import SpeltOtherwise
from coordinator_app.access_requests.under_boxes import Under, with_new_terms
from coordinator_app.core.answers import as_answer
from coordinator_app.core.errors import ChildFailed
from coordinator_app.core.memory import give_back
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.line import Line
from coordinator_app.pdf import pack_content as content
from coordinator_app.pdf.pack import Keys, Watch, build_volume, new_owner, title_of
from coordinator_app.pdf.pack_content import Item, PackContent
from coordinator_app.pdf.pack_layout import Laid, Limits, Volume, lay, weight_of, with_letter
from coordinator_app.pdf.part_file import PartFile, held
from coordinator_app.pdf.print_job import blocks_of, letter_sheet, wording_of
from coordinator_app.pdf.seal_check import Seal, check_pack
from coordinator_app.pdf.seal_read import can_read
from coordinator_app.pdf.unlocked import unlocked

__all__ = ["NotDecided", "build", "build_task"]

Tell = Callable[[Progress], None]
_PASSES = 4
_MOST_PAGES = 20_000


@dataclass(frozen=True, slots=True)
class Ends:
    """Where documents come from and where finished bytes go: (volume from 1, portion).

    `back` reads again what was given: (volume, place, how many bytes). Without it a volume is held until it is checked.
    """

    fetch: Callable[[OrderItem], bytes]
    give: Callable[[int, bytes], None]
    tell: Tell
    back: Callable[[int, int, int], bytes] | None = None


def build_task(request: dict[str, Any], blobs: list[bytes], line: Line) -> tuple[dict[str, Any], list[bytes]]:
    """Task "pack.build": `PackOrder` -> `BuiltPack`, after its bytes.

    Asks {"item": number} for a document, gives {"volume": number} with a portion of that file, and asks {"volume", "at",
    "count"} for a piece of it: what is checked is what the vault holds.
    """

    def fetch(item: OrderItem) -> bytes:
        return item.document or line.ask({"item": item.number}).blobs[0]

    def give(volume: int, portion: bytes) -> None:
        line.give({"volume": volume}, [portion])

    def back(volume: int, at: int, count: int) -> bytes:
        return line.ask({"volume": volume, "at": at, "count": count}).blobs[0]

    return as_answer(build_volumes(from_plain(PackOrder, request, blobs), Ends(fetch, give, line, back)))


def build(order: PackOrder, tell: Tell) -> BuiltPack:
    """A small pack whose order holds its documents, in one piece."""
    out = io.BytesIO()
    ends = Ends(lambda item: item.document, lambda _volume, portion: _put(out, portion), tell)
    whole = replace(order, most_pages=_MOST_PAGES, most_bytes=1 << 40)
    built = build_volumes(whole, ends)
    locked = out.getvalue()
    return replace(built, locked=locked, readable=unlocked(locked, order.password))


def _put(out: io.BytesIO, portion: bytes) -> None:
    out.write(portion)


def build_volumes(order: PackOrder, ends: Ends) -> BuiltPack:
    """Lay the whole pack, then write and check one volume after the other."""
    under = Under(own=frozenset(order.own))
    items = tuple(_items(order, ends, under))
    order = replace(order, terms=with_new_terms(order.terms, under.terms))
    laid = _laid(order, items)
    work = _Build(order, laid, ends)
    for volume in laid.volumes:
        work.write(volume)
    whole = work.whole()
    return BuiltPack(
        locked=b"",
        readable=b"",
        pages=laid.pages,
        findings=findings(Checked(order, whole, tuple(work.found), tuple(under.empty))),
        volumes=tuple(work.volumes),
    )


@dataclass(slots=True)
class _Build:
    """Volumes as they are written, and what their checks found, by pages of the whole pack."""

    order: PackOrder
    laid: Laid
    ends: Ends
    keys: Keys = field(init=False)
    progress: PackProgress = field(init=False)
    alike: SpeltOtherwise = field(init=False)
    volumes: list[BuiltVolume] = field(default_factory=list)
    found: list[content.Finding] = field(default_factory=list)
    _built: list[content.BuiltPack] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keys = Keys(self.order.password, self.order.owner or new_owner())
        self.alike = SpeltOtherwise(self.order.terms, self.order.own)
        self.progress = PackProgress(self.laid, self.ends.tell, reads=can_read())

    def write(self, volume: Volume) -> None:
        """One volume: written, handed over in portions, opened again and checked."""
        whole, back = io.BytesIO(), self.ends.back

        def put(portion: bytes) -> None:
            if back is None:
                whole.write(portion)
            self.ends.give(volume.number, portion)

        written = Watch(progress=partial(self.progress.written, volume))
        built = build_volume(self.laid, volume, self.keys, put, watch=written)
        give_back()  # before the check: together they would be the most that is ever held
        says = partial(self.progress.checked, volume)
        says("Checking page", 1)
        forbidden = tuple(content.Forbidden(term.words, term.why) for term in self.order.terms)
        seconds = self.progress.seconds_for(volume)
        seal = Seal(built, title_of(self.laid, volume), forbidden, seconds, says, self.alike)
        file = PartFile(built.size, partial(back, volume.number)) if back else held(whole.getvalue())
        found = check_pack(file, self.order.password, seal)
        self.found += [_in_the_whole(one, built.first) for one in found]
        self._built.append(built)
        self.volumes.append(BuiltVolume(volume.number, built.first, built.pages, built.size, built.sha256))

    def whole(self) -> content.BuiltPack:
        """All volumes as one, for the checks in words."""
        first = self._built[0]
        boxes = (replace(box, page=box.page + one.first - 1) for one in self._built for box in one.boxes)
        index = (replace(line, page=line.page + one.first - 1) for one in self._built for line in one.index)
        size = sum(one.size for one in self._built)
        return replace(first, pages=self.laid.pages, size=size, boxes=tuple(boxes), index=tuple(index))


def _in_the_whole(found: content.Finding, first: int) -> content.Finding:
    """A finding of a later volume by the pages that stand at the foot."""
    if first == 1 or found.page is None:
        return found
    page = found.page + first - 1
    if found.check == "reading":
        return replace(found, page=page)  # it tells many pages, already by the numbers at their foot
    return replace(found, page=page, says=found.says.replace(f"age {found.page}", f"age {page}"))


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
