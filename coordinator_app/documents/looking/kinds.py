"""What a file is, by its content alone, and whether its name agrees. No name is believed and nothing is run."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

import filetype

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import ole, texts, zips

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
TIFF, HEIC = "image/tiff", "image/heic"
_OOXML, _ODF = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
DOCX, XLSX = f"{_OOXML}wordprocessingml.document", f"{_OOXML}spreadsheetml.sheet"
DOCM = "application/vnd.ms-word.document.macroEnabled.12"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.12"
ODT, ODS = f"{_ODF}text", f"{_ODF}spreadsheet"
RTF, XLS, MSG = "application/rtf", "application/vnd.ms-excel", "application/vnd.ms-outlook"
EML, HTML, CSV, TEXT = "message/rfc822", "text/html", "text/csv", "text/plain"
PICTURES: Final = frozenset({PNG, JPEG, TIFF, HEIC})

CALLED: Final = {
    PDF: "a PDF",
    PNG: "a PNG picture",
    JPEG: "a JPEG picture",
    TIFF: "a TIFF picture",
    HEIC: "a HEIC photograph",
    DOCX: "a Word document",
    DOCM: "a Word document with macros",
    XLSX: "an Excel workbook",
    XLSM: "an Excel workbook with macros",
    XLS: "an old Excel workbook",
    ODT: "an OpenDocument text",
    ODS: "an OpenDocument spreadsheet",
    RTF: "a rich text document",
    MSG: "an Outlook message",
    EML: "an email",
    HTML: "a web page",
    CSV: "a CSV list",
    TEXT: "plain text",
}
_ENDINGS: Final = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    TIFF: (".tif", ".tiff"),
    HEIC: (".heic", ".heif", ".hif"),
    DOCX: (".docx", ".dotx"),
    DOCM: (".docm", ".dotm"),
    XLSX: (".xlsx", ".xltx"),
    XLSM: (".xlsm", ".xltm"),
    XLS: (".xls", ".xlt"),
    ODT: (".odt", ".ott"),
    ODS: (".ods", ".ots"),
    # Word itself writes rich text and web pages under its own ending
    RTF: (".rtf", ".doc"),
    MSG: (".msg",),
    EML: (".eml", ".txt"),
    HTML: (".html", ".htm", ".xhtml", ".doc", ".xls"),
    CSV: (".csv", ".tsv"),
    TEXT: (".txt", ".text", ".log", ".md", ".csv", ".tsv", ".ics", ".vcf", ".eml"),
}
ENDINGS: Final = tuple(sorted({ending[1:] for one in _ENDINGS.values() for ending in one}))
_KNOWN: Final = frozenset(ending for one in _ENDINGS.values() for ending in one)
# what is met often and cannot be read: what it is called
_OTHERS: Final = {
    ".doc": "an old Word document",
    ".ppt": "an old PowerPoint file",
    ".pptx": "a PowerPoint file",
    ".pps": "an old PowerPoint file",
    ".pub": "a Publisher file",
    ".odp": "a presentation",
    ".pages": "a Pages document",
    ".numbers": "a Numbers spreadsheet",
    ".zip": "a folder packed as ZIP",
    ".7z": "a packed folder",
    ".rar": "a packed folder",
    ".gif": "a GIF picture",
    ".bmp": "a BMP picture",
    ".webp": "a WebP picture",
    ".mp3": "a sound recording",
    ".m4a": "a sound recording",
    ".wav": "a sound recording",
    ".mp4": "a film",
    ".mov": "a film",
    ".avi": "a film",
}
_AS_PDF = "Open it, save a copy as PDF, then choose that copy."
_NO_PROGRAM = "Do not open it. Tell whoever looks after your laptop where it came from."
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How programs of Windows, Linux and macOS begin."""
_PACKED = "Unpack it, then choose the files in it one by one."
_SPOKEN = "Keep it where it is, and record in the chronology what is said in it."
_TAKES = (
    "Coordinator takes PDF, pictures, Word and OpenDocument files, spreadsheets, emails, web pages and text."
)


def kind_of(name: str, content: bytes) -> str:
    """The media type of a file that can be taken. BadFile in plain words, with the way out, for any other."""
    ending = ending_of(name)
    kind = by_content(content, ending)
    if not kind:
        raise _not_taken(content, ending)
    if ending and ending not in _ENDINGS[kind]:
        raise BadFile(
            f"The name of this file ends in {ending}, but it is {CALLED[kind]}.",
            next_step="Ask where it came from. If it is right, save it again under its proper type.",
        )
    return kind


def by_content(content: bytes, ending: str = "") -> str:
    """The media type by the content alone, "" for what cannot be taken; `ending` only parts a list from other text."""
    kind = _by_first_bytes(content)
    if kind is not None:
        return kind
    if not texts.is_text(content):
        return ""
    words = texts.start_of(content)
    if texts.is_web_page(words):
        return HTML
    if texts.is_message(words):
        return EML
    return CSV if ending in {".csv", ".tsv"} else TEXT


def _by_first_bytes(content: bytes) -> str | None:
    """The type of a file that is no plain text; "" if it cannot be taken, None if it may be text."""
    if b"%PDF-" in content[:1024]:
        return PDF
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content[4:8] == b"ftyp" and _is_heic(content):
        return HEIC
    if content.startswith(b"PK\x03\x04"):
        return {"docx": DOCX, "docm": DOCM, "xlsx": XLSX, "xlsm": XLSM, "odt": ODT, "ods": ODS}.get(
            zips.family(content), ""
        )
    if content.startswith(ole.START):
        return {"msg": MSG, "xls": XLS}.get(ole.family(content), "")
    return None


_STARTS: Final = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"{\\rtf", RTF),
)
_HEIC_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx")


def _is_heic(content: bytes) -> bool:
    size = int.from_bytes(content[:4], "big")
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, min(size, 256), 4))}
    return b"avif" not in brands and any(brand in brands for brand in _HEIC_BRANDS)


def ending_of(name: str) -> str:
    """The ending of the name, in small letters, however the other system writes paths."""
    ending = PurePosixPath(PureWindowsPath(name).name).suffix.lower()
    return "" if len(ending) > 8 or not ending[1:].isalnum() else ending


def _not_taken(content: bytes, ending: str) -> BadFile:
    if content.startswith(_PROGRAMS):
        return BadFile("This is a program, whatever its name says.", next_step=_NO_PROGRAM)
    guessed = filetype.guess(content[:8192])
    real = f".{guessed.extension}" if guessed else ""
    if content.startswith(b"PK\x03\x04"):
        real = ".pptx" if zips.family(content) == "pptx" else real or ".zip"
    if content.startswith(ole.START):
        real = {"doc": ".doc", "ppt": ".ppt"}.get(ole.family(content), real)
    called = _OTHERS.get(real) or _OTHERS.get(ending)
    if ending in _KNOWN and real != ending and not (called and real == ""):
        return BadFile(
            f"This is not what its name says: it is no {ending[1:].upper()} file. {_TAKES}", next_step=_AS_PDF
        )
    if called:
        return BadFile(f"This is {called}. {_TAKES}", next_step=_way_out(called))
    return BadFile(f"This kind of file cannot be read. {_TAKES}", next_step=_AS_PDF)


def _way_out(called: str) -> str:
    if "packed" in called:
        return _PACKED
    return _SPOKEN if called in {"a film", "a sound recording"} else _AS_PDF
