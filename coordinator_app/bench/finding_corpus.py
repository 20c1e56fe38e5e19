"""Generated pages in which it is known where everybody is named: how well names are found is measured on them.

Nothing here looks at the finder: names are spelt, shortened, misread and broken by chance, from a seed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.bench.finding_people import Partnership, Someone, bare
from coordinator_app.bench.finding_sentences import (
    FEET,
    HEADS,
    HELD_BACK,
    PLAIN,
    PLAIN_HELD_BACK,
    RELATIVES,
    TOLD,
)
from coordinator_app.bench.finding_written import born, misread_page, telephone, written

_SLOT = re.compile(r"\{(\w+)\}")
_STRANGERS = ("Zebedee Quorn", "Perpetua Vane", "Lucian Ostrow", "Araminta Fell", "Cosmo Dray", "Theda Brand")


_FIXED = {"mother": "'s mother", "parents": "'s parents"}


@dataclass(frozen=True, slots=True)
class Planted:
    """Somebody told of at a place; `what` is third, staff, family, stranger, relative or detail, `form` how it was written."""

    start: int
    end: int
    words: str
    what: str
    form: str


@dataclass(frozen=True, slots=True)
class CorpusPage:
    """One page: its text, the truth, and whose request it is in."""

    text: str
    planted: tuple[Planted, ...]
    subject: Known
    kind: str


def corpus(
    seed: int, pages: int, *, held_back: bool, people: Partnership, subjects: int = 10
) -> Iterator[CorpusPage]:
    """Pages of a seed; each subject has as many as the others, one after the other."""
    random = Random(f"pages {seed}")  # noqa: S311 - generated pages
    chosen = random.sample(people.pupils, subjects)
    for number in range(pages):
        subject = chosen[number * subjects // pages]
        yield _Writer(random, people, subject, held_back=held_back).page()


class _Writer:
    """Writes one page."""

    def __init__(self, random: Random, people: Partnership, subject: Someone, *, held_back: bool) -> None:
        self._random, self._held_back = random, held_back
        others = [one for one in people.pupils if one is not subject]
        siblings = [one for one in others if one.family == subject.family]
        first = random.choice(siblings) if siblings and random.random() < 0.1 else random.choice(others)
        second = random.choice([one for one in others if one is not first])
        staff = random.sample(people.staff, 2)
        self._cast = {
            "S": subject, "A": first, "B": second, "C": random.choice(first.carers),
            "D": random.choice(subject.carers), "T": staff[0], "V": staff[1],
        }  # fmt: skip
        self._subject = subject
        self._seen: set[str] = set()
        self._text = ""
        self._planted: list[Planted] = []

    def page(self) -> CorpusPage:
        """A page of one of the kinds."""
        random = self._random
        kind = random.choice(tuple(HEADS))
        self._write(HEADS[kind], kind)
        told, plain = (HELD_BACK + TOLD[::3], PLAIN_HELD_BACK + PLAIN) if self._held_back else (TOLD, PLAIN)
        sentences = random.sample(told, random.randint(2, 6)) + random.sample(plain, random.randint(2, 6))
        random.shuffle(sentences)
        for number, sentence in enumerate(sentences):
            self._write(self._line(kind, number, sentence), kind)
        self._write(FEET[kind], kind)
        text, planted = self._text, self._planted
        if kind == "scan":
            text, planted = misread_page(text, planted, random)
        return CorpusPage(text, tuple(planted), self._subject.known(), kind)

    def _line(self, kind: str, number: int, sentence: str) -> str:
        if kind == "table":
            return f"{self._random.randrange(1, 29):02d}/11/2026 | {sentence.rstrip('.')} |\n"
        if kind == "register":
            return f"{number + 1}\t{{A}}\t/ /\n" if number % 3 == 0 else f"{number + 1}. {sentence}\n"
        if kind == "chat":
            return f"[{9 + number}:{self._random.randrange(10, 59)}] {sentence}\n"
        return sentence + self._random.choice((" ", " ", "\n", "\n\n" if kind != "scan" else " "))

    def _write(self, template: str, kind: str) -> None:
        at = 0
        for slot in _SLOT.finditer(template):
            self._text += template[at : slot.start()]
            at = slot.end()
            self._fill(slot[1], kind)
            if template.startswith("'s", at) and self._text.endswith("s") and self._random.random() < 0.5:
                self._text += "'"
                at += 2
        self._text += template[at:]

    def _fill(self, slot: str, kind: str) -> None:
        random = self._random
        if slot == "rel":
            self._plant(random.choice(RELATIVES), "relative", "relative")
        elif slot == "X":
            self._plant(random.choice(_STRANGERS), "stranger", "stranger")
        elif slot in _FIXED:
            self._plant(_FIXED[slot], "relative", "relative")
        elif slot == "desk":
            self._plant(f"01632 960{random.randrange(100, 999)}", "staff", "phone")
        elif slot in self._cast:
            self._name(slot, kind)
        else:
            self._detail(slot)

    def _name(self, slot: str, kind: str) -> None:
        one = self._cast[slot]
        words, form = written(one, self._random, again=one.key in self._seen, adult=slot in "CDTV", kind=kind)
        self._seen.add(one.key)
        if slot == "S":
            self._text += words
        else:
            what = {"T": "staff", "V": "staff", "D": "family"}.get(slot, "third")
            self._plant(words, what, form)

    def _detail(self, slot: str) -> None:
        pupil, carer, random = self._cast["A"], self._cast["C"], self._random
        if slot == "phone":
            words = telephone(carer.phone, random)
        elif slot == "email":
            words = carer.email
            if random.random() < 0.2:
                words = words.replace("@", " at ").replace(".", " dot ")
        elif slot == "born":
            words = born(pupil, random)
        elif slot == "address":
            words = carer.street if random.random() < 0.8 else carer.street.lower()
        elif slot == "postcode":
            words = carer.postcode if random.random() < 0.7 else carer.postcode.replace(" ", "")
        else:
            words = pupil.upn if slot == "upn" else pupil.nhs
        self._plant(bare(words), "detail", slot)

    def _plant(self, words: str, what: str, form: str) -> None:
        start = len(self._text)
        self._text += words
        self._planted.append(Planted(start, start + len(words), words, what, form))
