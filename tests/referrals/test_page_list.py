from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.export_table import packed, unpacked
from coordinator_app.referrals import actions, deciding, discussions
from coordinator_app.referrals.model import InitialDiscussion, LaterTalk
from coordinator_app.referrals.page.list import ReferralsPage
from coordinator_app.referrals.page.list_reading import Wanted, Which, hidden_words, read_rows, read_table
from coordinator_app.referrals.palette import rail_count
from coordinator_app.referrals.states import DeclineReason
from coordinator_app.ui import theme
from coordinator_app.ui.empty import EmptyState
from tests.referrals.driving import names, press
from tests.referrals.page_desk import Desk
from tests.ui.recording import YES
from tests.vaults import House, new_pupil, new_referral


@pytest.fixture
def several(house: House) -> House:
    """One of each: incomplete, whole, accepted, declined, and two first talks."""
    session = house.session
    actions.receive_referral(session, new_pupil(house), new_referral(house, signed_by=""), accept=False)
    whole = new_pupil(house, given_names="Idris", family_name="Moonbeck", birth_date=date(2013, 2, 1))
    actions.receive_referral(session, whole, new_referral(house), accept=False)
    taken = new_pupil(house, given_names="Marigold", family_name="Tansyfield", birth_date=date(2013, 3, 1))
    actions.receive_referral(session, taken, new_referral(house), accept=True)
    ended = new_pupil(house, given_names="Wren", family_name="Oakapple", birth_date=date(2012, 3, 1))
    gone = actions.receive_referral(session, ended, new_referral(house), accept=False)
    deciding.decline_referral(session, gone.referral, "", DeclineReason.NO_PLACE)
    for initials, day in (("IM", date(2026, 9, 1)), ("R.O.S.E", date(2026, 11, 20))):
        talk = InitialDiscussion(initials=initials, school_id=house.school.id, held_on=day)
        actions.record_discussion(session, talk)
    return house


def _opened(qtbot: QtBot, at_desk: Desk, **params: str) -> ReferralsPage:
    page = ReferralsPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(**params)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def _titles(page: ReferralsPage) -> list[str]:
    return [row.title for row in page.list.rows()]


def test_open_referrals_say_what_they_lack_and_what_comes_next(several: House) -> None:
    rows = read_rows(several.session, Wanted()).rows
    assert [row.title for row in rows] == ["Kit Puddlecombe, Year 10", "Idris Moonbeck, Year 10"]
    assert rows[0].second == (
        "Foxglove Hill School. Not complete, 73 days old. Send the form back. Lacks signature for the school"
    )
    assert rows[1].second == (
        "Foxglove Hill School. Received 12 September 2026, 73 days old. Accept or decline it"
    )
    assert [row.chip for row in rows] == ["Incomplete", "Received from the school"]
    assert rail_count(several.session).number == 2


def test_each_group_shows_its_own(qtbot: QtBot, at_desk: Desk, several: House) -> None:
    page = _opened(qtbot, at_desk)
    shown = {}
    for which in Which:
        page.which.set_value(which)
        page.which.edited.emit()
        shown[which] = _titles(page)
    assert shown == {
        Which.OPEN: ["Kit Puddlecombe, Year 10", "Idris Moonbeck, Year 10"],
        Which.TALKS: ["IM", "R.O.S.E"],
        Which.ACCEPTED: ["Marigold Tansyfield, Year 10"],
        Which.ENDED: ["Wren Oakapple, Year 10"],
        Which.DELETED: [],
    }


