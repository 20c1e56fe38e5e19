"""Independent readers of a finished PDF: poppler and qpdf, which share no code with what wrote it."""

from __future__ import annotations

import subprocess
from pathlib import Path


def pdf_text(pdf: bytes, folder: Path, *, password: str = "", page: int = 0) -> str:
    """The text that poppler reads, of one page (from 1) or of all."""
    path = _written(pdf, folder)
    pages = ["-f", str(page), "-l", str(page)] if page else []
    return _output(["pdftotext", "-layout", *pages, *_key(password), str(path), "-"])


def pdf_info(pdf: bytes, folder: Path, *, password: str = "") -> dict[str, str]:
    """What poppler says of the file."""
    lines = _output(["pdfinfo", *_key(password), str(_written(pdf, folder))]).splitlines()
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def qpdf(pdf: bytes, folder: Path, *arguments: str) -> str:
    """What qpdf prints; fails on any error or warning."""
    return _output(["qpdf", *arguments, str(_written(pdf, folder))])


def _key(password: str) -> list[str]:
    return ["-upw", password] if password else []


def _written(pdf: bytes, folder: Path) -> Path:
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    return path


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=300).stdout
