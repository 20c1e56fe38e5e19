"""What the screens of corrections show: the list, and one correction with its record before and after (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordinator_app.answering.proof import register_words
from coordinator_app.core.answer_month import TimeShown
from coordinator_app.core.catalogue import Record
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.remaining import Remaining, remaining
from coordinator_app.corrections.actions import is_settled, notices_of
from coordinator_app.corrections.model import (
    CorrectionClaim,
    CorrectionNotice,
    CorrectionOutcome,
    CorrectionQuestion,
    WhyTold,
)
from coordinator_app.corrections.naming import GONE, RESTRICTED, called
from coordinator_app.corrections.recipients import Recipient, recipients
from coordinator_app.corrections.taking_back import what_left
from coordinator_app.corrections.timing import TIMING, asks_as_child
from coordinator_app.corrections.versions import Differs, as_it_is, as_it_was, differs, is_put_right, says
from coordinator_app.corrections.working_with import Organisation, working_with
from coordinator_app.documents.model import Document
from coordinator_app.pupils.in_registers import Line, Lines, name_of
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

__all__ = ["Line", "Lines", "name_of"]  # what is not made here

_SHORT = {
    CorrectionOutcome.CORRECTED: "Corrected",
    CorrectionOutcome.PARTLY: "Corrected in part",
    CorrectionOutcome.NOTED: "Noted beside it",
    CorrectionOutcome.OPINION: "Kept as an opinion",
    CorrectionOutcome.REFUSED: "Not corrected",
    CorrectionOutcome.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One who was given the old value: when and how, and what came of telling him."""

    notice: CorrectionNotice
    who: str
    given: str
    tone: str
    chip: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One correction as its page shows it; a `is_closed` one without its words, until the passphrase is typed."""

    claim: CorrectionClaim
    name: str
    what: str = RESTRICTED
    is_closed: bool = False
    clock: Remaining | None = None
    differs: tuple[Differs, ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    is_put_right: bool = False
    can_be_opened: bool = False
    before: str = ""
    after: str = ""
    paper: str = ""
    notices: tuple[NoticeLine, ...] = ()
    would_tell: tuple[Recipient, ...] = ()
    around: tuple[Organisation, ...] = ()
    versions: tuple[tuple[int, str], ...] = ()
    time: TimeShown = TimeShown()
    questions: tuple[CorrectionQuestion, ...] = ()
    is_child: bool = False
    """Whether a child says so in person, so that letters are in words for a child."""
    proof: str = ""
    """When and how proof of who they are was asked for."""
    left: str = ""
    """Who was told of the decision already; "" while it can be taken back."""


def read_lines(session: Session, pupil_id: str, after: PageMark | None, limit: int) -> Lines:
    """The corrections asked for of one pupil, or of all, the newest first."""
    where = {"pupil_id": pupil_id} if pupil_id else None
    found = session.page(
        CorrectionClaim, where=where, order="asked_on", newest=True, after=after, limit=limit
    )
    names = {} if pupil_id else {one.pupil_id: name_of(session, one.pupil_id) for one in found.records}
    return Lines(tuple(_line(session, one, names.get(one.pupil_id, "")) for one in found.records), found.next)


def _line(session: Session, claim: CorrectionClaim, name: str) -> Line:
    item = None if claim.is_guarded else as_it_is(session, claim)
    what = RESTRICTED if claim.is_guarded else called(item) if item else GONE
    by = "" if claim.is_guarded else f" by {claim.asked_by}"
    asked = f"Asked for on {say(claim.asked_on)}{by}" if claim.asked_on else ""
    title = ", ".join(part for part in (what, "" if claim.is_guarded else claim.field_label) if part)
    tone, chip = _state(session, claim)
    return Line(claim.id, title, ", ".join(part for part in (name, asked) if part), tone, chip)


def _state(session: Session, claim: CorrectionClaim) -> tuple[str, str]:
    if claim.outcome is None:
        left = _clock(session, claim)
        return (left.state.tone, left.text) if left else ("neutral", "Open")
    if claim.told_on is None and claim.outcome is not CorrectionOutcome.WITHDRAWN:
        return "soon", "Tell whoever asked"
    number = sum(one.told_on is None and not is_settled(one) for one in notices_of(session, claim.id))
    if number:
        return "soon", f"{number} to be told"
    return ("safe" if claim.outcome.changed_something else "neutral"), _SHORT[claim.outcome]


def _clock(session: Session, claim: CorrectionClaim) -> Remaining | None:
    clock = TIMING.clock_of(session, claim)
    return (
        remaining(clock, session.clock.today(), done_on=claim.told_on, done_word="Answered")
        if clock
        else None
    )


def read(session: Session, claim_id: str, *, guarded_words: bool) -> Shown:
    """One correction. Without `guarded_words` one that lies apart stays closed. NotFound."""
    claim = session.get(CorrectionClaim, claim_id)
    name = name_of(session, claim.pupil_id)
    if claim.is_guarded and not guarded_words:
        return Shown(claim, name, is_closed=True)
    now = as_it_is(session, claim)
    before = as_it_was(session, claim, claim.before_version)
    after = as_it_was(session, claim, claim.after_version) or now
    said = before or now
    paper = session.find(Document, claim.evidence_document_id) if claim.evidence_document_id else None
    days = _days(session, claim)
    return Shown(
        claim,
        name,
        called(now) if now else GONE,
        clock=_clock(session, claim),
        differs=differs(session, before, after) if before and after else (),
        says=says(session, said) if said else (),
        is_put_right=is_put_right(before, after),
        can_be_opened=now is not None and now.trashed_at is None,
        before=days.get(claim.before_version or 0, ""),
        after=days.get(after.version if after else 0, ""),
        paper=paper.title if paper else "",
        notices=tuple(_notices(session, claim, now)),
        would_tell=recipients(session, claim, None) if claim.outcome is None else (),
        around=_around(session, claim) if claim.outcome is None else (),
        versions=tuple(days.items()) if claim.outcome is None else (),
        time=TIMING.time_of(session, claim),
        is_child=asks_as_child(session, claim),
        proof=register_words(session, claim, claim.id),
        questions=tuple(TIMING.questions_of(session, claim)),
        left=what_left(session, claim) if claim.outcome is not None else "",
    )


def _around(session: Session, claim: CorrectionClaim) -> tuple[Organisation, ...]:
    """Who works with the child and would be told too; nobody of a record that lies apart (see `notices`)."""
    return () if claim.is_guarded else working_with(session, claim.pupil_id)


def _days(session: Session, claim: CorrectionClaim) -> dict[int, str]:
    """When each version of the record was written: "3 May 2026, 14:10"."""
    found = {}
    for row in session.history(claim.item_id):
        local = row.at.astimezone(LONDON)
        found[row.version] = f"{say(local.date())}, {say_time(local.time())}"
    return found


def _notices(session: Session, claim: CorrectionClaim, now: Record | None) -> Iterable[NoticeLine]:
    listed = notices_of(session, claim.id)
    after = as_it_was(session, claim, claim.after_version) or now
    told = {one.newest.id: one for one in recipients(session, claim, after)} if listed else {}
    for notice in listed:
        recipient = told.get(notice.disclosure_id)
        if recipient is None:  # given once more since: the line that was written down then still stands
            given = session.find(Disclosure, notice.disclosure_id)
            recipient = Recipient(notice.recipient, (given,)) if given else None
        tone, chip = _told(notice)
        who, when = (recipient.who, recipient.when_and_how()) if recipient else ("", "")
        who = who or (notice.recipient_kind.label if notice.recipient_kind else "")
        yield NoticeLine(notice, who, when, tone, chip, _why(notice))


def _why(notice: CorrectionNotice) -> str:
    """Why one is told who was given nothing that the ledger knows."""
    given = notice.why_told in {None, WhyTold.GIVEN}
    return "" if given or notice.why_told is None else notice.why_told.label


def notice_of(session: Session, notice_id: str) -> CorrectionNotice:
    """One who has to be told. NotFound."""
    return session.get(CorrectionNotice, notice_id)


def claim_of(session: Session, claim_id: str) -> CorrectionClaim:
    """One correction. NotFound."""
    return session.get(CorrectionClaim, claim_id)


def notice_head(session: Session, notice_id: str) -> str:
    """What stands above the letter to one of them: the recipient and the pupil."""
    notice = notice_of(session, notice_id)
    return f"{notice.recipient}, about {name_of(session, claim_of(session, notice.claim_id).pupil_id)}"


def claim_head(session: Session, claim_id: str) -> str:
    """What stands above the answer: whoever asked, and the pupil."""
    claim = claim_of(session, claim_id)
    return f"{claim.asked_by}, about {name_of(session, claim.pupil_id)}"


def _told(notice: CorrectionNotice) -> tuple[str, str]:
    if notice.not_needed:
        return "neutral", "Need not be told"
    if notice.confirmed_on is not None:
        return "safe", f"Changed it {say(notice.confirmed_on)}"
    if notice.told_on is not None:
        return "info", f"Told {say(notice.told_on)}"
    return "soon", "To be told"
