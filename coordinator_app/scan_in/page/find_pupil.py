"""Find whose a scan is, beside its page: by a part of the name, or by the letters printed below the code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from coordinator_app.core.dates import say
from coordinator_app.scan_in.matching import Candidate
from coordinator_app.scan_in.page.tray_reading import Found, PupilFound, find_pupils
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList

_PAUSE_MS = 120  # between the last key and the search
_HIGH = 4 * 58 + 2


class FindPupil(Card):
    """`chosen(PupilFound)` when one is taken, `given_up()` on Esc or Cancel. What it offers first are the forms that are out."""

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(space=8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName("Find the pupil")
        self._desk, self._round = services, 0
        self._asking = self._pressed = False  # an answer is still to come; Enter was pressed before it
        self._rows: dict[str, PupilFound] = {}
        self._offers: tuple[PupilFound, ...] = ()
        self.input = TextInput(longest=120, hint="Name, or the letters below the code")
        self._label = QLabel()
        self.list = TwoLineList("Pupils found")
        self._says = label("", "small", "text-2", wrap=True)
        self._wait = QTimer(self)
        self._lay_out()
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._search)
        self.input.edited.connect(self._typed)
        self.input.returnPressed.connect(self._take)
        self.list.opened.connect(self._take_key)

    def start(self, offers: Sequence[Candidate]) -> None:
        """Begin anew with the forms that are out."""
        self._offers = tuple(
            PupilFound(one.pupil.id, one.pupil.called, _form(one), one.printed) for one in offers
        )
        self._wait.stop()
        self._forget()
        self._pressed = False
        self.input.set_value("")
        self._show(Found(self._offers), "Printed lately and not back." if offers else "")
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up, Down goes into the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Down and self.list.rows():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._pressed = False
        self._wait.start()

    def _forget(self) -> None:
        """What was asked before is answered to nobody: it was about other words, or another scan."""
        self._round += 1
        self._asking = False

    def _search(self) -> None:
        self._forget()
        asked, typed = self._round, self.input.value()
        if not typed:
            self._pressed = False
            self._show(Found(self._offers), "Printed lately and not back." if self._offers else "")
            return
        self._asking = True
        self._desk.jobs.read(
            lambda session: find_pupils(session, typed),
            done=guarded(self, lambda found: self._found(asked, found)),
            failed=guarded(self, lambda error: self._not_found(asked, error)),
        )

    def _found(self, asked: int, found: Found) -> None:
        if asked != self._round:
            return
        none = "Nobody of that name. Check the spelling, or start the referral first."
        self._show(found, found.problem or ("" if found.rows else none))
        self._tell(len(found.rows))
        pressed, self._asking, self._pressed = self._pressed, False, False
        if pressed and len(found.rows) == 1:
            self._take_key(self.list.current_key())

    def _not_found(self, asked: int, error: Exception) -> None:
        if asked == self._round:
            self._asking = self._pressed = False
        self._desk.say.trouble(error)

    def _tell(self, number: int) -> None:
        words = self._says.text() or f"{number} found"
        announce(self, words)

    def _show(self, found: Found, words: str) -> None:
        self._rows = {f"{one.pupil_id} {one.printed.id if one.printed else ''}": one for one in found.rows}
        self.list.show_rows(
            [Row(key, one.name, one.detail, "user", action="Choose") for key, one in self._rows.items()]
        )
        self.list.setVisible(bool(self._rows))
        if self._rows:
            self.list.choose(next(iter(self._rows)))
        self._says.setText(words)
        self._says.setVisible(bool(words))

    def _take(self) -> None:
        """Take the row in hand; while its list is still to come, the only one of that: never one of other words."""
        if self._wait.isActive():
            self._wait.stop()
            self._pressed = True
            self._search()
        elif self._asking:
            self._pressed = True
        else:
            self._take_key(self.list.current_key())

    def _take_key(self, key: object) -> None:
        one = self._rows.get(str(key))
        if one is not None:
            self.chosen.emit(one)

    def _lay_out(self) -> None:
        named = label("&Whose is it", "body-strong", "text")
        named.setBuddy(self.input)
        cancel = button("Cancel", "quiet", small=True, accessible="Stop looking for the pupil")
        cancel.clicked.connect(self.given_up.emit)
        head = layout.row(space=12)
        head.addWidget(named, 1)
        head.addWidget(cancel)
        layout.size(self.list, min_height=_HIGH)
        layout.add_all(self.body, head, self.input, self._says, self.list)
        self._label = named


def _form(one: Candidate) -> str:
    title = one.printed.template.label if one.printed.template else "Form"
    return f"{title}, printed {say(one.printed.printed_on)}" if one.printed.printed_on else title
