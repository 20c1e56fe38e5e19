"""Where a breach is kept, and until when its clock asks for something."""

from __future__ import annotations

from datetime import date

from coordinator_app.breaches.model import Breach, BreachReport, breach_compartment
from coordinator_app.core.privacy import Compartment


def test_what_went_with_guarded_records_is_kept_apart() -> None:
    assert breach_compartment(Breach(is_guarded=True)) is Compartment.GUARDED
    assert breach_compartment(Breach()) is Compartment.GENERAL


def test_the_clock_runs_until_the_report_is_decided_or_the_breach_closed() -> None:
    assert Breach().clock_runs
    assert not Breach(report=BreachReport.NO_RISK).clock_runs
    assert not Breach(closed_on=date(2026, 11, 24)).clock_runs
