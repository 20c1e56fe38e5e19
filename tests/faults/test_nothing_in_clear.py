"""After a lock, nothing of what was read or typed is anywhere: not in the memory of the process, not in any file.

The app runs as a process of its own. Its memory is read from outside, as a dump of it would hold it, before the lock
(where all of it must be found, or the search finds nothing anywhere) and after it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.store import header
from tests.faults.marked_user import FAMILY_NAME, PASSPHRASE, WORDS
from tests.faults.memory_of import family_of, forms_of, forms_of_key, in_files, in_memory
from tests.vaults import PASSPHRASE as SHOWN
from tests.vaults import TODAY, House

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0  # seconds: a start on a busy machine
PAUSE = 0.05


class Marked:
    """The process, the folder in which all its files lie, and what is looked for."""

    def __init__(self, home: Path, vault: Path, forms: Mapping[str, bytes], **more: str) -> None:
        self.home, self.forms = home, forms
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.marked_user", str(vault), TODAY.isoformat()],
            cwd=ROOT, env=self._environment() | more, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        names = {"HOME": "", "TMPDIR": "tmp", "TMP": "tmp", "TEMP": "tmp", "XDG_RUNTIME_DIR": "run"}
        names |= {f"XDG_{one}_HOME": one.lower() for one in ("CONFIG", "DATA", "STATE", "CACHE")}
        for folder in names.values():
            (self.home / folder).mkdir(mode=0o700, exist_ok=True)
        places = {name: str(self.home / folder) for name, folder in names.items()}
        return {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}

    def hear(self) -> str:
        """The next line that it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode().strip()

    def lock(self) -> None:
        """Go on from "typed"."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def began_anew(self) -> bool:
        """Whether a fresh program of the same process has painted its lock screen and loaded what opens a vault."""
        here = Path(f"/proc/{self.process.pid}")
        assert self.process.poll() is None, "it has ended"
        log = (self.home / "state").rglob("coordinator.log")
        starts = sum(path.read_text(encoding="utf-8").count("started") for path in log)
        return starts == 2 and b"--locked" in (here / "cmdline").read_bytes() and _opens_vaults(here)

    def remembered(self) -> dict[str, int]:
        """What stands in the memory of the process and of every process below it."""
        try:
            found = [in_memory(one, self.forms) for one in family_of(self.process.pid)]
        except PermissionError:
            pytest.skip("this system lets no program be traced")
        return {name: number for each in found for name, number in each.items()}

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


def _opens_vaults(here: Path) -> bool:
    return "sqlcipher" in (here / "maps").read_text(encoding="utf-8")


def until(fact: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(PAUSE)


@pytest.fixture
def vault(referred: House) -> House:
    """A pupil with a rare name, and a passphrase that the lock screen does not show, as it does of practice vaults."""
    with referred.session.write() as work:
        work.change(referred.pupil, family_name=FAMILY_NAME)
    referred.vault.change_passphrase(SHOWN, PASSPHRASE)
    silent = replace(referred.vault.header, practice_passphrase="")
    header.write(referred.vault.folder, silent, referred.vault.keys)
    referred.session.close()
    referred.vault.close()
    return referred


@pytest.fixture
def forms(vault: House) -> dict[str, bytes]:
    """Everything to look for: passphrase, name, what is typed, and the keys."""
    found: dict[str, bytes] = {}
    for word in (PASSPHRASE, FAMILY_NAME, *WORDS):
        found |= forms_of(word)
    for one in Compartment:
        found |= forms_of_key(f"key of {one.value}", vault.vault.keys.key(one))
    return found


@contextmanager
def begun(vault: House, forms: Mapping[str, bytes], home: Path, **more: str) -> Iterator[Marked]:
    marked = Marked(home, vault.vault.folder, forms, **more)
    try:
        assert marked.hear() == "typed"
        yield marked
    finally:
        marked.end()


def test_after_a_lock_no_word_no_name_and_no_key_is_in_memory_or_in_any_file(
    vault: House, forms: dict[str, bytes], tmp_path: Path
) -> None:
    home = tmp_path / "laptop"
    home.mkdir()
    with begun(vault, forms, home) as marked:
        before = marked.remembered()
        for word in (FAMILY_NAME, *WORDS):
            # once it stands in the program that types it
            times = sum(number for name, number in before.items() if name.startswith(word))
            assert times > 1, f"the search does not find {word}"
        assert any(name.startswith("key of") for name in before)
        assert in_files(tmp_path, forms) == []
        marked.lock()
        until(marked.began_anew)
        assert family_of(marked.process.pid) == [marked.process.pid]
        assert marked.remembered() == {}
    assert in_files(tmp_path, forms) == []


def test_planted_fault_a_vault_that_is_closed_in_the_same_process_leaves_names_and_keys(
    vault: House, forms: dict[str, bytes], tmp_path: Path
) -> None:
    home = tmp_path / "laptop"
    home.mkdir()
    with begun(vault, forms, home, LOCK_STAYS="1") as marked:
        marked.lock()
        assert marked.hear() == "stayed"
        found = marked.remembered()
    assert any(name.startswith(FAMILY_NAME) for name in found)
    assert any(name.startswith("key of") for name in found)


@pytest.mark.parametrize("name", list(forms_of(FAMILY_NAME)))
def test_planted_fault_a_word_in_any_form_is_found_in_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "leak.bin").write_bytes(b"before" + forms_of(FAMILY_NAME)[name] + b"after")
    assert ("leak.bin", name) in in_files(tmp_path, forms_of(FAMILY_NAME))


def test_planted_fault_a_file_that_is_named_after_a_child_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{FAMILY_NAME}.txt").touch()
    assert in_files(tmp_path, forms_of(FAMILY_NAME)) != []
