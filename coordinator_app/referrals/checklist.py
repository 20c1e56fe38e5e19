"""What a referral has and lacks, line by line, for the screen and for the letter to the school (003-4.1, 4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.referrals.model import REQUIREMENTS, Referral, school_question
from coordinator_app.referrals.reasons import ReferralReason


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line: what is asked for, whether it is there, whether it must be, the clause, and what to do without it.

    `field` names the question, "" for what no question of the form holds.
    """

    title: str
    has: bool
    needed: bool
    clause: str
    do: str
    field: str = ""


_OURS = "our wording"


def checklist(
    referral: Referral, school_id: str, reasons: Sequence[ReferralReason] = ()
) -> tuple[CheckLine, ...]:
    """Every line: first what must be there, then what is asked for and may be missing.

    `school_id` is the pupil's school on roll now.
    """
    must = [
        CheckLine(
            one.title,
            not one.is_lacking(referral) and not _waits_for_tick(one.field, referral),
            True,
            one.clause,
            one.opens,
            one.field,
        )
        for one in REQUIREMENTS
    ]
    question = school_question(referral, school_id)
    must += [CheckLine("School responsible", False, True, one.clause, one.opens) for one in question.reasons]
    return (*must, *_asked(referral, reasons))


def lacking(lines: Sequence[CheckLine]) -> tuple[CheckLine, ...]:
    """The lines that must be there and are not."""
    return tuple(one for one in lines if one.needed and not one.has)


def _waits_for_tick(field: str, referral: Referral) -> bool:
    """Without a tick there is no version that was read, though it is not asked for."""
    return field == "statement_version" and not referral.statement_version


def _asked(referral: Referral, reasons: Sequence[ReferralReason]) -> tuple[CheckLine, ...]:
    told = "Ask the school."
    return (
        CheckLine(
            "Day the form came",
            referral.received_on is not None,
            False,
            "003-4.1",
            "Type the day.",
            "received_on",
        ),
        CheckLine("Job of who signed", bool(referral.signatory_job), False, "003-4.1", told, "signatory_job"),
        CheckLine(
            "Reasons by their codes",
            bool(reasons),
            False,
            _OURS,
            "Choose up to three.",
            "reason",
        ),
        CheckLine(
            "Whether there is a risk", referral.risk_named is not None, False, _OURS, told, "risk_named"
        ),
        CheckLine(
            "The signed form itself",
            bool(referral.scan_document_id),
            False,
            "003-3.1",
            "Scan it in, or keep the paper in the file.",
        ),
    )
