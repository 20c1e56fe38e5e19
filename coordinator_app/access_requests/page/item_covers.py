"""What is covered and suggested in the item in hand, the names behind it, and the way back (no widgets)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coordinator_app.access_requests.gathering.around import around, sentences_of
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page import covering
from coordinator_app.access_requests.page.covering import Group, Spans, Texts
from coordinator_app.access_requests.page.name_finder import FoundName, Place, Who
from coordinator_app.access_requests.page.name_look import Look
from coordinator_app.access_requests.page.page_loader import with_read
from coordinator_app.access_requests.page.review_reading import ItemShown
from coordinator_app.access_requests.page.rulings import Rulings, words_key
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.core.page_images import PageShown, ReadPage
from coordinator_app.ui.page_boxes import Box
from coordinator_app.ui.text_view import Span

State = tuple[Spans, list[Box]]
Mark = tuple[object, ...]
_MOST_UNDO = 100


class ItemCovers:
    """One item's spans and boxes. A suggestion that was taken away by hand does not come back by itself."""

    def __init__(self, shown: ItemShown) -> None:
        self.shown = shown
        self.pages: dict[int, PageShown] = {}
        self.by_machine: set[int] = set()
        self.look = Look.DONE if shown.file is None else Look.RUNNING
        self.undrawn = False
        self._fields = {line.key: line.words for line in shown.fields}
        self._texts: Texts | None = None
        self.spans: Spans = covering.spans_of(shown, suggest=True)
        self.boxes: list[Box] = covering.boxes_of(shown)
        self._names = {name.key: name for name in shown.found}
        self._sought: dict[str, FoundName] = {}
        self._past: list[State] = []
        self._future: list[State] = []
        self._gone: set[Mark] = set()
        self.rulings = Rulings(shown.people, shown.subject)
        self._follows = shown.item.outcome in {None, Outcome.UNDECIDED}
        self._rule()

    # -- what is asked of it --------------------------------------------------------------------------------------

    def groups(self) -> list[Group]:
        """The names found and how many places of each are covered, others first."""
        if self._texts is None or len(self._texts.pages) != len(self.pages):
            words = {number: page.words for number, page in self.pages.items()}
            self._texts = Texts.of(self._fields, words)
        names = self._names | self._sought
        return covering.groups(names, self._texts, self.spans, self.boxes, self.rulings)

    def covers_anything(self) -> bool:
        """Whether any place is covered."""
        states = [span.state for own in self.spans.values() for span in own]
        return "accepted" in [*states, *(box.state for box in self.boxes)]

    def texts(self) -> list[str]:
        """The words of the fields, then those of the pages that are here, in order."""
        fields = [line.words for line in self.shown.fields]
        return fields + [covering.page_text(self.pages[number].words)[0] for number in sorted(self.pages)]

    def redactions(self, exemption: Exemption | None, reason: str) -> tuple[Redaction, ...]:
        """What is covered, as it is kept."""
        words = {number: page.words for number, page in self.pages.items()}
        why = (exemption, reason)
        kept = self.shown.covered
        return covering.redactions(self._fields, self.spans, self.boxes, words, why, kept, self.rulings)

    def words_of(self, box: Box) -> str:
        """The words under a box, "" where its page is not here."""
        page = self.pages.get(box.page)
        return covering.words_under(box, page.words) if page is not None else ""

    def first_of(self, key: str) -> tuple[str, int] | None:
        """Field and place of the first span of a name."""
        for field, own in self.spans.items():
            for place, span in enumerate(own):
                if span.key == key:
                    return field, place
        return None

    def take_read(self, read: ReadPage) -> None:
        """The words that a machine read in the picture of a page: names are looked for in them, too.

        A page of which it is sure on the whole is no page without words any more; its number (from 1) is told.
        """
        page = self.pages.get(read.number - 1)
        if page is None or not read.words:
            return
        words = with_read(page.words, read.words)
        self.pages[read.number - 1] = replace(page, words=words, pictured=not read.sure)
        self._texts = None
        if read.sure:
            self.by_machine.add(read.number)

    # -- what is done to it ---------------------------------------------------------------------------------------

    def tick(self, key: str, *, cover: bool) -> None:
        """Cover every place of a name, or only suggest it again."""
        self.tick_all((key,), cover=cover)

    def tick_all(self, keys: Iterable[str], *, cover: bool) -> None:
        """The same of several names, taken back in one."""
        self._remember()
        for key in keys:
            self.spans, self.boxes = covering.ticked(self.spans, self.boxes, key, cover=cover)

    def edited(self, spans: Spans, boxes: list[Box]) -> None:
        """The user covered, cleared or removed a mark on the page itself."""
        before = self._marks()
        self._remember()
        self.spans, self.boxes = spans, boxes
        self._gone |= before - self._marks()
        if before - self._marks():  # what lay under a mark that was removed is suggested again
            self._suggest(list((self._names | self._sought).values()))

    def names_found(self, names: Sequence[FoundName]) -> None:
        """The whole document has been looked through."""
        self._names = {name.key: name for name in names}
        self._suggest(names)
        self._rule()

    def rule(self, people: Sequence[RequestPerson]) -> bool:
        """Decisions for people changed: what they cover is covered, what they show is only suggested."""
        before, self.rulings = self.rulings, Rulings(tuple(people), self.shown.subject)
        changed = [key for key in self._names | self._sought if before.of(key) != self.rulings.of(key)]
        gone = {words_key(one) for one in before.people} - {"", *map(words_key, self.rulings.people)}
        shown = [key for key in changed if before.covers(key) and not self.rulings.covers(key)]
        for key in (*shown, *gone):
            self.spans, self.boxes = covering.ticked(self.spans, self.boxes, key, cover=False)
        self._rule()
        return True

    def cover_offered(self) -> bool:
        """Cover all that is suggested and not usually shared; False where nothing is."""
        keys = [group.key for group in self.groups() if group.offered]
        if keys:
            self.tick_all(keys, cover=True)
        return bool(keys)

    def only_sentences(self) -> bool:
        """Cover all but the sentences that name the person asked about, and the day; False where it is no mention.

        What sort of record it is stays covered too: it tells of the person in whose file it is.
        """
        wanted = sentences_of(self.shown.item.mention)
        if not self.shown.item.is_mention or not wanted:
            return False
        day = next(
            (at for at, line in enumerate(self.shown.fields) if line.key == self.shown.date_field), None
        )
        places = tuple(
            Place(number, start, end)
            for number, text in enumerate(self.texts())
            if number != day
            for start, end in around(text, wanted)
        )
        said = "All but the sentences about the person"
        name = FoundName(
            covering.AROUND, said, "Covered around them", Who.OTHER_PUPIL, sure=True, places=places
        )
        self._remember()
        self._sought[covering.AROUND] = name
        self._suggest([name])
        covering.add_over(self.spans, self._fields, [name])
        self.spans, self.boxes = covering.ticked(self.spans, self.boxes, covering.AROUND, cover=True)
        return True

    def cover_page(self, number: int | None) -> bool:
        """Cover a whole page (from 0), or without one all the words of a record."""
        self._remember()
        if number is not None:
            here = [box for box in self.boxes if box.page != number]
            self.boxes = [
                *here,
                Box(number, 0.0, 0.0, 1.0, 1.0, "accepted", "the whole page", covering.YOURS),
            ]
            return True
        whole = "chosen by you", covering.YOURS
        self.spans = {
            field: [Span(0, len(words), "accepted", *whole)] if words else []
            for field, words in self._fields.items()
        }
        return True

    def seek(self, words: str) -> FoundName | None:
        """Suggest every place of these words under one name; None if there is none."""
        wanted = words.strip()
        places = covering.places_of_words(wanted, self.texts())
        if not places:
            return None
        shown = f"\N{LEFT DOUBLE QUOTATION MARK}{wanted}\N{RIGHT DOUBLE QUOTATION MARK}"
        key = f"{covering.SOUGHT}{wanted.casefold()}"
        name = FoundName(key, shown, "Found by you", Who.OTHER_PUPIL, sure=False, places=places)
        self._remember()
        self._sought[key] = name
        self._gone.clear()
        self._suggest([name])
        return name

    def undo(self) -> bool:
        """Take back the last covering or clearing; False if there is none."""
        if not self._past:
            return False
        self._future.append(self._state())
        self.spans, self.boxes = self._past.pop()
        self._gone.clear()
        return True

    def redo(self) -> bool:
        """Do again what was taken back last; False if there is nothing."""
        if not self._future:
            return False
        self._past.append(self._state())
        self.spans, self.boxes = self._future.pop()
        return True

    def put_back(self, covered: Sequence[Redaction]) -> None:
        """Put back what a draft had covered."""
        self._follows = False
        shown = replace(
            self.shown, covered=tuple(covered), item=replace(self.shown.item, outcome=Outcome.REDACT)
        )
        self.spans = covering.spans_of(shown, suggest=True)
        self.boxes = covering.boxes_of(shown)
        if self.look is Look.DONE:
            self._suggest(list(self._names.values()))

    @property
    def only_ruled(self) -> bool:
        """Whether nothing was covered or cleared by hand since the item was shown."""
        return self._follows and not self._past and not self._future

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return bool(self._past)

    # -- within ---------------------------------------------------------------------------------------------------

    def _state(self) -> State:
        return {key: list(own) for key, own in self.spans.items()}, list(self.boxes)

    def _remember(self) -> None:
        self._past = [*self._past, self._state()][-_MOST_UNDO:]
        self._future.clear()

    def _rule(self) -> None:
        """Cover what was decided to be covered wherever it stands, in an item that is still to be decided."""
        if not self._follows:
            return
        words = self.rulings.words(self.texts(), self._names.values())
        self._sought |= {name.key: name for name in words}
        if words:
            self._suggest(words)
            covering.add_over(self.spans, self._fields, words)
        for key in self._names | self._sought:
            if self.rulings.covers(key):
                self.spans, self.boxes = covering.ticked(self.spans, self.boxes, key, cover=True)

    def _suggest(self, names: Sequence[FoundName]) -> None:
        spans: Spans = {key: list(own) for key, own in self.spans.items()}
        count = len(self._fields)
        covering.add_places(spans, self._fields, [_only(name, 0, count) for name in names])
        boxes = list(self.boxes)
        for at, number in enumerate(sorted(self.pages)):
            here = [_only(name, count + at, 1) for name in names]
            boxes, new = covering.suggested_on(number, self.pages[number].words, here, boxes)
            boxes = covering.with_new_boxes(boxes, [box for box in new if _box_mark(box) not in self._gone])
        self.spans, self.boxes = _without(spans, self._gone), boxes

    def _marks(self) -> set[Mark]:
        spans = {(field, span.start, span.end) for field, own in self.spans.items() for span in own}
        return spans | {_box_mark(box) for box in self.boxes}


def _only(name: FoundName, first: int, count: int) -> FoundName:
    """The name with its places in these texts only, counted from the first of them."""
    places = tuple(
        Place(place.text - first, place.start, place.end)
        for place in name.places
        if first <= place.text < first + count
    )
    return replace(name, places=places)


def _box_mark(box: Box) -> Mark:
    return box.page, round(box.x, 3), round(box.y, 3), round(box.width, 3), round(box.height, 3)


def _without(spans: Mapping[str, Sequence[Span]], gone: set[Mark]) -> Spans:
    return {
        field: [span for span in own if span.state == "accepted" or (field, span.start, span.end) not in gone]
        for field, own in spans.items()
    }
