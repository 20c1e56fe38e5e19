"""Keep a safeguarding call of which nobody knows the child yet; later put it on a record, or close it (003-6.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.actions import save_pupil
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.safeguarding import join_talk
from coordinator_app.referrals.unplaced import UnplacedCall, call_problems
from coordinator_app.store.session import Session

_SETTLED = "This call has been dealt with already."


def keep_call(session: Session, call: UnplacedCall) -> Saved[UnplacedCall]:
    """Keep a call, whatever is known of the child. KeyNotHeld without the guarded key, InvalidInput."""
    refuse(call_problems(call, session.clock.today()))
    with session.write(Compartment.GUARDED) as work:
        kept = work.add(call)
    return Saved(kept, work.change_id)


def correct_call(session: Session, call: UnplacedCall, **values: Any) -> Saved[UnplacedCall]:
    """Correct what was typed; the words before stay in its history. StaleRecord, InvalidInput."""
    refuse(call_problems(replace(call, **values), session.clock.today()))
    with session.write(Compartment.GUARDED) as work:
        kept = work.change(call, **values)
    return Saved(kept, work.change_id)


def waiting_calls(session: Session) -> list[UnplacedCall]:
    """Calls that are on no record and not closed, oldest first; none for who may not open guarded records."""
    if Compartment.GUARDED not in session.databases.held:
        return []
    return session.list(UnplacedCall, where={"pupil_id": "", "closed_on": None}, order="happened_on")


def place_call(session: Session, call: UnplacedCall, pupil_id: str) -> Saved[ChronologyEntry]:
    """Make the call an entry of a pupil on the list. One commit: the entry is there and the call is settled, or neither.

    The call goes to the trash with its earlier wordings, where an access request finds it. StaleRecord, NotFound, InvalidInput.
    """
    pupil = session.get(Pupil, pupil_id)
    _demand_open(call)
    entry = ChronologyEntry(
        pupil_id=pupil.id,
        category=Category.SAFEGUARDING,
        happened_on=call.happened_on,
        words=call.words,
        source=call.source,
        standing=Standing.FACT,
    )
    with session.write(Compartment.GUARDED) as work:
        kept = work.add(entry)
        work.trash(work.change(call, pupil_id=pupil.id, entry_id=kept.id))
    if call.discussion_id:
        join_talk(session, call.discussion_id, pupil)
    return Saved(kept, work.change_id)


def begin_record(session: Session, call: UnplacedCall, pupil: Pupil) -> Saved[ChronologyEntry]:
    """Put the child on the list, now that enough is known, and make the call the first entry. InvalidInput, StaleRecord."""
    _demand_open(session.get(UnplacedCall, call.id))
    return place_call(session, call, save_pupil(session, pupil).record.id)


def close_call(session: Session, call: UnplacedCall, why: str) -> Saved[UnplacedCall]:
    """The call belongs on no record of ours, for a reason, for example: passed on to another partnership."""
    refuse((missing("closed_why", why, "Say why, and who was told."),))
    _demand_open(call)
    with session.write(Compartment.GUARDED) as work:
        kept = work.change(call, closed_on=session.clock.today(), closed_why=why.strip())
    return Saved(kept, work.change_id)


def _demand_open(call: UnplacedCall) -> None:
    if call.pupil_id or call.closed_on is not None or call.trashed_at is not None:
        raise InvalidInput.one("", _SETTLED)
