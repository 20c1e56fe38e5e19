"""The tasks of child processes by name: "group.task" -> "module:function", imported only in the child.

A task is `def task(request: dict, blobs: list[bytes], tell) -> tuple[dict, list[bytes]]`. Tasks of one group
share a warm process and its limits. Foreign files belong into a group whose process is `fresh` each time.
"""

from __future__ import annotations

from collections.abc import Mapping

from coordinator_app.jobs.limits import Limits

TASKS: Mapping[str, str] = {
    "check.echo": "coordinator_app.jobs.check_tasks:echo",
    "check.count": "coordinator_app.jobs.check_tasks:count",
}

LIMITS: Mapping[str, Limits] = {}


def group_of(task: str) -> str:
    """The group of a task: what stands before the first dot."""
    return task.partition(".")[0]


def limits_of(task: str) -> Limits:
    """The limits of a task's group."""
    return LIMITS.get(group_of(task), Limits())
