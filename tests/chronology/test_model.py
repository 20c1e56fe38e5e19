"""Which entries of the chronology are guarded."""

from __future__ import annotations

from coordinator_app.chronology.model import (
    Category,
    ChronologyEntry,
    MayBeTold,
    entry_compartment,
    usually_told,
)
from coordinator_app.core.privacy import Compartment


def test_safeguarding_and_health_are_guarded_and_nothing_else_is() -> None:
    guarded = {
        one for one in Category if entry_compartment(ChronologyEntry(category=one)) is Compartment.GUARDED
    }
    assert guarded == {Category.SAFEGUARDING, Category.HEALTH}


def test_an_entry_without_a_category_yet_is_in_the_general_compartment() -> None:
    assert entry_compartment(ChronologyEntry(category=None)) is Compartment.GENERAL


def test_of_guarded_entries_nobody_outside_may_be_told_unless_their_author_says_so() -> None:
    closed = {one for one in Category if usually_told(one) is MayBeTold.PARTNERSHIP}
    assert closed == {Category.SAFEGUARDING, Category.HEALTH}
    assert usually_told(None) is MayBeTold.EVERYONE
