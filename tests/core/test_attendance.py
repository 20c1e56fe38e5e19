"""The codes of the register and the percentages; the numbers are those of the domain page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coordinator_app.core.attendance import (
    CODES,
    Counts,
    Totals,
    code_problem,
    count,
    mark_words,
    read_week,
    say_tenths,
    say_week,
    session_words,
    week_within,
    write_week,
)

FULL_WEEK = "/ \\ " * 5


def test_every_code_of_the_register_is_there_once() -> None:
    letters = "/ \\ L K V P W B D C1 M J1 S X C2 C T R I E Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 G N O U Z #"
    assert sorted(CODES) == sorted(letters.split())


@pytest.mark.parametrize(
    ("counts", "codes"),
    [
        (Counts.PRESENT, "/ \\ L"),
        (Counts.ELSEWHERE, "K V P W B"),
        (Counts.AUTHORISED, "C1 M J1 S C2 C T R I E"),
        (Counts.UNAUTHORISED, "G N O U"),
        (Counts.UNABLE, "Q Y1 Y2 Y3 Y4 Y5 Y6 Y7"),
        (Counts.NOT_COUNTED, "D X Z #"),
    ],
)
def test_each_code_counts_as_the_department_counts_it(counts: Counts, codes: str) -> None:
    assert {each.code for each in CODES.values() if each.counts is counts} == set(codes.split())


@pytest.mark.parametrize(
    ("totals", "absence", "persistent", "severe"),
    [
        (Totals(present=90, authorised=8, unauthorised=2), 100, True, False),
        (Totals(present=91, authorised=9), 90, False, False),
        (Totals(present=20, unauthorised=20), 500, True, True),
        (Totals(present=333, unable=4, not_counted=6, authorised=30, unauthorised=7), 100, True, False),
        # 9.96 per cent is printed as 10 but is not a tenth: the sessions decide
        (Totals(present=226, authorised=25), 100, False, False),
    ],
)
def test_persistent_and_severe_absence_by_the_sessions_themselves(
    totals: Totals, absence: int, persistent: bool, severe: bool
) -> None:
    assert (totals.absence_tenths, totals.is_persistent, totals.is_severe) == (absence, persistent, severe)


def test_where_nothing_was_possible_there_is_no_percentage() -> None:
    totals = count("DDDXZ#")
    assert totals.possible == 0
    assert (totals.tenths, totals.absence_tenths) == (None, None)
    assert not totals.is_persistent
    assert not totals.is_severe
    assert totals.words() == "No data"


def test_a_week_is_counted_mark_by_mark() -> None:
    week = read_week("/ \\ L \\ I I Y1 . B \\")
    assert count(week) == Totals(present=5, elsewhere=1, authorised=2, unable=1, unmarked=1)
    assert count(week).words() == "75 per cent of 8 sessions"
    assert Totals(present=1).words() == "100 per cent of 1 session"
    assert count(week) + count(week) == Totals(present=10, elsewhere=2, authorised=4, unable=2, unmarked=2)


def test_a_mark_that_is_no_code_is_never_counted_as_anything() -> None:
    with pytest.raises(KeyError):
        count(["?"])


@pytest.mark.parametrize(
    ("typed", "afternoon", "said"),
    [
        ("\\", False, "In the morning the mark is /."),
        ("/", True, "In the afternoon the mark is \\."),
        ("l", False, "Codes are written in capitals: L."),
        ("j", False, "J is not used since August 2024. J1 is the nearest: Job or education interview."),
        ("Y8", False, "Did you mean"),
        ("??", False, "?? is not a code of the register."),
    ],
)
def test_a_wrong_code_is_told_with_what_may_be_meant(typed: str, afternoon: bool, said: str) -> None:
    assert said in str(code_problem(typed, afternoon=afternoon))


def test_every_code_can_stand_in_its_session() -> None:
    assert all(code_problem(code, afternoon=code == "\\") is None for code in CODES)
    assert code_problem(".", afternoon=True) is None


def test_a_week_is_kept_as_one_line_and_read_back() -> None:
    assert write_week(["/", "\\", "", " L ", "I", "I", "#", "#", "/", "\\"]) == "/ \\ . L I I # # / \\"
    with pytest.raises(ValueError, match="A week has 10 sessions, not 9"):
        read_week("/ \\ / \\ / \\ / \\ /")
    with pytest.raises(ValueError, match="In the morning the mark is /"):
        read_week("\\ \\ / \\ / \\ / \\ / \\")


@given(some.lists(some.sampled_from([*sorted(set(CODES) - {"/", "\\"}), "."]), min_size=10, max_size=10))
def test_any_week_comes_back_as_it_was_written_and_loses_no_session(marks: list[str]) -> None:
    assert list(read_week(write_week(marks))) == marks
    totals = count(marks)
    assert totals.possible + totals.unable + totals.not_counted + totals.unmarked == 10
    if totals.tenths is not None and totals.absence_tenths is not None:
        assert totals.tenths + totals.absence_tenths in {1000, 1001}  # both halves may be rounded up


def test_tenths_are_said_as_schools_say_them() -> None:
    assert [say_tenths(each) for each in (0, 5, 920, 924, 1000)] == ["0", "0.5", "92", "92.4", "100"]
    assert Totals(present=1, authorised=2).tenths == 333
    assert Totals(present=2, authorised=1).tenths == 667
    assert Totals(present=1, authorised=1999).tenths == 1  # half a tenth goes up


@pytest.mark.parametrize(
    ("absent", "possible", "words"),
    [(9, 100, ""), (10, 100, "Persistently"), (49, 100, "Persistently"), (50, 100, "Severely"), (0, 0, "")],
)
def test_persistent_and_severe_absence_are_said_in_words(absent: int, possible: int, words: str) -> None:
    said = Totals(present=possible - absent, unauthorised=absent).absence_words
    assert said.startswith(words)
    assert bool(said) is bool(words)


def test_a_week_is_said_in_words_that_a_family_can_read() -> None:
    said = say_week("/ \\ L I . . B . C1 /".replace("C1 /", "C1 \\"))
    assert said == (
        "Monday morning and afternoon: present. Tuesday morning: late, before the register closed. "
        "Tuesday afternoon: illness. Thursday morning: other educational activity that the school approved. "
        "Friday morning: regulated performance or employment abroad. Friday afternoon: present."
    )
    assert say_week(". " * 10) == "Nothing is known of this week."
    assert say_week("what is this") == "what is this"


def test_a_session_and_a_mark_have_words() -> None:
    assert (session_words(0), session_words(3)) == ("Monday morning", "Tuesday afternoon")
    assert (mark_words("."), mark_words("\\"), mark_words("D")) == (
        "nothing known",
        "present",
        "dual registered: expected at the other school",
    )


@pytest.mark.parametrize(
    ("earlier", "later", "within"),
    [
        ("/ \\ . . . . . . . .", FULL_WEEK, True),
        (FULL_WEEK, FULL_WEEK, True),
        ("O \\ . . . . . . . .", FULL_WEEK, False),
        (FULL_WEEK, "/ \\ . . . . . . . .", False),
        ("no week", FULL_WEEK, False),
    ],
)
def test_a_week_that_was_only_filled_in_further_says_all_that_it_said_before(
    earlier: str, later: str, within: bool
) -> None:
    assert week_within(earlier, later) is within
