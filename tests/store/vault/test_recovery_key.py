"""The recovery key: every slip is found and its group pointed at."""

from __future__ import annotations

from itertools import combinations

import pytest

from coordinator_app.core.errors import WrongRecoveryKey
from coordinator_app.core.ids import ALPHABET
from coordinator_app.store import recovery_key
from coordinator_app.store.recovery_key import new_recovery_key, parse, shown


def test_a_key_is_8_groups_of_4_without_letters_that_look_like_digits() -> None:
    groups = new_recovery_key().split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert not set("".join(groups)) & set("01IO")


@pytest.mark.parametrize(
    "change", [str.lower, lambda key: key.replace("-", ""), lambda key: key.replace("-", "  ")]
)
def test_case_hyphens_and_spaces_do_not_matter(change: object) -> None:
    key = new_recovery_key()
    typed = parse(change(key))  # type: ignore[operator]  # the parameter is a plain function
    assert typed.is_whole
    assert typed.characters == parse(key).characters


def test_every_wrong_character_is_found_in_its_group() -> None:
    groups = new_recovery_key().split("-")
    for number, group in enumerate(groups):
        for place in range(4):
            for other in set(ALPHABET) - {group[place]}:
                slip = group[:place] + other + group[place + 1 :]
                typed = parse("-".join([*groups[:number], slip, *groups[number + 1 :]]))
                assert typed.wrong == (number + 1,)


def test_every_two_characters_changed_about_are_found() -> None:
    groups = new_recovery_key().split("-")
    for number, group in enumerate(groups):
        for left, right in combinations(range(4), 2):
            letters = list(group)
            letters[left], letters[right] = letters[right], letters[left]
            swapped = "".join(letters)
            typed = parse("-".join([*groups[:number], swapped, *groups[number + 1 :]]))
            assert typed.wrong == (() if swapped == group else (number + 1,))


def test_groups_in_the_wrong_order_are_both_pointed_at() -> None:
    groups = new_recovery_key().split("-")
    groups[2], groups[5] = groups[5], groups[2]
    assert parse("-".join(groups)).wrong == (3, 6)


def test_a_character_left_out_is_pointed_at_in_its_group() -> None:
    groups = new_recovery_key().split("-")
    groups[4] = groups[4][:3]
    assert parse(" ".join(groups)).wrong == (5,)


def test_an_unfinished_key_names_the_groups_that_are_missing() -> None:
    assert parse(new_recovery_key()[:29]).wrong == (7, 8)
    assert parse("").wrong == tuple(range(1, 9))


def test_the_message_points_at_the_groups() -> None:
    groups = new_recovery_key().split("-")
    groups[1] = groups[1][:3] + "0"
    with pytest.raises(WrongRecoveryKey, match="group 2") as told:
        parse("-".join(groups)).demand()
    assert told.value.groups == (2,)
    groups[6] = "I" + groups[6][1:]
    with pytest.raises(WrongRecoveryKey, match="groups 2 and 7"):
        parse("-".join(groups)).demand()


def test_more_than_a_key_is_refused() -> None:
    with pytest.raises(WrongRecoveryKey, match="More than that"):
        parse(new_recovery_key() + "-ABCD").demand()


def test_planted_fault_a_check_character_that_ignores_its_text_lets_slips_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = "-".join(f"AB{ALPHABET[n]}2" for n in range(8))
    assert not parse(key).is_whole
    monkeypatch.setattr(recovery_key, "check_character", lambda _number, _body: "2")
    assert parse(key).is_whole
    assert parse(key.replace("AB2", "AC2")).is_whole


def test_check_characters_stand_still_because_printed_sheets_rest_on_them() -> None:
    assert shown("23456789ABCDEFGHJKLMNPQR") == "234P-567T-89AT-BCDB-EFGM-HJKG-LMNK-PQRW"
