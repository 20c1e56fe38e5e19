"""A covered name that somebody spelt otherwise is found in the finished pack by the finder's own rules, as a suspicion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import packs
import pytest

from coordinator_app.access_requests import spelt_otherwise
from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.access_requests.pack_order import COVERED, OrderTerm, TermWeight
from coordinator_app.access_requests.spelt_otherwise import SpeltOtherwise, names_among
from coordinator_app.pdf.pack_content import Finding, Forbidden, Part, TextItem
from coordinator_app.pdf.seal_check import Seal, check_pack

OWN = frozenset({"kit", "puddlecombe"})
TERMS = tuple(
    OrderTerm(form, COVERED, TermWeight.LOOK)
    for name in ("Otis Bramblewick", "Zoë Ferrán", "Will Brook", "Ada Bramblewick", "Thornley")
    for form in forms_of(name, OWN)
)


def found(text: str, terms: tuple[OrderTerm, ...] = TERMS) -> list[tuple[str, str]]:
    return [(terms[term].words, text[start:end]) for term, start, end in SpeltOtherwise(terms, OWN)(text)]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Then Ottis left.", "Otis Bramblewick", "Ottis"),
        ("He sat with Bramblwick there.", "Otis Bramblewick", "Bramblwick"),
        ("Ottis Bramblwick came late.", "Otis Bramblewick", "Ottis Bramblwick"),
        ("O. Bramblwick rang.", "Otis Bramblewick", "O. Bramblwick"),
        ("Ada Bramblwick rang.", "Ada Bramblewick", "Ada Bramblwick"),
        ("It was Otls again.", "Otis Bramblewick", "Otls"),
        ("Wil Brooke came.", "Will Brook", "Wil Brooke"),
        ("Zoe Feran was away.", "Zoë Ferrán", "Zoe Feran"),
        ("with Bram-\nblwick there", "Otis Bramblewick", "Bram-\nblwick"),
        ("He sat with Thornly there.", "Thornley", "Thornly"),
    ],
)
def test_a_slip_for_a_covered_name_is_found(text: str, name: str, words: str) -> None:
    assert found(text) == [(name, words)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Jean-Luc van der Berg", "He sat with Vanderburg there.", "Vanderburg"),
        ("Jago McTavish", "J. Mctavesh rang.", "J. Mctavesh"),
        ("DeShawn LaRue", "D. LaRoo rang.", "D. LaRoo"),
    ],
)
def test_a_name_with_small_words_or_capitals_within_is_one_name(name: str, text: str, words: str) -> None:
    """Only its single words were sought, and of those with a small word before them not all."""
    terms = tuple(OrderTerm(form, COVERED, TermWeight.LOOK) for form in forms_of(name, OWN))
    assert (name, words) in found(text, terms)


def test_a_heading_in_capitals_is_nobodys_name() -> None:
    assert [*names_among(["DO NOT ENTER", "J. McTavish"])] == ["J. McTavish"]


@pytest.mark.parametrize(
    "text",
    [
        "The otters swam by. Notice this.",
        "They will go to the brook.",
        "Kit Puddlecombe came.",
        "Nothing.",
        "",
    ],
)
def test_words_that_are_like_a_name_are_no_name(text: str) -> None:
    assert found(text) == []


def test_an_article_read_together_with_its_word_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    wren = tuple(OrderTerm(form, COVERED, TermWeight.LOOK) for form in forms_of("Wren Applegarth", OWN))
    assert found("In the roof. Awren nests there.", wren) == []
    assert found("In the roof. Awrem nests there, and Wrenn is away.", wren)[-1][1] == "Wrenn"
    # planted fault: it was told of as somebody's name
    monkeypatch.setattr(spelt_otherwise, "_is_run_together", lambda _words: False)
    assert [words for _, words in found("In the roof. Awren nests there.", wren)] == ["Awren"]


def test_words_of_a_withheld_item_are_nobodys_name_and_without_names_nothing_is_sought() -> None:
    assert (
        found("Then Ottis left.", (OrderTerm("Otis Bramblewick", "withheld words", TermWeight.HARD),)) == []
    )
    assert found("Then Ottis left.", ()) == []
    assert [
        *names_among(["Otis Bramblewick", "Otis", "O.B.", "he hit Otis", "Mo", "Zoey", "07700 900123"])
    ] == [
        "Otis Bramblewick",
        "Zoey",
    ]


def pack(text: str, *, alike: bool = True) -> list[Finding]:
    item = TextItem("k", date(2026, 9, 1), "Chronology entry: talk", "in part", (Part("Said", text),))
    pdf, built = packs.built(replace(packs.content(), items=(item,)))
    seal = Seal(
        built,
        "Request 14",
        tuple(Forbidden(term.words, term.why) for term in TERMS),
        read_seconds=0,
        alike=SpeltOtherwise(TERMS, OWN) if alike else None,
    )
    return [
        one for one in check_pack(pdf, packs.PASSWORD, seal) if one.check == "names" and one.state != "passed"
    ]


def test_in_a_finished_pack_it_is_a_suspicion_with_its_page_and_words() -> None:
    (only,) = pack("In the yard he sat with Ottis and was calm.")
    assert (only.state, only.page) == ("look", 4)
    assert only.says.endswith("spelt otherwise.")
    assert "with Ottis and" in only.words_around


def test_without_the_finders_matching_it_is_missed() -> None:
    # the planted fault: the check seeks the letters alone, as it once did
    assert pack("In the yard he sat with Ottis and was calm.", alike=False) == []


def test_what_stands_there_letter_by_letter_is_told_once() -> None:
    assert [
        one.says for one in pack("In the yard he sat with Thornley and was calm.") if "otherwise" in one.says
    ] == []
