"""Everything about a person is gathered: by every path, from every compartment, trash, drafts, older versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from coordinator_app.core.catalogue import Catalogue, FieldSpec, FieldType, Record, RecordType
from coordinator_app.core.privacy import Compartment
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.gather import Gathered
from coordinator_app.store.records import table
from coordinator_app.store.session import Session
from tests.store.conftest import PRACTICE, Child, Kite, Practice, Tail


def of_kind(gathered: list[Gathered], kind: str) -> list[Gathered]:
    return [one for one in gathered if one.record_type.kind == kind and not one.draft]


@pytest.fixture
def children(session: Session) -> tuple[Child, Child]:
    with session.write() as work:
        return work.add(Child(surname="Puddlecombe")), work.add(Child(surname="Tumbleweed"))


def test_a_record_about_two_people_is_gathered_for_both(
    session: Session, children: tuple[Child, Child]
) -> None:
    one, other = children
    with session.write() as work:
        both = work.add(Kite(child_id=one.id, other_child_id=other.id, words="Tangled"))
        alone = work.add(Kite(child_id=other.id, words="Free"))
    assert {item.record.id for item in session.gather("child", one.id)} == {one.id, both.id}
    assert {item.record.id for item in session.gather("child", other.id)} == {other.id, both.id, alone.id}


def test_a_record_about_people_of_two_kinds_is_gathered_for_each(practice: Practice) -> None:
    mixed = practice.catalogue = Catalogue((Child, Kite, Tail))
    spoil(mixed, "tail", ("kite_id.child_id", "kite_id", "id"))
    session = practice.open()
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
        kite = work.add(Kite(child_id=child.id))
        tail = work.add(Tail(kite_id=kite.id))
    assert tail.id in {item.record.id for item in session.gather("child", child.id)}
    assert {item.record.id for item in session.gather("kite", kite.id)} == {tail.id}


def test_a_part_in_one_compartment_is_gathered_through_its_owner_in_another(
    session: Session, children: tuple[Child, Child]
) -> None:
    with session.write() as work:
        kite = work.add(Kite(child_id=children[0].id))
    with session.write(Compartment.GUARDED) as work:
        tail = work.add(Tail(kite_id=kite.id, ribbon="silk", is_secret=True))
    found = of_kind(session.gather("child", children[0].id), "tail")
    assert [(item.record, item.compartment) for item in found] == [(tail, Compartment.GUARDED)]
    assert of_kind(session.gather("child", children[1].id), "tail") == []


def test_trash_and_earlier_versions_are_gathered_and_labelled(
    session: Session, children: tuple[Child, Child]
) -> None:
    with session.write() as work:
        kite = work.add(Kite(child_id=children[0].id, words="Up", flown_on=date(2020, 1, 1)))
        kite = work.change(kite, words="Down")
        work.trash(kite)
    first, second = session.gather("child", children[0].id)
    assert (first.trashed, first.superseded_versions) == (True, (1, 2))
    assert (second.trashed, second.superseded_versions) == (False, ())


def test_drafts_about_the_person_are_gathered_at_the_end(
    session: Session, children: tuple[Child, Child]
) -> None:
    one, other = children
    with session.write() as work:
        work.save_draft("kite.new", "", {"child_id": one.id, "words": "half a sent"})
        work.save_draft("kite.new", other.id, {"words": "about the other"})
        work.save_draft("child.edit", one.id, {"nickname": "Pi"})
        work.save_draft("settings", "", {"words": "about nobody"})
    drafts = [item for item in session.gather("child", one.id) if item.draft]
    assert {item.draft_screen for item in drafts} == {"kite.new", "child.edit"}
    assert {item.record.id for item in drafts} == {one.id}
    assert {"nickname": "Pi"} in [item.draft_body for item in drafts]


def test_only_what_the_keys_open_is_gathered(
    practice: Practice, session: Session, children: tuple[Child, Child]
) -> None:
    with session.write(Compartment.GUARDED) as work:
        work.add(Kite(child_id=children[0].id, words="Hush", is_secret=True))
    assert len(session.gather("child", children[0].id)) == 2
    general = practice.open(held=frozenset({Compartment.GENERAL}))
    assert len(general.gather("child", children[0].id)) == 1


# one record of every type of a catalogue, linked up to one person


class Maker:
    """Adds a record of any type, with everything that it links to."""

    def __init__(self, session: Session, subject: str) -> None:
        self.session = session
        self.subject = subject
        self.made: dict[tuple[str, bool], Record] = {}

    def one(self, described: RecordType, *, guarded: bool = False) -> Record:
        known = self.made.get((described.kind, guarded))
        if known is not None:
            return known
        # an optional link is filled only where nothing else leads to the person
        to_person = not reaches_a_person(self.session.catalogue, described, self.subject)
        values = {
            spec.name: self._value(spec, guarded=guarded, to_person=to_person) for spec in described.fields
        }
        record = described.cls(**values)
        compartment = described.compartment_of(record)
        with self.session.write(compartment) as work:
            self.made[described.kind, guarded] = work.add(record)
        return self.made[described.kind, guarded]

    def _value(self, spec: FieldSpec, *, guarded: bool, to_person: bool) -> Any:
        if spec.holds is FieldType.LINK:
            target = self.session.catalogue.of_kind(str(spec.links_to))
            wanted = spec.required or (to_person and target.kind == self.subject)
            return self.one(target).id if wanted else ""
        if spec.holds is FieldType.CHOICE:
            return self._choice(spec, guarded=guarded)
        plain = {
            FieldType.DATE: date(2026, 11, 21),
            FieldType.INSTANT: datetime(2026, 11, 21, 9, tzinfo=UTC),
            FieldType.YES_NO: guarded,
            FieldType.NUMBER: 3,
        }
        return plain[spec.holds] if spec.holds in plain else self._text(spec)

    def _choice(self, spec: FieldSpec, *, guarded: bool) -> Any:
        assert spec.choices is not None
        members = [*spec.choices]
        marked = [one for one in members if getattr(one, "is_guarded", False)]
        return marked[0] if guarded and marked else members[0]

    def _text(self, spec: FieldSpec) -> str:
        for words in ("Quillfeather", "A123456789012", "", "100000", "L1 1AA", " ".join(["."] * 10)):
            if spec.check is None or spec.check(words) is None:
                return words
        return ""


def not_gathered(session: Session, catalogue: Catalogue, subject: str) -> list[str]:
    """The kinds about a person of which a record was added and not gathered."""
    maker = Maker(session, subject)
    person = maker.one(catalogue.of_kind(subject))
    missing = []
    for described in catalogue.types:
        paths = [path for path in described.subjects if leads_to(catalogue, described, path, subject)]
        for guarded in (False, True) if paths else ():
            record = maker.one(described, guarded=guarded)
            found = session.gather(subject, person.id)
            if record.id not in {item.record.id for item in found} and linked(session, record, person.id):
                missing.append(described.kind)
    return missing


def leads_to(catalogue: Catalogue, described: RecordType, path: str, subject: str) -> bool:
    return catalogue.subject_kind(described, path) == subject


def linked(session: Session, record: Record, person_id: str) -> bool:
    """Whether the record reaches the person by its links, whatever the catalogue's path says."""
    if record.id == person_id:
        return True
    for spec in session.catalogue.of_kind(kind_of(record)).fields:
        target = getattr(record, spec.name) if spec.holds is FieldType.LINK else ""
        if target == person_id:
            return True
        following = session.any_record(str(spec.links_to), target) if target else None
        if following is not None and linked(session, following, person_id):
            return True
    return False


