"""Changes of the header's slots, as new headers: the caller writes them."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.core.errors import InvalidInput, KeyNotHeld
from coordinator_app.core.privacy import LEVEL_COMPARTMENTS, AccessLevel
from coordinator_app.store import passphrases, slots
from coordinator_app.store.header import Header, with_slots
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.slots import Holder, Kdf, Slot, SlotKind


def demand_good(header: Header, passphrase: str, field: str = "passphrase") -> None:
    """Go on, or raise InvalidInput: the rules of passphrases; a practice vault takes any that is not empty."""
    refusal = passphrases.problem(passphrase)
    if header.practice:
        refusal = None if passphrase else "Type a passphrase."
    if refusal:
        raise InvalidInput.one(field, refusal)


def figures(header: Header) -> Kdf:
    """What a new passphrase slot costs: never less than the strongest slot that the vault has."""
    known = [slot.kdf for slot in header.slots if slot.kdf]
    return max(known, key=lambda kdf: (kdf.memory, kdf.passes), default=slots.FLOOR)


def with_passphrase(header: Header, keys: VaultKeys, slot: Slot, passphrase: str) -> Header:
    """The header with a new passphrase for `slot`, proved to open; InvalidInput."""
    demand_good(header, passphrase, "new_passphrase")
    holder = Holder(slot.id, slot.user, slot.role, slot.level)
    held = keys.only(frozenset(slot.holds))
    fresh = slots.wrap(header.vault_id, holder, SlotKind.PASSPHRASE, passphrase, held, figures(header))
    if slots.unwrap(header.vault_id, fresh, passphrase) is None:
        raise RuntimeError("a slot that does not open is never written")
    shown = passphrase if header.practice else ""
    swapped = tuple(fresh if each.id == slot.id else each for each in header.slots)
    return replace(with_slots(header, swapped), practice_passphrase=shown)


def with_user(
    header: Header, keys: VaultKeys, role: str, level: AccessLevel, passphrase: str
) -> tuple[Header, Slot]:
    """The header with a slot for another user, whose passphrase is a one-time one; InvalidInput, KeyNotHeld."""
    demand_good(header, passphrase)
    if not role.strip():
        raise InvalidInput.one("role", "Type the role of the new user, for example Co-ordinator.")
    wanted = LEVEL_COMPARTMENTS[level]
    if not wanted <= keys.held:
        raise KeyNotHeld(
            "You can only add a user who may open what you may open.",
            next_step="Ask a level 1 user to add this person.",
        )
    holder = slots.new_holder(role.strip(), level, must_change=True)
    fresh = slots.wrap(
        header.vault_id, holder, SlotKind.PASSPHRASE, passphrase, keys.only(wanted), figures(header)
    )
    return with_slots(header, (*header.slots, fresh)), fresh


def without(header: Header, slot_id: str, own_id: str) -> Header:
    """The header without a slot; InvalidInput for one's own, the recovery key, or the last of level 1."""
    slot = header.slot(slot_id)
    if slot is None:
        raise InvalidInput.one("slot", "This user has already been removed.")
    if slot_id == own_id:
        raise InvalidInput.one("slot", "You cannot remove yourself. Ask another level 1 user.")
    if slot.kind is SlotKind.RECOVERY:
        raise InvalidInput.one("slot", "The recovery key can be replaced, but not removed.")
    left = tuple(each for each in header.slots if each.id != slot_id)
    if not any(each.kind is SlotKind.PASSPHRASE and each.level is AccessLevel.ONE for each in left):
        raise InvalidInput.one("slot", "The last level 1 user cannot be removed.")
    # a device slot lives and dies with its owner
    return with_slots(header, tuple(each for each in left if each.user != slot.user))


def without_device(header: Header, user: str) -> Header:
    """The header without this user's device slot; the same header if there is none."""
    left = tuple(slot for slot in header.slots if slot.kind is not SlotKind.DEVICE or slot.user != user)
    return header if left == header.slots else with_slots(header, left)


def with_secret_slot(
    header: Header, keys: VaultKeys, kind: SlotKind, holder: Holder, secret: str | bytes
) -> Header:
    """The header with a recovery or device slot in place of any that this user has of that kind."""
    fresh = slots.wrap(header.vault_id, holder, kind, secret, keys, None)
    others = tuple(
        slot
        for slot in header.slots
        if slot.kind is not kind or (kind is SlotKind.DEVICE and slot.user != holder.user)
    )
    return with_slots(header, (*others, fresh))
