"""A vault and its unlocking: who may come in, which keys they get, and what is checked before that.

Order: place, header, back-off, lock file, slot, MAC of the header, and only then the databases. A slot that does
not open is a wrong passphrase; anything after that is damage, and is never called a wrong passphrase.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn, Self

from coordinator_app.core.actor import Actor
from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import DiskFull, InvalidInput, KeyNotHeld, WrongPassphrase, WrongRecoveryKey
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import ballast, generation, header, places, recovery_key, slot_changes, slots
from coordinator_app.store.back_off import BackOff
from coordinator_app.store.connection import open_database
from coordinator_app.store.create import SUFFIX, create_vault
from coordinator_app.store.header import Header, HeaderAltered
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.lock_file import LockFile
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


@dataclass(frozen=True, slots=True)
class Way:
    """How someone tries to come in: the kind of secret and the secret (text, or 32 bytes of the device)."""

    kind: SlotKind
    secret: str | bytes = field(repr=False)

    def wrong(self) -> WrongPassphrase | WrongRecoveryKey:
        """What to say when it opens no slot."""
        if self.kind is SlotKind.RECOVERY:
            return WrongRecoveryKey(
                "This recovery key has no slip in it, but it is not the one of this vault."
            )
        if self.kind is SlotKind.DEVICE:
            return WrongPassphrase(
                "This laptop's own key no longer opens the vault.", next_step="Type your passphrase instead."
            )
        return WrongPassphrase("That passphrase does not open this vault.")


@dataclass(slots=True)
class OpenVault:
    """An unlocked vault. It holds the lock file until `close`; sessions open the databases by `paths` and `keys`.

    `warning` is a sentence if this looks like an older copy; `failed_tries` is how many wrong tries came before
    this unlock. `header` is replaced whenever a slot changes.
    """

    folder: Path
    header: Header
    keys: VaultKeys
    actor: Actor
    opened_by: SlotKind
    paths: Mapping[Compartment, Path]
    generations: Mapping[Compartment, int]
    warning: str | None
    failed_tries: int
    clock: Clock = field(repr=False)
    state: Path | None = field(repr=False)
    lock: LockFile = field(repr=False)

    @property
    def must_change_passphrase(self) -> bool:
        """Whether the passphrase was given by someone else and has to be changed now."""
        slot = self.header.slot(self.actor.slot_id)
        return slot is not None and slot.must_change

    def confirm(self, passphrase: str) -> None:
        """Check the passphrase again (decision 20: exports, packs, key changes, guarded entries).

        Raises WrongPassphrase, MustWait. It takes as long as an unlock: call it on a worker.
        """
        back_off = BackOff(self.header.vault_id, self.clock, self.state)
        back_off.demand()
        mine = self._own_user()
        if not any(slots.unwrap(self.header.vault_id, slot, passphrase) for slot in mine):
            back_off.failed()
            raise Way(SlotKind.PASSPHRASE, passphrase).wrong()
        back_off.clear()

    def _own_user(self) -> tuple[Slot, ...]:
        """The passphrase slots of whoever is unlocked; with the recovery key those of every level 1 user."""
        all_of = self.header.of_kind(SlotKind.PASSPHRASE)
        if self.opened_by is SlotKind.RECOVERY:
            return tuple(slot for slot in all_of if slot.level is AccessLevel.ONE)
        own = self.header.slot(self.actor.slot_id)
        return tuple(slot for slot in all_of if own and slot.user == own.user)

    def change_passphrase(self, old: str | None, new: str, *, slot_id: str | None = None) -> None:
        """Give this user's slot a new passphrase; the databases are not touched.

        `old` may be None only after an unlock with the recovery key, or for a one-time passphrase; with the
        recovery key `slot_id` chooses whose (default: the first level 1 user). Backups made before still open
        with the old one. Raises WrongPassphrase, MustWait, InvalidInput, DiskFull.
        """
        if old is not None:
            self.confirm(old)
        elif self.opened_by is not SlotKind.RECOVERY and not self.must_change_passphrase:
            raise InvalidInput.one("old_passphrase", "Type the present passphrase.")
        mine = [slot for slot in self._own_user() if slot_id in {None, slot.id}]
        if not mine:
            raise InvalidInput.one("slot", "This user has no passphrase to change.")
        self._write(slot_changes.with_passphrase(self.header, self.keys, mine[0], new))

    def add_slot(self, *, role: str, level: AccessLevel, passphrase: str) -> str:
        """Let another user in by a one-time passphrase and return the slot's id.

        Raises InvalidInput, KeyNotHeld, DiskFull.
        """
        fresh, slot = slot_changes.with_user(self.header, self.keys, role, level, passphrase)
        self._write(fresh)
        return slot.id

    def remove_slot(self, slot_id: str) -> None:
        """Let a user in no more; copies they took still open with their old passphrase. For level 1 alone.

        Raises InvalidInput, KeyNotHeld.
        """
        if self.actor.level is not AccessLevel.ONE:
            raise KeyNotHeld("Only a level 1 user can take another user away.")
        self._write(slot_changes.without(self.header, slot_id, self.actor.slot_id))

    def new_recovery_key(self) -> str:
        """Replace the recovery key and return the new one for printing; KeyNotHeld unless level 1."""
        printed = recovery_key.new_recovery_key()
        held = self.keys.only(frozenset(Compartment))
        holder = slots.new_holder("Recovery key", AccessLevel.ONE)
        characters = recovery_key.parse(printed).characters
        fresh = slot_changes.with_secret_slot(self.header, held, SlotKind.RECOVERY, holder, characters)
        self._write(replace(fresh, recovery_confirmed=self.header.practice))
        return printed

    def confirm_recovery_key(self, typed: str) -> None:
        """Note that the printed key was typed back and opens (nothing real may be typed before).

        Raises WrongRecoveryKey, which points at the wrong groups.
        """
        read = recovery_key.parse(typed)
        read.demand()
        slot = self.header.of_kind(SlotKind.RECOVERY)[0]
        if slots.unwrap(self.header.vault_id, slot, read.characters) is None:
            raise Way(SlotKind.RECOVERY, "").wrong()
        if not self.header.recovery_confirmed:
            self._write(replace(self.header, recovery_confirmed=True))

    def set_device_slot(self, secret: bytes) -> str:
        """Let this laptop's keyring open the general compartment for this user; returns the slot's id."""
        own = self.header.slot(self.actor.slot_id)
        user = own.user if own else ""
        holder = replace(slots.new_holder(self.actor.role, AccessLevel.TWO), user=user)
        general = self.keys.only(frozenset({Compartment.GENERAL}))
        self._write(slot_changes.with_secret_slot(self.header, general, SlotKind.DEVICE, holder, secret))
        return holder.id

    def drop_device_slot(self) -> None:
        """Take this user's device slot away; nothing happens if there is none."""
        own = self.header.slot(self.actor.slot_id)
        left = tuple(
            slot
            for slot in self.header.slots
            if slot.kind is not SlotKind.DEVICE or not own or slot.user != own.user
        )
        if left != self.header.slots:
            self._write(header.with_slots(self.header, left))

    def _write(self, fresh: Header) -> None:
        self.header = header.write(self.folder, fresh, self.keys)

    def accept_older_copy(self) -> None:
        """Go on with an older copy knowingly: its generation is raised above the one last seen."""
        known, _ = generation.seen(self.state, self.header.vault_id)
        raised = {}
        with troubles():
            for compartment, path in self.paths.items():
                connection = open_database(path, self.keys.key(compartment))
                try:
                    raised[compartment] = generation.lift(connection, known.get(compartment, 0) + 1)
                finally:
                    connection.close()
        self.generations, self.warning = raised, None
        generation.remember(self.state, self.header.vault_id, raised, self.clock.today())

    def make_room(self) -> bool:
        """Give up the ballast on a full disk; returns whether that freed anything."""
        return ballast.release(self.folder)

    def close(self) -> None:
        """Give the lock back (before a re-exec too). Sessions are closed by their owners first."""
        self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("an open vault never leaves its process")


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
        opened = open_all(folder, said.vault_id, keys)
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
        actor=Actor(slot.id, slot.role, slot.level),
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
