"""Between what is kept (redactions) and what is shown (spans of texts, boxes on pages); names turned into both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page.name_finder import FoundName, Place, Who
from coordinator_app.access_requests.page.review_reading import ItemShown
from coordinator_app.core.page_images import PageWord
from coordinator_app.ui.page_boxes import Box
from coordinator_app.ui.text_view import Span, State

UNITS = 100_000  # a box is kept in hundred-thousandths of the page
YOURS = "yours"
"""The key of what the user covered by hand."""
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

    @property
    def ticked(self) -> bool:
        """Whether every place is covered."""
        return self.places == self.covered > 0


def spans_of(shown: ItemShown, *, suggest: bool) -> Spans:
    """The spans of each field: what is covered, and what is only suggested where nothing is covered yet."""
    spans: Spans = {line.key: [] for line in shown.fields}
    words = {line.key: line.words for line in shown.fields}
    state: State = "accepted" if shown.item.outcome is Outcome.REDACT else "suggested"
    for kept in shown.covered:
        if kept.start is not None and kept.end is not None and _still_there(kept, words):
            spans[kept.field_name].append(Span(kept.start, kept.end, state, "chosen by you", YOURS))
    if suggest:
        add_places(spans, [line.key for line in shown.fields], shown.found)
    return spans


def _still_there(kept: Redaction, words: Mapping[str, str]) -> bool:
    """Whether the stretch still covers the very words: after a correction it may lie over others."""
    text = words.get(kept.field_name, "")
    return bool(text) and text[kept.start : kept.end] == kept.covered_words


def add_places(spans: Spans, keys: Sequence[str], found: Iterable[FoundName]) -> None:
    """Put suggestions for names into the spans; a covered stretch that is the name itself gets its key."""
    for name in found:
        for place in name.places:
            _add_span(spans[keys[place.text]], place, name)
    for own in spans.values():
        own.sort(key=lambda span: span.start)


def _add_span(own: list[Span], place: Place, name: FoundName) -> None:
    for number, span in enumerate(own):
        if (span.start, span.end) == (place.start, place.end):
            own[number] = replace(span, what=said(name), key=name.key)
            return
        if span.start < place.end and place.start < span.end:
            return
    own.append(Span(place.start, place.end, "suggested", said(name), name.key))


def said(name: FoundName) -> str:
    """What a mark says it is, without the words themselves."""
    return name.note[:1].lower() + name.note[1:] if name.sure else "perhaps a name"


def boxes_of(shown: ItemShown) -> list[Box]:
    """The boxes that are kept; only suggested while the item is to be decided again."""
    state: State = "accepted" if shown.item.outcome is Outcome.REDACT else "suggested"
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


def found_boxes(page: int, words: Sequence[PageWord], found: Iterable[FoundName]) -> list[Box]:
    """Boxes over every place of these names on a page (from 0); a name that runs over a line end gets two."""
    _text, starts = page_text(words)
    boxes = []
    for name in found:
        for place in name.places:
            over = [
                word
                for word, start in zip(words, starts, strict=True)
                if start < place.end and place.start < start + len(word.text)
            ]
            boxes += [_round(page, line, said(name), name.key) for line in _lines(over)]
    return boxes


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
) -> tuple[Redaction, ...]:
    """What is covered, as it is kept. `kept` gives the words under boxes whose page has not been read again."""
    exemption, reason = why
    made = []
    for key, own in spans.items():
        for span in own:
            if span.state == "accepted":
                covered = fields[key][span.start : span.end]
                made.append(
                    Redaction(
                        field_name=key,
                        start=span.start,
                        end=span.end,
                        exemption=exemption,
                        reason=reason,
                        covered_words=covered,
                    )
                )
    earlier = {_edges(one): one.covered_words for one in kept if one.page is not None}
    made += [_of_box(box, words, why, earlier) for box in boxes if box.state == "accepted"]
    return tuple(made)


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
    if box.page in words:
        return replace(made, covered_words=words_under(box, words[box.page]))
    return replace(made, covered_words=earlier.get(_edges(made), ""))


def _edges(one: Redaction) -> tuple[int | None, ...]:
    return one.page, one.left, one.top, one.right, one.bottom


def words_under(box: Box, words: Sequence[PageWord]) -> str:
    """The words whose middle lies in a box, for the search of the finished pack."""
    return " ".join(word.text for word in words if _inside(box, word))


def _inside(box: Box, word: PageWord) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box.x <= across <= box.x + box.width and box.y <= down <= box.y + box.height


def groups(names: Mapping[str, FoundName], spans: Spans, boxes: Iterable[Box]) -> list[Group]:
    """The list of names, in the order given: others first. A name whose places were all taken away is gone."""
    marks = [(span.key, span.state) for own in spans.values() for span in own]
    marks += [(box.key, box.state) for box in boxes]
    made = []
    for name in names.values():
        states = [state for key, state in marks if key == name.key]
        if states:
            shared = name.who in {Who.FAMILY, Who.STAFF}
            covered = sum(state == "accepted" for state in states)
            made.append(Group(name.key, name.label, name.note, len(states), covered, shared, name.sure))
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
