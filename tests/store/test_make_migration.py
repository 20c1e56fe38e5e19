"""A vault of the first landing is brought to the catalogue of today, and nothing in it is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coordinator_app.core.catalogue import Catalogue, Record, choice, describe, number, text, yes_no
from coordinator_app.core.privacy import ORGANISATION, PUBLIC_TASK, Audience, Choice, Compartment, Purpose
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.migrate import FOLDER, latest, migrate
from coordinator_app.store.sql import rows, run, value

GENERAL = Compartment.GENERAL


@pytest.fixture
def first_landing(tmp_path: Path) -> Path:
    """A folder with the migrations that were in vaults when the first landing went out."""
    from tools.make_migration import FROZEN, frozen

    folder = tmp_path / "frozen"
    for name in (one for one in frozen() if Path(one).name[:4] in {"0001", "0002"}):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FOLDER / name, folder / name)
    shutil.copy(FOLDER / FROZEN, folder / FROZEN)
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Connection]:
    connection = open_database(tmp_path / "general.db", bytes(range(32)), create=True)
    yield connection
    connection.close()


def test_a_vault_of_the_first_landing_keeps_its_rows_and_gets_todays_tables(
    database: Connection, first_landing: Path
) -> None:
    assert migrate(database, GENERAL, first_landing) == 2
    run(
        database,
        "INSERT INTO school (id, version, created_at, changed_at, name, name__folded)"
        " VALUES ('s1', 1, '2026-01-01', '2026-01-01', 'Foxglove Hill', 'foxglove hill')",
    )
    assert migrate(database, GENERAL) == latest(GENERAL)
    assert rows(database, "SELECT id, name FROM school") == [("s1", "Foxglove Hill")]
    for described in CATALOGUE.in_compartment(GENERAL):
        names = ", ".join(f'"{described.kind}"."{spec.name}"' for spec in described.fields)
        rows(database, f'SELECT {names} FROM "{described.kind}"')


class Colour(Choice):
    RED = "red", "Red"


def kite(**more: object) -> type[Record]:
    body = {"__annotations__": {}, "__module__": __name__, "__doc__": "A kite."}
    for name, (holds, made) in more.items():
        body["__annotations__"][name] = holds
        body[name] = made
    cls = dataclass(frozen=True, slots=True, kw_only=True)(type("Kite", (Record,), body))
    return describe(
        kind="kite",
        title="Kite",
        plural="Kites",
        purpose=Purpose.RUNNING,
        clause="003-1",
        basis=PUBLIC_TASK,
        retention=ORGANISATION,
        audience=Audience.PUBLIC,
        holding="Kites",
        source="The shop",
    )(cls)


NAME = ("str", text("Name", personal=False))


def flown(database: Connection, before: type[Record], after: type[Record]) -> tuple[str, ...]:
    """The statements from one catalogue to the other, run on a table with one row."""
    from tools.make_migration import _read, difference

    for statement in difference(Catalogue([before]), GENERAL, _read(database)):
        run(database, statement)
    run(
        database,
        "INSERT INTO kite (id, version, created_at, changed_at, name) VALUES ('k', 1, '', '', 'Ada')",
    )
    made = difference(Catalogue([after]), GENERAL, _read(database))
    for statement in made:
        run(database, statement)
    return made


def test_rows_that_are_there_get_the_usual_answer_of_a_new_field(database: Connection) -> None:
    new = kite(
        name=NAME,
        tail=("bool", yes_no("Has a tail")),
        torn=("bool | None", yes_no("Is torn", default=None)),
        colour=("Colour | None", choice("Colour", Colour, default=Colour.RED)),
        length=("int | None", number("Length")),
    )
    flown(database, kite(name=NAME), new)
    assert rows(database, "SELECT tail, torn, colour, length FROM kite") == [(0, None, "red", None)]


def test_nothing_is_written_where_nothing_has_changed(database: Connection) -> None:
    assert flown(database, kite(name=NAME), kite(name=NAME)) == ()


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ({"label": NAME}, "would lose or change name"),
        ({"name": ("int | None", number("Name"))}, "would lose or change name"),
        ({"name": ("str", text("Name", personal=False, column=True))}, "folded twin"),
    ],
)
def test_what_sql_cannot_do_by_itself_is_refused(
    database: Connection, after: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        flown(database, kite(name=NAME), kite(**after))


def test_a_table_that_would_go_is_refused(database: Connection) -> None:
    from tools.make_migration import _read, difference

    run(database, "CREATE TABLE swallow (id TEXT)")
    with pytest.raises(ValueError, match="swallow"):
        difference(Catalogue([kite(name=NAME)]), GENERAL, _read(database))
    assert value(database, "SELECT count(*) FROM swallow") == 0
