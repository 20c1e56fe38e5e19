"""The checks on a finished pack in the words of the screen; what could not be checked is never called passed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from coordinator_app.access_requests.pack_order import BuiltFinding, OrderTerm, PackOrder, TermWeight
from coordinator_app.access_requests.written import EmptyBox, OfOrder
from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.pdf.pack_content import BY_MACHINE, BuiltPack, Finding

COVERED_NAMES = "Covered names"
WITHHELD_WORDS = "Words of withheld items"
UNDER_BOXES = "Nothing readable under any redaction box"
HIDDEN_DETAILS = "No hidden details"
OPENS = "Pack opens, and page count matches"
PICTURES = "Pages that are only pictures"
NO_WORDS = "Covered places without words"
READING = "Pictures read by machine"
_IN_ITEM = ", in item "

_PASSED, _LOOK, _FAILED = "passed", "look", "failed"
_WORST = (_FAILED, _LOOK, _PASSED)
_GROUPS = {
    "text under boxes": UNDER_BOXES,
    "covered places": UNDER_BOXES,
    "opens": OPENS,
    "pages": OPENS,
    "pictures": PICTURES,
    "names": COVERED_NAMES,
    "reading": READING,
}
_NOT_CHECKED = "This could not be checked. Build the pack again."
_MOST_SAID = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """What a finished file was held against, what the checker found in it, what the order alone tells, and boxes over no word.

    The order needs the places of its items and its terms; their words are not looked at again.
    """

    order: PackOrder
    built: BuiltPack
    found: tuple[Finding, ...]
    of_order: OfOrder
    empty_boxes: tuple[EmptyBox, ...] = ()

    def of(self, name: str) -> tuple[Finding, ...]:
        """What was found under one of the headings of the screen."""
        return tuple(one for one in self.found if _GROUPS.get(one.check, HIDDEN_DETAILS) == name)


def findings(checked: Checked) -> tuple[BuiltFinding, ...]:
    """One or more findings under each heading, in the order of the screen."""
    return (
        *_names(checked, COVERED_NAMES, TermWeight.LOOK, TermWeight.NAME),
        *_names(checked, WITHHELD_WORDS, TermWeight.HARD),
        *_without_words(checked),
        _under_boxes(checked),
        checked.of_order.decided,
        _grouped(checked, HIDDEN_DETAILS, "Authors, comments, versions and attachments taken out"),
        _grouped(checked, OPENS, f"{_pages(checked.built.pages)}, {size_in_words(checked.built.size)}"),
        *_pictures(checked),
        *_unread(checked),
        *checked.of_order.letters,
    )


def size_in_words(count: int) -> str:
    """A number of bytes as "18.2 MB" or "640 kB"."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"


def _boxes(count: int) -> str:
    if not count:
        return "No page of a document has a box"
    boxes = "The 1 box is a flat image" if count == 1 else f"{count} of {count} boxes are flat images"
    return f"{boxes} with no text behind {'it' if count == 1 else 'them'}"


def _under_boxes(checked: Checked) -> BuiltFinding:
    """What was ordered is held against what was built: a box that was lost on the way leaves nothing to check."""
    ordered = sum(
        len(item.boxes) for item in checked.order.items if item.has_document and item.outcome != "withhold"
    )
    there = len(checked.built.boxes)
    if there != ordered:
        said = f"{ordered} {'box was' if ordered == 1 else 'boxes were'} decided and {there} built. Build the pack again."
        return BuiltFinding(UNDER_BOXES, _FAILED, said)
    return _grouped(checked, UNDER_BOXES, _boxes(there))


def _grouped(checked: Checked, name: str, fine: str) -> BuiltFinding:
    found = checked.of(name)
    if not found:
        return BuiltFinding(name, _FAILED, _NOT_CHECKED)
    state = next(state for state in _WORST if any(one.state == state for one in found))
    if state == _PASSED:
        return BuiltFinding(name, _PASSED, fine)
    worst = [one for one in found if one.state == state]
    said = list(dict.fromkeys(one.says for one in worst))
    return BuiltFinding(name, state, " ".join(said[:_MOST_SAID]), worst[0].page)


