"""A PDF of too many pages, kept whole as it came: which pages each of its parts has, and the page by which it is shown itself.

Its own pages are shown, covered and given by its parts, never by the file. Never run in the main process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from coordinator_app.documents.looking.found import Part
from coordinator_app.documents.model import Portion
from coordinator_app.pdf.page_limits import MOST_PAGES, MOST_WHOLE, TooManyPages
from coordinator_app.pdf.render import Source, open_file


def portion_of(number: int, pages: int) -> Portion:
    """A part (from 1) of a file of so many pages, or the file itself (0)."""
    return Portion(number, -(-pages // MOST_PAGES), max(0, number - 1) * MOST_PAGES + 1, pages)


def pages_of(portion: Portion) -> range:
    """The pages of a part, from 0."""
    return range(portion.first - 1, min(portion.first - 1 + MOST_PAGES, portion.pages))


@contextmanager
def open_pdf(content: bytes) -> Iterator[Source]:
    """A PDF as pages; one of too many pages as the page that says where they are. BadFile if it cannot be read."""
    with ExitStack() as stack:
        try:
            source = stack.enter_context(open_file(content))
        except TooManyPages as error:
            if error.pages > MOST_WHOLE:
                raise
            source = stack.enter_context(open_file(_shown(error.pages)))
        yield source


def _shown(pages: int) -> bytes:
    # a PDF of no more pages than others needs none of this, and it takes a third of a second to import
    from coordinator_app.documents.looking.laid_out import lay_out  # noqa: PLC0415  (see above)

    portion = portion_of(0, pages)
    said = (
        f"This file has {pages:,} pages. It is kept whole as it came, and this page stands for it.",
        f"Its pages are read in {portion.count} parts of at most {MOST_PAGES} pages, each a document of its own:",
        "",
        *(f"Part {one.number} of {one.count}: {_span(one)}" for one in _parts(pages)),
    )
    return lay_out("A file that is kept whole and read in parts.", (Part("", said),)).pdf


def _parts(pages: int) -> Iterator[Portion]:
    return (portion_of(number, pages) for number in range(1, portion_of(0, pages).count + 1))


def _span(portion: Portion) -> str:
    first, last = portion.first, pages_of(portion)[-1] + 1
    return f"page {first:,}" if first == last else f"pages {first:,} to {last:,}"
