"""What a start passed over is told by its own line; what came later is told anew, and at once (003-4)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.programmes import actions, pressing
from coordinator_app.programmes.due import due_items
from coordinator_app.programmes.model import ProgrammeType
from coordinator_app.programmes.store import OpenProgramme
from coordinator_app.today.model import DueItem
from tests.programmes.conftest import (
    WAIT,
    add_risk,
    full_week,
    new_consent,
    new_programme,
    new_provider,
    started_without_consent,
)
from tests.vaults import House


def lines(house: House, kind: str) -> list[DueItem]:
    return [one for one in due_items(house.session) if one.key.startswith(f"programme-{kind}-")]


def test_a_no_that_comes_after_the_start_without_consent_is_told_as_late(referred: House) -> None:
    started_without_consent(referred)
    assert lines(referred, "consent") == []
    referred.clock.at = datetime(2026, 11, 27, 9, 0)
    consent.record_consent(
        referred.session, new_consent(referred, agrees_programme=False, signed_on=date(2026, 11, 26))
    )
    (line,) = lines(referred, "consent")
    assert line.tone == "over"
    (own,) = lines(referred, "override")
    assert own.tone == "soon"


def test_an_override_by_its_code_alone_would_hide_the_no(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""

    def by_code(around: pressing.Around, one: OpenProgramme, code: str) -> bool:
        return any(code in each.codes for each in around.overrides.get(one.id, ()))

    monkeypatch.setattr(pressing.Around, "waived", by_code)
    with pytest.raises(ValueError, match="not enough values"):
        test_a_no_that_comes_after_the_start_without_consent_is_told_as_late(referred)


def test_a_risk_assessment_that_came_after_the_start_is_told_when_it_runs_out(consented: House) -> None:
    session = consented.session
    plan = new_programme(
        consented, new_provider(session), programme_type=ProgrammeType.FULL_TIME, longest_weeks=12
    )
    kept = actions.start(session, plan, full_week(), (), override=WAIT).record
    assert lines(consented, "risk") == []
    add_risk(consented, kept, valid_until=date(2026, 12, 1))
    assert [one.tone for one in lines(consented, "risk")] == ["soon"]
    consented.clock.at = datetime(2026, 12, 2, 9, 0)
    assert [one.tone for one in lines(consented, "risk")] == ["over"]
