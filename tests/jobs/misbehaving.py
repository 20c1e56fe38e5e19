"""Child tasks that do what no task may; the tests of `children` show that each is contained."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from coordinator_app.core.errors import BadFile
from coordinator_app.jobs.job import Progress


def crash(request: Any, blobs: Any, tell: Any) -> None:
    os.abort()


def leave(request: Any, blobs: Any, tell: Any) -> None:
    os._exit(0)


def hang(request: Any, blobs: Any, tell: Any) -> None:
    tell(Progress(0, None, "Hanging"))
    while True:
        time.sleep(60)


def burn(request: Any, blobs: Any, tell: Any) -> None:
    while True:
        pass


def eat_memory(request: Any, blobs: Any, tell: Any) -> Any:
    return {"size": len(bytearray(300 << 20))}, []


def print_garbage(request: Any, blobs: Any, tell: Any) -> Any:
    sys.stdout.write("not a frame " * 100)
    sys.stderr.write("nor this")
    return {"fine": True}, []


def write_garbage(request: Any, blobs: Any, tell: Any) -> Any:
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\xff" * 64)
        except OSError:
            continue
    return {}, []


def write_file(request: Any, blobs: Any, tell: Any) -> Any:
    Path(request["path"]).write_bytes(b"Marigold Puddlecombe")
    return {}, []


def read_bytes(request: Any, blobs: Any, tell: Any) -> Any:
    return {"size": len(Path(request["path"]).read_bytes())}, []


def open_socket(request: Any, blobs: Any, tell: Any) -> Any:
    socket.create_connection(("127.0.0.1", request["port"]), timeout=5)
    return {}, []


def open_raw_socket(request: Any, blobs: Any, tell: Any) -> Any:
    import _socket

    plain = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    plain.settimeout(5)
    plain.connect(("127.0.0.1", request["port"]))
    return {}, []


def surroundings(request: Any, blobs: Any, tell: Any) -> Any:
    return {"names": sorted(os.environ), "modules": sorted(sys.modules), "nice": os.nice(0)}, []


def raise_with_content(request: Any, blobs: Any, tell: Any) -> None:
    raise ValueError("Marigold Puddlecombe, 9 November")


def raise_trouble(request: Any, blobs: Any, tell: Any) -> None:
    raise BadFile("This file is not a PDF.")


def raise_long_trouble(request: Any, blobs: Any, tell: Any) -> None:
    raise BadFile("\x1b[2J" + "x" * 10_000)


def too_much(request: Any, blobs: Any, tell: Any) -> Any:
    return {}, [bytes(1 << 20)] * 8


def not_json(request: Any, blobs: Any, tell: Any) -> Any:
    return {"value": object()}, []


def start_another(request: Any, blobs: Any, tell: Any) -> None:
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    tell(Progress(other.pid))
    os.abort()


def who(request: Any, blobs: Any, tell: Any) -> Any:
    return {"pid": os.getpid()}, []


def remove_file(request: dict[str, Any], blobs: Any, tell: Any) -> Any:
    Path(request["path"]).unlink()
    return {}, []


def touch_file(request: dict[str, Any], blobs: Any, tell: Any) -> Any:
    Path(request["path"]).touch()
    return {}, []


def talk(request: dict[str, Any], blobs: list[bytes], line: Any) -> tuple[dict[str, Any], list[bytes]]:
    """Asks for as many pieces as it is told, and gives each back doubled."""
    for number in range(request["pieces"]):
        piece = line.ask({"want": number}).blobs[0]
        line.give({"have": number}, [piece * 2])
    return {"given": request["pieces"]}, []
