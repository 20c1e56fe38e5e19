"""A whole pack, as a coordinator builds one: out of a vault, rebuilt, locked, checked, read by machine, into the vault.

In the real window, at the place where packs are built, beside its heartbeat, with the memory of all processes taken
together. It takes a quarter of an hour, so it is asked for by name: `coordinator-app bench --pack`. Imported is only
what the window imports: this process is the one that is measured.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.building import PackBuilding
from coordinator_app.access_requests.pack_order import (
    BuiltPack,
    OrderBox,
    OrderItem,
    OrderLine,
    OrderTerm,
    PackOrder,
    TermWeight,
)
from coordinator_app.bench import window_rows
from coordinator_app.bench.pack_size import PackSize
from coordinator_app.bench.practice_pack import practice_order
from coordinator_app.bench.real_window import RealWindow
from coordinator_app.core.memory import give_back
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.store.session import Session

if TYPE_CHECKING:
    from PIL import Image

_ROOT: Final = Path(__file__).resolve().parents[2]
_TOLD_EVERY: Final = 10.0
"""Seconds."""
_SCAN: Final = (1240, 1754)
_PAGES: Final = 10
_FILES: Final = 10
_NAMES: Final = 50
_LINE: Final = "In on all three days this week. Late once, on Wednesday, because the bus was cancelled. "
_WORDS: Final = tuple(_LINE.lower().replace(",", "").replace(".", "").split())
_WATCH: Final = "import sys; from coordinator_app.bench.memory import watch; watch(int(sys.argv[1]))"
_DEMO: Final = """
import sys
from pathlib import Path
from coordinator_app.core.clock import SetClock
from coordinator_app.demo.run import run_demo
sys.stdout.write(str(run_demo(Path(sys.argv[1]), SetClock(), lambda _progress: None, long_file=False).vault))
"""
_MAKE: Final = "import sys; from coordinator_app.bench.whole_pack import scans; sys.stdout.buffer.write(scans(int(sys.argv[1])))"


@dataclass(frozen=True, slots=True)
class WholeRun:
    """What one run came to: memory in MB over all processes, gaps between heartbeats in milliseconds."""

    pages: int
    volumes: int
    megabytes: int
    seconds: float
    peak_mb: int
    stall_p99_ms: float
    stall_most_ms: float
    idle_most_ms: float

    def line(self) -> str:
        """For a reader."""
        return (
            f"{self.pages:,} pages in {self.volumes} files, {self.megabytes:,} MB: {self.seconds:,.0f} s, peak of all"
            f" processes {self.peak_mb} MB, window stall {self.stall_p99_ms:.1f} ms at the 99th percentile,"
            f" {self.stall_most_ms:.1f} ms at most (idle {self.idle_most_ms:.1f} ms)"
        )


def main(texts: int, scans: int) -> None:
    """Build one, telling every few seconds how far it is, and at last what it came to."""
    last = [0.0]

    def now_and_then(words: str) -> None:
        if time.monotonic() - last[0] > _TOLD_EVERY:
            last[0] = time.monotonic()
            _hand_on(words)

    _hand_on(whole_run(PackSize(texts, scans), now_and_then).line())


def _hand_on(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def whole_run(size: PackSize, tell: Callable[[str], None] = lambda _: None) -> WholeRun:
    """Build it once, in a practice vault of its own that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="coordinator-pack-") as folder:
        made = subprocess.run(
            [sys.executable, "-c", _DEMO, folder], capture_output=True, check=True, cwd=_ROOT, text=True
        )
        window_rows.application()
        window = RealWindow(Path(made.stdout.strip()), Path(folder))
        try:
            jobs = window.app.jobs
            order = [_order(size, *jobs.write(_keep_scans).result(300))]
            window.settle(partial(window.open, "pack"))
            # nobody touches this window: without it, it would lock after some minutes, and the process with it
            work = window.under_way.begin("A pack is being built", "Lock now and stop building")
            give_back()
            run = _built(jobs, order, tell)
            work.end()
            return run
        finally:
            window.close()


