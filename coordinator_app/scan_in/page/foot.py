"""The bar at the foot of the tray: file what is ticked, or bring back what was filed."""

from __future__ import annotations

from coordinator_app.scan_in.page.tray_reading import FiledLine
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.side_panel import ActionBar

_RESTRICTED = "It was filed as restricted, so its pages have left the tray. Open it on the Documents tab."
_RECORDED = "What this form says has been recorded, so it stays. Change the record there first."


class Foot(ActionBar):
    """`file` and `back` are its buttons; the page says what they do."""

    def __init__(self) -> None:
        super().__init__()
        self.file = button("File", "primary")
        self.back = button("Bring back to the tray", icon="undo-2")
        self._words = label("", "small", "text-2", wrap=True)
        self._words.hide()
        self.line.addWidget(self._words, 1)
        layout.add_all(self.line, None, self.back, self.file)
        self.hide()

    def show_for(self, *, filed: bool, has_rows: bool) -> None:
        """For the scans that wait, or for those that were filed."""
        self.setVisible(has_rows)
        self.file.setVisible(not filed)
        self.back.setVisible(filed)

    def show_ticked(self, number: int, *, works: bool) -> None:
        """How many scans are filed by the button; none while others are being filed."""
        words = {0: "File documents", 1: "File 1 document"}.get(number, f"File {number} documents")
        self.file.setText(words)
        self.file.setEnabled(number > 0 and not works)

    def show_filing(self, number: int, total: int) -> None:
        """How far the filing is."""
        self.file.setText(f"Filing {number} of {total}")

    def show_filed(self, line: FiledLine | None) -> None:
        """What was filed can be taken back where nothing was recorded from it; else it is said why not."""
        self.back.setEnabled(line is not None and line.may_come_back)
        stays = line is not None and not line.may_come_back
        why = _RESTRICTED if line is not None and line.form.is_guarded else _RECORDED
        self._words.setText(why if stays else "")
        self._words.setVisible(stays)
