"""Where somebody was typing in a review, so that the cursor stands there again after a lock (003-2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coordinator_app.reviews.page.review_parts import ReviewParts
from coordinator_app.ui.marking import into_sight


def _places(parts: ReviewParts) -> Iterator[tuple[str, QWidget]]:
    """What can be typed into, by a name that is the same when the review is shown again."""
    for form in parts.forms.values():
        for name, row in form.rows().items():
            yield name, row.input.target()
    for target in parts.targets.rows:
        yield f"target {target.target.id}", target.comment
    for number, box in enumerate(parts.targets.new):
        yield f"new {number}", box
    yield "person", parts.people.name
    for line in parts.share.rows:
        yield f"why {line.line.record.id}", line.why
    yield "rest", parts.share.rest


def where(parts: ReviewParts) -> str:
    """The name of what has the cursor, "" where it is in nothing that is typed into."""
    focus = parts.share.window().focusWidget()
    return next((name for name, place in _places(parts) if place is focus), "")


def go_there(parts: ReviewParts, name: str) -> None:
    """The cursor behind the last letter of it, and it in sight; nothing where it is not shown any more."""
    place = next((one for known, one in _places(parts) if known == name), None)
    if place is None or not place.isVisible():
        return
    if isinstance(place, QPlainTextEdit):
        place.moveCursor(QTextCursor.MoveOperation.End)
    place.setFocus(Qt.FocusReason.OtherFocusReason)
    QTimer.singleShot(0, place, lambda: into_sight(place))  # once it is laid out
