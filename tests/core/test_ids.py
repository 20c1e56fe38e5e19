"""The references on printed pages: a slip of the hand is noticed, and forms of the earlier kind are still read."""

from __future__ import annotations

import random

import pytest

from coordinator_app.core.ids import (
    ALPHABET,
    check_reference,
    group,
    known_reference,
    new_reference,
    reference_is_whole,
)


def test_a_reference_has_three_groups_and_no_characters_that_look_alike() -> None:
    reference = new_reference()
    assert [len(group) for group in reference.split("-")] == [4, 4, 4]
    assert not set(reference) & set("01IO")
    assert check_reference(reference.lower().replace("-", " ")) == reference


def test_every_single_wrong_character_and_every_swap_is_caught() -> None:
    code = new_reference(random.Random(1)).replace("-", "")
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            assert check_reference(code[:place] + wrong + code[place + 1 :]) is None
    for one in range(12):
        for other in range(one + 1, 12):
            swapped = list(code)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            if swapped != list(code):
                assert check_reference("".join(swapped)) is None


def test_references_do_not_repeat_or_tell_their_order() -> None:
    made = [new_reference() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert made != sorted(made)


@pytest.mark.parametrize(
    "text", ["", "7QK4", "7QK4-M2ZD-91XA", "7QK4-M2ZD-9OXA", "x" * 500, "７ＱＫ４－Ｍ２ＺＤ－９９ＸＡ"]
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    assert check_reference(text) is None


@pytest.mark.parametrize("seed", range(20))
def test_every_slip_in_a_new_reference_is_caught_or_leads_to_no_form(seed: int) -> None:
    reference = new_reference(random.Random(seed))
    code = reference.replace("-", "")
    slips = {
        code[:place] + wrong + code[place + 1 :]
        for place in range(12)
        for wrong in ALPHABET
        if wrong != code[place]
    }
    slips |= {code[:place] + code[place + 1] + code[place] + code[place + 2 :] for place in range(11)}
    for slip in slips - {code}:
        assert check_reference(slip) is None
        assert known_reference(slip) in {None, group(slip)}, "never taken for the form that was meant"
    assert check_reference(code) == known_reference(code) == reference


def test_a_reference_with_the_earlier_check_is_still_read() -> None:
    for text in ("ABCD-EFGH-JKLY", "7QK4-M2ZD-9QR2"):
        body = text.replace("-", "")[:-1]
        total = sum((place + 2) * ALPHABET.index(character) for place, character in enumerate(body))
        made = group(body + ALPHABET[total % 31])
        assert known_reference(made.lower()) == made
        assert reference_is_whole(made)


def test_a_2_typed_for_a_z_is_noticed() -> None:
    body = "ZABCDEFGHJK"
    made = next(one for one in (body + last for last in ALPHABET) if check_reference(one))
    assert check_reference(made.replace("Z", "2", 1)) is None
