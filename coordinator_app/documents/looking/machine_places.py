"""Child task that says where on a page that is a picture the machine reads which word, so that it can be covered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from coordinator_app.core.answers import as_answer
from coordinator_app.core.page_images import PageWord, PlacesRead, PlacesWanted, ReadPage
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking.machine import ANY, DPI, SURE, Eyes, eyes, fitted
from coordinator_app.documents.looking.opening import open_any

_MOST_WORDS: Final = 5_000
Edges = tuple[float, float, float, float]


def places_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "words.places": `PlacesWanted` -> `PlacesRead`."""
    return as_answer(places(from_plain(PlacesWanted, request, blobs)))


def places(wanted: PlacesWanted) -> PlacesRead:
    """The words of these pages with their places; nothing of any page where this machine cannot read pictures."""
    with open_any(wanted.content) as source, eyes() as seeing:
        if seeing is None:
            return PlacesRead(())
        numbers = [number for number in wanted.pages if 1 <= number <= source.pages]
        return PlacesRead(
            tuple(_page(seeing, number, fitted(source.picture(number - 1, DPI))) for number in numbers)
        )


def _page(seeing: Eyes, number: int, picture: Any) -> ReadPage:
    turned = seeing.look(picture)
    sure = int(seeing.engine.MeanTextConf()) if turned is not None else 0
    if turned is None or sure < ANY:
        return ReadPage(number, (), sure=False)
    size = picture.size if turned % 180 == 0 else picture.size[::-1]
    words = tuple(_words(seeing.engine, size, turned))
    return ReadPage(number, words, sure=sure >= SURE and bool(words))


def _words(engine: Any, size: tuple[int, int], turned: int) -> Iterator[PageWord]:
    from tesserocr import RIL, iterate_level  # noqa: PLC0415  (there is no wheel for every system)

    found = engine.GetIterator()
    if found is None:
        return
    for count, one in enumerate(iterate_level(found, RIL.WORD)):
        if count >= _MOST_WORDS or one.Empty(RIL.WORD):
            continue
        text = "".join(one.GetUTF8Text(RIL.WORD).split())
        # where it is not sure of a word it is not sure of its ends either: the whole line is its place
        level = RIL.WORD if one.Confidence(RIL.WORD) >= SURE else RIL.TEXTLINE
        box = one.BoundingBox(level)
        if text and box:
            yield PageWord(text, *turned_back(box, size, turned))


def turned_back(box: tuple[int, int, int, int], size: tuple[int, int], turned: int) -> Edges:
    """Edges on a picture of this size, that was turned against the clock, as fractions of the page as it lies."""
    left, top, right, bottom = (edge / size[at % 2] for at, edge in enumerate(box))
    if turned == 90:
        return 1 - bottom, left, 1 - top, right
    if turned == 180:
        return 1 - right, 1 - bottom, 1 - left, 1 - top
    if turned == 270:
        return top, 1 - right, bottom, 1 - left
    return left, top, right, bottom
