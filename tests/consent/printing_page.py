"""The print page as its tests open it, and what came out of the printer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from coordinator_app.consent.page import PrintFormsPage
from tests.referrals.page_desk import Desk

OFFICE = "Office printer (2nd floor)"


def opened(
    qtbot: QtBot, at_desk: Desk, *, printers: tuple[str, ...] = (OFFICE,), **params: str
) -> PrintFormsPage:
    page = PrintFormsPage(at_desk.services)
    page.printers = lambda: (printers, "")
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(**params)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.waitUntil(lambda: page.options.printer_row.isHidden() is not bool(printers))
    return page


def to_file(path: Path) -> Any:
    """A printer that prints into a PDF: what comes out can be looked at."""

    def make(_name: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(path))
        return made

    return make


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def pages_of(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)
