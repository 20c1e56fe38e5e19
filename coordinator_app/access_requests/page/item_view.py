"""The middle pane of the workbench: the item itself, with what is covered, and the tools for covering."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page.cover_tools import CoverTools
from coordinator_app.access_requests.page.covering import Group
from coordinator_app.access_requests.page.field_text import RecordPaper, is_exact
from coordinator_app.access_requests.page.find_line import FindLine
from coordinator_app.access_requests.page.item_covers import ItemCovers
from coordinator_app.access_requests.page.item_rows import kind_word
from coordinator_app.access_requests.page.name_finder import NameBook
from coordinator_app.access_requests.page.name_look import NOT_DRAWN, Look, NameLook, said_of, unread_pages
from coordinator_app.access_requests.page.review_reading import ItemShown, title_of
from coordinator_app.access_requests.page.secret_note import SecretNote
from coordinator_app.core.dates import say
from coordinator_app.core.page_images import PageShown
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview

_ROOMY = 640  # px of the design: what the tools need with their icons


class ItemView(QFrame):
    """`changed` when something was covered, cleared or found. Pages of documents come by themselves."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setProperty("sunken", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("The item")
        self._services = services
        self._covers: ItemCovers | None = None
        self._locked = False
        self._looker = NameLook(services, self)
        self._build()
        self._wire()

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_item(self, shown: ItemShown, book: NameBook, *, locked: bool = False) -> None:
        """Show another item with what is kept about it."""
        self._covers, self._locked = ItemCovers(shown), locked
        item = shown.item
        day = say(item.on_day) if item.on_day else "No date"
        label_words = f", {item.state_label.lower()}" if item.state_label else ""
        self.paper.show_record(item.title, f"{day}, {kind_word(item)}{label_words}", shown.fields)
        self._start_file(shown, book)
        self._show_covers()

    def show_closed(self, item: RequestItem, note: Note) -> None:
        """Show of a guarded item only that it is there; `note` says how to open it."""
        self._covers, self._locked = None, True
        self._looker.stop()
        self._pictures.show(())
        layout.clear(self._notes)
        day = say(item.on_day) if item.on_day else "No date"
        self.paper.show_record(title_of(item, guarded_words=False), f"{day}, {kind_word(item)}", ())
        self._turn_to(self.paper)
        self._notes.addWidget(note)
        self._show_covers()

    def lock(self, *, locked: bool) -> None:
        """A closed case can be read, not changed."""
        self._locked = locked
        self._show_tools()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tools give way."""
        super().resizeEvent(event)
        self._tools.cramp(cramped=self.width() < theme.current().px(_ROOMY))

    # -- what is covered ------------------------------------------------------------------------------------------

    def groups(self) -> list[Group]:
        """The names found and how many places of each are covered, others first."""
        return self._covers.groups() if self._covers else []

    def covers_anything(self) -> bool:
        """Whether any place is covered."""
        return self._covers is not None and self._covers.covers_anything()

    @property
    def look(self) -> Look:
        """How far the search for names is in the item in hand."""
        return self._covers.look if self._covers else Look.DONE

    def said_of_names(self) -> str:
        """What is said of the search, "" when names were found everywhere."""
        return said_of(self._covers, found=bool(self.groups())) if self._covers else ""

    def unread(self) -> str:
        """Why names may stand in the item that nobody looked for, or ""."""
        if self._covers is None or self.look is Look.RUNNING:
            return ""
        return self.said_of_names() if self.look is Look.FAILED else unread_pages(self._covers)

    def tick(self, key: str, *, cover: bool) -> None:
        """Cover every place of a name, or only suggest it again."""
        if self._covers is not None and not self._locked:
            self._covers.tick(key, cover=cover)
            self._show_covers()
            left = next((group for group in self.groups() if group.key == key and group.covered), None)
            if left is not None and not cover:
                self._say("A larger mark covers it too. Remove that mark on the page.")
            else:
                announce(self, "Covered" if cover else "Not covered")
            self.changed.emit()

    def _cover_secrets(self, keys: tuple[str, ...]) -> None:
        """Cover all that tells of a confidential address, in one."""
        if self._covers is not None and not self._locked:
            self._covers.tick_all(keys, cover=True)
            self._show_covers()
            announce(self, "Covered")
            self.changed.emit()

    def redactions(self, exemption: Exemption | None, reason: str) -> tuple[Redaction, ...]:
        """What is covered, as it is kept."""
        return self._covers.redactions(exemption, reason) if self._covers else ()

    def put_back(self, covered: Sequence[Redaction]) -> None:
        """Put back what a draft had covered."""
        if self._covers is not None:
            self._covers.put_back(covered)
            self._show_covers()
            self.changed.emit()

    # -- tools ----------------------------------------------------------------------------------------------------

    def draw_or_cover(self) -> None:
        """B: a box in the middle of a page, or the selected words of a record."""
        if self._locked:
            return
        if self.on_pages:
            self.preview.view.setFocus()
            self.preview.view.start_box()
        elif not self.paper.cover_selection(exact=is_exact()):
            self._say("Select the words to cover first, then press Cover or B.")

    def start_find(self, words: str = "") -> None:
        """T: look for words; `words` looks at once."""
        self.seek.setChecked(True)
        self._finder.open_with(words)
        if words:
            self.look_for(words)

    def look_for(self, words: str) -> None:
        """Suggest every place of these words; the list of names gets them as one line to tick."""
        if self._covers is None or not words.strip():
            return
        found = self._covers.seek(words)
        if found is None:
            self._say(
                f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK} is not in this item."
            )
            return
        self._show_covers()
        self._look_at(found.key)
        count = len(found.places)
        self._say("1 place found." if count == 1 else f"{count} places found.")
        self.changed.emit()

    def undo_last(self) -> None:
        """Take back the last covering or clearing."""
        if self._covers is not None and not self._locked and self._covers.undo():
            self._show_covers()
            self.changed.emit()

    @property
    def on_pages(self) -> bool:
        """Whether the pages of a document are in view, not its details."""
        return self._stack.currentWidget() is self.preview

    # -- within ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.paper, self.preview = RecordPaper(), PagePreview("Page", can_redact=True)
        self._pictures = PagePictures(self._services.jobs, self.preview.view, self._no_pages)
        self._tools, self.secret = CoverTools(), SecretNote()
        self.cover, self.seek = self._tools.cover, self._tools.seek
        self.undo, self.details = self._tools.undo, self._tools.details
        self._strip = QWidget()
        self._bar = layout.row(self._strip, space=8, margins=(14, 8, 14, 8))
        self._bar.addWidget(self._tools)
        self._bar.addStretch(1)
        self._notes = layout.column(space=8, margins=(14, 0, 14, 0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.paper)
        self._stack.addWidget(self.preview)
        layout.size(self._stack, min_height=60)  # the page scrolls; what is said above it does not
        self._finder = FindLine()
        lines = layout.column(self, space=0)
        lines.addWidget(self._strip)
        lines.addWidget(self._finder)
        lines.addWidget(self.secret)
        lines.addLayout(self._notes)
        lines.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.cover.clicked.connect(self._cover_pressed)
        self.secret.covering.connect(self._cover_secrets)
        self.seek.clicked.connect(lambda on: self._show_finder(shown=on))
        self._finder.wanted.connect(self.look_for)
        self._finder.closed.connect(lambda: self._show_finder(shown=False))
        self.undo.clicked.connect(self.undo_last)
        self.details.clicked.connect(self._turn)
        self.paper.spans_changed.connect(self._edited)
        self.preview.view.boxes_changed.connect(self._edited)
        self.preview.view.page_wanted.connect(self._give_page)
        self._looker.page.connect(self._page_came)
        self._looker.ended.connect(self._looked)
        self._looker.undrawn.connect(self._no_pages)

    def _start_file(self, shown: ItemShown, book: NameBook) -> None:
        self._looker.stop()
        layout.clear(self._notes)
        self._turn_to(self.paper)
        self.details.setChecked(False)
        if shown.file is not None and self._covers is not None:
            self._pictures.forget()
            self.preview.view.set_document(shown.file.pages)
            self.preview.show_where()
            self._turn_to(self.preview)
            self._looker.start(self._covers, book, shown.file)

    def _turn(self) -> None:
        self._turn_to(self.paper if self.on_pages else self.preview)
        self._show_tools()

    def _turn_to(self, side: QWidget) -> None:
        """Pages or fields; the tools go with them, so that there is one bar."""
        pages = side is self.preview
        (self.preview.tools if pages else self._bar).insertWidget(0, self._tools)
        self._tools.retheme_all()
        self._strip.setVisible(not pages)
        self._stack.setCurrentWidget(side)

    def _show_tools(self) -> None:
        covers = self._covers
        document = covers is not None and covers.shown.file is not None
        self.cover.setEnabled(not self._locked)
        self.details.setVisible(document)
        self._tools.draw(draws=self.on_pages)
        self.undo.setEnabled(covers is not None and covers.can_undo and not self._locked)
        whole = covers is not None and covers.shown.item.outcome is Outcome.WITHHOLD
        self.secret.show_groups(self.groups(), locked=self._locked or whole)

    def _show_finder(self, *, shown: bool) -> None:
        self.seek.setChecked(shown)
        self._finder.setVisible(shown)
        self._finder.answer("")
        (self._finder.words if shown else self.seek).setFocus()

    def _cover_pressed(self, on: bool) -> None:
        if self.on_pages:
            self.preview.view.draw_box(on)
        else:
            self.draw_or_cover()

    def _say(self, words: str) -> None:
        self._finder.answer(words)
        if not self._finder.isVisible():
            self._services.say.hint(words)
        announce(self, words)

    def _show_covers(self) -> None:
        if self._covers is not None:
            self.paper.set_spans(self._covers.spans)
            self.preview.view.set_boxes(self._covers.boxes)
        self._show_tools()

    def _edited(self) -> None:
        """The user covered, cleared or removed a mark on the page itself."""
        if self._covers is not None:
            self._covers.edited(self.paper.spans(), self.preview.view.boxes())
            self._show_tools()
            self.changed.emit()

    def _look_at(self, key: str) -> None:
        if self._covers is None:
            return
        span = self._covers.first_of(key)
        box = next((at for at, one in enumerate(self._covers.boxes) if one.key == key), None)
        if self.on_pages and box is not None:
            self.preview.view.choose_box(box)
        elif span is not None:
            if self.on_pages:
                self._turn()
            self.paper.look_at(*span)

    # -- pages ----------------------------------------------------------------------------------------------------

    def _page_came(self, page: PageShown) -> None:
        if page.number - 1 == self.preview.view.page:
            self._give_page(page.number - 1)

    def _give_page(self, number: int) -> None:
        page = self._covers.pages.get(number) if self._covers else None
        if page is not None:
            self._pictures.put(number, page.image)

    def _looked(self, covers: ItemCovers) -> None:
        """The search for names is over; that of another item is its own affair."""
        if covers is not self._covers:
            return
        unread = unread_pages(covers)
        if unread:
            self._notes.addWidget(Note("soon", "Read it yourself.", unread.partition(". ")[0] + "."))
        self._show_covers()
        announce(self, self.said_of_names() or "Names are found")
        self.changed.emit()

    def _no_pages(self, error: Exception) -> None:
        lead, text = NOT_DRAWN.split(". ")
        self._notes.addWidget(Note("over", f"{lead}.", text))
        self._turn_to(self.paper)
        if not hasattr(error, "sentences"):
            self._services.say.trouble(error)
