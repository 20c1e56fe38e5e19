"""A program that is killed while it saves a file outside the vault: what lies there is taken away at the next unlock, or told."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from coordinator_app.access_requests.gathering.drafts import draft_words
from coordinator_app.app.left_outside import TITLE, look_outside, words_of
from coordinator_app.core.errors import DiskFull
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.exporting import Leaving, ListNotSaved, save_export
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.registry import CATALOGUE
from coordinator_app.store import leaving, on_its_way
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.ui.recording import RecordingDialogs
from tests.vaults import PASSPHRASE, House

ROOT = Path(__file__).resolve().parents[2]
EXPORT = b"Kit Puddlecombe;Otis Bramblewick\n"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is not on the computer's own disk."""
    monkeypatch.setattr(on_its_way, "_of_this_computer", lambda _folder: False)
    made = tmp_path / "stick"
    made.mkdir()
    return made


def killed_saving(house: House, tmp_path: Path, place: Path, when: str) -> None:
    house.session.close()
    house.vault.close()
    command = [
        sys.executable,
        "-m",
        "tests.faults.file_saver",
        str(house.vault.folder),
        str(tmp_path / "state"),
    ]
    with subprocess.Popen(
        [*command, PASSPHRASE, str(place), when], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "here"
        program.send_signal(signal.SIGKILL)
        program.wait(60)


@contextmanager
def next_unlock(house: House, tmp_path: Path) -> Iterator[Session]:
    with unlock(house.vault.folder, PASSPHRASE, clock=house.clock, state=tmp_path / "state") as vault:
        session = Session(
            vault.paths, vault.keys, catalogue=CATALOGUE, clock=house.clock, actor=vault.actor,
            publish=lambda _: None,
        )  # fmt: skip
        yield session
        session.close()


def codes(session: Session) -> list[str]:
    return [row.entry.action for row in session.audit_rows(limit=10_000)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such kill")
@pytest.mark.parametrize("when", ["half", "whole"])
def test_what_a_kill_leaves_is_taken_away_at_the_next_unlock(house: House, tmp_path: Path, when: str) -> None:
    place = tmp_path / "stick" / "pupils.csv"
    place.parent.mkdir()
    place.write_bytes(b"the old one")
    other = place.with_name(".pupils.csv.0123abcd.part")
    killed_saving(house, tmp_path, place, when)
    other.write_bytes(b"of another program")
    (part,) = (one for one in place.parent.iterdir() if one not in {place, other})
    assert b"Kit Puddlecombe" in part.read_bytes(), "it lay there, hidden and without a lock"
    if os.name == "posix":
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
    with next_unlock(house, tmp_path) as session:
        assert on_its_way.sweep(session) == on_its_way.Swept(1)
        assert {*place.parent.iterdir()} == {place, other}
        assert place.read_bytes() == b"the old one"
        assert on_its_way.ways(session) == ()
        assert codes(session)[-1] == on_its_way.REMOVED
        assert on_its_way.sweep(session) == on_its_way.Swept()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such kill")
def test_with_the_stick_out_it_is_told_at_each_unlock_until_the_stick_is_back(
    house: House, tmp_path: Path
) -> None:
    stick, away = tmp_path / "stick", tmp_path / "in a pocket"
    stick.mkdir()
    killed_saving(house, tmp_path, stick / "pupils.csv", "whole")
    stick.rename(away)
    for _ in range(2):
        with next_unlock(house, tmp_path) as session:
            (left,) = on_its_way.sweep(session).left
            assert left.part.parent == stick
            assert left.part.name in words_of((left,))
    away.rename(stick)
    with next_unlock(house, tmp_path) as session:
        assert on_its_way.sweep(session) == on_its_way.Swept(1)
    assert [*stick.iterdir()] == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such kill")
def test_of_a_kill_before_the_first_byte_nothing_is_told_where_the_disk_is_this_computers(
    house: House, tmp_path: Path
) -> None:
    killed_saving(house, tmp_path, Path.home() / "never-there.csv", "before")
    with next_unlock(house, tmp_path) as session:
        assert len(on_its_way.ways(session)) == 1
        assert on_its_way.sweep(session) == on_its_way.Swept()
        assert on_its_way.ways(session) == ()


def test_it_is_written_down_before_a_byte_is_and_forgotten_after(
    house: House, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, seen, write = stick / "pupils.csv", list[str](), leaving._write

    def looks(part: Path, content: bytes, kind: type[leaving.CannotSave]) -> None:
        seen.extend(str(one.part) for one in on_its_way.ways(house.session))
        assert not part.exists()
        write(part, content, kind)
        assert os.name != "posix" or stat.S_IMODE(part.stat().st_mode) == 0o600

    monkeypatch.setattr(leaving, "_write", looks)
    save_export(house.session, Leaving(place, EXPORT, "pupils.2-rows.open"))
    assert len(seen) == 1
    assert seen[0].startswith(str(stick / ".pupils.csv."))
    assert on_its_way.ways(house.session) == ()
    assert house.session.drafts() == []


def test_without_room_to_write_it_down_not_a_byte_leaves(
    house: House, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("There is no room.")

    monkeypatch.setattr(on_its_way, "set_out", full)
    with pytest.raises(DiskFull):
        save_export(house.session, Leaving(stick / "pupils.csv", EXPORT, "pupils.2-rows.open"))
    assert [*stick.iterdir()] == []


def test_a_stick_that_is_pulled_in_the_middle_is_told_of_at_the_next_unlock(
    house: House, stick: Path
) -> None:
    away = stick.with_name("in a pocket")
    with pytest.raises(ListNotSaved), leaving.leaving(house.session, stick / "a.csv", EXPORT, ListNotSaved):
        stick.rename(away)
    assert len(on_its_way.sweep(house.session).left) == 1
    away.rename(stick)
    save_export(house.session, Leaving(stick / "a.csv", EXPORT, "pupils.2-rows.open"))
    assert on_its_way.ways(house.session) == (), "the next saving under its name took it away"
    assert [one.name for one in stick.iterdir()] == ["a.csv"]


def test_another_stick_in_the_same_place_is_not_taken_for_this_one(house: House, stick: Path) -> None:
    on_its_way.set_out(house.session, stick / ".a.csv.0123abcd.part", Compartment.GENERAL)
    assert len(on_its_way.sweep(house.session).left) == 1


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_only_the_very_file_is_taken_away_never_what_it_leads_to(house: House, stick: Path) -> None:
    mine = stick / "diary.txt"
    mine.write_bytes(b"of the user")
    link, folder = stick / ".a.csv.0123abcd.part", stick / ".b.csv.0123abcd.part"
    link.symlink_to(mine)
    folder.mkdir()
    for one in (link, folder, mine):
        with house.session.write() as work:
            work.save_draft(on_its_way.SCREEN, one.name, {"_path": str(one), "_here": True})
    swept = on_its_way.sweep(house.session)
    assert (swept.removed, len(swept.left)) == (0, 3)
    assert mine.read_bytes() == b"of the user"


def test_where_it_goes_is_kept_in_the_compartment_of_what_goes_and_is_nobodys_typed_words(
    house: House, stick: Path
) -> None:
    on_its_way.set_out(house.session, stick / ".Kit Puddlecombe.pdf.0123abcd.part", Compartment.GUARDED)
    general = house.as_user(Compartment.GENERAL)
    assert on_its_way.ways(general) == ()
    (draft,) = house.session.drafts()
    assert draft_words(CATALOGUE, draft.screen, draft.body) == ""


def test_the_unlock_tells_and_whoever_says_that_it_is_dealt_with_is_told_no_more(
    house: House, stick: Path
) -> None:
    dialogs, session, owner = RecordingDialogs(False, True), house.session, QObject()
    jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: session, in_process=True)
    on_its_way.set_out(session, stick / ".a.csv.0123abcd.part", Compartment.GENERAL)
    look_outside(jobs, dialogs, owner)
    assert ".a.csv.0123abcd.part in" in str(dialogs.questions[-1])
    assert len(on_its_way.ways(session)) == 1, "Cancel leaves it"
    look_outside(jobs, dialogs, owner)
    assert on_its_way.ways(session) == ()
    assert codes(session)[-1] == on_its_way.SETTLED
    look_outside(jobs, dialogs, owner)
    assert dialogs.asked == [("ask", TITLE), ("ask", TITLE)]


def test_the_unlock_tells_that_it_took_a_part_away(house: House, stick: Path) -> None:
    dialogs, owner, part = RecordingDialogs(), QObject(), stick / ".a.csv.0123abcd.part"
    jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: house.session, in_process=True)
    on_its_way.set_out(house.session, part, Compartment.GENERAL)
    part.write_bytes(EXPORT)
    look_outside(jobs, dialogs, owner)
    assert not part.exists()
    assert dialogs.asked == [("tell", "A file was not saved to its end")]
