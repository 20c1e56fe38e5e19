"""A file that leaves the vault: written beside its place, read back, then put there in one step (003-2.3.2).

Readable by its owner only; a kill or a pulled stick leaves the old file or the whole new one. What was written beside it may
then lie there still, without a lock perhaps: that it is on its way is written down in the vault before, so that the next unlock
or the next saving takes it away (`on_its_way`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coordinator_app.core.errors import DiskFull, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import on_its_way
from coordinator_app.store.files import PRIVATE_FILE
from coordinator_app.store.session import Session


class CannotSave(Trouble):
    """The file could not be written where it was wanted."""

    code = "file-not-saved"
    safe = "Everything is safe in the vault. No part of the file was left behind."
    next_step = "Choose another folder or another stick, and save it again."


@contextmanager
def leaving(
    session: Session,
    place: Path,
    content: bytes,
    kind: type[CannotSave] = CannotSave,
    thing: str = "file",
    *,
    compartment: Compartment = Compartment.GENERAL,
) -> Iterator[None]:
    """Write `content` beside `place`; what is done inside comes before it is put there, and can still hold it back.

    `compartment` is that of what leaves: where it was going lies there meanwhile.
    Raises `kind` or DiskFull, in words that call it `thing`; then nothing is left behind and the old file stands.
    """
    part = place.with_name(f".{place.name}.{secrets.token_hex(on_its_way.MARK)}.part")
    was_there = place.parent.is_dir()
    on_its_way.arrived(session, _sweep(place))
    on_its_way.set_out(session, part, compartment)
    try:
        with in_words(kind, thing):
            _write(part, content, kind)
        yield
        with in_words(kind, thing):
            part.replace(place)
        _settle(place.parent)
    except Trouble as error:
        if was_there and not _take_away(part):
            error.safe = _MAY_LIE_THERE
        raise
    finally:
        if _take_away(part) or not was_there:
            on_its_way.arrived(session, (part,))


_MAY_LIE_THERE = (
    "Everything is safe in the vault. A part of what was saved may still lie in that folder, in a hidden file that ends in "
    ".part: put the stick in again and unlock the vault anew, which takes the part away, or delete it by hand."
)


def _take_away(part: Path) -> bool:
    """Whether it is certain that nothing of it is left: not where its folder went away with it."""
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return False
    return part.parent.is_dir()


def _sweep(place: Path) -> list[Path]:
    """Take away what a kill or a pulled stick left of an earlier saving under this name; which."""
    mark = re.compile(rf"\.{re.escape(place.name)}\.[0-9a-f]{{{2 * on_its_way.MARK}}}\.part")
    gone = []
    with contextlib.suppress(OSError):
        left = [one for one in place.parent.iterdir() if mark.fullmatch(one.name)]
        for one in left:
            one.unlink(missing_ok=True)
            gone.append(one)
    return gone


@contextmanager
def in_words(kind: type[CannotSave], thing: str) -> Iterator[None]:
    """An error of the system as a Trouble."""
    try:
        yield
    except OSError as error:
        raise _trouble(error, kind, thing) from error


def _write(part: Path, content: bytes, kind: type[CannotSave]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, PRIVATE_FILE), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    if part.read_bytes() != content:
        raise kind("The copy on the stick or disk does not read back as it was written.")


def _settle(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can say so of a folder."""
    with contextlib.suppress(OSError):  # Windows cannot, and some sticks neither
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _trouble(error: OSError, kind: type[CannotSave], thing: str) -> Trouble:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(
            f"There is no room for the {thing} in that folder.",
            safe=kind.safe,
            next_step="Free some space there, or choose another folder, and save it again.",
        )
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return kind("That folder cannot be written to.")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return kind("That folder is no longer there.")
    return kind(f"The {thing} could not be saved in that folder.")
