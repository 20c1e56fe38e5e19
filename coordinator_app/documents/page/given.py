"""What was dropped on the tab or lies on the clipboard, as files: paths, or a copied picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from coordinator_app.documents.page.taken import Given
from coordinator_app.documents.reading_jobs import FileGiven

_PICTURE = "Copied picture.png"


def paths(mime: QMimeData) -> list[Path]:
    """The files of this machine that were dropped or copied."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def of_mime(mime: QMimeData | None) -> list[Given]:
    """Files, or else a picture that was copied without one."""
    if mime is None:
        return []
    files: list[Given] = [*paths(mime)]
    if files or not mime.hasImage():
        return files
    picture = mime.imageData()
    content = _png(picture) if isinstance(picture, QImage) else b""
    return [FileGiven(_PICTURE, content)] if content else []


def on_clipboard() -> QMimeData | None:
    """What was copied last, in any program."""
    return QGuiApplication.clipboard().mimeData()


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub forgets devices
    return bytes(buffer.data().data())
