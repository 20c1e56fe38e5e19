"""The letters that ask whoever asked something, and that say that it takes longer (UK GDPR articles 12(3), 12A)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.answering.model import Question
from coordinator_app.core.dates import say
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.core.longer_ground import NOT_SAID, LongerGround
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.organisations.letterhead import house
from coordinator_app.pupils.model import Pupil, age_on
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text
from coordinator_app.wording.shipped import shipped

QUESTION, LONGER = "letter-rights-question", "letter-rights-longer"
FOR_A_CHILD = "-child"
_GROWN_UP = 18
_OURS = ("coordinator_name", "coordinator_role", "coordinator_contact", "joint_dpo")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is written to, and what they asked for: `wish` is the letter's choice, "correction" or a kind of request."""

    name: str
    lines: tuple[str, ...]
    received: date | None
    about: str
    wish: str
    our_reference: str = ""
    is_child: bool = False
    """Whether it is a child who asks in person: then the letter is in words for a child."""


def is_not_grown_up(session: Session, pupil_id: str) -> bool:
    """Whether the pupil, who asks in person, is under 18 today, so that letters are in words for a child (article 12(1))."""
    born = session.get(Pupil, pupil_id).birth_date
    return born is None or age_on(born, session.clock.today()) < _GROWN_UP


def template_for(template: str, *, is_child: bool) -> str:
    """The wording of a letter to whoever asked."""
    return f"{template}{FOR_A_CHILD}" if is_child else template


def question_order(
    session: Session, asker: Asker, one: Question, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """What we ask, and why. GateShut once it is answered."""
    if one.answered_on is not None:
        raise GateShut(("They have answered this question.",))
    values = {"question": one.question, "why_we_ask": one.reason}
    choices = ("why",) if one.reason.strip() else ()
    order = _order(session, asker, QUESTION, values, practice=practice, large_print=large_print)
    return replace(order, choices=(*order.choices, *choices))


def longer_order(
    session: Session,
    asker: Asker,
    reason: str,
    ground: LongerGround | None,
    months: tuple[Deadline, Deadline],
    *,
    practice: bool,
    large_print: bool = False,
) -> PrintOrder:
    """That it takes longer, by which ground of the law and why, and until when; `months` are the clock without and with it. GateShut when it is too late."""
    month, longer = months
    last = month.work_to or month.due
    if not reason.strip():
        raise GateShut(("It is not said yet why it takes longer.", "Record that first."))
    if ground is None:
        raise GateShut(("It is not said yet what in law makes it take longer.", NOT_SAID))
    if last is None:
        raise GateShut((f"The month is {month.why_unknown}, so there is nothing to make longer yet.",))
    if session.clock.today() > last:
        raise GateShut(
            (
                f"The month was over on {say(last)}: the law lets nobody take longer after that.",
                "Answer it now.",
            )
        )
    until = longer.work_to or longer.due
    values = {
        "reason": reason.strip(),
        "legal_date": say(last),
        "longer_date": say(until) if until else "",
    }
    order = _order(session, asker, LONGER, values, practice=practice, large_print=large_print)
    return replace(order, choices=(*order.choices, ground.value))


def _order(
    session: Session,
    asker: Asker,
    template: str,
    values: dict[str, str],
    *,
    practice: bool,
    large_print: bool,
) -> PrintOrder:
    ours = house(session, practice=practice)
    template = template_for(template, is_child=asker.is_child)
    every = {
        "asker_name": asker.name,
        "received_date": say(asker.received) if asker.received else "",
        "about_whom": asker.about,
        **values,
        **{name: ours.values[name] for name in _OURS},
    }
    head = replace(
        ours.head,
        recipient_lines=tuple(dict.fromkeys(line for line in asker.lines if line)),
        date=say(session.clock.today()),
        reference=new_reference(),
        our_reference=asker.our_reference,
        large_print=large_print,
    )
    return PrintOrder(
        template=template,
        head=head,
        values={name: words for name, words in every.items() if words and name in shipped(template).values},
        gaps={name: words for name, words in ours.gaps.items() if name in _OURS},
        is_letter=True,
        choices=(asker.wish,),
        wording=own_text(session, template),
    )
