"""What was typed of a safeguarding call goes with the notes of the first talk that it is about (003-7.2)."""

from __future__ import annotations

from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.store.drafts import all_drafts
from coordinator_app.store.session import Session

CALL_DRAFT = "safeguarding_call"
"""The screen under which a call that is being typed is kept as a guarded draft."""


def forget_calls(session: Session, talk_ids: set[str]) -> None:
    """Forget what anybody typed about notes that are gone for good."""
    if talk_ids and Compartment.GUARDED in session.databases.held:
        with session.write(Compartment.GUARDED) as work:
            for one in talk_ids:
                work.drop_drafts_about(one)


def calls_left_behind(session: Session) -> set[str]:
    """The notes that are gone and left a call: whoever removed them may not have held the guarded key."""
    if Compartment.GUARDED not in session.databases.held:
        return set()
    found = all_drafts(session.databases.connection(Compartment.GUARDED))
    talks = {
        one.record_id
        for one in found
        if one.screen == CALL_DRAFT and one.record_id and one.body.get("discussion_id") == one.record_id
    }
    return {one for one in talks if session.find(InitialDiscussion, one) is None}


def untie_calls(session: Session, talk_id: str) -> None:
    """Let calls no longer name notes that go for good: the call stays, and the notes go when their time is over."""
    if Compartment.GUARDED not in session.held:
        return
    named = session.list(UnplacedCall, where={"discussion_id": talk_id}, trashed=None)
    if named:
        with session.write(Compartment.GUARDED) as work:
            for one in named:
                work.change(one, discussion_id="")
