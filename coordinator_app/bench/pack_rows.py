"""The pack's rows: built and locked by a child beside the floor, which writes the same pages bare (performance.md 6).

The floor streams pre-wrapped lines and pictures into one file by our own writer, its streams locked with AES-256 as ours
are, without wrapping, fonts, index or volumes. Ours lays the text, writes volumes and hands them over in portions. Each
runs in a process of its own, so that its peak of memory is its own. What the floor takes without a lock is told beside it.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from PIL import Image

from coordinator_app.access_requests.printing import limits_of
from coordinator_app.bench.measure import Row, clocked, row
from coordinator_app.bench.pack_size import WHOLE, PackSize
from coordinator_app.bench.practice_pack import practice_order
from coordinator_app.core.page_blocks import LetterSheet, Paragraph, plain
from coordinator_app.pdf import fonts
from coordinator_app.pdf.pack import Keys, build_volume
from coordinator_app.pdf.pack_content import (
    DocumentItem,
    Item,
    PackContent,
    Part,
    RebuiltPage,
    TextItem,
    Word,
)
from coordinator_app.pdf.pack_layout import lay
from coordinator_app.pdf.pdf_file import PdfFile
from coordinator_app.pdf.pdf_lock import Lock

_LINE: Final = "In on all three days this week. Late once, on Wednesday, because the bus was cancelled. "
_LINES: Final = 46
_SCAN: Final = (1240, 1754)
_SCAN_BYTES: Final = 440_000
_TO_A_DOCUMENT: Final = 10
_KEYS: Final = ("BENCH-BENCH", "bench")
_GOAL: Final = 1.5
_MOST_MB: Final = 300
_START: Final = "import sys; from coordinator_app.bench.pack_rows import alone; alone(*sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class Scans:
    """The pages of an invented document: one picture, made once."""

    count: int
    jpeg: bytes

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[RebuiltPage]:
        words = tuple(Word("word", 0.1, at / 50, 0.3, at / 50 + 0.01) for at in range(1, 40))
        page = RebuiltPage(self.jpeg, *_SCAN, 595.0, 842.0, words)
        for _ in range(self.count):
            yield page


def pack_row(size: PackSize, n: int, folder: Path) -> Row:
    """All in turns; the note says the peak of memory of ours, and the floor without a lock."""
    bare, floors, mine, peak = list[float](), list[float](), list[float](), 0
    for _ in range(n):
        bare.append(_alone("bare", size, folder)[0])
        floors.append(_alone("floor", size, folder)[0])
        seconds, mb = _alone("ours", size, folder)
        mine.append(seconds)
        peak = max(peak, mb)
    pages = f"{size.texts + size.scans:,} pages"
    floor_is = (
        f"own writer, bare lines and pictures, locked alike ({median(bare) * 1000:,.0f} ms without a lock)"
    )
    note = f"{pages}; {floor_is}; peak {peak} MB of {_MOST_MB}"
    # a small pack is mostly what every pack costs once: faces, letter, lists
    made = row("pack built and locked", floors, mine, goal=_GOAL if size == WHOLE else None, note=note)
    return replace(made, met=made.met and peak < _MOST_MB)


def _alone(which: str, size: PackSize, folder: Path) -> tuple[float, int]:
    """Seconds of the work alone, and the peak of memory in MB, of a fresh process."""
    command = [
        sys.executable,
        "-c",
        _START,
        which,
        str(size.texts),
        str(size.scans),
        str(folder / "pack.bin"),
    ]
    said = subprocess.run(command, capture_output=True, check=True, text=True, cwd=_root()).stdout.split()
    return float(said[0]), int(said[1])


def _root() -> str:
    return str(Path(__file__).resolve().parents[2])


def alone(which: str, texts: str, scans: str, place: str) -> None:
    """What one process does: print its seconds and its peak of memory in MB."""
    size, path = PackSize(int(texts), int(scans)), Path(place)
    picture = scan()
    fonts.register()
    with path.open("wb") as out:
        seconds = clocked(
            {
                "bare": lambda: floor(size, picture, PdfFile(out.write)),
                "floor": lambda: floor(size, picture, PdfFile(out.write, Lock(*_KEYS))),
                "ours": lambda: ours(content(size, picture), out.write),
            }[which]
        )
    path.unlink()
    sys.stdout.write(f"{seconds} {peak_mb()}\n")


def peak_mb() -> int:
    """The most memory that this process ever held."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415  (not on Windows)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def scan() -> bytes:
    """A picture of the size of a scanned page; what stands behind its end makes it as large as a noisy one."""
    out = io.BytesIO()
    Image.new("L", _SCAN, 240).save(out, "JPEG")
    small = out.getvalue()
    return small + Random(1).randbytes(_SCAN_BYTES - len(small))  # noqa: S311  (stands for noise)


def floor(size: PackSize, picture: bytes, file: PdfFile) -> None:
    """Pages of lines and pages of pictures, and nothing else."""
    lines = "".join(f"60 {780 - 15 * at} Td ({_LINE}) Tj 0 0 Td\n" for at in range(_LINES))
    tree, pages = file.reserve(), []
    font = file.put(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number in range(size.texts + size.scans):
        if number < size.texts:
            body = f"BT /F 11 Tf {lines} ({number}) Tj ET".encode()
            drawn = file.put_stream(b"", body, packed=True)
            extra = b"/Font << /F %d 0 R >>" % font
        else:
            head = b"/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceGray"
            image = file.put_stream(head + b" /BitsPerComponent 8 /Filter /DCTDecode", picture, packed=True)
            drawn = file.put_stream(b"", b"q 595 0 0 842 0 0 cm /I Do Q", packed=True)
            extra = b"/XObject << /I %d 0 R >>" % image
        page = (
            b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R /Resources << %b >> /MediaBox [0 0 595 842] >>"
        )
        pages.append(file.put(page % (tree, drawn, extra)))
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    file.put(b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids), tree)
    file.close(file.put(b"<< /Type /Catalog /Pages %d 0 R >>" % tree), file.put(b"<< >>"))


def ours(made: PackContent, write: Callable[[bytes], object]) -> int:
    """All volumes of a pack, as large as the app makes them; how many pages it has."""
    laid = lay(made, limits_of(practice_order(), made.items))
    for volume in laid.volumes:
        build_volume(laid, volume, Keys(*_KEYS), write)
    return laid.pages


def content(size: PackSize, picture: bytes) -> PackContent:
    """An invented pack: each text fills its page, ten scans are a document."""
    day = date(2026, 1, 5)
    items: list[Item] = [
        TextItem(
            f"t{number}", day + timedelta(days=number % 300), "Attendance", "in full",
            (Part("What happened", _LINE * 36),),
        )
        for number in range(size.texts)
    ]  # fmt: skip
    for number in range(-(-size.scans // _TO_A_DOCUMENT)):
        count = min(_TO_A_DOCUMENT, size.scans - number * _TO_A_DOCUMENT)
        pages = Scans(count, picture)
        items.append(DocumentItem(f"d{number}", day, "Letter", "in full", pages, weight=count * len(picture)))
    head = LetterSheet("Bench", (), ("Bench",), "24 November 2026", "7QK4-M2ZD-91XA", "")
    letter = (Paragraph(plain("Bench")),)
    return PackContent("Request 1", head, letter, (), tuple(items))
