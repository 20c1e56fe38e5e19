from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.organisations.actions import save, schools_to_choose
from coordinator_app.organisations.model import School
from tests.vaults import House


def test_a_closed_school_is_offered_only_where_it_was_chosen_before(house: House) -> None:
    closed = save(house.session, School(name="Abbey Lodge", school_type=house.school.school_type)).record
    with house.session.write() as work:
        closed = work.put(replace(closed, closed_on=date(2026, 7, 31)))
    open_ones = ((house.school.id, house.school.name),)
    assert schools_to_choose(house.session) == open_ones
    assert schools_to_choose(house.session, closed.id) == ((closed.id, "Abbey Lodge"), *open_ones)
