"""A single letter stands for whoever is named beside it, and for nobody else."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.persons import PersonKind

TABITHA = Known("tabitha", PersonKind.PUPIL, ("Tabitha Quillfeather", "Tabby Quillfeather"))
KNOWN = (
    Known("jonah", PersonKind.PUPIL, ("Jonah Quillfeather",)),
    Known("otis", PersonKind.PUPIL, ("Otis Bramblewick",)),
    Known("juniper", PersonKind.PUPIL, ("Juniper Applegarth",)),
    Known("tansy", PersonKind.PUPIL, ("Tansy Fernhollow",)),
)


def letters(text: str) -> dict[str, bool]:
    """What is suggested of one letter, and whether it is ticked beforehand."""
    found = Finder(KNOWN, TABITHA).find(text)
    return {one.words: one.ticked for one in found if len(one.words.strip(".")) == 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Jonah said that Tabby is afraid. She told us that J. comes into her room.", {"J.": True}),
        ("Jonah Quillfeather was rude. J.'s mother came.", {"J.": True}),
        ("Otis helped. O\u2019s bag was lost.", {"O": True}),
    ],
)
def test_the_letter_of_somebody_who_is_named_beside_it_is_suggested(text: str, said: dict[str, bool]) -> None:
    """A brother was covered by his name, and his letter told of him in the next sentence."""
    assert letters(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "J. comes into her room.",  # nobody is named
        "Jonah and Juniper were there. J. left first.",  # it may be either
        "Jonah sat in block J. Then they left.",  # the end of a sentence
        "Jonah was seen by J. Merrow.",  # an initial of a name
        "Jonah got grade O. in art.",
        "Jonah, e.g. when he was in class j. was there.",
    ],
)
def test_other_letters_are_left(text: str) -> None:
    assert "J." not in letters(text)


def test_a_letter_that_is_also_the_childs_own_is_said_and_not_ticked() -> None:
    assert letters("Tansy Fernhollow hit her. T. cried all day.") == {"T.": False}
