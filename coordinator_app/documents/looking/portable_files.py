"""Files attached to a PDF: to the whole, to places on its pages, to any part of it; each once, none for another's sake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from coordinator_app.documents.looking.found import MOST_INSIDE, Held

_MOST_OBJECTS: Final = 200_000
_KINDS: Final = ("/UF", "/F", "/DOS", "/Mac", "/Unix")
_FAULTS = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    RecursionError,
)
_LOST: Final = "A file attached to it could not be taken out of it."
_MORE: Final = (
    f"It holds more than {MOST_INSIDE} attached files. Only the first {MOST_INSIDE} were taken out of it."
)
_NOT_ALL: Final = "It is made of so many pieces that not all of them were searched for attached files."


def attached(pdf: pikepdf.Pdf, hidden: list[str]) -> tuple[Held, ...]:
    """What is attached; whatever could not be taken out, or was not looked for, is said in `hidden`."""
    found: dict[tuple[str, bytes], None] = {}
    for spec in _specs(pdf, hidden):
        try:
            for held in _files_of(spec):
                found.setdefault(held)
        except _FAULTS:
            hidden.append(_LOST)
        if len(found) > MOST_INSIDE:
            hidden.append(_MORE)
            break
    return tuple(Held(name, data) for name, data in list(found)[:MOST_INSIDE])


def _specs(pdf: pikepdf.Pdf, hidden: list[str]) -> Iterator[Any]:
    """First those that the file lists by name, in that order, then every other, wherever it hangs."""
    seen: set[object] = set()
    try:
        for name in pdf.attachments:
            listed = pdf.attachments[name].obj
            seen.add(listed.objgen)
            yield listed
    except _FAULTS:
        hidden.append(_LOST)
    try:
        for number, one in enumerate(pdf.objects):
            if number > _MOST_OBJECTS:
                hidden.append(_NOT_ALL)
                return
            for spec in _within(one):
                if not spec.is_indirect or spec.objgen not in seen:
                    yield spec
    except _FAULTS:
        hidden.append(_LOST)


def _within(one: Any) -> Iterator[Any]:
    """The descriptions of files in one object of the file: itself, or one written straight into it."""
    waiting: list[Any] = [one.stream_dict if isinstance(one, pikepdf.Stream) else one]
    left = 1000
    while waiting and left:
        left -= 1
        here = waiting.pop()
        if isinstance(here, pikepdf.Dictionary) and _is_spec(here):
            yield here
        elif isinstance(here, pikepdf.Dictionary):
            waiting += [value for _, value in here.items() if _is_written_out(value)]
        elif isinstance(here, pikepdf.Array):
            waiting += [value for value in here if _is_written_out(value)]


def _is_written_out(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _is_spec(one: Any) -> bool:
    """Whether it describes a file that is in the PDF, or is the mark of one that should be and is not."""
    if "/EF" in one:
        return True
    spec = one.get("/FS")
    return one.get("/Subtype") == pikepdf.Name.FileAttachment and not (
        isinstance(spec, pikepdf.Dictionary) and "/EF" in spec
    )


def _files_of(spec: Any) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of what is described, each form of it that differs. A fault if its file is not there."""
    names = (str(spec[kind]) for kind in _KINDS if isinstance(spec.get(kind), pikepdf.String))
    name = next((name for name in names if name.strip()), "Attachment")
    streams = [spec["/EF"][kind] for kind in _KINDS if kind in spec["/EF"]]
    if not streams:
        raise KeyError("/EF")
    for data in dict.fromkeys(stream.read_bytes() for stream in streams):
        yield name, data
