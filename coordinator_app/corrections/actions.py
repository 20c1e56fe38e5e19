"""Write down what somebody says is wrong, what was decided, and whom we told of it (003-5.4; UK GDPR Art 16, 19).

What is kept already may be said to be wrong, and put right, at any time: no gate of the referral stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coordinator_app.answering import proof
from coordinator_app.answering.registers import NO_KEY, keep_changed
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut, NotFound
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import (
    CorrectionClaim,
    CorrectionNotice,
    CorrectionOutcome,
    WhyTold,
    claim_compartment,
)
from coordinator_app.corrections.notices import is_same, wanted_notices, who
from coordinator_app.corrections.versions import as_it_is, as_it_was, is_put_right
from coordinator_app.documents.model import Document
from coordinator_app.pupils.gone import refuse_gone
from coordinator_app.pupils.model import Pupil
from coordinator_app.sharing.model import RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

_TYPED = frozenset(
    {
        "field_label",
        "asked_by",
        "asked_on",
        "by_pupil",
        "says",
        "evidence",
        "evidence_document_id",
        "is_guarded",
        "identity_asked_how",
        "identity_asked_on",
        "identity_seen_on",
    }
)
_NOT_YET = "The record still says what it said."
_FIRST = "Correct the record first. Then record what was decided."
_TOLD = "Somebody was told of this correction already."


def ask(session: Session, claim: CorrectionClaim) -> Saved[CorrectionClaim]:
    """Write down what is said to be wrong, with the version that says it.

    It lies where the record lies that it is about; apart, too, if its paper lies apart or it was typed as such.
    InvalidInput, NotFound if the record is not here, RecordGone for a pupil who is merged or in the trash.
    """
    refuse_gone(session.get(Pupil, claim.pupil_id))
    refuse((missing("item", claim.item_id, "Choose the record."),))
    item = as_it_is(session, claim)
    if item is None:
        raise NotFound("This record is not here, or your passphrase does not open it.")
    wanted = replace(claim, before_version=item.version, is_guarded=_is_apart(session, claim, item))
    problems = (*_problems(session, wanted), proof.problem_of(wanted))
    refuse((*problems, _belongs(session, item, claim.pupil_id)))
    with session.write(claim_compartment(wanted)) as work:
        kept = work.add(wanted)
    return Saved(kept, work.change_id)


def change(session: Session, claim: CorrectionClaim, **values: Any) -> Saved[CorrectionClaim]:
    """Put right what was typed of it, while nothing is decided. The change's id is "" where it moved, for that stays.

    GateShut once it is decided, InvalidInput, TypeError for a field that nobody types.
    """
    if set(values) - _TYPED:
        message = "this field of a correction is not changed by hand"
        raise TypeError(message)
    if claim.outcome is not None:
        raise GateShut(("What was decided rests on these words.", "Write the new claim down as another one."))
    item, values = as_it_is(session, claim), proof.without_day(values)
    wanted = replace(claim, **values)
    wanted = replace(wanted, is_guarded=_is_apart(session, wanted, item))
    problems = (*_problems(session, wanted), proof.problem_of(wanted, claim))
    return keep_changed(session, claim, wanted, values, problems)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, why and when. That whoever asked was told is recorded apart (`telling.py`)."""

    outcome: CorrectionOutcome | None
    reason: str = ""
    decided_on: date | None = None
    wrong_version: int | None = None
    """The version that was wrong, where that is not the one that stood when it was asked for."""
    other_view: str = ""
    """What stands beside the record from now on, in their words; what they said, where nothing else is given."""


def decide(session: Session, claim: CorrectionClaim, decision: Decision) -> Saved[CorrectionClaim]:
    """Keep what was decided, and with it, in one change, the list of those who have to be told (Art 19).

    Of another decision than before whoever asked has to be told anew. "Corrected" needs a record that says something
    else by now: GateShut until then, and for "not corrected" once somebody was told of a correction. InvalidInput,
    StaleRecord.
    """
    refuse(_decision_problems(session, claim, decision))
    outcome = decision.outcome
    assert outcome is not None  # refused above
    based = replace(claim, before_version=decision.wrong_version or claim.before_version)
    now = as_it_is(session, claim)
    if outcome.changed_something and not is_put_right(as_it_was(session, based, based.before_version), now):
        raise GateShut((_NOT_YET, _FIRST))
    if not outcome.changed_something and any(one.told_on for one in notices_of(session, claim.id)):
        raise GateShut((_TOLD, "Write the new claim down as another one."))
    after = now.version if outcome.changed_something and now is not None else None
    wanted = replace(
        based,
        outcome=outcome,
        reason=decision.reason.strip(),
        decided_on=decision.decided_on,
        after_version=after,
        other_view=(decision.other_view.strip() or claim.says) if outcome.keeps_other_view else "",
    )
    with session.write(claim_compartment(claim)) as work:
        kept = work.change(wanted if _is_as_written(claim, wanted) else without_answer(wanted))
        list_notices(session, work, kept, now, anew=not _is_same_change(claim, kept))
    return Saved(kept, work.change_id)


def without_answer(claim: CorrectionClaim) -> CorrectionClaim:
    """Of another decision whoever asked knows nothing yet, and the letter that was written says what holds no more."""
    return replace(claim, told_on=None, told_how=None, answer_letter_id="", answer_reference="")


def _is_as_written(before: CorrectionClaim, after: CorrectionClaim) -> bool:
    """Whether the answer that was written still says what was decided."""
    same = (before.outcome, before.reason) == (after.outcome, after.reason)
    return same and _is_same_change(before, after)


