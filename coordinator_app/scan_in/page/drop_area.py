"""Where scans are dropped: tall while the tray is empty, a strip above the queue when it is not (design 8.7)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import IconLabel, heading, label

_TALL = 160
_TYPES = "PDF, JPG or TIFF, up to 100 MB. Pages may lie any way round. Of an email or a Word file you are asked whose it is."


class DropArea(QFrame):
    """Says that files may be dropped, and has the button for those who do not drag. `choose` is that button."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("drop", True)
        self.setAccessibleName("Drop scans here")
        self.choose = button("&Choose files", "secondary", "upload")
        lines = layout.column(self, space=10, margins=(16, 12, 16, 12))
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
        layout.add_all(lines, None, self._tall, line, None)
        self.set_tall(tall=True)

    def set_tall(self, *, tall: bool) -> None:
        """Tall with its icon and the types it takes, or a strip."""
        self._tall.setVisible(tall)
        self._short.setVisible(not tall)
        height = QSizePolicy.Policy.Maximum if tall else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Expanding, height)
        layout.size(self, min_height=_TALL if tall else 58)
        self._line.setAlignment(
            self.choose, Qt.AlignmentFlag.AlignHCenter if tall else Qt.AlignmentFlag.AlignVCenter
        )
