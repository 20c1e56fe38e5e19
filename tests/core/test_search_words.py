"""What is typed to search for is read as it is meant, and found in texts however it is spelled."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.core.search_words import (
    BEGINNING,
    MOST_TERMS,
    SENTENCE,
    Quote,
    SearchWords,
    Term,
    is_in,
    quote,
    read_days,
    read_words,
    spans,
    words_of,
)

TODAY = date(2026, 11, 24)  # a Tuesday


def wanted(typed: str) -> list[str]:
    return [" ".join(term.words) for term in read_words(typed, TODAY).wanted]


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, read_words(typed))]


def test_words_phrases_and_words_to_leave_out_are_told_apart() -> None:
    read = read_words('"in the workshop" late -bus -"day off"')
    assert read.wanted == (Term(("in", "the", "workshop"), exact=True), Term(("late",)))
    assert read.unwanted == (Term(("bus",), exact=True), Term(("day", "off"), exact=True))
    assert read.letters == len("intheworkshoplate")


def test_only_the_last_word_may_go_on_and_only_while_it_is_typed() -> None:
    assert [term.begins for term in read_words("late carb").wanted] == [False, True]
    assert not read_words("late carb ").wanted[-1].begins
    assert not read_words('late "carb').wanted[-1].begins
    assert not read_words("x" * (BEGINNING - 1)).wanted[-1].begins
    assert [term.begins for term in read_words("late ca").wanted] == [False, True]
    assert [term.words for term in read_words("late c").wanted] == [("late",)]
    assert [term.words for term in read_words("k p").wanted] == [("k",), ("p",)]
    assert [term.words for term in read_words("year 9").wanted] == [("year",), ("9",)]
    assert [term.words for term in read_words("late c ").wanted] == [("late",), ("c",)]
    assert read_words("").wanted == read_words(" - ! ").wanted == ()


def test_typographic_quotes_and_one_that_is_not_closed_hold_a_phrase() -> None:
    assert wanted("“in the workshop”") == wanted("«in the workshop") == ["in the workshop"]


def test_words_are_folded_and_come_apart_where_the_index_takes_them_apart() -> None:
    assert words_of("Łukasz O’Brien-Smith, 3/5") == ("lukasz", "obrien", "smith", "3", "5")
    assert words_of("½ hour") == ("1", "2", "hour")
    assert words_of("cafe\u0301 a\x00b") == ("cafe", "a", "b")
    assert wanted("well-being") == ["well being"]
    (glued,) = read_words("Kite\U0001fa81tail").wanted
    assert (glued.words, glued.raw) == (("kite", "tail"), "kite\U0001fa81tail")
    assert words_of("x\ufeffy") == ("xy",)
    assert len(read_words(" ".join(["word"] * 50)).wanted) == MOST_TERMS


@pytest.mark.parametrize(
    "typed",
    ["3 May 2026", "03.05.26", "3/5/2026", "3/5", "3 May 26", "5-3-2026".replace("5-3", "3-5"), "2026-05-03",
     "Sunday 3 May 2026", "May 3, 2026"],
)  # fmt: skip
def test_a_day_is_understood_in_every_common_way(typed: str) -> None:
    read = read_words(f"late {typed}", TODAY)
    assert read.days is not None
    assert (read.days.since, read.days.until) == (date(2026, 5, 3), date(2026, 5, 3))
    assert read.days.words == "3 May 2026"
    assert [term.words for term in read.wanted] == [("late",)]


def test_a_two_digit_year_of_a_birth_date_is_one_that_has_been() -> None:
    read = read_words("3/5/99", TODAY)
    assert read.days is not None
    assert read.days.since == date(1999, 5, 3)


@pytest.mark.parametrize(
    ("typed", "since", "until", "words"),
    [
        ("today", date(2026, 11, 24), date(2026, 11, 24), "24 November 2026"),
        ("Yesterday", date(2026, 11, 23), date(2026, 11, 23), "23 November 2026"),
        ("this week", date(2026, 11, 23), date(2026, 11, 29), "23 November 2026 to 29 November 2026"),
        ("last week", date(2026, 11, 16), date(2026, 11, 22), "16 November 2026 to 22 November 2026"),
        ("this month", date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        ("last month", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("Feb 2024", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
    ],
)
def test_weeks_and_months_are_understood(typed: str, since: date, until: date, words: str) -> None:
    days = read_days(typed, TODAY)
    assert days is not None
    assert (days.since, days.until, days.words) == (since, until, words)


@pytest.mark.parametrize(
    "typed", ["1-1 support", "3 5", "12345", "room 2026", "may 0000", "workshop", '"3 May 2026"', "-today"]
)  # fmt: skip
def test_what_is_no_day_stays_words(typed: str) -> None:
    assert read_words(typed, TODAY).days is None


def test_days_stay_words_where_nobody_asked_for_days() -> None:
    assert [term.words for term in read_words("3 May").wanted] == [("3",), ("may",)]


def test_found_words_are_marked_as_they_are_spelled_in_the_text() -> None:
    assert marked("Łukasz was late, and late again.", "lukasz late") == ["Łukasz", "late", "late"]
    assert marked("Marigold's letters and a letter", "marigold letter ") == [
        "Marigold's",
        "letters",
        "letter",
    ]
    assert marked("He said carburettor", "carb") == ["carburettor"]
    assert marked("He was in the old workshop, in the workshop.", '"in the workshop"') == ["in the workshop"]
    assert marked("well-being is being well", '"being"') == ["being", "being"]
    assert marked("two buses", '"bus"') == []
    assert marked("in the workshops", "in-the-work") == ["in the workshops"]
    assert marked("in the", '"in the workshop"') == []


def test_of_two_terms_that_begin_at_one_word_the_longer_is_marked() -> None:
    words = SearchWords((Term(("day",)), Term(("day", "off"), exact=True)))
    assert spans("a day off", words) == ((2, 9),)


def test_a_text_holds_a_search_when_all_is_there_and_nothing_unwanted() -> None:
    assert is_in("He was late for lunch", read_words("late lun"))
    assert not is_in("He was late for lunch", read_words("late bus"))
    assert not is_in("The bus was late", read_words("late -bus"))
    assert is_in("The buses were late", read_words("late -bus"))


def test_the_sentence_with_most_of_the_words_is_quoted() -> None:
    text = "The engine ran. He was quiet. The old engine and the carburettor were stripped. Then home."
    said = quote(text, read_words("engine carburettor"))
    assert said.text == "The old engine and the carburettor were stripped."
    assert [said.text[start:end] for start, end in said.marked] == ["engine", "carburettor"]
    assert text[said.at :].startswith("engine and the carburettor")


def test_an_initial_does_not_end_a_sentence() -> None:
    assert (
        quote("Home. With G. Thimble there. Then out.", read_words("thimble")).text
        == "With G. Thimble there."
    )


def test_a_word_with_accents_is_quoted_although_its_plain_letters_are_not_there() -> None:
    text = "Long ago. " * 80 + "Then Łukasz flew\nthe kite. And more."
    assert quote(text, read_words("lukasz")) == Quote(
        "Then Łukasz flew the kite.", ((5, 11),), text.index("Łukasz")
    )


def test_a_long_sentence_is_cut_so_that_the_word_is_in_sight() -> None:
    text = "word " * 100 + "kite " + "more " * 100
    said = quote(text, read_words("kite"))
    assert said.text.startswith("… word")
    assert said.text.endswith("more …")
    assert len(said.text) <= SENTENCE + 4
    assert [said.text[start:end] for start, end in said.marked] == ["kite"]


def test_marks_that_are_cut_away_are_not_told() -> None:
    said = quote("kite " + "word " * 60 + "kite", read_words("kite "))
    assert said.marked == ((0, 4),)


def test_a_text_without_the_words_is_quoted_from_its_start() -> None:
    assert quote("Short.", read_words("zzz")) == Quote("Short.")
    assert quote("word " * 100, read_words("zzz")).text.endswith(" …")
    assert quote("", read_words("zzz")) == Quote("")


def test_letters_inside_another_word_are_not_quoted() -> None:
    assert quote("Later. He was late.", read_words("late ")).text == "He was late."
    assert quote("Plateau. " * 10 + "He was late.", read_words("late ")).text == "He was late."


def test_a_sentence_that_begins_far_before_the_word_begins_with_a_whole_word() -> None:
    said = quote("abcdefghij " * 60 + "kite end", read_words("kite"))
    assert said.text.split()[1] == "abcdefghij"
