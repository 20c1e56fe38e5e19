"""What happened to a request, from its arrival to its end: a step to a line, with who and when."""

from __future__ import annotations

from coordinator_app.access_requests.page.blocks import facts_card
from coordinator_app.access_requests.story import Happened
from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label

_KEPT = "Each step stands here with the day it was typed in, also one that was taken back."


class StoryBox(Box):
    """The newest at the foot, as it happened; every step can be read whole."""

    def __init__(self, number: int, story: tuple[Happened, ...]) -> None:
        title = f"What happened to request {number}"
        super().__init__(title)
        layout.size(self, width=640)
        self.body.addWidget(label(_KEPT, "body", "text-2", wrap=True))
        area = layout.scrolling(facts_card([_step(one) for one in story]), title)
        now = theme.current()
        free = self.screen().availableGeometry().height() - now.px(240)
        area.setFixedHeight(max(now.px(160), min(now.px(60 + 56 * len(story)), now.px(440), free)))
        self.body.addWidget(area)
        close = button("Close")
        close.clicked.connect(self.accept)
        self.buttons(close)
        self.first = close


def _step(one: Happened) -> tuple[str, str]:
    who = ", ".join(part for part in (one.when, one.who) if part)
    return who, f"{one.what}, by Undo" if one.by_undo else one.what
