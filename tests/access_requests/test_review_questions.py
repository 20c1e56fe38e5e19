"""What is asked before a decision is kept: every name that is taken for one and can still be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.page.covering import Group
from coordinator_app.access_requests.page.review_questions import doubt

LEFT = Group("otis", "Otis Bramblewick", "Another pupil", places=2, covered=0, usually_shared=False)
ITEM = RequestItem()


def asked(outcome: Outcome, *groups: Group) -> str:
    found = doubt(ITEM, outcome, groups, covers=False)
    return found.text if found else ""


@pytest.mark.parametrize("sure", [True, False])
def test_who_can_still_be_read_is_asked_about_whether_some_is_covered_or_nothing(sure: bool) -> None:
    group = replace(LEFT, sure=sure)
    assert asked(Outcome.SHARE, group) == "Otis Bramblewick can be read."
    assert asked(Outcome.REDACT, group) == "Otis Bramblewick can still be read."


def test_of_a_name_that_is_covered_in_one_place_alone_the_other_is_asked_about() -> None:
    assert asked(Outcome.REDACT, replace(LEFT, sure=False, covered=1))
    assert not asked(Outcome.REDACT, replace(LEFT, sure=False, covered=2))


def test_staff_in_their_role_whoever_may_be_shown_and_words_only_searched_for_are_no_question() -> None:
    assert not asked(Outcome.REDACT, replace(LEFT, usually_shared=True))
    assert not asked(Outcome.REDACT, replace(LEFT, sure=False, sought=True))
    assert asked(Outcome.SHARE, replace(LEFT, sure=False, sought=True)), (
        "all of it leaves: he sought it for something"
    )
