"""The rest of a PDF: every string of every object, what it says of itself as XML, drawings that are not shown, earlier versions.

Nothing of it stands on a page, and programs that take words out of a PDF find it all the same.
"""

from __future__ import annotations

import io
import re
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
from coordinator_app.pdf.render import MOST_PAGES

_MOST_OBJECTS: Final = 200_000
_MOST_WITHIN: Final = 200_000  # strings and values of one object
_MOST_DRAWN: Final = 1_000
_MOST_PAGES: Final = 2_000  # of all earlier versions together
_MOST_TEXT: Final = 1_000_000
_EARLIER: Final = "Words of an earlier version of the file"
_NOT_SHOWN: Final = "Words of notes, fields and pages that are not shown"
_KEEPS: Final = "It keeps earlier versions of itself, with words that its pages do not show any more."
_DRAWS: Final = "It has notes, fields or pages with words that are not shown."
_NOT_ALL: Final = "It is made of so many pieces that not all of them were looked through for words."
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
# strings that nobody wrote: marks, keys of locks, days, fonts, programs
_NOT_WORDS: Final = frozenset(
    [
        *(
            "/ID",
            "/DA",
            "/Lang",
            "/NM",
            "/CharSet",
            "/Ordering",
            "/Registry",
            "/Panose",
            "/O",
            "/U",
            "/OE",
            "/UE",
        ),
        *(
            "/Perms",
            "/Cert",
            "/CreationDate",
            "/ModDate",
            "/M",
            "/LastModified",
            "/Producer",
            "/Creator",
            "/Lookup",
        ),
        *(
            "/FontFamily",
            "/FontName",
            "/CheckSum",
            "/DocChecksum",
            "/Colorants",
            "/OutputConditionIdentifier",
        ),
    ]
)
_LONG: Final = frozenset({"/V", "/DV", "/RV", "/RC", "/JS"})
"""Keys whose text may lie in a stream of its own."""
_Piece = TypeVar("_Piece", str, bytes)
NOTHING_SAID: Final = frozenset({"anonymous", "unspecified", "untitled"})
"""What programs write where nobody wrote anything."""
_HIDDEN: Final = 2 | 32  # flags of a note: hidden, not on the screen
_VERSION: Final = re.compile(rb"startxref\s{1,4}0*[1-9]\d{0,11}\s{1,4}%%EOF\s{0,2}")


def with_rest(found: Found, pdf: pikepdf.Pdf, content: bytes) -> Found:
    """What was found behind the pages, and the rest of it. Never refuses: what cannot be looked into is said."""
    hidden: list[str] = []
    net = Net(line for part in found.parts for line in part.lines)
    for words in _tried(_strings(pdf, hidden), hidden):
        net.take(words)
    for data in _tried(_xml(pdf), hidden):
        _sweep(data, net)
    parts = [net.part()]
    for heading, says, texts in (
        (_NOT_SHOWN, _DRAWS, _drawn(pdf, hidden)),
        (_EARLIER, _KEEPS, _versions(content, hidden)),
    ):
        lines = tuple(_beyond_the_pages(list(_tried(texts, hidden)), content, hidden))
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


def _strings(pdf: pikepdf.Pdf, hidden: list[str]) -> Iterator[str]:
    """Every string of every object that somebody may have written."""
    for number, one in enumerate(pdf.objects):
        if number > _MOST_OBJECTS:
            hidden.append(_NOT_ALL)
            return
        try:
            yield from _written(one, hidden)
        except _FAULTS:
            hidden.append(_NOT_SEEN)


def _written(one: Any, hidden: list[str]) -> Iterator[str]:
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
                yield from _readable(_text(value.read_bytes()[:_MOST_TEXT]))


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
        return [
            value
            for key, value in pairs
            if key not in _NOT_WORDS and (key in _LONG or not isinstance(value, pikepdf.Stream))
        ]
    return []


def _readable(words: str) -> Iterator[str]:
    """Words, not the bytes of a key or a table of colours."""
    strange = sum(not (letter.isprintable() or letter.isspace()) for letter in words)
    if words and strange * 20 <= len(words) and words not in NOTHING_SAID:
        yield words


def _text(data: bytes) -> str:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _xml(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """What the file and its pieces say of themselves, and the whole of a form of Adobe's."""
    for number, one in enumerate(pdf.objects):
        if number > _MOST_OBJECTS:
            return
        if isinstance(one, pikepdf.Stream) and one.get("/Type") == pikepdf.Name.Metadata:
            yield one.read_bytes()
    form = pdf.Root.get("/AcroForm")
    xfa = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    pieces = list(xfa) if isinstance(xfa, pikepdf.Array) else [xfa]
    yield b"".join(one.read_bytes() for one in pieces if isinstance(one, pikepdf.Stream))


def _sweep(data: bytes, net: Net) -> None:
    """Every text and every value; of what is no whole XML the texts."""
    parser = etree.XMLParser(
        target=sweeping.Sweep(net, frozenset()), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        etree.fromstring(data.strip(b"\0 \r\n")[: 10 * _MOST_TEXT], parser)
    except (etree.LxmlError, BadFile, ValueError, AssertionError):
        for words in re.findall(rb">([^<]+)<|\"([^\"<]+)\"", data[:_MOST_TEXT]):
            net.take(_text(words[0] or words[1]))


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
    yield from _page_texts(out.getvalue())


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


def _appearances(note: Any) -> Iterator[Any]:
    """How a note looks when it is pressed or in another state, and how one looks that is not shown at all."""
    unseen = bool(int(note.get("/F", 0)) & _HIDDEN)
    for key, look in note.AP.items():
        states = {"": look} if isinstance(look, pikepdf.Stream) else dict(look.items())
        for state, drawing in states.items():
            now = key == "/N" and (not state or state == str(note.get("/AS", "")))
            if isinstance(drawing, pikepdf.Stream) and (unseen or not now):
                yield drawing


def _versions(content: bytes, hidden: list[str]) -> Iterator[str]:
    """The words of each earlier version, the latest first: a file that was changed may still hold what it was before."""
    ends = [found.end() for found in _VERSION.finditer(content)][-2::-1]
    pages, objects = _MOST_PAGES, _MOST_OBJECTS
    for end in ends:
        with pikepdf.open(io.BytesIO(content[:end])) as earlier:
            pages, objects = pages - len(earlier.pages), objects - len(earlier.objects)
            if pages < 0 or objects < 0:
                hidden.append(_NOT_ALL)
                return
            yield from _strings(earlier, hidden)
        yield from _page_texts(content[:end])


def _page_texts(content: bytes) -> Iterator[str]:
    """The text of every page, line by line."""
    with pypdfium2.PdfDocument(content) as pdf:
        for index in range(min(len(pdf), MOST_PAGES)):
            page = pdf[index]
            text = page.get_textpage()
            try:
                yield from str(text.get_text_bounded()).splitlines()
            finally:
                text.close()
                page.close()


def _beyond_the_pages(texts: list[str], content: bytes, hidden: list[str]) -> Iterator[str]:
    """Those of the texts that the pages do not show."""
    if texts:
        net = Net(_tried(_page_texts(content), hidden))
        for words in texts:
            net.take(words, typed=True)
        yield from net.lines
        hidden += net.hidden()
