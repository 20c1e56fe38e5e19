"""The catalogue refuses what it cannot derive from: undescribed fields, lost links, types in doubt of their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from coordinator_app.core.catalogue import (
    Catalogue,
    FieldSpec,
    FieldType,
    Record,
    choice,
    day,
    describe,
    from_stored,
    instant,
    link,
    number,
    record_type,
    text,
    to_stored,
    yes_no,
)
from coordinator_app.core.privacy import (
    CONSENT,
    PUBLIC_TASK,
    PUPIL_FILE,
    Audience,
    Choice,
    Compartment,
    Purpose,
)


class Shade(Choice):
    """A coded answer with words, and one without."""

    DARK = "dark", "Dark"
    BARE = "bare"


def _describe(kind: str, **more: Any) -> Any:
    said: dict[str, Any] = {
        "title": kind.title(),
        "plural": f"{kind}s",
        "purpose": Purpose.PROGRESS,
        "clause": "003-3",
        "basis": PUBLIC_TASK,
        "retention": PUPIL_FILE,
        "audience": Audience.INDIVIDUAL,
        "holding": "Kites",
        "source": "You",
    }
    return describe(kind=kind, **{**said, **more})


@_describe("flyer", subjects=("id",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Flyer(Record):
    name: str = text("Name", required=True)


@_describe("kite", subjects=("flyer_id",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Kite(Record):
    flyer_id: str = link("Flyer", "flyer")
    shade: Shade | None = choice("Shade", Shade, purpose=Purpose.WELLBEING, basis=CONSENT)
    flown_on: date | None = day("Flown on")
    lost_at: datetime | None = instant("Lost at")
    torn: bool | None = yes_no("Torn", default=None)
    length: int | None = number("Length")
    notes: str = text("Notes", long=True)


def test_a_type_knows_its_fields_purposes_and_values() -> None:
    described = record_type(Kite)
    assert described.field("torn").label == "Torn"
    with pytest.raises(KeyError):
        described.field("colour")
    shade, notes = described.field("shade"), described.field("notes")
    assert (described.purpose_of(shade), described.purpose_of(notes)) == (Purpose.WELLBEING, Purpose.PROGRESS)
    assert (described.basis_of(shade), described.basis_of(notes)) == (CONSENT, PUBLIC_TASK)
    assert (notes.is_text, shade.is_text) == (True, False)
    assert described.values(Kite(length=3))["length"] == 3


def test_a_record_of_one_compartment_goes_there() -> None:
    assert record_type(Kite).compartment_of(Kite()) is Compartment.GENERAL


def test_a_record_of_two_compartments_chooses_by_its_own_data() -> None:
    @_describe(
        "reel",
        compartments=(Compartment.GENERAL, Compartment.GUARDED),
        place=lambda reel: Compartment.GUARDED if reel.secret else Compartment.GENERAL,
    )
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Reel(Record):
        secret: bool = yes_no("Secret")

    assert record_type(Reel).compartment_of(Reel(secret=True)) is Compartment.GUARDED
    assert record_type(Reel).compartment_of(Reel()) is Compartment.GENERAL


def test_a_field_that_is_not_described_is_refused() -> None:
    with pytest.raises(TypeError, match="colour is not described"):

        @_describe("bare")
        @dataclass(frozen=True, slots=True, kw_only=True)
        class Bare(Record):
            colour: str = field(default="")


def test_a_class_without_a_description_is_no_record_type() -> None:
    with pytest.raises(TypeError, match="is not described"):
        record_type(Record)


def test_the_same_kind_twice_is_refused() -> None:
    with pytest.raises(TypeError, match="same kind"):
        Catalogue((Flyer, Flyer))


def test_a_link_to_nothing_is_refused() -> None:
    with pytest.raises(TypeError, match="links to nothing"):
        Catalogue((Kite,))


def test_a_path_over_a_field_that_is_no_link_is_refused() -> None:
    @_describe("tail", subjects=("notes.flyer_id",))
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Tail(Record):
        notes: str = text("Notes")

    with pytest.raises(TypeError, match="is not a link"):
        Catalogue((Flyer, Tail))


def test_a_type_of_two_compartments_must_say_which() -> None:
    @_describe("string", compartments=(Compartment.GENERAL, Compartment.GUARDED))
    @dataclass(frozen=True, slots=True, kw_only=True)
    class String(Record):
        notes: str = text("Notes")

    with pytest.raises(TypeError, match="which compartment"):
        Catalogue((String,))


def test_what_is_about_a_person_is_found_by_its_path() -> None:
    catalogue = Catalogue((Flyer, Kite))
    assert [described.kind for described in catalogue.about("flyer")] == ["flyer", "kite"]
    assert catalogue.in_compartment(Compartment.STAFF) == ()
    assert catalogue.of_kind("kite").cls is Kite


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("flyer_id", "", None),
        ("flyer_id", "a1", "a1"),
        ("shade", Shade.DARK, "dark"),
        ("shade", None, None),
        ("flown_on", date(2026, 2, 28), "2026-02-28"),
        ("lost_at", datetime(2026, 2, 28, 9, 30, tzinfo=UTC), "2026-02-28T09:30:00+00:00"),
        ("torn", True, 1),
        ("torn", None, None),
        ("length", 7, 7),
        ("notes", "Łukasz", "Łukasz"),
    ],
)
def test_values_come_back_from_the_store_as_they_went(name: str, value: object, stored: object) -> None:
    spec = record_type(Kite).field(name)
    assert to_stored(spec, value) == stored
    assert from_stored(spec, to_stored(spec, value)) == value


def test_a_code_that_the_catalogue_does_not_know_is_no_value() -> None:
    with pytest.raises(ValueError, match="purple"):
        from_stored(record_type(Kite).field("shade"), "purple")


def test_a_choice_without_words_is_shown_by_its_code() -> None:
    assert (Shade.BARE.label, Shade.DARK.label) == ("bare", "Dark")


def test_a_plain_field_holds_what_it_says() -> None:
    assert FieldSpec("a", "A", FieldType.TEXT).is_text


def test_a_name_is_kept_and_read_without_signs_that_turn_the_writing_and_a_long_text_as_it_is() -> None:
    """Whatever made the record: a form, a file of another program, a vault of an older version."""
    turned = "Kit \u202ePuddlecombe"
    name, words = record_type(Flyer).field("name"), record_type(Kite).field("notes")
    assert to_stored(name, turned) == from_stored(name, turned) == "Kit Puddlecombe"
    assert to_stored(words, turned) == from_stored(words, turned) == turned
