"""The pictures of a finished pack: each is one plain JPEG, alone on its page, with nothing beside its pixels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from coordinator_app.pdf.jpeg_parts import extras

_ENTRIES: Final = frozenset(
    f"/{name}"
    for name in ("Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Filter", "Length")
)
_COLOURS: Final = frozenset({"/DeviceRGB", "/DeviceGray"})
_INLINE: Final = re.compile(rb"(?<![A-Za-z0-9#])BI\s[^()<>]{0,400}?\sID\s")
_SHADOWS: Final = re.compile(rb"/[A-Za-z]+\s+(?:BDC|BMC)|(?<![A-Za-z])(?:BDC|DP|sh)(?![A-Za-z])")
_STRING: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
FINE: Final = "Every picture is one plain picture, with nothing beside its pixels."


def picture_faults(
    pdf: pikepdf.Pdf, plain: set[tuple[int, int]] | None = None
) -> Iterator[tuple[str, int | None]]:
    """What is wrong with pictures, as (sentence, page from 1 or None).

    `plain` is given each that is one JPEG and nothing beside it: no need to read those again for words.
    """
    for number, page in enumerate(pdf.pages, start=1):
        images = list(_images_of(page))
        if len(images) > 1:
            yield f"Page {number} holds more than one picture.", number
        for image in images:
            said = _wrong(image)
            if said:
                yield f"The picture on page {number} carries {said}.", number
            elif plain is not None:
                plain.add(image.objgen)
        if _has_more(page):
            yield f"Page {number} holds a picture or marks within its drawing.", number


def _images_of(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    held = page.obj.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for name in held.keys():  # noqa: SIM118  (pikepdf's own dictionary)
        yield held[name]


def _wrong(image: pikepdf.Object) -> str:
    if not isinstance(image, pikepdf.Stream) or str(image.get("/Subtype")) != "/Image":
        return "a drawing"
    if set(map(str, image.keys())) - _ENTRIES:
        return "a mask or something else"
    if str(image.get("/Filter")) != "/DCTDecode" or str(image.get("/ColorSpace")) not in _COLOURS:
        return "another kind of picture"
    return extras(image.read_raw_bytes())


def _has_more(page: pikepdf.Page) -> bool:
    """Pictures and hidden words may also stand within the commands that draw a page."""
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    for part in parts:
        if isinstance(part, pikepdf.Stream):
            commands = _without_words(part.read_bytes())
            if _INLINE.search(commands) or _SHADOWS.search(commands) or b"%" in commands:
                return True
    return False


def _without_words(commands: bytes) -> bytes:
    """Commands without the words that they write: those of a text, or of a reference, may look like a command."""
    while True:
        bare = _STRING.sub(b" ", commands)
        if bare == commands:
            return bare
        commands = bare
