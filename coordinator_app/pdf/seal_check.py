"""Opens the finished pack again and looks for everything that must not be in it (architecture.md 5, decision 30).

The check trusts nothing that `pack` says of its work: it reads the file that will be sent, with its password,
through two readers (pdfium and qpdf's library), and where the machine can, the pictures of pages with covered places.
What was not read it says, and it counts the pages whose words it could not all search. A pack of volumes is checked
volume by volume: what is held is the text of one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Final

import pikepdf
import pypdfium2

from coordinator_app.core.memory import give_back
from coordinator_app.pdf.pack_content import (
    BY_MACHINE,
    Box,
    BuiltPack,
    Finding,
    Forbidden,
    State,
)
from coordinator_app.pdf.part_file import PartFile, held
from coordinator_app.pdf.seal_boxes import is_solid
from coordinator_app.pdf.seal_pages import PageRead, Pages, opened_pages
from coordinator_app.pdf.seal_parts import odd_parts
from coordinator_app.pdf.seal_pictures import FINE as PICTURES_FINE
from coordinator_app.pdf.seal_pictures import picture_faults
from coordinator_app.pdf.seal_read import Read, Reading, read_pages
from coordinator_app.pdf.seal_structure import (
    BANNED,
    Versions,
    faults,
    opened,
    raw_streams,
    texts,
)
from coordinator_app.pdf.seal_words import Alike, Hit, Terms

_DPI: Final = 170
_FOOT: Final = re.compile(r"[^\n]*\bpage [\d,]+ of [\d,]+\s*\Z")
_FINE: Final = {
    "bookmarks": "The bookmarks are numbers.",
    "whole pages": "Every page shows all that it holds.",
    "parts": "The file has no parts that a pack does not need.",
    "picture parts": PICTURES_FINE,
    **{banned.check: banned.fine for banned in BANNED},
}


@dataclass(frozen=True, slots=True)
class Seal:
    """What the finished file is held against: what was built, its title, and what must not be readable.

    `alike` tells of a page where it may say something of it in other letters. For `read_seconds` pages with covered places, then other pictures, are read by machine: of a volume, so that a pack
    of thousands of pages is still built within its time. `says` is told what is done to which page (from 1).
    """

    built: BuiltPack
    request: str
    forbidden: tuple[Forbidden, ...]
    read_seconds: float = 30.0
    says: Callable[[str, int], None] = lambda _what, _page: None
    alike: Alike | None = None


def check_pack(pdf: bytes | PartFile, password: str, seal: Seal) -> tuple[Finding, ...]:
    """Every check with its outcome, failures first, then what a person must look at, then what passed.

    A failed check can only be mended by building the pack again; a "look" can be kept with a reason.
    """
    file = held(pdf) if isinstance(pdf, bytes) else pdf
    try:
        file.at(file.size - 1, 1)  # one that became shorter is told before the readers stumble over it
        with opened_pages(file, password) as pages:
            found = [*_all(file, password, pages, seal)]
    except (pikepdf.PdfError, pikepdf.PasswordError, pypdfium2.PdfiumError, EOFError):
        found = [Finding("opens", "failed", "The file cannot be opened with its password.")]
    order = {"failed": 0, "look": 1, "passed": 2}
    return tuple(sorted(found, key=lambda finding: order[finding.state]))


def _all(file: PartFile, password: str, pages: Pages, seal: Seal) -> Iterator[Finding]:
    boxed = {box.page for box in seal.built.boxes}
    on_pages = [*_read_through(pages, boxed, seal)]
    pages.close()  # two readers and the machine's eyes at once would be the most that is ever held
    terms = Terms(seal.forbidden, seal.alike)
    with opened(file, password) as parts:
        yield _lock(parts)
        plain = set[tuple[int, int]]()
        yield from _structure(file, parts, seal.request, plain)
        versions = Versions(file)
        yield _revision(versions)
        yield from _numbering(on_pages, seal)
        hits = _hits_in_parts(terms, parts, plain)
        named = [*_names(versions, password, hits, on_pages, seal, terms)]
    give_back()
    to_read = _to_read(seal.built, len(pages))
    says = partial(seal.says, "Reading the picture on page")
    reading = read_pages(pages, to_read, seal.read_seconds, says, seal.built.boxes)
    named += _in_pictures(terms, reading, named, seal.forbidden)
    yield from named or [Finding("names", "passed", _nothing_read(len(seal.forbidden)))]
    yield _reading(reading, seal.built.first)
    yield from _under(on_pages, seal.built.boxes)
    yield from _pixels(pages, seal.built.boxes)
    yield from _pictures(seal.built, reading)


def _read_through(pages: Pages, boxed: set[int], seal: Seal) -> Iterator[PageRead]:
    for number in range(len(pages)):
        seal.says("Checking page", number + 1)
        yield PageRead(pages, number, boxed=number in boxed)


def _lock(parts: pikepdf.Pdf) -> Finding:
    locked = parts.is_encrypted and parts.encryption.R == 6
    if locked and parts.encryption.stream_method.name == "aesv3":
        return Finding("opens", "passed", "The file opens with its password and is locked with AES-256.")
    return Finding("opens", "failed", "The file is not locked with AES-256.")


def _structure(
    file: PartFile, parts: pikepdf.Pdf, title: str, plain: set[tuple[int, int]]
) -> Iterator[Finding]:
    wrong: list[tuple[str, str, int | None]] = [
        *((check, says, None) for check, says in dict.fromkeys(faults(parts, title))),
        *(("parts", says, None) for says in odd_parts(parts, file)),
        *(("picture parts", says, page) for says, page in picture_faults(parts, plain)),
    ]
    for check, says, page in wrong:
        yield Finding(check, "failed", says, page)
    for check, says in _FINE.items():
        if check not in {name for name, _, _ in wrong}:
            yield Finding(check, "passed", says)


def _revision(versions: Versions) -> Finding:
    if versions.was_added_to():
        return Finding(
            "one version",
            "failed",
            "The file holds an earlier version of itself, or something behind its end.",
        )
    return Finding("one version", "passed", "The file was written once and holds no earlier version.")


def _numbering(on_pages: Sequence[PageRead], seal: Seal) -> Iterator[Finding]:
    total, wrong = len(on_pages), False
    if total != seal.built.pages:
        wrong = True
        yield Finding("pages", "failed", f"The file has {total} pages and should have {seal.built.pages}.")
    for number, page in enumerate(on_pages, start=1):
        numbered = f"page {seal.built.first + number - 1} of {seal.built.whole or seal.built.pages}"
        if numbered not in " ".join(page.text.split()):
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
    versions: Versions,
    password: str,
    hits: Iterator[Hit],
    on_pages: Sequence[PageRead],
    seal: Seal,
    terms: Terms,
) -> Iterator[Finding]:
    found = [*_on_pages(terms, on_pages, seal.forbidden)]
    seen = {finding.term_index for finding in found if finding.state == "failed"}
    looked = frozenset(finding.term_index for finding in found)
    found += _hidden(hits, "", seal.forbidden, seen, looked)
    for earlier in versions.earlier():
        try:
            with opened(earlier, password) as older:
                hits = _hits_in_parts(terms, older)
                found += _hidden(hits, " of an earlier version", seal.forbidden, set())
        except (pikepdf.PdfError, pikepdf.PasswordError):
            continue  # the remains of a version that no longer opens; `one version` has failed already
    yield from found


def _nothing_read(many: int) -> str:
    if many == 0:
        return "There are no names or details to keep back."
    if many == 1:
        return "The name or detail to keep back cannot be read."
    return f"None of the {many} names and details to keep back can be read."


def _on_pages(
    terms: Terms, on_pages: Sequence[PageRead], forbidden: Sequence[Forbidden]
) -> Iterator[Finding]:
    for number, page in enumerate(on_pages, start=1):
        for hit in terms.find_on_page(page.text):
            why = forbidden[hit.term].why
            if hit.certain:
                says = f"Something to keep back can be read on page {number}: {why}."
            elif hit.disguised:
                says = f"Look at page {number}: this may be {why}, backwards, in figures or packed."
            elif hit.spelt:
                says = f"Look at page {number}: this may be {why}, spelt otherwise."
            else:
                says = f"Look at page {number}: this may be {why}, or an everyday word."
            state: State = "failed" if hit.certain else "look"
            yield Finding("names", state, says, number, hit.around, hit.term, hit.spelt)
    yield from _over_a_foot(terms, on_pages, forbidden)


def _over_a_foot(
    terms: Terms, on_pages: Sequence[PageRead], forbidden: Sequence[Forbidden]
) -> Iterator[Finding]:
    """What begins on one page and goes on at the head of the next: the foot between them is no part of it."""
    for number, (page, following) in enumerate(pairwise(on_pages), start=1):
        for hit in terms.find_across(_FOOT.sub("", page.text), following.text):
            state: State = "failed" if hit.certain else "look"
            says = f"Look at page {number}: something to keep back goes on over its foot: {forbidden[hit.term].why}."
            yield Finding("names", state, says, number, hit.around, hit.term)


def _hidden(
    hits: Iterator[Hit],
    whose: str,
    forbidden: Sequence[Forbidden],
    seen: set[int | None],
    looked: frozenset[int | None] = frozenset(),
) -> Iterator[Finding]:
    """Certain hits in what no page shows: strings, unused streams, raw bytes; one finding a term.

    What is disguised is certain there, unless it was shown to a person on its page: nothing writes so by itself.
    """
    for hit in hits:
        if (hit.certain or (hit.disguised and hit.term not in looked)) and hit.term not in seen:
            seen.add(hit.term)
            says = f"Something to keep back is in a hidden part{whose}: {forbidden[hit.term].why}."
            yield Finding("names", "failed", says, None, hit.around, hit.term)


def _hits_in_parts(
    terms: Terms, parts: pikepdf.Pdf, plain: Collection[tuple[int, int]] = ()
) -> Iterator[Hit]:
    for text in texts(parts):
        yield from terms.find(text)
    for raw in raw_streams(parts, plain):
        yield from terms.find_raw(raw)


def _to_read(built: BuiltPack, total: int) -> list[int]:
    """Pages (from 1) with covered places first, then the other pictures."""
    boxed = sorted({box.page + 1 for box in built.boxes})
    return [number for number in dict.fromkeys([*boxed, *built.picture_pages]) if number <= total]


def _in_pictures(
    terms: Terms, reading: Reading, known: Sequence[Finding], forbidden: Sequence[Forbidden]
) -> Iterator[Finding]:
    """What can be read in a picture though no text says it: a box in the wrong place, a name that nobody covered."""
    told = {(finding.page, finding.term_index) for finding in known}
    for one in reading.read:
        for hit in _of_page(terms, one):
            if (one.page, hit.term) in told:
                continue
            told.add((one.page, hit.term))
            why = forbidden[hit.term].why
            if hit.certain:
                says = f"Something to keep back can be read in the picture on page {one.page}: {why}."
                yield Finding("names", "failed", says, one.page, hit.around, hit.term)
            else:
                other = "spelt otherwise" if hit.spelt else "or an everyday word"
                says = f"Look at the picture on page {one.page}: this may be {why}, {other}."
                yield Finding("names", "look", says, one.page, hit.around, hit.term, hit.spelt)


def _of_page(terms: Terms, read: Read) -> Iterator[Hit]:
    """A machine's misreadings are full of figures and signs: what only looks disguised is none of our business."""
    return (hit for hit in terms.find_on_page(read.words) if not hit.disguised)


