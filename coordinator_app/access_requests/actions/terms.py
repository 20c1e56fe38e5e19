"""Every word that must not be readable in the finished pack, and how a reappearance is judged (decision 30)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coordinator_app.access_requests.actions.confidential import secrets_of
from coordinator_app.access_requests.actions.gather import Holding
from coordinator_app.access_requests.actions.kept_places import names_kept
from coordinator_app.access_requests.actions.name_terms import people_covered, whole_names
from coordinator_app.access_requests.actions.released import open_words, plain, released_fields, says_words
from coordinator_app.access_requests.finding.english import GRAMMAR, HOUSES, MONTHS, STREETS
from coordinator_app.access_requests.finding.parts import TITLES
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.access_requests.pack_order import COVERED, OrderTerm, TermWeight
from coordinator_app.access_requests.subject import subject_of
from coordinator_app.core.catalogue import FieldType, record_type
from coordinator_app.core.whereabouts import of_contact
from coordinator_app.documents.model import Document
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.store.session import Session

SHORTEST_SENTENCE = (
    24  # characters: a shorter sentence of a withheld text may stand elsewhere by right, so it is shown
)
FEWEST_WORDS = 4  # an address line or a name of an office is no sentence
SHORTEST_TEXT = 4
FEWEST_LETTERED = 2
_SENTENCE_END = re.compile(r"(?<!\b[A-Z]\.)(?<=[.!?])\s+|\n+")  # not after an initial: "G. Thimble"
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_MOST_OF_A_NAME = 4
_PAGE = 100_000  # a box is kept in hundred-thousandths of the page
_BEFORE_A_NAME = GRAMMAR | MONTHS | TITLES
_WITHHELD = "words of an item that is withheld"
_CONFIDENTIAL = "where somebody lives whose address is confidential"
_KEPT = "where the pupil goes, which whoever asks must not be told"


def terms_of(
    session: Session,
    request: AccessRequest,
    held: list[tuple[RequestItem, Holding]],
    redactions: dict[str, tuple[Redaction, ...]],
) -> tuple[OrderTerm, ...]:
    """Each term once; what is beyond judgement wins over what a person may judge. `held` in the order of the pack."""
    own, told = own_words(session, request), _told(held, redactions)
    ours = _in_every_reply(session, request)
    terms: dict[str, OrderTerm] = {}
    for secret in secrets_of(session, request):
        weight = TermWeight.HARD if secret.is_firm else TermWeight.LOOK
        for words in filter(None, (secret.words, secret.from_abroad, *secret.written_otherwise)):
            terms[words.casefold()] = OrderTerm(words, _CONFIDENTIAL, weight)
    for name in names_kept(session, request):
        terms[name.casefold()] = OrderTerm(name, _KEPT, TermWeight.HARD)
    for number, (item, holding) in enumerate(held, start=1):
        for term in _terms(item, holding, redactions.get(item.id, ()), own, ours):
            key = term.words.casefold()
            if term.why == _WITHHELD and term.weight is TermWeight.LOOK and key in told:
                continue
            earlier = terms.get(key)
            if earlier is not None and earlier.why in {_CONFIDENTIAL, _KEPT}:
                continue
            best = term if earlier is None or term.weight is TermWeight.HARD else earlier
            numbers = (*(earlier.held if earlier else ()), number)
            terms[key] = replace(best, held=tuple(dict.fromkeys(numbers)))
    _add_whole(terms, (one for one in whole_names(session, request) if not ours.says(one)))
    for form in people_covered(session, request, own):
        terms.setdefault(form.casefold(), OrderTerm(form, COVERED, TermWeight.LOOK))
    said = _said_in_shared(held, redactions)
    return tuple(replace(term, told=_who_says(term, said)) for term in terms.values())


def _add_whole(terms: dict[str, OrderTerm], names: Iterable[str]) -> None:
    """The whole names of those who are to be covered, in place of what a person might judge."""
    for name in names:
        earlier = terms.get(name.casefold())
        if earlier is None or earlier.weight is TermWeight.LOOK:
            held_by = earlier.held if earlier else ()
            terms[name.casefold()] = OrderTerm(name, COVERED, TermWeight.NAME, held_by)


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
    return tuple(number for number, words in said if term.weight is not TermWeight.LOOK and wanted in words)


def _told(
    held: list[tuple[RequestItem, Holding]], redactions: dict[str, tuple[Redaction, ...]]
) -> frozenset[str]:
    """Whole fields that are shared uncovered: a tutor's name that stands there by decision is no leak elsewhere."""
    return frozenset(
        words.strip().casefold()
        for item, holding in held
        if item.outcome in {Outcome.SHARE, Outcome.REDACT}
        for key, words in _texts_by_key(holding)
        if key not in {box.field_name for box in redactions.get(item.id, ())}
    )


@dataclass(frozen=True, slots=True)
class _Ours:
    """What every reply says by right, plain: who asks, where they live, whom it is about; names of schools and providers."""

    asked: str
    houses: tuple[str, ...]

    def says(self, words: str) -> bool:
        """Whether it says these words."""
        return any(says_words(one, words) for one in (self.asked, *self.houses))

    def names(self, form: str, covered: str) -> bool:
        """Whether a part of covered words is no leak: who asks, or a word of a school that is named whole under the cover.

        That some school is called Grace Park makes no child called Grace a school.
        """
        return says_words(self.asked, form) or any(
            says_words(one, form) for one in self.houses if says_words(plain(covered), one)
        )


