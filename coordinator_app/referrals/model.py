"""First discussions and formal referrals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.privacy import (
    DISCUSSION,
    LEGAL_DUTY,
    PUBLIC_TASK,
    PUPIL_FILE,
    Audience,
    Choice,
    Purpose,
)


class ReferralState(Choice):
    """Where a referral stands."""

    DRAFTED = "drafted", "Being written"
    RECEIVED = "received", "Received from the school"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn by the school"


class ReferralReason(Choice):
    """Why the school asks (domain 6.7)."""

    DISRUPTION = "disruption", "Persistent disruptive behaviour"
    AGGRESSION = "aggression", "Physical aggression"
    NON_ATTENDANCE = "non_attendance", "Emotionally-based non-attendance"
    MENTAL_HEALTH = "mental_health", "Social, emotional or mental health"
    EXPLOITATION = "exploitation", "Risk of exploitation"
    EXCLUSION_AVOIDED = "exclusion_avoided", "To avoid a permanent exclusion"
    NEW_ARRIVAL = "new_arrival", "New arrival or fair access"
    OTHER = "other", "Other"


ACKNOWLEDGED = "003-4.2"
"""The clause that asks for the school's acknowledgement of the privacy statement."""
ASK_AFTER_DAYS = 60
"""After so many days without a referral Today asks whether one is coming or the notes shall go (design 8.5)."""


@describe(
    kind="initial_discussion",
    title="First discussion",
    plural="First discussions",
    purpose=Purpose.WELLBEING,
    clause="003-7.1",
    basis=PUBLIC_TASK,
    retention=DISCUSSION,
    audience=Audience.INDIVIDUAL,
    holding="Notes of first talks with your child's school, before it refers your child",
    source="Your child's school",
    subjects=("pupil_id",),
    date_field="held_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class InitialDiscussion(Record):
    """Notes of a first talk, at the school's instigation: all that may be kept before a referral (003-7.2)."""

    initials: str = text("Pupil's initials", required=True, searched=True, column=True)
    school_id: str = link("School", "school", required=True)
    pupil_id: str = link("Pupil, once referred", "pupil")
    held_on: date | None = day("Date", required=True, column=True)
    rang: str = text("Who rang or wrote, and their job")
    notes: str = text("Notes", long=True, special=True, searched=True)


@describe(
    kind="referral",
    title="Referral",
    plural="Referrals",
    purpose=Purpose.PROGRESS,
    clause="003-3.1",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="The referral form that your child's school signed",
    source="Your child's school",
    subjects=("pupil_id",),
    date_field="signed_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(Record):
    """A formal referral on the agreed form, with the school's acknowledgement of the statement (003-4.1, 4.2)."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    school_id: str = link("School that refers", "school", required=True)
    state: ReferralState | None = choice(
        "State", ReferralState, default=ReferralState.DRAFTED, required=True, column=True
    )
    received_on: date | None = day("Received on", column=True)
    reason: ReferralReason | None = choice("Main reason", ReferralReason, special=True)
    school_words: str = text("Why the school asks for help", long=True, special=True, searched=True)
    signed_by: str = text("Who signed for the school")
    signatory_job: str = text("Their job")
    signed_on: date | None = day("Date on the form")
    statement_acknowledged: bool | None = yes_no(
        "The school ticked that it has read the privacy statement", default=None
    )
    statement_version: int | None = number("Version of the statement", released=True)
    statement_hash: str = text("Fingerprint of the statement", personal=False, released=False)
    decided_on: date | None = day("Decided on")
    decision_reason: str = text("Reason for the decision", long=True)


_MOST_TOGETHER, _MOST_INITIALS = 3, 4
INITIALS_ONLY = (
    "Type initials only, in capitals, for example IM: up to 3 letters, or 4 with dots between them."
)


def initials_problem(typed: str) -> str | None:
    """Why this is not initials, or None: before the referral no name may be kept (003-7.1).

    Capitals only, up to three; four only if each stands by itself. Dots, spaces, hyphens and apostrophes may stand
    between: "KJP", "A-M O", "R.O.S.E". "Jo", "Ro se", "ADAM" and "JO AN" are names, and so may be anything in a
    script without capitals.
    """
    composed = unicodedata.normalize("NFC", typed)
    plain = "".join(sign for sign in composed if not unicodedata.combining(sign))
    runs = [run for run in re.split(r"[ .\-'\u2019]+", plain) if run]
    letters = "".join(runs)
    # not str.isupper of the whole, which passes over signs and letters without case
    if not letters or not all(sign.isalpha() and sign.isupper() for sign in letters):
        return INITIALS_ONLY
    most = _MOST_INITIALS if len(runs) == len(letters) else _MOST_TOGETHER
    return INITIALS_ONLY if len(letters) > most else None


def missing_from_referral(referral: Referral) -> Decision:
    """What a referral still lacks before it can be accepted (003-4.1, 4.2)."""
    lacks = (
        (
            not referral.signed_by.strip(),
            "Nobody has signed for the school.",
            "Ask the school to sign the form.",
            "003-4.1",
        ),
        (referral.signed_on is None, "The form has no date.", "Type the date on the form.", "003-4.1"),
        (
            referral.statement_acknowledged is not True,
            "The school has not ticked that it has read the privacy statement.",
            "Send the form back to the school.",
            ACKNOWLEDGED,
        ),
        (
            # which version is a question only to a school that ticked
            referral.statement_acknowledged is True and not referral.statement_version,
            "It is not recorded which version of the statement the school read.",
            "Choose the version printed on the form.",
            ACKNOWLEDGED,
        ),
        (
            not referral.school_words.strip(),
            "The form does not say why the school asks for help.",
            "Copy the school's own words.",
            "003-4.1",
        ),
    )
    return Decision(tuple(Reason(why, opens, clause) for lacking, why, opens, clause in lacks if lacking))


_KEEPING_STATES = frozenset({ReferralState.RECEIVED, ReferralState.ACCEPTED})


def may_keep(referrals: list[Referral]) -> Decision:
    """Whether more than notes of a first talk may be kept: a formal referral, acknowledged (003-7.2, decision 5)."""
    received = [referral for referral in referrals if referral.state in _KEEPING_STATES]
    if not received:
        return Decision(
            (
                Reason(
                    "Before the school refers a pupil, only notes of the first discussion may be kept.",
                    "It opens when the school's signed referral form is recorded.",
                    "003-7.2",
                ),
            )
        )
    if not any(referral.statement_acknowledged for referral in received):
        return Decision(
            (
                Reason(
                    "The school has not acknowledged the privacy statement.",
                    "It opens when the school's tick on the referral form is recorded.",
                    "003-4.2",
                ),
            )
        )
    return OPEN
