"""What a PDF holds behind its pages: notes, answers in forms, layers, attachments, bookmarks, what it says of itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pikepdf
from lxml import etree

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import portable_files, portable_rest, unseen, xmls
from coordinator_app.documents.looking.found import Found, Part

_MOST: Final = 20_000  # things of one kind that are looked at: a loop ends there
_SHOWN: Final = frozenset({"/Link", "/Widget", "/Popup"})
_ACTIONS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
_INFO: Final = {
    "/Title": "Title",
    "/Author": "Written by",
    "/Subject": "Subject",
    "/Keywords": "Keywords",
    "/Company": "Company",
    "/Manager": "Manager",
}
_FAULTS = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    RecursionError,
)
_ITSELF: Final = "What the file says of itself"
_UNSEEN: Final = (
    "Words on its pages that nobody can see (in the colour of the paper, covered, clipped away or too small)"
)
_BESIDE: Final = "Words that lie beside the page"
_NOT_SEEN = "What lies behind its pages could not be looked into."


def behind_the_pages(content: bytes, seen: unseen.Unseen | None = None) -> Found:
    """What the pages do not show. Never refuses what can be shown: what cannot be looked into is said.

    `seen` is what was found while its pages were gone through, where they were.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            found = portable_rest.with_rest(_behind(pdf), pdf, content)
        return _with_unseen(found, unseen.unseen_words(content, seen))
    except MemoryError:
        raise BadFile(
            "This PDF swells to more than is safe when it is opened.",
            next_step="Open it, print it to a new PDF, then choose that copy.",
        ) from None
    except _FAULTS:
        return Found((), (_NOT_SEEN,))


def behind_all_pages(content: bytes, most_pages: int) -> Found:
    """As `behind_the_pages`, of a file that is read in parts; what its pages hold and do not show is found with those."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return portable_rest.with_rest(_behind(pdf), pdf, content, most_pages)
    except _FAULTS:
        return Found((), (_NOT_SEEN,))


def _with_unseen(found: Found, not_shown: unseen.Unseen) -> Found:
    """And the words that a page holds and does not show."""
    hidden, parts = unseen.said(not_shown), list(found.parts)
    for heading, by_page in ((_UNSEEN, not_shown.unseen), (_BESIDE, not_shown.beside)):
        lines = unseen.listed(by_page)
        hidden += [f"{heading}: {_short(lines)}"] if lines else []
        parts += [Part(heading, lines)] if lines else []
    return replace(found, parts=tuple(parts), hidden=(*found.hidden, *hidden))


def words_behind(found: Found) -> str:
    """All of it in one line."""
    return " ".join(" ".join(line.split()) for part in found.parts for line in part.lines)


def _behind(pdf: pikepdf.Pdf) -> Found:
    asked: tuple[tuple[str, Callable[[pikepdf.Pdf], Iterator[str]]], ...] = (
        ("Notes on the pages", _notes),
        ("Answers in its form", _answers),
        ("Bookmarks", _bookmarks),
        ("Descriptions for screen readers", _described),
        (_ITSELF, _says),
        ("Layers that are switched off", _layers),
        ("Layers that are for the screen alone, or for paper", _layers_of_one),
    )
    parts: list[Part] = []
    hidden: list[str] = []
    for heading, ask in asked:
        lines = tuple(dict.fromkeys(_kept(ask, pdf, hidden)))
        if lines:
            parts.append(Part(heading, lines))
            hidden += [f"{heading}: {_short(lines)}"] if heading != _ITSELF else []
    inside = portable_files.attached(pdf, hidden)
    if inside:
        hidden.append("Attached: " + ", ".join(f"“{one.name}”" for one in inside) + ".")
    if _acts(pdf):
        hidden.append("It holds scripts or commands for other programs. They were not run.")
    return Found(tuple(parts), tuple(dict.fromkeys(hidden)), inside)


def _short(lines: tuple[str, ...]) -> str:
    words = "; ".join(lines)
    return words if len(words) <= 400 else f"{words[:400]}…"


def _kept(ask: Callable[[pikepdf.Pdf], Iterator[str]], pdf: pikepdf.Pdf, hidden: list[str]) -> Iterator[str]:
    """What was found before anything went wrong, and that something did."""
    try:
        for line in ask(pdf):
            words = " ".join(line.split())
            if words:
                yield words
    except _FAULTS:
        hidden.append(_NOT_SEEN)


def _text(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.String) else ""


def _notes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        for note in list(page.obj.get("/Annots", []))[:_MOST]:
            if str(note.get("/Subtype", "")) in _SHOWN:
                continue
            words, who = _text(note.get("/Contents")), _text(note.get("/T"))
            words = words or _plain(_text(note.get("/RC")))
            if words:
                yield f"Page {number}{f', {who}' if who else ''}: {words}"


def _plain(rich: str) -> str:
    try:
        return xmls.words_of(xmls.tree(rich.encode())) if rich else ""
    except BadFile:
        return rich


def _walk(first: Any, *ways: str) -> Iterator[Any]:
    """Everything that is reached from here by these keys; each once."""
    waiting: list[Any] = [first]
    seen: set[object] = set()
    while waiting and len(seen) < _MOST:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)[::-1][:_MOST]
            continue
        mark = one.objgen if isinstance(one, pikepdf.Object) and one.is_indirect else id(one)
        if not isinstance(one, pikepdf.Dictionary) or mark in seen:
            continue
        seen.add(mark)
        yield one
        waiting += [one[way] for way in reversed(ways) if way in one]


def _answers(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = pdf.Root.get("/AcroForm")
    for one in _walk(form.get("/Fields"), "/Kids") if form is not None else ():
        value = one.get("/V")
        said = _text(value) or (str(value).lstrip("/") if isinstance(value, pikepdf.Name) else "")
        if said and said != "Off":
            yield f"{_text(one.get('/TU')) or _text(one.get('/T'))}: {said}"
        if _text(one.get("/DV")) and _text(one.get("/DV")) != said:
            yield f"{_text(one.get('/T'))}, as it was before it was filled in: {_text(one.get('/DV'))}"
    if form is not None and "/XFA" in form:
        yield from _xfa(form["/XFA"])


def _xfa(xfa: Any) -> Iterator[str]:
    """The answers that a form of Adobe's keeps as XML."""
    streams = list(xfa) if isinstance(xfa, pikepdf.Array) else [xfa]
    data = b"".join(one.read_bytes() for one in streams if isinstance(one, pikepdf.Stream))
    for block in data.split(b"<xfa:data>")[1:2]:
        inner = b"<xfa:data xmlns:xfa='x'>" + block.partition(b"</xfa:data>")[0] + b"</xfa:data>"
        for one in xmls.tree(inner).iter():
            if one.text and one.text.strip():
                yield f"{xmls.local(one)}: {one.text}"


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    outlines = pdf.Root.get("/Outlines")
    for one in _walk(outlines, "/First", "/Next") if outlines is not None else ():
        yield _text(one.get("/Title"))


