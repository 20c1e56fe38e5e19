"""What a finished pack is made of, part by part, against what it may be made of (security.md 17-20, 3h).

Every object of every revision is read, also those that no page shows: their strings, their streams, the text
inside drawing commands.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

import pikepdf

from coordinator_app.pdf.jpeg_parts import extras
from coordinator_app.pdf.part_file import PART, PartFile

_BOOKMARK: Final = re.compile(r"Letter|What is in this pack|Item [0-9]+")
_DEEPEST: Final = 40
_END: Final = b"%%EOF"
_TABLE: Final = b"startxref"
_LONG_NAME: Final = 8  # of a font or a picture, which are called P1 and Im0
_UNLOCKING: Final = {"/O": 48, "/U": 48, "/OE": 32, "/UE": 32, "/Perms": 16}
_MARK: Final = 16
_PLAIN: Final = re.compile(rb"[A-Za-z ]")
_MOSTLY: Final = 0.8


@dataclass(frozen=True, slots=True)
class Banned:
    """A check: keys and types that must not occur anywhere in the file, and what is said when one does."""

    check: str
    keys: frozenset[str]
    types: frozenset[str]
    fine: str
    wrong: str


BANNED: Final = (
    Banned(
        "attachments",
        frozenset({"/EmbeddedFiles", "/EF", "/AF", "/Collection"}),
        frozenset({"/Filespec", "/EmbeddedFile"}),
        "Nothing is attached to the file.",
        "A file is attached inside this pack.",
    ),
    Banned(
        "scripts",
        frozenset({"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch"}),
        frozenset({"/JavaScript", "/Launch", "/SubmitForm"}),
        "The file does nothing by itself.",
        "The file holds a script or an action.",
    ),
    Banned(
        "notes",
        frozenset({"/Annots"}),
        frozenset({"/Annot"}),
        "There are no notes, stamps or links on the pages.",
        "There are notes, stamps or links on the pages.",
    ),
    Banned(
        "form fields",
        frozenset({"/AcroForm", "/XFA", "/FT"}),
        frozenset(),
        "There are no form fields.",
        "The file holds form fields, which keep their values.",
    ),
    Banned(
        "layers",
        frozenset({"/OCProperties", "/OC"}),
        frozenset({"/OCG", "/OCMD"}),
        "There are no hidden layers.",
        "The file has layers, which can be hidden.",
    ),
    Banned(
        "thumbnails",
        frozenset({"/Thumb"}),
        frozenset(),
        "There are no small copies of pages.",
        "The file holds a small copy of a page.",
    ),
    Banned(
        "hidden details",
        frozenset(
            {"/Metadata", "/PieceInfo", "/StructTreeRoot", "/Alt", "/ActualText", "/SpiderInfo", "/Names"}
        ),
        frozenset({"/Metadata"}),
        "The file says nothing about itself but its number.",
        "The file holds details that no page shows.",
    ),
)


class Versions:
    """How often the file ends: each time that something was saved onto it. It is gone through once."""

    def __init__(self, file: PartFile) -> None:
        self._file = file
        found = [*file.places(_END, _TABLE)]
        self._ends = [place + len(_END) for place, words in found if words == _END]
        self._tables = len(found) - len(self._ends)

    def earlier(self) -> Iterator[PartFile]:
        """Each version but the newest; a file written once has none."""
        yield from (self._file.until(end) for end in self._ends[:-1])

    def was_added_to(self) -> bool:
        """Whether something was saved onto the file, or stands behind its end."""
        if len(self._ends) != 1 or self._tables != 1:
            return True
        return any(self._file.at(at, PART).strip() for at in range(self._ends[0], self._file.size, PART))


def faults(pdf: pikepdf.Pdf, title: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the parts of a file, as (check, sentence)."""
    keys, types = _inventory(pdf)
    for banned in BANNED:
        if keys & banned.keys or types & banned.types:
            yield banned.check, banned.wrong
    yield from _info(pdf, title)
    yield from _edges(pdf)
    yield from _bookmarks(pdf)


def _info(pdf: pikepdf.Pdf, title: str) -> Iterator[tuple[str, str]]:
    info = {str(key): str(value) for key, value in pdf.docinfo.items()}
    if info != {"/Title": title}:
        yield "hidden details", "The file says more about itself than its number."


