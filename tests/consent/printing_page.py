"""The print page as its tests open it, and what came out of the printer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.page import PrintFormsPage
from coordinator_app.pupils.actions import save_pupil
from tests.referrals.page_desk import Desk
from tests.vaults import House

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


def not_printable(house: House) -> str:
    """The pupil under a name in which three characters cannot be printed; gives the id."""
    pupil = house.session.get(type(house.pupil), house.pupil.id)
    save_pupil(house.session, replace(pupil, given_names="Rhŷs 李明 علي", known_as="Kit"))
    return pupil.id


def form_words(page: PrintFormsPage, template: FormTemplate, tmp_path: Path) -> str:
    path = tmp_path / "seen.pdf"
    path.write_bytes(page.previews[template].pdf)
    return words_of(path)
