"""How often the check of a finished pack cries out over a pack in which nothing is wrong: counted and printed."""

from __future__ import annotations

import random
import re
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import packs
import pytest

from coordinator_app.access_requests import pack_order
from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.access_requests.pack_order import OrderTerm, TermWeight
from coordinator_app.access_requests.spelt_otherwise import SpeltOtherwise
from coordinator_app.demo.long_file import cast
from coordinator_app.demo.long_file.pieces import Piece, pieces
from coordinator_app.pdf.pack_content import Forbidden, Part, TextItem
from coordinator_app.pdf.redact import redact_spans
from coordinator_app.pdf.seal_check import Seal, check_pack
from coordinator_app.pdf.seal_words import Terms

COVERED = (
    *(
        "Otis Thorncastle",
        "Ada Quillfeather",
        "Bram Osterling",
        "Zoë Ferrán",
        "Łukasz Wiśniewski",
        "Mary-Jane Quill",
    ),
    *(
        "Will Brook",
        "Mark Fielding",
        "April Marsh",
        "May Reed",
        "Rose Day",
        "Hope Winter",
        "Jack Hill",
        "Ali Khan",
    ),
)
SAID = (
    "She will come again on Monday and may bring her book.",
    "We met on 4 May 2026 and again in the week of 11 May.",
    "The review is on 20 April 2026; the next one is due in the summer.",
    "He got full marks, and his teacher will mark the rest by Friday.",
    "They hope for a calm term after a long winter.",
    "The rose bed in the yard was dug over by {} and two others.",
    "{} rang at ten. The bus was late and the road was icy.",
    "There is a day each week at the workshop, and a lift home from the brook.",
    "Will she need a taxi? May we ask the school? Mark it on the plan.",
    "The school is up the hill, past the field and the little wood.",
)


def items(seed: int) -> tuple[TextItem, ...]:
    """Twenty records of everyday sentences in which every name is covered."""
    rng = random.Random(seed)
    made = []
    for number in range(20):
        text = ""
        for sentence in rng.sample(SAID, 7):
            before, gap, after = sentence.partition("{}")
            name = rng.choice(COVERED) if gap else ""
            start = len(before)
            spans = [(start, start + len(name), "another pupil")] if name else []
            text += redact_spans(before + name + after, spans) + " "
        when = date(2026, 4, 1) + timedelta(days=rng.randint(0, 80))
        made.append(TextItem(f"k{number}", when, "Chronology entry: talk", "in part", (Part("Said", text),)))
    return tuple(made)


def of_the_long_file(seed: int) -> tuple[TextItem, ...]:
    """Twenty pieces of the practice vault's long file in which whoever is planted is covered, and nobody else."""
    chosen = random.Random(seed).sample(pieces(), 20)
    return tuple(_as_item(piece) for piece in chosen)


def _as_item(piece: Piece) -> TextItem:
    spans = [
        (found.start(), found.end(), "another pupil")
        for form in piece.planted
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", piece.words, re.IGNORECASE)
        if found[0][:1].isupper() or not form[:1].isupper()
    ]
    when = date(2026, 9, 1) - timedelta(days=piece.days_ago)
    said = (Part(piece.source, redact_spans(piece.words, spans)),)
    return TextItem(str(piece.number), when, piece.title, "in part", said)


def forms(names: tuple[str, ...]) -> tuple[Forbidden, ...]:
    return tuple(Forbidden(form, name) for name in names for form in forms_of(name, OWN))


OWN = frozenset({"idris", "moonbeck", "seraphina", "marigold", "tumbledale"})
"""The words of whom a pack is about and goes to, which stand on every letter."""
Corpus = tuple[Callable[[int], tuple[TextItem, ...]], tuple[Forbidden, ...]]
CORPORA: dict[str, Corpus] = {
    "everyday words": (items, forms(COVERED)),
    "the long file": (of_the_long_file, forms(tuple(form for one in cast.OTHERS for form in one.forms))),
}


