"""A reader of a vault that follows docs/vault-format.md alone, and uses nothing of coordinator_app to read."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "vault-format.md"

# the vault is made in another process, so that nothing of the app is loaded here
_MAKE = """
import sys
from contextlib import closing
from pathlib import Path
from coordinator_app.core.clock import SetClock
from coordinator_app.store.backup import back_up
from coordinator_app.store.connection import open_database
from coordinator_app.store.vault import create_vault, unlock

place = Path(sys.argv[1])
folder, state = place / "Marigold.vault", place / "state"
print(create_vault(folder, title="Łąka partnership", passphrase="café at the pier", role="Co-ordinator",
                   practice=True, clock=SetClock(), state=state))
with unlock(folder, "café at the pier", clock=SetClock(), state=state) as vault:
    for compartment, path in vault.paths.items():
        with closing(open_database(path, vault.keys.key(compartment))) as connection:
            connection.execute("INSERT INTO setting VALUES ('teapot', ?)", (f"blue {compartment.value}",))
    back_up(vault, place / "stick")

    vault.set_device_slot(bytes(range(32)))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("stranger")
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _MAKE, str(folder)], check=True, capture_output=True, text=True
    )
    return folder, made.stdout.strip()


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _hkdf(material: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(material)


def _derive(key: bytes, use: str) -> bytes:
    return _hkdf(key, f"coordinator-vault/1 {use}")


def _wrapping_key(slot: dict[str, Any], secret: str | bytes) -> bytes:
    salt = bytes.fromhex(slot["salt"])
    if slot["kind"] != "passphrase":
        material = secret.encode() if isinstance(secret, str) else secret
        return _hkdf(salt + material, f"coordinator-vault/1 {slot['kind']}-slot")
    kdf = slot["kdf"]
    function = Argon2id(
        salt=salt,
        length=32,
        iterations=kdf["passes"],
        lanes=kdf["lanes"],
        memory_cost=kdf["memory_mib"] * 1024,
    )
    return function.derive(unicodedata.normalize("NFC", str(secret)).encode())


def _unwrap(header: dict[str, Any], kind: str, secret: str | bytes) -> dict[str, bytes]:
    for slot in header["slots"]:
        if slot["kind"] != kind:
            continue
        bound = {name: value for name, value in slot.items() if name != "wrapped"}
        plain = AESGCM(_wrapping_key(slot, secret)).decrypt(
            bytes.fromhex(slot["nonce"]),
            bytes.fromhex(slot["wrapped"]),
            _canonical({"slot": bound, "vault_id": header["vault_id"]}),
        )
        return {name: plain[32 * number :][:32] for number, name in enumerate(slot["holds"])}
    raise AssertionError(kind)


def _read_header(folder: Path) -> dict[str, Any]:
    data = (folder / "header.json").read_bytes()
    header: dict[str, Any] = json.loads(data)
    assert data == json.dumps(header, sort_keys=True, indent=1, ensure_ascii=True).encode() + b"\n"
    assert (header["format"], header["version"]) == ("coordinator-vault", 1)
    return header


def _genuine(header: dict[str, Any], keys: dict[str, bytes]) -> bool:
    body = {name: value for name, value in header.items() if name != "mac"}
    code = hmac.digest(_derive(keys["general"], "header-mac"), _canonical(body), "sha256").hex()
    return hmac.compare_digest(code, header["mac"])


def _open(path: Path, key: bytes) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _setting(path: Path, key: bytes, vault_id: str) -> str:
    connection = _open(path, key)
    try:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x434F4F52,)
        assert connection.execute("SELECT vault_id FROM generation").fetchone() == (vault_id,)
        value = connection.execute("SELECT value FROM setting WHERE name = 'teapot'").fetchone()[0]
        assert connection.execute("PRAGMA cipher_status").fetchone() == ("1",)
    finally:
        connection.close()
    return str(value)


def _recovery_characters(printed: str) -> str:
    groups = printed.upper().replace("-", " ").split()
    for number, group in enumerate(groups):
        total = number + 1
        for place, character in enumerate(group[:3]):
            value = ALPHABET.index(character)
            for _ in range(place + 1):
                value = (value << 1) ^ (0b100101 if value & 16 else 0)
            total ^= value
        assert ALPHABET[total] == group[3]
    return "".join(group[:3] for group in groups)


