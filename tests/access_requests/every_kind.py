"""One record of every kind of the catalogue for each of two children, every text of it a word that stands nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from coordinator_app.core.catalogue import FieldSpec, FieldType, Record, RecordType, record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.registry import CATALOGUE
from tests.store.test_gather import reaches_a_person
from tests.vaults import House

ON = date(2026, 11, 21)
PLAIN: dict[FieldType, Any] = {
    FieldType.DATE: ON,
    FieldType.INSTANT: datetime(2026, 11, 21, 9, tzinfo=UTC),
    FieldType.NUMBER: 3,
}
SAID: dict[str, dict[str, Any]] = {
    # a file that is not there cannot be set; papers are looked at in other tests
    "document": {
        "content_id": "",
        "media_type": "",
        "page_count": None,
        "part_number": None,
        "part_count": None,
    },
    "official_request": {"family_told": True},  # what they were not told can only be withheld
    "request_item": {"hidden_part": "", "draft_screen": ""},
}
"""Where a value of its own is needed."""
OTHERS = frozenset({"other_id", "gone_id"})
"""Links to a second pupil."""


@dataclass
class Family:
    """The records of one child, as they are made: by kind and compartment."""

    house: House
    pupil: Pupil
    other: Pupil
    sign: str
    count: int = 0
    made: dict[tuple[str, Compartment], Record] = field(default_factory=dict)

    def everything(self) -> list[Record]:
        """A record of every kind that is about a pupil, in each compartment that it may lie in."""
        return [
            self.one(described, compartment)
            for described in CATALOGUE.about("pupil")
            for compartment in described.compartments
        ]

    def one(self, described: RecordType, compartment: Compartment) -> Record:
        """The one of this kind there."""
        if described.kind == "pupil":
            return self.pupil
        if (described.kind, compartment) not in self.made:
            with self.one_more(described, compartment) as made:
                self.made[described.kind, compartment] = made
        return self.made[described.kind, compartment]

    @contextmanager
    def one_more(self, described: RecordType, compartment: Compartment) -> Iterator[Record]:
        """One more of this kind there, written when what is done with it ends well."""
        new = self._new(described, compartment)
        with self.house.session.write(compartment) as work:
            yield work.add(new)

    def about(self) -> list[Record]:
        """What was made that is about a pupil."""
        kinds = {one.kind for one in CATALOGUE.about("pupil")}
        return [one for (kind, _), one in self.made.items() if kind in kinds]

    def all(self) -> list[Record]:
        """All that was made."""
        return [*self.made.values()]

    def _new(self, described: RecordType, compartment: Compartment) -> Record:
        to_person = not reaches_a_person(CATALOGUE, described, "pupil")
        guarded = compartment is Compartment.GUARDED
        values = {
            spec.name: self._value(described, spec, guarded=guarded, to_person=to_person)
            for spec in described.fields
        }
        record = described.cls(**values)
        assert described.compartment_of(record) is compartment, described.kind
        return record

    def _value(self, described: RecordType, spec: FieldSpec, *, guarded: bool, to_person: bool) -> Any:
        own = SAID.get(described.kind, {})
        if own.get(spec.name) is not None or (spec.name in own and spec.holds is not FieldType.LINK):
            return own[spec.name]
        if spec.holds is FieldType.LINK:
            return self._link(described, spec, guarded=guarded, to_person=to_person)
        if spec.holds is FieldType.CHOICE:
            return self._choice(spec, guarded=guarded)
        if spec.holds is FieldType.YES_NO:
            return guarded and spec.name in {"is_guarded", "kept_apart"}
        return PLAIN[spec.holds] if spec.holds in PLAIN else self.word(spec)

    def _link(self, described: RecordType, spec: FieldSpec, *, guarded: bool, to_person: bool) -> str:
        target = CATALOGUE.of_kind(str(spec.links_to))
        if target.kind == "pupil" and spec.name in OTHERS:
            return self.other.id
        if not (spec.required or (to_person and target.kind == "pupil")) and spec.name != "pupil_id":
            return ""
        beside = Compartment.GUARDED if guarded else Compartment.GENERAL
        place = beside if beside in target.compartments else target.compartments[0]
        return self.one(target, place).id

    def _choice(self, spec: FieldSpec, *, guarded: bool) -> Any:
        assert spec.choices is not None
        members = [*spec.choices]
        return next((one for one in members if guarded and getattr(one, "is_guarded", False)), members[0])

    def word(self, spec: FieldSpec) -> str:
        """A word that stands nowhere else; what may not be such a word is left empty unless it must be filled."""
        self.count += 1
        number, letters = self.count, ""
        while number:
            number, left = divmod(number, 26)
            letters += chr(ord("a") + left)
        mark = f"Zq{self.sign}{letters}x"
        if spec.check is None or spec.check(mark) is None:
            return mark
        tried = ("A123456789012", "", "100000", "L1 1AA", " ".join(["."] * 10))
        return next((words for words in tried if spec.check(words) is None), "")


def words_of(record: Record, *, released: bool | None = None, but: Collection[str] = ()) -> set[str]:
    """The words of ours that a record says, in its fields that are released, or are not."""
    return {
        words
        for spec in record_type(record).fields
        if released in {None, spec.released} and spec.name not in but
        if (words := str(getattr(record, spec.name))).startswith("Zq")
    }
