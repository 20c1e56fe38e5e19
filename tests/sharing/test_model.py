"""Which lines of a disclosure are guarded."""

from __future__ import annotations

from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import (
    HEARS_FOR_THE_FAMILY,
    OUTSIDE,
    DisclosedItem,
    Disclosure,
    RecipientKind,
    ledger_compartment,
    line_compartment,
)


def test_a_line_lies_where_the_record_lies_that_was_given() -> None:
    assert line_compartment(DisclosedItem(is_guarded=True)) is Compartment.GUARDED
    assert line_compartment(DisclosedItem()) is Compartment.GENERAL


def test_one_of_us_is_nobody_to_whom_something_is_given() -> None:
    assert set(RecipientKind) - set(OUTSIDE) == {RecipientKind.PARTNERSHIP}


def test_nobody_who_acts_for_somebody_counts_as_the_family() -> None:
    assert not HEARS_FOR_THE_FAMILY & {
        RecipientKind.THIRD_PARTY,
        RecipientKind.RELATIVE,
        RecipientKind.OTHER,
        RecipientKind.PARTNERSHIP,
    }


def test_what_an_official_was_given_lies_apart_and_is_not_named_in_the_open() -> None:
    police, school = (
        Disclosure(recipient="Hazelmoor Police", is_guarded=True),
        Disclosure(recipient="Foxglove Hill"),
    )
    assert ledger_compartment(police) is Compartment.GUARDED
    assert ledger_compartment(school) is Compartment.GENERAL
    assert (police.named_openly, school.named_openly) == ("somebody outside", "Foxglove Hill")
