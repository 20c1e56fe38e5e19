"""What the workbench shows: the items with their standing, one item with its words and covers, the names it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions import decide, gather, persons
from coordinator_app.access_requests.actions.confidential import confidential_gate, hidden_of, secrets_of
from coordinator_app.access_requests.actions.order import released_fields
from coordinator_app.access_requests.decisions import advice_given, item_gate
from coordinator_app.access_requests.ends import is_open
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.gathering.alike import SAME
from coordinator_app.access_requests.gathering.copies import follows, what_is_more
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, HealthOpinion, SafeguardingAdvice
from coordinator_app.access_requests.opinions import OnFile
from coordinator_app.access_requests.page.known_reading import known_for
from coordinator_app.access_requests.page.name_finder import (
    FoundName,
    Place,
    Secret,
    secret_name,
)
from coordinator_app.access_requests.page.rulings import NOBODY
from coordinator_app.access_requests.page.suggesting import Book, SuggestionBook, beside
from coordinator_app.access_requests.persons import PersonDecision, RequestPerson
from coordinator_app.chronology.model import Category
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision, all_of
from coordinator_app.core.names import fold
from coordinator_app.documents.model import Document
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.model import Office
from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in the list: whether its decision stands, and if not, why in a sentence."""

    item: RequestItem
    settled: bool
    why: str = ""
    needs_advice: bool = False
    covered: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """Every item of a request in date order, and the advice on file."""

    lines: tuple[ItemLine, ...]
    advice: tuple[SafeguardingAdvice, ...]
    opinions: tuple[HealthOpinion, ...] = ()
    people_decided: bool = False

    @property
    def on_file(self) -> tuple[OnFile, ...]:
        """Advice and opinions: everything that the gates of harm ask for."""
        return (*self.advice, *self.opinions)

    @property
    def unshared(self) -> int:
        """How many items would be given that the family was never given before (003-5.3)."""
        given = {Outcome.SHARE, Outcome.REDACT}
        return sum(one.item.already_shared_on is None and one.item.outcome in given for one in self.lines)

    @property
    def copies(self) -> Mapping[str, tuple[str, ...]]:
        """The copies that go with each item, by its id: the same word for word, and decided like it, or not yet either."""
        items = {line.item.id: line.item for line in self.lines}
        found: dict[str, list[str]] = {}
        for one in items.values():
            of = items.get(one.duplicate_of_id)
            if of is not None and one.likeness == SAME and _goes_with(one, of):
                found.setdefault(of.id, []).append(one.id)
        return {key: tuple(ids) for key, ids in found.items()}

    @property
    def to_do(self) -> int:
        """How many are not settled."""
        return sum(not line.settled for line in self.lines)

    def line(self, item_id: str) -> ItemLine | None:
        """The line of an item, by the id of the item itself."""
        return next((line for line in self.lines if line.item.id == item_id), None)


def _goes_with(copy: RequestItem, of: RequestItem) -> bool:
    undecided = copy.outcome in {None, Outcome.UNDECIDED} and of.outcome in {None, Outcome.UNDECIDED}
    return copy.is_guarded is of.is_guarded and (undecided or follows(copy, of))


def read_board(session: Session, request_id: str) -> Board:
    """The list of the workbench, in one go."""
    items = gather.items_of(session, request_id)
    covered = decide.redactions_by_item(session, request_id)
    advice = tuple(decide.advice_of(session, request_id))
    opinions = tuple(decide.opinions_of(session, request_id))
    known: tuple[OnFile, ...] = (*advice, *opinions)
    request = session.get(AccessRequest, request_id)
    secrets = secrets_of(session, request)
    on = session.clock.today() if is_open(request) else None  # what was answered was judged then
    shut = {
        item.id: confidential_gate(session, item, covered.get(item.id, ()), secrets)
        for item in items
        if secrets
    }
    lines = tuple(_line(item, covered, known, shut.get(item.id, OPEN), on) for item in items)
    people = persons.people_of(session, request_id)
    ruled = any(one.decision not in {None, PersonDecision.UNDECIDED} for one in people)
    return Board(lines, advice, opinions, people_decided=ruled)


def title_of(item: RequestItem, *, guarded_words: bool) -> str:
    """What an item is called; a guarded one by its kind only, until the passphrase was typed again (decision 20)."""
    named = item.title in _NAMED and item.item_kind != "document"
    if guarded_words or not item.is_guarded or named:
        return item.title
    return f"Restricted {item.item_kind.replace('_', ' ')}"


_NAMED = frozenset(one.label for one in Category)  # a category is named, never hinted at


def _line(
    item: RequestItem,
    covered: Mapping[str, tuple[Redaction, ...]],
    advice: tuple[OnFile, ...],
    confidential: Decision,
    on: date | None,
) -> ItemLine:
    boxes = covered.get(item.id, ())
    gate = all_of(item_gate(item, boxes, advice, on), confidential)
    why = "" if gate.is_open else item.reset_because or gate.reasons[0].sentence()
    return ItemLine(item, gate.is_open, why, _needs_advice(item, boxes, advice), len(boxes))


