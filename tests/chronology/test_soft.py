"""Soft information is for the pupil's own work: nothing that is made for the public can reach an entry (003-6.3c)."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import coordinator_app
from coordinator_app.chronology.model import (
    Category,
    ChronologyEntry,
    MayBeTold,
    entry_compartment,
    usually_told,
)
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Audience, Compartment

ROOT = Path(coordinator_app.__file__).parent
READERS = frozenset(
    {
        "access_requests", "attendance", "bench", "capabilities", "chronology", "corrections", "demo", "documents",
        "programmes", "pupils", "referrals", "reviews", "rights", "scan_in", "search", "sharing", "today",
    }
)  # fmt: skip
"""The capabilities of one pupil's own record and of the house. Whoever counts for the public is not among them."""


def readers(files: Iterable[tuple[str, str]]) -> set[str]:
    """The folders whose modules name the record of an entry, its table or its reader."""
    return {
        folder
        for folder, source in files
        if "chronology_entry" in source or any("chronology" in name for name in _imported(source))
    }


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def _sources() -> list[tuple[str, str]]:
    files = (path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)
    return [(path.relative_to(ROOT).parts[0], path.read_text(encoding="utf-8")) for path in files]


def test_only_the_capabilities_of_a_pupils_own_record_read_entries() -> None:
    found = {one for one in readers(_sources()) if not one.endswith(".py")}
    # ui: the icons of categories; app: Health of the vault counts entries dated ahead, by their day alone
    assert found <= READERS | {"ui", "app"}


def test_a_report_that_read_them_would_be_seen() -> None:
    """The planted fault."""
    source = "from coordinator_app.chronology.view import read\n"
    assert readers([("reports", source)]) == {"reports"}
    assert readers([("reports", 'session.list(kind="chronology_entry")')]) == {"reports"}


def test_entries_are_individual_and_never_public() -> None:
    described = record_type(ChronologyEntry)
    assert described.audience is Audience.INDIVIDUAL
    assert not described.field("incident").personal


def test_of_a_guarded_category_nobody_outside_is_told_by_default() -> None:
    for category in Category:
        guarded = entry_compartment(ChronologyEntry(category=category)) is Compartment.GUARDED
        assert (usually_told(category) is MayBeTold.PARTNERSHIP) == guarded
