"""What the search page shows: pupils by name, records with the found words in their sentence, and what was left out.

Free of Qt. Guarded records are read only with their key and while the passphrase was typed again a short while ago
(decision 20): without both their index is not asked at all, so that nothing tells what is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from coordinator_app.core.catalogue import FieldType, Record, record_type
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.search_words import Quote, SearchWords, Span, quote, read_words
from coordinator_app.core.whereabouts import said
from coordinator_app.documents.model import Document
from coordinator_app.hooks import Step
from coordinator_app.pupils.confidential import never_told
from coordinator_app.pupils.model import Pupil
from coordinator_app.search.kinds import OF_GROUP, Found, called, group_of, opens, restricted
from coordinator_app.search.names import InRecord, Names, Person
from coordinator_app.store import search
from coordinator_app.store.gather import ids_about
from coordinator_app.store.search_pages import PAGE, Placed, SearchAsk, SearchMark, search_page
from coordinator_app.store.session import Session

MOST_MEANT = 3
MUST_NOT_BE_FOUND = "Confidential address"
"""The mark of a sentence that tells where somebody is who must not be found, on the screen of whoever may read it."""
STEPS_AT_ONCE = 5
"""So many times a page that is still empty goes on looking before it says how far it has come."""
_VOCABULARY = 1_500
_ENOUGH = 60
"""A sentence of more letters is enough to tell what a record is about."""
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the words as typed, and what is chosen beside them.

    `as_words` takes a day that was typed for plain words. `guarded_words` says that the passphrase was typed again.
    """

    typed: str = ""
    group: str = ""
    pupil_id: str = ""
    since: date | None = None
    until: date | None = None
    place: str = ""
    with_trash: bool = False
    as_words: bool = False
    guarded_words: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything beside the words is chosen."""
        return bool(self.group or self.pupil_id or self.since or self.until or self.place or self.with_trash)

    def read(self, today: date) -> SearchWords:
        """The words, and the days if they are taken for such."""
        return read_words(self.typed, None if self.as_words else today)


ORDINARY, GUARDED = "ordinary", "guarded"
PLACES = ((ORDINARY, "Ordinary records only"), (GUARDED, "Safeguarding and health only"))


@dataclass(frozen=True, slots=True)
class HitLine:
    """One record that was found. `text` is a sentence of it, `marked` where the words stand in it (as in str)."""

    key: str
    title: str
    text: str
    marked: tuple[Span, ...]
    icon: str
    restricted: str = ""
    trashed: bool = False
    opens: Step | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not searched: why, in words, and whether typing the passphrase again would open it."""

    words: str
    can_open: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the answer. Pupils, meanings and what was left out come with the first one only."""

    lines: tuple[HitLine, ...] = ()
    next: SearchMark | None = None
    people: tuple[Person, ...] = ()
    in_records: tuple[InRecord, ...] = ()
    meant: tuple[str, ...] = ()
    days: str = ""
    left_out: tuple[LeftOut, ...] = ()
    back_to: str = ""
    guards: bool = field(default=False)


def too_little(asked: Asked, today: date) -> str:
    """Why nothing can be looked for yet, in words; "" if it can."""
    words = asked.read(today)
    if words.unwanted and not words.wanted and not asked.narrows and words.days is None:
        return "Type a word to look for as well as the one to leave out."
    if not words.wanted:
        return "" if words.days is not None or asked.narrows else "Type at least two letters."
    return "Type at least one letter more." if words.letters < 2 else ""


def read(session: Session, asked: Asked, names: Names | None, after: SearchMark | None = None) -> Shown:
    """The page behind `after`; with the first one also the pupils of that name and what was left out."""
    today = session.clock.today()
    words = asked.read(today)
    lines, following, back_to = _lines(session, asked, words, after)
    by_name = (
        {f"pupil:{one.id}" for one in names.find(words)} if names is not None and _by_name(asked) else set()
    )
    lines = tuple(one for one in lines if one.key not in by_name)  # they stand above already
    shown = Shown(lines, following, back_to=back_to, guards=Compartment.GUARDED in places(session, asked))
    if after is not None:
        return shown
    people = _people(session, asked, words, names, found=bool(lines))
    known = names.in_records(words) if names is not None and not asked.pupil_id else []
    return replace(
        shown,
        people=tuple(people),
        in_records=tuple(known) if not any(not one.near for one in people) else (),
        meant=() if lines or people else tuple(_meant(session, asked, words)),
        days=words.days.words if words.days is not None else "",
        left_out=tuple(left_out(session, asked)),
    )


def places(session: Session, asked: Asked) -> tuple[Compartment, ...]:
    """The compartments that are searched: those held; the guarded one only once the passphrase was typed again."""
    found = [one for one in Compartment if one in session.held]
    if asked.place == ORDINARY or not asked.guarded_words:
        found = [one for one in found if one is not Compartment.GUARDED]
    if asked.place == GUARDED:
        found = [one for one in found if one is Compartment.GUARDED]
    return tuple(found)


def left_out(session: Session, asked: Asked) -> list[LeftOut]:
    """What was not searched, and why: never silently."""
    said: list[LeftOut] = []
    if Compartment.GUARDED not in session.held:
        said.append(
            LeftOut("Safeguarding and health records were not searched: your passphrase does not open them.")
        )
    elif not asked.guarded_words and asked.place != ORDINARY:
        said.append(
            LeftOut(
                "Safeguarding and health records were not searched: type your passphrase again to search them too.",
                can_open=True,
            )
        )
    if not asked.with_trash:
        said.append(LeftOut("The trash was not searched."))
    return said


def _people(
    session: Session, asked: Asked, words: SearchWords, names: Names | None, *, found: bool
) -> list[Person]:
    if names is None or not _by_name(asked):
        return []
    people = names.find(words)
    if people or not words.wanted:
        return people
    # a word that stands in some record is no slip: "late" is not meant for Kate
    unknown = any(not _stands(session, asked, word) for term in words.wanted for word in term.words)
    return names.nearly(words) if unknown or not found else []


def _by_name(asked: Asked) -> bool:
    """Whether pupils are looked for by name: nothing is chosen that leaves them out."""
    return not asked.pupil_id and asked.place != GUARDED and asked.group in {"", "people"}


def _stands(session: Session, asked: Asked, word: str) -> bool:
    connections = (session.databases.connection(one) for one in places(session, asked))
    return any(search.words_beginning(one, word, 1) for one in connections)


def _meant(session: Session, asked: Asked, words: SearchWords) -> list[str]:
    """What may have been meant where nothing was found: the words with their slips mended."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415  (only where nothing was found)
    from rapidfuzz.process import extract  # noqa: PLC0415  (as the import above)

    single = [term.words[0] for term in words.wanted if len(term.words) == 1]
    for word in single:
        if len(word) < 4 or _stands(session, asked, word):
            continue
        near: dict[str, None] = {}
        for one in places(session, asked):
            connection = session.databases.connection(one)
            near |= dict.fromkeys(search.words_beginning(connection, word[:2], _VOCABULARY))
        best = extract(word, [*near], scorer=DamerauLevenshtein.distance, score_cutoff=2, limit=MOST_MEANT)
        others = " ".join(other for other in single if other != word)
        return [" ".join(part for part in (others, str(other)) if part) for other, _slips, _at in best]
    return []


