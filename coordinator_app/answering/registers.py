"""What the registers of complaints, corrections and rights do alike: change, follow into what lies apart, tell, be found.

Each of their records has `is_guarded`, and lies apart where that is so; its parts lie where it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import PaletteEntry, RailCount
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session

R = TypeVar("R", bound=Record)
Problems = tuple[FieldProblem | None, ...]
NO_KEY = "Your passphrase does not open restricted records. Ask the safeguarding lead to write this down."
STAYS = "What was kept apart stays apart."
_MOST = 200


def is_apart(record: Record) -> bool:
    """Whether it lies with what tells of safeguarding or health."""
    return bool(getattr(record, "is_guarded", False))


def keep_changed(
    session: Session, record: R, wanted: R, values: dict[str, Any], problems: Iterable[FieldProblem | None]
) -> Saved[R]:
    """Write what was put right; what is apart from now on moves there, for which the change's id is "". InvalidInput."""
    stays = FieldProblem("is_guarded", STAYS) if is_apart(record) and not is_apart(wanted) else None
    refuse((*problems, stays))
    if is_apart(wanted) and not is_apart(record):
        return Saved(session.move(record, Compartment.GUARDED, **(values | {"is_guarded": True})), "")
    with session.write(record_type(record).compartment_of(record)) as work:
        kept = work.change(record, **values)
    return Saved(kept, work.change_id)


# what belongs to one goes where it goes


def parts_follow(session: Session, parts: Iterable[type[Record]], link: str, owner_id: str) -> None:
    """The owner lies apart now: its parts go with it, from the trash too."""
    for cls in parts:
        for part in session.list(cls, where={link: owner_id}, trashed=None):
            if not is_apart(part):
                session.move(part, Compartment.GUARDED, is_guarded=True)


def bring_after(session: Session, parts: Iterable[type[Record]], link: str, owner: type[Record]) -> None:
    """At an unlock: bring after their owners what a kill left behind. Nothing without the key."""
    if Compartment.GUARDED not in session.held:
        return
    for cls in parts:
        for part in session.list(cls, where={"is_guarded": False}, trashed=None):
            of = session.find(owner, str(getattr(part, link)))
            if of is not None and is_apart(of):
                session.move(part, Compartment.GUARDED, is_guarded=True)


# telling those who have to be told (article 19)


def telling_problems(
    told_on: date | None, confirmed_on: date | None, why_not: str, decided_on: date | None, today: date
) -> Problems:
    """What is wrong with when somebody was told and said that it is done, or why they need not be told."""
    nothing = told_on is None and not why_not
    return (
        FieldProblem("told_on", "Type the day, or say below why nobody has to be told.") if nothing else None,
        FieldProblem("not_needed", "Leave this empty: they were told.") if told_on and why_not else None,
        in_future("told_on", told_on, today),
        before("told_on", told_on, decided_on, "the day of the decision"),
        in_future("confirmed_on", confirmed_on, today),
        before("confirmed_on", confirmed_on, told_on, "the day they were told"),
        FieldProblem("told_on", "Type when they were told.")
        if confirmed_on and why_not and not told_on
        else None,
    )


def answered_problems(
    told_on: date | None, told_how: DeliveryMethod | None, decided_on: date | None, today: date
) -> Problems:
    """What is wrong with when and how whoever asked was told what was decided."""
    return (
        missing("told_on", told_on, "Type the day."),
        in_future("told_on", told_on, today),
        before("told_on", told_on, decided_on, "the day of the decision"),
        missing("told_how", told_how, "Choose how they were told."),
    )


# being found


def entries(
    session: Session, cls: type[R], where: dict[str, object], order: str, entry: Callable[[R], PaletteEntry]
) -> list[PaletteEntry]:
    """What the palette finds of a register: the newest of those that are open."""
    found = session.list(cls, where=where, order=order, newest=True, limit=_MOST)
    return [entry(one) for one in found]


def count(session: Session, cls: type[Record], where: dict[str, object]) -> RailCount | None:
    """How many of these are open, for the menu; those that lie apart are not counted: it tells nothing of them."""
    number = session.count(cls, where=where | {"is_guarded": False})
    return RailCount(number) if number else None
