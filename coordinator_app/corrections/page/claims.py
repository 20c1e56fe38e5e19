"""The corrections asked for, of one pupil or of all; here a new one is written down (003-5.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions, choosing, view
from coordinator_app.corrections.choosing import Offered
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.corrections.page.claim_box import ClaimBox
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

_EMPTY = "What somebody says is wrong in a record stands here, with what was decided and who was told."


class CorrectionsPage(PupilsRegisterPage):
    """Opened with (pupil_id=""): of all where it is empty. With an item, or `ask`, the box of a new one opens."""

    name: ClassVar[str] = "corrections"
    title: ClassVar[str] = "Corrections asked for"
    opens_once: ClassVar[frozenset[str]] = frozenset({"ask", "item_kind", "item_id"})
    kinds: ClassVar[frozenset[str]] = frozenset({"correction_claim", "correction_notice", "pupil"})
    icon: ClassVar[str] = "message-square-warning"
    of_list: ClassVar[str] = "Corrections asked for"
    nobody: ClassVar[str] = "Nobody has asked for a correction"
    case: ClassVar[tuple[str, str]] = ("correction", "claim_id")

    def __init__(self, services: Services) -> None:
        new = button("Something is &wrong", "primary", "plus", accessible="Say that something is wrong")
        super().__init__(services, new, button("Show all pupils", icon="x", small=True))
        self.record = button("Open the record", small=True)
        self.lay_out(self.whose_row(self.record))
        self.new.clicked.connect(self._press)
        self.record.clicked.connect(lambda: self.desk.go.to("pupil", pupil_id=self.pupil_id))

    # what the shell asks

    def open(
        self, pupil_id: str = "", item_kind: str = "", item_id: str = "", ask: bool = False, **_more: Any
    ) -> None:
        """The list; and the box, where somebody came to say that something is wrong."""
        self.show_of(pupil_id)
        if pupil_id and (ask or item_id):
            self.ask(item_kind, item_id)

    def first_focus(self) -> None:
        """The list if there is one."""
        target = self.list if self.list.rows() or not self.pupil_id else self.new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # a new one

    def ask(self, item_kind: str = "", item_id: str = "") -> None:
        """Read what can be said to be wrong, then ask."""
        pupil_id, fresh = self.pupil_id, self.desk.confirm.fresh
        self.first_read(
            lambda session: (
                view.name_of(session, pupil_id),
                choosing.offer(session, pupil_id, item_kind, item_id, guarded_words=fresh),
            ),
            partial(self._ask, item_kind, item_id),
        )

    def _press(self) -> None:
        self.ask()

    def _ask(self, item_kind: str, item_id: str, read: tuple[str, Offered]) -> None:
        name, offered = read
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = ClaimBox(CorrectionClaim(pupil_id=self.pupil_id), offered, self.desk.clock, guards=guards)
        box.belongs_to(name)
        box.saves(lambda done, failed: self.desk.jobs.write(_asking(box.claim()), done=done, failed=failed))
        box.saved.connect(self.of_visit(self._asked, self._say))
        # whatever is typed may turn out to be about what is kept apart
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        place = DraftOf("ask_correction", item_id or self.pupil_id, side)
        way = {"pupil_id": self.pupil_id, "item_kind": item_kind, "item_id": item_id, "ask": True}
        show_with_way(self.desk, box, place, self.name, way)

    def _say(self, saved: Saved[CorrectionClaim]) -> None:
        self.desk.say.toast("Written down. It is to be answered within a month.", saved.change_id)

    def _asked(self, saved: Saved[CorrectionClaim]) -> None:
        self._say(saved)
        if self.in_front():
            self.desk.go.to("correction", claim_id=saved.record.id)

    def names(self) -> Callable[[Session, str], str]:
        """What a pupil is called."""
        return view.name_of

    def reads(self) -> Callable[[Session, PageMark | None, int], Lines]:
        """Those of this pupil, or all."""
        pupil_id = self.pupil_id
        return lambda session, after, limit: view.read_lines(session, pupil_id, after, limit)

    def of_one(self) -> tuple[QWidget, ...]:
        """A new one is said of one pupil only."""
        return self.new, self.record, *super().of_one()

    def empty_words(self) -> str:
        """How one comes to be here."""
        return (
            _EMPTY
            if self.pupil_id
            else f"{_EMPTY} Open the pupil’s record, then the menu with the three dots."
        )


def _asking(claim: CorrectionClaim) -> Any:
    return lambda session: actions.ask(session, claim)
