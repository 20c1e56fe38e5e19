"""header.json: the key slots and what the vault says of itself, authenticated (security.md 2.2, decision 19).

Order on opening: parse, bounds, unwrap a slot, check the MAC, and only then open a database. The file has one
canonical form; any other bytes are refused, so that no change of it goes unnoticed.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coordinator_app.core.errors import RESTORE, VaultDamaged, VaultMissing, VaultTooNew
from coordinator_app.store import files
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.slots import NONCE_BYTES, SALT_BYTES, Slot, SlotKind, canonical, read_slot
from coordinator_app.store.troubles import troubles

FORMAT = "coordinator-vault"
VERSION = 1
NAME, PREVIOUS = "header.json", "header.prev.json"
BEFORE_RESTORE = ".before-restore"
_LARGEST = 256 * 1024


class HeaderAltered(VaultDamaged):
    """The header is unreadable or was changed by something else than Coordinator; `copy_opens` if its copy is good."""

    code = "header-altered"
    safe = "The pupils' records have not been touched."

    def __init__(self, *, copy_opens: bool = False) -> None:
        super().__init__(
            "The vault's header file has been damaged or changed.",
            next_step="Use the copy of the header that lies beside it." if copy_opens else RESTORE,
        )
        self.copy_opens = copy_opens


@dataclass(frozen=True, slots=True)
class Header:
    """What can be read of a vault without any key. `title` is the partnership's; nothing here is about a person.

    `practice_passphrase` is empty unless the vault is a practice vault, whose lock screen shows it (decision 23).
    `guarded_public_key` is room for later and empty now. `mac` is hex over everything else.
    """

    vault_id: str
    title: str
    practice: bool
    practice_passphrase: str
    recovery_confirmed: bool
    guarded_public_key: str
    slots: tuple[Slot, ...]
    mac: str = ""

    def plain(self) -> dict[str, Any]:
        """The header as JSON values, without the MAC."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "vault_id": self.vault_id,
            "title": self.title,
            "practice": self.practice,
            "practice_passphrase": self.practice_passphrase,
            "recovery_confirmed": self.recovery_confirmed,
            "guarded_public_key": self.guarded_public_key,
            "slots": [slot.plain() for slot in self.slots],
        }

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots opened by one kind of secret."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def slot(self, slot_id: str) -> Slot | None:
        """The slot with an id, None if it is not there."""
        return next((slot for slot in self.slots if slot.id == slot_id), None)

    def sealed(self, keys: VaultKeys) -> Header:
        """The same header with its MAC."""
        return replace(self, mac=_mac(self, keys))

    def is_genuine(self, keys: VaultKeys) -> bool:
        """Whether nothing in it was changed since it was sealed."""
        return hmac.compare_digest(self.mac.encode(), _mac(self, keys).encode())


def with_slots(header: Header, slots: tuple[Slot, ...]) -> Header:
    """The header with other slots; it must be sealed and written anew."""
    return replace(header, slots=slots, mac="")


def _mac(header: Header, keys: VaultKeys) -> str:
    return hmac.digest(keys.header_key(), canonical(header.plain()), "sha256").hex()


def render(header: Header) -> bytes:
    """The bytes of header.json: JSON with sorted keys, one space of indent, ASCII, a newline at the end."""
    plain = {**header.plain(), "mac": header.mac}
    return json.dumps(plain, sort_keys=True, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def parse(data: bytes) -> Header:
    """Read header.json; bounds are checked here, before anything costly is run.

    Raises VaultTooNew for a later version and HeaderAltered for anything that we would not have written.
    """
    try:
        plain = json.loads(data[:_LARGEST].decode("ascii"))
        if plain["format"] != FORMAT or type(plain["version"]) is not int:
            raise HeaderAltered
        if plain["version"] > VERSION:
            raise VaultTooNew("This vault was made by a newer Coordinator than this one.")
        header = _from_plain(plain)
        if render(header) != data or not _is_sound(header):
            raise HeaderAltered
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise HeaderAltered from None
    return header


def _from_plain(plain: Mapping[str, Any]) -> Header:
    return Header(
        vault_id=plain["vault_id"],
        title=plain["title"],
        practice=plain["practice"],
        practice_passphrase=plain["practice_passphrase"],
        recovery_confirmed=plain["recovery_confirmed"],
        guarded_public_key=plain["guarded_public_key"],
        slots=tuple(read_slot(slot) for slot in plain["slots"]),
        mac=plain["mac"],
    )


def _is_sound(header: Header) -> bool:
    texts = (header.vault_id, header.title, header.practice_passphrase, header.guarded_public_key, header.mac)
    marks = (header.practice, header.recovery_confirmed)
    return (
        all(type(text) is str for text in texts)
        and all(type(mark) is bool for mark in marks)
        and (header.practice or not header.practice_passphrase)
        and 0 < len(header.slots) <= 64
        and all(_slot_is_sound(slot, practice=header.practice) for slot in header.slots)
    )


def _slot_is_sound(slot: Slot, *, practice: bool) -> bool:
    if len(slot.salt) != SALT_BYTES or len(slot.nonce) != NONCE_BYTES or not slot.holds:
        return False
    if slot.kind is not SlotKind.PASSPHRASE:
        return slot.kdf is None
    kdf = slot.kdf
    if kdf is None or any(type(figure) is not int for figure in (kdf.memory, kdf.passes, kdf.lanes)):
        return False
    # weaker figures than the floor are for practice vaults alone, so that a real one cannot be made cheap
    return kdf.in_bounds and (kdf.strong or practice)


def read(folder: Path, name: str = NAME) -> Header:
    """The header of a vault, not yet authenticated. Raises VaultMissing, HeaderAltered, VaultTooNew."""
    path = folder / name
    if not path.is_file():
        raise VaultMissing(
            _missing_words(folder),
            safe="Nothing has been made in its place.",
            next_step="Check that the folder or the drive is there, or restore the newest verified backup.",
        )
    with troubles():
        return parse(path.read_bytes())


def _missing_words(folder: Path) -> str:
    if not folder.is_dir() and folder.with_name(folder.name + BEFORE_RESTORE).is_dir():
        return "A restore was stopped halfway. The vault as it was before lies beside this place, whole."
    if not folder.is_dir():
        return "There is no vault at this place."
    if any(folder.glob("*.db")):
        return "The vault's header file is missing, so the vault cannot be opened."
    return "This folder is not a vault."


def read_previous(folder: Path) -> Header | None:
    """The copy of the header, None if it is missing, unreadable or the same as the header."""
    try:
        data = (folder / PREVIOUS).read_bytes()
        if (folder / NAME).is_file() and data == (folder / NAME).read_bytes():
            return None
        return parse(data)
    except (OSError, HeaderAltered, VaultTooNew):
        return None


def write(folder: Path, header: Header, keys: VaultKeys) -> Header:
    """Seal and write the header; the old one is kept as header.prev.json until the new one is proved.

    Then the copy is replaced as well: a slot that was removed or changed must not open the vault from there.
    Raises DiskFull, VaultPlaceUnsafe.
    """
    sealed = header.sealed(keys)
    data = render(sealed)
    if parse(data) != sealed or not sealed.is_genuine(keys):
        raise ValueError("a header that could not be read back is never written")
    current = folder / NAME
    with troubles():
        if current.is_file():
            files.write_whole(folder / PREVIOUS, current.read_bytes())
        files.write_whole(current, data)
        if current.read_bytes() != data:
            raise HeaderAltered(copy_opens=True)
        files.write_whole(folder / PREVIOUS, data)
    return sealed
