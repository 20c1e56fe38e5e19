"""Where the frozen app begins: the same command line as `python -m coordinator_app`."""

from __future__ import annotations

from coordinator_app.__main__ import program

if __name__ == "__main__":
    program()
