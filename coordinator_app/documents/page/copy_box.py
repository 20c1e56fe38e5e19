"""Asks before a copy of a document leaves the vault: what for, and that from then on nothing here keeps it safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.export_order import PURPOSES
from coordinator_app.core.privacy import Purpose
from coordinator_app.documents import copying_out
from coordinator_app.documents.model import Document, told
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.notes import Note

_WARNS = (
    "Whoever finds the copy can open it: it is not locked. What you do with it is not kept here, so record under "
    "Sharing to whom you give it, and delete the copy when it is no longer needed."
)
_HIDDEN = "It goes out with the copy. Look at it first, by “What lies hidden” above the pages."
_BESIDE = "It stands beside the document, and the file does not hold it: write it on a sheet that goes with the copy."
_AUDITED = "That a copy was saved, when and by whom, stands in the audit log."
_SAVED = "Copy saved outside the vault"


class CopyBox(FormBox):
    """`saved(Purpose)` once it is said what for."""

    def __init__(self, document: Document, *, tells_where: bool = False, other_view: str = "") -> None:
        super().__init__("Save a copy outside the vault", "Choose where to save")
        self.form.add_widget(Note("over", "From then on the vault does not protect it.", _WARNS))
        if document.is_guarded:
            text = f"{told(document).label} may be told. Ask the safeguarding lead if you are not sure."
            self.form.add_widget(Note("over", "This document is restricted.", text, icon="lock"))
        if tells_where:
            self.form.add_widget(Note("over", "Somebody must not be found.", copying_out.HOLDS, icon="lock"))
        if other_view:
            self.form.add_widget(Note("soon", "Give this along with the copy.", f"{other_view}. {_BESIDE}"))
        if document.lies_hidden:
            self.form.add_widget(Note("soon", "Something lies hidden in it.", _HIDDEN))
        self.form.add("purpose", FormRow("What it is for", _AUDITED, ChoiceList(PURPOSES, none="Choose one")))
        self.saves(self._answer)

    def _answer(self, done: Done, failed: Failed) -> None:
        purpose = self.form.values()["purpose"]
        if isinstance(purpose, Purpose):
            done(purpose)
        else:
            failed(InvalidInput.one("purpose", copying_out.NO_PURPOSE))


def ask_copy(desk: Services, receiver: QObject, document: Document) -> None:
    """Ask what for, then where to, then write the copy; what came of it is said as long as `receiver` is there."""

    def write(purpose: Purpose, place: Path) -> None:
        desk.jobs.write(
            lambda session: copying_out.copy_out(session, document, place, purpose),
            done=guarded(receiver, lambda _place: desk.say.toast(_SAVED)),
            failed=guarded(receiver, desk.say.trouble),
        )

    def where(purpose: object) -> None:
        if isinstance(purpose, Purpose):
            name = copying_out.suggested_name(document)
            desk.dialogs.save_file("Save a copy", name, _kinds(name), _then(purpose))

    def _then(purpose: Purpose) -> Callable[[Path], None]:
        return lambda place: write(purpose, place)

    def show(read: tuple[bool, str]) -> None:
        tells_where, other_view = read
        box = CopyBox(document, tells_where=tells_where, other_view=other_view)
        box.saved.connect(guarded(receiver, where))
        desk.dialogs.show(box)

    desk.jobs.read(
        lambda session: (
            copying_out.tells_where(session, document),
            copying_out.other_view(session, document),
        ),
        done=guarded(receiver, show),
        failed=guarded(receiver, desk.say.trouble),
    )


def _kinds(name: str) -> str:
    ending = Path(name).suffix
    return f"This kind of file (*{ending})" if ending else "Any file (*)"
