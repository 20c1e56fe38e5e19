"""Below a pack: that a copy was saved outside the vault, and the way to a breach record should it be lost (003-8)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.actions.lost_copy import SavedCopy, lost, saved_copies
from coordinator_app.access_requests.items import guarded_if_marked
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.sent_boxes import LostCopyBox
from coordinator_app.breaches.model import Breach
from coordinator_app.core.changes import Saved
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import Left
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import Done, Failed
from coordinator_app.ui.labels import label


class LostCopy(QWidget):
    """Hidden while no copy has left that is in no ledger."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.copies: tuple[SavedCopy, ...] = ()
        self._request: AccessRequest | None = None
        self._said = label("", "small", "text-2", wrap=True)
        self.lost = button("A saved copy was lost", icon="shield-alert", small=True)
        self.lost.clicked.connect(self.ask)
        lines = layout.column(self, space=6)
        lines.addWidget(self._said)
        row = layout.row(space=0)
        layout.add_all(row, self.lost, None)
        lines.addLayout(row)
        self.hide()

    def show_request(self, request: AccessRequest) -> None:
        """Read which copies of its packs have left."""
        if self._request is None or self._request.id != request.id:
            self._show(())
        self._request = request
        self.refresh()

    def refresh(self) -> None:
        """Read again, after another was saved."""
        request = self._request
        if request is None:
            return

        def came(copies: tuple[SavedCopy, ...]) -> None:
            if self._request is not None and self._request.id == request.id:
                self._show(copies)

        self.services.jobs.read(
            lambda session: saved_copies(session, request.id),
            done=guarded(self, came),
            failed=guarded(self, self.services.say.trouble),
        )

    def _show(self, copies: tuple[SavedCopy, ...]) -> None:
        self.copies = tuple(
            one for one in copies if one.mishap is None
        )  # what is written down has a note of its own
        copies = self.copies
        self.setVisible(bool(copies))
        if copies:
            newest = copies[0].words
            more = f" And {len(copies) - 1} more." if len(copies) > 1 else ""
            self._said.setText(f"Outside the vault: {newest[:1].lower()}{newest[1:]}.{more}")

    def again(self, left: Left) -> bool:
        """Open the box once more in which somebody was typing."""
        meant = self._request is not None and left.record_id == self._request.id and bool(self.copies)
        if meant:
            self.ask()
        return meant

    def ask(self) -> None:
        """Ask which copy, since when, and what happened."""
        request, copies = self._request, self.copies
        if request is None or not copies:
            return
        box = LostCopyBox(copies, self.services.clock)

        def save(done: Done, failed: Failed) -> object:
            copy, error, day = box.copy(), box.error(), box.day()
            return self.services.jobs.write(
                lambda session: lost(session, request, copy, error, day), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(guarded(self, self._is_breach))
        apart = any(guarded_if_marked(one.pack) is Compartment.GUARDED for one in copies)
        side = Compartment.GUARDED if apart else Compartment.GENERAL
        show_kept(self.services, box, DraftOf("lost_copy", request.id, side))

    def _is_breach(self, saved: Saved[Breach]) -> None:
        self.services.say.toast("Breach written down. Today shows its 72 hours.", saved.change_id)
        self.services.go.to("breaches", breach_id=saved.record.id)
