"""Full names that nothing else points out are shown to a person, not ticked; a name of many parts is marked whole."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.finding import full_names, unknown
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.persons import PersonKind

OTIS = Known("otis", PersonKind.PUPIL, ("Otis Bramblewick",))
KNOWN = (
    Known("saffron", PersonKind.PUPIL, ("Saffron Thistle",)),
    Known("faith", PersonKind.PUPIL, ("Faith Merrow",)),
)
THREAD = """From: Rowan Young <ry@school.example>
To: Otis Bramblewick; Juniper Ash
Cc: Delphine Quorn <delphine.quorn@mail.example>

Zebedee Nightjar was there with Otis.
It was (Theda Larkspur) at the gate.

Kind regards,
Hope Marsh
"""


def found(text: str) -> dict[str, bool]:
    """What is suggested, and whether it is ticked beforehand."""
    return {one.words: one.ticked for one in Finder(KNOWN, OTIS).find(text)}


@pytest.mark.parametrize(
    "name",
    ["Rowan Young", "Juniper Ash", "Delphine Quorn", "Zebedee Nightjar", "Theda Larkspur", "Hope Marsh"],
)
def test_a_full_name_in_a_message_is_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = found(THREAD)
    assert name in said
    assert "Bramblewick" not in " ".join(said)  # whom it is about
    # planted fault: without the heads, feet and emails, and without two capitals together, hardly one is told of whole
    monkeypatch.setattr(unknown, "full_names", lambda *_: iter(()))
    assert sum(" " in words for words in found(THREAD)) < sum(" " in words for words in said) - 3


def test_it_is_not_ticked_beforehand() -> None:
    assert found("Cc: Delphine Quorn <delphine.quorn@mail.example>")["Delphine Quorn"] is False


@pytest.mark.parametrize(
    "text",
    [
        "Foxglove Hill School was closed.", "The Partnership met on Monday morning.", "On Tuesday March came in.",
        "Year Ten went out.", "To: Head Office", "He lives at 4 Mill Lane, Oakhurst.", "Good Morning Otis Bramblewick",
    ],
)  # fmt: skip
def test_what_is_no_name_is_not_shown(text: str) -> None:
    # what follows a street is a part of where he lives
    assert found(text).keys() <= {"4 Mill Lane", "4 Mill Lane, Oakhurst", "Oakhurst"}


@pytest.mark.parametrize("first", ["Saffron", "Faith"])
def test_an_everyday_name_that_begins_a_text_is_found(first: str) -> None:
    assert found(f"{first} taught him to juggle.") == {first: True}


def test_a_name_of_many_parts_is_marked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "Wolfeschlegel-Steinhausen-Berger-Dorff-Altern-Rose"
    assert f"DC {name}" in found(f"DC {name} rang today.")
    # planted fault: counted as words of their own, the last parts stay
    monkeypatch.setattr(unknown, "_HYPHENS", frozenset())
    assert f"DC {name}" not in found(f"DC {name} rang today.")


def test_names_are_expected_nowhere_else_among_everyday_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("Hope Marsh") == {}
    monkeypatch.setattr(full_names, "_expected", lambda text: [(0, len(text))])
    assert found("Hope Marsh") == {"Hope Marsh": False}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("He sat with Tansy\nFernhollow all day.", "Tansy\nFernhollow"),
        ("He was seen by Dr Piotr\nVellum today.", "Dr Piotr\nVellum"),
        ("He sat with Wren\nBramblewick all day.", "Wren\nBramblewick"),
        ("He sat with Saffron\nFernhollow all day.", "Saffron\nFernhollow"),
    ],
)
def test_a_name_that_a_line_end_breaks_in_two_is_one_to_decide(text: str, whole: str) -> None:
    """Each half was a line of its own, or one of them was not seen at all."""
    assert list(found(text)) == [whole]


def test_what_stands_below_each_other_in_a_form_is_not_one_name() -> None:
    assert set(found("Tansy\nFernhollow\nOakes")) == {"Tansy", "Fernhollow", "Oakes"}
