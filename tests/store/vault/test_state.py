"""What a laptop remembers of vaults: the newest hundred, and never more however many are opened."""

from __future__ import annotations

from pathlib import Path

from coordinator_app.store import state


def test_only_the_vaults_used_last_are_remembered(tmp_path: Path) -> None:
    for number in range(state.MOST_VAULTS):
        state.save(tmp_path, state.LAST_SEEN, f"vault-{number}", {"number": number})
    state.save(tmp_path, state.LAST_SEEN, "vault-0", {"number": 7})
    state.save(tmp_path, state.LAST_SEEN, "one-more", {"number": 1})
    assert state.load(tmp_path, state.LAST_SEEN, "vault-0") == {"number": 7}
    assert state.load(tmp_path, state.LAST_SEEN, "one-more") == {"number": 1}
    assert state.load(tmp_path, state.LAST_SEEN, "vault-1") == {}
    assert state.load(tmp_path, state.LAST_SEEN, "vault-2") == {"number": 2}


def test_an_empty_entry_forgets_the_vault(tmp_path: Path) -> None:
    state.save(tmp_path, state.BACK_OFF, "vault", {"failed": 2})
    state.save(tmp_path, state.BACK_OFF, "vault", {})
    assert state.load(tmp_path, state.BACK_OFF, "vault") == {}
