"""The window after the recovery key, and the vault's title: real vaults, without a screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.organisations.model import Partnership
from coordinator_app.store import slots
from coordinator_app.store.header import read
from coordinator_app.store.session import Session
from coordinator_app.store.vault import create_vault, unlock
from coordinator_app.ui.idle_lock import LockReason
from coordinator_app.ui.recovery_screen import RecoveryScreen
from tests.app.conftest import PASSPHRASE, Running
from tests.ui.shell_pages import NotePage

NEW = "river stone lantern maple otter"
TYPED = "The lid closes in the middle of a sen"


class Laptop:
    """One vault, its recovery key, and the app started on it as often as asked."""

    def __init__(self, qtbot: QtBot, folder: Path, *, practice: bool) -> None:
        self.qtbot, self.folder, self.clock = qtbot, folder, SetClock()
        self.vault = folder / "Eastmere.vault"
        self.made: list[Running] = []
        self.key = create_vault(
            self.vault,
            title="Eastmere",
            passphrase=PASSPHRASE,
            role="Co-ordinator",
            practice=practice,
            clock=self.clock,
            kdf=None if practice else slots.FLOOR,
            state=folder / "state",
        )
        with unlock(self.vault, PASSPHRASE, clock=self.clock, state=folder / "state") as opened:
            opened.confirm_recovery_key(self.key)

    def start(self) -> Running:
        self.made.append(Running(self.qtbot, self.folder, self.vault, self.clock))
        return self.made[-1]

    def unlock(self, passphrase: str) -> Running:
        running = self.start()
        screen = running.start()
        screen.passphrase.setText(passphrase)
        screen.unlock()
        self.wait_until_open(running)
        return running

    def recover(self) -> Running:
        running = self.start()
        running.start()
        running.app.entry.recover()
        screen = running.app.window.centralWidget()
        assert isinstance(screen, RecoveryScreen)
        screen.boxes.boxes[0].setText(self.key)
        screen.boxes.boxes[0].textEdited.emit(self.key)
        screen.try_key()
        self.qtbot.waitUntil(lambda: screen.heading.text() == "Choose a new passphrase")
        screen.new.first.setText(NEW)
        screen.new.again.setText(NEW)
        screen.save()
        self.wait_until_open(running)
        return running

    def wait_until_open(self, running: Running) -> None:
        self.qtbot.waitUntil(lambda: running.app.opened is not None)
        self.qtbot.waitUntil(lambda: running.go.page is not None)

    @property
    def title(self) -> str:
        return read(self.vault).title


@pytest.fixture
def laptop(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Laptop]]:
    made: list[Laptop] = []

    def make(*, practice: bool = True) -> Laptop:
        made.append(Laptop(qtbot, tmp_path, practice=practice))
        return made[-1]

    yield make
    for each in made:
        for running in each.made:
            running.close()


def note_of(running: Running) -> NotePage:
    page = running.go.page
    assert isinstance(page, NotePage)
    return page


def offers(running: Running) -> list[QPushButton]:
    return [one for one in running.app.window.findChildren(QPushButton) if one.text() == "Carry on"]


def test_what_was_typed_is_offered_after_the_recovery_key_and_after_the_new_passphrase(
    laptop: Callable[..., Laptop], qtbot: QtBot
) -> None:
    own = laptop()
    first = own.unlock(PASSPHRASE)
    first.go.to("note")
    note_of(first).words.setText(TYPED)
    first.opened.window.lock(LockReason.ASKED)

    second = own.recover()
    assert second.opened.shell.header.role.accessibleName().startswith("Co-ordinator:")
    assert second.opened.services.vault.actor == first.opened.services.vault.actor
    qtbot.waitUntil(lambda: bool(offers(second)))
    offers(second)[0].click()
    qtbot.waitUntil(lambda: note_of(second).words.text() == TYPED)
    note_of(second).words.setText(TYPED + "tence")
    second.opened.window.lock(LockReason.ASKED)

    third = own.unlock(NEW)
    qtbot.waitUntil(lambda: bool(offers(third)))
    third.go.to("note")
    qtbot.waitUntil(lambda: note_of(third).words.text() == TYPED + "tence")


def test_the_lock_screen_takes_the_name_of_the_partnership_when_it_is_given_and_when_it_changes(
    laptop: Callable[..., Laptop], qtbot: QtBot
) -> None:
    own = laptop(practice=False)
    running = own.unlock(PASSPHRASE)
    running.app.jobs.write(lambda session: keep(session, "Hazelmoor Partnership"))
    qtbot.waitUntil(lambda: own.title == "Hazelmoor Partnership")
    running.app.jobs.write(lambda session: keep(session, "Hazelmoor and Foxglove Partnership"))
    qtbot.waitUntil(lambda: own.title == "Hazelmoor and Foxglove Partnership")
    running.opened.window.lock(LockReason.ASKED)
    screen = own.start().start()
    assert screen.subtitle.text() == "Hazelmoor and Foxglove Partnership vault"


def test_a_name_changed_by_an_earlier_version_is_put_right_at_the_next_unlock(
    laptop: Callable[..., Laptop], qtbot: QtBot
) -> None:
    own = laptop(practice=False)
    before = own.unlock(PASSPHRASE)
    before.app.jobs.write(lambda session: keep(session, "Hazelmoor Partnership"))
    qtbot.waitUntil(lambda: own.title == "Hazelmoor Partnership")
    before.opened._vault.rename("Eastmere")
    before.opened.window.lock(LockReason.ASKED)
    assert own.title == "Eastmere"
    own.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: own.title == "Hazelmoor Partnership")


def test_a_practice_vault_keeps_the_title_that_says_what_it_is(
    laptop: Callable[..., Laptop], qtbot: QtBot
) -> None:
    own = laptop()
    running = own.unlock(PASSPHRASE)
    kept: list[None] = []
    running.app.jobs.write(lambda session: keep(session, "Hazelmoor Partnership"), done=kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    running.opened.window.lock(LockReason.ASKED)
    assert own.title == "Eastmere"


def keep(session: Session, name: str) -> None:
    """Give the partnership this name."""
    there = next(iter(session.list(Partnership)), None)
    with session.write() as work:
        if there is None:
            work.add(Partnership(name=name))
        else:
            work.change(replace(there), name=name)
