"""A real build of a real pack, in its child: killed at every turn, and with the disk full at every one of its writes.

Each time it is said what happened, no pack and no piece of one is left, the vault is whole, and the build then goes through.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.access_requests.actions import pack
from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import Stage
from coordinator_app.access_requests.pack_order import BuiltPack, BuiltVolume, OrderItem, PackOrder
from coordinator_app.core.errors import ChildFailed, DiskFull, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.frames import Frame
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.access_requests import papers
from tests.faults.test_pack_faults import demand_nothing, files, fill, noise, small_disk
from tests.packs import Hears, answers, built_by_children
from tests.vaults import PASSPHRASE, House

__all__ = ["small_disk"]
_VOLUME = 6
"""Pages of a volume, so that a small pack has three."""


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def jobs_of(case: papers.Case) -> InlineJobs[Session]:
    return InlineJobs(lambda _read_only: case.house.as_user(*Compartment))


def order_of(case: papers.Case) -> tuple[PackOrder, str]:
    """The pack of the case with a letter of scans of its own, in volumes."""
    made, mark = case.order()
    letter = OrderItem(
        len(made.items) + 1, "Letter", None, "share", document=noise(5), media_type="application/pdf"
    )
    return replace(made, items=(*made.items, letter), most_pages=_VOLUME, most_bytes=400_000), mark


class Turns:
    """Answers the children; at the turn `at` (from 1) something befalls the one that asks first."""

    def __init__(self, answers: Hears, at: int, befalls: Callable[[], None]) -> None:
        self._answers, self._at, self._befalls = answers, at, befalls
        self.seen = self.given = self.last_given = 0

    def hears(self, frame: Frame) -> Answer:
        self.seen += 1
        if frame.kind == "give":
            self.given += 1
            self.last_given = self.seen
        if self.seen == self._at:
            self._befalls()
        return self._answers(frame)


def build(
    case: papers.Case, jobs: Any, at: int = 0, befalls: Callable[[], None] = lambda: None
) -> tuple[Turns, Exception | None]:
    """One build as the page does it; what came of it is dropped where it failed."""
    session, stage = case.house.session, case.now.stage
    made, mark = order_of(case)
    spool = PackSpool(guarded=pack.is_guarded(session, case.request.id))
    turns, error = Turns(answers(jobs, made, spool), at, befalls), None
    try:
        built = built_by_children(jobs, made, turns.hears, failed=lambda _: None)
        if at < 0:
            befalls()
        pack.keep_pack(session, case.now, built, mark, spool, opens_with=made.owner)
    except Trouble as trouble:
        error = trouble
    if error is not None:
        with suppress(DiskFull):
            spool.drop(session)
        assert at < 0 or case.now.stage is stage
    return turns, error


def counted(case: papers.Case, jobs: Any) -> Turns:
    """The turns of a build of which nothing is kept."""
    made, _ = order_of(case)
    spool = PackSpool(guarded=pack.is_guarded(case.house.session, case.request.id))
    turns = Turns(answers(jobs, made, spool), 0, lambda: None)
    built_by_children(jobs, made, turns.hears)
    spool.drop(case.house.session)
    return turns


def drop(case: papers.Case) -> None:
    """As the next unlock does where the disk had no room for it."""
    case.house.session.drop_unfinished_files()


def demand_pack(case: papers.Case) -> None:
    session = case.house.session
    kept = pack.packs_of(session, case.request.id)[0]
    pack.demand_whole(session, kept)
    assert len(pack.volumes_of(session, kept)) > 1
    assert session.drop_unfinished_files() == 0


def test_a_child_killed_at_every_turn_of_a_real_build_leaves_nothing(case: papers.Case) -> None:
    session, jobs = case.house.session, jobs_of(case)
    before = files(session)

    def kill() -> None:
        worker, _lane = jobs._groups["pack"]
        process = worker._process
        assert process is not None
        os.kill(process.pid, 9)
        process.wait()

    whole = counted(case, jobs)
    assert whole.seen > whole.last_given >= 3
    for at in range(1, whole.seen + 1):
        if at == whole.last_given:
            continue  # it has handed over all: whether its end is heard before its death is chance, and both are right
        _, error = build(case, jobs, at, kill)
        assert isinstance(error, ChildFailed), error
        assert error.happened == "A helper program of Coordinator stopped without finishing its work."
        assert error.safe
        assert error.next_step
        drop(case)
        demand_nothing(case, before)
    _, error = build(case, jobs)
    assert error is None
    demand_pack(case)
    jobs.stop()


def test_a_disk_that_is_full_at_every_write_of_a_real_build_leaves_nothing(
    case: papers.Case, small_disk: Path
) -> None:
    case.house.session.close()
    case.house.vault.close()
    folder = small_disk / "Eastmere.vault"
    shutil.copytree(case.house.vault.folder, folder)
    with unlock(folder, PASSPHRASE, clock=case.house.clock) as vault:
        case.house.vault = vault
        session = case.house.session = case.house.as_user(*Compartment)
        jobs, before, full = jobs_of(case), files(session), 0
        filler = small_disk / "photos"

        def run_full() -> None:
            fill(small_disk, 0)

        for at in (-1, *range(1, 100)):
            turns, error = build(case, jobs, at, run_full)
            if at > turns.seen:
                assert error is None
                break
            filler.unlink()
            if error is not None:
                assert isinstance(error, DiskFull), error
                assert error.safe
                assert error.next_step
                full += 1
                drop(case)
                demand_nothing(case, before)
            else:
                pytest.fail(f"a full disk was not noticed at turn {at}")
        demand_pack(case)
        assert full > turns.given
        jobs.stop()
        session.close()


def test_a_disk_that_fills_while_a_pack_is_kept_keeps_all_of_it_or_nothing(
    case: papers.Case, small_disk: Path
) -> None:
    """The pack lies in one file of the vault and its request in another: the room left ends anywhere between them."""
    case.house.session.close()
    case.house.vault.close()
    folder = small_disk / "Eastmere.vault"
    shutil.copytree(case.house.vault.folder, folder)
    with unlock(folder, PASSPHRASE, clock=case.house.clock) as vault:
        case.house.vault = vault
        session = case.house.session = case.house.as_user(*Compartment)
        before, full, stages = files(session), 0, set()
        for room in range(0, 100 * 4096, 4096):
            spool = PackSpool(guarded=True)
            spool.take(session, 1, os.urandom(150_000))
            filler = fill(small_disk, room)
            kept, said = kept_or_said(case, spool)
            filler.unlink()
            stages.add(case.now.stage)
            if kept is not None:
                pack.demand_whole(session, kept)
                break
            assert isinstance(said, DiskFull)
            full += 1
            drop(case)
            demand_nothing(case, before)
        assert full > 3
        assert Stage.PACK in stages
        session.close()


def kept_or_said(case: papers.Case, spool: PackSpool) -> tuple[Pack | None, Trouble | None]:
    """The pack that is kept, or what was said and done as the page does it."""
    session, size = case.house.session, 150_000
    volume = BuiltVolume(1, 1, 3, size, hashlib.sha256(spool.read(session, 1, 0, size)).hexdigest())
    try:
        built = BuiltPack(b"", b"", 3, papers.PASSED, (volume,))
        return pack.keep_pack(session, case.now, built, case.order()[1], spool).record, None
    except DiskFull as full:
        with suppress(DiskFull):
            spool.drop(session)
        return None, full


def test_what_stands_is_not_dropped_by_a_build_that_ends_late(case: papers.Case) -> None:
    session = case.house.session
    spool = PackSpool(guarded=True)
    spool.take(session, 1, os.urandom(150_000))
    kept, _ = kept_or_said(case, spool)
    spool.drop(session)
    assert kept is not None
    pack.demand_whole(session, kept)
