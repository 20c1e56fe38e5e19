"""Shows the password of a pack, and of one that was finished while nobody was there: once, and then it is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout

from coordinator_app.access_requests.actions import pack_password
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import Stage
from coordinator_app.access_requests.page.password_box import PasswordBox
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import ACT, SAID
from coordinator_app.ui.draft_keeper import PARAMS
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tidying import only_faults

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

READY = "The pack is built and kept in the vault."
SHOW = "Show the password"
_UNSHOWN = "It was finished while nobody was here. Its password has not been shown yet: it is shown once."


def leads_back(request_id: str) -> dict[str, Any]:
    """What the next unlock says of it, and the way to it; it names nobody."""
    return {
        PARAMS: {"request_id": request_id, "stage": Stage.PACK.value},
        BOX: {"page": "access_request", "title": SHOW, SAID: f"{READY} {_UNSHOWN}", ACT: SHOW},
    }


class PasswordLeft(QObject):
    """One for each stage. Emits `shown` once the box was closed."""

    shown = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._seen: set[str] = set()
        self._note: Note | None = None

    def tell(self, password: str, pack: Pack) -> None:
        """Show it. It lies in the vault until the box is closed: a lock before that takes nothing."""
        self._seen.add(pack.id)
        self._services.dialogs.show(PasswordBox(password), lambda _result: self._forget(pack))

    def ask(self, pack: Pack | None, under: QBoxLayout) -> None:
        """Say there of a password that was not shown yet."""
        if pack is None or pack.id in self._seen:
            return
        self._services.jobs.read(
            lambda session: bool(pack_password.unshown(session, pack)),
            done=guarded(self, lambda found: self._say(pack, under) if found else None),
            failed=only_faults(self._services.say),
        )

    def show(self, pack: Pack) -> None:
        """Ask for the passphrase, and show it."""
        self._services.confirm(guarded(self, lambda: self._read(pack)), "The pack's password will be shown.")

    def _say(self, pack: Pack, under: QBoxLayout) -> None:
        if pack.id in self._seen or self._note is not None:
            return
        act = button(SHOW, "primary", "eye", small=True)
        act.clicked.connect(guarded(self, lambda _on=False: self.show(pack)))
        self._note = Note("safe", READY, _UNSHOWN, act)
        self._note.destroyed.connect(guarded(self, self._gone))
        under.addWidget(self._note)

    def _gone(self, _note: object = None) -> None:
        self._note = None

    def _read(self, pack: Pack) -> None:
        self._services.jobs.read(
            lambda session: pack_password.unshown(session, pack),
            done=guarded(self, lambda found: self.tell(found, pack) if found else None),
            failed=guarded(self, self._services.say.trouble),
        )

    def _forget(self, pack: Pack) -> None:
        def forget(session: Session) -> None:
            pack_password.was_shown(session, pack)

        self._services.jobs.write(forget, failed=only_faults(self._services.say))
        if self._note is not None:
            self._note.deleteLater()
        self.shown.emit()
