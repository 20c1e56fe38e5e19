"""Write each compartment's 0002_records.sql from the catalogue: `python tools/make_migration.py`.

Until the first release only; from then on a change of the catalogue is a new, hand-written migration.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.migrate import FOLDER
from coordinator_app.store.schema import statements

NAME = "0002_records.sql"
HEAD = "-- Made from the catalogue by tools/make_migration.py: do not edit until the first release.\n"


def script(catalogue: Catalogue, compartment: Compartment) -> str:
    """The text of the file for a compartment."""
    made = statements(catalogue, compartment)
    return HEAD + "".join(f"\n{statement};\n" for statement in made)


def write(catalogue: Catalogue, folder: Path = FOLDER) -> None:
    """Write the file of every compartment below `folder`."""
    for compartment in Compartment:
        path = folder / compartment.value / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script(catalogue, compartment), encoding="utf-8")


if __name__ == "__main__":
    from coordinator_app.registry import CATALOGUE

    write(CATALOGUE)
    print("Written.")
