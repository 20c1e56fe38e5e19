"""Pages to a printer, away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QRunnable, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from coordinator_app.core.errors import Trouble
from coordinator_app.ui.paper import has_given_up

MakePrinter = Callable[[str], QPrinter]
FINE = 300
"""Dots to the inch of what is printed."""


class PrinterRefused(Trouble):
    """The printer took nothing, or not all of it."""

    code = "printer-refused"
    next_step = "Look at the printer, then press Print again. The forms are still here."


def printers() -> tuple[tuple[str, ...], str]:
    """The printers of this laptop by name, and the usual one ("" for none)."""
    return tuple(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()


def open_printer(name: str) -> QPrinter:
    """A printer by its name. The job is called "Coordinator": names of jobs stand on shared screens."""
    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Coordinator")
    return printer


def print_pages(printer: QPrinter, images: tuple[bytes, ...]) -> None:
    """Put each picture on an A4 sheet of its own, as large as the sheet. PrinterRefused if it is not taken."""
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    pictures = [QImage.fromData(image) for image in images]
    if any(picture.isNull() for picture in pictures):
        raise PrinterRefused("A page could not be drawn, so nothing was printed.")
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused("The printer did not take the forms.")
    try:
        for place, picture in enumerate(pictures):
            if place and not printer.newPage():
                raise PrinterRefused(f"The printer took {place} of {len(pictures)} sheets.")
            sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            painter.drawImage(sheet, picture)
    finally:
        ended = painter.end()
    if not ended or has_given_up(printer):
        raise PrinterRefused("The printer did not take all of the sheets.")


class _Told(QObject):
    """Lives on the window's thread; what the pool's thread emits arrives there, by the queue of events."""

    done = Signal()
    failed = Signal(object)

    def __init__(self, then: Callable[[], None], otherwise: Callable[[Exception], None]) -> None:
        super().__init__()
        self._then, self._otherwise = then, otherwise
        self.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _on_done(self) -> None:
        self._then()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._otherwise(error)


class PrintRun(QRunnable):
    """Prints on a thread of the pool; one of `done` or `failed` is called on the window's thread."""

    def __init__(
        self,
        make: Callable[[], QPrinter],
        images: tuple[bytes, ...],
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._make, self._images = make, images
        self._told = _Told(done, failed)

    def start(self) -> None:
        """Go."""
        QThreadPool.globalInstance().start(self)

    def run(self) -> None:
        """On the pool's thread: print, and tell."""
        try:
            print_pages(self._make(), self._images)
        except Exception as error:  # noqa: BLE001  (whatever a driver does is told, not lost on a thread)
            self._told.failed.emit(error)
        else:
            self._told.done.emit()
