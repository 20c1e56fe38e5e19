"""Deletes a suspension; where something is still to be done about its entry, asks first what becomes of that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import suspending
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.suspension import Suspension
from coordinator_app.chronology.things_to_do import caption
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label

_LEAD = "Its entry in the chronology goes with it, and something is still to be done about that entry:"
_GOES = (
    (False, "Keep the entry and what is to be done: Today goes on asking"),
    (True, "Delete the entry too: what is to be done goes with it, and Today asks no more"),
)


class GoesBox(FormBox):
    """`goes` is True or False, or nothing yet: neither is taken for granted."""

    shut = "This cannot be deleted."

    def __init__(self, actions: tuple[EntryAction, ...]) -> None:
        super().__init__("Delete this suspension?", "Delete the suspension")
        self.form.add_widget(label(_LEAD, "body", "text", wrap=True))
        for one in actions:
            self.form.add_widget(label(f"{one.what}. {caption(one)}.", "body-medium", "text", wrap=True))
        boxes = ChoiceBoxes(_GOES, vertical=True, plain=True)
        self.form.add("goes", FormRow("What becomes of it?", "Undo brings back all of it.", boxes))

    def goes(self) -> bool | None:
        """Whether the entry goes as well."""
        chosen = self.form.row("goes").value()
        return chosen if isinstance(chosen, bool) else None


def ask_remove(
    place: Place, row: QWidget, one: Suspension, at_once: Callable[[], None], kept: Callable[[Any], None]
) -> None:
    """`at_once` where nothing is asked; `kept` with what was saved once it has been answered.

    `row` takes no second press until one of the two is known.
    """
    services = place.services
    row.setEnabled(False)

    def ask(actions: tuple[EntryAction, ...]) -> None:
        row.setEnabled(True)
        if not actions:
            at_once()
            return
        box = GoesBox(actions)
        box.saves(partial(_save, place, box, one))
        box.saved.connect(kept)
        services.dialogs.show(box)

    def failed(error: Exception) -> None:
        row.setEnabled(True)
        services.say.trouble(error)

    services.jobs.read(
        lambda session: suspending.still_to_do(session, one),
        done=guarded(row, ask),
        failed=guarded(row, failed),
    )


def _save(place: Place, box: GoesBox, one: Suspension, done: Done, failed: Failed) -> object:
    goes = box.goes()
    return place.services.jobs.write(
        lambda session: suspending.remove(session, one, with_entry=goes), done=done, failed=failed
    )
