"""What is looked for: the words of a search, proposed from what is known of the person, and ready for the finder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.finding.forms_of_names import forms_of_names
from coordinator_app.access_requests.finding.mentions import SubjectForms
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.access_requests.subject import subject_of
from coordinator_app.core.letter_order import written_otherwise
from coordinator_app.core.names import fold
from coordinator_app.store.mention_search import Phrase
from coordinator_app.store.session import Session

_APART = re.compile(r"[\n;]+")
_LONGEST_NUMBER = 14
_SPLIT_FROM = 6
"""Letters of a name that the end of a line may have cut in two."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one search: names of the person, and numbers that are his alone (a UPN, a car's registration)."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def whole(self) -> tuple[str, ...]:
        """All of them, as they are shown and kept."""
        return (*self.names, *self.numbers)

    @property
    def words(self) -> frozenset[str]:
        """Each single word of the names, folded."""
        return frozenset(word for name in self.names for word in fold(name).split())

    @property
    def short_forms(self) -> frozenset[str]:
        """What the names are shortened to or short for, and their other spellings: "Chris", "Kit" for "Christopher"."""
        table = short_names()
        forms = ((*table.short.get(word, ()), *table.spelt.get(word, ())) for word in self.words)
        return frozenset(form for group in forms for form in group)

    @property
    def initials(self) -> frozenset[str]:
        """The capitals of each whole name: of its first and last word, and of all of them."""
        return frozenset(letters for name in self.names for letters in initials_of(name))

    def forms(self) -> SubjectForms:
        """The person ready for the finder."""
        return SubjectForms(self.known())

    def known(self) -> Known:
        """The person as the finder knows somebody."""
        return Known("subject", PersonKind.PUPIL, self.names, self.numbers)


def proposed(session: Session, request: AccessRequest) -> tuple[str, ...]:
    """What to look for, from the record: names now and before, other names, pupil numbers now and before."""
    subject = subject_of(session, request)
    pupil = subject.pupil
    numbers = [pupil.upn, *re.split(r"[\s,;]+", pupil.former_upns), pupil.uln] if pupil else []
    return tuple(dict.fromkeys(one for one in (*subject.forms, *numbers) if one.strip()))


def read_terms(lines: str | Iterable[str]) -> Terms:
    """Words as they were typed, one to a line: what has a figure in it is a number, all else a name."""
    parts = _APART.split(lines) if isinstance(lines, str) else lines
    typed = dict.fromkeys(" ".join(part.split()) for part in parts if part.strip())
    numbers = tuple(one for one in typed if any(letter.isdigit() for letter in one))
    return Terms(tuple(one for one in typed if one not in numbers), numbers)


def initials_of(name: str) -> tuple[str, ...]:
    """The capitals of a name: "KP" of "Kit Puddlecombe", "KJP" as well of "Kit James Puddlecombe"; none of a single word.

    A double given name is often called by its letters: "MJ" of "Mary-Jane Puddlecombe".
    """
    letters = "".join(word[0] for word in fold(name).upper().split())
    first = name.split()[:1]
    double = (letters[:2],) if first and "-" in first[0].strip("-") else ()
    return tuple(dict.fromkeys((letters[0] + letters[-1], letters, *double))) if len(letters) > 1 else ()


def phrases_of(terms: Terms) -> tuple[Phrase, ...]:
    """What to ask the index for, as folded words that stand together, each once; single words of names come first."""
    found = [*_singles(terms), *_forms(terms), *_numbers(terms)]
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))


def _singles(terms: Terms) -> Iterator[Phrase]:
    for word in sorted(terms.words | terms.short_forms):
        if len(word) > 1:  # "Mo" is Mohammed
            yield (word,)
            yield (f"{word}s",)  # as folded, a name's "'s" is an s at its end
            yield from ((form,) for form in written_otherwise(word))


def _forms(terms: Terms) -> Iterator[Phrase]:
    for form in forms_of_names(terms.known()):
        yield tuple(re.findall(r"\w+", fold(form.words)))
    for letters in sorted(terms.initials):
        yield tuple(letters.lower())
        yield (letters.lower(),)
    for word in terms.words:
        if len(word) >= _SPLIT_FROM:
            yield from ((word[:at], word[at:]) for at in range(3, len(word) - 2))


def _numbers(terms: Terms) -> Iterator[Phrase]:
    """Each number as it was typed, in one piece, and in two or three: "AB12 CDE", "01632 960 177"."""
    for number in terms.numbers:
        yield tuple(re.findall(r"\w+", fold(number)))
        whole = "".join(re.findall(r"\w", fold(number)))
        yield (whole,)
        for first in range(1, min(len(whole), _LONGEST_NUMBER)):
            yield whole[:first], whole[first:]
            yield from (
                (whole[:first], whole[first:second], whole[second:])
                for second in range(first + 1, min(len(whole), _LONGEST_NUMBER))
            )
