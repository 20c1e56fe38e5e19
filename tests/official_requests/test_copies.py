"""What an official was given stays provable, though whoever deletes the record cannot know that it was given (003-5.4)."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.actions import delete_entry
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions as documents
from coordinator_app.documents import trash
from coordinator_app.documents.model import Document
from coordinator_app.official_requests import actions, copies
from coordinator_app.official_requests.copies import copies_of, file_given
from coordinator_app.official_requests.model import OfficialRequest
from coordinator_app.sharing.actions import item_of
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.store.unit_of_work import Work
from tests.documents.test_documents import LOOKED, PDF, new_document
from tests.official_requests.officials import decided
from tests.official_requests.test_actions import GIVING
from tests.official_requests.test_pages import opened
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

SAID = "Kit stayed all day."


@pytest.fixture
def given(referred: House) -> tuple[House, OfficialRequest, Document]:
    """An entry and a letter of the general file, given to the police."""
    session = referred.session
    entry = add(referred, SAID, happened_on=date(2026, 11, 3))
    letter = documents.attach(
        session, new_document(referred, title="Letter of the school"), PDF, LOOKED
    ).record
    items = (item_of(entry), item_of(letter))
    return referred, actions.give(session, decided(referred), replace(GIVING, items=items)).record, letter


def lines_of(house: House, request: OfficialRequest) -> list[DisclosedItem]:
    return house.session.list(DisclosedItem, where={"disclosure_id": request.disclosure_id})


def test_level_two_deletes_it_for_good_and_it_can_be_shown_all_the_same(
    given: tuple[House, OfficialRequest, Document],
) -> None:
    house, request, letter = given
    (entry_line,) = [one for one in lines_of(house, request) if one.item_kind == "chronology_entry"]
    with closing(house.as_user(Compartment.GENERAL)) as other:
        entry = other.any_record("chronology_entry", entry_line.item_id)
        delete_entry(other, entry, "It was typed twice.")
        trash.to_trash(other, other.get(Document, letter.id))
        house.clock.at += timedelta(days=40)
        trash.for_good(other, other.get(Document, letter.id))
        assert other.list(DisclosedItem, trashed=None) == [], "it cannot know"
    with pytest.raises(NotFound):
        house.session.at_version(Document, letter.id, letter.version)
    kept = {one.title: one for one in copies_of(house.session, request)}
    assert ("What happened", SAID) in kept["Chronology entry"].lines
    assert any("Letter of the school" in words for _label, words in kept["Document"].lines)
    assert kept["Document"].file_mark == hashlib.sha256(PDF).hexdigest()
    (line,) = [one for one in lines_of(house, request) if one.item_kind == "document"]
    assert file_given(house.session, line) == PDF


def test_a_copy_says_what_was_given_and_not_what_it_was_corrected_to(
    given: tuple[House, OfficialRequest, Document],
) -> None:
    house, request, _letter = given
    (line,) = [one for one in lines_of(house, request) if one.item_kind == "chronology_entry"]
    entry = house.session.any_record("chronology_entry", line.item_id)
    with house.session.write() as work:
        work.change(entry, words="Kit left at noon.", correction_reason="Wrong day")
    said = str(copies_of(house.session, request))
    assert SAID in said
    assert "noon" not in said


def test_nobody_without_the_key_reads_a_copy(given: tuple[House, OfficialRequest, Document]) -> None:
    house, request, _letter = given
    line = lines_of(house, request)[0]
    with closing(house.as_user(Compartment.GENERAL)) as other:
        assert copies_of(other, request) == ()
        with pytest.raises(NotFound):
            other.blob(line.copy_id)
        copies.upkeep(other)


def test_what_was_given_before_copies_were_kept_is_frozen_at_the_next_unlock(
    given: tuple[House, OfficialRequest, Document],
) -> None:
    house, request, letter = given
    with house.session.write(Compartment.GUARDED) as work:
        for one in lines_of(house, request):
            work.change(one, copy_id="", file_id="")
        gone = work.add(
            DisclosedItem(
                disclosure_id=request.disclosure_id, item_kind="document", item_id="gone", item_version=1,
                is_guarded=True,
            )
        )  # fmt: skip
    assert copies_of(house.session, request) == ()
    copies.upkeep(house.session)
    assert {one.title for one in copies_of(house.session, request)} == {"Chronology entry", "Document"}
    assert house.session.get(DisclosedItem, gone.id).copy_id == "", "what is kept no more is no copy"
    before = [one.version for one in lines_of(house, request)]
    copies.upkeep(house.session)
    assert [one.version for one in lines_of(house, request)] == before, "once"
    assert letter.content_id not in {one.file_id for one in lines_of(house, request)}


def test_the_copies_and_the_line_stand_or_fall_together(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, request = referred.session, decided(referred)
    entry = add(referred, SAID)

    def killed(*_: object) -> None:
        raise OSError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(Work, "audit", killed)  # the last thing that is written
        with pytest.raises(OSError, match="killed"):
            actions.give(session, request, replace(GIVING, items=(item_of(entry),)))
    assert session.list(DisclosedItem, trashed=None) == []


def test_without_the_copy_it_would_be_gone(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "frozen", lambda _session, _work, items: tuple(items))  # the planted fault
    entry = add(referred, SAID)
    giving = replace(GIVING, items=(item_of(entry),))
    request = actions.give(referred.session, decided(referred), giving).record
    assert copies_of(referred.session, request) == ()


def test_the_page_shows_what_was_given(
    qtbot: QtBot, at_desk: Desk, given: tuple[House, OfficialRequest, Document]
) -> None:
    _house, request, _letter = given
    page = opened(qtbot, at_desk, official_id=request.id)
    words = words_of(page)
    assert "What was given is kept here as it was given" in words
    assert SAID.rstrip(".") in words
    assert hashlib.sha256(PDF).hexdigest()[:12] in words
