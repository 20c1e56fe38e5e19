"""A PDF of too many pages is kept whole, as it came, and its pages as parts that came with it (no Qt).

Nothing else is ever kept of such a file: `demand_whole` refuses one whose parts are not all there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.model import MOST_BYTES, Document, Inside, Looked, Portion
from coordinator_app.documents.reading_jobs import PartMade, PartWanted
from coordinator_app.store.reading import Reader

MOST_TOGETHER = 400_000_000
"""Bytes of all parts of one file: pages that share what they show take it along into each part."""
_SWELLS = "Read in parts, this PDF swells to more than is safe."
_PRINTED = "Open it where it came from, print it to a new PDF, then add that copy."
_ALONE = "It has to be read in parts, which is done where a file is added on the pupil’s Documents tab."


@dataclass(slots=True)
class Parting:
    """What is to be asked of child processes about a file, one after the other, and what they gave back.

    Files that came inside it, and are of too many pages themselves, are read in parts too.
    """

    content: bytes
    looked: Looked
    _made: dict[int, list[PartMade]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many questions are known so far."""
        return sum(portion.count + 1 for _content, portion in self._wholes(self.content, self.looked))

    @property
    def done(self) -> int:
        """How many of them were answered."""
        return sum(map(len, self._made.values()))

    def next(self) -> PartWanted | None:
        """What is to be asked next; None once all is there."""
        for content, portion in self._wholes(self.content, self.looked):
            number = len(self._made.get(id(content), ()))
            if number <= portion.count:
                return PartWanted(content, number, portion.pages)
        return None

    def take(self, wanted: PartWanted, made: PartMade) -> None:
        """Keep an answer. BadFile once all parts of a file are too large together."""
        found = self._made.setdefault(id(wanted.content), [])
        found.append(made)
        if sum(len(one.content) for one in found) > MOST_TOGETHER:
            raise BadFile(_SWELLS, next_step=_PRINTED)

    def result(self) -> Looked:
        """What was found in the file, its parts the first of what is inside it."""
        return self._with_parts(self.content, self.looked)

    def _wholes(self, content: bytes, looked: Looked) -> Iterator[tuple[bytes, Portion]]:
        if looked.portion is not None and _in_parts(looked):
            yield content, looked.portion
        made = self._made.get(id(content), ())
        for one in (*looked.inside, *(each for part in made for each in part.looked.inside)):
            if one.looked is not None:
                yield from self._wholes(one.content, one.looked)

    def _with_parts(self, content: bytes, looked: Looked) -> Looked:
        made = self._made.get(id(content), [])
        if made:
            behind, *parts = made
            looked = replace(behind.looked, inside=(*_as_inside(behind, parts), *behind.looked.inside))
        inside = (
            replace(one, looked=self._with_parts(one.content, one.looked)) if one.looked is not None else one
            for one in looked.inside
        )
        return replace(looked, inside=tuple(inside))


def _in_parts(looked: Looked) -> bool:
    return looked.portion is not None and not looked.portion.number


def _as_inside(behind: PartMade, parts: Sequence[PartMade]) -> Iterator[Inside]:
    """The parts as what came with the file; what is attached to one of its pages came with it once."""
    prints = {one.fingerprint for one in behind.looked.inside}
    for part in parts:
        own = tuple(one for one in part.looked.inside if one.fingerprint not in prints)
        again = {one.fingerprint for one in part.looked.inside} & prints
        held = (*part.looked.held_elsewhere, *sorted(again))
        portion = part.looked.portion
        yield Inside(
            portion.words() if portion else "",
            part.content,
            replace(part.looked, inside=own, held_elsewhere=tuple(dict.fromkeys(held))),
        )


def parts_in(looked: Looked) -> tuple[Inside, ...]:
    """The parts of a file of too many pages, in their order; none for any other."""
    return tuple(one for one in looked.inside if is_part(one)) if _in_parts(looked) else ()


def is_part(one: Inside) -> bool:
    """Whether what is inside a file is a part of its pages, and nothing that came with it."""
    return one.looked is not None and one.looked.portion is not None and one.looked.portion.number > 0


def said(looked: Looked) -> str:
    """What is done with a file of too many pages, in a sentence; "" for any other."""
    parts = parts_in(looked)
    if not parts or looked.portion is None or parts[0].looked is None:
        return ""
    each = parts[0].looked.page_count
    return f"It is kept whole as it came, and read in {len(parts)} parts of at most {each} pages."


def pages_in(looked: Looked) -> str:
    """How many pages a file has, all parts together, in words."""
    pages = looked.portion.pages if looked.portion is not None and _in_parts(looked) else looked.page_count
    return "1 page" if pages == 1 else f"{pages:,} pages"


def demand_whole(looked: Looked, size: int = 0) -> None:
    """Go on if no page of it is missing. BadFile for a file that is read in parts which are not all there, or has to be."""
    if looked.portion is None or looked.portion.number:
        if size > MOST_BYTES:
            raise BadFile("The file is larger than 100 MB.", next_step=_ALONE)
        return
    page = 1
    for number, one in enumerate(parts_in(looked), start=1):
        assert one.looked is not None  # a part is looked at
        if one.looked.portion != replace(looked.portion, number=number, first=page):
            page = 0
            break
        page += one.looked.page_count
    if page != looked.portion.pages + 1:
        raise BadFile(f"This file has {looked.portion.pages:,} pages.", next_step=_ALONE)


# of what is kept


def title_of_part(title: str, portion: Portion, pages: int) -> str:
    """What a part is called."""
    last = portion.first + pages - 1
    span = f"page {last:,}" if pages == 1 else f"pages {portion.first:,} to {last:,}"
    ending = f", {portion.words()} ({span})"
    return f"{title[: 200 - len(ending)]}{ending}"


def parts_of(reader: Reader, document: Document, *, trashed: bool | None = None) -> list[Document]:
    """The parts of a file that is kept whole, in their order, wherever they lie now; none of any other document."""
    if not document.is_whole:
        return []
    found = reader.list(Document, where={"came_with_id": document.id}, trashed=trashed)
    return sorted((one for one in found if one.part_number), key=lambda one: one.part_number or 0)


def whole_of(reader: Reader, document: Document) -> Document | None:
    """The file that it is a part of, in the trash too; None where it is none or the file is gone."""
    if not document.part_number or not document.came_with_id:
        return None
    return reader.find(Document, document.came_with_id)


def same_pages(reader: Reader, document: Document) -> tuple[str, ...]:
    """The ids of a document and of all that holds pages of it: the parts of a file, or the file of a part."""
    whole = document.came_with_id if document.part_number else ""
    return (document.id, *(one.id for one in parts_of(reader, document)), *([whole] if whole else ()))
