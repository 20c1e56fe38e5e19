"""A small practice catalogue and sessions over real encrypted databases, for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from coordinator_app.core.actor import Actor
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
from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import (
    PUBLIC_TASK,
    PUPIL_FILE,
    SAFEGUARD,
    AccessLevel,
    Audience,
    Choice,
    Compartment,
    Purpose,
)
from coordinator_app.store.connection import open_database
from coordinator_app.store.keys import VaultKeys, new_keys
from coordinator_app.store.migrate import prepare
from coordinator_app.store.session import Session

_COMMON = {
    "clause": "003-3",
    "basis": PUBLIC_TASK,
    "retention": PUPIL_FILE,
    "audience": Audience.INDIVIDUAL,
    "source": "Invented",
}
BOTH = (Compartment.GENERAL, Compartment.GUARDED)


class Colour(Choice):
    """Colours of kites."""

    RED = "red", "Red as rust"
    BLUE = "blue", "Blue"


@describe(
    kind="child",
    title="Child",
    plural="Children",
    purpose=Purpose.PROGRESS,
    holding="Who your child is",
    subjects=("id",),
    **_COMMON,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Child(Record):
    surname: str = text("Surname", required=True, searched=True, column=True)
    nickname: str = text("Nickname", searched=True)
    born_on: date | None = day("Date of birth", column=True)
    shoe_size: int | None = number("Shoe size")
    friend_id: str = link("Friend", "child")


@describe(
    kind="kite",
    title="Kite",
    plural="Kites",
    purpose=Purpose.WELLBEING,
    holding="Kites and flights",
    subjects=("child_id", "other_child_id"),
    compartments=BOTH,
    place=lambda kite: Compartment.GUARDED if kite.is_secret else Compartment.GENERAL,
    date_field="flown_on",
    **_COMMON,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Kite(Record):
    child_id: str = link("Child", "child", required=True)
    other_child_id: str = link("The other child", "child")
    colour: Colour | None = choice("Colour", Colour, default=Colour.RED, column=True)
    flown_on: date | None = day("Date flown")
    seen_at: datetime | None = instant("Seen at")
    words: str = text("What happened", long=True, searched=True, special=True, basis=SAFEGUARD)
    is_secret: bool = yes_no("Secret")
    file_id: str = text("Place of its picture", personal=False, released=False)


@describe(
    kind="tail",
    title="Tail",
    plural="Tails",
    purpose=Purpose.WELLBEING,
    holding="Kites and flights",
    subjects=("kite_id.child_id",),
    compartments=BOTH,
    place=lambda tail: Compartment.GUARDED if tail.is_secret else Compartment.GENERAL,
    part_of="kite_id",
    **_COMMON,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Tail(Record):
    kite_id: str = link("Kite", "kite", required=True)
    ribbon: str = text("Ribbon", searched=True, check=lambda words: "Not knots." if words == "knot" else None)
    is_secret: bool = yes_no("Secret")


@describe(
    kind="badge",
    title="Badge",
    plural="Badges",
    purpose=Purpose.RUNNING,
    holding="Badges",
    compartments=(Compartment.STAFF,),
    **_COMMON,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Badge(Record):
    wording: str = text("Wording", column=True)


PRACTICE = Catalogue((Child, Kite, Tail, Badge))
ACTOR = Actor("slot-1", "Co-ordinator", AccessLevel.ONE)


@dataclass
class Practice:
    """Three fresh databases with their keys; sessions are opened from it."""

    paths: dict[Compartment, Path]
    keys: VaultKeys
    catalogue: Catalogue
    clock: SetClock
    published: list[ChangeSet]
    sessions: list[Session]

    def open(self, *, read_only: bool = False, held: frozenset[Compartment] | None = None) -> Session:
        keys = self.keys if held is None else self.keys.only(held)
        session = Session(
            self.paths,
            keys,
            catalogue=self.catalogue,
            clock=self.clock,
            actor=ACTOR,
            publish=self.published.append,
            read_only=read_only,
        )
        self.sessions.append(session)
        return session

    def close(self) -> None:
        for session in self.sessions:
            session.close()


def make_practice(folder: Path, catalogue: Catalogue = PRACTICE) -> Practice:
    keys = new_keys()
    paths = {one: folder / f"{one.value}.db" for one in Compartment}
    for one, path in paths.items():
        connection = open_database(path, keys.key(one), create=True)
        prepare(connection, one, catalogue)
        connection.close()
    return Practice(paths, keys, catalogue, SetClock(), [], [])


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made = make_practice(tmp_path)
    yield made
    made.close()


@pytest.fixture
def practice_of(tmp_path: Path) -> Iterator[Callable[[Catalogue], Practice]]:
    made: list[Practice] = []

    def make(catalogue: Catalogue) -> Practice:
        made.append(make_practice(tmp_path, catalogue))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def session(practice: Practice) -> Session:
    return practice.open()
