"""Where in a form or letter characters stand that cannot be printed, said before it leaves the vault (decision 27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coordinator_app.core.print_order import PrintHead, PrintOrder, PrintPart
from coordinator_app.core.printable import NO_GLYPH, listed, unprintable

_PLACES = {
    "about_whom": "the pupil’s name",
    "attendance_summary": "what was written about attendance",
    "carer_contact": "the parent’s address",
    "carer_name": "the parent’s name",
    "child_name": "the pupil’s name",
    "clarification_question": "your question",
    "complaints_person": "the Chair’s name",
    "controller_name": "the fund holding school’s name",
    "coordinator_contact": "the co-ordinator’s contact",
    "coordinator_name": "the co-ordinator’s name",
    "family_view": "what the family says",
    "fund_holding_school": "the fund holding school’s name",
    "joint_dpo": "the joint data protection officer",
    "new_targets": "the new targets",
    "present": "who was there",
    "provider_contact_name": "the name of whom you write to",
    "review_place": "the place of the review",
    "partnership_name": "the partnership’s name",
    "pupil_name": "the pupil’s name",
    "reason_for_referral": "the reason for the referral",
    "requester_name": "the name of who asked",
    "requester_summary": "the name of who asked",
    "school_contact": "who signed for the school",
    "school_contact_name": "the headteacher’s name",
    "school_dpo": "the school’s data protection officer",
    "school_name": "the school’s name",
    "shared_today": "the list of what was shared",
    "young_person_view": "what the pupil says",
}  # fmt: skip


BY_HAND = frozenset({"child_name", "pupil_name", "carer_name", "requester_name", "requester_summary"})
"""The names that are written by hand where one of their characters cannot be printed: a line is left for each."""
LINE = "_" * 18
"""Stands on paper where a name is to be written by hand."""


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Characters that cannot be printed, and the place where they stand ("the pupil’s name").

    `by_hand` says that the place is left empty, to be written on; else `NO_GLYPH` stands for each character.
    """

    letters: tuple[str, ...]
    place: str
    by_hand: bool = False


def by_hand(order: PrintOrder) -> PrintOrder:
    """The order as it is printed: a line in place of every name that cannot be printed, in the address as well."""
    lines = {
        order.values[name]: _line(order.values[name])
        for name in BY_HAND & set(order.values)
        if unprintable(order.values[name])
    }
    if not lines:
        return order
    values = {
        name: lines.get(words, words) if name in BY_HAND else words for name, words in order.values.items()
    }
    address = tuple(lines.get(line, line) for line in order.head.recipient_lines)
    return replace(order, values=values, head=replace(order.head, recipient_lines=address))


def _line(words: str) -> str:
    """A line for a name; what is said of it in brackets after it stays, such as "(parent)"."""
    name, bracket, said = words.rpartition(" (")
    return f"{LINE} ({said}" if name and bracket and not unprintable(said) else LINE


def unprinted(orders: Iterable[PrintOrder]) -> tuple[Unprinted, ...]:
    """What the printed pages of these orders cannot show, each place once."""
    found: dict[tuple[str, bool], dict[str, None]] = {}
    for order in orders:
        for place, text, hand in _texts(order):
            letters = unprintable(text)
            if letters:
                found.setdefault((place, hand), {}).update(dict.fromkeys(letters))
    return tuple(Unprinted(tuple(letters), place, hand) for (place, hand), letters in found.items())


def lead(found: Iterable[Unprinted]) -> str:
    """How many characters it is about: "2 characters cannot be printed."."""
    count = len({letter for one in found for letter in one.letters})
    return f"{count} character{'' if count == 1 else 's'} cannot be printed."


def explained(found: Iterable[Unprinted]) -> str:
    """Which, and where: "On paper [?] stands for 李, 明 in the letterhead.", or that a name is written by hand."""
    every = tuple(found)
    lines = " and for ".join(one.place for one in every if one.by_hand)
    letters = listed(tuple(dict.fromkeys(letter for one in every if one.by_hand for letter in one.letters)))
    hand = f"On paper a line is left for {lines}: write it by hand. It holds {letters}." if lines else ""
    places = "; ".join(f"for {listed(one.letters)} in {one.place}" for one in every if not one.by_hand)
    marks = f"On paper {NO_GLYPH} stands {places}." if places else ""
    return " ".join(part for part in (hand, marks) if part)


def _texts(order: PrintOrder) -> Iterator[tuple[str, str, bool]]:
    """Every text of an order that is not the app's own, with the place where it is printed, and whether by hand."""
    for name, text in order.values.items():
        yield _place(name), text, name in BY_HAND
    for name, part in order.parts.items():
        yield _place(name), _words(part), False
    for place, text in _around(by_hand(order).head):
        yield place, text, False
    yield "the wording", order.wording, False


def _around(head: PrintHead) -> Iterator[tuple[str, str]]:
    yield "the partnership’s name", head.partnership
    yield "the letterhead", "\n".join((*head.sender_lines, head.contact))
    yield "the address", "\n".join(head.recipient_lines)


def _words(part: PrintPart) -> str:
    return "\n".join(cell for row in (part.head, *part.rows) for cell in row)


def _place(name: str) -> str:
    return _PLACES.get(name) or f"the {name.replace('_', ' ')}"
