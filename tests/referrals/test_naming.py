"""Notes of a first talk that look as if they named the child are gently told so, and kept all the same (003-7.1)."""

from __future__ import annotations

import pytest

from coordinator_app.referrals import naming
from coordinator_app.referrals.naming import NAME_HINT, NUMBER_HINT, naming_hint

SCHOOLS = ("Foxglove Hill School", "Briar Bank")


@pytest.mark.parametrize(
    "typed",
    [
        "Idris Moonbeck is often out of lessons.",
        "Worried about Idris Moonbeck since September.",
        "Said that Zoë O\u2019Malley-Finch left early.",
        "IM left. Kit Puddlecombe saw it.",
        "Told Idris Moonbeck to wait.",
    ],
)
def test_a_full_name_is_told(typed: str) -> None:
    assert naming_hint(typed, SCHOOLS) == NAME_HINT


@pytest.mark.parametrize(
    "typed",
    ["His number is Z855400019001.", "UPN Z8554 0001 9001", "ULN 9276 308 686", "uln 9276308686, left"],
)
def test_a_pupil_number_is_told(typed: str) -> None:
    assert naming_hint(typed) == NUMBER_HINT


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Often out of lessons since September.",
        "IM was late. He left Foxglove Hill School in May.",
        "Asked Year Nine staff at Briar Bank.",
        "Rang Mrs Tansy and Dr Quill.",
        "Told T. Inkwell, Head of Year, on Monday.",
        "Inclusion Forum on 3 December; Early Help asked.",
        "01632 960 118 is the number to ring.",
        "In September the Deputy Head rang.",
        "He likes Art. She likes Music.",
        "The Larch walk helps.",
        "\u202e 1234567890",
    ],
)
def test_what_names_no_child_is_left_alone(typed: str) -> None:
    assert naming_hint(typed, SCHOOLS) == ""


def test_a_rule_that_sees_no_names_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "_is_name", lambda *_: False)
    with pytest.raises(AssertionError):
        test_a_full_name_is_told("Worried about Idris Moonbeck.")
