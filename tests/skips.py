"""On the machine that decides whether a change is taken, a safeguard may not go untested without a word."""

from __future__ import annotations

import os
from typing import Final

import pytest

MAY_LACK: Final = (
    "this kernel has no Landlock",
    "this system refuses user namespaces",
    "a small disk can only be mounted by root",
    "root without the right to mount cannot be kept from writing",
    "this system lets no program be traced",
)
"""What a kernel or a container may refuse; all else that tests need is installed by `.ci/run`."""


def refuse(report: pytest.TestReport, environ: os._Environ[str] | dict[str, str] = os.environ) -> None:
    """Turn a skip into a failure under `CI`, unless it is for one of the reasons above; else do nothing."""
    if environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if any(one in reason for one in MAY_LACK):
        return
    report.outcome = "failed"
    report.longrepr = f"Not run, and nobody would have noticed: {reason}"
