"""Which entries of the chronology are guarded."""

from __future__ import annotations

from coordinator_app.chronology.model import Category, ChronologyEntry, entry_compartment
from coordinator_app.core.privacy import Compartment


def test_safeguarding_and_health_are_guarded_and_nothing_else_is() -> None:
    guarded = {
        one for one in Category if entry_compartment(ChronologyEntry(category=one)) is Compartment.GUARDED
    }
    assert guarded == {Category.SAFEGUARDING, Category.HEALTH}


def test_an_entry_without_a_category_yet_is_in_the_general_compartment() -> None:
    assert entry_compartment(ChronologyEntry(category=None)) is Compartment.GENERAL
