"""Where it was not corrected, the other view stands beside the entry; of what lies apart without its words."""

from __future__ import annotations

import pytest

from coordinator_app.chronology import view
from coordinator_app.chronology.filters import Filters
from coordinator_app.corrections import beside
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from tests.corrections.asked import asked, decided
from tests.vaults import House, add

LATE = "Kit was late."
SAYS = "He was on time."


def marks(house: House) -> list[str]:
    (line,) = view.read(house.session, house.pupil.id, Filters()).lines
    return [one.words for one in line.marks if one.icon == "message-square-warning"]


def claim_of(house: House, **more: object) -> CorrectionClaim:
    return asked(house, add(house, LATE), says=SAYS, **more)


def test_the_other_view_stands_on_the_entry_that_was_not_corrected(referred: House) -> None:
    claim = claim_of(referred)
    assert marks(referred) == ["Said to be wrong; not decided yet"]
    decided(referred, claim, CorrectionOutcome.NOTED)
    assert marks(referred) == [f"Ottokar Puddlecombe says otherwise: {SAYS}"]


@pytest.mark.parametrize("outcome", [CorrectionOutcome.REFUSED, CorrectionOutcome.WITHDRAWN])
def test_what_was_refused_or_withdrawn_marks_nothing(referred: House, outcome: CorrectionOutcome) -> None:
    decided(referred, claim_of(referred), outcome)
    assert marks(referred) == []


def test_words_that_lie_apart_are_not_on_an_open_entry(referred: House) -> None:
    claim = claim_of(referred, is_guarded=True)
    decided(referred, claim, CorrectionOutcome.NOTED)
    assert marks(referred) == [beside._APART]
    assert "Ottokar" not in repr(marks(referred))


def test_a_long_view_is_told_by_its_beginning(referred: House) -> None:
    claim = asked(referred, add(referred, LATE), says="He was on time. " * 40)
    decided(referred, claim, CorrectionOutcome.NOTED)
    (words,) = marks(referred)
    assert words.endswith("…")
    assert len(words) < 220


def test_nothing_is_read_of_no_entries(referred: House) -> None:
    assert beside.otherwise(referred.session, []) == {}
