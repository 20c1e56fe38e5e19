"""All programmes: those under way, planned or ended, of every provider or of one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from coordinator_app.core.errors import Trouble
from coordinator_app.programmes.page import list_reading
from coordinator_app.programmes.page.list_reading import Chosen, ProgrammeRow, Rows
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import Load, export_button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE = 760  # px of the design
_TITLES = [("under_way", "Under way"), ("planned", "Planned"), ("ended", "Ended")]
_NOTHING = {
    "under_way": ("No programme is under way", "Start one from a pupil's record, on the Programmes tab."),
    "planned": ("No programme is planned", "Plan one from a pupil's record, on the Programmes tab."),
    "ended": ("No programme has ended yet", "Those you end stand here with their outcome."),
}


class ProgrammesPage(Page):
    """Enter opens a programme; the list is read a page at a time."""

    name: ClassVar[str] = "programmes"
    title: ClassVar[str] = "Programmes"
    kinds: ClassVar[frozenset[str]] = frozenset({"programme", "programme_day", "pupil", "provider"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._round = 0
        self.which = ChoiceBoxes(_TITLES)
        self.which.set_value("under_way")
        self.which.setAccessibleName("Which programmes")
        self.provider = ChoiceList((), none="All providers", width=260)
        self.week = button("Attendance for a week", icon="calendar")
        self.export = export_button(services, "Programmes", chosen=self._what_is_shown)
        self.list = TwoLineList("Programmes")
        self._card = list_card(self.list)
        self._empty = layout.column(space=0)
        self._lay_out()
        self.which.edited.connect(self.refresh)
        self.provider.edited.connect(self.refresh)
        self.week.clicked.connect(self._to_week)
        self.list.opened.connect(lambda key: services.go.to("programme", programme_id=str(key)))

    def open(self, *, which: str = "", provider_id: str = "", **_more: object) -> None:
        """Show the list, of one provider if one is named."""
        if which in dict(_TITLES):
            self.which.set_value(which)
        self._read_providers(provider_id)

    def where(self) -> dict[str, object] | None:
        """What is chosen above the list."""
        chosen = self.chosen()
        return {"which": chosen.which, "provider_id": chosen.provider_id}

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        self._card.show()
        layout.clear(self._empty)
        self.list.start(partial(self._load, self._round))

    def first_focus(self) -> None:
        """The list if there is one."""
        (self.list if self.list.rows() else self.which.target()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_week(self) -> None:
        """The marks of all pupils of the provider that is chosen, or of the first."""
        self.desk.go.to("attendance_week", provider_id=self.chosen().provider_id)

    def chosen(self) -> Chosen:
        """What stands above the list."""
        return Chosen(str(self.which.value() or "under_way"), str(self.provider.value() or ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips go below the words in a narrow window."""
        super().resizeEvent(event)
        self._fold()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fold()

    def _fold(self) -> None:
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        head.addWidget(heading("Programmes", 1))
        head.addStretch(1)
        head.addWidget(self.week)
        head.addWidget(self.export)
        self.body.addLayout(head)
        line = layout.row(space=12)
        line.addWidget(self.which)
        line.addStretch(1)
        self.body.addLayout(line)
        at = layout.row(space=10)
        words = label("Provider", "body-strong")
        words.setBuddy(self.provider)
        layout.add_all(at, words, self.provider, None)
        self.body.addLayout(at)
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)

    def _read_providers(self, provider_id: str) -> None:
        before = self.provider.value()

        def show(found: tuple[tuple[str, str], ...]) -> None:
            self.provider.offer(found)
            if provider_id and self.provider.value() == before:  # nobody has chosen meanwhile
                self.provider.set_value(provider_id)
            self.refresh()

        self.desk.jobs.read(
            list_reading.providers, done=guarded(self, show), failed=guarded(self, self._failed)
        )

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        chosen, mark = self.chosen(), cast("PageMark | None", after)

        def read(session: Session) -> Rows:
            return list_reading.read_page(session, chosen, mark, limit)

        self.desk.jobs.read(
            read, done=guarded(self, partial(self._show, asked_in)), failed=guarded(self, self._failed)
        )

    def _show(self, asked_in: int, rows: Rows) -> None:
        if asked_in != self._round:
            return  # something else was chosen meanwhile
        self.list.add_rows([_row(one) for one in rows.rows], rows.next)
        if not self.list.rows():
            self._card.hide()
            layout.clear(self._empty)
            self._empty.addWidget(self._nothing())

    def _nothing(self) -> EmptyState:
        title, text = _NOTHING[self.chosen().which]
        if self.chosen().provider_id:
            title = f"{title} at this provider"
        to_pupils = button("Open pupils")
        to_pupils.clicked.connect(lambda: self.desk.go.to("pupils"))
        return EmptyState("calendar-check", title, text, to_pupils)

    def _what_is_shown(self) -> Load:
        chosen = self.chosen()
        return lambda session: list_reading.table(session, chosen)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _row(one: ProgrammeRow) -> Row:
    return Row(
        one.id,
        one.title,
        one.second,
        "calendar-check",
        chip_text=one.chip,
        chip_kind=cast("Set", one.tone),
        action="Open",
    )
