"""Why something may be held back, as data: plain words, the law, the test, what it needs, whether it is told (domain 2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from coordinator_app.core.privacy import Choice

_ACT = "Data Protection Act 2018, "


class Need(Choice):
    """What must be on file before a reason may be used."""

    ADVICE = "advice", "The Local Authority Safeguarding Officer\u2019s advice"
    OPINION = "opinion", "A health professional\u2019s opinion, not older than six months"
    BALANCE = "balance", "Their rights weighed against those of whoever asks"


class Exemption(Choice):
    """Why something may be held back: plain words first, the law as a caption (domain 2.2)."""

    THIRD_PARTY = "third_party", "It is about someone else"
    SERIOUS_HARM_EDUCATION = "serious_harm_education", "Seeing it could cause serious harm"
    SERIOUS_HARM_HEALTH = (
        "serious_harm_health",
        "A health professional says seeing it could cause serious harm",
    )
    CHILD_ABUSE = "child_abuse", "It is about possible abuse, and seeing it is not in the child's interests"
    CONFIDENTIAL_REFERENCE = "confidential_reference", "It is a confidential reference"
    EXAM_SCRIPT = "exam_script", "It is an exam script"
    LEGAL_PRIVILEGE = "legal_privilege", "It is legal advice"
    CRIME = "crime", "It would get in the way of preventing or detecting crime"
    COURT_REPORT = "court_report", "It is a court report about a child"
    SERIOUS_HARM_SOCIAL_WORK = (
        "serious_harm_social_work",
        "It is from social work, and seeing it could cause serious harm",
    )
    CONFIDENCE_HEALTH = "confidence_health", "The child told a health professional in confidence"
    CONFIDENCE_SOCIAL_WORK = "confidence_social_work", "The child told a social worker in confidence"
    SPECIAL_NEEDS = "special_needs", "It is part of an assessment of special educational needs"
    ADOPTION = "adoption", "It is an adoption or parental order record"
    MANAGEMENT_PLANS = "management_plans", "It would spoil plans of how the work is run"
    NEGOTIATIONS = "negotiations", "It would tell our side of a negotiation with them"
    NATIONAL_SECURITY = "national_security", "It is needed for national security"
    IMMIGRATION = "immigration", "It would get in the way of immigration control"
    REGULATION = "regulation", "It would get in the way of a regulator"

    @property
    def rule(self) -> Rule:
        """Everything that hangs on it."""
        return RULES[self]

    @property
    def law(self) -> str:
        """Where the exemption stands in the Data Protection Act 2018."""
        return _ACT + self.rule.place

    @property
    def may_be_told(self) -> bool:
        """Whether the requester may be told this reason: not where it gives away what is protected (domain 2.6)."""
        return bool(self.rule.to_reader)

    @property
    def needs_safeguarding_advice(self) -> bool:
        """Withholding on harm grounds needs the Local Authority Safeguarding Officer's advice (003-5.2)."""
        return Need.ADVICE in self.rule.needs

    @property
    def needs_health_opinion(self) -> bool:
        """Health data is held back only on a professional's opinion (schedule 3, paragraphs 2 and 6)."""
        return Need.OPINION in self.rule.needs

    @property
    def against_parents_only(self) -> bool:
        """Whether it stands only against somebody with parental responsibility who asks, never against the pupil."""
        return self.rule.against_parents_only


@dataclass(frozen=True, slots=True)
class Rule:
    """One exemption. `questions` are its test, each to be answered yes; `to_reader` is "" where nothing may be told.

    `for_parts` says that stretches of a paper are usually covered for it; `is_rare` puts it at the end of a list.
    """

    place: str
    questions: tuple[str, ...]
    to_reader: str = ""
    needs: tuple[Need, ...] = ()
    against_parents_only: bool = False
    for_parts: bool = True
    is_rare: bool = False