# the records


def _lines(
    session: Session, asked: Asked, words: SearchWords, after: SearchMark | None
) -> tuple[tuple[HitLine, ...], SearchMark | None, str]:
    ask = SearchAsk(words, _limits(session, asked, words), places(session, asked), asked.with_trash, PAGE)
    mark = after
    for _ in range(STEPS_AT_ONCE):
        page = search_page(session, ask, mark)
        mark = page.next
        if page.found or mark is None:
            break
    lines = _made(session, page.found, words, asked.typed)
    back_to = say(_day_of(mark)) if mark is not None and not lines else ""
    return lines, mark, back_to


def _made(session: Session, found: Sequence[Placed], words: SearchWords, typed: str) -> tuple[HitLine, ...]:
    """The lines of a page: its records are read kind by kind and its pupils at once, however many there are."""
    records: dict[str, Record] = {}
    for kind in dict.fromkeys(one.found.kind for one in found):
        cls = session.catalogue.of_kind(kind).cls
        ids = tuple(one.found.record_id for one in found if one.found.kind == kind)
        records |= {one.id: one for one in session.list(cls, where={"id": ids}, trashed=None)}
    whose = {one.id: _pupil_id(session, one) for one in records.values()}
    ids = tuple({one for one in whose.values() if one})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids}, trashed=None)} if ids else {}
    lines = [
        _line(one, records[one.found.record_id], pupils.get(whose[one.found.record_id]), (words, typed))
        for one in found
        if one.found.record_id in records
    ]
    hidden = never_told(session) if lines else ()
    return tuple(
        replace(one, restricted=one.restricted or MUST_NOT_BE_FOUND)
        if hidden and said(hidden, one.text)
        else one
        for one in lines
    )


