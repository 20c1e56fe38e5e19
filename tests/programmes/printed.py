"""The words of a printed page, read back."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def text_of(pdf: bytes | Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())
