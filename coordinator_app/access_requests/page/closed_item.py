"""A guarded item in the workbench before the passphrase was typed again: named, and nothing of it said (decision 20)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.page.decision_panel import DecisionPanel
from coordinator_app.access_requests.page.item_view import ItemView
from coordinator_app.ui.buttons import button
from coordinator_app.ui.notes import Note

_TEXT = "Type your passphrase again to read it and decide."


def show_closed(
    item: RequestItem, view: ItemView, panel: DecisionPanel, opened: Callable[[], None]
) -> QPushButton:
    """Show it closed in both panes; the button given back calls `opened`."""
    opens = button("Show", small=True, accessible="Show the restricted item")
    opens.clicked.connect(opened)
    opens.setAutoDefault(
        True
    )  # Enter presses it: what follows is typed into the box that asks, never into the workbench
    view.show_closed(item, Note("info", "This item is restricted.", _TEXT, opens, icon="lock"))
    panel.show_item(_bare(item), (), "")
    panel.names.show_groups([], "Names are looked for once it is shown.")
    return opens


def _bare(item: RequestItem) -> RequestItem:
    """The item without its decision: reasons are words about it."""
    undecided = replace(item, outcome=Outcome.UNDECIDED, exemption=None)
    return replace(undecided, reason="", note="", reset_because="")
