"""A failure while tidying up is not told as if the user's words were lost; a fault of ours is still heard of."""

from __future__ import annotations

from coordinator_app.core.errors import DiskFull
from coordinator_app.ui.tidying import only_faults


class Heard:
    def __init__(self) -> None:
        self.errors: list[Exception] = []

    def trouble(self, error: Exception) -> None:
        self.errors.append(error)


def test_a_full_disk_is_not_said_of_what_is_done_by_the_way() -> None:
    heard = Heard()
    only_faults(heard)(DiskFull("The disk is full."))
    assert heard.errors == []


def test_a_fault_of_ours_is_reported_all_the_same() -> None:
    heard, fault = Heard(), ZeroDivisionError()
    only_faults(heard)(fault)
    assert heard.errors == [fault]
