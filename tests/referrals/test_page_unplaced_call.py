"""The page of a safeguarding call whose child was not known: find, put on the record, begin a record, close."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.actions import entries_of
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.referrals.page.call import CallBox
from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.referrals.page.unplaced_boxes import BeginBox, CloseBox, CorrectBox
from coordinator_app.referrals.page.unplaced_call import UnplacedCallPage
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.referrals.unplaced_calls import keep_call, place_call, waiting_calls
from tests.held_jobs import HeldBack
from tests.referrals.driving import answer, errors, names, notes, opened, press
from tests.referrals.page_desk import Desk, desk
from tests.vaults import House

SAID = "He says that he sleeps in a barn."


def rung(house: House, **more: object) -> UnplacedCall:
    values: dict[str, object] = {"happened_on": date(2026, 11, 24), "words": SAID}
    return keep_call(house.session, UnplacedCall(**(values | more))).record


def shown(qtbot: QtBot, at_desk: Desk, call: UnplacedCall) -> UnplacedCallPage:
    page = UnplacedCallPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1000, 800)
    page.show()
    page.open(call_id=call.id)
    return page


def find(page: UnplacedCallPage, qtbot: QtBot, words: str) -> None:
    page.child.setFocus()
    qtbot.keyClicks(page.child, words)


def test_the_box_of_a_call_keeps_it_without_knowing_who_the_child_is(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page: ReferralPage = opened(qtbot, at_desk)
    press(page, "Record a safeguarding call")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, CallBox)
    qtbot.addWidget(box)
    box.save()
    assert set(errors(box.form)) == {"words"}, "nothing is asked of who the child is"
    answer(box.form, given_names="Idris", words=SAID)
    box.save()
    (call,) = waiting_calls(house.session)
    assert (call.called, call.birth_date, call.words) == ("Idris", None, SAID)
    assert house.session.drafts() == []
    assert at_desk.told.toasts[-1][0] == "Safeguarding call recorded; Today asks whose it is"


def test_who_may_be_meant_is_offered_and_nobody_is_chosen(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = shown(qtbot, at_desk, rung(referred, family_name="Puddlecombe"))
    assert page.facts is not None
    assert [one.pupil_id for one in page.facts.meant] == [referred.pupil.id]
    assert not page.place.isEnabled()


def test_a_child_that_was_found_gets_the_call_and_the_record_is_opened(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = shown(qtbot, at_desk, rung(referred))
    find(page, qtbot, "Puddle")
    page.list.choose(referred.pupil.id)
    page.place.click()
    (entry,) = entries_of(referred.session, referred.pupil.id)
    assert entry.words == SAID
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": referred.pupil.id, "tab": "chronology"})


def test_two_presses_put_it_there_once(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, at_desk, rung(referred, family_name="Puddlecombe"))
    page.list.choose(referred.pupil.id)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    page.place.click()
    page.place.click()
    held.let()
    assert len(entries_of(referred.session, referred.pupil.id)) == 1
    assert at_desk.told.troubles == []


def test_a_late_list_leaves_what_is_typed(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, at_desk, rung(referred))
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    find(page, qtbot, "Zz")
    first = held.take()
    find(page, qtbot, "zz")
    held.let()
    for late in first:
        late()
    assert page.child.value() == "Zzzz"
    assert "Nobody on the list" in page._says.text()


def test_a_record_is_begun_when_everything_is_known(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = shown(qtbot, at_desk, rung(house, given_names="Idris"))
    press(page, "&Begin a record")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, BeginBox)
    qtbot.addWidget(box)
    box.save()
    assert set(errors(box.form)) == {"family_name", "birth_date", "school_id"}
    answer(box.form, family_name="Moonbeck", birth_date="3 May 2012", school_id=house.school.id)
    box.save()
    assert waiting_calls(house.session) == []
    assert at_desk.told.went[-1][0] == "pupil"


def test_it_is_corrected_and_closed_by_its_boxes(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = shown(qtbot, at_desk, rung(house))
    press(page, "&Correct")
    correct = at_desk.dialogs.shown[-1]
    assert isinstance(correct, CorrectBox)
    qtbot.addWidget(correct)
    answer(correct.form, source="The head of year")
    correct.save()
    (call,) = waiting_calls(house.session)
    assert call.source == "The head of year"
    press(page, "C&lose without a record")
    closing = at_desk.dialogs.shown[-1]
    assert isinstance(closing, CloseBox)
    qtbot.addWidget(closing)
    answer(closing.form, closed_why="Passed on to the school.")
    closing.save()
    assert waiting_calls(house.session) == []
    assert notes(page) == ["This call was closed without a record."]
    assert not page.place.isVisible()


def test_a_call_that_is_settled_offers_nothing_more(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    call = rung(referred)
    place_call(referred.session, call, referred.pupil.id)
    page = shown(qtbot, at_desk, call)
    assert notes(page) == ["This call stands on the child’s record now."]
    assert not page.begin.isVisible()


def test_without_the_guarded_key_the_page_says_so(
    qtbot: QtBot, house: House, tmp_path_factory: pytest.TempPathFactory
) -> None:
    call = rung(house)
    lower = desk(house, tmp_path_factory.mktemp("lower"), AccessLevel.TWO)
    page = shown(qtbot, lower, call)
    assert page.in_trouble()
    page.close()
    lower.services.jobs.stop()


def test_every_button_has_a_name(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    assert names(shown(qtbot, at_desk, rung(house))) == []


def test_who_looked_at_a_call_stands_in_the_audit_once_for_each_visit(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    call, other = rung(house), rung(house)

    def looks() -> int:
        rows = house.session.audit_rows(compartment=Compartment.GUARDED)
        return sum(row.entry.action == "record.viewed" and row.entry.record_id == call.id for row in rows)

    page = shown(qtbot, at_desk, call)
    assert looks() == 1
    page.refresh()
    assert looks() == 1
    page.open(call_id=other.id)
    page.open(call_id=call.id)
    assert looks() == 2
