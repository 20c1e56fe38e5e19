"""Where in a form or letter characters stand that cannot be printed, said before it leaves the vault (decision 27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Characters that cannot be printed, and the place where they stand ("the pupil’s name")."""

    letters: tuple[str, ...]
    place: str


def unprinted(orders: Iterable[PrintOrder]) -> tuple[Unprinted, ...]:
    """What the printed pages of these orders cannot show, each place once."""
    found: dict[str, dict[str, None]] = {}
    for order in orders:
        for place, text in _texts(order):
            letters = unprintable(text)
            if letters:
                found.setdefault(place, {}).update(dict.fromkeys(letters))
    return tuple(Unprinted(tuple(letters), place) for place, letters in found.items())


def lead(found: Iterable[Unprinted]) -> str:
    """How many characters it is about: "2 characters cannot be printed."."""
    count = len({letter for one in found for letter in one.letters})
    return f"{count} character{'' if count == 1 else 's'} cannot be printed."


def explained(found: Iterable[Unprinted]) -> str:
    """Which, and where: "On paper [?] stands for 李, 明 in the pupil’s name; for ع in the parent’s name."."""
    places = "; ".join(f"for {listed(one.letters)} in {one.place}" for one in found)
    return f"On paper {NO_GLYPH} stands {places}."


def _texts(order: PrintOrder) -> Iterator[tuple[str, str]]:
    """Every text of an order that is not the app's own, with the place where it is printed."""
    for name, text in order.values.items():
        yield _place(name), text
    for name, part in order.parts.items():
        yield _place(name), _words(part)
    yield from _around(order.head)
    yield "the wording", order.wording


def _around(head: PrintHead) -> Iterator[tuple[str, str]]:
    yield "the partnership’s name", head.partnership
    yield "the letterhead", "\n".join((*head.sender_lines, head.contact))
    yield "the address", "\n".join(head.recipient_lines)


def _words(part: PrintPart) -> str:
    return "\n".join(cell for row in (part.head, *part.rows) for cell in row)


def _place(name: str) -> str:
    return _PLACES.get(name) or f"the {name.replace('_', ' ')}"
