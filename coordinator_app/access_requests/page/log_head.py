"""What stands above the forms of the log page: the name of what is logged, which step it is, and why one logs at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.page.log_form import About
from coordinator_app.ui import layout
from coordinator_app.ui.labels import heading, label

_INTRO = "A request counts however it comes: by letter, email, telephone or in person. Log it the same day."
_HEADINGS = {
    About.OFFICIAL: "Log what an official asks",
    About.COMPLAINT: "Log a complaint",
    About.CORRECTION: "Log that something is wrong",
    About.RIGHTS: "Log a request to erase, restrict or stop",
}
"""What has a register of its own is no access request, and is not called one."""
_WHOSE = "First say whose record it is about. The rest is asked on the next page."


class LogHead(QWidget):
    """`usual` is the page's own name."""

    def __init__(self, usual: str) -> None:
        super().__init__()
        self._usual = usual
        self._name, self._part = heading(usual, 1), label("", "body", "text-2")
        self._intro = label(_INTRO, "body", "text-2", wrap=True)
        layout.add_all(layout.column(self, space=16), self._name, self._part, self._intro)

    def tell(self, about: object, place: int, said: str = "") -> None:
        """The name of what this first answer leads to, and the step; `said` is whom it is about and who asks."""
        elsewhere = _HEADINGS.get(About(str(about))) if about in set(About) else None
        self._name.setText(elsewhere or self._usual)
        self._intro.setVisible(elsewhere is None)
        step = f"Step {place + 1} of 2: {('who asks', 'what arrived')[place]}"
        if place and said:  # what was begun may be taken up a day later, and logged for the wrong child
            step = f"{step}. {said}"
        self._part.setText(_WHOSE if elsewhere else step)
