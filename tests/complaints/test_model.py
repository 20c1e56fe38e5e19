"""Where a complaint is kept, and whether it owes an answer."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.complaints.model import (
    Complaint,
    ComplaintOutcome,
    ComplaintStep,
    KeptComplaintLetter,
    complaint_compartment,
)
from coordinator_app.core.privacy import Compartment


@pytest.mark.parametrize("cls", [Complaint, ComplaintStep, KeptComplaintLetter])
def test_what_tells_of_safeguarding_is_kept_apart(
    cls: type[Complaint | ComplaintStep | KeptComplaintLetter],
) -> None:
    assert complaint_compartment(cls(is_guarded=True)) is Compartment.GUARDED
    assert complaint_compartment(cls()) is Compartment.GENERAL


def test_only_a_complaint_that_was_taken_back_owes_no_answer() -> None:
    owing = {one for one in ComplaintOutcome if one.owes_an_answer}
    assert owing == set(ComplaintOutcome) - {ComplaintOutcome.WITHDRAWN}


def test_a_complaint_is_open_until_it_is_closed() -> None:
    assert Complaint().is_open
    assert not Complaint(closed_on=date(2026, 11, 24)).is_open
