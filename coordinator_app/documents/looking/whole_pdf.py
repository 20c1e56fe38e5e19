"""A PDF of too many pages, kept whole as it came: which pages each of its parts has, and the page by which it is shown itself.

Its own pages are shown, covered and given by its parts, never by the file. Never run in the main process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from coordinator_app.documents.looking.found import Part
from coordinator_app.documents.model import MOST_BYTES, Portion
from coordinator_app.pdf.page_limits import MOST_PAGES, MOST_WHOLE, TooManyPages
from coordinator_app.pdf.render import Source, open_file

_PART_BYTES: Final = 60_000_000
"""Bytes that a part is to have about: pages differ, and none may be larger than a file that is kept by itself."""


def needs_parts(pages: int, size: int) -> bool:
    """Whether a PDF of so many pages and bytes is kept whole and read in parts."""
    return pages > MOST_PAGES or (size > MOST_BYTES and pages > 1)


def portion_of(number: int, pages: int, size: int) -> Portion:
    """A part (from 1) of a file of so many pages and bytes, or the file itself (0)."""
    each = _each(pages, size)
    return Portion(number, -(-pages // each), max(0, number - 1) * each + 1, pages)


def pages_of(portion: Portion, size: int) -> range:
    """The pages of a part of a file of so many bytes, from 0."""
    first = portion.first - 1
    return range(first, min(first + _each(portion.pages, size), portion.pages))


def _each(pages: int, size: int) -> int:
    """How many pages each part has but the last: fewer where they are large."""
    return max(1, min(MOST_PAGES, pages * _PART_BYTES // max(size, 1)))


@contextmanager
def open_pdf(content: bytes) -> Iterator[Source]:
    """A PDF as pages; one of too many pages as the page that says where they are. BadFile if it cannot be read."""
    with ExitStack() as stack:
        try:
            source = stack.enter_context(open_file(content))
            pages = source.pages
        except TooManyPages as error:
            if error.pages > MOST_WHOLE:
                raise
            pages = error.pages
        if needs_parts(pages, len(content)):
            source = stack.enter_context(open_file(_shown(pages, len(content))))
        yield source


def _shown(pages: int, size: int) -> bytes:
    # a PDF of no more pages than others needs none of this, and it takes a third of a second to import
    from coordinator_app.documents.looking.laid_out import lay_out  # noqa: PLC0415  (see above)

    portion, each = portion_of(0, pages, size), _each(pages, size)
    said = (
        f"This file has {pages:,} pages. It is kept whole as it came, and this page stands for it.",
        f"Its pages are read in {portion.count} parts of at most {each} pages, each a document of its own:",
        "",
        *(f"Part {one.number} of {one.count}: {_span(one, size)}" for one in _parts(pages, size)),
    )
    return lay_out("A file that is kept whole and read in parts.", (Part("", said),)).pdf


def _parts(pages: int, size: int) -> Iterator[Portion]:
    return (portion_of(number, pages, size) for number in range(1, portion_of(0, pages, size).count + 1))


def _span(portion: Portion, size: int) -> str:
    first, last = portion.first, pages_of(portion, size)[-1] + 1
    return f"page {first:,}" if first == last else f"pages {first:,} to {last:,}"
