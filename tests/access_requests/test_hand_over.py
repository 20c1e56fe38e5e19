from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from typing import NoReturn

import papers
import pytest

from coordinator_app.access_requests.actions import closing, hand_over, intake, leaving, pack, sending
from coordinator_app.access_requests.actions.hand_over import CannotSave, save_copy
from coordinator_app.access_requests.actions.leaving import saving_gate
from coordinator_app.access_requests.actions.mishaps import Answered
from coordinator_app.access_requests.actions.sent_in_error import Error, sent_in_error
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.mishaps import WentWrong
from coordinator_app.access_requests.model import ClosedAs, CourtOrder
from coordinator_app.core.errors import DiskFull, GateShut
from coordinator_app.core.gates import OPEN
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.unit_of_work import Work
from tests.vaults import House, add, gathered, share_the_rest

posix = pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


@pytest.fixture
def kept(case: papers.Case) -> Pack:
    made = case.keep()
    case.settle(made)
    case.approve()
    return made


def saved_rows(case: papers.Case) -> int:
    rows = case.house.session.audit_rows(limit=500, compartment=Compartment.GUARDED)
    return sum(row.entry.action == "pack-saved" for row in rows)


def test_the_locked_bytes_are_written_whole_under_a_name_without_a_person(
    case: papers.Case, kept: Pack, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    place = save_copy(case.house.session, case.now, kept, stick)
    assert place == stick / "request-1.pdf"
    assert place.read_bytes() == b"locked"
    assert list(stick.iterdir()) == [place]
    assert saved_rows(case) == 1


@posix
def test_only_its_owner_can_read_the_copy(case: papers.Case, kept: Pack, tmp_path: Path) -> None:
    place = save_copy(case.house.session, case.now, kept, tmp_path / "other-name.pdf")
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_file_that_was_named_is_replaced_in_one_step(case: papers.Case, kept: Pack, tmp_path: Path) -> None:
    named = tmp_path / "request-1.pdf"
    named.write_bytes(b"an older pack")
    assert save_copy(case.house.session, case.now, kept, named) == named
    assert named.read_bytes() == b"locked"


def test_in_a_folder_nothing_is_overwritten_and_the_name_that_comes_back_is_the_one_written(
    case: papers.Case, kept: Pack, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "request-1.pdf").write_bytes(b"another vault's request 1")
    names = [save_copy(case.house.session, case.now, kept, stick).name for _ in range(2)]
    assert names == ["request-1 (2).pdf", "request-1 (3).pdf"]
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == {
        "request-1.pdf": b"another vault's request 1",
        "request-1 (2).pdf": b"locked",
        "request-1 (3).pdf": b"locked",
    }


@posix
def test_a_link_that_leads_nowhere_is_not_written_through(
    case: papers.Case, kept: Pack, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "request-1.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    assert save_copy(case.house.session, case.now, kept, stick).name == "request-1 (2).pdf"
    assert not (tmp_path / "elsewhere.pdf").exists()


def fails(number: int) -> object:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "trouble", "says"),
    [
        (errno.ENOSPC, DiskFull, "no room"),
        (errno.EROFS, CannotSave, "cannot be written to"),
        (errno.EACCES, CannotSave, "cannot be written to"),
        (errno.ENOENT, CannotSave, "no longer there"),
        (errno.EIO, CannotSave, "could not be saved"),
    ],
)
def test_what_the_disk_refuses_is_told_in_words_and_leaves_nothing_behind(
    case: papers.Case,
    kept: Pack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    trouble: type,
    says: str,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "request-1.pdf").write_bytes(b"an older pack")
    monkeypatch.setattr(hand_over.os, "fsync", fails(number))
    with pytest.raises(trouble, match=says) as told:
        save_copy(case.house.session, case.now, kept, stick)
    assert told.value.safe.startswith("The pack is safe in the vault")
    assert [path.name for path in stick.iterdir()] == ["request-1.pdf"]
    assert (stick / "request-1.pdf").read_bytes() == b"an older pack"
    assert saved_rows(case) == 0


def test_a_folder_that_is_gone_is_told_in_words(case: papers.Case, kept: Pack, tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="no longer there"):
        save_copy(case.house.session, case.now, kept, tmp_path / "gone" / "request-1.pdf")


def test_a_copy_that_reads_back_differently_is_refused(
    case: papers.Case, kept: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"locket")  # the planted fault: a bad stick
    with pytest.raises(CannotSave, match="does not read back"):
        save_copy(case.house.session, case.now, kept, stick)
    assert list(stick.iterdir()) == []


