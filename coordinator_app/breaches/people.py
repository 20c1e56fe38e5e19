"""List those concerned by a breach, decide about each, and record when each was told (UK GDPR article 34; 003-8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.breaches.model import Breach, PeopleTold, breach_compartment
from coordinator_app.breaches.person import BreachPerson, MustBeTold, person_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.names import fold, may_be_one_person
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_CLOSED = "This breach is closed. Open it again first."
_NOBODY = "Not written down"
_TYPED = {
    "of_theirs": "What of theirs was in it",
    "may_mean": "What may come of it",
    "they_can_do": "What they can do",
}


def people_of(session: Session, breach_id: str) -> tuple[BreachPerson, ...]:
    """Those concerned, in the order in which they were listed."""
    return tuple(session.list(BreachPerson, where={"breach_id": breach_id}))


def by_breach(session: Session) -> dict[str, tuple[BreachPerson, ...]]:
    """The same of every breach."""
    found: dict[str, tuple[BreachPerson, ...]] = {}
    for one in session.list(BreachPerson):
        found[one.breach_id] = (*found.get(one.breach_id, ()), one)
    return found


def person_of(session: Session, person_id: str) -> BreachPerson:
    """One of them. NotFound."""
    return session.get(BreachPerson, person_id)


@dataclass(frozen=True, slots=True)
class Concern:
    """What is said of one who is concerned."""

    concerned: str
    must: MustBeTold | None = None
    why: str = ""
    told_whom: str = ""
    told_address: str = ""
    of_theirs: str = ""
    may_mean: str = ""
    they_can_do: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """When and how somebody was told, and by whom; `whom` where it was not said before."""

    on: date | None
    how: str
    by: str = ""
    whom: str = ""


def add_person(session: Session, breach: Breach, said: Concern) -> Saved[BreachPerson]:
    """List one more. GateShut once the breach is closed, InvalidInput."""
    now = _open(session, breach.id)
    new = BreachPerson(breach_id=now.id, is_guarded=now.is_guarded, concerned="")
    filled = _filled(session, new, said)
    refuse(_problems(session, now, filled))
    with session.write(breach_compartment(now)) as work:
        kept = work.add(filled)
    return Saved(kept, work.change_id)


def change_person(session: Session, person: BreachPerson, said: Concern) -> Saved[BreachPerson]:
    """Say it otherwise. GateShut once the breach is closed, InvalidInput."""
    now = _open(session, person.breach_id)
    filled = _filled(session, person, said)
    refuse((_another(person, filled), *_problems(session, now, filled)))
    with session.write(person_compartment(person)) as work:
        kept = work.put(filled)
    return Saved(kept, work.change_id)


def _another(person: BreachPerson, filled: BreachPerson) -> FieldProblem | None:
    """That a letter was made for one child, or its family was told, says nothing of another whose name is typed over it.

    A line from an earlier version may name nobody, or in the child's place whoever was told: it is put right.
    """
    was_told = bool(person.letter_id) or person.told_on is not None
    from_before = person.concerned == _NOBODY or person.concerned == person.told_whom == filled.told_whom
    if not was_told or from_before or may_be_one_person(person.concerned, filled.concerned):
        return None
    return FieldProblem(
        "concerned",
        f"A letter was made for {person.concerned}, or they were told. Add the other one to the list.",
    )


def take_off(session: Session, person: BreachPerson) -> Saved[BreachPerson]:
    """Take somebody off the list who is not concerned. GateShut once closed, or once a letter was made or they were told."""
    _open(session, person.breach_id)
    if person.letter_id or person.told_on is not None:
        raise GateShut(("A letter was made for them, or they were told, so they stay on the list.",))
    with session.write(person_compartment(person)) as work:
        kept = work.trash(person)
    return Saved(kept, work.change_id)


def record_told(session: Session, person: BreachPerson, told: Told) -> Saved[BreachPerson]:
    """When and how they were told. GateShut once the breach is closed, InvalidInput."""
    breach = _open(session, person.breach_id)
    known = breach.aware_at.astimezone(LONDON).date() if breach.aware_at else breach.happened_on
    whom = told.whom.strip() or person.told_whom
    refuse(
        (
            missing("told_whom", whom, "Say who was told."),
            missing("told_on", told.on, "Type the day."),
            in_future("told_on", told.on, session.clock.today()),
            before("told_on", told.on, known, "the day we knew of it"),
            missing("told_how", told.how, "Say how."),
        )
    )
    with session.write(person_compartment(person)) as work:
        kept = work.change(
            person, told_on=told.on, told_how=told.how.strip(), told_by=told.by.strip(), told_whom=whom
        )
    return Saved(kept, work.change_id)


def _open(session: Session, breach_id: str) -> Breach:
    breach = session.get(Breach, breach_id)
    if breach.closed_on is not None:
        raise GateShut((_CLOSED,))
    return breach


def _filled(session: Session, person: BreachPerson, said: Concern) -> BreachPerson:
    name = said.concerned.strip()
    return replace(
        person,
        concerned=name,
        pupil_id=person.pupil_id if name == person.concerned else _on_record(session, name),
        must=said.must,
        why=said.why.strip(),
        told_whom=said.told_whom.strip(),
        told_address=said.told_address.strip(),
        of_theirs=said.of_theirs.strip(),
        may_mean=said.may_mean.strip(),
        they_can_do=said.they_can_do.strip(),
    )


def _on_record(session: Session, name: str) -> str:
    """The pupil of this name, if there is one and only one: then it belongs to that record as well."""
    wanted, found = fold(name), set()
    for pupil_id, given, known_as, family in session.some(
        Pupil, ("id", "given_names", "known_as", "family_name")
    ):
        if wanted in {fold(f"{given} {family}"), fold(f"{known_as or given} {family}")}:
            found.add(pupil_id)
    return str(found.pop()) if len(found) == 1 else ""


def _problems(session: Session, breach: Breach, one: BreachPerson) -> Iterator[FieldProblem | None]:
    yield missing("concerned", one.concerned, "Say whose information it was.")
    yield missing("must", one.must, "Choose one.")
    if one.must is not None and one.must is not MustBeTold.YES:
        yield missing("why", one.why, "Say why, and who decided it.")
    if one.must is MustBeTold.LOCKED and not breach.was_locked:
        yield FieldProblem(
            "must", "It is written down that it was not locked, or that its password was told."
        )
    if one.must is MustBeTold.MENDED and not breach.contained:
        yield FieldProblem("must", "Say first how it was contained.")
    others = [other for other in people_of(session, breach.id) if other.id != one.id]
    if any(fold(other.concerned) == fold(one.concerned) for other in others if one.concerned):
        yield FieldProblem("concerned", "They are on the list already.")
    for field in _TYPED:
        named = names_others(getattr(one, field), one, others)
        if named:
            yield FieldProblem(field, _named_words(named))


# the words of one letter, and the others who are concerned


def names_others(words: str, one: BreachPerson, others: Iterable[BreachPerson]) -> str:
    """The first words that name somebody else who is concerned, or whoever is told of them; "" for none.

    Brothers and sisters of whom the same person is told are no others: it is one family and reads one another's letters.
    """
    known = tuple(_known(one, others))
    if not known or not words.strip():
        return ""
    own = tuple(name for name in (one.concerned, one.told_whom) if name)
    finder = Finder(known, Known("own", PersonKind.PUPIL, own), only_known=True)
    return next((found.words for found in finder.find(words) if found.ticked), "")


def is_one_family(one: BreachPerson, other: BreachPerson) -> bool:
    """Whether the same person is told of both: of one name, and not where two of it live apart."""
    same = bool(one.told_whom) and fold(one.told_whom) == fold(other.told_whom)
    homes = {fold(each.told_address) for each in (one, other)} - {""}
    return same and len(homes) < 2


def _known(one: BreachPerson, others: Iterable[BreachPerson]) -> Iterator[Known]:
    own = {fold(name) for name in (one.concerned, one.told_whom) if name}
    for other in others:
        if other.id == one.id or is_one_family(one, other):
            continue
        if fold(other.concerned) not in own:
            yield Known(f"{other.id} child", PersonKind.PUPIL, (other.concerned,))
        if other.told_whom and fold(other.told_whom) not in own:
            yield Known(f"{other.id} told", PersonKind.OTHER_FAMILY, (other.told_whom,))


def _named_words(named: str) -> str:
    return f"“{named}” names somebody else who is concerned. Each family reads of nobody else's child: put it otherwise."


def others_named(breach: Breach, one: BreachPerson, people: Iterable[BreachPerson]) -> tuple[str, ...]:
    """Why the letter to one may not be made: each part of it that names another who is concerned, in a sentence."""
    others = tuple(people)
    parts = {
        "What happened": breach.what_happened,
        "What was in it": one.of_theirs or breach.what_was_in_it,
        "How it was contained": breach.contained,
        "What may come of it": one.may_mean,
        "What they can do": one.they_can_do,
    }
    found = ((title, names_others(words, one, others)) for title, words in parts.items())
    return tuple(f"{title}: {_named_words(named)}" for title, named in found if named)


# breaches of earlier versions


def upkeep(session: Session) -> None:
    """A breach had room for one family: what it says of that becomes the first line of the list, letter and all."""
    listed = {breach_id for (breach_id,) in session.some(BreachPerson, ("breach_id",), trashed=None)}
    for breach in session.list(Breach):
        if breach.id not in listed and _says_whom(breach):
            _move(session, breach)


def _says_whom(breach: Breach) -> bool:
    if breach.people_told is PeopleTold.IN_PUBLIC:
        return bool(breach.told_letter_id)
    of_one = breach.people_told in {PeopleTold.TOLD, PeopleTold.NOT_YET}
    return of_one or bool(breach.told_whom or breach.told_letter_id or breach.may_mean)


_MUST = {
    PeopleTold.LOW_RISK: MustBeTold.LOW_RISK,
    PeopleTold.LOCKED: MustBeTold.LOCKED,
    PeopleTold.MENDED: MustBeTold.MENDED,
    PeopleTold.NOT_YET: MustBeTold.NOT_YET,
}
_EMPTY = dict.fromkeys(
    (
        *("told_whom", "told_address", "told_by", "told_how", "told_reason", "may_mean", "they_can_do"),
        *("told_letter_id", "told_reference"),
    ),
    "",
)


def _move(session: Session, breach: Breach) -> None:
    pupil = session.find(Pupil, breach.pupil_id) if breach.pupil_id else None
    person = BreachPerson(
        breach_id=breach.id,
        pupil_id=breach.pupil_id,
        concerned=pupil.called if pupil is not None else breach.told_whom or _NOBODY,
        must=_MUST.get(breach.people_told, MustBeTold.YES) if breach.people_told else MustBeTold.YES,
        why=breach.told_reason,
        told_whom=breach.told_whom,
        told_address=breach.told_address,
        may_mean=breach.may_mean,
        they_can_do=breach.they_can_do,
        letter_id=breach.told_letter_id,
        reference=breach.told_reference,
        told_on=breach.people_told_on,
        told_how=breach.told_how,
        told_by=breach.told_by,
        is_guarded=breach.is_guarded,
    )
    with session.write(breach_compartment(breach)) as work:
        work.add(person)
        work.change(breach, people_told=None, people_told_on=None, **_EMPTY)
