"""A page view with its toolbar: which page, turn, zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.labels import label
from coordinator_app.ui.page_view import PageView

_WHOLE, _WIDTH = "Whole page", "Page width"


class PagePreview(QWidget):
    """`view` is the PageView; put further tools into `tools`, at the left of the bar. `title` goes before the page.

    Give a `view` of another kind to show more over the pages. With `fits` a button fits the page to width or height.
    """

    def __init__(
        self,
        name: str = "Page",
        *,
        can_redact: bool = False,
        title: str = "",
        view: PageView | None = None,
        fits: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self.view = view or PageView(name, can_redact=can_redact)
        self.setProperty("sunken", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._where = label("", "small", "text-2")
        self._percent = label("100%", "small", "text-2")
        self.back, self.on = (
            icon_button("chevron-left", "Previous page", small=True),
            icon_button("chevron-right", "Next page", small=True),
        )
        self.smaller, self.larger = (
            icon_button("zoom-out", "Zoom out", small=True),
            icon_button("zoom-in", "Zoom in", small=True),
        )
        self.fit = button(_WHOLE, "quiet", small=True)
        self.fit.setVisible(fits)
        self._fits = fits
        lines = layout.column(self, space=0)
        bar = layout.row(space=8, margins=(14, 8, 14, 8))
        self.tools: QHBoxLayout = layout.row(space=8)
        bar.addLayout(self.tools)
        layout.add_all(
            bar, None, self._where, self.back, self.on, self.fit, self.smaller, self._percent, self.larger
        )
        lines.addLayout(bar)
        lines.addWidget(self.view, 1)
        self._wire()
        self.show_where()

    def set_title(self, title: str) -> None:
        """What stands before "page 1 of 2", such as "Form 2 of 2"."""
        self._title = title
        self.show_where()

    def wait(self, words: str) -> None:
        """Nothing is shown until pages come; `words` say what is being done."""
        self.view.set_pages([])
        self.view.wait_for(words)
        self.show_where()

    def show_where(self) -> None:
        """Say again which page is shown; of one page alone that there is one says enough."""
        count = self.view.page_count
        words = f"page {self.view.page + 1} of {count}" if count else ""
        for zooms in (self.smaller, self.larger, self._percent):
            zooms.setVisible(count > 0)
        self.fit.setVisible(self._fits and count > 0)
        self._where.setText(
            ", ".join(part for part in (self._title, words) if part) if self._title else words.capitalize()
        )
        if (
            self.back if self.view.page <= 0 else self.on if self.view.page >= count - 1 else self
        ).hasFocus():
            self.view.setFocus()  # the button goes dead with the focus on it, and every key of the screen with it
        self.back.setEnabled(self.view.page > 0)
        self.on.setEnabled(self.view.page < count - 1)
        self.back.setVisible(count > 1)
        self.on.setVisible(count > 1)

    def _wire(self) -> None:
        view = self.view
        self.back.clicked.connect(lambda: view.turn_to(view.page - 1))
        self.on.clicked.connect(lambda: view.turn_to(view.page + 1))
        self.smaller.clicked.connect(view.zoom_out)
        self.larger.clicked.connect(view.zoom_in)
        view.page_changed.connect(lambda _page: self.show_where())
        view.page_wanted.connect(lambda _page: self.show_where())
        view.zoom_changed.connect(lambda percent: self._percent.setText(f"{percent}%"))
        self.fit.clicked.connect(self._fit_other)

    def _fit_other(self) -> None:
        """The whole page, or its width: whichever it is not."""
        whole = not self.view.fits_page
        (self.view.fit_page if whole else self.view.fit_width)()
        self.fit.setText(_WIDTH if whole else _WHOLE)
