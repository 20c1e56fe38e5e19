"""A practice vault full of invented records, and a twin of its general store without encryption for the floors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as engine

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils.model import Pupil
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.connection import Connection
from coordinator_app.store.create import create_vault
from coordinator_app.store.session import Session
from coordinator_app.store.slots import FLOOR
from coordinator_app.store.vault import OpenVault, unlock

PASSPHRASE = "bench kettle amber window"  # noqa: S105  (of a vault full of invented records)
BATCH = 2_000
_GIVEN = ("Kit", "Otis", "Wren", "Bea", "Saffron", "Idris", "Ember", "Łukasz", "Chloe-Mae", "Siân")
_FAMILY = ("Puddlecombe", "Bramblewick", "Applegarth", "Thistledown", "Tumbledale", "Moonbeck", "O’Larkspur")
_WORDS = [
    "arrived",
    "late",
    "because",
    "the",
    "bus",
    "was",
    "cancelled",
    "worked",
    "well",
    "in",
    "a",
    "pair",
    "asked",
    "to",
    "start",
    "the",
    "next",
    "unit",
    "early",
    "carburettor",
    "engine",
    "job",
    "sheet",
    "tutor",
    "workshop",
    "talked",
    "quiet",
    "space",
    "break",
    "maths",
    "target",
    "met",
    "review",
    "home",
]


@dataclass(slots=True)
class Bench:
    """An open vault, its session, the plain twin of its general store, and how much is in it."""

    vault: OpenVault
    session: Session
    plain: Connection
    pupils: list[str]
    entries: int


@contextmanager
def generated(folder: Path, *, pupils: int, entries: int, documents: int = 0) -> Iterator[Bench]:
    """Make it, hand it out, and close it."""
    clock = SetClock(at=datetime(2026, 11, 24, 9))  # noqa: DTZ001  (SetClock takes wall clock)
    place = folder / "Bench.vault"
    create_vault(
        place,
        title="Bench",
        passphrase=PASSPHRASE,
        role="Co-ordinator",
        practice=True,
        clock=clock,
        kdf=FLOOR,
        anywhere=True,
        state=folder / "state",
    )
    with unlock(place, PASSPHRASE, clock=clock, state=folder / "state") as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        ids = _fill(session, pupils, entries, documents)
        plain = _twin(session, folder / "plain.db")
        try:
            yield Bench(vault, session, plain, ids, entries)
        finally:
            plain.close()
            session.close()


def _fill(session: Session, pupils: int, entries: int, documents: int) -> list[str]:
    chance = random.Random(20261124)  # noqa: S311  (the same invented people in every run)
    with session.write() as work:
        school = work.add(School(name="Foxglove Hill School", school_type=SchoolType.ACADEMY))
    ids: list[str] = []
    for numbers in _batches(pupils):
        with session.write() as work:
            ids += [one.id for one in work.add_many([_pupil(chance, school.id, one) for one in numbers])]
    for numbers in _batches(entries):
        with session.write() as work:
            work.add_many([_entry(chance, chance.choice(ids)) for _ in numbers])
    for numbers in _batches(documents):
        with session.write() as work:
            work.add_many([_document(chance, chance.choice(ids)) for _ in numbers])
    session.tidy_up()
    return ids


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, BATCH):
        yield range(start, min(count, start + BATCH))


def _pupil(chance: random.Random, school_id: str, number: int) -> Pupil:
    return Pupil(
        given_names=chance.choice(_GIVEN),
        family_name=f"{chance.choice(_FAMILY)} {number}",
        birth_date=date(2010, 9, 1) + timedelta(days=chance.randrange(1800)),
        year_group=chance.randint(7, 11),
        school_id=school_id,
    )


def _entry(chance: random.Random, pupil_id: str) -> ChronologyEntry:
    return ChronologyEntry(
        pupil_id=pupil_id,
        category=chance.choice(
            [Category.ATTENDANCE, Category.BEHAVIOUR, Category.ACADEMIC, Category.PROVIDER]
        ),
        happened_on=date(2024, 9, 1) + timedelta(days=chance.randrange(800)),
        words=" ".join(chance.choices(_WORDS, k=60)).capitalize(),
        source="Provider's register",
    )


def _document(chance: random.Random, pupil_id: str) -> Document:
    """A report of three pages, a line to a page; the file itself is no part of a search."""
    pages = [" ".join(chance.choices(_WORDS, k=180)) for _ in range(3)]
    return Document(
        pupil_id=pupil_id,
        title="Report of the term",
        kind_of_document=DocumentKind.PROVIDER_REPORT,
        dated=date(2024, 9, 1) + timedelta(days=chance.randrange(800)),
        source="Kingfisher Workshop",
        given_name="report.pdf",
        media_type="application/pdf",
        page_count=len(pages),
        words="\n".join(pages),
    )


def _twin(session: Session, path: Path) -> Connection:
    connection = session.databases.connection(Compartment.GENERAL)
    connection.execute("ATTACH DATABASE ? AS twin KEY ''", (str(path),))
    connection.execute("SELECT sqlcipher_export('twin')")
    connection.execute("DETACH DATABASE twin")
    plain: Connection = engine.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-65536"):
        plain.execute(f"PRAGMA {pragma}")
    return plain
