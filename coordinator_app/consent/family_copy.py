"""A summary that a family takes home, where it must be kept from somebody where the pupil is (003-8.1).

As with the forms it is asked to whom it will be handed: until that is said it is not printed, and for one who must not
know it is printed without the place, the days, and what others told us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coordinator_app.consent.handing import kept_of
from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.whereabouts import (
    NOT_ON_THIS_COPY,
    NOT_SAID,
    SCHOOL,
    STILL_TELLS,
    YOUNG_PERSON,
    KeptFrom,
    is_kept_from,
    leaves_out,
    why_not,
)
from coordinator_app.core.gates import Decision, Reason
from coordinator_app.core.print_order import PrintOrder, PrintPart, paragraphs
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_CHOOSE = replace(NOT_SAID, opens="Choose who will be handed this summary.")
_NAMED = Reason(
    "What is written in this summary, or who it says we are, names where the pupil is.",
    "Write it without the name, or ask your data protection officer how to tell this person what the law asks.",
    STILL_TELLS.clause,
)
_OWN_WORDS = {NOT_SAID: _CHOOSE, STILL_TELLS: _NAMED}
_SHORTEST_SITE = 4  # letters: "B" or "Lab" stands in any text


@dataclass(frozen=True, slots=True)
class Receivers:
    """From whom it is kept where the pupil is, and who may be handed a summary: id and words. Nobody kept: not asked."""

    kept: tuple[KeptFrom, ...] = ()
    people: tuple[tuple[str, str], ...] = ()

    def notes(self) -> tuple[tuple[str, str], ...]:
        """Who must not know, and why: the beginning and the rest of each note."""
        return tuple((f"Must not see where the pupil is: {one.name}.", one.why) for one in self.kept)

    def meaning(self, handed_to: str) -> tuple[str, str] | None:
        """What the choice means for the copy; None while nobody is chosen."""
        if not handed_to:
            return None
        if is_kept_from(self.kept, handed_to):
            return ("For somebody who must not know.", _LEFT_OUT)
        return (
            "Not for everybody.",
            "This copy says where the pupil is. Hand it over yourself, and to nobody else.",
        )


_LEFT_OUT = "School, place, days and what others told us are left out. Read what is still on the copy before you hand it over."


def receivers(session: Session, pupil_id: str) -> Receivers:
    """Whom to offer for a summary of this pupil."""
    kept = kept_of(session, pupil_id)
    if not kept:
        return Receivers()
    people = [
        (one.id, f"{one.name}, {one.relationship.label}" if one.relationship else one.name)
        for one in carers_of(session, pupil_id)
        if one.may_be_reached
    ]
    return Receivers(kept, (*people, (YOUNG_PERSON, "The young person"), (SCHOOL, "The school")))


def for_hand(
    session: Session,
    order: PrintOrder,
    pupil_id: str,
    handed_to: str,
    *,
    hidden: frozenset[str],
    parts: frozenset[str] = frozenset(),
) -> PrintOrder:
    """The order as it may be handed to this person: `hidden` values and `parts` are left out for one who must not know.

    GateShut while it is not said for whom it is, for one who is handed nothing, and where the rest names the place.
    """
    kept = kept_of(session, pupil_id)
    if not kept:
        return order
    carers = carers_of(session, pupil_id)
    copy = order
    if leaves_out(kept, carers, handed_to):
        without: Mapping[str, PrintPart] = dict.fromkeys(
            parts, paragraphs(f"{NOT_ON_THIS_COPY.capitalize()}.")
        )
        copy = replace(
            order,
            values={**order.values, **dict.fromkeys(hidden, NOT_ON_THIS_COPY)},
            parts={**order.parts, **without},
        )
    told, secrets = tuple(_told(copy)), tuple(_secrets(session, pupil_id))
    reason = why_not(kept, carers, handed_to, FormTemplate(order.template), told, secrets)
    Decision((_OWN_WORDS.get(reason, reason),) if reason else ()).demand()
    return copy


def _told(order: PrintOrder) -> Iterator[str]:
    head = order.head
    yield from (*order.values.values(), head.partnership, head.contact, *head.sender_lines, order.wording)
    for part in order.parts.values():
        yield from (cell for row in part.rows for cell in row)


def _secrets(session: Session, pupil_id: str) -> Iterator[str]:
    """The names of the pupil's school, and of every provider, school and site of their programmes."""
    schools, providers = [session.get(Pupil, pupil_id).school_id], []
    for one in session.list(Programme, where={"pupil_id": pupil_id}):
        schools.append(one.host_school_id)
        providers.append(one.provider_id)
        if len(one.site) >= _SHORTEST_SITE:
            yield one.site
    found = (
        *(session.find(School, one) for one in schools if one),
        *(session.find(Provider, one) for one in providers if one),
    )
    yield from (one.name for one in found if one is not None)
