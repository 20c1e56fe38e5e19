"""Says something to a screen reader without moving the focus (design.md 6.3)."""

from __future__ import annotations

from PySide6.QtCore import QObject


def announce(source: QObject, text: str, *, assertive: bool = False) -> None:
    """Say `text` politely; `assertive` only for what stops work."""
    if not text:
        return
    # not before the first paint, which says nothing
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  (see above)

    from coordinator_app.ui.covered import may_speak  # noqa: PLC0415  (see above)

    if not may_speak(source):
        return

    event = QAccessibleAnnouncementEvent(source, text)
    if assertive:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
