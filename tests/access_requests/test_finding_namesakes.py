"""Whoever only shares a family name with staff, or with family of the pupil, is not taken for them: they would be shown, and nobody asked."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.finding import finder
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.mentions import SubjectForms
from coordinator_app.access_requests.finding.shapes import Known, Suggestion
from coordinator_app.access_requests.persons import PersonKind

KIT = Known("kit", PersonKind.PUPIL, ("Kit Puddlecombe",))
SILAS = Known("silas", PersonKind.PROVIDER, ("Silas Fenwright",))
KNOWN = (
    SILAS,
    Known("thimble", PersonKind.PROVIDER, ("G. Thimble",)),
    Known("quill", PersonKind.STAFF, ("Mrs Quillfeather",)),
    Known("rowan", PersonKind.FAMILY, ("Marigold Finchley",)),
    Known("otis", PersonKind.PUPIL, ("Otis Bramblewick",)),
)


def found(text: str) -> dict[str, Suggestion]:
    """What is suggested, by its words."""
    return {one.words: one for one in Finder(KNOWN, KIT).find(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He came back calm. Jago Fenwright asked for him.", "Jago Fenwright"),
        ("A boy called Jago Fenwright from 9B was there too.", "Jago Fenwright"),
        ("Jack Fenwright hit him.", "Jack Fenwright"),
        ("He sat with Jago Thimble.", "Jago Thimble"),
        ("Jago Finchley was there.", "Jago Finchley"),
        ("He was hit by J. Fenwright.", "J. Fenwright"),
        ("Group B:\nFenwright, Jago\nFenwright, Silas\n", "Fenwright, Jago"),
    ],
)
def test_another_with_the_family_name_is_ticked(
    text: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = found(text)[name]
    assert (one.key, one.kind, one.ticked) == ("", PersonKind.OTHER, True)
    # planted fault: as it was, the family name alone spoke, and nothing was ticked
    monkeypatch.setattr(finder, "only_shares", lambda *_: False)
    monkeypatch.setattr(finder, "another", lambda *_: None)
    assert not any(one.ticked for one in found(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "Silas Fenwright rang.", "Mr Fenwright rang.", "He saw Fenwright.", "Yesterday Fenwright rang.",
        "Tutor Fenwright rang.", "Gwen Thimble rang.", "Ada Quillfeather rang.", "Dear Marigold Finchley",
        "S. Fenwright rang.", "Present:\nFenwright, Silas\nFinchley, Marigold", "To Fenwright, Thimble and Finchley.",
        "He saw Fenwright, Monday.", "Fenwright, however, rang.",
    ],
)  # fmt: skip
def test_whoever_it_may_be_stays_as_they_were(text: str) -> None:
    assert not any(one.ticked for one in found(text).values())
    assert any(one.key for one in found(text).values())


def test_the_whole_name_of_another_pupils_namesake_is_covered() -> None:
    assert found("Jago Bramblewick hit him.")["Jago Bramblewick"].ticked


def test_a_member_of_staff_who_asks_is_still_shown_namesakes() -> None:
    assert [*SubjectForms(SILAS).mentions("A boy called Jago Fenwright was there.")]
