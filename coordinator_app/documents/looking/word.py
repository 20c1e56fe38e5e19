"""Word documents: every part in which words may stand, each under its heading; macros are never touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from coordinator_app.documents.looking import office, xmls
from coordinator_app.documents.looking.found import Found, Part
from coordinator_app.documents.looking.zips import Package, damaged

_MAIN: Final = "word/document.xml"
_SEEN_FIRST: Final = (
    ("word/header", "Header"),
    ("word/footer", "Footer"),
    ("word/footnotes", "Footnotes"),
    ("word/endnotes", "Endnotes"),
    ("word/charts/chart", "Chart"),
    ("word/diagrams/data", "Diagram"),
    ("word/glossary/document", "Building blocks kept in the file"),
    ("customXml/item", "Data kept in the file"),
)
_NOTES: Final = frozenset({"footnote", "endnote"})
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TICKS: Final = {"F0FE": "☑", "F0FC": "✓", "F0FD": "☒", "F06F": "☐", "F0A8": "☐", "F071": "☐"}
_DESCRIBED: Final = ("descr", "alt", "string", "title")
_DELETED, _ADDED, _HIDDEN, _FIELD = "deleted", "added", "hidden", "field"


@dataclass(slots=True)
class _Words:
    """What one part says: its lines, and apart from them what does not show."""

    lines: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    apart: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    described: list[str] = field(default_factory=list)


def read(content: bytes) -> Found:
    """A Word document in words. BadFile if it is damaged."""
    package = Package(content)
    main = package.read(main_part(package))
    if not main:
        raise damaged()
    vanish = _vanishing(package)
    words = _walk(main, vanish)
    parts = [Part(lines=tuple(words.lines))]
    every = [words]
    for heading, found in _others(package, vanish):
        every.append(found)
        parts.append(Part(heading, tuple(found.lines)))
    every += [_walk(package.read(name), vanish) for name in package.under("word/comments", ".xml")]
    said = office.properties(package)
    links, fetches = office.outside(package)
    parts += [*_apart(every), *_variables(package), links, said]
    shown = tuple(part for part in parts if any(line.strip() for line in part.lines))
    return Found(
        (*shown, *office.pictures(package, "word/")),
        (*_hidden(every), *office.macros(package), *fetches, *office.undrawn(package, "word/")),
        office.inside(package),
    )


def main_part(package: Package) -> str:
    """Where the document itself lies: where the file says so, or where it always lies."""
    data = package.read("_rels/.rels")
    for one in xmls.tree(data) if data else ():
        named = xmls.named(one, "Target").lstrip("/")
        if xmls.named(one, "Type").endswith("/officeDocument") and named in package.names:
            return named
    return _MAIN


def _others(package: Package, vanish: frozenset[str]) -> Iterator[tuple[str, _Words]]:
    """The other parts that hold words, each with its heading."""
    for start, heading in _SEEN_FIRST:
        for name in sorted(package.under(start, ".xml")):
            if "/_rels/" not in name and "itemProps" not in name:
                part = package.read(name)
                yield heading, _data(part) if start.startswith("custom") else _walk(part, vanish)


def _apart(every: list[_Words]) -> Iterator[Part]:
    for words in every:
        yield Part("Text box", tuple(words.boxes))
        for who, lines in words.comments.items():
            yield Part(f"Comment{who}", tuple(lines))
        for kind, heading in (
            (_DELETED, "Deleted text (tracked change)"),
            (_ADDED, "Added text (tracked change)"),
            (_HIDDEN, "Hidden text"),
            (_FIELD, "Field"),
        ):
            for who, lines in words.apart[kind].items():
                yield Part(f"{heading}{who}", tuple(lines))
        yield Part("Description of a picture or table", tuple(dict.fromkeys(words.described)))


def _hidden(every: list[_Words]) -> Iterator[str]:
    comments = sum(len(words.comments) for words in every)
    if comments:
        yield f"It has {xmls.counted(comments, 'comment', 'comments')}."
    deleted, added = (sum(len(words.apart[kind]) for words in every) for kind in (_DELETED, _ADDED))
    if deleted or added:
        yield "It has tracked changes: words that were deleted or added can still be read in it."
    if any(words.apart[_HIDDEN] for words in every):
        yield "It has text that is set to be hidden."


def _vanishing(package: Package) -> frozenset[str]:
    """The styles whose text is hidden."""
    data = package.read("word/styles.xml")
    styles = xmls.tree(data).iter("{*}style") if data else ()
    return frozenset(xmls.named(one, "styleId") for one in styles if _vanishes(one.find("{*}rPr")))


def _vanishes(properties: Any) -> bool:
    if properties is None:
        return False
    for name in ("vanish", "webHidden", "specVanish"):
        found = properties.find(f"{{*}}{name}")
        if found is not None and xmls.named(found, "val") not in {"0", "false", "off"}:
            return True
    return False


def _data(part: bytes) -> _Words:
    """The text of a data part, element by element."""
    root = xmls.tree(part)
    return _Words(lines=[" ".join(one.text.split()) for one in root.iter() if one.text and one.text.strip()])


def _variables(package: Package) -> Iterator[Part]:
    data = package.read("word/settings.xml")
    if data:
        found = [
            f"{xmls.named(one, 'name')}: {xmls.named(one, 'val')}"
            for one in xmls.tree(data).iter("{*}docVar")
        ]
        yield Part("Values kept in the file", tuple(found))


def _walk(part: bytes, vanish: frozenset[str]) -> _Words:
    return _Walk(vanish).over(xmls.tree(part))


class _Walk:
    """Goes over one part in its order; paragraphs may lie in cells, boxes and comments, and in each other."""

    def __init__(self, vanish: frozenset[str]) -> None:
        self._vanish = vanish
        self._words = _Words()
        self._sinks: list[list[str]] = [self._words.lines]
        self._paragraphs: list[list[str]] = []
        self._marks: list[tuple[str, str]] = []  # what the words in hand are: deleted, added, hidden
        self._pieces: dict[tuple[str, str], list[str]] = {}

    def over(self, root: Any) -> _Words:
        """What the part says."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = xmls.local(element)
            if event == "start":
                if name == "Fallback":  # the same again for older programs
                    walk.skip_subtree()
                    continue
                self._start(name, element)
            elif name != "Fallback":
                self._end(name, element)
        return self._words

    def _start(self, name: str, element: Any) -> None:
        if name == "p":
            self._paragraphs.append([])
        elif name in {"tc", "tr", "txbxContent", "comment", *_NOTES}:
            self._sinks.append([])
        elif name in {"del", "moveFrom", "ins", "moveTo"}:
            self._marks.append((_DELETED if name in {"del", "moveFrom"} else _ADDED, _who(element)))
        elif name == "r" and self._is_hidden(element):
            self._marks.append((_HIDDEN, ""))
        elif name in {"t", "delText", "instrText", "delInstrText", "v", "f"}:
            self._text(name, element.text or "")
        elif name in _BREAKS:
            self._say(_BREAKS[name])
        elif name == "sym":
            self._say(_TICKS.get(xmls.named(element, "char").upper(), ""))
        elif name in {"footnoteReference", "endnoteReference"}:
            self._say(f" [note {xmls.named(element, 'id')}] ")
        self._describe(name, element)

    def _end(self, name: str, element: Any) -> None:
        if name == "p":
            self._put("".join(self._paragraphs.pop()))
            self._flush()
        elif name in {"del", "moveFrom", "ins", "moveTo"} or (name == "r" and self._is_hidden(element)):
            self._marks.pop()
        elif name in {"tc", "tr", "txbxContent", "comment", *_NOTES}:
            self._gathered(name, element, self._sinks.pop())

    def _gathered(self, name: str, element: Any, lines: list[str]) -> None:
        said = [line for line in lines if line.strip()]
        if name == "tc":
            self._sinks[-1].append(" ".join(said))
        elif name == "tr":
            # in a cell of another table it is one line of that cell
            self._sinks[-1].append(" | ".join(lines) if said else "")
        elif name == "txbxContent":
            self._words.boxes += said
        elif name == "comment":
            self._words.comments[_who(element)] += said
        elif said:
            self._sinks[-1].append(f"Note {xmls.named(element, 'id')}: {' '.join(said)}")

    def _put(self, line: str) -> None:
        if line.strip() or len(self._sinks) == 1:
            self._sinks[-1].append(line)

    def _text(self, name: str, words: str) -> None:
        if name in {"instrText", "delInstrText"}:
            self._apart((_FIELD, ""), words)
        else:
            self._say(words)

    def _say(self, words: str) -> None:
        """Words as they stand; those that do not show are kept apart from those that do."""
        for mark in self._marks:
            self._apart(mark, words)
        if any(kind in {_DELETED, _HIDDEN} for kind, _ in self._marks):
            return
        if self._paragraphs:
            self._paragraphs[-1].append(words)
        elif words.strip():
            self._sinks[-1].append(words)

    def _apart(self, mark: tuple[str, str], words: str) -> None:
        self._pieces.setdefault(mark, []).append(words)

    def _flush(self) -> None:
        """At the end of a paragraph what was kept apart of it makes lines of its own."""
        for (kind, who), pieces in self._pieces.items():
            words = " ".join("".join(pieces).split())
            if words:
                self._words.apart[kind][who].append(words)
        self._pieces.clear()

    def _is_hidden(self, run: Any) -> bool:
        properties = run.find("{*}rPr")
        if _vanishes(properties):
            return True
        style = properties.find("{*}rStyle") if properties is not None else None
        if style is not None and xmls.named(style, "val") in self._vanish:
            return True
        paragraph = run.getparent()
        above = paragraph.find("{*}pPr/{*}pStyle") if paragraph is not None else None
        return above is not None and xmls.named(above, "val") in self._vanish

    def _describe(self, name: str, element: Any) -> None:
        if name in {"docPr", "cNvPr", "shape", "textpath", "rect"}:
            found = [xmls.named(element, key) for key in _DESCRIBED]
        elif name in {
            "tblCaption",
            "tblDescription",
            "helpText",
            "statusText",
            "alias",
            "placeholderText",
        } or (name in {"result", "default"} and xmls.local(element.getparent()) == "textInput"):
            found = [xmls.named(element, "val")]
        else:
            return
        self._words.described += [" ".join(words.split()) for words in found if words.strip()]


def _who(element: Any) -> str:
    author = xmls.named(element, "author").strip()
    return f"{f' by {author}' if author else ''}{xmls.on_day(xmls.named(element, 'date'))}"
