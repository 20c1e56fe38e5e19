from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from coordinator_app.core.errors import InvalidInput
from coordinator_app.store.validation import problems, validate
from tests.store.conftest import Child, Kite, Tail

GOOD = Kite(child_id="x", flown_on=date(2026, 11, 21), seen_at=datetime(2026, 11, 21, tzinfo=UTC), words="Up")


def test_a_good_record_has_no_problems() -> None:
    assert problems(GOOD) == ()
    validate(GOOD)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("child_id", ""),
        ("child_id", 7),
        ("words", 7),
        ("words", "a\x00b"),
        ("words", "half \ud800 of one"),
        ("words", "x" * (1024 * 1024 + 1)),
        ("words", "Ł" * (512 * 1024 + 1)),
        ("file_id", "x" * (64 * 1024 + 1)),
        ("flown_on", "21 November"),
        ("flown_on", datetime(2026, 11, 21, tzinfo=UTC)),
        ("seen_at", datetime(2026, 11, 21)),
        ("seen_at", date(2026, 11, 21)),
        ("colour", "red"),
        ("is_secret", 1),
    ],
)
def test_what_cannot_be_kept_is_named_by_its_field(field: str, value: Any) -> None:
    found = problems(replace(GOOD, **{field: value}))
    assert [problem.field for problem in found] == [field]
    assert found[0].message.endswith(".")


def test_texts_up_to_their_limit_are_kept() -> None:
    assert problems(replace(GOOD, words="x" * 1024 * 1024, file_id="x" * 64 * 1024)) == ()


@pytest.mark.parametrize("size", [True, 2**53 + 1, "4", 4.0])
def test_a_number_is_a_whole_number_within_bounds(size: Any) -> None:
    assert problems(Child(surname="Puddlecombe", shoe_size=size))[0].field == "shoe_size"


def test_a_fields_own_check_has_the_last_word() -> None:
    with pytest.raises(InvalidInput) as refused:
        validate(Tail(kite_id="x", ribbon="knot"))
    assert refused.value.problems[0].message == "Not knots."
    validate(Tail(kite_id="x", ribbon="silk"))


def test_every_problem_is_told_at_once() -> None:
    found = problems(Kite(child_id="", words="\x00", is_secret=7))  # type: ignore[arg-type]  # a wrong type is the point
    assert [problem.field for problem in found] == ["child_id", "words", "is_secret"]
