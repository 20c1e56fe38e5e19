"""What may be loaded before the lock screen is painted, and that the quick look at a vault tells the same as the door."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coordinator_app.app.first_look import first_look
from coordinator_app.app.store_door import StoreDoor
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import Trouble
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import no_session
from tests.ui.recording import RecordingDialogs

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = {
    "PySide6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg",
    "coordinator_app", "coordinator_app.app", "coordinator_app.app.first_look", "coordinator_app.app.late",
    "coordinator_app.app.run", "coordinator_app.cli", "coordinator_app.core", "coordinator_app.core.errors",
    "coordinator_app.core.texts",
    "coordinator_app.resources", "coordinator_app.ui",
    *(
        f"coordinator_app.ui.{name}"
        for name in (
            "act_key", "alive", "announce", "bridge", "buttons", "cards", "chips", "device_settings", "entry_card", "entry_flow", "focus_ring",
            "form_row", "glance", "icons", "inputs", "labels", "layout", "lock_reason", "lock_screen", "main_window",
            "notes", "painting", "paragraph", "passphrase_input", "passphrase_try", "sheet", "sizing", "stay_in_sight", "theme", "told_apart", "troubles",
        )
    ),
}  # fmt: skip
"""The whole of it; what a module of the standard library drags in beside PySide6's own is held by STANDARD."""
STANDARD = {"dataclasses", "encodings", "copy", "org", "unicodedata"}
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
"""
START = """
import sys
from pathlib import Path
import coordinator_app.cli
from PySide6.QtWidgets import QApplication
from coordinator_app.app import run_window
from coordinator_app.ui.device_settings import DeviceSettings

def painted():
    print("\\n".join(seen))
    QApplication.exit(0)

seen = ()
from coordinator_app.app import run
guard = run._guard

def before_anything_else(app, then):
    global seen
    seen = tuple(sys.modules)
    guard(app, then)

run._guard = before_anything_else
folder = Path(sys.argv[1])
run_window(folder, False, "start", settings=DeviceSettings(folder.parent / "first.ini"), painted=painted)
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """The modules that a process has loaded, as it prints them."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return set(done.stdout.split())


def too_much(code: str, vault: Path) -> set[str]:
    """What the start loads that it may not."""
    bare = loaded(BARE + "print(*sys.modules)")
    found = loaded(code, str(vault)) - bare - ALLOWED
    return {name for name in found if name.partition(".")[0] not in STANDARD}


def test_nothing_but_what_the_lock_screen_needs_is_loaded_before_its_first_paint(vault: Path) -> None:
    assert too_much(START, vault) == set()


def test_a_planted_import_of_the_printer_is_found(vault: Path) -> None:
    planted = START.replace("import coordinator_app.cli", "import coordinator_app.cli, reportlab")
    assert "reportlab" in too_much(planted, vault)


@pytest.fixture
def door(clock: SetClock) -> StoreDoor:
    return StoreDoor(clock, InlineJobs(no_session), RecordingDialogs())


def test_the_quick_look_says_what_the_door_says(vault: Path, door: StoreDoor) -> None:
    glance = door.look(vault)
    assert glance.practice
    assert first_look(vault) == glance


@pytest.mark.parametrize(
    ("fact", "value"),
    [("title", 7), ("slots", "none"), ("slots", [1]), ("practice_passphrase", None), ("version", 2)],
)
def test_the_quick_look_leaves_a_header_that_makes_no_sense_to_the_door(
    vault: Path, door: StoreDoor, fact: str, value: object
) -> None:
    header = vault / "header.json"
    header.write_text(json.dumps(json.loads(header.read_text("ascii")) | {fact: value}), "ascii")
    (vault / "header.prev.json").write_bytes(header.read_bytes())  # a good copy would open the lock screen
    assert first_look(vault) is None
    with pytest.raises(Trouble):
        door.look(vault)


def test_the_quick_look_at_no_vault_tells_nothing(tmp_path: Path) -> None:
    assert first_look(tmp_path / "Gone.vault") is None