@cache
def alike(terms: tuple[Forbidden, ...]) -> SpeltOtherwise:
    """What the builder of a pack hands to the check for names that somebody else may have spelt otherwise."""
    return SpeltOtherwise([OrderTerm(one.text, pack_order.COVERED, TermWeight.LOOK) for one in terms], OWN)


def alarms(corpus: str, seeds: range) -> Counter[tuple[str, str]]:
    """How often each term failed or was shown to a person, over so many clean packs."""
    made, terms = CORPORA[corpus]
    told: Counter[tuple[str, str]] = Counter()
    for seed in seeds:
        pdf, built = packs.built(replace(packs.content(), items=made(seed)))
        seal = Seal(built, "Request 14", terms, read_seconds=0, alike=alike(terms))
        for one in check_pack(pdf, packs.PASSWORD, seal):
            if one.state != "passed":
                told[one.state, terms[one.term_index].text if one.term_index is not None else one.check] += 1
    return told


@pytest.mark.parametrize("corpus", CORPORA)
def test_five_clean_packs_raise_no_alarm(corpus: str) -> None:
    assert alarms(corpus, range(5)) == Counter()


def test_a_name_left_in_one_of_them_would_raise_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # the planted fault: nothing is covered in the pieces of the long file
    monkeypatch.setitem(globals(), "redact_spans", lambda text, _spans: text)
    assert alarms("the long file", range(1))


NOISE = b"\xfe\x00Otis\x07\xb3\x01M4ry\x07\xb3\xe5"


def pack_of_chance(monkeypatch: pytest.MonkeyPatch, mark: bytes) -> list[str]:
    """The checks that fail a clean pack in whose mark, salts and key these 16 bytes came up."""
    monkeypatch.setattr(secrets, "token_hex", lambda _: mark.hex())
    monkeypatch.setattr(secrets, "token_bytes", lambda count: (mark * 2)[:count])
    pdf, built = packs.built(replace(packs.content(), items=items(1)))
    for place in (mark.hex(), mark[:8].hex()):
        assert place.encode() in pdf
    seal = Seal(built, "Request 14", forms(COVERED), read_seconds=0)
    return [one.check for one in check_pack(pdf, packs.PASSWORD, seal) if one.state == "failed"]


def test_what_unlocks_a_pack_and_marks_its_file_says_no_name_by_chance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One clean pack in some two thousand failed for a name of four letters among its random bytes."""
    assert pack_of_chance(monkeypatch, NOISE) == []


@pytest.mark.parametrize(
    "mark",
    [
        b"with Otis at ten",
        "Ferrán was there".encode("latin-1"),
        b"\xfe\xff\0O\0t\0i\0s\0 \0w\0s",
        b"\x8fThorncastle\xd1\x9c\xb3\0",
    ],
)
def test_words_or_a_long_name_in_their_place_are_found(monkeypatch: pytest.MonkeyPatch, mark: bytes) -> None:
    # planted: what stands where the file has its mark is no noise
    assert len(mark) == len(NOISE) == 16
    assert "names" in pack_of_chance(monkeypatch, mark)


@pytest.mark.soak
@pytest.mark.parametrize("corpus", CORPORA)
def test_a_hundred_clean_packs_raise_no_failure_and_their_suspicions_are_printed(corpus: str) -> None:
    told = alarms(corpus, range(100, 200))
    many = len(CORPORA[corpus][1])
    print(  # noqa: T201  (a figure for whoever runs it)
        f"100 clean packs of 20 records, {corpus}, {many} terms: {sum(told.values())} alarms, {dict(told)}"
    )
    assert not any(state == "failed" for state, _ in told)
    assert sum(told.values()) <= 20


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("We met on 4 May 2026.", False),
        ("in the week of 11 May", False),
        ("the 3rd of May", False),
        ("May 2026", False),
        ("came with May to the workshop", True),
        ("sat by May. 2026 was better", True),
        ("gave May 4 pencils", True),
    ],
)
def test_a_month_with_its_day_or_year_is_no_name(text: str, is_name: bool) -> None:
    assert bool([*Terms([Forbidden("May", "a name")]).find(text)]) is is_name
