"""The faces of a pack's pages: each character is its own code, and a file carries the shapes that it uses.

One table of what was used serves all volumes, since text is laid before the first is written.
"""

from __future__ import annotations

from codecs import utf_16_be_encode
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from struct import iter_unpack
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from coordinator_app.pdf import fonts
from coordinator_app.pdf.blank_face import HIGH, WIDE, blank_face
from coordinator_app.pdf.pdf_file import PdfFile, deflated, escaped
from coordinator_app.pdf.text_pages import Line, Style

INK: Final = b"0.082 0.141 0.169 rg"
_GREY: Final = b"0.263 0.329 0.361 rg"
_SPACE: Final = 500


def to_unicode(codes: Iterable[int]) -> bytes:
    """The table of a font whose codes are its characters, of those that are used.

    A table of all 65,536 is opened out by some readers for each page anew: it took them most of a second.
    """
    rows = [f"<{first:04X}> <{last:04X}> <{first:04X}>" for first, last in _runs(codes)]
    parts = (rows[at : at + 100] for at in range(0, len(rows), 100))
    blocks = "".join(f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange\n" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{blocks}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _runs(codes: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of codes that follow one another; none goes on beyond its high byte, as the format demands."""
    found: list[tuple[int, int]] = []
    for code in sorted(set(codes)):
        if found and found[-1][1] == code - 1 and code % 256:
            found[-1] = found[-1][0], code
        else:
            found.append((code, code))
    return found


class Letters:
    """The characters that were drawn in one face: most texts bring none that is new."""

    def __init__(self) -> None:
        self.all = set[str]()
        self._plain = b""

    def note(self, text: str) -> None:
        """Those of one more text."""
        if not text.isascii() or text.encode().translate(None, self._plain):
            self.all.update(text)
            self._plain = "".join(filter(str.isascii, self.all)).encode()


class Faces:
    """Draws lines, and remembers which characters of which face were drawn."""

    def __init__(self) -> None:
        fonts.register()
        self._names: dict[str, bytes] = {}
        self._used = defaultdict[str, Letters](Letters)
        self._made: dict[str, _Shapes] = {}

    def drawn(self, lines: Iterable[Line]) -> bytes:
        """The operators that draw lines."""
        code = [b"BT"]
        last: Style | None = None
        for x, y, style, text in lines:
            fresh = style is not last
            if fresh:
                code.append(_GREY if style.quiet else INK)
                last = style
            plain = text.isascii() and not fresh
            shown = self._codes(style.face, text) if plain else self._shown(text, style, fresh=fresh)
            code.append(b"1 0 0 1 %.2f %.2f Tm\n%b" % (x, y, shown))
        return b"\n".join([*code, b"ET"])

    def _shown(self, text: str, style: Style, *, fresh: bool) -> bytes:
        runs = fonts.runs(text, style.face)
        if len(runs) == 1 and runs[0][0] == style.face:
            codes = self._codes(*runs[0])
            return b"%b %b" % (self._chosen(style.face, style), codes) if fresh else codes
        parts = [b"%b %b" % (self._chosen(face, style), self._codes(face, chars)) for face, chars in runs]
        return b" ".join([*parts, self._chosen(style.face, style)])

    def _chosen(self, face: str, style: Style) -> bytes:
        name = self._names.setdefault(face, b"P%d" % len(self._names))
        return b"/%b %b Tf" % (name, str(style.size).encode())

    def _codes(self, face: str, chars: str) -> bytes:
        self._used[face].note(chars)
        return b"(%b) Tj" % escaped(utf_16_be_encode(chars)[0])

    def embed(self, file: PdfFile, table: int) -> bytes:
        """Puts every face used into a file; the entries of its pages' fonts. `table` is the object kept for `tell`."""
        entries = [b"/Unseen %d 0 R" % _unseen(file, table)]
        for face, name in self._names.items():
            number = _embedded(file, table, face, self._shapes(face))
            entries.append(b"/%b %d 0 R" % (name, number))
        return b" ".join(entries)

    def _shapes(self, name: str) -> _Shapes:
        """Made anew where more characters are used: as a rule one making serves all volumes."""
        codes = sorted(map(ord, self._used[name].all))
        made = self._made.get(name)
        if made is None or made.codes != codes:
            made = self._made[name] = _Shapes.of(name, codes)
        return made

    def tell(self, file: PdfFile, table: int, unseen: Iterable[str]) -> None:
        """Writes the table once all is drawn: which character each code is, with those of the words not painted."""
        letters = set(unseen).union(*(drawn.all for drawn in self._used.values()))
        codes = "".join(letters).encode("utf-16-be", "replace")
        file.put_stream(b"", to_unicode(code for (code,) in iter_unpack(">H", codes)), table)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What a file carries of a face, for the characters `codes`: a smaller face, and where each stands in it; deflated."""

    codes: list[int]
    size: int
    subset: bytes
    places: bytes

    @classmethod
    def of(cls, name: str, codes: list[int]) -> _Shapes:
        """The shapes of these characters."""
        face = _true_type(name).face
        subset = face.makeSubset(codes)
        glyphs = bytearray(2 * (max(codes, default=0) + 1))
        for code, place in _places(face, codes).items():
            glyphs[2 * code : 2 * code + 2] = place.to_bytes(2, "big")
        return cls(codes, len(subset), deflated(subset), deflated(bytes(glyphs)))


def _embedded(file: PdfFile, table: int, name: str, shapes: _Shapes) -> int:
    face = _true_type(name).face
    tag = b"PACKAA+" + name.encode()
    data = file.put_stream(b"/Length1 %d /Filter /FlateDecode" % shapes.size, shapes.subset, packed=True)
    descriptor = file.put(
        b"<< /Type /FontDescriptor /FontName /%b /Flags 4 /FontBBox [%b] /ItalicAngle 0 /Ascent %d /Descent %d"
        b" /CapHeight %d /StemV 80 /FontFile2 %d 0 R >>"
        % (
            tag,
            b" ".join(b"%d" % round(edge) for edge in face.bbox),
            round(face.ascent),
            round(face.descent),
            round(face.capHeight),
            data,
        )
    )
    mapped = file.put_stream(b"/Filter /FlateDecode", shapes.places, packed=True)
    widths = b" ".join(
        b"%d [%d]" % (code, round(face.charWidths.get(code, face.defaultWidth))) for code in shapes.codes
    )
    rest = b"/DW %d /W [%b] /CIDToGIDMap %d 0 R" % (_SPACE, widths, mapped)
    return _joined(file, tag, descriptor, rest, table)


def _true_type(name: str) -> TTFont:
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return font


def _places(face: object, codes: list[int]) -> dict[int, int]:
    """Where each character's shape stands in the subset: reportlab puts them in the order of `codes`, each once."""
    known: dict[int, int] = {0: 0}
    found = {}
    for code in codes:
        shape = getattr(face, "charToGlyph").get(code, 0)  # noqa: B009  (reportlab has no types)
        found[code] = known.setdefault(shape, len(known))
    return found


def _unseen(file: PdfFile, table: int) -> int:
    """A font in which every character is its own code, and all have one blank shape; its words are never painted.

    The shape is in the file: without it each reader measures the words by a face of its own, and some of them
    would reach over what stands beside them, and over a box.
    """
    shapes = blank_face()
    data = file.put_stream(b"/Length1 %d" % len(shapes), shapes)
    mapped = file.put_stream(b"/Filter /FlateDecode", _nowhere(), packed=True)
    descriptor = file.put(
        b"<< /Type /FontDescriptor /FontName /Unseen /Flags 4 /FontBBox [0 0 %d %d] /ItalicAngle 0"
        b" /Ascent %d /Descent -1 /CapHeight %d /StemV 80 /FontFile2 %d 0 R >>"
        % (WIDE, HIGH, HIGH, HIGH, data)
    )
    return _joined(file, b"Unseen", descriptor, b"/DW %d /CIDToGIDMap %d 0 R" % (WIDE, mapped), table)


@cache
def _nowhere() -> bytes:
    """Of every character that its shape is the first."""
    return deflated(bytes(2 * 0x10000))


def _joined(file: PdfFile, name: bytes, descriptor: int, rest: bytes, table: int) -> int:
    system = b"<< /Registry %b /Ordering %b /Supplement 0 >>" % (file.words("Adobe"), file.words("Identity"))
    one = file.put(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%b /CIDSystemInfo %b /FontDescriptor %d 0 R %b >>"
        % (name, system, descriptor, rest)
    )
    return file.put(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%b /Encoding /Identity-H /DescendantFonts [%d 0 R]"
        b" /ToUnicode %d 0 R >>" % (name, one, table)
    )
