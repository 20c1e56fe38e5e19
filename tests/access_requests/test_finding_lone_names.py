"""Single given names of nobody known, at which nothing points, are shown to a person and not ticked beforehand."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.finding import unknown
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.persons import PersonKind

OTIS = Known("otis", PersonKind.PUPIL, ("Otis Bramblewick",))


def found(text: str) -> dict[str, bool]:
    """What is suggested where nobody else is known, and whether it is ticked beforehand."""
    return {one.words: one.ticked for one in Finder((), OTIS).find(text)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He went with Ayaan and Noor to the shop.", {"Ayaan", "Noor"}),
        ("The room was quiet after Faith has left it.", {"Faith"}),
        ("Hope was late. He hit Hope again.", {"Hope"}),
        ("She asked Grace to stop, and sat by Joy, then left.", {"Grace", "Joy"}),
        ("Zebedee was late again.", {"Zebedee"}),
        ("Mark hit him.", {"Mark"}),
        ("In the group:\n• Ayaan\n• Noor\n• Zayn", {"Ayaan", "Noor", "Zayn"}),
        ("Ayaan\nNoor\n", {"Ayaan", "Noor"}),
        ("Witnesses: Ayaan, Noor; Zayn.", {"Ayaan", "Noor", "Zayn"}),
        ("He sat with DeShawn at lunch.", {"DeShawn"}),
    ],
)
def test_a_lone_name_is_shown_and_not_ticked(
    text: str, names: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = found(text)
    assert dict.fromkeys(names, False).items() <= said.items()
    # planted fault: nothing else tells of them
    monkeypatch.setattr(unknown, "lone_names", lambda *_: iter(()))
    assert not found(text).keys() >= names


@pytest.mark.parametrize(
    "text",
    [
        "He works with hope and in good faith.", "Mark the work. Grace before meals.", "There is hope. Will it rain?",
        "No lessons on Wednesdays or in May.", "The Head of Year and the Deputy met.", "He sat in the Snapchat room.",
        "Otis was late, and so was his work.", "Summer term begins on Monday.", "He lives near Foxglove Hill School.",
        "Attendance\nHe was late.", "Maths. English. Lunch.", "However, he came. Yesterday, too.",
    ],
)  # fmt: skip
def test_a_word_that_is_no_name_where_it_stands_is_not_shown(text: str) -> None:
    assert found(text) == {}
