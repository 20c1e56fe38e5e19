"""Puts the pages of a document in another order: turn, move, leave out, split, join; makes a new one of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPixmap, QShortcut, QTransform
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.core.errors import Cancelled, GateShut, InvalidInput, Trouble
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.documents import page_order, rearranging
from coordinator_app.documents.model import Looked, document_compartment
from coordinator_app.documents.page import pages_reading
from coordinator_app.documents.page.pages_reading import Opened
from coordinator_app.documents.page_order import Slot, Slots
from coordinator_app.documents.reading_jobs import (
    LOOK,
    PAGES,
    REARRANGE,
    FileGiven,
    Rearranging,
    looked_of,
    pages_of,
    rearranged_of,
)
from coordinator_app.documents.rearranging import NewDocument
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_canvas import decoded

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.documents.model import Document

_SAYS = (
    "A new document is made of the pages as you put them, and the old one goes to the trash. The old one is not altered: "
    "one press on Undo brings it back."
)
ORDER_DRAFT = "document_pages"
"""The kind of the draft in which the order is kept until the new document is made."""
_LONGEST = 1_000_000
_DPI, _AT_ONCE, _HIGH = 32, 20, 300
_SAME = "The pages are as they were. Turn, move, leave out or join something, or choose Cancel."
_NONE_LEFT = "Every page is left out. Take one in again, or choose Cancel."
_TOOLS: tuple[tuple[str, str, str], ...] = (
    ("up", "Move up", "Alt+Up"),
    ("down", "Move down", "Alt+Down"),
    ("turn", "Turn right", "Alt+R"),
    ("out", "Leave out", "Alt+O"),
    ("part", "Split here", "Alt+S"),
)


class OrderKept(TextInput):
    """The order of the pages as a text, so that it is kept as what is typed is; nobody sees it. `told` when it comes back."""

    told = Signal(str)

    def write(self, words: str) -> None:
        """Say how the pages stand."""
        super().set_value(words)

    def set_value(self, value: object) -> None:
        """What was kept comes back."""
        super().set_value(value)
        self.told.emit(str(value or ""))


class PagesBox(FormBox):
    """`saved(Saved)` once the new documents are kept."""

    def __init__(self, desk: Services, first: Opened) -> None:
        super().__init__("Turn, move, split or join pages", "Make the new document")
        self._desk = desk
        self._files: list[Opened] = []
        self.slots: Slots = ()
        self._pictures: dict[tuple[int, int], QImage] = {}
        self.list = TwoLineList("Pages", click_opens=False)
        self.tools: dict[str, Button] = {}
        self.others = ChoiceList([], none="Choose a document to join on")
        self.order = OrderKept(longest=_LONGEST)
        self._lay_out(first)
        self.saves(self._make)
        self.list.current_changed.connect(lambda _key: self._turn_off())
        self.others.edited.connect(self._join)
        self._take(first)
        self.list.choose(0)
        self._write_order()
        self.order.told.connect(self._put_back)
        self.take_stock()

    def act_on(self, name: str) -> None:
        """Do what a tool does to the page in hand."""
        at = self.list.current_key()
        if not isinstance(at, int) or not self.tools[name].isEnabled():
            return
        if name in {"up", "down"}:
            by = -1 if name == "up" else 1
            self.slots = page_order.moved(self.slots, at, by)
            at = min(max(0, at + by), len(self.slots) - 1)
        else:
            self.slots = _DONE[name](self.slots, at)
        self._show(at)
        self._tell_order()

    # the files

    def _take(self, opened: Opened) -> None:
        source = len(self._files)
        self._files.append(opened)
        added = page_order.of_file(source, opened.document.page_count or 1)
        self.slots = (*self.slots, *added)
        self._show(self.list.current_key())
        self._draw(source, 0)

    def _join(self) -> None:
        chosen = self.others.value()
        if not isinstance(chosen, str) or any(one.document.id == chosen for one in self._files):
            return
        self.others.setEnabled(False)
        self._desk.jobs.read(
            lambda session: pages_reading.joined(session, chosen),
            done=guarded(self, self._joined),
            failed=guarded(self, self._not_joined),
        )

    def _joined(self, opened: Opened) -> None:
        self.others.setEnabled(True)
        self.others.set_value(None)
        self._take(opened)
        self._tell_order()

    def _not_joined(self, error: Exception) -> None:
        self.others.setEnabled(True)
        self.others.set_value(None)
        if isinstance(error, GateShut):
            self.tell("That document stays as it is.", " ".join(error.reasons))
        elif isinstance(error, Trouble):
            self.tell(error.happened, error.next_step)
        else:
            self._desk.say.trouble(error)

    # the draft

    def _write_order(self) -> None:
        self.order.write(page_order.written([one.document.id for one in self._files], self.slots))

    def _tell_order(self) -> None:
        """The user changed it: it is kept as what is typed is."""
        self._write_order()
        self.order.edited.emit()

    def _put_back(self, text: str) -> None:
        """The order as it was before a lock; what was joined on is opened first, and nothing is made meanwhile."""
        ids, slots = page_order.read(text)
        if ids[:1] != (self._files[0].document.id,):
            return
        self._wait(on=True)
        self._open_next(list(enumerate(ids))[1:], slots, {0: 0})

    def _open_next(self, left: list[tuple[int, str]], slots: Slots, known: dict[int, int]) -> None:
        if not left:
            pages = [one.document.page_count or 1 for one in self._files]
            self.slots = page_order.of_these(slots, known, pages)
            self._wait(on=False)
            self._show(self.list.current_key())
            self._write_order()
            return
        (number, document_id), *rest = left

        def here(opened: Opened) -> None:
            known[number] = len(self._files)
            self._take(opened)
            self._open_next(rest, slots, known)

        def gone(error: Exception) -> None:
            self._not_joined(error)
            self._open_next(rest, slots, known)

        self._desk.jobs.read(
            lambda session: pages_reading.joined(session, document_id),
            done=guarded(self, here),
            failed=guarded(self, gone),
        )

    def _wait(self, *, on: bool) -> None:
        for one in (self.act, self.others, *self.tools.values()):
            one.setEnabled(not on)

    def _draw(self, source: int, first: int) -> None:
        """Small pictures, a portion at a time."""
        wanted = PagesWanted(
            self._files[source].content, dpi=_DPI, first=first + 1, last=first + _AT_ONCE, jpeg=True
        )
        self._desk.jobs.child(
            PAGES,
            wanted,
            done=guarded(self, lambda answer: self._drawn(source, pages_of(answer))),
            failed=guarded(self, self._not_drawn),
        )

    def _drawn(self, source: int, shown: PagesShown) -> None:
        for page in shown.pages:
            self._pictures[source, page.number - 1] = decoded(page.image)
        self._show(self.list.current_key())
        last = shown.pages[-1].number if shown.pages else shown.total
        if last < shown.total:
            self._draw(source, last)

    def _not_drawn(self, error: Exception) -> None:
        """Pages can be put in order without their pictures."""
        if not isinstance(error, Trouble | Cancelled):
            self._desk.say.trouble(error)

    # the list

    def _show(self, key: object) -> None:
        self.list.show_rows([self._row(at) for at in range(len(self.slots))])
        if isinstance(key, int):
            self.list.choose(key)
        self._turn_off()

    def _row(self, at: int) -> Row:
        slot = self.slots[at]
        file = self._files[slot.source].document
        name = f"Page {slot.page + 1}" + (f" of “{file.title}”" if len(self._files) > 1 else "")
        picture = self._picture_of(slot)
        word = "Left out" if slot.out else ""
        return Row(
            at,
            name,
            page_order.words(slot),
            "split" if slot.begins else "file-text",
            word=word,
            picture=picture,
        )

    def _picture_of(self, slot: Slot) -> QImage | None:
        picture = self._pictures.get((slot.source, slot.page))
        if picture is None or not slot.turn:
            return picture
        return picture.transformed(QTransform().rotate(slot.turn))

    def _turn_off(self) -> None:
        at, last = self.list.current_key(), len(self.slots) - 1
        for tool in self.tools.values():
            tool.setEnabled(isinstance(at, int))
        picture = self._picture_of(self.slots[at]) if isinstance(at, int) else None
        if picture is None:
            self.picture.clear()
        else:
            room = theme.current().px(_HIGH) - 8
            high = min(picture.height(), room)
            self.picture.setPixmap(QPixmap.fromImage(_edged(picture.scaledToHeight(high, _SMOOTH))))
        if isinstance(at, int):
            self.tools["up"].setEnabled(at > 0)
            self.tools["down"].setEnabled(at < last)
            self.tools["part"].setEnabled(at > 0)
            self.tools["out"].setText("Take in" if self.slots[at].out else "Leave out")
            self.tools["part"].setText("Do not split here" if self.slots[at].begins else "Split here")

    # making

    def _make(self, done: Done, failed: Failed) -> None:
        made, pages = page_order.orders(self.slots), [one.document.page_count or 1 for one in self._files]
        if not made or not page_order.is_new(self.slots, pages):
            failed(InvalidInput.one("", _SAME if made else _NONE_LEFT))
            return
        asked = Rearranging(tuple(one.content for one in self._files), made)
        self._desk.jobs.child(
            REARRANGE,
            asked,
            done=guarded(self, lambda answer: self._look(rearranged_of(answer).pdfs, (), done, failed)),
            failed=failed,
        )

    def _look(self, pdfs: tuple[bytes, ...], looked: tuple[Looked, ...], done: Done, failed: Failed) -> None:
        """See what is in each of them, as in any other file that is added."""
        if len(looked) == len(pdfs):
            self._keep(pdfs, looked, done, failed)
            return
        self._desk.jobs.child(
            LOOK,
            FileGiven("pages.pdf", pdfs[len(looked)]),
            done=guarded(self, lambda answer: self._look(pdfs, (*looked, looked_of(answer)), done, failed)),
            failed=failed,
        )

    def _keep(self, pdfs: tuple[bytes, ...], looked: tuple[Looked, ...], done: Done, failed: Failed) -> None:
        title = str(self.form.row("title").value()) or self._files[0].document.title
        names = rearranging.titles(title, len(pdfs))
        made = [NewDocument(*one) for one in zip(names, pdfs, looked, strict=True)]
        sources = [one.document for one in self._files]
        self._desk.jobs.write(
            lambda session: rearranging.rearrange(session, sources, made), done=done, failed=failed
        )

    # the look

    def _lay_out(self, first: Opened) -> None:
        self.form.add_widget(Note("info", "The old document stays whole.", _SAYS))
        self.form.add("title", FormRow("Title", "", TextInput(first.document.title, longest=200)))
        self.form.add("order", FormRow("Order of the pages", "", self.order, printed=False)).hide()
        card, self.picture = list_card(self.list), QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName("The page in hand")
        holder, tools = QWidget(), QWidget()
        layout.size(holder, height=_HIGH)
        beside = layout.row(holder, space=12)
        beside.addWidget(card, 3)
        beside.addWidget(self.picture, 2)
        self.form.add_widget(holder)
        line = layout.row(tools, space=8)
        for name, words, keys in _TOOLS:
            made = button(words, small=True, accessible=f"{words} ({keys})")
            made.setToolTip(f"{words} ({keys})")
            made.clicked.connect(partial(self._press, name))
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.act_on, name))
            self.tools[name] = made
            line.addWidget(made)
        line.addStretch(1)
        self.form.add_widget(tools)
        if first.others:
            self.others.set_options(list(first.others))
            self.form.add("join", FormRow("Join another document on", "", self.others, optional=True))

    def _press(self, name: str, _on: bool = False) -> None:
        self.act_on(name)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _edged(picture: QImage) -> QImage:
    """A page with an edge: paper on a light form would have none."""
    framed = picture.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(framed)
    painter.setPen(theme.current().colour("line-strong"))
    painter.drawRect(framed.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return framed


_SMOOTH = Qt.TransformationMode.SmoothTransformation
_DONE: dict[str, Callable[[Slots, int], Slots]] = {
    "turn": page_order.turned,
    "out": page_order.left_out,
    "part": page_order.parted,
}


def ask_order(
    desk: Services, receiver: QObject, document: Document, then: Callable[[Document], None]
) -> None:
    """Open the box; where the pages have to stay as they are, say why. `then` gets the first new document."""

    def kept(saved: Saved[tuple[Document, ...]]) -> None:
        many = len(saved.record)
        words = "New document made" if many == 1 else f"{many} new documents made"
        desk.say.toast(words, saved.change_id)
        then(saved.record[0])

    def ask(opened: Opened) -> None:
        box = PagesBox(desk, opened)
        box.saved.connect(guarded(receiver, kept))
        show_kept(desk, box, DraftOf(ORDER_DRAFT, document.id, document_compartment(document)))

    def refused(error: Exception) -> Any:
        if isinstance(error, GateShut):
            return desk.dialogs.tell("The pages stay as they are", " ".join(error.reasons))
        return desk.say.trouble(error)

    desk.jobs.read(
        lambda session: pages_reading.opened(session, document),
        done=guarded(receiver, ask),
        failed=guarded(receiver, refused),
    )
