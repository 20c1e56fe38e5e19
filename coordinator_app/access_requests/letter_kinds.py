"""What each letter of a request is for, and what has to be typed for it; data, so that one screen serves them all."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.model import LetterKind
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.privacy import Choice


class Refusal(Choice):
    """On what ground something is refused (domain 2.6; UK GDPR article 12(5))."""

    REASON = "reason_told", "The law lets us hold it back, and we say why"
    UNTOLD = "reason_untold", "The law lets us hold it back, and to say why would give it away"
    UNFOUNDED = "unfounded", "It is clearly not meant to get information"
    EXCESSIVE = "excessive", "It clearly asks too much, or again and again"

    @property
    def needs_evidence(self) -> bool:
        """Whether we have to show what we go by: the burden of proof is ours (UK GDPR article 12(5))."""
        return self in {Refusal.UNFOUNDED, Refusal.EXCESSIVE}


CHILD_WORDS = frozenset(
    {LetterKind.CLARIFICATION, LetterKind.EXTENSION, LetterKind.REFUSAL, LetterKind.NOTHING_HELD}
)
"""The letters that a pupil who asks gets in words for a child, from a file of their own (UK GDPR article 12(1))."""
PART_REFUSED = "A part of it is refused"
"""What is kept of a letter that refuses a part: which part stands on its page alone, and may be guarded."""


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What the writer adds to a letter; each kind uses what it asks for. `person_id` is a third party's record."""

    to_name: str = ""
    to_address: str = ""
    question: str = ""
    why: str = ""
    part: str = ""
    evidence: str = ""
    ground: Refusal | None = None
    exemption: Exemption | None = None
    person_id: str = ""
    longer: LongerGround | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question before a letter is made: the field of `LetterWords`, its label and help, and what is said if it is left out.

    An ask without `lacking` may be left empty. `is_long` gives room for several lines.
    """

    name: str
    label: str
    help: str = ""
    lacking: str = ""
    is_long: bool = True


@dataclass(frozen=True, slots=True)
class About:
    """One kind of letter: what it does, in a sentence for the writer, and what is asked before it is made."""

    does: str
    asks: tuple[Ask, ...] = ()


def _to(who: str) -> tuple[Ask, ...]:
    return (
        Ask("to_name", who, "", "Say to whom the letter goes.", is_long=False),
        Ask("to_address", "Address", "As it is to stand on the letter, a line for each part."),
    )


_WHAT = Ask(
    "question",
    "What is it about?",
    "In plain words, only as much as they need to answer. Name nobody whom they need not know of.",
    "Say what it is about.",
)
_WHY = "Why do you have to ask?"
LETTERS = MappingProxyType(
    {
        LetterKind.ACKNOWLEDGEMENT: About("It says when the request arrived and by when you answer."),
        LetterKind.IDENTITY: About(
            "It asks to be shown who they are. When you record it as sent, the legal month waits for the proof.",
            (Ask("why", _WHY, "Only if staff do not know them for sure.", "Say why you have to ask."),),
        ),
        LetterKind.AUTHORITY: About(
            "It asks to be shown that they may ask. When you record it as sent, the legal month waits for that. It is not for "
            "somebody whose proof was seen: look at the stage Identity first.",
            (Ask("why", _WHY, "", "Say why you have to ask."),),
        ),
        LetterKind.CLARIFICATION: About(
            "It asks what they want. When you record it as sent, the legal month stands still until the answer.",
            (
                Ask("question", "What do you ask?", "The letter says it in these words.", "Write what you ask."),
                Ask("why", _WHY, "Only where you hold a lot and need to know what is wanted.", "Say why you have to ask."),
            ),
        ),
        LetterKind.CONSULT_SCHOOL: About("It asks the school on roll for its view. No clock stops for it."),
        LetterKind.SAFEGUARDING_ADVICE: About(
            "It asks the Safeguarding Officer whether showing something would harm. It is kept with the safeguarding entries.",
            (*_to("Safeguarding Officer"), _WHAT),
        ),
        LetterKind.HEALTH_OPINION: About(
            "It asks a health professional whether seeing something would cause serious harm. The opinion holds for six "
            "months. It is kept with the safeguarding entries.",
            (*_to("Health professional"), _WHAT),
        ),
        LetterKind.THIRD_PARTY: About(
            "It asks somebody whether what is about them may be shown. It names neither the pupil nor who asks. For a child, a "
            "parent or carer with parental responsibility is proposed. A child who is old enough to understand can be asked "
            "in person: type the child's name.",
            (*_to("Who is asked"), _WHAT),
        ),
        LetterKind.EXTENSION: About(
            "It says that you need longer, by which ground of the law, and why. When you record it as sent, the legal month becomes three. That has to "
            "be inside the first month.",
            (Ask("why", "Why do you need longer?", "In plain words. They are told this.", "Write why."),),
        ),
        LetterKind.REFUSAL: About(
            "It says what you refuse and why, and how they can complain. It does not close the request.",
            (
                Ask("part", "Which part do you refuse?", "Leave it empty to refuse all of it."),
                Ask("why", "Why, in plain words?", "Nothing that gives away what is protected."),
                Ask("evidence", "What do you go by?", "For a request that is not meant to get information, or asks too much."),
            ),
        ),
        LetterKind.NOTHING_HELD: About(
            "It says that nothing is held and where you looked. It does not close the request.",
            (Ask("question", "Where did you look?", "", "Say where you looked."),),
        ),
    }
)  # fmt: skip
"""In the order of the work; the reply is made with the pack."""
