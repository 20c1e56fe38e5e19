"""Troubles that carry more than their words."""

from __future__ import annotations

from coordinator_app.core.errors import Cancelled, StaleRecord


def test_a_record_that_changed_meanwhile_comes_with_both_sides() -> None:
    trouble = StaleRecord("It was changed.", theirs="kept", yours="wanted")
    assert (trouble.theirs, trouble.yours) == ("kept", "wanted")


def test_a_stopped_job_says_so_and_that_nothing_changed() -> None:
    assert str(Cancelled()) == "Stopped."
    assert Cancelled().safe == "Everything is as it was before."
