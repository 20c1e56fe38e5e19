"""What stands below Record as sent while it is shut: each thing to settle, said once."""

from __future__ import annotations

from coordinator_app.access_requests.page.send_panel import what_opens
from coordinator_app.core.gates import Reason

NAMES = Reason("A check is not settled: Covered names.", "Look at it.", "003-5.2")


def other(number: int) -> Reason:
    return Reason(f"Reason {number}.", "Mend it.", "003-5.2")


def test_one_thing_says_what_opens_it_however_many_rest_on_it() -> None:
    assert what_opens([NAMES]) == what_opens([NAMES, NAMES, NAMES]) == NAMES.sentence()


def test_several_are_counted_and_those_beyond_three_are_told() -> None:
    assert what_opens([NAMES, NAMES, other(1)]) == f"Opens when 2 things are settled: {NAMES.why} Reason 1."
    many = what_opens([NAMES, other(1), other(2), NAMES, other(3), other(4)])
    assert many == f"Opens when 5 things are settled: {NAMES.why} Reason 1. Reason 2. And 2 more."
