"""What a file is that may be scanned in, by its first bytes alone: no name is believed and nothing is opened."""

from __future__ import annotations

PDF, PNG, JPEG, TIFF = "application/pdf", "image/png", "image/jpeg", "image/tiff"
ENDINGS = ("pdf", "jpg", "jpeg", "png", "tif", "tiff")
_STARTS = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"II*\0", TIFF), (b"MM\0*", TIFF))


def scan_type(content: bytes) -> str:
    """The media type of a PDF, PNG, JPEG or TIFF, "" for anything else."""
    if b"%PDF-" in content[:1024]:
        return PDF
    return next((kind for start, kind in _STARTS if content.startswith(start)), "")
