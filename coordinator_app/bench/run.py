"""Run the bench and tell its rows; 0 also where a goal is missed, because noise is not a fault."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6
import reportlab

from coordinator_app import __version__
from coordinator_app.bench import pack_rows, pack_size
from coordinator_app.bench.attendance_rows import register_rows
from coordinator_app.bench.everyday_rows import everyday_rows
from coordinator_app.bench.finding_rows import PAGES, finding_rows
from coordinator_app.bench.generated import Bench, generated
from coordinator_app.bench.measure import Row
from coordinator_app.bench.name_rows import name_rows
from coordinator_app.bench.page_rows import page_row
from coordinator_app.bench.redaction_rows import redaction_rows
from coordinator_app.bench.request_rows import request_rows
from coordinator_app.bench.search_rows import search_rows
from coordinator_app.bench.store_rows import backup_row, store_rows, unlock_row
from coordinator_app.bench.today_rows import today_rows

_ROOT = Path(__file__).resolve().parents[2]
_WHOLE_PACK = "import sys; from coordinator_app.bench.whole_pack import main; main(*map(int, sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is generated and how often each thing is done."""

    pupils: int
    entries: int
    rounds: int
    starts: int
    pages: int
    documents: int
    finding: tuple[int, int, int]
    """Pages with planted names, pupils who are known, letters of the long text."""


_LONG = 1_000_000
QUICK = Size(
    pupils=400, entries=2_000, rounds=15, starts=3, pages=30, documents=100, finding=(PAGES, 400, _LONG)
)
WHOLE = Size(
    pupils=20_000,
    entries=400_000,
    rounds=30,
    starts=9,
    pages=200,
    documents=5_000,
    finding=(PAGES, 20_000, _LONG),
)


def run_bench(tell: Callable[[str], None], *, quick: bool, as_json: bool) -> int:
    """Make a store, measure every row, tell each as it comes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    size = QUICK if quick else WHOLE
    if not as_json:
        tell(_heading(size))
    with (
        tempfile.TemporaryDirectory(prefix="coordinator-bench-") as folder,
        generated(Path(folder), pupils=size.pupils, entries=size.entries, documents=size.documents) as bench,
    ):
        for row in _rows(bench, Path(folder), size):
            tell(row.line(as_json=as_json))
    return 0


def run_whole_pack(tell: Callable[[str], None], *, quick: bool) -> int:
    """Build one whole pack out of a vault; told every few seconds how far it is.

    In a process of its own, which has loaded what the window loads: all that the bench has would be measured with it.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    size = pack_size.QUICK if quick else pack_size.WHOLE
    command = [sys.executable, "-c", _WHOLE_PACK, str(size.texts), str(size.scans)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT) as run:
        assert run.stdout is not None
        for line in run.stdout:
            tell(line.rstrip("\n"))
    return run.returncode


def _heading(size: Size) -> str:
    versions = f"coordinator-app {__version__}, Python {platform.python_version()}"
    libraries = f"PySide6 {PySide6.__version__}, reportlab {reportlab.__version__}"
    held = f"{size.pupils} pupils, {size.entries} entries, {size.documents} documents"
    return f"{versions}, {libraries}\n{held}, medians; floor, ours, ratio"


def _rows(bench: Bench, folder: Path, size: Size) -> Iterator[Row]:
    # Qt is loaded only by a run that measures it
    from coordinator_app.bench import window_rows, workbench_rows  # noqa: PLC0415 - see above

    app = window_rows.application()
    yield window_rows.first_paint_row(bench, size.starts)
    yield from store_rows(bench, size.rounds)
    yield window_rows.list_row(bench, size.rounds)
    yield window_rows.type_ahead_row(bench, size.rounds)
    yield from name_rows(bench, size.rounds)
    yield from finding_rows(*size.finding)
    yield from request_rows(bench, max(3, size.rounds // 5))
    yield from search_rows(bench, size.rounds)
    yield from everyday_rows(bench, max(3, size.rounds // 3))
    yield page_row(size.pages, max(3, size.rounds // 5))
    yield pack_rows.pack_row(pack_size.QUICK if size is QUICK else pack_size.WHOLE, 3, folder)
    yield from redaction_rows(size.pages, max(3, size.rounds // 2))
    yield window_rows.stall_row(2.0)
    yield from workbench_rows.workbench_rows(folder, max(2, size.rounds // 3))
    yield from register_rows(bench, min(50_000, size.entries // 2), 3)
    yield backup_row(bench, folder, 3)
    yield from today_rows(bench, max(3, size.rounds // 5))
    yield unlock_row(bench, max(5, size.rounds // 3))
    app.processEvents()
