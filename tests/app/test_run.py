import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say_time
from coordinator_app.core.errors import DiskFull
from coordinator_app.organisations.model import Partnership
from coordinator_app.store.session import Session
from coordinator_app.ui.device_settings import ALLOWED
from coordinator_app.ui.idle_lock import LockReason
from coordinator_app.ui.lock_screen import LockScreen
from coordinator_app.ui.navigator import Visit
from coordinator_app.ui.shell import PRACTICE
from tests.app.conftest import PASSPHRASE, Running
from tests.ui.entry_parts import unnamed
from tests.ui.shell_pages import NotePage, TodayPage

ROOT = Path(__file__).resolve().parents[2]
CTRL = Qt.KeyboardModifier.ControlModifier


def words(running: Running) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in running.app.window.findChildren(QLabel) if label.isVisible())


def note_page(running: Running) -> NotePage:
    page = running.go.page
    assert isinstance(page, NotePage)
    return page


def dialog(running: Running) -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def test_a_wrong_passphrase_three_times_then_the_right_one(
    start: Callable[[], Running], qtbot: QtBot
) -> None:
    running = start()
    screen = running.start()
    for _ in range(2):
        screen.passphrase.setText("wrong horse")
        screen.unlock()
        qtbot.waitUntil(lambda: bool(screen.row.error()) and screen.passphrase.isEnabled())
    screen.passphrase.setText(PASSPHRASE)
    screen.unlock()
    qtbot.waitUntil(lambda: screen.row.error().startswith("Wait") or running.app.opened is not None)


def test_after_the_unlock_today_is_shown_with_menu_counts_and_the_practice_band(
    running: Running, qtbot: QtBot
) -> None:
    assert isinstance(running.go.page, TodayPage)
    assert PRACTICE in words(running)
    items = running.opened.shell.rail.items
    at = items.place("today")
    qtbot.waitUntil(
        lambda: items.index(at).data(Qt.ItemDataRole.AccessibleTextRole) == "Today, 5 things, 1 overdue"
    )
    qtbot.waitUntil(lambda: running.opened.shell.header.backup.words == "Not backed up yet")


def test_what_is_half_typed_is_there_again_after_a_lock(
    running: Running, start: Callable[[], Running], qtbot: QtBot
) -> None:
    running.go.to("note")
    note_page(running).words.setText("The lid closes in the middle of a sen")
    running.opened.window.lock(LockReason.SLEEP)
    assert running.ended == [(running.vault, "sleep")]
    again = start()
    again.unlock()
    again.go.to("note")
    qtbot.waitUntil(lambda: note_page(again).words.text() == "The lid closes in the middle of a sen")


def test_after_the_unlock_the_unfinished_screen_is_offered_without_naming_anybody(
    running: Running, start: Callable[[], Running], qtbot: QtBot
) -> None:
    running.go.to("note", pupil_id="7")
    note_page(running).words.setText("Marigold Puddlecombe")
    running.opened.window.lock(LockReason.ASKED)
    again = start()
    again.unlock()
    assert isinstance(again.go.page, TodayPage)

    def offers() -> list[QPushButton]:
        return [each for each in again.app.window.findChildren(QPushButton) if each.text() == "Carry on"]

    qtbot.waitUntil(lambda: bool(offers()))
    assert "Marigold" not in words(again)
    today = again.go.page.name
    again.go.to("note", pupil_id="8")
    qtbot.waitUntil(lambda: not offers())
    again.go.to(today)
    qtbot.waitUntil(lambda: len(offers()) == 1)  # it was only looked elsewhere
    offers()[0].click()
    assert again.go.visit == Visit("note", {"pupil_id": "7"})
    qtbot.waitUntil(lambda: note_page(again).words.text() == "Marigold Puddlecombe")
    qtbot.waitUntil(lambda: not offers())
    again.go.to(today)
    assert not offers(), "it was taken up"


def test_after_the_unlock_a_box_that_was_open_is_offered_with_the_page_below_it(
    running: Running, start: Callable[[], Running], qtbot: QtBot
) -> None:
    def typed_in_a_box(session: Session) -> None:
        with session.write() as work:
            beside = {"_params": {"pupil_id": "7"}, "_box": {"page": "note", "title": "How was it settled?"}}
            work.save_draft("settle_note", "7", {"words": "Marigold Puddlecombe agreed.", **beside})

    running.app.jobs.wait(running.app.jobs.write(typed_in_a_box))
    running.opened.window.lock(LockReason.ASKED)
    again = start()
    again.unlock()
    qtbot.waitUntil(lambda: "“How was it settled?” opens again with what you typed." in words(again))
    assert "Marigold" not in words(again)
    offer = next(one for one in again.app.window.findChildren(QPushButton) if one.text() == "Carry on")
    offer.click()
    assert again.go.visit == Visit("note", {"pupil_id": "7"})


