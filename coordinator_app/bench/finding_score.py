"""How much of what was planted is found, and how much of what is found was planted."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.bench.finding_corpus import CorpusPage, Planted
from coordinator_app.bench.finding_people import Partnership

Stretch = tuple[int, int]
Found = Callable[[str], Sequence[Stretch]]
COUNTED = frozenset({"third", "detail"})
"""What recall is told of: third parties who are known, and what tells where they are or who."""


@dataclass(slots=True)
class Score:
    """Counts over pages. `missed` and `wrong` keep the words, for looking at while the finder is made."""

    planted: int = 0
    found: int = 0
    suggested: int = 0
    right: int = 0
    by_form: Counter[str] = field(default_factory=Counter)
    missed_by_form: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of what was planted of known third parties, the part that was found whole."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Of what was suggested, the part that tells of anybody but the pupil."""
        return self.right / self.suggested if self.suggested else 1.0

    def add(self, page: CorpusPage, suggested: Sequence[Stretch]) -> None:
        """Count one page; every letter of a name must be found, one stretch or several."""
        for one in page.planted:
            if one.what in COUNTED:
                self._planted(page, one, suggested)
        for start, end in suggested:
            self.suggested += 1
            if any(one.start < end and start < one.end for one in page.planted):
                self.right += 1
            else:
                self.wrong.append(
                    page.text[max(0, start - 20) : end + 20].replace(
                        page.text[start:end], f"<{page.text[start:end]}>"
                    )
                )

    def _planted(self, page: CorpusPage, one: Planted, suggested: Sequence[Stretch]) -> None:
        self.planted += 1
        self.by_form[one.form] += 1
        if covered(page.text, one, suggested):
            self.found += 1
        else:
            self.missed_by_form[one.form] += 1
            self.missed.append(
                f"{one.form}: {page.text[max(0, one.start - 25) : one.start]}<{one.words}>{page.text[one.end : one.end + 15]}"
            )


def covered(text: str, one: Planted, suggested: Sequence[Stretch]) -> bool:
    """Whether every letter and figure of what was planted lies in some stretch; a title may stand outside."""
    titles = ("Mr ", "Mrs ", "Ms ", "Miss ")
    start = one.start + next((len(title) for title in titles if one.words.startswith(title)), 0)
    return all(
        any(first <= at < last for first, last in suggested)
        for at in range(start, one.end)
        if text[at].isalnum()
    )


def score(
    pages: Iterable[CorpusPage], people: Partnership, finder: Callable[[list[Known], Known], Found]
) -> Score:
    """The finder made once for each subject, and asked for each page."""
    result, made, whose = Score(), None, ""
    by_key = {one.key: one for one in people.pupils}
    for page in pages:
        if made is None or whose != page.subject.key:
            whose = page.subject.key
            made = finder(people.everybody(by_key[whose]), page.subject)
        result.add(page, made(page.text))
    return result


def ours(known: list[Known], subject: Known) -> Found:
    """The finder of the app: everything it shows, ticked or not."""
    made = Finder(known, subject)
    return lambda text: [(one.start, one.end) for one in made.find(text)]


def ticked(known: list[Known], subject: Known) -> Found:
    """Of it what is ticked beforehand: one key covers this, the rest a person has to choose."""
    made = Finder(known, subject)
    return lambda text: [(one.start, one.end) for one in made.find(text) if one.ticked]


def dictionary(known: list[Known], subject: Known) -> Found:
    """What a list of names looked up exactly gives: whole names and single words of three letters and more."""
    own = {word for name in subject.names for word in name.replace(",", " ").split()}
    terms = sorted({term for one in known for name in one.names for term in _terms(name)} - own)

    def find(text: str) -> list[Stretch]:
        return sorted(span for term in _here(text, terms) for span in _places(text, term))

    return find


def _terms(name: str) -> set[str]:
    family, _, given = name.partition(", ")
    whole = {f"{given} {family}", f"{given.split()[0]} {family}", name}
    return whole | {one for one in (given.split()[0], family) if len(one) >= 3}


def _here(text: str, terms: list[str]) -> set[str]:
    """The terms that may stand in a text: those that begin with a word of it."""
    found = set()
    for word in {text[at:].split(maxsplit=1)[0].strip(".,;:'\"()") for at in _starts(text)}:
        at = bisect_right(terms, word) - 1 if word else -1
        found |= {term for term in terms[max(0, at) : at + 400] if term.startswith(word)} if word else set()
    return found


def _starts(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char.isalpha() and (at == 0 or not text[at - 1].isalnum())]


def _places(text: str, term: str) -> list[Stretch]:
    found, at = [], text.find(term)
    while at >= 0:
        end = at + len(term)
        whole = (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum())
        found += [(at, end)] if whole else []
        at = text.find(term, at + 1)
    return found
