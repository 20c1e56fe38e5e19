"""`python -m coordinator_app`; with `--child` first it is a child process and imports nothing else."""

from __future__ import annotations

import sys


def main() -> int:
    """Be a child process, or run the command line."""
    if sys.argv[1:2] == ["--child"]:
        from coordinator_app.jobs import child_main  # noqa: PLC0415  (a child loads as little as it can)

        return child_main.main()
    from coordinator_app import cli  # noqa: PLC0415  (not for a child)

    return cli.main()


if __name__ == "__main__":
    raise SystemExit(main())
