"""The checks on a pack that need no file: whether all is decided, what cannot be printed, what of the reply is not filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coordinator_app.access_requests.letter_text import gaps_of
from coordinator_app.access_requests.pack_order import FILLED_IN, NAMED, BuiltFinding, PackOrder
from coordinator_app.access_requests.written import OfOrder
from coordinator_app.core.printable import listed, unprintable
from coordinator_app.core.unprinted import explained, unprinted

DECIDED = "Every item has a decision"
LETTERS = "Every letter can be printed"
_PASSED, _LOOK, _FAILED = "passed", "look", "failed"
_MOST_SAID = 3


def of_order(order: PackOrder) -> OfOrder:
    """What the order with all its words tells, for the screen."""
    return OfOrder(_decided(order), (_letters(order), _filled_in(order), *_named(order)))


def _decided(order: PackOrder) -> BuiltFinding:
    """Counts of the decisions; a withheld item whose content was sent along all the same is a failure."""
    counts = {
        name: sum(item.outcome == name for item in order.items) for name in ("share", "redact", "withhold")
    }
    carried = [
        item.number for item in order.items if item.outcome == "withhold" and (item.lines or item.document)
    ]
    if sum(counts.values()) != len(order.items) or carried:
        return BuiltFinding(DECIDED, _FAILED, "An item has no decision, or a withheld one has content.")
    said = (
        f"{counts['share']} shared, {counts['redact']} shared with redactions, {counts['withhold']} withheld"
    )
    return BuiltFinding(DECIDED, _PASSED, said)


def _letters(order: PackOrder) -> BuiltFinding:
    """Characters that stand as a mark: which, in which items, and in the reply that goes with them."""
    by_item = [
        (item.number, unprintable("\n".join((item.title, *(line.words for line in item.lines)))))
        for item in order.items
    ]
    lacking = [number for number, letters in by_item if letters]
    missing = list(dict.fromkeys(letter for _, letters in by_item for letter in letters))
    says = f"These print as [?]: {listed(missing)}, in {_items_of(lacking)}." if missing else ""
    reply = unprinted((order.letter,))
    said = " ".join(part for part in (says, f"The reply: {explained(reply)}" if reply else "") if part)
    if not said:
        return BuiltFinding(LETTERS, _PASSED, "Every letter has its own shape in print")
    return BuiltFinding(LETTERS, _LOOK, said)


def _filled_in(order: PackOrder) -> BuiltFinding:
    """What stands between brackets in the reply because nobody has filled it in: it goes out with a reason only."""
    # how many pages there are is counted, and filled in, while it is built
    letter = replace(order.letter, values={**order.letter.values, "page_count": "1 page"})
    gaps = gaps_of(letter)
    if not gaps:
        return BuiltFinding(FILLED_IN, _PASSED, "The letter has no gaps")
    *first, last = (f"[{words}]" for words in gaps)
    all_of_them = f"{', '.join(first)} and {last}" if first else last
    said = f"The letter says {all_of_them}."
    what = "it" if len(gaps) == 1 else "them"
    return BuiltFinding(FILLED_IN, _LOOK, f"{said} Fill {what} in, then build the pack again.")


def _named(order: PackOrder) -> Iterator[BuiltFinding]:
    """Somebody in the reply who is not meant to be told of: what the look for names found as it was ordered."""
    if order.named:
        says = f"{order.named} Take it out of what is typed for the letter, then build the pack again, or say why it may stay."
        yield BuiltFinding(NAMED, _LOOK, says)


def _items_of(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_MOST_SAID])
    rest = f" and {len(numbers) - _MOST_SAID} more" if len(numbers) > _MOST_SAID else ""
    return f"item{'' if len(numbers) == 1 else 's'} {shown}{rest}"
