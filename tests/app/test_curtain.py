"""The curtain that stands for the lock while something is under way which a lock would destroy."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QMenu,
)
from pytestqt.qtbot import QtBot

from coordinator_app.jobs.job import Progress
from coordinator_app.ui import announce as announcing
from coordinator_app.ui.confirm_passphrase import ConfirmPassphrase
from coordinator_app.ui.dialog_boxes import Box, TextDialog
from coordinator_app.ui.idle_lock import HIDDEN_SECONDS, LockReason
from coordinator_app.ui.labels import label
from tests.app.conftest import PASSPHRASE, Running
from tests.app.curtains import (
    NAME,
    QUIET,
    Clocks,
    build,
    clocks,
    on_screen,
    opened,
    picture,
    screen,
    spoken,
    type_passphrase,
    window,
)
from tests.ui.shell_pages import NotePage, TodayPage

__all__ = ["clocks"]
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = QUIET


def test_without_anything_under_way_the_lock_is_the_lock(running: Running, clocks: Clocks) -> None:
    clocks.go(300)
    assert running.ended == [(running.vault, "idle")]


@pytest.mark.parametrize("reason", [LockReason.IDLE, LockReason.HIDDEN, LockReason.ASKED])
def test_a_curtain_comes_in_its_place_and_nothing_of_the_record_is_left_to_see_or_to_read(
    running: Running, clocks: Clocks, reason: LockReason, qtbot: QtBot
) -> None:
    build(running).tell(Progress(1240, 5000, "Building page 1240 of 5000", 700))
    assert NAME in spoken()
    before = picture(running)
    if reason is LockReason.IDLE:
        clocks.go(300)
    elif reason is LockReason.HIDDEN:
        running.app.window.hidden.emit(True)
        clocks.go(HIDDEN_SECONDS)
    else:
        qtbot.keyClick(window(running), Qt.Key.Key_L, CTRL)
    assert running.ended == []
    assert "A pack is being built: 24 % done, about 12 minutes left." in on_screen()
    assert "1240" not in on_screen()
    assert "5000" not in on_screen(), "how large a record is"
    said = spoken()
    assert NAME not in said
    assert "Notes" not in said, "the menu of the window"
    assert "Passphrase" in said
    assert picture(running) != before
    assert NAME not in window(running).windowTitle()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window(running)]


def test_the_picture_of_the_curtain_does_not_depend_on_what_lies_behind(
    running: Running, clocks: Clocks
) -> None:
    build(running)
    opened(running).lock_by_hand()
    screen(running).passphrase.clearFocus()
    one = picture(running)
    opened(running).curtain.lift()
    running.go.to("today")
    opened(running).lock_by_hand()
    screen(running).passphrase.clearFocus()
    assert picture(running) == one


def test_boxes_and_their_words_are_out_of_reach_and_come_back_as_they_were(
    running: Running, clocks: Clocks, qtbot: QtBot
) -> None:
    build(running)
    box = TextDialog("What was agreed?", "Words", "", "Keep", secret=False, long=False, required="")
    running.app.dialogs.show(box)
    box.setAccessibleDescription(f"In the record of {NAME}")
    assert NAME in spoken()
    opened(running).lock_by_hand()
    QApplication.processEvents()
    assert not box.isVisible()
    assert NAME not in spoken()
    assert "What was agreed?" not in spoken()
    type_passphrase(running, PASSPHRASE)
    qtbot.waitUntil(lambda: screen(running).is_back)
    assert NAME not in spoken(), "not before it is asked for"
    screen(running).show_button.click()
    assert box.isVisible()
    assert box.isModal()
    assert QApplication.activeModalWidget() is box
    assert NAME in spoken()
    box.reject()
    QApplication.processEvents()
    page = running.go.page
    assert isinstance(page, NotePage)
    assert page.isVisible()
    assert page.words.text() == NAME
    assert running.ended == []


def test_a_list_or_a_menu_that_was_closed_before_cannot_be_read_either_and_works_again(
    running: Running, clocks: Clocks, qtbot: QtBot
) -> None:
    build(running)
    page = running.go.page
    assert isinstance(page, NotePage)
    page.words.clear()
    names, menu = QComboBox(), QMenu(page)
    page.body.addWidget(names)
    names.addItems(["Nobody", NAME])
    menu.addAction(NAME)
    names.showPopup()
    QApplication.processEvents()
    names.hidePopup()
    menu.popup(QPoint(5, 5))
    menu.close()
    assert NAME in spoken()
    opened(running).lock_by_hand()
    QApplication.processEvents()
    assert NAME not in spoken()
    opened(running).curtain.lift()
    names.showPopup()
    assert names.view().isVisible()
    assert names.view().window().parentWidget() is names
    names.hidePopup()
    menu.popup(QPoint(5, 5))
    assert menu.isVisible()
    assert menu.isWindow()
    menu.close()


def test_what_holds_a_passphrase_or_shows_files_is_closed(running: Running, clocks: Clocks) -> None:
    build(running)
    did = list[str]()
    running.opened.services.confirm(lambda: did.append("opened"), "It is about to be shown.")
    asks = QApplication.activeModalWidget()
    assert isinstance(asks, ConfirmPassphrase)
    asks.input.setText(PASSPHRASE)
    running.app.dialogs.choose_file("Choose a file", "", lambda _path: did.append("chosen"))
    assert any(isinstance(one, QFileDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    asks.act.click()  # and it is still being checked
    opened(running).lock_by_hand()
    assert asks.input.text() == ""
    assert not any(isinstance(one, QFileDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    assert not asks.isVisible()
    opened(running).curtain.lift()
    QApplication.processEvents()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window(running)]
    assert did == []


def test_a_wrong_passphrase_keeps_it_and_every_try_is_slowed_as_at_the_lock(
    running: Running, clocks: Clocks, qtbot: QtBot
) -> None:
    build(running)
    opened(running).lock_by_hand()
    for _ in range(2):
        type_passphrase(running, "wrong horse")
        qtbot.waitUntil(lambda: bool(screen(running).row.error()) and screen(running).open.isEnabled())
        assert "does not open this vault" in screen(running).row.error()
    type_passphrase(running, PASSPHRASE)
    qtbot.waitUntil(lambda: screen(running).row.error().startswith("Wait"))
    assert not screen(running).is_back
    assert NAME not in spoken()


def test_no_key_reaches_what_lies_behind(running: Running, clocks: Clocks, qtbot: QtBot) -> None:
    build(running)
    opened(running).lock_by_hand()
    page = running.go.page
    assert isinstance(page, NotePage)
    behind = [
        (Qt.Key.Key_K, CTRL), (Qt.Key.Key_P, CTRL), (Qt.Key.Key_1, CTRL), (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_L, CTRL), (Qt.Key.Key_L, CTRL),
    ]  # fmt: skip
    at = screen(running)
    for target in (window(running), at.passphrase, at.stop):
        for key, held in behind:
            qtbot.keyClick(target, key, held)
    QApplication.processEvents()
    assert page.printed == 0
    assert running.go.page is page
    assert running.app.window.centralWidget() is at
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window(running)]
    assert running.ended == [], "a lock that was asked for twice does not end the work either"
    at.passphrase.clear()
    qtbot.keyClicks(at.passphrase, "kettle")
    assert at.passphrase.text() == "kettle"


def test_the_same_keys_work_again_afterwards(running: Running, clocks: Clocks, qtbot: QtBot) -> None:
    build(running)
    opened(running).lock_by_hand()
    opened(running).curtain.lift()
    page = running.go.page
    assert isinstance(page, NotePage)
    qtbot.keyClick(window(running), Qt.Key.Key_P, CTRL)
    assert page.printed == 1


def test_nothing_can_be_dropped_and_nothing_opens_itself(
    running: Running, clocks: Clocks, qtbot: QtBot
) -> None:
    build(running)
    opened(running).lock_by_hand()
    qtbot.waitUntil(lambda: running.app.drops is not None)
    assert running.app.drops is not None
    taken = list[list[Path]]()
    running.app.drops.taker = taken.append
    data = QMimeData()
    data.setText(NAME)
    data.setUrls([QUrl.fromLocalFile("/scan.pdf")])
    for target in (window(running).windowHandle(), screen(running).passphrase):
        event = QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            QEvent.Type.Drop,
        )  # fmt: skip
        QApplication.sendEvent(target, event)
        assert not event.isAccepted()
    assert taken == []
    assert screen(running).passphrase.text() == ""
    running.app.dialogs.tell("The pack is built", f"It is about {NAME}.")
    by_itself = QDialog(window(running))
    layout_of = label(NAME)
    layout_of.setParent(by_itself)
    by_itself.open()
    assert not by_itself.windowHandle().isVisible(), "not for a moment"
    menu = QMenu(running.go.page)
    menu.addAction(NAME)
    menu.popup(QPoint(5, 5))
    assert NAME not in on_screen()
    qtbot.waitUntil(lambda: not menu.isVisible() and not by_itself.isVisible())
    assert NAME not in spoken()
    opened(running).curtain.lift()
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, Box), "what was told meanwhile is told now"
    assert shown.accessibleName() == "The pack is built"


def test_nothing_behind_it_speaks_to_a_screen_reader(
    running: Running, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = list[str]()

    def hear(event: object) -> None:
        heard.append(getattr(event, "message", str)())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    build(running)
    opened(running).lock_by_hand()
    assert any("A pack is being built" in one for one in heard)
    page = running.go.page
    assert isinstance(page, NotePage)
    heard.clear()
    announcing.announce(page, f"{NAME} was saved")
    assert heard == []
    opened(running).curtain.lift()
    announcing.announce(page, "Saved")
    assert heard[-1] == "Saved"


def test_what_asked_for_the_passphrase_asks_again(running: Running, clocks: Clocks, qtbot: QtBot) -> None:
    build(running)
    confirm = running.opened.services.confirm
    confirm._at = running.clock.now()
    assert confirm.fresh
    opened(running).lock_by_hand()
    assert not confirm.fresh
    type_passphrase(running, PASSPHRASE)
    qtbot.waitUntil(lambda: screen(running).is_back)
    screen(running).show_button.click()
    assert not confirm.fresh, "whoever came back has not opened what lies apart"


def test_the_page_is_read_anew_when_it_is_lifted(running: Running, clocks: Clocks) -> None:
    running.go.to("today")
    page = running.go.page
    assert isinstance(page, TodayPage)
    before = page.refreshed
    build(running)
    opened(running).lock_by_hand()
    opened(running).curtain.lift()
    assert page.refreshed == before + 1
