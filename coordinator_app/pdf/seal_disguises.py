"""A text as it reads when what disguises it is taken off: figures for letters, packed letters, signs of the web."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

_MIXED: Final = re.compile(r"[^\W\d_][0134578@$|!€]|[0134578@$|!€][^\W\d_]")
_FIGURES: Final = str.maketrans("034578@$|!€", "oeastbasiie")
_ONE_AS: Final = ("l", "i")
_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX: Final = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}[ :]?){6,}(?![0-9A-Za-z])")
_MOST: Final = 400
_LONGEST: Final = 20_000


def undisguised(text: str) -> Iterator[str]:
    """Other readings of a text; none for plain words. Places in them say nothing about places in the text."""
    if _MIXED.search(text):
        letters = text.translate(_FIGURES)
        yield from (letters.replace("1", one) for one in _ONE_AS)
    if "%" in text and (plain := unquote(text)) != text:
        yield plain
    if "&" in text and (plain := html.unescape(text)) != text:
        yield plain
    if packed := [*_from_hex(text), *_from_base64(text)]:
        yield "\n".join(packed)


def _from_hex(text: str) -> Iterator[str]:
    for found in list(_HEX.finditer(text))[:_MOST]:
        digits = re.sub(r"[ :]", "", found[0])[:_LONGEST]
        yield from _read(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _from_base64(text: str) -> Iterator[str]:
    for found in list(_BASE64.finditer(text))[:_MOST]:
        token = found[0].rstrip("=").replace("-", "+").replace("_", "/")[:_LONGEST]
        if token.isalpha() and (token.islower() or token.istitle() or token.isupper()):
            continue  # a word
        try:
            yield from _read(base64.b64decode(token[: len(token) // 4 * 4] + _rest(token)))
        except (binascii.Error, ValueError):
            continue


def _rest(token: str) -> str:
    left = len(token) % 4
    return token[-left:] + "=" * (4 - left) if left > 1 else ""


def _read(data: bytes) -> Iterator[str]:
    """The bytes as text, where they are text."""
    for code in ("utf-8", "utf-16-be", "utf-16-le"):
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if len(text) >= 4 and sum(char.isalpha() or char in " .,'-\n" for char in text) >= 0.8 * len(text):
            yield text
