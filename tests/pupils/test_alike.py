"""Who may be the same child: named by UPN, name and birthday with slips, and not by anything less."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from coordinator_app.core.names import fold, same_or_similar
from coordinator_app.pupils.alike import MOST_NAMED, AlikeIndex, Known, Why, near_days

BORN = date(2012, 5, 3)
UPN = "Z855400019001"


def index(*children: Known) -> AlikeIndex:
    made = AlikeIndex()
    for one in children:
        made.put(one)
    return made


def child(name: str, born: date | None = BORN, *, id_: str = "1", **more: frozenset[str]) -> Known:
    given, _, family = name.rpartition(" ")
    return Known(id_, ((given, family),), born, **more)


def whys(kept: Known, typed: Known) -> list[Why]:
    return [one.why for one in index(kept).find(typed)]


KIT = child("Kit Puddlecombe", upns=frozenset({UPN}))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (child("Kit Puddlecombe", id_="2"), Why.SAME_NAME_AND_BIRTHDAY),
        (child("KIT  puddlecombe", id_="2"), Why.SAME_NAME_AND_BIRTHDAY),
        (child("Kit Pudlecombe", id_="2"), Why.LIKE_NAME_AND_BIRTHDAY),
        (child("Kit Puddelcombe", id_="2"), Why.LIKE_NAME_AND_BIRTHDAY),
        (child("K Puddlecombe", id_="2"), Why.LIKE_NAME_AND_BIRTHDAY),
        (child("Kit James Puddlecombe", id_="2"), Why.LIKE_NAME_AND_BIRTHDAY),
        (child("Kit Puddlecombe", date(2012, 3, 5), id_="2"), Why.LIKE_NAME_AND_BIRTHDAY),
        (child("Kit Puddlecombe", date(2012, 5, 8), id_="2"), Why.LIKE_NAME_AND_BIRTHDAY),
        (child("Kit Puddlecombe", None, id_="2"), Why.LIKE_NAME),
        (child("Kit Oakapple", id_="2"), Why.BIRTHDAY_AND_FIRST_NAME),
        (child("Kit ", id_="2"), Why.BIRTHDAY_AND_FIRST_NAME),
        (child("Katya Puddlecombe", id_="2"), Why.BIRTHDAY_AND_FIRST_NAME),
        (child("Marigold Oakapple", date(2009, 1, 1), id_="2", upns=frozenset({UPN})), Why.SAME_UPN),
    ],
)
def test_a_child_is_named_with_the_surest_reason(typed: Known, why: Why) -> None:
    assert whys(KIT, typed) == [why]
    assert why.words


@pytest.mark.parametrize(
    "typed",
    [
        child("Kit Puddlecombe", date(2013, 8, 21), id_="2"),  # another child of the same name
        child("Wren Puddlecombe", id_="2"),  # a twin
        child("Marigold Oakapple", id_="2"),  # only the birthday
        child("Kit ", None, id_="2"),
        child(" Puddlecombe", id_="2"),
        child("Kip Puddlecombe", date(2009, 1, 1), id_="2"),
        child("Kit Puddlecombe", id_="1"),  # the child itself
    ],
)
def test_others_are_not_named(typed: Known) -> None:
    assert whys(KIT, typed) == []


def test_an_initial_on_the_record_stands_for_the_name() -> None:
    assert whys(child("K Puddlecombe"), child("Kit Puddlecombe", id_="2")) == [Why.LIKE_NAME_AND_BIRTHDAY]
    assert whys(child("K Puddlecombe", None), child("Wren Puddlecombe", id_="2")) == []
    assert whys(KIT, child("W Puddlecombe", None, id_="2")) == []


def test_former_names_and_names_of_two_words_are_found() -> None:
    kept = Known("1", (("Éloïse", "Thistledown"), ("Éloïse", "Brook-Applegarth")), BORN)
    assert whys(kept, child("Eloise Applegarth", None, id_="2")) == [Why.LIKE_NAME]
    typed = Known("2", (("Eloise", "Brook Applegarth"),), BORN)
    assert whys(kept, typed) == [Why.SAME_NAME_AND_BIRTHDAY]
    assert whys(kept, Known("2", (("Eloise", "Brook Moonbeck"),), None)) == []


def test_who_was_said_to_be_another_or_is_gone_is_not_named() -> None:
    made = index(KIT, child("Kit Puddlecombe", id_="3"))
    typed = child("Kit Puddlecombe", id_="2")
    assert [one.id for one in made.find(typed)] == ["3", "1"]
    assert [one.id for one in made.find(typed, ["3"])] == ["1"]
    made.drop("1")
    made.drop("1")
    assert len(made) == 1


def test_a_changed_name_replaces_the_one_before() -> None:
    made = index(KIT)
    made.put(child("Wren Oakapple"))
    assert not made.find(child("Kit Puddlecombe", None, id_="2"))
    assert made.find(child("Wren Oakapple", None, id_="2"))


def test_no_more_are_named_than_can_be_read() -> None:
    made = index(*(child("Kit Puddlecombe", id_=str(number)) for number in range(20)))
    assert len(made.find(child("Kit Puddlecombe", id_="x"))) == MOST_NAMED


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (BORN, None, None),
        (BORN, BORN, True),
        (BORN, date(2012, 3, 5), True),
        (BORN, date(2013, 5, 3), True),
        (BORN, date(2013, 6, 3), False),
        (BORN, date(2013, 3, 5), False),
    ],
)
def test_birth_dates_are_alike_if_one_slip_apart(one: date, other: date | None, near: bool | None) -> None:
    assert near_days(one, other) is near


def test_looking_among_twenty_thousand_children_costs_no_more_than_one_look_at_each_name() -> None:
    given = ("Kit", "Otis", "Wren", "Bea", "Saffron", "Idris", "Ember", "Łukasz", "Chloe-Mae", "Siân")
    family = (
        "Puddlecombe",
        "Bramblewick",
        "Applegarth",
        "Thistledown",
        "Tumbledale",
        "Moonbeck",
        "O’Larkspur",
    )
    names = [(given[number % 10], f"{family[number % 7]} {number}") for number in range(20_000)]
    made = index(*(Known(str(number), (name,), BORN) for number, name in enumerate(names)))
    folded = [fold(" ".join(name)) for name in names]
    typed = child("Saffron Thisledown 4", None, id_="x")

    def took(work: Callable[[], object], tries: int = 25) -> float:
        best = []
        for _ in range(tries):
            started = time.perf_counter()
            work()
            best.append(time.perf_counter() - started)
        return min(best)

    one_look = took(lambda: sum("thistledown 4" in one for one in folded))
    assert took(lambda: made.find(typed)) < 5 * one_look
    # the planted fault: every name letter by letter
    everyone = took(
        lambda: [one for one in names if same_or_similar(" ".join(one), "Saffron Thisledown 4")], 1
    )
    assert took(lambda: made.find(typed)) < everyone / 20
