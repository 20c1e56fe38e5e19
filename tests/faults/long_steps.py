"""The steps of the scripted user that take longest: a register brought in, an old vault brought up to date, a restore.

Each gives what `scripted_user` says of it. An update and a restore work on a vault of their own beside the user's, and
say its name before they begin.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from coordinator_app.attendance.bringing_in.asked import FileToLook, FileToRead
from coordinator_app.attendance.bringing_in.bringing import Reading, bring_in
from coordinator_app.attendance.bringing_in.checking import Given, check
from coordinator_app.attendance.bringing_in.looking import look, read
from coordinator_app.attendance.model import AttendanceWeek, Place
from coordinator_app.core.clock import SetClock
from coordinator_app.core.ids import new_id
from coordinator_app.jobs.jobs import InTask
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.backup import generations, make
from coordinator_app.store.restore import restore
from coordinator_app.store.session import Session
from coordinator_app.store.vault import OpenVault, unlock
from tests.old_vaults.formats import behind

OLD_VAULTS = Path(__file__).resolve().parents[1] / "old_vaults"
OLD_PASSPHRASE = "kettle amber window field"
HEADING = ("UPN", "Surname", "Forename", "DOB", "Date", "Session", "Code")
MONDAYS = tuple(date(2026, 9, 14) + timedelta(weeks=number) for number in (0, 1, 2, 3, 4, 6, 7, 8))
"""School weeks of that autumn that `ScriptedUser` writes nothing else of."""
_ALONG = InTask(lambda _: None, lambda: False)
Say = Callable[[str], None]


def bring_in_a_register(session: Session, pupil: Pupil, chance: random.Random) -> str:
    """A register of some weeks, the same five marks in each: all of them are kept, or none."""
    marks = _other_marks(session, chance)
    content = _register(pupil, marks)
    seen = look(FileToLook("register.csv", content))
    meanings = seen.meanings
    read_file = read(FileToRead("register.csv", content, meanings, seen.encoding, "", seen.day_first))
    school = session.get(School, pupil.school_id)
    fingerprint = hashlib.sha256(content).hexdigest()
    given = Given(read_file, "register.csv", fingerprint, Place(school_id=school.id), school.name)
    kept = bring_in(
        session, check(session, given, _ALONG), Reading(HEADING, meanings, seen.encoding), _ALONG
    ).record
    return f"import {kept.id} {' '.join(marks)}"


def _other_marks(session: Session, chance: random.Random) -> tuple[str, ...]:
    """Five mornings that are not those that are kept."""
    kept = {one.marks for one in session.list(AttendanceWeek) if one.brought_in_id}
    while True:
        marks = tuple(chance.choice("/ILM") for _ in range(5))
        if week_of(marks) not in kept:
            return marks


def week_of(marks: tuple[str, ...]) -> str:
    """The line of a week with these five mornings and nothing else."""
    return " ".join(f"{one} ." for one in marks)


def _register(pupil: Pupil, marks: tuple[str, ...]) -> bytes:
    born = pupil.birth_date
    assert born is not None
    who = ("", pupil.family_name, pupil.given_names, f"{born:%d/%m/%Y}")
    rows = [
        (*who, f"{monday + timedelta(days=day):%d/%m/%Y}", "AM", mark)
        for monday in MONDAYS
        for day, mark in enumerate(marks)
    ]
    return "".join(",".join(row) + "\r\n" for row in (HEADING, *rows)).encode()


def update_an_old_vault(beside: Path, clock: SetClock, chance: random.Random, say: Say) -> str:
    """A vault that an earlier version left is opened, which brings its tables up to date."""
    source = OLD_VAULTS / chance.choice(behind())
    folder = beside / f"{source.name}-{new_id()}.vault"
    shutil.copytree(source, folder)
    say(f"updating {folder.name}")
    unlock(folder, OLD_PASSPHRASE, clock=clock, state=beside / "state-old").close()
    return f"updated {folder.name}"


def restore_a_backup(vault: OpenVault, beside: Path, say: Say) -> str:
    """The newest backup is put in place of the vault on another laptop; it has one already after the first time."""
    inside = vault.folder / "backups"
    backup = generations(inside)[0] if generations(inside) else make(vault).folder
    target = beside / "Other-laptop.vault"
    say(f"restoring {target.name}")
    restore(backup, target, vault.keys, clock=vault.clock, state=beside / "state-restored")
    return f"restored {target.name} {backup.name}"
