"""Puts the window of an open vault together: services, pages, menu, palette, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from coordinator_app.app.auto_backup import AutoBackup
from coordinator_app.app.confirming import PassphraseAgain
from coordinator_app.app.idle_merging import IdleMerging
from coordinator_app.app.keeper import StoreKeeper
from coordinator_app.app.left_outside import look_outside
from coordinator_app.app.palette_places import PLACES, places
from coordinator_app.core.catalogue import Catalogue, record_type
from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.clock import LONDON, Clock
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.kept_backups import KeptBackup
from coordinator_app.hooks import RailItem, Step, resolve
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.registry import Capability
from coordinator_app.services import Services, VaultFacts
from coordinator_app.store import backup
from coordinator_app.store.drafts import Draft
from coordinator_app.store.kept_backups import KeptBackups
from coordinator_app.store.on_its_way import SCREEN as ON_ITS_WAY
from coordinator_app.store.vault import OpenVault
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import CarryOn, Left, offered
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.draft_keeper import PARAMS
from coordinator_app.ui.header import backup_told
from coordinator_app.ui.idle_lock import DEFAULT_MINUTES, IdleLock
from coordinator_app.ui.main_window import MainWindow
from coordinator_app.ui.one_by_one import OneByOne
from coordinator_app.ui.open_window import OpenWindow
from coordinator_app.ui.page import Page
from coordinator_app.ui.palette import PaletteContents, indexed
from coordinator_app.ui.palette_sources import PaletteSources
from coordinator_app.ui.rail_counts import RailCounts
from coordinator_app.ui.say import WindowSay
from coordinator_app.ui.session_watch import SessionWatch
from coordinator_app.ui.shell import Shell, ShellPlan

TODAY, SETTINGS, SET_UP, SCAN_IN = "today", "settings", "set_up", "scan_in"
PUPILS = "pupils"
_TODAY_COUNT = "coordinator_app.today.actions:rail_count"
_KEPT = "coordinator_app.today.kept:KEPT"
_PARTNERSHIP = "coordinator_app.organisations.actions:partnership"
_SETTLE_MERGES = "coordinator_app.pupils.merging:settle"
_OLDER = "This looks like an older copy of the vault"
SETTING = "setting"  # the kind under which listeners hear of settings
PARTNERSHIP = "partnership"
_ON_TODAY = frozenset(
    {("referral", "")}
)  # drafts that Today names in a row of its own, with its own Carry on
_ELSEWHERE = {"safeguarding_call", ON_ITS_WAY}  # likewise, whomever it is about; and what nobody typed
IDLE_MINUTES = "idle_minutes"
"""The vault's setting for the idle lock, 1 to 15."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What there is before a vault is opened."""

    window: MainWindow
    jobs: Jobs[Any]
    clock: Clock
    dialogs: Dialogs
    settings: DeviceSettings
    catalogue: Catalogue
    capabilities: tuple[Capability, ...]


def page_classes(capabilities: Sequence[Capability]) -> dict[str, str]:
    """Every page's name with its "module:Class"."""
    return {name: where for capability in capabilities for name, where in capability.pages}


def rail_items(capabilities: Sequence[Capability]) -> tuple[RailItem, ...]:
    """The items of the menu; what has no page is absent."""
    pages = page_classes(capabilities)
    found = (capability.rail for capability in capabilities)
    return tuple(item for item in found if item is not None and item.page in pages)


def pages_of_items(capabilities: Sequence[Capability]) -> dict[str, str]:
    """Under which item of the menu each page belongs: that of its capability."""
    return {
        name: capability.rail.page
        for capability in capabilities
        if capability.rail is not None
        for name, _where in capability.pages
    }


def pages_of_a_pupil(capabilities: Sequence[Capability]) -> frozenset[str]:
    """The pages beside an item of the menu that stands alone."""
    alone = [(one, one.rail) for one in capabilities if one.rail is not None and one.rail.alone]
    return frozenset(name for one, rail in alone for name, _where in one.pages if name != rail.page)


