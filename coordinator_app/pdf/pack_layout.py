"""Lays a pack: every text on its pages, every document's pages counted, and what goes into which volume.

Text is laid once and kept as packed drawing commands, so that the number of pages is known before the first page
is written, and thousands of them take little room.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from coordinator_app.core.page_blocks import PageBreak
from coordinator_app.pdf import fonts
from coordinator_app.pdf.frame import BAND, print_letter
from coordinator_app.pdf.pack_content import DocumentItem, Item, PackContent, TextItem, told
from coordinator_app.pdf.pack_faces import Faces
from coordinator_app.pdf.pdf_file import deflated
from coordinator_app.pdf.text_pages import (
    BODY,
    HEAD,
    LABEL,
    LEFT,
    MEASURE,
    SMALL,
    TITLE,
    TOP,
    Line,
    Style,
    TextFlow,
    day_in_words,
    write_item,
)

MOST_PAGES: Final = 500
MOST_BYTES: Final = 20_000_000
"""Small enough for an email."""
_TEXT_PAGE: Final = 4_000
_PICTURE: Final = 300_000
_LEAST_PICTURE: Final = 150 * mm
_COLUMNS: Final = ((0.0, 0.07), (0.07, 0.24), (0.31, 0.42), (0.75, 0.15), (0.92, 0.08))
_HELD: Final = ((0.0, 0.07), (0.07, 0.24), (0.31, 0.28), (0.61, 0.39))
_BAND_WORDS: Final = "PRACTICE VAULT   The people on this page are invented"
_BAND_STYLE: Final = Style(fonts.SEMIBOLD, 10.5, 14)
_COVERED: Final = (
    "A black box, or words in square brackets, stand where something is covered. Beside it stands why; all of it is "
    "listed after this list."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much goes into one volume: pages, and bytes as guessed before pictures are made."""

    pages: int = MOST_PAGES
    size: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture on a page: the place of its item, its page of it, and the height under which it stands."""

    item: int
    own: int
    top: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page as packed commands; as they are where a picture stands on it, for they become one stream with its words."""

    commands: bytes
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an item stands: its volume and first page there from 0 (of the items alone), and how many pages it is on."""

    volume: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Volume:
    """One file: its first page in the whole pack from 1, the pages before its items, and those of its items."""

    number: int
    first: int
    letter: bytes
    letter_pages: int
    lists: tuple[LaidPage, ...]
    body: tuple[LaidPage, ...]

    @property
    def pages(self) -> int:
        """All its pages."""
        return self.letter_pages + len(self.lists) + len(self.body)

    @property
    def before(self) -> int:
        """How many pages stand before its first item."""
        return self.letter_pages + len(self.lists)


@dataclass(frozen=True, slots=True)
class Laid:
    """The whole pack, laid: ready to be written volume by volume."""

    content: PackContent
    items: tuple[Item, ...]
    stands: tuple[Stand, ...]
    bodies: tuple[tuple[LaidPage, ...], ...]
    faces: Faces
    volumes: tuple[Volume, ...] = ()

    @property
    def pages(self) -> int:
        """The pages of all volumes."""
        return sum(volume.pages for volume in self.volumes)

    def page_of(self, place: int) -> int:
        """The page of the whole pack, from 1, on which an item starts."""
        stand = self.stands[place]
        volume = self.volumes[stand.volume]
        return volume.first + volume.before + stand.page


def lay(content: PackContent, limits: Limits | None = None) -> Laid:
    """Lays everything. Items come in date order, those without a date last."""
    faces = Faces()
    items = tuple(sorted(content.items, key=lambda item: item.when or date.max))
    body = _Body(faces, limits or Limits(), practice=content.practice)
    for place, item in enumerate(items):
        body.add(item, place)
    bodies = body.finished()
    return with_letter(Laid(content, items, tuple(body.stands), bodies, faces), content)


def with_letter(laid: Laid, content: PackContent) -> Laid:
    """The same items under another letter: for the letter that says how many pages there are."""
    laid = replace(laid, content=content)
    letter, lists = _letter(content), _Lists(laid)
    listed = [lists.of_volume(number) for number in range(len(laid.bodies))]
    # how long the lists are is known before what they say of pages
    counted = _with_lists(laid, letter, [(LaidPage(b""),) * len(one.pages) for one in listed])
    starts = [counted.page_of(place) for place in range(len(laid.items))]
    drawn = [one.drawn(laid.faces, starts, practice=content.practice) for one in listed]
    return _with_lists(laid, letter, drawn)


def _with_lists(laid: Laid, letter: tuple[bytes, int], lists: Sequence[tuple[LaidPage, ...]]) -> Laid:
    volumes, first = list[Volume](), 1
    for number, (listed, body) in enumerate(zip(lists, laid.bodies, strict=True)):
        own = letter if number == 0 else (b"", 0)
        volumes.append(Volume(number + 1, first, *own, listed, body))
        first += volumes[-1].pages
    return replace(laid, volumes=tuple(volumes))


def _letter(content: PackContent) -> tuple[bytes, int]:
    """The letter as its own PDF, and how many pages it has."""
    sheet = replace(content.letter, practice=content.practice, language=content.language)
    reply = (PageBreak(), *content.reply_blocks) if content.reply_blocks else ()
    pdf = print_letter(sheet, [*content.letter_blocks, *reply])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return pdf, len(opened.pages)


def top_of(*, practice: bool) -> float:
    """Where the first line of a page may stand."""
    return TOP - (BAND if practice else 0)


@dataclass(slots=True)
class _Sheets:
    """A flow whose full pages are packed as soon as they are full."""

    faces: Faces
    practice: bool
    done: list[LaidPage] = field(default_factory=list)
    flow: TextFlow = field(init=False)

    def __post_init__(self) -> None:
        self.flow = TextFlow(top=top_of(practice=self.practice))

    @property
    def count(self) -> int:
        """Pages so far."""
        return len(self.done) + len(self.flow.pages)

    def pack(self, *, last: bool = False) -> None:
        """Packs all pages but the one that is being filled."""
        while len(self.flow.pages) > (0 if last else 1):
            self.done.append(LaidPage(deflated(self._drawn())))

    def picture(self, item: int, own: int) -> None:
        """The page that is being filled is full: a picture stands under its lines."""
        self.pack()
        lowest = min((line.y for line in self.flow.pages[0]), default=self.flow.top)
        self.done.append(LaidPage(self._drawn(), Picture(item, own, lowest - 8)))

    def end(self) -> tuple[LaidPage, ...]:
        """All pages; the next text starts a new sheaf."""
        self.pack(last=True)
        pages, self.done = tuple(self.done), []
        self.flow = TextFlow(top=top_of(practice=self.practice))
        return pages

    def _drawn(self) -> bytes:
        return commands(self.faces, self.flow.pages.pop(0), practice=self.practice)


def commands(faces: Faces, lines: Sequence[Line], *, practice: bool) -> bytes:
    """What draws a page's lines, under the band of a practice vault."""
    drawn = faces.drawn(lines)
    return _band(faces) + drawn if practice else drawn


