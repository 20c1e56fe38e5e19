"""What differs between two texts, word by word, told in words as well as in colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from coordinator_app.core.word_diff import Kind, Piece
from coordinator_app.ui import theme
from coordinator_app.ui.theme import Theme

HELP = "Words taken out stand struck through in [removed: …], new ones underlined in [added: …]."
_MARKS = {Kind.REMOVED: ("[removed: ", "]"), Kind.ADDED: ("[added: ", "]")}


@dataclass(frozen=True, slots=True)
class Block:
    """Some pieces under a heading."""

    title: str
    pieces: tuple[Piece, ...]


class DiffView(theme.KeepsFont, QTextEdit):
    """Read only; every change is named in words, so that it is heard and not only seen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._blocks: tuple[Block, ...] = ()
        self.retheme(theme.current())

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Show the pieces in order."""
        self.show_blocks((Block("", pieces),))

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show each block under its heading."""
        self._blocks = tuple(blocks)
        self._paint()

    def retheme(self, now: Theme) -> None:
        """Font and colours."""
        self.setFont(now.font("body"))
        self._paint()

    def _paint(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for place, block in enumerate(self._blocks):
            if block.title:
                cursor.insertText("\n\n" if place else "", _format(Kind.SAME))
                cursor.insertText(f"{block.title}\n", _heading())
            for piece in block.pieces:
                _insert(cursor, piece)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _insert(cursor: QTextCursor, piece: Piece) -> None:
    plain, bare = _format(Kind.SAME), piece.words.strip()
    if piece.kind is Kind.SAME or not bare:
        cursor.insertText(piece.words, plain)
        return
    # the white space round a change is no part of it
    lead, tail = piece.words.split(bare)[0], piece.words[piece.words.index(bare) + len(bare) :]
    before, after = _MARKS[piece.kind]
    cursor.insertText(lead, plain)
    cursor.insertText(f"{before}{bare}{after}", _format(piece.kind))
    cursor.insertText(tail, plain)


def _heading() -> QTextCharFormat:
    made = _format(Kind.SAME)
    made.setFont(theme.current().font("body-strong"))
    return made


def _format(kind: Kind) -> QTextCharFormat:
    now, made = theme.current(), QTextCharFormat()
    made.setForeground(now.colour("text"))
    if kind is Kind.REMOVED:
        made.setForeground(now.colour("over-fg"))
        made.setBackground(now.colour("over-bg"))
        made.setFontStrikeOut(True)
    elif kind is Kind.ADDED:
        made.setForeground(now.colour("safe-fg"))
        made.setBackground(now.colour("safe-bg"))
        made.setFontUnderline(True)
    return made
