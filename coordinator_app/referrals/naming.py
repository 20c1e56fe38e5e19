"""Whether the notes of a first talk look as if they named a child: initials only before the referral (003-7.1).

A hint, never a refusal: a name cannot be told from other words for sure, and the member of staff who rang may be named.
"""

from __future__ import annotations

import re

from coordinator_app.core.identifiers import check_uln, check_upn

_NUMBERS = re.compile(r"\b[A-Za-z]?(?:[ -]?[0-9]){10,12}[ -]?[A-Za-z]?\b")
_WORD = r"[^\W\d_a-z](?:['\u2019]?[^\W\d_])*[a-z\u00df-\u024f](?:['\u2019-]?[^\W\d_]+)*"
_TOGETHER = re.compile(rf"\b{_WORD}(?: {_WORD})+")
_SENTENCE = re.compile(r"(?:^|[.!?:\n\u201c\"(])\s*$")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "prof", "professor", "pc", "rev"})
_NO_NAMES = frozenset(
    [
        "academy",
        "college",
        "school",
        "primary",
        "secondary",
        "junior",
        "infant",
        "nursery",
        "centre",
        "unit",
        "house",
        "street",
        "road",
        "lane",
        "hill",
        "council",
        "authority",
        "county",
        "borough",
        "city",
        "town",
        "partnership",
        "forum",
        "team",
        "service",
        "services",
        "police",
        "hospital",
        "trust",
        "year",
        "head",
        "deputy",
        "assistant",
        "teacher",
        "headteacher",
        "governor",
        "governors",
        "senco",
        "coordinator",
        "lead",
        "officer",
        "tutor",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "autumn",
        "spring",
        "summer",
        "winter",
        "easter",
        "christmas",
        "term",
        "english",
        "maths",
        "science",
        "mother",
        "father",
        "mum",
        "dad",
        "parent",
        "parents",
        "grandmother",
        "grandfather",
        "social",
        "worker",
        "early",
        "help",
        "inclusion",
    ]
)

NUMBER_HINT = "This looks like a pupil's number. Before the school refers, keep initials only."
NAME_HINT = "This looks like a full name. If it is the child's or a family member's, write initials only."


def naming_hint(typed: str, known: tuple[str, ...] = ()) -> str:
    """The gentle words for notes that look as if they held a pupil number or a full name, "" if they do not.

    `known` are names that may stand there, such as those of schools.
    """
    if any(
        check_upn(one).problem is None or check_uln(one).problem is None for one in _NUMBERS.findall(typed)
    ):
        return NUMBER_HINT
    for name in sorted(filter(None, known), key=len, reverse=True):
        typed = re.sub(re.escape(name), " . ", typed, flags=re.IGNORECASE)
    found = any(_is_name(typed[: one.start()], one[0].split()) for one in _TOGETHER.finditer(typed))
    return NAME_HINT if found else ""


def _is_name(before: str, words: list[str]) -> bool:
    """Two capitalised words beside each other; the first of a sentence is capitalised whatever it is."""
    plain = [word.casefold() for word in words]
    if _TITLES & set(plain) or re.search(r"\b(?:mr|mrs|ms|miss|mx|dr)\.? $", before, re.IGNORECASE):
        return False  # staff are called so
    names = [word for word in plain if word not in _NO_NAMES]
    if len(names) < len(plain):
        return False
    begins = bool(_SENTENCE.search(before)) and plain[0] in _BEGINNINGS
    return len(plain) - begins >= 2


_BEGINNINGS = frozenset(
    [
        "a",
        "an",
        "the",
        "he",
        "she",
        "they",
        "it",
        "his",
        "her",
        "their",
        "we",
        "i",
        "you",
        "often",
        "asked",
        "told",
        "rang",
        "said",
        "says",
        "today",
        "yesterday",
        "since",
        "when",
        "after",
        "before",
        "at",
        "in",
        "on",
        "from",
        "for",
        "with",
        "no",
        "not",
        "and",
        "but",
        "so",
        "if",
        "this",
        "that",
        "there",
        "has",
        "had",
        "was",
        "is",
        "been",
        "both",
        "some",
        "most",
        "many",
        "school",
        "staff",
        "class",
        "lessons",
        "called",
        "wrote",
        "spoke",
        "advised",
        "agreed",
        "will",
        "would",
        "could",
        "should",
        "may",
        "thinks",
        "wants",
    ]
)
