"""Which pages belong together, in which order, and what has to be asked about them. Rules only, no vault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
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


def checks(pages: Sequence[ScannedPage], must_sign: Sequence[int] = (1,)) -> tuple[Check, ...]:
    """What to look at, in the order of the pages shown; `must_sign` are the numbers of the boxes that count."""
    kept = [page for page in pages if not page.left_out]
    coded = [page for page in kept if page.mark is PageMark.OURS]
    return (*_whole(coded, kept), *_signed(kept, must_sign))


def _whole(coded: Sequence[ScannedPage], kept: Sequence[ScannedPage]) -> tuple[Check, ...]:
    totals = {page.form_pages or 0 for page in coded}
    if not coded:
        return ()
    if len(totals) > 1:
        words = "The pages do not agree on how many pages the form has. Look at each of them."
        return (Check(CheckKind.UNLIKE, words, kept.index(coded[0])),)
    (total,) = totals
    there = Counter(page.form_page or 0 for page in coded)
    found = []
    missing = [number for number in range(1, total + 1) if number not in there]
    if missing:
        found.append(Check(CheckKind.MISSING, f"{pages_words(missing)} of {total} {_is(missing)} missing."))
    for number in sorted(number for number, count in there.items() if count > 1):
        second = [page for page in coded if page.form_page == number][1]
        count = _TIMES.get(there[number], f"{there[number]} times")
        words = f"Page {number} is here {count}. Leave out the one you do not want."
        found.append(Check(CheckKind.TWICE, words, kept.index(second)))
    return tuple(found)


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


def _signed(kept: Sequence[ScannedPage], must_sign: Sequence[int]) -> tuple[Check, ...]:
    found = []
    for place, page in enumerate(kept):
        looked = {number: sign for number, sign in boxes(page.signatures).items() if number in must_sign}
        which = "A" if list(looked.values()).count("-") < len(looked) else "The"
        if "-" in looked.values():
            words = f"{which} signature box on page {place + 1} looks empty. Is it signed?"
            found.append(Check(CheckKind.UNSIGNED, words, place))
        elif "?" in looked.values():
            words = f"The signature box on page {place + 1} could not be looked at. Is it signed?"
            found.append(Check(CheckKind.UNSEEN, words, place, doubt=False))
    return tuple(found)
