"""A vault and its unlocking: who may come in, which keys they get, and what is checked before that.

Order: place, header, back-off, lock file, slot, MAC of the header, and only then the databases. A slot that does
not open is a wrong passphrase; anything after that is damage, and is never called a wrong passphrase.
"""

from __future__ import annotations

from pathlib import Path

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import DiskFull
from coordinator_app.store import ballast, generation, header, places, recovered, recovery_key, slots
from coordinator_app.store.back_off import BackOff
from coordinator_app.store.create import SUFFIX, create_vault
from coordinator_app.store.header import Header, HeaderAltered
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.lock_file import LockFile
from coordinator_app.store.open_vault import OpenVault, Way
from coordinator_app.store.opening import open_all
from coordinator_app.store.slots import Slot, SlotKind
from coordinator_app.store.troubles import troubles

__all__ = [
    "SUFFIX",
    "Header",
    "HeaderAltered",
    "OpenVault",
    "Way",
    "create_vault",
    "read_header",
    "repair_header",
    "unlock",
    "unlock_with",
    "unlock_with_recovery",
]


def read_header(folder: Path) -> Header:
    """What a vault says of itself without a key: title, id, practice, slots' roles. Not authenticated.

    Raises VaultMissing, HeaderAltered (a VaultDamaged), VaultTooNew.
    """
    return header.read(folder)


def unlock(
    folder: Path, passphrase: str, *, clock: Clock, state: Path | None = None, anywhere: bool = False
) -> OpenVault:
    """Open a vault with a passphrase. `state` is the folder of per-user state, `anywhere` allows a network folder.

    Raises VaultMissing, VaultPlaceUnsafe, VaultTooNew, MustWait, VaultInUse, WrongPassphrase, HeaderAltered,
    VaultDamaged, DiskFull. It takes as long as Argon2id does: call it on a worker.
    """
    return unlock_with(
        folder, Way(SlotKind.PASSPHRASE, passphrase), clock=clock, state=state, anywhere=anywhere
    )


def unlock_with_recovery(
    folder: Path, typed: str, *, clock: Clock, state: Path | None = None, anywhere: bool = False
) -> OpenVault:
    """Open a vault with the printed recovery key; WrongRecoveryKey points at groups with a slip.

    Otherwise raises as `unlock` does.
    """
    read = recovery_key.parse(typed)
    read.demand()
    return unlock_with(
        folder, Way(SlotKind.RECOVERY, read.characters), clock=clock, state=state, anywhere=anywhere
    )


def unlock_with(
    folder: Path, way: Way, *, clock: Clock, state: Path | None = None, anywhere: bool = False
) -> OpenVault:
    """Open a vault by any kind of secret; raises as `unlock` does.

    A full disk must not shut anybody out: the ballast is given up first, and only then is it refused.
    """
    try:
        return _unlock(folder, way, clock=clock, state=state, anywhere=anywhere)
    except DiskFull:
        if ballast.release(folder):
            return _unlock(folder, way, clock=clock, state=state, anywhere=anywhere)
        raise DiskFull(
            "The disk is full, so the vault cannot be opened.",
            safe="What you saved before is safe.",
            next_step="Free some space on this disk, then unlock the vault again.",
        ) from None


def _unlock(folder: Path, way: Way, *, clock: Clock, state: Path | None, anywhere: bool) -> OpenVault:
    said = _header_or_copy(folder, way, clock, state)
    places.demand(folder, anywhere=anywhere or said.practice)
    back_off = BackOff(said.vault_id, clock, state)
    back_off.demand()
    lock = LockFile(folder)
    try:
        slot, keys = _come_in(folder, said, way, back_off)
        _mend_copy(folder, said, keys)
        actor = recovered.actor_of(said, slot)
        opened = open_all(
            folder, said.vault_id, keys, then=recovered.on_opening(slot, actor, keys, clock.now())
        )
        known, seen_on = generation.seen(state, said.vault_id)
        warning = generation.warning(opened.before, known, used=opened.last_used, seen_on=seen_on)
        if warning is None:
            generation.remember(state, said.vault_id, opened.generations, clock.today())
    except BaseException:
        lock.release()
        raise
    return OpenVault(
        folder=folder,
        header=said,
        keys=keys,
        actor=actor,
        opened_by=slot.kind,
        paths=opened.paths,
        generations=opened.generations,
        warning=warning,
        failed_tries=back_off.clear(),
        clock=clock,
        state=state,
        lock=lock,
    )


def unwrap_any(said: Header, way: Way) -> tuple[Slot, VaultKeys] | None:
    """The first slot of the right kind that opens, with its keys; None if none does."""
    for slot in said.of_kind(way.kind):
        keys = slots.unwrap(said.vault_id, slot, way.secret)
        if keys is not None:
            return slot, keys
    return None


def _header_or_copy(folder: Path, way: Way, clock: Clock, state: Path | None) -> Header:
    """The header; if it cannot be read, HeaderAltered says whether the copy beside it opens this way.

    Raises MustWait after wrong tries: the copy must not tell faster than the header whether a passphrase is right.
    """
    try:
        return header.read(folder)
    except HeaderAltered:
        raise HeaderAltered(copy_opens=_try_copy(folder, way, clock, state) is not None) from None


def _try_copy(folder: Path, way: Way, clock: Clock, state: Path | None) -> tuple[Header, VaultKeys] | None:
    """The copy of the header and its keys if it is genuine and opens this way; a try like any other (MustWait)."""
    copy = header.read_previous(folder)
    if copy is None:
        return None
    back_off = BackOff(copy.vault_id, clock, state)
    back_off.demand()
    keys = _opens_copy(folder, way)
    if keys is None:
        back_off.failed()
        return None
    back_off.clear()
    return copy, keys


def _opens_copy(folder: Path, way: Way) -> VaultKeys | None:
    copy = header.read_previous(folder)
    found = unwrap_any(copy, way) if copy else None
    if copy is None or found is None or not copy.is_genuine(found[1]):
        return None
    return found[1]


def _come_in(folder: Path, said: Header, way: Way, back_off: BackOff) -> tuple[Slot, VaultKeys]:
    found = unwrap_any(said, way)
    if found is None:
        keys = _opens_copy(folder, way)
        # the copy's keys tell whether the header was damaged or only changed by its rightful user since
        if keys is not None and not said.is_genuine(keys):
            raise HeaderAltered(copy_opens=True)
        back_off.failed()
        raise way.wrong()
    slot, keys = found
    if not said.is_genuine(keys):
        raise HeaderAltered(copy_opens=_opens_copy(folder, way) is not None)
    return slot, keys


def _mend_copy(folder: Path, said: Header, keys: VaultKeys) -> None:
    """Make the copy the same as the header after a kill between the two, or when it was damaged or lost."""
    path = folder / header.PREVIOUS
    if not path.is_file() or path.read_bytes() != header.render(said):
        header.write(folder, said, keys)


def repair_header(folder: Path, way: Way, *, clock: Clock, state: Path | None = None) -> Header:
    """Put the copy in place of a damaged header, which is kept as header.damaged.json.

    Only if the copy opens this way and is genuine; HeaderAltered if not, MustWait after wrong tries, VaultInUse.
    """
    lock = LockFile(folder)
    try:
        found = _try_copy(folder, way, clock, state)
        if found is None:
            raise HeaderAltered
        copy, keys = found
        current = folder / header.NAME
        with troubles():
            if current.is_file():
                current.replace(folder / "header.damaged.json")
        return header.write(folder, copy, keys)
    finally:
        lock.release()
