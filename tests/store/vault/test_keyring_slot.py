"""The laptop's keyring: a convenience for the general store, off by default, never the only way in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from coordinator_app.core.errors import WrongPassphrase
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import keyring_slot
from coordinator_app.store.keyring_slot import (
    KeyringUnfit,
    disable,
    enable,
    is_enabled,
    is_fit,
    unlock_with_device,
)
from coordinator_app.store.vault import read_header

if TYPE_CHECKING:
    from conftest import Made


class MemoryRing:
    """A keyring in memory; `broken` is what every call raises, `forgets` keeps nothing."""

    def __init__(self, *, broken: Exception | None = None, forgets: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken, self.forgets = broken, forgets

    def get_password(self, service: str, username: str) -> str | None:
        self._maybe_break()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._maybe_break()
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._maybe_break()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError

    def _maybe_break(self) -> None:
        if self.broken:
            raise self.broken


class PlaintextKeyring(MemoryRing):
    """Stands for the backend that writes its secrets into a file."""


def test_a_new_vault_has_no_device_slot(made: Made) -> None:
    assert not is_enabled(read_header(made.folder))


def test_the_keyring_opens_the_general_store_alone(made: Made) -> None:
    ring = MemoryRing()
    with made.unlock() as opened:
        enable(opened, ring)
    with unlock_with_device(made.folder, clock=made.clock, state=made.state, backend=ring) as opened:
        assert opened.keys.held == {Compartment.GENERAL}
        assert opened.actor.level is AccessLevel.TWO
        assert opened.actor.role == "Co-ordinator"
    made.unlock().close()


def test_taken_away_it_opens_no_more_even_from_a_kept_secret(made: Made) -> None:
    ring = MemoryRing()
    with made.unlock() as opened:
        enable(opened, ring)
        kept = dict(ring.kept)
        disable(opened, ring)
        disable(opened, ring)
    assert not ring.kept
    assert not is_enabled(read_header(made.folder))
    ring.kept = kept
    with pytest.raises(WrongPassphrase):
        unlock_with_device(made.folder, clock=made.clock, state=made.state, backend=ring)


@pytest.mark.parametrize("ring", [fail.Keyring(), null.Keyring(), PlaintextKeyring()])
def test_keyrings_that_are_none_or_write_in_clear_are_refused(made: Made, ring: keyring_slot.Keyring) -> None:
    assert not is_fit(ring)
    with made.unlock() as opened, pytest.raises(KeyringUnfit):
        enable(opened, ring)
    with pytest.raises(KeyringUnfit):
        unlock_with_device(made.folder, clock=made.clock, state=made.state, backend=ring)
    assert not is_enabled(read_header(made.folder))


def test_a_chain_is_no_better_than_its_worst_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [MemoryRing(), null.Keyring()])
    assert not is_fit(chainer.ChainerBackend())
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [MemoryRing()])
    assert is_fit(chainer.ChainerBackend())


@pytest.mark.parametrize("ring", [MemoryRing(broken=KeyringLocked("locked")), MemoryRing(forgets=True)])
def test_a_locked_or_forgetful_keyring_changes_nothing_in_the_header(made: Made, ring: MemoryRing) -> None:
    before = (made.folder / "header.json").read_bytes()
    with made.unlock() as opened, pytest.raises(KeyringUnfit):
        enable(opened, ring)
    assert (made.folder / "header.json").read_bytes() == before


@pytest.mark.parametrize("kept", [None, "", "noise", "00" * 32])
def test_a_lost_or_changed_secret_leaves_the_passphrase_working(made: Made, kept: str | None) -> None:
    ring = MemoryRing()
    with made.unlock() as opened:
        enable(opened, ring)
    place = next(iter(ring.kept))
    ring.kept.pop(place)
    if kept is not None:
        ring.kept[place] = kept
    with pytest.raises((KeyringUnfit, WrongPassphrase)):
        unlock_with_device(made.folder, clock=made.clock, state=made.state, backend=ring)
    made.later(60)
    made.unlock().close()


def test_planted_fault_without_reading_back_a_forgetful_keyring_would_be_taken(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring_slot, "is_fit", lambda _ring: True)
    with made.unlock() as opened, pytest.raises(KeyringUnfit, match="did not keep"):
        enable(opened, null.Keyring())


_REAL = """
import sys
from pathlib import Path
from coordinator_app.core.clock import SetClock
from coordinator_app.store.keyring_slot import disable, enable, system_keyring, unlock_with_device
from coordinator_app.store.vault import unlock
folder, state = Path(sys.argv[1]), Path(sys.argv[2])
with unlock(folder, sys.argv[3], clock=SetClock(), state=state) as vault:
    enable(vault)
with unlock_with_device(folder, clock=SetClock(), state=state) as vault:
    print(type(system_keyring()).__module__, sorted(vault.keys.held))
with unlock(folder, sys.argv[3], clock=SetClock(), state=state) as vault:
    disable(vault)
"""


def test_a_real_secret_service_keeps_the_secret(made: Made) -> None:
    if not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")):
        pytest.skip("needs dbus-run-session and gnome-keyring-daemon")
    home = made.state.parent / "home"
    home.mkdir()
    there = (
        "dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner"
    )
    start = (
        "printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
        # asked before it has its name, the bus would start a second one, whose ring is locked
        f"until {there} string:org.freedesktop.secrets | grep -q true; do sleep 0.1; done; "
        'exec "$@"'
    )
    done = subprocess.run(
        [
            *("dbus-run-session", "--", "sh", "-c", start, "sh", sys.executable, "-c", _REAL),
            *(str(made.folder), str(made.state), made.passphrase),
        ],
        env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_RUNTIME_DIR": str(home)},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "SecretService" in done.stdout or "libsecret" in done.stdout or "chainer" in done.stdout
    assert "general" in done.stdout
    assert not is_enabled(read_header(made.folder))
