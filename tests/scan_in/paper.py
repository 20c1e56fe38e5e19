"""Forms on paper as they come back, the files they are scanned to, and the screen that takes them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from coordinator_app.consent.model import PrintedForm
from coordinator_app.pdf.scan_codes import find_codes
from coordinator_app.scan_in.page.tray import ScanInPage
from tests.scan_in import bad_scans
from tests.scan_in.bad_scans import Bad, spoil

Make = Callable[[], ScanInPage]


def paper(form: PrintedForm, *, signed: bool = True, pages: tuple[int, ...] = (0, 1)) -> list[Image.Image]:
    """A form printed by the app, signed by hand, and scanned crookedly with the pages any way round."""
    assert form.template is not None
    rng, found = random.Random(form.template.value), []
    for number, sheet in enumerate(
        bad_scans.pictures(bad_scans.printed(form.reference, form.template.value))
    ):
        if number not in pages:
            continue
        for box in find_codes(sheet).ours[0].code.boxes:
            sheet = bad_scans.sign(sheet, box.line, rng) if signed else sheet  # noqa: PLW2901  (signed once more)
        found.append(
            spoil(sheet, Bad(skew=rng.uniform(-2, 2), turn=rng.randrange(4), noise=3, quality=60), rng)
        )
    return found


def scan(folder: Path, *sheets: Image.Image, name: str = "scan_0001.pdf") -> Path:
    path = folder / name
    kind = {".pdf": "PDF", ".tif": "TIFF", ".jpg": "JPEG"}[path.suffix]
    more = {"save_all": True, "append_images": list(sheets[1:])} if len(sheets) > 1 else {}
    sheets[0].save(path, kind, resolution=200, dpi=(200, 200), **more)
    return path


def titles(made: ScanInPage) -> list[str]:
    return [row.title for row in made.list.rows()]


def press(made: ScanInPage, key: Qt.Key) -> None:
    kinds = (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease)
    for kind in kinds:
        QApplication.sendEvent(made.list, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
