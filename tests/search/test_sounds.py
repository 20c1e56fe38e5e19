"""Names that are said alike have one key; those that are not, have another."""

from __future__ import annotations

import pytest

from coordinator_app.search.sounds import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Philippa", "Filipa"),
        ("Wright", "Rite"),
        ("Catherine", "Kathryn"),
        ("Stephen", "Steven"),
        ("Smith", "Smyth"),
        ("Geoffrey", "Jeffrey"),
        ("Puddlecombe", "Pudelcomb"),
        ("Knight", "Nite"),
        ("Łukasz", "Lucas"),
    ],
)
def test_spellings_of_one_sound_meet(one: str, other: str) -> None:
    assert sound(one) == sound(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Kit", "Ken"), ("Marigold", "Margaret"), ("Otis", "Idris")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_what_holds_no_letter_has_no_sound() -> None:
    assert sound("12") == sound("") == ""
