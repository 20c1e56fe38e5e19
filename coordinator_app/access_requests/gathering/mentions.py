"""Look for a person in everything that is held about others: by the index first, then judged record by record (003-5.1).

Runs on a reader, tells how far it is and can be stopped; no table is read as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from coordinator_app.access_requests.actions.gather import item_day
from coordinator_app.access_requests.gathering.drafts import draft_words
from coordinator_app.access_requests.gathering.holdings import OLDER, WORKING_PAPERS, is_own, which
from coordinator_app.access_requests.gathering.judging import LIKELY, Judge, Owner
from coordinator_app.access_requests.gathering.otherwise import Spellings
from coordinator_app.access_requests.gathering.terms import Terms, initials_of, phrases_of
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import Cancelled, NotFound
from coordinator_app.core.names import fold
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.jobs import InTask
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store import drafts, mention_search
from coordinator_app.store.connection import Connection
from coordinator_app.store.gather import ids_about
from coordinator_app.store.session import Session

NOT_LOOKED_IN = WORKING_PAPERS | {"request_item", "pack", "request_place"}
"""What repeats the words of other records for a request, or is our own work on one."""
COMMON = 3_000
"""In how many records a single word of a name may stand and still be looked for alone."""
MOST = 2_000
"""So many mentions that nobody has settled yet are kept at once, the likeliest first; how many more there are is kept with the search."""
_TOGETHER = 500
_SHORTEST = 3
_EVERY = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, or a draft about one, in which the person is mentioned.

    `version` is that of the record as it was read, `is_older` if a later one took its place; a draft has its screen
    and its words.
    """

    kind: str
    record_id: str
    version: int
    is_guarded: bool
    score: int
    sentences: tuple[str, ...]
    on_day: date | None = None
    draft_screen: str = ""
    draft_words: str = ""
    is_older: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one mention."""
        return (self.record_id, which(OLDER if self.is_older else "", self.version, self.draft_screen))

    @property
    def said(self) -> str:
        """Its sentences as they are kept."""
        return "\n".join(self.sentences)

    @property
    def is_likely(self) -> bool:
        """Whether it is taken without being asked about."""
        return self.score >= LIKELY


@dataclass(slots=True)
class Looked:
    """What a search found, the likeliest first, and what must be said of how it was made (sentences).

    `left_out` counts what was found and is not among the hits: guarded (True) and not.
    """

    terms: Terms
    hits: list[Hit] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    left_out: Counter[bool] = field(default_factory=Counter)


Tell = Callable[[str, int], None]


def look(session: Session, request: AccessRequest, terms: Terms, within: InTask | None = None) -> Looked:
    """Every mention of the person in what is about others. Raises Cancelled if it is stopped; nothing is kept then."""
    looked = Looked(terms)
    if not terms.whole:
        return looked
    search = _Search(session, request, terms, within)
    found = search.hits()
    settled = _settled(session, request)
    away = {hit.key for hit in [hit for hit in found if (hit.key, hit.said) not in settled][MOST:]}
    looked.hits = [hit for hit in found if hit.key not in away]
    looked.said = search.said
    looked.left_out = Counter(hit.is_guarded for hit in found if hit.key in away)
    return looked


def _settled(session: Session, request: AccessRequest) -> set[tuple[tuple[str, str], str]]:
    """The mentions that were taken, or left with a reason, with what they say: the next search offers those that come after."""
    known = session.list(RequestItem, where={"request_id": request.id, "is_mention": True}, trashed=None)
    return {
        ((one.item_id, which(one.state_label, one.item_version, one.draft_screen)), one.mention)
        for one in known
        if one.trashed_at is None or one.note
    }


class _Search:
    """One search: what is the person's own already, and whose record each text stands in."""

    def __init__(self, session: Session, request: AccessRequest, terms: Terms, within: InTask | None) -> None:
        self.session, self.request, self.terms = session, request, terms
        self.said: list[str] = []
        self._judge = Judge(terms)
        self._own = set(ids_about(session, request.pupil_id)) if request.pupil_id else set()
        self._own |= {request.id, request.pupil_id}
        self._owners: dict[str, Owner] = {}
        self._within = within
        self._carers = frozenset(map(fold, _carers(session, request.pupil_id)))
        self._spellings = Spellings(
            self._judge, lambda: self._tell("Looking for other spellings in what search does not hold", 0)
        )

    def hits(self) -> list[Hit]:
        found: dict[tuple[str, str], Hit] = {}
        for number, place in enumerate(self._places()):
            if number % _EVERY == 0:
                self._tell("Reading what may speak of them", number)
            key = (place.record_id, "")
            hit = None if place.record_id in self._own or key in found else self._hit(place)
            if hit is not None:
                found[key] = hit
        for hit in (*self._drafts(), *self._earlier(found)):
            found[hit.key] = hit
        return sorted(found.values(), key=lambda one: (-one.score, one.record_id))

    def _tell(self, words: str, done: int) -> None:
        if self._within is None:
            return
        if self._within.cancelled():
            raise Cancelled
        self._within.tell(Progress(done, None, words))

    # where to look

    def _places(self) -> Iterator[mention_search.Place]:
        for compartment in self._compartments():
            connection = self.session.databases.connection(compartment)
            phrases = [*self._uncommon(compartment), *self._misspelt(compartment)]
            yield from (
                place
                for place in mention_search.indexed(connection, phrases)
                if place.kind not in NOT_LOOKED_IN
            )
        yield from self._left_out()

    def _compartments(self) -> list[Compartment]:
        held = self.session.held
        return [one for one in (Compartment.GENERAL, Compartment.GUARDED) if one in held]

    def _uncommon(self, compartment: Compartment) -> Iterator[mention_search.Phrase]:
        """The phrases, without single words that stand everywhere: those are looked for in the family's papers alone."""
        connection = self.session.databases.connection(compartment)
        for phrase in phrases_of(self.terms):
            if len(phrase) == 1 and mention_search.count(connection, phrase, COMMON + 1) > COMMON:
                self._note(phrase[0])
            else:
                yield phrase

    def _note(self, word: str) -> None:
        said = (
            f"\u201c{word.capitalize()}\u201d alone stands in more than {COMMON:,} records: it was looked for together with "
            "the rest of the name."
        )
        if said not in self.said:
            self.said.append(said)

    def _misspelt(self, compartment: Compartment) -> Iterator[mention_search.Phrase]:
        """Words of the index that the finder takes for the name: misspelt, as a scan misreads them, as they sound."""
        connection = self.session.databases.connection(compartment)
        words = mention_search.words_of(connection)
        done = 0
        while some := list(islice(words, _TOGETHER)):
            self._tell("Looking for other spellings", done)
            done += len(some)
            for word in self._judge.names_in(one for one in some if not one.isdigit()):
                if mention_search.count(connection, (word,), COMMON + 1) <= COMMON:
                    yield (word,)

    def _left_out(self) -> Iterator[mention_search.Place]:
        words = self._words()
        for number, described in enumerate(self.session.catalogue.types):
            if described.kind in NOT_LOOKED_IN:
                continue
            self._tell("Looking in the trash and in what search does not hold", number)
            for compartment, connection in self.session.databases.holding(described):
                if compartment in self._compartments():
                    yield from mention_search.left_out(connection, described, words)
                    yield from self._spellings.among(mention_search.in_trash(connection, described))

    def _words(self) -> list[str]:
        names = sorted(self.terms.words | self.terms.short_forms)
        return [*(word for word in names if len(word) >= _SHORTEST), *self.terms.numbers]

    # what is there

    def _hit(self, place: mention_search.Place) -> Hit | None:
        record = self.session.any_record(place.kind, place.record_id)
        if record is None or is_own(record, self.request):
            return None
        judged = self._judge.judge(_texts(record), self._owner(record))
        if judged is None:
            return None
        described = record_type(record)
        guarded = described.compartment_of(record) is Compartment.GUARDED
        return Hit(
            place.kind, record.id, record.version, guarded, judged.score, judged.sentences, item_day(record)
        )

    def _earlier(self, now: Mapping[tuple[str, str], Hit]) -> Iterator[Hit]:
        """Versions that said something of the person which the record does not say any more."""
        for compartment in self._compartments():
            connection = self.session.databases.connection(compartment)
            for number, one in enumerate(self._replaced(connection)):
                if number % _EVERY == 0:
                    self._tell("Looking in earlier versions", number)
                if one.kind in NOT_LOOKED_IN or one.record_id in self._own:
                    continue
                hit = self._older(one, guarded=compartment is Compartment.GUARDED)
                present = now.get((one.record_id, ""))
                if hit is not None and not set(hit.sentences) <= set(present.sentences if present else ()):
                    yield hit

    def _replaced(self, connection: Connection) -> Iterator[mention_search.Earlier]:
        """Each version that may say a name, once."""
        said = dict.fromkeys(mention_search.earlier(connection, self._words()))
        yield from said
        otherwise = self._spellings.among(mention_search.earlier_words(connection))
        yield from (one for one in otherwise if one not in said)

    def _older(self, one: mention_search.Earlier, *, guarded: bool) -> Hit | None:
        try:
            record = self.session.at_version(
                self.session.catalogue.of_kind(one.kind).cls, one.record_id, one.version
            )
        except (KeyError, NotFound):
            return None  # of a kind that is no longer kept, or gone since
        judged = None
        if not is_own(record, self.request):
            judged = self._judge.judge(_texts(record), self._owner(record))
        if judged is None:
            return None
        found = (guarded, judged.score, judged.sentences, item_day(record))
        return Hit(one.kind, one.record_id, one.version, *found, is_older=True)

    def _drafts(self) -> Iterator[Hit]:
        """What was typed about others and not kept. A draft about nobody yet is held with the request itself."""
        for compartment in self._compartments():
            for one in drafts.all_drafts(self.session.databases.connection(compartment)):
                self._tell("Looking in what was typed and not kept", 0)
                words = draft_words(self.session.catalogue, one.screen, one.body)
                mine = one.mentions(frozenset(self._own - {""}))
                about = self._about(one.record_id) or self.request
                judged = None if mine or not words else self._judge.judge([words], self._owner(about))
                if judged is not None:
                    guarded = compartment is Compartment.GUARDED
                    kind = record_type(about).kind
                    saved = one.saved_at.astimezone(LONDON).date()
                    screen = f"{one.screen}:{one.record_id}:{one.slot_id}"
                    found = (judged.score, judged.sentences, saved, screen, words)
                    yield Hit(kind, about.id, about.version, guarded, *found)

    def _about(self, record_id: str) -> Record | None:
        """The record that a draft was typed about: a person as a rule, else the first of any kind with that id."""
        kinds = sorted(self.session.catalogue.types, key=lambda one: one.kind not in {"pupil", "carer"})
        found = (self.session.any_record(one.kind, record_id) for one in kinds if record_id)
        return next((one for one in found if one is not None), None)

    def _owner(self, record: Record) -> Owner:
        owners = [self._owner_of(one) for one in self.session.subject_ids(record)]
        words = frozenset(word for one in owners for word in one.words)
        initials = frozenset(letters for one in owners for letters in one.initials)
        return Owner(words, initials, any(one.is_family for one in owners))

    def _owner_of(self, person_id: str) -> Owner:
        known = self._owners.get(person_id)
        if known is None:
            carers = _carers(self.session, person_id)
            names = (*_own_names(self.session, person_id), *carers)
            words = frozenset(word for name in names for word in fold(name).split())
            initials = frozenset(letters for name in names for letters in initials_of(name))
            known = self._owners[person_id] = Owner(words, initials, self._may_be_family(person_id, carers))
        return known

    def _may_be_family(self, person_id: str, carers: Iterable[str]) -> bool:
        """Whether it may be a brother or sister: one of the carers is called the same as one of the person's."""
        return person_id != self.request.pupil_id and not self._carers.isdisjoint(map(fold, carers))


def _carers(session: Session, pupil_id: str) -> tuple[str, ...]:
    """The names of a pupil's carers, whole, also of those in the trash."""
    found = session.list(Carer, where={"pupil_id": pupil_id}, trashed=None) if pupil_id else []
    return tuple(one.name for one in found)


def _own_names(session: Session, pupil_id: str) -> tuple[str, ...]:
    """A pupil's names, whole; none if it is nobody who is a pupil."""
    pupil = session.find(Pupil, pupil_id)
    return (pupil.called, f"{pupil.given_names} {pupil.family_name}") if pupil else ()


def _texts(record: Record) -> list[str]:
    """Every text of a record in which somebody may be named, also what is searched only."""
    specs = (spec for spec in record_type(record).fields if spec.is_text and spec.personal)
    return [words for spec in specs if (words := str(getattr(record, spec.name))).strip()]
