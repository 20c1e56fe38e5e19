import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from coordinator_app.core.errors import (
    VaultDamaged,
    VaultInUse,
    VaultMissing,
    VaultPlaceUnsafe,
    VaultTooNew,
)
from coordinator_app.ui import passphrase_try, theme
from coordinator_app.ui.door import Glance
from coordinator_app.ui.idle_lock import LockReason
from coordinator_app.ui.lock_screen import LockScreen
from tests.ui.entry_parts import FOLDER, GLANCE, RIGHT, FakeDoor, run, unnamed


def screen(
    qtbot: QtBot, door: FakeDoor, reason: LockReason = LockReason.NONE, glance: Glance = GLANCE
) -> LockScreen:
    made = LockScreen(door, run, FOLDER, glance, reason)
    qtbot.addWidget(made)
    made.resize(1366, 736)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.first_focus()
    return made


def all_words(made: LockScreen) -> str:

    return " ".join(label.text() for label in made.findChildren(QLabel) if not label.isHidden())


def test_the_keyboard_alone_unlocks(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    assert made.passphrase.hasFocus()
    qtbot.keyClicks(made.passphrase, RIGHT)
    with qtbot.waitSignal(made.unlocked) as opened:
        qtbot.keyClick(made.passphrase, Qt.Key.Key_Return)
    assert opened.args == ["vault"]
    assert made.passphrase.text() == ""


def test_a_wrong_passphrase_is_told_in_plain_words_and_may_be_typed_again(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    made.passphrase.setText("wrong")
    made.unlock()
    assert made.row.error() == "That passphrase does not open this vault. Check Caps Lock and try again."
    assert made.unlock_button.isEnabled()
    assert made.passphrase.selectedText() == "wrong" or made.passphrase.hasSelectedText()


def test_nothing_typed_is_not_tried(qtbot: QtBot) -> None:
    door = FakeDoor()
    made = screen(qtbot, door)
    made.unlock()
    assert made.row.error() == "Type the passphrase first."
    assert door.calls == []


def test_the_countdown_is_never_over_before_the_wait_is(qtbot: QtBot) -> None:
    door = FakeDoor()
    door.wait = 1
    made = screen(qtbot, door)
    made.passphrase.setText("wrong")
    made.unlock()
    begun = time.monotonic()
    qtbot.waitUntil(made.unlock_button.isEnabled)
    assert time.monotonic() - begun >= door.wait


def test_the_wait_is_counted_down_and_then_over(qtbot: QtBot) -> None:
    door = FakeDoor()
    door.wait = 2
    made = screen(qtbot, door)
    made.passphrase.setText("wrong")
    made.unlock()
    assert made.row.error() == "Wait 2 seconds before you try again."
    assert not made.unlock_button.isEnabled()
    made.unlock()
    assert door.calls == ["unlock"]
    made.attempt.count_down()
    assert made.row.error() == "Wait 1 second before you try again."
    made.attempt.count_down()
    assert made.row.error() == ""
    assert made.unlock_button.isEnabled()


def test_the_countdown_is_told_as_over_an_open_vault(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was written twice: what one told, the other would not have."""
    said: list[str] = []
    monkeypatch.setattr(passphrase_try, "announce", lambda _at, words, **_how: said.append(words))
    door = FakeDoor()
    door.wait = 1
    made = screen(qtbot, door)
    made.passphrase.setText("wrong")
    made.unlock()
    assert isinstance(made.attempt, passphrase_try.PassphraseTry)
    assert said == ["Wait 1 second before you try again."]
    made.attempt.count_down()
    assert said[1:] == ["You can try again now."]


def test_the_countdown_ends_with_the_screen_it_stands_on(qapp: object) -> None:
    """Left counting it wrote a second later to a screen that was gone."""
    door = FakeDoor()
    door.wait = 2
    made = LockScreen(door, run, FOLDER, GLANCE, LockReason.NONE)
    made.passphrase.setText("wrong")
    made.unlock()
    attempt = made.attempt
    assert isValid(attempt)
    delete(made)
    assert not isValid(attempt)


def test_what_was_opened_is_not_opened_again_while_it_comes(qtbot: QtBot) -> None:
    door = FakeDoor()
    made = screen(qtbot, door)
    made.passphrase.setText(RIGHT)
    made.unlock()
    made.passphrase.setText(RIGHT)
    made.unlock()
    assert door.calls == ["unlock"]
    assert not made.use_recovery.isEnabled()


@pytest.mark.parametrize(
    "trouble",
    [
        VaultMissing("There is no vault at this place.", next_step="Plug in the drive."),
        VaultDamaged("The vault cannot be read."),
        VaultInUse(
            "This vault is already open on this computer.", next_step="Go to the window that is open."
        ),
        VaultTooNew("This vault was made by a newer Coordinator."),
        VaultPlaceUnsafe("This folder is synchronised.", next_step="Move the vault."),
    ],
)
def test_every_trouble_says_what_happened_and_what_to_do(qtbot: QtBot, trouble: Exception) -> None:
    door = FakeDoor()
    door.raises = trouble
    made = screen(qtbot, door)
    made.passphrase.setText(RIGHT)
    made.unlock()
    note = made.note()
    assert note is not None
    assert str(trouble) in note.accessibleName()
    assert trouble.next_step in note.accessibleName()
    assert trouble.next_step
    assert made.row.error() == ""


def test_our_own_bug_is_told_without_its_words(qtbot: QtBot) -> None:
    door = FakeDoor()
    door.raises = ValueError("Marigold Puddlecombe")
    made = screen(qtbot, door)
    made.passphrase.setText(RIGHT)
    made.unlock()
    note = made.note()
    assert note is not None
    assert "Marigold" not in all_words(made)
    assert "Something went wrong in the program." in note.accessibleName()


def test_a_damaged_header_is_mended_from_its_copy(qtbot: QtBot) -> None:
    door = FakeDoor()
    door.raises = VaultDamaged("The vault's header file has been damaged.")
    door.raises.copy_opens = True  # as HeaderAltered of the store says it
    made = screen(qtbot, door)
    made.passphrase.setText(RIGHT)
    made.unlock()
    note = made.note()
    assert note is not None
    assert note.button is not None
    note.button.click()
    assert door.calls[-1] == "mend"


def test_show_shows_only_while_it_is_held(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    made.passphrase.setText(RIGHT)
    button = made.passphrase.show_button
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert made.passphrase.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert made.passphrase.echoMode() == QLineEdit.EchoMode.Password
    button.setFocus()
    qtbot.keyPress(button, Qt.Key.Key_Space)
    assert made.passphrase.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.keyRelease(button, Qt.Key.Key_Space)
    assert made.passphrase.echoMode() == QLineEdit.EchoMode.Password


def test_caps_lock_is_noticed_from_what_the_keyboard_gives(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    words = "Caps Lock is on."
    qtbot.keyClicks(made.passphrase, "kettle")
    assert words not in _shown(made)
    qtbot.keyClick(made.passphrase, "A")
    qtbot.keyClick(made.passphrase, "A", Qt.KeyboardModifier.ShiftModifier)
    assert words not in _shown(made)

    made.passphrase.keyPressEvent(
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    )
    assert words in _shown(made)


def _shown(made: LockScreen) -> list[str]:

    return [label.text() for label in made.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("reason", [reason for reason in LockReason if reason is not LockReason.NONE])
def test_it_says_why_it_locked_and_that_nothing_is_lost(qtbot: QtBot, reason: LockReason) -> None:
    made = screen(qtbot, FakeDoor(), reason)
    assert made.heading.text() == "Welcome back"
    assert made.lead.text().startswith(reason.words)
    assert made.lead.text().endswith("Your unfinished work is saved inside it.")


def test_a_practice_vault_shows_its_passphrase_and_a_real_one_never(qtbot: QtBot) -> None:
    practice = Glance(
        "Practice", ("Co-ordinator", "Safeguarding lead"), practice=True, practice_passphrase="amber lamp"
    )
    assert any("amber lamp" in words for words in _shown(screen(qtbot, FakeDoor(), glance=practice)))
    assert not any("practice" in words.lower() for words in _shown(screen(qtbot, FakeDoor())))


def test_the_links_lead_on(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    for link, signal in (
        (made.use_recovery, made.recovery),
        (made.open_another, made.another),
        (made.make_new, made.making),
    ):
        with qtbot.waitSignal(signal):
            link.click()


def test_tab_goes_in_reading_order_and_every_control_has_a_name(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    order = [
        made.passphrase.show_button,
        made.unlock_button,
        made.use_recovery,
        made.open_another,
        made.restore,
        made.make_new,
    ]

    for expected in order:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    assert unnamed(made) == []


def test_nothing_is_cut_at_twice_the_text_size(qtbot: QtBot, look: theme.Theme) -> None:
    look.change(scale=2.0)
    made = screen(qtbot, FakeDoor(), LockReason.IDLE)
    made.passphrase.setText("wrong")
    made.unlock()
    for _ in range(4):  # a scroll area, its content and its texts agree on their heights in turns
        QApplication.processEvents()

    for label in made.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())
