"""Keeps what is typed on the open page as a draft in the vault: every few seconds, on leaving, and at lock.

A page that has drafts answers `save_draft`; its `draft_record` (an id, "" for a new thing) and
`draft_compartment` say where they belong (decision 22).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from coordinator_app.core.errors import Cancelled
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.jobs import Job, Jobs
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.navigator import Visit
from coordinator_app.ui.page import Page

SECONDS = 5
PARAMS = "_params"


@dataclass(frozen=True, slots=True)
class DraftOf:
    """Where a page's draft belongs: its screen, its record ("" for none yet) and the record's compartment."""

    screen: str
    record_id: str
    compartment: Compartment = Compartment.GENERAL


def place_of(page: Page) -> DraftOf:
    """Where the draft of a page belongs now."""
    return DraftOf(
        page.name,
        str(getattr(page, "draft_record", "")),
        getattr(page, "draft_compartment", Compartment.GENERAL),
    )


def plain_params(visit: Visit | None) -> dict[str, object]:
    """What the page was told, as far as it can be kept: what leads back to it after the unlock."""
    params: Mapping[str, object] = visit.params if visit else {}
    return {name: value for name, value in params.items() if isinstance(value, str | int | bool)}


class DraftKeeper(QObject):
    """Watches one page at a time. Only changes are written; one that could not be is tried again.

    Emits `saved` with every draft that is written.
    """

    saved = Signal()

    def __init__(self, jobs: Jobs[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._page: Page | None = None
        self._visit: Visit | None = None
        self._place: DraftOf | None = None
        self._kept: dict[DraftOf, dict[str, Any] | None] = {}
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.keep)

    def watch(self, page: Page, visit: Visit | None) -> None:
        """A page was opened: put its draft back if there is one, then watch it."""
        self._page, self._visit = page, visit
        if type(page).save_draft is Page.save_draft:
            self._page = None
            self._timer.stop()
            return
        place = self._place = place_of(page)
        self._kept.setdefault(place, None)
        self._jobs.read(
            lambda session: session.draft(place.screen, place.record_id),
            done=guarded(page, lambda draft: self._put_back(page, place, draft)),
        )
        self._timer.start()

    def keep(self) -> Job[Any] | None:
        """Write the draft of the page if it changed; the job, or None if there was nothing to write."""
        page = self._page
        if page is None:
            return None
        place, draft = place_of(page), page.save_draft()
        if draft is not None:
            draft = {**draft, PARAMS: {**plain_params(self._visit), **(page.where() or {})}}
        old = self._left_behind(place) if page.draft_moves else None
        if draft == self._kept.get(place) and old is None:
            return None
        self._kept[place] = draft

        def written(_nothing: None) -> None:
            self._told = False
            self.saved.emit()
            if isValid(page):
                _tell(page, draft)

        def failed(error: Exception) -> None:
            # not kept after all: it is tried again, and said once rather than every few seconds
            if self._kept.get(place) == draft:
                self._kept[
                    place
                ] = {}  # nobody knows what lies there: not even what was typed before is taken as kept
            self._still_there(old)
            self._say_once(error)

        return self._jobs.write(
            lambda session: _store(session, place, draft, old),
            done=guarded(self, written),
            failed=guarded(self, failed),
        )

    def _left_behind(self, place: DraftOf) -> DraftOf | None:
        """Where the draft of this page lay before the page became that of another record, if one lies there.

        A new thing that has been kept has a record of its own by then. Its draft goes with it: left where it was, it
        would be put back into the next new one, and into another child's referral.
        """
        old, self._place = self._place, place
        if old is None or old.record_id == place.record_id or self._kept.get(old) is None:
            return None
        self._kept[old] = None
        return old

    def _still_there(self, old: DraftOf | None) -> None:
        if old is not None:
            self._kept[old], self._place = {}, old

    def _say_once(self, error: Exception) -> None:
        if not self._told and not isinstance(error, Cancelled):
            self._told = True
            self._jobs.on_trouble(error)

    def stop(self) -> None:
        """Watch nothing."""
        self._timer.stop()
        self._page = None

    def _put_back(self, page: Page, place: DraftOf, draft: dict[str, Any] | None) -> None:
        if page is not self._page:
            return
        moved = page.draft_moves and place.record_id != place_of(page).record_id
        if moved and page.save_draft() is None:
            self.watch(page, self._visit)  # it shows a record that is known by now: that one's draft counts
            return
        if draft is None or place != place_of(page):
            return
        self._kept[place] = draft
        page.restore_draft({name: value for name, value in draft.items() if name != PARAMS})


def _tell(page: Page, draft: dict[str, Any] | None) -> None:
    """A page that says "Draft saved 9:38am" has `draft_kept()`."""
    told = getattr(page, "draft_kept", None)
    if draft is not None and callable(told):
        told()


def _store(session: Any, place: DraftOf, draft: dict[str, Any] | None, old: DraftOf | None) -> None:
    with session.write(place.compartment) as work:
        if draft is None:
            work.drop_draft(place.screen, place.record_id)
        else:
            work.save_draft(place.screen, place.record_id, draft)
    if old is not None:  # only once the new one is kept
        with session.write(old.compartment) as work:
            work.drop_draft(old.screen, old.record_id)