def _values(connection: dbapi2.Connection, key: bytes) -> str:
    code = hmac.new(_derive(key, "file-id"), digestmod="sha256")
    listed = connection.execute("PRAGMA main.table_list").fetchall()
    for _, name, kind, columns, no_rowid, _ in sorted(listed, key=lambda row: row[1]):
        if kind not in {"table", "shadow"} or name == "sqlite_schema" or name.startswith("sqlite_stat"):
            continue
        order = ", ".join(str(number + 1) for number in range(columns)) if no_rowid else "rowid"
        code.update(b"\x1d" + name.encode())
        for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY {order}'):
            for value in row:
                data = value if isinstance(value, bytes) else str(value).encode()
                code.update(f"{type(value).__name__}:{len(data)}:".encode() + data)
    return code.hexdigest()


def test_nothing_of_the_app_is_loaded_by_this_reader() -> None:
    script = f"import runpy; runpy.run_path({str(Path(__file__))!r}); import sys; print('coordinator_app' in str(list(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "False"


def test_a_stranger_reads_every_compartment_with_the_passphrase(place: tuple[Path, str]) -> None:
    folder = place[0] / "Marigold.vault"
    header = _read_header(folder)
    # typed with a combining accent
    keys = _unwrap(header, "passphrase", "cafe\u0301 at the pier")
    assert _genuine(header, keys)
    assert header["title"] == "Łąka partnership"
    for name, key in keys.items():
        assert _setting(folder / f"{name}.db", key, header["vault_id"]) == f"blue {name}"


def test_a_stranger_reads_it_with_the_printed_recovery_key(place: tuple[Path, str]) -> None:
    header = _read_header(place[0] / "Marigold.vault")
    keys = _unwrap(header, "recovery", _recovery_characters(place[1]))
    assert keys == _unwrap(header, "passphrase", "café at the pier")


def test_the_device_holds_the_general_key_alone(place: tuple[Path, str]) -> None:
    header = _read_header(place[0] / "Marigold.vault")
    assert set(_unwrap(header, "device", bytes(range(32)))) == {"general"}


def test_a_wrong_passphrase_opens_nothing(place: tuple[Path, str]) -> None:
    with pytest.raises(InvalidTag):
        _unwrap(_read_header(place[0] / "Marigold.vault"), "passphrase", "cafe at the pier")


def test_a_stranger_checks_a_backup_wholly(place: tuple[Path, str]) -> None:
    (folder,) = (place[0] / "stick").iterdir()
    header = _read_header(folder)
    keys = _unwrap(header, "passphrase", "café at the pier")
    whole = json.loads((folder / "manifest.json").read_bytes())
    outer = {name: whole[name] for name in ("format", "version", "vault_id")}
    assert outer == {"format": "coordinator-backup", "version": 1, "vault_id": header["vault_id"]}
    plain = AESGCM(_derive(keys["general"], "backup-manifest")).decrypt(
        bytes.fromhex(whole["nonce"]), base64.b64decode(whole["sealed"]), _canonical(outer)
    )
    manifest = json.loads(plain)
    for file in manifest["files"]:
        data = (folder / file["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["size"], file["sha256"])
    for name, held in manifest["contents"].items():
        connection = _open(folder / f"{name}.db", keys[name])
        assert _values(connection, keys[name]) == held["digest"]
        connection.close()


def test_the_example_of_the_page_has_the_check_characters_it_describes() -> None:
    assert "`234P-567T-89AT-BCDB-EFGM-HJKG-LMNK-PQRW`" in PAGE.read_text("utf-8")
    assert _recovery_characters("234P-567T-89AT-BCDB-EFGM-HJKG-LMNK-PQRW") == "23456789ABCDEFGHJKLMNPQR"


def test_planted_fault_a_header_changed_by_a_letter_is_not_genuine(place: tuple[Path, str]) -> None:
    header = _read_header(place[0] / "Marigold.vault")
    keys = _unwrap(header, "passphrase", "café at the pier")
    assert not _genuine({**header, "title": "Laka partnership"}, keys)
