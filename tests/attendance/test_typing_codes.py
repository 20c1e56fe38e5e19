"""Codes typed key by key."""

from __future__ import annotations

import pytest

from coordinator_app.attendance.typing_codes import CodeKeys
from coordinator_app.core.attendance import CODES


@pytest.mark.parametrize("code", [one for one in CODES if one not in {"/", "\\"}])
def test_every_code_of_the_register_can_be_typed(code: str) -> None:
    keys = CodeKeys()
    made = [keys.press(key, afternoon=False) for key in code.lower()]
    assert made[-1].mark == code
    assert made[-1].problem == ""


def test_a_code_of_one_character_is_done_at_once_and_a_c_waits_for_a_figure() -> None:
    keys = CodeKeys()
    assert keys.press("l", afternoon=False).done
    begun = keys.press("c", afternoon=False)
    assert (begun.mark, begun.done, begun.hint) == ("C", False, "C alone, or go on: C1 or C2.")
    assert keys.press("2", afternoon=False).mark == "C2"


def test_a_letter_after_a_c_belongs_to_the_next_cell() -> None:
    keys = CodeKeys()
    keys.press("c", afternoon=False)
    assert keys.press("i", afternoon=False).over == "i"


def test_a_wrong_figure_is_refused_and_the_letter_stays() -> None:
    keys = CodeKeys()
    assert keys.press("y", afternoon=False).hint == "Type Y1 to Y7."
    assert keys.press("9", afternoon=False).problem == "Type Y1 to Y7. Y9 is not a code of the register."
    assert keys.press("3", afternoon=False).mark == "Y3"


def test_a_wrong_letter_is_refused_with_the_nearest_codes() -> None:
    assert "not used since August 2024" in CodeKeys().press("h", afternoon=False).problem
    assert CodeKeys().press("3", afternoon=False).problem.startswith("3 is not a code")


def test_a_half_typed_code_is_told_when_the_cell_is_left() -> None:
    keys = CodeKeys()
    keys.press("j", afternoon=False)
    assert keys.leave() == "J alone is no code and was not kept. Type J1."
    keys.press("c", afternoon=False)
    assert (keys.leave(), keys.leave()) == ("", "")