def test_ctrl_l_blanks_the_window_and_every_dialog_before_anything_else(
    running: Running, qtbot: QtBot
) -> None:
    running.go.to("note")
    note_page(running).words.setText("Marigold Puddlecombe")
    running.opened.window.keys()
    sheet = dialog(running)
    qtbot.keyClick(sheet, Qt.Key.Key_L, CTRL)
    assert not sheet.isVisible()
    assert words(running).strip() == ""
    assert running.ended == [(running.vault, "asked")]
    assert "Marigold" not in running.app.window.windowTitle()


def test_the_lock_file_is_free_after_a_lock(running: Running, start: Callable[[], Running]) -> None:
    running.opened.window.lock(LockReason.ASKED)
    again = start()
    again.unlock()
    assert again.opened


def test_a_second_window_is_refused_while_the_first_is_open(
    running: Running, start: Callable[[], Running], qtbot: QtBot
) -> None:
    second = start()
    screen = second.start()
    screen.passphrase.setText(PASSPHRASE)
    screen.unlock()
    qtbot.waitUntil(lambda: screen.note() is not None and screen.passphrase.isEnabled())
    shown = screen.findChildren(QLabel)
    assert any("already open on this computer" in label.text() for label in shown) or "already open" in str(
        screen.note().accessibleName()
    )


def test_the_idle_warning_can_be_answered_and_otherwise_locks(running: Running, qtbot: QtBot) -> None:
    idle = running.opened.window.idle
    idle.warned.emit(60)
    warning = dialog(running)
    assert warning.accessibleName() == "The vault locks soon"
    qtbot.keyClick(warning, Qt.Key.Key_Return)
    assert not warning.isVisible()
    assert not running.ended
    idle.lock(LockReason.IDLE)
    assert running.ended == [(running.vault, "idle")]


def test_the_palette_leads_to_a_page_by_keyboard_and_gives_the_focus_back(
    running: Running, qtbot: QtBot
) -> None:
    running.opened.window.search()
    palette = running.opened.window._palette
    qtbot.keyClicks(palette.input, "puddle")
    qtbot.waitUntil(lambda: palette.current() is not None)  # the names may come only now
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(running.go.page, NotePage))
    assert running.go.visit is not None
    assert running.go.visit.params == {"pupil_id": "1"}


def test_a_change_refreshes_the_page_and_undo_takes_it_back(running: Running, qtbot: QtBot) -> None:
    services = running.opened.services
    today = running.go.page
    assert isinstance(today, TodayPage)

    def add(session: object) -> str:
        with session.write() as work:
            work.add(Partnership(name="Eastshire"))
        return work.change_set.id

    changes: list[str] = []
    services.jobs.write(add, done=changes.append)
    qtbot.waitUntil(lambda: bool(changes))
    qtbot.waitUntil(lambda: today.refreshed >= 1)
    services.say.toast("Partnership added", changes[0])
    assert running.opened.shell.toasts.showing() == "Partnership added"
    running.opened.shell.toasts.undo_last()
    qtbot.waitUntil(lambda: running.opened.shell.toasts.showing() == "Undone")
    assert services.jobs.wait(services.jobs.read(lambda session: session.count(Partnership))) == 0
    running.opened.window._say.redo()
    qtbot.waitUntil(lambda: running.opened.shell.toasts.showing() == "Done again")
    assert services.jobs.wait(services.jobs.read(lambda session: session.count(Partnership))) == 1


def test_whatever_is_kept_after_a_full_disk_takes_the_note_away_even_a_draft_that_met_none(
    running: Running, qtbot: QtBot
) -> None:
    window, shell = running.opened.window, running.opened.shell
    running.opened.services.go.to("note")
    qtbot.waitUntil(lambda: isinstance(running.go.page, NotePage))

    def fail(_session: object) -> None:
        raise DiskFull("The disk is full.")

    running.opened.services.jobs.write(fail)  # some other write, such as that a record was looked at
    qtbot.waitUntil(lambda: "The disk is full." in shell.trouble_words())
    running.go.page.words.setText("He came in on time.")
    window.drafts.keep()
    qtbot.waitUntil(lambda: shell.trouble_words() == "")


def test_a_trouble_of_a_job_becomes_a_note_that_can_be_closed(running: Running, qtbot: QtBot) -> None:
    def fail(_session: object) -> None:
        raise DiskFull("The disk is full.")

    running.opened.services.jobs.write(fail)
    qtbot.waitUntil(lambda: "The disk is full." in running.opened.shell.trouble_words())
    assert "Free some space" in running.opened.shell.trouble_words()
    running.opened.shell.clear_trouble()
    assert running.opened.shell.trouble_words() == ""


