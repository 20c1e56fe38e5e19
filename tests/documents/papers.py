"""Documents made for the tests: kept in a real vault, and what lies in one compartment by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.sql import rows
from tests.pdf import foreign
from tests.vaults import House

LOOKED = Looked("application/pdf", 1, "")


def paper(house: House, title: str = "Letter from the school", words: str = "", **more: Any) -> Document:
    """A document of one page, each with bytes of its own."""
    document = Document(
        pupil_id=house.pupil.id,
        title=title,
        kind_of_document=DocumentKind.SCHOOL_LETTER,
        dated=date(2026, 10, 2),
        given_name="letter.pdf",
    )
    content = foreign.page(foreign.note) + f"\n% {title}".encode()
    return actions.attach(
        house.session, replace(document, **more), content, replace(LOOKED, words=words)
    ).record


def give(house: House, document: Document) -> None:
    """Note in the ledger that it was given to the parent."""
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Rowan Puddlecombe",
        recipient_kind=RecipientKind.PARENT,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.IN_PERSON,
        why="At the review",
        description="A letter",
    )
    record_disclosure(house.session, told, [item_of(document)])


def found_in(house: House, compartment: Compartment, words: str) -> list[str]:
    """The tables of a compartment, opened alone, in which these words stand in clear."""
    connection = house.session.databases.connection(compartment)
    tables = rows(
        connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'"
    )
    return [
        name
        for (name,) in tables
        if name != "search_word"
        and any(
            words.encode() in (cell if isinstance(cell, bytes) else str(cell).encode())
            for row in rows(connection, f'SELECT * FROM "{name}"')
            for cell in row
        )
    ]
