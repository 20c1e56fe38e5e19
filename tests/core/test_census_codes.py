"""The codes of the school census."""

from __future__ import annotations

from coordinator_app.core.census_codes import CareStatus, by_code


def test_under_an_order_the_authority_holds_responsibility_and_under_an_agreement_it_does_not() -> None:
    holding = {one for one in CareStatus if one.authority_has_responsibility}
    assert holding == {CareStatus.INTERIM_ORDER, CareStatus.FULL_ORDER, CareStatus.PLACEMENT_ORDER}


def test_a_list_shows_the_code_before_its_words() -> None:
    assert by_code(CareStatus.FULL_ORDER) == "C2: Full care order"
