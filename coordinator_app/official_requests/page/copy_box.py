"""Asks before a copy of what an official was given leaves the vault: what for, and that nothing here keeps it safe from then on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.export_order import PURPOSES
from coordinator_app.core.privacy import Purpose
from coordinator_app.official_requests import copying_out
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.notes import Note

_WARNS = "Whoever finds the copy can open it: it is not locked. Delete it when it is no longer needed."
_OFFICIAL = "It tells that an official asked. The family may not know of that."
_GONE = "It stands here only to prove what was given. Save it for nothing else."
_AUDITED = "That a copy was saved, when and by whom, stands in the audit log."
_SAVED = "Copy saved outside the vault"


class CopyBox(FormBox):
    """`saved(Purpose)` once it is said what for."""

    def __init__(self, said: copying_out.Leaving) -> None:
        super().__init__("Save a copy outside the vault", "Choose where to save")
        self.form.add_widget(Note("over", "From then on the vault does not protect it.", _WARNS))
        self.form.add_widget(Note("over", "It is restricted.", _OFFICIAL, icon="lock"))
        if said.tells_where:
            self.form.add_widget(Note("over", "Somebody must not be found.", copying_out.HOLDS, icon="lock"))
        if said.is_gone:
            self.form.add_widget(Note("soon", "The record itself is gone.", _GONE))
        self.form.add("purpose", FormRow("What it is for", _AUDITED, ChoiceList(PURPOSES, none="Choose one")))
        self.saves(self._answer)

    def _answer(self, done: Done, failed: Failed) -> None:
        purpose = self.form.values()["purpose"]
        if isinstance(purpose, Purpose):
            done(purpose)
        else:
            failed(InvalidInput.one("purpose", copying_out.NO_PURPOSE))


def ask_copy(desk: Services, receiver: QObject, line_id: str) -> None:
    """Ask what for, then where to, then write the copy; what came of it is said as long as `receiver` is there."""

    def write(purpose: Purpose, place: Path) -> None:
        desk.jobs.write(
            lambda session: copying_out.copy_out(session, line_id, place, purpose),
            done=guarded(receiver, lambda _place: desk.say.toast(_SAVED)),
            failed=guarded(receiver, desk.say.trouble),
        )

    def show(said: copying_out.Leaving) -> None:
        def where(purpose: object) -> None:
            if isinstance(purpose, Purpose):
                kinds = f"This kind of file (*{Path(said.name).suffix})"
                desk.dialogs.save_file("Save a copy", said.name, kinds, lambda place: write(purpose, place))

        box = CopyBox(said)
        box.saved.connect(guarded(receiver, where))
        desk.dialogs.show(box)

    desk.jobs.read(
        lambda session: copying_out.look(session, line_id),
        done=guarded(receiver, show),
        failed=guarded(receiver, desk.say.trouble),
    )
