"""The order of Today, and the one sentence that sums it up."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.today.model import DueItem, Who, in_order, summary


def _item(
    key: str, *, who: Who = Who.YOU, tone: str = "neutral", due: date | None = None, title: str = "A"
) -> DueItem:
    return DueItem(key, title, "", "clock", "today", who=who, tone=tone, due=due)


def test_overdue_stands_first_then_the_earliest_date_then_what_has_none() -> None:
    items = [
        _item("none"),
        _item("late", due=date(2026, 12, 4)),
        _item("soon", due=date(2026, 11, 26)),
        _item("over", tone="over", due=date(2026, 12, 30)),
    ]
    assert [item.key for item in in_order(items, Who.YOU)] == ["over", "soon", "late", "none"]


def test_each_party_sees_its_own_moves_only() -> None:
    items = [_item("mine"), _item("theirs", who=Who.SOMEONE_ELSE), _item("clock", who=Who.CLOCK)]
    assert [item.key for item in in_order(items, Who.SOMEONE_ELSE)] == ["theirs"]


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], "Nothing is overdue and no deadline is running."),
        ([_item("a")], "Nothing is overdue and no deadline is running."),
        ([_item("a", tone="over")], "One thing is overdue."),
        ([_item("a", tone="over"), _item("b", tone="over")], "Two things are overdue."),
        ([_item("a", who=Who.CLOCK)], "One deadline is running."),
        (
            [_item("a", tone="over"), _item("b", who=Who.CLOCK), _item("c", who=Who.CLOCK, tone="pause")],
            "One thing is overdue, one deadline is running and one is paused.",
        ),
        ([_item(str(number), who=Who.CLOCK) for number in range(12)], "12 deadlines are running."),
        (
            [_item("c", who=Who.CLOCK, tone="pause"), _item("d", who=Who.CLOCK, tone="pause")],
            "Two are paused.",
        ),
    ],
)
def test_one_sentence_says_what_is_overdue_what_runs_and_what_is_paused(
    items: list[DueItem], words: str
) -> None:
    assert summary(items) == words
