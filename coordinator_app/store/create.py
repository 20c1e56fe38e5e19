"""Making a new vault: built beside its place, closed, opened again, checked, and only then renamed into place."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import InvalidInput, VaultDamaged
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import ballast, files, generation, header, passphrases, places, recovery_key, slots
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.keys import VaultKeys, new_keys
from coordinator_app.store.migrate import migrate as run_migrations
from coordinator_app.store.troubles import troubles

SUFFIX = ".vault"
PARTIAL = ".partial"
Migrate = Callable[[Connection, Compartment], int]


def database_name(compartment: Compartment) -> str:
    """The file of a compartment in a vault's folder."""
    return f"{compartment.value}.db"


def create_vault(
    folder: Path,
    *,
    title: str,
    passphrase: str,
    role: str,
    practice: bool = False,
    clock: Clock,
    kdf: slots.Kdf | None = None,
    state: Path | None = None,
    anywhere: bool = False,
    migrate: Migrate = run_migrations,
) -> str:
    """Make a vault at `folder` (named `….vault`, not there yet) and return its recovery key for printing.

    `role` labels the maker's slot ("Co-ordinator"), level 1. `kdf` below the floor is refused unless
    `practice`; without it a practice vault gets cheap figures and a real one is calibrated. `state` is the
    folder of per-user state, `anywhere` allows a synchronised or network folder. Raises InvalidInput,
    VaultPlaceUnsafe, DiskFull. A killed creation leaves only `….vault.partial`, which the next one clears.
    """
    _check(folder, title, passphrase, practice=practice)
    places.demand(folder.parent, anywhere=anywhere or practice)
    figures = kdf or (slots.PRACTICE if practice else slots.calibrate())
    if not (figures.in_bounds and (figures.strong or practice)):
        raise ValueError("figures below the floor are for practice vaults")
    printed, keys = recovery_key.new_recovery_key(), new_keys()
    fresh = _new_header(title, passphrase if practice else "", practice=practice)
    ways_in = (
        slots.wrap(
            fresh.vault_id,
            slots.new_holder(role, AccessLevel.ONE),
            slots.SlotKind.PASSPHRASE,
            passphrase,
            keys,
            figures,
        ),
        slots.wrap(
            fresh.vault_id,
            slots.new_holder("Recovery key", AccessLevel.ONE),
            slots.SlotKind.RECOVERY,
            recovery_key.parse(printed).characters,
            keys,
            None,
        ),
    )
    partial = folder.with_name(folder.name + PARTIAL)
    with troubles():
        _build(partial, header.with_slots(fresh, ways_in), keys, migrate)
        partial.rename(folder)
        files.sync_folder(folder.parent)
    generation.remember(state, fresh.vault_id, dict.fromkeys(Compartment, 1), clock.today())
    return printed


def _check(folder: Path, title: str, passphrase: str, *, practice: bool) -> None:
    if folder.suffix != SUFFIX:
        raise ValueError(f"the folder of a vault is named …{SUFFIX}")
    if folder.exists():
        raise InvalidInput.one(
            "folder", "There is already something with this name here. Choose another name."
        )
    if not title.strip():
        raise InvalidInput.one("title", "Type the name of the partnership.")
    if not passphrase:
        raise InvalidInput.one("passphrase", "Type a passphrase.")
    refusal = None if practice else passphrases.problem(passphrase)
    if refusal:
        raise InvalidInput.one("passphrase", refusal)


def _new_header(title: str, shown_passphrase: str, *, practice: bool) -> header.Header:
    return header.Header(
        vault_id=secrets.token_hex(16),
        title=title.strip(),
        practice=practice,
        practice_passphrase=shown_passphrase,
        recovery_confirmed=practice,
        guarded_public_key="",
        slots=(),
    )


def _build(partial: Path, fresh: header.Header, keys: VaultKeys, migrate: Migrate) -> None:
    clear_partial(partial)
    files.make_folder(partial.parent)
    partial.mkdir(mode=files.PRIVATE_FOLDER)
    try:
        for compartment in Compartment:
            new_database(partial / database_name(compartment), keys, compartment, fresh.vault_id, migrate)
        header.write(partial, fresh, keys)
        if not fresh.practice:
            ballast.ensure(partial)
        for compartment in Compartment:
            _prove(partial / database_name(compartment), keys.key(compartment), fresh.vault_id)
        files.sync_folder(partial)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def clear_partial(partial: Path) -> None:
    """Remove what a killed creation or restore left; nothing real was ever in it."""
    if partial.is_dir() and not partial.is_symlink():
        shutil.rmtree(partial)


def new_database(
    path: Path, keys: VaultKeys, compartment: Compartment, vault_id: str, migrate: Migrate
) -> None:
    """Make one empty database with its tables, marked with the vault's id, on the disk when this returns."""
    # made with its mode first: the side files of SQLite take theirs from it
    files.write_new(path, b"")
    connection = open_database(path, keys.key(compartment), create=True)
    try:
        migrate(connection, compartment)
        generation.stamp(connection, vault_id, 1)
    finally:
        connection.close()
    files.sync_file(path)


def _prove(path: Path, key: bytes, vault_id: str) -> None:
    connection = open_database(path, key)
    try:
        generation.read(connection, vault_id)
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        told = connection.execute("PRAGMA quick_check").fetchall()
    finally:
        connection.close()
    if bad or told != [("ok",)]:
        raise VaultDamaged(
            "The new vault did not pass its check, so it was not made.",
            safe="Nothing was kept.",
            next_step="Try again in another folder or on another drive.",
        )
