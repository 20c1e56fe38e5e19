"""Task "export.table": a list as a workbook or CSV, locked in an AES-256 zip file where a password is given.

Runs in a child process that can write no file: everything is made in memory and goes back by the pipe.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from coordinator_app.core.answers import as_answer
from coordinator_app.core.export_order import Exported, ExportFormat, ExportOrder
from coordinator_app.core.export_table import unpacked
from coordinator_app.core.wire import from_plain
from coordinator_app.jobs.export_csv import csv_bytes
from coordinator_app.jobs.export_xlsx import xlsx_bytes
from coordinator_app.jobs.job import Progress

Tell = Callable[[Progress], None]


def export_task(
    request: dict[str, Any], blobs: list[bytes], tell: Tell
) -> tuple[dict[str, Any], list[bytes]]:
    """`ExportOrder` -> `Exported`."""
    return as_answer(exported(from_plain(ExportOrder, request, blobs), tell))


def exported(order: ExportOrder, tell: Tell) -> Exported:
    """The finished file."""
    table = unpacked(order.table)

    def told(row: int) -> None:
        tell(Progress(row, len(table.rows), f"Writing row {row:,} of {len(table.rows):,}"))

    if order.format is ExportFormat.XLSX:
        content = xlsx_bytes(table, order.about, told)
    else:
        content = csv_bytes(table, told)
    if order.password:
        content = _locked(f"{order.name}.{order.format.value}", content, order.password)
    return Exported(content)


def _locked(name: str, content: bytes, password: str) -> bytes:
    """A zip file with one file in it, readable with the password only."""
    import pyzipper  # noqa: PLC0415  (60 ms that an open list does not need)

    out = io.BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode("ascii"))
        archive.setencryption(pyzipper.WZ_AES, nbits=256)
        archive.writestr(name, content)
    return out.getvalue()
