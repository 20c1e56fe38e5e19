"""The letters of a correction: to each who has to be told, and to whoever asked (UK GDPR articles 12(4), 16, 19; 003-5.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from coordinator_app.answering.letters import longer_order, question_order, template_for
from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.core.called_role import without_role
from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.print_order import PartKind, Printed, PrintOrder, PrintPart, listed, paragraphs
from coordinator_app.corrections.actions import notices_of
from coordinator_app.corrections.addressed import address_of
from coordinator_app.corrections.model import (
    CorrectionClaim,
    CorrectionNotice,
    CorrectionOutcome,
    WhyTold,
    claim_compartment,
)
from coordinator_app.corrections.on_paper import differs_on_paper
from coordinator_app.corrections.timing import TIMING, asker_of, asks_as_child
from coordinator_app.corrections.versions import as_it_is, as_it_was, was_deleted
from coordinator_app.official_requests.telling import told_of
from coordinator_app.organisations.letterhead import House, house
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text
from coordinator_app.wording.shipped import shipped

NOTICE, ANSWER = "letter-correction-notice", "letter-correction-answer"
_ANSWER_WITHIN = timedelta(days=14)  # our wording: time to look, and not so long that it is forgotten
_CHOICES = {
    CorrectionOutcome.CORRECTED: "corrected",
    CorrectionOutcome.PARTLY: "partly",
    CorrectionOutcome.NOTED: "noted",
    CorrectionOutcome.OPINION: "opinion",
    CorrectionOutcome.REFUSED: "refused",
}


_WHY_TOLD = {WhyTold.WORKS_WITH: "works_with", WhyTold.BY_HAND: "by_hand"}


def notice_order(
    session: Session, notice: CorrectionNotice, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """The letter to one who has to be told. GateShut where nothing was corrected, or they need not be told."""
    claim = session.get(CorrectionClaim, notice.claim_id)
    if claim.outcome is None or not claim.outcome.changed_something:
        raise GateShut(("Nothing was corrected, so nobody has to be told.",))
    if notice.not_needed:
        raise GateShut(("It is noted that they need not be told.", notice.not_needed))
    pupil = session.get(Pupil, claim.pupil_id)
    before, after = _versions(session, claim)
    gone = before is not None and after is not None and was_deleted(before, after)
    values = {
        "contact_name": notice.contact or notice.recipient,
        "pupil_name": _full(pupil),
        "answer_by_date": say(session.clock.today() + _ANSWER_WITHIN),
    }
    given = _WHY_TOLD.get(notice.why_told or WhyTold.GIVEN, "given")
    lines = (notice.contact, notice.recipient, *notice.address.splitlines())
    order = _order(session, NOTICE, values, lines, practice=practice, large_print=large_print)
    return replace(
        order, parts={"corrections": corrections_part(session, claim)}, choices=(given, *("deleted",) * gone)
    )


def answer_order(
    session: Session, claim: CorrectionClaim, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """What was decided, to whoever asked; it names who is told where they asked for that. GateShut before the decision."""
    choice = _CHOICES.get(claim.outcome) if claim.outcome else None
    if choice is None:
        raise GateShut(("Nothing is decided that has to be answered.",))
    pupil = session.get(Pupil, claim.pupil_id)
    listed_ones = notices_of(session, claim.id)
    names = claim.recipients_asked_on is not None
    values = {
        "asker_name": without_role(claim.asked_by),
        "child_name": pupil.called,
        "asked_date": say(claim.asked_on) if claim.asked_on else "",
        "what_was_said": _quoted(claim.says),
        "reason": claim.reason,
    }
    order = _order(
        session,
        template_for(ANSWER, is_child=asks_as_child(session, claim)),
        values,
        (without_role(claim.asked_by), *address_of(session, claim)),
        practice=practice,
        large_print=large_print,
    )
    told = [one for one in listed_ones if not one.not_needed]
    named_ones = (*(told_words(one) for one in told), *told_of(session, claim.id))
    marks = {
        choice: True,
        "because": bool(claim.reason),
        "others_told": bool(told) and not names,
        "names_wanted": names,
    }
    parts = {
        "corrections": corrections_part(session, claim),
        "recipients": listed(named_ones) if named_ones else paragraphs("Nobody."),
    }
    return replace(order, parts=parts, choices=tuple(name for name, wanted in marks.items() if wanted))


def time_order(
    session: Session, claim: CorrectionClaim, letter: str, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """A "question" to whoever asked, or that it takes "longer". GateShut where there is none, or it is too late."""
    asker = asker_of(session, claim)
    if letter == "question":
        waits = TIMING.waiting(session, claim)
        return question_order(session, asker, waits, practice=practice, large_print=large_print)
    months = TIMING.months_of(session, claim)
    return longer_order(
        session,
        asker,
        claim.extension_reason,
        claim.extension_ground,
        months,
        practice=practice,
        large_print=large_print,
    )


def time_left(
    session: Session, claim: CorrectionClaim, letter: str, order: PrintOrder, printed: Printed
) -> Saved[Any]:
    """Keep the very letter; that they were asked or told is recorded apart."""
    keep = TIMING.question_left if letter == "question" else TIMING.longer_left
    return keep(session, claim, order, printed)


def corrections_part(session: Session, claim: CorrectionClaim) -> PrintPart:
    """What it said and what it says, field by field."""
    before, after = _versions(session, claim)
    if before is None or after is None:
        return paragraphs(claim.field_label or claim.says)
    rows = tuple(
        (one.label, one.was or "nothing", one.now or "nothing")
        for one in differs_on_paper(session, before, after)
    )
    if not rows:
        return paragraphs(claim.field_label or claim.says)
    return PrintPart(PartKind.TABLE, rows, ("What", "It said", "It says now"))


def named(session: Session, of: CorrectionClaim | CorrectionNotice, order: PrintOrder) -> NamesFound:
    """Whom the words of one of its letters name who is not meant to be told of: the pupil is, and whoever asked or is told."""
    claim = session.get(CorrectionClaim, of.claim_id) if isinstance(of, CorrectionNotice) else of
    others = (of.contact, of.recipient) if isinstance(of, CorrectionNotice) else ()
    return named_in(
        session, order, of, Meant(claim.pupil_id, (without_role(claim.asked_by), *others), family=not others)
    )


def told_words(notice: CorrectionNotice) -> str:
    """Somebody who is told, as the family reads it: "Kingfisher Workshop (provider), told on 24 November 2026"."""
    kind = f" ({notice.recipient_kind.label.lower()})" if notice.recipient_kind else ""
    when = f", told on {say(notice.told_on)}" if notice.told_on else ", not told yet"
    done = ", and they have changed it" if notice.confirmed_on else ""
    return f"{notice.recipient}{kind}{when}{done}"


def notice_made(
    session: Session, notice: CorrectionNotice, order: PrintOrder, printed: Printed
) -> Saved[CorrectionNotice]:
    """Keep the very letter. Printed or saved it has told nobody: that is recorded apart, with the line of the ledger."""
    current = session.get(CorrectionNotice, notice.id)
    with session.write(claim_compartment(current)) as work:
        kept = work.change(
            current,
            letter_on=session.clock.today(),
            letter_reference=order.head.reference,
            letter_version=printed.version,
            letter_hash=printed.digest,
            letter_id=work.put_blob(printed.pdf),
        )
    return Saved(kept, "")  # it may have left: nothing is undone


def answer_made(
    session: Session, claim: CorrectionClaim, order: PrintOrder, printed: Printed
) -> Saved[CorrectionClaim]:
    """Keep the very letter. Printed or saved it has told nobody: that is recorded apart."""
    current = session.get(CorrectionClaim, claim.id)
    with session.write(claim_compartment(current)) as work:
        kept = work.change(
            current,
            answer_letter_id=work.put_blob(printed.pdf),
            answer_reference=order.head.reference,
        )
    return Saved(kept, "")  # it may have left: nothing is undone


def _versions(session: Session, claim: CorrectionClaim) -> tuple[Record | None, Record | None]:
    after = as_it_was(session, claim, claim.after_version) or as_it_is(session, claim)
    return as_it_was(session, claim, claim.before_version), after


def _order(
    session: Session,
    template: str,
    values: dict[str, str],
    lines: Iterable[str],
    *,
    practice: bool,
    large_print: bool,
) -> PrintOrder:
    ours = house(session, practice=practice)
    wanted = shipped(template).values
    values = {name: words for name, words in values.items() if name in wanted}
    values |= {name: ours.values[name] for name in _ours(template)}
    head = replace(
        ours.head,
        recipient_lines=tuple(dict.fromkeys(line for line in lines if line)),
        date=say(session.clock.today()),
        reference=new_reference(),
        large_print=large_print,
    )
    return PrintOrder(
        template=template,
        head=head,
        values={name: words for name, words in values.items() if words},
        gaps=_gaps(ours, template),
        is_letter=True,
        wording=own_text(session, template),
    )


def _ours(template: str) -> tuple[str, ...]:
    mine = ("coordinator_name", "coordinator_role", "coordinator_contact")
    return mine if template == NOTICE else (*mine, "joint_dpo")


def _gaps(ours: House, template: str) -> dict[str, str]:
    return {name: words for name, words in ours.gaps.items() if name in _ours(template)}


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split())}”"


def _full(pupil: Pupil) -> str:
    return f"{pupil.given_names} {pupil.family_name}"
