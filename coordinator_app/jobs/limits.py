"""What a child process may use, and how it binds itself before it reads a single byte of anyone's file.

Linux keeps all of it; other systems keep what they have (the parent's clock and kill hold everywhere).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

MIB = 1024 * 1024
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of linux/sched.h
_DIE_WITH_PARENT, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38  # PR_SET_… of linux/prctl.h
_SIGKILL = 9
_CREATE_RULES, _RESTRICT_SELF = 444, 446  # system calls of Landlock, the same numbers on every processor
# its rights to write, remove and make anything: bits 1 and 4 to 12 of LANDLOCK_ACCESS_FS_… in linux/landlock.h
_CHANGES = 1 << 1 | sum(1 << bit for bit in range(4, 13))
_NICE = 10  # the window comes first


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one group of tasks: bytes of memory and answer, seconds of processor and of the clock.

    `fresh` gives every request a new process, so that a hostile file cannot wait for the next one.
    """

    memory_bytes: int = 1536 * MIB
    cpu_seconds: int = 120
    seconds: float = 180.0
    answer_bytes: int = 512 * MIB
    open_files: int = 64
    fresh: bool = False


def bind(memory_bytes: int, open_files: int) -> None:
    """Bind this process for the rest of its life: memory, no file writes, no core, no network, niced."""
    _guard_sockets()
    if sys.platform == "win32":
        return
    os.umask(0o077)
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    if sys.platform == "linux":
        _bind_linux()
    import resource  # noqa: PLC0415  (not on Windows)

    _lower(resource, "RLIMIT_CORE", 0)
    _lower(resource, "RLIMIT_FSIZE", 0)
    _lower(resource, "RLIMIT_NOFILE", open_files)
    _lower(resource, "RLIMIT_AS", memory_bytes)


def allow_cpu(seconds: int) -> None:
    """Give this process so many more seconds of processor; past them the system ends it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (not on Windows)

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))


def _lower(resource: Any, name: str, value: int) -> None:
    with contextlib.suppress(AttributeError, ValueError, OSError):  # a system may lack one of them
        resource.setrlimit(getattr(resource, name), (value, value))


def _bind_linux() -> None:
    call = ctypes.CDLL(None, use_errno=True)
    call.prctl(_DIE_WITH_PARENT, _SIGKILL, 0, 0, 0)
    call.prctl(_DUMPABLE, 0, 0, 0, 0)
    call.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    # an own, empty network: allowed on most laptops, refused in some containers (the guard then stands alone)
    call.unshare(_NEW_USER | _NEW_NET)
    _leave_files_alone(call)


def _leave_files_alone(call: Any) -> None:
    """Change no file anywhere, not even by removing it; where the kernel has no Landlock, nothing happens."""
    rights = ctypes.c_uint64(_CHANGES)
    rules = call.syscall(_CREATE_RULES, ctypes.byref(rights), ctypes.c_size_t(8), ctypes.c_uint32(0))
    if rules >= 0:
        # no rule is added, so what is named above is allowed nowhere
        call.syscall(_RESTRICT_SELF, rules, ctypes.c_uint32(0))
        os.close(rules)


def _guard_sockets() -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        message = "a child process has no network"
        raise PermissionError(message)

    class Refused(socket.socket):
        """Stands in for `socket.socket`, which others subclass."""

        __init__: Callable[..., None] = refuse

    for name in (
        "socketpair",
        "create_connection",
        "create_server",
        "getaddrinfo",
        "gethostbyname",
        "fromfd",
    ):
        setattr(socket, name, refuse)
    socket.socket = Refused  # type: ignore[misc]  # replacing the class is the guard
