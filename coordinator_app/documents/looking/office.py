"""What Word and Excel files have alike: what they say of themselves, links, files that lie in them, pictures, macros."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coordinator_app.core.dates import say
from coordinator_app.documents.looking import xmls
from coordinator_app.documents.looking.found import ITSELF, MOST_INSIDE, Held, Part
from coordinator_app.documents.looking.zips import Package, damaged

_SAYS: Final = {
    "title": "Title",
    "subject": "Subject",
    "creator": "Written by",
    "lastModifiedBy": "Last changed by",
    "keywords": "Keywords",
    "description": "Comments",
    "category": "Category",
    "contentStatus": "Status",
    "manager": "Manager",
    "company": "Company",
    "template": "Template",
    "created": "Made",
    "modified": "Last changed",
    "lastPrinted": "Last printed",
}
_INSTANTS: Final = frozenset({"created", "modified", "lastPrinted"})
_FOLDERS: Final = ("word/", "xl/", "customXml/")
# parts that hold nothing anybody wrote
_UNDRAWN: Final = (".emf", ".wmf", ".svg", ".wdp")
_FURNITURE: Final = (
    "fonts/",
    "printerSettings",
    "vbaProject",
    "vbaData",
    "activeX",
    "/theme/",
    "vbaProjectSignature",
)


def properties(package: Package) -> Part:
    """What the file says of itself."""
    said: dict[str, str] = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        for element in _elements(package, name):
            key, words = xmls.local(element), xmls.words_of(element)
            key = key[:1].lower() + key[1:]
            if key in _SAYS and words:
                said.setdefault(key, words)
    lines = [f"{_SAYS[key]}: {_shown(key, words)}" for key, words in said.items()]
    lines += [
        f"{xmls.named(one, 'name')}: {xmls.words_of(one)}"
        for one in _elements(package, "docProps/custom.xml")
    ]
    return Part(ITSELF, tuple(lines))


def _shown(key: str, words: str) -> str:
    day = xmls.day_of(words) if key in _INSTANTS else None
    return say(day) if day else words


def _elements(package: Package, name: str) -> Iterator[object]:
    data = package.read(name)
    return iter(xmls.tree(data)) if data else iter(())


def outside(package: Package) -> tuple[Part, tuple[str, ...]]:
    """The addresses that the file points to, and a sentence if opening it elsewhere would fetch one of them."""
    links: list[str] = []
    fetched = 0
    for name in package.under("", ".rels"):
        for one in xmls.tree(package.read(name)):
            if xmls.named(one, "TargetMode") == "External":
                links.append(xmls.named(one, "Target"))
                fetched += not xmls.named(one, "Type").endswith("/hyperlink")
    hidden = "It points to something outside that other programs would fetch when they open it. Nothing was fetched."
    return Part("Links", tuple(dict.fromkeys(links))), (hidden,) if fetched else ()


def inside(package: Package) -> tuple[Held, ...]:
    """Files that lie in the file: embedded documents, workbooks, objects."""
    held = []
    for name in package.names:
        low = name.lower()
        if not low.startswith(_FOLDERS) or low.endswith((".xml", ".rels", ".vml")) or "/media/" in low:
            continue
        if any(piece.lower() in low for piece in _FURNITURE):
            continue
        # a web page with its pictures is packed as an email is, and read like one
        called = name.rpartition("/")[2]
        called = f"{called.rpartition('.')[0]}.eml" if low.endswith((".mht", ".mhtml")) else called
        held.append(Held(called, package.read(name)))
    if len(held) > MOST_INSIDE:
        raise damaged()
    return tuple(held)


def pictures(package: Package, folder: str) -> Iterator[Part]:
    """The pictures of the file, in the order of their names."""
    names = sorted(package.under(f"{folder}media/"), key=lambda name: (len(name), name))
    for number, name in enumerate(names, start=1):
        if not name.lower().endswith(_UNDRAWN):
            yield Part(f"Picture {number}", picture=package.read(name), file=name.rpartition("/")[2])


def undrawn(package: Package, folder: str) -> tuple[str, ...]:
    """A sentence for pictures of a kind that cannot be drawn."""
    count = sum(name.lower().endswith(_UNDRAWN) for name in package.under(f"{folder}media/"))
    return (
        (f"{xmls.counted(count, 'drawing', 'drawings')} in it cannot be shown: look at the file itself.",)
        if count
        else ()
    )


def macros(package: Package) -> tuple[str, ...]:
    """A sentence for macros: they are never run, and nothing is read of them."""
    there = any(name.lower().endswith("vbaproject.bin") for name in package.names)
    return (
        ("It holds macros, which are small programs. They were not run and not looked into.",)
        if there
        else ()
    )
