"""Whom the words of a letter name who is not meant to be told of in it: the one look for every letter that leaves (no Qt).

What is typed into a letter is gone through by the finder that goes through the papers of a request. Meant are the pupil whom
it is about, whoever asks or gets the letter, and whoever acts in an office. All others are shown before it is printed or saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coordinator_app.access_requests.actions.known_people import known_pupil, others_known
from coordinator_app.access_requests.actions.people_kept import KEEPER
from coordinator_app.access_requests.finding.everybody import Others
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Form, Known, Suggestion
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.core.catalogue import Record
from coordinator_app.core.named_here import NamedHere, NamesFound, typed_words
from coordinator_app.core.names import fold
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_SHOWN = frozenset({PersonDecision.AGREED, PersonDecision.KNOWN, PersonDecision.SHOW})
_GUESSED = frozenset({Form.UNKNOWN, Form.RELATIVE, Form.INITIALS, Form.POSTCODE})
"""Names that nobody has, "his brother", two letters, a postcode: too little to stop a letter for."""
_CERTAIN = frozenset({Form.WHOLE, Form.SWAPPED, Form.PART, Form.INITIAL, Form.JOINED, Form.NICKNAME})
_LEAST = 50
_APART = "somebody of whom restricted papers tell"
_COVERED = "covered in a request of this pupil"


@dataclass(frozen=True, slots=True)
class Meant:
    """Who may stand in a letter: the pupil `pupil_id` and everybody called as in `names`.

    `untold` are people who may not, on record or not: whoever asks, in a letter to a third party. `papers_of` is the pupil
    in whose requests people were covered, where that is another one. `family`: it goes to the family, or to whoever asks; to nobody
    else has anybody agreed to be named.
    """

    pupil_id: str = ""
    names: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    papers_of: str = ""
    family: bool = True


def named_in(session: Session, order: PrintOrder, about: Record, meant: Meant) -> NamesFound:
    """Everybody who is named in what did not come with the wording, each place once, and is not meant."""
    texts = typed_words(order)
    covered = tuple(_covered(session, meant))
    names = _whole((*meant.names, *_agreed(session, meant)))
    subject = _subject(session, meant.pupil_id, names)
    others = others_known(session, KEEPER.everybody(session), meant.pupil_id).without_called(names)
    finder = Finder(others, subject)
    found: dict[NamedHere, None] = {}
    for text in texts:
        found |= dict.fromkeys(_on_record(text, finder, others))
        found |= dict.fromkeys(_of_covered(text, covered, meant.untold, subject))
    return NamesFound(_once(found), about)


def _subject(session: Session, pupil_id: str, names: tuple[str, ...]) -> Known:
    known = session.find(Pupil, pupil_id) is not None if pupil_id else False
    subject = known_pupil(session, pupil_id) if known else Known("", PersonKind.OTHER, ())
    return replace(subject, names=(*subject.names, *names))


def _on_record(text: str, finder: Finder, others: Others) -> Iterator[NamedHere]:
    """Those whom the vault knows; staff and officers act in their role."""
    called = others.everybody.called | others.called()
    for one in finder.find(text):
        shown = one.form in _GUESSED or one.kind.acts_in_role or _is_no_child(one)
        if shown or one.likelihood < _LEAST or not _is_known(one):
            continue
        yield NamedHere(one.words, called.get(one.key, ""), one.why.replace(": ", ", "))


def _is_no_child(one: Suggestion) -> bool:
    """Whether a title stands before the pupil's family name: "Mrs Puddlecombe" is not the brother."""
    return one.form is Form.TITLE and one.kind is PersonKind.PUPIL


def _is_known(one: Suggestion) -> bool:
    """Whether somebody has that name or detail; where several have, the key is empty and the words say who."""
    return bool(one.key) or one.form in _CERTAIN or one.form in {Form.SPELLING, Form.MISTYPED, Form.SCANNED}


def _of_covered(
    text: str, covered: Iterable[RequestPerson], untold: Iterable[str], subject: Known
) -> Iterator[NamedHere]:
    """Those on no record: covered in a request, or whoever must not be told of in this letter."""
    people = {one.id: one for one in covered}
    known = [Known(one.id, PersonKind.OTHER, _names(one)) for one in people.values()]
    known += [Known(f"untold {at}", PersonKind.OTHER, (name,)) for at, name in enumerate(untold)]
    if not known:
        return
    called = {one.key: one.names[0] for one in known}
    for one in Finder(known, subject, only_known=True).find(text):
        if one.form not in _CERTAIN:
            continue
        person = people.get(one.key)
        if person is None:
            yield NamedHere(one.words, called[one.key], "not to be told of in this letter")
        elif person.is_guarded:
            yield NamedHere(one.words, "", _APART)
        else:
            yield NamedHere(one.words, called[one.key], _COVERED)


def _once(found: Iterable[NamedHere]) -> tuple[NamedHere, ...]:
    """Each words once: what is known of somebody on record says more than that they are covered."""
    first: dict[str, NamedHere] = {}
    for one in found:
        first.setdefault(fold(one.words), one)
    return tuple(first.values())


def _people(session: Session, meant: Meant) -> Iterator[RequestPerson]:
    """Those decided about in the requests about this pupil that this user may open."""
    pupil_id = meant.papers_of or meant.pupil_id
    requests = session.list(AccessRequest, where={"pupil_id": pupil_id}) if pupil_id else []
    for request in requests:
        yield from session.list(RequestPerson, where={"request_id": request.id})


def _covered(session: Session, meant: Meant) -> Iterator[RequestPerson]:
    own = {fold(name) for name in meant.names}
    for one in _people(session, meant):
        acts = one.person_kind is not None and one.person_kind.acts_in_role
        if not acts and one.decision not in _SHOWN and _names(one) and fold(one.called) not in own:
            yield one


def _agreed(session: Session, meant: Meant) -> Iterator[str]:
    """Whom the family is told of anyway: it was decided so in every request that names them.

    Not in a letter to anybody else.
    """
    if not meant.family:
        return
    people = tuple(_people(session, meant))
    covered = {fold(one.called) for one in people if one.decision not in _SHOWN}
    for one in people:
        if one.decision in _SHOWN and fold(one.called) not in covered:
            yield from _names(one)


def _names(person: RequestPerson) -> tuple[str, ...]:
    every = (person.called.strip("“”"), *person.also_called.splitlines())
    return _whole(every)


def _whole(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
