from __future__ import annotations

import pytest

from coordinator_app.core.letter_order import as_drawn, other_orders, written_otherwise

ALI = "محمد علي"
NOA = "נועה לוי"


def readings(text: str) -> list[str]:
    return [one.text for one in other_orders(text)]


def test_plain_words_have_no_other_order() -> None:
    assert readings("Otis Bramblewick") == readings("Łucja Nguyễn Ánh") == readings("李小龍") == []


@pytest.mark.parametrize("name", [ALI, NOA])
def test_words_from_right_to_left_are_read_back_to_front_by_letters_words_and_both(name: str) -> None:
    first, last = name.split()
    for drawn in (f"{last[::-1]} {first[::-1]}", f"{first[::-1]} {last[::-1]}", f"{last} {first}"):
        assert f"with {name}, too" in readings(f"with {drawn}, too")


def test_one_word_has_one_other_order() -> None:
    assert readings("with ילע there") == ["with עלי there"]


def test_a_place_in_a_reading_is_a_place_in_the_text() -> None:
    text = f"with {ALI[::-1]} there"
    reading = next(other_orders(text))
    start = reading.text.index("محمد")
    assert text[slice(*reading.place(start, start + 4))] == "دمحم"
    assert reading.is_moved(start, start + 4)
    assert not reading.is_moved(0, 4)


def test_the_hook_of_an_r_is_read_first() -> None:
    assert "শর্মা ও" in readings("শমর্া ও")
    assert "શર્મા" in readings("શમાર્")


def test_a_word_is_drawn_from_left_to_right() -> None:
    assert as_drawn("Otis") == "Otis"
    assert as_drawn("علي") == "يلع"
    assert as_drawn("علي-12") == "-12يلع"
    assert as_drawn("(Al-علي") == "(Al-يلع"


def test_the_index_may_hold_a_word_otherwise() -> None:
    assert written_otherwise("otis") == written_otherwise("łucja") == ()
    assert written_otherwise("علي") == ("يلع",)
    assert written_otherwise("ਸਿਮਰਨ") == ("ਿਸਮਰਨ",)
