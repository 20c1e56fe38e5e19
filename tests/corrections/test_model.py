"""What was decided, and where what was asked for is kept."""

from __future__ import annotations

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import (
    CorrectionClaim,
    CorrectionNotice,
    CorrectionOutcome,
    claim_compartment,
)


def test_only_what_was_corrected_has_to_be_told_to_those_who_were_given_it() -> None:
    told = {one for one in CorrectionOutcome if one.changed_something}
    assert told == {CorrectionOutcome.CORRECTED, CorrectionOutcome.PARTLY}


@pytest.mark.parametrize("cls", [CorrectionClaim, CorrectionNotice])
def test_what_is_said_of_a_guarded_record_is_guarded(cls: type[CorrectionClaim | CorrectionNotice]) -> None:
    assert claim_compartment(cls(is_guarded=True)) is Compartment.GUARDED
    assert claim_compartment(cls()) is Compartment.GENERAL


def test_the_other_view_stays_where_not_everything_was_corrected() -> None:
    keeping = {one for one in CorrectionOutcome if one.keeps_other_view}
    assert keeping == {CorrectionOutcome.PARTLY, CorrectionOutcome.NOTED, CorrectionOutcome.OPINION}
