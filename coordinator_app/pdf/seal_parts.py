"""Everything a finished pack may be made of; what is anything else is named, wherever in the file it lies.

Three rules together leave no room: every byte of the file belongs to its head, to an object or to its table; every
object is reached from the first page or the title; every object holds nothing but entries of this list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from coordinator_app.pdf.part_file import PartFile

_NAMES_OF_THINGS: Final = frozenset({"/Font", "/XObject", "/ExtGState"})
"""Entries whose own entries are names that the builder gives out; they are held against `_GIVEN`."""
_GIVEN: Final = re.compile(r"/(?:P[0-9]+|F[0-9]+(?:\+[0-9]+)?|Im[0-9]+|Unseen|gRLs[0-9]+|FormXob\.[0-9a-f]+)")
_FILE: Final = "Type Pages Outlines Lang ViewerPreferences Version Extensions DisplayDocTitle ADBE BaseVersion ExtensionLevel"
_PAGES: Final = (
    "Kids Count Parent MediaBox Contents Resources Rotate Trans ProcSet Font XObject ExtGState Group CS I K"
)
_MARKS: Final = "First Last Title Next Prev Dest"
_FACES: Final = (
    "Subtype BaseFont Encoding DescendantFonts ToUnicode CIDSystemInfo Registry Ordering Supplement FontDescriptor DW W"
    " CIDToGIDMap FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight XHeight StemV StemH FontFile2 FirstChar"
    " LastChar Widths Name MissingWidth Length1 AvgWidth MaxWidth Leading"
)
_PICTURES: Final = (
    "Width Height ColorSpace BitsPerComponent Filter Length DecodeParms Predictor Columns Colors"
)
_STATES: Final = "ca CA BM SMask AIS OP op OPM SA"
_LOCK: Final = "Size Root Info ID Encrypt Prev CF StdCF AuthEvent CFM StmF StrF O U OE UE P R V Perms EncryptMetadata EFF"
ENTRIES: Final = frozenset(
    f"/{name}" for part in (_FILE, _PAGES, _MARKS, _FACES, _PICTURES, _STATES, _LOCK) for name in part.split()
)
_OF_KIND: Final = {
    "/Catalog": frozenset(f"/{name}" for name in _FILE.split()),
    "/Page": frozenset(f"/{name}" for name in ("Type", *_PAGES.split())),
}
_TYPES: Final = frozenset(
    {
        *("/Catalog", "/Pages", "/Page", "/Outlines", "/Font", "/FontDescriptor", "/XObject", "/ExtGState"),
        "/CryptFilter",
    }
)
_SUBTYPES: Final = frozenset({"/Image", "/Type0", "/CIDFontType2", "/TrueType", "/Type1"})
_FACE_NAMES: Final = re.compile(
    r"/(?:Unseen|Helvetica(?:-Bold|-Oblique|-BoldOblique)?"
    r"|[A-Z]{6}\+(?:Inter|NotoSans|DroidSansFallback)(?:-[A-Za-z]+)*)"
)
_OBJECT: Final = re.compile(rb"\s*([0-9]{1,10}) 0 obj\b")
_HEAD: Final = re.compile(rb"%PDF-1\.[0-9]\r?\n(?:%[\x80-\xff]{4}\r?\n)?")
_TAIL: Final = re.compile(
    rb"\s*xref\s+0 ([0-9]+)\s+(?:[0-9]{10} [0-9]{5} [fn][ \r]?[\r\n]){1,}\s*trailer\s*<<[^%]{0,4000}?>>\s*"
    rb"startxref\s+[0-9]+\s+%%EOF\s*\Z"
)
_STREAM: Final = re.compile(rb"\bstream\r?\n|\bendobj\b")
_LENGTH: Final = re.compile(rb"/Length ([0-9]+)")
_AFTER: Final = re.compile(rb"\r?\n?endstream\s+endobj\b")
_MOST_WRONG: Final = 5
_NEAR: Final = 16 * 1024
_MOST_TABLE: Final = 4 * 1024 * 1024
"""Of a volume's table of objects, 20 bytes each."""


def odd_parts(pdf: pikepdf.Pdf, file: PartFile) -> Iterator[str]:
    """What is in the file and belongs in no pack, in sentences."""
    unknown = sorted(set(_unknown(pdf)))[:_MOST_WRONG]
    if unknown:
        yield f"The file has parts that a pack does not have: {', '.join(unknown)}."
    if _unused(pdf):
        yield "The file holds something that no page uses."
    if not _is_without_gaps(file, pdf):
        yield "The file holds something between its parts."


