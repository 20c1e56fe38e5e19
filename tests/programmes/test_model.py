"""The words and rules of programmes that stand beside their records."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.programmes.model import Programme, ProgrammeState, ProgrammeType
from coordinator_app.programmes.safety import RiskAssessment, RiskWords, StartOverride, newest_risk


@pytest.mark.parametrize(
    ("kind", "provider", "host", "days", "longest"),
    [
        (ProgrammeType.ADVICE, False, False, False, False),
        (ProgrammeType.RESPITE, True, False, True, True),
        (ProgrammeType.FULL_TIME, True, False, True, True),
        (ProgrammeType.MANAGED_MOVE, False, True, False, True),
        (ProgrammeType.FAIR_ACCESS, False, True, False, False),
        (ProgrammeType.POST_16, False, False, False, False),
    ],
)
def test_each_type_asks_for_what_it_needs(
    kind: ProgrammeType, provider: bool, host: bool, days: bool, longest: bool
) -> None:
    asked = (kind.needs_provider, kind.needs_host_school, kind.needs_days, kind.needs_longest)
    assert asked == (provider, host, days, longest)


def test_a_return_to_school_may_have_a_provider_and_advice_may_not() -> None:
    assert ProgrammeType.REINTEGRATION.may_have_provider
    assert ProgrammeType.PART_TIME.may_have_provider
    assert not ProgrammeType.ADVICE.may_have_provider


def test_a_programme_is_called_by_its_type_and_knows_whether_it_is_under_way() -> None:
    assert Programme().called == "Programme"
    running = Programme(programme_type=ProgrammeType.RESPITE, state=ProgrammeState.RUNNING)
    assert running.called == "Respite or short off-site direction"
    assert running.is_under_way
    assert not Programme().is_under_way


def test_the_words_of_a_risk_assessment_lie_in_the_guarded_compartment_only() -> None:
    assert record_type(RiskWords).compartments == (Compartment.GUARDED,)
    assert record_type(RiskAssessment).compartments == (Compartment.GENERAL,)
    shown = {spec.name for spec in record_type(RiskAssessment).fields}
    assert shown == {"programme_id", "made_by", "made_on", "valid_until", "words_id"}


def test_the_risk_assessment_made_last_counts_and_one_in_the_trash_does_not() -> None:
    old = RiskAssessment(made_on=date(2026, 9, 1), key=9)
    new = RiskAssessment(made_on=date(2026, 11, 1), key=1)
    gone = RiskAssessment(made_on=date(2026, 11, 2), trashed_at=datetime(2026, 11, 24, tzinfo=UTC))
    assert newest_risk([old, new, gone]) is new
    assert newest_risk([gone]) is None


def test_an_override_names_what_was_missing_by_codes() -> None:
    assert StartOverride(missing="consent risk").codes == {"consent", "risk"}
