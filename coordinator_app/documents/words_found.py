"""Where words stand in a document, page by page: for the line in which one looks for them, and for marks (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coordinator_app.core.names import fold
from coordinator_app.core.page_images import PageWord
from coordinator_app.documents.reading_jobs import PageWords

_WITHIN = 3  # letters from which a single word is found within longer ones


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: the page (from 0) and the words that make it up; none where their place on the page is not known."""

    page: int
    words: tuple[PageWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Finds:
    """Every hit in the order of the pages. `together` says whether the words stand together as they were typed."""

    hits: tuple[Hit, ...]
    together: bool = True


def find(pages: Sequence[PageWords], text: str, lines: Sequence[str] = ()) -> Finds:
    """Every place where the words stand together; where they never do, every place of each of them.

    Accents, capitals and stops make no difference; the last word may be the beginning of one. `lines` are the words of
    each page as they were kept: of a page that is a picture, what the machine read has no place.
    """
    wanted = [plain for word in text.split() if (plain := _plain(word))]
    if not wanted:
        return Finds(())
    read = [_words(page, lines[number] if number < len(lines) else "") for number, page in enumerate(pages)]
    hits = tuple(hit for number, page in enumerate(read) for hit in _together(number, page, wanted))
    if hits or len(wanted) == 1:
        return Finds(hits)
    apart = tuple(
        Hit(number, _places([(word, place)]))
        for number, page in enumerate(read)
        for word, place in page
        if any(word.startswith(one) if one is wanted[-1] else word == one for one in wanted)
    )
    return Finds(apart, together=False)


Word = tuple[str, PageWord | None]


def _words(page: PageWords, line: str) -> list[Word]:
    placed: list[Word] = [(_plain(word.text), word) for word in page.words]
    found = placed or [(_plain(word), None) for word in line.split()]
    return [(word, place) for word, place in found if word]


def _together(number: int, page: list[Word], wanted: list[str]) -> Iterator[Hit]:
    at = 0
    while at + len(wanted) <= len(page):
        here = page[at : at + len(wanted)]
        if _is([word for word, _ in here], wanted):
            yield Hit(number, _places(here))
            at += len(wanted)
        else:
            at += 1


def _is(words: list[str], wanted: list[str]) -> bool:
    if len(wanted) == 1 and len(wanted[0]) >= _WITHIN:
        return wanted[0] in words[0]
    return words[:-1] == wanted[:-1] and words[-1].startswith(wanted[-1])


def _places(words: Sequence[Word]) -> tuple[PageWord, ...]:
    return tuple(place for _, place in words if place is not None)


def _plain(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalnum())
