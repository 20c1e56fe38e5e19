"""Puts a pack together: letter, what a reply must hold, index, then every shared item in date order; encrypted.

Nothing of an original file goes in: records are set anew from their released text, documents are rebuilt pages. Each
volume is written once, from front to end, with AES-256 (revision 6); of its pages no more than one is held. Its
bookmarks are numbers, its title is "Request 14", it carries nothing else about itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from coordinator_app.core.errors import Cancelled
from coordinator_app.pdf import fonts
from coordinator_app.pdf.pack_content import (
    Box,
    BuiltPack,
    DocumentItem,
    IndexLine,
    PackContent,
    RebuiltPage,
)
from coordinator_app.pdf.pack_faces import Letters
from coordinator_app.pdf.pack_front import Brought
from coordinator_app.pdf.pack_layout import Laid, LaidPage, Limits, Picture, Volume, lay
from coordinator_app.pdf.pdf_file import PdfFile
from coordinator_app.pdf.pdf_lock import Lock
from coordinator_app.pdf.pictures import Placed, place
from coordinator_app.pdf.text_pages import BOTTOM, LEFT, SMALL, Line

FOOT: Final = 6 * mm
_EMPTY: Final = "This page is empty. Nothing on it was covered or taken out."
_MEDIA: Final = b"/MediaBox [0 0 595.2756 841.8898]"
_NUMBER: Final = "0123456789"
"""In place of a page's number, where the foot of all pages is drawn once."""
_EVERYTHING: Final = Limits(pages=1_000_000, size=1 << 62)


