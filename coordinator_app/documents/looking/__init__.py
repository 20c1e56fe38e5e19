"""Child tasks that look into a foreign file of any kind: what it is, its words, its pages. Never in the main process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from coordinator_app.core.answers import as_answer
from coordinator_app.core.errors import BadFile
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking import kinds
from coordinator_app.documents.looking.found import (
    FEW_WORDS,
    MOST_LETTERS,
    Found,
    Held,
    by_pages,
    searchable,
    with_last_line,
)
from coordinator_app.documents.looking.opening import found_in, open_any, shown
from coordinator_app.documents.looking.photos import open_picture
from coordinator_app.documents.looking.whole_pdf import needs_parts, portion_of
from coordinator_app.documents.model import ASK_AGAIN, EMPTY, NOTHING, Inside, Looked, demand_size
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pdf.page_limits import MOST_WHOLE, TooManyPages
from coordinator_app.pdf.page_pictures import pages_shown
from coordinator_app.pdf.pictured import is_blank_page, is_pictured
from coordinator_app.pdf.render import Source, open_file

__all__ = ["look", "look_task", "pages_task"]
MOST_DEEP = 4
"""How deep messages may lie in messages and still be kept on their own; deeper ones stay in the one above them."""
_CUT = "It holds more words than can be searched: those at its end are on its pages, and search does not find them."
_TOO_DEEP = "It lies too deep in other messages to be kept on its own."


def look_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "files.look": `FileGiven` -> `Looked`. BadFile in plain words if it cannot be taken."""
    return as_answer(look(from_plain(FileGiven, request, blobs)))


def pages_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "files.pages": `PagesWanted` -> `PagesShown`, with the words for redaction. Any kind that is kept."""
    wanted = from_plain(PagesWanted, request, blobs)
    with open_any(wanted.content) as source:
        return as_answer(pages_shown(source, wanted, words=True))


def look(file: FileGiven, deep: int = 0) -> Looked:
    """What a file really is. Every page is opened, so that a file that is kept can also be shown."""
    found = _looked(file, deep)
    words, all_of_them = searchable(found.words)
    hidden, _ = searchable(found.hidden if all_of_them else f"{found.hidden}\n{_CUT}".strip())
    return replace(found, words=words, hidden=hidden)


def _looked(file: FileGiven, deep: int) -> Looked:
    if not file.content:
        raise BadFile(EMPTY, next_step=ASK_AGAIN)
    demand_size(len(file.content), file.content[:1024])
    kind = kinds.kind_of(file.name, file.content)
    if kind == kinds.PDF:
        return _portable(file.content, deep)
    if kind in kinds.PICTURES:
        with open_picture(file.content) as source:
            words, without = _words(source)
            return Looked(kind, source.pages, words, pages_without_words=without)
    found = found_in(kind, file.content)
    if not deep and found.is_empty:  # what came inside a file is kept with it as it came
        raise BadFile(NOTHING, next_step=ASK_AGAIN)
    return _worded(kind, found, deep)


def _portable(content: bytes, deep: int) -> Looked:
    from coordinator_app.documents.looking import portable, unseen  # noqa: PLC0415  (pikepdf, when needed)

    seen = unseen.Unseen()
    try:
        with open_file(content) as source:
            # while a page is in hand: to take its words again later takes as long as all the rest
            count = source.pages
            if needs_parts(count, len(content)):
                return _whole(count, len(content))
            demand_size(len(content), b"")  # one page alone cannot be parted
            words, without = _words(source, lambda index: unseen.look(source, index, seen))
    except TooManyPages as error:
        if error.pages > MOST_WHOLE:
            raise
        return _whole(error.pages, len(content))
    found = portable.behind_the_pages(content, seen)
    words = with_last_line(words, count, portable.words_behind(found))
    return with_inside(Looked(kinds.PDF, count, words, pages_without_words=without), found, deep)


def _whole(pages: int, size: int) -> Looked:
    """Its parts are looked at one by one ("parting.part"), so that no process has more than one of them in hand."""
    return Looked(kinds.PDF, 1, "", portion=portion_of(0, pages, size))


def _worded(kind: str, found: Found, deep: int) -> Looked:
    laid = shown(kind, found)
    pages = laid.pages
    with open_file(pages.pdf) as source:
        count = source.pages
    looked = Looked(
        kind,
        count,
        by_pages(pages.words),
        pages_without_words=len(pages.pictures),
        title=_line(found.title, 200),
        dated=found.dated,
        source=_line(found.source, 200),
    )
    hidden, inside = (*found.hidden, *laid.hidden), (*found.inside, *laid.undrawn)
    return with_inside(looked, replace(found, hidden=hidden, inside=inside), deep)


def with_inside(looked: Looked, found: Found, deep: int = 0) -> Looked:
    """What was looked at, with what is hidden in it and came inside it, each looked at in turn."""
    inside = tuple(_inside(held, deep) for held in found.inside)
    lost = (f"“{one.name}” came inside it and cannot be read. {one.refused}" for one in inside if one.refused)
    return replace(looked, hidden="\n".join((*found.hidden, *lost)), inside=inside)


def _inside(held: Held, deep: int) -> Inside:
    """A file inside another, looked at in turn; one that cannot be read does not stop the one that holds it."""
    name = _line(PurePosixPath(PureWindowsPath(held.name).name).name, 200) or "A file without a name"
    if deep >= MOST_DEEP:
        return Inside(name, held.content, refused=_TOO_DEEP)
    try:
        return Inside(name, held.content, look(FileGiven(held.name, held.content), deep + 1))
    except BadFile as error:
        return Inside(name, held.content, refused=error.happened)


def _line(words: str, longest: int) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())[:longest]


def _words(source: Source, of_a_pdf: Callable[[int], None] | None = None) -> tuple[str, int]:
    """The words of every page, a page to a line, for search and for the check of a finished pack.

    And how many pages have none to speak of: the stamp of a scanner's is not what the page says. A page of a PDF on which
    nothing stands is none of them. `of_a_pdf` is done with each page of one.
    """
    lines: list[str] = []
    room, without = MOST_LETTERS, 0
    for index in range(source.pages):
        source.size(index)
        words = source.words(index)
        unread = len(words) < FEW_WORDS or is_pictured(source, index, words)
        without += unread and not (of_a_pdf is not None and is_blank_page(source, index, words))
        if of_a_pdf is not None:
            of_a_pdf(index)
        line = " ".join(word.text for word in words)[: max(0, room)]
        room -= len(line) + 1
        lines.append(line)
    return by_pages(lines), without
