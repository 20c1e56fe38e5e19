"""The one door by which a page lets a PDF out of the vault in clear."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from coordinator_app.jobs.leaving_pdf import LeavingPdf, save_pdf
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded


def let_out(
    services: Services,
    receiver: QObject,
    out: LeavingPdf,
    done: Callable[[], None],
    failed: Callable[[Exception], None],
) -> None:
    """Write the file, readable by its owner only, and a line in the audit, away from the window's thread.

    One of `done` or `failed` is called on it, as long as `receiver` is there; after `failed` nothing was left behind.
    """
    services.jobs.write(
        lambda session: save_pdf(session, out),
        done=guarded(receiver, lambda _place: done()),
        failed=guarded(receiver, failed),
    )