def _edges(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    for number, page in enumerate(pdf.pages, start=1):
        boxes = [page.obj.get(name) for name in ("/CropBox", "/TrimBox", "/ArtBox", "/BleedBox")]
        whole = [float(str(edge)) for edge in page.mediabox]
        parts = [
            [float(str(edge)) for edge in pikepdf.Array(box)]
            for box in boxes
            if isinstance(box, pikepdf.Array)
        ]
        if any(part != whole for part in parts):
            yield "whole pages", f"Page {number} shows only a part of what it holds."


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            waiting.extend(item.children)
            if not _BOOKMARK.fullmatch(str(item.title)):
                yield "bookmarks", "A bookmark holds words of its own."
                return


def _inventory(pdf: pikepdf.Pdf) -> tuple[set[str], set[str]]:
    """Every key of every dictionary in the file, and every type, subtype and kind of action."""
    keys: set[str] = set()
    types: set[str] = set()
    for found in _dictionaries(pdf):
        for key in found.keys():  # noqa: SIM118  (a stream has keys but is no iterable of them)
            keys.add(str(key))
            value = found.get(key)
            if key in {"/Type", "/S"} and isinstance(value, pikepdf.Name):
                types.add(str(value))
    return keys, types


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for thing in everything(pdf):
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing


def everything(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every value of the file: each object of the table, also those that nothing points to, and what is in them."""
    for top in [*pdf.objects, pdf.trailer]:
        yield from _within(top, 0)


def _within(thing: object, depth: int) -> Iterator[pikepdf.Object]:
    if not isinstance(thing, pikepdf.Object) or depth > _DEEPEST:
        return
    yield thing
    inner: list[object] = []
    if isinstance(thing, pikepdf.Array):
        inner = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inner = [thing.get(key) for key in thing.keys()]  # noqa: SIM118  (as above)
    for part in inner:
        if not (isinstance(part, pikepdf.Object) and part.is_indirect):
            yield from _within(part, depth + 1)


def texts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every string of the file, keys and names too, and the text inside every stream of drawing commands.

    But for the strings that are random, which `raw_streams` gives as they are.
    """
    strings, noise = list[str](), _random(pdf)
    for thing in everything(pdf):
        if isinstance(thing, pikepdf.String):
            if bytes(thing) not in noise:
                strings.append(str(thing))
        elif isinstance(thing, pikepdf.Name):
            strings.append(str(thing)[1:])
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            strings.extend(str(key)[1:] for key in thing.keys())  # noqa: SIM118  (as above)
        if isinstance(thing, pikepdf.Stream):
            yield from drawn_text(thing)
    yield "\n".join(strings)


def _random(pdf: pikepdf.Pdf) -> frozenset[bytes]:
    """What unlocks the file, and its mark: of so many random bytes, read as letters, some say "Otis" by chance.

    Only in their own places and as long as they are there; what is text is no noise.
    """
    lock, marks = pdf.trailer.get("/Encrypt"), pdf.trailer.get("/ID")
    found: list[tuple[object, int]] = []
    if isinstance(marks, pikepdf.Array):
        found += [(one, _MARK) for one in marks]
    if isinstance(lock, pikepdf.Dictionary):
        found += [(lock.get(name), size) for name, size in _UNLOCKING.items()]
    raw = [(bytes(one), size) for one, size in found if isinstance(one, pikepdf.String)]
    return frozenset(one for one, size in raw if len(one) == size and not _is_text(one))


def _is_text(raw: bytes) -> bool:
    """Whether it is whole as text, or says that it is, or most of it are plain letters."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")) or len(_PLAIN.findall(raw)) >= _MOSTLY * len(raw):
        return True
    try:
        return bool(raw.decode())
    except UnicodeDecodeError:
        return False


def drawn_text(stream: pikepdf.Stream) -> list[str]:
    """The strings of drawing commands: run together as one text, and each apart; empty for other streams."""
    if (
        stream.get("/Subtype") == "/Image" or "/Length1" in stream
    ):  # pictures and fonts draw nothing by themselves
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a stream that is cut short is read as far as it goes
            commands = pikepdf.parse_content_stream(stream)
    except (pikepdf.PdfError, ValueError, TypeError):
        return _as_it_stands(stream)
    parts: list[str] = []
    for command in commands:
        for operand in command.operands:
            parts.extend(_strings(operand))
    return ["".join(parts), " ".join(parts)] if parts else []


def _as_it_stands(stream: pikepdf.Stream) -> list[str]:
    """The bytes of what cannot be followed, as text."""
    try:
        return [stream.read_bytes().decode("latin-1")]
    except pikepdf.PdfError:
        return []


def _strings(operand: object) -> list[str]:
    if isinstance(operand, pikepdf.String):
        return [_decoded(bytes(operand))]
    if isinstance(operand, pikepdf.Name) and len(str(operand)) >= _LONG_NAME:
        return [str(operand)[1:]]
    if isinstance(operand, pikepdf.Array):
        return ["".join(text for part in operand for text in _strings(part))]
    if isinstance(operand, pikepdf.Dictionary):
        return [text for key in operand.keys() for text in _strings(operand.get(key))]  # noqa: SIM118  (as above)
    return []


def _decoded(raw: bytes) -> str:
    """The text of a string: its codes are two bytes each where many are no more than a byte with a nought before it."""
    if raw.startswith(b"\xfe\xff") or (
        len(raw) > 1 and not len(raw) % 2 and raw[::2].count(0) * 2 >= len(raw) // 2
    ):
        return raw.removeprefix(b"\xfe\xff").decode("utf-16-be", "replace")
    return raw.decode("latin-1")


def raw_streams(pdf: pikepdf.Pdf, plain: Collection[tuple[int, int]] = ()) -> Iterator[bytes]:
    """The bytes of every stream, opened where its packing is known, but for those all of whose words `texts` gives.

    And of the strings those that are random. `plain` are the pictures of which it is known that they are nothing else.
    """
    yield from _random(pdf)
    drawings = _drawings(pdf)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.objgen not in plain and not _is_plain_picture(thing):
            if thing.objgen in drawings and b"%" not in thing.read_bytes():
                continue
            try:
                yield thing.read_bytes()
            except pikepdf.PdfError:
                yield thing.read_raw_bytes()


def _drawings(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """The streams that draw pages: without remarks they hold commands, whose names and strings are all read."""
    found: set[tuple[int, int]] = set()
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(part, pikepdf.Stream):
                found.add(part.objgen)
    return frozenset(found)


def _is_plain_picture(stream: pikepdf.Stream) -> bool:
    """Whether it is a JPEG and nothing but one: its pixels hold no words, and there is nothing beside them."""
    return str(stream.get("/Filter")) == "/DCTDecode" and not extras(stream.read_raw_bytes())


def opened(file: PartFile, password: str) -> pikepdf.Pdf:
    """The file through pikepdf; raises pikepdf's errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a file without a lock is a finding of its own
        return pikepdf.open(cast("BinaryIO", file.again()), password=password)
