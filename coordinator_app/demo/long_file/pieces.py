"""The pieces of the long file: what each says, when, and who else is planted in it. The same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coordinator_app.chronology.model import Category
from coordinator_app.demo.long_file.cast import OTHERS, RELATIONS, STAFF, TELEPHONE_OF_ANOTHER
from coordinator_app.demo.long_file.phrases import (
    ALONE,
    HARD_TO_TELL,
    OF_A_RELATION,
    OPENINGS,
    SUBJECTS,
    TOGETHER,
)

_SEED = 41
_OLDEST = 420  # days before today


class Form(StrEnum):
    """In which form a piece comes: an entry, or a kind of file."""

    ENTRY = "entry"
    EMAIL = "email"
    LETTER = "letter"
    SCAN = "scan"
    WORD = "word"
    SHEET = "sheet"
    PHOTOGRAPH = "photograph"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its number, form, day (before today), category, heading, sentences, who wrote it, who is planted in it."""

    number: int
    form: Form
    days_ago: int
    category: Category
    title: str
    sentences: tuple[str, ...]
    source: str
    planted: tuple[str, ...] = ()
    thread: int = 0

    @property
    def words(self) -> str:
        """All sentences as one paragraph."""
        return " ".join(self.sentences)


_ORDINARY = (
    (Category.ATTENDANCE, 30),
    (Category.BEHAVIOUR, 42),
    (Category.ACADEMIC, 28),
    (Category.SEN, 20),
    (Category.AGENCY, 8),
    (Category.PROVIDER, 50),
    (Category.FAMILY, 26),
    (Category.SAFEGUARDING, 5),
    (Category.HEALTH, 4),
)
_FILES = (
    (Form.EMAIL, 30),
    (Form.LETTER, 14),
    (Form.SCAN, 6),
    (Form.WORD, 8),
    (Form.SHEET, 4),
    (Form.PHOTOGRAPH, 3),
    (Form.NOTE, 6),
)
_THREAD = 5  # messages


def pieces() -> tuple[Piece, ...]:
    """All pieces, oldest first, numbered from 1."""
    chance = random.Random(_SEED)  # noqa: S311  (a practice file, the same each time)
    made = sorted([*_entries(chance), *_files(chance)], key=lambda piece: -piece.days_ago)
    return tuple(_numbered(piece, number) for number, piece in enumerate(made, start=1))


def _numbered(piece: Piece, number: int) -> Piece:
    return Piece(
        number,
        piece.form,
        piece.days_ago,
        piece.category,
        piece.title,
        piece.sentences,
        piece.source,
        piece.planted,
        piece.thread,
    )


def _entries(chance: random.Random) -> Iterator[Piece]:
    for category, count in _ORDINARY:
        for _ in range(count):
            sentences, planted = _said(chance, category, chance.randint(1, 2))
            yield Piece(
                0,
                Form.ENTRY,
                chance.randint(12, _OLDEST),
                category,
                category.label,
                sentences,
                chance.choice(STAFF),
                planted,
            )


def _files(chance: random.Random) -> Iterator[Piece]:
    for form, count in _FILES:
        for number in range(count):
            category = chance.choice([one for one, _ in _ORDINARY[:7]])
            sentences, planted = _said(chance, category, chance.randint(3, 6))
            thread = number // _THREAD + 1 if form is Form.EMAIL else 0
            title = SUBJECTS[(thread or number) % len(SUBJECTS)]
            day = _OLDEST - 60 * thread - 2 * (number % _THREAD) if thread else chance.randint(12, _OLDEST)
            words = (chance.choice(OPENINGS), *sentences)
            yield Piece(0, form, day, category, title, words, chance.choice(STAFF), planted, thread)


def _said(chance: random.Random, category: Category, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Some sentences, and who was planted in them."""
    sentences: list[str] = []
    planted: list[str] = []
    for _ in range(count):
        dice = chance.random()
        if dice < 0.38:
            sentences.append(_with_another(chance, category, planted))
        elif dice < 0.45:
            relation = chance.choice(RELATIONS)
            planted.append(relation)
            said = chance.choice(OF_A_RELATION).format(relation=relation)
            sentences.append(said[:1].upper() + said[1:])
        elif dice < 0.52:
            sentences.append(chance.choice(HARD_TO_TELL))
        else:
            sentences.append(chance.choice(ALONE[category]))
    if chance.random() < 0.04:
        planted.append(TELEPHONE_OF_ANOTHER)
        sentences.append(f"The other family is on {TELEPHONE_OF_ANOTHER}.")
    return tuple(sentences), tuple(dict.fromkeys(planted))


def _with_another(chance: random.Random, category: Category, planted: list[str]) -> str:
    form = chance.choice(chance.choice(OTHERS).forms)
    planted.append(form)
    return chance.choice(TOGETHER[category]).replace("{other}", form)
