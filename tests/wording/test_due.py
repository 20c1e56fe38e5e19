from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator_app.core.template import Point
from coordinator_app.store.session import Session
from coordinator_app.wording import actions, due
from coordinator_app.wording.palette import palette
from coordinator_app.wording.shipped import shipped
from tests.vaults import House
from tests.wording.test_actions import STATEMENT, in_force


def keys(session: Session) -> list[str]:
    return [one.key for one in due.due_items(session)]


def test_each_statement_is_to_be_looked_through_a_year_after_the_set_up(house: House) -> None:
    assert keys(house.session) == []
    house.clock.at = house.clock.at + timedelta(days=366)
    assert keys(house.session) == [
        "wording-review-privacy-statement-parent",
        "wording-review-privacy-statement-child",
        "wording-review-privacy-statement-school",
    ]
    actions.looked_through(house.session, STATEMENT, "en", "Pat Samplewell")
    assert "wording-review-privacy-statement-parent" not in keys(house.session)
    in_force(house, "privacy-statement-child")
    assert keys(house.session) == ["wording-review-privacy-statement-school"]


def test_nothing_is_due_before_the_partnership_is_set_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "partnership", lambda _session: None)
    assert keys(house.session) == []


def test_an_own_wording_that_lacks_a_new_point_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    in_force(house)
    assert keys(house.session) == []

    def with_more(template: str, language: str = "en") -> object:
        found = shipped(template, language)
        more = (Point("new", "What the law asks since", "an Act"), Point("newer", "And this", "another"))
        return replace(found, points=(*found.points, *more)) if template == STATEMENT else found

    monkeypatch.setattr(due, "shipped", with_more)
    (found,) = due.due_items(house.session)
    assert found.key == "wording-lacks-privacy-statement-parent-en"
    assert "What the law asks since, and 1 more." in found.second_line


def test_the_palette_offers_the_list_and_each_wording(house: House) -> None:
    titles = [one.title for one in palette(house.session)]
    assert titles[0] == "Statements and forms"
    assert "Wording of: Privacy statement for families" in titles
    assert "Wording of: Privacy statement for families, Polish" in titles
