"""The window while the vault is open: keys, palette, drafts, warnings, and the lock that ends it all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say_time
from coordinator_app.core.errors import DiskFull, Trouble, VaultInUse, VaultPlaceUnsafe
from coordinator_app.hooks import Step
from coordinator_app.services import Services
from coordinator_app.ui import theme
from coordinator_app.ui.curtain import Curtain
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.draft_keeper import DraftKeeper
from coordinator_app.ui.help_sheet import HelpSheet
from coordinator_app.ui.idle_lock import IdleLock, LockReason
from coordinator_app.ui.idle_warning import IdleWarning
from coordinator_app.ui.kept_at_lock import KeptAtLock
from coordinator_app.ui.main_window import MainWindow
from coordinator_app.ui.marking import Marking
from coordinator_app.ui.messages_menu import MessagesBox
from coordinator_app.ui.page import Page
from coordinator_app.ui.palette import Palette, PaletteContents
from coordinator_app.ui.palette_sources import PaletteSources
from coordinator_app.ui.put_off import PutOff
from coordinator_app.ui.rail_counts import RailCounts
from coordinator_app.ui.say import WindowSay
from coordinator_app.ui.session_watch import SessionWatch
from coordinator_app.ui.shell import Shell
from coordinator_app.ui.shortcuts import RAIL_KEYS, LockKey, Shortcuts, help_lines

SEARCH = "search"
_PASSING = (DiskFull, VaultInUse, VaultPlaceUnsafe)
"""What is over as soon as something could be saved."""
SAVE_SECONDS = 0.15
"""How long the lock waits for the last draft to be written (design section 9: hidden within 200 ms)."""


class Again(Protocol):
    """The passphrase, asked for again over an open vault."""

    def attempt(
        self, typed: str, done: Callable[[object], None], failed: Callable[[Exception], None]
    ) -> object:
        """Have it checked on another thread; it opens nothing else."""

    def forget(self) -> None:
        """Nothing that was opened with it stays open."""


class OpenWindow(QObject):
    """Ties shell, services and keys together. Emits `locking(LockReason)` once, with the screen already blank."""

    locking = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        shell: Shell,
        services: Services,
        say: WindowSay,
        *,
        idle: IdleLock,
        watch: SessionWatch,
        contents: PaletteContents,
        sources: PaletteSources,
        counts: RailCounts,
        again: Again,
    ) -> None:
        super().__init__(shell)
        self._window, self.shell, self.services, self._say = window, shell, services, say
        self._dialogs: Dialogs = services.dialogs
        self._contents, self._sources, self._counts = contents, sources, counts
        self.idle, self._watch = idle, watch
        self.drafts = DraftKeeper(services.jobs, self)
        self._passing = False
        self._saved_at: datetime | None = None
        self._warning: IdleWarning | None = None
        self._palette: Palette | None = None
        self._marking: Marking | None = None
        self._locked = False
        self._again = again
        self.curtain = Curtain(window, services.vault.title, again.attempt, self)
        self.put_off = PutOff(self.curtain, services.under_way, idle, self._keep_for_later, self)
        self.shortcuts = Shortcuts(window, self._handlers(), single_letters=services.settings.single_letters)
        self.idle.then = LockKey(self.lock_by_hand, self).eventFilter
        self._wire()

    def start(self) -> None:
        """Begin: watch the clock, fill menu and palette."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self.idle)
        self.idle.start()
        self._counts.read()
        self._sources.read()
        self._stop_listening = self.services.jobs.listen(self._changed)

    def _wire(self) -> None:
        shell = self.shell
        shell.locking.connect(self.lock_by_hand)
        shell.searching.connect(self.search)
        shell.header.help.connect(shell.show_help)
        shell.keys.connect(self.keys)
        shell.header.messages.connect(self.messages)
        shell.navigator.leaving.connect(self._leaving)
        shell.navigator.arrived.connect(self._arrived)
        self._say.troubled.connect(self._troubled)
        self._sources.filled.connect(self._filled)
        self.drafts.saved.connect(self._saved)
        self.idle.warned.connect(self._warn)
        self.idle.eased.connect(self._ease)
        self.idle.locked.connect(self.lock)
        self.put_off.locking.connect(self.lock)
        self.curtain.lifted.connect(self._uncovered)
        self._watch.locked.connect(self.lock)
        self._window.hidden.connect(self.idle.set_hidden)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        shell = self.shell
        places = {f"rail_{number}": partial(shell.open_place, number) for number in range(1, RAIL_KEYS + 1)}
        return {
            **places,
            "palette": self.search,
            "palette_slash": self.search,
            **({"search": self.search_page} if shell.navigator.knows(SEARCH) else {}),
            "settings": shell.open_settings,
            "new": shell.header.open_new,
            "entry": partial(self._ask_page, "add_entry"),
            "lock": self.lock_by_hand,
            "print": partial(self._ask_page, "print_now"),
            "save": self.save,
            "undo": shell.toasts.undo_last,
            "redo": self._say.redo,
            "next_pane": partial(shell.next_pane, 1),
            "previous_pane": partial(shell.next_pane, -1),
            "back": shell.navigator.back,
            "narrow": shell.toggle_narrow,
            "larger": partial(self.resize_text, 1),
            "smaller": partial(self.resize_text, -1),
            "normal": partial(self.resize_text, 0),
            "help": shell.show_help,
            "keys": self.keys,
            "keys_mark": self.keys,
            "messages": self.messages,
        }

    # keys

    def search(self) -> None:
        """Open the palette."""
        if self._palette is not None:
            return
        referral = Step("referral") if self.shell.navigator.knows("referral") else None
        palette = Palette(
            self._contents, self._window, text_search=self._sources.search_texts, referral=referral
        )
        self._palette = palette
        chosen: list[Step] = []
        palette.chosen.connect(chosen.append)
        self._dialogs.show(palette, lambda _result: self._searched(chosen))

    def _searched(self, chosen: list[Step]) -> None:
        self._palette = None
        for step in chosen:
            self.shell.follow(step)

    def search_page(self) -> None:
        """Open the page that searches the words of every record."""
        self.shell.follow(Step(SEARCH))

    def keys(self) -> None:
        """Show the keys of this screen."""
        page = self.shell.navigator.page
        lines = help_lines(self.shortcuts.lines, tuple(getattr(page, "keys", ())))
        self._dialogs.show(HelpSheet(lines, page.title if page is not None else ""))

    def messages(self) -> None:
        """Show what just happened."""
        self._dialogs.show(MessagesBox(self.shell.toasts.recent()))

    def save(self) -> None:
        """Save now: the page's own way if it has one, and the draft; where nothing is left to save, say so."""
        page = self.shell.navigator.page
        typed = page is not None and page.save_draft() is not None
        if self._ask_page("save_now") and typed:
            return
        if self.drafts.keep() is not None:
            self._say.toast("Saved as a draft")
        elif self._saved_at is None:
            self._say.hint("Nothing to save here")
        else:
            self._say.hint(f"Saved already, {say_time(self._saved_at.astimezone(LONDON).time())}")

    def _saved(self) -> None:
        self._saved_at = self.services.clock.now()
        self._eased()

    def resize_text(self, steps: int) -> None:
        """Larger (1), smaller (-1) or normal (0) text, everywhere at once."""
        settings = self.services.settings
        settings.text_size = settings.stepped_text_size(steps) if steps else 100
        theme.current().change(scale=settings.text_size / 100)

    def _ask_page(self, what: str) -> bool:
        """Call a page's own `what` if it has one."""
        handler = getattr(self.shell.navigator.page, what, None)
        if not callable(handler):
            return False
        handler()
        return True

    # what happens by itself

    def _troubled(self, trouble: Trouble) -> None:
        self._passing = isinstance(trouble, _PASSING)
        self.shell.show_trouble(trouble)
        keeper = self.services.keeper
        if isinstance(trouble, DiskFull) and keeper is not None:
            self.services.jobs.task(lambda _in_task: keeper.make_room())

    def _eased(self) -> None:
        """Something was saved: a note that nothing could be is true no longer."""
        if self._passing:
            self._passing = False
            self.shell.clear_trouble()

    def _changed(self, change_set: ChangeSet) -> None:
        self._saved()
        self.shell.changed(change_set)
        self._counts.changed(change_set)
        self._sources.changed(change_set)

    def _filled(self) -> None:
        self.shell.header.set_new(self._contents.new_entries())
        if self._palette is not None:
            self._palette.look_again()

    def _leaving(self, _page: Page) -> None:
        self.drafts.keep()
        if self._marking is not None:
            self._marking.stop()
            self._marking = None

    def _arrived(self, page: Page) -> None:
        visit = self.shell.navigator.visit
        marked = str(visit.params.get("marked") or "") if visit is not None else ""
        if visit is not None and marked.strip():
            led = {"entry", "document"} & set(visit.params)
            self._marking = Marking(page, marked, scrolls=not led)
        self.drafts.watch(page, self.shell.navigator.visit)
        self.shortcuts.set_single_letters(
            self.services.settings.single_letters
        )  # it may have been changed in Settings

    def _warn(self, seconds: int) -> None:
        if self.curtain.is_drawn:
            return  # nothing more can be hidden
        if self._warning is None:
            self._warning = IdleWarning(covers=self.put_off.wanted)
            self._dialogs.show(self._warning, self._stayed)
        self._warning.count(seconds)

    def _stayed(self, _result: int) -> None:
        self._warning = None
        self.idle.touch()

    def _ease(self) -> None:
        warning, self._warning = self._warning, None
        if warning is not None:
            warning.done(0)

    # in place of the end

    def lock_by_hand(self) -> None:
        """The lock, or the curtain while something is under way, which has a button for the lock; nothing is asked."""
        if not self.put_off.instead(LockReason.ASKED):
            self.lock(LockReason.ASKED)

    def _keep_for_later(self) -> None:
        """A curtain is about to be drawn: what is typed is safe, and nothing stays open that asked for the passphrase."""
        self._ease()
        self.keep_boxes()
        self.drafts.keep()
        self._again.forget()

    def _uncovered(self) -> None:
        """What is guarded asks for the passphrase again, wherever the page can shut it."""
        page = self.shell.navigator.page
        if page is not None:
            page.refresh()

    # the end

    def lock(self, reason: LockReason) -> None:
        """Blank the screen at once, keep the last change, and say `locking`; nothing is asked."""
        if self._locked:
            return
        self._locked = True
        self._again.forget()
        self.stop()
        job = self._last_draft()
        self._window.remember_place()
        self._window.blank()
        if job is not None:
            job()
        self.locking.emit(reason)

    def stop(self) -> None:
        """Watch and listen no more."""
        self.idle.stop()
        self.curtain.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self.idle)

    def keep_boxes(self) -> None:
        """Hand what was typed last into open boxes and grids to the writer, before the vault closes."""
        for kept in self._window.findChildren(KeptAtLock):
            kept.keep_at_lock()

    def _last_draft(self) -> Callable[[], None] | None:
        """Hand the last change to the writer, in open boxes too; what is given back waits a moment for it."""
        self.keep_boxes()
        job = self.drafts.keep()
        self.drafts.stop()
        if job is None:
            return None

        def wait() -> None:
            try:
                job.result(SAVE_SECONDS)
            except Exception:  # noqa: BLE001  (a draft that cannot be saved must not keep the vault open)
                return

        return wait
