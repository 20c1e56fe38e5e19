"""`python -m coordinator_app`; with `--child` first it is a child process and imports nothing else."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> int:
    """Be a child process, or run the command line."""
    if sys.argv[1:2] == ["--child"]:
        from coordinator_app.jobs.child_main import main as child  # noqa: PLC0415  (a child loads as little as it can)

        return child()
    from coordinator_app.cli import main as command_line  # noqa: PLC0415  (not for a child)

    return command_line()


def program() -> NoReturn:
    """What every way to start it ends with. After a window it ends at once (`leave.py`)."""
    ended = main()
    if "PySide6.QtWidgets" in sys.modules:
        from coordinator_app.leave import leave  # noqa: PLC0415  (not for a child)

        leave(ended)
    raise SystemExit(ended)


if __name__ == "__main__":
    program()
