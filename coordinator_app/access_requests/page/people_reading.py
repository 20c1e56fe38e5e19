"""Everybody in the papers of a request, with how often and where, and what is decided for each (no Qt)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coordinator_app.access_requests.actions import gather, persons
from coordinator_app.access_requests.actions.decide import redactions_by_item
from coordinator_app.access_requests.actions.released import COVERED_SIGN, open_words, released_fields
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.page.lone_names import parts_alone
from coordinator_app.access_requests.page.name_finder import FoundName, Who
from coordinator_app.access_requests.page.not_on_record import (
    folded,
    is_whole,
    only_numbers_of_messages,
    said,
    wholes_of,
)
from coordinator_app.access_requests.page.rulings import places_of_whole_words, words_key
from coordinator_app.access_requests.page.suggesting import DETAIL, Book
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session

_KINDS = {
    Who.OTHER_PUPIL: PersonKind.PUPIL,
    Who.OTHER_FAMILY: PersonKind.OTHER_FAMILY,
    Who.FAMILY: PersonKind.FAMILY,
    Who.STAFF: PersonKind.STAFF,
}


@dataclass(frozen=True, slots=True)
class ItemTexts:
    """The words of one item: its fields, and those that were found in the pages of a document."""

    item: RequestItem
    texts: tuple[str, ...]
    shown: tuple[str, ...] = ()
    """The same as whoever asks would read them, with what is covered blocked out; of pages it is not known, so they stand as they are."""

    @property
    def is_decided(self) -> bool:
        """Whether it was decided by hand."""
        return self.item.outcome not in {None, Outcome.UNDECIDED}

    def hides(self, name: FoundName) -> bool:
        """Whether its decision lets whoever asks read none of these places: it is withheld, or each of them is black."""
        if self.item.outcome is not Outcome.REDACT:
            return self.item.outcome is Outcome.WITHHOLD
        black = {COVERED_SIGN}
        return all(
            place.text < len(self.shown) and set(self.shown[place.text][place.start : place.end]) == black
            for place in name.places
        )


@dataclass(frozen=True, slots=True)
class Papers:
    """All the words of a request that are open to this user, and what is decided for people so far."""

    items: tuple[ItemTexts, ...]
    people: tuple[RequestPerson, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the papers: the record that is decided about (new where nothing was), and where they stand."""

    person: RequestPerson
    places: int
    items: tuple[str, ...]
    decided: tuple[str, ...]
    open_in: frozenset[str] | None = None
    """The items in which something of them may be read as things are decided; None where nobody looked."""

    @property
    def is_hidden(self) -> bool:
        """Whether every place of theirs is covered, or withheld, by what was decided for the items."""
        return bool(self.items) and self.open_in is not None and not self.open_in

    def again(self, decision: PersonDecision | None) -> tuple[str, ...]:
        """The items decided by hand that this decision would change; of another one than to cover them it is not known."""
        if decision is not PersonDecision.COVER or self.open_in is None:
            return self.decided
        return tuple(one for one in self.decided if one in self.open_in)

    @property
    def key(self) -> str:
        """How the line is known."""
        return self.person.item_id or words_key(self.person)


def read_papers(session: Session, request_id: str) -> Papers:
    """The words of every item, read once for the whole list of people."""
    read, covers = [], redactions_by_item(session, request_id)
    for item in gather.items_of(session, request_id):
        holding = gather.holding_of(session, item)
        texts = [words for _key, _label, words in released_fields(holding)]
        black = tuple(one for one in covers.get(item.id, ()) if not one.stands_for)  # a role can be read
        shown = list(open_words(holding, black))
        if isinstance(holding.record, Document) and not holding.draft_screen:
            texts.append(holding.record.words)
            shown.append(holding.record.words)
        read.append(ItemTexts(item, tuple(texts), tuple(shown)))
    people = persons.people_of(session, request_id)
    return Papers(
        tuple(read), tuple(replace(one, person_kind=persons.kind_now(session, one)) for one in people)
    )


def people_in(papers: Papers, book: Book, request_id: str) -> tuple[PersonLine, ...]:
    """Everybody found, others first and the most often named before; also who is found no longer but was decided.

    Of people on no record a whole name must stand somewhere; a lone word that is part of it is counted with it.
    """
    found = [(one, book.find(one.texts)) for one in papers.items]
    wholes = {folded(name.key) for _one, names in found for name in names if is_whole(name)}
    sure = {folded(name.key.partition(DETAIL)[0]) for _one, names in found for name in names if name.sure}
    meant = wholes | sure  # of these a word that alone would be too little is counted, and covered, too
    known: dict[str, FoundName] = {}
    places = _Places()
    for one, names in found:
        for name in names:
            if name.who not in _KINDS or only_numbers_of_messages(name, one.texts):
                continue
            for whose in _whose(name, wholes, meant):
                if whose not in known or _speaks(name) > _speaks(known[whose]):
                    known[whose] = name
                places.add(whose, one, name)
    _count_parts(found, {key: known[key] for key in wholes if key in known}, book.subject, places)
    ruled = {folded(one.item_id): one for one in papers.people if one.item_id}
    here = [
        _line(
            ruled.get(key) or _new(request_id, key, name, papers, places.counts[key]),
            places.counts[key],
            papers,
            frozenset(places.open_in.get(key, ())),
        )
        for key, name in known.items()
    ]
    rest = [one for one in papers.people if folded(one.item_id) not in known]
    here += [_line(one, _of_words(one, papers), papers) for one in rest]
    return tuple(sorted(here, key=_order))


