"""Several PDFs that we printed as one file, in their order. Runs in a child process only."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from coordinator_app.core.answers import as_answer
from coordinator_app.core.bundle import Bundle, Bundled
from coordinator_app.core.wire import from_plain


def bundle_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "print.bundle": `Bundle` -> `Bundled`."""
    return as_answer(bundled(from_plain(Bundle, request, blobs)))


def bundled(bundle: Bundle) -> Bundled:
    """One PDF with the pages of all; a single one is handed back as it is. ValueError for none."""
    if not bundle.parts:
        message = "there is nothing to join"
        raise ValueError(message)
    if len(bundle.parts) == 1:
        return Bundled(bundle.parts[0])
    whole = pikepdf.Pdf.new()
    for part in bundle.parts:
        with pikepdf.Pdf.open(io.BytesIO(part)) as source:
            whole.pages.extend(source.pages)
    out = io.BytesIO()
    whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Bundled(out.getvalue())
