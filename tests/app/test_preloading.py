import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coordinator_app.app.preloading import OneATurn, pages_of, rules_of
from coordinator_app.registry import CAPABILITIES
from tests.app.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
NAMES = [capability.name for capability in CAPABILITIES]


def made_off_the_window(vault: Path, state: Path, fault: str) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.app.made_off_the_window", str(vault), str(state), PASSPHRASE, fault],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


def test_every_class_of_qt_is_made_on_the_windows_own_thread(vault: Path, tmp_path: Path) -> None:
    assert made_off_the_window(vault, tmp_path / "state", "") == [], (
        "classes of Qt were made on another thread"
    )


def test_planted_fault_pages_imported_by_a_worker_are_noticed(vault: Path, tmp_path: Path) -> None:
    found = made_off_the_window(vault, tmp_path / "state", "fault")
    assert "coordinator_app.pupils.page.list:PupilsPage" in found


def test_every_page_is_among_what_is_imported_beforehand() -> None:
    pages = {where.split(":")[0] for capability in CAPABILITIES for _, where in capability.pages}
    assert pages <= set(pages_of(NAMES))
    assert not set(pages_of(NAMES)) & set(rules_of(NAMES))
    assert "coordinator_app.pupils.model" in rules_of(NAMES)


def test_a_module_that_cannot_be_imported_holds_nothing_up(qtbot: QtBot) -> None:
    owner, told = QObject(), list[int]()
    turns = OneATurn(
        ["coordinator_app.no_such_page", "coordinator_app.pupils.page.list"], owner, lambda: told.append(1)
    )
    turns.start()
    qtbot.waitUntil(lambda: bool(told))
    assert turns.is_done
    assert "coordinator_app.pupils.page.list" in sys.modules


@pytest.mark.parametrize("name", rules_of(NAMES))
def test_rules_know_nothing_of_qt(name: str) -> None:
    text = (ROOT / Path(*name.split("."))).with_suffix(".py")
    text = text if text.exists() else ROOT / Path(*name.split(".")) / "__init__.py"
    assert "PySide6" not in text.read_text(encoding="utf-8")
