"""The line in which one looks for words in the document that is shown: all places are marked and counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.core.names import fold
from coordinator_app.documents import words_found
from coordinator_app.documents.reading_jobs import WHERE, PageWords, WhereWanted, where_of
from coordinator_app.documents.words_found import Finds, Hit
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import icon_button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.marked_view import Mark, MarkedView

if TYPE_CHECKING:
    from coordinator_app.jobs.children import Answer
    from coordinator_app.jobs.job import Job
    from coordinator_app.jobs.jobs import Jobs
    from coordinator_app.store.session import Session

_APART = "They never stand together: each is marked by itself."
_HIDDEN = "Not on the pages: it lies hidden in the file"
_NO_PLACE = "read by machine: look for it on the page"


class FindBar(QWidget):
    """Give it the file of the document by `show_file`; what is typed before the words have come is looked for then.

    Enter and F3 go to the next place, Shift with either back; Esc closes. `closed` when it is closed.
    """

    closed = Signal()

    def __init__(self, jobs: Jobs[Session], view: MarkedView, failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._jobs, self._view, self._failed = jobs, view, failed
        self._content = b""
        self._lines: tuple[str, ...] = ()
        self._pages: tuple[PageWords, ...] | None = None
        self._job: Job[Answer] | None = None
        self._finds, self._at, self._from = Finds(()), -1, 0
        self.setAccessibleName("Find words in this document")
        self.words = TextInput(longest=200, hint="Find in this document")
        self.words.setAccessibleName("Words to find in this document")
        self.says = label("", "small", "text-2")
        self.back = icon_button("chevron-up", "Previous place (Shift+F3)", "quiet", small=True)
        self.on = icon_button("chevron-down", "Next place (F3)", "quiet", small=True)
        self.shut = icon_button("x", "Close the line for finding", "quiet", small=True)
        line = layout.row(self, space=8, margins=(14, 0, 14, 8))
        line.addWidget(self.words, 1)
        layout.add_all(line, self.says, self.back, self.on, self.shut)
        self.words.edited.connect(self._look)
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        self.shut.clicked.connect(self.close_line)
        self._say()
        self.hide()

    @property
    def finds(self) -> Finds:
        """What is marked."""
        return self._finds

    def open_line(self, words: str = "", page: int | None = None) -> None:
        """Open it, with these words and from this page on (from 0), and look for them."""
        self.show()
        self._from = self._view.page if page is None else page
        if words:
            self.words.set_value(words)
        else:
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.words.selectAll()
        self._look()

    def close_line(self) -> None:
        """Close it; nothing is marked any more."""
        self.hide()
        self.words.set_value("")
        self._mark(Finds(()))
        self.closed.emit()

    def show_file(self, content: bytes, words: str) -> None:
        """Another document is shown; `words` are those kept of it, a line to a page. Empty bytes for none."""
        self._content, self._lines, self._pages = content, tuple(words.split("\n")), None
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        self._mark(Finds(()))
        if content and not self.isHidden() and self.words.value():
            self._from = 0
            self._look()

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round the end; open the line while it is shut."""
        if self.isHidden():
            self.open_line()
        elif self._finds.hits:
            self._go((self._at + by) % len(self._finds.hits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        if not self.words.value():
            self._mark(Finds(()))
        elif self._pages is not None:
            self._found(self._pages)
        elif self._content and self._job is None:
            self.says.setText("Reading the words")
            content = self._content
            self._job = self._jobs.child(
                WHERE,
                WhereWanted(content),
                done=guarded(self, lambda answer: self._came(content, where_of(answer).pages)),
                failed=guarded(self, lambda error: self._not_come(content, error)),
            )

    def _came(self, content: bytes, pages: tuple[PageWords, ...]) -> None:
        if content is self._content:
            self._pages, self._job = pages, None
            self._look()

    def _not_come(self, content: bytes, error: Exception) -> None:
        if content is self._content:
            self._job = None
            self._say()
            self._failed(error)

    def _found(self, pages: Sequence[PageWords]) -> None:
        self._mark(words_found.find(pages, self.words.value(), self._lines))
        hits = self._finds.hits
        if hits:
            self._go(next((at for at, hit in enumerate(hits) if hit.page >= self._from), 0))
        else:
            announce(self, self.says.text())

    def _mark(self, finds: Finds) -> None:
        self._finds, self._at = finds, -1
        marks: dict[int, list[Mark]] = {}
        for hit in finds.hits:
            marks.setdefault(hit.page, []).extend(_marks(hit))
        self._view.set_marks(marks)
        self._say()

    def _go(self, at: int) -> None:
        self._at, hit = at, self._finds.hits[at]
        self._from = hit.page
        self._view.hold(hit.page, _marks(hit))
        self._say()
        announce(self, f"{self.says.text()}, page {hit.page + 1}")

    def _lies_hidden(self) -> bool:
        """Whether the words stand in what is kept of the file beyond its pages."""
        beyond = self._lines[len(self._pages) :] if self._pages is not None else ()
        wanted = fold(self.words.value()).split()
        return bool(wanted) and all(word in fold(" ".join(beyond)) for word in wanted)

    def _say(self) -> None:
        hits = self._finds.hits
        for one in (self.back, self.on):
            one.setEnabled(bool(hits))
        if not self.words.value():
            self.says.setText("")
        elif not hits:
            self.says.setText(_HIDDEN if self._lies_hidden() else "Not found")
        else:
            place = "" if hits[self._at].words else f", {_NO_PLACE}"
            self.says.setText(f"{self._at + 1} of {len(hits)}{place}")
        self.says.setToolTip("" if self._finds.together else _APART)


def _marks(hit: Hit) -> tuple[Mark, ...]:
    return tuple(Mark(one.left, one.top, one.right, one.bottom) for one in hit.words)
