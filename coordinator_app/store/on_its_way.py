"""Which files are on their way out of the vault: written down before a byte is, and forgotten once nothing of them lies beside its place.

What a kill or a pulled stick leaves there has no lock perhaps, and is hidden. So its path lies in the vault, as a draft that nobody
typed, and nowhere else; the next unlock takes it away, or tells of it until somebody says that it is dealt with (003-2.3.2).
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import drafts
from coordinator_app.store.session import Session

SCREEN = "file_on_its_way"
"""The kind of the draft."""
REMOVED, SETTLED = "part-outside-removed", "part-outside-settled"
"""How the audit calls that a part was taken away, and that somebody said it is dealt with."""
MARK = 4
"""Bytes that tell what is written beside a place from every other file there."""
_PATH, _HERE = "_path", "_here"  # what begins so is neither searched nor gathered as typed words
_OURS = re.compile(rf"\..+\.[0-9a-f]{{{2 * MARK}}}\.part", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Way:
    """A part that may lie outside: where, and where in the vault that is written down."""

    part: Path
    compartment: Compartment
    place: drafts.DraftPlace
    is_here: bool = False

    @property
    def folder(self) -> str:
        """Where it was going."""
        return str(self.part.parent)


@dataclass(frozen=True, slots=True)
class Swept:
    """What the look for parts came to: how many were taken away, and those that may still lie where nobody can look now."""

    removed: int = 0
    left: tuple[Way, ...] = ()


class _Now(Enum):
    """What there is of a part."""

    REMOVED = auto()
    NOTHING = auto()
    UNKNOWN = auto()


def set_out(session: Session, part: Path, compartment: Compartment) -> None:
    """Write down that this part is about to be written."""
    part = part.absolute()
    body = {_PATH: str(part), _HERE: _of_this_computer(part.parent)}
    with session.write(compartment) as work:
        work.save_draft(SCREEN, part.name.split(".")[-2], body)


def arrived(session: Session, parts: Iterable[Path]) -> None:
    """Nothing lies there any more, for certain. Where that cannot be written down, the next unlock looks once more."""
    gone = {str(part.absolute()) for part in parts}
    with suppress(Trouble):
        _forget(session, (one for one in ways(session) if str(one.part) in gone))


def ways(session: Session) -> tuple[Way, ...]:
    """Every part that is written down, whoever was saving it, in the compartments held."""
    return tuple(
        Way(
            Path(str(one.body[_PATH])),
            compartment,
            drafts.DraftPlace(one.slot_id, one.screen, one.record_id),
            one.body.get(_HERE) is True,
        )
        for compartment in session.held
        for one in drafts.all_drafts(session.databases.connection(compartment))
        if one.screen == SCREEN and _PATH in one.body
    )


def sweep(session: Session) -> Swept:
    """Take away what is left of files that did not arrive. Asked at the unlock, before anything can be on its way."""
    found = [(one, _take_away(one)) for one in ways(session)]
    removed = [one for one, now in found if now is _Now.REMOVED]
    _forget(session, (one for one, now in found if now is _Now.NOTHING))
    _forget(session, removed, REMOVED)
    return Swept(len(removed), tuple(one for one, now in found if now is _Now.UNKNOWN))


def settle(session: Session, left: Iterable[Way]) -> None:
    """Somebody says that these are dealt with: they are told of no more."""
    _forget(session, left, SETTLED)


def _forget(session: Session, some: Iterable[Way], audited: str = "") -> None:
    gone = list(some)
    for compartment in {one.compartment for one in gone}:
        with session.write(compartment) as work:
            for one in gone:
                if one.compartment is compartment:
                    drafts.drop(work.connection, one.place)
                    if audited:
                        work.audit(audited)


def _take_away(one: Way) -> _Now:
    """Only the very file that was written down, and only a file: never what it leads to."""
    if not _OURS.fullmatch(one.part.name):
        return _Now.UNKNOWN
    try:
        there = one.part.lstat()
    except FileNotFoundError:
        # another stick may be in now: that this one has nothing of it says nothing
        return _Now.NOTHING if one.is_here and one.part.parent.is_dir() else _Now.UNKNOWN
    except OSError:
        return _Now.UNKNOWN
    if not stat.S_ISREG(there.st_mode):
        return _Now.UNKNOWN
    try:
        one.part.unlink()
    except OSError:
        return _Now.UNKNOWN
    return _Now.REMOVED


def _of_this_computer(folder: Path) -> bool:
    """Whether a folder lies on the disk of the user's own files, which is not pulled out: there a missing file is gone."""
    try:
        return folder.stat().st_dev == Path.home().stat().st_dev
    except (OSError, RuntimeError):
        return False
