"""Child task that reads the words of pages that are pictures. English, on this machine, by data that came with the app."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from PIL import Image

from coordinator_app.core.answers import as_answer
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking import kinds
from coordinator_app.documents.looking.found import FEW_WORDS, by_pages, searchable, with_last_line
from coordinator_app.documents.looking.opening import as_pages, found_in, open_any
from coordinator_app.documents.reading_jobs import MachineRead, WordsWanted
from coordinator_app.jobs.job import Progress
from coordinator_app.pdf.pictured import is_pictured
from coordinator_app.pdf.render import Source
from coordinator_app.pdf.scan_marks import is_blank

Tell = Callable[[Progress], None]
DPI: Final = 300
_LONGEST: Final = 3508  # pixels of the longer side of A4 at that fineness
_PAGE_MILLISECONDS: Final = 20_000
SURE: Final = 60  # of 100, below which a person has to look
ANY: Final = 25  # below which it is no reading at all
_TURNED_FOR_SURE: Final = 2.0
_LAST_LATIN: Final = "\u024f"
_DATA: Final = "tessdata"


def read_task(request: dict[str, Any], blobs: list[bytes], tell: Tell) -> tuple[dict[str, Any], list[bytes]]:
    """Task "words.read": `WordsWanted` -> `MachineRead`, telling each page."""
    return as_answer(read(from_plain(WordsWanted, request, blobs), tell))


def read(wanted: WordsWanted, tell: Tell = lambda _: None) -> MachineRead:
    """The words of every page; those without are read from their picture, where this machine can do it."""
    own = _own_words(wanted.content)
    left: list[int] = []
    done = 0
    with open_any(wanted.content) as source, _reader() as reader:
        for index, words in enumerate(own):
            if words is not None:
                continue
            tell(Progress(index, len(own), f"Reading page {index + 1} of {len(own)}"))
            kept = " ".join(word.text for word in source.words(index))
            picture = fitted(source.picture(index, DPI))
            if is_blank(picture):
                own[index] = kept
                continue
            found, sure = reader(picture) if reader else ("", False)
            done += bool(found)
            if not sure or _has_other_letters(kept):
                left.append(index + 1)
            own[index] = f"{kept} {found}".strip()
    words = with_last_line(by_pages(line or "" for line in own), len(own), _behind(wanted.content))
    return MachineRead(searchable(words)[0], done, tuple(left))


def _has_other_letters(words: str) -> bool:
    """Whether words have letters of a script that the reader of pictures does not know: it would take them for English."""
    return any(letter.isalpha() and letter > _LAST_LATIN for letter in unicodedata.normalize("NFKD", words))


def _behind(content: bytes) -> str:
    """The words that lie behind the pages of a PDF, which its pages do not show."""
    if kinds.by_content(content) != kinds.PDF:
        return ""
    from coordinator_app.documents.looking import portable  # noqa: PLC0415  (pikepdf, when needed)

    return portable.words_behind(portable.behind_the_pages(content))


def _own_words(content: bytes) -> list[str | None]:
    """The words of each page, None for a page that has to be read from its picture."""
    kind = kinds.by_content(content)
    if kind and kind != kinds.PDF and kind not in kinds.PICTURES:
        pages = as_pages(kind, found_in(kind, content))
        return [None if index in pages.pictures else words for index, words in enumerate(pages.words)]
    with open_any(content) as source:
        return [_enough(source, index) for index in range(source.pages)]


def _enough(source: Source, index: int) -> str | None:
    words = source.words(index)
    unread = len(words) < FEW_WORDS or is_pictured(source, index, words)
    return None if unread else " ".join(word.text for word in words)


def fitted(picture: Image.Image) -> Image.Image:
    """In grey and no finer than a good scan, so that a page takes seconds."""
    if max(picture.size) > _LONGEST:
        picture = picture.copy()
        picture.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    return picture.convert("L")


def data_folder() -> Path | None:
    """Where the data of the English language lies: beside the frozen app, or where the package put it."""
    beside = getattr(sys, "_MEIPASS", "")
    folders = (
        Path(beside, _DATA) if beside else Path(sys.prefix, "share", _DATA),
        Path(sys.prefix, "share", _DATA),
    )
    return next((folder for folder in folders if (folder / "eng.traineddata").is_file()), None)


@contextmanager
def eyes() -> Iterator[Eyes | None]:
    """What reads pictures, None where this machine has no such reader."""
    os.environ["OMP_THREAD_LIMIT"] = "1"  # before the library is loaded: two threads are slower than one
    folder = data_folder()
    try:
        import tesserocr  # noqa: PLC0415  (there is no wheel for every system)
    except ImportError:
        folder = None
    if folder is None:
        yield None
        return
    turns = _Turns(tesserocr, folder)
    with tesserocr.PyTessBaseAPI(path=str(folder), lang="eng", psm=tesserocr.PSM.AUTO) as engine:
        _say_to_nobody(engine)
        yield Eyes(engine, turns)
    turns.close()


@contextmanager
def _reader() -> Iterator[Callable[[Image.Image], tuple[str, bool]] | None]:
    """A function that reads a picture: (words, whether it is sure). None where this machine has no such reader."""
    with eyes() as seeing:
        yield seeing.words if seeing else None


class Eyes:
    """Reads one picture after the other, whichever way up it lies."""

    def __init__(self, engine: Any, turns: _Turns) -> None:
        self.engine, self._turns = engine, turns

    def look(self, picture: Image.Image) -> int | None:
        """Read it; by how many degrees it was turned back for that, None where it took too long."""
        degrees = self._turns.of(picture)
        self.engine.SetImage(picture.rotate(degrees, expand=True) if degrees else picture)
        self.engine.SetSourceResolution(DPI)
        return degrees if self.engine.Recognize(_PAGE_MILLISECONDS) else None

    def words(self, picture: Image.Image) -> tuple[str, bool]:
        """The words of a picture, and whether they are sure."""
        if self.look(picture) is None:
            return "", False
        words, sure = " ".join(self.engine.GetUTF8Text().split()), int(self.engine.MeanTextConf())
        return (words, sure >= SURE and bool(words)) if sure >= ANY else ("", False)


def _say_to_nobody(engine: Any) -> None:
    """It would open /dev/null for what it has to say, which a bound child may not, and die of the first word."""
    engine.SetVariable("debug_file", "")


class _Turns:
    """Which way up the letters of a page stand, where the data for it is there and is sure."""

    def __init__(self, library: Any, folder: Path) -> None:
        there = (folder / "osd.traineddata").is_file()
        mode = library.PSM.OSD_ONLY
        self._engine: Any = library.PyTessBaseAPI(path=str(folder), lang="osd", psm=mode) if there else None
        if self._engine is not None:
            _say_to_nobody(self._engine)

    def of(self, picture: Image.Image) -> int:
        """By how many degrees, against the clock, a picture whose letters lie is to be turned: quarters, 0 for none."""
        if self._engine is None:
            return 0
        self._engine.SetImage(picture)
        found = self._engine.DetectOrientationScript()
        sure = found and found["orient_conf"] >= _TURNED_FOR_SURE
        return int(found["orient_deg"]) % 360 if sure else 0

    def close(self) -> None:
        """Let go of the data."""
        if self._engine is not None:
            self._engine.End()
