from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.pace import Pace


class Watch:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> Any:
        return self.at


def run(steps: Any, total: int | None, seconds_each: Any = 1.0) -> Any:
    watch = Watch()
    pace, told = Pace(watch), []
    for done in range(steps + 1):
        told.append(pace.seen(Progress(done, total, "Reading")))
        watch.at += seconds_each
    return told


def test_a_steady_pace_gives_the_true_time_left() -> None:
    assert [item.seconds_left for item in run(10, 10)][2:] == pytest.approx([8, 7, 6, 5, 4, 3, 2, 1, 0])


def test_nothing_is_promised_in_the_first_second_or_without_a_total() -> None:
    assert run(1, 10, 0.5)[1].seconds_left is None
    assert all(item.seconds_left is None for item in run(10, None))


def test_more_often_than_ten_times_a_second_is_dropped_but_never_the_end() -> None:
    told = run(100, 100, 0.01)
    assert len([item for item in told if item]) <= 13
    assert told[100].done == 100


def test_one_slow_piece_moves_the_figure_by_less_than_a_third_of_its_own() -> None:
    watch = Watch()
    pace = Pace(watch)
    for done in range(10):
        pace.seen(Progress(done, 100))
        watch.at += 1
    watch.at += 9
    assert pace.seen(Progress(10, 100)).seconds_left == pytest.approx(90 * (1 + 0.3 * 9))


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0, 100)), max_size=30))
def test_the_time_left_is_never_negative_whatever_is_told(steps: Any) -> None:
    watch = Watch()
    pace = Pace(watch)
    for done, seconds in steps:
        watch.at += seconds
        seen = pace.seen(Progress(done, 50))
        assert seen is None or seen.seconds_left is None or seen.seconds_left >= 0


def test_work_that_is_counted_anew_is_watched_anew() -> None:
    watch = Watch()
    pace = Pace(watch)
    for done in range(20):
        pace.seen(Progress(done, 20))
        watch.at += 0.1
    for done in range(3):
        seen = pace.seen(Progress(done, 143))
        watch.at += 2
    assert seen.seconds_left == pytest.approx(141 * 2)


def test_many_small_pieces_tell_as_much_as_one_large_one() -> None:
    """A piece may count for many: a picture that is read for a hundred pages that are searched."""
    watch = Watch()
    pace, done = Pace(watch), 0
    for size in [*[1] * 300, *[100] * 3]:
        seen = pace.seen(Progress(done, 1000))
        watch.at += size / 50
        done += size
    assert seen.seconds_left == pytest.approx((1000 - 500) / 50)
