"""Everybody whom the vault knows, for finding: pupils, carers, staff, officers, providers, agencies, and their former names.

Only the columns of names and details are read, never whole records: 20,000 pupils with their families take about as long as
one page of the list takes to look at. Nothing of it is kept in the vault.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.access_requests.finding.everybody import Everybody, Others
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.names import fold
from coordinator_app.organisations.model import Officer, OfficerCover, School
from coordinator_app.organisations.partners import OtherPartnership, SteeringMember
from coordinator_app.organisations.providers import Agency, Provider
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.parts import CarePlan, PupilName
from coordinator_app.reviews.parts import ReviewPerson, ReviewRole
from coordinator_app.store.reading import Reader
from coordinator_app.store.sql import quoted, rows

_PUPIL = (
    "id",
    "given_names",
    "family_name",
    "known_as",
    "birth_date",
    "upn",
    "former_upns",
)
_CARER = (
    "id", "name", "relationship", "telephone", "other_telephone", "email", "address", "address_is_confidential",
)  # fmt: skip
_CONTACTS: tuple[tuple[type[Record], PersonKind, str, tuple[str, ...]], ...] = (
    (Officer, PersonKind.OFFICER, "name", ("telephone", "email")),
    (OfficerCover, PersonKind.OFFICER, "name", ("telephone", "email")),
    (SteeringMember, PersonKind.OFFICER, "name", ("telephone", "email")),
    (School, PersonKind.STAFF, "head", ("telephone", "email")),
    (School, PersonKind.STAFF, "safeguarding_lead", ("safeguarding_contact",)),
    (School, PersonKind.STAFF, "data_protection_officer", ("dpo_telephone", "dpo_email")),
    (School, PersonKind.STAFF, "dpo_cover", ("dpo_cover_contact",)),
    (School, PersonKind.STAFF, "chair_of_governors", ()),
    (Provider, PersonKind.PROVIDER, "contact", ("telephone", "email")),
    (Provider, PersonKind.PROVIDER, "safeguarding_lead", ("safeguarding_contact",)),
    (Agency, PersonKind.PROFESSIONAL, "contact", ("telephone", "email")),
    (OtherPartnership, PersonKind.OFFICER, "coordinator", ("telephone", "email")),
    (OtherPartnership, PersonKind.OFFICER, "chair", ()),
    (OtherPartnership, PersonKind.STAFF, "data_protection_officer", ("dpo_telephone", "dpo_email")),
    (CarePlan, PersonKind.PROFESSIONAL, "social_worker", ()),
)
"""Which fields name somebody who acts in an office, and how they are reached."""
_BY_ROLE = {
    ReviewRole.SCHOOL: PersonKind.STAFF,
    ReviewRole.PROVIDER: PersonKind.PROVIDER,
    ReviewRole.AGENCY: PersonKind.PROFESSIONAL,
    ReviewRole.COORDINATOR: PersonKind.OFFICER,
    ReviewRole.OTHER: PersonKind.OTHER,
}


READ: tuple[type[Record], ...] = (
    Pupil,
    PupilName,
    Carer,
    ReviewPerson,
    *dict.fromkeys(one[0] for one in _CONTACTS),
)
"""The records that people are known from."""


def everybody_known(reader: Reader) -> tuple[Known, ...]:
    """Everybody, as nobody's request sees them: pupils and carers in the trash too, since papers name them still."""
    return (*_pupils(reader), *_carers(reader), *_contacts(reader), *_at_reviews(reader))


def others_known(
    reader: Reader, everybody: Everybody, pupil_id: str, *, without: Iterable[str] = ()
) -> Others:
    """Everybody but the pupil (with what was merged into that record) and the records of the ids `without`.

    The pupil's carers are this pupil's family, social workers among them professionals; all other carers are family of
    another pupil.
    """
    left_out = {pupil_id, *without} - {""}
    merged = reader.some(Pupil, ("id",), where={"merged_into_id": tuple(left_out)}, trashed=None)
    keys = left_out | {one for (one,) in merged}
    own = reader.some(Carer, ("id",), where={"pupil_id": pupil_id}, trashed=None) if pupil_id else []
    family = {number for (one,) in own for number in everybody.numbers.get(one, ())}
    known = {number: everybody.people[number - 1] for number in family}
    return Others(
        everybody,
        frozenset(number for key in keys for number in everybody.numbers.get(key, ())),
        {
            number: replace(one, kind=PersonKind.FAMILY)
            for number, one in known.items()
            if one.kind is PersonKind.OTHER_FAMILY
        },
    )


def known_people(reader: Reader, pupil_id: str, *, without: Iterable[str] = ()) -> Others:
    """The same, of everybody read now."""
    return others_known(reader, Everybody(everybody_known(reader)), pupil_id, without=without)


def known_pupil(reader: Reader, pupil_id: str) -> Known:
    """The pupil as finding is told of the subject: all names now and before, numbers and birth date.

    Raises NotFound.
    """
    one = reader.get(Pupil, pupil_id)
    row = tuple(getattr(one, name) for name in _PUPIL)
    others = _other_names(reader, pupil_id=pupil_id)
    others[pupil_id] += _former_names(reader, Pupil).get(pupil_id, [])
    return _pupil(row, others)