def test_our_own_bug_reaches_the_hook_of_the_program_and_the_user_gets_a_reference(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: caught.append(kind))
    running.opened.services.say.trouble(ValueError("Marigold Puddlecombe"))
    assert caught == [ValueError]
    running.app.tell_fault("ab12cd34")
    told = " ".join(label.text() for label in dialog(running).findChildren(QLabel))
    assert "ab12cd34" in told
    assert "Marigold" not in told


def test_focus_screens_drop_the_header_and_ctrl_k_still_works(running: Running, qtbot: QtBot) -> None:
    running.go.to("referral")
    assert not running.opened.shell.header.isVisible()
    running.opened.window.search()
    assert running.opened.window._palette is not None
    running.opened.window._palette.reject()
    running.go.back()
    assert running.opened.shell.header.isVisible()


def test_the_keys_of_the_map_do_what_they_say(running: Running, qtbot: QtBot) -> None:
    window, shell = running.app.window, running.opened.shell
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert isinstance(running.go.page, NotePage)
    note_page(running).words.clearFocus()
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    assert note_page(running).printed == 1
    qtbot.keyClick(window, Qt.Key.Key_B, CTRL)
    assert shell.rail.narrow
    qtbot.keyClick(window, Qt.Key.Key_B, CTRL)
    assert not shell.rail.narrow
    qtbot.keyClick(window, Qt.Key.Key_Equal, CTRL)
    assert running.settings.text_size == 125
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert running.settings.text_size == 100
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert isinstance(running.go.page, TodayPage)
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert dialog(running).accessibleName() == "Keys"
    dialog(running).reject()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert dialog(running).accessibleName() == "What just happened"
    dialog(running).reject()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is shell.rail


def test_ctrl_s_keeps_the_draft_and_says_so(running: Running) -> None:
    running.go.to("note")
    note_page(running).words.setText("half a thought")
    running.opened.window.save()
    assert running.opened.shell.toasts.showing() == "Saved as a draft"


def test_ctrl_s_is_never_silent(running: Running, qtbot: QtBot) -> None:
    window, toasts = running.opened.window, running.opened.shell.toasts
    running.go.to("note")
    toasts.clear()
    window.save()
    assert toasts.showing().startswith(("Nothing to save here", "Saved already, "))
    note_page(running).words.setText("half a thought")
    window._saved_at = None  # the only change since is the draft's own
    assert window.drafts.keep() is not None  # as it does by itself
    qtbot.waitUntil(lambda: window._saved_at is not None)
    at = running.clock.now().astimezone(LONDON).time()

    def says_saved_already() -> bool:
        window.save()
        said = toasts.showing()
        assert said.startswith(("Saved as a draft", "Saved already"))
        return said == f"Saved already, {say_time(at)}"

    qtbot.waitUntil(says_saved_already)  # at once, unless it is not known yet what was typed here before


def test_every_control_of_the_shell_has_a_name(running: Running) -> None:
    assert unnamed(running.opened.shell) == []


def test_the_title_and_the_settings_file_hold_no_content(running: Running) -> None:
    running.go.to("note", pupil_id="Marigold")
    assert running.app.window.windowTitle() == "Coordinator"
    running.opened.window.resize_text(1)
    running.opened.shell.toggle_narrow()
    running.close()
    kept = QSettings(str(running.settings.path), QSettings.Format.IniFormat)
    assert set(kept.allKeys()) <= ALLOWED
    assert "Marigold" not in running.settings.path.read_text()


def test_closing_the_window_puts_everything_away(running: Running, start: Callable[[], Running]) -> None:
    running.go.to("note")
    note_page(running).words.setText("typed and not saved")
    running.app.window.close()
    assert not running.app.window.isVisible()
    again = start()
    again.unlock()
    assert again.opened


def test_the_menu_narrows_when_the_text_is_twice_as_large(running: Running) -> None:
    assert not running.opened.shell.rail.narrow
    for _ in range(4):
        running.opened.window.resize_text(1)
    assert running.settings.text_size == 200
    QApplication.processEvents()
    assert running.opened.shell.rail.narrow


def test_run_window_starts_and_ends_in_a_process_of_its_own(tmp_path: Path, vault: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QTimer; "
        "from PySide6.QtWidgets import QApplication; from coordinator_app.app import run_window; "
        "from coordinator_app.core.clock import SystemClock; qt = QApplication([]); "
        "painted = lambda: QTimer.singleShot(1500, qt.closeAllWindows); "
        "print(run_window(Path(sys.argv[1]), True, 'idle', SystemClock(), painted=painted))"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    ran = subprocess.run(
        [sys.executable, "-c", script, str(vault)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.stdout.strip() == "0", ran.stderr


def test_the_lock_screen_of_the_fresh_process_says_why(start: Callable[[], Running]) -> None:
    running = start()
    screen = running.start(LockReason.SLEEP)
    assert isinstance(screen, LockScreen)
    assert "went to sleep" in screen.lead.text()
