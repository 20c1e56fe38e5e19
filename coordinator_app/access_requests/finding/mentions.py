"""Where texts speak of one person: every place with its score and its sentence, for gathering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known, Mention
from coordinator_app.access_requests.persons import PersonKind

_NOBODY = Known("", PersonKind.OTHER, ())
_ENDS = re.compile(r"(?<=[.!?])[\"'\u2019\u201d)]*\s+(?=\S)|\s*\n\s*")
_LONGEST = 400
_NOT_AN_END = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|e\.g|i\.e|No|approx))\.$")


class SubjectForms:
    """One person made ready for going through many texts."""

    def __init__(self, subject: Known) -> None:
        self.subject = subject
        # as a pupil: whoever shares only their family name is shown too, for a person to judge
        self._finder = Finder((replace(subject, kind=PersonKind.PUPIL),), _NOBODY)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every place in the order of the text."""
        ends = _sentence_ends(text) if text else []
        for one in self._finder.find(text):
            if one.key != self.subject.key:
                continue
            start = max((end for end in ends if end <= one.start), default=0)
            end = min((end for end in ends if end >= one.end), default=len(text))
            start, end = max(start, one.start - _LONGEST), min(end, one.end + _LONGEST)
            sentence = text[start:end].strip()
            start += len(text[start:end]) - len(text[start:end].lstrip())
            where = (start, start + len(sentence))
            yield Mention(one.start, one.end, one.words, one.form, one.likelihood, sentence, *where)


def mentions_in(text: str, forms: SubjectForms) -> tuple[Mention, ...]:
    """Every place where `text` may speak of the person, surest first."""
    return tuple(sorted(forms.mentions(text), key=lambda one: (-one.score, one.start)))


def _sentence_ends(text: str) -> list[int]:
    return [one.end() for one in _ENDS.finditer(text) if not _NOT_AN_END.search(text[: one.start()][-8:])]
