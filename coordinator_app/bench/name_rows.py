"""The rows of names: who may be the same child at every letter typed, and the pupils list filtered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coordinator_app.bench.generated import Bench
from coordinator_app.bench.measure import Row, compare
from coordinator_app.consent.candidates import candidates
from coordinator_app.consent.model import ConsentState
from coordinator_app.pupils import store
from coordinator_app.pupils.duplicates import Keeper
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page import index_reading

_TYPED = Pupil(given_names="Saffron", family_name="Thisledown 77", birth_date=date(2011, 4, 9))
"""One letter is missing, as in a name that is typed in a hurry."""


def name_rows(bench: Bench, n: int) -> Iterator[Row]:
    """Every row of names."""
    yield duplicate_row(bench, n)
    yield filtered_row(bench, n)


def duplicate_row(bench: Bench, n: int) -> Row:
    """The check at one letter, beside one look at each of the names in memory."""
    session, keeper = bench.session, Keeper()
    names = [one.folded for one in index_reading.Keeper().read(session).names]
    keeper.find(session, _TYPED, frozenset())  # makes the index, as the first letter does

    def floor() -> int:
        return sum("thistledown 77" in one for one in names)

    return compare(
        "duplicate check, a letter",
        floor,
        lambda: keeper.find(session, _TYPED, frozenset()),
        n=n,
        goal=2.0,
        note=f"one look at each of {len(names)} names",
    )


def filtered_row(bench: Bench, n: int) -> Row:
    """A page of the pupils list with filters, in SQL, beside the page without any."""
    session = bench.session
    plain = store.Wanted()
    wanted = store.Wanted(year=9, narrowed=(candidates(session, ConsentState.WAITING).sql, ()))
    return compare(
        "pupils list, filtered",
        lambda: store.page_of(session, plain, None, 100),
        lambda: store.page_of(session, wanted, None, 100),
        n=n,
        goal=None,
        note="the first page without a filter",
    )
