"""Brings pages that reportlab made (the letter) into a file of ours, object by object; strings are sealed on the way."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any, Self

import pikepdf

from coordinator_app.pdf.pdf_file import PdfFile


class Brought:
    """The pages of a small PDF in another file. `page` gives the entries of one page's dictionary."""

    def __init__(self, pdf: bytes, file: PdfFile) -> None:
        self._source = pikepdf.open(io.BytesIO(pdf))
        self._file = file
        self._known: dict[tuple[int, int], int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    def page(self, index: int, fonts: bytes, over: bytes) -> bytes:
        """Contents and resources of a page (from 0), with more `fonts` and with what is drawn `over` it."""
        page = self._source.pages[index]
        page.contents_coalesce()
        below = page.obj.Contents.read_bytes()
        drawn = self._file.put_stream(b"", b"q\n" + below + b"\nQ\n" + over)
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        parts = [self._entry(resources, name) for name in resources.keys() if name != "/Font"]  # noqa: SIM118  (pikepdf's own dictionary)
        own = resources.get("/Font", pikepdf.Dictionary())
        entries = [self._entry(own, name) for name in own.keys()]  # noqa: SIM118  (pikepdf's own dictionary)
        parts.append(b"/Font << %b %b >>" % (b" ".join(entries), fonts))
        return b"/Contents %d 0 R /Resources << %b >>" % (drawn, b" ".join(parts))

    def _written(self, value: Any) -> bytes:
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            return b"%d 0 R" % self._carried(value)
        return self._plain(value)

    def _carried(self, value: Any) -> int:
        number = self._known.get(value.objgen)
        if number is None:
            number = self._known[value.objgen] = self._file.reserve()
            if isinstance(value, pikepdf.Stream):
                head = b" ".join(self._entry(value, name) for name in value.keys() if name != "/Length")  # noqa: SIM118  (pikepdf's own dictionary)
                self._file.put_stream(head, value.read_raw_bytes(), number, packed=True)
            else:
                self._file.put(self._plain(value), number)
        return number

    def _entry(self, holder: Any, name: str) -> bytes:
        return b"%b %b" % (name.encode(), self._written(holder[name]))

    def _plain(self, value: Any) -> bytes:
        if isinstance(value, pikepdf.Dictionary):
            return b"<< %b >>" % b" ".join(self._entry(value, name) for name in value.keys())  # noqa: SIM118  (pikepdf's own dictionary)
        if isinstance(value, pikepdf.Array):
            return b"[%b]" % b" ".join(self._written(one) for one in value)
        if isinstance(value, pikepdf.String):
            return self._file.raw(bytes(value))
        if isinstance(value, pikepdf.Object):
            return value.unparse()
        return _number(value)


def _number(value: object) -> bytes:
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, Decimal | float):
        return f"{value:f}".encode()
    return str(value).encode()
