"""The window's rows: first paint, a list's first paint, type-ahead, and how long the window stalls during a pack."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.pack_order import BUILD
from coordinator_app.access_requests.written import CHECK, CheckOrder, without_content, written_of
from coordinator_app.bench.first_paint import PAINTED
from coordinator_app.bench.generated import Bench
from coordinator_app.bench.measure import Row, compare, row
from coordinator_app.bench.practice_pack import Taken, practice_order
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.jobs.jobs import Jobs, no_session
from coordinator_app.pupils.model import Pupil
from coordinator_app.ui import theme
from coordinator_app.ui.bridge import Bridge
from coordinator_app.ui.lists import Row as ListRow
from coordinator_app.ui.lists import TwoLineList
from coordinator_app.ui.palette_index import PaletteIndex

_BEAT = 4  # milliseconds between two heartbeats of the window
_BARE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
def painted():
    os.write(1, b"painted\\n")
    QApplication.exit(0)
app = QApplication(sys.argv)
window = Window()
window.resize(1180, 640)
window.show()
sys.exit(app.exec())
"""
_LOCKED = """
import sys
from coordinator_app.cli import parsed
from coordinator_app.bench.first_paint import show_lock_screen
sys.exit(show_lock_screen(parsed(["gui", "--vault", sys.argv[1]]).vault))
"""


def first_paint_row(bench: Bench, n: int) -> Row:
    """From process start to the first paint of the lock screen, beside a bare window."""
    floors, mine = [], []
    kept = bench.vault.folder.parent / "bytecode"
    for turn in range(n + 1):
        times = _until_painted(kept, _BARE), _until_painted(kept, _LOCKED, str(bench.vault.folder))
        if turn:  # the first round warms the disk
            floors.append(times[0])
            mine.append(times[1])
    return row("first paint, lock screen", floors, mine, goal=1.25, note="a bare PySide6 window")


def _until_painted(bytecode: Path, code: str, *arguments: str) -> float:
    """Seconds from the start of a process to the line it writes after its first paint."""
    # as installed: compiled once, whatever the shell of this run says
    surroundings = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = str(bytecode)
    command = [sys.executable, "-c", code, *arguments]
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        seconds = time.perf_counter() - started
        process.stdout.read()
    if said != PAINTED:
        raise RuntimeError("the window of the bench was not painted")
    return seconds


def application() -> QApplication:
    """The application of this run, dressed as the real one."""
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    theme.Theme("light", 1.0, "inter").apply(app)
    return app


def list_row(bench: Bench, n: int) -> Row:
    """A list's first paint from the store, beside constant rows."""
    same = [ListRow(number, "Kit Puddlecombe", "Year 10, Foxglove Hill School") for number in range(100)]

    def from_store() -> list[ListRow]:
        page = bench.session.page(Pupil, order="family_name", limit=100)
        return [ListRow(one.id, one.called, f"Year {one.year_group}") for one in page.records]

    return compare(
        "list, first paint",
        lambda: _paint_list(same),
        lambda: _paint_list(from_store()),
        n=n,
        goal=1.3,
        note="constant rows",
    )


def _paint_list(rows: list[ListRow]) -> None:
    view = TwoLineList("Pupils")
    view.resize(900, 600)
    view.show_rows(rows)
    view.show()
    view.grab()
    view.hide()
    view.deleteLater()


def type_ahead_row(bench: Bench, n: int) -> Row:
    """Looking up typed letters in the palette, beside painting alone."""
    pupils = bench.session.list(Pupil)
    entries = [
        PaletteEntry(one.called, Step("pupil"), PaletteGroup.PUPILS, f"Year {one.year_group}", "user")
        for one in pupils
    ]
    index = PaletteIndex(entries)
    view = TwoLineList("Found", compact=True)
    view.resize(640, 400)
    view.show()

    def paint(found: list[PaletteEntry]) -> None:
        view.show_rows([ListRow(number, one.title, one.detail) for number, one in enumerate(found)])
        view.grab()

    ready = index.find("pud")
    result = compare(
        "type-ahead to paint",
        lambda: paint(ready),
        lambda: paint(index.find("pud")),
        n=n,
        goal=1.3,
        note=f"painting alone, {len(entries)} names",
    )
    view.hide()
    view.deleteLater()
    return result


def stall_row(seconds: float) -> Row:
    """The longest gaps between heartbeats of the window while a pack is built in a child, beside an idle window."""
    bridge = Bridge()
    jobs = Jobs(no_session, bridge.deliver)
    try:
        idle = list(beats(lambda: False, seconds))
        order, taken = practice_order(), Taken()
        build = jobs.child(BUILD, order, hears=taken.hears)
        busy = list(beats(lambda: build.ended, seconds * 20))
        written = CheckOrder(without_content(order), written_of(build.result(60)))
        check = jobs.child(CHECK, written, hears=taken.hears)
        busy += beats(lambda: check.ended, seconds * 20)
        check.result(60)
    finally:
        jobs.stop()
    return row(
        "window stall during a pack",
        idle,
        busy,
        goal=2.0,
        note=f"longest {max(busy) * 1000:.1f} ms, idle heartbeat",
    )


def beats(ended: Callable[[], bool], seconds: float) -> Iterator[float]:
    """The gaps between heartbeats of the window, in seconds, until something ended or the time is over."""
    loop, gaps, started = QEventLoop(), [], time.perf_counter()
    last = [started]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now
        if ended() or now - started > seconds:
            loop.quit()

    timer = QTimer()
    timer.setInterval(_BEAT)
    timer.timeout.connect(beat)
    timer.start()
    loop.exec()
    QCoreApplication.processEvents()
    yield from gaps
