"""The two type families of every page: Inter, and Noto Sans for what Inter lacks (decision 27).

reportlab takes TrueType outlines only. A character in neither family is never drawn as a silent box: it is
reported by `missing_glyphs` and drawn as the visible mark `NO_GLYPH`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from coordinator_app.resources import resource

REGULAR: Final = "Inter"
MEDIUM: Final = "Inter-Medium"
SEMIBOLD: Final = "Inter-SemiBold"
BOLD: Final = "Inter-Bold"
NO_GLYPH: Final = "[?]"

_FILES: Final = {
    REGULAR: "Inter-Regular.ttf",
    MEDIUM: "Inter-Medium.ttf",
    SEMIBOLD: "Inter-SemiBold.ttf",
    BOLD: "Inter-Bold.ttf",
    "NotoSans": "NotoSans-Regular.ttf",
    "NotoSans-Bold": "NotoSans-Bold.ttf",
}
_FALLBACK: Final = {REGULAR: "NotoSans", MEDIUM: "NotoSans", SEMIBOLD: "NotoSans-Bold", BOLD: "NotoSans-Bold"}


@lru_cache(maxsize=1)
def register() -> None:
    """Makes the six faces known to reportlab; safe to call often."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=REGULAR, boldItalic=SEMIBOLD)


@lru_cache(maxsize=16)
def _covered(name: str) -> frozenset[int]:
    register()
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return frozenset(font.face.charToGlyph)


def clean(text: str) -> str:
    """The text as it can be printed: composed, control and direction characters gone, tabs to spaces."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text).replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        char for char in composed if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf"}
    )


def missing_glyphs(text: str) -> list[str]:
    """The characters of `text`, each once and in order, that no font of ours can draw."""
    known = _covered(REGULAR) | _covered("NotoSans")
    found = (char for char in clean(text) if char != "\n" and ord(char) not in known)
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _face(char: str, font: str) -> str:
    for name in (font, _FALLBACK[font]):
        if ord(char) in _covered(name):
            return name
    return ""


def runs(text: str, font: str = REGULAR) -> list[tuple[str, str]]:
    """The text cut into (face, characters); a character without a glyph becomes `NO_GLYPH` in `font`."""
    register()
    if text.isascii():
        return [(font, text)] if text else []
    cut: list[tuple[str, str]] = []
    for char in text:
        face = _face(char, font)
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
