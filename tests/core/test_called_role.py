"""A role typed behind a name is not part of it; a name that is turned round keeps its given name."""

from __future__ import annotations

import pytest

from coordinator_app.core.called_role import role_of, without_role

NAME = "Marigold Puddlecombe"


@pytest.mark.parametrize(
    "role",
    [
        "mother",
        "Mum",
        "carer",
        "grandmother",
        "foster carer",
        "step-father",
        "social worker",
        "co-ordinator",
        "Kit\u2019s mother",
        "Otis' nan",
        "mother of Kit",
        "social worker at Hazelmoor Council, Overhazel",
        "mother and carer",
        "mother/carer",
        "mother, carer",
        "nan",
    ],
)
def test_a_role_behind_a_name_is_not_part_of_it(role: str) -> None:
    assert (without_role(f"{NAME}, {role}"), role_of(f"{NAME}, {role}")) == (NAME, role)


def test_a_role_in_brackets_is_none_of_it_either() -> None:
    assert without_role(f"{NAME} (mother)") == NAME
    assert role_of(f"{NAME} ( mother )") == "mother"


@pytest.mark.parametrize(
    "typed",
    [
        NAME,
        "Puddlecombe, Marigold",
        "Puddlecombe, Nan",
        "Puddlecombe, Marigold, mother",
        f"{NAME}, Social",
        f"{NAME}, ",
        f"{NAME} (Goldie)",
        f"{NAME}, Ottokar Puddlecombe",
        "the mother",
        ", mother",
        "",
    ],
)
def test_what_is_not_certainly_a_role_stays(typed: str) -> None:
    """Half a name in a letter, or another one, is worse than a role too many."""
    assert (without_role(typed), role_of(typed)) == (typed, "")


def test_a_single_name_loses_a_role_that_is_no_name() -> None:
    assert without_role("Sorrel, mother") == "Sorrel"
