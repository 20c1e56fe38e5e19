"""The audit log: whether anybody altered it, and who did what, by pupil, deed, user and days (003-2.1, 2.4)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from coordinator_app.audit_log import view
from coordinator_app.audit_log.sentences import LOG_VIEWED, WORDS, Deed
from coordinator_app.audit_log.view import DAYS, Line, Lines, Verdict, Wanted, WholeCheck
from coordinator_app.core.errors import Trouble
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import Load, export_button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.tidying import only_faults

if TYPE_CHECKING:
    from coordinator_app.store.audit_reading import AuditMark
    from coordinator_app.store.session import Session

_ONE_LINE = 1_000  # px of the design


class AuditLogPage(Page):
    """Read only: nothing in it can be changed or deleted. That it was looked at is itself written into it."""

    name: ClassVar[str] = "audit_log"
    title: ClassVar[str] = "Audit log"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id = ""
        self._round = 0
        self._pupils: dict[str, str] = {}
        self._red = False
        self._kept: WholeCheck | None = (
            None  # in memory alone: on the disk it could be forged with the entries
        )
        self.deed = ChoiceList([(one.value, WORDS[one]) for one in Deed], none="Everything done", width=230)
        self._slots = view.slots_by_office(services.vault.roles)
        self.user = ChoiceList([(one, one) for one in self._slots], none="All users", width=180)
        self.days = ChoiceList(list(DAYS), none="All days", width=180)
        self.all_pupils = button("Show all pupils", icon="x", small=True)
        self.check = button("&Check now", "primary", "shield-check")
        self.export = export_button(services, self.title, chosen=self._table)
        self.list = TwoLineList("What was done")
        self._card = list_card(self.list)
        self._said = layout.column(space=0)
        self._empty = layout.column(space=0)
        self._lay_out()
        self._wire()

    def open(self, pupil_id: str = "", deed: str = "", **_more: Any) -> None:
        """All of it, or what concerns one pupil; `deed` chooses what was done ("looked")."""
        if pupil_id != self.pupil_id:
            self.new_visit()
        self.pupil_id = pupil_id
        self.deed.set_value(deed if deed in {one.value for one in Deed} else None)
        self.desk.jobs.write(
            lambda session: session.note(LOG_VIEWED, pupil_id),
            done=self.of_visit(lambda _nothing: self.refresh()),
            failed=only_faults(self.desk.say),
        )
        self.refresh()
        self._verify()

    def where(self) -> dict[str, Any] | None:
        """Whose, and what is chosen."""
        return {"pupil_id": self.pupil_id, "deed": str(self.deed.value() or "")}

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        self._card.show()
        layout.clear(self._empty)
        self._read_name()
        self.list.start(partial(self._load, self._round))

    def first_focus(self) -> None:
        """The list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted(self) -> Wanted:
        """What stands above the list."""
        deed = self.deed.value()
        return Wanted(
            self.pupil_id,
            Deed(str(deed)) if deed else None,
            self._slots.get(str(self.user.value() or ""), ()),
            int(cast("int", self.days.value() or 0)),
        )

    # the look

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Audit log", 1), None, self.export, self.check)
        self.body.addLayout(head)
        self.body.addLayout(self._said)
        self._about = label("", "body-strong", wrap=True)
        whose = layout.row(space=12)
        layout.add_all(whose, self._about, self.all_pupils, None)
        self.body.addLayout(whose)
        self._line = layout.row(space=12)
        for box, name in ((self.deed, "What was done"), (self.user, "By whom"), (self.days, "When")):
            pair, words = layout.row(space=8), label(name, "body-strong")
            words.setBuddy(box)
            layout.add_all(pair, words, box)
            self._line.addLayout(pair)
        self._line.addStretch(1)
        self.body.addLayout(self._line)
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)

    def _wire(self) -> None:
        for box in (self.deed, self.user, self.days):
            box.edited.connect(self.refresh)
        self.check.clicked.connect(self._verify_all)
        self.all_pupils.clicked.connect(self._everybody)
        self.list.opened.connect(self._to_record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the choices stand one under another."""
        super().resizeEvent(event)
        wide = self.width() / theme.current().scale
        across = QBoxLayout.Direction.LeftToRight
        self._line.setDirection(across if wide >= _ONE_LINE else QBoxLayout.Direction.TopToBottom)
        self.list.wrap_chips(wide < _ONE_LINE)

    # what is shown

    def _read_name(self) -> None:
        pupil_id = self.pupil_id
        self.all_pupils.setVisible(bool(pupil_id))
        self._about.setVisible(bool(pupil_id))
        if not pupil_id:
            return
        done, failed = self.in_turn(self._name, self._failed)
        self.desk.jobs.read(lambda session: view.called(session, pupil_id), done=done, failed=failed)

    def _name(self, name: str) -> None:
        self._about.setText(f"Only what concerns {name}" if name else "Only what concerns one person")

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        wanted, roles = self.wanted(), self.desk.vault.roles
        mark = cast("AuditMark | None", after)

        def read(session: Session) -> Lines:
            return view.read_lines(session, wanted, roles, mark, limit)

        self.desk.jobs.read(
            read, done=guarded(self, partial(self._show, asked_in)), failed=guarded(self, self._failed)
        )

    def _show(self, asked_in: int, found: Lines) -> None:
        if asked_in != self._round:
            return  # something else was chosen meanwhile
        self._pupils = {**(self._pupils if self.list.rows() else {}), **_whose(found)}
        self.list.add_rows([_row(one) for one in found.lines], found.next)
        if not self.list.rows():
            self._card.hide()
            layout.clear(self._empty)
            words = "Choose other days, another user, or everything done."
            self._empty.addWidget(EmptyState("scroll-text", "Nothing of this kind was done", words))

    def _verify_all(self) -> None:
        self._kept = None
        self._verify()

    def _verify(self) -> None:
        """Check all entries, or in a long log those since all were checked today (`view.verdict`)."""
        if not self.check.isEnabled():
            return  # it is being checked
        self.check.setEnabled(False)
        kept = self._kept
        if kept is None and not self._red:  # what is red stays until the answer
            self._say(Note("info", "Checking all entries", "You can go on reading."))
        self.desk.jobs.read(
            lambda session: view.verdict(session, kept),
            done=guarded(self, self._judged),
            failed=guarded(self, self._not_judged),
        )

    def _judged(self, said: Verdict) -> None:
        self.check.setEnabled(True)
        self._kept, self._red = said.kept, not said.whole
        self._say(Note("safe" if said.whole else "over", said.lead, said.words))

    def _not_judged(self, error: Exception) -> None:
        self.check.setEnabled(True)
        self._kept = None
        if not self._red:
            layout.clear(self._said)  # nothing is said of what was not checked
        self._failed(error)

    def _say(self, note: Note) -> None:
        layout.clear(self._said)
        self._said.addWidget(note)

    def _table(self) -> Load:
        wanted, roles = self.wanted(), self.desk.vault.roles
        return lambda session: view.table(session, wanted, roles)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    # where it leads

    def _everybody(self) -> None:
        self.pupil_id = ""
        self.new_visit()
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_record(self, key: object) -> None:
        pupil_id = self._pupils.get(str(key), "")
        if pupil_id:
            self.desk.go.to("pupil", pupil_id=pupil_id)
        else:
            self.desk.say.hint("This entry is not about a pupil on the list.")


def _whose(found: Lines) -> dict[str, str]:
    return {one.key: one.pupil_id for one in found.lines}


def _row(one: Line) -> Row:
    return Row(
        one.key,
        one.words,
        one.when,
        "shield-alert" if one.guarded else "scroll-text",
        chip_text="Guarded" if one.guarded else "",
        chip_kind="neutral",
        action="Open" if one.pupil_id else "",
    )
