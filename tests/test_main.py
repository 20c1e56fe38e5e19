import subprocess
import sys


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
