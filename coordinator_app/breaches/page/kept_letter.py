"""A letter about a breach as it was printed or saved, for looking."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from coordinator_app.core.answers import read_answer
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.jobs.jobs import Answer
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview

_DPI = 110


class KeptLetter(QDialog):
    """The very pages that were kept; nothing can be changed."""

    def __init__(self, services: Services, pdf: bytes, whose: str) -> None:
        super().__init__()
        self.setWindowTitle("Coordinator")
        self.setProperty("raised", True)
        self.setModal(True)
        self.setAccessibleName("The letter as it was printed or saved")
        self.preview = PagePreview("Page of the letter")
        self._pictures = PagePictures(services.jobs, self.preview.view, services.say.trouble)
        lines = layout.column(self, space=0)
        head = layout.column(space=4, margins=(20, 16, 20, 12))
        head.addWidget(label("The letter as it was printed or saved", "dialog", "text", wrap=True))
        head.addWidget(label(whose, "body", "text-2", wrap=True))
        lines.addLayout(head)
        lines.addWidget(self.preview, 1)
        foot = layout.row(space=12, margins=(20, 12, 20, 16))
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.accept)
        layout.add_all(foot, None, self.close_button)
        lines.addLayout(foot)
        now = theme.current()
        self.resize(now.px(820), now.px(660))
        services.jobs.child(
            "print.pages",
            PagesWanted(pdf, dpi=_DPI),
            done=guarded(self, self._drawn),
            failed=guarded(self, services.say.trouble),
        )

    def _drawn(self, answer: Answer) -> None:
        shown = read_answer(PagesShown, answer)
        self._pictures.show([page.image for page in shown.pages])
        self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)
