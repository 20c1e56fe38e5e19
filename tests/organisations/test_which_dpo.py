"""Which data protection officer an issue belongs to (003-1d, 003-1e, 003-10.1)."""

from __future__ import annotations

from coordinator_app.organisations.which_dpo import JOINT, TENSION, DpoNamed, Touched, which_dpo

OWN = DpoNamed("Rowan Inkpen", "01632 960200")
OURS = Touched("ours", "Eastmere Partnership", "Foxglove Hill School", OWN, ours=True)
OTHER = Touched("w", "Westmarsh Partnership", "Bulrush School", DpoNamed("Tansy Ledger"))
UNNAMED = Touched("n", "Northfell Partnership", "", None)


def test_nothing_is_answered_before_a_partnership_is_chosen() -> None:
    assert which_dpo((), DpoNamed("Joy Quill")) is None


def test_one_partnership_belongs_to_the_officer_of_its_own_school_even_where_a_joint_one_is_named() -> None:
    answer = which_dpo((OURS,), DpoNamed("Joy Quill"))
    assert answer is not None
    assert (answer.officer, answer.clause) == (OWN, "003-1d")
    assert "Foxglove Hill School" in answer.office


def test_another_partnership_alone_belongs_to_the_officer_of_its_school() -> None:
    answer = which_dpo((OTHER,), None)
    assert answer is not None
    assert answer.officer is not None
    assert answer.officer.name == "Tansy Ledger"


def test_more_than_one_partnership_belongs_to_the_joint_officer() -> None:
    answer = which_dpo((OURS, OTHER, UNNAMED), DpoNamed("Joy Quill"))
    assert answer is not None
    assert answer.office == JOINT
    assert answer.officer == DpoNamed("Joy Quill")
    assert "Eastmere Partnership, Westmarsh Partnership and Northfell Partnership" in answer.why


def test_an_empty_joint_office_says_so_and_names_whom_to_tell_until_then() -> None:
    answer = which_dpo((OURS, UNNAMED), None)
    assert answer is not None
    assert answer.officer is None
    assert "Ask the Chair" in answer.to_do
    assert answer.until_then == (("Foxglove Hill School", OWN),)


def test_an_empty_office_of_a_school_says_whom_to_ask_and_where_to_write_it() -> None:
    ours = which_dpo((Touched("o", "Eastmere Partnership", "Foxglove Hill School", None, ours=True),), None)
    other = which_dpo((UNNAMED,), None)
    assert ours is not None
    assert other is not None
    assert "Ask the head of Foxglove Hill School" in ours.to_do
    assert "Registers, Officers" in ours.to_do
    assert "the fund holding school of Northfell Partnership" in other.office
    assert "Registers, Other partnerships" in other.to_do


def test_who_stands_in_is_named_with_whom_they_stand_in_for() -> None:
    assert DpoNamed("Sorrel Vane", covers_for="Joy Quill").words == "Sorrel Vane, standing in for Joy Quill"
    assert OWN.words == "Rowan Inkpen"


def test_the_tension_between_the_clauses_is_told_in_plain_words() -> None:
    assert "clause 1" in TENSION
    assert "does not say who answers when" in TENSION
