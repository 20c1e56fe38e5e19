"""The entries that stay as they stand while the chronology is read again, and the order in which Tab goes through them.

To make the cards of a whole page again for each entry that is kept would hold the window up for a fifth of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import view
from coordinator_app.ui.timeline import TimelineItem


def that_stay(
    items: Sequence[TimelineItem], before: Mapping[object, view.Line], lines: Sequence[view.Line]
) -> dict[object, TimelineItem]:
    """Of `items`, which show `before`, those that show what `lines` say, by key; none if they stand in another order.

    One with a part that waits for an answer is made anew, so that it can be pressed again.
    """
    wanted = {line.entry.id: line for line in lines}
    staying = {
        one.entry.key: one
        for one in items
        if (was := before.get(one.entry.key)) is not None
        and was == wanted.get(was.entry.id)
        and not _waits(one)
    }
    in_order = [line.entry.id for line in lines if line.entry.id in staying]
    return staying if in_order == list(staying) else {}


def _waits(item: TimelineItem) -> bool:
    return any(not one.isEnabledTo(item) for one in item.findChildren(QWidget))


def put_before(new: TimelineItem, following: TimelineItem) -> None:
    """Tab and a screen reader come to `new` first, then to `following`, which was there already."""
    new.stackUnder(following)
    block, first = _stops(new), _stops(following)[:1]
    last = _stop_before(following)
    for one in (*block, *first):
        if last is not None:
            QWidget.setTabOrder(last, one)
        last = one


def _stops(item: TimelineItem) -> list[QWidget]:
    """Where Tab stops inside an item, in the order in which it does."""
    found: list[QWidget] = []
    one: QWidget | None = item
    while one is not None and (one is item or item.isAncestorOf(one)):
        if _is_stop(one):
            found.append(one)
        one = one.nextInFocusChain()
    return found


def _stop_before(item: TimelineItem) -> QWidget | None:
    """Where Tab stops before it comes to an item."""
    one = item.previousInFocusChain()
    while one is not None and one is not item:
        if _is_stop(one) and not item.isAncestorOf(one):
            return one
        one = one.previousInFocusChain()
    return None


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
