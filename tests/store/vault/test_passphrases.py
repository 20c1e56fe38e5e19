"""Passphrases: long enough, not common, judged in four steps with a reason, and suggested from plain words."""

from __future__ import annotations

import pytest

from coordinator_app.store import passphrases
from coordinator_app.store.passphrases import judge, problem, suggest, word_list


@pytest.mark.parametrize(
    "passphrase",
    ["", "short", "elevenchars", "one two", "aaaaaaaaaaaaaa", "abababababab", "            "],
)
def test_what_is_too_short_or_repeats_is_refused(passphrase: str) -> None:
    assert problem(passphrase)
    assert judge(passphrase).step == 1


@pytest.mark.parametrize(
    "passphrase",
    [
        "password1234",
        "Passw0rd!2026",
        "passwordpassword",
        "correct horse battery staple",
        "qwertyuiop12",
        "letmeinplease",
        "Welcome!!!!!!",
        "abcdefghijkl",
        "123456789012",
        "qwertyuiopqwertyuiop",
    ],
)
def test_what_is_guessed_first_is_refused(passphrase: str) -> None:
    assert problem(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "bee fox owl cow",
        "kites above the pier",
        "Łódź jest piękna",
        "t8#kQz!m4Lw2",
        "my aunt sells 7 blue teapots",
    ],
)
def test_twelve_characters_or_four_words_are_enough(passphrase: str) -> None:
    assert problem(passphrase) is None


def test_the_steps_rise_with_the_words_and_each_says_why() -> None:
    judged = [
        judge(words)
        for words in (
            "tea",
            "kites above piers",
            "kites above seven quiet piers",
            "kites above seven quiet purple piers and boats",
        )
    ]
    assert [strength.step for strength in judged] == [1, 2, 3, 4]
    assert all(strength.reason.endswith(".") for strength in judged)
    assert [strength.word for strength in judged] == ["Weak", "Fair", "Strong", "Very strong"]


def test_what_is_suggested_is_accepted_and_strong() -> None:
    for _ in range(50):
        words = suggest()
        assert len(words.split()) == 5
        assert problem(words) is None
        assert judge(words).step >= 2


def test_the_word_list_is_long_short_worded_plain_and_without_doubles() -> None:
    words = word_list()
    assert len(words) >= 1500
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 < len(word) < 12 for word in words)


def test_planted_fault_without_the_list_of_common_ones_they_get_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passphrases, "_COMMON", frozenset())
    assert problem("correct horse battery staple") is None


def test_four_random_words_are_strong_as_the_screen_says() -> None:
    assert judge("kettle amber window field").word == "Strong"
    assert judge("kettle amber window").word == "Fair"
    assert judge("kettle kettle amber window").word == "Fair"
