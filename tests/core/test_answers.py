"""What a child process answers with comes back as the dataclass it was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from coordinator_app.core.answers import as_answer, read_answer
from coordinator_app.core.page_images import (
    PageShown,
    PagesShown,
    PageWord,
    PlacesRead,
    ReadPage,
    pages_of,
    places_of,
)
from coordinator_app.core.wire import WireError


@dataclass(frozen=True, slots=True)
class Came:
    """An answer as it comes out of the pipe."""

    body: dict[str, Any]
    blobs: tuple[bytes, ...] = ()


def test_the_pages_of_a_file_come_back_with_their_pictures_and_words() -> None:
    shown = PagesShown((PageShown(1, b"picture", 10, 20, 30.0, 40.5, (PageWord("Kit", 0, 0, 1, 1),)),), 3)
    body, blobs = as_answer(shown)
    assert pages_of(Came(json.loads(json.dumps(body)), tuple(blobs))) == shown


def test_the_words_that_a_machine_read_come_back_with_their_places() -> None:
    read = PlacesRead((ReadPage(2, (PageWord("Kit", 0, 0.25, 1, 0.5),), sure=True),))
    body, blobs = as_answer(read)
    assert places_of(Came(json.loads(json.dumps(body)), tuple(blobs))) == read


def test_any_other_answer_is_refused() -> None:
    with pytest.raises(WireError):
        read_answer(PagesShown, Came({}))
