"""Journey 5, a week's work: ten entries by keyboard, one guarded, one put right, one taken back, one cut off by the lid.

And a provider's e-mail that is dropped on the window, with the report that came with it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coordinator_app.chronology.model import Category, ChronologyEntry, entry_compartment
from coordinator_app.chronology.page.adding import Adding
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.store import drafts
from coordinator_app.ui.session_watch import SessionWatch
from tests.journeys import the_request, the_week
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.journeys.general_alone import found_in_the_open
from tests.journeys.test_j2_telephone_call import looked_into
from tests.journeys.the_week import Hands
from tests.vaults import House, add

HALF, REST = "He says that the lodger frigh", "tens him at night."
NOW = datetime(2026, 11, 24, 15, 30)


@pytest.fixture
def week(consented: House) -> House:
    """The boy with yesterday's entry, in a vault that nobody has open."""
    consented.clock.at = datetime(2026, 11, 23, 16, 0)
    add(consented, the_week.YESTERDAY, category=Category.ATTENDANCE, happened_on=date(2026, 11, 23))
    consented.session.close()
    consented.vault.close()
    return consented


def at_the_boy(house: House, laptop: Laptop, clock: MovingClock) -> WindowUser:
    clock.put(NOW)
    laptop.guarded_words += [the_week.RARE, "lodger"]
    user = laptop.start(house.vault.folder)
    the_request.unlock(user)
    the_week.open_the_boy(user)
    return user


def shut_the_lid(laptop: Laptop) -> None:
    assert laptop.app is not None
    watch = laptop.app.window.findChild(SessionWatch)
    assert watch is not None
    watch.on_sleep(True)
    laptop.app.window.resize(1366, 736)


def test_a_week_is_written_down_put_right_and_nothing_is_lost_when_the_lid_closes(
    week: House, laptop: Laptop, clock: MovingClock
) -> None:
    user, hands = at_the_boy(week, laptop, clock), Hands(laptop.qtbot)
    the_week.ten_entries(user, hands)
    each = [after - before for before, after in zip(hands.counted, hands.counted[1:], strict=False)]
    assert each == [3] * 10  # the letter, Tab and Ctrl+Enter; Ctrl+E once before the first
    assert hands.counted[0] == 1
    the_week.put_yesterday_right(user)
    the_week.delete_one_and_take_it_back(user)
    the_week.look_at_the_health_note(user)
    the_week.drop_the_email(user, laptop)
    the_week.begin_one_more(user, hands, HALF)
    shut_the_lid(laptop)
    user.sees("The vault locked itself because the laptop went to sleep.")
    the_request.unlock(user)
    carry_on(user)
    laptop.close()
    kept_in_the_vault(week, clock)


def carry_on(user: WindowUser) -> None:
    """Today offers it without a name; it leads to the box itself, with the cursor behind the last letter."""
    user.sees("You were typing here")
    user.presses("Carry on")
    user.sees(HALF, "Goes to the guarded part")
    box = the_week.box_of(user)
    words = box.rows["words"].input.target()
    words.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(words, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(words, REST)
    QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    user.sees("Safeguarding entry saved, kept apart")


def kept_in_the_vault(house: House, clock: MovingClock) -> None:
    """Every entry in its compartment with today's date, the old words in the history, and no draft left."""
    with looked_into(house, clock) as session:
        entries = {one.words: one for one in session.list(ChronologyEntry)}
        assert set(entries) == {
            *(words for _letter, words in the_week.ENTRIES),
            the_week.YESTERDAY.replace("lat,", "late,"),
            HALF + REST,
        }
        for one in entries.values():
            found = session.find_with_place(ChronologyEntry, one.id)
            assert found is not None
            assert found[1] is entry_compartment(one)
        apart = {one.category for one in entries.values() if entry_compartment(one) is Compartment.GUARDED}
        assert apart == {Category.HEALTH, Category.SAFEGUARDING}
        fresh = [one for one in entries.values() if "late," not in one.words]
        assert {one.happened_on for one in fresh} == {date(2026, 11, 24)}
        corrected = next(one for one in entries.values() if "late," in one.words)
        first = session.history(corrected.id)[0].after or {}
        assert first["words"] == the_week.YESTERDAY
        mail, report = sorted(session.list(Document), key=lambda one: bool(one.came_with_id))
        assert (mail.title, mail.kind_of_document) == (the_week.MAIL, DocumentKind.EMAIL)
        assert (report.given_name, report.came_with_id) == (the_week.REPORT, mail.id)
        assert {mail.pupil_id, report.pupil_id} == {house.pupil.id}
        for one in session.databases.held:
            assert drafts.all_drafts(session.databases.connection(one)) == []


@pytest.mark.parametrize("then", ["lock", "close"])
def test_a_correction_that_was_begun_is_carried_on_in_its_own_box(
    week: House, laptop: Laptop, clock: MovingClock, then: str
) -> None:
    user = at_the_boy(week, laptop, clock)
    user.presses("Chronology")
    user.presses(f"Correct: Attendance, 23 November 2026: “{the_week.YESTERDAY}”")
    user.types("Why is it corrected?", "A letter was miss")
    if then == "lock":
        user.keys("Ctrl+L")
        assert laptop.app is not None
        laptop.app.window.resize(1366, 736)
    else:
        laptop.close()
        laptop.start(week.vault.folder)
    the_request.unlock(user)
    user.sees("You were typing here")
    user.presses("Carry on")
    user.sees("Correct this entry", "What you typed before is back.", "A letter was miss")
    user.keys("Esc")


def test_a_draft_in_the_wrong_compartment_would_be_found(
    week: House, laptop: Laptop, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: what is typed lies in the open whatever its category."""
    monkeypatch.setattr(Adding, "compartment", lambda _adding: Compartment.GENERAL)
    user = at_the_boy(week, laptop, clock)
    the_week.begin_one_more(user, Hands(laptop.qtbot), HALF)
    shut_the_lid(laptop)
    user.sees("The vault locked itself because the laptop went to sleep.")
    laptop.close()
    assert any("lodger" in one for one in found_in_the_open(week.vault.folder, clock, ["lodger"]))
    laptop.settings.last_vault_folder = None  # its own look at the end would find it as well
    QApplication.processEvents()
