"""The commands without a window: the passphrase by descriptor or prompt, and the answers in words."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import MustWait, WrongPassphrase
from coordinator_app.store import headless
from coordinator_app.store.back_off import BackOff
from coordinator_app.store.backup import generations

if TYPE_CHECKING:
    from conftest import Made


def _descriptor(data: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return reading


@pytest.mark.parametrize(
    "data", [b"caf\xc3\xa9 at the pier\n", b"caf\xc3\xa9 at the pier", b"caf\xc3\xa9 at the pier\r\nmore"]
)
def test_the_passphrase_is_the_first_line_of_a_descriptor(data: bytes) -> None:
    descriptor = _descriptor(data)
    assert headless.read_passphrase(descriptor) == "café at the pier"
    os.close(descriptor)


def test_nothing_typed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    descriptor = _descriptor(b"")
    with pytest.raises(WrongPassphrase, match="No passphrase"):
        headless.read_passphrase(descriptor)
    os.close(descriptor)
    monkeypatch.setattr(getpass, "getpass", lambda words: "typed unseen" if words else "")
    assert headless.read_passphrase(None) == "typed unseen"


def test_backup_verify_and_restore_say_what_they_did(made: Made, tmp_path: Path) -> None:
    made.put("teapot", "blue")
    said = headless.backup(
        made.folder, tmp_path / "stick", made.passphrase, clock=made.clock, state=made.state
    )
    assert "made and verified" in said
    (folder,) = generations(tmp_path / "stick")
    good, words = headless.verify(folder, made.recovery, clock=made.clock, state=made.state)
    assert good
    assert "whole" in words
    made.put("teapot", "red")
    told = headless.restore(folder, made.folder, made.passphrase, clock=made.clock, state=made.state)
    assert "kept as Marigold.vault.before-restore" in told
    assert made.get("teapot") == "blue"


def test_backups_left_with_the_old_vault_are_said_to_be_there(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    headless.backup(made.folder, None, made.passphrase, clock=made.clock, state=made.state)
    (folder,) = generations(made.folder / "backups")

    def told() -> str:
        return headless.restore(folder, made.folder, made.passphrase, clock=made.clock, state=made.state)

    assert "could not be moved" not in told()
    honest = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self.name == "backups":
            raise PermissionError
        return honest(self, target)

    monkeypatch.setattr(Path, "rename", held)
    assert "could not be moved: they are still in Marigold.vault.before-restore-2." in told()


def test_a_bad_backup_is_said_to_be_one(made: Made, tmp_path: Path) -> None:
    headless.backup(made.folder, None, made.passphrase, clock=made.clock, state=made.state)
    (folder,) = generations(made.folder / "backups")
    (folder / "staff.db").unlink()
    good, words = headless.verify(folder, made.passphrase, clock=made.clock, state=made.state)
    assert not good
    assert "staff.db is missing" in words


def test_a_backup_with_sealed_stores_says_what_was_not_read(made: Made) -> None:
    from coordinator_app.core.privacy import AccessLevel

    with made.unlock() as opened:
        opened.add_slot(role="Key worker", level=AccessLevel.TWO, passphrase="one time teapot song")
    headless.backup(made.folder, None, "one time teapot song", clock=made.clock, state=made.state)
    good, words = headless.verify(
        generations(made.folder / "backups")[0], "one time teapot song", clock=made.clock, state=made.state
    )
    assert good
    assert "staff store was checked by its hash alone" in words


def test_wrong_passphrases_at_a_backup_wait_and_count_at_the_vault_too(made: Made) -> None:
    headless.backup(made.folder, None, made.passphrase, clock=made.clock, state=made.state)
    (folder,) = generations(made.folder / "backups")
    before = sorted(path.name for path in made.folder.parent.iterdir())
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            headless.verify(folder, "wrong horse", clock=made.clock, state=made.state)
    for secret in ("wrong horse", made.passphrase):
        with pytest.raises(MustWait):
            headless.verify(folder, secret, clock=made.clock, state=made.state)
        with pytest.raises(MustWait):
            headless.restore(folder, made.folder, secret, clock=made.clock, state=made.state)
    with pytest.raises(MustWait):
        made.unlock()
    assert sorted(path.name for path in made.folder.parent.iterdir()) == before
    made.later(1)
    assert headless.verify(folder, made.passphrase, clock=made.clock, state=made.state)[0]
    made.unlock().close()


def test_without_the_count_a_backup_would_be_a_way_round_the_wait(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    headless.backup(made.folder, None, made.passphrase, clock=made.clock, state=made.state)
    (folder,) = generations(made.folder / "backups")
    monkeypatch.setattr(BackOff, "failed", lambda _: None)  # the planted fault: tries are not counted
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            headless.verify(folder, "wrong horse", clock=made.clock, state=made.state)