def _names(checked: Checked, name: str, *weights: TermWeight) -> Iterator[BuiltFinding]:
    terms = checked.order.terms
    found = checked.of(COVERED_NAMES)
    if not found:
        yield BuiltFinding(name, _FAILED, _NOT_CHECKED)
        return
    hits = _by_term([one for one in found if one.state != _PASSED and not one.spelt], terms, weights)
    otherwise = _by_term([one for one in found if one.spelt], terms, weights)
    for whole, parts in _with_parts(hits, terms):
        yield _hit(checked, name, [terms[index] for index in (whole, *parts)], hits[whole])
    for index, places in otherwise.items():
        yield from _spelt_otherwise(checked, name, terms[index], places)
    if not hits and not otherwise:
        yield BuiltFinding(name, _PASSED, _none_of(sum(term.weight in weights for term in terms), weights[0]))


def _by_term(
    found: Iterable[Finding], terms: Sequence[OrderTerm], weights: Collection[TermWeight]
) -> dict[int, list[Finding]]:
    hits: dict[int, list[Finding]] = {}
    for one in found:
        if one.term_index is not None and terms[one.term_index].weight in weights:
            hits.setdefault(one.term_index, []).append(one)
    return hits


def _with_parts(hits: dict[int, list[Finding]], terms: Sequence[OrderTerm]) -> list[tuple[int, list[int]]]:
    """One line for a name: "Otis" is a part of "Otis Bramblewick" where it stands on no page without it."""
    lines: dict[int, list[int]] = {}
    for index in sorted(hits, key=lambda at: -len(terms[at].words)):
        whole = next((at for at in lines if _is_part(index, at, hits, terms)), None)
        if whole is None:
            lines[index] = []
        else:
            lines[whole].append(index)
    return [(index, sorted(lines[index])) for index in hits if index in lines]


def _is_part(part: int, whole: int, hits: dict[int, list[Finding]], terms: Sequence[OrderTerm]) -> bool:
    own, words = (fold(terms[at].words).split() for at in (part, whole))  # "Sian" is "Siân" as well
    run = any(words[at : at + len(own)] == own for at in range(len(words)))
    places = {one.page for one in hits[whole]}
    worse = any(one.state == _FAILED for one in hits[part]) > any(one.state == _FAILED for one in hits[whole])
    return run and not worse and all(one.page in places for one in hits[part])


def _hit(checked: Checked, name: str, terms: Sequence[OrderTerm], places: list[Finding]) -> BuiltFinding:
    """Words and where they stand. A covered name on a page is for a person to judge; in a hidden part it fails.

    The whole name of somebody who is to be covered fails wherever it can be read: in words or in a picture.
    """
    term, places = terms[0], _by_page(places)
    hidden = any(one.page is None and one.state == _FAILED for one in places)
    certain = any(one.state == _FAILED for one in places)
    if (
        term.weight is TermWeight.NAME
    ):  # "Faith Young": both are everyday words, and together they are somebody
        certain = certain or any(term.words in one.words_around for one in places)
    state = _FAILED if hidden or (certain and term.weight is not TermWeight.LOOK) else _LOOK
    pages = sorted({one.page for one in places if one.page is not None})
    where = _on_pages(pages) if pages else "in a part of the file that no page shows"
    around = f", in {_quoted(places[0].words_around)}" if places[0].words_around else ""
    parts = f". {_and([_quoted(one.words) for one in terms[1:]])} with it" if len(terms) > 1 else ""
    why = f". {_why(checked.order, term)}" if term.weight is TermWeight.HARD and term.held else ""
    if term.weight is TermWeight.NAME and state == _FAILED:
        why = f". {_to_be_covered(checked.order, term)}"
    return BuiltFinding(
        name,
        state,
        f"{_quoted(term.words)} {where}{_within(checked.built, pages)}{around}{parts}{why}",
        pages[0] if pages else None,
    )


def _by_page(places: Iterable[Finding]) -> list[Finding]:
    """In the order in which whoever looks at them leafs; what no page shows stands last."""
    return sorted(places, key=lambda one: (one.page is None, one.page or 0))


def _spelt_otherwise(
    checked: Checked, name: str, term: OrderTerm, places: Sequence[Finding]
) -> Iterator[BuiltFinding]:
    """A line for each way in which somebody has spelt it: each is kept or covered by itself."""
    for spelt in dict.fromkeys(fold(one.spelt) for one in places):
        same = _by_page(one for one in places if fold(one.spelt) == spelt)
        pages = sorted({one.page for one in same if one.page is not None})
        said = f"{_quoted(' '.join(same[0].spelt.split()))} {_on_pages(pages)}{_within(checked.built, pages)}"
        around = f", in {_quoted(same[0].words_around)}"
        may_be = f". It may be {_quoted(term.words)}, spelt otherwise"
        yield BuiltFinding(name, _LOOK, f"{said}{around}{may_be}", pages[0])


