"""Opens any file that is kept as pages: as they are, or laid out from its words. In child processes only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PIL import Image

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import kinds, whole_pdf
from coordinator_app.documents.looking.found import Found, Held
from coordinator_app.documents.looking.leftover import CUT, OTHERS
from coordinator_app.documents.looking.photos import is_ornament, open_picture, picture_within
from coordinator_app.pdf.render import Source, open_file

if TYPE_CHECKING:
    from coordinator_app.documents.looking.laid_out import Pages

_HERE: Final = __package__
# who reads what; each is imported when such a file comes
_READERS: Final = {
    kinds.DOCX: "word",
    kinds.DOCM: "word",
    kinds.ODT: "open_text",
    kinds.ODS: "open_sheets",
    kinds.RTF: "rich_text",
    kinds.XLSX: "sheets",
    kinds.XLSM: "sheets",
    kinds.XLS: "old_sheets",
    kinds.EML: "mail",
    kinds.MSG: "outlook",
    kinds.HTML: "web",
    kinds.CSV: "texts",
    kinds.TEXT: "texts",
}
# packed files: after its reader every part is gone over for words that no reader knows of
_PACKED: Final = frozenset({kinds.DOCX, kinds.DOCM, kinds.XLSX, kinds.XLSM, kinds.ODT, kinds.ODS})
_NOT_KEPT = "This file cannot be shown: it is none of the kinds that Coordinator reads."


@contextmanager
def open_any(content: bytes) -> Iterator[Source]:
    """A kept file of any kind as pages. BadFile in plain words if it cannot be read."""
    kind = kinds.by_content(content)
    if not kind:
        raise BadFile(_NOT_KEPT, next_step="Open it where it came from.")
    if kind == kinds.PDF:
        opened = whole_pdf.open_pdf(content)
    elif kind in kinds.PICTURES:
        opened = open_picture(content)
    else:
        opened = open_file(as_pages(kind, found_in(kind, content)).pdf)
    with opened as source:
        yield source


def found_in(kind: str, content: bytes) -> Found:
    """The words, pictures and attachments of a file without pages of its own."""
    read: Callable[[bytes], Found] = import_module(f"{_HERE}.{_READERS[kind]}").read
    try:
        found = read(content)
        return import_module(f"{_HERE}.swept").with_others(content, found) if kind in _PACKED else found
    except RecursionError:
        raise BadFile(
            "This file is nested too deeply to be read safely.",
            next_step="Open it in its own program, save a copy as PDF, then choose that copy.",
        ) from None


@dataclass(frozen=True, slots=True)
class Shown:
    """Pages of a file without pages of its own; pictures that cannot be drawn on them; what is said of the rest."""

    pages: Pages
    undrawn: tuple[Held, ...]
    hidden: tuple[str, ...] = ()


def as_pages(kind: str, found: Found) -> Pages:
    """Its pages. The same file gives the same pages, whatever it is called."""
    return shown(kind, found).pages


def shown(kind: str, found: Found) -> Shown:
    """Its pages, and the pictures that cannot be drawn on them: they are looked at as files of their own."""
    # a PDF or a picture needs none of this, and it takes a third of a second to import
    from coordinator_app.documents.looking.laid_out import lay_out  # noqa: PLC0415  (see above)

    called = kinds.CALLED[kinds.TEXT if kind == kinds.CSV else kind]
    title = f"{called[0].upper()}{called[1:]}, shown by its words. Its own layout is not kept here."
    drawn: list[tuple[str, Image.Image]] = []
    undrawn: list[Held] = []
    for part in found.parts:
        picture = picture_within(part.picture) if part.picture else None
        if picture is not None:
            drawn.append((part.heading, picture))
        elif part.picture and not is_ornament(part.picture):
            undrawn.append(Held(part.file or part.heading, part.picture))
    front = tuple(part for part in found.parts if part.heading != OTHERS)
    behind = tuple(part for part in found.parts if part.heading == OTHERS and part.lines)
    try:
        return Shown(lay_out(title, front, drawn, behind), tuple(undrawn))
    except BadFile:
        if not behind:
            raise
    return Shown(
        lay_out(title, front, drawn), tuple(undrawn), (CUT,)
    )  # nothing is refused for words behind it
