"""The jobs over a real encrypted vault: what the window does from the unlock to the lock."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coordinator_app.core.changes import Change, ChangeSet
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import InvalidInput, StaleRecord, VaultInUse
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.organisations.model import Partnership
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import OpenVault, create_vault, unlock

PASSPHRASE = "seven slow herons wade upstream"
Made = list[Jobs[Session]]


def reopen(folder: Path) -> OpenVault:
    return unlock(folder, PASSPHRASE, clock=SetClock(), state=folder.parent / "state")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    clock, folder, state = SetClock(), tmp_path / "Eastshire.vault", tmp_path / "state"
    create_vault(
        folder,
        title="Eastshire",
        passphrase=PASSPHRASE,
        role="Co-ordinator",
        practice=True,
        clock=clock,
        state=state,
    )
    with reopen(folder) as opened:
        yield opened


@pytest.fixture
def made() -> Made:
    return []


@pytest.fixture
def open_session(vault: OpenVault, made: Made) -> Callable[[bool], Session]:
    def opener(read_only: bool) -> Session:
        return Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=vault.clock,
            actor=vault.actor,
            publish=made[0].publish,
            read_only=read_only,
        )

    return opener


@pytest.fixture
def jobs(open_session: Callable[[bool], Session], made: Made) -> Iterator[Jobs[Session]]:
    made.append(Jobs(open_session, lambda callback: callback()))
    made[0].on_trouble = lambda _: None  # each test asks for the outcome itself
    yield made[0]
    assert made[0].stop()


def add(session: Session, name: str = "Eastshire") -> Partnership:
    with session.write() as work:
        return work.add(Partnership(name=name))


def test_what_the_writer_saves_the_reader_finds_and_the_listener_hears(jobs: Jobs[Session]) -> None:
    heard: list[ChangeSet] = []
    jobs.listen(heard.append)
    saved = jobs.wait(jobs.write(add))
    assert jobs.wait(jobs.read(lambda session: session.get(Partnership, saved.id))) == saved
    assert [(one.record_id, one.change) for one in heard[0].records] == [(saved.id, Change.MADE)]


def test_a_reader_refuses_to_write_and_nothing_is_saved(jobs: Jobs[Session]) -> None:
    with pytest.raises(RuntimeError, match="does not write"):
        jobs.wait(jobs.read(add))
    assert jobs.wait(jobs.read(lambda session: session.list(Partnership))) == []


def test_a_failed_save_leaves_nothing_tells_nobody_and_the_next_one_works(jobs: Jobs[Session]) -> None:
    heard: list[ChangeSet] = []
    jobs.listen(heard.append)

    def half(session: Session) -> None:
        with session.write() as work:
            work.add(Partnership(name="Half"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        jobs.wait(jobs.write(half))
    with pytest.raises(InvalidInput):
        jobs.wait(jobs.write(lambda session: add(session, "")))
    assert heard == []
    saved = jobs.wait(jobs.write(add))
    assert jobs.wait(jobs.read(lambda session: session.list(Partnership))) == [saved]


def test_of_two_changes_to_one_version_the_second_is_refused(jobs: Jobs[Session]) -> None:
    saved = jobs.wait(jobs.write(add))

    def change(session: Session, name: str) -> Partnership:
        with session.write() as work:
            return work.change(saved, name=name)

    first, second = (
        jobs.write(lambda session, name=name: change(session, name)) for name in ("First", "Second")
    )
    assert jobs.wait(first).name == "First"
    with pytest.raises(StaleRecord):
        jobs.wait(second)


def test_the_lock_saves_what_waits_closes_everything_and_frees_the_vault(
    jobs: Jobs[Session], vault: OpenVault
) -> None:
    last = [jobs.write(lambda session, n=n: add(session, f"Partnership {n}")) for n in range(20)]
    with pytest.raises(VaultInUse):
        reopen(vault.folder)
    assert jobs.stop(120)  # twenty writes take their time on a busy machine
    vault.close()
    assert {job.state for job in last} == {"done"}
    with reopen(vault.folder) as again:
        assert again.keys.held == vault.keys.held


def test_the_command_line_does_the_same_without_threads(
    open_session: Callable[[bool], Session], made: Made
) -> None:
    jobs = InlineJobs(open_session)
    made.append(jobs)
    heard: list[ChangeSet] = []
    jobs.listen(heard.append)
    saved = jobs.wait(jobs.write(add))
    assert jobs.wait(jobs.read(lambda session: session.find(Partnership, saved.id))) == saved
    assert len(heard) == 1
    jobs.stop()
