"""Starts the real window with the clock put to a London time: `start_app.py VAULT|- TIME TEXT_SIZE light|dark`."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

import pytest

from coordinator_app import crash
from coordinator_app.app import run_window
from coordinator_app.leave import leave
from coordinator_app.ui.device_settings import DeviceSettings, Theme
from tests import shaken
from tests.journeys.driver import MovingClock


def main() -> int:
    vault, at, text_size, theme = sys.argv[1:5]
    traces = Path(os.environ["TRACES"]).open("w", encoding="utf-8")  # noqa: SIM115  (open as long as the program runs)
    faulthandler.register(signal.SIGUSR1, traces)
    harden = crash.harden

    def harden_but_tell() -> None:
        """The program silences this; a test wants to read where it ended."""
        harden()
        faulthandler.enable(traces)

    crash.harden = harden_but_tell
    settings = DeviceSettings()
    settings.text_size, settings.theme = int(text_size), Theme(theme)
    if "SHAKEN" in os.environ:
        shaken.shake(pytest.MonkeyPatch())
    folder = None if vault == "-" else Path(vault)
    return run_window(folder, False, "start", MovingClock(datetime.fromisoformat(at)))


if __name__ == "__main__":
    leave(main())  # as the program itself does
