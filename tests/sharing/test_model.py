"""Which lines of a disclosure are guarded."""

from __future__ import annotations

from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import DisclosedItem, line_compartment


def test_a_line_lies_where_the_record_lies_that_was_given() -> None:
    assert line_compartment(DisclosedItem(is_guarded=True)) is Compartment.GUARDED
    assert line_compartment(DisclosedItem()) is Compartment.GENERAL
