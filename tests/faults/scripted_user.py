"""A program that works in a vault as a coordinator does and says after each step what is kept, until it is killed.

Run as a program it reads lines of JSON (`Orders`) and forks a worker for each, so that a kill costs no start of Python;
with `--alone` it is the worker of the first line itself. Each worker says on its file one line for each step that was
acknowledged.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coordinator_app.attendance.actions import keep_weeks
from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.chronology.actions import add_entry, correct_entry
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.clock import SetClock
from coordinator_app.documents.actions import attach
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.pupils.model import Pupil
from coordinator_app.registry import CATALOGUE
from coordinator_app.scan_in.actions import ScanFile, keep_scan
from coordinator_app.store import migrate
from coordinator_app.store.backup import make
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.faults.long_steps import bring_in_a_register, restore_a_backup, update_an_old_vault

STEPS = (
    "entry", "guarded", "weeks", "scan", "document", "undo", "backup", "passphrase", "import", "update", "restore",
)  # fmt: skip
NOW = datetime(2026, 11, 24, 9, 0)
WEEKS = 8
"""Weeks of attendance that are kept in one go: all of them, or none."""
FIRST_MONDAY = date(2026, 9, 7)


@dataclass(frozen=True, slots=True)
class Orders:
    """What one worker does: `steps` by name in this order, over again; after `after` of them it is killed in a moment.

    `within` is the longest that it still has then, in seconds; 0 for a worker that ends by itself. With `at_call` it is
    killed then just before the so-manieth call that brings something to the disk, renames it or changes a table.
    """

    folder: str
    state: str
    said: str
    passphrase: str
    other: str
    seed: int
    steps: tuple[str, ...]
    after: int
    within: float
    at_call: int = 0


def main() -> None:
    """Fork a worker for each line of orders, wait for its end, and say its status."""
    for line in sys.stdin:
        told = json.loads(line)
        orders = Orders(**told | {"steps": tuple(told["steps"])})
        if "--alone" in sys.argv:
            work(orders)
            return
        pid = os.fork()
        if pid == 0:
            work(orders)
            os._exit(0)
        _pid, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def as_line(orders: Orders) -> bytes:
    """The orders as the program reads them."""
    return json.dumps(asdict(orders)).encode() + b"\n"


def work(orders: Orders) -> None:
    """Work in the vault until the orders are done, or the kill."""
    chance = random.Random(orders.seed)
    said = os.open(orders.said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    user = ScriptedUser(orders, chance, lambda words: os.write(said, words.encode() + b"\n"))
    for number in range(10_000):
        if number == orders.after and orders.at_call:
            kill_at_call(orders.at_call)
        elif number == orders.after:
            if not orders.within:
                return
            signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.0005, orders.within))
        step = orders.steps[number % len(orders.steps)]
        if step == "passphrase":
            user.say(f"setting {user.next_passphrase}")
        user.say(user.do(step))
        if number == orders.after and orders.at_call:
            return


def kill_at_call(number: int) -> None:
    """End this process as a kill does just before the call of this number, from 1."""
    left = itertools.count(number - 1, -1)

    def killing(honest: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if next(left) == 0:
                os.kill(os.getpid(), signal.SIGALRM)
            return honest(*arguments, **named)

        return call

    for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "rename"), (migrate, "run")):
        setattr(owner, name, killing(getattr(owner, name)))


class ScriptedUser:
    """Does one step after another with the actions that the screens call."""

    def __init__(self, orders: Orders, chance: random.Random, say: Callable[[str], object]) -> None:
        self._orders, self._chance, self.say = orders, chance, say
        self._beside = Path(orders.folder).parent
        self._clock = SetClock(NOW)
        self._vault = unlock(
            Path(orders.folder), orders.passphrase, clock=self._clock, state=Path(orders.state)
        )
        self._session = Session(
            self._vault.paths,
            self._vault.keys,
            catalogue=CATALOGUE,
            clock=self._clock,
            actor=self._vault.actor,
            publish=lambda _: None,
        )
        self._pupil = self._session.list(Pupil)[0]
        self._passphrases = [orders.passphrase, orders.other]
        self._does: dict[str, Callable[[], str]] = {
            "entry": self._entry,
            "guarded": lambda: self._entry(Category.SAFEGUARDING),
            "weeks": self._weeks,
            "scan": self._scan,
            "document": self._document,
            "undo": self._undo,
            "backup": self._backup,
            "passphrase": self._passphrase,
            "import": lambda: bring_in_a_register(self._session, self._pupil, chance),
            "update": lambda: update_an_old_vault(self._beside, self._clock, chance, say),
            "restore": lambda: restore_a_backup(self._vault, self._beside, say),
        }

    @property
    def next_passphrase(self) -> str:
        """The one that the next change of the passphrase sets."""
        return self._passphrases[1]

    def close(self) -> None:
        """Leave the vault."""
        self._session.close()
        self._vault.close()

    def do(self, step: str) -> str:
        """One step; what to look for afterwards: "kind what"."""
        self._clock.at += timedelta(seconds=1)
        return self._does[step]()

    def _new_entry(self, category: Category) -> ChronologyEntry:
        words = f"{self._chance.random()} " + "Came in on time and stayed until lunch. " * 30
        return ChronologyEntry(
            pupil_id=self._pupil.id, category=category, happened_on=date(2026, 11, 2), words=words
        )

    def _entry(self, category: Category = Category.BEHAVIOUR) -> str:
        kept = add_entry(self._session, self._new_entry(category)).record
        correct_entry(self._session, kept, "The day was misread.", happened_on=date(2026, 11, 3))
        return f"entry {kept.id}"

    def _weeks(self) -> str:
        mark = f"{self._chance.random()}"
        # a block is replaced as a whole, so that its weeks always bear one mark
        first = FIRST_MONDAY - timedelta(weeks=WEEKS * self._chance.randrange(12))
        weeks = [
            AttendanceWeek(
                pupil_id=self._pupil.id,
                school_id=self._pupil.school_id,
                monday=first - timedelta(weeks=number),
                marks=" ".join(["/", "\\"] * 5),
                source=mark,
            )
            for number in range(WEEKS)
        ]
        keep_weeks(self._session, weeks)
        return f"weeks {first.isoformat()} {mark}"

    def _scan(self) -> str:
        content = b"%PDF-" + self._chance.randbytes(200_000)
        return f"scan {keep_scan(self._session, ScanFile('scan.pdf', 'E:/Scans', content)).record.id}"

    def _document(self) -> str:
        content = b"%PDF-" + self._chance.randbytes(150_000)
        document = Document(
            pupil_id=self._pupil.id,
            title="Letter from the provider",
            kind_of_document=DocumentKind.PROVIDER_REPORT,
            dated=date(2026, 11, 2),
            is_guarded=self._chance.random() < 0.5,
        )
        looked = Looked("application/pdf", 1, "He came in on time.")
        return f"document {attach(self._session, document, content, looked).record.id}"

    def _undo(self) -> str:
        saved = add_entry(self._session, self._new_entry(Category.ACADEMIC))
        self._session.undo(saved.change_id)
        return f"undone {saved.record.id}"

    def _backup(self) -> str:
        made = make(self._vault)
        return f"backup {made.folder.name}"

    def _passphrase(self) -> str:
        old, new = self._passphrases
        self._vault.change_passphrase(old, new)
        self._passphrases = [new, old]
        return f"passphrase {new}"


if __name__ == "__main__":
    main()
