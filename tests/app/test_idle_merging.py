"""The search index is merged while nobody types, a step at a time, and never while somebody does."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.store.session import Session
from coordinator_app.store.sql import value
from tests.app.conftest import Running

_PARTS = "SELECT count(DISTINCT segid) FROM search_index_idx"


def add_schools(session: Session) -> None:
    for number in range(12):
        with session.write() as work:
            work.add(School(name=f"Foxglove Hill {number}", school_type=SchoolType.ACADEMY))


def parts(running: Running) -> int:
    def count(session: Session) -> int:
        return int(value(session.databases.connection(Compartment.GENERAL), _PARTS))

    return running.app.jobs.wait(running.app.jobs.read(count))


def test_what_was_saved_is_merged_once_nobody_types(running: Running, qtbot: QtBot) -> None:
    merging = running.opened.idle_merging
    running.app.jobs.wait(running.app.jobs.write(add_schools))
    before = parts(running)
    # somebody types all the time
    merging._idle_seconds = lambda: 0.0
    merging.look()
    assert merging._job is None
    assert parts(running) == before
    merging._idle_seconds = lambda: 600.0
    merging.look()
    qtbot.waitUntil(lambda: merging._job is None and not merging._due)
    assert parts(running) < before


def test_nothing_is_done_again_until_something_is_saved(running: Running, qtbot: QtBot) -> None:
    merging = running.opened.idle_merging
    merging._idle_seconds = lambda: 600.0
    merging.look()
    qtbot.waitUntil(lambda: merging._job is None and not merging._due)
    merging.look()
    assert merging._job is None
    running.app.jobs.wait(running.app.jobs.write(add_schools))
    qtbot.waitUntil(lambda: merging._due)


def test_a_step_that_fails_is_tried_again_and_says_nothing(running: Running, qtbot: QtBot) -> None:
    merging = running.opened.idle_merging
    merging._failed(RuntimeError())
    assert merging._due
    assert running.opened.shell.trouble_words() == ""
