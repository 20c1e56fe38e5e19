"""The composition root of the window: builds vault, jobs, services and pages; the only part that knows them all."""

from __future__ import annotations

from coordinator_app.app.run import App, run_window

__all__ = ["App", "run_window"]
