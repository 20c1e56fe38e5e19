"""The rest of a PDF: every string of every object, what it says of itself as XML, drawings that are not shown, earlier versions.

Nothing of it stands on a page, and programs that take words out of a PDF find it all the same.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, TypeVar

import pikepdf
import pypdfium2
from lxml import etree

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import sweeping
from coordinator_app.documents.looking.found import Found, Part
from coordinator_app.documents.looking.leftover import Net

_MOST_OBJECTS: Final = 200_000
_MOST_WITHIN: Final = 200_000  # strings and values of one object
_MOST_DRAWN: Final = 1_000
_MOST_PAGES: Final = 2_000  # of all earlier versions together
_MOST_VERSIONS: Final = 50  # each goes over the marks of all before it
_MOST_MENDED: Final = 3  # earlier versions whose list of objects is wrong: each is searched from end to end
_MOST_VERSION_BYTES: Final = 500_000_000  # of all earlier versions together
_MOST_TEXT: Final = 1_000_000  # bytes of one text in a stream of its own
_MOST_XML: Final = 10_000_000  # bytes of one piece of XML
_MOST_STREAMS: Final = 50_000_000  # bytes of all such streams together
_EARLIER: Final = "Words of an earlier version of the file"
_NOT_SHOWN: Final = "Words of notes, fields and pages that are not shown"
_KEEPS: Final = "It keeps earlier versions of itself, with words that its pages do not show any more."
_DRAWS: Final = "It has notes, fields or pages with words that are not shown."
_NOT_ALL: Final = "It is made of so many pieces that not all of them were looked through for words."
_TOO_LONG: Final = "It holds texts so long that not all of their words were looked through."
_TOO_MANY: Final = "It keeps so many earlier versions of itself that not all of them were looked through."
_NOT_SEEN: Final = "Some of what lies behind its pages could not be looked into."
_FAULTS = (
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    RecursionError,
    OverflowError,
)
# keys whose strings nobody wrote: marks, fonts, programs. Days have no words, so that one with words is listed
_NAMED: Final = """
    /ID /DA /NM /CharSet /Ordering /Registry /Panose /Cert /Producer /Creator /Lookup /FontFamily /FontName
    /CheckSum /DocChecksum /Colorants /OutputConditionIdentifier
"""
_NOT_WORDS: Final = frozenset(_NAMED.split())
_KEYS: Final = frozenset({"/O", "/U", "/OE", "/UE", "/Perms"})
"""Where a file keeps the keys of its lock."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z\d]{2,4}){0,3}")
_LONG: Final = frozenset({"/V", "/DV", "/RV", "/RC", "/JS"})
"""Keys whose text may lie in a stream of its own."""
_Piece = TypeVar("_Piece", str, bytes)
NOTHING_SAID: Final = frozenset({"anonymous", "unspecified", "untitled"})
"""What programs write where nobody wrote anything."""
_HIDDEN: Final = 2 | 32  # flags of a note: hidden, not on the screen
# an end of XML that is not whole may stand anywhere: what is in no tag is text, and in a tag what is in quotation marks
_PIECE: Final = re.compile(r"<([/?!\w][^<>]*+)>|([^<>]++)")
_QUOTED: Final = re.compile(r"\"([^\"]*+)\"?|'([^']*+)'?")
_VERSION: Final = re.compile(rb"startxref\s{1,4}0*+[1-9]\d{0,11}\s{1,4}%%EOF\s{0,2}")


def with_rest(found: Found, pdf: pikepdf.Pdf, content: bytes, most_pages: int | None = None) -> Found:
    """What was found behind the pages, and the rest of it. Never refuses: what cannot be looked into is said.

    `most_pages` are those of all earlier versions that are looked at, where these may be more than of most files.
    """
    hidden: list[str] = []
    net = Net(line for part in found.parts for line in part.lines)
    for words in _tried(_strings(pdf, _Room(hidden), hidden), hidden):
        net.take(words, typed=True)
    for data in _tried(_xml(pdf, _Room(hidden), hidden), hidden):
        _sweep(data, net)
    parts = [net.part()]
    for heading, says, texts in (
        (_NOT_SHOWN, _DRAWS, _drawn(pdf, hidden)),
        (_EARLIER, _KEEPS, _versions(content, hidden, most_pages)),
    ):
        lines = tuple(_beyond_the_pages(list(_tried(texts, hidden)), content, hidden, most_pages))
        parts += [Part(heading, lines)] if lines else []
        hidden += [says] if lines else []
    return replace(
        found,
        parts=(*found.parts, *(part for part in parts if part.lines)),
        hidden=tuple(dict.fromkeys((*found.hidden, *hidden, *net.hidden()))),
    )


def _tried(asked: Iterator[_Piece], hidden: list[str]) -> Iterator[_Piece]:
    """What is found before anything goes wrong, and that something did."""
    try:
        yield from asked
    except _FAULTS:
        hidden.append(_NOT_SEEN)


