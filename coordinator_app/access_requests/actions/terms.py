"""Every word that must not be readable in the finished pack, and how a reappearance is judged (decision 30)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from coordinator_app.access_requests.actions.confidential import secrets_of
from coordinator_app.access_requests.actions.gather import Holding
from coordinator_app.access_requests.actions.released import open_words, plain, released_fields
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.pack_order import OrderTerm, TermWeight
from coordinator_app.core.catalogue import FieldType, record_type
from coordinator_app.documents.model import Document
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

SHORTEST_SENTENCE = 24  # characters: a shorter sentence of a withheld text may stand elsewhere by right
FEWEST_WORDS = 4  # an address line or a name of an office is no sentence
SHORTEST_TEXT = 4
_SENTENCE_END = re.compile(r"(?<!\b[A-Z]\.)(?<=[.!?])\s+|\n+")  # not after an initial: "G. Thimble"
_WITHHELD = "words of an item that is withheld"
_COVERED = "words that were covered"
_CONFIDENTIAL = "where somebody lives whose address is confidential"


def terms_of(
    session: Session,
    request: AccessRequest,
    held: list[tuple[RequestItem, Holding]],
    redactions: dict[str, tuple[Redaction, ...]],
) -> tuple[OrderTerm, ...]:
    """Each term once; what is beyond judgement wins over what a person may judge. `held` in the order of the pack."""
    own, told = _own_words(session, request), _told(held)
    terms: dict[str, OrderTerm] = {}
    for secret in secrets_of(session, request):
        weight = TermWeight.HARD if secret.is_address and secret.is_firm else TermWeight.LOOK
        for words in filter(None, (secret.words, secret.from_abroad)):
            terms[words.casefold()] = OrderTerm(words, _CONFIDENTIAL, weight)
    for number, (item, holding) in enumerate(held, start=1):
        for term in _terms(item, holding, redactions.get(item.id, ()), own):
            key = term.words.casefold()
            if term.why == _WITHHELD and term.weight is TermWeight.LOOK and key in told:
                continue
            earlier = terms.get(key)
            if earlier is not None and earlier.why == _CONFIDENTIAL:
                continue
            best = term if earlier is None or term.weight is TermWeight.HARD else earlier
            numbers = (*(earlier.held if earlier else ()), number)
            terms[key] = replace(best, held=tuple(dict.fromkeys(numbers)))
    said = _said_in_shared(held, redactions)
    return tuple(replace(term, told=_who_says(term, said)) for term in terms.values())


def _said_in_shared(
    held: list[tuple[RequestItem, Holding]], redactions: dict[str, tuple[Redaction, ...]]
) -> list[tuple[int, str]]:
    """What each shared item says where nothing of it is covered, by its number."""
    return [
        (number, plain(" \n ".join(_open_words(holding, redactions.get(item.id, ())))))
        for number, (item, holding) in enumerate(held, start=1)
        if item.outcome in {Outcome.SHARE, Outcome.REDACT}
    ]


def _open_words(holding: Holding, covered: tuple[Redaction, ...]) -> Iterator[str]:
    yield from open_words(holding, covered)
    if isinstance(holding.record, Document) and not holding.draft_screen:
        yield holding.record.words


def _who_says(term: OrderTerm, said: list[tuple[int, str]]) -> tuple[int, ...]:
    wanted = plain(term.words)
    return tuple(number for number, words in said if term.weight is TermWeight.HARD and wanted in words)


def _told(held: list[tuple[RequestItem, Holding]]) -> frozenset[str]:
    """Whole fields of what is shared in full: a tutor's name that stands there by decision is no leak elsewhere."""
    shared = (holding for item, holding in held if item.outcome is Outcome.SHARE)
    return frozenset(words.strip().casefold() for holding in shared for _, words in _texts_by_key(holding))


def _own_words(session: Session, request: AccessRequest) -> frozenset[str]:
    """Words of the names that a pack is about and goes to: they stand on every letter."""
    pupil = session.get(Pupil, request.pupil_id)
    names = (pupil.given_names, pupil.family_name, pupil.known_as, request.requester)
    return frozenset(word.casefold() for name in names for word in name.split())


def _terms(
    item: RequestItem, holding: Holding, covered: tuple[Redaction, ...], own: frozenset[str]
) -> Iterator[OrderTerm]:
    if item.outcome is Outcome.WITHHOLD:
        yield from _withheld(holding)
    fields = dict(_texts_by_key(holding))
    for box in covered:
        words = box.covered_words.strip()
        if box.field_name in fields and box.start is not None and box.end is not None:
            words = fields[box.field_name][box.start : box.end].strip()
        if words:
            yield OrderTerm(words, _COVERED, TermWeight.LOOK)
            yield from (OrderTerm(part, _COVERED, TermWeight.LOOK) for part in name_parts(words, own))


def name_parts(words: str, own: frozenset[str]) -> tuple[str, ...]:
    """The parts of a covered name ("Otis" of "Otis Bramblewick"), without those of the pupil's own name."""
    parts = words.split()
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() for part in parts):
        return ()
    return tuple(part for part in parts if len(part) >= 3 and part.casefold() not in own)


def _texts_by_key(holding: Holding) -> Iterable[tuple[str, str]]:
    return [(key, words) for key, _, words in released_fields(holding)]


def _withheld(holding: Holding) -> Iterator[OrderTerm]:
    """Sentences of long texts fail when they reappear; short texts and lines of a document are shown to a person."""
    for text, firm in _withheld_texts(holding):
        sentences = [part.strip() for part in _SENTENCE_END.split(text)]
        long_ones = [part for part in sentences if len(part) >= SHORTEST_SENTENCE]
        for sentence in long_ones:
            hard = firm and len(sentence.split()) >= FEWEST_WORDS
            yield OrderTerm(sentence, _WITHHELD, TermWeight.HARD if hard else TermWeight.LOOK)
        if firm and not long_ones and len(text.strip()) >= SHORTEST_TEXT:
            yield OrderTerm(text.strip(), _WITHHELD, TermWeight.LOOK)


def _withheld_texts(holding: Holding) -> Iterator[tuple[str, bool]]:
    if holding.draft_screen:
        yield holding.draft_words, True
        return
    for record in (holding.record, *holding.parts):
        for spec in record_type(record).fields:
            found = isinstance(record, Document) and spec.name == "words"
            if spec.is_text and spec.personal and (spec.released or found):
                yield str(getattr(record, spec.name)), spec.holds is FieldType.LONG_TEXT and not found
