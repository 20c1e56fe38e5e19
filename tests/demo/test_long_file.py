"""The long file of the practice vault: its kinds, its number, and who is planted in it, against the key beside this file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from coordinator_app.access_requests.actions.gather import gather, holding_of, items_of
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.clock import SetClock
from coordinator_app.demo.long_file import cast
from coordinator_app.demo.long_file.pieces import Form, Piece, pieces
from coordinator_app.demo.run import PASSPHRASE, run_demo
from coordinator_app.documents.model import Document
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock

KEY: dict[str, list[str]] = json.loads((Path(__file__).parent / "planted.json").read_text(encoding="utf-8"))
PICTURES = {Form.SCAN, Form.PHOTOGRAPH}
"""Forms whose words only a person or a machine that reads pictures can see."""
NOW = datetime(2026, 11, 24, 9)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    clock = SetClock(at=NOW)
    made = run_demo(tmp_path_factory.mktemp("long"), clock, lambda _: None)
    with unlock(made.vault, PASSPHRASE, clock=clock) as vault:
        open_one = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        yield open_one
        open_one.close()


@pytest.fixture(scope="module")
def request_of_the_mother(session: Session) -> AccessRequest:
    return next(one for one in session.list(AccessRequest) if one.requester == cast.MOTHER)


@pytest.fixture(scope="module")
def items(session: Session, request_of_the_mother: AccessRequest) -> list[RequestItem]:
    gather(session, request_of_the_mother)
    return items_of(session, request_of_the_mother.id)


def test_the_key_names_whoever_is_planted_and_nobody_else() -> None:
    assert {str(piece.number): list(piece.planted) for piece in pieces() if piece.planted} == KEY


def test_whoever_is_planted_can_be_read_where_the_key_says() -> None:
    for piece in pieces():
        for words in piece.planted:
            assert words.casefold() in piece.words.casefold(), piece.number


def test_a_request_for_it_has_three_hundred_items_of_ten_kinds(items: list[RequestItem]) -> None:
    records = {item.item_kind for item in items} - {"chronology_entry", "document"}
    assert len(items) >= 300
    assert len(records | {piece.form for piece in pieces()}) >= 10


def test_the_file_says_of_everybody_what_the_key_says(session: Session, items: list[RequestItem]) -> None:
    texts = [_words(session, item) for item in items]
    for piece in _readable():
        for words in KEY[str(piece.number)]:
            assert any(words in text for text in texts), (piece.number, piece.form)


def test_a_name_that_nobody_planted_is_not_in_it(session: Session, items: list[RequestItem]) -> None:
    """The test above could not fail if the texts held everything."""
    assert not any("Marigold" in _words(session, item) for item in items)


def _readable() -> list[Piece]:
    return [piece for piece in pieces() if piece.planted and piece.form not in PICTURES]


def _words(session: Session, item: RequestItem) -> str:
    record = holding_of(session, item).record
    if isinstance(record, ChronologyEntry | Document):
        return " ".join(record.words.split())
    return ""
