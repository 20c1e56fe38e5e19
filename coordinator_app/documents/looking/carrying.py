"""What a page needs beside itself when it goes into a new PDF: the answers of its form, and which layers are switched off.

A page alone would show a layer that nobody sees in the old file, and lose what was answered in a field that is hidden.
What cannot come along whole is refused. Never run in the main process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pikepdf

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.reading_jobs import NewOrder, PageTaken

SAFE: Final = "The document is as it was."
_PRINTED: Final = "Open it where it came from, print it to a new PDF, then add that copy."
_ON_NO_PAGE: Final = "This form holds answers that stand on none of its pages. They would be lost."
_HANG_TOGETHER: Final = (
    "The pages of this form hang together: answers of pages that are not taken would come along unseen."
)
_XFA: Final = "This form keeps its answers beside its pages. They would be lost."
_LAYERS: Final = (
    "More than one of these documents has layers that can be switched off. They cannot be put together."
)
_MOST: Final = 20_000  # fields that are looked at: a loop ends there


def put_in(made: pikepdf.Pdf, sources: Sequence[pikepdf.Pdf], order: NewOrder) -> None:
    """The pages of an order with what belongs to them. BadFile in plain words where that cannot be."""
    used = tuple(dict.fromkeys(taken.source for taken in order.pages))
    places: dict[PageTaken, int] = {}
    for source in used:
        wanted = [taken for taken in order.pages if taken.source == source]
        _demand_whole(sources[source])
        places |= {taken: len(places) + at for at, taken in enumerate(wanted)}
        told = made.add_pages_from(sources[source], [taken.page for taken in wanted])
        if told.partial_fields:
            raise _refused(_HANG_TOGETHER)
    pages = [made.pages[at].obj for at in range(len(made.pages))]
    made.pages[:] = [pikepdf.Page(pages[places[taken]]) for taken in order.pages]
    carry_layers(made, [sources[source] for source in used])
    still(made)


def _demand_whole(source: pikepdf.Pdf) -> None:
    """Raise BadFile for a form of which something would stay behind."""
    form = source.Root.get("/AcroForm")
    if form is None:
        return
    if "/XFA" in form:
        raise _refused(_XFA)
    shown = {note.objgen for page in source.pages for note in page.obj.get("/Annots", ()) if _is_field(note)}
    for field in _ends(form.get("/Fields", ())):
        if field.objgen not in shown and _says_something(field):
            raise _refused(_ON_NO_PAGE)


def _is_field(note: Any) -> bool:
    return isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype", "")) == "/Widget"


def _ends(fields: Any) -> Iterator[Any]:
    """The fields, and widgets, that have nothing below them."""
    waiting, seen = list(fields), 0
    while waiting and seen < _MOST:
        seen += 1
        one = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary):
            continue
        below = list(one.get("/Kids", ()))
        waiting += below
        if not below:
            yield one


def _says_something(field: Any) -> bool:
    """Whether it holds an answer itself or by what it stands under."""
    one, seen = field, 0
    while isinstance(one, pikepdf.Dictionary) and seen < _MOST:
        if "/V" in one and str(one["/V"]) not in {"", "/Off"}:
            return True
        one, seen = one.get("/Parent"), seen + 1
    return False


def carry_layers(made: pikepdf.Pdf, sources: Sequence[pikepdf.Pdf]) -> None:
    """Which layers there are, and which of them are switched off. BadFile for more than one such file."""
    layered = [source for source in sources if "/OCProperties" in source.Root]
    if len(layered) > 1:
        raise _refused(_LAYERS)
    for source in layered:
        layers = source.Root.OCProperties
        made.Root.OCProperties = made.copy_foreign(
            layers if layers.is_indirect else source.make_indirect(layers)
        )


def still(made: pikepdf.Pdf) -> None:
    """What runs by itself stays behind: scripts of fields, and the order in which they would run."""
    form = made.Root.get("/AcroForm")
    notes = [note for page in made.pages for note in page.obj.get("/Annots", ())]
    for one in (*notes, *(_ends(form.get("/Fields", ())) if form is not None else ())):
        if isinstance(one, pikepdf.Dictionary) and "/AA" in one:
            del one["/AA"]
    if form is not None and "/CO" in form:
        del form["/CO"]


def _refused(happened: str) -> BadFile:
    return BadFile(happened, safe=SAFE, next_step=_PRINTED)
