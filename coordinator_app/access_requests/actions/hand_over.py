"""Save a copy of a pack outside the vault: locked, whole, and readable by its owner only (003-5.1, 003-2.3.2)."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from coordinator_app.access_requests.actions.leaving import saving_gate
from coordinator_app.access_requests.actions.pack import locked_bytes, volumes_of
from coordinator_app.access_requests.items import Pack, guarded_if_marked
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.store import leaving
from coordinator_app.store.session import Session

SAVED, PRINTED = "pack-saved", "pack-for-paper"
"""How the audit calls the two kinds of copies that leave."""


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
    volumes = volumes_of(session, pack)
    target = _free(place / file_name(request)) if place.is_dir() else place
    targets = (target,) if len(volumes) == 1 else beside(target, len(volumes))
    made, is_out = list[Path](), False
    try:
        for volume, path in zip(volumes, targets, strict=True):
            content, where = locked_bytes(session, volume), guarded_if_marked(pack)
            with leaving.leaving(session, path, content, CannotSave, "pack", compartment=where):
                made.append(path)  # the audit tells of a copy that is there, so it comes after
            session.let_go()
        is_out = True
        with session.write(guarded_if_marked(pack)) as work:
            work.audit(SAVED, pack)
    except BaseException:
        # half of the volumes is no pack, and a copy of which nothing is written down could be lost and nobody would know
        for path in made if is_out or len(volumes) > 1 else ():
            with suppress(OSError):  # a stick that is gone took it along
                path.unlink(missing_ok=True)
        raise
    return targets[0]


def saved_words(pack: Pack, path: Path) -> str:
    """What whoever saved it is told: of a pack in several files, that the first alone is not the pack."""
    if (pack.volumes or 1) == 1:
        return f"Locked pack saved as {path.name}"
    return f"Locked pack saved as {pack.volumes} files, the first of them {path.name}. Send all of them together."


def print_edition_saved(session: Session, pack: Pack) -> None:
    """Note that a copy without a lock has left: should it be lost, a breach can be started from it."""
    with session.write(guarded_if_marked(pack)) as work:
        work.audit(PRINTED, pack)


def beside(target: Path, volumes: int) -> tuple[Path, ...]:
    """A name for each volume: "request-14-volume-1-of-3.pdf"; where one is taken, all get the next number."""
    for number in count(1):
        again = f" ({number})" if number > 1 else ""
        names = [f"{target.stem}-volume-{one}-of-{volumes}{again}" for one in range(1, volumes + 1)]
        paths = tuple(target.with_stem(name) for name in names)
        if not any(os.path.lexists(path) for path in paths):
            return paths
    raise AssertionError  # count() never ends


def _free(wanted: Path) -> Path:
    """The path itself, or with the first number from 2 under which nothing is there yet."""
    numbered = (wanted.with_stem(f"{wanted.stem} ({number})") for number in count(2))
    return next(path for path in chain((wanted,), numbered) if not os.path.lexists(path))
