"""Every version of an entry, newest first: when, by whom, why, and what changed word by word (003-5.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coordinator_app.chronology.versions import Told, Version
from coordinator_app.core.word_diff import Kind, Piece
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.diff_view import HELP, Block, DiffView
from coordinator_app.ui.labels import label

_WIDE, _HIGH = 640, 380
_WORDS = "What happened"


class VersionsBox(Box):
    """Only to be read; Esc or Close ends it."""

    def __init__(self, versions: Iterable[Version]) -> None:
        super().__init__("What this entry has said, newest first")
        layout.size(self, width=_WIDE)
        self.shown = DiffView("What this entry has said")
        layout.size(self.shown, height=_HIGH)
        self.shown.show_blocks(blocks(versions))
        close = button("Close")
        close.clicked.connect(self.accept)
        self.body.addWidget(label(HELP, "small", "text-2", wrap=True))
        self.body.addWidget(self.shown)
        self.buttons(close)
        self.first = self.shown


def blocks(versions: Iterable[Version]) -> tuple[Block, ...]:
    """A block for each version, the newest first."""
    return tuple(Block(one.head(), tuple(_pieces(one))) for one in reversed(tuple(versions)))


def _pieces(version: Version) -> Iterator[Piece]:
    for place, told in enumerate(version.told):
        if place:
            yield Piece(Kind.SAME, "\n")
        yield from _told(told)


def _told(told: Told) -> Iterator[Piece]:
    if told.name != _WORDS:
        yield Piece(Kind.SAME, f"{told.name}: ")
    yield from told.pieces()