def test_a_folder_that_cannot_be_settled_is_no_failure(
    case: papers.Case, kept: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def picky(path: object, flags: int, mode: int = 0o777) -> int:
        if Path(str(path)).is_dir():
            raise OSError(errno.EINVAL, "no")
        return real(path, flags, mode)

    monkeypatch.setattr(hand_over.os, "open", picky)
    assert save_copy(case.house.session, case.now, kept, tmp_path).exists()


def test_an_unsettled_or_outdated_pack_does_not_leave_the_vault(case: papers.Case, tmp_path: Path) -> None:
    session = case.house.session
    unsettled = case.keep()
    with pytest.raises(GateShut, match="not settled"):
        save_copy(session, case.now, unsettled, tmp_path)
    case.settle(unsettled)
    add(case.house, "A new entry.")
    gathered(case.house, case.request)
    share_the_rest(case.house, case.request)
    with pytest.raises(GateShut, match="changed since the pack was built"):
        save_copy(session, case.now, unsettled, tmp_path)
    assert not (tmp_path / "request-1.pdf").exists()


def test_a_sent_pack_can_be_saved_again_as_it_was(case: papers.Case, kept: Pack, tmp_path: Path) -> None:
    session = case.house.session
    case.approve()
    sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, session.clock.today())
    frozen = session.get(Pack, kept.id)
    assert save_copy(session, case.now, frozen, tmp_path).read_bytes() == b"locked"


def test_a_tampered_pack_does_not_leave_the_vault(
    case: papers.Case, kept: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(case.house.session), "blob", lambda *_: b"another")  # the planted fault
    with pytest.raises(GateShut, match="not the file that was checked"):
        save_copy(case.house.session, case.now, kept, tmp_path)


def shut(case: papers.Case, kept: Pack) -> str:
    return " ".join(one.why for one in saving_gate(case.house.session, case.now, kept).reasons)


def test_nothing_is_saved_before_a_second_person_has_approved_it(case: papers.Case, tmp_path: Path) -> None:
    made = case.keep()
    case.settle(made)
    with pytest.raises(GateShut, match="Nobody has approved the pack"):
        save_copy(case.house.session, case.now, made, tmp_path / "request-1.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
    case.approve()
    assert shut(case, made) == ""


def test_nothing_is_saved_that_a_court_forbids(case: papers.Case, kept: Pack, tmp_path: Path) -> None:
    session = case.house.session
    intake.change_request(session, case.now, court_order=CourtOrder.FORBIDS, court_order_note="No contact")
    assert "A court order forbids this." in shut(case, kept)
    with pytest.raises(GateShut):
        save_copy(session, case.now, kept, tmp_path / "request-1.pdf")


def test_nothing_is_saved_once_who_asks_is_not_known_any_more(case: papers.Case, kept: Pack) -> None:
    intake.change_request(case.house.session, case.now, identity_known=False)
    assert "how you know who asked" in shut(case, kept)


def test_nothing_is_saved_of_a_request_that_is_closed(case: papers.Case, kept: Pack) -> None:
    session = case.house.session
    closing.close_request(session, case.now, ClosedAs.WITHDRAWN, "They rang", session.clock.today())
    assert "The request is closed." in shut(case, kept)


def test_planted_fault_without_the_gates_of_the_request_a_forbidden_pack_leaves(
    case: papers.Case, kept: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in (leaving, pack):
        monkeypatch.setattr(where, "build_gate", lambda *_: OPEN)
    session = case.house.session
    intake.change_request(session, case.now, court_order=CourtOrder.FORBIDS, court_order_note="No contact")
    case.approve()  # it fell with the order
    assert save_copy(session, case.now, kept, tmp_path / "request-1.pdf").exists()


def test_a_copy_that_cannot_be_written_down_does_not_stay_outside(
    case: papers.Case, kept: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could be lost, and nobody would know that there was one."""

    def full(*_: object, **__: object) -> NoReturn:
        raise DiskFull("There is no room.")

    monkeypatch.setattr(Work, "audit", full)
    with pytest.raises(DiskFull):
        save_copy(case.house.session, case.now, kept, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


def test_a_file_that_stands_there_stays_where_the_copy_does_not_come(
    case: papers.Case, kept: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "copy.pdf"
    named.write_bytes(b"an older pack")

    def fails(*_: object) -> NoReturn:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(CannotSave):
        save_copy(case.house.session, case.now, kept, named)
    assert named.read_bytes() == b"an older pack"


@pytest.mark.parametrize(("what", "leaves"), [(WentWrong.TOO_MUCH, False), (WentWrong.LOST, True)])
def test_a_sent_pack_that_said_too_much_is_not_saved_again(
    case: papers.Case, kept: Pack, what: WentWrong, leaves: bool
) -> None:
    """The right person has it: so the request stays answered, and the file with the name in it stays in the vault."""
    session, today = case.house.session, date(2026, 11, 24)
    sending.record_sent(session, case.now, kept, DeliveryMethod.RECORDED_DELIVERY, today)
    error = Error("It names Otis.", "Marigold Puddlecombe", today, "00:01", password_told=True, what=what)
    sent_in_error(session, case.now, session.get(Pack, kept.id), error, Answered(True, today))
    assert case.now.sent_on == today
    assert saving_gate(session, case.now, session.get(Pack, kept.id)).is_open is leaves
