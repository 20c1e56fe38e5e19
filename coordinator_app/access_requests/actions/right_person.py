"""The right person is found to have the answer after its request was opened again: the first pack closes it (003-5.2, 003-8).

Nothing leaves by this, so no gate of sending asks again: what they have left when it was approved. It is somebody's word
that they have it, so who said so and how is kept with the day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.actions.intake import as_asked
from coordinator_app.access_requests.actions.mishaps import (
    Answered,
    Given,
    error_line,
    mishaps_of,
    turn_pack,
    who_has_it,
)
from coordinator_app.access_requests.actions.sending import disclosure_of
from coordinator_app.access_requests.items import Outcome, Pack, guarded_if_marked
from coordinator_app.access_requests.mishaps import Mishap, sends_again
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_id
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word it is that they have it, how it was said, and since when they have it."""

    on: date | None
    by: str = ""
    how: str = ""


def right_person_has_it(
    session: Session, request: AccessRequest, mishap: Mishap, word: Word
) -> Saved[AccessRequest]:
    """Close the request by the pack of the delivery that went astray, since that day; the ledger names both who have it.

    GateShut where the request is not open because of it, or another pack or other decisions were made since; InvalidInput.
    """
    now, pack = session.get(AccessRequest, request.id), _pack_of(session, request, mishap)
    refuse(
        (
            missing("answered_on", word.on, "Type the day on which they had it."),
            in_future("answered_on", word.on, session.clock.today()),
            before("answered_on", word.on, mishap.happened_on, "the day it was sent"),
            missing("said_by", word.by.strip(), "Say who told you that they have it."),
            missing(
                "said_how", word.how.strip(), "Say how: for example, they rang, and read its number out."
            ),
        )
    )
    answered, change_id = Answered(has_it=True, on=word.on), new_id()
    if guarded_if_marked(pack) is Compartment.GUARDED:
        with session.write(Compartment.GUARDED) as apart:
            apart.change_id = change_id
            turn_pack(apart, pack, answered)
    with session.write() as work:
        work.change_id = change_id
        if guarded_if_marked(pack) is Compartment.GENERAL:
            turn_pack(work, pack, answered)
        work.put(
            replace(
                mishap,
                answered=True,
                answered_on=word.on,
                said_by=word.by.strip(),
                said_how=word.how.strip(),
            )
        )
        kept = _closed_by(work, now, mishap, word)
        _put_ledger_right(session, work, Given(now, mishap, answered, who_has_it(session, mishap)), pack)
        work.audit("request-answered-after-all", kept)
    return Saved(kept, work.change_id)


def _pack_of(session: Session, request: AccessRequest, mishap: Mishap) -> Pack:
    """The pack that went astray, while it is still all that they are owed. GateShut."""
    now = session.get(AccessRequest, request.id)
    waits = sends_again(now, mishaps_of(session, request.id))
    if waits is None or waits.id != mishap.id:
        raise GateShut(("The request is not open because of this delivery.",))
    pack = session.find(Pack, mishap.pack_id)
    if pack is None:
        raise GateShut(
            (
                "The pack that they have lies with the restricted records, which your passphrase does not open.",
                "Ask somebody whose passphrase opens them.",
            )
        )
    if pack.trashed_at is not None or not _is_all_of_it(session, pack):
        raise GateShut(
            (
                "Since that pack something was decided or found, or a new pack was built: what they have is not all of it.",
                "Build the pack as it is decided now, send it, and record that at Pack.",
            )
        )
    return pack


def _is_all_of_it(session: Session, pack: Pack) -> bool:
    """Whether nothing was gathered or decided since it was built."""
    built = pack.built_at
    return built is not None and all(
        one.outcome is not Outcome.UNDECIDED and (one.decided_at is None or one.decided_at <= built)
        for one in items_of(session, pack.request_id)
    )


def _closed_by(work: Work, request: AccessRequest, mishap: Mishap, word: Word) -> AccessRequest:
    """As it was recorded when it went, since the day on which they had it."""
    return work.change(
        request,
        sent_on=word.on,
        sent_by=mishap.sent_by,
        sent_to=mishap.sent_to,
        delivery_reference=mishap.delivery_reference,
        password_told=mishap.password_told,
        stage=Stage.SENT,
    )


def _put_ledger_right(session: Session, work: Work, given: Given, pack: Pack) -> None:
    """The line that had become that of whoever has it in error is theirs again; the error has one of its own beside it."""
    line = _turned_line(session, given, pack)
    if line is None:
        return
    rightly = disclosure_of(as_asked(session, given.request), pack, line.method, given.answered.on)
    kept = work.change(
        line,
        recipient=line.meant_for or rightly.recipient,
        recipient_kind=rightly.recipient_kind,
        given_on=given.answered.on,
        in_error=False,
        meant_for="",
    )
    work.add(error_line(kept, given))


def _turned_line(session: Session, given: Given, pack: Pack) -> Disclosure | None:
    """The line of that very delivery: of two on one day the last."""
    where = {"request_id": given.request.id, "is_guarded": False, "given_on": given.mishap.happened_on}
    said = disclosure_of(given.request, pack, None, None).description
    found = session.list(Disclosure, where=where, newest=True)
    return next((one for one in found if one.in_error and one.description == said), None)
