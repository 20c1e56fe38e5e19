"""Opens general.db alone, as somebody would who holds its key and no other, and looks for guarded words anywhere in it.

Looked through are every column of every table, the words of the search index, and every page of the file with its key
taken off: also those pages that hold nothing any more.

What the user chose to leave is found as well: a message that was left open, after it was said that the same words stay
readable in it, holds its restricted attachment in its own file (the table blob_part), and nowhere else.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from coordinator_app.chronology.model import Category
from coordinator_app.core.catalogue import FieldType
from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import WrongPassphrase
from coordinator_app.core.privacy import Compartment
from coordinator_app.demo.run import PASSPHRASE as DEMO_PASSPHRASE
from coordinator_app.registry import CATALOGUE
from coordinator_app.store import drafts
from coordinator_app.store.connection import PAGE, Connection, open_database
from coordinator_app.store.sql import rows
from coordinator_app.store.vault import OpenVault, unlock
from tests.journeys import first_day
from tests.store.looking import tables_with
from tests.vaults import PASSPHRASE

_SALT, _RESERVED, _BLOCK = 16, 80, 16
_SHORTEST = 12  # letters: shorter texts stand in anybody's record
_NAMED = ("officer", "pupil", "carer", "school", "provider", "access_request")
# who says so, does so, gets it: a person or a place, called in both parts as it is called
_WHO = frozenset({"source", "written_by", "who", "role", "asked_by", "recipient", "officer"})
_TOGETHER = (
    "approval_reason"  # why a lead looked at a request with somebody: of who works here, not of the child
)
_LABELS = frozenset(one.label for one in Category)  # plain words that stand in anybody's record
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_MARK = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9T:.+-]+|[a-z]+(_[a-z]+)+"
)  # an id, a moment, a choice
_KNOWN = (PASSPHRASE, first_day.NEW_PASSPHRASE, DEMO_PASSPHRASE)


def found_in_the_open(folder: Path, clock: Clock, planted: Sequence[str] = ()) -> list[str]:
    """Where a guarded text, or one of the words planted, is found in general.db: "words in draft", or [].

    `folder` is a vault that nobody has open. Everything written at length in its guarded part is looked for.
    """
    with tempfile.TemporaryDirectory() as place, _opened(folder, clock, Path(place) / "state") as vault:
        path, key = vault.paths[Compartment.GENERAL], vault.keys.key(Compartment.GENERAL)
        with closing(_guarded(vault)) as connection:
            known = _Known(path, key)
            texts = [*dict.fromkeys(one.text for one in written_in(connection) if one not in known), *planted]
        vault.close()
        alone = Path(place) / "alone" / path.name
        alone.parent.mkdir()
        shutil.copy(path, alone)
        return _look(alone, key, texts, planted)


def demand_nothing_in_the_open(folder: Path, clock: Clock, planted: Sequence[str] = ()) -> None:
    """AssertionError with where it was found."""
    found = found_in_the_open(folder, clock, planted)
    assert not found, f"guarded words in general.db: {found}"


def _opened(folder: Path, clock: Clock, state: Path) -> OpenVault:
    for number, passphrase in enumerate(_KNOWN):
        with suppress(WrongPassphrase):  # a place of its own each: nobody has to wait after a wrong one
            return unlock(folder, passphrase, clock=clock, state=state / str(number))
    raise AssertionError("a journey left a vault that none of its passphrases opens")


def _guarded(vault: OpenVault) -> Connection:
    return open_database(vault.paths[Compartment.GUARDED], vault.keys.key(Compartment.GUARDED))


@dataclass(frozen=True, slots=True)
class Written:
    """A text of the guarded part and where it stands: in a field of a kind of record, both "" for what is being typed."""

    text: str
    kind: str = ""
    field: str = ""


def written_in(guarded: Connection) -> Iterator[Written]:
    """What was written in the guarded part: its records', deleted ones too, and all that is being typed.

    A title, a source or a reason tells as much as the words themselves. Marks of our own (`personal` is False) do not.
    """
    every = dict.fromkeys(_texts(guarded))
    yield from (one for one in every if len(one.text) >= _SHORTEST and one.text not in _LABELS)


def _texts(guarded: Connection) -> Iterator[Written]:
    for described in CATALOGUE.in_compartment(Compartment.GUARDED):
        for spec in described.fields:
            if spec.holds in _TEXTS and spec.personal:
                sql = f'SELECT "{spec.name}" FROM "{described.kind}"'
                yield from (Written(text, described.kind, spec.name) for (text,) in rows(guarded, sql))
    for one in drafts.all_drafts(guarded):
        yield from (Written(text) for text in _typed(one.body) if not _MARK.fullmatch(text))


class _Known:
    """What may stand in both parts: what people and places are called, who says so, a short field of the same kind.

    Two documents may have one title, an open one and a guarded one; a guarded title in an open record of another kind, or
    in another field, has leaked. The reason why a lead looked at a request with somebody may stand in both too.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._called: set[str] = set()
        self._fields: dict[tuple[str, str], set[str]] = {}
        with closing(open_database(path, key)) as connection:
            for described in CATALOGUE.in_compartment(Compartment.GENERAL):
                columns = [
                    one.name
                    for one in described.fields
                    if one.holds is FieldType.TEXT or one.name == _TOGETHER
                ]
                quoted = ", ".join(f'"{one}"' for one in columns)  # a field may be called as a word of SQL
                sql = f'SELECT {quoted} FROM "{described.kind}"'
                for values in rows(connection, sql) if columns else ():
                    self._learn(described.kind, dict(zip(columns, values, strict=True)))

    def __contains__(self, one: Written) -> bool:
        return one.text in self._called or one.text in self._fields.get((one.kind, one.field), ())

    def _learn(self, kind: str, values: Mapping[str, str]) -> None:
        for name, text in values.items():
            if kind in _NAMED or name in _WHO or name == _TOGETHER:
                self._called.add(text)
            else:
                self._fields.setdefault((kind, name), set()).add(text)
        self._called.add(f"{values.get('given_names', '')} {values.get('family_name', '')}")


def _typed(value: object) -> Iterator[str]:
    """Every text of a draft, however deep it lies; ids, days and where it was typed (`_params`) are none."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from () if str(name).startswith("_") else _typed(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _typed(one)
    elif isinstance(value, str):
        yield value


def _look(alone: Path, key: bytes, texts: Sequence[str], planted: Sequence[str]) -> list[str]:
    pages = plain_pages(alone, key).lower()
    found = [f"{text} in a page" for text in texts if text.lower().encode() in pages]
    with closing(open_database(alone, key)) as connection:
        found += [f"{text} in {table}" for text in texts for table in sorted(tables_with(connection, text))]
        known = _indexed(connection)
        found += [f"{word} in the index" for word in planted if word.lower() in known]
    return found


def _indexed(connection: Connection) -> frozenset[str]:
    """The words of the search index, which keeps only what differs from the word before."""
    connection.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab('main', 'search_index', 'row')")
    return frozenset(str(term) for (term,) in rows(connection, "SELECT term FROM temp.known"))


def plain_pages(path: Path, key: bytes) -> bytes:
    """Every page of the file with the key taken off, free ones too; see docs/vault-format.md."""
    data = path.read_bytes()
    return b"".join(_page(data[at : at + PAGE], key, first=at == 0) for at in range(0, len(data), PAGE))


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    body, start = page[(_SALT if first else 0) : PAGE - _RESERVED], page[PAGE - _RESERVED :][:_BLOCK]
    reader = Cipher(AES(key), CBC(start)).decryptor()
    return reader.update(body) + reader.finalize()
