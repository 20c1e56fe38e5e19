"""First discussions and formal referrals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
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
from coordinator_app.referrals.reasons import ReferralReason
from coordinator_app.referrals.states import DeclineReason, ReferralState, WithdrawnBy

__all__ = ["ReferralReason", "ReferralState"]


ACKNOWLEDGED = "003-4.2"
"""The clause that asks for the school's acknowledgement of the privacy statement."""
ASK_AFTER_DAYS = 60
"""After so many days without a referral Today asks whether one is coming or the notes shall go (design 8.5).

The default of a setting (`discussions.ask_after_days`).
"""


class SchoolBasis(Choice):
    """On what ground of its own the school talks to us before it refers (003-7.1: under its own policies)."""

    PARENTS_AGREE = "parents_agree", "The parents know and agree"
    OWN_POLICY = "own_policy", "The school's own policy lets it ask for advice"
    NO_NAME = "no_name", "General advice, no child was named"
    SAFEGUARDING = "safeguarding", "A safeguarding worry"
    NOT_SAID = "not_said", "The school did not say"


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
    school_basis: SchoolBasis | None = choice("Why the school may talk to us", SchoolBasis)
    parents_told: bool | None = yes_no("The school has told the parents", default=None)
    advice: str = text("Advice given", long=True, searched=True)
    form_sent_on: date | None = day("Referral form sent to the school on")


@describe(
    kind="later_talk",
    title="Later talk before a referral",
    plural="Later talks before a referral",
    purpose=Purpose.WELLBEING,
    clause="003-7.1",
    basis=PUBLIC_TASK,
    retention=DISCUSSION,
    audience=Audience.INDIVIDUAL,
    holding="Notes of first talks with your child's school, before it refers your child",
    source="Your child's school",
    subjects=("discussion_id.pupil_id",),
    part_of="discussion_id",
    date_field="held_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class LaterTalk(Record):
    """One more talk about the same child before a referral; it stays and goes with the first (003-7.2)."""

    discussion_id: str = link("First discussion", "initial_discussion", required=True)
    held_on: date | None = day("Date", required=True)
    rang: str = text("Who rang or wrote, and their job")
    notes: str = text("Notes", long=True, special=True, searched=True)
    advice: str = text("Advice given", long=True, searched=True)


class ForumOutcome(Choice):
    """What the Inclusion Forum said about a referral (domain 6.7)."""

    SUPPORT = "support", "Support in the school"
    PART_TIME = "part_time", "Part-time programme"
    FULL_TIME = "full_time", "Full-time programme"
    MANAGED_MOVE = "managed_move", "Managed move"
    OTHER_SERVICE = "other_service", "Another service"
    COME_BACK = "come_back", "To be discussed again"
    NOT_FOR_US = "not_for_us", "Not for the partnership"


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
        "State", ReferralState, default=ReferralState.DRAFTED, required=True, column=True, indexed=True
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
    decline_code: DeclineReason | None = choice("Why it was declined", DeclineReason)
    sent_on: date | None = day("Form sent to the school on")
    sent_back_on: date | None = day("Form sent back to the school on")
    withdrawn_on: date | None = day("Withdrawn on")
    withdrawn_by: WithdrawnBy | None = choice("Who withdrew it", WithdrawnBy)
    withdrawn_reason: str = text("Why it was withdrawn", long=True)
    former_id: str = link("Referral before this one", "referral")
    responsible_school_id: str = link("School responsible, if the pupil changed school", "school")
    risk_named: bool | None = yes_no("The school names a risk", default=None, special=True)
    forum_on: date | None = day("Discussed at the Inclusion Forum on")
    forum_outcome: ForumOutcome | None = choice("What the Inclusion Forum decided", ForumOutcome)
    forum_minute: str = text("Number of the minute", personal=False)
    scan_document_id: str = link("The scanned form", "document")
    form_reference: str = text("Reference on the form", personal=False)


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


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an accepted referral must have: the field it is asked in, its name, the clause, and what to do without it."""

    field: str
    title: str
    clause: str
    is_lacking: Callable[[Referral], bool]
    why: str
    opens: str


REQUIREMENTS = (
    Requirement(
        "signed_by",
        "Signature for the school",
        "003-4.1",
        lambda one: not one.signed_by.strip(),
        "Nobody has signed for the school.",
        "Ask the school to sign the form.",
    ),
    Requirement(
        "signed_on",
        "Date on the form",
        "003-4.1",
        lambda one: one.signed_on is None,
        "The form has no date.",
        "Type the date on the form.",
    ),
    Requirement(
        "statement_acknowledged",
        "Tick that the school has read the privacy statement",
        ACKNOWLEDGED,
        lambda one: one.statement_acknowledged is not True,
        "The school has not ticked that it has read the privacy statement.",
        "Send the form back to the school.",
    ),
    Requirement(
        "statement_version",
        "Version of the statement",
        ACKNOWLEDGED,
        # which version is a question only to a school that ticked
        lambda one: one.statement_acknowledged is True and not one.statement_version,
        "It is not recorded which version of the statement the school read.",
        "Choose the version printed on the form.",
    ),
    Requirement(
        "school_words",
        "Why the school asks for help",
        "003-4.1",
        lambda one: not one.school_words.strip(),
        "The form does not say why the school asks for help.",
        "Copy the school's own words.",
    ),
)
"""What a referral must have before it can be accepted (003-4.1, 4.2)."""


def missing_from_referral(referral: Referral) -> Decision:
    """What a referral still lacks before it can be accepted (003-4.1, 4.2)."""
    lacking = (one for one in REQUIREMENTS if one.is_lacking(referral))
    return Decision(tuple(Reason(one.why, one.opens, one.clause) for one in lacking))


def school_question(referral: Referral, school_id: str) -> Decision:
    """Shut while nobody has said which school is responsible for a pupil who changed school since it referred.

    `school_id` is the school on roll now. The school that referred stays on the referral.
    """
    if referral.responsible_school_id or not referral.school_id or referral.school_id == school_id:
        return OPEN
    return Decision(
        (
            Reason(
                "The pupil has changed school since the school referred.",
                "Ask both schools which is responsible, and record it.",
                "003-4.1",
            ),
        )
    )


def older_statement(referral: Referral, in_force: int | None) -> Reason | None:
    """That the school read an older version of the statement than the one in force; None if it did not."""
    read = referral.statement_version
    if referral.statement_acknowledged is not True or not read or not in_force or read >= in_force:
        return None
    return Reason(
        f"The school read version {read} of the privacy statement. Version {in_force} is in force now.",
        "What it ticked stays valid. Send it the new version.",
        ACKNOWLEDGED,
    )


KEEPING_STATES = frozenset({ReferralState.RECEIVED, ReferralState.INCOMPLETE, ReferralState.ACCEPTED})


def may_keep(referrals: list[Referral]) -> Decision:
    """Whether more than notes of a first talk may be kept: a formal referral, acknowledged (003-7.2, decision 5)."""
    received = [referral for referral in referrals if referral.state in KEEPING_STATES]
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


def accepted(referrals: list[Referral]) -> Decision:
    """Whether the newest referral (the first of them) is accepted: what a programme asks for (003-4.1)."""
    newest = next(iter(referrals), None)
    if newest is not None and newest.state is ReferralState.ACCEPTED:
        return OPEN
    return Decision(
        (
            Reason(
                "The pupil has no accepted referral.",
                "It opens when the school's whole referral form is accepted.",
                "003-4.1",
            ),
        )
    )
