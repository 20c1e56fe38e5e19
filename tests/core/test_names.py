from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.names import (
    Likeness,
    PersonName,
    comparable,
    fold,
    may_be_one_person,
    same_or_similar,
    skeleton,
    slips,
    variants,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Đorđe", "dorde"),
        ("Strauß", "strauss"),
        ("STRAUẞ", "strauss"),
        ("Ægir Œuvre", "aegir oeuvre"),
        ("Þór", "thor"),
        ("Zoë", "zoe"),
        ("Zoe\u0308", "zoe"),
        ("O'Brien", "obrien"),
        ("O\u2019Brien", "obrien"),
        ("Anne-Marie", "anne marie"),
        ("Anne\u2011Marie", "anne marie"),
        ("İpek Işık", "ipek isik"),
        ("Nguyễn", "nguyen"),
        ("Mac\u200bDonald", "macdonald"),
        ("  Two   spaces ", "two spaces"),
        ("Ａｌｅｘ", "alex"),
        ("Marigold", "marigold"),
        ("", ""),
    ],
)
def test_names_are_found_without_their_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_two_encodings_of_one_text_are_comparable_and_fold_alike(text: str) -> None:
    import unicodedata

    apart = unicodedata.normalize("NFD", text)
    assert comparable(apart) == comparable(text)
    assert fold(apart) == fold(text)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Marigold", "M\u0430rigold"),  # a Cyrillic a
        ("Ian", "lan"),
        ("Bob", "B0b"),
        ("Arnold", "Amold"),
        ("Anne-Marie", "Annemarie"),
        ("\u039dina", "Nina"),  # a Greek capital Nu
    ],
)
def test_look_alikes_have_one_skeleton(one: str, two: str) -> None:
    assert skeleton(one) == skeleton(two)


def test_different_names_have_different_skeletons() -> None:
    assert skeleton("Marigold") != skeleton("Margaret")


MARIGOLD = PersonName("Anne-Marie", "Puddlecombe", "Rose", "Goldie", ("Moss",))


def test_every_usual_way_of_writing_a_name_is_a_variant() -> None:
    texts = {variant.text for variant in variants(MARIGOLD)}
    assert texts >= {
        "Anne-Marie Puddlecombe",
        "Puddlecombe, Anne-Marie",
        "Anne-Marie Rose Puddlecombe",
        "Anne-Marie R. Puddlecombe",
        "A. Puddlecombe",
        "A Puddlecombe",
        "Anne-Marie P",
        "Goldie",
        "Goldie Moss",
        "Goldie's",
        "Goldie\u2019s",
        "Puddlecombe",
        "Moss",
        "Moss'",
        "Anne",
        "Marie",
        "AnneMarie",
        "Anne Marie",
        "AP",
        "A.P.",
        "A. R. P.",
        "GM",
    }


def test_variants_are_unique_and_initials_come_last_without_a_possessive() -> None:
    found = variants(MARIGOLD)
    assert len({variant.text for variant in found}) == len(found)
    kinds = [variant.kind for variant in found]
    assert set(kinds[kinds.index("initials") :]) == {"initials"}
    assert not any("'" in variant.text for variant in found if variant.kind == "initials")


def test_a_name_with_missing_parts_has_the_variants_of_what_is_there() -> None:
    assert {variant.text for variant in variants(PersonName("Marigold", ""))} == {
        "Marigold",
        "Marigold's",
        "Marigold\u2019s",
    }
    assert {variant.kind for variant in variants(PersonName("", "van Moss"))} == {"family", "part"}
    assert not any(variant.text == "de" for variant in variants(PersonName("Marigold", "de Moss")))
    assert variants(PersonName("", "")) == ()


@pytest.mark.parametrize(
    ("one", "two", "likeness"),
    [
        ("Marigold Puddlecombe", "marigold puddlecombe", Likeness.SAME),
        ("Marigold Puddlecombe", "Puddlecombe, Marigold".replace(",", ""), Likeness.SAME),
        ("Zoë Moss", "Zoe Moss", Likeness.SAME),
        ("Marigold Puddlecombe", "M\u0430rigold Puddlecombe", Likeness.SIMILAR),
        ("Anne-Marie Moss", "Annemarie Moss", Likeness.SIMILAR),
        ("M Puddlecombe", "Marigold Puddlecombe", Likeness.SIMILAR),
        ("Marigold Puddlecombe", "Marigold Pudlecombe", Likeness.SIMILAR),
        ("Marigold Puddlecombe", "Marigold Pudldecombe", Likeness.SIMILAR),
        ("Marigold Puddlecombe", "Marygold Puddlecomb", Likeness.SIMILAR),
        ("Ada Fenn", "Ada Fern", Likeness.SIMILAR),
        ("Ada", "Ado", Likeness.DIFFERENT),
        ("Adam", "Adan", Likeness.SIMILAR),
        ("Marigold Puddlecombe", "Marigold Moss", Likeness.DIFFERENT),
        ("M Moss", "Marigold Puddlecombe", Likeness.DIFFERENT),
        ("Marigold Moss", "Bartholomew Moss", Likeness.DIFFERENT),
        ("Marigold", "Bartholomew Moss", Likeness.DIFFERENT),
        ("", "", Likeness.DIFFERENT),
        ("Marigold", "", Likeness.DIFFERENT),
    ],
)
def test_names_that_may_be_one_person_are_noticed(one: str, two: str, likeness: Likeness) -> None:
    assert same_or_similar(one, two) is likeness
    assert same_or_similar(two, one) is likeness


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_symmetric_and_none_only_for_equal_words(one: str, two: str) -> None:
    count = slips(one, two, 9)
    assert count == slips(two, one, 9)
    assert (count == 0) == (one == two)
    assert count <= max(len(one), len(two))
    assert slips(one, two, 1) == min(count, 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tansy Fieldgate", "Tansy Fieldgate", True),
        ("Tansy Fieldgate", "Mrs Fieldgate", True),
        ("Tansy Fieldgate", "T. Fieldgate", True),
        ("Tansy Fieldgate", "Ms Tansy Fieldgate", True),
        ("Fieldgate, Tansy", "tansy fieldgate", True),
        ("M. Parchment", "Mrs M. Parchment, coordinator", True),
        ("Tansy Rose Fieldgate", "T Fieldgate", True),
        ("Tansy", "Tansy Fieldgate", True),
        ("Ann Reed", "Joann Reeder", False),
        ("Sam", "Samira Oakes", False),
        ("Tom Fieldgate", "Tansy Fieldgate", False),
        ("Tansy Reed", "Tansy Fieldgate", False),
        ("T. F.", "Tansy Fieldgate", False),
        ("", "Tansy Fieldgate", False),
        ("Mrs", "Mrs Fieldgate", False),
    ],
)
def test_two_names_that_may_be_one_person_are_told_whatever_titles_and_order(
    one: str, other: str, same: bool
) -> None:
    assert may_be_one_person(one, other) is same
    assert may_be_one_person(other, one) is same