def _day_of(mark: SearchMark) -> date:
    return search.day_of_key(mark.key)


def _limits(session: Session, asked: Asked, words: SearchWords) -> search.Limits:
    kinds: Sequence[str] | None = OF_GROUP[asked.group].kinds if asked.group in OF_GROUP else None
    about = None if not asked.pupil_id else ids_about(session, asked.pupil_id)
    since = max((one for one in (asked.since, words.days and words.days.since) if one), default=None)
    until = min((one for one in (asked.until, words.days and words.days.until) if one), default=None)
    return search.Limits(kinds, about, since, until)


def _line(placed: Placed, record: Record, pupil: Pupil | None, wanted: tuple[SearchWords, str]) -> HitLine:
    words, typed = wanted
    name, said = _quote(record, words)
    page = _page(record, name, said)
    found = Found(record, pupil.id if pupil else "", page, typed)
    return HitLine(
        key=f"{placed.found.kind}:{placed.found.record_id}",
        title=_title(record, pupil, placed.found.on_date, page),
        text=said.text,
        marked=said.marked,
        icon=group_of(placed.found.kind).icon,
        restricted=restricted(record) if placed.compartment is Compartment.GUARDED else "",
        trashed=placed.trashed,
        opens=_of_trash(found) if placed.trashed else opens(found),
    )


def _of_trash(found: Found) -> Step | None:
    """A record in the trash is not shown on its page; what it belongs to is."""
    return Step("pupil", {"pupil_id": found.pupil_id}) if found.pupil_id else None


def _pupil_id(session: Session, record: Record) -> str:
    """The pupil whom a record is about, "" if none; by its own link where it has one, which asks nothing."""
    described = record_type(record)
    if isinstance(record, Pupil):
        return record.id
    own = getattr(record, "pupil_id", None)
    if isinstance(own, str):
        return own
    paths = (one for one in described.subjects if session.catalogue.subject_kind(described, one) == "pupil")
    return (session.subject_id(record) or "") if any(True for _ in paths) else ""


def _quote(record: Record, words: SearchWords) -> tuple[str, Quote]:
    """The field in which most of the words stand, and its sentence with that of another field behind it.

    The other one holds what is still wanted, or is the record's own text: a source alone tells nothing of an entry.
    """
    specs = [spec for spec in record_type(record).fields if spec.searched and spec.is_text]
    specs.sort(key=lambda spec: spec.holds is not FieldType.LONG_TEXT)
    texts = [(spec.name, text) for spec in specs if (text := str(getattr(record, spec.name)))]
    quotes: list[tuple[str, Quote]] = []
    for name, text in texts:
        said = quote(text, words)
        if len(said.text) > _ENOUGH and len(said.marked) >= len(words.wanted):
            return name, said
        quotes.append((name, said))
    if not quotes:
        return "", Quote("")
    quotes.sort(key=lambda one: -len(one[1].marked))
    (name, first), *others = quotes
    if not others or isinstance(record, Pupil) or len(first.text) > _ENOUGH:
        return name, first
    return name, _beside(first, others[0][1])


def _beside(first: Quote, other: Quote) -> Quote:
    """Two sentences in one line."""
    start = len(first.text) + len(_BETWEEN)
    moved = tuple((one + start, two + start) for one, two in other.marked)
    return Quote(f"{first.text}{_BETWEEN}{other.text}", (*first.marked, *moved), first.at)


def _page(record: Record, field_name: str, said: Quote) -> int:
    """On which page of a document the sentence stands: its words have a line to a page."""
    if not isinstance(record, Document) or field_name != "words" or not said.marked:
        return 1
    return min(record.words.count("\n", 0, said.at) + 1, record.page_count or 1)


def _title(record: Record, pupil: Pupil | None, on: date, page: int) -> str:
    what = called(record)
    if isinstance(record, Document):
        what = f"{record.title} ({what[:1].lower()}{what[1:]}{f', page {page}' if page > 1 else ''})"
    who = pupil.called if pupil is not None and not isinstance(record, Pupil) else ""
    if isinstance(record, Pupil):
        return f"{record.called}, pupil"
    # a register's line has no day of its own
    when = say(on) if pupil is not None or record_type(record).date_field else ""
    return ", ".join(part for part in (what, who, when) if part)