def _band(faces: Faces) -> bytes:
    """The band on every page that comes from a practice vault (decision 23)."""
    wide = fonts.width(_BAND_WORDS, _BAND_STYLE.face, _BAND_STYLE.size)
    at = Line((A4[0] - wide) / 2, A4[1] - BAND / 2 - 3 * mm - 3.6, _BAND_STYLE, _BAND_WORDS)
    ground = b"0.992 0.941 0.835 rg 0 %.2f %.2f %.2f re f\n" % (A4[1] - BAND - 3 * mm, A4[0], BAND)
    return ground + faces.drawn([at]).replace(b"0.082 0.141 0.169 rg", b"0.455 0.275 0 rg") + b"\n"


class _Body:
    """The items on pages, volume after volume."""

    def __init__(self, faces: Faces, limits: Limits, *, practice: bool) -> None:
        self.stands: list[Stand] = []
        self._sheets = _Sheets(faces, practice)
        self._limits = limits
        self._volumes: list[tuple[LaidPage, ...]] = []
        self._weight = 0

    def add(self, item: Item, place: int) -> None:
        """One item; it starts a volume where the one that is open would become too large."""
        weight = weight_of(item)
        pages = len(item.pages) if isinstance(item, DocumentItem) else 1
        count = self._sheets.count
        full = count + pages > self._limits.pages or self._weight + weight > self._limits.size
        if count and full:
            self._volumes.append(self._sheets.end())
            self._weight = 0
        self._weight += weight
        start = self._text(item, place) if isinstance(item, TextItem) else self._document(item, place)
        self.stands.append(Stand(len(self._volumes), start, self._sheets.count - start))

    def finished(self) -> tuple[tuple[LaidPage, ...], ...]:
        """The pages of every volume."""
        return (*self._volumes, self._sheets.end())

    def _text(self, item: TextItem, place: int) -> int:
        packed_before = len(self._sheets.done)
        start = packed_before + write_item(self._sheets.flow, item, place + 1) - 1
        self._sheets.pack()
        return start

    def _document(self, item: DocumentItem, place: int) -> int:
        sheets, count = self._sheets, len(item.pages)
        sheets.pack(last=True)
        start = sheets.count
        covered, day = dict(item.covered), day_in_words(item.when)
        for own in range(max(count, 1)):
            flow = sheets.flow
            flow.new_page()
            of_pages = f"   page {own + 1} of {count}" if count > 1 else ""
            flow.write(f"Item {place + 1}   {day}{of_pages}", LABEL)
            if own == 0:
                _head(flow, item)
            if covered.get(own):
                flow.write(f"Covered on this page: {covered[own]}", SMALL)
            if count:
                if flow.down - flow.bottom < _LEAST_PICTURE:
                    flow.new_page()  # so much is recorded about it that the picture needs a page of its own
                sheets.picture(place, own)
        sheets.pack(last=True)
        return start


