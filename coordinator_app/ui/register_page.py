"""The list page of a register: a heading with the way to a new one, the cases newest first, and what stands where there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE = 760  # px of the design


class Line(Protocol):
    """One case as the list shows it."""

    @property
    def id(self) -> str:
        """Opens it."""

    @property
    def title(self) -> str:
        """Its number or name."""

    @property
    def second(self) -> str:
        """Whose, who asked, since when."""

    @property
    def tone(self) -> str:
        """The colour of the chip."""

    @property
    def chip(self) -> str:
        """How it stands."""


class Lines(Protocol):
    """Some of the cases, and where the next ones start."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Those."""

    @property
    def next(self) -> PageMark | None:
        """None at the end."""


class RegisterPage(Page):
    """Subclasses say their words, what is read, and lay out what stands between the heading and the list."""

    icon: ClassVar[str]
    of_list: ClassVar[str]
    """What a screen reader calls the list."""
    nobody: ClassVar[str]
    """The lead where there are none."""
    case: ClassVar[tuple[str, str]]
    """The page of one case, and the name of the parameter that takes its id."""

    def __init__(self, services: Services, new: QPushButton) -> None:
        super().__init__(services)
        self.desk = services
        self.new = new
        self._round = 0
        self.list = TwoLineList(self.of_list)
        self._card = list_card(self.list)
        self._empty = layout.column(space=0)
        self.list.opened.connect(self._open_case)

    # what a subclass says

    def reads(self) -> Callable[[Session, PageMark | None, int], Lines]:
        """What is asked of the vault, as the page stands now."""
        raise NotImplementedError

    def empty_words(self) -> str:
        """What stands below the lead where there are none."""
        raise NotImplementedError

    def lay_out(self, *between: QLayout | QWidget) -> None:
        """Heading and list, with these between them."""
        head = layout.row(space=12)
        layout.add_all(head, heading(self.title, 1), None, self.new)
        self.body.addLayout(head)
        for one in between:
            if isinstance(one, QLayout):
                self.body.addLayout(one)
            else:
                self.body.addWidget(one)
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)

    # what the shell asks

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        self._card.show()
        layout.clear(self._empty)
        self.list.start(partial(self._load, self._round))

    def first_focus(self) -> None:
        """The list if there is one."""
        target = self.list if self.list.rows() else self.new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips go below the words in a narrow window."""
        super().resizeEvent(event)
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    # reading

    def _open_case(self, key: object) -> None:
        page, parameter = self.case
        self.desk.go.to(page, **{parameter: str(key)})

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        read, mark = self.reads(), cast("PageMark | None", after)
        self.desk.jobs.read(
            lambda session: read(session, mark, limit),
            done=guarded(self, partial(self._show, asked_in)),
            failed=guarded(self, self._failed),
        )

    def _show(self, asked_in: int, found: Lines) -> None:
        if asked_in != self._round:
            return  # another list was asked for meanwhile
        self.show_content()
        self.list.add_rows([self._row(one) for one in found.lines], found.next)
        if not self.list.rows():
            self._card.hide()
            self._empty.addWidget(EmptyState(self.icon, self.nobody, self.empty_words()))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    def _row(self, one: Line) -> Row:
        return Row(
            one.id,
            one.title,
            one.second,
            self.icon,
            chip_text=one.chip,
            chip_kind=cast("Set", one.tone),
            action="Open",
        )


class PupilsRegisterPage(RegisterPage):
    """A register that is shown whole, or for one pupil: then his name stands above it, with the way to all."""

    def __init__(self, services: Services, new: QPushButton, everybody: QPushButton) -> None:
        super().__init__(services, new)
        self.pupil_id = ""
        self.everybody = everybody
        self._about = label("", "body-strong", wrap=True)
        self.everybody.clicked.connect(lambda: self.desk.go.to(self.name))

    # what a subclass says

    def names(self) -> Callable[[Session, str], str]:
        """What a pupil is called."""
        raise NotImplementedError

    def whose_row(self, *more: QPushButton) -> QLayout:
        """The pupil's name with the buttons beside it."""
        row = layout.row(space=12)
        layout.add_all(row, self._about, *more, self.everybody, None)
        return row

    def of_one(self) -> tuple[QWidget, ...]:
        """What is shown only where it is about one pupil."""
        return self.everybody, self._about

    def show_of(self, pupil_id: str) -> None:
        """The cases of this pupil, or of all where it is empty."""
        if pupil_id != self.pupil_id:
            self.new_visit()
            self._about.setText("")
        self.pupil_id = pupil_id
        self.refresh()

    # what the shell asks

    def where(self) -> dict[str, Any] | None:
        """Whose; Back opens the list, not the box once more."""
        return {"pupil_id": self.pupil_id}

    def whose(self) -> str:
        """The pupil."""
        return self._about.text() if self.pupil_id else ""

    def refresh(self) -> None:
        """Read from the top."""
        for one in self.of_one():
            one.setVisible(bool(self.pupil_id))
        self._read_name()
        super().refresh()

    def _read_name(self) -> None:
        pupil_id, named = self.pupil_id, self.names()
        if pupil_id:
            done, failed = self.in_turn(self._about.setText, self._failed)
            self.desk.jobs.read(lambda session: named(session, pupil_id), done=done, failed=failed)

    # a new one: what it needs is read first, and the button waits

    def first_read(self, read: Callable[[Session], Any], then: Callable[[Any], None]) -> None:
        """Read what the box of a new one offers, then go on, unless somebody has gone elsewhere."""
        self.new.setEnabled(False)

        def came(found: Any) -> None:
            self._can_ask()
            if self.in_front():
                then(found)

        self.desk.jobs.read(
            read,
            done=self.of_visit(came, self._can_ask),
            failed=self.of_visit(self._cannot_ask, self._can_ask),
        )

    def _can_ask(self, _answer: object = None) -> None:
        self.new.setEnabled(True)

    def _cannot_ask(self, error: Exception) -> None:
        self._can_ask()
        self.desk.say.trouble(error)
