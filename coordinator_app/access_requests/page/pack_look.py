"""One page of the finished pack, as the family will see it; its neighbours can be turned to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog

from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.page.pack_reading import FileShown, pages_of_pack
from coordinator_app.core.page_images import LOCKED_PAGES, LockedWanted, pages_of
from coordinator_app.jobs.jobs import Answer
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview

_DPI = 110


class PackLook(QDialog):
    """`covering` when the user wants to cover what he sees. `words` says what was found there."""

    covering = Signal()

    def __init__(
        self, services: Services, found: Pack, shown: FileShown, page: int, words: str, *, coverable: bool
    ) -> None:
        super().__init__()
        self._services, self._pack, self._file = services, found, shown
        self._here: set[int] = set()
        self.setWindowTitle("Coordinator")
        self.setProperty("raised", True)
        self.setModal(True)
        self.setAccessibleName(f"Page {page} of the pack")
        self.preview = PagePreview("Page of the pack")
        self._pictures = PagePictures(services.jobs, self.preview.view, services.say.trouble)
        self.preview.view.page_wanted.connect(self._ask)
        lines = layout.column(self, space=0)
        head = layout.column(space=4, margins=(20, 16, 20, 12))
        head.addWidget(label("The pack as it will be read", "dialog", "text", wrap=True))
        if words:
            head.addWidget(label(words, "body", "text-2", wrap=True))
        lines.addLayout(head)
        lines.addWidget(self.preview, 1)
        foot = layout.row(space=12, margins=(20, 12, 20, 16))
        self.cover, self.close_button = button("Cover it", "primary", "eraser"), button("Close")
        self.cover.setVisible(coverable)
        self.cover.clicked.connect(self._cover)
        self.close_button.clicked.connect(self.accept)
        layout.add_all(foot, None, self.close_button, self.cover)
        lines.addLayout(foot)
        now = theme.current()
        self.resize(now.px(820), now.px(660))
        self._skipping = page > 1  # the first page is asked for on the way to the one that is wanted
        self.preview.view.set_document(max(found.pages or 1, page))
        self._skipping = False
        self.preview.view.turn_to(page - 1)
        self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shows_a_page(self) -> bool:
        """Whether the page that was wanted is here."""
        return self.preview.view.page in self._here

    def _cover(self) -> None:
        self.accept()
        self.covering.emit()

    def _ask(self, page: int) -> None:
        if self._skipping:
            return
        if self._file.has(page + 1):
            self._draw(self._file, page)
            return
        self._services.jobs.read(
            partial(pages_of_pack, found=self._pack, page=page + 1),
            done=guarded(self, partial(self._turned, page)),
            failed=guarded(self, self._services.say.trouble),
        )

    def _turned(self, page: int, shown: FileShown) -> None:
        """Another volume of the pack: it is read once."""
        self._file = shown
        self._draw(shown, page)

    def _draw(self, shown: FileShown, page: int) -> None:
        number = page + 2 - shown.first
        wanted = LockedWanted(shown.content, shown.opens_with, dpi=_DPI, first=number, last=number)
        self._services.jobs.child(
            LOCKED_PAGES,
            wanted,
            done=guarded(self, partial(self._come, shown.first)),
            failed=guarded(self, self._services.say.trouble),
        )

    def _come(self, first: int, answer: Answer) -> None:
        for page in pages_of(answer).pages:
            at = page.number + first - 2
            self._pictures.put(at, page.image, partial(self._is_here, at))

    def _is_here(self, page: int) -> None:
        self._here.add(page)
        self.preview.show_where()
