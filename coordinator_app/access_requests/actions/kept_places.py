"""From whom a court keeps where the pupil lives or goes, and what of a request must then not be told to them (003-3.3).

Consent forms keep to the same rule (consent/whereabouts.py). Until it is said who asks, it counts for whoever may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.chronology.suspension import Suspension
from coordinator_app.consent.handing import kept_of
from coordinator_app.consent.whereabouts import KeptFrom, is_kept_from
from coordinator_app.core.names import fold
from coordinator_app.core.whereabouts import Whereabouts, of_address, of_contact
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import SchoolOnRoll
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session

_NEVER = frozenset({RequesterKind.PUPIL, RequesterKind.LOCAL_AUTHORITY, RequesterKind.STAFF})
"""Who is not kept from it by an order about somebody else, and acts for nobody who is."""
_FOR_SOMEBODY = frozenset({RequesterKind.SOLICITOR, RequesterKind.THIRD_PARTY})
_WORD = re.compile(r"\w+")
_SHORTEST_NAME = 4  # letters: "B" or "Lab" stands in any text


def is_bound(session: Session, request: AccessRequest) -> bool:
    """Whether whoever asks must not be told where the pupil lives or goes, or may be one who must not."""
    if not request.pupil_id or request.requester_kind in _NEVER:
        return False
    kept = kept_of(session, request.pupil_id)
    if request.carer_id:
        return is_kept_from(kept, request.carer_id)
    return any(_may_be(one, request) for one in kept)


def _may_be(one: KeptFrom, request: AccessRequest) -> bool:
    """Whether whoever asks, and is not on the record, may be this person; somebody who acts for another may for them."""
    if request.requester_kind in _FOR_SOMEBODY:
        return True
    return not _words(one.name).isdisjoint(_words(request.requester)) or not one.carer_id


def _words(name: str) -> frozenset[str]:
    """Without what stands between them: "Mr Puddlecombe, father" is called as "Nain Puddlecombe" is."""
    return frozenset(_WORD.findall(fold(name)))


def names_kept(session: Session, request: AccessRequest) -> tuple[str, ...]:
    """The names of the pupil's schools, providers and other places, where they are kept from whoever asks; else none."""
    return tuple(dict.fromkeys(_names(session, request))) if is_bound(session, request) else ()


def reached_at(session: Session, request: AccessRequest) -> Iterator[Whereabouts]:
    """What tells how to reach those schools and providers: their addresses, telephone numbers and emails."""
    for one in _there(session, request):
        yield from of_address(one.address)
        yield from of_contact(one.telephone, one.email)


def tells(names: tuple[str, ...], text: str) -> bool:
    """Whether a text says one of these names."""
    said = f" {' '.join(fold(text).split())} "
    return any(" ".join(fold(name).split()) in said for name in names)


def _names(session: Session, request: AccessRequest) -> Iterator[str]:
    for place in _there(session, request):
        if len(place.name.strip()) >= _SHORTEST_NAME:
            yield place.name.strip()
    for one in session.list(Programme, where={"pupil_id": request.pupil_id}, trashed=None):
        if len(one.site.strip()) >= _SHORTEST_NAME:
            yield one.site.strip()
    for roll in session.list(SchoolOnRoll, where={"pupil_id": request.pupil_id, "until_day": None}):
        if len(roll.school_name.strip()) >= _SHORTEST_NAME:
            yield roll.school_name.strip()
    # typed by hand: "at home" and "the library" are no names, and would stand in any text
    where = {"pupil_id": request.pupil_id}
    typed = [one.where_held for one in session.list(Review, where=where, trashed=None)]
    typed += [one.arranged_where for one in session.list(Suspension, where=where, trashed=None)]
    yield from (place.strip() for place in typed if _is_a_name(place))


def _is_a_name(place: str) -> bool:
    """Whether a place that was typed is called by a name: two words at least, each with a capital or a figure, but for "of" and "the"."""
    words = [word for word in place.split() if word not in _SMALL]
    return len(words) > 1 and all(word[:1].isupper() or word[:1].isdigit() for word in words)


_SMALL = frozenset({"of", "the", "and", "at", "in", "for"})


def _there(session: Session, request: AccessRequest) -> Iterator[School | Provider]:
    """The schools and providers of the pupil, each once: where they are on roll, and where a programme takes them."""
    pupil = session.find(Pupil, request.pupil_id)
    programmes = session.list(Programme, where={"pupil_id": request.pupil_id}, trashed=None)
    schools = [
        request.school_id,
        pupil.school_id if pupil else "",
        *(one.host_school_id for one in programmes),
    ]
    for school_id in dict.fromkeys(filter(None, schools)):
        if (school := session.find(School, school_id)) is not None:
            yield school
    for provider_id in dict.fromkeys(one.provider_id for one in programmes if one.provider_id):
        if (provider := session.find(Provider, provider_id)) is not None:
            yield provider
