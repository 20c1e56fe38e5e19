"""The gather stage in a window of its own: places, mentions, searches, progress, cancel; what is typed is never wiped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of, press, texts
from PySide6.QtWidgets import QApplication, QPushButton

from coordinator_app.access_requests.actions import gather, places
from coordinator_app.access_requests.actions.places import PlaceAnswer, PlaceState
from coordinator_app.access_requests.gathering import keeping, mentions
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page import place_questions
from coordinator_app.access_requests.page.gather_reading import read_elsewhere
from coordinator_app.access_requests.page.gather_stage import GatherStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.searching import PlaceKind, RequestPlace, RequestSearch
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category
from coordinator_app.core.dates import say
from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.jobs import Progress
from coordinator_app.organisations.model import School
from coordinator_app.referrals import actions as referrals
from coordinator_app.ui.carry_on import Left
from tests.vaults import House, add, new_entry, new_pupil, new_referral, ready_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2026, 11, 24)


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    otis = new_pupil(consented, given_names="Otis", family_name="Bramblewick")
    other = referrals.take_referral(consented.session, otis, new_referral(consented)).pupil
    for words in (
        "Otis was late. He was paired with Kit Puddlecombe in the workshop.",
        "Otis ate with Kit.",
        "Otis sat with Kit.",
    ):
        chronology.add_entry(consented.session, new_entry(consented, words, pupil_id=other.id))
    worry = new_entry(
        consented, "Otis says Kit hides food.", pupil_id=other.id, category=Category.SAFEGUARDING
    )
    chronology.add_entry(consented.session, worry)
    add(consented, "Kit came in on time.")
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def opened(desk: Desk) -> tuple[AccessRequest, AccessRequestPage, GatherStage]:
    request = ready_request(desk.house)
    page = desk.page(AccessRequestPage, request_id=request.id, stage="gather")
    assert isinstance(page.stage, GatherStage)
    return request, page, page.stage


def buttons(inside: GatherStage) -> list[str]:
    QApplication.processEvents()
    return [one.accessibleName() for one in inside.findChildren(QPushButton) if one.isVisible()]


def test_before_the_first_gathering_it_says_what_will_be_proposed(desk: Desk) -> None:
    _, _, stage = opened(desk)
    said = texts(stage)
    assert "Gathering proposes where to look" in said
    assert "Searches made" not in said
    assert "Mentioned elsewhere" not in said
    assert stage.form.row("terms").value() == "Kit Puddlecombe"


def test_gathering_lists_places_searches_and_mentions(desk: Desk) -> None:
    request, _, stage = opened(desk)
    stage.gather.click()
    said = texts(stage)
    assert desk.said.toasts[-1][0].endswith(
        "1 item added that mention them. 3 items to look at: they may mention them."
    )
    assert "Mailbox of the Co-ordinator" in said
    assert "Otis ate with Kit." in said
    assert "Otis Bramblewick" in said
    assert keeping.EVERYWHERE in said
    assert stage.progress is None
    searches = desk.house.session.list(RequestSearch, where={"request_id": request.id})
    assert {one.is_guarded for one in searches} == {True, False}


def test_a_mention_is_taken_or_left_with_a_press_and_both_can_be_undone(desk: Desk) -> None:
    session = desk.house.session
    request, _, stage = opened(desk)
    stage.gather.click()
    before = len(gather.items_of(session, request.id))
    press(stage, "It is them: Otis ate with Kit.")
    assert len(gather.items_of(session, request.id)) == before + 1
    assert desk.said.toasts[-1][1] is not None
    press(stage, "Somebody else: Otis sat with Kit.")
    assert [item.mention for item in keeping.left(session, request.id)] == ["Otis sat with Kit."]
    session.undo(str(desk.said.toasts[-1][1]))
    assert {item.mention for item in keeping.waiting(session, request.id)} == {
        "Otis sat with Kit.",
        "Otis says Kit hides food.",
    }


def test_a_mention_comes_with_its_day_its_school_and_what_stands_round_it(desk: Desk) -> None:
    request, _, stage = opened(desk)
    stage.gather.click()
    said = texts(stage)
    waiting = keeping.waiting(desk.house.session, request.id)
    school = desk.house.session.get(School, desk.house.pupil.school_id)
    assert waiting
    for item in waiting:
        assert item.on_day is not None
        assert f"{say(item.on_day)}, {school.name}" in said
    found = read_elsewhere(desk.house.session, request.id, guarded_words=True)
    assert all(line.sentences in line.around for line in found.mentions), (
        "short sentences stand in their record"
    )
    closed = read_elsewhere(desk.house.session, request.id, guarded_words=False)
    assert [line.around for line in closed.mentions if line.closed] == [""]


def test_what_is_left_over_can_be_left_with_one_reason(desk: Desk) -> None:
    request, _, stage = opened(desk)
    stage.gather.click()
    stage.mentions.leave_all.click()
    desk.answer(reason="Kit is the dog")
    assert keeping.waiting(desk.house.session, request.id) == []
    assert len(keeping.left(desk.house.session, request.id)) == 3
    assert "3 records left: they are about somebody else." in texts(stage)


def test_a_restricted_sentence_is_not_shown_before_the_passphrase_was_typed_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page, stage = opened(desk)
    stage.gather.click()
    assert "hides food" in texts(stage)
    monkeypatch.setattr(type(desk.services.confirm), "fresh", False)
    page.refresh()
    said = texts(stage)
    assert "hides food" not in said
    assert "It is restricted. Type your passphrase again to read it." in said


def test_a_place_goes_through_its_questions_to_settled(desk: Desk) -> None:
    session = desk.house.session
    request, _, stage = opened(desk)
    stage.gather.click()

    def state(called: str) -> PlaceState:
        found = {one.called: one for one in places.places_of(session, request.id)}
        return places.state_of(found[called])

    press(stage, "Record that you asked: Mailbox of the Co-ordinator")
    desk.answer(asked_who="Pat Samplewell")
    assert state("Mailbox of the Co-ordinator") is PlaceState.ASKED
    press(stage, "Record a chase: Mailbox of the Co-ordinator")
    desk.answer()
    press(stage, "Record what was found: Mailbox of the Co-ordinator")
    desk.answer(found=place_questions.FOUND, answer="Two emails")
    assert state("Mailbox of the Co-ordinator") is PlaceState.FOUND
    press(stage, "Open their documents: Mailbox of the Co-ordinator")
    assert desk.went.places[-1] == ("pupil", {"pupil_id": request.pupil_id, "tab": "documents"})
    press(stage, "All on the record: Mailbox of the Co-ordinator")
    assert state("Mailbox of the Co-ordinator") is PlaceState.ATTACHED
    press(stage, "Leave out: Folders outside this vault")
    desk.answer(left_out="They were emptied in May")
    assert state("Folders outside this vault") is PlaceState.LEFT_OUT
    press(stage, "Record what was found: Paper files of the Partnership")
    desk.answer(found=place_questions.NOTHING)
    assert state("Paper files of the Partnership") is PlaceState.NOTHING


def test_an_answer_that_cannot_be_is_refused_where_it_was_typed(desk: Desk) -> None:
    request, _, stage = opened(desk)
    stage.gather.click()
    press(stage, "Record what was found: Paper files of the Partnership")
    desk.answer(found=place_questions.FOUND)
    kept = places.places_of(desk.house.session, request.id)
    assert {places.state_of(one) for one in kept} == {PlaceState.TO_ASK}
    press(stage, "Add a place to look in")
    desk.answer(called="The minibus log")
    desk.answer(place_kind=PlaceKind.OTHER.value)
    assert "The minibus log" in texts(stage)


def test_what_is_typed_to_look_for_is_used_and_no_reading_wipes_it(desk: Desk) -> None:
    request, page, stage = opened(desk)
    stage.form.set_values({"terms": "Kit Puddlecombe\nKitty"})
    stage.form.row("terms").input.edited.emit()
    page.refresh()
    assert stage.form.row("terms").value() == "Kit Puddlecombe\nKitty"
    assert stage.save_draft() == {"terms": "Kit Puddlecombe\nKitty"}
    stage.gather.click()
    searches = desk.house.session.list(RequestSearch, where={"request_id": request.id})
    assert "Kit Puddlecombe\nKitty" in {one.terms for one in searches}
    assert stage.save_draft() is None  # it is kept with the search now
    again = desk.page(AccessRequestPage, request_id=request.id, stage="gather").stage
    assert isinstance(again, GatherStage)
    assert again.form.row("terms").value() == "Kit Puddlecombe\nKitty"


def test_with_nothing_typed_what_the_record_proposes_is_looked_for(desk: Desk) -> None:
    request, _, stage = opened(desk)
    stage.form.set_values({"terms": ""})
    stage.gather.click()
    assert keeping.mentions_of(desk.house.session, request.id)


def test_a_stopped_search_says_that_what_was_found_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, _, stage = opened(desk)

    def stopped(*_: object) -> None:
        stage.run.progress.emit(Progress(50, None, "Reading what may speak of them"))
        assert stage.progress is not None
        assert stage.progress.accessibleName() == "Reading what may speak of them."
        stage.progress.cancel.click()
        raise Cancelled

    monkeypatch.setattr(mentions, "look", stopped)
    stage.gather.click()
    assert desk.said.toasts[-1][0] == "Stopped. What was found until then is kept."
    assert gather.items_of(desk.house.session, request.id)
    assert stage.gather.text() == "Gather again"
    assert stage.progress is None


def test_the_lock_of_an_unused_window_waits_for_a_gathering_that_goes_on_and_for_none_that_has_ended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, stage = opened(desk)
    ways, seen = desk.services.under_way, list[str]()
    look = mentions.look

    def looks(*given: Any) -> mentions.Looked:
        seen.append(ways.first.words if ways.first else "")
        return look(*given)

    monkeypatch.setattr(mentions, "look", looks)
    stage.gather.click()
    assert seen == ["A request is being gathered"]
    assert ways.first is None

    def fails(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr(mentions, "look", fails)
    stage.gather.click()
    assert ways.first is None, "stopped"


def test_a_search_that_was_not_complete_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentions, "COMMON", 1)
    _, _, stage = opened(desk)
    stage.gather.click()
    assert "The search was not complete." in texts(stage)


def test_a_closed_request_shows_places_and_changes_none(desk: Desk) -> None:
    session = desk.house.session
    request = ready_request(desk.house)
    place = RequestPlace(request_id=request.id, place_kind=PlaceKind.PAPER, called="The blue folder")
    kept = places.add_place(session, place).record
    places.answered(session, kept, PlaceAnswer(TODAY, found=False))
    with session.write() as work:
        work.change(session.get(AccessRequest, request.id), sent_on=TODAY)
    stage = desk.page(AccessRequestPage, request_id=request.id, stage="gather").stage
    assert isinstance(stage, GatherStage)
    assert "The blue folder" in texts(stage)
    assert not [name for name in buttons(stage) if "blue folder" in name or "place" in name]


def test_a_box_about_a_place_that_a_lock_took_away_is_opened_again(desk: Desk) -> None:
    session = desk.house.session
    request, page, stage = opened(desk)
    stage.gather.click()
    place = places.places_of(session, request.id)[0]
    opens = page.reopens()
    for kind in ("place_answer", "place_left_out"):
        shown = len(desk.dialogs.shown)
        assert opens[kind](Left(kind, place.id))
        assert len(desk.dialogs.shown) == shown + 1
        assert opens[kind](Left(kind, "gone"))
        assert len(desk.dialogs.shown) == shown + 1