def _within(built: BuiltPack, pages: Sequence[int]) -> str:
    """Which item the first of these pages is of, where it is of one alone, as a page of a document is."""
    here = [line.number for line in built.index if pages and line.page <= pages[0] < line.page + line.pages]
    return f"{_IN_ITEM}{here[0]}" if len(here) == 1 else ""


def _why(order: PackOrder, term: OrderTerm) -> str:
    """Which items say it, and what to do."""
    held = f"It stands in {_items(order, term.held)}, withheld"
    if not term.told:
        return f"{held}, and in no item that is shared: look at the page, and take it out of what is printed there."
    told = _items(order, term.told)
    which = "that item" if len(term.told) == 1 else "those items"
    return f"{held}, and in {told}, shared. Cover it in {which}, withhold {which} too, or share both sides."


def _to_be_covered(order: PackOrder, term: OrderTerm) -> str:
    """What to do about the whole name of somebody who is to be covered."""
    where = _items(order, term.told) if term.told else "the item of that page"
    return f"They are to be covered: cover it in {where}, or decide otherwise for them under People."


def _items(order: PackOrder, numbers: Sequence[int]) -> str:
    """Items as the list of the pack names them."""
    names = []
    for item in (order.items[number - 1] for number in numbers if number <= len(order.items)):
        day = f", {say(item.on_day)}" if item.on_day else ""
        names.append(f"item {item.number} ({item.title}{day})")
    return _and(names)


def _without_words(checked: Checked) -> Iterator[BuiltFinding]:
    """What lies under a box without words cannot be looked for anywhere else: said, never called passed."""
    empty = checked.empty_boxes
    if not empty:
        return
    places = dict.fromkeys((box.item, box.page) for box in empty)
    where = _and([f"page {page} of {_items(checked.order, (item,))}" for item, page in places])
    count = "1 covered place has" if len(empty) == 1 else f"{len(empty)} covered places have"
    says = f"{count} no words that we could read, so they were not looked for elsewhere: {where}. Read the pack for them yourself."
    yield BuiltFinding(NO_WORDS, _LOOK, says)


def _quoted(words: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _on_pages(pages: list[int]) -> str:
    if len(pages) == 1:
        return f"on page {pages[0]}"
    shown = ", ".join(str(page) for page in pages[:-1])
    return f"on pages {shown} and {pages[-1]}"


def _none_of(count: int, weight: TermWeight) -> str:
    if count == 1:
        return f"{'What is covered' if weight is TermWeight.LOOK else 'The one sentence'} cannot be read in the pack"
    if weight is TermWeight.LOOK:
        return f"None of {count} can be read in the pack" if count else "Nothing was covered"
    return (
        f"None of {count} sentences can be read in the pack"
        if count
        else "No withheld item has words to look for"
    )


def _pictures(checked: Checked) -> Iterator[BuiltFinding]:
    """Pages where words of a picture could not be searched: one finding, for a person to read them."""
    found = [(one.page, BY_MACHINE in one.says) for one in checked.of(PICTURES) if one.state != _PASSED]
    wordless = [page for page, is_read in found if page is not None and not is_read]
    read = [page for page, is_read in found if page is not None and is_read]
    unread = f"Words in pictures cannot be searched {_on_pages(wordless)}." if wordless else ""
    seen = (
        f"Words in pictures {_on_pages(read)} were searched as this machine reads them, and it may miss some."
        if read
        else ""
    )
    if wordless or read:
        which = "it" if len(wordless) + len(read) == 1 else "them"
        says = " ".join(filter(None, (unread, seen, f"Read {which} yourself.")))
        yield BuiltFinding(PICTURES, _LOOK, says, min((*wordless, *read)))


def _unread(checked: Checked) -> Iterator[BuiltFinding]:
    """Pictures that no machine has read, because there is none here or there are too many: never called passed."""
    read = checked.of(READING)
    left = [one for one in read if one.state != _PASSED]
    if not read:
        yield BuiltFinding(READING, _FAILED, _NOT_CHECKED)
    if left:
        yield BuiltFinding(READING, _LOOK, " ".join(dict.fromkeys(one.says for one in left)), left[0].page)
