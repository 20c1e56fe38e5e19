"""Keep pupils and the carers around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.identifiers import check_telephone, check_uln, check_upn
from coordinator_app.core.plausible import before, birth_date, in_future, refuse
from coordinator_app.pupils.care_answers import new_answers
from coordinator_app.pupils.duplicates import KEEPER, different_from
from coordinator_app.pupils.gate import Keeps, demand, keeps_of
from coordinator_app.pupils.gone import refuse_gone
from coordinator_app.pupils.model import LAST, Carer, Pupil, in_order, upn_problem
from coordinator_app.pupils.schooling import keep_school
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


def save_pupil(
    session: Session, pupil: Pupil, *, moved_on: date | None = None, why_left: str = ""
) -> Saved[Pupil]:
    """Add or change a pupil. InvalidInput for an impossible birth date, a wrong UPN or one already in use.

    GateShut for what is answered of care, needs and support before the school has referred the pupil (003-7.2), after
    a safeguarding call too; a referral writes these together with itself.
    Another school keeps the one before with its days; `moved_on` is the first day there, today if it is not said.
    """
    refuse((in_future("moved_on", moved_on, session.clock.today()),))
    with session.write() as work:
        good = checked(session, pupil)
        demand(session, _keeps(session, good), good.id)
        kept = write_pupil(session, work, good, moved_on=moved_on, why_left=why_left)
    return Saved(kept, work.change_id)


def _keeps(session: Session, pupil: Pupil) -> Keeps:
    """Who the child is; more where an answer is new. One that is there already may stay, be put right or taken away."""
    stored = session.find(Pupil, pupil.id) if pupil.id else None
    return Keeps.RECORD if new_answers(stored, pupil) else Keeps.WHO


def write_pupil(
    session: Session, work: Work, pupil: Pupil, *, moved_on: date | None = None, why_left: str = ""
) -> Pupil:
    """The same inside a unit of work that does more, of a pupil that `checked` gave: UPN and school before are kept."""
    earlier = session.find(Pupil, pupil.id) if pupil.id else None
    kept = work.put(pupil if earlier is None else with_former_upn(pupil, earlier.upn))
    keep_school(session, work, earlier, kept, moved_on or session.clock.today(), why_left)
    return kept


def with_former_upn(pupil: Pupil, upn: str) -> Pupil:
    """The pupil with a UPN that is no longer theirs kept among the former ones (domain 6.1)."""
    former = pupil.former_upns.split()
    if not upn or upn == pupil.upn or upn in former:
        return pupil
    return replace(pupil, former_upns=" ".join((*former, upn)))


def checked(session: Session, pupil: Pupil) -> Pupil:
    """The pupil as it may be kept, the numbers in the one form in which two of them can be compared.

    Raises InvalidInput, and RecordGone for a record that was merged into another or is in the trash.
    """
    stored = session.find(Pupil, pupil.id) if pupil.id else None
    if stored is not None:
        refuse_gone(stored)
    pupil = replace(
        pupil, upn=check_upn(pupil.upn).value or pupil.upn, uln=check_uln(pupil.uln).value or pupil.uln
    )
    today = session.clock.today()
    uln = check_uln(pupil.uln).problem
    refuse(
        (
            birth_date("birth_date", pupil.birth_date, today),
            upn_problem(pupil.upn, with_upn(session, pupil)),
            FieldProblem("uln", uln) if uln else None,
            before("free_meals_until", pupil.free_meals_until, pupil.free_meals_from, "the day they began"),
            in_future("closed_on", pupil.closed_on, today),
        )
    )
    return pupil


def with_upn(session: Session, pupil: Pupil) -> list[Pupil]:
    """The other pupils that have this one's UPN, those in the trash too, but not what was merged into this one."""
    if not pupil.upn:
        return []
    same = session.list(Pupil, where={"upn": pupil.upn}, trashed=None)
    return [
        other for other in same if other.id != pupil.id and (not pupil.id or other.merged_into_id != pupil.id)
    ]


def current(session: Session, pupil_id: str) -> Pupil:
    """The pupil with this id, or the one that this record was merged into. Raises NotFound."""
    found = session.get(Pupil, pupil_id)
    while found.merged_into_id:
        found = session.get(Pupil, found.merged_into_id)
    return found


def likely_duplicates(session: Session, pupil: Pupil) -> list[Pupil]:
    """Pupils that may be this child, the surest first; not those who were said to be other children."""
    apart = different_from(session, pupil.id) if pupil.id else frozenset()
    found = KEEPER.find(session, pupil, apart)
    pupils = {one.id: one for one in session.list(Pupil, where={"id": tuple(one.id for one in found)})}
    return [pupils[one.id] for one in found if one.id in pupils]


def close_pupil(session: Session, pupil: Pupil, because: str, on: date | None = None) -> Saved[Pupil]:
    """Close a record: it leaves the list, and stays findable, gathered and kept for as long as it must be."""
    return save_pupil(
        session, replace(pupil, closed_on=on or session.clock.today(), closed_because=because.strip())
    )


def open_again(session: Session, pupil: Pupil) -> Saved[Pupil]:
    """Take a closed record back onto the list."""
    return save_pupil(session, replace(pupil, closed_on=None, closed_because=""))


def save_carer(session: Session, carer: Carer) -> Saved[Carer]:
    """Add or change a parent, carer or contact of a pupil.

    Raises InvalidInput, and GateShut for a new one before the school referred; who is kept can always be put right.
    """
    today = session.clock.today()
    session.get(Pupil, carer.pupil_id)
    refuse(
        (
            in_future("evidence_seen_on", carer.evidence_seen_on, today),
            in_future("died_on", carer.died_on, today),
            _telephone("telephone", carer.telephone),
            _telephone("other_telephone", carer.other_telephone),
            _order(carer.contact_order),
        )
    )
    with session.write() as work:
        stored = session.find(Carer, carer.id) if carer.id else None
        demand(session, keeps_of(carer, stored), carer.pupil_id)
        kept = work.put(carer)
    return Saved(kept, work.change_id)


def remove_carer(session: Session, carer: Carer) -> Saved[Carer]:
    """Put a person in the trash; what they signed and asked for still names them."""
    with session.write() as work:
        demand(session, Keeps.LESS, carer.pupil_id)
        gone = work.trash(carer)
    return Saved(gone, work.change_id)


def carers_of(session: Session, pupil_id: str) -> list[Carer]:
    """A pupil's carers and contacts, in the order in which to try them; who cannot be reached comes last."""
    return in_order(session.list(Carer, where={"pupil_id": pupil_id}))


def _telephone(field: str, typed: str) -> FieldProblem | None:
    problem = check_telephone(typed).problem
    return FieldProblem(field, problem) if problem else None


def _order(typed: int | None) -> FieldProblem | None:
    if typed is None or 0 < typed < LAST:
        return None
    return FieldProblem("contact_order", "Type a number from 1. Number 1 is tried first.")
