"""What may be kept of a pupil now, and why not: the one rule that every action of this folder asks (003-7.1, 7.2, 4.2).

It is about keeping more. What is kept already can be put right for as long as it is kept (003-5.4).

An action asks inside its own write, so that nothing can shut between the question and the words on the disk; a screen
asks the same before it offers a button.
"""

from __future__ import annotations

from enum import Enum

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.gates import OPEN, Decision, Reason, all_of
from coordinator_app.pupils.gone import refuse_gone
from coordinator_app.pupils.links import CourtOrder, Sibling
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.pupils.parts import CarePlan, MedicalNote, PupilName, PupilNeed, SchoolOnRoll
from coordinator_app.referrals.model import Referral, may_keep
from coordinator_app.store.reading import Reader

Belonging = Carer | PupilName | SchoolOnRoll | PupilNeed | MedicalNote | CarePlan | CourtOrder | Sibling
"""What is kept around a pupil, beside the pupil's own record."""
_PUPIL = record_type(Pupil).kind


class Keeps(Enum):
    """What an action would keep, by what the policy asks of it."""

    WHO = "who"
    """Who the child is and which record is theirs: goes with the referral or the safeguarding call (003-6.4, 5.4)."""
    SAFETY = "safety"
    """What must be known to keep the child safe: at any time (003-6.4)."""
    LESS = "less"
    """Nothing: something is taken away."""
    RIGHT = "right"
    """Nothing more: what is kept already is put right, at any time (003-5.4; UK GDPR article 16)."""
    RECORD = "record"
    """All else: only once the school has referred and acknowledged the statement (003-7.2, 4.2)."""


def rule(keeps: Keeps, keeping: Decision) -> Decision:
    """Whether this may be kept, where `keeping` says whether a record of the pupil may be."""
    return keeping if keeps is Keeps.RECORD else OPEN


def keeps_of(belonging: Belonging, stored: Belonging | None = None) -> Keeps:
    """What it is to keep something around a pupil; `stored` is the same as it is kept now, if it is."""
    if isinstance(belonging, CarePlan):
        return Keeps.SAFETY
    return Keeps.RIGHT if stored is not None and _puts_right(stored, belonging) else Keeps.RECORD


def stays(belonging: Belonging) -> frozenset[str]:
    """The fields that say what a need or an illness is: another answer would be more of it, not the same put right."""
    if not isinstance(belonging, PupilNeed | MedicalNote):
        return frozenset()
    return frozenset(spec.name for spec in record_type(belonging).fields if spec.special) | (
        {"note_kind"} if isinstance(belonging, MedicalNote) else set()
    )


def _puts_right(stored: Belonging, wanted: Belonging) -> bool:
    """Whether no other child and nothing new of health or needs comes in."""
    if stored.trashed_at is not None:
        return False
    pupils = {spec.name for spec in record_type(stored).fields if spec.links_to == _PUPIL}
    same = all(getattr(stored, name) == getattr(wanted, name) for name in pupils)
    return same and all(getattr(wanted, name) in {getattr(stored, name), None, ""} for name in stays(stored))


def may_be_kept(reader: Reader, pupil_id: str, keeps: Keeps = Keeps.RECORD) -> Decision:
    """What may be kept of this pupil now, and if not, why and what opens it."""
    return rule(keeps, may_keep(reader.list(Referral, where={"pupil_id": pupil_id}, newest=True)))


def demand(reader: Reader, keeps: Keeps, pupil_id: str, other_id: str = "") -> None:
    """Go on, or raise GateShut; RecordGone where the record is not kept any more, which says where the child is now.

    `other_id` is a second pupil of whom the same would be kept.
    """
    decision = may_be_kept(reader, pupil_id, keeps)
    if other_id:
        decision = all_of(decision, _of_the_other(may_be_kept(reader, other_id, keeps)))
    for one in (pupil_id, other_id) if not decision.is_open else ():
        known = reader.find(Pupil, one) if one else None
        if known is not None:
            refuse_gone(known)
    decision.demand()


def _of_the_other(decision: Decision) -> Decision:
    """The same reasons, said of the other pupil."""
    return Decision(
        tuple(Reason(f"Of the other pupil: {one.why}", one.opens, one.clause) for one in decision.reasons)
    )