class _Room:
    """How many bytes of streams are still read for words; in `hidden` it says where that ends."""

    def __init__(self, hidden: list[str]) -> None:
        self._hidden, self._left = hidden, _MOST_STREAMS
        self._read: set[tuple[int, int]] = set()

    def another(self) -> None:
        """From here on the streams are those of another version."""
        self._read.clear()

    def bytes_of(self, stream: Any, most: int) -> bytes:
        """The first `most` bytes of a stream, none if it was read before."""
        if stream.objgen in self._read:
            return b""
        self._read.add(stream.objgen)
        data: bytes = stream.read_bytes() if self._left > 0 else b""
        if self._left <= 0 or len(data) > most:
            self._hidden.append(_TOO_LONG)
        self._left -= len(data)
        return data[:most]


def _strings(pdf: pikepdf.Pdf, room: _Room, hidden: list[str]) -> Iterator[str]:
    """Every string of every object that somebody may have written, and of the end of the file, which is none."""
    yield from _written(pdf.trailer, room, hidden)
    for number, one in enumerate(pdf.objects):
        if number > _MOST_OBJECTS:
            hidden.append(_NOT_ALL)
            return
        try:
            yield from _written(one, room, hidden)
        except _FAULTS:
            hidden.append(_NOT_SEEN)


def _written(one: Any, room: _Room, hidden: list[str]) -> Iterator[str]:
    """The strings of one object, however deep they are written straight into it."""
    waiting: list[Any] = [one]
    left = _MOST_WITHIN
    while waiting:
        here = waiting.pop()
        values = _values(here)
        left -= len(values)
        if left < 0:
            hidden.append(_NOT_ALL)
            return
        for value in values:
            if isinstance(value, pikepdf.String):
                yield from _readable(str(value))
            elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                waiting.append(value)
            elif isinstance(value, pikepdf.Stream):  # only under a key of long texts
                yield from _readable(_text(room.bytes_of(value, _MOST_TEXT)))


def _values(here: Any) -> list[Any]:
    """What stands in an object, without what nobody wrote."""
    if isinstance(here, pikepdf.String):
        return [here]
    if isinstance(here, pikepdf.Array):
        values = list(here)
        coloured = values[:1] == [pikepdf.Name.Indexed]
        return [] if coloured else [one for one in values if not isinstance(one, pikepdf.Stream)]
    if isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
        pairs = (here.stream_dict if isinstance(here, pikepdf.Stream) else here).items()
        return [value for key, value in pairs if _may_be_words(here, key, value)]
    return []


def _may_be_words(here: Any, key: str, value: Any) -> bool:
    """Whether words may stand under a key. A key says so of a string only: a list may be anything, whatever it is called."""
    if isinstance(value, pikepdf.Stream):
        return key in _LONG
    if isinstance(value, pikepdf.String):
        if key in _KEYS:
            return "/Filter" not in here or "/V" not in here
        return key not in _NOT_WORDS and not (key == "/Lang" and _LANGUAGE.fullmatch(str(value)))
    return not (key == "/ID" and "/Root" in here and "/Size" in here)  # the mark of the file itself


def _readable(words: str) -> Iterator[str]:
    """Words, not the bytes of a key or a table of colours."""
    strange = sum(not (letter.isprintable() or letter.isspace()) for letter in words)
    if words and strange * 20 <= len(words) and words not in NOTHING_SAID:
        yield words


def _text(data: bytes) -> str:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)  # a letter may be cut where the text is
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _xml(pdf: pikepdf.Pdf, room: _Room, hidden: list[str]) -> Iterator[bytes]:
    """What the file and its pieces say of themselves, and the whole of a form of Adobe's."""
    for number, one in enumerate(pdf.objects):
        if number > _MOST_OBJECTS:
            return
        try:
            if isinstance(one, pikepdf.Stream) and one.get("/Type") == pikepdf.Name.Metadata:
                yield room.bytes_of(one, _MOST_XML)
        except _FAULTS:
            hidden.append(_NOT_SEEN)
    form = pdf.Root.get("/AcroForm")
    xfa = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    pieces = list(xfa) if isinstance(xfa, pikepdf.Array) else [xfa]
    yield b"".join(room.bytes_of(one, _MOST_XML) for one in pieces if isinstance(one, pikepdf.Stream))


