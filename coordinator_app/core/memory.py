"""Gives memory that is no longer used back to the system: between large pieces of work it would lie idle."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

LARGE: Final = 128 * 1024
"""Bytes: from here on a block is had from the system by itself, and goes back to it at once."""
_MMAP_THRESHOLD: Final = -3  # of mallopt(3)


def give_back() -> None:
    """Let go of what was freed; a matter of milliseconds. Other systems than Linux do it by themselves or not at all."""
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not every C library has it
    if trim is not None:
        trim(0)


def keep_large_blocks_apart() -> None:
    """Have each large block by itself, as the C library does until the first is freed; from then on it keeps more and more.

    What passes through in megabytes would otherwise lie in the heaps of the threads that read it, in pieces. Children
    are told by their environment.
    """
    if sys.platform != "linux":
        return
    option = getattr(ctypes.CDLL(None), "mallopt", None)  # not every C library has it
    if option is not None:
        option(_MMAP_THRESHOLD, LARGE)
