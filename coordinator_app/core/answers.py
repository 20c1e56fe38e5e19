"""What child tasks give back, as a body and blobs, and read again on this side (strictly, by `wire`)."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from coordinator_app.core.wire import from_plain, to_plain

_RESULT = "result"
T = TypeVar("T")


class Answered(Protocol):
    """The answer of a child job: its body and its blobs."""

    @property
    def body(self) -> dict[str, Any]:
        """What is not bytes."""

    @property
    def blobs(self) -> tuple[bytes, ...]:
        """The bytes."""


def as_answer(result: object) -> tuple[dict[str, Any], list[bytes]]:
    """A frozen dataclass as the answer of a task."""
    blobs: list[bytes] = []
    return {_RESULT: to_plain(result, blobs)}, blobs


def read_answer(cls: type[T], answer: Answered) -> T:
    """The dataclass that a task answered with; WireError if the answer is anything else."""
    return from_plain(cls, answer.body.get(_RESULT), answer.blobs)
