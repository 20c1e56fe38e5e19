from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinterInfo
from pytestqt.qtbot import QtBot

from coordinator_app.core.page_images import PageShown, PagesShown
from coordinator_app.ui import paper
from tests.ui.recording import RecordingDialogs

WIDE, HIGH = 595.0, 842.0


def picture(colour: str) -> bytes:
    image = QImage(60, 85, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(kept, "PNG")
    return bytes(kept.data().data())


def pages(*colours: str) -> PagesShown:
    shown = tuple(PageShown(at + 1, picture(colour), 60, 85, WIDE, HIGH) for at, colour in enumerate(colours))
    return PagesShown(shown, len(shown))


def test_each_page_fills_a_sheet_at_its_true_size(qapp: Any, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "out.pdf"))
    writer.setPageSize(QPageSize(QSizeF(WIDE, HIGH), QPageSize.Unit.Point))
    layout = writer.pageLayout()
    layout.setMode(layout.Mode.FullPageMode)
    writer.setPageLayout(layout)
    paper.draw_pages(pages("red", "blue"), writer, writer.newPage)
    del writer
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as made:
        assert len(made) == 2
        first = made[0].render(scale=0.5).to_pil()
        corner = first.getpixel((first.width - 4, first.height - 4))
        assert corner[0] > 200
        assert corner[2] < 60
        assert made[1].render(scale=0.5).to_pil().getpixel((4, 4))[2] > 200


def test_a_printer_that_gives_up_is_a_trouble_in_words(qapp: Any, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "out.pdf"))
    with pytest.raises(paper.PrintingFailed) as raised:
        paper.draw_pages(pages("red", "blue"), writer, lambda: False)
    assert raised.value.next_step


def test_a_page_that_cannot_be_drawn_is_not_printed_blank(qapp: Any, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "out.pdf"))
    torn = PagesShown((*pages("red").pages, PageShown(2, b"no picture", 60, 85, WIDE, HIGH)), 2)
    with pytest.raises(paper.PrintingFailed, match="nothing was printed"):
        paper.draw_pages(torn, writer, writer.newPage)


def test_without_a_printer_it_says_so_and_shows_no_dialog(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialogs, failed = RecordingDialogs(), []
    paper.print_pages(pages("red"), dialogs, lambda _nothing: None, failed.append)
    assert isinstance(failed[0], paper.NoPrinter)
    assert dialogs.shown == []
