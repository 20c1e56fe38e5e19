"""Reads pages of a finished pack by machine, as a stranger's program would read the pictures.

Only where this machine has the reader; in the child that builds the pack, within a limit of time.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from PIL import Image

from coordinator_app.core.memory import give_back
from coordinator_app.pdf.pack_content import Box
from coordinator_app.pdf.seal_boxes import on_paper

_DPI: Final = 200
_PAGE_MILLISECONDS: Final = 15_000
_SURE: Final = (
    80  # of 100; what lies upside down comes to 40, and half a page of it brings the other half below this
)
_DATA: Final = "tessdata"
Reader = Callable[[Image.Image], str | None]


@dataclass(frozen=True, slots=True)
class Read:
    """The words of one page (from 1) as the machine reads its picture."""

    page: int
    words: str


@dataclass(slots=True)
class Reading:
    """What was read and which pages (from 1) were not; `there` is whether this machine can read pictures."""

    there: bool
    read: list[Read]
    left: list[int]


def read_pages(
    pages: Any,
    numbers: Sequence[int],
    seconds: float,
    says: Callable[[int], None] = lambda _page: None,
    boxes: Sequence[Box] = (),
) -> Reading:
    """Reads pages (from 1) of an opened pdfium document until the time is over; what is left is said.

    Covered places (`boxes`, of pages from 0) are read as bare paper: beside black the machine leaves words out.
    """
    if seconds <= 0 or not numbers:
        return Reading(there=True, read=[], left=list(numbers))
    done = Reading(there=True, read=[], left=[])
    until = time.monotonic() + seconds
    with reader() as read:
        if read is None:
            return Reading(there=False, read=[], left=list(numbers))
        for number in numbers:
            if time.monotonic() > until:
                done.left.append(number)
                continue
            says(number)
            own = [box for box in boxes if box.page == number - 1]
            picture = on_paper(_drawn(pages[number - 1]), own)
            words = read(picture)
            if words is None:
                done.left.append(number)
            else:
                done.read.append(Read(number, "\n".join((words, *_codes(picture)))))
            give_back()  # what one page took is as much as a volume
    return done


def _codes(picture: Image.Image) -> tuple[str, ...]:
    """What bar codes and square codes say: a telephone reads in a moment what no eye sees to be a name."""
    import zxingcpp  # noqa: PLC0415  (only where pictures are read)

    return tuple(one.text for one in zxingcpp.read_barcodes(picture, try_invert=False))


def _drawn(page: Any) -> Image.Image:
    picture: Image.Image = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
    page.close()
    return picture


def data_folder() -> Path | None:
    """Where the data of the English language lies: beside the frozen app, or where the package put it."""
    beside = getattr(sys, "_MEIPASS", "")
    folders = (*((Path(beside, _DATA),) if beside else ()), Path(sys.prefix, "share", _DATA))
    return next((folder for folder in folders if (folder / "eng.traineddata").is_file()), None)


def can_read() -> bool:
    """Whether this machine has the reader and its data."""
    return data_folder() is not None and find_spec("tesserocr") is not None


@contextmanager
def reader() -> Iterator[Reader | None]:
    """A function that gives the words of a picture, or None where it took too long; None where there is no reader."""
    os.environ["OMP_THREAD_LIMIT"] = "1"  # before the library is loaded: two threads are slower than one
    folder = data_folder()
    try:
        import tesserocr  # noqa: PLC0415  (there is no wheel for every system)
    except ImportError:
        folder = None
    if folder is None:
        yield None
        return
    with tesserocr.PyTessBaseAPI(path=str(folder), lang="eng", psm=tesserocr.PSM.AUTO) as engine:
        # it would open /dev/null for what it has to say, which a bound child may not, and die of the first word
        engine.SetVariable("debug_file", "")
        yield lambda picture: _words(engine, picture)


def _words(engine: Any, picture: Image.Image) -> str | None:
    """None for a page given up half-way: it has words that nobody has seen, so it is not a page without words.

    Letters that lie on their side are read in one of two ways up. The data that tells the way beforehand would take a
    third of all memory of a check, and is not sure of a page with few words.
    """
    found = _read(engine, picture)
    if found is None or found[1] >= _SURE:
        return found[0] if found else None
    turned = _read(engine, picture.transpose(Image.Transpose.ROTATE_180))
    return f"{found[0]}\n{turned[0]}" if turned else None


def _read(engine: Any, picture: Image.Image) -> tuple[str, int] | None:
    """The words, and how sure the engine is of them (0 to 100)."""
    engine.SetImage(picture)
    engine.SetSourceResolution(_DPI)
    ended = engine.Recognize(_PAGE_MILLISECONDS)
    found = (str(engine.GetUTF8Text()), int(engine.MeanTextConf())) if ended else None
    engine.Clear()
    return found