class _Places:
    """How often everybody stands in each item, by their key and the item's id, and in which of them something can be read."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[str, int]] = {}
        self.open_in: dict[str, set[str]] = {}

    def add(self, whose: str, one: ItemTexts, name: FoundName) -> None:
        """Somebody is named in this item."""
        counts = self.counts.setdefault(whose, {})
        counts[one.item.id] = counts.get(one.item.id, 0) + len(name.places)
        if not one.hides(name):
            self.open_in.setdefault(whose, set()).add(one.item.id)


def _count_parts(
    found: Iterable[tuple[ItemTexts, Sequence[FoundName]]],
    wholes: Mapping[str, FoundName],
    subject: Known,
    places: _Places,
) -> None:
    """Count with a whole name what of it stands alone and was taken for no name: "Will", "Sorrelby"."""
    people = [RequestPerson(item_id=key, called=said(name)) for key, name in wholes.items()]
    for one, names in found:
        for part in parts_alone(people, subject, one.texts, names):
            places.add(part.key.partition(DETAIL)[0], one, part)


def _whose(name: FoundName, wholes: Collection[str], meant: Collection[str]) -> tuple[str, ...]:
    """The keys of the people of whom it tells; none where it is only perhaps a name, of nobody `meant` elsewhere."""
    key, mark, _which = name.key.partition(DETAIL)
    key = folded(key)
    if key in meant:
        return (key,)
    parts = wholes_of(key, wholes)
    return parts or ((key,) if name.sure or mark else ())


def _speaks(name: FoundName) -> tuple[bool, bool]:
    """How well it names somebody: a whole name before a part of it, a name before a telephone."""
    return is_whole(name), DETAIL not in name.key


def places_in(papers: Papers, words: str) -> dict[str, int]:
    """How often words stand in each item that says them, by the item's id."""
    counts = {one.item.id: sum(1 for _ in places_of_whole_words(words, one.texts)) for one in papers.items}
    return {item_id: count for item_id, count in counts.items() if count}


def decided_in(papers: Papers, items: Iterable[str]) -> tuple[str, ...]:
    """Those of these items that were decided by hand."""
    wanted = set(items)
    return tuple(one.item.id for one in papers.items if one.item.id in wanted and one.is_decided)


def only_guarded(papers: Papers, items: Iterable[str]) -> bool:
    """Whether only guarded papers tell of it."""
    wanted = set(items)
    return all(one.item.is_guarded for one in papers.items if one.item.id in wanted)


def _of_words(person: RequestPerson, papers: Papers) -> dict[str, int]:
    return places_in(papers, person.called) if person.item_kind == persons.WORDS else {}


def _line(
    person: RequestPerson, places: Mapping[str, int], papers: Papers, open_in: frozenset[str] | None = None
) -> PersonLine:
    return PersonLine(person, sum(places.values()), tuple(places), decided_in(papers, places), open_in)


def _new(
    request_id: str, key: str, name: FoundName, papers: Papers, places: Mapping[str, int]
) -> RequestPerson:
    nobody = name.who is Who.OTHER_PUPIL and ":" in key  # words of nobody known: their key is made of them
    kind = PersonKind.OTHER if nobody else name.kind or _KINDS[name.who]
    return RequestPerson(
        request_id=request_id,
        is_guarded=only_guarded(papers, places),
        person_kind=kind,
        item_kind="person",
        item_id=key,
        called=said(name) if is_whole(name) else name.label,
        places=sum(places.values()),
    )


_RANK = {kind: place for place, kind in enumerate(PersonKind)}


def _order(line: PersonLine) -> tuple[bool, int, int, str]:
    """The same before and after a decision: a row that jumped away would be decided about by mistake."""
    one = line.person
    kind = one.person_kind or PersonKind.OTHER
    return kind.acts_in_role, _RANK[kind], -line.places, one.called


def undecided(lines: Sequence[PersonLine]) -> int:
    """For how many something is still to be decided."""
    return sum(is_open(line) for line in lines)


def is_open(line: PersonLine) -> bool:
    """Whether something is still to be decided for them: not for staff in their role, who are usually named.

    Nor for somebody who is covered wherever they stand, in items that were decided one by one.
    Also for somebody whose decision does not stand since they said no.
    """
    one = line.person
    acts = (one.person_kind or PersonKind.OTHER).acts_in_role
    left = one.decision is PersonDecision.UNDECIDED and not acts and not line.is_hidden
    return left or not persons.stands(one)
