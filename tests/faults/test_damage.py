"""Three hundred damages to a vault's files: none is silently wrong, and none is called a wrong passphrase (decision 22)."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coordinator_app.chronology.model import Category
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import Trouble, VaultDamaged, WrongPassphrase
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.actions import attach
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows
from coordinator_app.store.vault import unlock
from coordinator_app.store.verify import verify_open
from tests.vaults import PASSPHRASE, TODAY, House, add

PAGE = 4096
DATABASES, HEADERS = 240, 60
SYSTEM = ("history", "audit", "blob")

Damage = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)


def zero_a_page(data: bytearray, chance: random.Random) -> None:
    first = chance.randrange(0, len(data), PAGE)
    data[first : first + PAGE] = bytes(len(data[first : first + PAGE]))


def scramble(data: bytearray, chance: random.Random) -> None:
    first = chance.randrange(len(data))
    data[first : first + 64] = chance.randbytes(len(data[first : first + 64]))


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def swap_pages(data: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(0, max(1, len(data) - PAGE), PAGE) for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def lengthen(data: bytearray, chance: random.Random) -> None:
    data += chance.randbytes(chance.choice((1, 100, PAGE)))


def empty(data: bytearray, _chance: random.Random) -> None:
    data.clear()


DAMAGES: tuple[Damage, ...] = (flip, flip, zero_a_page, scramble, cut, swap_pages, lengthen, empty)


class Subject:
    """A closed vault, what is in it, and copies of it to be damaged."""

    def __init__(self, house: House, place: Path) -> None:
        self.whole, self.place, self.keys = house.vault.folder, place, house.vault.keys
        self.actor, self.names = (
            house.vault.actor,
            {one: path.name for one, path in house.vault.paths.items()},
        )
        self.content = content(house.session)
        house.session.close()
        house.vault.close()

    def damaged(self, name: str, how: Damage, seed: int) -> Path | None:
        """A copy with one damaged file; None if the damage changed nothing."""
        folder = self.place / "damaged.vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.whole, folder)
        before = (folder / name).read_bytes()
        data = bytearray(before)
        how(data, random.Random(seed))
        (folder / name).write_bytes(data)
        return None if bytes(data) == before else folder

    def read(self, folder: Path, keys: VaultKeys) -> dict[str, list[str]]:
        """Everything that is in it; Trouble if it cannot be read."""
        with closing(self._session(folder, keys)) as session:
            return content(session)

    def _session(self, folder: Path, keys: VaultKeys) -> Session:
        paths = {one: folder / name for one, name in self.names.items()}
        return Session(
            paths, keys, catalogue=CATALOGUE, clock=SetClock(TODAY), actor=self.actor, publish=_nobody
        )

    def checked(self, folder: Path) -> Trouble | None:
        """What the check of every page says of a vault that could be read: a damage may lie where nobody reads."""
        with closing(self._session(folder, self.keys)) as session:
            connections = [session.databases.connection(one) for one in Compartment]
            broken = [rows(one, "PRAGMA cipher_integrity_check") for one in connections]
        return VaultDamaged("The check found it.") if any(broken) else None


def _nobody(_changes: object) -> None:
    pass


def content(session: Session) -> dict[str, list[str]]:
    """Every record of every kind, the trash as well, the history, the audit and the files, as text."""
    found = {
        one.kind: [repr(record) for record in session.list(one.cls, trashed=None)] for one in CATALOGUE.types
    }
    for compartment in Compartment:
        connection = session.databases.connection(compartment)
        for name in SYSTEM:
            lines = rows(connection, f"SELECT * FROM {name} ORDER BY rowid")
            found[f"{compartment.value} {name}"] = [repr(line) for line in lines]
    return found


@pytest.fixture
def subject(consented: House, tmp_path: Path) -> Subject:
    for number in range(30):
        category = Category.SAFEGUARDING if number % 5 == 0 else Category.BEHAVIOUR
        add(consented, f"Came in on time, day {number}. " * 20, category=category)
    for guarded in (False, True):
        paper = Document(
            pupil_id=consented.pupil.id, title="Letter", kind_of_document=DocumentKind.OTHER,
            dated=TODAY.date(), is_guarded=guarded,
        )  # fmt: skip
        blob = b"%PDF-" + random.Random(int(guarded)).randbytes(60_000)
        attach(consented.session, paper, blob, Looked("application/pdf", 1, "He came."))
    return Subject(consented, tmp_path)


def in_a_database(subject: Subject, seed: int) -> Trouble | None:
    """What was said of a damage; None if it did no harm. AssertionError if it was silently wrong."""
    chance = random.Random(seed)
    name = chance.choice(sorted(subject.names.values()))
    folder = subject.damaged(name, chance.choice(DAMAGES), seed)
    if folder is None:
        return None
    try:
        read = subject.read(folder, subject.keys)
    except Trouble as trouble:
        return trouble
    assert read == subject.content, f"silently wrong: {seed}"
    return subject.checked(folder)


def in_a_header(subject: Subject, seed: int) -> Trouble | None:
    """As `in_a_database`, through the door that the user takes."""
    chance = random.Random(seed)
    name = chance.choice(("header.json", "header.json", "header.prev.json"))
    folder = subject.damaged(name, chance.choice(DAMAGES), seed)
    if folder is None:
        return None
    try:
        vault = unlock(folder, PASSPHRASE, clock=SetClock(TODAY), state=subject.place / f"state-{seed}")
    except Trouble as trouble:
        return trouble
    with vault:
        assert verify_open(vault).good
    assert subject.read(vault.folder, subject.keys) == subject.content, f"silently wrong: {seed}"
    return None


def said_well(said: list[Trouble | None]) -> bool:
    """Whether everything that was said is in words for the user, and none of it blames the passphrase."""
    return all(one.happened and not isinstance(one, WrongPassphrase) for one in said if one is not None)


@pytest.mark.parametrize("part", range(4))
def test_no_damage_of_a_database_is_silently_wrong(subject: Subject, part: int) -> None:
    each = DATABASES // 4
    said = [in_a_database(subject, seed) for seed in range(part * each, (part + 1) * each)]
    assert said_well(said)
    assert sum(one is not None for one in said) > each * 0.8, "the damages do not reach the pages"


def test_no_damage_of_the_header_is_called_a_wrong_passphrase(subject: Subject) -> None:
    said = [in_a_header(subject, seed) for seed in range(1_000, 1_000 + HEADERS)]
    assert said_well(said)
    assert None in said, "the copy of the header is of no use"


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_no_damage_of_thousands_is_silently_wrong(subject: Subject, part: int) -> None:
    for seed in range(10_000 + part * 500, 10_500 + part * 500):
        assert said_well([in_a_database(subject, seed), in_a_header(subject, seed)])


def test_planted_fault_a_changed_record_is_noticed(subject: Subject) -> None:
    first, *rest = subject.content["chronology_entry"]
    subject.content["chronology_entry"] = [first.replace("on time", "too late"), *rest]
    harmless = next(seed for seed in range(DATABASES) if not reaches(subject, seed))
    with pytest.raises(AssertionError, match="silently wrong"):
        in_a_database(subject, harmless)


def reaches(subject: Subject, seed: int) -> bool:
    """Whether a damage is said to be one, or does nothing at all."""
    try:
        return in_a_database(subject, seed) is not None
    except AssertionError:
        return False


def test_planted_fault_a_damage_called_a_wrong_passphrase_is_noticed() -> None:
    assert not said_well([None, WrongPassphrase("This is not the passphrase.")])
