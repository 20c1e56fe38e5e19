"""Keys: told apart by use, never printed, never handed out of the process."""

from __future__ import annotations

import pickle

import pytest

from coordinator_app.core.errors import KeyNotHeld
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.keys import VaultKeys, derive, new_keys


def test_every_use_and_every_compartment_has_a_key_of_its_own() -> None:
    keys = new_keys()
    derived = [keys.header_key(), keys.manifest_key()]
    for compartment in Compartment:
        derived += [keys.key(compartment), keys.audit_key(compartment), keys.file_key(compartment)]
    assert len(set(derived)) == len(derived) == 11
    assert all(len(key) == 32 for key in derived)


def test_a_key_that_is_not_held_is_refused_in_words() -> None:
    general = new_keys().only(frozenset({Compartment.GENERAL}))
    assert general.held == {Compartment.GENERAL}
    with pytest.raises(KeyNotHeld, match="staff store"):
        general.key(Compartment.STAFF)
    with pytest.raises(KeyNotHeld):
        general.audit_key(Compartment.GUARDED)


def test_keys_do_not_show_in_a_message_or_a_log() -> None:
    keys = VaultKeys({Compartment.GENERAL: b"\xab" * 32})
    assert "ab" * 3 not in repr(keys)
    assert "\\xab" not in repr(keys)


def test_keys_cannot_be_sent_to_a_child() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(new_keys())


def test_derived_keys_stand_still_because_vaults_rest_on_them() -> None:
    assert (
        derive(bytes(32), "header-mac").hex()
        == "27b3d37c0fb91478d66924fa996cf5a94a39f250e5d15904f402a8ecd4fd89e8"
    )
    assert derive(bytes(32), "header-mac") != derive(bytes(32), "audit")
