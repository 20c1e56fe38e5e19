"""Search: everything the user may open, as he types, newest first (003-2.3, 003-3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

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
from coordinator_app.search.page.looking import Looking
from coordinator_app.search.page.notes import Around
from coordinator_app.search.page.people import People
from coordinator_app.search.view import Asked, too_little
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import TwoLineList, list_card
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine

WAIT = 120  # ms of quiet before a reader is asked
_CHIPS_BESIDE = 760  # px of the design
_LOW = 520  # px of the design: under this the filters are opened by a button, so that there is room for what is found
_LOOK_AGAIN = 20_000  # ms; how often it is seen whether restricted lines may still be shown
_WHY = "Safeguarding and health records are about to be searched and shown."
_NAMES = frozenset({"pupil", "pupil_name"})


class SearchPage(Page):
    """Opened with what is looked for (`Asked`, as plain values), `chosen` for the line in hand. Nothing typed is kept.

    `open()` without anything leaves what was looked for before, chosen so that typing replaces it.
    """

    name: ClassVar[str] = "search"
    title: ClassVar[str] = "Search"
    opens_once: ClassVar[frozenset[str]] = frozenset({"unlock"})
    keys: ClassVar[tuple[KeyLine, ...]] = (
        KeyLine("down", ("Down",), "From the words to what was found", own=True),
        KeyLine("first", ("Return",), "Open the line in hand, or the first one", own=True),
    )
    services: Services

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._names: Names | None = None
        self._as_words = self._changed = self._back = False
        self.words = TextInput(longest=300, hint="Words, a name, a day, “words in quotes”, -not")
        self.keep = button("Keep this search", icon="archive")
        self.narrow = button("Filters", icon="filter")
        self.narrow.setCheckable(True)
        self.filters = Filters(services.clock, guards=services.vault.holds(Compartment.GUARDED))
        self.around = Around()
        self.people = People()
        self.kept = KeptSearches()
        self.list = TwoLineList("Records found")
        self._keeping, self.looking = Keeping(self, services), Looking(self, services)
        self._quiet, self._watch = QTimer(self), QTimer(self)
        self._lay_out()
        self._wire()

    # what the shell asks

    def open(self, chosen: str = "", **more: Any) -> None:
        """Show a search again, or the one before; `unlock` asks for the passphrase first."""
        unlock = bool(more.pop("unlock", False))
        self._back = bool(chosen)
        if more:
            self._show_asked(asked_from(more))
        if self._changed or self._names is None:
            self._read_names()
        if chosen:
            self.list.choose(chosen)
        if self._changed or self.asked() != self.looking.asked:
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
            "typed": self.words.text(),
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
        if self._back and self.list.current_key() is not None and self.list.isVisibleTo(self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.selectAll()

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
        self.look()

    def asked(self) -> Asked:
        """What is looked for now."""
        fresh = self.services.confirm.fresh and self.services.vault.holds(Compartment.GUARDED)
        words = Asked(self.words.text(), as_words=self._as_words, guarded_words=fresh)
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
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def pupil_called(self, pupil_id: str) -> str:
        """The name of a pupil, as far as the names have come."""
        return self._names.called(pupil_id) if self._names is not None else ""

    # the look

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Search", 1), None, self.narrow, self.keep)
        self.body.addLayout(head)
        spoken = label("What to look for")
        spoken.setParent(self.content)
        spoken.setBuddy(self.words)
        spoken.hide()
        self.words.setAccessibleDescription("Down goes to what was found")
        self.body.addWidget(self.words)
        self.body.addWidget(self.filters)
        results = QWidget()
        lines = layout.column(results, space=12)
        self.card = list_card(self.list)
        layout.size(self.card, min_height=180)
        layout.add_all(lines, self.around.above, self.people, self.around.instead, self.kept)
        lines.addWidget(self.card, 1)
        lines.addWidget(self.around.below)
        lines.addStretch(0)
        area = layout.scrolling(results, "What was found")
        self.body.addWidget(area, 1)
        for widget in (self.card, self.people):
            widget.hide()
        layout.tab_order([self.words, self.narrow, *self.filters.inputs(), self.keep, area])

    def _wire(self) -> None:
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT)
        self._quiet.timeout.connect(self.look)
        self._watch.setInterval(_LOOK_AGAIN)
        self._watch.timeout.connect(self._close_in_time)
        self._watch.start()
        self.words.textEdited.connect(lambda _text: self._typed())
        self.filters.edited.connect(self.look)
        self.list.opened.connect(self._open)
        self.people.opened.connect(lambda pupil_id: self.services.go.to("pupil", pupil_id=pupil_id))
        self.people.only.connect(self._only)
        self.around.meant.connect(lambda words: self.search_for(replace(self.asked(), typed=words)))
        self.around.as_words.connect(self._take_as_words)
        self.around.unlock.connect(self.unlock)
        self.around.widen.connect(self._widen)
        self.narrow.toggled.connect(lambda _on: self._fold())
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
        low = self.height() / theme.current().scale < _LOW
        self.narrow.setVisible(low)
        # what narrows is never out of sight
        self.filters.setVisible(not low or self.narrow.isChecked() or self.asked().narrows)
        self.filters.fold(self.width())
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the words to the list, Enter there opens the first line."""
        in_words = self.words.hasFocus()
        if in_words and event.key() == Qt.Key.Key_Down and self.list.rows():
            if self.list.current_key() is None:
                self.list.step(1)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif in_words and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_first()
        else:
            super().keyPressEvent(event)

    def _open_first(self) -> None:
        if self._quiet.isActive() or self.asked() != self.looking.asked:
            self._quiet.stop()
            self.look()  # what stands there answers something else
        elif self.list.rows():
            self._open(self.list.current_key() or self.list.rows()[0].key)
        elif self.people.rows:
            self.people.rows[0].opened.emit()

    # looking

    def _show_asked(self, asked: Asked) -> None:
        if self.words.text() != asked.typed:
            self.words.setText(asked.typed)
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
        self.search_for(Asked(self.words.text()))

    def _read_names(self) -> None:
        if self._names is None:
            self.services.jobs.read(
                reading.read_all_names, done=guarded(self, self._named), failed=guarded(self, self.failed)
            )

    def _named(self, names: Names) -> None:
        self._names = names
        asked = self.asked()
        if asked.pupil_id:
            self.filters.set_pupil(asked.pupil_id, names.called(asked.pupil_id))
        self._keeping.show()
        if asked.typed.strip():
            self.look()

    def look(self) -> None:
        """Ask for what is typed and chosen now; what was asked for before is told to nobody."""
        self._quiet.stop()
        asked = self.asked()
        why = self.filters.problem() or too_little(asked, self.services.clock.today())
        self.keep.setEnabled(not why)
        self._fold()
        if why:
            self._show_nothing_asked(asked, why)
        else:
            self.looking.look(asked, self._names)

    def _show_nothing_asked(self, asked: Asked, why: str) -> None:
        self.looking.forget(asked)
        self.list.show_rows([])
        self.card.hide()
        self.people.show_people((), ())
        empty = not self.words.text().strip() and not asked.narrows
        self.around.nothing_asked(why, empty=empty)
        self.kept.setVisible(empty)

    def _close_in_time(self) -> None:
        """Restricted lines stay in sight only as long as the passphrase holds."""
        if self.looking.shows_guarded and not self.asked().guarded_words:
            self.look()

    def failed(self, error: Exception) -> None:
        """In place of the page, with Try again."""
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.services.say.trouble(error)

    def _open(self, key: object) -> None:
        line = self.looking.lines.get(key)
        if line is None:
            return
        self.list.choose(key)
        if line.opens is None:
            self.services.say.hint("This has no page of its own")
            return
        self.services.go.to(line.opens.page, **line.opens.params)
