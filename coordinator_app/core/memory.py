"""Gives memory that is no longer used back to the system: between large pieces of work it would lie idle."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Let go of what was freed; a matter of milliseconds. Other systems than Linux do it by themselves or not at all."""
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not every C library has it
    if trim is not None:
        trim(0)
