"""The words of data protection that the catalogue uses: compartments, levels, purposes, bases, keeping times.

The purposes are a closed list (003-6.6). Sources stand with each entry; "our reading" marks what is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A coded answer with the words shown for it; members are written `NAME = "code", "Words"`."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member whose value is the code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label or code
        return member


class Compartment(StrEnum):
    """A database of its own with its own key (004-14 by cryptography)."""

    GENERAL = "general"
    GUARDED = "guarded"
    STAFF = "staff"


class AccessLevel(Choice):
    """What a key slot may open (document 004-14). Not the same thing as an audience (decision 7)."""

    ONE = "1", "Level 1: everything"
    SAFEGUARDING = "safeguarding", "Safeguarding lead: pupils, safeguarding and health"
    TWO = "2", "Level 2: pupils, without safeguarding, health and staff"


LEVEL_COMPARTMENTS: dict[AccessLevel, frozenset[Compartment]] = {
    AccessLevel.ONE: frozenset(Compartment),
    AccessLevel.SAFEGUARDING: frozenset({Compartment.GENERAL, Compartment.GUARDED}),
    AccessLevel.TWO: frozenset({Compartment.GENERAL}),
}


class Audience(Choice):
    """Who may receive an export (document 001, table T)."""

    RESTRICTED = "restricted", "Named people only, for safeguarding"
    INDIVIDUAL = "individual", "The school on roll, services working with the pupil, the pupil and family"
    PARTNERSHIP = "partnership", "People who work for the partnership"
    PUBLIC = "public", "Anyone"


class Purpose(Choice):
    """Why we hold something: the closed list of policy section 6 and the duties it names."""

    PROGRESS = "progress", "To follow your child's attendance, progress and achievement, for the school"
    WELLBEING = "wellbeing", "To improve your child's wellbeing and life chances"
    SAFEGUARDING = "safeguarding", "To keep your child and other people safe"
    COMMUNICATION = "communication", "To stay in touch with you and organise the programme"
    RIGHTS = "rights", "To answer you when you use your rights"
    RUNNING = "running", "To run the partnership and show that it works as it should"


PURPOSE_CLAUSES: dict[Purpose, str] = {
    Purpose.PROGRESS: "003-6.1",
    Purpose.WELLBEING: "003-6.3",
    Purpose.SAFEGUARDING: "003-6.4",
    Purpose.COMMUNICATION: "003-6.5",
    Purpose.RIGHTS: "003-5.1",
    Purpose.RUNNING: "003-1",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """A lawful basis: UK GDPR articles, the condition of Schedule 1 to the Data Protection Act 2018, words."""

    article_6: str
    article_9: str
    condition: str
    words: str


LEGAL_DUTY = Basis(
    "6(1)(c), 6(1)(e)",
    "9(2)(g)",
    "Sch 1 para 6",
    "The law gives schools this duty and we carry it out for them",
)
PUBLIC_TASK = Basis("6(1)(e)", "9(2)(g)", "Sch 1 para 18", "It is a task in the public interest")
SAFEGUARD = Basis(
    "6(1)(e), 6(1)(d)",
    "9(2)(g), 9(2)(c)",
    "Sch 1 para 18",
    "Keeping children safe comes first in law",
)
CONSENT = Basis("6(1)(a)", "9(2)(a)", "none needed", "You agreed to it, and you can change your mind")


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept: a stable name, words for a parent, what starts it, how long, the source."""

    name: str
    words: str
    trigger: str
    years: int
    source: str


PUPIL_FILE = Retention(
    "pupil-file", "until your child is 25", "birth date", 25, "IRMS toolkit; domain 5.3, DPO to confirm"
)
CHILD_PROTECTION = Retention(
    "child-protection",
    "until your child is 25, then looked at again",
    "birth date",
    25,
    "IRMS toolkit, review at end",
)
REQUEST_FILE = Retention("request-file", "3 years after it is closed", "closing date", 3, "our default")
DISCUSSION = Retention(
    "discussion", "1 year, if no referral follows", "date of the discussion", 1, "003-7.2, our default"
)
ORGANISATION = Retention(
    "organisation", "while we work together, and 6 years after", "end of the work", 6, "Limitation Act 1980"
)
