"""Every line of the catalogue reads as English to a pupil, and what the family said is not called the pupil's own words."""

from __future__ import annotations

import re

import pytest

from coordinator_app.access_requests.actions import reader
from coordinator_app.access_requests.model import RequesterKind
from coordinator_app.registry import CATALOGUE

_BROKEN = re.compile(r"\byou (?!always\b)[a-z]*[^s\W]s\b", re.IGNORECASE)
PUPIL = RequesterKind.PUPIL


def lines() -> list[str]:
    """What the covering letter says is held, for how long, and who told us."""
    found = [line for one in CATALOGUE.types for line in (one.holding, one.retention.words)]
    return [line for line in found if line]


def test_no_line_says_you_needs() -> None:
    said = reader.for_reader(PUPIL, lines())
    assert any("What you need help with" in line for line in said)
    assert [line for line in said if _BROKEN.search(line)] == []
    assert _BROKEN.search("What you needs help with"), "the fault this is about"


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (PUPIL, ("Your school", "Your family", "You")),
        (RequesterKind.PARENT, ("Your child's school", "You", "Your child")),
    ],
)
def test_what_a_parent_told_is_not_called_told_by_the_pupil(
    kind: RequesterKind, who: tuple[str, ...]
) -> None:
    sources = reader.single_sources(["Your child's school, you and your child"])
    assert reader.for_reader(kind, sources) == who
