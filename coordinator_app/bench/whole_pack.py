"""A whole pack, as a coordinator builds one: out of a vault, rebuilt, locked, checked, read by machine, into the vault.

Beside the window's heartbeat, with the memory of all processes taken together. It takes a quarter of an hour, so
it is asked for by name: `coordinator-app bench --pack`.
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
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image, ImageDraw

from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.feeding import PackFeed
from coordinator_app.access_requests.pack_order import (
    BUILD,
    BuiltPack,
    OrderBox,
    OrderItem,
    OrderLine,
    OrderTerm,
    PackOrder,
    TermWeight,
    built_of,
)
from coordinator_app.bench import window_rows
from coordinator_app.bench.generated import PASSPHRASE
from coordinator_app.bench.pack_rows import PackSize
from coordinator_app.bench.practice_pack import practice_order
from coordinator_app.core.clock import SetClock
from coordinator_app.core.memory import give_back
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.create import create_vault
from coordinator_app.store.session import Session
from coordinator_app.store.slots import FLOOR
from coordinator_app.store.vault import OpenVault, unlock
from coordinator_app.ui.bridge import Bridge

_SCAN: Final = (1240, 1754)
_PAGES: Final = 10
_FILES: Final = 10
_NAMES: Final = 50
_LINE: Final = "In on all three days this week. Late once, on Wednesday, because the bus was cancelled. "
_WORDS: Final = tuple(_LINE.lower().replace(",", "").replace(".", "").split())
_WATCH: Final = "import sys; from coordinator_app.bench.memory import watch; watch(int(sys.argv[1]))"
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


def whole_run(size: PackSize, tell: Callable[[str], None] = lambda _: None) -> WholeRun:
    """Build it once, in a vault of its own that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="coordinator-pack-") as folder, _vault(Path(folder)) as vault:
        window_rows.application()
        bridge = Bridge()
        jobs = Jobs(lambda read_only: _session(vault, read_only=read_only), bridge.deliver)
        try:
            order = _order(size, *jobs.write(_keep_scans).result(300))
            give_back()
            return _built(jobs, order, tell)
        finally:
            jobs.stop()


def _built(jobs: Jobs[Session], order: PackOrder, tell: Callable[[str], None]) -> WholeRun:
    idle = [*window_rows.beats(lambda: False, 2.0)]
    spool, started = PackSpool(guarded=False), time.perf_counter()
    watcher = subprocess.Popen(
        [sys.executable, "-c", _WATCH, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
    )
    job = jobs.child(
        BUILD,
        order,
        hears=PackFeed(jobs, order, spool).hears,
        progress=lambda progress: tell(f"{time.perf_counter() - started:.0f} s: {progress.words}"),
    )
    busy = sorted(window_rows.beats(lambda: job.ended, 14_400.0))
    built: BuiltPack = built_of(job.result(60))
    seconds = time.perf_counter() - started
    peak, _ = watcher.communicate(timeout=60)
    jobs.write(spool.drop).result(60)
    return WholeRun(
        pages=built.pages,
        volumes=len(built.volumes),
        megabytes=sum(volume.byte_count for volume in built.volumes) // 1_000_000,
        seconds=seconds,
        peak_mb=int(peak),
        stall_p99_ms=busy[int(len(busy) * 0.99)] * 1000,
        stall_most_ms=busy[-1] * 1000,
        idle_most_ms=max(idle) * 1000,
    )


def _vault(folder: Path) -> OpenVault:
    clock = SetClock(at=datetime(2026, 11, 24, 9))  # noqa: DTZ001  (SetClock takes wall clock)
    place, state = folder / "Bench.vault", folder / "state"
    create_vault(
        place,
        title="Bench",
        passphrase=PASSPHRASE,
        role="Co-ordinator",
        practice=True,
        clock=clock,
        kdf=FLOOR,
        anywhere=True,
        state=state,
    )
    return unlock(place, PASSPHRASE, clock=clock, state=state)


def _session(vault: OpenVault, *, read_only: bool) -> Session:
    return Session(
        vault.paths,
        vault.keys,
        catalogue=CATALOGUE,
        clock=SetClock(at=datetime(2026, 11, 24, 9)),  # noqa: DTZ001  (as above)
        actor=vault.actor,
        publish=lambda _: None,
        read_only=read_only,
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
        cwd=Path(__file__).resolve().parents[2],
    )
    return made.stdout


def scans(number: int) -> bytes:
    """A document of ten noisy pages of invented lines, grey, as a scanner at 150 dots to the inch gives them."""
    chance = Random(number)  # noqa: S311  (invented pages)
    noise = Image.effect_noise(_SCAN, 34)
    pages = [Image.blend(_lines(chance), noise, 0.2) for _ in range(_PAGES)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150, quality=75, save_all=True, append_images=pages[1:])
    return out.getvalue()


def _lines(chance: Random) -> Image.Image:
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
