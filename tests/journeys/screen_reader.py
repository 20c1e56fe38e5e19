"""A user who works through the accessibility bus: another process, real keys, roles and names only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.x_close import ask_to_close

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 240.0
"""Seconds; less than the vault stays open untouched, so that a failed wait can still say what was on the screen."""
PAUSE = 0.05


class ScreenReaderUser:
    """See `user.User`. Its service ends with `close`."""

    def __init__(self, state_of_the_program: Callable[[], str] = str) -> None:
        self._state_of_the_program = state_of_the_program
        self._service = subprocess.Popen(
            [SYSTEM_PYTHON, str(HERE / "reader_service.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        assert self._service.stdin is not None
        assert self._service.stdout is not None
        self._service.stdin.close()
        self._service.wait(120)
        self._service.stdout.close()

    def sees(self, *words: str) -> None:
        missing = list(words)

        def all_came() -> bool:
            read = self.reads()
            missing[:] = [each for each in missing if each not in read]
            return not missing

        self._until(all_came, lambda: f"“{missing[0]}” does not come")

    def sees_one_of(self, *words: str) -> str:
        self._until(lambda: any(each in self.reads() for each in words), f"none of {words} comes")
        read = self.reads()
        return next(each for each in words if each in read)

    def does_not_see(self, *words: str) -> None:
        for each in words:
            self._until(lambda each=each: each not in self.reads(), f"“{each}” stays")

    def reads(self) -> str:
        return "\n".join(self._ask("reads").get("ok", []))

    def presses(self, name: str) -> None:
        self._do("press", name)

    def offers(self, name: str) -> bool:
        found: list[bool] = []

        def looked() -> bool:
            answer = self._ask("offers", name)
            found[:] = [bool(answer.get("ok"))]
            return "ok" in answer

        self._until(looked, "the screen does not come to rest")
        return found[0]

    def opens(self, words: str) -> None:
        self._do("open", words)

    def types(self, field: str, text: str) -> None:
        self._do("type", field, text)

    def finds(self, field: str, part: str, row: str) -> None:
        # Qt keeps lists that pop up out of the tree: a screen reader hears them as the focus moves through them
        before = self._ask("windows")["ok"]
        self._do("begin", field, part)
        listed = False

        def offered() -> bool:
            nonlocal listed
            listed = row in self.reads()
            return listed or self._ask("windows")["ok"] > before

        self._until(offered, f"nothing is offered for “{part}”")
        self.keys("Down")
        self.keys("Return")
        if not listed:  # what was taken from a list that popped up stands in the field
            self.sees(row.split(",", maxsplit=1)[0])

    def chooses(self, question: str, answer: str) -> None:
        self._do("choose", question, answer)

    def ticks(self, name: str) -> None:
        self._do("tick", name)

    def keys(self, keys: str) -> None:
        *held, last = keys.split("+")
        named = last.lower() if len(last) == 1 else last  # a capital would hold Shift as well
        self._do("keys", "+".join([*(each.lower() for each in held), named]))

    def nameless(self) -> list[str]:
        """The controls on the screen that can take the focus and say no name."""
        found: list[str] = []

        def looked() -> bool:
            answer = self._ask("nameless")
            found[:] = answer.get("ok", [])
            return "ok" in answer

        self._until(looked, "the screen does not come to rest")
        return found

    def waits_for_the_window(self) -> None:
        """The first question may find nothing yet: ask until the program has told the bus of itself."""
        self._until(lambda: bool(self.reads()), "no window of the program comes to the bus")

    def _ask(self, what: str, *given: Any) -> dict[str, Any]:
        assert self._service.stdin is not None
        assert self._service.stdout is not None
        self._service.stdin.write(json.dumps({"do": what, "with": given}) + "\n")
        self._service.stdin.flush()
        answer: dict[str, Any] = json.loads(self._service.stdout.readline())
        return answer

    def _do(self, what: str, *given: str) -> None:
        said: list[str] = []

        def tried() -> bool:
            answer = self._ask(what, *given)
            said[:] = [answer.get("wrong", "")]
            return "ok" in answer

        self._until(tried, lambda: said[0])

    def _until(self, fact: Any, otherwise: Any) -> None:
        end = time.monotonic() + PATIENCE
        while not fact():
            if time.monotonic() > end:
                words = otherwise() if callable(otherwise) else otherwise
                raise AssertionError(f"{words}. On the screen:\n{self.reads()}\n{self._why()}")
            time.sleep(PAUSE)

    def _why(self) -> str:
        """What cannot be seen on the screen: who is on the bus, and what the program is doing."""
        return f"On the bus: {self._ask('programs')}\n{self._state_of_the_program()}"


class RealLaptop:
    """A home folder of its own, in which the program runs as a process."""

    def __init__(self, home: Path, text_size: int = 100, theme: str = "light") -> None:
        self.home, self.look = home, (str(text_size), theme)
        self.user = ScreenReaderUser(self.state)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, vault: Path | None = None, at: str = "2026-11-24T09:00:00") -> ScreenReaderUser:
        """Start the program; without `vault` it finds the last one itself."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.start_app", str(vault or "-"), at, *self.look],
            cwd=ROOT,
            env=self.environment(),
        )
        self.user.waits_for_the_window()
        return self.user

    def state(self) -> str:
        """How the program stands: its end, or what each of its threads does, and what it wrote to its log."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGUSR1)
            time.sleep(1)
            told = ["The program runs."]
        else:
            told = [f"The program has ended: {self.process and self.process.returncode}."]
        for path in (self.home / "traces", *sorted(self.home.rglob("*.log*"))):
            told += [path.read_text()[-3000:]] if path.is_file() else []
        return "\n".join(told)

    def environment(self) -> dict[str, str]:
        """Where this laptop keeps things; everything else as it is."""
        home = str(self.home)
        more = {
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_STATE_HOME": f"{home}/state",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONFAULTHANDLER": "1",
            "TRACES": f"{home}/traces",
        }
        return {**os.environ, **more}

    def close_window(self) -> None:
        """Close it as the window manager would, and wait until everything is put away."""
        assert self.process is not None
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Coordinator"],
            capture_output=True,
            text=True,
            check=True,
        )
        ask_to_close(int(found.stdout.split()[0]))
        ended = self.process.wait(PATIENCE)
        assert ended == 0, f"it ended with {ended}"
        self.process = None

    def kill(self) -> None:
        """Pull the plug."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(PATIENCE)
        self.process = None

    def close(self) -> None:
        """End what still runs."""
        if self.process is not None:
            self.kill()
        self.user.close()
