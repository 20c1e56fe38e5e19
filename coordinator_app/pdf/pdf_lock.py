"""Locks a PDF with AES-256, revision 6 of the standard handler (ISO 32000-2, 7.6.4), one stream at a time.

Apart and small, because it is ours: three readers that are not (pdfium, qpdf, poppler) open its files in the tests
(decision 28). The key of the file is random; the password only opens it. The owner's password, which the key holder
of the vault needs to look at his own pack, opens the same file.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK: Final = 16
_ROUNDS: Final = 64
_FILE_ENDS: Final = b"%%EOF"
_NO_START: Final = bytes(_BLOCK)
_MOST_PASSWORD: Final = 127
_ALL_ALLOWED: Final = -4
"""Copying, printing and screen readers: whoever has the password owns what it says."""
_DIGESTS: Final = (hashlib.sha256, hashlib.sha384, hashlib.sha512)


class Lock:
    """The key of one file, and the dictionary that says how a password leads to it.

    ValueError without a password: nothing is ever written that opens for anybody.
    """

    def __init__(self, password: str, owner: str) -> None:
        if not password or not owner:
            message = "a pack is never written without a password"
            raise ValueError(message)
        self._key = secrets.token_bytes(32)
        self._cipher, self._room = algorithms.AES(self._key), bytearray()
        user_code, user_key = _entry(password, self._key, b"")
        owner_code, owner_key = _entry(owner, self._key, user_code)
        allowed = _ALL_ALLOWED.to_bytes(4, "little", signed=True)
        said = allowed + b"\xff\xff\xff\xffTadb" + secrets.token_bytes(4)
        sealed = _plainly(self._cipher, modes.ECB(), said)  # noqa: S305  (one block, as the standard says)
        entries = {"U": user_code, "UE": user_key, "O": owner_code, "OE": owner_key, "Perms": sealed}
        strings = "".join(f" /{name} <{part.hex()}>" for name, part in entries.items())
        self.dictionary: Final = (
            f"<< /Filter /Standard /V 5 /R 6 /Length 256 /P {_ALL_ALLOWED} /EncryptMetadata true"
            " /CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
            f"{strings} >>"
        ).encode()

    def sealed(self, data: bytes) -> bytes:
        """A string or a stream as it stands in the file.

        Locked once more where by chance it says that the file ends: of packs of a gigabyte one in a thousand would be
        read as a file onto which something was saved.
        """
        done = self._sealed(data)
        return self.sealed(data) if _FILE_ENDS in done else done

    def _sealed(self, data: bytes) -> bytes:
        """A fresh start, then AES-256 in chains of blocks."""
        start = secrets.token_bytes(_BLOCK)
        left = _BLOCK - len(data) % _BLOCK
        work = Cipher(self._cipher, modes.CBC(start)).encryptor()
        if len(self._room) < len(data) + _BLOCK:
            self._room = bytearray(
                len(data) + _BLOCK
            )  # used again: new room for each picture costs as much as locking it
        done = memoryview(self._room)[: work.update_into(data, self._room)]
        return b"".join((start, done, work.update(bytes([left]) * left), work.finalize()))


def _entry(password: str, key: bytes, user_code: bytes) -> tuple[bytes, bytes]:
    """What a password is checked by (48 bytes), and the key of the file locked with it (32 bytes)."""
    spoken = password.encode("utf-8")[:_MOST_PASSWORD]
    check, wrap = secrets.token_bytes(8), secrets.token_bytes(8)
    code = _digest(spoken, check, user_code) + check + wrap
    wrapping = algorithms.AES(_digest(spoken, wrap, user_code))
    return code, _plainly(wrapping, modes.CBC(_NO_START), key)


def _digest(spoken: bytes, salt: bytes, user_code: bytes) -> bytes:
    """Algorithm 2.B: at least 64 rounds of AES and a digest that the round before has chosen."""
    found = hashlib.sha256(spoken + salt + user_code).digest()
    done = 0
    while True:
        once = (spoken + found + user_code) * 64
        mixed = _plainly(algorithms.AES(found[:16]), modes.CBC(found[16:32]), once)
        found = _DIGESTS[int.from_bytes(mixed[:16]) % 3](mixed).digest()
        done += 1
        if done >= _ROUNDS and mixed[-1] <= done - 32:
            return found[:32]


def _plainly(algorithm: algorithms.AES, mode: modes.CBC | modes.ECB, data: bytes) -> bytes:
    work = Cipher(algorithm, mode).encryptor()
    return work.update(data) + work.finalize()
