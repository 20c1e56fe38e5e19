"""The letter to those whose information it was: what happened, what may come of it, what was done (UK GDPR article 34(2))."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.breaches.actions import called
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.people import is_one_family, others_named, people_of
from coordinator_app.breaches.person import BreachPerson, MustBeTold, person_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.organisations.letterhead import house
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text

TEMPLATE = "letter-breach"
_OURS = ("coordinator_name", "coordinator_role", "coordinator_contact", "joint_dpo")


def letter_order(
    session: Session, person: BreachPerson, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """The letter to one family.

    GateShut where it is not said who is told or what may come of it, where they are not to be told, and where its words name
    somebody else who is concerned.
    """
    breach = session.get(Breach, person.breach_id)
    _demand_sayable(session, breach, person)
    ours = house(session, practice=practice)
    every = {
        "told_name": person.told_whom,
        "breach_reference": called(breach),
        "happened_date": say(breach.happened_on) if breach.happened_on else "",
        "what_happened": breach.what_happened,
        "what_was_in_it": person.of_theirs or breach.what_was_in_it,
        "what_may_come": person.may_mean,
        "what_was_done": breach.contained,
        "what_you_can_do": person.they_can_do,
        **{name: ours.values[name] for name in _OURS},
    }
    marks = {
        "locked": breach.was_locked,
        "done": bool(breach.contained),
        "advice": bool(person.they_can_do),
    }
    head = replace(
        ours.head,
        recipient_lines=(person.told_whom, *person.told_address.splitlines()),
        date=say(session.clock.today()),
        reference=new_reference(),
        our_reference=called(breach),
        large_print=large_print,
    )
    return PrintOrder(
        template=TEMPLATE,
        head=head,
        values={name: words for name, words in every.items() if words},
        gaps={name: words for name, words in ours.gaps.items() if name in _OURS},
        is_letter=True,
        choices=tuple(name for name, wanted in marks.items() if wanted),
        wording=own_text(session, TEMPLATE),
    )


def _demand_sayable(session: Session, breach: Breach, person: BreachPerson) -> None:
    if person.must is None or not person.must.wants_telling:
        raise GateShut(("It is written down that they need not be told.", "Change that first."))
    if person.must is MustBeTold.NOT_YET:
        raise GateShut(("It is written down that they are not told yet.", "Change that first."))
    if not (person.told_whom and person.may_mean):
        raise GateShut(
            (
                "It is not said yet who is told, or what may come of it.",
                "Press “Change” beside their name and write that down first.",
            )
        )
    named_others = others_named(breach, person, people_of(session, breach.id))
    if named_others:
        raise GateShut(named_others)


def named(session: Session, person: BreachPerson, order: PrintOrder) -> NamesFound:
    """Whom its words name who is not meant to be told of: whose information it was is, and whoever is told.

    Everybody else who is concerned must not be told of in this letter, on record or not.
    """
    others = tuple(one for one in people_of(session, person.breach_id) if one.id != person.id)
    untold = tuple(one.concerned for one in others if not is_one_family(person, one))
    meant = Meant(person.pupil_id, (person.concerned, person.told_whom), untold)
    return named_in(session, order, session.get(Breach, person.breach_id), meant)


def letter_left(
    session: Session, person: BreachPerson, order: PrintOrder, printed: Printed
) -> Saved[BreachPerson]:
    """Keep the very letter. Printed or saved it has told nobody: that is written down apart. GateShut once the breach is closed."""
    current = session.get(BreachPerson, person.id)
    if session.get(Breach, current.breach_id).closed_on is not None:
        raise GateShut(("This breach is closed.",))
    with session.write(person_compartment(current)) as work:
        kept = work.change(current, letter_id=work.put_blob(printed.pdf), reference=order.head.reference)
    return Saved(kept, work.change_id)
