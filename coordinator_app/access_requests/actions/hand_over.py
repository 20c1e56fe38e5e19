"""Save a copy of a pack outside the vault: locked, whole, and readable by its owner only (003-5.1, 003-2.3.2)."""

from __future__ import annotations

import os
from itertools import chain, count
from pathlib import Path

from coordinator_app.access_requests.actions.pack import locked_bytes, saving_gate
from coordinator_app.access_requests.items import Pack, guarded_if_marked
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.store import leaving
from coordinator_app.store.session import Session


class CannotSave(leaving.CannotSave):
    """The copy could not be written where it was wanted."""

    code = "pack-not-saved"
    safe = "The pack is safe in the vault. No part of it was left behind."
    next_step = "Choose another folder or another stick, and save it again."


def file_name(request: AccessRequest) -> str:
    """The name of the copy: the number of the request, never a person's name."""
    return f"request-{request.request_number}.pdf"


def save_copy(session: Session, request: AccessRequest, pack: Pack, place: Path) -> Path:
    """Write the locked pack to a file, or into a folder as "request-14.pdf"; the path of the copy.

    A file that was named is replaced: whoever named it was asked. In a folder nothing is: where the name is taken
    the copy is called "request-14 (2).pdf", so tell the name that comes back. Written beside its place, read back and compared, then put there in one step; noted in the audit. GateShut
    while a check is not settled or the vault's file is not the one that was checked; CannotSave, DiskFull.
    """
    saving_gate(session, request, pack).demand()
    locked = locked_bytes(session, pack)
    target = _free(place / file_name(request)) if place.is_dir() else place
    with leaving.leaving(target, locked, CannotSave, "pack"):
        pass  # the audit tells of a copy that is there, so it comes after
    with session.write(guarded_if_marked(pack)) as work:
        work.audit("pack-saved", pack)
    return target


def _free(wanted: Path) -> Path:
    """The path itself, or with the first number from 2 under which nothing is there yet."""
    numbered = (wanted.with_stem(f"{wanted.stem} ({number})") for number in count(2))
    return next(path for path in chain((wanted,), numbered) if not os.path.lexists(path))
