"""Search: everything the user may open, as he types, newest first (003-2.3, 003-3)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.search.actions import asked_from
from coordinator_app.search.names import Names
from coordinator_app.search.page import reading
from coordinator_app.search.page.filters import Filters
from coordinator_app.search.page.keeping import Keeping
from coordinator_app.search.page.kept import KeptSearches
from coordinator_app.search.page.notes import Around
from coordinator_app.search.page.people import People
from coordinator_app.search.view import Asked, HitLine, Shown, too_little
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine

if TYPE_CHECKING:
    from coordinator_app.jobs.job import Job
    from coordinator_app.store.search_pages import SearchMark

WAIT = 120  # ms of quiet before a reader is asked
_CHIPS_BESIDE = 760  # px of the design
_LOOK_AGAIN = 20_000  # ms; how often it is seen whether restricted lines may still be shown
_WHY = "Safeguarding and health records are about to be searched and shown."
_NAMES = frozenset({"pupil", "pupil_name"})


class SearchPage(Page):
    """Opened with what is looked for (`Asked`, as plain values), `chosen` for the line in hand. Nothing typed is kept.

    `open()` without anything leaves what was looked for before, chosen so that typing replaces it.
    """

    name: ClassVar[str] = "search"
    title: ClassVar[str] = "Search"
    keys: ClassVar[tuple[KeyLine, ...]] = (
        KeyLine("down", ("Down",), "From the words to what was found", own=True),
        KeyLine("first", ("Return",), "Open the line in hand, or the first one", own=True),
    )
    services: Services

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._names: Names | None = None
        self._lines: dict[object, HitLine] = {}
        self._asked: Asked | None = None  # what the lines shown answer
        self._more: SearchMark | None = None
        self._round = 0
        self._job: Job[Any] | None = None
        self._as_words = self._changed = False
        self.typed = TextInput(longest=300, hint="Words, a name, a day, “words in quotes”, -not")
        self.keep = button("Keep this search", icon="archive")
        self.filters = Filters(services.clock, guards=services.vault.holds(Compartment.GUARDED))
        self.around = Around()
        self.people = People()
        self.kept = KeptSearches()
        self.list = TwoLineList("Records found")
        self._keeping = Keeping(self, services)
        self._quiet, self._watch = QTimer(self), QTimer(self)
        self._lay_out()
        self._wire()

    # what the shell asks

    def open(self, chosen: str = "", **more: Any) -> None:
        """Show a search again, or the one before; `unlock` asks for the passphrase first."""
        unlock = bool(more.pop("unlock", False))
        if more:
            self._show_asked(asked_from(more))
        if self._changed or self._names is None:
            self._read_names()
        if chosen:
            self.list.choose(chosen)
        if self._changed or self.asked() != self._asked:
            self.refresh()
        else:
            self._keeping.read()
        if unlock:
            self.unlock()

    def where(self) -> dict[str, Any]:
        """What is looked for, and the line in hand."""
        asked = self.asked()
        chosen = self.list.current_key()
        return {
            "typed": self.typed.text(),
            "group": asked.group,
            "pupil_id": asked.pupil_id,
            "since": asked.since,
            "until": asked.until,
            "place": asked.place,
            "with_trash": asked.with_trash,
            "as_words": asked.as_words,
            "chosen": str(chosen or ""),
        }

    def first_focus(self) -> None:
        """The words; back from a record, the line it was opened from."""
        if self.list.current_key() is not None and self.list.isVisibleTo(self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.selectAll()

    def records_changed(self, kinds: frozenset[str]) -> None:
        """Anything at all may be among what is found: read again while in sight, else when it is shown again."""
        if kinds & _NAMES:
            self._names = None
        if self.isVisible():
            self._read_names()
            self.refresh()
        else:
            self._changed = self.stale = True

    def refresh(self) -> None:
        """Look again for what is asked; what is typed and chosen stays."""
        self._changed = False
        self._keeping.read()
        self._look()

    def asked(self) -> Asked:
        """What is looked for now."""
        fresh = self.services.confirm.fresh and self.services.vault.holds(Compartment.GUARDED)
        words = Asked(self.typed.text(), as_words=self._as_words, guarded_words=fresh)
        return self.filters.asked(words)

    # acts

    def unlock(self) -> None:
        """Search safeguarding and health records too, once the passphrase was typed again."""
        self.services.confirm(guarded(self, self.refresh), _WHY)

    def search_for(self, asked: Asked, pupil: str = "") -> None:
        """Look for something else; `pupil` is the name of the one whose record is searched."""
        self._show_asked(asked)
        if pupil:
            self.filters.set_pupil(asked.pupil_id, pupil)
        self.refresh()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def pupil_called(self, pupil_id: str) -> str:
        """The name of a pupil, as far as the names have come."""
        return self._names.called(pupil_id) if self._names is not None else ""

    # the look

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Search", 1), None, self.keep)
        self.body.addLayout(head)
        spoken = label("What to look for")
        spoken.setParent(self.content)
        spoken.setBuddy(self.typed)
        spoken.hide()
        self.typed.setAccessibleDescription("Down goes to what was found")
        self.body.addWidget(self.typed)
        self.body.addWidget(self.filters)
        results = QWidget()
        lines = layout.column(results, space=12)
        self._card = list_card(self.list)
        layout.size(self._card, min_height=180)
        layout.add_all(lines, self.around.above, self.people, self.around.instead, self.kept)
        lines.addWidget(self._card, 1)
        lines.addWidget(self.around.below)
        lines.addStretch(0)
        area = layout.scrolling(results, "What was found")
        self.body.addWidget(area, 1)
        for widget in (self._card, self.people):
            widget.hide()
        layout.tab_order([self.typed, *self.filters.inputs(), self.keep, area])

    def _wire(self) -> None:
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT)
        self._quiet.timeout.connect(self._look)
        self._watch.setInterval(_LOOK_AGAIN)
        self._watch.timeout.connect(self._close_in_time)
        self.typed.textEdited.connect(lambda _text: self._typed())
        self.filters.edited.connect(self._look)
        self.list.opened.connect(self._open)
        self.people.opened.connect(lambda pupil_id: self.services.go.to("pupil", pupil_id=pupil_id))
        self.people.only.connect(self._only)
        self.around.meant.connect(lambda words: self.search_for(replace(self.asked(), typed=words)))
        self.around.as_words.connect(self._take_as_words)
        self.around.unlock.connect(self.unlock)
        self.around.widen.connect(self._widen)
        self.keep.clicked.connect(lambda: self._keeping.keep(self.asked()))
        self.kept.unlocking.connect(self.unlock)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Filters and chips fold in a narrow window."""
        super().resizeEvent(event)
        self._fold()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fold()

    def _fold(self) -> None:
        self.filters.fold(self.width())
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the words to the list, Enter there opens the first line."""
        in_words = self.typed.hasFocus()
        if in_words and event.key() == Qt.Key.Key_Down and self.list.rows():
            if self.list.current_key() is None:
                self.list.step(1)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif in_words and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_first()
        else:
            super().keyPressEvent(event)

    def _open_first(self) -> None:
        if self._quiet.isActive() or self.asked() != self._asked:
            self._quiet.stop()
            self._look()  # what stands there answers something else
        elif self.list.rows():
            self._open(self.list.current_key() or self.list.rows()[0].key)
        elif self.people.rows:
            self.people.rows[0].opened.emit()

    # looking

    def _show_asked(self, asked: Asked) -> None:
        if self.typed.text() != asked.typed:
            self.typed.setText(asked.typed)
        self._as_words = asked.as_words
        self.filters.show_asked(asked)
        if asked.pupil_id and self.pupil_called(asked.pupil_id):
            self.filters.set_pupil(asked.pupil_id, self.pupil_called(asked.pupil_id))

    def _typed(self) -> None:
        self._as_words = False
        self._quiet.start()

    def _take_as_words(self) -> None:
        self._as_words = True
        self.refresh()

    def _only(self, pupil_id: str, name: str, words: str) -> None:
        """Search in one record; without words of its own the name goes, for it stands in no entry of the record."""
        self.search_for(replace(self.asked(), typed=words, pupil_id=pupil_id), name)

    def _widen(self) -> None:
        """Nothing but the words counts."""
        self.search_for(Asked(self.typed.text()))

    def _read_names(self) -> None:
        if self._names is None:
            self.services.jobs.read(
                reading.read_all_names, done=guarded(self, self._named), failed=guarded(self, self._failed)
            )

    def _named(self, names: Names) -> None:
        self._names = names
        asked = self.asked()
        if asked.pupil_id:
            self.filters.set_pupil(asked.pupil_id, names.called(asked.pupil_id))
        self._keeping.show()
        if asked.typed.strip():
            self._look()

    def _look(self) -> None:
        """Ask a reader; what was asked for before is told to nobody."""
        self._quiet.stop()
        self._round += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None
        asked, problem = self.asked(), self.filters.problem()
        why = problem or too_little(asked, self.services.clock.today())
        self.keep.setEnabled(not why)
        if why:
            self._show_nothing_asked(asked, why)
            return
        self.around.looking()
        now, names = self._round, self._names
        self._job = self.services.jobs.read(
            lambda session: reading.read_first(session, asked, names),
            done=guarded(self, partial(self._came, now, asked)),
            failed=guarded(self, partial(self._not_came, now)),
        )

    def _show_nothing_asked(self, asked: Asked, why: str) -> None:
        self._asked = asked
        self._lines = {}
        self.list.show_rows([])
        self._card.hide()
        self.people.show_people((), ())
        empty = not self.typed.text().strip() and not asked.narrows
        self.around.nothing_asked(why, empty=empty)
        self.kept.setVisible(empty)

    def _came(self, asked_in: int, asked: Asked, shown: Shown) -> None:
        if asked_in != self._round:
            return  # typed on since
        self.show_content()
        self._asked, self._lines, self._more = asked, {}, shown.next
        self.kept.hide()
        self.people.show_people(shown.people, shown.in_records)
        self.list.start(partial(self._load, asked_in, asked, shown))
        self.around.show_around(asked, shown)
        self._settle(asked, shown)
        found = len(shown.lines) + len(shown.people)
        more = " so far" if shown.next is not None else ""
        announce(self.list, f"{found} {'result' if found == 1 else 'results'}{more}")
        if shown.guards:
            self._watch.start()
        else:
            self._watch.stop()

    def _load(self, asked_in: int, asked: Asked, first: Shown, after: object, _limit: int) -> None:
        """The list wants a page: the first one is there, the others are read."""
        if after is None:
            self._add(first)
            return
        self._read_on(asked_in, asked)

    def _read_on(self, asked_in: int, asked: Asked) -> None:
        mark, names = self._more, self._names
        if mark is None:
            return
        self._job = self.services.jobs.read(
            lambda session: reading.read_more(session, asked, names, mark),
            done=guarded(self, partial(self._came_more, asked_in, asked)),
            failed=guarded(self, partial(self._not_came, asked_in)),
        )

    def _came_more(self, asked_in: int, asked: Asked, shown: Shown) -> None:
        if asked_in != self._round:
            return
        self._more = shown.next
        self._add(shown)
        self._settle(asked, shown)

    def _add(self, shown: Shown) -> None:
        self._lines |= {one.key: one for one in shown.lines}
        self.list.add_rows([as_row(one) for one in shown.lines], shown.next)

    def _settle(self, asked: Asked, shown: Shown) -> None:
        """Nothing yet, but older records are left: go on by itself, and say how far it has come."""
        anything = bool(self.list.rows())
        self._card.setVisible(anything)
        if not anything and shown.next is not None:
            self.around.looking_back(shown.back_to)
            self._read_on(self._round, asked)
        else:
            self.around.done(asked, nothing=not anything and not self.people.rows)

    def _not_came(self, asked_in: int, error: Exception) -> None:
        if asked_in == self._round:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.services.say.trouble(error)

    def _close_in_time(self) -> None:
        """Restricted lines stay in sight only as long as the passphrase holds."""
        if self.isVisible() and self._asked is not None and self.asked() != self._asked:
            self._look()

    def _open(self, key: object) -> None:
        line = self._lines.get(key)
        if line is None:
            return
        self.list.choose(key)
        if line.opens is None:
            self.services.say.hint("This has no page of its own")
            return
        self.services.go.to(line.opens.page, **line.opens.params)


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
