"""How old a reader has to be for a text in English: the Flesch-Kincaid grade, plus 5 years.

Kincaid, Fishburne, Rogers and Chissom (1975): grade = 0.39 x words in a sentence + 11.8 x syllables in a word - 15.59,
over the whole text. An American grade is a school year; a child in grade 6 is 11, so 5 is added. It counts lengths
only: a short word can be hard and a long one easy, so it is a help for whoever writes, never the last word.

What is counted: a sentence ends at . ? ! or : (a full unit of thought, as Flesch has it) and with each item and box; numbers, web addresses and e-mail
addresses are one word of one syllable; letters said one by one (ICO) are one syllable each. Syllables are estimated
from the spelling, with a list of words that the rule gets wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

TARGET: Final = 11
"""Years: what a statement for parents aims at."""
HARD: Final = TARGET + 2
"""Years: a single sentence swings more than a text, so it is only pointed out beyond this."""
_WORTH_SAYING: Final = 8
"""Words: a shorter sentence with one long word in it is not hard."""
_YEARS: Final = 5
_SENTENCE: Final = re.compile(r"(?<=[.?!:])[\"”’')\]]*\s+")
_TOKEN: Final = re.compile(r"\S+")
_PLAIN_WORD: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ɏ]+)*")
_VOWELS: Final = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
# two vowels that are said apart
_APART: Final = re.compile(
    r"(?<![tc])ial|ia(?!n\b|l|ge)|dian|[^tscgx]ious|[^tscgxlnh]ion\b|io(?=d|l|t|\b)|eo(?!ple)|eum|iu"
    r"|[^qgs]ua(?!r|l\b)|[^g]uou|ienc|iet|[ld]ient|[ao]y[eo]r|[aeou]ing\b|yi"
)
_SILENT_END: Final = re.compile(r"(.*[^aeiouy])e([sd]?)")
_HISSING: Final = ("s", "c", "g", "x", "z", "sh", "ch")
_ODD: Final = {
    "area": 3, "being": 2, "business": 2, "every": 2, "everyone": 3, "everything": 3, "everybody": 4, "going": 2,
    "idea": 3, "ideas": 3, "people": 2, "real": 1, "really": 2, "someone": 2, "something": 2, "sometimes": 2,
    "somebody": 3, "anyone": 3, "whole": 1, "safeguarding": 3, "safely": 2, "lawful": 2, "interest": 2, "interests": 2,
    "different": 2, "difference": 2, "several": 2, "family": 3, "families": 3, "evening": 2, "homework": 2,
    "statement": 2, "statements": 2, "agreement": 3, "agreements": 3, "behaviour": 3, "creates": 2, "create": 2,
    "created": 3, "science": 2, "quiet": 2, "diary": 3, "society": 4, "social": 2, "special": 2, "useful": 2,
    "movement": 2, "careful": 2, "carefully": 3, "hopeful": 2, "therefore": 2, "somewhere": 2, "elsewhere": 2,
    "fluid": 2, "argue": 2, "argued": 2, "museum": 3, "league": 1, "naming": 2,
    "online": 2, "namely": 2, "likely": 2, "unlikely": 3, "lonely": 2, "closely": 2, "completely": 3, "lines": 1,
    "does": 1, "goes": 1, "says": 1, "yes": 1, "eyes": 1, "clothes": 1, "trips": 1, "usual": 3, "usually": 4,
    "actual": 3, "actually": 4, "annual": 3, "manual": 3, "individual": 5, "january": 4, "february": 4,
    "co-ordinator": 5, "coordinator": 5, "naive": 2, "reuse": 2, "react": 2, "chaos": 2, "create’s": 2,
    "placement": 2, "placements": 2, "improvement": 3, "involvement": 3, "management": 3, "basement": 2,
    "education": 4, "information": 4, "wednesday": 2, "chocolate": 2, "vegetable": 3, "poem": 2, "poet": 2, "lion": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """Sentences, words and syllables of a text, with the text itself."""

    text: str
    sentences: int
    words: int
    syllables: int

    @property
    def age(self) -> float:
        """The reading age in years; 0 for a text without words."""
        if not self.words or not self.sentences:
            return 0.0
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return grade + _YEARS


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole text, measured, and each of its sentences."""

    whole: Counted
    sentences: tuple[Counted, ...]

    @property
    def age(self) -> float:
        """The reading age of the whole, in years."""
        return self.whole.age

    @property
    def words_a_sentence(self) -> float:
        """How long its sentences are, on average."""
        return self.whole.words / self.whole.sentences if self.whole.sentences else 0.0

    def hardest(self, most: int = 5, over: float = HARD) -> tuple[Counted, ...]:
        """The sentences that ask for the oldest reader, if older than `over`; short ones are let be."""
        long = [one for one in self.sentences if one.words >= _WORTH_SAYING and one.age > over]
        return tuple(sorted(long, key=lambda one: -one.age)[:most])


def measure(texts: Iterable[str]) -> Reading:
    """Measure running texts, one for each paragraph or item."""
    sentences = tuple(
        _counted(part)
        for text in texts
        for part in _SENTENCE.split(" ".join(text.split()))
        if _has_word(part)
    )
    whole = Counted(
        "",
        len(sentences),
        sum(one.words for one in sentences),
        sum(one.syllables for one in sentences),
    )
    return Reading(whole, sentences)


def _has_word(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _counted(text: str) -> Counted:
    words = [token for token in _TOKEN.findall(text) if _has_word(token)]
    return Counted(text, 1, len(words), sum(_in_token(word) for word in words))


def _in_token(token: str) -> int:
    """Syllables of one run of characters between spaces."""
    bare = token.strip(".,;:!?\"“”‘’'()[]")
    if not _PLAIN_WORD.fullmatch(bare):
        return 1
    if bare.isupper() and 1 < len(bare) < 5:
        return len(bare)
    known = _ODD.get(bare.lower())
    return known if known is not None else sum(syllables(part) for part in bare.split("-"))


def syllables(word: str) -> int:
    """An estimate of the syllables of one English word; at least 1."""
    low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    low = low.replace("'", "")
    if low in _ODD:
        return _ODD[low]
    count = len(_VOWELS.findall(low)) + len(_APART.findall(low)) - _has_silent_end(low)
    if low.endswith(("sm", "thm")):
        count += 1
    return max(1, count)


def _has_silent_end(low: str) -> bool:
    """Whether the last e is not heard: "name", "names", "named", but "table", "changes", "needed"."""
    if low.endswith(("gue", "que")):
        return True
    found = _SILENT_END.fullmatch(low)
    if not found:
        return False
    stem, ending = found[1], found[2]
    if stem.endswith("l") and stem[-2:-1] not in "aeiouylrw":
        return False
    return not stem.endswith({"": (), "s": _HISSING, "d": ("t", "d")}[ending])
