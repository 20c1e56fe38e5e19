"""A task that asks for what it needs and gives what it has while it works."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator_app.core.errors import BadFile, ChildFailed
from coordinator_app.jobs import children
from tests.jobs.workers import ask, pid_of


def test_a_task_asks_for_pieces_and_gives_parts_while_it_works(make: Any) -> None:
    given: list[bytes] = []

    def hears(frame: Any) -> Any:
        if frame.kind == "ask":
            return children.Answer({}, (b"piece %d" % frame.body["want"],))
        given.extend(frame.blobs)
        return children.Answer({})

    answer = ask(make(), "bad.talk", {"pieces": 3}, hears=hears)
    assert answer.body == {"given": 3}
    assert given == [b"piece 0" * 2, b"piece 1" * 2, b"piece 2" * 2]


def test_a_task_whose_question_nobody_answers_is_ended(make: Any) -> None:
    worker = make()
    with pytest.raises(ChildFailed):
        ask(worker, "bad.talk", {"pieces": 1})
    assert pid_of(worker)


def test_an_error_of_whoever_answers_ends_the_child_and_is_told_as_it_is(make: Any) -> None:
    worker = make()
    first = pid_of(worker)

    def full(_: Any) -> Any:
        raise BadFile("The disk is full.")

    with pytest.raises(BadFile, match=r"The disk is full\."):
        ask(worker, "bad.talk", {"pieces": 2}, hears=full)
    assert pid_of(worker) != first
