"""Which pages belong together, in which order, and what has to be asked about them. Rules only, no vault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from coordinator_app.core.privacy import Choice
from coordinator_app.scan_in.model import PageMark, ScannedPage

_BOX = re.compile(r"([0-9]{1,2})([+?-])")


class Goes(Enum):
    """Where a page of a file goes."""

    BY_ITS_CODE = "by its code"
    WITH_THE_LAST = "with the page before"
    BY_ITSELF = "on a pile of its own"


class CheckKind(Choice):
    """What is asked about a scan before it is filed."""

    MISSING = "missing", "A page is missing"
    TWICE = "twice", "A page is there twice"
    UNLIKE = "unlike", "The pages do not fit together"
    UNSIGNED = "unsigned", "A signature box looks empty"
    UNSEEN = "unseen", "A signature box could not be looked at"
    BEFORE = "before", "The form came back before"
    OTHER = "other", "The code names another pupil"
    ASKED = "asked", "An access request is open"
    EMPTY = "empty", "Every page is blank"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at, in a sentence; `page` is the page to show, from 0. A `doubt` unticks the scan."""

    kind: CheckKind
    words: str
    page: int = 0
    doubt: bool = True


def goes(mark: PageMark, is_blank: bool, last_has_code: bool | None) -> Goes:
    """Where the next page of a file goes; `last_has_code` is about the pile before it, None at the start.

    A page without a code never joins a form by itself: whether it belongs to it is the user's word. A blank page
    stays with what it was fed in with.
    """
    if mark is PageMark.OURS:
        return Goes.BY_ITS_CODE
    if last_has_code is None:
        return Goes.BY_ITSELF
    return Goes.WITH_THE_LAST if is_blank or not last_has_code else Goes.BY_ITSELF


def in_order(pages: Iterable[ScannedPage]) -> list[ScannedPage]:
    """The pages of one form: by the page number in their code, then in the order they came; others keep their place.

    A blank page, or one without a code, stays behind the page that it came after.
    """
    behind: dict[str, list[ScannedPage]] = {"": []}
    coded: list[ScannedPage] = []
    for page in pages:
        if page.mark is PageMark.OURS:
            coded.append(page)
            behind[page.id] = []
        else:
            behind[coded[-1].id if coded else ""].append(page)
    ordered = list(behind[""])
    for page in sorted(coded, key=lambda one: one.form_page or 0):
        ordered += [page, *behind[page.id]]
    return ordered


Placed = tuple[int, ScannedPage]
"""A page and its place among the pages shown, from 0."""


def checks(pages: Sequence[ScannedPage], must_sign: Sequence[int] = (1,)) -> tuple[Check, ...]:
    """What to look at, a line for each kind however many pages it is about.

    Pages are named by their place among the pages shown; `must_sign` are the numbers of the boxes that count.
    """
    kept = [(at, page) for at, page in enumerate(pages) if not page.left_out]
    coded = [(at, page) for at, page in kept if page.mark is PageMark.OURS]
    return (*_blank(pages), *_whole(coded, len(pages)), *_signed(kept, len(pages), must_sign))


def all_blank(pages: Sequence[ScannedPage]) -> bool:
    """Whether nothing stands on any page of a scan."""
    return bool(pages) and all(page.is_blank for page in pages)


def _blank(pages: Sequence[ScannedPage]) -> tuple[Check, ...]:
    if not all_blank(pages):
        return ()
    words = "This page is blank." if len(pages) == 1 else f"All {len(pages)} pages are blank."
    return (Check(CheckKind.EMPTY, f"{words} Was it scanned the wrong way round? If so scan it again."),)


def _whole(coded: Sequence[Placed], shown: int) -> tuple[Check, ...]:
    totals = {page.form_pages or 0 for _, page in coded}
    if not coded:
        return ()
    if len(totals) > 1:
        words = "The pages do not agree on how many pages the form has. Look at each of them."
        return (Check(CheckKind.UNLIKE, words, coded[0][0]),)
    (total,) = totals
    there: dict[int, list[int]] = {}
    for at, page in coded:
        there.setdefault(page.form_page or 0, []).append(at)
    missing = [number for number in range(1, total + 1) if number not in there]
    words = f"{pages_words(missing)} of {total} {_is(missing)} missing." if missing else ""
    found = [Check(CheckKind.MISSING, words)] if missing else []
    return (*found, *_twice({number: places for number, places in there.items() if len(places) > 1}, shown))


def _twice(there: Mapping[int, Sequence[int]], shown: int) -> tuple[Check, ...]:
    """Which pages of the form lie here more than once; `there` are their places among the pages shown."""
    if not there:
        return ()
    numbers, places = sorted(there), sorted(at for found in there.values() for at in found)
    again = min(found[1] for found in there.values())
    times = {len(found) for found in there.values()}
    count = _TIMES.get(min(times), f"{min(times)} times") if len(times) == 1 else "more than once"
    where = f", as {_on(places, shown)}" if len(numbers) == 1 else ""
    leave = (
        "Leave out the one you do not want."
        if len(numbers) == 1
        else "Was it scanned twice? Leave pages out."
    )
    words = f"{pages_words(numbers)} {_is(numbers)} here {count}{where}. {leave}"
    return (Check(CheckKind.TWICE, words, again),)


def _on(places: Sequence[int], shown: int) -> str:
    """Pages by where they stand in the preview: "page 3 of 12", "pages 3 and 9 of 12"."""
    words = pages_words([at + 1 for at in places])
    return f"{words[:1].lower()}{words[1:]} of {shown}"


_TIMES = {2: "twice"}


def pages_words(numbers: Sequence[int]) -> str:
    """Pages by their numbers: "Page 2", "Pages 2 and 3"; how many if they are more than eight."""
    if len(numbers) > _MOST_NAMED:
        return f"{len(numbers)} pages"
    *others, last = (str(one) for one in numbers)
    return f"Pages {', '.join(others)} and {last}" if others else f"Page {last}"


_MOST_NAMED = 8


def _is(numbers: Sequence[int]) -> str:
    return "is" if len(numbers) == 1 else "are"


def boxes(signatures: str) -> dict[int, str]:
    """The signature boxes of a page by their number in the form: "+" marked, "-" empty, "?" not looked at."""
    return {int(found[1]): found[2] for found in _BOX.finditer(signatures)}


def _signed(kept: Sequence[Placed], shown: int, must_sign: Sequence[int]) -> tuple[Check, ...]:
    looked = [
        (at, [sign for number, sign in boxes(page.signatures).items() if number in must_sign])
        for at, page in kept
    ]
    empty = [(at, signs) for at, signs in looked if "-" in signs]
    unseen = [at for at, signs in looked if "?" in signs and "-" not in signs]
    found = []
    if empty:
        found.append(Check(CheckKind.UNSIGNED, _empty_words(empty, shown), empty[0][0]))
    if unseen:
        one = len(unseen) == 1
        box, signed = ("box", "Is it signed?") if one else ("boxes", "Are they signed?")
        words = f"The signature {box} on {_on(unseen, shown)} could not be looked at. {signed}"
        found.append(Check(CheckKind.UNSEEN, words, unseen[0], doubt=False))
    return tuple(found)


def _empty_words(empty: Sequence[tuple[int, Sequence[str]]], shown: int) -> str:
    where = _on([at for at, _ in empty], shown)
    if len(empty) > 1:
        return f"Signature boxes on {where} look empty. Are they signed?"
    which = "The" if all(sign == "-" for sign in empty[0][1]) else "A"
    return f"{which} signature box on {where} looks empty. Is it signed?"
