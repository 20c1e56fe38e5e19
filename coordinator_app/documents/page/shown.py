"""The right side of the Documents tab: the pages of the document in hand, its tools, and what has to be known of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from coordinator_app.core.errors import BadFile, Trouble
from coordinator_app.documents import view
from coordinator_app.documents.model import Document, told
from coordinator_app.documents.page.find_bar import FindBar
from coordinator_app.documents.page.source import PageSource
from coordinator_app.documents.rearranging import ORDERED
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import ElidedLabel, label
from coordinator_app.ui.marked_view import MarkedView
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_preview import PagePreview

ANOTHER = "This belongs to another child"
ACTS: tuple[tuple[str, str, str], ...] = (
    ("details", "pen-line", "Change what is said of it"),
    ("pages", "rotate-cw", "Turn, move, split or join pages"),
    ("copy", "download", "Save a copy outside the vault"),
    ("wrong", "message-square-warning", "Said to be wrong"),
    ("another", "users", ANOTHER),
    ("trash", "trash-2", "Move this document to the trash"),
)
"""What can be done with a document: name, icon, words."""
_KEPT = "The file is kept in the vault as it came."


class ShownDocument(QStackedWidget):
    """Emits `act(name)` for a press on one of `ACTS`. Shows the pages, or a note in their place."""

    act = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.pages = MarkedView("Document")
        self.preview = PagePreview("Document", view=self.pages, fits=True)
        self.document: Document | None = None
        self.source = PageSource(services.jobs, self.pages, self._cannot_show)
        self.finder = FindBar(services.jobs, self.pages, services.say.trouble)
        self.tools = {name: icon_button(icon, words, small=True) for name, icon, words in ACTS}
        self.search = icon_button("search", "Find words in this document (Ctrl+F)", small=True)
        self._title = ElidedLabel("", "body-strong", "text")
        self._open_at = (0, "")
        self._nothing, self._known = QWidget(), QWidget()
        self._marks = layout.column(self._known, space=6, margins=(14, 0, 14, 0))
        self._holder: QWidget | None = None
        self._lay_out()
        self._wire()

    def show_document(self, document: Document, page: int = 1, marked: str = "") -> None:
        """Show its pages from this page (from 1) on, with these words marked; where it is shown already, go there."""
        again = self.document is not None and self.document.content_id == document.content_id
        self.document = document
        self._say_marks(document)
        self._title.setText(document.title)
        self.tools["pages"].setEnabled(document.media_type in ORDERED and not document.is_whole)
        self.setCurrentWidget(self.preview)
        if not again:
            self.finder.show_file(b"", "")
        self._open_at = (page - 1, marked)
        self.source.show(document)
        if again and (page > 1 or marked):
            self._go_there()

    def show_note(self, note: Note | None) -> None:
        """A note in place of the pages, or nothing at all."""
        self.document = None
        self.source.forget()
        self.finder.show_file(b"", "")
        if note is None:
            self.setCurrentWidget(self._nothing)
        else:
            self._instead(note)

    def step(self, by: int) -> None:
        """To the next place found (1) or the one before (-1)."""
        if self.document is not None:
            self.finder.step(by)

    def find_words(self) -> None:
        """Open the line for finding (Ctrl+F)."""
        if self.document is not None:
            self.finder.open_line()

    def _go_there(self) -> None:
        page, marked = self._open_at
        self._open_at = (0, "")
        if page:
            self.pages.turn_to(page)
        if marked:
            self.finder.open_line(marked, page)

    def _has_come(self, content: bytes) -> None:
        if self.document is not None:
            self.finder.show_file(content, self.document.words)
            self._go_there()

    def hasHeightForWidth(self) -> bool:
        """No: Qt would take the height that the pages would like for the least they need."""
        return False

    # what has to be known

    def _say_marks(self, document: Document) -> None:
        layout.clear(self._marks)
        said = (f"{told(document).label} may be told", *view.marks(document))
        words = ". ".join(one[0].upper() + one[1:] for one in said)
        line = layout.row(space=8)
        line.addWidget(label(f"{words}.", "small", "text-2", wrap=True), 1)
        if document.lies_hidden:
            opens = button("What lies hidden", small=True)
            opens.clicked.connect(lambda: self._services.dialogs.show(HiddenBox(document.lies_hidden)))
            line.addWidget(opens, 0, Qt.AlignmentFlag.AlignTop)
        self._marks.addLayout(line)

    def _cannot_show(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            self._services.say.trouble(error)
            return
        note = Note("over", "This document cannot be shown.", f"{error.happened} {_fate(error)}")
        self._instead(note, self._others())

    def _others(self) -> QWidget:
        """What can be done with a document all the same."""
        holder = QWidget()
        line = layout.row(holder, space=8)
        for name, icon, words in ACTS:
            if name != "pages":
                made = icon_button(icon, words, small=True)
                made.clicked.connect(lambda _on=False, name=name: self.act.emit(name))
                line.addWidget(made)
        line.addStretch(1)
        return holder

    def _instead(self, note: Note, more: QWidget | None = None) -> None:
        if self._holder is not None:
            self.removeWidget(self._holder)
            self._holder.deleteLater()
        self._holder = QWidget()
        lines = layout.column(self._holder, space=12, margins=(16, 16, 16, 16))
        lines.addWidget(note)
        if more is not None:
            lines.addWidget(more)
        lines.addStretch(1)
        self.addWidget(self._holder)
        self.setCurrentWidget(self._holder)

    # the look

    def _lay_out(self) -> None:
        head = layout.row(space=8, margins=(14, 8, 14, 4))
        head.addWidget(self._title, 1)
        layout.add_all(head, self.search, *self.tools.values())
        inside = self.preview.layout()
        assert isinstance(inside, layout.QVBoxLayout)
        inside.insertLayout(0, head)
        inside.insertWidget(1, self._known)
        inside.insertWidget(inside.count() - 1, self.finder)
        self.addWidget(self._nothing)
        self.addWidget(self.preview)
        # as high as there is room: what the pages would like is not asked
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def _wire(self) -> None:
        self.source.opened.connect(self._has_come)
        self.search.clicked.connect(self.find_words)
        for name, tool in self.tools.items():
            tool.clicked.connect(lambda _on=False, name=name: self.act.emit(name))
        self.finder.closed.connect(lambda: self.pages.setFocus(Qt.FocusReason.OtherFocusReason))


class HiddenBox(Box):
    """What lies hidden in a document, to be read before it is given to anybody."""

    def __init__(self, words: str) -> None:
        super().__init__("What lies hidden in this document")
        text = "Nobody sees this who opens the file, but it goes out with it. Read it before the document is given to anybody."
        self.body.addWidget(label(text, "body", "text-2", wrap=True))
        read = LongText(words, lines=10)
        read.setReadOnly(True)
        read.setAccessibleName("What lies hidden")
        self.body.addWidget(read)
        close = button("Close")
        close.clicked.connect(self.accept)
        self.buttons(close)
        self.first = read


def _fate(error: Trouble) -> str:
    """What is true of a kept document: what the reading of a new file says of its fate is not."""
    kept = isinstance(error, BadFile)
    return _KEPT if kept else " ".join(part for part in (error.safe, error.next_step) if part)
