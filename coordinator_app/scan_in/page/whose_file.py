"""Asks whose an email or a document is that was dropped on the window: it is then added on that pupil's record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from coordinator_app.core.errors import InvalidInput
from coordinator_app.scan_in.page.tray_reading import Found, PupilFound, find_pupils
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note

_HIGH = 4 * 58 + 2
_NONE = "Nobody on the list has a name like this. Record the child’s referral first, then add the file."
_NEXT = "The pupil’s record opens, and you say there what it is. The file itself stays where it is."
_APART = "You said that it is about safeguarding or health: tick that there too, before you keep it."


class WhoseFileBox(FormBox):
    """`saved(pupil_id)` once it is said whose they are. Nothing is kept before that."""

    never_drafted = ("pupil_id",)

    def __init__(self, services: Services, files: Sequence[Path], *, apart: bool = False) -> None:
        super().__init__("Whose is it?" if len(files) == 1 else "Whose are they?", "Go on")
        self._desk, self._round = services, 0
        self._pupils: dict[str, PupilFound] = {}
        self.typed = TextInput(longest=120, hint="Type part of a name")
        self.list = TwoLineList("Pupils found", compact=True, click_opens=False)
        self._card, self._says = list_card(self.list), label("", "small", "text-2", wrap=True)
        lead = f"{files[0].name}." if len(files) == 1 else f"{len(files)} files that are no scans."
        self.form.add_widget(Note("info", lead, f"{_NEXT} {_APART}" if apart else _NEXT))
        self.form.add("pupil_id", FormRow("Pupil", "", self.typed, printed=False))
        for widget in (self._card, self._says):
            self.form.add_widget(widget)
        layout.size(self._card, height=_HIGH)
        self._show(Found(()))
        self.typed.edited.connect(self._find)
        self.list.opened.connect(lambda _key: self.save())
        self.saves(self._choose)

    def _find(self) -> None:
        self._round += 1
        asked, typed = self._round, self.typed.value()
        self._desk.jobs.read(
            lambda session: find_pupils(session, typed) if typed else Found(()),
            done=guarded(self, lambda found: self._found(asked, typed, found)),
            failed=guarded(self, self._desk.say.trouble),
        )

    def _found(self, asked: int, typed: str, found: Found) -> None:
        if asked != self._round:
            return
        self._show(found)
        nobody = typed and not self._pupils
        self._says.setText(found.problem or (_NONE if nobody else ""))
        self._says.setVisible(bool(self._says.text()))
        if typed:
            announce(self, self._says.text() or f"{len(self._pupils)} found")

    def _show(self, found: Found) -> None:
        self._pupils = {one.pupil_id: one for one in found.rows if one.pupil_id}
        self.list.show_rows(
            [Row(one.pupil_id, one.name, one.detail, "user") for one in self._pupils.values()]
        )
        self._card.setVisible(bool(self._pupils))
        self._says.hide()
        if len(self._pupils) == 1:
            self.list.choose(next(iter(self._pupils)))

    def _choose(self, done: Done, failed: Failed) -> object:
        chosen = self._pupils.get(str(self.list.current_key()))
        if chosen is None:
            failed(InvalidInput.one("pupil_id", "Find the pupil and choose them in the list."))
        else:
            done(chosen.pupil_id)
        return None


def ask_whose(desk: Services, receiver: QObject, files: list[Path], *, apart: bool = False) -> None:
    """Emails and documents are no scans: once it is said whose they are, that pupil's record takes them."""
    box = WhoseFileBox(desk, files, apart=apart)

    def go(pupil_id: str) -> None:
        desk.go.to("pupil", pupil_id=pupil_id, tab="documents", files=files)

    box.saved.connect(guarded(receiver, go))
    desk.dialogs.show(box)
