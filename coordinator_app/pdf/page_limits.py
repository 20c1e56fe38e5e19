"""How many pages of a PDF are looked at as one, and of how many a PDF may be that is kept whole and read in parts."""

from __future__ import annotations

from typing import Final

from coordinator_app.core.errors import BadFile

MOST_PAGES: Final = 500
MOST_WHOLE: Final = 5_000
"""Pages of a PDF that is kept whole and read in parts of `MOST_PAGES`."""


class TooManyPages(BadFile):
    """A PDF of more pages than are looked at as one; one of up to `MOST_WHOLE` is read in parts where documents are added."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        takes = (
            f"Only {MOST_PAGES} are taken at once here"
            if pages <= MOST_WHOLE
            else f"Coordinator takes up to {MOST_WHOLE:,}"
        )
        happened = f"This file has {pages:,} pages. {takes}. Nothing of it was added."
        super().__init__(happened, next_step=_ELSEWHERE if pages <= MOST_WHOLE else _in_parts(pages))


_ELSEWHERE: Final = f"Add it on the pupil’s Documents tab: there a PDF of up to {MOST_WHOLE:,} pages is kept whole and read in parts."


def _in_parts(pages: int) -> str:
    """How a file of too many pages is brought in: any program that shows a PDF can print some of its pages to another."""
    second = f"{MOST_WHOLE + 1:,} to {min(2 * MOST_WHOLE, pages):,}"
    more = ", and so on" if pages > 2 * MOST_WHOLE else ""
    return (
        f"Open it, print pages 1 to {MOST_WHOLE:,} to a PDF, then pages {second}{more}, and choose all of those files at once. "
        "Each of them is then read in parts."
    )
