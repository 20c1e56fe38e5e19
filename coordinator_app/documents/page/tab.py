"""The Documents tab of a pupil's record: the list on the left, the page on the right (design 8.4).

A file is looked at and drawn in child processes only; what is in it never touches the disk outside the vault.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlencode

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.core.gates import Decision
from coordinator_app.documents import unfinished, view
from coordinator_app.documents.filters import Filters, filters_of
from coordinator_app.documents.model import Document
from coordinator_app.documents.page import given, tab_notes
from coordinator_app.documents.page.acts import Acts
from coordinator_app.documents.page.adding import Adding, Standing
from coordinator_app.documents.page.by_machine import MachineReading
from coordinator_app.documents.page.list_side import ListSide
from coordinator_app.documents.page.shown import ShownDocument
from coordinator_app.documents.page.taken import Given
from coordinator_app.documents.page.waiting_files import WaitingFiles
from coordinator_app.documents.reading_jobs import TAKEN
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.tab_content import TabContent

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark

_AT_ONCE = 100  # documents read at a time
_SIDE_BY_SIDE = 720  # px of the design
_WHY = "Restricted documents are about to be shown."


class DocumentsTab(QWidget):
    """Made with (services, pupil_id); `refresh` reads again, `add` takes files, `where` is for the way back."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self._turns = InTurn(self)
        self.services, self.pupil_id = services, pupil_id
        self.setAccessibleName("Documents")
        self.setAcceptDrops(True)
        self.setProperty("takes_files", True)  # what is dropped here is this pupil's, not the tray's
        self._wanted: tuple[str, int, str] = ("", 1, "")  # to be shown as soon as it is in the list
        self._early: list[Given] = []
        self._documents: dict[object, Document] = {}
        self._closed: set[object] = set()
        self._gate, self._closing, self._sees_guarded = Decision(), False, False
        self._known = False  # whether it has been read what may be kept of this child, and who sees it
        self._round = 0
        self.side = ListSide(services.clock)
        self.list, self.choose, self.filters = self.side.list, self.side.choose, self.side.filters
        self.shown = ShownDocument(services)
        self.adding = Adding(services, self, pupil_id, self.side.progress)
        self.acts = Acts(services, self, self._acted)
        self.waiting = WaitingFiles(services, self.adding, pupil_id, self.add, self.refresh)
        self._machine = MachineReading(services.jobs, self, services.say.trouble)
        self._lay_out()
        self._wire()
        self.refresh()

    # what the record page asks

    def refresh(self) -> None:
        """Read the list again; the document in hand stays in hand."""
        self._round += 1
        confirmed, wanted, limit = (
            self._open_now,
            self.filters.filters(),
            max(_AT_ONCE, len(self.list.rows())),
        )
        came, failed = self._turns.ask(self._show, self.services.say.trouble)
        self.services.jobs.read(
            lambda session: view.read(
                session, self.pupil_id, guarded_words=confirmed, filters=wanted, limit=limit
            ),
            done=came,
            failed=failed,
        )

    def first_focus(self) -> None:
        """The list if there is one, else the button."""
        (self.list if self.list.rows() else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_document(self, document_id: str, page: int = 1, marked: str = "") -> None:
        """Show one document, as soon as it is in the list, from a page on (from 1) and with words marked in it.

        What narrows the list is taken away for it.
        """
        self._wanted = (document_id, page, marked)
        if document_id in self._documents:
            self._go_to_wanted()
        elif self.filters.filters() != Filters():
            self.filters.show_filters(Filters())
            self.refresh()

    def reopens(self) -> Openers:
        """The boxes over the documents that are opened again."""
        return {**self.acts.reopens(), unfinished.ADDING: self._carry_on}

    def _carry_on(self, _left: Left) -> bool:
        """Not before it is known whether documents may be kept of this child."""
        if self._known:
            self.waiting.carry_on()
        return self._known

    def where(self) -> dict[str, object]:
        """What narrows the list and which document is in hand, for the way back.

        What was typed to find documents is remembered in the window only: it may be anybody's words.
        """
        now, chosen = self.filters.filters(), self.list.current_key()
        plain = now.plain() | ({"document": chosen} if isinstance(chosen, str) else {})
        typed = {name: plain.pop(name) for name in ("words", "source") if name in plain}
        return {"shown": urlencode(plain), "found": typed}

    def show_again(self, shown: str, found: object = None) -> None:
        """The list as `where` told it."""
        state = dict(parse_qsl(shown)) | (found if isinstance(found, dict) else {})
        self._wanted = (state.get("document", ""), 1, "")
        wanted = filters_of(state)
        if wanted != self.filters.filters():
            self.filters.show_filters(wanted)
            self.refresh()
        else:
            self._go_to_wanted()

    # adding

    def choose_file(self) -> None:
        """Ask for files and take them."""
        title, endings = "Choose files for this pupil", kinds("Documents and pictures", *TAKEN)
        self.services.dialogs.choose_files(title, endings, guarded(self, self.add))

    def add(self, files: Sequence[Given]) -> None:
        """Take files: each is looked at in a child process before anything is asked.

        What is dropped before it is known whether it may be kept waits until it is.
        """
        if not self._known:
            self._early += files
        elif self._gate.is_open:
            self.adding.take(files)
        elif files:
            self.services.say.hint("No documents can be kept yet: see the note above the list.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the tab while it is open."""
        if self._gate.is_open and given.paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        self.add(given.paths(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V adds what was copied, Ctrl+F finds words in the document, Delete puts it in the trash."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(given.on_clipboard())
        elif event.matches(QKeySequence.StandardKey.Find):
            self.shown.find_words()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._act("trash", self.list.current_key())
        else:
            super().keyPressEvent(event)

    def paste(self, copied: QMimeData | None) -> None:
        """Take copied files, or a copied picture; anything else is said to be none."""
        files = given.of_mime(copied)
        if files:
            self.add(files)
        else:
            self.services.say.hint("Copy files or a picture first, then paste them here.")

    def _added(self, document: Document) -> None:
        self._wanted = (document.id, 1, "")
        if not self.filters.filters().fits(document) or self.filters.filters().words:
            self.filters.show_filters(Filters())
        self.refresh()

    # showing

    def show_document(self, key: object) -> None:
        """Draw the pages of the document in hand."""
        document = self._documents.get(key)
        if document is None:
            return
        if key in self._closed:
            self.shown.show_note(tab_notes.closed(self._open))
            return
        if document.is_guarded and not self._open_now:
            if not self._closing:  # opened long ago: it is closed again
                self._closing = True
                self.refresh()
            return
        wanted, page, marked = self._wanted
        if wanted == key:
            self._wanted = ("", 1, "")
            self.shown.show_document(document, page, marked)
        else:
            self.shown.show_document(document)

    def _show(self, shown: view.Shown) -> None:
        self._gate, self._sees_guarded = shown.gate, shown.sees_guarded
        self.adding.standing = Standing(shown.sees_guarded, self._open_now, shown.asked)
        before, before_closed = self.list.current_key(), self._closed
        self._documents, self._closed = {}, set()
        self.filters.set_guards(guards=shown.sees_guarded)
        notes = tab_notes.above(self.services, self.pupil_id, shown, self._open)
        self.side.say(shown, [*notes, *self.waiting.notes(shown.unfinished)])
        first, mark = shown.lines, shown.next
        self.list.start(lambda after, _limit: self._hand(first, mark) if after is None else self._more(after))
        if not self._known:
            self._known = True
            self.side.busy(busy=False)
            early, self._early = self._early, []
            self.add(early)
        self._closing = False
        self._after_list(before, before_closed)
        self._machine.look_at([one for one in self._documents.values() if one.id not in self._closed])

    def _after_list(self, before: object, before_closed: set[object]) -> None:
        """The document asked for, else the one that was in hand, else the first."""
        self._go_to_wanted()
        if self.list.current_key() is None and self._documents and before not in self._documents:
            self.list.choose(next(iter(self._documents)))
        now = self.list.current_key()
        if now is None:
            self.shown.show_note(None)
        elif (now in self._closed) is not (now in before_closed) or self._differs(now):
            self.show_document(now)

    def _differs(self, key: object) -> bool:
        """Whether what is shown of the document in hand is no longer what is said of it."""
        now, document = self.shown.document, self._documents.get(key)
        return now is not None and document is not None and now.id == key and now.version != document.version

    def _go_to_wanted(self) -> None:
        wanted = self._wanted[0]
        if wanted in self._documents:
            if self.list.current_key() == wanted:
                self.show_document(wanted)
            else:
                self.list.choose(wanted)

    def _hand(self, lines: tuple[view.Line, ...], mark: PageMark | None) -> None:
        self._documents |= {line.document.id: line.document for line in lines}
        self._closed |= {line.document.id for line in lines if line.is_closed}
        self.list.add_rows(self.side.rows(lines), mark)

    def _more(self, after: object) -> None:
        """The next documents; what comes of a list that was read anew since is let go."""
        mark = cast("PageMark", after)
        asked, confirmed, wanted = self._round, self._open_now, self.filters.filters()

        def came(answer: tuple[tuple[view.Line, ...], PageMark | None]) -> None:
            if asked == self._round:
                self._hand(*answer)
                self._go_to_wanted()

        self.services.jobs.read(
            lambda session: view.more(
                session, self.pupil_id, wanted, mark, guarded_words=confirmed, limit=_AT_ONCE
            ),
            done=guarded(self, came),
            failed=guarded(self, self.services.say.trouble),
        )

    @property
    def _open_now(self) -> bool:
        """Whether restricted documents are open: the passphrase was typed a short time ago."""
        return self.services.confirm.fresh

    def _open(self) -> None:
        """Ask for the passphrase, then show what is restricted."""
        self.services.confirm(guarded(self, self.refresh), _WHY)

    # acts

    def _act(self, name: str, key: object) -> None:
        document = self._documents.get(key)
        if document is not None and key not in self._closed:
            self.acts.do(name, document)

    def _acted(self, document: Document | None) -> None:
        """Something was done: read again, and show this document if there is one."""
        if document is not None:
            self._wanted = (document.id, 1, "")
        self.refresh()

    # the look

    def _wire(self) -> None:
        self.choose.clicked.connect(self.choose_file)
        self.side.bin.clicked.connect(lambda: self.acts.open_trash(self.pupil_id))
        self.list.current_changed.connect(self.show_document)
        self.list.menu_chosen.connect(lambda key, name: self._act(name, key))
        self.filters.edited.connect(self.refresh)
        self.shown.act.connect(lambda name: self._act(name, self.list.current_key()))
        self.adding.added.connect(self._added)
        self.adding.running.connect(lambda on: self.side.busy(busy=on))
        self.adding.left_out.connect(self.choose_document)
        for keys, by in (("F3", 1), ("Shift+F3", -1)):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(partial(self.shown.step, by))

    def _lay_out(self) -> None:
        outer = layout.column(self, space=0)
        outer.addLayout(self.side.notes)
        panes = TabContent()
        self._panes = layout.row(panes, space=20, margins=(24, 16, 24, 20))
        layout.size(self.shown, min_height=320)
        self._panes.addWidget(self.side, 2)
        self._panes.addWidget(self.shown, 3)
        outer.addWidget(layout.scrolling(panes, "Documents and preview"), 1)

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
        self.side.fit(wide=wide)
