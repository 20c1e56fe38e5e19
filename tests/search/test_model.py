"""A search that is kept lies where its words belong."""

from __future__ import annotations

from coordinator_app.core.privacy import Compartment
from coordinator_app.search.model import SavedView, view_compartment


def test_a_kept_search_lies_with_the_records_that_it_looks_among() -> None:
    assert view_compartment(SavedView(title="Late", page="search", filters="{}")) is Compartment.GENERAL
    assert view_compartment(SavedView(title="Late", is_guarded=True)) is Compartment.GUARDED
