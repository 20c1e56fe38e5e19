"""The practice story on awkward days: the whole main job, read back by programs that are not ours."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from coordinator_app import app
from coordinator_app.access_requests.actions.working_time import minutes_of
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.attendance.due import not_filled
from coordinator_app.attendance.model import AttendanceWeek, monday_of
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.suspension import Suspension
from coordinator_app.cli import main
from coordinator_app.complaints.actions import steps_of
from coordinator_app.complaints.due import due_items as complaints_due
from coordinator_app.complaints.model import Complaint, StepKind
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import VaultPlaceUnsafe
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.demo.run import PASSPHRASE, VAULT, DemoResult, run_demo
from coordinator_app.pupils.links import CourtOrder
from coordinator_app.pupils.parts import MedicalNote, PupilName, PupilNeed
from coordinator_app.registry import CATALOGUE
from coordinator_app.reviews.attended import since_last
from coordinator_app.reviews.model import Review
from coordinator_app.rights.due import due_items as rights_due
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock

NEW_YEAR = datetime(2026, 1, 1, 9)
SUMMER = datetime(2027, 8, 10, 9)
TERM = datetime(2026, 11, 24, 9)
LEAP_DAY = datetime(2028, 2, 29, 9)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    return run_demo(tmp_path_factory.mktemp("demo"), SetClock(at=SUMMER), lambda _: None, long_file=False)


@contextmanager
def looked_into(done: DemoResult) -> Iterator[Session]:
    """The practice vault, without the window."""
    clock = SetClock(at=SUMMER)
    with unlock(done.vault, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        try:
            yield session
        finally:
            session.close()


def test_every_paper_of_the_main_job_is_there_and_opens(done: DemoResult) -> None:
    names = [path.stem[3:] for path in done.papers]
    assert names == [
        "privacy-statement-school",
        "privacy-statement-parent",
        "referral-form",
        "consent-form",
        "review-summary",
        "letter-acknowledgement",
        "letter-consult-school",
        "letter-reply",
        "access-request-pack",
    ]
    for path in done.papers[:-1]:
        assert len(pypdf.PdfReader(path).pages) >= 1


def test_what_a_family_is_given_to_read_and_to_sign_is_one_sheet_each(done: DemoResult) -> None:
    pages = {path.stem[3:]: len(pypdf.PdfReader(path).pages) for path in done.papers[:-1]}
    assert (pages["privacy-statement-parent"], pages["consent-form"]) == (2, 2)


def test_the_pack_opens_with_its_password_only_and_has_the_pages_it_says(done: DemoResult) -> None:
    shut = subprocess.run(["qpdf", "--check", str(done.pack)], capture_output=True, check=False)
    assert shut.returncode != 0
    told = subprocess.run(
        ["qpdf", f"--password={done.pack_password}", "--check", str(done.pack)],
        capture_output=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert len(pypdf.PdfReader(done.pack, password=done.pack_password).pages) == done.pack_pages


def test_no_covered_name_and_no_withheld_word_can_be_read_in_the_pack(done: DemoResult) -> None:
    command = ["pdftotext", "-upw", done.pack_password, "-layout", str(done.pack), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert "Kit" in text
    for word in ("Otis", "Bramblewick", "canal", "unwell"):
        assert word not in text


def test_no_file_of_the_practice_folder_is_named_after_a_person(done: DemoResult) -> None:
    folder = done.vault.parent
    names = " ".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    for word in ("Kit", "Puddlecombe", "Otis", "Marigold"):
        assert word.lower() not in names.lower()


def test_the_audit_of_the_practice_vault_is_whole(done: DemoResult) -> None:
    with looked_into(done) as session:
        assert all(verdict.first_bad is None for verdict in session.verify_audit())


def test_the_practice_vault_has_something_to_show_of_who_is_who(done: DemoResult) -> None:
    with looked_into(done) as session:
        for kind in (PupilName, PupilNeed, MedicalNote, CourtOrder):
            assert session.list(kind), kind.__name__
        (order,) = session.list(CourtOrder)
        assert order.holds_on(SUMMER.date())


def test_there_is_attendance_at_school_and_at_a_provider_and_none_of_it_is_missing(done: DemoResult) -> None:
    with looked_into(done) as session:
        weeks = session.list(AttendanceWeek)
        assert {bool(one.school_id) for one in weeks} == {True, False}
        assert not_filled(session).weeks == ()


def test_a_review_says_what_the_kept_weeks_say(tmp_path: Path) -> None:
    done = run_demo(tmp_path, SetClock(at=TERM), lambda _: None, long_file=False)
    with looked_into(done) as session:
        (held,) = [one for one in session.list(Review) if one.finished]
        assert held.held_on is not None
        sunday = monday_of(held.held_on) - timedelta(days=1)  # the week of the review was not whole yet
        counted = since_last(session, replace(held, held_on=sunday), None)
        assert (held.attendance_percent, held.attendance_words) == (counted.percent, counted.words)
        assert counted.total.authorised
        assert counted.total.unauthorised


def test_a_complaint_an_objection_and_the_time_a_request_took_are_there_to_practise_with(
    done: DemoResult,
) -> None:
    with looked_into(done) as session:
        (complaint,) = session.list(Complaint)
        assert (complaint.complainant, complaint.is_open) == ("Hester Thistledown", True)
        assert complaint.acknowledged_on is not None
        assert [one.step for one in steps_of(session, complaint.id)] == [StepKind.ENQUIRY]
        assert complaint.handler == "O. Quillfeather"
        (asked,) = session.list(RightsRequest)
        assert (asked.kind_asked, asked.outcome) == (RightsKind.OBJECTION, None)
        sent = next(one for one in session.list(AccessRequest) if one.sent_on)
        assert minutes_of(session, sent.id) == 295
        lines = {item.page for item in (*complaints_due(session), *rights_due(session))}
    assert lines == {"complaint", "rights_request"}


def test_a_suspension_a_thing_to_do_and_a_correction_are_there_to_practise_with(done: DemoResult) -> None:
    with looked_into(done) as session:
        (suspension,) = session.list(Suspension)
        assert [one.entry_id for one in session.list(EntryAction)] == [suspension.entry_id]
        (claim,) = session.list(CorrectionClaim)
        now = session.get(ChronologyEntry, claim.item_id)
        before = session.at_version(ChronologyEntry, claim.item_id, claim.before_version or 0)
        assert claim.outcome is CorrectionOutcome.CORRECTED
        assert "dentist" in now.words
        assert "dentist" not in before.words


@pytest.mark.parametrize("day", [NEW_YEAR, LEAP_DAY], ids=["new-year", "leap-day"])
def test_the_story_holds_on_any_day(day: datetime, tmp_path: Path) -> None:
    assert run_demo(tmp_path, SetClock(at=day), lambda _: None, long_file=False).pack_pages > 5


def test_a_practice_vault_is_never_written_over(done: DemoResult) -> None:
    with pytest.raises(VaultPlaceUnsafe, match="already"):
        run_demo(done.vault.parent, SetClock(at=SUMMER), lambda _: None)


def test_the_command_again_opens_the_vault_that_is_there(
    done: DemoResult, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path | None, bool, str]] = []

    def window(vault: Path | None, locked: bool, reason: str) -> int:
        opened.append((vault, locked, reason))
        return 0

    monkeypatch.setattr(app, "run_window", window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(["demo", str(done.vault.parent)]) == 0
    assert opened == [(done.vault, True, "demo")]
    said = capsys.readouterr().out
    assert "There is a practice vault in this folder already." in said
    assert PASSPHRASE in said


def test_without_a_window_the_command_says_what_opens_it(
    done: DemoResult, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "run_window", pytest.fail)
    assert main(["demo", str(done.vault.parent), "--no-window"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Open it with")
    command = shlex.split(last.removeprefix("Open it with"))
    assert command == [sys.executable, "-m", "coordinator_app", "gui", "--vault", str(done.vault)]


def test_what_is_no_whole_vault_is_not_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / VAULT).mkdir()
    assert main(["demo", str(tmp_path), "--no-window"]) == 1
    assert "There is a practice vault in this folder already." in capsys.readouterr().err