def test_where_no_referral_waits_it_is_said_what_the_choice_hides_and_shown_in_one_press(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = _opened(qtbot, at_desk)
    assert _told(page) == ["No referral waits", "A referral that is begun, sent or incomplete stands here."]
    talk = InitialDiscussion(initials="IM", school_id=house.school.id, held_on=date(2026, 11, 1))
    actions.record_discussion(house.session, talk)
    page.refresh()
    assert _told(page)[1].endswith("stands here. Not shown: 1 first talk.")
    press(page, "Show first talks")
    assert _titles(page) == ["IM"]
    QTest.keyClicks(page.filter, "zz")
    assert _told(page) == ["Nothing matches these filters", "Not shown: 1 first talk."]
    press(page, "Clear filters")
    assert _titles(page) == ["IM"]


def test_many_hidden_lines_are_not_counted_to_the_end() -> None:
    assert hidden_words(((Which.TALKS, 1000), (Which.ENDED, 1))) == (
        "Not shown: 1,000 or more first talks, 1 declined or withdrawn."
    )
    assert hidden_words(()) == ""


def _told(page: ReferralsPage) -> list[str]:
    QApplication.processEvents()
    state = page._empty.itemAt(0).widget()  # type: ignore[union-attr]  # it stands there
    assert isinstance(state, EmptyState)
    return [one.text() for one in state.findChildren(QLabel) if one.text()]


def test_a_name_or_initials_find_and_enter_opens(qtbot: QtBot, at_desk: Desk, several: House) -> None:
    page = _opened(qtbot, at_desk)
    page.first_focus()
    QTest.keyClicks(page.filter, "moon")
    assert _titles(page) == ["Idris Moonbeck, Year 10"]
    QTest.keyClick(page.filter, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    (name, params) = at_desk.told.went[-1]
    assert (name, set(params)) == ("referral", {"pupil_id"})
    page.open(which="talks")
    page.filter.clear()
    QTest.keyClicks(page.filter, "IM")
    assert _titles(page) == ["IM"]
    page.list.step(1)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert set(at_desk.told.went[-1][1]) == {"discussion_id"}
    QTest.keyClicks(page.filter, "zzz")
    assert _titles(page) == []
    page.clear_filters()
    assert _titles(page) == ["IM", "R.O.S.E"]


def test_an_old_talk_is_to_be_decided_on_and_later_talks_count(several: House) -> None:
    session = several.session
    old, young = read_rows(session, Wanted(Which.TALKS)).rows
    assert (old.chip, young.chip) == ("To decide on", "First talk")
    assert "Is a referral coming, or delete the notes?" in old.second
    assert "Lacks why the school may talk to us" in old.second
    discussions.keep_talk(
        session, LaterTalk(discussion_id=old.talk_id, held_on=date(2026, 11, 1), notes="No better.")
    )
    again = read_rows(session, Wanted(Which.TALKS)).rows[0]
    assert again.chip == "First talk"
    assert "2 talks, the last 1 November 2026, 23 days old" in again.second


def test_deleted_notes_come_back_or_go_for_good(qtbot: QtBot, at_desk: Desk, several: House) -> None:
    session = several.session
    for talk in session.list(InitialDiscussion):
        actions.drop_discussion(session, talk)
    page = _opened(qtbot, at_desk, which="deleted")
    assert _titles(page) == ["IM", "R.O.S.E"]
    page.list.step(1)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert at_desk.told.toasts[-1][0] == "Notes of the first talk are back"
    assert _titles(page) == ["R.O.S.E"]
    at_desk.dialogs.will_answer(YES)
    page.list.menu_chosen.emit(page.list.rows()[0].key, "remove")
    assert at_desk.told.toasts[-1][0] == "Notes removed for good"
    assert session.list(InitialDiscussion, trashed=True) == []


def test_the_export_holds_what_the_list_shows_in_its_order(several: House) -> None:
    table = read_table(several.session, Wanted(Which.OPEN, several.school.id, "moon"))
    assert [row[0] for row in table.rows] == ["Idris Moonbeck, Year 10"]
    assert table.about == (
        "Referrals to finish.",
        "Only Foxglove Hill School.",
        "Only what was searched for.",
    )
    assert unpacked(packed(table)) == table
    talks = read_table(several.session, Wanted(Which.TALKS))
    assert talks.columns[0] == "Initials"
    assert [row[0] for row in talks.rows] == ["IM", "R.O.S.E"]


def test_a_page_of_the_list_is_followed_by_the_next(several: House) -> None:
    first = read_rows(several.session, Wanted(), None, 1)
    second = read_rows(several.session, Wanted(), first.next, 1)
    assert [row.title for row in (*first.rows, *second.rows)] == [
        "Kit Puddlecombe, Year 10",
        "Idris Moonbeck, Year 10",
    ]


def test_an_empty_list_says_what_would_stand_there(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = _opened(qtbot, at_desk)
    assert page._empty.count() == 1
    assert names(page) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_list_fits_at_every_text_size(
    qtbot: QtBot, at_desk: Desk, several: House, look: theme.Theme, scale: float
) -> None:
    page = _opened(qtbot, at_desk)
    look.change(scale=scale)
    qtbot.wait(1)
    assert page.content.minimumSizeHint().width() <= 1162


def test_a_day_that_the_clock_moves_on_makes_a_form_late(several: House) -> None:
    session = several.session
    row = read_rows(session, Wanted()).rows[0]
    incomplete = actions.referrals_of(session, row.pupil_id)[0]
    deciding.send_back(session, incomplete)
    assert "Wait for the school" in read_rows(session, Wanted()).rows[0].second
    several.clock.at += timedelta(days=15)
    late = read_rows(session, Wanted()).rows[0]
    assert "Ring the school" in late.second
    assert late.tone == "over"
