"""Keeps what is typed on the open page as a draft in the vault: every few seconds, on leaving, and at lock.

A page that has drafts answers `save_draft`; its `draft_record` (an id, "" for a new thing) and
`draft_compartment` say where they belong (decision 22).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from coordinator_app.core.errors import Cancelled
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.jobs import Job, Jobs
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.draft_merge import both, plain
from coordinator_app.ui.navigator import Visit
from coordinator_app.ui.page import Page

SECONDS = 5
SOON_MS = 1_000
"""After the last key on a page that tells of its keys."""
PARAMS = "_params"
_HEARD = "draft_keeper_hears"


@dataclass(frozen=True, slots=True)
class DraftOf:
    """Where a page's draft belongs: its screen, its record ("" for none yet) and the record's compartment."""

    screen: str
    record_id: str
    compartment: Compartment = Compartment.GENERAL


@dataclass(frozen=True, slots=True)
class _Found:
    """A draft, or None, and the compartments that the user holds."""

    draft: dict[str, Any] | None
    held: tuple[Compartment, ...]


@dataclass(frozen=True, slots=True)
class _Left:
    """Where the draft of a page lay when the page was left, and what leads back to it."""

    place: DraftOf
    params: dict[str, object]


def place_of(page: Page) -> DraftOf:
    """Where the draft of a page belongs now."""
    return DraftOf(
        page.name,
        str(getattr(page, "draft_record", "")),
        getattr(page, "draft_compartment", Compartment.GENERAL),
    )


def plain_params(visit: Visit | None) -> dict[str, object]:
    """What the page was told, as far as it can be kept: what leads back to it after the unlock."""
    return _plain(visit.params if visit else {})


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    # words that were searched for may be anybody's: they are in no draft
    plain = {name: value for name, value in params.items() if name != "marked"}
    return {name: value for name, value in plain.items() if isinstance(value, str | int | bool)}


class DraftKeeper(QObject):
    """Watches one page at a time. Only changes are written; one that could not be is tried again.

    A draft lies in one compartment only: one whose category was changed is taken out of the other as soon as it is
    kept in its own. Nothing is dropped before it is known what lies there, and nothing typed meanwhile is covered.

    Emits `saved` with every draft that is written.
    """

    saved = Signal()

    def __init__(self, jobs: Jobs[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._page: Page | None = None
        self._visit: Visit | None = None
        self._place: DraftOf | None = None
        self._kept: dict[DraftOf, dict[str, Any] | None] = {}  # {}: nobody knows what lies there
        self._coming: object | None = None  # stands for the reading of a draft that has not been answered yet
        self._grown_from: list[dict[str, Any]] = []  # drafts that the page holds before its own has come
        self._again: Callable[[], None] | None = None  # asks again for one that could not be read
        self._writing = 0
        self._left: dict[Page, _Left] = {}  # pages that were left with something typed
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self._tick)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._tick)

    def watch(self, page: Page, visit: Visit | None) -> None:
        """A page was opened: put its draft back if there is one, then watch it."""
        self._remember_left(page)
        self._page, self._visit, self._coming = page, visit, None
        if type(page).save_draft is Page.save_draft:
            self._page = None
            return
        place = self._place = place_of(page)
        self._kept.setdefault(place, None)
        before = page.save_draft()
        self._grown_from = [] if before is None else [plain(before)]
        self._ask(page, place, before)
        self._timer.start()
        if not page.property(_HEARD):
            page.setProperty(_HEARD, True)
            page.typed.connect(self._soon.start)

    def keep(self) -> Job[Any] | None:
        """Write the draft of the page if it changed; the job, or None if there was nothing to write."""
        self._settle_left()
        page = self._page
        if page is None or page.draft_in_flight:
            return None
        place, draft = place_of(page), page.save_draft()
        if self._coming is not None and draft is None:
            return (
                None  # nothing typed yet, and what was typed before may still come: it is not to be dropped
            )
        if draft is not None:
            draft = {**draft, PARAMS: self._way_back(page)}
        old = self._left_behind(place) if page.draft_moves else None
        elsewhere = self._elsewhere(place)
        moved = any(self._kept[one] for one in elsewhere)
        if draft == self._kept.get(place) and old is None and not moved:
            return None
        return self._write(page, place, draft, [*([old] if old is not None else []), *elsewhere])

    def _write(
        self, page: Page, place: DraftOf, draft: dict[str, Any] | None, leave: list[DraftOf]
    ) -> Job[Any]:
        under = self._goes_on_from(draft) if self._coming is not None and page is self._page else None
        beside = page.keeps_beside() if under is not None else None
        self._kept[place] = draft
        for one in leave:
            self._kept[one] = None
        self._writing += 1

        def written(_nothing: None) -> None:
            self._writing -= 1
            self._told = False
            self.saved.emit()
            if isValid(page) and _same(place_of(page), place):
                _tell(page, draft)

        def failed(error: Exception) -> None:
            # not kept after all: it is tried again, and said once rather than every few seconds
            self._writing -= 1
            if self._kept.get(place) == draft:
                # nobody knows what lies there: not even what was typed before is taken as kept
                self._kept[place] = {}
            self._still_there(page, place, leave)
            self._say_once(error)

        return self._jobs.write(
            lambda session: _store(session, place, draft, leave, under=under, beside=beside),
            done=guarded(self, written),
            failed=guarded(self, failed),
        )

    def _way_back(self, page: Page) -> dict[str, object]:
        """What leads back to where the draft is typed on, which may be another part than the one in sight."""
        at: Mapping[str, object] = getattr(page, "draft_at", {})
        return {**page.for_later({**plain_params(self._visit), **_plain(page.where() or {})}), **at}

    def _goes_on_from(self, draft: dict[str, Any] | None) -> tuple[dict[str, Any], ...]:
        """The drafts that a page whose own has not come yet holds all the same: it goes on from them."""
        found = tuple(self._grown_from)
        if draft is not None:
            self._grown_from.append(plain(_body(draft)))
        return found

    def _elsewhere(self, place: DraftOf) -> list[DraftOf]:
        """The other compartments in which the draft lies, or may lie."""
        return [
            one for one, kept in self._kept.items() if one != place and _same(one, place) and kept is not None
        ]

    def _left_behind(self, place: DraftOf) -> DraftOf | None:
        """Where the draft of this page lay before the page became that of another record, if one lies there.

        A new thing that has been kept has a record of its own by then. Its draft goes with it: left where it was, it
        would be put back into the next new one, and into another child's referral.
        """
        old, self._place = self._place, place
        if old is None or old.record_id == place.record_id or self._kept.get(old) is None:
            return None
        return old

    def _still_there(self, page: Page, place: DraftOf, leave: list[DraftOf]) -> None:
        for one in leave:
            self._kept[one] = {}
            if page is self._page and not _same(one, place):
                self._place = one

    def _say_once(self, error: Exception) -> None:
        if not self._told and not isinstance(error, Cancelled):
            self._told = True
            self._jobs.on_trouble(error)

    @property
    def is_reading(self) -> bool:
        """Whether what was typed on the page before is still to come."""
        return self._coming is not None

    def stop(self) -> None:
        """Watch nothing."""
        self._timer.stop()
        self._soon.stop()
        self._page, self._coming = None, None
        self._left.clear()

    # pages that were left while they were still keeping what was typed

    def _remember_left(self, page: Page) -> None:
        old, coming = self._page, self._coming is not None
        self._left.pop(page, None)
        # one whose draft has not come holds nothing of it yet: that is no reason to drop it
        if old is not None and old is not page and not coming and isValid(old):
            self._left[old] = _Left(place_of(old), self._way_back(old))

    def _settle_left(self) -> None:
        """What was kept as a record after its page was left is a draft no longer; what was typed behind it is one."""
        for page, left in tuple(self._left.items()):
            if not isValid(page) or not _same(place_of(page), left.place):
                del self._left[page]
            elif not page.draft_in_flight:
                self._settle(page, left)

    def _settle(self, page: Page, left: _Left) -> None:
        draft, place = page.save_draft(), place_of(page)
        if draft is not None:
            if plain(draft) != plain(_body(self._kept.get(place) or {})):
                self._left[page] = _Left(place, left.params)
                self._write(page, place, {**draft, PARAMS: left.params}, self._elsewhere(place))
        elif self._kept.get(left.place):
            del self._left[page]
            self._write(page, left.place, None, self._elsewhere(left.place))

    # what was typed before

    def _ask(self, page: Page, place: DraftOf, before: dict[str, Any] | None) -> None:
        asked = self._coming = object()
        self._again = None

        def failed(error: Exception) -> None:
            if asked is self._coming:
                self._again = lambda: self._ask(page, place, before)
                self._say_once(error)

        # behind what is being written: another reader would find the draft from before it
        ask = self._jobs.write if self._writing else self._jobs.read
        ask(
            lambda session: _find(session, place),
            done=guarded(page, lambda found: self._came(asked, page, place, before, found)),
            failed=guarded(page, failed),
        )

    def _tick(self) -> None:
        if self._coming is None:
            self.keep()
        elif self._again is not None:
            self._again()

    def _came(
        self, asked: object, page: Page, place: DraftOf, before: dict[str, Any] | None, found: _Found
    ) -> None:
        if asked is not self._coming:
            return  # an answer to an older question
        self._coming = None
        here = place_of(page)
        if page.draft_moves and place.record_id != here.record_id and page.save_draft() is None:
            self.watch(page, self._visit)  # it shows a record that is known by now: that one's draft counts
        elif found.draft is not None and _same(place, here):
            self._put_back(page, here, before, found)

    def _put_back(self, page: Page, place: DraftOf, before: dict[str, Any] | None, found: _Found) -> None:
        draft = found.draft or {}
        body = shown = _body(draft)
        now, unknown = page.save_draft(), self._kept.get(place) == {}
        if now is None or (now == before and not unknown):
            page.restore_draft(body)
        elif body in self._grown_from:
            shown = now  # the page held it all the time, and the user went on from it
        elif page.restore_beside(body):
            shown = now
        else:  # typed meanwhile: it was there first, and nothing of either is lost
            page.restore_draft(shown := both(body, now))
        here = place_of(page)
        for one in (here.compartment, *found.held):  # in which of them it lies is not known
            self._kept[DraftOf(here.screen, here.record_id, one)] = {}
        if shown == body and _same(here, place):
            self._kept[here] = draft


def _body(draft: Mapping[str, Any]) -> dict[str, Any]:
    """What is typed, without what leads back to it."""
    return {name: value for name, value in draft.items() if name != PARAMS}


def _same(one: DraftOf, other: DraftOf) -> bool:
    """Whether both are of one thing, in whatever compartment."""
    return (one.screen, one.record_id) == (other.screen, other.record_id)


def _tell(page: Page, draft: dict[str, Any] | None) -> None:
    """A page that says "Draft saved 9:38am" has `draft_kept()`."""
    told = getattr(page, "draft_kept", None)
    if draft is not None and callable(told):
        told()


def _find(session: Any, place: DraftOf) -> _Found:
    return _Found(session.draft(place.screen, place.record_id), tuple(session.databases.held))


def _store(
    session: Any,
    place: DraftOf,
    draft: dict[str, Any] | None,
    leave: Sequence[DraftOf],
    *,
    under: Collection[dict[str, Any]] | None,
    beside: Callable[[Any, dict[str, Any]], None] | None = None,
) -> None:
    """`under`: what lies there has not come yet, and stays under what is typed by now unless it is one of these.

    Or beside it, kept by `beside`, where two drafts are not to be made one.
    """
    older = None if under is None else session.draft(place.screen, place.record_id)
    if older and under is not None and _body(older) in under:
        older = None  # what is typed goes on from it
    if older and beside is not None:
        beside(session, _body(older))
        older = None
    with session.write(place.compartment) as work:
        if draft is None:
            work.drop_draft(place.screen, place.record_id)
        else:
            work.save_draft(place.screen, place.record_id, both(older, draft) if older else draft)
    for one in leave:  # only once the new one is kept
        with session.write(one.compartment) as work:
            work.drop_draft(one.screen, one.record_id)
