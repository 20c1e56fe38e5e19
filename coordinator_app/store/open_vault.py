"""A vault once it is open: who acts in it, and what may be changed of its header while it is.

A user who came in with the recovery key acts for an office: from the moment that a passphrase is replaced, whoever
holds that office is the one who acts, so that drafts, histories and approvals know one person as one (decision 20).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn, Self

from coordinator_app.core.actor import Actor
from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import InvalidInput, KeyNotHeld, WrongPassphrase, WrongRecoveryKey
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import ballast, generation, header, recovered, recovery_key, slot_changes, slots
from coordinator_app.store.back_off import BackOff
from coordinator_app.store.connection import open_database
from coordinator_app.store.header import Header
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.lock_file import LockFile
from coordinator_app.store.slots import Slot, SlotKind
from coordinator_app.store.troubles import troubles

TITLE_LIMIT = 200
"""So many characters of the partnership's name stand in the header, which is read before anything is proved."""


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
    this unlock. `header` is replaced whenever a slot or the title changes; `actor` once, when a passphrase is
    replaced after an unlock with the recovery key. `opened_by` stays what it was.
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
    _changing: threading.RLock = field(repr=False, default_factory=threading.RLock)

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
        """The passphrase slots of whoever acts; none while it is the recovery key alone, before it acts for anybody."""
        own = self.header.slot(self.actor.slot_id)
        return tuple(
            slot for slot in self.header.of_kind(SlotKind.PASSPHRASE) if own and slot.user == own.user
        )

    @property
    def _is_nobody(self) -> bool:
        """Whether the recovery key opened it and acts for no office yet."""
        own = self.header.slot(self.actor.slot_id)
        return own is not None and own.kind is SlotKind.RECOVERY

    @property
    def offices(self) -> tuple[Slot, ...]:
        """The slots whose passphrase may be replaced by whoever came with the recovery key; empty in any other case.

        Only those of level 1 that open exactly what the key has opened: nobody comes by more than his level, or
        goes on with more than the office has.
        """
        if not self._is_nobody:
            return ()
        return tuple(
            slot
            for slot in self.header.of_kind(SlotKind.PASSPHRASE)
            if slot.level is AccessLevel.ONE and frozenset(slot.holds) == self.keys.held
        )

    def change_passphrase(self, old: str | None, new: str, *, slot_id: str | None = None) -> None:
        """Give this user's slot a new passphrase; the databases' keys are not touched.

        `old` may be None only for a one-time passphrase, or once after an unlock with the recovery key: `slot_id`
        then chooses whose of `offices` (default: the first), and from there on this session acts as that one.
        Backups made before still open with the old one. Raises WrongPassphrase, MustWait, InvalidInput, DiskFull,
        VaultDamaged.
        """
        if old is not None:
            self.confirm(old)
        elif not self._is_nobody and not self.must_change_passphrase:
            raise InvalidInput.one("old_passphrase", "Type the present passphrase.")
        with self._changing:
            mine = [slot for slot in self.offices or self._own_user() if slot_id in {None, slot.id}]
            if not mine:
                raise InvalidInput.one("slot", "This user has no passphrase to change.")
            fresh = slot_changes.with_passphrase(self.header, self.keys, mine[0], new)
            if self._is_nobody:
                self._act_as(mine[0], fresh)
            else:
                self._write(fresh)

    def _act_as(self, office: Slot, fresh: Header) -> None:
        """Write the header and what the audit says of it together; then go on as that office."""
        actor = recovered.actor_of(fresh, office)
        opened = {compartment: (path, self.keys) for compartment, path in self.paths.items()}
        note = recovered.Note(self.clock.now(), self.actor.slot_id, recovered.REPLACED, office.id)
        with troubles(), recovered.noted(opened, note, actor):
            self._write(fresh)
        self.actor = actor

    def rename(self, title: str) -> bool:
        """Let the lock screen and later backups say this name of the partnership; returns whether it changed.

        Raises DiskFull, VaultPlaceUnsafe.
        """
        short = title.strip()[:TITLE_LIMIT].strip()
        with self._changing:
            if not short or short == self.header.title:
                return False
            self._write(replace(self.header, title=short))
        return True

    def add_slot(self, *, role: str, level: AccessLevel, passphrase: str) -> str:
        """Let another user in by a one-time passphrase and return the slot's id.

        Raises InvalidInput, KeyNotHeld, DiskFull.
        """
        with self._changing:
            fresh, slot = slot_changes.with_user(self.header, self.keys, role, level, passphrase)
            self._write(fresh)
        return slot.id

    def remove_slot(self, slot_id: str) -> None:
        """Let a user in no more; copies they took still open with their old passphrase. For level 1 alone.

        Raises InvalidInput, KeyNotHeld.
        """
        if self.actor.level is not AccessLevel.ONE:
            raise KeyNotHeld("Only a level 1 user can take another user away.")
        self._change(lambda said: slot_changes.without(said, slot_id, self.actor.slot_id))

    def new_recovery_key(self) -> str:
        """Replace the recovery key and return the new one for printing; KeyNotHeld unless level 1."""
        printed = recovery_key.new_recovery_key()
        held = self.keys.only(frozenset(Compartment))
        characters = recovery_key.parse(printed).characters

        def make(said: Header) -> Header:
            before = said.of_kind(SlotKind.RECOVERY)[0]
            # the slot keeps its id: drafts kept under it are still somebody's
            holder = slots.Holder(before.id, before.user, before.role, before.level)
            fresh = slot_changes.with_secret_slot(said, held, SlotKind.RECOVERY, holder, characters)
            return replace(fresh, recovery_confirmed=said.practice)

        self._change(make)
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
            self._change(lambda said: replace(said, recovery_confirmed=True))

    def set_device_slot(self, secret: bytes) -> str:
        """Let this laptop's keyring open the general compartment for this user; returns the slot's id."""
        own = self.header.slot(self.actor.slot_id)
        user = own.user if own else ""
        holder = replace(slots.new_holder(self.actor.role, AccessLevel.TWO), user=user)
        general = self.keys.only(frozenset({Compartment.GENERAL}))
        self._change(
            lambda said: slot_changes.with_secret_slot(said, general, SlotKind.DEVICE, holder, secret)
        )
        return holder.id

    def drop_device_slot(self) -> None:
        """Take this user's device slot away; nothing happens if there is none."""
        own = self.header.slot(self.actor.slot_id)
        self._change(lambda said: slot_changes.without_device(said, own.user) if own else said)

    def _change(self, make: Callable[[Header], Header]) -> None:
        """Write the header that `make` makes of the present one; one change at a time, whatever the thread."""
        with self._changing:
            fresh = make(self.header)
            if fresh != self.header:
                self._write(fresh)

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