def _head(flow: TextFlow, item: DocumentItem) -> None:
    flow.write(item.title, HEAD)
    flow.write(told(item.how), SMALL)
    for part in item.parts:
        flow.write(f"{part.label}: {part.text}", SMALL)
        if part.why:
            flow.write(f"Covered here: {part.why}", SMALL)


def weight_of(item: Item) -> int:
    """A guess of the bytes of an item in the file."""
    if isinstance(item, DocumentItem):
        return max(item.weight, len(item.pages) * _PICTURE)
    return 1000 + sum(len(part.text) for part in item.parts) * _TEXT_PAGE // 3000


@dataclass(slots=True)
class _List:
    """The list of a volume, but for its page numbers: the page and the line of each are kept, and the place of its item."""

    pages: list[list[Line]]
    numbers: list[tuple[int, int, int]] = field(default_factory=list)

    def drawn(self, faces: Faces, starts: Sequence[int], *, practice: bool) -> tuple[LaidPage, ...]:
        """Its pages; `starts` says where each item starts."""
        for page, line, place in self.numbers:
            self.pages[page][line] = self.pages[page][line]._replace(text=str(starts[place]))
        return tuple(LaidPage(deflated(commands(faces, page, practice=practice))) for page in self.pages)


class _Lists:
    """What stands before the items of a volume: what is in it, and in the first one of all, and what is held back."""

    def __init__(self, laid: Laid) -> None:
        self._content, self._items, self._stands = laid.content, laid.items, laid.stands
        self._volumes = len(laid.bodies)
        self._numbers = {item.key: place for place, item in enumerate(laid.items)}
        self._places: list[list[int]] = [[] for _ in laid.bodies]
        for place, stand in enumerate(laid.stands):
            self._places[stand.volume].append(place)

    def of_volume(self, volume: int) -> _List:
        """The list of one volume (from 0)."""
        flow = TextFlow(top=top_of(practice=self._content.practice))
        listed = _List(flow.pages)
        places = self._places[volume] if volume else range(len(self._items))
        many = self._volumes > 1
        title = f"What is in volume {volume + 1} of {self._volumes}" if volume else "What is in this pack"
        flow.write(title, TITLE)
        if many and not volume:
            said = f"It has {self._volumes} volumes, each a file of its own. Pages are counted through all of them."
            flow.gap(4)
            flow.write(said, BODY)
        if self._content.held and not volume:
            flow.gap(4)
            flow.write(_COVERED, SMALL)
        flow.gap(8)
        _row(flow, ("", "Date", "What it is", "Shared", "Page"), _COLUMNS, label=True)
        before = -1
        for place in places:
            here = self._stands[place].volume
            if many and not volume and here != before:
                flow.gap(6)
                flow.need(HEAD.leading + BODY.leading)
                flow.write(f"Volume {here + 1}", HEAD)
                flow.gap(2)
                before = here
            self._line(flow, listed, place)
        if not volume and self._content.held:
            self._held(flow)
        return listed

    def _line(self, flow: TextFlow, listed: _List, place: int) -> None:
        item = self._items[place]
        flow.need(BODY.leading + SMALL.leading)
        cells = (str(place + 1), day_in_words(item.when), item.title, item.how, "")
        _row(flow, cells, _COLUMNS, space=1 if item.source else 4)
        listed.numbers.append((len(flow.pages) - 1, len(flow.pages[-1]) - 1, place))
        if item.source:
            start, share = _COLUMNS[2]
            flow.row([(item.source, LEFT + start * MEASURE, share * MEASURE, SMALL)])
            flow.gap(4)

    def _held(self, flow: TextFlow) -> None:
        flow.new_page()
        flow.write("What is held back, and why", TITLE)
        flow.gap(8)
        _row(flow, ("", "Date", "What", "Why"), _HELD, label=True)
        known = ((self._numbers[one.key], one) for one in self._content.held if one.key in self._numbers)
        for place, one in sorted(known, key=lambda both: both[0]):
            item = self._items[place]
            _row(flow, (str(place + 1), day_in_words(item.when), one.what, one.why), _HELD)


def _row(
    flow: TextFlow,
    cells: tuple[str, ...],
    columns: tuple[tuple[float, float], ...],
    *,
    label: bool = False,
    space: float = 4,
) -> None:
    style = LABEL if label else BODY
    placed = [
        (text, LEFT + start * MEASURE, share * MEASURE, style)
        for text, (start, share) in zip(cells, columns, strict=True)
    ]
    flow.row(placed)
    flow.gap(space)
