"""Key slots: what opens them, what is bound in, and the figures that are never undercut."""

from __future__ import annotations

import dataclasses
import time

import pytest

from coordinator_app.core.privacy import LEVEL_COMPARTMENTS, AccessLevel, Compartment
from coordinator_app.store import slots
from coordinator_app.store.keys import new_keys
from coordinator_app.store.slots import (
    FLOOR,
    PRACTICE,
    Kdf,
    Slot,
    SlotKind,
    new_holder,
    read_slot,
    unwrap,
    wrap,
)

VAULT = "00" * 16


def _slot(level: AccessLevel = AccessLevel.ONE, kdf: Kdf = PRACTICE) -> tuple[Slot, object]:
    keys = new_keys().only(LEVEL_COMPARTMENTS[level])
    return wrap(
        VAULT, new_holder("Co-ordinator", level), SlotKind.PASSPHRASE, "Łąka 1 teapot", keys, kdf
    ), keys


@pytest.mark.parametrize("level", list(AccessLevel))
def test_a_slot_gives_back_the_keys_of_its_level_and_no_others(level: AccessLevel) -> None:
    slot, keys = _slot(level)
    assert unwrap(VAULT, slot, "Łąka 1 teapot") == keys
    assert set(slot.holds) == LEVEL_COMPARTMENTS[level]
    assert len(slot.wrapped) == 32 * len(slot.holds) + 16


def test_another_passphrase_opens_nothing() -> None:
    slot, _ = _slot()
    assert unwrap(VAULT, slot, "Łąka 1 teapots") is None


def test_accents_typed_in_two_ways_are_the_same_passphrase() -> None:
    keys = new_keys()
    slot = wrap(
        VAULT,
        new_holder("Chair", AccessLevel.ONE),
        SlotKind.PASSPHRASE,
        "caf\u00e9 at the pier",
        keys,
        PRACTICE,
    )
    assert unwrap(VAULT, slot, "cafe\u0301 at the pier") == keys


@pytest.mark.parametrize(
    "change",
    [
        {"role": "Chair"},
        {"level": AccessLevel.TWO},
        {"id": "ff" * 8},
        {"user": "ff" * 8},
        {"must_change": True},
        {"salt": bytes(16)},
        {"nonce": bytes(12)},
        {"holds": (Compartment.STAFF, Compartment.GUARDED, Compartment.GENERAL)},
        {"kdf": Kdf(9, 1)},
    ],
)
def test_every_field_of_a_slot_is_bound_into_its_wrapping(change: dict[str, object]) -> None:
    slot, _ = _slot()
    assert unwrap(VAULT, dataclasses.replace(slot, **change), "Łąka 1 teapot") is None


def test_a_slot_of_another_vault_does_not_open() -> None:
    slot, _ = _slot()
    assert unwrap("11" * 16, slot, "Łąka 1 teapot") is None


def test_planted_fault_without_the_binding_a_slot_could_be_given_another_level(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(slots, "_bound", lambda _vault_id, _slot: b"")
    slot, keys = _slot()
    assert unwrap(VAULT, dataclasses.replace(slot, level=AccessLevel.TWO), "Łąka 1 teapot") == keys


def test_a_slot_is_read_back_as_it_was_written() -> None:
    slot, _ = _slot()
    assert read_slot(slot.plain()) == slot


@pytest.mark.parametrize("kind", [SlotKind.RECOVERY, SlotKind.DEVICE])
def test_random_secrets_need_no_stretching_and_open_at_once(kind: SlotKind) -> None:
    keys = new_keys()
    secret: str | bytes = "A" * 24 if kind is SlotKind.RECOVERY else bytes(32)
    slot = wrap(VAULT, new_holder("Recovery key", AccessLevel.ONE), kind, secret, keys, None)
    assert unwrap(VAULT, slot, secret) == keys
    wrong: str | bytes = "B" * 24 if kind is SlotKind.RECOVERY else b"\x01" * 32
    assert unwrap(VAULT, slot, wrong) is None


def test_the_real_floor_is_64_mib_and_three_passes_and_opens() -> None:
    assert Kdf(64, 3, 1) == FLOOR
    slot, keys = _slot(kdf=FLOOR)
    assert unwrap(VAULT, slot, "Łąka 1 teapot") == keys


@pytest.mark.parametrize(
    "kdf", [Kdf(7, 3), Kdf(1025, 3), Kdf(100_000, 3), Kdf(64, 0), Kdf(64, 21), Kdf(64, 3, 0), Kdf(64, 3, 9)]
)
def test_figures_out_of_bounds_are_known_before_they_are_run(kdf: Kdf) -> None:
    assert not kdf.in_bounds


@pytest.mark.parametrize(("seconds", "memory"), [(5.0, 64), (0.5, 64), (0.3, 128), (0.15, 256), (0.01, 256)])
def test_calibration_doubles_memory_while_the_laptop_is_quick_enough(
    monkeypatch: pytest.MonkeyPatch, seconds: float, memory: int
) -> None:
    monkeypatch.setattr(slots, "stretch", lambda *_: b"")
    times = iter([0.0, seconds])
    assert slots.calibrate(lambda: next(times)) == Kdf(memory, 3, 1)


def test_calibration_uses_a_real_timer_by_default() -> None:
    assert slots.calibrate.__defaults__ == (time.perf_counter,)
