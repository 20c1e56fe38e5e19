"""Opens the finished pack again and looks for everything that must not be in it (architecture.md 5, decision 30).

The check trusts nothing that `pack` says of its work: it reads the file that will be sent, with its password,
through two readers (pdfium and qpdf's library). It does not read words inside pictures; it says so, and counts
the pages whose words it could not all search.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
import pypdfium2

from coordinator_app.pdf.pack_content import Box, BuiltPack, Finding, Forbidden, State, Word
from coordinator_app.pdf.render import words_on
from coordinator_app.pdf.seal_structure import (
    BANNED,
    faults,
    opened,
    raw_streams,
    revisions,
    texts,
    was_added_to,
)
from coordinator_app.pdf.seal_words import Hit, Terms

_DPI: Final = 170
_BRIGHTEST: Final = 48
"""Of 255; painted black comes back from a JPEG at most about 20."""
_FINE: Final = {
    "bookmarks": "The bookmarks are numbers.",
    "whole pages": "Every page shows all that it holds.",
    "parts": "The file has no parts that a pack does not need.",
    **{banned.check: banned.fine for banned in BANNED},
}


@dataclass(frozen=True, slots=True)
class Seal:
    """What the finished file is held against: what was built, its title, and what must not be readable."""

    built: BuiltPack
    request: str
    forbidden: tuple[Forbidden, ...]


def check_pack(pdf: bytes, password: str, seal: Seal) -> tuple[Finding, ...]:
    """Every check with its outcome, failures first, then what a person must look at, then what passed.

    A failed check can only be mended by building the pack again; a "look" can be kept with a reason.
    """
    try:
        with opened(pdf, password) as parts, _pages(pdf, password) as pages:
            found = [*_all(pdf, password, parts, pages, seal)]
    except (pikepdf.PdfError, pikepdf.PasswordError, pypdfium2.PdfiumError):
        found = [Finding("opens", "failed", "The file cannot be opened with its password.")]
    order = {"failed": 0, "look": 1, "passed": 2}
    return tuple(sorted(found, key=lambda finding: order[finding.state]))


@contextmanager
def _pages(pdf: bytes, password: str) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf, password=password)
    try:
        yield document
    finally:
        document.close()


def _all(pdf: bytes, password: str, parts: pikepdf.Pdf, pages: Any, seal: Seal) -> Iterator[Finding]:
    yield _lock(parts)
    yield from _structure(parts, seal.request)
    yield _revision(pdf)
    boxed = {box.page for box in seal.built.boxes}
    on_pages = [_Page(pages, number, boxed=number in boxed) for number in range(len(pages))]
    yield from _numbering(on_pages, seal)
    yield from _names(pdf, password, parts, on_pages, seal)
    yield from _under(on_pages, seal.built.boxes)
    yield from _pixels(pages, seal.built.boxes)
    yield from _pictures(seal.built)


class _Page:
    """The text of one page of the finished file as pdfium reads it, and its words where there are boxes."""

    def __init__(self, pages: Any, index: int, *, boxed: bool) -> None:
        page = pages[index]
        text = page.get_textpage()
        self.text: str = text.get_text_range()
        self.words: tuple[Word, ...] = tuple(words_on(page, text)) if boxed else ()
        text.close()
        page.close()


def _lock(parts: pikepdf.Pdf) -> Finding:
    locked = parts.is_encrypted and parts.encryption.R == 6
    if locked and parts.encryption.stream_method.name == "aesv3":
        return Finding("opens", "passed", "The file opens with its password and is locked with AES-256.")
    return Finding("opens", "failed", "The file is not locked with AES-256.")


def _structure(parts: pikepdf.Pdf, title: str) -> Iterator[Finding]:
    wrong = list(dict.fromkeys(faults(parts, title)))
    for check, says in wrong:
        yield Finding(check, "failed", says)
    for check, says in _FINE.items():
        if check not in {name for name, _ in wrong}:
            yield Finding(check, "passed", says)


def _revision(pdf: bytes) -> Finding:
    if was_added_to(pdf):
        return Finding(
            "one version",
            "failed",
            "The file holds an earlier version of itself, or something behind its end.",
        )
    return Finding("one version", "passed", "The file was written once and holds no earlier version.")


def _numbering(on_pages: Sequence[_Page], seal: Seal) -> Iterator[Finding]:
    total, wrong = len(on_pages), False
    if total != seal.built.pages:
        wrong = True
        yield Finding("pages", "failed", f"The file has {total} pages and should have {seal.built.pages}.")
    for number, page in enumerate(on_pages, start=1):
        if f"page {number} of {seal.built.pages}" not in " ".join(page.text.split()):
            wrong = True
            yield Finding("pages", "failed", f"Page {number} does not carry its number.", page=number)
    for line in seal.built.index:
        text = on_pages[line.page - 1].text if line.page <= total else ""
        if not re.search(rf"Item {line.number}\b", text):
            wrong = True
            yield Finding(
                "pages", "failed", f"Item {line.number} is not on page {line.page}.", page=line.page
            )
    if not wrong:
        yield Finding("pages", "passed", f"All {total} pages are there, numbered, and the index is right.")


def _names(
    pdf: bytes, password: str, parts: pikepdf.Pdf, on_pages: Sequence[_Page], seal: Seal
) -> Iterator[Finding]:
    terms = Terms(seal.forbidden)
    found = [*_on_pages(terms, on_pages, seal.forbidden)]
    seen = {finding.term_index for finding in found if finding.state == "failed"}
    found += _hidden(terms, parts, "", seal.forbidden, seen)
    for earlier in revisions(pdf)[:-1]:
        try:
            with opened(earlier, password) as older:
                found += _hidden(terms, older, " of an earlier version", seal.forbidden, set())
        except (pikepdf.PdfError, pikepdf.PasswordError):
            continue  # the remains of a version that no longer opens; `one version` has failed already
    yield from found
    if not found:
        yield Finding("names", "passed", _nothing_read(len(seal.forbidden)))


def _nothing_read(many: int) -> str:
    if many == 0:
        return "There are no names or details to keep back."
    if many == 1:
        return "The name or detail to keep back cannot be read."
    return f"None of the {many} names and details to keep back can be read."


def _on_pages(terms: Terms, on_pages: Sequence[_Page], forbidden: Sequence[Forbidden]) -> Iterator[Finding]:
    for number, page in enumerate(on_pages, start=1):
        for hit in terms.find(page.text):
            why = forbidden[hit.term].why
            if hit.certain:
                says = f"Something to keep back can be read on page {number}: {why}."
            else:
                says = f"Look at page {number}: this may be {why}, or an everyday word."
            state: State = "failed" if hit.certain else "look"
            yield Finding("names", state, says, number, hit.around, hit.term)


def _hidden(
    terms: Terms, parts: pikepdf.Pdf, whose: str, forbidden: Sequence[Forbidden], seen: set[int | None]
) -> Iterator[Finding]:
    """Certain hits in what no page shows: strings, unused streams, raw bytes; one finding a term."""
    for hit in _hits_in_parts(terms, parts):
        if hit.certain and hit.term not in seen:
            seen.add(hit.term)
            says = f"Something to keep back is in a hidden part{whose}: {forbidden[hit.term].why}."
            yield Finding("names", "failed", says, None, hit.around, hit.term)


def _hits_in_parts(terms: Terms, parts: pikepdf.Pdf) -> Iterator[Hit]:
    for text in texts(parts):
        yield from terms.find(text)
    for raw in raw_streams(parts):
        yield from terms.find_raw(raw)


def _under(on_pages: Sequence[_Page], boxes: Iterable[Box]) -> Iterator[Finding]:
    wrong = False
    for box in boxes:
        words = on_pages[box.page].words if box.page < len(on_pages) else ()
        if any(box.touches(word) for word in words):
            wrong = True
            number = box.page + 1
            yield Finding(
                "text under boxes", "failed", f"Text can be read under a box on page {number}.", number
            )
    if not wrong:
        yield Finding("text under boxes", "passed", "No text lies under a covered place.")


def _pixels(pages: Any, boxes: Sequence[Box]) -> Iterator[Finding]:
    wrong = False
    for index in sorted({box.page for box in boxes if box.page < len(pages)}):
        page = pages[index]
        grey = page.render(scale=_DPI / 72).to_pil().convert("L")
        page.close()
        for box in boxes:
            if box.page == index and not _is_solid(grey, box):
                wrong = True
                number = index + 1
                yield Finding(
                    "covered places", "failed", f"A covered place on page {number} is not solid.", number
                )
    if not wrong:
        yield Finding("covered places", "passed", f"All {len(boxes)} covered places are solid black.")


def _is_solid(grey: Any, box: Box) -> bool:
    """Whether every pixel in the box is black; its edge is left out, where neighbours are blended."""
    width, height = grey.size
    left, right = math.ceil(box.x0 * width) + 2, math.floor(box.x1 * width) - 2
    top, bottom = math.ceil(box.y0 * height) + 2, math.floor(box.y1 * height) - 2
    if left >= right or top >= bottom:
        left, right = math.floor(box.x0 * width), math.ceil(box.x1 * width)
        top, bottom = math.floor(box.y0 * height), math.ceil(box.y1 * height)
    return int(grey.crop((left, top, right, bottom)).getextrema()[1]) <= _BRIGHTEST


def _pictures(built: BuiltPack) -> Iterator[Finding]:
    count = len(built.picture_pages)
    if count:
        shown = "1 page is a picture." if count == 1 else f"{count} pages are pictures."
        says = f"{shown} The words beside them were searched; the pictures themselves were not read by this check."
        yield Finding("pictures", "passed", says)
    for number in built.wordless_pages:
        says = f"Page {number} is a picture whose words cannot all be searched. Read it yourself."
        yield Finding("pictures", "look", says, number)
