"""What has to be asked before a request to erase, restrict or stop is decided, each with the law it rests on.

`stops` says which answer stands against doing all that is asked (`stops_part`: against a part of it too), and `opens` which one
speaks for it; a question with neither is for the record. Where a law stands between, it is named, so that the data protection officer can follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordinator_app.rights.model import RightsKind


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name in the vault, the words, the law, and what an answer does."""

    key: str
    words: str
    law: str
    stops: bool | None = None
    opens: bool | None = None
    stops_part: bool = False


_COURT = Question(
    "court",
    "Does a court order stand against it?",
    "Children Act 1989, section 8; 003-5.1",
    stops=True,
    stops_part=True,
)
_CHILD = Question(
    "child",
    "Does the child understand what it means, and not want it?",
    "UK GDPR article 12; 003-5.1",
    stops=True,
    stops_part=True,
)
_CLAIM = "Is there a legal claim, or may there be one, for which it is needed?"
_ERASURE = (
    Question(
        "duty",
        "Do we keep it because the law obliges us, or for our task in the public interest?",
        "UK GDPR article 17(3)(b); 003-6.1",
        stops=True,
    ),
    Question(
        "needed",
        "Is it still needed for what it was kept for?",
        "UK GDPR article 17(1)(a)",
        stops=True,
        opens=False,
    ),
    Question(
        "agreed",
        "Was it kept only because they agreed, and they agree no longer?",
        "UK GDPR article 17(1)(b)",
        opens=True,
    ),
    Question("unlawful", "Should it never have been kept at all?", "UK GDPR article 17(1)(d)", opens=True),
    Question("claim", _CLAIM, "UK GDPR article 17(3)(e)", stops=True),
    Question(
        "safety",
        "Is anybody looking into the safety of a child, who may need it?",
        "003-6.4; Keeping children safe in education",
        stops=True,
    ),
)
_RESTRICTION = (
    Question(
        "accuracy",
        "Do they say that it is wrong, and is that still being looked at?",
        "UK GDPR article 18(1)(a)",
        opens=True,
    ),
    Question(
        "unlawful",
        "Should it not have been kept, and they want it kept rather than erased?",
        "UK GDPR article 18(1)(b)",
        opens=True,
    ),
    Question(
        "claim",
        "Do we need it no longer, but they need it for a legal claim?",
        "UK GDPR article 18(1)(c)",
        opens=True,
    ),
    Question(
        "objected",
        "Have they objected, and is that still being weighed?",
        "UK GDPR article 18(1)(d)",
        opens=True,
    ),
)
_OBJECTION = (
    Question(
        "task",
        "Do we do it for our task in the public interest, or for a legitimate interest?",
        "UK GDPR article 21(1)",
        stops=False,
        opens=True,
    ),
    Question(
        "compelling",
        "Are there compelling reasons to go on that weigh more than theirs?",
        "UK GDPR article 21(1)",
        stops=True,
    ),
    Question("claim", _CLAIM, "UK GDPR article 21(1)", stops=True),
)
_BY_KIND = {
    RightsKind.ERASURE: (*_ERASURE, _COURT, _CHILD),
    RightsKind.RESTRICTION: (*_RESTRICTION, _COURT, _CHILD),
    RightsKind.OBJECTION: (*_OBJECTION, _COURT, _CHILD),
    RightsKind.PORTABILITY: (),
}
PORTABILITY = (
    "This right is only for what is kept because somebody agreed to it, or under a contract. We keep the record by law, so it does "
    "not apply. Offer a copy of everything instead: that is an access request."
)
"""What is said of portability (article 20); decided as "does not apply"."""


def questions(kind: RightsKind | None) -> tuple[Question, ...]:
    """What is asked of a request of this kind, in order."""
    return _BY_KIND[kind] if kind is not None else ()


def unanswered(kind: RightsKind | None, answers: dict[str, bool | None]) -> tuple[Question, ...]:
    """Those without an answer yet."""
    return tuple(one for one in questions(kind) if answers.get(one.key) is None)


def against(kind: RightsKind | None, answers: dict[str, bool | None]) -> tuple[Question, ...]:
    """Those whose answer stands against doing all that is asked."""
    return tuple(
        one for one in questions(kind) if one.stops is not None and answers.get(one.key) is one.stops
    )


def speaks_for(kind: RightsKind | None, answers: dict[str, bool | None]) -> bool:
    """Whether any answer gives the right at all."""
    return any(one.opens is not None and answers.get(one.key) is one.opens for one in questions(kind))


def words_of(found: Iterable[Question]) -> tuple[str, ...]:
    """Each with its law, for a sentence on the screen."""
    return tuple(f"{one.words} ({one.law})" for one in found)
