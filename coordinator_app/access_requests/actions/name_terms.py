"""Every form of the names of those whose words are covered wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coordinator_app.access_requests.actions.persons import WORDS, people_of
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.access_requests.subject import subject_of
from coordinator_app.core.names import fold
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.pupils.parts import PupilName
from coordinator_app.store.session import Session


def whole_names(session: Session, request: AccessRequest) -> Iterator[str]:
    """The whole names of those on record who are to be covered: beyond judgement, wherever they can be read.

    Not of staff, who may stand elsewhere in their work, and none that is also the pupil's or of whoever asks. A brother who has
    the pupil's family name and the given name of whoever asks is neither of them.
    """
    own = [_words(name) for name in (*subject_of(session, request).usual, request.requester)]
    for person in people_of(session, request.id):
        covered = person.decision is not None and person.decision.covers
        in_role = person.person_kind is not None and person.person_kind.acts_in_role
        if not covered or in_role or not person.item_id or person.item_kind == WORDS:
            continue
        for name in (*_names(person), *names_on_record(session, person)):
            words = name.split()
            if len(words) > 1 and not any(_words(name) <= one for one in own):
                yield " ".join(words)


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in name.split())


def people_covered(session: Session, request: AccessRequest, own: frozenset[str]) -> Iterator[str]:
    """Every name and form of name of those whose words are covered wherever they stand."""
    for person in people_of(session, request.id):
        if person.decision is None or not person.decision.covers:
            continue
        on_record = (*names_on_record(session, person), *_by_first_name(session, person))
        on_record = (*on_record, *earlier_names(session, person))
        for name in dict.fromkeys((*_names(person), *on_record)):
            if name.strip():
                yield from forms_of(" ".join(name.split()), own)


def _names(person: RequestPerson) -> Iterator[str]:
    """As they stand in the papers: what is on no record is listed between quotation marks, which are no part of it."""
    yield person.called.strip(_QUOTES)
    yield from person.also_called.splitlines()


def names_on_record(session: Session, person: RequestPerson) -> tuple[str, ...]:
    """The other whole names of whoever is on record: as they are called, had before or have elsewhere, and as they are named since.

    What is typed as the name of the person is how they were called on the day on which it was decided for them.
    """
    record = _record(session, person)
    if isinstance(record, Carer):
        return _others(person, (record.name,))
    if record is None:
        return ()
    family = record.family_name
    pairs = [(record.given_names, family), (record.known_as, family)]
    others = session.list(PupilName, where={"pupil_id": record.id})
    pairs += [(one.given_names or record.given_names, one.family_name or family) for one in others]
    return _others(person, (f"{given} {name}" for given, name in pairs if given.strip() and name.strip()))


def _by_first_name(session: Session, person: RequestPerson) -> tuple[str, ...]:
    """Without the middle names that the record has: "Otis Bramblewick", and so "OB", for Otis James Bramblewick."""
    record = _record(session, person)
    given = record.given_names.split() if isinstance(record, Pupil) else []
    if len(given) < 2 or not isinstance(record, Pupil) or not record.family_name.strip():
        return ()
    return _others(person, (f"{given[0]} {record.family_name}",))


def earlier_names(session: Session, person: RequestPerson) -> tuple[str, ...]:
    """As the record called them before: it may have been a slip, or somebody else's name, so a person judges."""
    record = _record(session, person)
    if record is None or record.version < 2:
        return ()
    before = [one.after or {} for one in session.history(record.id)]
    if isinstance(record, Carer):
        return _others(person, (str(one.get("name") or "") for one in before))
    return _others(
        person, (f"{one.get('given_names') or ''} {one.get('family_name') or ''}" for one in before)
    )


def _record(session: Session, person: RequestPerson) -> Pupil | Carer | None:
    if not person.item_id or person.item_kind == WORDS:
        return None
    pupil = session.find(Pupil, person.item_id)
    kept = session.find(Pupil, pupil.merged_into_id) if pupil is not None and pupil.merged_into_id else None
    return kept or pupil or session.find(Carer, person.item_id)


def _others(person: RequestPerson, names: Iterable[str]) -> tuple[str, ...]:
    known = {fold(name) for name in _names(person)} | {""}
    found = {fold(name): " ".join(name.split()) for name in names}
    return tuple(name for folded, name in found.items() if folded not in known)


_QUOTES = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
