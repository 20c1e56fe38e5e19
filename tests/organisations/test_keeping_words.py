"""How long it is kept is said once, as a family reads it."""

from __future__ import annotations

from coordinator_app.organisations.letterhead import keeping_part
from tests.vaults import House


def test_a_rule_that_begins_another_is_not_said_twice(referred: House) -> None:
    said = [" ".join(row) for row in keeping_part(referred.session).rows]
    assert not [line for line in said if line.count("until your child is 25") > 1]
    assert any("until your child is 25, and some of it is then looked at again" in line for line in said)