class Opened:
    """Builds everything for one open vault; `window` is the OpenWindow, `services` what pages are handed."""

    def __init__(self, parts: Parts, vault: OpenVault) -> None:
        self._parts, self._vault = parts, vault
        self._classes = page_classes(parts.capabilities)
        self.shell = Shell(self._plan())
        self._say = WindowSay(self.shell.toasts, parts.jobs, self.shell)
        parts.jobs.on_trouble = self._say.trouble
        self._kept = KeptBackups(vault, partial(_on_writer, parts.jobs))
        self._again = PassphraseAgain(vault.confirm, parts.jobs, parts.dialogs, parts.clock)
        self.services = self._services()
        self.window = self._tie()
        self.auto_backup = AutoBackup(
            vault,
            parts.jobs,
            parts.clock,
            idle_seconds=self.window.idle.idle_seconds,
            busy=lambda: self.services.under_way.first is not None,
            told=self._backed_up,
            parent=self.shell,
        )
        self.idle_merging = IdleMerging(
            parts.jobs, idle_seconds=self.window.idle.idle_seconds, parent=self.shell
        )

    def start(self) -> None:
        """Show it, beginning with Today or the first page there is."""
        parts = self._parts
        parts.window.show_screen(self.shell)
        self.window.start()
        first = [TODAY, *self.shell.rail.items.names]
        page = next((name for name in first if self.shell.navigator.knows(name)), None)
        if page is not None:
            self.shell.navigator.to(page)
        self.tell_backup()
        self.auto_backup.start()
        self.idle_merging.start()
        if self.shell.navigator.knows(SET_UP):
            parts.jobs.read(_is_set_up, done=guarded(self.shell, self._begin))
        parts.jobs.write(_finish_moves, done=guarded(self.shell, self._tell_unfinished))
        look_outside(parts.jobs, parts.dialogs, self.shell)
        for hook in (one.upkeep for one in parts.capabilities if one.upkeep):
            parts.jobs.write(partial(_call, hook))
        self._read_name()
        self._read_minutes()
        parts.jobs.listen(self._heard)
        parts.jobs.read(_newest_draft, done=guarded(self.shell, self._offer_draft))
        if warning := self._vault.warning:
            parts.dialogs.ask(_OLDER, warning, "Go on with this one", self._accept_copy)

    def _accept_copy(self) -> None:
        """It was put back on purpose: no unlock asks again. On the writer, so that nothing else is being written."""
        self._parts.jobs.write(lambda _session: self._vault.accept_older_copy())

    def take_files(self, paths: list[Path], *, apart: bool = False) -> None:
        """Files were dropped on the window: the page of scans takes them, where there is one."""
        if self.shell.navigator.knows(SCAN_IN):
            self.shell.navigator.to(SCAN_IN, paths=paths, apart=apart)

    def _tell_unfinished(self, files: int) -> None:
        """Only a pack comes into the vault in portions: one that was cut off is told, since its request says nothing."""
        if files:
            self._parts.dialogs.tell(
                "A pack was not finished",
                "The vault was locked, or the program ended, while it was being built. Nothing of it was sent and nothing of it"
                " is left. Open the request and build the pack again.",
            )

    def _begin(self, set_up: bool) -> None:
        """A vault in which nothing is set up begins with the set-up (journey 1)."""
        visit = self.shell.navigator.visit
        if not set_up and visit is not None and visit.page == TODAY:
            self.shell.navigator.to(SET_UP)

    def _heard(self, changes: ChangeSet) -> None:
        """A setting changed: the time until the lock holds at once. The partnership: the lock screen says its name."""
        if SETTING in changes.kinds:
            self._read_minutes()
        if PARTNERSHIP in changes.kinds:
            self._read_name()

    def _read_name(self) -> None:
        """Keep the title of the vault the partnership's name; a practice vault keeps its own, which says what it is."""
        if not self._vault.header.practice:
            self._parts.jobs.read(_name, done=guarded(self.window, self._give_title))

    def _give_title(self, name: str) -> None:
        if name and name != self._vault.header.title:
            self._parts.jobs.task(lambda _in_task: self._vault.rename(name))

    def _read_minutes(self) -> None:
        self._parts.jobs.read(_idle_minutes, done=guarded(self.window, self.window.idle.set_minutes))

    def tell_backup(self) -> None:
        """Say in the header when the newest backup was made, and whether one lies off this disk."""
        inside = self._vault.folder / backup.LOCAL
        self._parts.jobs.task(
            lambda _in_task: (backup.times(inside), self._kept.all()),
            done=guarded(self.shell, self._show_backup),
        )

    def _offer_draft(self, draft: Draft | None) -> None:
        """One offer to carry on, by the screen's name and time only: never the record (decision 21)."""
        visit = self.shell.navigator.visit
        over = draft.body.get(BOX) if draft is not None else None
        box = over if isinstance(over, dict) else {}
        screen = str(box.get("page", "")) or (draft.screen if draft is not None else "")
        if draft is None or screen not in self._classes or visit is None or screen == visit.page:
            return
        params = draft.body.get(PARAMS)
        page: type[Page] = resolve(self._classes[screen])
        told = params if isinstance(params, dict) else {}
        step = Step(screen, told if box else page.for_later(told))  # what is typed on a page is in no box
        at = draft.saved_at.astimezone(LONDON)
        words, act = offered(box, f"{say(at.date())} at {say_time(at.time())}")
        titled = bool(box.get("title"))
        then = partial(self._carry_on, step, draft, box) if titled else partial(self.shell.follow, step)
        lead = f"{page.title or 'Unfinished work'}."
        self._offer_until_taken(visit.page, step, partial(self.shell.offer, lead, words, act, then))

    def _offer_until_taken(self, home: str, step: Step, offer: Callable[[], None]) -> None:
        """An offer goes when its page is left: it stands there again on coming back, until what it leads to was opened."""
        go, taken = self.shell.navigator, False

        def arrived(page: Page) -> None:
            nonlocal taken
            told = go.visit.params if go.visit is not None else {}
            there = page.name == step.page and dict(step.params).items() <= dict(told).items()
            taken = taken or there
            if page.name == home and not taken:
                offer()

        go.arrived.connect(guarded(self.shell, arrived))
        offer()

    def _carry_on(self, step: Step, draft: Draft, box: dict[str, Any]) -> None:
        """To the page, and the box over it as soon as the page can show it."""
        self.shell.follow(step)
        page = self.shell.navigator.page
        more = {name: value for name, value in box.items() if isinstance(value, str)}
        if page is not None:
            words = f"“{box['title']}” cannot be opened now. What you typed is kept."
            left, drafts = Left(draft.screen, draft.record_id, more), self.window.drafts
            CarryOn(page, left, lambda: not drafts.is_reading, partial(self._say.hint, words))

    def _backed_up(self, error: Exception | None) -> None:
        if error is not None:
            self._say.trouble(error)
        self.tell_backup()

    def _show_backup(self, found: tuple[list[datetime], tuple[KeptBackup, ...]]) -> None:
        words, fresh, more = backup_told(*found, self._parts.clock, practice=self._vault.header.practice)
        self.shell.header.backup.tell(words, fresh=fresh, more=more)

    def _plan(self) -> ShellPlan:
        parts = self._parts
        return ShellPlan(
            items=rail_items(parts.capabilities),
            names=frozenset(self._classes),
            make_page=self._make_page,
            role=self._vault.actor.role,
            practice=self._vault.header.practice,
            settings=parts.settings,
            settings_page=SETTINGS if SETTINGS in self._classes else "",
            pages_of_items=pages_of_items(parts.capabilities),
            of_a_pupil=pages_of_a_pupil(parts.capabilities),
            pupils=PUPILS,
        )

    def _make_page(self, name: str) -> Page:
        page: Page = resolve(self._classes[name])(self.services)
        return page

    def _services(self) -> Services:
        parts, vault = self._parts, self._vault
        return Services(
            jobs=parts.jobs,
            clock=parts.clock,
            catalogue=parts.catalogue,
            say=self._say,
            go=self.shell.navigator,
            dialogs=parts.dialogs,
            settings=parts.settings,
            vault=VaultFacts(
                vault.header.title,
                vault.header.vault_id,
                vault.header.practice,
                vault.actor,
                vault.folder,
                {slot.id: slot.role for slot in vault.header.slots},
            ),
            capabilities=parts.capabilities,
            lock=self.shell.locking.emit,
            keeper=StoreKeeper(vault, made=self.tell_backup, kept=self._kept),
            confirm=self._again,
        )

    def _tie(self) -> OpenWindow:
        parts = self._parts
        contents, one_by_one = PaletteContents(), OneByOne(parts.jobs, self.shell)
        return OpenWindow(
            parts.window,
            self.shell,
            self.services,
            self._say,
            idle=IdleLock(self.shell),
            watch=SessionWatch(self.shell),
            contents=contents,
            sources=self._sources(contents, one_by_one),
            counts=RailCounts(self.shell.rail.items, one_by_one, self._counts()),
            again=self._again,
        )

    def _counts(self) -> dict[str, Any]:
        items = rail_items(self._parts.capabilities)
        found: dict[str, Any] = {item.page: partial(_count, item.count) for item in items if item.count}
        hooks = tuple((one.name, one.due_items) for one in self._parts.capabilities if one.due_items)
        if hooks and self.shell.rail.items.place(TODAY) is not None:
            found[TODAY] = partial(_count_today, hooks)
        return found

    def _sources(self, contents: PaletteContents, one_by_one: OneByOne) -> PaletteSources:
        capabilities = self._parts.capabilities
        contents.set_source(PLACES, indexed(places(capabilities)))
        found = [each for each in capabilities if each.palette]
        return PaletteSources(
            contents,
            self._parts.jobs,
            one_by_one,
            {each.name: partial(_call, each.palette) for each in found},
            {each.name: frozenset(record_type(cls).kind for cls in each.records) for each in found},
            next((partial(_texts, one.palette_texts) for one in capabilities if one.palette_texts), None),
        )


