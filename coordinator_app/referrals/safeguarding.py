"""A safeguarding call may be recorded at any time, before any referral or consent (003-6.4, decision 5)."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.changes import Saved
from coordinator_app.core.ids import new_id
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.actions import save_pupil
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.store.session import Session
from coordinator_app.store.validation import validate


def record_call(
    session: Session, pupil: Pupil, entry: ChronologyEntry, discussion_id: str = ""
) -> Saved[ChronologyEntry]:
    """Keep the call among the guarded entries of the pupil, who is kept with it if he is not on the list yet.

    The key and the words are checked before the pupil is kept, so that a refused call leaves nobody's record behind.
    KeyNotHeld where the passphrase opens no guarded records, InvalidInput.
    """
    session.databases.connection(Compartment.GUARDED)
    validate(replace(entry, pupil_id=pupil.id or new_id(), category=Category.SAFEGUARDING))
    refuse(
        (
            missing("happened_on", entry.happened_on, "Type the date of the call."),
            in_future("happened_on", entry.happened_on, session.clock.today()),
            missing("words", entry.words, "Write what was said and what was decided."),
        )
    )
    kept = pupil if pupil.id else save_pupil(session, pupil).record
    if discussion_id:
        join_talk(session, discussion_id, kept)
    return add_entry(session, replace(entry, pupil_id=kept.id, category=Category.SAFEGUARDING))


def join_talk(session: Session, discussion_id: str, pupil: Pupil) -> None:
    """Tie the notes of a first talk to the child that a call named, so that both are found together.

    Nothing where the notes are gone for good: whoever removed them may not have held the key to let the call know.
    """
    discussion = session.find(InitialDiscussion, discussion_id)
    if discussion is None or discussion.pupil_id == pupil.id:
        return
    with session.write() as work:
        work.change(discussion, pupil_id=pupil.id)
