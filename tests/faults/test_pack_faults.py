"""A pack that is cut off: the child is killed at every turn, the app in the middle, the disk is full at every write.

Whatever happens, no pack stands that is not whole, nothing is half-sent, nothing of it is left behind, and it can be
built again.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.access_requests.actions import order, pack
from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.feeding import CheckFeed, PackFeed
from coordinator_app.access_requests.items import Pack, PackFinding, PackVolume
from coordinator_app.access_requests.pack_order import BuiltPack, BuiltVolume, OrderItem
from coordinator_app.bench.practice_pack import Taken
from coordinator_app.core.errors import Cancelled, ChildFailed, DiskFull, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.frames import Frame
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.store.session import Session
from coordinator_app.store.sql import row
from coordinator_app.store.vault import unlock
from tests.access_requests import papers
from tests.packs import Hears, answers, built_by_children
from tests.vaults import PASSPHRASE, House

PORTION = 300_000
PORTIONS = 8
STEP = 49_152


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def files(session: Session) -> int:
    """How many files lie in both compartments, finished or not."""
    counted = (
        row(session.databases.connection(one), "SELECT count(*) FROM blob") for one in session.databases.held
    )
    return sum(found[0] for found in counted if found)


def demand_nothing(case: papers.Case, before: int) -> None:
    """No pack, no part of one, nothing sent, and no file that was not there."""
    session = case.house.session
    assert [session.count(cls, trashed=None) for cls in (Pack, PackVolume, PackFinding)] == [0, 0, 0]
    assert case.now.sent_on is None
    assert files(session) == before
    assert all(verdict.is_whole for verdict in session.verify_audit())


class Cut:
    """Answers the children, and kills the one that asks when so many frames have come."""

    def __init__(self, answers: Hears, jobs: Any, after: int) -> None:
        self._answers, self._jobs, self._left = answers, jobs, after
        self.seen = 0

    def hears(self, frame: Frame) -> Answer:
        self.seen += 1
        self._left -= 1
        if self._left == 0:
            worker, _lane = self._jobs._groups["pack"]
            os.kill(worker._process.pid, 9)
        return self._answers(frame)


def build(case: papers.Case, jobs: Any, after: int = 0) -> tuple[int, str]:
    """Build with a child that is killed at a frame; how many frames came, and what was said."""
    session = case.house.session
    made, mark = order.pack_order(session, case.now, "pass-word", practice=True)
    spool = PackSpool(guarded=pack.is_guarded(session, case.request.id))
    cut = Cut(answers(jobs, made, spool), jobs, after)
    try:
        built = built_by_children(jobs, made, cut.hears, failed=lambda _: None)
    except Trouble as trouble:
        spool.drop(session)
        return cut.seen, trouble.happened
    pack.keep_pack(session, case.now, built, mark, spool, opens_with=made.owner)
    return cut.seen, ""


def test_a_child_that_is_killed_at_any_turn_leaves_nothing_and_the_next_build_goes_through(
    case: papers.Case,
) -> None:
    session = case.house.session
    jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: case.house.as_user(*Compartment))
    before = files(session)
    _, said = build(case, jobs, after=2)  # the first is all that the writing one has to give
    assert said == "A helper program of Coordinator stopped without finishing its work."
    demand_nothing(case, before)
    frames, said = build(case, jobs)
    assert frames >= 1
    assert said == ""
    kept = pack.packs_of(session, case.request.id)[0]
    pack.demand_whole(session, kept)
    assert kept.pages == sum(one.pages or 0 for one in pack.volumes_of(session, kept))
    jobs.stop()


@cache
def noise(pages: int) -> bytes:
    """A scan of nothing but noise, on which a reader of pictures finds letters that are none."""
    out, picture = io.BytesIO(), Image.effect_noise((620, 877), 30)
    canvas = Canvas(out, pagesize=(595, 842))
    for _ in range(pages):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_scan_of_noise_does_not_end_the_child_that_reads_it(case: papers.Case) -> None:
    session = case.house.session
    jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: case.house.as_user(*Compartment))
    made, _ = case.order()
    scan = OrderItem(
        len(made.items) + 1, "Letter", None, "share", document=noise(1), media_type="application/pdf"
    )
    taken = Taken()
    whole = replace(made, items=(*made.items, scan))
    built = built_by_children(jobs, whole, taken.hears)
    assert built.volumes[0].byte_count == len(taken.volumes[1])
    assert session.count(Pack, trashed=None) == 0
    jobs.stop()


def replayed(session: Session, case: papers.Case, mark: str, spool: PackSpool) -> Pack:
    """A pack of known bytes that comes as the child would give it."""
    whole = os.urandom(PORTION) * PORTIONS
    for at in range(0, len(whole), PORTION):
        spool.take(session, 1, whole[at : at + PORTION])
    volume = BuiltVolume(1, 1, 3, len(whole), hashlib.sha256(whole).hexdigest())
    built = BuiltPack(b"", b"", 3, papers.PASSED, (volume,))
    kept = pack.keep_pack(session, case.now, built, mark, spool).record
    pack.demand_whole(session, kept)
    return kept


def spool_of(case: papers.Case) -> PackSpool:
    return PackSpool(guarded=pack.is_guarded(case.house.session, case.request.id))


def test_an_app_that_is_killed_in_the_middle_leaves_what_the_next_unlock_sweeps_away(
    case: papers.Case,
) -> None:
    session, (_, mark) = case.house.session, case.order()
    before = files(session)
    for portions in range(1, PORTIONS):
        spool = spool_of(case)
        for _ in range(portions):
            spool.take(session, 1, os.urandom(PORTION))
        assert files(session) == before + 1
        # the process is gone: nobody drops it
        again = case.house.as_user(*Compartment)
        assert again.drop_unfinished_files() == 1
        again.close()
        demand_nothing(case, before)
    kept = replayed(session, case, mark, spool_of(case))
    assert session.drop_unfinished_files() == 0
    pack.demand_whole(session, kept)


def test_a_build_that_was_given_up_takes_nothing_more(case: papers.Case) -> None:
    session, (_, mark) = case.house.session, case.order()
    before, spool = files(session), spool_of(case)
    spool.take(session, 1, b"a portion")
    spool.drop(session)
    with pytest.raises(Cancelled):
        spool.take(session, 1, b"one that was on its way")
    built = BuiltPack(b"", b"", 3, papers.PASSED, (BuiltVolume(1, 1, 3, 9, "x"),))
    with pytest.raises(Cancelled):
        pack.keep_pack(session, case.now, built, mark, spool)
    demand_nothing(case, before)


def whole_of(*files: bytes) -> BuiltPack:
    volumes = tuple(
        BuiltVolume(number, 1, 1, len(one), hashlib.sha256(one).hexdigest())
        for number, one in enumerate(files, start=1)
    )
    return BuiltPack(b"", b"", 3, papers.PASSED, volumes)


@pytest.mark.parametrize(
    "told",
    [
        whole_of(b"what was checked"),
        whole_of(b"what was checked", b"another"),
        whole_of(b"what was checked and what was added"),
        replace(whole_of(b"x"), volumes=()),
    ],
    ids=["a volume less", "another volume", "one volume, longer", "none"],
)
def test_a_child_that_gave_more_than_was_checked_is_believed_nothing(
    case: papers.Case, told: BuiltPack
) -> None:
    session, mark = case.house.session, case.order()[1]
    before = files(session)
    for built in (
        told,
        whole_of(b"what was checked", b"and what was added"),
    ):  # the second is told as it came
        spool = spool_of(case)
        spool.take(session, 1, b"what was ")
        spool.take(session, 1, b"checked")
        spool.take(session, 2, b"and what was added")
        if built is told:
            with pytest.raises(ChildFailed, match="other files than it handed over"):
                pack.keep_pack(session, case.now, built, mark, spool)
            spool.drop(session)
            demand_nothing(case, before)
        else:
            pack.demand_whole(session, pack.keep_pack(session, case.now, built, mark, spool).record)


@pytest.mark.parametrize(
    ("kind", "body", "blobs"),
    [
        ("ask", {"item": 999}, ()),
        ("ask", {"item": "1"}, ()),
        ("ask", {}, ()),
        ("ask", {"volume": 1, "at": 0, "count": 9}, ()),
        ("give", {"volume": 1}, ()),
        ("give", {"volume": True}, (b"x",)),
    ],
)
def test_a_writing_child_that_asks_for_what_is_not_in_the_order_gets_nothing(
    case: papers.Case, kind: str, body: dict[str, Any], blobs: tuple[bytes, ...]
) -> None:
    jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: case.house.as_user(*Compartment))
    made, _ = case.order()
    with pytest.raises(ChildFailed):
        PackFeed(jobs, made, spool_of(case)).hears(Frame(kind, body, blobs))
    jobs.stop()


@pytest.mark.parametrize(
    ("kind", "body", "blobs"),
    [
        ("ask", {"item": 1}, ()),
        ("ask", {"volume": 1}, ()),
        ("ask", {"volume": 1, "at": -1, "count": 9}, ()),
        ("ask", {"volume": 1, "at": 0, "count": 1 << 30}, ()),
        ("ask", {"volume": 1, "at": "0", "count": 9}, ()),
        ("give", {"volume": 1}, (b"x",)),
        ("give", {"volume": 1, "at": 0, "count": 1}, (b"x",)),
    ],
)
def test_a_checking_child_can_read_what_was_written_and_change_nothing(
    case: papers.Case, kind: str, body: dict[str, Any], blobs: tuple[bytes, ...]
) -> None:
    jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: case.house.as_user(*Compartment))
    spool = spool_of(case)
    spool.take(case.house.session, 1, b"a portion")
    check = CheckFeed(jobs, spool)
    with pytest.raises(ChildFailed):
        check.hears(Frame(kind, body, blobs))
    read = check.hears(Frame("ask", {"volume": 1, "at": 2, "count": 7}))
    assert read.blobs == (b"portion",)
    spool.drop(case.house.session)
    jobs.stop()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    small = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(small, check=False, capture_output=True).returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, but: int) -> Path:
    """Leave about this many bytes free."""
    filler, room = disk / "photos", os.statvfs(disk)
    left = room.f_bavail * room.f_frsize - but
    with filler.open("wb", buffering=0) as file:
        try:
            for _ in range(max(0, left) // 4096):
                file.write(bytes(4096))
        except OSError as full:
            if full.errno != errno.ENOSPC:
                raise
    return filler


def test_a_disk_that_is_full_at_every_write_of_a_pack_leaves_nothing_and_then_it_is_built(
    case: papers.Case, small_disk: Path
) -> None:
    """The room left grows from nothing until all of the pack fits: every write meets a full disk once."""
    case.house.session.close()
    case.house.vault.close()
    folder = small_disk / "Eastmere.vault"
    shutil.copytree(case.house.vault.folder, folder)
    with unlock(folder, PASSPHRASE, clock=case.house.clock) as vault:
        case.house.vault = vault
        session = case.house.session = case.house.as_user(*Compartment)
        _, mark = case.order()
        before, full = files(session), 0
        for room in range(0, 120 * STEP, STEP):
            spool, filler = spool_of(case), fill(small_disk, room)
            try:
                kept = replayed(session, case, mark, spool)
            except DiskFull as said:
                full += 1
                assert said.next_step  # noqa: PT017  (what else it may raise is for the test to fail with)
                filler.unlink()
                spool.drop(session)
                demand_nothing(case, before)
            else:
                filler.unlink()
                pack.demand_whole(session, kept)
                break
        else:
            pytest.fail("the pack never fitted")
        assert full > PORTIONS
        session.close()