def kind_of(record: Record) -> str:
    return table(type(record)).described.kind


def reaches_a_person(
    catalogue: Catalogue, described: RecordType, subject: str, seen: frozenset[str] = frozenset()
) -> bool:
    """Whether required links lead from a type to a person of this kind."""
    if described.kind == subject:
        return True
    targets = {str(spec.links_to) for spec in described.fields if spec.links_to and spec.required} - seen
    return any(reaches_a_person(catalogue, catalogue.of_kind(one), subject, seen | {one}) for one in targets)


def test_every_type_of_the_app_that_is_about_a_pupil_is_gathered(
    practice_of: Callable[[Catalogue], Practice],
) -> None:
    session = practice_of(CATALOGUE).open()
    assert not_gathered(session, CATALOGUE, "pupil") == []
    person = session.list(CATALOGUE.of_kind("pupil").cls)[0]
    kinds = {item.record_type.kind for item in session.gather("pupil", person.id)}
    assert kinds == {described.kind for described in CATALOGUE.about("pupil")}


def unclaimed(catalogue: Catalogue, subject: str) -> list[str]:
    """Types that lead to a person by required links but do not say that they are about one."""
    about = {described.kind for described in catalogue.about(subject)}
    return [
        described.kind
        for described in catalogue.types
        if described.kind not in about and reaches_a_person(catalogue, described, subject)
    ]


def test_every_type_that_leads_to_a_pupil_says_that_it_is_about_one() -> None:
    assert unclaimed(CATALOGUE, "pupil") == []
    assert unclaimed(PRACTICE, "child") == []


def test_a_type_with_a_wrong_path_or_none_is_caught(practice: Practice, session: Session) -> None:
    """The planted faults: a path along the wrong link, and a type that names no path."""
    practice.catalogue = faulty = Catalogue((Child, Kite, Tail))
    spoil(faulty, "kite", ("other_child_id",))
    session = practice.open()
    assert not_gathered(session, faulty, "child") == ["kite", "kite"]
    spoil(faulty, "tail", ())
    assert unclaimed(faulty, "child") == ["tail"]


def spoil(catalogue: Catalogue, kind: str, subjects: tuple[str, ...]) -> None:
    spoilt = replace(catalogue.of_kind(kind), subjects=subjects)
    catalogue.types = tuple(spoilt if one.kind == kind else one for one in catalogue.types)
    catalogue._by_kind[kind] = spoilt
