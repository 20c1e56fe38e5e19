"""A password shown once: to be read out by telephone, never sent with what it opens (design 8.11)."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from coordinator_app.core.pack_password import spelled
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

CLEARS_AFTER = 60_000  # milliseconds


class PasswordBox(Box):
    """Closes only by its button, so that Esc or a stray Enter does not lose the password.

    `text` says how it is passed on, `lost` what to do when it is lost.
    """

    of_record = False

    def __init__(self, password: str, title: str, text: str, lost: str) -> None:
        super().__init__(title)
        self._password = password
        shown = label(password, "figure", "text", wrap=True)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(f"Password {' '.join(password)}")
        shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.copied = label("", "small", "text-2", wrap=True)
        layout.add_all(self.body, label(text, "body", "text-2", wrap=True), shown)
        spoken = QWidget()
        said = layout.column(spoken, space=2)
        for line in ("Say it like this:", *spelled(password).splitlines()):
            said.addWidget(label(line, "small", "text-2"))
        self.may_scroll(spoken)
        self.body.addWidget(self.copied)
        self.copied.hide()
        self.body.addWidget(Note("soon", "It is shown once and kept nowhere."))
        self.body.addWidget(label(lost, "small", "text-2"))
        self.to_clipboard, self.noted = button("Copy"), button("I have noted it", "primary")
        self.to_clipboard.clicked.connect(self._copy)
        self.noted.clicked.connect(self.accept)
        self.buttons(self.to_clipboard, self.noted)
        self.first = shown

    def reject(self) -> None:
        """Esc does nothing here."""

    def shown_password(self) -> str:
        """What stands on the screen."""
        return self._password

    def _copy(self) -> None:
        copy_for_a_minute(self._password)
        self.copied.show()
        self.copied.setText("Copied. The clipboard is cleared after 60 seconds.")
        announce(self, self.copied.text())


def copy_for_a_minute(secret: str) -> None:
    """Put a secret on the clipboard, marked as one for clipboard managers, and take it away again."""
    data = QMimeData()
    data.setText(secret)
    data.setData("x-kde-passwordManagerHint", b"secret")
    data.setData('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1")
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(data)

    def clear() -> None:
        if clipboard.text() == secret:
            clipboard.clear()

    timer = QTimer(QApplication.instance())
    timer.setSingleShot(True)
    timer.timeout.connect(clear)
    timer.timeout.connect(timer.deleteLater)
    timer.start(CLEARS_AFTER)