def _in_every_reply(session: Session, request: AccessRequest) -> _Ours:
    """What is no leak by itself. From whom it is kept where the pupil goes, these names are terms of their own (`names_kept`)."""
    houses = (plain(name) for kind in (School, Provider) for (name,) in session.some(kind, ("name",)))
    asked = (request.requester, request.requester_address, *subject_of(session, request).usual)
    return _Ours(plain(" \n ".join(asked)), tuple(filter(None, houses)))


def own_words(session: Session, request: AccessRequest) -> frozenset[str]:
    """Words of the names that a pack is about and goes to: they stand on every letter."""
    names = (*subject_of(session, request).usual, request.requester)
    return frozenset(word.casefold() for name in names for word in name.split())


def _terms(
    item: RequestItem, holding: Holding, covered: tuple[Redaction, ...], own: frozenset[str], ours: _Ours
) -> Iterator[OrderTerm]:
    if item.outcome is Outcome.WITHHOLD:
        yield from _withheld(holding, ours)
    fields = dict(_texts_by_key(holding))
    for box in covered:
        words = box.covered_words.strip()
        if box.field_name in fields and box.start is not None and box.end is not None:
            words = fields[box.field_name][box.start : box.end].strip()
        if words and _is_whole_page(box):
            yield from _of_a_page(words, own, ours)
        elif words:
            yield from (
                OrderTerm(form, COVERED, TermWeight.LOOK)
                for form in forms_of(words, own)
                if form == words or not ours.names(form, words)
            )


def _is_whole_page(box: Redaction) -> bool:
    edges = (box.left or 0, box.top or 0, _PAGE - (box.right or 0), _PAGE - (box.bottom or 0))
    return box.page is not None and max(edges) <= _PAGE // 100


def _of_a_page(words: str, own: frozenset[str], ours: _Ours) -> Iterator[OrderTerm]:
    """What a page that is covered whole tells: its sentences, and who is named in full, with every form of the name.

    Not each of its words: whoever covered it covered a page, and its street or its school is nobody's name.
    """
    for sentence in filter(None, (part.strip() for part in _SENTENCE_END.split(words))):
        if _is_telling(sentence, ours):
            yield OrderTerm(sentence, COVERED, TermWeight.LOOK)
    for name in dict.fromkeys(_in_full(words)):
        for form in forms_of(name, own):
            if form == name or not ours.names(form, name):
                yield OrderTerm(form, COVERED, TermWeight.LOOK)
    for one in of_contact(words, words):
        yield from (OrderTerm(w, COVERED, TermWeight.LOOK) for w in (one.words, one.from_abroad) if w)


def _in_full(words: str) -> Iterator[str]:
    """Two to four words with capitals beside each other, but streets and houses: who is named in full."""
    run: list[str] = []
    end = 0
    for found in (*_WORD.finditer(words), None):
        beside = found is not None and not words[end : found.start()].strip(" ")
        if run and (found is None or not beside or not found[0][0].isupper()):
            parts = {one.casefold() for one in run}
            if 1 < len(run) <= _MOST_OF_A_NAME and not parts & (HOUSES | STREETS):
                yield " ".join(run)
            run = []
        if found is not None:
            end = found.end()
            if found[0][0].isupper() and (run or found[0].casefold() not in _BEFORE_A_NAME):
                run.append(found[0])


def _texts_by_key(holding: Holding) -> Iterable[tuple[str, str]]:
    return [(key, words) for key, _, words in released_fields(holding)]


def _withheld(holding: Holding, ours: _Ours) -> Iterator[OrderTerm]:
    """Sentences of long texts fail when they reappear; shorter words and lines of a document are shown to a person.

    Of two words at least, unless it is a number or an email: a short sentence may be the one that matters. `ours` is what
    every reply says by right.
    """
    for text, firm in _withheld_texts(holding):
        for one in of_contact(text, text):
            yield from (OrderTerm(w, _WITHHELD, TermWeight.LOOK) for w in (one.words, one.from_abroad) if w)
        for sentence in filter(None, (part.strip() for part in _SENTENCE_END.split(text))):
            hard = firm and len(sentence) >= SHORTEST_SENTENCE and len(sentence.split()) >= FEWEST_WORDS
            if hard or _is_telling(sentence, ours):
                yield OrderTerm(sentence, _WITHHELD, TermWeight.HARD if hard else TermWeight.LOOK)


def _is_telling(words: str, ours: _Ours) -> bool:
    """Whether words are worth a look where they reappear: two words of letters at least, and not what every reply says."""
    letters = [word for word in words.split() if any(sign.isalpha() for sign in word)]
    return len(words) >= SHORTEST_TEXT and len(letters) >= FEWEST_LETTERED and not ours.says(words)


def _withheld_texts(holding: Holding) -> Iterator[tuple[str, bool]]:
    if holding.draft_screen:
        yield holding.draft_words, True
        return
    for record in (holding.record, *holding.parts):
        for spec in record_type(record).fields:
            found = isinstance(record, Document) and spec.name == "words"
            if spec.is_text and spec.personal and (spec.released or found):
                yield str(getattr(record, spec.name)), spec.holds is FieldType.LONG_TEXT and not found
