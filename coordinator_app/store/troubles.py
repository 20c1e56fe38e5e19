"""Errors of the engine and of the disk, told in words that a user can act on.

`sqlcipher3` errors are no subclass of `sqlite3` errors, so they are named here, once.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from coordinator_app.core.errors import (
    RESTORE,
    DiskFull,
    Trouble,
    VaultDamaged,
    VaultInUse,
    VaultMissing,
    VaultPlaceUnsafe,
)

DAMAGED_WORDS = "Your passphrase is right, but part of the vault is damaged and cannot be read."


def _damaged() -> Trouble:
    return VaultDamaged(DAMAGED_WORDS)


def _full() -> Trouble:
    return DiskFull("The disk is full, so the last change could not be saved.")


def _unwritable() -> Trouble:
    return VaultPlaceUnsafe(
        "The vault's folder can be read but not written to.",
        next_step="Move the vault to a folder of your own on this laptop, or ask whoever looks after it.",
    )


def _in_use() -> Trouble:
    return VaultInUse(
        "Something else is using the vault at this moment.",
        next_step="Close other Coordinator windows, wait a moment and try again.",
    )


def _missing() -> Trouble:
    return VaultMissing(
        "Part of the vault is missing from its folder.",
        safe="Nothing has been made in its place.",
        next_step=RESTORE,
    )


# primary result codes of SQLite; the low byte of an extended code. RLIMIT and quotas show as I/O errors (10)
_BY_CODE = {
    5: _in_use,
    6: _in_use,
    8: _unwritable,
    10: _full,
    11: _damaged,
    13: _full,
    14: _missing,
    26: _damaged,
}
_BY_WORDS = {
    "is locked": 5,
    "readonly": 8,
    "disk I/O": 10,
    "malformed": 11,
    "is full": 13,
    "not a database": 26,
}
_BY_ERRNO = {
    errno.ENOSPC: _full,
    errno.EDQUOT: _full,
    errno.EFBIG: _full,
    errno.EROFS: _unwritable,
    errno.EACCES: _unwritable,
    errno.EPERM: _unwritable,
}


def trouble_of(error: Exception) -> Trouble | None:
    """The trouble that an engine's or a disk's error means, or None if it is our own bug."""
    if isinstance(error, dbapi2.Error):
        make = _BY_CODE.get(_code(error))
        return make() if make else None
    if isinstance(error, OSError):
        make = _BY_ERRNO.get(error.errno or 0)
        return make() if make else None
    return None


def _code(error: dbapi2.Error) -> int:
    """The primary result code; errors of a backup carry none, so theirs is known by the engine's own words."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return next((code for words, code in _BY_WORDS.items() if words in str(error)), -1)
    return int(code) & 0xFF


def demand_sound(connection: Connection) -> None:
    """Go on, or raise VaultDamaged if a page that this connection read failed its code.

    The engine hands out zeros for a damaged page, and where that is the last page of a long value no error
    follows by itself (tried); it only notes the failure in this status, and refuses to write from then on.
    """
    if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
        raise _damaged()


@contextmanager
def troubles(connection: Connection | None = None) -> Iterator[None]:
    """Run a block; errors of the engine or the disk that a user can understand leave it as a Trouble.

    With `connection` what the block read is vouched for as well (`demand_sound`): use it around every read.
    Raises DiskFull, VaultInUse, VaultDamaged, VaultMissing or VaultPlaceUnsafe; anything else unchanged.
    """
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        if connection is not None and isinstance(error, dbapi2.OperationalError):
            demand_sound(connection)
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error
    if connection is not None:
        demand_sound(connection)
