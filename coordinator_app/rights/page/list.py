"""The requests to erase, restrict or stop, of one pupil or all; here a new one is logged (UK GDPR articles 17, 18, 20, 21)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.core.privacy import Compartment
from coordinator_app.rights import actions, view
from coordinator_app.rights.model import RightsRequest
from coordinator_app.rights.page.boxes import RequestBox
from coordinator_app.services import Services
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.buttons import button
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.register_page import PupilsRegisterPage

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.pupils.in_registers import Lines
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session

_EMPTY = (
    "Somebody may ask to erase what we keep, to keep it and not use it, or to stop doing something with it. “Log a request” asks "
    "whose record it is about."
)


class RightsPage(PupilsRegisterPage):
    """Opened with (pupil_id="", ask=False); `ask` opens the box of a new one."""

    name: ClassVar[str] = "rights"
    title: ClassVar[str] = "Erase, restrict, stop"
    opens_once: ClassVar[frozenset[str]] = frozenset({"ask"})
    kinds: ClassVar[frozenset[str]] = frozenset({"rights_request", "rights_notice", "pupil"})
    icon: ClassVar[str] = "eraser"
    of_list: ClassVar[str] = "Requests to erase, restrict or stop"
    nobody: ClassVar[str] = "Nobody has asked for this"
    case: ClassVar[tuple[str, str]] = ("rights_request", "request_id")

    def __init__(self, services: Services) -> None:
        said = "Log a request to erase, restrict or stop"
        new = button("&Log a request", "primary", "plus", accessible=said)
        everybody = button("Show all", icon="x", small=True, accessible="Show the requests of all pupils")
        super().__init__(services, new, everybody)
        self.lay_out(self.whose_row())
        self.new.clicked.connect(self._press)

    # what the shell asks

    def open(self, pupil_id: str = "", ask: bool = False, **_more: Any) -> None:
        """The list; and the box, where somebody came to log one."""
        self.show_of(pupil_id)
        if ask and pupil_id:
            self.ask()

    # acts

    def ask(self) -> None:
        """Read whose record it is about, then ask."""
        pupil_id = self.pupil_id
        self.first_read(lambda session: view.name_of(session, pupil_id), self._ask)

    def _ask(self, name: str) -> None:
        new = RightsRequest(pupil_id=self.pupil_id)
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = RequestBox(new, self.desk.clock, guards=guards)
        if name:
            box.belongs_to(name)

        def save(done: Any, failed: Any) -> object:
            wanted = replace(new, kind_asked=box.kind(), **box.typed())
            return self.desk.jobs.write(
                lambda session: actions.log(session, wanted), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(self.of_visit(self._logged, self._say))
        # whatever is typed may turn out to be about what is kept apart
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        way = {"pupil_id": new.pupil_id, "ask": True}
        show_with_way(self.desk, box, DraftOf("log_rights", new.pupil_id, side), self.name, way)

    def _press(self) -> None:
        """Without a pupil, first to the form where the pupil is chosen: it comes back here with the box."""
        if self.pupil_id:
            self.ask()
        else:
            self.desk.go.to("log_request", about="rights")

    def _say(self, saved: Saved[RightsRequest]) -> None:
        self.desk.say.toast("Logged. It is to be answered within a month.", saved.change_id)

    def _logged(self, saved: Saved[RightsRequest]) -> None:
        self._say(saved)
        if self.in_front():
            self.desk.go.to("rights_request", request_id=saved.record.id)

    def names(self) -> Callable[[Session, str], str]:
        """What a pupil is called."""
        return view.name_of

    def reads(self) -> Callable[[Session, PageMark | None, int], Lines]:
        """Those of this pupil, or all."""
        pupil_id = self.pupil_id
        return lambda session, after, limit: view.read_lines(session, pupil_id, after, limit)

    def empty_words(self) -> str:
        """How one comes to be here."""
        return _EMPTY
