"""Sends page images to a printer of the system; nothing is written to a file on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintDevice, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog

from coordinator_app.core.errors import Trouble
from coordinator_app.core.page_images import PagesShown
from coordinator_app.ui.dialogs import Dialogs

DPI = 300
"""How finely pages are drawn for paper."""


_GIVEN_UP: Final = frozenset({QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted})


class NoPrinter(Trouble):
    """The system knows no printer."""

    code = "no-printer"
    next_step = "Set a printer up in the settings of this laptop, then print again."


class PrintingFailed(Trouble):
    """The printer refused the pages."""

    code = "printing-failed"
    safe = "What was to be printed is still here."
    next_step = "Look at the printer and take away what came out of it, then print again."


def draw_pages(pages: PagesShown, device: QPaintDevice, new_page: Callable[[], bool]) -> None:
    """Paint each page on a sheet of the device at its true size; PrintingFailed if the device gives up.

    `new_page` begins the next sheet. Pages are in points, the device in its own dots to the inch.
    """
    pictures = [QImage.fromData(page.image) for page in pages.pages]
    if any(picture.isNull() for picture in pictures):
        raise PrintingFailed("A page could not be drawn, so nothing was printed.")
    painter = QPainter()
    if not painter.begin(device):
        raise PrintingFailed("The page could not be sent to the printer.")
    try:
        for at, (page, picture) in enumerate(zip(pages.pages, pictures, strict=True)):
            if at and not new_page():
                raise PrintingFailed("The printer stopped in the middle.")
            wide, high = device.logicalDpiX() / 72, device.logicalDpiY() / 72
            target = QRectF(0, 0, page.width_pt * wide, page.height_pt * high)
            painter.drawImage(target, picture)
    finally:
        ended = painter.end()
    if not ended or has_given_up(device):
        raise PrintingFailed("The printer did not take all of the pages.")


def has_given_up(device: QPaintDevice) -> bool:
    """Whether a printer says, once all was sent, that it failed or that somebody stopped it at its queue."""
    return isinstance(device, QPrinter) and device.printerState() in _GIVEN_UP


def print_pages(
    pages: PagesShown, dialogs: Dialogs, done: Callable[[None], None], failed: Callable[[Exception], None]
) -> None:
    """Ask for a printer and print; nothing is called if the user cancels. A4 and letter pages keep their size."""
    if not QPrinterInfo.availablePrinterNames():
        failed(NoPrinter("No printer is set up on this laptop."))
        return
    printer = _printer_for(pages)
    dialog = QPrintDialog(printer)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)

    def chosen(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            try:
                draw_pages(pages, printer, printer.newPage)
            except PrintingFailed as trouble:
                failed(trouble)
            else:
                done(None)

    dialogs.show(dialog, chosen)


def _printer_for(pages: PagesShown) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Coordinator")  # what a print queue shows: no name
    printer.setFullPage(True)
    if pages.pages:
        first = pages.pages[0]
        size = QPageSize(QSizeF(first.width_pt, first.height_pt), QPageSize.Unit.Point)
        printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    return printer
