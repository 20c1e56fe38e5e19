"""Which other pupils have a name like one's: the same ones as by comparing all, found without reading them all."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.core.names import Likeness, same_or_similar
from coordinator_app.pupils import like_names
from coordinator_app.pupils.like_names import like_named
from coordinator_app.pupils.model import Pupil
from tests.vaults import House

BORN = date(2012, 5, 3)
NAMES = (
    ("Saffron", "Thisledown"), ("Safron", "Thistledown"), ("Saffron", "Thistledwon"), ("Thisledown", "Saffron"),
    ("S", "Thisledown"), ("S.", "Thisledown"), ("Saffr0n", "Th1sledown"), ("Saf fron", "This le down"),
    ("Saffrom", "Thisledown"), ("Saffrorn", "Thisledown"), ("Saffrön", "Thisledown"), ("Ѕaffron", "Thisledown"),
    ("Saffron", "Bramblewick"), ("Otis", "Thisledown"), ("Saffron-", "Thisledown"), ("O'Saffron", "Thisledown"),
    ("Łucja", "Thisledown"), ("Wren", "Vvren"), ("VVren", "Wren"), ("Bea", "Ox"),
    ("Be", "Ox"), ("B", "Ox"), ("Ox", "Bea"), ("Bea/Ox", "Moonbeck"), ("-", "Ox"), ("Idris", "Moon-Beck"),
)  # fmt: skip


def _many(house: House, names: Any) -> list[Pupil]:
    made = [
        Pupil(given_names=given, family_name=family, birth_date=BORN, school_id=house.school.id)
        for given, family in names
    ]
    with house.session.write() as work:
        return list(work.add_many(made))


def test_the_same_are_found_as_by_comparing_every_name(house: House) -> None:
    dice = random.Random(20261122)
    slipped = [
        ("".join(dice.sample(one, len(one))) if dice.random() < 0.2 else one, two) for one, two in NAMES
    ]
    _many(house, [*NAMES, *slipped])
    shown = Pupil(given_names="Saffron", family_name="Thisledown", birth_date=BORN, school_id=house.school.id)
    with house.session.write() as work:
        work.add(replace(shown, given_names="Marigold", known_as="Saffron"))
        work.add(replace(shown, given_names="Marigold", known_as="Săffron"))
        work.trash(work.add(shown))
    pupils = house.session.list(Pupil)
    for one in pupils:
        others = [two for two in pupils if two.id != one.id]
        wanted = [
            two.id for two in others if same_or_similar(two.called, one.called) is not Likeness.DIFFERENT
        ]
        assert [two.id for two in like_named(house.session, one)] == wanted, one.called


def test_only_the_few_that_may_be_alike_are_compared_and_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comparing all of a large vault held the window for seconds after a request was opened."""
    letters = random.Random(7)
    _many(house, [("".join(letters.choices("bdfgkmpt", k=9)), f"Moonbeck{number}") for number in range(600)])
    boy, twin = _many(house, [("Zebedee", "Quillfeather"), ("Zebadee", "Quillfeather")])
    compared = list[str]()

    def same(first: str, second: str) -> Likeness:
        compared.append(first)
        return same_or_similar(first, second)

    monkeypatch.setattr(like_names, "same_or_similar", same)
    listed: list[Any] = []
    whole = type(house.session).list

    def as_listed(*given: Any, **more: Any) -> Any:
        listed.append(more)
        return whole(*given, **more)

    monkeypatch.setattr(type(house.session), "list", as_listed)
    assert [one.id for one in like_named(house.session, boy)] == [twin.id]
    assert compared == ["Zebadee Quillfeather"]
    assert listed == [{"where": {"id": (twin.id,)}}]


def test_alone_in_the_vault_nobody_is_alike(house: House) -> None:
    (only,) = _many(house, [("Zebedee", "Quillfeather")])
    assert like_named(house.session, only) == []
