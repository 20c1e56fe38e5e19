"""The middle pane of the workbench: the item itself, with what is covered, and the tools for covering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page.covering import Group
from coordinator_app.access_requests.page.field_text import is_exact
from coordinator_app.access_requests.page.item_covers import ItemCovers
from coordinator_app.access_requests.page.item_panes import ItemPanes
from coordinator_app.access_requests.page.item_rows import kind_word
from coordinator_app.access_requests.page.name_look import (
    NOT_DRAWN,
    Look,
    NameLook,
    misread_pages,
    said_of,
    unread_pages,
)
from coordinator_app.access_requests.page.review_reading import ItemShown, title_of
from coordinator_app.access_requests.page.suggesting import Book
from coordinator_app.core.dates import say
from coordinator_app.core.page_images import PageShown
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_pictures import PagePictures

_NOT_IN_WORDS = (
    "is not in the words that could be read here. It may stand in a picture: look at the pages, press X, and draw a box "
    "over it."
)


class ItemView(ItemPanes):
    """`changed` when something was covered, cleared or found; `undoing` is the button Undo. Pages of documents come by themselves."""

    changed = Signal()
    undoing = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._covers: ItemCovers | None = None
        self._locked = self.more_to_undo = False
        self._wanted = ""
        self._looker = NameLook(services, self)
        self._pictures = PagePictures(services.jobs, self.preview.view, self._no_pages)
        self._wire()

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_item(self, shown: ItemShown, book: Book, *, locked: bool = False) -> None:
        """Show another item with what is kept about it."""
        self._covers, self._locked, self._wanted = ItemCovers(shown), locked, ""
        self._allow_find(allowed=True)
        item = shown.item
        day = say(item.on_day) if item.on_day else "No date"
        label_words = f", {item.state_label.lower()}" if item.state_label else ""
        self.paper.show_record(item.title, f"{day}, {kind_word(item)}{label_words}", shown.fields)
        self._start_file(shown, book)
        self._show_covers()

    def show_closed(self, item: RequestItem, note: Note) -> None:
        """Show of a guarded item only that it is there; `note` says how to open it."""
        self._covers, self._locked = None, True
        self._allow_find(allowed=False)
        self.notes.show_item(None)
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

    def allow_undo(self, *, more: bool) -> None:
        """Whether there are decisions of the request to take back, beyond what is not saved of the item."""
        self.more_to_undo = more
        self._show_tools()

    # -- what is covered ------------------------------------------------------------------------------------------

    def groups(self) -> list[Group]:
        """The names found and how many places of each are covered, others first."""
        return self._covers.groups() if self._covers else []

    def covers_anything(self) -> bool:
        """Whether any place is covered."""
        return self._covers is not None and self._covers.covers_anything()

    @property
    def only_ruled(self) -> bool:
        """Whether nothing was covered or cleared by hand: what is covered comes from decisions for people."""
        return self._covers is not None and self._covers.only_ruled

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
        if self.look is Look.FAILED:
            return self.said_of_names()
        if self._covers.shown.item.pages_read_on is not None:  # a person has said so: it is not asked twice
            return ""
        return unread_pages(self._covers)

    def misread(self) -> str:
        """That a machine has read pages, and no person yet; "" for none."""
        read_on = self._covers and self._covers.shown.item.pages_read_on
        return misread_pages(self._covers) if self._covers is not None and read_on is None else ""

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
        """T: look for words; `words` looks at once. Not while a restricted item is not shown."""
        if not self.seek.isEnabled():
            return
        self.seek.setChecked(True)
        self._finder.open_with(words)
        if words:
            self.look_for(words)

    def look_for(self, words: str) -> None:
        """Suggest every place of these words; the list of names gets them as one line to tick."""
        if self._covers is None or not words.strip():
            return
        if self.look is Look.RUNNING:
            self._wanted = words  # its pages are still to come
            return
        found = self._covers.seek(words)
        if found is None:
            quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"
            in_picture = unread_pages(self._covers) or misread_pages(self._covers)
            self._say(f"{quoted} {_NOT_IN_WORDS if in_picture else 'is not in this item.'}")
            return
        self._show_covers()
        self._look_at(found.key)
        count = len(found.places)
        self._say("1 place found." if count == 1 else f"{count} places found.")
        self.changed.emit()

    def act(self, change: Callable[[ItemCovers], bool], said: str = "") -> bool:
        """Change what is covered of the item in hand; False if nothing could be changed."""
        if self._covers is None or self._locked or not change(self._covers):
            return False
        self._show_covers()
        if said:
            announce(self, said)
        self.changed.emit()
        return True

    def cover_whole(self) -> None:
        """The page in view, or all words of a record."""
        cover = partial(ItemCovers.cover_page, number=self.pages.page if self.on_pages else None)
        self.act(cover, "All of it is covered")

    def undo_last(self) -> bool:
        """Take back the last change that is not saved; False if there is none."""
        return self.act(ItemCovers.undo, "Taken back")

    def peek(self, *, peeking: bool) -> None:
        """Look under all covers for as long as a key is held."""
        self.paper.peek(peeking=peeking)
        self.pages.peek(peeking=peeking)
        announce(self, "Covers are lifted" if peeking else "Covered again")

    def chosen_words(self) -> str:
        """The words that are selected, chosen or looked for, for covering them everywhere; "" if none are."""
        box = self.pages.chosen() if self.on_pages else None
        if box is not None and self._covers is not None:
            return self._covers.words_of(box)
        return self.paper.chosen_words() or self._finder.words.value().strip()

    # -- within ---------------------------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.cover.clicked.connect(self._cover_pressed)
        self.cover.toggled.connect(self.pages.draw_box)  # also where the item in hand is no page any more
        self.secret.covering.connect(self._cover_secrets)
        self.seek.clicked.connect(lambda on: self._show_finder(shown=on))
        self._finder.wanted.connect(self.look_for)
        self._finder.closed.connect(lambda: self._show_finder(shown=False))
        self.undo.clicked.connect(self.undoing)
        self._tools.held.connect(lambda on: self.peek(peeking=on))
        self.pages.whole_wanted.connect(self.cover_whole)
        self.details.clicked.connect(self._turn)
        self.paper.spans_changed.connect(self._edited)
        self.preview.view.boxes_changed.connect(self._edited)
        self.preview.view.page_wanted.connect(self._give_page)
        self._looker.page.connect(self._page_came)
        self._looker.ended.connect(self._looked)
        self._looker.undrawn.connect(self._no_pages)

    def _start_file(self, shown: ItemShown, book: Book) -> None:
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

    def _show_tools(self) -> None:
        covers = self._covers
        document = covers is not None and covers.shown.file is not None
        self.cover.setEnabled(not self._locked)
        self.details.setVisible(document)
        self._tools.draw(draws=self.on_pages)
        can = self.more_to_undo or (covers is not None and covers.can_undo)
        self.undo.setEnabled(can and not self._locked)
        whole = covers is not None and covers.shown.item.outcome is Outcome.WITHHOLD
        self.secret.show_groups(self.groups(), locked=self._locked or whole)

    def _cover_pressed(self) -> None:
        if not self.on_pages:
            self.draw_or_cover()

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
        if unread and not covers.shown.item.unread_pages:
            self._notes.addWidget(Note("soon", "Read it yourself.", unread.partition(". ")[0] + "."))
        self._show_covers()
        announce(self, self.said_of_names() or "Names are found")
        self.changed.emit()
        wanted, self._wanted = self._wanted, ""
        self.look_for(wanted)

    def _no_pages(self, error: Exception) -> None:
        lead, text = NOT_DRAWN.split(". ")
        self._notes.addWidget(Note("over", f"{lead}.", text))
        self._turn_to(self.paper)
        if not hasattr(error, "sentences"):
            self._services.say.trouble(error)