def _is_same_change(before: CorrectionClaim, after: CorrectionClaim) -> bool:
    """Whether a letter to those who have to be told would still say the same."""
    return (before.before_version, before.after_version) == (after.before_version, after.after_version)


def also_tell(
    session: Session, claim: CorrectionClaim, recipient: str, kind: RecipientKind | None, address: str = ""
) -> Saved[CorrectionNotice]:
    """Add somebody who has to be told and stands in no ledger. GateShut before it is corrected, InvalidInput."""
    if claim.outcome is None or not claim.outcome.changed_something:
        raise GateShut(("Nothing was corrected, so nobody has to be told.",))
    name, listed = recipient.strip(), {who(one) for one in notices_of(session, claim.id)}
    again = kind is not None and (kind.value, fold(name)) in listed
    refuse(
        (
            missing("recipient", name, "Say who has to be told."),
            missing("recipient_kind", kind, "Choose who they are."),
            FieldProblem("recipient", "They stand on the list already.") if again else None,
        )
    )
    wanted = CorrectionNotice(
        claim_id=claim.id,
        recipient=name,
        recipient_kind=kind,
        why_told=WhyTold.BY_HAND,
        address=address.strip(),
        is_guarded=claim.is_guarded,
    )
    with session.write(claim_compartment(claim)) as work:
        kept = work.add(wanted)
    return Saved(kept, work.change_id)


def wants_to_know(session: Session, claim: CorrectionClaim, on: date | None) -> Saved[CorrectionClaim]:
    """Whoever asked wants to know who was told: their answer then names them (article 19). InvalidInput."""
    refuse(
        (
            in_future("recipients_asked_on", on, session.clock.today()),
            before("recipients_asked_on", on, claim.asked_on, "the day on which it was asked for"),
        )
    )
    with session.write(claim_compartment(claim)) as work:
        kept = work.change(claim, recipients_asked_on=on)
    return Saved(kept, work.change_id)


def notices_of(session: Session, claim_id: str) -> list[CorrectionNotice]:
    """Those who have to be told, in the order in which they were listed."""
    return session.list(CorrectionNotice, where={"claim_id": claim_id})


def is_settled(notice: CorrectionNotice) -> bool:
    """Whether nothing more is to be done about one who was given the old value."""
    return notice.confirmed_on is not None or bool(notice.not_needed)


def list_notices(
    session: Session, work: Work, claim: CorrectionClaim, now: Record | None, *, anew: bool = False
) -> None:
    """Who is not told of anything yet leaves the list if he does not belong on it; whoever is new comes onto it.

    `anew`: the record says something else than the letters that were printed or saved, and not recorded as sent.
    """
    changed = claim.outcome is not None and claim.outcome.changed_something
    wanted = wanted_notices(session, claim, now) if changed else ()
    listed = notices_of(session, claim.id)
    for notice in listed:
        by_hand = changed and notice.why_told is WhyTold.BY_HAND
        belongs = by_hand or any(is_same(notice, one) for one in wanted)
        if notice.told_on is None and not belongs:
            work.trash(notice)
        elif notice.told_on is None and anew:
            work.change(notice, letter_on=None, letter_id="", letter_reference="")
    for notice in wanted:
        if not any(is_same(notice, one) for one in listed):
            work.add(notice)


def _is_apart(session: Session, claim: CorrectionClaim, item: Record | None) -> bool:
    paper = session.find(Document, claim.evidence_document_id) if claim.evidence_document_id else None
    return claim.is_guarded or any(
        record_type(one).compartment_of(one) is Compartment.GUARDED
        for one in (item, paper)
        if one is not None
    )


def _belongs(session: Session, item: Record, pupil_id: str) -> FieldProblem | None:
    if pupil_id in session.subject_ids(item):
        return None
    return FieldProblem("item", "This record is about somebody else. Choose one of this pupil.")


def _problems(session: Session, claim: CorrectionClaim) -> Iterator[FieldProblem | None]:
    yield missing("asked_by", claim.asked_by.strip(), "Say who says so.")
    yield missing("asked_on", claim.asked_on, "Type the day on which it was said.")
    yield in_future("asked_on", claim.asked_on, session.clock.today())
    yield in_future("identity_asked_on", claim.identity_asked_on, session.clock.today())
    yield in_future("identity_seen_on", claim.identity_seen_on, session.clock.today())
    yield before(
        "identity_seen_on", claim.identity_seen_on, claim.identity_asked_on, "the day it was asked for"
    )
    yield missing("says", claim.says.strip(), "Say what is said to be wrong.")
    if claim.evidence_document_id:
        paper = session.find(Document, claim.evidence_document_id)
        if paper is None or paper.pupil_id != claim.pupil_id:
            yield FieldProblem(
                "evidence_document_id", "This paper is not one of this pupil’s. Choose another."
            )
    if claim_compartment(claim) not in session.held:
        yield FieldProblem("is_guarded", NO_KEY)


def _decision_problems(
    session: Session, claim: CorrectionClaim, wanted: Decision
) -> Iterator[FieldProblem | None]:
    yield missing("outcome", wanted.outcome, "Choose what was decided.")
    yield missing("decided_on", wanted.decided_on, "Type the day of the decision.")
    yield in_future("decided_on", wanted.decided_on, session.clock.today())
    yield before("decided_on", wanted.decided_on, claim.asked_on, "the day on which it was asked for")
    if wanted.outcome is not None and wanted.outcome is not CorrectionOutcome.CORRECTED:
        yield missing("reason", wanted.reason.strip(), "Say why. Whoever asked is told this.")
