"""OpenDocument texts (ODT): body, tables, headers, notes, comments, tracked changes, hidden text, descriptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from coordinator_app.documents.looking import xmls
from coordinator_app.documents.looking.found import ITSELF, Found, Held, Part
from coordinator_app.documents.looking.zips import Package, damaged, locked

_SAYS: Final = {
    "title": "Title",
    "subject": "Subject",
    "initial-creator": "First written by",
    "creator": "Last changed by",
    "keyword": "Keyword",
    "description": "Comments",
    "user-defined": "Also",
    "printed-by": "Printed by",
    "creation-date": "Made",
    "date": "Last changed",
}
_LINES: Final = frozenset({"p", "h"})
_ASIDE: Final = {
    "annotation": "Comment",
    "deletion": "Deleted text (tracked change)",
    "note-body": "Notes",
    "text-box": "Text box",
    "header": "Header",
    "header-left": "Header",
    "header-first": "Header",
    "footer": "Footer",
    "footer-left": "Footer",
    "footer-first": "Footer",
    "hidden-text": "Hidden text",
    "hidden-paragraph": "Hidden text",
}
_DESCRIBED: Final = frozenset({"desc", "title"})
_OF_THE_CHANGE: Final = frozenset({"creator", "date", "date-string", "creator-initials"})
_FURNITURE: Final = (
    "mimetype",
    "META-INF/",
    "Thumbnails/",
    "Configurations2/",
    "layout-cache",
    "Basic/",
    "manifest.rdf",
    "Pictures/",
    "Fonts/",
)
_MAIN: Final = ("content.xml", "styles.xml", "meta.xml", "settings.xml")


def read(content: bytes) -> Found:
    """An OpenDocument text in words. BadFile if it is damaged or locked."""
    package = open_package(content)
    walk = Walk()
    walk.over(xmls.tree(package.read("content.xml")))
    if package.read("styles.xml"):
        walk.over(xmls.tree(package.read("styles.xml")))
    said = properties(package)
    parts = [Part(lines=tuple(walk.lines)), *walk.parts(), said]
    return Found(
        (*(part for part in parts if any(line.strip() for line in part.lines)), *pictures(package)),
        (*walk.hidden(), *macros(package)),
        inside(package),
    )


def open_package(content: bytes) -> Package:
    """An OpenDocument file. BadFile if it is damaged or locked with a password."""
    package = Package(content)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise locked()
    if not package.read("content.xml"):
        raise damaged()
    return package


def properties(package: Package) -> Part:
    """What the file says of itself."""
    data = package.read("meta.xml")
    lines = []
    for element in xmls.tree(data).iter() if data else ():
        name, words = xmls.local(element), xmls.words_of(element)
        if name in _SAYS and words:
            own = xmls.named(element, "name")
            lines.append(f"{own or _SAYS[name]}: {words}")
    return Part(ITSELF, tuple(lines))


def pictures(package: Package) -> Iterator[Part]:
    """The pictures of the file."""
    for number, name in enumerate(package.under("Pictures/"), start=1):
        yield Part(f"Picture {number}", picture=package.read(name), file=name.rpartition("/")[2])


def inside(package: Package) -> tuple[Held, ...]:
    """Objects of other programs that lie in the file, as far as they are files of their own."""
    names = [name for name in package.names if not name.startswith(_FURNITURE) and name not in _MAIN]
    return tuple(Held(name.rpartition("/")[2], package.read(name)) for name in names if _is_file(name))


def _is_file(name: str) -> bool:
    return not name.lower().endswith((".xml", ".rdf", ".bin", ".svm", "/")) and not name.startswith("Object")


def macros(package: Package) -> Iterator[str]:
    """A sentence for macros, which are never run, and one for objects of other programs."""
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        yield "It holds macros, which are small programs. They were not run and not looked into."
    if any(name.startswith("Object") for name in package.names):
        yield "It holds drawings or tables of other programs, which are not shown here: look at the file itself."


class Walk:
    """Goes over a part: lines as they stand, and apart from them what stands aside or does not show."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._aside: dict[str, list[str]] = defaultdict(list)
        self._described: list[str] = []
        self._places: list[str] = []
        self._paragraphs: list[list[str]] = []
        self._rows: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._who: list[str] = []

    def parts(self) -> Iterator[Part]:
        """What stands aside, each under its heading."""
        for heading, lines in self._aside.items():
            yield Part(heading, tuple(lines))
        yield Part("Description of a picture or table", tuple(dict.fromkeys(self._described)))

    def hidden(self) -> Iterator[str]:
        """Sentences about what does not show."""
        if any(heading.startswith("Comment") for heading in self._aside):
            yield "It has comments."
        if any(heading.startswith("Deleted") for heading in self._aside):
            yield "It has tracked changes: words that were deleted can still be read in it."
        if "Hidden text" in self._aside:
            yield "It has text that is set to be hidden."

    def over(self, root: Any) -> None:
        """Go over one part in its order."""
        hidden = _hidden_styles(root)
        for event, element in etree.iterwalk(root, events=("start", "end")):
            name = xmls.local(element)
            if event == "start":
                self._start(name, element, hidden)
            else:
                self._end(name, element, hidden)
                self._say(element.tail)

    def _start(self, name: str, element: Any, hidden: frozenset[str]) -> None:
        if name in _LINES:
            self._paragraphs.append([])
        if name in _ASIDE:
            self._places.append(f"{_ASIDE[name]}{_who(element) if name == 'annotation' else ''}")
        if _is_hidden(element, hidden):
            self._places.append("Hidden text")
            if name == "span":  # its words apart from those of its paragraph
                self._paragraphs.append([])
        if name == "table-row":
            self._rows.append([])
        if name in {"table-cell", "covered-table-cell"} and self._rows:
            self._cells.append([])
        self._text(name, element)

    def _text(self, name: str, element: Any) -> None:
        if name in {"tab", "s"}:
            self._say("\t" if name == "tab" else " ")
        elif name == "line-break":
            self._say("\n")
        elif name in _DESCRIBED or (name in _OF_THE_CHANGE and self._places):
            return
        elif name in {"hidden-text", "hidden-paragraph"}:
            said = xmls.named(element, "string-value")
            if said:
                self._aside["Hidden text"].append(said)
        if self._paragraphs:
            self._say(element.text)
        self._variables(name, element)

    def _variables(self, name: str, element: Any) -> None:
        if name in {"variable-set", "user-field-decl", "variable-decl"}:
            said = f"{xmls.named(element, 'name')}: {xmls.named(element, 'string-value')}"
            if xmls.named(element, "string-value"):
                self._aside["Values kept in the file"].append(said)
        if name == "a" and xmls.named(element, "href"):
            self._aside["Links"].append(xmls.named(element, "href"))

    def _end(self, name: str, element: Any, hidden: frozenset[str]) -> None:
        if name in _LINES:
            self._put("".join(self._paragraphs.pop()))
        if name in {"table-cell", "covered-table-cell"} and self._cells:
            self._rows[-1].append(" ".join(line for line in self._cells.pop() if line.strip()))
        if name == "table-row" and self._rows:
            row = self._rows.pop()
            if any(row):
                self._put(" | ".join(row))
        if name in _DESCRIBED and xmls.words_of(element):
            self._described.append(xmls.words_of(element))
        if _is_hidden(element, hidden):
            if name == "span":
                self._put("".join(self._paragraphs.pop()))
            self._places.pop()
        if name in _ASIDE:
            self._places.pop()

    def _put(self, line: str) -> None:
        if self._places:
            self._aside[self._places[-1]].append(line)
        elif self._cells:
            self._cells[-1].append(line)
        else:
            self.lines.append(line)

    def _say(self, words: str | None) -> None:
        if not words:
            return
        if self._places and self._places[-1] == "Hidden text" and not self._paragraphs:
            self._aside["Hidden text"].append(words)
        elif self._paragraphs:
            self._paragraphs[-1].append(words)


def _hidden_styles(root: Any) -> frozenset[str]:
    styles = (one for one in root.iter("{*}style"))
    return frozenset(
        xmls.named(one, "name")
        for one in styles
        if any(xmls.named(inner, "display") == "none" for inner in one)
    )


def _is_hidden(element: Any, hidden: frozenset[str]) -> bool:
    """A span or paragraph in a hidden style, or a section that is switched off."""
    if xmls.local(element) == "section":
        return xmls.named(element, "display") in {"none", "condition"}
    return (
        xmls.local(element) in {"span", "p", "h"}
        and bool(hidden)
        and xmls.named(element, "style-name") in hidden
    )


def _who(element: Any) -> str:
    author = next((xmls.words_of(one) for one in element if xmls.local(one) == "creator"), "")
    stamp = next((xmls.words_of(one) for one in element if xmls.local(one) == "date"), "")
    return f"{f' by {author}' if author else ''}{xmls.on_day(stamp)}"
