"""The faces of every page: Inter, Noto Sans for what Inter lacks, Droid Sans Fallback for Chinese and kana (decision 27).

reportlab takes TrueType outlines only, and it neither joins nor reorders letters: Arabic, Hebrew, Thai or the scripts of
India would come out wrong, which is worse than a mark. What cannot be drawn rightly is never a silent box: it is
reported by `core.printable.unprintable` and drawn as the visible mark `NO_GLYPH`.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from coordinator_app.core import printable
from coordinator_app.resources import resource

REGULAR: Final = "Inter"
MEDIUM: Final = "Inter-Medium"
SEMIBOLD: Final = "Inter-SemiBold"
BOLD: Final = "Inter-Bold"
NO_GLYPH: Final = printable.NO_GLYPH
clean = printable.clean

_FILES: Final = {
    REGULAR: "Inter-Regular.ttf",
    MEDIUM: "Inter-Medium.ttf",
    SEMIBOLD: "Inter-SemiBold.ttf",
    BOLD: "Inter-Bold.ttf",
    "NotoSans": "NotoSans-Regular.ttf",
    "NotoSans-Bold": "NotoSans-Bold.ttf",
}
_FALLBACK: Final = {REGULAR: "NotoSans", MEDIUM: "NotoSans", SEMIBOLD: "NotoSans-Bold", BOLD: "NotoSans-Bold"}
# read only when a text needs it: it has 28,000 characters
_EAST: Final = ("DroidSansFallback", "DroidSansFallbackFull.ttf")
_EASTERN: Final = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF))
_NOT_SHAPED: Final = (
    (0x0590, 0x109F),  # from Hebrew and Arabic over the scripts of India to Thai and Burmese
    (0x1100, 0x11FF),  # parts of Korean syllables
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0x1CD0, 0x1CFF),  # signs of Vedic
    (0xA8E0, 0xA8FF),
    (0xE000, 0xF8FF),  # private use: a font's own shapes, which nobody else reads as these characters
    (0xFB1D, 0xFDFF),  # Hebrew and Arabic presentation forms
    (0xFE70, 0xFEFF),
    (0x10000, 0x10FFFF),  # reportlab writes these so that the page's words cannot be read back
)


@lru_cache(maxsize=1)
def register() -> None:
    """Makes the faces that most pages need known to reportlab; safe to call often."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=REGULAR, boldItalic=SEMIBOLD)


@cache
def _register_east() -> None:
    name, file = _EAST
    pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))


@lru_cache(maxsize=16)
def _covered(name: str) -> frozenset[int]:
    register()
    if name == _EAST[0]:
        _register_east()
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return frozenset(font.face.charToGlyph)


def drawable() -> frozenset[int]:
    """Every code point that some face draws rightly: what the table of `core.print_letters` is made from."""
    known = _covered(REGULAR) | _covered("NotoSans") | _covered(_EAST[0])
    return frozenset(code for code in known if _faces(chr(code), REGULAR))


def _faces(char: str, font: str) -> tuple[str, ...]:
    """The faces that draw `char` rightly, the one that is wanted first.

    A combining mark is drawn in Noto Sans only: those of Inter stand beside their letter, not on it.
    """
    code = ord(char)
    if _within(code, _NOT_SHAPED) or unicodedata.category(char) in {"Cc", "Cf"}:
        return ()
    wanted = (_FALLBACK[font],) if unicodedata.combining(char) else (font, _FALLBACK[font])
    found = tuple(name for name in wanted if code in _covered(name))
    if not found and _within(code, _EASTERN) and not unicodedata.combining(char):
        return (_EAST[0],) if code in _covered(_EAST[0]) else ()
    return found


def _within(code: int, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in blocks)


@lru_cache(maxsize=4096)
def _face(char: str, font: str, *, marked: bool) -> str:
    """The face of a character, "" for none; one that carries a mark is drawn in the mark's face if that has it."""
    faces = _faces(char, font)
    if marked and _FALLBACK[font] in faces:
        return _FALLBACK[font]
    return faces[0] if faces else ""


@lru_cache(maxsize=16)
def _own(font: str) -> frozenset[str]:
    """The characters that a face draws by itself: a text of these alone is one run."""
    return frozenset(char for char in map(chr, _covered(font)) if _faces(char, font)[:1] == (font,))


def runs(text: str, font: str = REGULAR) -> list[tuple[str, str]]:
    """The text cut into (face, characters); a character without a glyph becomes `NO_GLYPH` in `font`."""
    register()
    if text.isascii() or _own(font).issuperset(text):
        return [(font, text)] if text else []
    cut: list[tuple[str, str]] = []
    for char, following in zip_longest(text, text[1:], fillvalue=""):
        face = _face(char, font, marked=bool(following) and unicodedata.combining(following) > 0)
        name, shown = (face, char) if face else (font, NO_GLYPH)
        if cut and cut[-1][0] == name:
            cut[-1] = (name, cut[-1][1] + shown)
        else:
            cut.append((name, shown))
    return cut


@lru_cache(maxsize=65536)
def width(text: str, font: str, size: float) -> float:
    """The width of `text` in points; words repeat, so the answer is kept."""
    return sum(float(pdfmetrics.stringWidth(part, face, size)) for face, part in runs(text, font))
