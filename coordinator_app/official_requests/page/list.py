"""The register of what officials asked: the newest first, open ones and answered ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from coordinator_app.official_requests import view
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.register_page import RegisterPage

if TYPE_CHECKING:
    from coordinator_app.pupils.in_registers import Lines
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session

_INTRO = "They have no right to see a file as a person has. Each gets what a power of the law makes necessary, and no more."
_WHY = "This shows which officials asked, and about whom."
_EMPTY = "When the police, a court, Ofsted or social care ask about a pupil, log it before anything is said."


class OfficialRequestsPage(RegisterPage):
    """Restricted as a whole: without the key the list is empty, and says so."""

    name: ClassVar[str] = "official_requests"
    title: ClassVar[str] = "Police, courts and inspectors"
    kinds: ClassVar[frozenset[str]] = frozenset({"official_request", "pupil"})
    icon: ClassVar[str] = "shield-alert"
    of_list: ClassVar[str] = "Official requests"
    nobody: ClassVar[str] = "No official has asked"
    case: ClassVar[tuple[str, str]] = ("official_request", "official_id")

    def __init__(self, services: Services) -> None:
        super().__init__(services, button("&Log what they ask", "primary", "plus"))
        self.back = button("Access requests", icon="chevron-left", small=True)
        back = layout.row(space=8)
        self.reveal = button("Show who asked", icon="lock", small=True)
        layout.add_all(back, self.back, self.reveal, None)
        self.lay_out(back, label(_INTRO, "body", "text-2", wrap=True))
        self.new.clicked.connect(lambda: self.desk.go.to("log_request", about="official"))
        self.back.clicked.connect(lambda: self.desk.go.to("access_requests"))
        self.reveal.clicked.connect(lambda: self.desk.confirm(self.of_visit(self.refresh), _WHY))

    def reads(self) -> Callable[[Session, PageMark | None, int], Lines]:
        """All of them."""
        return partial(view.read_lines, guarded_words=self.desk.confirm.fresh)

    def refresh(self) -> None:
        """Read from the top; who asked is shown while the passphrase was typed lately."""
        self.reveal.setVisible(not self.desk.confirm.fresh)
        super().refresh()

    def empty_words(self) -> str:
        """How one comes to be here."""
        return _EMPTY
