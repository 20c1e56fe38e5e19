"""What eyes see in the scans and photographs of the long file: where somebody is named, and what can be read there.

The first by how the practice file is made, the second by a reader of pictures that is no part of the program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

from PIL import ImageFont
from pypdf import PdfReader

from coordinator_app.demo.long_file import cast
from coordinator_app.demo.long_file.pieces import Form, Piece
from coordinator_app.resources import resource

PICTURES = frozenset({Form.SCAN, Form.PHOTOGRAPH})
_WIDTH, _HEIGHT, _TURNED = 1240, 1754, {Form.SCAN: 0.4, Form.PHOTOGRAPH: 0.0}
_LEFT, _TOP, _PITCH, _LETTERS, _SIZE = 120, 160, 44, 74, 28
_BEFORE = 3  # lines over the words: heading, day, nothing
_ROUND = 4  # pixels that a careful hand leaves round a name
_DPI = 150


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a page, in fractions of it from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def named(piece: Piece) -> tuple[str, ...]:
    """Who is named in it; a relation tells no name."""
    return tuple(one for one in piece.planted if one not in cast.RELATIONS)


def areas_of(piece: Piece) -> list[Area]:
    """Where the picture of a piece names somebody else; a name that goes on in the next line has an area in each."""
    if piece.form not in PICTURES:
        return []
    lines = textwrap.wrap(piece.words, _LETTERS)
    text = " ".join(lines)
    assert text == piece.words
    stretches = {(found.start(), found.end()) for name in named(piece) for found in _whole(name, text)}
    return [area for start, end in sorted(stretches) for area in _areas(piece.form, lines, start, end)]


def _whole(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)


def _areas(form: Form, lines: list[str], start: int, end: int) -> Iterator[Area]:
    begins = 0
    for number, line in enumerate(lines):
        first, last = max(start, begins), min(end, begins + len(line))
        if first < last:
            yield _area(form, number, line, first - begins, last - begins)
        begins += len(line) + 1


def _area(form: Form, number: int, line: str, first: int, last: int) -> Area:
    face = ImageFont.truetype(str(resource("fonts", "Inter-Regular.ttf")), _SIZE)
    left, right = (_LEFT + face.getlength(line[:at]) for at in (first, last))
    top = _TOP + _PITCH * (_BEFORE + number)
    corners = [
        _turned(x, y, _TURNED[form])
        for x in (left - _ROUND, right + _ROUND)
        for y in (top, top + _SIZE + 2 * _ROUND)
    ]
    across, down = zip(*corners, strict=True)
    return Area(min(across) / _WIDTH, min(down) / _HEIGHT, max(across) / _WIDTH, max(down) / _HEIGHT)


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    """Where a point of the sheet lies once the sheet was turned against the clock."""
    turn, across, down = radians(degrees), x - _WIDTH / 2, y - _HEIGHT / 2
    return (
        _WIDTH / 2 + across * cos(turn) + down * sin(turn),
        _HEIGHT / 2 - across * sin(turn) + down * cos(turn),
    )


def can_read() -> bool:
    """Whether the reader of pictures is on this machine."""
    return shutil.which("tesseract") is not None


def seen(picture: Path) -> str:
    """The words of a picture."""
    told = subprocess.run(
        ["tesseract", str(picture), "-", "--psm", "6"],
        capture_output=True,
        check=True,
        text=True,
        timeout=300,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return " ".join(told.stdout.split())


def seen_in(file: bytes) -> str:
    """The words that can be seen on the first page of a file."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "given")
        given.write_bytes(file)
        if not file.startswith(b"%PDF"):
            return seen(given)
        _drawn(given, "", 1, Path(folder, "page"))
        return seen(Path(folder, "page.png"))


def seen_in_pictures(saved: Path, password: str) -> dict[int, str]:
    """Of every page of a locked file that is, or holds, a picture: its number, and the words that can be seen on it."""
    reader = PdfReader(saved)
    assert reader.decrypt(password)
    pictured = [number for number, page in enumerate(reader.pages, start=1) if page.images.keys()]
    with tempfile.TemporaryDirectory() as folder:
        read = {}
        for number in pictured:
            _drawn(saved, password, number, Path(folder, "page"))
            read[number] = seen(Path(folder, "page.png"))
    return read


def _drawn(file: Path, password: str, page: int, to: Path) -> None:
    which = ["-f", str(page), "-l", str(page), "-singlefile", "-r", str(_DPI), "-gray", "-png"]
    opened = ["-upw", password] if password else []
    subprocess.run(["pdftoppm", *opened, *which, str(file), str(to)], check=True, timeout=300)


def readable(words: str, names: Iterable[str]) -> list[str]:
    """The names that a reader of pictures has read: accents may be lost on it, and letters that English has not."""
    plain = _plain(words)
    return [name for name in names if any(_is_in(form, plain) for form in _forms(name))]


def _is_in(form: str, text: str) -> bool:
    return next(iter(_whole(form, text)), None) is not None


def _forms(name: str) -> Iterator[str]:
    yield _plain(name)
    if not name[0].isascii():  # read as a t or as nothing that is a letter
        yield from (f"{letter}{_plain(name)[1:]}" for letter in ("t", "l", "b", "£", ""))


def _plain(words: str) -> str:
    split = unicodedata.normalize("NFKD", words.replace("Ł", "L").replace("’", "'"))
    return "".join(letter for letter in split if not unicodedata.combining(letter))
