from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.core.kept_backups import KeptBackup, Where
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.ui.header import Header, backup_told, backup_words, newest_told
from tests.ui.entry_parts import unnamed

NOW = datetime(2026, 11, 24, 9, 0)


def entry(title: str, order: int) -> PaletteEntry:
    return PaletteEntry(
        title, Step("referral"), PaletteGroup.ACTIONS, icon="user-plus", new=True, order=order
    )


def test_the_backup_is_told_in_words_and_turns_amber_when_old() -> None:
    clock, now = SetClock(NOW), datetime(2026, 11, 24, 8, 2, tzinfo=UTC)
    assert backup_words(now, clock) == ("Backed up 8:02am", True, "")
    assert backup_words(now - timedelta(days=3), clock) == ("Backed up 21 Nov", True, "")
    assert backup_words(now - timedelta(days=9), clock) == ("Backed up 15 Nov", False, "")
    assert backup_words(now - timedelta(days=370), clock) == ("Backed up 19 Nov 2025", False, "")
    assert backup_words(None, clock) == ("Not backed up yet", False, "")


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=400)])
def test_a_backup_from_a_day_to_come_says_that_the_clock_may_be_wrong(qtbot: QtBot, ahead: timedelta) -> None:
    clock, header = SetClock(NOW), Header("Co-ordinator")
    qtbot.addWidget(header)
    words, fresh, more = backup_words(datetime(2026, 11, 24, 9, 0, tzinfo=UTC) + ahead, clock)
    assert (words, fresh) == ("Check the laptop's clock", False)
    assert "which is still to come. The clock of this laptop may be wrong" in more
    assert "2026, 11am" in more or "29 December 2027, 9am" in more
    header.backup.tell(words, fresh=fresh, more=more)
    assert header.backup.accessibleName() == header.backup.toolTip() == f"{words}. {more}"
    assert header.backup.words == words


def test_one_backup_named_by_a_wrong_clock_is_passed_over_while_another_is_fresh() -> None:
    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    ahead, today, old = now + timedelta(days=90), now - timedelta(hours=3), now - timedelta(days=30)
    assert newest_told([ahead, today, old], now) == today
    assert newest_told([ahead, old], now) == ahead
    assert newest_told([old], now) == old
    assert newest_told([], now) is None


def test_the_new_menu_holds_the_actions_in_order_and_is_absent_without_any(qtbot: QtBot) -> None:
    header = Header("Co-ordinator")
    qtbot.addWidget(header)
    header.set_new([])
    assert header.new.isHidden()
    header.set_new([entry("Log an access request", 2), entry("Start a referral", 1)])
    assert not header.new.isHidden()
    assert [action.text() for action in header.new_menu.actions()] == [
        "Start a referral",
        "Log an access request",
    ]
    with qtbot.waitSignal(header.go) as went:
        header.new_menu.actions()[0].trigger()
    assert went.args == [Step("referral")]


def test_search_lock_help_and_messages_can_be_reached(qtbot: QtBot) -> None:
    header = Header("Co-ordinator")
    qtbot.addWidget(header)
    with qtbot.waitSignal(header.search):
        qtbot.mouseClick(header.search_box, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(header.lock):
        qtbot.mouseClick(header.lock_button, Qt.MouseButton.LeftButton)
    actions = {action.text().partition("\t")[0]: action for action in header.role.menu().actions()}
    with qtbot.waitSignal(header.help):
        actions["Help for this screen"].trigger()
    with qtbot.waitSignal(header.messages):
        actions["What just happened"].trigger()


def test_words_give_way_as_the_room_shrinks_but_names_stay(qtbot: QtBot) -> None:
    header = Header("Co-ordinator")
    qtbot.addWidget(header)
    header.backup.tell("Backed up 8:02am", fresh=True)
    header.reflow(1366)
    assert header.role.text() == "Co-ordinator"
    header.reflow(683)
    assert header.role.text() == ""
    assert header.role.accessibleName().startswith("Co-ordinator")
    assert header.backup.accessibleName() == "Backed up 8:02am"
    header.resize(683, 52)
    header.grab()


def test_every_control_has_a_name(qtbot: QtBot) -> None:
    header = Header("Co-ordinator")
    qtbot.addWidget(header)
    assert unnamed(header) == []
    header.lock_button.setAccessibleName("")
    assert unnamed(header) == ["Button"]


def elsewhere(at: datetime, where: Where = Where.DRIVE) -> KeptBackup:
    return KeptBackup("/mnt/stick/backup", at, at + timedelta(days=1), where)


def test_a_backup_on_another_drive_counts_and_one_on_the_same_disk_is_not_enough() -> None:
    clock = SetClock(datetime(2026, 11, 24, 8, 2))
    now = clock.now()
    words, fresh, more = backup_told([], [elsewhere(now - timedelta(days=3))], clock)
    assert (words, fresh) == ("Backed up 21 Nov", True)
    assert (
        more == "The newest one off this disk was made on 21 November 2026 and last seen on 22 November 2026."
    )
    near = elsewhere(now - timedelta(days=2), Where.SAME_DISK)
    for own, others, day in (([now], (), "8:02am"), ([], (near,), "22 Nov")):
        words, fresh, more = backup_told(own, others, clock)
        assert (words, fresh) == (f"Backed up {day}, this disk only", False)
        assert more.startswith("If this laptop is lost, its backups are lost as well.")
    assert backup_told([now], (), clock, practice=True) == ("Backed up 8:02am", True, "")


def test_an_old_backup_on_another_drive_is_told_beside_a_fresh_one_here() -> None:
    clock = SetClock(datetime(2026, 11, 24, 8, 2))
    now = clock.now()
    words, fresh, more = backup_told([now], [elsewhere(now - timedelta(days=9))], clock)
    assert (words, fresh) == ("Backed up 8:02am, other drive 15 Nov", False)
    assert more.endswith("Make one on a stick or another drive: Settings, Backups.")
    assert backup_told([], (), clock) == ("Not backed up yet", False, "")
    words, fresh, _more = backup_told([], [elsewhere(now + timedelta(days=2))], clock)
    assert (words, fresh) == ("Check the laptop's clock", False)