def _sweep(data: bytes, net: Net) -> None:
    """Every text and every value; of what is no whole XML the texts, and what stands in quotation marks."""
    parser = etree.XMLParser(
        target=sweeping.Sweep(net, frozenset()), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        etree.fromstring(data.strip(b"\0 \r\n"), parser)
    except (etree.LxmlError, BadFile, ValueError, AssertionError):
        for piece in _PIECE.finditer(_text(data)):
            if piece[1] is None:
                net.take(piece[2], typed=True)
            elif not piece[1].startswith("?"):  # that speaks to programs
                for found in _QUOTED.finditer(piece[1]):
                    net.take(found[1] or found[2] or "")


def _drawn(pdf: pikepdf.Pdf, hidden: list[str]) -> Iterator[str]:
    """The words of drawings that no page shows: of hidden notes, and of pages that are not among the pages."""
    with pikepdf.new() as apart:
        for number, drawing in enumerate(_drawings(pdf)):
            if number >= _MOST_DRAWN:
                hidden.append(_NOT_ALL)
                break
            page = apart.add_blank_page(page_size=(2000, 2000))
            page.obj.Resources = pikepdf.Dictionary(
                XObject=pikepdf.Dictionary(Drawing=apart.copy_foreign(drawing))
            )
            page.obj.Contents = apart.make_stream(b"q /Drawing Do Q")
        if not len(apart.pages):
            return
        out = io.BytesIO()
        apart.save(out)
    yield from _page_texts(out.getvalue(), _MOST_DRAWN, hidden)


def _drawings(pdf: pikepdf.Pdf) -> Iterator[Any]:
    shown = {page.obj.objgen for page in pdf.pages}
    for number, one in enumerate(pdf.objects):
        if number > _MOST_OBJECTS:
            return
        if not isinstance(one, pikepdf.Dictionary) or isinstance(one, pikepdf.Stream):
            continue
        if one.get("/Type") in {pikepdf.Name.Page, pikepdf.Name.Template} and one.objgen not in shown:
            if "/Contents" in one:
                yield pdf.make_indirect(pikepdf.Page(one).as_form_xobject())
        elif isinstance(one.get("/AP"), pikepdf.Dictionary) and "/Rect" in one:
            yield from _appearances(one)
        yield from _of_notes_within(one)


def _of_notes_within(page: Any) -> Iterator[Any]:
    """The drawings of notes that are written straight into their page, or into its list of notes."""
    notes = page.get("/Annots") if page.get("/Type") == pikepdf.Name.Page else None
    for note in list(notes)[:_MOST_DRAWN] if isinstance(notes, pikepdf.Array) else ():
        if (
            isinstance(note, pikepdf.Dictionary)
            and not note.is_indirect
            and isinstance(note.get("/AP"), pikepdf.Dictionary)
        ):
            yield from _appearances(note)


def _appearances(note: Any) -> Iterator[Any]:
    """How a note looks when it is pressed or in another state, and how one looks that is not shown at all."""
    unseen = bool(int(note.get("/F", 0)) & _HIDDEN)
    for key, look in note.AP.items():
        states = {"": look} if isinstance(look, pikepdf.Stream) else dict(look.items())
        for state, drawing in states.items():
            now = key == "/N" and (not state or state == str(note.get("/AS", "")))
            if isinstance(drawing, pikepdf.Stream) and (unseen or not now):
                yield drawing


def _versions(content: bytes, hidden: list[str], most_pages: int | None = None) -> Iterator[str]:
    """The words of each earlier version, the latest first: a file that was changed may still hold what it was before."""
    room = _Room(hidden)
    pages, objects, length, mended = most_pages or _MOST_PAGES, _MOST_OBJECTS, _MOST_VERSION_BYTES, 0
    for end in _ends(content, hidden):
        room.another()
        length -= end
        try:
            broken = not _is_sound(content[:end])
            mended += broken
            if mended > _MOST_MENDED and broken:
                hidden.append(_NOT_SEEN)
                continue
            with pikepdf.open(io.BytesIO(content[:end])) as earlier:
                left, pages, objects = pages, pages - len(earlier.pages), objects - len(earlier.objects)
                if left <= 0 or objects < 0 or length < 0:
                    hidden.append(_NOT_ALL)
                    return
                yield from _strings(earlier, room, hidden)
            yield from _page_texts(content[:end], left, hidden)
        except _FAULTS:
            hidden.append(_NOT_SEEN)


def _is_sound(content: bytes) -> bool:
    """Whether a file can be opened as it says, without a search for its objects."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False):
            return True
    except _FAULTS:
        return False


def _ends(content: bytes, hidden: list[str]) -> Iterator[int]:
    """Where each earlier version ends, the latest first."""
    now = max(0, content.rfind(b"startxref"))
    ends = deque((one.end() for one in _VERSION.finditer(content, 0, now)), maxlen=_MOST_VERSIONS + 1)
    if len(ends) > _MOST_VERSIONS:
        hidden.append(_TOO_MANY)
        ends.popleft()
    return reversed(ends)


def _page_texts(content: bytes, most: int, hidden: list[str]) -> Iterator[str]:
    """The text of the first `most` pages, line by line."""
    with pypdfium2.PdfDocument(content) as pdf:
        if len(pdf) > most:
            hidden.append(_NOT_ALL)
        for index in range(min(len(pdf), most)):
            page = pdf[index]
            text = page.get_textpage()
            try:
                yield from str(text.get_text_bounded()).splitlines()
            finally:
                text.close()
                page.close()


def _beyond_the_pages(texts: list[str], content: bytes, hidden: list[str], most: int | None) -> Iterator[str]:
    """Those of the texts that the pages do not show."""
    if texts:
        net = Net(_tried(_page_texts(content, most or _MOST_PAGES, []), hidden))
        for words in texts:
            net.take(words, typed=True)
        yield from net.lines
        hidden += net.hidden()
