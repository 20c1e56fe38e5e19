"""Two clocks that nobody can set: one goes on while the laptop sleeps, one stands still meanwhile. What lies between them is sleep."""

from __future__ import annotations

import sys
import time


def passed() -> float:
    """Seconds of a clock that goes on while the laptop sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # Python's own stands still there
    return time.monotonic()  # on Windows it counts sleep


def awake() -> float:
    """Seconds of a clock that stands still while the laptop sleeps, however long the window is kept busy."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  (only there)

        units = ctypes.c_uint64()  # of 100 nanoseconds
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(units))
        return units.value / 1e7
    return time.monotonic()
