"""Talks before a referral: several on one child, when to ask what became of them, and their end (003-7.1, 7.2)."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.gathering.kept_for import gathered_for_open
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.referrals.call_drafts import calls_left_behind, forget_calls, untie_calls
from coordinator_app.referrals.model import (
    ASK_AFTER_DAYS,
    InitialDiscussion,
    LaterTalk,
    Referral,
    SchoolBasis,
    may_keep,
)
from coordinator_app.store.session import Session

ASK_SETTING, TRASH_SETTING = "discussion_ask_days", "discussion_trash_days"
TRASH_DAYS = 30
FEWEST_DAYS, MOST_DAYS = 7, 365
_ASKED_FOR = (
    "Somebody has asked for their records, and these notes may be part of them. "
    "They can go once the request is answered."
)
PURGED = "discussion.purged"
"""What the audit says when notes of a first talk went for good."""


def ask_after(session: Session) -> int:
    """After how many days without a referral Today asks what became of a first talk."""
    return int(session.setting(ASK_SETTING, ASK_AFTER_DAYS))


def trash_days(session: Session) -> int:
    """How many days deleted notes can be taken back before they go for good."""
    return int(session.setting(TRASH_SETTING, TRASH_DAYS))


def keep_days(session: Session, ask: int | None, trash: int | None) -> str:
    """Keep both times; gives the id of the change. InvalidInput outside of 7 to 365 (ask) and 1 to 90 days (trash)."""
    refuse((_between("ask", ask, FEWEST_DAYS, MOST_DAYS), _between("trash", trash, 1, 90)))
    with session.write() as work:
        work.set_setting(ASK_SETTING, ask)
        work.set_setting(TRASH_SETTING, trash)
    return work.change_id


def _between(field: str, days: int | None, fewest: int, most: int) -> FieldProblem | None:
    if days is not None and fewest <= days <= most:
        return None
    return FieldProblem(field, f"Type a number of days from {fewest} to {most}.")


def keep_talk(session: Session, talk: LaterTalk) -> Saved[LaterTalk]:
    """Keep one more talk about the child of a first one."""
    first = session.get(InitialDiscussion, talk.discussion_id)
    refuse(
        (
            missing("held_on", talk.held_on, "Type the date of the talk."),
            in_future("held_on", talk.held_on, session.clock.today()),
            before("held_on", talk.held_on, first.held_on, "the first talk"),
            missing("notes", talk.notes or talk.advice, "Write what was said or advised."),
            *said_openly(first.school_basis, talk.notes, talk.advice),
        )
    )
    with session.write() as work:
        kept = work.put(talk)
    return Saved(kept, work.change_id)


def said_openly(basis: SchoolBasis | None, notes: str, advice: str) -> tuple[FieldProblem, ...]:
    """A problem for each text of a talk about a safeguarding worry: everyone who opens pupils can read notes.

    What was said belongs into a safeguarding call, which is kept apart and may be recorded at any time (003-6.4).
    """
    if basis is not SchoolBasis.SAFEGUARDING:
        return ()
    said = {"notes": notes, "advice": advice}
    return tuple(FieldProblem(name, NOT_HERE) for name, words in said.items() if words.strip())


NOT_HERE = (
    "Everyone who opens pupils can read these notes. Leave this empty, and write what was said about the worry "
    "with “Record a safeguarding call”."
)


def talks_of(session: Session, discussion_id: str) -> list[LaterTalk]:
    """The later talks about the child of a first one, oldest first."""
    return session.list(LaterTalk, where={"discussion_id": discussion_id}, order="held_on")


def note_form_sent(
    session: Session, discussion: InitialDiscussion, on: date | None
) -> Saved[InitialDiscussion]:
    """Note when the blank referral form went to the school; None: it did not after all."""
    refuse(
        (
            in_future("form_sent_on", on, session.clock.today()),
            before("form_sent_on", on, discussion.held_on, "the first talk"),
        )
    )
    with session.write() as work:
        kept = work.change(discussion, form_sent_on=on)
    return Saved(kept, work.change_id)


def take_back(session: Session, discussion: InitialDiscussion) -> Saved[InitialDiscussion]:
    """Take deleted notes out of the trash, with the talks that were deleted with them; others stay there."""
    together = session.history(discussion.id)[-1].change_id
    with session.write() as work:
        kept = work.restore(discussion)
        for talk in session.list(LaterTalk, where={"discussion_id": discussion.id}, trashed=True):
            if session.history(talk.id)[-1].change_id == together:
                work.restore(talk)
    return Saved(kept, work.change_id)


def _is_referred(session: Session, discussion: InitialDiscussion) -> bool:
    referrals = session.list(Referral, where={"pupil_id": discussion.pupil_id}) if discussion.pupil_id else []
    return may_keep(referrals).is_open


def asked_for(session: Session, discussion: InitialDiscussion) -> bool:
    """Whether somebody asks for records that these notes may be part of: then nothing of them goes (003-5.1).

    Of notes that belong to no pupil's record it is not known whose they are: any open request holds them. Those of a known
    child are held by whoever else is named in them, too.
    """
    held = {request.pupil_id for request in open_requests(session)}
    if not held or not discussion.pupil_id or discussion.pupil_id in held:
        return bool(held)
    talks = session.list(LaterTalk, where={"discussion_id": discussion.id}, trashed=None)
    return gathered_for_open(session, (discussion.id, *(talk.id for talk in talks)))


def remove_for_good(session: Session, discussion: InitialDiscussion) -> None:
    """Remove deleted notes at once: every wording, the index and the history of them; the audit says that it was done.

    GateShut while somebody asks for records that they may be part of.
    """
    if asked_for(session, discussion):
        raise GateShut((_ASKED_FOR,))
    untie_calls(session, discussion.id)
    with session.write() as work:
        work.audit(PURGED, discussion)
        work.remove(discussion)
    forget_calls(session, {discussion.id})


def purge(session: Session) -> int:
    """Remove for good what has been in the trash for the time set; returns how many. Run after each unlock.

    Notes of a child who was referred meanwhile belong to his or her record and stay; those of a child who is known
    by a safeguarding call alone go (003-7.2). Nothing goes that somebody may be asking for (003-5.1).
    """
    last = session.clock.now() - timedelta(days=trash_days(session))
    trashed = session.list(InitialDiscussion, trashed=True)
    gone = [one for one in trashed if one.trashed_at is not None and one.trashed_at <= last]
    over = [one for one in gone if not _is_referred(session, one) and not asked_for(session, one)]
    for discussion in over:
        remove_for_good(session, discussion)
    forget_calls(session, calls_left_behind(session))
    return len(over)
