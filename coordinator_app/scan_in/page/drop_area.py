"""Where scans are dropped: tall while the tray is empty, a strip above the queue when it is not (design 8.7)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coordinator_app.scan_in.actions import not_yours
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.labels import IconLabel, heading, label

_TALL, _LOW, _SAID, _TOLD = 200, 96, 46, 82  # px of the design
APART = "About safeguarding or health: keep it apart"
_NEXT_DROP = (
    "What you drop next, and only that, is seen by nobody but those who may open safeguarding and health."
)
_TYPES = "PDF, JPG or TIFF, up to 100 MB. Pages may lie any way round. Of an email or a Word file you are asked whose it is."


class DropArea(QFrame):
    """Says that files may be dropped, and has the button for those who do not drag. `choose` is that button.

    `apart` is ticked before a drop that is to be kept apart; it holds for that drop (`take_apart`). Somebody without the
    key is told whom to ring, and the tick stays, so that what is dropped next is not kept by mistake.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("drop", True)
        self.setAccessibleName("Drop scans here")
        self.choose = button("&Choose files", "secondary", "upload")
        lines = self._lines = layout.column(self, space=10, margins=(16, 12, 16, 12))
        self._tall, middle = QWidget(), Qt.AlignmentFlag.AlignHCenter
        tall = layout.column(self._tall, space=4)
        tall.addWidget(IconLabel("scan-line", "text-3", 32), 0, middle)
        tall.addWidget(heading("Drop scans anywhere in this window"), 0, middle)
        types = label(_TYPES, "small", "text-2", wrap=True)
        types.setAlignment(middle)
        tall.addWidget(types)
        line = layout.row(space=12)
        self._short = label("Drop more scans anywhere", "body", "text-2", wrap=True)
        line.addWidget(self._short, 1)
        line.addWidget(self.choose)
        self._line = line
        self.apart, self._guards, self._is_tall = TickBox(APART), True, True
        self._says = label("", "small", "text-2", wrap=True)
        self._says.hide()
        layout.add_all(lines, None, self._tall, line, self.apart, self._says, None)
        self.apart.edited.connect(self._ticked)
        self.set_tall(tall=True)

    def show_key(self, guards: bool) -> None:
        """Whether this user may keep a scan apart."""
        self._guards = guards
        self._say()

    def take_apart(self) -> bool:
        """Whether what is dropped now is to be kept apart; the tick is for one drop, unless that is refused."""
        apart = self.apart.value()
        if apart and self._guards:
            self.apart.set_value(False)
            self._say()
        return apart

    def _ticked(self) -> None:
        self._say()
        if self.apart.value():
            announce(self, self._says.text(), assertive=not self._guards)

    def _say(self) -> None:
        refusal = not_yours()
        told = f"{refusal.happened} What you drop now is not kept. {refusal.next_step}"
        self._says.setText(_NEXT_DROP if self._guards else told)
        self._says.setVisible(self.apart.value())
        self._make_room()

    def _make_room(self) -> None:
        """A least height that is set counts for more than what the lines need, so it has to know them."""
        said = (_SAID if self._guards else _TOLD) if self.apart.value() else 0
        layout.size(self, min_height=said + (_TALL if self._is_tall else _LOW))

    def set_tall(self, *, tall: bool) -> None:
        """Tall with its icon and the types it takes, or a strip."""
        self._tall.setVisible(tall)
        self._short.setVisible(not tall)
        height = QSizePolicy.Policy.Maximum if tall else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Expanding, height)
        self._is_tall = tall
        self._make_room()
        self._line.setAlignment(
            self.choose, Qt.AlignmentFlag.AlignHCenter if tall else Qt.AlignmentFlag.AlignVCenter
        )
        centred = Qt.AlignmentFlag.AlignHCenter if tall else Qt.AlignmentFlag(0)
        self._lines.setAlignment(self.apart, centred)
        self._says.setAlignment(centred if tall else Qt.AlignmentFlag.AlignLeft)
