"""A Word file of the long file, put together by hand: the program itself has no library that writes one."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

_WHEN: Final = (2026, 1, 1, 0, 0, 0)  # a file made again is the same
_START: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
_TO_WORDS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_TO_HEADER: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/header" Target="header1.xml"/></Relationships>'
)
_OF_ITSELF: Final = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:description>made for practising</dc:description></cp:coreProperties>"
)
_SECTION: Final = f'<w:sectPr><w:headerReference w:type="default" r:id="rId1" xmlns:r="{_LINKS}"/></w:sectPr>'


def word_file(title: str, source: str, on: date, sentences: tuple[str, ...]) -> bytes:
    """A page headed by its source, with a heading, its day and a paragraph for each sentence."""
    body = "".join((_paragraph(title, bold=True), *map(_paragraph, (f"{on.day} {on:%B %Y}", *sentences))))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _TO_WORDS,
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{body}{_SECTION}</w:body></w:document>',
        "word/_rels/document.xml.rels": _TO_HEADER,
        "word/header1.xml": f'<w:hdr xmlns:w="{_MAIN}">{_paragraph(source)}</w:hdr>',
        "docProps/core.xml": _OF_ITSELF,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, words in parts.items():
            made.writestr(zipfile.ZipInfo(name, _WHEN), _START + words, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paragraph(words: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
