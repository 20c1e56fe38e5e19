"""What lies in the index: every searched field of every kind, documents' words, and nothing after an erasure."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology.actions import correct_entry
from coordinator_app.chronology.model import Category
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.derived import search_text
from coordinator_app.core.privacy import Compartment
from coordinator_app.registry import CATALOGUE
from coordinator_app.search.view import Asked, read
from coordinator_app.store import search
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows
from tests.search.conftest import document, guarded_entry, write_entry
from tests.vaults import House


def keys(session: Session, typed: str) -> list[str]:
    return [one.key for one in read(session, Asked(typed, guarded_words=True), None).lines]


def vocabulary(session: Session, compartment: Compartment) -> set[str]:
    connection = session.databases.connection(compartment)
    return {term for (term,) in rows(connection, "SELECT DISTINCT term FROM search_word")}


def test_every_searched_field_of_every_kind_is_put_into_the_index() -> None:
    """A kind whose words are searched says them all, so that the index, which keeps what is said, holds them."""
    for described in CATALOGUE.types:
        searched = [spec.name for spec in described.fields if spec.searched and spec.is_text]
        record = described.cls(**{name: f"word{place}" for place, name in enumerate(searched)})
        assert search_text(record).split() == [f"word{place}" for place in range(len(searched))]


def test_the_words_of_a_document_are_found_on_every_page(referred: House) -> None:
    kept = document(referred, "first page\nsecond with quokkas\nthird with wombats")
    assert keys(referred.session, "wombat") == [f"document:{kept.id}"]
    secret = document(referred, "about an aardvark", secret=True)
    assert keys(referred.session, "aardvark") == [f"document:{secret.id}"]
    assert "aardvark" not in vocabulary(referred.session, Compartment.GENERAL)


def test_a_corrected_entry_is_found_by_its_new_words_only(referred: House) -> None:
    entry = write_entry(referred, "He drew a wombat.")
    with referred.session.write() as work:
        work.change(entry, words="He drew a quokka.", correction_reason="Read again")
    assert keys(referred.session, "wombat") == []
    assert keys(referred.session, "quokka") == [f"chronology_entry:{entry.id}"]


@pytest.mark.parametrize("secret", [False, True])
def test_nothing_of_an_erased_record_stays_in_the_index(referred: House, *, secret: bool) -> None:
    place = Compartment.GUARDED if secret else Compartment.GENERAL
    write_entry(referred, "Another day.")
    guarded_entry(referred, "Another worry.")
    gone = document(referred, "about an aardvark", secret=secret)
    # the planted fault: as long as nothing is erased, the word is seen
    assert "aardvark" in vocabulary(referred.session, place)
    with referred.session.write(place) as work:
        work.remove(gone)
    referred.session.tidy_up()
    connection = referred.session.databases.connection(place)
    assert "aardvark" not in vocabulary(referred.session, place)
    assert keys(referred.session, "aardvark") == []
    blocks = rows(connection, "SELECT block FROM search_index_data")
    assert not any(b"aardvark" in bytes(block) for (block,) in blocks)
    assert not rows(connection, "SELECT 1 FROM search_document WHERE folded LIKE '%aardvark%'")
    assert search.is_sound(connection)


def test_a_record_that_moves_to_the_guarded_compartment_takes_its_words_along(referred: House) -> None:
    entry = write_entry(referred, "He told of an aardvark.", date(2026, 9, 1))
    correct_entry(referred.session, entry, "It is a worry", category=Category.SAFEGUARDING)
    assert "aardvark" not in vocabulary(referred.session, Compartment.GENERAL)
    assert keys(referred.session, "aardvark") == [f"chronology_entry:{entry.id}"]
    assert record_type(entry).kind == "chronology_entry"
