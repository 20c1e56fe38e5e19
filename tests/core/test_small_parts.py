"""The small values that everything rests on: ids, references, clocks, gates, troubles, changes, plausible dates."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest

from coordinator_app.core import plausible
from coordinator_app.core.changes import Change, ChangeSet, RecordChange
from coordinator_app.core.clock import SetClock, SystemClock
from coordinator_app.core.errors import (
    FieldProblem,
    GateShut,
    InvalidInput,
    MustWait,
    Trouble,
    WrongRecoveryKey,
)
from coordinator_app.core.gates import OPEN, Decision, Reason, all_of
from coordinator_app.core.ids import group, new_id, new_reference, reference_is_whole

SHUT = Decision((Reason("It is shut.", "Turn the key.", "003-7.2"),))


def test_ids_are_version_7_and_rise_with_time() -> None:
    ids = [new_id(milliseconds) for milliseconds in (1, 2, 1_800_000_000_000)]
    assert [uuid.UUID(one).version for one in ids] == [7, 7, 7]
    assert ids == sorted(ids)
    assert new_id() > ids[1]


def test_ids_of_one_millisecond_rise_as_they_are_made_so_that_no_order_is_left_to_chance() -> None:
    ids = [new_id(1_800_000_000_000) for _ in range(1_000)]
    assert ids == sorted(set(ids))


def test_references_are_grouped_whole_and_never_alike() -> None:
    made = {new_reference() for _ in range(300)}
    assert len(made) == 300
    assert all(reference_is_whole(one) and len(one) == 14 for one in made)
    assert reference_is_whole(next(iter(made)).lower().replace("-", " "))
    assert group("ABCDEFGHIJ") == "ABCD-EFGH-IJ"


@pytest.mark.parametrize("typed", ["", "ABC", "0000-0000-0000", "ABCD-EFGH-JKL!", "ABCD-EFGH-JKLMN"])
def test_what_is_no_reference_is_not_taken_for_one(typed: str) -> None:
    assert not reference_is_whole(typed)


def test_a_set_clock_reads_wall_clock_time_in_london() -> None:
    summer = SetClock(datetime(2026, 7, 1, 0, 30))
    assert summer.now() == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert summer.today() == date(2026, 7, 1)
    assert SetClock(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)).today() == date(2026, 7, 1)


def test_the_system_clock_is_aware_and_agrees_with_itself() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs((clock.today() - clock.now().date()).days) <= 1


def test_a_shut_gate_names_every_reason_and_an_open_one_lets_pass() -> None:
    OPEN.demand()
    assert all_of(OPEN, OPEN).is_open
    both = all_of(SHUT, SHUT)
    with pytest.raises(GateShut) as caught:
        both.demand()
    assert caught.value.reasons == ("It is shut. Turn the key.",) * 2


def test_a_trouble_says_what_happened_whether_data_is_safe_and_what_to_do() -> None:
    assert Trouble("It broke.").sentences() == "It broke. Your vault is safe."
    own = Trouble("It broke.", safe="Nothing is lost.", next_step="Try again.")
    assert own.sentences() == "It broke. Nothing is lost. Try again."
    assert MustWait(30).seconds == 30
    assert WrongRecoveryKey("No.", (3, 7)).groups == (3, 7)
    assert InvalidInput.one("name", "Type a name.").problems == (FieldProblem("name", "Type a name."),)


def test_a_change_set_knows_its_kinds_and_people() -> None:
    changes = ChangeSet(
        "1",
        "general",
        (
            RecordChange("pupil", "a", "a", Change.MADE, 1),
            RecordChange("school", "b", None, Change.CHANGED, 2),
        ),
    )
    assert changes.kinds == {"pupil", "school"}
    assert changes.subjects == {"a"}


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (plausible.in_future("a", date(2026, 11, 25), TODAY), "in the future"),
        (plausible.in_future("a", TODAY, TODAY), None),
        (plausible.in_future("a", None, TODAY), None),
        (plausible.before("a", date(2026, 1, 1), date(2026, 1, 2), "the first day"), "before the first day"),
        (plausible.before("a", date(2026, 1, 2), date(2026, 1, 2), "the first day"), None),
        (plausible.before("a", None, date(2026, 1, 2), "the first day"), None),
        (plausible.before("a", date(2026, 1, 2), None, "the first day"), None),
        (plausible.birth_date("a", date(2027, 1, 1), TODAY), "in the future"),
        (plausible.birth_date("a", date(1999, 1, 1), TODAY), "older than 25"),
        (plausible.birth_date("a", date(2012, 5, 3), TODAY), None),
        (plausible.birth_date("a", None, TODAY), None),
        (plausible.missing("a", "  ", "Type it."), "Type it."),
        (plausible.missing("a", None, "Type it."), "Type it."),
        (plausible.missing("a", False, "Type it."), None),
    ],
)
def test_dates_and_answers_are_questioned_in_words(found: FieldProblem | None, words: str | None) -> None:
    assert found is None if words is None else found is not None and words in found.message


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2025, 5, 1), "This pupil would be 1 year old. Check the date."),
        (date(2026, 5, 1), "This pupil would be less than 1 year old. Check the date."),
        (date(2016, 11, 25), "This pupil would be 9 years old. Check the date."),
        (date(2016, 11, 24), ""),
        (date(2006, 11, 25), ""),
        (date(2006, 11, 24), "This pupil would be 20 years old. Check the date."),
        (date(2027, 1, 1), ""),  # refused anyhow
        (date(1980, 2, 1), ""),
        (None, ""),
    ],
)
def test_an_unusual_age_is_asked_about(born: date | None, words: str) -> None:
    assert plausible.odd_birth_date(born, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1995, 11, 24), "This was 31 years ago. Check the date."),
        (date(2024, 11, 24), "This was 2 years ago. Check the date."),
        (date(2024, 11, 25), ""),
        (date(2027, 1, 1), ""),
        (None, ""),
    ],
)
def test_a_day_long_past_is_asked_about(day: date | None, words: str) -> None:
    assert plausible.long_ago(day, TODAY) == words


def test_every_problem_is_told_at_once() -> None:
    plausible.refuse((None, None))
    with pytest.raises(InvalidInput) as caught:
        plausible.refuse((FieldProblem("a", "One."), None, FieldProblem("b", "Two.")))
    assert [problem.field for problem in caught.value.problems] == ["a", "b"]