def _reading(reading: Reading, first: int = 1) -> Finding:
    """Every picture that was not read is shown to a person: what lies beside its words nobody has looked for.

    The pages in words are those at the foot, of a volume that begins with page `first` of the whole pack.
    """
    left = sorted(reading.left)
    if not left:
        count = len(reading.read)
        shown = "1 picture was" if count == 1 else f"{count:,} pictures were"
        says = f"{shown} read by this machine as well." if count else "No page is a picture."
        return Finding("reading", "passed", says)
    where = _runs([page + first - 1 for page in left])
    if not reading.there:
        says = (
            f"This machine cannot read pictures. Look at the pictures and covered places on {where} yourself."
        )
    else:
        says = (
            f"The pictures and covered places on {where} were not read by this machine: they are too many, or took too"
            " long. Look at them yourself."
        )
    return Finding("reading", "look", says, left[0])


def _runs(pages: Sequence[int]) -> str:
    """Pages in ascending order as "page 4" or "pages 4 to 9, 12"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    said = ", ".join(f"{first:,}" if first == last else f"{first:,} to {last:,}" for first, last in runs)
    return f"page{'' if len(pages) == 1 else 's'} {said}"


def _under(on_pages: Sequence[PageRead], boxes: Iterable[Box]) -> Iterator[Finding]:
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
        grey = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
        page.close()
        for box in boxes:
            if box.page == index and not is_solid(grey, box):
                wrong = True
                number = index + 1
                yield Finding(
                    "covered places", "failed", f"A covered place on page {number} is not solid.", number
                )
    if not wrong:
        yield Finding("covered places", "passed", f"All {len(boxes)} covered places are solid black.")


def _pictures(built: BuiltPack, reading: Reading) -> Iterator[Finding]:
    """Pages whose own words are not all that they say, and what of them the machine has read: a person reads both."""
    read = {one.page for one in reading.read if any(map(str.isalpha, one.words))}
    count = len(built.picture_pages)
    if count:
        shown = "1 page is a picture." if count == 1 else f"{count} pages are pictures."
        says = f"{shown} The words beside them were searched."
        yield Finding("pictures", "passed", says)
    for number in (page for page in built.wordless_pages if page in read):
        says = f"Page {number} is a picture {BY_MACHINE}. Read it yourself as well."
        yield Finding("pictures", "look", says, number)
    for number in (page for page in built.wordless_pages if page not in read):
        says = f"Page {number} is a picture whose words cannot all be searched. Read it yourself."
        yield Finding("pictures", "look", says, number)
