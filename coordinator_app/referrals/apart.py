"""Two merged records come apart only if what was written since rests on a referral of the same child (003-7.2)."""

from __future__ import annotations

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.catalogue import Record
from coordinator_app.pupils.apart import Apart, cannot_part, in_words
from coordinator_app.pupils.care_answers import care_answers
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping, referrals_of
from coordinator_app.referrals.undoing import NEED_REFERRAL
from coordinator_app.store.session import Session


def apart_gate(session: Session, apart: Apart) -> None:
    """Go on, or raise CannotUndo: a child would be left without a referral under what was written since."""
    open_now = keeping(session, apart.line.kept_id).is_open
    with apart.done(session):
        for pupil_id in apart.both:
            if keeping(session, pupil_id).is_open or not (open_now or not referrals_of(session, pupil_id)):
                continue
            resting = [*_written(session, apart, pupil_id), *_answered(session, apart, pupil_id)]
            if resting:
                raise cannot_part(
                    "One of the two children would have no referral that lets records be kept, and these were "
                    "written since",
                    resting,
                )


def _written(session: Session, apart: Apart, pupil_id: str) -> list[str]:
    found: list[Record] = []
    for kind in NEED_REFERRAL:
        found += session.list(session.catalogue.of_kind(kind).cls, where={"pupil_id": pupil_id})
    return [in_words(one) for one in found if one.id in apart.since and not _is_safeguarding(one)]


def _is_safeguarding(record: Record) -> bool:
    """A safeguarding entry needs no referral (003-6.4)."""
    return isinstance(record, ChronologyEntry) and record.category is Category.SAFEGUARDING


def _answered(session: Session, apart: Apart, pupil_id: str) -> list[str]:
    """The answers about care and support that somebody has given since, on the record itself."""
    was = apart.was(session, Pupil, pupil_id)
    known = care_answers(was) if was is not None else {}
    now = care_answers(session.get(Pupil, pupil_id))
    return [label for label, answer in now.items() if known.get(label) != answer]
