"""A list as CSV: UTF-8 with its mark, CRLF, quoted as RFC 4180 says, nothing in it that would be calculated."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from coordinator_app.core.export_cells import as_text
from coordinator_app.core.export_table import Table

EVERY = 500


def csv_bytes(table: Table, told: Callable[[int], None]) -> bytes:
    """The whole file; `told(row)` now and then."""
    out = io.StringIO(newline="")
    # all quoted: some programs also split at semicolons and tabs, and what came after one could be calculated
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([as_text(title) for title in table.columns])
    for number, row in enumerate(table.rows, 1):
        writer.writerow([as_text(cell) for cell in row])
        if number % EVERY == 0:
            told(number)
    return out.getvalue().encode("utf-8-sig")
