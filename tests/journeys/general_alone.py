"""Opens general.db alone, as somebody would who holds its key and no other, and looks for guarded words anywhere in it.

Looked through are every column of every table, the words of the search index, and every page of the file with its key
taken off: also those pages that hold nothing any more.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

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
_KNOWN = (PASSPHRASE, first_day.NEW_PASSPHRASE, DEMO_PASSPHRASE)


def found_in_the_open(folder: Path, clock: Clock, planted: Sequence[str] = ()) -> list[str]:
    """Where a guarded text, or one of the words planted, is found in general.db: "words in draft", or [].

    `folder` is a vault that nobody has open. Everything written at length in its guarded part is looked for.
    """
    with tempfile.TemporaryDirectory() as place, _opened(folder, clock, Path(place) / "state") as vault:
        path, key = vault.paths[Compartment.GENERAL], vault.keys.key(Compartment.GENERAL)
        with closing(_guarded(vault)) as connection:
            texts = [*written_in(connection), *planted]
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


def written_in(guarded: Connection) -> Iterator[str]:
    """What was written at length in the guarded part: its records', deleted ones too, and what is being typed."""
    for described in CATALOGUE.in_compartment(Compartment.GUARDED):
        for spec in described.fields:
            if spec.holds is FieldType.LONG_TEXT:
                sql = f'SELECT "{spec.name}" FROM "{described.kind}"'
                yield from (text for (text,) in rows(guarded, sql) if len(text) >= _SHORTEST)
    for one in drafts.all_drafts(guarded):
        words = str(one.body.get("words") or "")
        if len(words) >= _SHORTEST:
            yield words


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
