from __future__ import annotations

import pytest

from coordinator_app.pdf.pack_content import Forbidden
from coordinator_app.pdf.seal_words import Hit, Terms, fold

NAMES = [
    *("Marigold Puddlecombe", "Łukasz Wiśniewski", "Zoë Ferrán", "Siân O’Hara", "Mary-Jane Thirdparty"),
    *("Søren Åkesson", "Çağla Öztürk", "Nguyễn Thị Ạnh", "Σοφία Παππά", "Жанна Иванова"),
    *("A801200001001", "01632 960119", "14 Weir Cottages", "kit@example.test", "Thorncastle"),
    *("Fiona Griffith", "Jürgen Straßer", "Chloe-Mae Quill", "D’Angelo Vex", "Offiong Afful"),
]
SHAPES = {
    "as it is": lambda name: name,
    "capitals": str.upper,
    "small letters": str.lower,
    "another line": lambda name: name.replace(" ", "\r\n") if " " in name else name[:4] + "-\r\n" + name[4:],
    "wide spaces": lambda name: name.replace(" ", "\u00a0 \u2003"),
    "ligatures": lambda name: (
        name.replace("ffi", "ﬃ").replace("ff", "ﬀ").replace("fi", "ﬁ").replace("Fi", "Fi")
    ),
    "soft hyphen": lambda name: name[:3] + "\u00ad" + name[3:],
    "no width": lambda name: name[:2] + "\u200b" + name[2:],
    "without accents": lambda name: fold(name)[0],
    "decomposed": lambda name: __import__("unicodedata").normalize("NFD", name),
    "mark of pdfium": lambda name: name[:3] + "\x02" + name[3:],
    "possessive": lambda name: name + "’s",
    "letters apart": " ".join,
    "other dashes": lambda name: name.replace("-", "‑").replace(" ", " – "),
}


def hits(text: str, *terms: str, hard: bool = True) -> list[Hit]:
    return list(Terms([Forbidden(term, "another child", hard=hard) for term in terms]).find(text))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_planted_name_is_found_in_every_shape(shape: str) -> None:
    for name in NAMES:
        text = f"At the placement he sat with {SHAPES[shape](name)} for an hour."
        assert any(hit.certain for hit in hits(text, name)), (name, shape)


@pytest.mark.parametrize("text", ["the therapist set it out", "castle thorn", "a forester", "Unthorncastled"])
def test_parts_of_other_words_are_no_certain_hit(text: str) -> None:
    assert not any(hit.certain for hit in hits(text, "Thorncastle", "Forest Therap", "Sethi"))


def test_a_long_name_inside_a_word_is_shown_to_a_person() -> None:
    (hit,) = hits("write to mthorncastle9 at once", "Thorncastle")
    assert not hit.certain
    assert "mthorncastle9" in hit.around


@pytest.mark.parametrize("name", ["Will", "Mark", "April", "Rose", "Hope", "May", "Al"])
def test_an_everyday_name_in_the_middle_of_a_sentence_is_shown_and_the_word_is_not(name: str) -> None:
    (hit,) = hits(f"Then {name} left the room.", name)
    assert not hit.certain
    assert hits(f"They {name.lower()} in the yard.", name) == []


def test_at_the_head_of_a_sentence_the_next_word_decides() -> None:
    assert hits("Will you come? May I? Mark the page. Hope it helps.", "Will", "May", "Mark", "Hope") == []
    assert len(hits("Will hit him. May left.", "Will", "May")) == 2


def test_a_full_name_with_an_everyday_part_is_certain_and_two_everyday_parts_are_shown() -> None:
    assert hits("with Will Thorncastle there", "Will Thorncastle")[0].certain
    for text in ("saw Mark May today", "i saw mark may with her"):
        assert [hit.certain for hit in hits(text, "Mark May")] == [False]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoe", "in the chat he wrote: zoe was crying by the gate again"),
        ("Kai", "then kai and me went to the shop"),
        ("Jo Fox", "she said jo fox did it"),
        ("Will Short", "message from will short at 23:10"),
        ("J Fox", "with j fox again"),
    ],
)
def test_a_name_in_small_letters_that_is_no_word_is_shown(name: str, text: str) -> None:
    assert [hit.certain for hit in hits(text, name)] == [False]


@pytest.mark.parametrize("name", ["Sam", "Kim", "Lee", "Ann", "Mia", "Leo", "Eve", "Ray", "Bo"])
def test_a_short_name_is_shown_in_small_letters_unless_it_is_a_word(name: str) -> None:
    assert hits("i will ask and a may tree", "I Will", "A May") == []
    found = hits(f"he came with {name.lower()} and went", name)
    assert bool(found) is (name not in {"Eve", "Ray"})


def test_a_soft_term_is_never_certain_and_an_empty_one_is_nothing() -> None:
    assert not hits("Thorncastle", "Thorncastle", hard=False)[0].certain
    assert hits("anything", "", " - ") == []


def test_numbers_are_found_however_they_are_grouped() -> None:
    for text in ("ring 01632960119", "ring (01632) 960-119", "ring 0 1 6 3 2 9 6 0 1 1 9"):
        assert hits(text, "01632 960119")[0].certain
    assert (
        hits("ring 01632 9601194", "01632 960119") == []
        or not hits("ring 01632 9601194", "01632 960119")[0].certain
    )


