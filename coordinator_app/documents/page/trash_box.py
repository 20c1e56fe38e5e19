"""What is in the trash of a pupil's documents: days left, take back, throw away for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut, Trouble
from coordinator_app.documents import trash, view
from coordinator_app.documents.model import TRASH_DAYS, document_compartment
from coordinator_app.documents.page.trash_reading import TrashShown, read
from coordinator_app.documents.trash import Thrown
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.dialogs import AskText, Confirm
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import Done, Failed
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.reason_box import ReasonBox
from coordinator_app.ui.rows import TwoLineRow

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.documents.model import Document

_WIDE, _HIGH = 640, 260
_FOR_GOOD = "Throw away for good"
_SAYS = (
    f"A document stays here for {TRASH_DAYS} days. Then you may throw it away for good. It never goes by itself, and "
    "not while an access request about this pupil is open."
)
_NOBODY = "The trash is empty."
_GONE = "Document thrown away for good"
_EARLY = AskText(
    title="Throw this document away for good?",
    label="Why it may not wait",
    help=f"It has not been in the trash for {TRASH_DAYS} days. The file, its words and its history go, and cannot be "
    "brought back. Your reason stays on the record.",
    act=_FOR_GOOD,
    long=True,
    required="Say why it may not wait.",
)
_LATE = Confirm(
    title="Throw this document away for good?",
    facts=(("trash-2", "The file, its words and its history go, and the scan it came by."),),
    tick="I have looked, and nobody needs it",
    act=_FOR_GOOD,
    undo="Backups made before today still hold it until they are replaced.",
    danger=True,
)


class TrashBox(Box):
    """`changed` whenever something was taken back or thrown away. Restricted ones are named after the passphrase only."""

    changed = Signal()

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__("Documents in the trash")
        layout.size(self, width=_WIDE)
        self._services, self._pupil_id = services, pupil_id
        self._busy = False
        self.rows: list[TwoLineRow] = []
        self.body.addWidget(label(_SAYS, "body", "text-2", wrap=True))
        self._notes = layout.column(space=8)
        self.body.addLayout(self._notes)
        holder = QWidget()
        self._lines = layout.column(holder, space=8)
        self._area = layout.scrolling(holder, "Documents in the trash")
        layout.size(self._area, height=_HIGH)
        self.body.addWidget(self._area)
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.accept)
        self.buttons(self.close_button)
        self.first = self.close_button
        self._lines.addWidget(label("Reading the trash", "small", "text-2"))
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        open_now = self._services.confirm.fresh
        self._services.jobs.read(
            lambda session: read(session, self._pupil_id, guarded_words=open_now),
            done=guarded(self, self._show),
            failed=guarded(self, self._failed),
        )

    def _show(self, shown: TrashShown) -> None:
        layout.clear(self._lines)
        self._say(shown.shut)
        self.rows = [self._row(one, shown.shut) for one in shown.thrown]
        if self.rows:
            card = CardList()
            for row in self.rows:
                card.add(row)
            self._lines.addWidget(card)
        else:
            empty: QLabel = label(_NOBODY, "body", "text-2")
            self._lines.addWidget(empty)
            announce(self, _NOBODY)
        self._lines.addStretch(1)

    def _row(self, one: Thrown, shut: str) -> TwoLineRow:
        back = button("Take back", small=True, accessible=f"Take back: {one.document.title}")
        goes = button(_FOR_GOOD, "quiet", small=True, accessible=f"{_FOR_GOOD}: {one.document.title}")
        closed = one.document.title == view.CLOSED
        goes.setEnabled(not shut and not closed)
        goes.setToolTip(shut or ("Show the restricted documents first." if closed else ""))
        back.clicked.connect(lambda: self._take_back(one))
        goes.clicked.connect(lambda: self._ask(one))
        return TwoLineRow(one.document.title, _left(one), icon="file-text", buttons=(back, goes))

    def _say(self, text: str, lead: str = "Nothing can be thrown away now.") -> None:
        layout.clear(self._notes)
        if text:
            self._notes.addWidget(Note("soon", lead, text))

    def _take_back(self, one: Thrown) -> None:
        if self._busy:
            return
        self._busy = True
        self._services.jobs.write(
            lambda session: trash.take_back(session, one.document),
            done=guarded(self, self._taken_back),
            failed=guarded(self, self._failed),
        )

    def _taken_back(self, saved: Saved[Document]) -> None:
        self._services.say.toast("Document taken back", saved.change_id)
        self._after()

    def _ask(self, one: Thrown) -> None:
        if one.days_left:
            ask_early(self._services, one.document, guarded(self, self._after))
        else:
            self._services.dialogs.confirm(_LATE, guarded(self, lambda: self._throw(one)))

    def _throw(self, one: Thrown) -> None:
        if self._busy:
            return
        self._busy = True
        self._services.jobs.write(
            lambda session: trash.for_good(session, one.document, ""),
            done=guarded(self, lambda _none: self._thrown()),
            failed=guarded(self, self._failed),
        )

    def _thrown(self) -> None:
        self._services.say.toast(_GONE, None)
        self._after()

    def _after(self) -> None:
        self._busy = False
        self.changed.emit()
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, GateShut):
            self._say(" ".join(error.reasons), "This cannot be done now.")
        elif isinstance(error, Trouble):
            self._say(" ".join(part for part in (error.safe, error.next_step) if part), error.happened)
        else:
            self._services.say.trouble(error)


def ask_early(services: Services, document: Document, then: Callable[[], None]) -> None:
    """Ask why a document may not wait in the trash, and throw it away; `then` runs once it is gone."""
    box = ReasonBox(_EARLY)

    def save(done: Done, failed: Failed) -> object:
        reason = box.words()
        return services.jobs.write(
            lambda session: trash.for_good(session, document, reason), done=done, failed=failed
        )

    def thrown(_none: object) -> None:
        services.say.toast(_GONE, None)
        then()

    box.saves(save)
    box.saved.connect(thrown)
    show_kept(services, box, DraftOf("destroy_document", document.id, document_compartment(document)))


def _left(one: Thrown) -> str:
    thrown = one.document.trashed_at
    when = f"Thrown away on {say(thrown.date())}" if thrown else "Thrown away"
    if one.days_left == 0:
        return f"{when}. Its {TRASH_DAYS} days are over."
    days = "1 day" if one.days_left == 1 else f"{one.days_left} days"
    return f"{when}, {days} left"
