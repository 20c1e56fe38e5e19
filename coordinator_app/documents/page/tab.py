"""The Documents tab of a pupil's record: the list on the left, the page on the right (design 8.4).

A file is looked at and drawn in child processes only; what is in it never touches the disk outside the vault.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QStackedWidget, QWidget

from coordinator_app.core.errors import BadFile, GateShut, Trouble
from coordinator_app.core.gates import Decision
from coordinator_app.documents import actions, view
from coordinator_app.documents.editor import DocumentBox
from coordinator_app.documents.model import Document, Looked
from coordinator_app.documents.page.source import PageSource
from coordinator_app.documents.page.whose_box import ask_whose
from coordinator_app.documents.reading_jobs import LOOK, FileGiven, looked_of
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.chips import Set
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.tab_content import TabContent

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved

_STATES: dict[str, Set] = {"shared": "info", "not-shared": "soon", "restricted": "neutral"}
# as high as there is room: what lists and pages would like is not asked
_AS_GIVEN = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
_SIDE_BY_SIDE = 720  # px of the design
_WHY = "Restricted documents are about to be shown."
_KEPT = "The file is kept in the vault as it came."
ANOTHER = "This belongs to another child"
_CHOOSE, _LOOKING = "&Choose a file", "Looking at the file"


class DocumentsTab(QWidget):
    """Made with (services, pupil_id); `refresh` reads again, `add` takes a file."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self._turns = InTurn(self)
        self.services, self.pupil_id = services, pupil_id
        self.setAccessibleName("Documents")
        self.setAcceptDrops(True)
        self.setProperty("takes_files", True)  # what is dropped here is this pupil's, not the tray's
        self._added = ""  # to be chosen as soon as it is in the list: just added, or asked for
        self._open_at = ("", 1, "")
        self._queue: list[Path] = []
        self._documents: dict[object, Document] = {}
        self._closed: set[object] = set()
        self._gate, self._closing = Decision(), False
        self._known = False  # whether it has been read what may be kept of this child, and who sees it
        self.choose = button(_CHOOSE, "secondary", "upload")
        self.choose.setEnabled(False)
        self.list = TwoLineList("Documents")
        self.preview = PagePreview("Document")
        self.trash = icon_button("trash-2", "Move this document to the trash", small=True)
        self.another = icon_button("users", ANOTHER, small=True)
        layout.add_all(self.preview.tools, self.trash, self.another)
        self._source = PageSource(services.jobs, self.preview.view, self._cannot_show)
        self._lay_out()
        self.choose.clicked.connect(self.choose_file)
        self.list.current_changed.connect(self.show_document)
        self.trash.clicked.connect(lambda: self._trash(self.list.current_key()))
        self.another.clicked.connect(lambda: self._move(self.list.current_key()))
        self.list.menu_chosen.connect(
            lambda key, name: self._move(key) if name == "another" else self._trash(key)
        )
        self.refresh()

    # what the record page asks

    def refresh(self) -> None:
        """Read the list again; the document in hand stays in hand."""
        confirmed = self.services.confirm.fresh
        came, failed = self._turns.ask(self._show, self.services.say.trouble)
        self.services.jobs.read(
            lambda session: view.read(session, self.pupil_id, guarded_words=confirmed),
            done=came,
            failed=failed,
        )

    def first_focus(self) -> None:
        """The list if there is one, else the button."""
        (self.list if self.list.rows() else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_document(self, document_id: str, page: int = 1, marked: str = "") -> None:
        """Show one document, as soon as the list is there, from a page on (from 1) and with words marked in it."""
        self._open_at = (document_id, page, marked)
        if not self.list.choose(document_id):
            self._added = document_id

    # adding

    def choose_file(self) -> None:
        """Ask for a file and take it."""
        title, endings = "Choose a file for this pupil", kinds("PDF and pictures", *view.ENDINGS)
        self.services.dialogs.choose_file(title, endings, guarded(self, lambda path: self.add([path])))

    def add(self, paths: list[Path]) -> None:
        """Take files one after the other: each is looked at in a child process before anything is asked.

        What is dropped before it is known whether it may be kept waits until it is.
        """
        self._queue += paths
        if not self._known:
            return
        if not self._gate.is_open:
            self._queue.clear()
        elif self.choose.isEnabled():
            self._next_file()

    def _next_file(self) -> None:
        if not self._queue:
            return
        path = self._queue.pop(0)
        self._busy(busy=True)
        self.services.jobs.task(
            lambda _in_task: view.read_file(path),
            done=guarded(self, self._look),
            failed=guarded(self, self._not_taken),
        )

    def _look(self, file: FileGiven) -> None:
        self.services.jobs.child(
            LOOK,
            file,
            done=guarded(self, lambda answer: self._ask(file, looked_of(answer))),
            failed=guarded(self, self._not_taken),
        )

    def _ask(self, file: FileGiven, looked: Looked) -> None:
        self._busy(busy=False)
        box = DocumentBox(file, looked, self.services.clock, guards=self._sees_guarded, asked=self._asked)
        box.saves(lambda done, failed: self._attach(box, file, looked, done, failed))
        box.saved.connect(self._attached)
        self.services.dialogs.show(box, guarded(self, lambda _result: self._next_file()))

    def _attach(self, box: DocumentBox, file: FileGiven, looked: Looked, done: Any, failed: Any) -> None:
        document = box.document(self.pupil_id)
        self.services.jobs.write(
            lambda session: actions.attach(session, document, file.content, looked), done=done, failed=failed
        )

    def _attached(self, saved: Saved[Document]) -> None:
        self.services.say.toast("Document added", saved.change_id)
        self._added = saved.record.id
        self.refresh()

    def _not_taken(self, error: Exception) -> None:
        self._busy(busy=False)
        if isinstance(error, Trouble):
            self.services.dialogs.trouble(error)
        else:
            self.services.say.trouble(error)
        self._next_file()

    def _busy(self, *, busy: bool) -> None:
        self.choose.setEnabled(not busy)
        self.choose.setText(_LOOKING if busy else _CHOOSE)
        if busy:
            announce(self, _LOOKING)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the tab while it is open."""
        if self._gate.is_open and _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        self.add(_paths(event.mimeData()))

    # showing

    def show_document(self, key: object) -> None:
        """Draw the pages of the document in hand."""
        document = self._documents.get(key)
        if document is None:
            return
        if key in self._closed:
            self._source.forget()
            self._instead(self._closed_note())
            return
        if document.is_guarded and not self.services.confirm.fresh:
            if not self._closing:  # opened long ago: it is closed again
                self._closing = True
                self.refresh()
            return
        self.preview.set_title(document.title)
        self._right.setCurrentWidget(self.preview)
        self._source.show(document)

    def _show(self, shown: view.Shown) -> None:
        self._gate, self._sees_guarded, self._asked = shown.gate, shown.sees_guarded, shown.asked
        if not self._known:
            self._known = True
            self._busy(busy=False)
            self.add([])
        self._documents = {line.document.id: line.document for line in shown.lines}
        before_closed = self._closed
        self._closed = {line.document.id for line in shown.lines if line.is_closed}
        layout.clear(self._notes)
        self._say_notes(shown)
        self._drop.setVisible(shown.gate.is_open)
        before = self.list.current_key()
        self.list.show_rows([_row(line) for line in shown.lines])
        if self._added in self._documents:
            self.list.choose(self._added)
            self._added = ""
        self._list_card.setVisible(bool(shown.lines))
        self._empty.setVisible(not shown.lines)
        if shown.lines and before is None and self.list.current_key() is None:
            self.list.choose(shown.lines[0].document.id)
        self._closing = False
        now = self.list.current_key()
        if now is None:
            self._source.forget()
            self._right.setCurrentWidget(self._nothing)
        elif (now in self._closed) is not (now in before_closed):
            self.show_document(now)

    def _say_notes(self, shown: view.Shown) -> None:
        if not shown.gate.is_open:
            text = " ".join(reason.sentence() for reason in shown.gate.reasons)
            opens = button("Record the referral", small=True)
            opens.clicked.connect(lambda: self.services.go.to("referral", pupil_id=self.pupil_id))
            self._notes.addWidget(Note("neutral", "No documents can be kept yet.", text, opens))
        if not shown.sees_guarded:
            lead = "Safeguarding and health documents are kept apart."
            self._notes.addWidget(Note("info", lead, "Speak to the safeguarding lead.", icon="lock"))

    def _cannot_show(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            self.services.say.trouble(error)
            return
        self._instead(Note("over", "This document cannot be shown.", f"{error.happened} {_fate(error)}"))

    def _closed_note(self) -> Note:
        opens = button("Show", small=True, accessible="Show the restricted documents")
        opens.clicked.connect(lambda: self.services.confirm(guarded(self, self.refresh), _WHY))
        text = "Type your passphrase again to open it."
        return Note("info", "This document is restricted.", text, opens, icon="lock")

    def _instead(self, note: Note) -> None:
        """A note in place of the pages."""
        old = self._right.widget(2)
        if old is not None:
            self._right.removeWidget(old)
            old.deleteLater()
        holder = QWidget()
        lines = layout.column(holder, margins=(16, 16, 16, 16))
        layout.add_all(lines, note, None)
        self._right.addWidget(holder)
        self._right.setCurrentWidget(holder)

    def _trash(self, key: object) -> None:
        document = self._documents.get(key)
        if document is None or key in self._closed:
            return
        self.services.jobs.write(
            lambda session: view.trash(session, document),
            done=guarded(self, self._trashed),
            failed=guarded(self, self._not_trashed),
        )

    def _move(self, key: object) -> None:
        """It lies on the wrong record: this stays open while an access request runs."""
        document = self._documents.get(key)
        if document is not None and key not in self._closed:
            ask_whose(self.services, self, document, self.refresh)

    def _trashed(self, saved: Saved[Document]) -> None:
        self.services.say.toast("Document moved to the trash", saved.change_id)
        self.refresh()

    def _not_trashed(self, error: Exception) -> None:
        if isinstance(error, GateShut):
            self.services.dialogs.tell("This cannot be deleted now", " ".join(error.reasons))
        else:
            self.services.say.trouble(error)

    # the look

    def _lay_out(self) -> None:
        self._sees_guarded, self._asked = False, ""
        outer = layout.column(self, space=0)
        self._notes = layout.column(space=8, margins=(24, 12, 24, 0))
        outer.addLayout(self._notes)
        panes = TabContent()
        self._panes = layout.row(panes, space=20, margins=(24, 16, 24, 20))
        left = QWidget()
        lines = layout.column(left, space=12)
        self._drop = self._drop_area()
        self._empty = EmptyState("file-text", "No documents yet", "Attach letters, reports and signed forms.")
        self._list_card = list_card(self.list)
        self._list_card.setSizePolicy(_AS_GIVEN)
        lines.addWidget(self._drop)
        lines.addWidget(self._empty)
        lines.addWidget(self._list_card, 1)
        lines.addStretch(0)
        layout.size(left, min_width=260)
        self._right = QStackedWidget()
        self._right.setSizePolicy(_AS_GIVEN)
        self._nothing = QWidget()
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.preview)
        layout.size(self._right, min_height=240)
        self._panes.addWidget(left, 2)
        self._panes.addWidget(self._right, 3)
        outer.addWidget(layout.scrolling(panes, "Documents and preview"), 1)

    def _drop_area(self) -> QFrame:
        area = QFrame()
        area.setProperty("drop", True)
        area.setAccessibleName("Add a document")
        line = layout.row(area, space=12, margins=(16, 12, 16, 12))
        line.addWidget(label("Drop a PDF or a picture here", "body", "text-2", wrap=True), 1)
        line.addWidget(self.choose)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and page stand beside each other, or above each other in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fit()

    def _fit(self) -> None:
        wide = self.width() / theme.current().scale >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._panes.direction() != way:
            self._panes.setDirection(way)
        layout.size(self._list_card, min_height=80 if wide else 160)


def _row(line: view.Line) -> Row:
    kind = _STATES[line.state]
    return Row(
        line.document.id,
        line.document.title,
        line.second,
        "lock" if line.state == "restricted" else "file-text",
        "neutral",
        word=line.state_words,
        word_kind=kind,
        menu=() if line.is_closed else (("another", ANOTHER), ("trash", "Move to the trash")),
    )


def _paths(given: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]


def _fate(error: Trouble) -> str:
    """What is true of a kept document: what the reading of a new file says of its fate is not."""
    kept = isinstance(error, BadFile)
    return _KEPT if kept else " ".join(part for part in (error.safe, error.next_step) if part)
