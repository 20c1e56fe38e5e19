"""Two child tasks that show whether child processes work on this laptop; the health check runs them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coordinator_app.jobs.job import Progress


def echo(
    request: dict[str, Any], blobs: list[bytes], _: Callable[[Progress], None]
) -> tuple[dict[str, Any], list[bytes]]:
    """Give back what came."""
    return request, blobs


def count(
    request: dict[str, Any], _: list[bytes], tell: Callable[[Progress], None]
) -> tuple[dict[str, Any], list[bytes]]:
    """Count to `request["to"]`, telling each step."""
    for step in range(1, request["to"] + 1):
        tell(Progress(step, request["to"], "Counting"))
    return {"counted": request["to"]}, []
