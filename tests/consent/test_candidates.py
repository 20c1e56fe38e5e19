"""Every pupil of a state is among its candidates, and the filtered list is what the rule says."""

from __future__ import annotations

from random import Random

import pytest

from coordinator_app.consent import in_force
from coordinator_app.consent.actions import standings_of
from coordinator_app.consent.candidates import Candidates, candidates
from coordinator_app.consent.model import ConsentState
from coordinator_app.pupils import store
from coordinator_app.pupils.page import list_reading
from coordinator_app.pupils.page.list_reading import Filters
from tests.consent.test_store import one_pupil
from tests.vaults import House, new_pupil

_NARROWED = frozenset(ConsentState) - {ConsentState.DISCUSSION}


def filled(house: House, seed: int, number: int) -> list[str]:
    dice = Random(seed)
    with house.session.write() as work:
        return [one_pupil(work, house, dice) for _ in range(number)]


@pytest.mark.parametrize(("seed", "shuts"), [(1, False), (2, True)])
def test_the_filtered_list_is_what_the_rule_says(house: House, seed: int, shuts: bool) -> None:
    session, ids = house.session, filled(house, seed, 250)
    if shuts:
        in_force.keep_rules(session, shuts=True, after_days=14)
    stands = standings_of(session, ids)
    seen = set()
    for state in ConsentState:
        wanted = {one for one in ids if stands[one].state is state}
        found = list_reading.read_page(session, Filters(consent=state.value), None, 1000)
        assert {row.id for row in found.rows} & set(ids) == wanted, state
        seen |= {state} if wanted else set()
    assert seen >= _NARROWED - {ConsentState.OLDER}
    assert (ConsentState.OLDER in seen) is shuts


def test_a_condition_that_lets_too_few_through_would_be_seen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, ids = house.session, filled(house, 1, 250)
    asked = Filters(consent="not_valid")
    whole = len(list_reading.read_page(session, asked, None, 1000).rows)
    monkeypatch.setattr(
        list_reading, "candidates", lambda *_: Candidates("id IN (SELECT value FROM json_each(?))", ("[]",))
    )
    assert whole > 0
    assert list_reading.read_page(session, asked, None, 1000).rows == ()
    assert ids


def test_a_rare_state_is_not_asked_of_every_pupil(house: House) -> None:
    session = house.session
    with session.write() as work:
        for _ in range(450):
            work.add(new_pupil(house))
    for state in _NARROWED - {ConsentState.WAITING}:
        could = candidates(session, state)
        assert store.page_of(session, store.Wanted(narrowed=(could.sql, could.values)), None, 9) == []
