"""Asking a child process straight, for tests."""

from __future__ import annotations

from typing import Any

from coordinator_app.jobs.children import Worker


def ask(worker: Worker, name: str, request: Any = None, blobs: Any = (), **options: Any) -> Any:
    return worker.ask(object(), "task", {"task": name, "request": request or {}}, blobs, **options)


def pid_of(worker: Worker) -> Any:
    return ask(worker, "bad.who").body["pid"]
