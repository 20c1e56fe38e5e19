"""Run the practice story in a folder: the vault, the papers, the pack; progress and result in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coordinator_app.core.clock import Clock, SetClock
from coordinator_app.core.errors import VaultPlaceUnsafe
from coordinator_app.demo import people
from coordinator_app.demo.around import add_around
from coordinator_app.demo.attendance import KIT, OTHERS, add_attendance
from coordinator_app.demo.days import StoryDays, at, term_blocks, training_days
from coordinator_app.demo.everyday import Everyday
from coordinator_app.demo.long_file.adding import LongFile
from coordinator_app.demo.others import Others
from coordinator_app.demo.papers import Papers
from coordinator_app.demo.registers import Registers
from coordinator_app.demo.steps import Step
from coordinator_app.demo.story import MainJob
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.job import Progress
from coordinator_app.organisations.actions import SetUp, bank_holidays, save, set_up
from coordinator_app.organisations.model import School, TermCalendarRecord
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.create import create_vault
from coordinator_app.store.session import Session
from coordinator_app.store.vault import OpenVault, unlock

PASSPHRASE = "practice kettle amber window"  # noqa: S105  (a practice vault shows it on its lock screen)
VAULT = "Practice.vault"
Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything is, and what opens it."""

    vault: Path
    papers: tuple[Path, ...]
    passphrase: str
    recovery_key: str
    pack: Path
    pack_password: str
    pack_pages: int


def run_demo(folder: Path, clock: Clock, tell: Tell, *, long_file: bool = True) -> DemoResult:
    """Make the practice vault in `folder` and do the main job in it; with the `long_file` of a pupil to practise on.

    Raises VaultPlaceUnsafe if there is a practice vault already, and whatever the actions raise.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vault_folder = folder / VAULT
    if vault_folder.exists():
        raise VaultPlaceUnsafe(
            "There is a practice vault in this folder already.",
            safe="It has been left as it is.",
            next_step="Choose another folder, or delete this one first.",
        )
    tell(Progress(0, None, "Making the practice vault", None))
    story_clock = SetClock(at(_start(clock.today()), 8))
    recovery = create_vault(
        vault_folder,
        title="Practice partnership",
        passphrase=PASSPHRASE,
        role="Co-ordinator",
        practice=True,
        clock=story_clock,
        anywhere=True,
    )
    with unlock(vault_folder, PASSPHRASE, clock=story_clock) as vault:
        made = _tell_story(folder, vault, story_clock, clock, tell, long_file=long_file)
    return replace(made, recovery_key=recovery)


def _start(today: date) -> date:
    return date.fromordinal(today.toordinal() - 90)


def _tell_story(
    folder: Path, vault: OpenVault, story: SetClock, clock: Clock, tell: Tell, *, long_file: bool
) -> DemoResult:
    jobs: InlineJobs[Session] = InlineJobs(lambda read_only: _open(vault, story, read_only=read_only))
    session = _open(vault, story, read_only=False)
    try:
        papers = Papers(jobs, folder, tell)
        schools = _organisations(session, clock.today())
        days = StoryDays(clock.today(), bank_holidays(session))
        main = MainJob(session, story, days, papers, schools[0])
        others = Others(session, story, days, schools)
        everyday, registers = Everyday(session, story, days), Registers(session, story, days)
        practice = LongFile(session, story, days, papers, schools[3]).steps() if long_file else ()
        steps = (*main.steps(), *others.steps(), *everyday.steps(), *registers.steps(), *practice)
        _do(sorted(steps, key=lambda step: step.when), story, tell)
        add_attendance(session, (*KIT, *OTHERS))
    finally:
        session.close()
        jobs.stop()
    return DemoResult(
        vault=vault.folder,
        papers=tuple(papers.written),
        passphrase=PASSPHRASE,
        recovery_key="",
        pack=papers.written[-1],
        pack_password=main.password,
        pack_pages=main.pages,
    )


def _open(vault: OpenVault, clock: Clock, *, read_only: bool) -> Session:
    return Session(
        vault.paths,
        vault.keys,
        catalogue=CATALOGUE,
        clock=clock,
        actor=vault.actor,
        publish=lambda _: None,
        read_only=read_only,
    )


def _organisations(session: Session, today: date) -> tuple[str, ...]:
    calendar = TermCalendarRecord(name="Hazelmoor schools")
    set_up(
        session,
        SetUp(
            people.PARTNERSHIP,
            people.FOXGLOVE,
            calendar,
            term_blocks(today),
            training_days(today),
            people.OFFICERS,
        ),
    )
    first = session.list(School)[0]
    others = [
        save(session, replace(school, term_calendar_id=first.term_calendar_id)).record.id
        for school in people.OTHER_SCHOOLS
    ]
    add_around(session, first.id, today)
    return (first.id, *others)


def _do(steps: list[Step], clock: SetClock, tell: Tell) -> None:
    for number, step in enumerate(steps):
        tell(Progress(number, len(steps), step.words, None))
        clock.at = step.when
        step.do()
    tell(Progress(len(steps), len(steps), "Done", 0.0))