def _built(jobs: Jobs[Session], order: list[PackOrder], tell: Callable[[str], None]) -> WholeRun:
    """`order` is taken out of its list: held here it would be measured."""
    idle = [*window_rows.beats(lambda: False, 2.0)]
    spool, started = PackSpool(guarded=False), time.perf_counter()
    watcher = subprocess.Popen(
        [sys.executable, "-c", _WATCH, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
    )
    built: list[BuiltPack] = []
    failed: list[Exception] = []
    building = PackBuilding(
        jobs,
        spool,
        done=built.append,
        failed=failed.append,
        progress=lambda progress: tell(f"{time.perf_counter() - started:.0f} s: {progress.words}"),
    )
    building.start(order.pop())
    busy = sorted(window_rows.beats(lambda: bool(built or failed), 14_400.0))
    if failed:
        raise failed[0]
    seconds = time.perf_counter() - started
    peak, _ = watcher.communicate(timeout=60)
    jobs.write(spool.drop).result(60)
    return WholeRun(
        pages=built[0].pages,
        volumes=len(built[0].volumes),
        megabytes=sum(volume.byte_count for volume in built[0].volumes) // 1_000_000,
        seconds=seconds,
        peak_mb=int(peak),
        stall_p99_ms=busy[int(len(busy) * 0.99)] * 1000,
        stall_most_ms=busy[-1] * 1000,
        idle_most_ms=max(idle) * 1000,
    )


def _keep_scans(session: Session) -> tuple[list[str], int]:
    """Their places, and how many bytes one of them has."""
    places, weight = [], 0
    for number in range(_FILES):
        made = _made_elsewhere(number)
        weight = max(weight, len(made))
        with session.write() as work:
            places.append(work.put_blob(made))
        session.let_go()
    return places, weight


def _made_elsewhere(number: int) -> bytes:
    """The same in a process of its own: what making them takes would stay scattered in the memory that is measured."""
    made = subprocess.run(
        [sys.executable, "-c", _MAKE, str(number)],
        capture_output=True,
        check=True,
        cwd=_ROOT,
    )
    return made.stdout


def scans(number: int) -> bytes:
    """A document of ten noisy pages of invented lines, grey, as a scanner at 150 dots to the inch gives them."""
    from PIL import Image  # noqa: PLC0415  (this runs in a process of its own, and the window has no use for it)

    chance = Random(number)  # noqa: S311  (invented pages)
    noise = Image.effect_noise(_SCAN, 34)
    pages = [Image.blend(_lines(chance), noise, 0.2) for _ in range(_PAGES)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150, quality=75, save_all=True, append_images=pages[1:])
    return out.getvalue()


def _lines(chance: Random) -> Image.Image:
    from PIL import Image, ImageDraw  # noqa: PLC0415  (as above)

    page = Image.new("L", _SCAN, 238)
    drawn = ImageDraw.Draw(page)
    for down in range(110, _SCAN[1] - 110, 44):
        drawn.text((110, down), " ".join(chance.choices(_WORDS, k=12)), fill=30, font_size=26)
    return page


def _order(size: PackSize, places: list[str], weight: int) -> PackOrder:
    texts = [
        OrderItem(
            number, "Attendance", _day(number), "share", (OrderLine("What happened", _LINE * 36),)
        )
        for number in range(1, size.texts + 1)
    ]  # fmt: skip
    # a third of the scans has a covered place
    documents = [
        OrderItem(
            size.texts + 1 + number,
            "Letter",
            _day(number),
            "share" if number % 3 else "redact",
            media_type="application/pdf",
            boxes=()
            if number % 3
            else (OrderBox(1, 0.2, 0.2, 0.5, 0.25, "Otis Bramblewick", "Another person"),),
            document_id=places[number % len(places)],
            pages=_PAGES,
            byte_count=weight,
        )
        for number in range(size.scans // _PAGES)
    ]
    terms = tuple(
        OrderTerm(f"Otis{number} Thorncastle{number}", "another pupil", TermWeight.LOOK)
        for number in range(_NAMES)
    )
    return replace(practice_order(), items=(*texts, *documents), terms=terms, owner="bench")


def _day(number: int) -> date:
    return date(2026, 1, 5) + timedelta(days=number % 300)
