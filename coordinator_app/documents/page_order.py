"""The pages of documents while they are put in a new order: moved, turned, left out, parted (no Qt, nothing is written)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coordinator_app.documents.reading_jobs import NewOrder, PageTaken


@dataclass(frozen=True, slots=True)
class Slot:
    """A page: which of the files and which page of it (from 0), turned by so many degrees clockwise.

    `out` leaves it out, `begins` makes it the first of a document of its own.
    """

    source: int
    page: int
    turn: int = 0
    out: bool = False
    begins: bool = False


Slots = tuple[Slot, ...]


def of_file(source: int, pages: int) -> Slots:
    """Every page of a file in its order."""
    return tuple(Slot(source, page) for page in range(pages))


def moved(slots: Slots, at: int, by: int) -> Slots:
    """The page at a place goes up (-1) or down (1); where a document begins stays where it is."""
    to = at + by
    if not (0 <= at < len(slots) and 0 <= to < len(slots)):
        return slots
    begins = [slot.begins for slot in slots]
    order = list(slots)
    order[at], order[to] = order[to], order[at]
    return tuple(replace(slot, begins=first) for slot, first in zip(order, begins, strict=True))


def turned(slots: Slots, at: int, by: int = 90) -> Slots:
    """The page at a place is turned clockwise."""
    return _with(slots, at, turn=(slots[at].turn + by) % 360)


def left_out(slots: Slots, at: int) -> Slots:
    """The page at a place is left out, or taken in again."""
    return _with(slots, at, out=not slots[at].out)


def parted(slots: Slots, at: int) -> Slots:
    """A document of its own begins with the page at a place, or no longer does; the first page always begins one."""
    return slots if at == 0 else _with(slots, at, begins=not slots[at].begins)


def _with(slots: Slots, at: int, **values: object) -> Slots:
    changed = replace(slots[at], **values)  # type: ignore[arg-type]  # by name, from this file only
    return (*slots[:at], changed, *slots[at + 1 :])


def orders(slots: Slots) -> tuple[NewOrder, ...]:
    """What is to be made: a document for each part that has a page left."""
    parts: list[list[PageTaken]] = [[]]
    for slot in slots:
        if slot.begins and parts[-1]:
            parts.append([])
        if not slot.out:
            parts[-1].append(PageTaken(slot.source, slot.page, slot.turn))
    return tuple(NewOrder(tuple(part)) for part in parts if part)


def is_new(slots: Slots, pages: Sequence[int]) -> bool:
    """Whether anything differs from the one document as it is; `pages` are how many each file has."""
    return len(pages) > 1 or slots != of_file(0, pages[0])


def written(ids: Sequence[str], slots: Slots) -> str:
    """The order as a text, for a draft: the documents, and where each page stands now."""
    pages = [[one.source, one.page, one.turn, int(one.out), int(one.begins)] for one in slots]
    return json.dumps({"ids": list(ids), "pages": pages}, separators=(",", ":"))


def read(text: str) -> tuple[tuple[str, ...], Slots]:
    """What `written` wrote; ((), ()) for anything else."""
    try:
        found = json.loads(text)
        pages = tuple(
            Slot(int(source), int(page), int(turn), bool(out), bool(begins))
            for source, page, turn, out, begins in found["pages"]
        )
        return tuple(str(one) for one in found["ids"]), pages
    except (ValueError, TypeError, KeyError):
        return (), ()


def of_these(slots: Slots, known: Mapping[int, int], pages: Sequence[int]) -> Slots:
    """An order that was kept, of the files that are here: `known` says under which number each of them is now.

    Pages that it does not name follow in their own order; `pages` are how many each file has.
    """
    kept = [replace(one, source=known[one.source]) for one in slots if one.source in known]
    kept = [one for one in dict.fromkeys(kept) if one.page < pages[one.source]]
    named = {(one.source, one.page) for one in kept}
    rest = (one for source, count in enumerate(pages) for one in of_file(source, count))
    return (*kept, *(one for one in rest if (one.source, one.page) not in named))


def words(slot: Slot) -> str:
    """What a page is and what becomes of it."""
    parts = (
        "left out" if slot.out else "",
        f"turned by {slot.turn}°" if slot.turn else "",
        "a new document begins here" if slot.begins else "",
    )
    return ", ".join(part for part in parts if part)
