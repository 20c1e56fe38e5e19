"""The blocks of Today: clock cards, rows that need you, rows that wait for someone else, the vault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say_list
from coordinator_app.core.remaining import WAS_DUE, State
from coordinator_app.today.model import DueItem
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.clock_card import ClockCard, Deadline
from coordinator_app.ui.labels import IconLabel, heading, label
from coordinator_app.ui.rows import TwoLineRow

Open = Callable[[DueItem], None]
_CLOCK_ICONS = {"over": "octagon-alert", "soon": "clock-alert", "pause": "circle-pause", "safe": "clock"}


def clock_card(item: DueItem, opened: Open, *, primary: bool) -> ClockCard:
    """One running clock; only the most urgent card is primary."""
    card = ClockCard(_deadline(item), primary=primary)
    card.acted.connect(lambda: opened(item))
    return card


def _deadline(item: DueItem) -> Deadline:
    figure, rest = _figure(item)
    state = item.remains.state.value.lower() if item.remains else "open"
    return Deadline(
        kind=cast("Set", item.tone),
        icon=_CLOCK_ICONS.get(item.tone, "clock"),
        label=f"{item.clock_of}, {state}",
        figure=figure,
        rest=rest,
        share=item.remains.share_used if item.remains else 0.0,
        title=item.title,
        next_step=item.second_line,
        action=item.action,
    )


def _figure(item: DueItem) -> tuple[str, str]:
    """The large words and the small ones beside them: "7 school days" and "left, due 3 December"."""
    text = item.remains.text if item.remains else item.chip
    due = f", due {say_list(item.due)}" if item.due else ""
    for end in (" left", " overdue"):
        if text.endswith(end):
            return text.removesuffix(end), f"{end.strip()}{due}"
    if text.startswith(WAS_DUE):
        return "Overdue", f"{text[0].lower()}{text[1:]}"
    figure, _, rest = text.partition(", ")
    if item.remains is not None and item.remains.state is State.DUE_TODAY and item.due:
        return figure, say_list(item.due)
    return figure, rest or due.removeprefix(", ")


def needs_you(items: Iterable[DueItem], opened: Open) -> CardList:
    """The rows that are the coordinator's move, each with its one button."""
    card = CardList()
    for item in items:
        card.add(_row(item, opened))
    return card


def _row(item: DueItem, opened: Open) -> TwoLineRow:
    act = button(item.action, small=True, accessible=f"{item.action}, {item.title}")
    act.clicked.connect(lambda: opened(item))
    kind = cast("Set", item.tone)
    chip = StatusChip(kind, _CLOCK_ICONS.get(item.tone), item.chip) if item.chip else None
    row = TwoLineRow(
        item.title, item.second_line, icon=item.icon, kind=kind, chip=chip, buttons=(act,), clickable=True
    )
    row.setProperty("item", item.key)
    row.opened.connect(lambda: opened(item))
    return row


def waiting(items: Iterable[DueItem], opened: Open) -> CardList:
    """The rows that wait for someone else."""
    card = CardList()
    for item in items:
        row = TwoLineRow(item.title, item.second_line, clickable=True, chevron=True)
        row.opened.connect(lambda item=item: opened(item))
        card.add(row)
    return card


def section(title: str, count: int, content: QWidget) -> QWidget:
    """A heading with its count above a card."""
    holder = QWidget()
    lines = layout.column(holder, space=8)
    head = layout.row(space=8)
    head.addWidget(heading(title))
    if count:
        head.addWidget(label(str(count), "small", "text-2"))
    head.addStretch(1)
    lines.addLayout(head)
    lines.addWidget(content)
    return holder


def vault_card(lines: Iterable[tuple[str, str, str]]) -> Card:
    """The state of the vault: (icon, colour token, words) a line."""
    card = Card(space=8)
    for name, colour, words in lines:
        line = layout.row(space=8)
        line.addWidget(IconLabel(name, colour, 16))
        line.addWidget(label(words, "small", "text", wrap=True), 1)
        card.body.addLayout(line)
    return card