def _unknown(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Entries, types and faces that are not on the list."""
    for thing, holder in _things(pdf):
        given = holder in _NAMES_OF_THINGS
        for name in thing.keys():  # noqa: SIM118  (a stream has keys but is no iterable of them)
            if (given and not _GIVEN.fullmatch(name)) or (not given and name not in ENTRIES):
                yield _shown(name)
        yield from _odd_kind(thing)


def _shown(name: str) -> str:
    """An entry's name, unless it could be words."""
    return name if re.fullmatch(r"/[A-Z][A-Za-z]{1,19}", name) else "an entry with a name of its own"


def _odd_kind(thing: pikepdf.Object) -> Iterator[str]:
    kind, sub = thing.get("/Type"), thing.get("/Subtype")
    if kind is not None and str(kind) not in _TYPES:
        yield "an object of another kind"
    own = _OF_KIND.get(str(kind), ENTRIES) if kind is not None else ENTRIES
    held = map(str, thing.keys())
    yield from (_shown(name) for name in held if name in ENTRIES and name not in own)
    if sub is not None and str(sub) not in _SUBTYPES:
        yield "a font or drawing of another kind"
    for name in ("/BaseFont", "/FontName"):
        if name in thing and not _FACE_NAMES.fullmatch(str(thing[name])):
            yield "a font that is not ours"
    mask = thing.get("/SMask")
    if mask is not None and str(mask) != "/None":
        yield "a mask"


def _things(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, str]]:
    """Every dictionary and stream of the file, with the entry that holds it if it lies within another."""
    for top in [*pdf.objects, pdf.trailer]:
        yield from _inner(top, "", 0)


def _inner(thing: object, holder: str, depth: int) -> Iterator[tuple[pikepdf.Object, str]]:
    if not isinstance(thing, pikepdf.Object) or depth > 40:
        return
    if isinstance(thing, pikepdf.Array):
        for one in thing:
            if not (isinstance(one, pikepdf.Object) and one.is_indirect):
                yield from _inner(one, holder, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing, holder
        for name in thing.keys():  # noqa: SIM118  (as above)
            value = thing.get(name)
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _inner(value, name, depth + 1)


def _unused(pdf: pikepdf.Pdf) -> bool:
    """Whether an object is reached from nowhere."""
    reached: set[tuple[int, int]] = set()
    waiting: list[object] = [pdf.trailer]
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, pikepdf.Object):
            continue
        if thing.is_indirect:
            if thing.objgen in reached:
                continue
            reached.add(thing.objgen)
        if isinstance(thing, pikepdf.Array):
            waiting.extend(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            waiting.extend(thing.get(name) for name in thing.keys())  # noqa: SIM118  (as above)
    held = {one.objgen for one in pdf.objects if isinstance(one, pikepdf.Object) and one.objgen[0]}
    return bool(held - reached)


def _is_without_gaps(file: PartFile, pdf: pikepdf.Pdf) -> bool:
    """Whether each byte is that of the head, of one object after the other, each once, and of one table at the end."""
    head = _HEAD.match(file.at(0, _NEAR))
    if head is None:
        return False
    at = head.end()
    numbers: set[int] = set()
    while found := _OBJECT.match(file.at(at, _NEAR)):
        number = int(found[1])
        end = _object_end(file, at + found.end())
        if not end or number in numbers:
            return False
        numbers.add(number)
        at = end
    if file.size - at > _MOST_TABLE:
        return False
    tail = _TAIL.match(file.at(at, file.size))
    return tail is not None and int(tail[1]) == len(numbers) + 1 and len(numbers) >= len(pdf.pages)


def _object_end(file: PartFile, at: int) -> int:
    """Where an object ends that begins at `at`; 0 if that cannot be told. Its own length says where a stream ends."""
    near = _NEAR
    while (found := _STREAM.search(data := file.at(at, near))) is None or found.end() == len(data):
        if at + near >= file.size:
            break
        near *= 4
    if found is None:
        return 0
    before = data[: found.start()]
    if found[0] == b"endobj":
        return 0 if b"%" in before and b"<" not in before else at + found.end()
    lengths = _LENGTH.findall(before)
    if not lengths:
        return 0
    behind = at + found.end() + int(lengths[-1])
    after = _AFTER.match(file.at(behind, _NEAR))
    return behind + after.end() if after else 0
