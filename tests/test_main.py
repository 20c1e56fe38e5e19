from __future__ import annotations

import subprocess
import sys

import pytest


def test_a_child_loads_no_window_no_database_and_no_printer() -> None:
    program = (
        "import sys; sys.argv = ['x', '--child']; import runpy\n"
        "try:\n    runpy.run_module('coordinator_app', run_name='__main__')\nexcept SystemExit as end:\n"
        "    code = end.code\n"
        "heavy = {'PySide6', 'sqlcipher3', 'reportlab', 'keyring', 'pikepdf', 'coordinator_app.cli', 'pickle'}\n"
        "raise SystemExit(3 if heavy & set(sys.modules) else code)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], input=b"", capture_output=True, check=False)
    assert ended.returncode == 0


_ENDING = """
import atexit, sys, types
from coordinator_app import __main__ as start, cli
if sys.argv[1] == "window":
    sys.modules["PySide6.QtWidgets"] = types.ModuleType("PySide6.QtWidgets")
atexit.register(print, "taken apart")
cli.main = lambda: print("put away") or 3
start.program()
"""


@pytest.mark.parametrize(
    ("what", "said"), [("window", "put away\n"), ("no window", "put away\ntaken apart\n")]
)
def test_after_a_window_the_program_ends_at_once_with_its_own_code(what: str, said: str) -> None:
    """Qt taken apart at the end now and then ended as if it had crashed; without a window nothing is left out."""
    done = subprocess.run([sys.executable, "-c", _ENDING, what], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, said), done.stderr
