"""Where we looked, and for what: the words of the reply, made of what is recorded, with what was typed besides.

Nothing of a guarded search is told, nor how many places any search found: only that everything was searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coordinator_app.access_requests.actions.decide import redactions_by_item
from coordinator_app.access_requests.actions.gather import Holding, holding_of, items_of
from coordinator_app.access_requests.actions.intake import consultations_of
from coordinator_app.access_requests.actions.kept_places import is_bound, names_kept, tells
from coordinator_app.access_requests.actions.persons import people_of
from coordinator_app.access_requests.actions.places import PlaceState, places_of, state_of
from coordinator_app.access_requests.actions.released import plain, released_fields
from coordinator_app.access_requests.gathering.left_out import NOT_READ, standing
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.access_requests.subject import subject_of
from coordinator_app.core.dates import say_list
from coordinator_app.core.names import fold
from coordinator_app.documents.model import Document
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session

EVERYTHING = "All records and documents that the partnership keeps."


def searches_of(session: Session, request_id: str) -> list[RequestSearch]:
    """The searches that were made, the newest first, in the compartments held."""
    found = session.list(RequestSearch, where={"request_id": request_id})
    return sorted(found, key=lambda one: (one.searched_at is None, one.searched_at, one.key), reverse=True)


def where_we_looked(session: Session, request: AccessRequest) -> tuple[str, ...]:
    """Paragraphs for the reply: the vault and the words looked for, the places asked, those left out with the reason."""
    return tuple(_paragraphs(session, request))


def _paragraphs(session: Session, request: AccessRequest) -> Iterator[str]:
    names = names_kept(session, request)
    typed = "" if tells(names, request.search_words) else request.search_words.strip()
    terms = _tellable(session, request, _terms(session, request.id))
    yield from _in_the_vault(session, request, terms, typed)
    places = places_of(session, request.id)
    if is_bound(session, request):  # where papers lie may tell where the pupil goes
        if places and terms:
            yield "We also looked, or asked others to look, in other places."
        if typed:
            yield typed
        return
    looked = [one.called for one in places if state_of(one) in {PlaceState.NOTHING, PlaceState.ATTACHED}]
    asked = [*_schools(session, request), *looked]
    if asked and (terms or places):
        yield f"We also looked, or asked others to look, in these places: {'; '.join(dict.fromkeys(asked))}."
    for one in places:
        if state_of(one) is PlaceState.LEFT_OUT:
            yield f"We did not look in this place: {one.called}. {_sentence(one.left_out)}"
    if typed:
        yield typed


def _in_the_vault(
    session: Session, request: AccessRequest, terms: tuple[str, ...], typed: str
) -> Iterator[str]:
    """That everything was searched, for what, and whether the least likely places were not read."""
    if terms:
        yield f"{EVERYTHING} We looked for: {'; '.join(terms)}."
    elif not typed:
        yield EVERYTHING
    if any(not one.is_guarded for one in standing(session, request.id)):
        yield NOT_READ


def _terms(session: Session, request_id: str) -> tuple[str, ...]:
    """What was looked for, each once; of open searches alone."""
    open_ones = [one for one in searches_of(session, request_id) if not one.is_guarded]
    return tuple(dict.fromkeys(term for one in reversed(open_ones) for term in one.terms.split("\n") if term))


def _tellable(session: Session, request: AccessRequest, terms: tuple[str, ...]) -> tuple[str, ...]:
    """The words looked for that may be told: neither what is covered or held back in the pack, nor who is somebody else."""
    about = subject_of(session, request)
    own = {part for name in about.usual for part in plain(name).split()}
    others = [term for term in terms if not own.issuperset(plain(term).split())]
    if not others:
        return terms
    covered, withheld = _kept_back(session, request.id)
    every = own | {part for name in about.forms for part in plain(name).split()}
    named = {fold(plain(term)) for term in others if _may_be_a_name(plain(term), every)}
    people = _names_of_others(session, request) if named else frozenset()
    hidden = {
        term for term in others if _tells(plain(term), own, covered, withheld) or fold(plain(term)) in people
    }
    return tuple(term for term in terms if term not in hidden)


def _may_be_a_name(term: str, own: set[str]) -> bool:
    """Whether words may be the whole name of somebody else: then the vault's people are read, which takes its time among 20,000."""
    words = term.split()
    return len(words) > 1 and not any(map(str.isdigit, term)) and not own.issuperset(words)


def _tells(term: str, own: set[str], covered: frozenset[str], withheld: tuple[frozenset[str], ...]) -> bool:
    """Whether a word of it is covered or stands in what is held back: "Otis" of "Otis Bramblewick" is enough."""
    words = _words(term) - own
    long = {word for word in words if len(word) >= _SHORTEST}
    return bool((words | set(term.split()) - own) & covered) or any(
        long & said or words <= said for said in withheld
    )


_SHORTEST = 3
"""Letters: a shorter word stands in any text."""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text))


def _names_of_others(session: Session, request: AccessRequest) -> frozenset[str]:
    """Everybody else whom the vault knows, as their names are typed: that we looked for another child tells of that child."""
    names = ("given_names", "family_name", "known_as")
    pupils = session.some(Pupil, ("id", *names), trashed=None)
    others = (one for one in pupils if one[0] != request.pupil_id)
    whole = (f"{first} {family}" for _, given, family, known in others for first in (given, known) if first)
    carers = (
        name
        for whose, name in session.some(Carer, ("pupil_id", "name"), trashed=None)
        if whose != request.pupil_id
    )
    return frozenset(fold(" ".join(name.split())) for name in (*whole, *carers))


def _kept_back(session: Session, request_id: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The single words under covers and of covered people, and those of each withheld item, all plain."""
    boxes = redactions_by_item(session, request_id).values()
    covered = [box.covered_words for many in boxes for box in many]
    people = (
        one for one in people_of(session, request_id) if one.decision is not None and one.decision.covers
    )
    covered += (words for one in people for words in (one.called, one.also_called))
    withheld = (
        holding_of(session, one) for one in items_of(session, request_id) if one.outcome is Outcome.WITHHOLD
    )
    said = tuple(_words(plain(" \n ".join(_said_by(one)))) for one in withheld)
    return frozenset(word for words in covered for word in plain(words).split()), said


def _said_by(holding: Holding) -> Iterator[str]:
    """What a held back item says, a document with the words of its pages."""
    yield from (words for _, _, words in released_fields(holding))
    if isinstance(holding.record, Document) and not holding.draft_screen:
        yield holding.record.words


def _schools(session: Session, request: AccessRequest) -> Iterator[str]:
    """The school on roll, once it was asked."""
    school = session.find(School, request.school_id) if request.school_id else None
    asked = [one.asked_on for one in consultations_of(session, request.id) if one.asked_on is not None]
    if school is not None and asked:
        yield f"{school.name} (asked {say_list(min(asked))})"


def _sentence(words: str) -> str:
    told = " ".join(words.split())
    return told if told.endswith((".", "!", "?")) else f"{told}."
