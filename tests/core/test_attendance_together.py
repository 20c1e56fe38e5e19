"""One session at several places is counted once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coordinator_app.core.attendance import CODES, NO_MARK, count
from coordinator_app.core.attendance_together import differ, session_together, waits, week_together

MARKS = some.sampled_from([*CODES, NO_MARK])
FEW = some.lists(MARKS, max_size=3)


@pytest.mark.parametrize(
    ("schools", "providers", "together"),
    [
        ("D", "/", "/"),  # dual registered: the other place keeps the mark
        ("D", "I", "I"),
        ("D", ".", "D"),
        ("B", "/", "/"),  # sent to the provider and seen there: once, not twice
        ("B", "I", "I"),  # sent and not there: no attendance
        ("B", ".", "B"),
        ("K", "O", "O"),
        (".", "/", "/"),
        ("/", ".", "/"),
        ("/", "O", "/"),  # seen at school instead
        ("I", "O", "I"),  # only the school may say that it had leave
        ("N", "I", "N"),
        ("O", "/", "/"),
        ("V", "O", "V"),
        ("C2", "/", "/"),
        ("X", "O", "O"),
        ("#", "/", "/"),  # the provider is open in the holidays
        ("Y4", "O", "O"),
        ("Y4", "Y1", "Y4"),
        ("I", "Y1", "I"),
        ("D", "Y1", "Y1"),
        ("X", "Z", "X"),
        (".", "X", "X"),
        ("B", "K", "K"),
        (".", ".", "."),
        ("", "", "."),
    ],
)
def test_a_session_at_two_places_has_one_mark(schools: str, providers: str, together: str) -> None:
    assert session_together(schools.split(), providers.split()) == together


@given(FEW, FEW)
def test_a_session_never_counts_more_than_once_and_never_by_a_mark_that_nobody_made(
    schools: list[str], providers: list[str]
) -> None:
    mark = session_together(schools, providers)
    assert mark == NO_MARK or mark in [*schools, *providers]
    assert count([mark]).possible <= 1
    counted = [one for one in [*schools, *providers] if one != NO_MARK and count([one]).possible]
    assert count([mark]).possible == (1 if counted else 0)


@given(some.lists(MARKS, min_size=10, max_size=10), some.lists(MARKS, min_size=10, max_size=10))
def test_a_week_at_two_places_has_ten_sessions(school: list[str], provider: list[str]) -> None:
    both = week_together([school], [provider])
    assert len(both) == 10
    assert count(both).possible <= 10
    assert week_together([school], []) == tuple(school)


@pytest.mark.parametrize(
    ("schools", "providers", "wrong"),
    [
        ("/", "/", True),  # nobody is at two places in one half day
        ("B", "O", True),  # sent there, and not seen
        ("B", "I", True),
        ("O", "/", True),
        ("I", "L", True),
        ("B", "/", False),
        ("D", "O", False),
        ("/", "O", False),
        ("I", "O", False),
        ("B", ".", False),
        (".", "/", False),
        ("V", "O", False),
        ("/ /", "", True),  # at two schools at once
        ("", "/ L", True),  # at two providers at once
        ("/ .", ". /", True),
        ("D /", "", False),  # dual registered: the other school keeps the mark
        ("D O", ".", False),
        ("B O", "", True),  # sent to another school, and not seen there
        ("B /", "O", False),  # one of the places saw the pupil
        ("B O", "/", False),
        ("B /", "/", True),
        ("O /", "", True),
        ("/ O", "", False),
        (". O", "/", True),
    ],
)
def test_two_places_that_cannot_both_be_right_are_named(schools: str, providers: str, wrong: bool) -> None:
    assert differ(schools.split(), providers.split()) is wrong


@pytest.mark.parametrize(
    ("schools", "providers", "waiting"),
    [
        ("D", ".", True),
        ("D", "", True),
        ("D", "/", False),
        ("B", ".", False),
        ("D /", "", False),  # the mark came from the other school
        ("D O", ".", False),
        ("D .", ".", True),
        ("D D", "", True),  # each waits for the other
        (". .", "", False),
    ],
)
def test_a_dual_registered_session_waits_for_the_other_place(
    schools: str, providers: str, waiting: bool
) -> None:
    assert waits(schools.split(), providers.split()) is waiting
