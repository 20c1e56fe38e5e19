"""Between what is kept (redactions) and what is shown (spans of texts, boxes on pages); names turned into both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coordinator_app.access_requests.actions.persons import RULED
from coordinator_app.access_requests.items import CoverOrigin, Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page.name_finder import FoundName, Place, Who
from coordinator_app.access_requests.page.review_reading import ItemShown
from coordinator_app.access_requests.page.rulings import Rulings
from coordinator_app.core.page_images import PageWord
from coordinator_app.ui.page_boxes import Box
from coordinator_app.ui.text_view import Span, State

UNITS = 100_000  # a box is kept in hundred-thousandths of the page
YOURS = "yours"
"""The key of what the user covered by hand."""
SOUGHT = "sought:"
"""How the key begins of words that the user looked for."""
AROUND = "around"
"""The key of all but the sentences of a mention."""
_NOBODYS = frozenset({"", YOURS})
_NONE = Rulings()
_PAD = 0.002  # of the page: a box reaches a little over the letters
_SAME = 0.0005

Spans = dict[str, list[Span]]
Words = Mapping[int, Sequence[PageWord]]


@dataclass(frozen=True, slots=True)
class Group:
    """Everything found under one name, for the list of ticks: how many places, and how many of them are covered."""

    key: str
    label: str
    note: str
    places: int
    covered: int
    usually_shared: bool
    sure: bool = True
    confidential: bool = False
    sought: bool = False
    decided: str = ""

    @property
    def ticked(self) -> bool:
        """Whether every place is covered."""
        return self.places == self.covered > 0

    @property
    def offered(self) -> bool:
        """Whether it is covered with all that is suggested: not what is usually shared, nor what was only looked for."""
        return not (self.ticked or self.usually_shared or self.sought)


def spans_of(shown: ItemShown, *, suggest: bool) -> Spans:
    """The spans of each field: what is covered, and what is only suggested where nothing is covered yet."""
    spans: Spans = {line.key: [] for line in shown.fields}
    words = {line.key: line.words for line in shown.fields}
    state: State = "accepted" if keeps_covers(shown.item) else "suggested"
    for kept in shown.covered:
        if kept.start is not None and kept.end is not None and _still_there(kept, words):
            spans[kept.field_name].append(Span(kept.start, kept.end, state, "chosen by you", YOURS))
    if suggest:
        add_places(spans, words, shown.found)
    return spans


def keeps_covers(item: RequestItem) -> bool:
    """Whether what is covered stands: it is the decision, or was put back only because of somebody else."""
    return item.outcome is Outcome.REDACT or (
        item.outcome is Outcome.UNDECIDED and item.reset_because == RULED
    )


def _still_there(kept: Redaction, words: Mapping[str, str]) -> bool:
    """Whether the stretch still covers the very words: after a correction it may lie over others."""
    text = words.get(kept.field_name, "")
    return bool(text) and text[kept.start : kept.end] == kept.covered_words


def add_places(spans: Spans, words: Mapping[str, str], found: Iterable[FoundName]) -> None:
    """Put suggestions for names into the spans, `words` by field; what covers a name, or a part of it, gets its key."""
    keys = list(words)
    for name in found:
        for place in name.places:
            key = keys[place.text]
            _add_span(spans[key], place, name, words[key])
    for own in spans.values():
        own.sort(key=lambda span: span.start)


def _add_span(own: list[Span], place: Place, name: FoundName, text: str) -> None:
    touching = [span for span in own if span.start < place.end and place.start < span.end]
    for span in touching:
        inside = place.start <= span.start and span.end <= place.end
        exact = (span.start, span.end) == (place.start, place.end)
        if exact or (inside and span.key in _NOBODYS):
            own[own.index(span)] = replace(span, what=said(name), key=name.key)
    if all(span.state == "accepted" for span in touching):
        new = _uncovered(place, touching, text)
        own += [Span(start, end, "suggested", said(name), name.key) for start, end in new]


def add_over(spans: Spans, words: Mapping[str, str], found: Iterable[FoundName]) -> None:
    """Put places over whatever was only suggested there: a suggestion that reaches further stays beside it."""
    keys = list(words)
    for name in found:
        for place in (one for one in name.places if one.text < len(keys)):
            own, text = spans[keys[place.text]], words[keys[place.text]]
            hidden = [span for span in own if span.state == "accepted"]
            here = {(span.start, span.end, span.key) for span in own}
            new = [one for one in _uncovered(place, hidden, text) if (*one, name.key) not in here]
            own += [Span(start, end, "suggested", said(name), name.key) for start, end in new]
            own.sort(key=lambda span: span.start)


def _uncovered(place: Place, spans: Iterable[Span], text: str) -> list[tuple[int, int]]:
    """What of a place no span covers, without the blanks and marks at its ends."""
    left, pieces = place.start, []
    for start, end in [*sorted((span.start, span.end) for span in spans), (place.end, place.end)]:
        pieces.append((left, min(start, place.end)))
        left = max(left, end)
    trimmed = (_trimmed(start, end, text) for start, end in pieces)
    return [(start, end) for start, end in trimmed if start < end]


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def said(name: FoundName) -> str:
    """What a mark says it is, without the words themselves."""
    return name.note[:1].lower() + name.note[1:] if name.sure else "perhaps a name"


def boxes_of(shown: ItemShown) -> list[Box]:
    """The boxes that are kept; only suggested while the item is to be decided again."""
    state: State = "accepted" if keeps_covers(shown.item) else "suggested"
    return [
        Box(
            kept.page - 1,
            (kept.left or 0) / UNITS,
            (kept.top or 0) / UNITS,
            ((kept.right or 0) - (kept.left or 0)) / UNITS,
            ((kept.bottom or 0) - (kept.top or 0)) / UNITS,
            state,
            "drawn by you",
            YOURS,
        )
        for kept in shown.covered
        if kept.page is not None
    ]


def page_text(words: Sequence[PageWord]) -> tuple[str, list[int]]:
    """The words of a page as one text, and where each of them begins in it."""
    starts, length = [], 0
    for word in words:
        starts.append(length)
        length += len(word.text) + 1
    return " ".join(word.text for word in words), starts


def suggested_on(
    page: int, words: Sequence[PageWord], found: Iterable[FoundName], boxes: Sequence[Box]
) -> tuple[list[Box], list[Box]]:
    """The boxes, those that cover a name with its key, and new ones over what of each name on a page is not covered.

    Pages from 0. A name that runs over a line end gets two.
    """
    _text, starts = page_text(words)
    made, new = list(boxes), []
    for name in found:
        for place in name.places:
            over = words_at(place, words, starts)
            for at, box in enumerate(made):
                if box.page == page and box.key in _NOBODYS and _covers_only(box, words, over):
                    made[at] = replace(box, what=said(name), key=name.key)
            hidden = [box for box in made if box.page == page and box.state == "accepted"]
            open_ones = [word for word in over if not any(_inside(box, word) for box in hidden)]
            new += [_round(page, line, said(name), name.key) for line in _lines(open_ones)]
    return made, new


def words_at(place: Place, words: Sequence[PageWord], starts: Sequence[int]) -> list[PageWord]:
    """The words of a page that a place lies over; `starts` as `page_text` gives them."""
    first = max(0, bisect_right(starts, place.start) - 1)
    last = bisect_left(starts, place.end)
    return [words[at] for at in range(first, last) if place.start < starts[at] + len(words[at].text)]


def _covers_only(box: Box, words: Sequence[PageWord], over: Sequence[PageWord]) -> bool:
    """Whether a box hides some of these words and no other."""
    return any(_inside(box, word) for word in over) and all(
        word in over for word in words if _inside(box, word)
    )


def _lines(words: Sequence[PageWord]) -> list[list[PageWord]]:
    lines: list[list[PageWord]] = []
    for word in words:
        middle = (word.top + word.bottom) / 2
        if lines and lines[-1][-1].top <= middle <= lines[-1][-1].bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _round(page: int, line: Sequence[PageWord], what: str, key: str) -> Box:
    left = max(0.0, min(word.left for word in line) - _PAD)
    top = max(0.0, min(word.top for word in line) - _PAD)
    right = min(1.0, max(word.right for word in line) + _PAD)
    bottom = min(1.0, max(word.bottom for word in line) + _PAD)
    return Box(page, left, top, right - left, bottom - top, "suggested", what, key)


def with_new_boxes(boxes: Sequence[Box], new: Iterable[Box]) -> list[Box]:
    """The boxes and the new ones; one that is already there only learns whose name it covers."""
    made = list(boxes)
    for box in new:
        at = next((number for number, own in enumerate(made) if _same(own, box)), None)
        if at is None:
            made.append(box)
        elif made[at].key in {"", YOURS}:
            made[at] = replace(made[at], what=box.what, key=box.key)
    return made


def _same(one: Box, other: Box) -> bool:
    pairs = ((one.x, other.x), (one.y, other.y), (one.width, other.width), (one.height, other.height))
    return one.page == other.page and all(abs(a - b) < _SAME for a, b in pairs)


def redactions(
    fields: Mapping[str, str],
    spans: Spans,
    boxes: Iterable[Box],
    words: Words,
    why: tuple[Exemption | None, str],
    kept: Iterable[Redaction] = (),
    rulings: Rulings = _NONE,
) -> tuple[Redaction, ...]:
    """What is covered, as it is kept. `kept` gives the words under boxes whose page has not been read again."""
    exemption, reason = why
    made = []
    for key, own in spans.items():
        for span in own:
            if span.state == "accepted":
                covered = fields[key][span.start : span.end]
                one = Redaction(
                    field_name=key,
                    start=span.start,
                    end=span.end,
                    exemption=exemption,
                    reason=reason,
                    covered_words=covered,
                )
                made.append(rulings.on(one, span.key, origin_of(span.key)))
    earlier = {_edges(one): one.covered_words for one in kept if one.page is not None}
    hidden = (box for box in boxes if box.state == "accepted")
    made += [rulings.on(_of_box(box, words, why, earlier), box.key, origin_of(box.key)) for box in hidden]
    return tuple(made)


def origin_of(key: str) -> CoverOrigin:
    """Whether it was covered by hand, around a mention, or where a name was found."""
    if key == AROUND:
        return CoverOrigin.AROUND
    by_hand = key in _NOBODYS or key.startswith(SOUGHT)
    return CoverOrigin.HAND if by_hand else CoverOrigin.SUGGESTED


def _of_box(
    box: Box,
    words: Words,
    why: tuple[Exemption | None, str],
    earlier: Mapping[tuple[int | None, ...], str],
) -> Redaction:
    made = Redaction(
        page=box.page + 1,
        left=round(box.x * UNITS),
        top=round(box.y * UNITS),
        right=round((box.x + box.width) * UNITS),
        bottom=round((box.y + box.height) * UNITS),
        exemption=why[0],
        reason=why[1],
    )
    under = words_under(box, words[box.page]) if box.page in words else ""
    return replace(made, covered_words=under or earlier.get(_edges(made), ""))


def _edges(one: Redaction) -> tuple[int | None, ...]:
    return one.page, one.left, one.top, one.right, one.bottom


def words_under(box: Box, words: Sequence[PageWord]) -> str:
    """The words whose middle lies in a box, for the search of the finished pack."""
    return " ".join(word.text for word in words if _inside(box, word))


def _inside(box: Box, word: PageWord) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box.x <= across <= box.x + box.width and box.y <= down <= box.y + box.height


@dataclass(frozen=True, slots=True)
class Texts:
    """What places count in: the fields of the item by key, then its pages with their words and where each begins."""

    fields: Mapping[str, str]
    pages: Mapping[int, tuple[Sequence[PageWord], Sequence[int]]]

    @classmethod
    def of(cls, fields: Mapping[str, str], pages: Mapping[int, Sequence[PageWord]]) -> Texts:
        """Of the fields and of the pages that are here, from 0."""
        return cls(fields, {number: (pages[number], page_text(pages[number])[1]) for number in sorted(pages)})

    def state(self, place: Place, key: str, spans: Spans, boxes: Sequence[Box]) -> str:
        """Whether all of it is covered, by whatever ("accepted"), or a mark of this key is on it ("suggested"); else ""."""
        if place.text < len(self.fields):
            field = list(self.fields)[place.text]
            own = [one for one in spans.get(field, ()) if one.start < place.end and place.start < one.end]
            hidden = [one for one in own if one.state == "accepted"]
            covered = not _uncovered(place, hidden, self.fields[field])
            return "accepted" if covered else "suggested" if any(one.key == key for one in own) else ""
        number = list(self.pages)[place.text - len(self.fields)]
        over = words_at(place, *self.pages[number])
        here = [box for box in boxes if box.page == number]
        if over and all(any(_inside(box, word) for box in here if box.state == "accepted") for word in over):
            return "accepted"
        marked = any(box.key == key and _inside(box, word) for box in here for word in over)
        return "suggested" if marked else ""


def groups(
    names: Mapping[str, FoundName],
    texts: Texts,
    spans: Spans,
    boxes: Sequence[Box],
    rulings: Rulings = _NONE,
) -> list[Group]:
    """The list of names, in the order given: others first. A name whose places were all taken away is gone."""
    made = []
    for name in names.values():
        states = [texts.state(place, name.key, spans, boxes) for place in name.places]
        covered, left = states.count("accepted"), states.count("suggested")
        if covered or left:
            hidden = name.who is Who.CONFIDENTIAL
            ruled = "" if hidden else rulings.said(name.key)
            usual = name.usually_shared and not rulings.covers(name.key)
            shared = usual or (bool(ruled) and rulings.shows(name.key))
            counts, sought = (covered + left, covered), name.key.startswith(SOUGHT)
            whole = (*counts, shared, name.sure, hidden, sought, ruled)
            made.append(Group(name.key, name.label, name.note, *whole))
    return made


def ticked(spans: Spans, boxes: Sequence[Box], key: str, *, cover: bool) -> tuple[Spans, list[Box]]:
    """Every place of a name covered, or only suggested again."""
    state: State = "accepted" if cover else "suggested"
    new_spans: Spans = {
        field: [replace(span, state=state) if span.key == key else span for span in own]
        for field, own in spans.items()
    }
    new_boxes = [replace(box, state=state) if box.key == key else box for box in boxes]
    return new_spans, new_boxes


def places_of_words(wanted: str, texts: Sequence[str]) -> tuple[Place, ...]:
    """Where words stand in the texts, whatever the case; overlaps count once."""
    low = wanted.casefold()
    found = []
    for number, text in enumerate(texts):
        # a letter whose small form is longer would shift the places: such a text is looked through as it is
        folded = text.casefold() if len(text.casefold()) == len(text) else text
        at = folded.find(low)
        while at >= 0 and low:
            found.append(Place(number, at, at + len(wanted)))
            at = folded.find(low, at + len(low))
    return tuple(found)