def _described(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.get("/StructTreeRoot")
    for one in _walk(tree, "/K") if tree is not None else ():
        yield _text(one.get("/Alt"))
        yield _text(one.get("/ActualText"))


def _says(pdf: pikepdf.Pdf) -> Iterator[str]:
    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for key, value in info.items():
            if (
                key not in {"/Producer", "/Creator", "/CreationDate", "/ModDate"}
                and _text(value) not in portable_rest.NOTHING_SAID
            ):
                yield f"{_INFO.get(key, key.lstrip('/'))}: {_text(value)}" if _text(value) else ""
    said = pdf.Root.get("/Metadata")
    if isinstance(said, pikepdf.Stream):
        yield from _xmp(said.read_bytes())


def _xmp(data: bytes) -> Iterator[str]:
    try:
        root = etree.fromstring(
            data.strip(b"\0 \r\n"), etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except (etree.LxmlError, ValueError):
        return
    for one in root.iter("{http://purl.org/dc/elements/1.1/}*", "{http://ns.adobe.com/photoshop/1.0/}*"):
        words = xmls.words_of(one)
        if words and words not in portable_rest.NOTHING_SAID and xmls.local(one) != "format":
            yield f"{xmls.local(one)}: {words}"


def _layers(pdf: pikepdf.Pdf) -> Iterator[str]:
    groups = pdf.Root.get("/OCProperties")
    settings = groups.get("/D") if groups is not None else None
    for one in settings.get("/OFF", ()) if settings is not None else ():
        yield _text(one.get("/Name")) or "A layer without a name"


def _layers_of_one(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Those that one reader may show and another may not."""
    groups = pdf.Root.get("/OCProperties")
    for one in groups.get("/OCGs", ()) if groups is not None else ():
        use: Any = one.get("/Usage", {})
        states = {
            str(use[event].get(f"{event}State", "/ON")) for event in ("/Print", "/View") if event in use
        }
        if "/OFF" in states:
            yield _text(one.get("/Name")) or "A layer without a name"


def _acts(pdf: pikepdf.Pdf) -> bool:
    """Whether anything in it is a script or a command."""
    try:
        for number, one in enumerate(pdf.objects):
            if number > _MOST * 10:
                return False
            if isinstance(one, pikepdf.Dictionary) and str(one.get("/S", "")) in _ACTIONS:
                return True
    except _FAULTS:
        return False
    return False
