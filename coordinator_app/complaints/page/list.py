"""The complaints, of one pupil or all; here a new one is logged and the blank form is printed (000-CO-8)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent

from coordinator_app.complaints import actions, letters, view
from coordinator_app.complaints.model import Complaint
from coordinator_app.complaints.page.boxes import ComplaintBox
from coordinator_app.complaints.view import Asked, Line, Lines
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE = 760  # px of the design
_ICON = "message-square-warning"
_EMPTY = "Anybody may complain about how we handle information, in any way. Within 30 days we tell them that we have it."


class ComplaintsPage(Page):
    """Opened with (pupil_id="", ask=False); `ask` opens the box of a new one."""

    name: ClassVar[str] = "complaints"
    title: ClassVar[str] = "Complaints"
    opens_once: ClassVar[frozenset[str]] = frozenset({"ask", "request_kind", "request_id"})
    kinds: ClassVar[frozenset[str]] = frozenset({"complaint", "complaint_step", "complaint_letter", "pupil"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id = ""
        self._round = 0
        self.new = button("&Log a complaint", "primary", "plus")
        self.form = button("Print the form", icon="printer", accessible="Print the complaint form")
        self.copy = button(
            "Copy the form for an email", icon="mail", accessible="Copy the complaint form for an email"
        )
        self.everybody = button("Show all", icon="x", small=True, accessible="Show all complaints")
        self.list = TwoLineList("Complaints")
        self._card = list_card(self.list)
        self._empty = layout.column(space=0)
        self._lay_out()
        self.new.clicked.connect(self._press)
        self.form.clicked.connect(lambda: self.desk.go.to("complaint_form"))
        self.copy.clicked.connect(self.copy_form)
        self.everybody.clicked.connect(lambda: self.desk.go.to("complaints"))
        self.list.opened.connect(lambda key: self.desk.go.to("complaint", complaint_id=str(key)))

    # what the shell asks

    def open(
        self,
        pupil_id: str = "",
        ask: bool = False,
        request_kind: str = "",
        request_id: str = "",
        **_more: Any,
    ) -> None:
        """The list; and the box, where somebody came to log one."""
        if pupil_id != self.pupil_id:
            self.new_visit()
            self._about.setText("")
        self.pupil_id = pupil_id
        self.refresh()
        if ask:
            self.ask(request_kind, request_id)

    def where(self) -> dict[str, Any] | None:
        """Whose; Back opens the list, not the box once more."""
        return {"pupil_id": self.pupil_id}

    def whose(self) -> str:
        """The pupil."""
        return self._about.text() if self.pupil_id else ""

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        for one in (self.everybody, self._about):
            one.setVisible(bool(self.pupil_id))
        self._card.show()
        layout.clear(self._empty)
        self._read_name()
        self.list.start(partial(self._load, self._round))

    def first_focus(self) -> None:
        """The list if there is one."""
        target = self.list if self.list.rows() else self.new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # acts

    def ask(self, request_kind: str = "", request_id: str = "") -> None:
        """Read what is offered, then ask."""
        pupil_id = self.pupil_id
        self.new.setEnabled(False)
        self.desk.jobs.read(
            lambda session: view.asked(session, pupil_id),
            done=self.of_visit(partial(self._ask, request_kind, request_id), self._can_ask),
            failed=self.of_visit(self._cannot_ask, self._can_ask),
        )

    def _press(self) -> None:
        self.ask()

    def copy_form(self) -> None:
        """The form as plain text, for an email that is filled in by answering it."""
        self.copy.setEnabled(False)
        self.desk.jobs.read(
            letters.electronic_form, done=self.of_visit(self._copied), failed=self.of_visit(self._not_copied)
        )

    def _copied(self, words: str) -> None:
        self.copy.setEnabled(True)
        QGuiApplication.clipboard().setText(words)
        self.desk.say.hint("Copied. Paste it into an email: they fill it in by answering.")

    def _not_copied(self, error: Exception) -> None:
        self.copy.setEnabled(True)
        self.desk.say.trouble(error)

    def _can_ask(self, _answer: object = None) -> None:
        self.new.setEnabled(True)

    def _cannot_ask(self, error: Exception) -> None:
        self._can_ask()
        self.desk.say.trouble(error)

    def _ask(self, request_kind: str, request_id: str, asked: Asked) -> None:
        self._can_ask()
        if not self.in_front():
            return
        new = Complaint(pupil_id=asked.pupil_id, request_kind=request_kind, request_id=request_id)
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = ComplaintBox(new, asked, self.desk.clock, guards=guards)
        if asked.name:
            box.belongs_to(asked.name)

        def save(done: Any, failed: Any) -> object:
            values = box.typed()
            return self.desk.jobs.write(
                lambda session: actions.log(session, _of(new, values)), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(self.of_visit(self._logged, self._say))
        # whatever is typed may turn out to be about what is kept apart
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        way = {
            "pupil_id": asked.pupil_id,
            "ask": True,
            "request_kind": request_kind,
            "request_id": request_id,
        }
        show_with_way(self.desk, box, DraftOf("log_complaint", asked.pupil_id or "new", side), self.name, way)

    def _say(self, saved: Saved[Complaint]) -> None:
        self.desk.say.toast("Logged. Tell them within 30 days that we have it.", saved.change_id)

    def _logged(self, saved: Saved[Complaint]) -> None:
        self._say(saved)
        if self.in_front():
            self.desk.go.to("complaint", complaint_id=saved.record.id)

    # the look

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Complaints", 1), None, self.new)
        self.body.addLayout(head)
        self._about = label("", "body-strong", wrap=True)
        whose, forms = layout.row(space=12), layout.row(space=8)
        layout.add_all(whose, self._about, self.everybody, None)
        layout.add_all(forms, self.form, self.copy, None)
        self.body.addLayout(whose)
        self.body.addLayout(forms)
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips go below the words in a narrow window."""
        super().resizeEvent(event)
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    # reading

    def _read_name(self) -> None:
        pupil_id = self.pupil_id
        if not pupil_id:
            return
        done, failed = self.in_turn(self._about.setText, self._failed)
        self.desk.jobs.read(lambda session: view.name_of(session, pupil_id), done=done, failed=failed)

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        pupil_id, mark = self.pupil_id, cast("PageMark | None", after)

        def read(session: Session) -> Lines:
            return view.read_lines(session, pupil_id, mark, limit)

        self.desk.jobs.read(
            read, done=guarded(self, partial(self._show, asked_in)), failed=guarded(self, self._failed)
        )

    def _show(self, asked_in: int, found: Lines) -> None:
        if asked_in != self._round:
            return  # another list was asked for meanwhile
        self.show_content()
        self.list.add_rows([_row(one) for one in found.lines], found.next)
        if not self.list.rows():
            self._card.hide()
            self._empty.addWidget(EmptyState(_ICON, "Nobody has complained", _EMPTY))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _of(new: Complaint, values: dict[str, Any]) -> Complaint:
    return Complaint(
        pupil_id=new.pupil_id, request_kind=new.request_kind, request_id=new.request_id, **values
    )


def _row(one: Line) -> Row:
    return Row(
        one.id,
        one.title,
        one.second,
        _ICON,
        chip_text=one.chip,
        chip_kind=cast("Set", one.tone),
        action="Open",
    )
