"""A time is read in the ways in which it is typed, and nothing else is taken for one."""

from __future__ import annotations

from datetime import time

import pytest

from coordinator_app.core.typed_time import read_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)), ("14.30", time(14, 30)), ("1430", time(14, 30)), ("0905", time(9, 5)), ("905", time(9, 5)),
        ("2pm", time(14)), ("2 pm", time(14)), ("2 p.m.", time(14)), ("2 P.M.", time(14)), ("2 p m", time(14)),
        ("9.15 am", time(9, 15)), ("12am", time(0)), ("12 p.m.", time(12)), (" 00:00 ", time(0)),
        ("9", None), ("", None), ("noon", None), ("13pm", None), ("0 am", None), ("24:00", None), ("2460", None),
        ("14h30", None), ("9 o'clock", None), ("14:30:00", None), ("2 p", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_is_typed(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant
