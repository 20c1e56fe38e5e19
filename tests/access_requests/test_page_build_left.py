"""A pack that was being built when the vault was shut: the next unlock says so, and leads back to building it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from desks import desk_of, press, texts
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from test_page_pack import Desk, Journey, desk, request_with_a_name_left

from coordinator_app.access_requests.actions import pack
from coordinator_app.access_requests.gathering.holdings import holdings
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page import pack_build
from coordinator_app.access_requests.page.build_left import BUILDING, NOT_TO_ITS_END, BuildLeft
from coordinator_app.access_requests.page.pack_stage import PackStage
from coordinator_app.core.errors import GateShut
from coordinator_app.jobs.jobs import Jobs, State
from coordinator_app.store.drafts import Draft
from coordinator_app.store.session import Session
from coordinator_app.ui import covered
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.bridge import Bridge
from coordinator_app.ui.carry_on import Left, offered, open_again
from tests.vaults import House, ready_request

__all__ = ["desk", "request_with_a_name_left"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def left(house: House) -> list[Draft]:
    return [one for one in house.session.drafts() if one.screen == BUILDING]


def shut_in_the_middle(journey: Journey) -> None:
    """As a lock and the window's end do it: jobs stop, and nobody hears how the build ended."""
    press(journey.pack, "Build the pack")
    journey.until(lambda: journey.pack.builder.at_work and left(journey.desk.house))
    assert journey.desk.services.jobs.stop()


def opened_again(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Journey, Jobs[Session]]:
    """In a new process: what this one knew is gone."""
    monkeypatch.setattr(BuildLeft, "_begun", set())
    house, bridge = journey.desk.house, Bridge()
    jobs: Jobs[Session] = Jobs(
        lambda _read_only: house.as_user(*house.session.databases.held), bridge.deliver
    )
    (tmp_path / "again").mkdir()
    made = desk_of(house, tmp_path / "again")
    made.services = replace(made.services, jobs=jobs)
    return Journey(made, journey.request, journey.qtbot), jobs


def test_a_build_that_a_lock_broke_off_is_told_once_and_can_be_begun_again(
    desk: Desk,
    request_with_a_name_left: AccessRequest,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journey = Journey(desk, request_with_a_name_left, qtbot)
    before = len(holdings(desk.house.session, journey.request))
    shut_in_the_middle(journey)
    (draft,) = left(desk.house)
    words, act = offered(draft.body[BOX], "23 November 2026 at 9:04am")
    assert "A pack was still being built when the vault was last shut. Nothing of it was kept." in words
    assert "typing" not in words
    assert act == "Build it again"
    assert len(holdings(desk.house.session, journey.request)) == before, "no item of the family's pack"
    again, jobs = opened_again(journey, tmp_path, monkeypatch)
    again.until(lambda: NOT_TO_ITS_END in texts(again.pack))
    assert pack.packs_of(desk.house.session, journey.request.id) == []
    again.until(lambda: not left(desk.house))  # told once
    shown = len(again.desk.dialogs.shown)
    assert open_again(again.page, Left(BUILDING, journey.request.id))
    again.until(lambda: len(again.desk.dialogs.shown) > shown)  # its password
    again.until(lambda: not left(desk.house))
    assert NOT_TO_ITS_END not in texts(again.pack)
    assert jobs.stop()


def test_a_build_whose_end_was_told_leaves_nothing(
    desk: Desk, request_with_a_name_left: AccessRequest, qtbot: QtBot
) -> None:
    journey = Journey(desk, request_with_a_name_left, qtbot)
    press(journey.pack, "Build the pack")
    journey.until(lambda: journey.pack.builder.at_work and left(desk.house))
    journey.page.refresh()  # while it goes on nothing of it is called left
    press(journey.pack, "Cancel: Building the pack")
    journey.until(lambda: "Everything is as it was before." in texts(journey.pack))
    journey.until(lambda: not left(desk.house))
    assert NOT_TO_ITS_END not in texts(journey.pack)
    journey.build("Build the pack")
    journey.until(lambda: not left(desk.house))


def test_a_build_that_failed_where_nobody_could_see_it_is_told_by_the_next_unlock(
    desk: Desk,
    request_with_a_name_left: AccessRequest,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def changed(*_given: object, **_more: object) -> None:
        raise GateShut(("Kit Puddlecombe was decided anew.",))

    monkeypatch.setattr(pack_build, "keep_pack", changed)
    journey = Journey(desk, request_with_a_name_left, qtbot)
    press(journey.pack, "Build the pack")
    journey.until(lambda: journey.pack.builder.at_work)
    curtain = QObject()
    covered.cover(curtain)
    journey.until(lambda: not journey.pack.builder.running)
    journey.until(lambda: left(desk.house) and "could not be built" in str(left(desk.house)[0].body))
    covered.uncover()
    assert "Kit" not in str(left(desk.house)[0].body), "why may name what lies apart"
    assert desk.services.under_way.first is None
    assert desk.services.jobs.stop()
    again, jobs = opened_again(journey, tmp_path, monkeypatch)
    again.until(lambda: NOT_TO_ITS_END in texts(again.pack))
    assert "it then says why" in texts(again.pack)
    again.until(lambda: not left(desk.house))
    assert jobs.stop()


def test_another_request_stops_a_build_and_its_child_and_that_is_told(
    desk: Desk, request_with_a_name_left: AccessRequest, qtbot: QtBot
) -> None:
    other = ready_request(desk.house)
    journey = Journey(desk, request_with_a_name_left, qtbot)
    builder, jobs = journey.pack.builder, desk.services.jobs
    press(journey.pack, "Build the pack")
    journey.until(lambda: "pack" in jobs._groups and jobs._groups["pack"][0]._process is not None)
    (building,) = builder._buildings
    journey.page.open(request_id=other.id, stage="received")
    journey.until(lambda: not isValid(builder))
    # the planted fault: without the stop it is checked as well, and whoever builds the other pack waits for that
    assert building._job is not None
    assert building._job.state is State.CANCELLED
    journey.until(lambda: jobs._groups["pack"][0]._process is None)
    assert desk.services.under_way.first is None
    journey.page.open(request_id=journey.request.id, stage="pack")
    journey.until(lambda: isinstance(journey.page.stage, PackStage) and NOT_TO_ITS_END in texts(journey.pack))
    assert "another request was opened" in texts(journey.pack)
    journey.until(lambda: not left(desk.house))


def test_of_a_pack_that_stands_nobody_is_told_that_it_does_not_though_the_lock_came_in_that_moment(
    desk: Desk, request_with_a_name_left: AccessRequest, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands, locked = Event(), Event()

    def slow(*given: Any, **more: Any) -> Any:
        kept = pack.keep_pack(*given, **more)
        stands.set()
        assert locked.wait(60)
        return kept

    monkeypatch.setattr(pack_build, "keep_pack", slow)
    journey, jobs = Journey(desk, request_with_a_name_left, qtbot), desk.services.jobs
    press(journey.pack, "Build the pack")
    journey.until(stands.is_set)
    assert not jobs.stop(0), "what is being written ends first"
    locked.set()
    assert jobs.stop(60)
    assert len(pack.packs_of(desk.house.session, journey.request.id)) == 1
    assert left(desk.house) == []


def test_what_was_typed_is_offered_as_before() -> None:
    assert offered({}, "9:04am") == (
        "You were typing here on 9:04am. It is saved as a draft.",
        "Carry on",
    )
    assert "“Ask a question” opens again" in offered({"title": "Ask a question"}, "9:04am")[0]
