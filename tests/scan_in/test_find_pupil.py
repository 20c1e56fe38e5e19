"""Enter pressed before the names have come never takes a child of other words or of another scan."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import NotFound
from coordinator_app.referrals import actions as referrals
from coordinator_app.scan_in.page.find_pupil import FindPupil
from coordinator_app.scan_in.page.tray_reading import PupilFound
from tests.held_jobs import HeldBack
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_pupil, new_referral


@pytest.fixture
def wren(referred: House) -> str:
    pupil = new_pupil(referred, given_names="Wren", family_name="Bramblewick")
    return referrals.take_referral(referred.session, pupil, new_referral(referred)).pupil.id


@pytest.fixture
def taken() -> list[PupilFound]:
    return []


@pytest.fixture
def finder(qtbot: QtBot, at_desk: Desk, wren: str, taken: list[PupilFound]) -> FindPupil:
    made = FindPupil(at_desk.services)
    qtbot.addWidget(made)
    made.chosen.connect(taken.append)
    made.start(())
    return made


def types(finder: FindPupil, words: str) -> None:
    """And the pause after the last key."""
    finder.input.setText(words)
    finder.input.textEdited.emit(words)
    finder._wait.stop()
    finder._search()


def test_enter_before_the_answer_takes_the_only_child_of_these_words_when_it_comes(
    finder: FindPupil, at_desk: Desk, wren: str, taken: list[PupilFound], monkeypatch: pytest.MonkeyPatch
) -> None:
    types(finder, "puddle")
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    types(finder, "wren")
    finder.input.returnPressed.emit()
    assert taken == [], "the row in hand is still the child of other words"
    held.let()
    assert [one.pupil_id for one in taken] == [wren]


def test_enter_before_the_answer_takes_neither_of_two(
    finder: FindPupil,
    at_desk: Desk,
    referred: House,
    taken: list[PupilFound],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = new_pupil(referred, given_names="Wren", family_name="Thistledown")
    referrals.take_referral(referred.session, other, new_referral(referred))
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    types(finder, "wren")
    finder.input.returnPressed.emit()
    held.let()
    assert (len(finder.list.rows()), taken) == (2, [])
    finder.input.returnPressed.emit()
    assert len(taken) == 1


def test_an_enter_is_forgotten_when_somebody_types_on_or_the_reading_fails(
    finder: FindPupil, at_desk: Desk, taken: list[PupilFound], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    types(finder, "wren")
    finder.input.returnPressed.emit()
    types(finder, "wren b")
    held.let()
    assert taken == []
    gone = NotFound("It was deleted.")
    monkeypatch.setattr(at_desk.services.jobs, "read", lambda _work, **told: told["failed"](gone))
    types(finder, "wren")
    assert len(at_desk.told.troubles) == 1


def test_an_answer_for_the_scan_before_is_not_shown_for_the_next(
    finder: FindPupil, at_desk: Desk, taken: list[PupilFound], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    types(finder, "wren")
    finder.input.returnPressed.emit()
    finder.start(())
    held.let()
    assert (finder.list.rows(), taken) == ([], [])
