"""Pages as pictures for the screen: what a child process is asked for and what comes back (stdlib only)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.answers import Answered, read_answer

PAGES = "files.pages"
"""The child task that draws the pages of a foreign file: `PagesWanted` -> `PagesShown` with words."""


@dataclass(frozen=True, slots=True)
class PagesWanted:
    """Which pages of a file (from 1, both ends) to draw, and how finely; `last` 0 means to the end.

    `dpi` is dots to the inch of the printed page. `jpeg` gives smaller pictures, for printing photographs.
    """

    content: bytes
    dpi: int = 110
    first: int = 1
    last: int = 0
    jpeg: bool = False


PLACES = "words.places"
"""The child task that reads pages that are pictures: `PlacesWanted` -> `PlacesRead`."""
LOCKED_PAGES = "print.locked"
"""The child task that draws pages of a locked PDF of ours: `LockedWanted` -> `PagesShown`, without words."""
UNLOCK = "print.unlock"
"""The child task that makes the print edition: `LockedWanted` -> the same pages without their lock, as one blob."""


@dataclass(frozen=True, slots=True)
class LockedWanted:
    """Pages (from 1, both ends) of a locked PDF that we made, and what opens it; `opens_with` "": it is not locked."""

    content: bytes
    opens_with: str
    dpi: int = 110
    first: int = 1
    last: int = 0
    jpeg: bool = False


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word and its place as fractions 0..1 of the displayed page, from its top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageShown:
    """One page: its number from 1, a PNG or JPEG, sizes in pixels and in points, and its words.

    `pictured`: pictures cover so much of it that `words` are not all that it says. `blank`: nothing at all is on it.
    """

    number: int
    image: bytes
    width_px: int
    height_px: int
    width_pt: float
    height_pt: float
    words: tuple[PageWord, ...] = ()
    pictured: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class PagesShown:
    """The pages asked for, and how many the file has."""

    pages: tuple[PageShown, ...]
    total: int


def pages_of(answer: Answered) -> PagesShown:
    """What "files.pages" and "print.pages" drew."""
    return read_answer(PagesShown, answer)


@dataclass(frozen=True, slots=True)
class PlacesWanted:
    """Pages (from 1) of a kept file that are pictures, of whose words the places are wanted; seconds a page."""

    content: bytes
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The words that a machine reads in the picture of a page (from 1), and whether it is sure of them on the whole.

    The place of a word of which it is not sure is the whole line.
    """

    number: int
    words: tuple[PageWord, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """The pages that were read; none where this machine cannot read pictures."""

    pages: tuple[ReadPage, ...]


def places_of(answer: Answered) -> PlacesRead:
    """What "words.places" read."""
    return read_answer(PlacesRead, answer)
