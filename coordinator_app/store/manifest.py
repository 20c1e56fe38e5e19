"""manifest.json of a backup: what it holds and how to know that it is whole, sealed with a key of the vault.

Row counts and dates would tell a finder something, so all but the vault's id is encrypted and authenticated.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from coordinator_app.core.errors import VaultDamaged, VaultMissing
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import files
from coordinator_app.store.copies import Contents
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.slots import NONCE_BYTES, canonical
from coordinator_app.store.troubles import troubles

NAME = "manifest.json"
FORMAT = "coordinator-backup"
VERSION = 1
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """One file of a backup: its name, bytes and SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What a backup holds.

    `contents` are the compartments that were read and verified; `sealed` names files of compartments whose key
    the maker did not hold: they were taken as they lay and can be checked by their hash alone. `anchors` are
    (seq, MAC in hex) of the newest audit row per compartment, None where there was none.
    """

    vault_id: str
    made_at: datetime
    files: tuple[CopiedFile, ...]
    contents: Mapping[Compartment, Contents]
    sealed: tuple[str, ...]
    anchors: Mapping[Compartment, tuple[int, str] | None]

    @property
    def row_counts(self) -> dict[Compartment, int]:
        """How many rows each verified compartment holds."""
        return {compartment: sum(held.rows.values()) for compartment, held in self.contents.items()}


def describe_file(path: Path, told: Callable[[int], None] = lambda _bytes: None) -> CopiedFile:
    """Size and SHA-256 of a file; `told` hears how many bytes were read since it was last called."""
    code = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            code.update(piece)
            told(len(piece))
    return CopiedFile(path.name, path.stat().st_size, code.hexdigest())


def write(folder: Path, manifest: BackupManifest, keys: VaultKeys) -> None:
    """Seal the manifest into the folder of its backup."""
    outer = {"format": FORMAT, "version": VERSION, "vault_id": manifest.vault_id}
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(keys.manifest_key()).encrypt(nonce, canonical(_plain(manifest)), canonical(outer))
    whole = {**outer, "nonce": nonce.hex(), "sealed": base64.b64encode(sealed).decode("ascii")}
    files.write_whole(folder / NAME, json.dumps(whole, sort_keys=True, indent=1).encode("ascii") + b"\n")


def read(folder: Path, keys: VaultKeys) -> BackupManifest:
    """The manifest of a backup; VaultMissing if there is none, VaultDamaged if it was altered or is another vault's."""
    path = folder / NAME
    if not path.is_file():
        raise VaultMissing(
            "This folder is not a finished backup.",
            next_step="Choose a folder whose name begins with backup.",
        )
    with troubles():
        data = path.read_bytes()
    try:
        whole = json.loads(data)
        outer = {name: whole[name] for name in ("format", "version", "vault_id")}
        plain = AESGCM(keys.manifest_key()).decrypt(
            bytes.fromhex(whole["nonce"]), base64.b64decode(whole["sealed"], validate=True), canonical(outer)
        )
        return _read(json.loads(plain), outer["vault_id"])
    except (InvalidTag, ValueError, KeyError, TypeError):
        raise VaultDamaged(
            "The list of what this backup holds is damaged, or it is a backup of another vault.",
            safe="Your vault has not been touched.",
            next_step="Choose another backup.",
        ) from None


def _plain(manifest: BackupManifest) -> dict[str, Any]:
    return {
        "made_at": manifest.made_at.isoformat(),
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in manifest.files],
        "contents": {
            compartment.value: {"rows": held.rows, "digest": held.digest, "generation": held.generation}
            for compartment, held in manifest.contents.items()
        },
        "sealed": list(manifest.sealed),
        "anchors": {
            compartment.value: list(anchor) if anchor else None
            for compartment, anchor in manifest.anchors.items()
        },
    }


def _read(plain: Mapping[str, Any], vault_id: str) -> BackupManifest:
    return BackupManifest(
        vault_id=vault_id,
        made_at=datetime.fromisoformat(plain["made_at"]),
        files=tuple(CopiedFile(file["name"], file["size"], file["sha256"]) for file in plain["files"]),
        contents={
            Compartment(name): Contents(held["rows"], held["digest"], held["generation"])
            for name, held in plain["contents"].items()
        },
        sealed=tuple(plain["sealed"]),
        anchors={
            Compartment(name): (anchor[0], anchor[1]) if anchor else None
            for name, anchor in plain["anchors"].items()
        },
    )
