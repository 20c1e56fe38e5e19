"""Write the newest migration of each compartment from the catalogue: `python tools/make_migration.py`.

The migrations named in `migrations/frozen.json` are in users' vaults and never change again. What the catalogue has
beyond them (new tables, new columns, indexes) and the later indexes of the system's own tables become one more file, which is written anew by each run until it is
frozen itself: `python tools/make_migration.py --freeze`, once it has gone out to users.

What SQL alone cannot do is refused here and wants a hand-written step: a column that goes, or changes its type, and a
field that becomes a sorted column (its folded twin has to be filled).
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlcipher3.dbapi2 as database

from coordinator_app.core.catalogue import Catalogue, RecordType
from coordinator_app.core.privacy import Choice, Compartment
from coordinator_app.store.migrate import FOLDER, files, split
from coordinator_app.store.schema import FOLDED, LATER_INDEXES, SYSTEM_TABLES, columns, table_statements
from coordinator_app.store.sql import quoted

NAME = "after_the_seventh_landing"
"""What the migration that is being written is about; a new word for each new number."""
HEAD = "-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.\n"
FROZEN = "frozen.json"
_INDEX = re.compile(r'CREATE (?:UNIQUE )?INDEX "([a-z0-9_]+)"')
_OF_THE_SEARCH = ("search_index_", "search_word_")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the frozen migrations make: columns (name to SQL type) by table, and the text of each index by its name."""

    tables: Mapping[str, Mapping[str, str]]
    indexes: Mapping[str, str]


def frozen(folder: Path = FOLDER) -> dict[str, str]:
    """Fingerprint (SHA-256, hexadecimal) of each frozen file by "compartment/name"."""
    found: dict[str, str] = json.loads(folder.joinpath(FROZEN).read_text(encoding="utf-8"))
    return found


def fingerprint(path: Path) -> str:
    """The SHA-256 of a migration, whatever the ends of lines became on the way."""
    return hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()


def kept(compartment: Compartment, folder: Path = FOLDER) -> Kept:
    """What the frozen migrations of a compartment make of an empty database."""
    known = frozen(folder)
    connection = database.connect(":memory:")
    try:
        for _, path in files(compartment, folder):
            if f"{compartment.value}/{path.name}" in known:
                for statement in split(path.read_text(encoding="utf-8")):
                    connection.execute(statement)
        return _read(connection)
    finally:
        connection.close()


def _read(connection: database.Connection) -> Kept:
    tables = {}
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name not in SYSTEM_TABLES and not name.startswith(("sqlite_", *_OF_THE_SEARCH)):
            info = connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
            tables[name] = {row[1]: row[2] for row in info}
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    )
    return Kept(tables, dict(indexes.fetchall()))


def difference(catalogue: Catalogue, compartment: Compartment, before: Kept) -> tuple[str, ...]:
    """The statements that bring a database from the frozen migrations to the catalogue.

    Raises ValueError, with what is wrong, for a change that has to be written by hand.
    """
    types = catalogue.in_compartment(compartment)
    gone = set(before.tables) - {described.kind for described in types}
    if gone:
        raise ValueError(f"a table would go: {', '.join(sorted(gone))}")
    made: list[str] = []
    for described in types:
        table, *indexes = table_statements(catalogue, described, compartment)
        if described.kind not in before.tables:
            made += [table, *indexes]
            continue
        made += _added(catalogue, described, compartment, before.tables[described.kind])
        made += _reindexed(indexes, before.indexes)
    return tuple(made)


def _added(
    catalogue: Catalogue, described: RecordType, compartment: Compartment, before: Mapping[str, str]
) -> list[str]:
    wanted = {one.name: one.sql for one in columns(catalogue, described, compartment)}
    changed = [name for name, sql in before.items() if wanted.get(name, "").split(" ")[0] != sql]
    if changed:
        raise ValueError(f"{described.kind} would lose or change {', '.join(changed)}")
    new = [name for name in wanted if name not in before]
    twins = [name for name in new if name.endswith(FOLDED) and name.removesuffix(FOLDED) in before]
    if twins:
        raise ValueError(
            f"{described.kind}: the folded twin {', '.join(twins)} of an older field would stay empty"
        )
    usual = {one.name: _usual(one.default) for one in fields(described.cls)}
    table = quoted(described.kind)
    return [
        f"ALTER TABLE {table} ADD COLUMN {quoted(name)} {wanted[name]}{usual.get(name, '')}" for name in new
    ]


def _usual(default: object) -> str:
    """What rows that are there already shall have in a new column; texts say it in their type, None is NULL."""
    if isinstance(default, Choice):
        return " DEFAULT '" + default.value.replace("'", "''") + "'"
    return f" DEFAULT {int(default)}" if isinstance(default, int) else ""


def _reindexed(indexes: Iterable[str], before: Mapping[str, str]) -> list[str]:
    made: list[str] = []
    for statement in indexes:
        match = _INDEX.match(statement)
        name = match[1] if match else ""
        if before.get(name) == statement:
            continue
        if name in before:
            made.append(f"DROP INDEX {quoted(name)}")
        made.append(statement)
    return made


def write(catalogue: Catalogue, folder: Path = FOLDER, source: Path = FOLDER) -> None:
    """Write the unfrozen migration of every compartment below `folder`; none where nothing has changed."""
    for compartment in Compartment:
        known = [name for name in frozen(source) if name.startswith(f"{compartment.value}/")]
        path = folder / compartment.value / f"{len(known) + 1:04d}_{NAME}.sql"
        before = kept(compartment, source)
        made = (*_reindexed(LATER_INDEXES, before.indexes), *difference(catalogue, compartment, before))
        path.unlink(missing_ok=True)
        if made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(HEAD + "".join(f"\n{one};\n" for one in made), encoding="utf-8")


def freeze(folder: Path = FOLDER) -> None:
    """Name every migration there is as frozen: they have gone out to users."""
    known = {
        f"{one.value}/{path.name}": fingerprint(path) for one in Compartment for _, path in files(one, folder)
    }
    folder.joinpath(FROZEN).write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--freeze" in sys.argv[1:]:
        freeze()
    else:
        from coordinator_app.registry import CATALOGUE

        write(CATALOGUE)
    print("Written.")