def _needs_advice(item: RequestItem, boxes: tuple[Redaction, ...], advice: tuple[OnFile, ...]) -> bool:
    """Whether its decision waits for the Safeguarding Officer, or it is a safeguarding entry still to decide."""
    if advice_given(advice, item.id):
        return False
    reasons = [item.exemption, *(box.exemption for box in boxes)]
    if item.outcome in {Outcome.WITHHOLD, Outcome.REDACT}:
        return any(reason is not None and reason.needs_safeguarding_advice for reason in reasons)
    return item.outcome is Outcome.UNDECIDED and item.title == Category.SAFEGUARDING.label


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One released field: how a redaction names it, its label and its words."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """The file of a document: its bytes, how many pages, and whether any words were found in it."""

    content: bytes
    pages: int
    has_words: bool


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item, whole: what would be released, what is covered, and the names found in its fields.

    `date_field` is the key of the field with the day of the record, "" if it has none: it says nothing of anybody. `subject`
    is whom the request is about, as finding is told of them.
    """

    item: RequestItem
    fields: tuple[FieldLine, ...]
    file: FileShown | None
    covered: tuple[Redaction, ...]
    found: tuple[FoundName, ...]
    people: tuple[RequestPerson, ...] = ()
    like: Like | None = None
    date_field: str = ""
    subject: Known = NOBODY


@dataclass(frozen=True, slots=True)
class Like:
    """Of an item that says nearly the same as another: what the other is called, its day, and what this one says more."""

    called: str
    more: tuple[str, ...]


def _like(session: Session, item: RequestItem) -> Like | None:
    """None where it is no copy, or says the very same."""
    of = session.find(RequestItem, item.duplicate_of_id) if item.duplicate_of_id else None
    if of is None or item.likeness == SAME:
        return None
    day = f", {say(of.on_day)}" if of.on_day else ""
    return Like(f"{of.title}{day}", what_is_more(session, item))


def read_item(session: Session, item_id: str, book: Book) -> ItemShown:
    """One item with everything that deciding about it needs. NotFound if it is gone."""
    item = session.get(RequestItem, item_id)
    holding = gather.holding_of(session, item)
    fields = tuple(FieldLine(*parts) for parts in released_fields(holding))
    covered = tuple(decide.redactions_of(session, item.id))
    found = with_own_fields(book, holding.record, fields, book.find([line.words for line in fields]))
    people = tuple(persons.people_of(session, item.request_id))
    file = _file(session, holding.record)
    dated = record_type(holding.record).date_field or ""
    return ItemShown(item, fields, file, covered, found, people, _like(session, item), dated, book.subject)


_REACHED_BY = {"address": "Address", "telephone": "Telephone", "email": "Email"}


def with_own_fields(
    book: Book, record: object, fields: tuple[FieldLine, ...], found: tuple[FoundName, ...]
) -> tuple[FoundName, ...]:
    """The names, where the record is of somebody with a confidential address with the whole fields that tell of it.

    To cover the street and leave the town would tell too much.
    """
    own = next((one for one in book.secrets if isinstance(record, Carer) and one.key == record.id), None)
    if own is None:
        return found
    kinds = {one.kind for one in own.told_by}
    lines = [(number, line, _REACHED_BY.get(line.key, "")) for number, line in enumerate(fields)]
    whole = [
        secret_name(own, kind, [Place(number, 0, len(line.words))])
        for number, line, kind in lines
        if kind in kinds
    ]
    keys = {name.key for name in whole}
    whole.sort(key=lambda name: name.label)
    return (*whole, *beside((name for name in found if name.key not in keys), whole))


def _file(session: Session, record: object) -> FileShown | None:
    if not isinstance(record, Document) or not record.content_id:
        return None
    content = session.blob(record.content_id)
    return FileShown(content, record.page_count or 1, bool(record.words.strip()))


@dataclass(frozen=True, slots=True)
class Desk:
    """What stays the same from item to item: the names that are known, and who gives safeguarding advice."""

    book: Book
    safeguarding_officer: str


def read_desk(session: Session, request: AccessRequest) -> Desk:
    """Read once when the review is opened."""
    holders = officers(session, session.clock.today())
    holder = holders.get(Office.SAFEGUARDING_OFFICER)
    return Desk(read_names(session, request), holder.name if holder else "")


def read_names(session: Session, request: AccessRequest) -> Book:
    """Everyone whose name the app knows: other pupils and their families, this child's family, and staff.

    The child and whoever asked are left out: what is about them is theirs.
    """
    hidden = hidden_of(session, request)
    secrets = [Secret(one.carer.id, one.carer.name, one.told_by) for one in hidden]
    return SuggestionBook.of(*known_for(session, request), secrets)


def find_item(session: Session, request_id: str, words: str) -> str:
    """The id of the item in which these words can still be read, for "Cover it"; "" if none is found."""
    wanted = fold(words)
    if not wanted:
        return ""
    for item in gather.items_of(session, request_id):
        if item.outcome is not Outcome.WITHHOLD and _still_says(session, item, wanted):
            return item.id
    return ""


def _still_says(session: Session, item: RequestItem, wanted: str) -> bool:
    holding = gather.holding_of(session, item)
    boxes = decide.redactions_of(session, item.id)
    texts = [_uncovered(key, words, boxes) for key, _, words in released_fields(holding)]
    if isinstance(holding.record, Document):
        texts.append(holding.record.words)
    return any(wanted in fold(text) for text in texts)


def _uncovered(key: str, words: str, boxes: list[Redaction]) -> str:
    kept = list(words)
    for box in boxes:
        if box.field_name == key and box.start is not None and box.end is not None:
            kept[box.start : box.end] = "\n" * (box.end - box.start)
    return "".join(kept)
