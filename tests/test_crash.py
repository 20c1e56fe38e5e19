import re
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.crash import Reporter, kind_of, places_of
from coordinator_app.log import Log

MARKER = "Marigold Puddlecombe"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def reporter(tmp_path: Path) -> Iterator[Any]:
    made = Reporter(Log(tmp_path, strict=True))
    yield made
    made.log.close()


def raised(error: Any) -> Any:
    name = MARKER  # noqa: F841  (a local that must not be written)
    try:
        raise error from KeyError(MARKER)
    except type(error):
        return sys.exc_info()


def test_an_error_is_written_by_kind_and_place_and_none_of_its_words(reporter: Any) -> None:
    reporter.on_error(*raised(ValueError(MARKER)))
    line = reporter.log.read()
    assert re.search(
        r" crash reference=[0-9a-f]{8} error=ValueError_from_KeyError at=test_crash\.py:\d+\n", line
    )
    assert "arigold" not in line


def test_the_place_in_our_own_package_has_its_folder() -> None:
    from coordinator_app.core.errors import GateShut
    from coordinator_app.core.gates import Decision, Reason

    with pytest.raises(GateShut) as caught:
        Decision((Reason(MARKER, MARKER, "003"),)).demand()
    assert places_of(caught.value.__traceback__).startswith("core/gates.py:")
    assert "arigold" not in kind_of(caught.value) + places_of(caught.value.__traceback__)


def test_odd_file_names_and_classes_are_made_harmless(reporter: Any) -> None:
    odd = type("Fehler mit Ümlaut " * 5, (Exception,), {})
    code = compile("raise error", "/home/Marigold Puddlecombe/x y.py", "exec")
    try:
        exec(code, {"error": odd(MARKER)})
    except odd as error:
        reporter.on_error(odd, error, error.__traceback__)
    line = reporter.log.read()
    assert "x_y.py:1" in line
    assert "arigold" not in line


def test_the_user_is_told_a_reference_that_the_log_holds(reporter: Any) -> None:
    told = []
    reporter.tell = told.append
    reporter.on_error(*raised(ValueError(MARKER)))
    assert f"reference={told[0]}" in reporter.log.read()


def test_a_fault_while_telling_of_a_fault_goes_no_deeper(reporter: Any) -> None:
    def tell(reference: Any) -> None:
        reporter.on_error(*raised(ValueError(MARKER)))

    reporter.tell = tell
    reporter.on_error(*raised(ValueError(MARKER)))
    assert reporter.log.read().count(" crash ") == 2


def test_stopping_by_the_keyboard_is_no_fault(reporter: Any) -> None:
    reporter.on_error(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reporter.log.read() == ""


def test_threads_and_what_cannot_be_raised_are_written_too(reporter: Any) -> None:
    kind, error, trace = raised(ValueError(MARKER))
    reporter.on_thread_error(threading.ExceptHookArgs((kind, error, trace, threading.current_thread())))
    reporter.on_thread_error(threading.ExceptHookArgs((SystemExit, None, None, None)))

    class Told:
        exc_value, exc_traceback = error, trace

    reporter.on_unraisable(Told())
    Told.exc_value = None
    reporter.on_unraisable(Told())
    line = reporter.log.read()
    assert line.count(" thread-crash ") == line.count(" unraisable ") == 1
    assert "arigold" not in line


def test_what_qt_says_is_counted_by_kind_only(reporter: Any) -> None:
    from PySide6.QtCore import QtMsgType

    class Context:
        file, line = "/build/qt/src/kernel/widget.cpp", 12

    class Nowhere:
        file, line = None, 0

    reporter.on_qt_message(QtMsgType.QtWarningMsg, Context(), MARKER)
    reporter.on_qt_message(QtMsgType.QtCriticalMsg, Nowhere(), MARKER)
    reporter.on_qt_message(object(), Nowhere(), MARKER)
    line = reporter.log.read()
    assert "qt-message code=qtwarningmsg at=widget.cpp:12\n" in line
    assert "code=qtcriticalmsg\n" in line
    assert "code=unknown\n" in line
    assert "arigold" not in line


def test_warnings_lose_their_words(reporter: Any) -> None:
    reporter.on_warning(UserWarning(MARKER), UserWarning, "/somewhere/lib.py", 9)
    assert reporter.log.read().endswith("warning error=UserWarning at=lib.py:9\n")


PROGRAM = """
import gc, os, sys, threading, warnings, logging
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from coordinator_app.crash import Reporter, harden
from coordinator_app.log import Log
harden()
Reporter(Log(Path(sys.argv[2]))).install()
marker = "Marigold " + "Puddlecombe"
thread = threading.Thread(target=lambda: {}[marker]); thread.start(); thread.join()
class Bad:
    def __del__(self): raise ValueError(marker)
bad = Bad(); del bad; gc.collect()
warnings.warn(marker)
logging.getLogger("reportlab").error(marker)
import resource, ctypes
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0 or sys.platform != "linux"
assert os.umask(0) == 0o077
assert "QT_LOGGING_RULES" not in os.environ
raise ValueError(marker)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_program_that_fails_everywhere_prints_and_keeps_no_word_of_a_record(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "faulthandler", "-c", PROGRAM, str(ROOT), str(tmp_path)]
    env = {"QT_LOGGING_RULES": "*=true", "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    kept = "".join(file.read_text() for file in tmp_path.rglob("*") if file.is_file())
    assert ended.returncode == 1
    for event in ("thread-crash", "unraisable", "warning", " crash "):
        assert event in kept
    assert "arigold" not in kept + ended.stdout + ended.stderr


def test_without_the_redactor_the_words_would_be_seen(tmp_path: Path) -> None:
    program = "marker = 'Marigold ' + 'Puddlecombe'\nraise ValueError(marker)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert MARKER in ended.stderr


def test_install_takes_every_hook(reporter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import logging

    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    reporter.install()
    assert sys.excepthook == reporter.on_error
    assert threading.excepthook == reporter.on_thread_error
    assert sys.unraisablehook == reporter.on_unraisable
    assert warnings.showwarning == reporter.on_warning
