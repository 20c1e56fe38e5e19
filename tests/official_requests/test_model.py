"""When an official request is open, what each power means, and that all of it lies apart."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.official_requests.model import OfficialDecision, OfficialRequest, Power


def test_that_an_official_asks_about_a_child_lies_apart_as_a_whole() -> None:
    assert record_type(OfficialRequest).compartments == (Compartment.GUARDED,)


def test_it_is_open_until_something_was_given_or_refused() -> None:
    assert OfficialRequest(official_number=3).is_open
    assert not OfficialRequest(given_on=date(2026, 11, 24)).is_open
    assert not OfficialRequest(refused_on=date(2026, 11, 24)).is_open
    assert OfficialRequest(official_number=3).called == "Official request 3"


def test_every_power_says_what_it_means_and_two_need_their_paper_named() -> None:
    assert all(one.means.endswith(".") for one in Power)
    assert {one for one in Power if one.names_a_paper} == {Power.COURT_ORDER, Power.STATUTORY}


def test_a_refusal_gives_nothing() -> None:
    assert {one for one in OfficialDecision if not one.gives} == {OfficialDecision.REFUSE}
