import time
from collections.abc import Callable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.names import fold
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.ui.palette_index import PaletteIndex, spans


def entry(title: str, also: str = "") -> PaletteEntry:
    return PaletteEntry(title, Step("pupil"), PaletteGroup.PUPILS, also=also)


def titles(index: PaletteIndex, typed: str, limit: int = 6) -> list[str]:
    return [found.title for found in index.find(typed, limit)]


def test_any_part_of_a_name_is_found_without_accents_or_case() -> None:
    index = PaletteIndex([entry("Łukasz Brandysiewicz"), entry("Kit Puddlecombe"), entry("Zoë Fernsby")])
    assert titles(index, "lukasz") == ["Łukasz Brandysiewicz"]
    assert titles(index, "COMBE") == ["Kit Puddlecombe"]
    assert titles(index, "zoe f") == ["Zoë Fernsby"]


def test_starts_of_words_come_before_other_parts() -> None:
    index = PaletteIndex([entry("Ember Trinket"), entry("Trin Mossworth")])
    assert titles(index, "tri") == ["Ember Trinket", "Trin Mossworth"]
    assert titles(PaletteIndex([entry("Kestrin Day"), entry("Trin Mossworth")]), "trin") == [
        "Trin Mossworth",
        "Kestrin Day",
    ]


def test_every_word_typed_must_be_there_in_any_order() -> None:
    index = PaletteIndex([entry("Kit Puddlecombe"), entry("Ember Puddlecombe")])
    assert titles(index, "pud kit") == ["Kit Puddlecombe"]
    assert titles(index, "pud kit x") == []


def test_words_of_two_rows_never_match_together() -> None:
    index = PaletteIndex([entry("Kit Ash"), entry("Bea Elm")])
    assert titles(index, "ash bea") == []


def test_another_name_is_searched_but_the_limit_holds() -> None:
    index = PaletteIndex([entry(f"Child {number}", "Sparrow") for number in range(20)])
    assert len(titles(index, "sparrow", 4)) == 4
    assert titles(PaletteIndex(), "sparrow") == []
    assert titles(index, "   ") == []


@given(st.lists(st.text(max_size=12), max_size=20), st.text(max_size=6))
def test_what_is_found_is_what_a_plain_look_would_find(names: list[str], typed: str) -> None:
    index = PaletteIndex([entry(name) for name in names])
    words = fold(typed).split()
    plain = [name for name in names if words and all(word in " ".join(fold(name).split()) for word in words)]
    assert sorted(titles(index, typed, 100)) == sorted(plain)


def test_twenty_thousand_names_are_looked_through_faster_than_one_by_one() -> None:
    random = Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [
        "".join(random.choices(letters, k=7)) + " " + "".join(random.choices(letters, k=9))
        for _ in range(20_000)
    ]
    index = PaletteIndex([entry(name) for name in names])

    def best(work: Callable[[], object]) -> float:
        times = []
        for _ in range(25):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        return min(times)

    one_by_one = best(lambda: [name for name in names if "zqx" in fold(name)])
    assert best(lambda: index.find("zqx")) * 10 < one_by_one


def test_the_typed_parts_are_marked_in_the_titles_own_letters() -> None:
    assert spans("Kit Puddlecombe", "pud") == [(4, 3)]
    assert spans("Łukasz Ash", "luk ash") == [(0, 3), (7, 3)]
    assert spans("Straße", "strasse") == [(0, 6)]
    assert spans("Kit", "zzz") == []