_WHOSE = "Does whoever asks hold parental responsibility, or act for somebody who does?"
_HARM = (
    "Would seeing it be likely to cause serious harm to the body or mind of the pupil or of someone else?",
    "Is that more than upset, embarrassment or anger?",
    "Would to cover a part of it not be enough?",
)
RULES: Mapping[Exemption, Rule] = MappingProxyType(
    {
        Exemption.THIRD_PARTY: Rule(
            "schedule 2, paragraph 16",
            (
                "Does it tell who somebody else is, or something about them?",
                "Have they not agreed, and is it not reasonable to give it without asking?",
                "Are they more than staff who wrote or gave it in their work?",
            ),
            "This part is about another person.",
            needs=(Need.BALANCE,),
        ),
        Exemption.SERIOUS_HARM_EDUCATION: Rule(
            "schedule 3, part 4, paragraph 19", _HARM, needs=(Need.ADVICE,)
        ),
        Exemption.SERIOUS_HARM_HEALTH: Rule(
            "schedule 3, part 2, paragraph 5",
            (*_HARM[:2], "Does whoever asks not know it already?"),
            needs=(Need.ADVICE, Need.OPINION),
        ),
        Exemption.SERIOUS_HARM_SOCIAL_WORK: Rule(
            "schedule 3, part 3, paragraph 11",
            ("Does it come from a body that does social work?", *_HARM[:2]),
            needs=(Need.ADVICE,),
        ),
        Exemption.CHILD_ABUSE: Rule(
            "schedule 3, part 5, paragraph 21",
            (
                _WHOSE,
                "Does it say whether the child is or was abused, or may be at risk?",
                "Is it not in the child's best interests that they see it?",
            ),
            needs=(Need.ADVICE,),
            against_parents_only=True,
        ),
        Exemption.CONFIDENCE_HEALTH: Rule(
            "schedule 3, part 2, paragraph 4",
            (
                _WHOSE,
                "Did the child tell it, or was it found, trusting that this person would not hear of it?",
                "Or did the child say that it must not be passed on?",
            ),
            against_parents_only=True,
        ),
        Exemption.CONFIDENCE_SOCIAL_WORK: Rule(
            "schedule 3, part 3, paragraph 10",
            (
                _WHOSE,
                "Did the child tell a social worker, trusting that this person would not hear of it?",
                "Or did the child say that it must not be passed on?",
            ),
            against_parents_only=True,
        ),
        Exemption.LEGAL_PRIVILEGE: Rule(
            "schedule 2, paragraph 19",
            ("Was it written by or for a lawyer, to give or get legal advice, and kept between them?",),
            "This part is legal advice, which the law lets us keep to ourselves.",
        ),
        Exemption.CRIME: Rule(
            "schedule 2, paragraph 2",
            (
                "Would giving it be likely to harm the preventing, detecting or prosecuting of a crime?",
                "Have you asked the police or whoever investigates?",
            ),
        ),
        Exemption.CONFIDENTIAL_REFERENCE: Rule(
            "schedule 2, paragraph 24",
            ("Is it a reference, given in confidence, for education, training, work or volunteering?",),
            "This is a reference that was given in confidence.",
            for_parts=False,
        ),
        Exemption.EXAM_SCRIPT: Rule(
            "schedule 2, paragraph 25",
            ("Are these the pupil's own answers in an exam? Marks and comments are given.",),
            "This is what was written in an exam. Marks and comments are given.",
            for_parts=False,
        ),
        Exemption.COURT_REPORT: Rule(
            "schedule 3, paragraph 18",
            ("Was it given to a court, or by it, in proceedings about a child?",),
            for_parts=False,
        ),
        Exemption.SPECIAL_NEEDS: Rule(
            "schedule 4, paragraph 4",
            ("Do the rules on special educational needs forbid to give this paper to whoever asks?",),
            "The law on special educational needs says who may be given this paper.",
            for_parts=False,
        ),
        Exemption.ADOPTION: Rule(
            "schedule 4, paragraphs 3 and 5",
            ("Is it an adoption record or report, or a record of a parental order?",),
            for_parts=False,
        ),
        Exemption.MANAGEMENT_PLANS: Rule(
            "schedule 2, paragraph 22",
            ("Is it a plan or forecast of how the work is run, and would giving it now spoil it?",),
            "This part is about plans of how the work is run.",
            is_rare=True,
        ),
        Exemption.NEGOTIATIONS: Rule(
            "schedule 2, paragraph 23",
            (
                "Does it say what we mean to do in a negotiation with whoever asks, and would giving it spoil it?",
            ),
            "This part is about a negotiation with you.",
            is_rare=True,
        ),
        Exemption.NATIONAL_SECURITY: Rule(
            "section 26",
            ("Has somebody who may decide it told you that national security needs it?",),
            is_rare=True,
        ),
        Exemption.IMMIGRATION: Rule(
            "schedule 2, paragraph 4",
            ("Has the Home Office told you that giving it would harm immigration control?",),
            is_rare=True,
        ),
        Exemption.REGULATION: Rule(
            "schedule 2, paragraph 7",
            ("Has a regulator told you that giving it would harm its work?",),
            is_rare=True,
        ),
    }
)

NO_REASON = (
    "It is embarrassing for the Partnership or for a colleague.",
    "There is a complaint or a dispute.",
    "It is an opinion and not a fact.",
    "They could misunderstand it. Explain it instead.",
    "It takes long to go through.",
)
"""What is often taken for a reason and is none (domain 2.2)."""


def in_order() -> tuple[Exemption, ...]:
    """Every reason, the usual ones first."""
    return tuple(sorted(RULES, key=lambda one: RULES[one].is_rare))
