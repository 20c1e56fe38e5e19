"""The letter to those whose information it was: what happened, what may come of it, what was done (UK GDPR article 34(2))."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.breaches.actions import called
from coordinator_app.breaches.model import Breach, PeopleTold, breach_compartment
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
    session: Session, breach: Breach, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """GateShut where it is not said who is told, or what may come of it; and where it was decided that nobody is told."""
    if breach.people_told not in {None, PeopleTold.TOLD}:
        raise GateShut(("It is written down that they are not told.", "Change that first."))
    if not (breach.told_whom.strip() and breach.may_mean.strip()):
        raise GateShut(
            (
                "It is not said yet who is told, or what may come of it.",
                "Press “Is the family told?” and write that down first.",
            )
        )
    ours = house(session, practice=practice)
    every = {
        "told_name": breach.told_whom.strip(),
        "breach_reference": called(breach),
        "happened_date": say(breach.happened_on) if breach.happened_on else "",
        "what_happened": breach.what_happened,
        "what_was_in_it": breach.what_was_in_it,
        "what_may_come": breach.may_mean.strip(),
        "what_was_done": breach.contained,
        "what_you_can_do": breach.they_can_do.strip(),
        **{name: ours.values[name] for name in _OURS},
    }
    marks = {
        "locked": breach.was_locked,
        "done": bool(breach.contained),
        "advice": bool(breach.they_can_do.strip()),
    }
    head = replace(
        ours.head,
        recipient_lines=(breach.told_whom.strip(), *breach.told_address.splitlines()),
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


def named(session: Session, breach: Breach, order: PrintOrder) -> NamesFound:
    """Whom its words name who is not meant to be told of: whose information it was is, and whoever is told."""
    return named_in(session, order, breach, Meant(breach.pupil_id, (breach.told_whom,)))


def letter_left(session: Session, breach: Breach, order: PrintOrder, printed: Printed) -> Saved[Breach]:
    """Keep the very letter. Printed or saved it has told nobody: that is written down apart. GateShut once the breach is closed."""
    current = session.get(Breach, breach.id)
    if current.closed_on is not None:
        raise GateShut(("This breach is closed.",))
    with session.write(breach_compartment(current)) as work:
        kept = work.change(
            current,
            told_letter_id=work.put_blob(printed.pdf),
            told_reference=order.head.reference,
        )
    return Saved(kept, work.change_id)
