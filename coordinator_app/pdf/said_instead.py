"""Words that a page claims to say instead of those that are drawn (ActualText): readers of a file take them for its words."""

from __future__ import annotations

import base64
import io
import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
import pypdfium2

_MARK: Final = b"/ActualText"
_NONE: Final = b"/NoActText2"
_KEY: Final = "/ActualText"
_DEEPEST: Final = 8
_MOST: Final = 20_000_000
"""Bytes of one drawing's commands: a page of that many has been made to be more than it looks."""


def says_instead(parts: pikepdf.Pdf, index: int) -> bool:
    """Whether the letters of a page are others once nothing is said instead of them. PdfError if it cannot be taken out."""
    if not any(_speaks(one) for one in _drawings(parts.pages[index].obj)):
        return False
    with pikepdf.new() as alone:
        alone.pages.append(parts.pages[index])
        said = _letters(alone)
        for one in _drawings(alone.pages[0].obj):
            _silence(one, alone)
        return _letters(alone) != said


def _drawings(page: Any) -> Iterator[Any]:
    """The page and the drawings that are drawn on it, each once."""
    waiting, seen = [(page, 0)], set[tuple[int, int]]()
    while waiting:
        one, deep = waiting.pop()
        if one.objgen in seen and one.objgen != (0, 0):
            continue
        seen.add(one.objgen)
        yield one
        held = _held(one, "/XObject")
        if deep < _DEEPEST:
            waiting += [
                (inner, deep + 1)
                for inner in held.values()
                if isinstance(inner, pikepdf.Stream) and inner.get("/Subtype") == pikepdf.Name.Form
            ]


def _held(one: Any, kind: str) -> dict[str, Any]:
    resources = one.get("/Resources", {})
    held = resources.get(kind) if isinstance(resources, pikepdf.Dictionary) else None
    return dict(held.items()) if isinstance(held, pikepdf.Dictionary) else {}


def _streams(one: Any) -> list[Any]:
    contents = one if isinstance(one, pikepdf.Stream) else one.get("/Contents", [])
    return [contents] if isinstance(contents, pikepdf.Stream) else list(contents)


def _speaks(one: Any) -> bool:
    named = _held(one, "/Properties").values()
    if any(isinstance(value, pikepdf.Dictionary) and _KEY in value for value in named):
        return True
    return any(_MARK in _data(stream) for stream in _streams(one))


def _data(stream: Any) -> bytes:
    """The commands of a drawing. ValueError if they are packed so that they might swell to anything."""
    packed = stream.get("/Filter", [])
    names = (
        [str(one) for one in packed] if isinstance(packed, pikepdf.Array) else [str(packed)] if packed else []
    )
    if len(names) == 1 and names[0] not in _UNPACKS:
        return _small(bytes(stream.read_bytes()))
    data = bytes(stream.read_raw_bytes())
    for name in names:
        data = _small(_UNPACKS[name](data) if name in _UNPACKS else b" " * (_MOST + 1))
    return data


def _small(data: bytes) -> bytes:
    if len(data) > _MOST:
        message = "commands without end"
        raise ValueError(message)
    return data


def _inflated(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, _MOST + 1)


def _of_letters(data: bytes) -> bytes:
    return base64.a85decode(data.strip().removeprefix(b"<~").partition(b"~>")[0])


def _of_figures(data: bytes) -> bytes:
    figures = re.sub(rb"\s+", b"", data.partition(b">")[0])
    return bytes.fromhex((figures + b"0" * (len(figures) % 2)).decode("ascii", "replace"))


_UNPACKS: Final = {"/FlateDecode": _inflated, "/ASCII85Decode": _of_letters, "/ASCIIHexDecode": _of_figures}


def _silence(one: Any, pdf: pikepdf.Pdf) -> None:
    for value in _held(one, "/Properties").values():
        if isinstance(value, pikepdf.Dictionary) and _KEY in value:
            del value[_KEY]
    data = b"\n".join(_data(stream) for stream in _streams(one)).replace(_MARK, _NONE)
    if isinstance(one, pikepdf.Stream):
        one.write(data)
    else:
        one.Contents = pdf.make_stream(data)


def _letters(pdf: pikepdf.Pdf) -> str:
    """The letters of the only page, whatever joins or breaks them."""
    out = io.BytesIO()
    pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as opened:
        page = opened[0]
        text = page.get_textpage()
        words = str(text.get_text_range())
        text.close()
        page.close()
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", words))
