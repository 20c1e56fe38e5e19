"""The complaints, of one pupil or all; here a new one is logged and the blank form is printed (000-CO-8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QGuiApplication

from coordinator_app.complaints import actions, letters, view
from coordinator_app.complaints.model import Complaint
from coordinator_app.complaints.page.boxes import ComplaintBox
from coordinator_app.complaints.view import Asked
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.buttons import button
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.register_page import PupilsRegisterPage

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.pupils.in_registers import Lines
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session

_EMPTY = "Anybody may complain about how we handle information, in any way. Within 30 days we tell them that we have it."


class ComplaintsPage(PupilsRegisterPage):
    """Opened with (pupil_id="", ask=False); `ask` opens the box of a new one."""

    name: ClassVar[str] = "complaints"
    title: ClassVar[str] = "Complaints"
    opens_once: ClassVar[frozenset[str]] = frozenset({"ask", "request_kind", "request_id"})
    kinds: ClassVar[frozenset[str]] = frozenset({"complaint", "complaint_step", "complaint_letter", "pupil"})
    icon: ClassVar[str] = "message-square-warning"
    of_list: ClassVar[str] = "Complaints"
    nobody: ClassVar[str] = "Nobody has complained"
    case: ClassVar[tuple[str, str]] = ("complaint", "complaint_id")

    def __init__(self, services: Services) -> None:
        everybody = button("Show all", icon="x", small=True, accessible="Show all complaints")
        super().__init__(services, button("&Log a complaint", "primary", "plus"), everybody)
        self.form = button("Print the form", icon="printer", accessible="Print the complaint form")
        self.copy = button(
            "Copy the form for an email", icon="mail", accessible="Copy the complaint form for an email"
        )
        forms = layout.row(space=8)
        layout.add_all(forms, self.form, self.copy, None)
        self.lay_out(self.whose_row(), forms)
        self.new.clicked.connect(self._press)
        self.form.clicked.connect(lambda: self.desk.go.to("complaint_form"))
        self.copy.clicked.connect(self.copy_form)

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
        self.show_of(pupil_id)
        if ask:
            self.ask(request_kind, request_id)

    # acts

    def ask(self, request_kind: str = "", request_id: str = "") -> None:
        """Read what is offered, then ask."""
        pupil_id = self.pupil_id
        self.first_read(
            lambda session: view.asked(session, pupil_id), partial(self._ask, request_kind, request_id)
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

    def _ask(self, request_kind: str, request_id: str, asked: Asked) -> None:
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

    def names(self) -> Callable[[Session, str], str]:
        """What a pupil is called."""
        return view.name_of

    def reads(self) -> Callable[[Session, PageMark | None, int], Lines]:
        """Those of this pupil, or all."""
        pupil_id = self.pupil_id
        return lambda session, after, limit: view.read_lines(session, pupil_id, after, limit)

    def empty_words(self) -> str:
        """How one comes to be here."""
        return _EMPTY


def _of(new: Complaint, values: dict[str, Any]) -> Complaint:
    return Complaint(
        pupil_id=new.pupil_id, request_kind=new.request_kind, request_id=new.request_id, **values
    )