def _call(name: str, session: Any) -> Any:
    """Call a hook named "module:function" with a session; imported on the reader, at its first use."""
    return resolve(name)(session)


def _texts(name: str, session: Any, typed: str) -> Any:
    """Call the hook that searches the words of records for the palette."""
    return resolve(name)(session, typed)


def _count(name: str, session: Any) -> Any:
    """What a hook counts for the menu, kept until something that it counted has changed."""
    return resolve(_KEPT).given(session, name)


def _count_today(hooks: tuple[tuple[str, str], ...], session: Any) -> Any:
    """Today counts what every capability brings, so it is told of them all."""
    return resolve(_TODAY_COUNT)(session, hooks)


def _finish_moves(session: Any) -> int:
    """A move to another compartment that a kill cut off must not leave its words in both; nor a merge half done.

    How many files came only in part and were removed.
    """
    dropped = int(session.drop_unfinished_files())
    session.finish_moves()
    resolve(_SETTLE_MERGES)(session)
    return dropped


def _on_writer(jobs: Jobs[Any], work: Callable[[Any], None]) -> None:
    """Do it on the one writer thread and wait for it there: asked for by a worker, which tells of a failure itself."""
    jobs.write(work, failed=lambda _error: None).result()


def _is_set_up(session: Any) -> bool:
    return _call(_PARTNERSHIP, session) is not None


def _name(session: Any) -> str:
    """The partnership's name, "" before it is set up."""
    found = _call(_PARTNERSHIP, session)
    return found.name if found is not None else ""


def _newest_draft(session: Any) -> Draft | None:
    drafts = (one for one in session.drafts() if one.screen not in _ELSEWHERE)
    return next((one for one in drafts if (one.screen, one.record_id) not in _ON_TODAY), None)


def _idle_minutes(session: Any) -> int:
    return int(session.setting(IDLE_MINUTES, DEFAULT_MINUTES))
