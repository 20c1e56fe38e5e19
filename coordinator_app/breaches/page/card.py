"""The card of one breach: its clock, what is written down, those concerned, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.breaches import actions, view
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.person import BreachPerson, MustBeTold
from coordinator_app.breaches.view import Shown
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import Kind, button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.wrapped import WrappedActs


@dataclass(frozen=True, slots=True)
class CardActs:
    """What the buttons of a card do: `breach` by its name with a breach, `person` by its name with one who is concerned."""

    breach: Callable[[str, Breach], None]
    person: Callable[[str, BreachPerson], None]
    made: list[QWidget] = field(default_factory=list)


def card_of(one: Shown, acts: CardActs) -> Card:
    """The whole of it; of one that lies apart, before the passphrase is typed, its number and its clock."""
    card, breach = Card(space=10), one.breach
    card.body.addWidget(heading(one.title))
    if one.time:
        card.body.addWidget(Note("over" if one.is_late else "soon", f"{one.time}.", one.explained))
    if one.is_closed:
        card.body.addWidget(
            label("Restricted. Your passphrase is asked for first.", "body", "text-2", wrap=True)
        )
        card.body.addWidget(WrappedActs([_act(acts, breach, "show", "Show it", "primary")]))
        return card
    for name, words in one.facts:
        lines = layout.column(space=2)
        lines.addWidget(label(name, "small", "text-2", wrap=True))
        lines.addWidget(label(words or "Not recorded", "body", "text" if words else "text-3", wrap=True))
        card.body.addLayout(lines)
    if one.people:
        card.body.addWidget(heading(f"Those concerned ({len(one.people)})"))
        for person in one.people:
            card.body.addWidget(_person(person, one, acts))
    card.body.addWidget(WrappedActs(_acts(one, acts)))
    return card


def _acts(one: Shown, acts: CardActs) -> list[QWidget]:
    breach = one.breach
    made: list[QWidget] = []
    if breach.closed_on is None:
        decided = breach.report is not None
        words = "Change the decision" if decided else "Decide about the report"
        made.append(_act(acts, breach, "decide", words, "secondary" if decided else "primary"))
        made.append(_act(acts, breach, "contain", "Say how it was contained"))
        made.append(_act(acts, breach, "concern", "Add somebody concerned"))
        if not one.people:
            made.append(_act(acts, breach, "everybody", "Nobody has to be told"))
        made.append(_act(acts, breach, "words", "Change the words"))
    if one.request:
        made.append(_act(acts, breach, "request", f"Open request {one.request}"))
    if breach.closed_on is None:
        close = _act(acts, breach, "end", "Close it")
        close.setEnabled(bool(breach.contained) and breach.report is not None)
        made.append(close)
    else:
        made.append(_act(acts, breach, "again", "Open it again"))
    return made


def _act(acts: CardActs, breach: Breach, name: str, words: str, kind: Kind = "secondary") -> QPushButton:
    made = button(words, kind, accessible=f"{words}, {actions.called(breach)}")
    made.clicked.connect(lambda: acts.breach(name, breach))
    acts.made.append(made)
    return made


def _person(person: BreachPerson, one: Shown, acts: CardActs) -> QWidget:
    """One of them: who, how it stands, every line that is written down, and what can be done."""
    holder = QWidget()
    lines = layout.column(holder, space=4, margins=(12, 8, 12, 8))
    head = layout.row(space=12)
    head.addWidget(label(person.concerned, "body-strong", "text", wrap=True), 1)
    tone, words = view.standing(person)
    head.addWidget(StatusChip(_tone(tone), _ICONS.get(tone, "user"), words), 0, Qt.AlignmentFlag.AlignTop)
    lines.addLayout(head)
    said = view.person_lines(person)
    for line in said:
        lines.addWidget(label(line, "small", "text-2", wrap=True))
    holder.setAccessibleName(". ".join((person.concerned, words, *said)))
    made = _person_acts(person, acts, is_open=one.breach.closed_on is None)
    if made:
        lines.addSpacing(6)
        lines.addWidget(WrappedActs(made))
    return holder


_ICONS = {"safe": "circle-check", "over": "octagon-alert", "soon": "triangle-alert"}


def _person_acts(person: BreachPerson, acts: CardActs, *, is_open: bool) -> list[QWidget]:
    found: list[tuple[str, str]] = []
    if is_open and person.must is MustBeTold.YES and person.may_mean and person.told_whom:
        found.append(("write", "Write to them"))
    if is_open and person.must is not None:
        found.append(("told", "Change when they were told" if person.told_on else "Record as told"))
    if is_open:
        found.append(("change", "Change"))
    if person.letter_id:
        found.append(("look", "Look at the letter"))
    if is_open and not person.letter_id and person.told_on is None:
        found.append(("off", "Take off the list"))
    made: list[QWidget] = []
    for name, words in found:
        one = button(words, small=True, accessible=f"{words}, {person.concerned}")
        one.clicked.connect(lambda _on=False, name=name: acts.person(name, person))
        acts.made.append(one)
        made.append(one)
    return made


def _tone(name: str) -> Set:
    tones: dict[str, Set] = {"safe": "safe", "over": "over", "soon": "soon"}
    return tones.get(name, "neutral")
