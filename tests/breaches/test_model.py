"""Where a breach is kept, and until when its clock asks for something."""

from __future__ import annotations

import re
from datetime import date

from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold, breach_compartment
from coordinator_app.core.privacy import Compartment


def test_what_went_with_guarded_records_is_kept_apart() -> None:
    assert breach_compartment(Breach(is_guarded=True)) is Compartment.GUARDED
    assert breach_compartment(Breach()) is Compartment.GENERAL


def test_the_clock_runs_until_the_report_is_decided_or_the_breach_closed() -> None:
    assert Breach().clock_runs
    assert not Breach(report=BreachReport.NO_RISK).clock_runs
    assert not Breach(closed_on=date(2026, 11, 24)).clock_runs


def test_whether_people_are_told_is_owed_until_it_is_settled_or_the_breach_closed() -> None:
    assert Breach().owes_telling
    assert Breach(people_told=PeopleTold.NOT_YET).owes_telling
    assert not Breach(people_told=PeopleTold.LOW_RISK).owes_telling
    assert not Breach(closed_on=date(2026, 11, 24)).owes_telling


def test_each_answer_names_its_law_and_only_who_was_told_has_a_day() -> None:
    assert {one for one in PeopleTold if one.tells} == {PeopleTold.TOLD, PeopleTold.IN_PUBLIC}
    assert all(re.search(r"article 34|schedule 2", one.law) for one in PeopleTold)
