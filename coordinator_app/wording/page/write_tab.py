"""The text of a wording beside its pages as they will be printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.core.errors import Cancelled
from coordinator_app.core.page_images import PagesShown
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label, link
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.press import Press
from coordinator_app.wording.page.source_edit import SourceEdit, SourceTools

_BEING_MADE = "The pages are being made."
_LOOK = "Grey words are not printed. What stands in curly brackets is filled in, or is an answer: leave it as it is."


class WriteTab(QWidget):
    """Emits `edited` when title, line under it or text were changed, `explained` when the marks are asked about.

    `draw` shows an order's pages.
    """

    edited = Signal()
    explained = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._desk = services
        self._round = 0  # pages of an earlier text are out of date
        self.press = Press(services.jobs, self)
        self.title, self.subtitle = TextInput(longest=200), TextInput(longest=200)
        self.source = SourceEdit("Text of the form")
        self.tools = SourceTools(self.source)
        self.preview = PagePreview("The form as it will be printed")
        layout.size(self.preview, min_height=260)
        self._pictures = PagePictures(services.jobs, self.preview.view, self._failed)
        self._sides = layout.row(self, space=0)
        self._sides.addWidget(self._left(), 1)
        self._sides.addWidget(self.preview, 1)
        for signal in (self.title.edited, self.subtitle.edited, self.source.edited):
            signal.connect(self.edited)

    def _left(self) -> QWidget:
        left = QWidget()
        lines = layout.column(left, space=8, margins=(0, 12, 14, 12))
        lines.addWidget(FormRow("Title", "", self.title))
        lines.addWidget(FormRow("Line under the title", "", self.subtitle, optional=True))
        name = label("Text of the form", "body-strong", "text")
        name.setBuddy(self.source)
        layout.size(self.source, min_height=160)
        self.marks = link("What the marks mean", "small-medium")
        self.marks.clicked.connect(self.explained)
        head = layout.row(space=12)
        layout.add_all(head, name, None, self.marks)
        lines.addLayout(head)
        layout.add_all(lines, self.tools, label(_LOOK, "small", "text-2", wrap=True), self.source)
        lines.setStretch(5, 1)
        return left

    def arrange(self, shape: str) -> None:
        """Beside each other where there is room, else the text above its pages."""
        beside = shape in {"wide", "rail"}
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(way)

    def texts(self) -> tuple[str, str, str]:
        """Title, line under it, text."""
        return self.title.value(), self.subtitle.value(), self.source.words()

    def show_texts(self, title: str, subtitle: str, body: str) -> None:
        """Show other texts; not told as an edit, and the cursor stays where nothing changed."""
        self.title.set_value(title)
        self.subtitle.set_value(subtitle)
        if self.source.words() != body:
            self.source.show_words(body)

    def wait(self) -> None:
        """No text and no pages yet: what is typed would be covered by the text that comes."""
        self._round += 1
        self.setEnabled(False)
        self.preview.wait(_BEING_MADE)

    def draw(self, order: PrintOrder, title: str = "") -> None:
        """Print the order in the child process and show its pages; the page in view stays in view."""
        self._round += 1
        now = self._of_round(self._round)
        self.preview.set_title(title)

        def drawn(made: tuple[Printed, ...]) -> None:
            self.press.pages((made[0].pdf,), self.preview.view.fine_dpi(), now(self._show), self._failed)

        self.press.forms((order,), now(drawn), self._failed)

    def _of_round(self, begun: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
        def only_now(then: Callable[..., None]) -> Callable[..., None]:
            return lambda found: then(found) if begun == self._round else None

        return only_now

    def _show(self, files: tuple[PagesShown, ...]) -> None:
        pages = files[0].pages
        here = self.preview.view.page
        self._pictures.show([one.image for one in pages])
        self.preview.view.turn_to(min(here, len(pages) - 1))
        self.preview.show_where()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._desk.say.trouble(error)
