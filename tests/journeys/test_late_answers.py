"""Two readers answer in any order: no page may show one child under the name of another."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.hooks import resolve
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.programmes.model import Programme, ProgrammeState, ProgrammeType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.registry import CAPABILITIES
from coordinator_app.ui.page import Page
from tests.referrals.page_desk import desk
from tests.vaults import House, new_pupil, new_referral

PAGES = {name: target for capability in CAPABILITIES for name, target in capability.pages}
OF_A_PUPIL = sorted(
    name for name, target in PAGES.items() if "pupil_id" in inspect.signature(resolve(target).open).parameters
)
SHOWS_THE_NAME = {
    "pupil",
    "record_consent",
    "consent",
    "referral",
    "programme",
    "print_forms",
    "chase_letter",
}


class Held:
    """What was asked of the readers and not answered yet."""

    def __init__(self, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch) -> None:
        self._asked: list[Callable[[], object]] = []
        self._read = jobs.read
        monkeypatch.setattr(jobs, "read", self._hold)

    def _hold(self, *given: Any, **more: Any) -> None:
        self._asked.append(lambda: self._read(*given, **more))

    def take(self) -> list[Callable[[], object]]:
        taken, self._asked = self._asked, []
        return taken

    def answer_all(self) -> None:
        while self._asked:
            for one in self.take():
                one()


def test_the_pages_of_a_pupil_are_found() -> None:
    assert {"pupil", "record_consent", "consent", "referral", "programme", "print_forms"} <= set(OF_A_PUPIL)


@pytest.mark.parametrize("name", OF_A_PUPIL)
def test_an_answer_about_the_pupil_before_comes_to_nothing(
    name: str, consented: House, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = referrals.take_referral(
        consented.session,
        new_pupil(consented, given_names="Otis", family_name="Bramblewick"),
        new_referral(consented),
    ).pupil
    page, held = opened(name, consented, tmp_path, qtbot, monkeypatch)
    page.open(pupil_id=consented.pupil.id)
    late = held.take()
    page.open(pupil_id=other.id)
    held.answer_all()
    for one in late:
        one()
    held.answer_all()
    assert "Puddlecombe" not in words(page)
    assert "Bramblewick" in words(page) or name not in SHOWS_THE_NAME


def test_without_the_look_at_the_visit_the_wrong_child_would_be_shown(
    consented: House, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Page, "in_turn", lambda _page, done, failed: (done, failed))
    with pytest.raises(AssertionError):
        test_an_answer_about_the_pupil_before_comes_to_nothing(
            "consent", consented, tmp_path, qtbot, monkeypatch
        )


class Slow:
    """Readers that have read, and answer when they are told to: a reading is of the moment at which it was asked for."""

    def __init__(self, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch) -> None:
        self._come: list[Callable[[], object]] = []
        self._read = jobs.read
        monkeypatch.setattr(jobs, "read", self._hold)

    def _hold(self, work: Any, *, done: Any, failed: Any = None) -> None:
        self._read(
            work,
            done=lambda answer: self._come.append(lambda: done(answer)),
            failed=lambda error: self._come.append(lambda: failed(error)),
        )

    def answer_all(self, *, newest_first: bool = False) -> None:
        while self._come:
            now, self._come = self._come, []
            for one in reversed(now) if newest_first else now:
                one()


def test_a_plan_that_has_just_started_is_not_covered_by_the_empty_plan_from_before(
    consented: House, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever saw an empty plan after pressing Start would start the programme a second time."""
    page = resolve(PAGES["programme"])(desk(consented, tmp_path).services)
    qtbot.addWidget(page)
    slow = Slow(page.desk.jobs, monkeypatch)
    page.open(pupil_id=consented.pupil.id)
    slow.answer_all()
    assert page.views.currentWidget() is page.frame
    with consented.session.write() as work:
        begun = work.add(
            Programme(
                pupil_id=consented.pupil.id,
                programme_type=ProgrammeType.PART_TIME,
                state=ProgrammeState.RUNNING,
                start_on=date(2026, 11, 2),
            )
        )
    page.refresh()  # the change tells the page before the action that made it does
    page.kept(begun.id, started=True)
    slow.answer_all(newest_first=True)
    assert page.views.currentWidget() is page.look


@pytest.mark.parametrize("name", ["programme", "pupil"])
def test_what_was_read_before_a_change_does_not_stay_on_the_screen(
    name: str, consented: House, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = resolve(PAGES[name])(desk(consented, tmp_path).services)
    qtbot.addWidget(page)
    slow = Slow(page.services.jobs, monkeypatch)
    page.open(pupil_id=consented.pupil.id)
    slow.answer_all()
    page.refresh()
    pupils.save_pupil(
        consented.session, replace(consented.session.get(Pupil, consented.pupil.id), known_as="Christo")
    )
    page.refresh()
    slow.answer_all(newest_first=True)
    assert "Christo Puddlecombe" in words(page)


def test_without_their_turns_the_older_reading_would_stay(
    consented: House, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(
        Page, "in_turn", lambda page, done, failed: (page.of_visit(done), page.of_visit(failed))
    )
    with pytest.raises(AssertionError):
        test_what_was_read_before_a_change_does_not_stay_on_the_screen(
            "programme", consented, tmp_path, qtbot, monkeypatch
        )


def opened(
    name: str, house: House, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> tuple[Page, Held]:
    services = desk(house, folder).services
    page = resolve(PAGES[name])(services)
    qtbot.addWidget(page)
    return page, Held(services.jobs, monkeypatch)  # type: ignore[arg-type]  # the desk's jobs run at once


def words(page: Page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))