def _pupils(reader: Reader) -> Iterator[Known]:
    others = _other_names(reader)
    for pupil_id, names in _former_names(reader, Pupil).items():
        others[pupil_id] += names
    for row in reader.some(Pupil, _PUPIL, trashed=None):
        yield _pupil(row, others)


def _pupil(row: tuple[Any, ...], others: dict[str, list[tuple[str, str]]]) -> Known:
    pupil_id, given, family, known_as, born, upn, former_upns = row
    names = [(given, family), *([(known_as, family)] if known_as else ())]
    names += [(one or given, other or family) for one, other in others.get(pupil_id, ())]
    details = (upn, *former_upns.replace(",", " ").replace(";", " ").split(), _day(born))
    return Known(pupil_id, PersonKind.PUPIL, _whole(names), _said(details))


def _other_names(reader: Reader, **where: str) -> dict[str, list[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    fields = ("pupil_id", "given_names", "family_name")
    for pupil_id, given, family in reader.some(PupilName, fields, where=where or None, trashed=None):
        found[pupil_id].append((given, family))
    return found


TITLED = {Relationship.MOTHER: "mrs", Relationship.FATHER: "mr"}
"""How those are called of whom a record says it."""


def _carers(reader: Reader) -> Iterator[Known]:
    former = _former_names(reader, Carer)
    for row in reader.some(Carer, _CARER, trashed=None):
        carer_id, name, relationship, *reached, secret = row
        kind = PersonKind.OTHER_FAMILY
        if relationship is Relationship.SOCIAL_WORKER:
            kind = PersonKind.PROFESSIONAL
        names = (name, *(whole for whole, _ in former.get(carer_id, ())))
        told = _said(one for many in reached for one in _each(many, is_address=many is reached[-1]))
        if name.strip():
            yield Known(
                carer_id,
                kind,
                _said(names),
                told,
                is_secret=bool(secret),
                titled=TITLED.get(relationship, ""),
            )


def _contacts(reader: Reader) -> Iterable[Known]:
    """Those who act in an office; whoever holds two in one record is one person."""
    found: dict[tuple[str, str], Known] = {}
    for one in _in_offices(reader):
        first = found.get((one.key, fold(one.names[0])))
        both = replace(first, details=_said((*first.details, *one.details))) if first else one
        found[one.key, fold(one.names[0])] = both
    return found.values()


def _in_offices(reader: Reader) -> Iterator[Known]:
    for cls, kind, called, reached in _CONTACTS:
        for record_id, name, *details in reader.some(cls, ("id", called, *reached), trashed=None):
            words = _name_alone(name)
            if words:
                told = _said(one for many in details for one in _each(many, is_address=False))
                yield Known(record_id, kind, (words,), told)


def _at_reviews(reader: Reader) -> Iterator[Known]:
    """Those who came to reviews and are in no other record."""
    seen = set()
    for record_id, name, role, carer_id in reader.some(
        ReviewPerson, ("id", "name", "role", "carer_id"), trashed=None
    ):
        if role in _BY_ROLE and not carer_id and (name, role) not in seen and name.strip():
            seen.add((name, role))
            yield Known(record_id, _BY_ROLE[role], (name,))


def _former_names(reader: Reader, cls: type[Record]) -> dict[str, list[tuple[str, str]]]:
    """(given, family) of earlier versions, by the record; a carer's name is whole and stands first."""
    parts = ("given_names", "family_name") if cls is Pupil else ("name", "name")
    one, two = (f"json_extract(h.after, '$.{part}')" for part in parts)
    table = quoted(record_type(cls).kind)
    changed = " OR ".join(f"{old} <> p.{quoted(part)}" for old, part in zip((one, two), parts, strict=True))
    sql = (
        f"SELECT DISTINCT p.id, {one}, {two} FROM {table} AS p JOIN history AS h ON h.record_id = p.id"  # noqa: S608  own names
        f" WHERE p.version > 1 AND h.version < p.version AND ({changed})"
    )
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, connection in reader.databases.holding(record_type(cls)):
        for record_id, given, family in rows(connection, sql):
            found[record_id].append((given or "", family or ""))
    return found


def _whole(names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Each as "Bramblewick, Otis", without repeats; a name of one part stands alone."""
    return _said(f"{family}, {given}" if given and family else given or family for given, family in names)


def _each(words: str, *, is_address: bool) -> Iterator[str]:
    """The single telephones or emails of a field that may hold several; an address is one."""
    if is_address:
        yield words
        return
    yield from words.replace(" or ", "/").replace(";", "/").replace(",", "/").replace("\n", "/").split("/")


def _name_alone(words: str) -> str:
    """The name in a field that may go on with how to reach them: "Gail Thimble, 01632 960101"."""
    name = re.split(r"[,(:]", words, maxsplit=1)[0].strip()
    return "" if any(sign.isdigit() or sign == "@" for sign in name) else name


def _said(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in words if one.strip()))


def _day(born: date | None) -> str:
    return born.isoformat() if born is not None else ""
