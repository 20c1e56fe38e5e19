"""A vault with a referred pupil and something to find about him, and the search page at a desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import NameKind, PupilName
from coordinator_app.search.page.page import SearchPage
from tests.confirmations import Asks
from tests.organisations.desk import Desk, desk_on
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import House, add, house, new_pupil, referred

__all__ = ["house", "look", "no_modal_blocks", "pytest_itemcollected", "referred"]


def write_entry(house: House, words: str, on: date = date(2026, 11, 2), **more: Any) -> ChronologyEntry:
    return add(house, words, happened_on=on, **more)


def guarded_entry(house: House, words: str, on: date = date(2026, 11, 3)) -> ChronologyEntry:
    return add(house, words, happened_on=on, category=Category.SAFEGUARDING, source="School")


def other_pupil(house: House, given: str = "Łukasz", family: str = "Thistledown", **more: Any) -> Pupil:
    with house.session.write() as work:
        return work.add(new_pupil(house, given_names=given, family_name=family, **more))


def other_name(house: House, pupil: Pupil, given: str, family: str) -> None:
    with house.session.write() as work:
        work.add(
            PupilName(pupil_id=pupil.id, name_kind=NameKind.FORMER, given_names=given, family_name=family)
        )


def document(house: House, words: str, *, secret: bool = False, **more: Any) -> Document:
    made = Document(
        pupil_id=house.pupil.id,
        title="Minutes of the forum",
        kind_of_document=DocumentKind.MINUTES,
        dated=date(2026, 10, 5),
        given_name="forum.pdf",
        media_type="application/pdf",
        byte_count=10,
        page_count=3,
        words=words,
        is_guarded=secret,
    )
    with house.session.write(Compartment.GUARDED if secret else Compartment.GENERAL) as work:
        return work.add(replace(made, **more))


@pytest.fixture
def asks() -> Asks:
    return Asks()


@pytest.fixture
def desk(referred: House, tmp_path: Path, asks: Asks) -> Iterator[Desk]:
    with desk_on(referred.vault, referred.clock, tmp_path) as made:
        yield replace(made, services=replace(made.services, confirm=asks))


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SearchPage:
    made = SearchPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.open()
    return made
