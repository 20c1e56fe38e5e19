"""What the offices and schools of a partnership lack, and which school the 2005 Regulations bind."""

from __future__ import annotations

from datetime import date

from coordinator_app.organisations.model import (
    Office,
    Officer,
    Partnership,
    School,
    SchoolType,
    find_gaps,
    is_closed,
    number_taken,
)

FOXGLOVE = School(id="f", name="Foxglove Hill School", urn="900001", laestab="9001234")


def test_only_maintained_schools_are_bound_by_the_pupil_information_regulations() -> None:
    bound = {one for one in SchoolType if one.bound_by_pupil_information_regulations}
    assert bound == {SchoolType.MAINTAINED, SchoolType.SPECIAL}


def test_a_school_is_closed_from_its_last_day() -> None:
    closing = School(name="Otter Bank School", closed_on=date(2026, 8, 31))
    assert is_closed(closing, date(2026, 8, 31))
    assert not is_closed(closing, date(2026, 8, 30))
    assert not is_closed(FOXGLOVE, date(2026, 8, 31))


def test_a_number_that_another_school_has_is_named_and_its_own_is_not() -> None:
    (problem,) = number_taken(School(id="o", urn="900001"), [FOXGLOVE])
    assert (problem.field, problem.message.split(" has")[0]) == ("urn", "Foxglove Hill School")
    assert number_taken(FOXGLOVE, [FOXGLOVE]) == ()
    assert number_taken(School(id="o"), [School(id="p", name="Otter Bank School")]) == ()


def test_everything_the_policy_needs_is_missed_until_it_is_there() -> None:
    assert [gap.code for gap in find_gaps(None, [], {})] == ["partnership"]
    partnership = Partnership(name="Eastmere Partnership")
    empty = [gap.code for gap in find_gaps(partnership, [], {})]
    assert empty[-1] == "schools"
    assert f"office-{Office.CHAIR.value}" in empty
    officers = {office: Officer(office=office, name="Pat Samplewell") for office in Office}
    assert find_gaps(partnership, [FOXGLOVE], officers) == ()
    (terms,) = find_gaps(partnership, [FOXGLOVE], officers, (FOXGLOVE,))
    assert terms.words == "Term dates for Foxglove Hill School are missing."
