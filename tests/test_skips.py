"""A test that is passed over in silence guards nothing."""

from __future__ import annotations

import pytest

from tests.skips import MAY_LACK, refuse


def skipped(reason: str) -> pytest.TestReport:
    where = ("tests/test_one.py", 3, f"Skipped: {reason}")
    return pytest.TestReport("one", ("tests/test_one.py", 3, "one"), {}, "skipped", where, "call")


def test_a_skip_is_a_failure_where_changes_are_decided() -> None:
    report = skipped("no D-Bus on this machine")
    refuse(report, {"CI": "true"})
    assert report.failed
    assert "no D-Bus" in str(report.longrepr)


@pytest.mark.parametrize("reason", MAY_LACK)
def test_what_a_kernel_may_refuse_stays_a_skip(reason: str) -> None:
    report = skipped(reason)
    refuse(report, {"CI": "true"})
    assert report.skipped


def test_on_the_laptop_of_a_contributor_a_skip_stays_a_skip() -> None:
    report = skipped("no D-Bus on this machine")
    refuse(report, {})
    assert report.skipped


def test_a_test_that_passed_is_left_alone() -> None:
    report = pytest.TestReport("one", ("tests/test_one.py", 3, "one"), {}, "passed", None, "call")
    refuse(report, {"CI": "true"})
    assert report.passed
