"""What follows from the catalogue alone, in the practice catalogue and in the app's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from coordinator_app.core.catalogue import (
    Catalogue,
    Record,
    choice,
    day,
    describe,
    instant,
    link,
    number,
    text,
    yes_no,
)
from coordinator_app.core.derived import (
    article_30,
    form_fields,
    in_words,
    list_columns,
    record_lines,
    retention_schedule,
    search_text,
    what_we_hold,
)
from coordinator_app.core.privacy import (
    CONSENT,
    PUBLIC_TASK,
    PUPIL_FILE,
    REQUEST_FILE,
    Audience,
    Choice,
    Compartment,
    Purpose,
)
from coordinator_app.registry import CATALOGUE

_COMMON = {
    "clause": "003-3",
    "basis": PUBLIC_TASK,
    "audience": Audience.INDIVIDUAL,
    "source": "Your child's school",
}


class Weather(Choice):
    """How it was."""

    WINDY = "windy", "Rather windy"


@describe(
    kind="flyer", title="Flyer", plural="Flyers", purpose=Purpose.PROGRESS, holding="Who your child is",
    retention=PUPIL_FILE, subjects=("id",), **_COMMON,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Flyer(Record):
    surname: str = text("Surname", searched=True)
    born_on: date | None = day("Date of birth")


@describe(
    kind="flight", title="Flight", plural="Flights", purpose=Purpose.WELLBEING, holding="Flights",
    retention=REQUEST_FILE, subjects=("flyer_id",), part_of="flyer_id", **_COMMON,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Flight(Record):
    flyer_id: str = link("Flyer", "flyer")
    flown_on: date | None = day("Date flown")
    landed_at: datetime | None = instant("Landed")
    weather: Weather | None = choice("Weather", Weather)
    metres: int | None = number("Height in metres")
    crashed: bool | None = yes_no("Crashed", default=None)
    story: str = text("What happened", long=True, searched=True, special=True, basis=CONSENT)
    counted: str = text("Counter", released=False)


@describe(
    kind="shed", title="Shed", plural="Sheds", purpose=Purpose.RUNNING, holding="Flights",
    retention=PUPIL_FILE, compartments=(Compartment.STAFF,), **_COMMON,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Shed(Record):
    place: str = text("Place", column=True, purpose=Purpose.SAFEGUARDING)


PRACTICE = Catalogue((Flyer, Flight, Shed))
FLIGHT = Flight(
    flyer_id="f1",
    flown_on=date(2026, 11, 28),
    landed_at=datetime(2026, 7, 1, 12, 5, tzinfo=UTC),
    weather=Weather.WINDY,
    metres=0,
    crashed=False,
    story="Up and away",
    counted="7",
)


def test_a_record_is_put_into_words_and_its_empty_fields_are_left_out() -> None:
    assert record_lines(FLIGHT) == (
        ("Date flown", "28 November 2026"),
        ("Landed", "1 July 2026, 13:05"),
        ("Weather", "Rather windy"),
        ("Height in metres", "0"),
        ("Crashed", "No"),
        ("What happened", "Up and away"),
    )
    assert record_lines(Flight()) == ()
    assert in_words(True) == "Yes"


def test_what_we_hold_puts_types_with_one_line_together_and_names_every_released_field() -> None:
    flyers, flights = what_we_hold(PRACTICE)
    assert (flyers.line, flyers.items) == ("Who your child is", ("Surname", "Date of birth"))
    assert flights.items == (
        *("Date flown", "Landed", "Weather", "Height in metres", "Crashed", "What happened", "Place"),
    )
    assert flights.purposes == (Purpose.WELLBEING.label, Purpose.RUNNING.label, Purpose.SAFEGUARDING.label)
    assert flights.bases == (PUBLIC_TASK.words, CONSENT.words)
    assert flights.retentions == (REQUEST_FILE.words, PUPIL_FILE.words)
    assert (flyers.special, flights.special) == (False, True)


def test_what_we_hold_about_one_kind_of_person_leaves_out_the_rest() -> None:
    assert "Place" not in what_we_hold(PRACTICE, "flyer")[1].items


def test_the_record_of_processing_has_a_row_for_every_type() -> None:
    rows = {row.kind: row for row in article_30(PRACTICE)}
    assert set(rows) == {"flyer", "flight", "shed"}
    assert rows["flight"].about == ("Flyers",)
    assert rows["flight"].article_6 == (PUBLIC_TASK.article_6, CONSENT.article_6)
    assert rows["flight"].special_data == ("What happened",)
    assert rows["shed"].kept_in == ("staff store",)
    assert rows["shed"].clauses == ("003-3", "003-1", "003-6.4")


def test_the_schedule_has_a_row_for_every_type() -> None:
    rows = retention_schedule(PRACTICE)
    assert [(row.kind, row.years, row.rule) for row in rows] == [
        ("flyer", 25, "pupil-file"),
        ("flight", 3, "request-file"),
        ("shed", 25, "pupil-file"),
    ]


def test_lists_show_the_marked_columns_or_the_first_short_fields() -> None:
    assert [spec.name for spec in list_columns(Shed)] == ["place"]
    assert [spec.name for spec in list_columns(Flight)] == ["flown_on", "landed_at", "weather", "metres"]


def test_a_form_leaves_out_the_link_to_what_it_is_a_part_of() -> None:
    assert "flyer_id" not in {spec.name for spec in form_fields(Flight)}
    assert len(form_fields(Flight())) == 7


def test_only_searched_words_are_searched() -> None:
    assert search_text(FLIGHT) == "Up and away"
    assert search_text(Flight()) == ""


def test_the_apps_statements_name_every_released_field_of_every_type() -> None:
    assert unnamed(CATALOGUE, what_we_hold(CATALOGUE)) == []
    assert {row.kind for row in article_30(CATALOGUE)} == {described.kind for described in CATALOGUE.types}
    assert all(
        row.purposes and row.article_6 and row.kept_for and row.source for row in article_30(CATALOGUE)
    )


def unnamed(catalogue: Catalogue, holdings: tuple[object, ...]) -> list[str]:
    named = {
        (holding.line, item)
        for holding in what_we_hold(catalogue)
        if holding in holdings
        for item in holding.items
    }
    return [
        f"{described.kind}.{spec.name}"
        for described in catalogue.types
        for spec in described.fields
        if spec.released and (described.holding, spec.label) not in named
    ]


def test_a_statement_that_leaves_out_a_line_is_caught() -> None:
    """The planted fault."""
    assert unnamed(PRACTICE, what_we_hold(PRACTICE)[1:]) == ["flyer.surname", "flyer.born_on"]
