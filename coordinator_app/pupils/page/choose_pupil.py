"""Choose another pupil: type part of a name, take one of those found; namesakes are told apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from coordinator_app.pupils.page import list_reading
from coordinator_app.pupils.page.index_reading import KEEPER
from coordinator_app.pupils.page.list_reading import Filters, Index, Rows
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList, list_card

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_ALL = Filters(with_closed=True)
_SHOWN = 20


class ChoosePupil(Box):
    """Emits `chosen(pupil_id, words)`; never the pupil `apart_from`."""

    of_record = False

    chosen = Signal(str, str)

    def __init__(self, services: Services, title: str, act: str, apart_from: str) -> None:
        super().__init__(title)
        layout.size(self, width=560)
        self._services, self._apart_from = services, apart_from
        self._index = Index((), (), ())
        self._round = 0
        self.typed = TextInput(hint="Type part of a name", longest=100)
        self.body.addWidget(FormRow("Pupil", "", self.typed, printed=False))
        self.list = TwoLineList("Pupils found", compact=True, click_opens=False)
        card = list_card(self.list)
        layout.size(card, height=250)
        self.body.addWidget(card)
        self.none = label("", "small", "text-2", wrap=True)
        self.body.addWidget(self.none)
        self.cancel, self.act = button("Cancel"), button(act, "primary")
        self.act.setEnabled(False)
        self.buttons(self.cancel, self.act)
        self.first = self.typed
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self._take)
        self.typed.textChanged.connect(lambda _text: self._find())
        self.list.opened.connect(lambda _key: self._take())
        self.list.current_changed.connect(lambda key: self.act.setEnabled(key is not None))
        services.jobs.read(KEEPER.read, done=guarded(self, self._indexed), failed=guarded(self, self._failed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field to those found."""
        if event.key() == Qt.Key.Key_Down and self.typed.hasFocus() and self.list.rows():
            if self.list.current_key() is None:
                self.list.step(1)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _indexed(self, index: Index) -> None:
        self._index = index
        self._find()

    def _find(self) -> None:
        self._round += 1
        typed, asked_in = self.typed.value(), self._round
        if not typed:
            self.list.show_rows([])
            self.act.setEnabled(False)
            return
        ids = [one for one in self._index.find(typed, _ALL) if one != self._apart_from][:_SHOWN]
        self._services.jobs.read(
            partial(_rows_of, ids, typed),
            done=guarded(self, lambda rows: self._show(rows, asked_in)),
            failed=guarded(self, self._failed),
        )

    def _show(self, rows: Rows, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self.list.show_rows([Row(one.id, one.name, one.second, "user") for one in rows.rows])
        self.act.setEnabled(False)
        if len(rows.rows) == 1:
            self.list.step(1)
        nothing = "" if rows.rows else "Nobody on the list has a name like this."
        self.none.setText(nothing)
        announce(self, nothing or f"{len(rows.rows)} found")

    def _take(self) -> None:
        key = self.list.current_key()
        row = next((one for one in self.list.rows() if one.key == key), None)
        if row is not None:
            self.accept()
            self.chosen.emit(str(row.key), ", ".join(part for part in (row.title, row.subtitle) if part))

    def _failed(self, error: Exception) -> None:
        self.reject()
        self._services.say.trouble(error)


def _rows_of(ids: list[str], typed: str, session: Session) -> Rows:
    return list_reading.read_found(session, _ALL, ids, typed)