def test_raw_bytes_are_searched_for_long_terms_in_one_and_two_byte_text() -> None:
    terms = Terms([Forbidden("Thorncastle", "x"), Forbidden("Rose", "x"), Forbidden("Al", "x")])
    assert [hit.term for hit in terms.find_raw(b"\x00\xffTHORNCASTLE rose al")] == [0]
    assert [hit.term for hit in terms.find_raw("thorncastle".encode("utf-16-be"))] == [0]


def around(text: str, name: str) -> str:
    return next(iter(Terms([Forbidden(name, "another child", hard=True)]).find(text))).around


def test_what_goes_on_in_the_next_text_is_found_and_what_stands_in_one_of_them_is_told_elsewhere() -> None:
    terms = Terms([Forbidden("he waited at the gate", "words"), Forbidden("Otis Thorncastle", "a name")])
    across = [*terms.find_across("Then he waited\r\n", "at the gate with Otis Thorncastle.")]
    assert [(hit.term, hit.certain) for hit in across] == [(0, True)]
    assert [*terms.find_across("Then he waited.", "Nobody came to the gate.")] == []
    assert [hit.term for hit in terms.find_across("x" * 9_000 + " Otis", "Thorncastle came")] == [1]


def test_a_quotation_begins_and_ends_with_whole_words() -> None:
    before = "The youngsters were paired in the afternoon and "
    after = " came back afterwards although everybody was exhausted."
    said = around(f"{before}Thorncastle{after}", "Thorncastle")
    assert said == "were paired in the afternoon and Thorncastle came back afterwards although everybody"
    assert set(said.split()) <= set(f"{before}Thorncastle{after}".split())


def test_a_quotation_at_the_edge_of_the_text_is_whole() -> None:
    assert around("Thorncastle came.", "Thorncastle") == "Thorncastle came."


def test_a_word_without_an_end_is_cut_not_lost() -> None:
    said = around(f"{'x' * 60}-Thorncastle-{'y' * 60}", "Thorncastle")
    assert said == f"{'x' * 39}-Thorncastle-{'y' * 39}"


@pytest.mark.parametrize(
    "text", ["A wren nests in the roof.", "they fed the\nwrens", "an apron, some wren or other"]
)
def test_a_thing_in_small_letters_behind_an_article_is_no_name(text: str) -> None:
    assert hits(text, "Wren") == []


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("wren was crying by the gate", False),
        ("he said that wren hit him", False),
        ("she went with wren", False),
        ("A Wren came in late", True),
        ("the WREN of last year", True),
        ("then Wren left", True),
    ],
)
def test_a_name_that_is_a_thing_too_is_shown_wherever_it_may_be_somebody(text: str, is_certain: bool) -> None:
    assert [hit.certain for hit in hits(text, "Wren")] == [is_certain]


def test_a_name_that_is_no_word_is_found_behind_an_article_as_well() -> None:
    assert hits("they fed the otis", "Otis")[0].certain
    assert hits("a thorncastle, the thorncastles", "Thorncastle")[0].certain
    assert hits("a wren applegarth", "Wren Applegarth")[0].certain


@pytest.mark.parametrize("read", ["Brarnblewick", "BRAMBLEWlCK", "Bramb1ewick", "Bramblevvick"])
def test_a_long_name_is_shown_as_a_scan_misreads_it(read: str) -> None:
    terms = Terms([Forbidden("Bramblewick", "covered")])
    hits = list(terms.find(f"Then {read} hit back."))
    assert hits
    assert not any(one.certain for one in hits)
    assert not list(terms.find("Then the bramble and the candlewick were cut."))


def test_initials_that_own_something_are_initials() -> None:
    assert list(Terms([Forbidden("O.B.", "covered")]).find("Then OB's bag was gone."))
    assert list(Terms([Forbidden("O.B.", "covered")]).find("Then O.B.\u2019s bag was gone."))


@pytest.mark.parametrize("words", ["Otis2024", "otis11", "7Otis", "OtisB", "wrenOtis", "OtisB2"])
def test_a_name_in_the_name_of_an_account_is_shown(words: str) -> None:
    """Of four and five letters it was found by nobody there; longer ones are found inside any word."""
    found = [*Terms([Forbidden("Otis", "another child")]).find(f"Signed in as {words} at noon.")]
    assert len(found) == 1
    assert words in found[0].around


@pytest.mark.parametrize("words", ["Hotis", "Otiser", "OTISER", "hotisB", "KOtis", "myotis"])
def test_letters_of_another_word_are_no_name_of_an_account(words: str) -> None:
    assert [*Terms([Forbidden("Otis", "another child")]).find(f"A {words} was seen.")] == []


@pytest.mark.parametrize(("term", "words"), [("L.E.", "LE1 2AB"), ("Will", "Will2 be"), ("Mia", "MIA7")])
def test_short_and_everyday_words_with_figures_are_codes(term: str, words: str) -> None:
    assert [*Terms([Forbidden(term, "another child")]).find(f"Room {words} there.")] == []
