"""A help page as rich text in the colours and size of the moment."""

from __future__ import annotations

from html import escape

from coordinator_app.core.help_pages import Block, HelpPage, Kind, Piece, pieces
from coordinator_app.ui.theme import Theme

SCHEME = "help"
_LINE = 118  # per cent of the letters


def html(page: HelpPage, now: Theme) -> str:
    """The whole page."""
    body = "".join(_block(block, now) for block in page.blocks)
    colour, px = now.colour("text").name(), now.px(14)
    return f'<div style="color:{colour}; font-size:{px}px">{_heading(page.title, 1, now)}{body}</div>'


def _block(block: Block, now: Theme) -> str:
    if block.kind is Kind.HEADING:
        return _heading(block.items[0], 2, now)
    lines = [_line(item, now) for item in block.items]
    if block.kind is Kind.PARAGRAPH:
        return _paragraph(lines[0], now)
    if block.kind is Kind.TABLE:
        # a table has no room beside the page, and is read line by line: its first cell leads each row
        return "".join(_paragraph(_row(item, now), now) for item in block.items)
    tag = "ol" if block.kind is Kind.NUMBERS else "ul"
    gap = now.px(6)
    items = "".join(f'<li style="margin-bottom:{gap}px; line-height:{_LINE}%">{line}</li>' for line in lines)
    return f'<{tag} style="margin-left:{now.px(18)}px; -qt-list-indent:0">{items}</{tag}>'


def _row(item: str, now: Theme) -> str:
    first, *rest = item.split("\t")
    return "<br>".join([f"<b>{_line(first, now)}</b>", *(_line(cell, now) for cell in rest if cell)])


def _heading(words: str, level: int, now: Theme) -> str:
    size, above = (now.px(18), 0) if level == 1 else (now.px(15), now.px(14))
    look = f"font-size:{size}px; font-weight:600; margin-top:{above}px; margin-bottom:{now.px(6)}px"
    # no h1 or h2: Qt makes those larger than what is said of them
    return f'<p style="{look}">{escape(words)}</p>'


def _paragraph(line: str, now: Theme) -> str:
    return f'<p style="margin-top:0; margin-bottom:{now.px(10)}px; line-height:{_LINE}%">{line}</p>'


def _line(line: str, now: Theme) -> str:
    return "".join(_piece(piece, now) for piece in pieces(line))


def _piece(piece: Piece, now: Theme) -> str:
    words = escape(piece.words)
    if piece.link:
        return f'<a href="{SCHEME}:{piece.link}" style="color:{now.colour("link").name()}">{words}</a>'
    if piece.bold:
        return f"<b>{words}</b>"
    return (
        f'<span style="color:{now.colour("text-2").name()}"><b>{words}</b></span>' if piece.typed else words
    )
