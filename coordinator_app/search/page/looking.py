"""Asks the readers for what is looked for, and fills the search page with the answers that are still wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coordinator_app.search.names import Names
from coordinator_app.search.page import reading
from coordinator_app.search.view import Asked, HitLine, Shown
from coordinator_app.services import Services
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.lists import Row

if TYPE_CHECKING:
    from coordinator_app.jobs.job import Job
    from coordinator_app.search.page.page import SearchPage
    from coordinator_app.store.search_pages import SearchMark


class Looking:
    """`asked` is what the lines shown answer, `lines` are those by their keys. An outdated answer is told to nobody."""

    def __init__(self, page: SearchPage, services: Services) -> None:
        self._page, self._services = page, services
        self.asked: Asked | None = None
        self.lines: dict[object, HitLine] = {}
        self.shows_guarded = False
        self._names: Names | None = None
        self._more: SearchMark | None = None
        self._round = 0
        self._job: Job[Any] | None = None

    def forget(self, asked: Asked) -> None:
        """Nothing is looked for: whatever is still being read is dropped."""
        self._next_round()
        self._page.busy(False)
        self.asked, self.lines, self.shows_guarded = asked, {}, False

    def look(self, asked: Asked, names: Names | None) -> None:
        """Ask a reader for the first page. What is shown stays until the answer comes."""
        self._next_round()
        self._page.busy(True)
        self._names = names
        now = self._round
        self._job = self._services.jobs.read(
            lambda session: reading.read_first(session, asked, names),
            done=guarded(self._page, partial(self._came, now, asked)),
            failed=guarded(self._page, partial(self._not_came, now)),
        )

    def _next_round(self) -> None:
        self._round += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _came(self, asked_in: int, asked: Asked, shown: Shown) -> None:
        if asked_in != self._round:
            return  # typed on since
        page = self._page
        page.show_content()
        self.asked, self.lines, self._more = asked, {}, shown.next
        self.shows_guarded = shown.guards
        page.kept.hide()
        page.people.show_people(shown.people, shown.in_records)
        page.list.start(partial(self._load, asked_in, asked, shown))
        page.around.show_around(shown)
        self._settle(asked, shown)
        found = len(shown.lines) + len(shown.people)
        more = " so far" if shown.next is not None else ""
        announce(page.list, f"{found} {'result' if found == 1 else 'results'}{more}")

    def _load(self, asked_in: int, asked: Asked, first: Shown, after: object, _limit: int) -> None:
        """The list wants a page: the first one is there, the others are read."""
        if after is None:
            self._add(first)
        else:
            self._read_on(asked_in, asked)

    def _read_on(self, asked_in: int, asked: Asked) -> None:
        mark, names = self._more, self._names
        if mark is None or asked_in != self._round:
            return
        self._job = self._services.jobs.read(
            lambda session: reading.read_more(session, asked, names, mark),
            done=guarded(self._page, partial(self._came_more, asked_in, asked)),
            failed=guarded(self._page, partial(self._not_came, asked_in)),
        )

    def _came_more(self, asked_in: int, asked: Asked, shown: Shown) -> None:
        if asked_in != self._round:
            return
        self._more = shown.next
        self._add(shown)
        self._settle(asked, shown)

    def _add(self, shown: Shown) -> None:
        self.lines |= {one.key: one for one in shown.lines}
        self._page.list.add_rows([as_row(one) for one in shown.lines], shown.next)

    def _settle(self, asked: Asked, shown: Shown) -> None:
        """Nothing yet, but older records are left: go on by itself, and say how far it has come."""
        page, anything = self._page, bool(self.lines)
        page.card.setVisible(anything)
        if not anything and shown.next is not None:
            page.around.looking_back(shown.back_to)
            self._read_on(self._round, asked)
        else:
            page.busy(False)
            page.around.done(asked, nothing=not anything and not page.people.rows)

    def _not_came(self, asked_in: int, error: Exception) -> None:
        if asked_in == self._round:
            self._page.busy(False)
            self._page.failed(error)


def as_row(line: HitLine) -> Row:
    """A line as the list shows it: what is restricted, and what lies in the trash, says so in words."""
    chip = line.restricted or ("In the trash" if line.trashed else "")
    return Row(
        line.key,
        line.title,
        line.text,
        "lock" if line.restricted else line.icon,
        "neutral",
        chip_text=f"{line.restricted}, in the trash" if line.restricted and line.trashed else chip,
        chip_kind="neutral",
        chip_icon="lock" if line.restricted else "trash-2" if line.trashed else "",
        marks=line.marked,
    )
