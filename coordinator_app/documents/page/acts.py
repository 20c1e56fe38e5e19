"""What is done with a document from its tools, its menu or a key: change, put pages in order, copy, move, throw away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import changing, trash
from coordinator_app.documents.editor import ChangeBox, chosen_too
from coordinator_app.documents.family import Kin, kin_of
from coordinator_app.documents.model import Document
from coordinator_app.documents.page.copy_box import ask_copy
from coordinator_app.documents.page.pages_box import ORDER_DRAFT, ask_order
from coordinator_app.documents.page.trash_box import TrashBox, ask_early
from coordinator_app.documents.page.whose_box import ask_whose
from coordinator_app.documents.told import Told, telling
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.draft_keeper import DraftOf

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session


_WHY = "A restricted document is about to be shown."


class Acts(QObject):
    """`done(document)` after each: the one to be shown, or None. Nothing is told once `owner` is gone."""

    def __init__(self, services: Services, owner: QObject, done: Callable[[Document | None], None]) -> None:
        super().__init__(owner)
        self._services, self._done = services, done
        self._going: set[str] = set()
        self._opening: set[str] = set()
        self._do: dict[str, Callable[[Document], None]] = {
            "details": self.change,
            "pages": lambda one: ask_order(services, self, one, done),
            "copy": lambda one: ask_copy(services, self, one),
            "wrong": lambda one: services.go.to(
                "corrections", pupil_id=one.pupil_id, item_kind="document", item_id=one.id
            ),
            "another": lambda one: ask_whose(services, self, one, lambda: done(None)),
            "trash": self.throw_away,
        }

    def do(self, name: str, document: Document) -> None:
        """One of `shown.ACTS`."""
        self._do[name](document)

    def reopens(self) -> Openers:
        """The boxes that are opened again, by the kind of draft."""
        acts: dict[str, Callable[[Document], object]] = {
            "document_details": self.change,
            ORDER_DRAFT: self._do["pages"],
            "move_document": self._do["another"],
            "destroy_document": lambda one: ask_early(self._services, one, guarded(self, self._thrown)),
        }
        return {kind: partial(self._again, act) for kind, act in acts.items()}

    def _again(self, act: Callable[[Document], object], left: Left) -> bool:
        def ask(document: Document) -> None:
            then = guarded(self, lambda: _done(act, document))
            if document.is_guarded:
                self._services.confirm(then, _WHY)
            else:
                then()

        self._services.jobs.read(
            lambda session: session.get(Document, left.record_id),
            done=guarded(self, ask),
            failed=guarded(self, self._services.say.trouble),
        )
        return True

    def _thrown(self) -> None:
        self._done(None)

    def change(self, document: Document) -> None:
        """Put right what is said of it, once it is read what else holds the same words; a second press opens one box."""
        if document.id in self._opening:
            return
        self._opening.add(document.id)

        def came(kin: tuple[Kin, ...]) -> None:
            self._opening.discard(document.id)
            self._ask_change(document, kin)

        def failed(error: Exception) -> None:
            self._opening.discard(document.id)
            self._services.say.trouble(error)

        self._services.jobs.read(
            lambda session: kin_of(session, document.pupil_id),
            done=guarded(self, came),
            failed=guarded(self, failed),
        )

    def _ask_change(self, document: Document, kin: tuple[Kin, ...]) -> None:
        """What is typed is kept where restricted words may lie."""
        guards = self._services.vault.holds(Compartment.GUARDED)
        box = ChangeBox(document, self._services.clock, guards=guards, kin=kin)
        box.saves(
            lambda done, failed: self._services.jobs.write(_changing(document, box), done=done, failed=failed)
        )
        box.saved.connect(guarded(self, self._changed))
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        show_kept(self._services, box, DraftOf("document_details", document.id, side))

    def throw_away(self, document: Document) -> None:
        """Into the trash; a second press while it goes does nothing more."""
        if document.id in self._going:
            return
        self._going.add(document.id)

        def gone(saved: Saved[Document]) -> None:
            self._going.discard(document.id)
            self._services.say.toast("Document moved to the trash", saved.change_id or None)
            self._done(None)

        def stays(error: Exception) -> None:
            self._going.discard(document.id)
            if isinstance(error, GateShut):
                self._services.dialogs.tell("This cannot be deleted now", " ".join(error.reasons))
            else:
                self._services.say.trouble(error)

        self._services.jobs.write(
            lambda session: trash.to_trash(session, document),
            done=guarded(self, gone),
            failed=guarded(self, stays),
        )

    def open_trash(self, pupil_id: str) -> None:
        """Show what is in the trash."""
        box = TrashBox(self._services, pupil_id)
        box.changed.connect(guarded(self, lambda: self._done(None)))
        self._services.dialogs.show(box)

    def _changed(self, now: Told[Document]) -> None:
        saved = now.saved
        restricted = not saved.change_id and saved.record.is_guarded
        words = "Document restricted" if restricted else "Document changed"
        self._services.say.toast(words, saved.change_id or None)
        if now.restricted():
            self._services.dialogs.tell("More was restricted", now.restricted())
        self._done(saved.record)


def _done(act: Callable[[Document], object], document: Document) -> None:
    act(document)


def _changing(document: Document, box: ChangeBox) -> Callable[[Session], Told[Document]]:
    values, also = box.changes(), chosen_too(box.form)  # as it stands when the button is pressed
    return lambda session: telling(
        session,
        document.pupil_id,
        lambda: changing.change(session, document, also=also, **values),
        restricts=True,
    )
