"""Child tasks that look into a foreign file: what it is, its words, its pages. Never run in the main process."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import filetype

from coordinator_app.core.answers import as_answer
from coordinator_app.core.errors import BadFile
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.model import MOST_BYTES, Looked
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pdf.page_pictures import pages_shown
from coordinator_app.pdf.render import Source, open_file

MOST_LETTERS = 2_000_000
_PDF, _PNG, _JPEG = "application/pdf", "image/png", "image/jpeg"
_CALLED = {_PDF: "a PDF", _PNG: "a PNG picture", _JPEG: "a JPEG picture"}
_BY_ENDING = {".pdf": _PDF, ".png": _PNG, ".jpg": _JPEG, ".jpeg": _JPEG, ".jpe": _JPEG}
_OTHERS = {
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "a text document",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".msg": "an email",
    ".eml": "an email",
    ".htm": "a web page",
    ".html": "a web page",
}
_SAVE_AS_PDF = "Open it, save a copy as PDF, then choose that copy."


def look_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "files.look": `FileGiven` -> `Looked`. BadFile in plain words if it cannot be taken."""
    return as_answer(look(from_plain(FileGiven, request, blobs)))


def pages_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "files.pages": `PagesWanted` -> `PagesShown`, with the words for redaction."""
    wanted = from_plain(PagesWanted, request, blobs)
    with open_file(wanted.content) as source:
        return as_answer(pages_shown(source, wanted, words=True))


def look(file: FileGiven) -> Looked:
    """What a file really is. Every page is opened, so that a file that is kept can also be shown."""
    if not file.content:
        raise BadFile("The file is empty.", next_step="Open it where it came from and save it again.")
    if len(file.content) > MOST_BYTES:
        raise BadFile("The file is larger than 100 MB.", next_step="Scan it again at a lower quality.")
    ending = _ending(file.name)
    kind = _kind(file.content)
    if kind is None:
        raise BadFile(_not_taken(file.content, ending), next_step=_SAVE_AS_PDF)
    if ending and _BY_ENDING.get(ending) != kind:
        raise BadFile(
            f"The name of this file ends in {ending}, but it is {_CALLED[kind]}.",
            next_step="Ask where it came from. If it is right, save it again under its proper type.",
        )
    with open_file(file.content) as source:
        return Looked(media_type=kind, page_count=source.pages, words=_words(source))


def _kind(content: bytes) -> str | None:
    """The type by the content alone, by the rule that `open_file` goes by."""
    if b"%PDF-" in content[:1024]:
        return _PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    return _JPEG if content.startswith(b"\xff\xd8\xff") else None


def _ending(name: str) -> str:
    """The ending of the name, in small letters, however the other system writes paths."""
    ending = PurePosixPath(PureWindowsPath(name).name).suffix.lower()
    return "" if len(ending) > 6 or not ending[1:].isalnum() else ending


def _not_taken(content: bytes, ending: str) -> str:
    guessed = filetype.guess(content[:8192])
    real = f".{guessed.extension}" if guessed else ""
    takes = "Coordinator takes PDF, PNG and JPEG files."
    called = _OTHERS.get(real) or _OTHERS.get(ending)
    if ending in _BY_ENDING:
        return f"This is not what its name says: it is no {ending[1:].upper()} file. {takes}"
    return f"This is {called}. {takes}" if called else f"This kind of file cannot be read. {takes}"


def _words(source: Source) -> str:
    """The words of every page, a page to a line, for search and for the check of a finished pack."""
    lines: list[str] = []
    room = MOST_LETTERS
    for index in range(source.pages):
        source.size(index)
        line = " ".join(word.text for word in source.words(index))[: max(0, room)]
        room -= len(line) + 1
        lines.append(line)
    return "\n".join(lines).strip()
