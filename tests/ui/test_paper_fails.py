"""A printer that is there and does not print: it is said in words, nothing is called printed, and it can be tried again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from coordinator_app.consent.page import printer as forms
from coordinator_app.core.errors import Trouble
from coordinator_app.ui import paper
from tests.ui.recording import RecordingDialogs
from tests.ui.test_paper import pages


def printer_to(place: str) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(place)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    made.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    return made


class Answering(RecordingDialogs):
    """Answers the box of the printer."""

    result = QDialog.DialogCode.Rejected

    def show(self, dialog: QDialog, then: Callable[[int], None] | None = None) -> None:
        super().show(dialog, then)
        assert then is not None
        then(self.result)


class Asked:
    """Prints two pages, and says what came of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, printer: QPrinter) -> None:
        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office"]))
        monkeypatch.setattr(paper, "_printer_for", lambda _pages: printer)
        self.dialogs, self.done, self.failed = Answering(), 0, list[Exception]()

    def print(self, result: QDialog.DialogCode) -> None:
        self.dialogs.result = result
        paper.print_pages(pages("red", "blue"), self.dialogs, self._done, self.failed.append)

    def _done(self, _nothing: None) -> None:
        self.done += 1


def test_who_cancels_at_the_printer_has_printed_nothing_and_may_print_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "out.pdf"
    asked = Asked(monkeypatch, printer_to(str(place)))
    asked.print(QDialog.DialogCode.Rejected)
    assert (asked.done, asked.failed, place.exists()) == (0, [], False)
    asked.print(QDialog.DialogCode.Accepted)
    assert (asked.done, asked.failed) == (1, [])
    with pypdfium2.PdfDocument(place) as made:
        assert len(made) == 2


class Stopped(QPrinter):
    """Somebody stops the pages at the queue, once all of them were sent."""

    state = QPrinter.PrinterState.Error

    def printerState(self) -> QPrinter.PrinterState:
        return self.state


def stopped(place: Path, state: QPrinter.PrinterState) -> QPrinter:
    made = Stopped(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(place))
    made.state = state
    return made


def unwilling(tmp_path: Path) -> dict[str, tuple[QPrinter, str]]:
    return {
        "not there": (printer_to(str(tmp_path / "no" / "folder.pdf")), "could not be sent"),
        "failed": (stopped(tmp_path / "a.pdf", QPrinter.PrinterState.Error), "did not take all"),
        "stopped": (stopped(tmp_path / "b.pdf", QPrinter.PrinterState.Aborted), "did not take all"),
    }


@pytest.mark.qt_log_level_fail("CRITICAL")  # Qt itself warns of a printer that is not there
@pytest.mark.parametrize("how", ["not there", "failed", "stopped"])
def test_pages_that_a_printer_did_not_take_are_not_called_printed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: str
) -> None:
    printer, says = unwilling(tmp_path)[how]
    asked = Asked(monkeypatch, printer)
    asked.print(QDialog.DialogCode.Accepted)
    assert asked.done == 0
    (error,) = asked.failed
    assert isinstance(error, Trouble)
    assert says in error.happened
    assert error.safe
    assert error.next_step


@pytest.mark.qt_log_level_fail("CRITICAL")  # Qt itself warns of a printer that is not there
@pytest.mark.parametrize("how", ["not there", "failed", "stopped"])
def test_forms_that_a_printer_did_not_take_are_not_called_printed(
    qapp: Any, tmp_path: Path, how: str
) -> None:
    images = tuple(page.image for page in pages("red", "blue").pages)
    with pytest.raises(forms.PrinterRefused) as raised:
        forms.print_pages(unwilling(tmp_path)[how][0], images)
    assert raised.value.next_step
    forms.print_pages(printer_to(str(tmp_path / "again.pdf")), images)
    with pypdfium2.PdfDocument(tmp_path / "again.pdf") as made:
        assert len(made) == 2