def _no_progress(_done: int, _total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who follows the work: `progress(done, total)` in pages; `cancelled()` is asked before each page."""

    progress: Callable[[int, int], None] = _no_progress
    cancelled: Callable[[], bool] = _never

    def step(self, done: int, total: int) -> None:
        """One page further; raises `Cancelled` if asked to stop."""
        if self.cancelled():
            raise Cancelled
        self.progress(done, total)


@dataclass(frozen=True, slots=True)
class Keys:
    """The password that the family is told, and the one that opens the same file inside the vault."""

    password: str
    owner: str


def new_owner() -> str:
    """A password that nobody is told."""
    return secrets.token_urlsafe(32)


def build_pack(
    content: PackContent, password: str, out: BinaryIO, *, watch: Watch | None = None
) -> BuiltPack:
    """Writes a pack of one volume to `out`, portion by portion, and says what stands where.

    Raises ValueError without a password, `Cancelled` when stopped: what is in `out` is then worth nothing.
    """
    keys = Keys(password, new_owner())
    laid = lay(content, _EVERYTHING)
    return build_volume(laid, laid.volumes[0], keys, out.write, watch=watch)


def build_volume(
    laid: Laid,
    volume: Volume,
    keys: Keys | None,
    write: Callable[[bytes], object],
    *,
    watch: Watch | None = None,
) -> BuiltPack:
    """Writes one volume, encrypted; without keys (for paper, inside the vault) in the clear.

    `write` gets its bytes in portions of about a megabyte.
    """
    file = PdfFile(write, Lock(keys.password, keys.owner) if keys else None)
    return _Build(laid, volume, file, watch or Watch()).built()


class _Build:
    """One volume on its way into a file."""

    def __init__(self, laid: Laid, volume: Volume, file: PdfFile, watch: Watch) -> None:
        self._laid, self._volume, self._file, self._watch = laid, volume, file, watch
        self._total = laid.pages
        self._tree = file.reserve()
        self._pages, self._entries = list[int](), list[bytes]()
        self._boxes: list[Box] = []
        self._pictures: list[int] = []
        self._wordless: list[int] = []
        # the foot is drawn as the pages come, and what is said of an empty one: their letters are in no subset yet
        laid.faces.drawn([Line(0, 0, SMALL, _EMPTY)])
        foot = laid.faces.drawn([Line(LEFT, FOOT, SMALL, self._foot_words(_NUMBER))])
        self._before, _, self._behind = foot.partition(_NUMBER.encode("utf-16-be"))
        self._table, self._unseen = file.reserve(), Letters()
        self._fonts = laid.faces.embed(file, self._table)
        self._of_text = file.put(b"<< /Font << %b >> >>" % self._fonts)

    def built(self) -> BuiltPack:
        """Writes all of it; what stands where."""
        self._letter()
        for page in self._volume.lists:
            self._page(page, None)
        made = _Made(self._laid)
        for page in self._volume.body:
            self._page(page, made.picture(page.picture))
        self._laid.faces.tell(self._file, self._table, self._unseen.all)
        index = self._index()
        root, info = self._end(index)
        self._file.close(root, info)
        self._watch.step(self._volume.first + self._volume.pages - 1, self._total)
        return BuiltPack(
            pages=self._volume.pages,
            size=self._file.size,
            sha256=self._file.sha256,
            index=index,
            boxes=tuple(self._boxes),
            picture_pages=tuple(self._pictures),
            wordless_pages=tuple(self._wordless),
            first=self._volume.first,
            whole=self._total,
            volumes=len(self._laid.volumes),
        )

    def _letter(self) -> None:
        if not self._volume.letter_pages:
            return
        with Brought(self._volume.letter, self._file) as front:
            for index in range(self._volume.letter_pages):
                self._step()
                self._add(front.page(index, self._fonts, self._foot()))

    def _page(self, page: LaidPage, picture: RebuiltPage | None) -> None:
        self._step()
        if picture is None or page.picture is None:
            body = self._file.put_stream(b"/Filter /FlateDecode", page.commands, packed=True)
            foot = self._file.put_stream(b"", self._foot(), packed=True)
            self._add(b"/Contents [%d 0 R %d 0 R] /Resources %d 0 R" % (body, foot, self._of_text))
            return
        place_of = len(self._pages)
        placed = place(self._file, place_of, picture, top=page.picture.top, bottom=BOTTOM - 4)
        self._note(placed, picture)
        said = self._said_empty(placed.middle) if picture.empty else b""
        drawn = self._file.put_stream(b"", page.commands + placed.commands + said + self._foot())
        resources = b"<< /Font << %b >> /XObject << /Im0 %d 0 R >> >>" % (self._fonts, placed.image)
        self._add(b"/Contents %d 0 R /Resources %b" % (drawn, resources))

    def _note(self, placed: Placed, picture: RebuiltPage) -> None:
        number = len(self._pages) + 1
        self._boxes += placed.boxes
        self._unseen.note(" ".join(word.text for word in picture.words))
        self._pictures.append(number)
        # the words beside a picture do not say what it says: there are none, or no more than a stamp
        if not picture.empty and (not picture.words or picture.pictured):
            self._wordless.append(number)

    def _add(self, entries: bytes) -> None:
        self._pages.append(self._file.reserve())
        self._entries.append(entries)

    def _step(self) -> None:
        self._watch.step(self._volume.first + len(self._pages) - 1, self._total)

    def _said_empty(self, height: float) -> bytes:
        """In the frame of a page on which nothing stands, or whoever reads the pack thinks that something is hidden there."""
        left = (A4[0] - fonts.width(_EMPTY, SMALL.face, SMALL.size)) / 2
        return b"\n" + self._laid.faces.drawn([Line(left, height, SMALL, _EMPTY)])

    def _foot(self) -> bytes:
        number = str(self._volume.first + len(self._pages)).encode("utf-16-be")
        return b"\n%b%b%b" % (self._before, number, self._behind)

    def _foot_words(self, page: str) -> str:
        volumes = len(self._laid.volumes)
        which = f" · volume {self._volume.number} of {volumes}" if volumes > 1 else ""
        return f"{self._laid.content.request}{which} · page {page} of {self._total}"

    def _index(self) -> tuple[IndexLine, ...]:
        return tuple(
            IndexLine(
                number + 1, self._laid.items[number].key, self._volume.before + stand.page + 1, stand.pages
            )
            for number, stand in enumerate(self._laid.stands)
            if stand.volume == self._volume.number - 1
        )

    def _end(self, index: tuple[IndexLine, ...]) -> tuple[int, int]:
        file, content = self._file, self._laid.content
        # together, not each behind its picture: whoever looks for one page goes through all before it
        for number, entries in zip(self._pages, self._entries, strict=True):
            file.put(b"<< /Type /Page /Parent %d 0 R %b %b >>" % (self._tree, _MEDIA, entries), number)
        kids = b" ".join(b"%d 0 R" % number for number in self._pages)
        file.put(b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(self._pages), kids), self._tree)
        outline = self._outline(index)
        root = file.put(
            b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /Lang %b /ViewerPreferences << /DisplayDocTitle true >>"
            b" /Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >> >>"
            % (self._tree, outline, file.words(content.language))
        )
        return root, file.put(b"<< /Title %b >>" % file.words(title_of(self._laid, self._volume)))

    def _outline(self, index: tuple[IndexLine, ...]) -> int:
        marks = [("Letter", 0)] if self._volume.letter_pages else []
        marks.append(("What is in this pack", self._volume.letter_pages))
        marks += [(f"Item {line.number}", line.page - 1) for line in index]
        file, top = self._file, self._file.reserve()
        numbers = [file.reserve() for _ in marks]
        for at, (words, page) in enumerate(marks):
            near = b" /Prev %d 0 R" % numbers[at - 1] if at else b""
            near += b" /Next %d 0 R" % numbers[at + 1] if at + 1 < len(marks) else b""
            body = b"<< /Title %b /Parent %d 0 R%b /Dest [%d 0 R /Fit] >>"
            file.put(body % (file.words(words), top, near, self._pages[page]), numbers[at])
        ends = (numbers[0], numbers[-1], len(numbers))
        return file.put(b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % ends, top)


class _Made:
    """The rebuilt pages of documents, each made when its page is written."""

    def __init__(self, laid: Laid) -> None:
        self._laid = laid
        self._item = -1
        self._pages: Iterator[RebuiltPage] = iter(())

    def picture(self, wanted: Picture | None) -> RebuiltPage | None:
        """The picture of a page; pages come in the order of their documents."""
        if wanted is None:
            return None
        if wanted.item != self._item:
            item = self._laid.items[wanted.item]
            assert isinstance(item, DocumentItem)
            self._item, self._pages = wanted.item, iter(item.pages)
        return next(self._pages)


def title_of(laid: Laid, volume: Volume) -> str:
    """What a volume says of itself: the number of the request, and which volume it is."""
    volumes = len(laid.volumes)
    return (
        f"{laid.content.request}, volume {volume.number} of {volumes}"
        if volumes > 1
        else laid.content.request
    )
