"""What the finder finds of people whose names are known, and whom and what it never suggests."""

from __future__ import annotations

from itertools import pairwise

import pytest

from coordinator_app.access_requests.finding import book, unknown
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.forms_of_names import forms_of_names
from coordinator_app.access_requests.finding.mentions import SubjectForms, mentions_in
from coordinator_app.access_requests.finding.packed import Packed
from coordinator_app.access_requests.finding.parts import Parts, parts_of
from coordinator_app.access_requests.finding.shapes import Form, Known, Suggestion
from coordinator_app.access_requests.persons import PersonKind

KIT = Known("kit", PersonKind.PUPIL, ("Puddlecombe, Kit",), ("2011-04-09", "07700 900999"))
OTIS = Known(
    "otis",
    PersonKind.PUPIL,
    ("Bramblewick, Otis James", "Thistledown, Otis James"),
    ("07700 900123", "otis.b@mail.example", "12 Mill Lane, Oakhurst, OK4 7QT", "2011-03-02", "H801200001001"),
)
LIZ = Known("liz", PersonKind.PUPIL, ("Thorn-Castle, Elizabeth",))
SIAN = Known("sian", PersonKind.OTHER_FAMILY, ("O'Brien, Siân",))
FAITH = Known("faith", PersonKind.PUPIL, ("Will, Faith",))
ROWAN = Known("rowan", PersonKind.PUPIL, ("Puddlecombe, Rowan",))
MUM = Known("mum", PersonKind.FAMILY, ("Marigold Puddlecombe",))
TUTOR = Known("tutor", PersonKind.PROVIDER, ("Gail Thimble",))
EVERYBODY = (KIT, OTIS, LIZ, SIAN, FAITH, ROWAN, MUM, TUTOR)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(EVERYBODY, KIT)


def one(finder: Finder, text: str) -> Suggestion:
    (only,) = finder.find(text)
    return only


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Otis Bramblewick", "otis"), ("OTIS BRAMBLEWICK", "otis"), ("otis bramblewick", "otis"),
        ("Bramblewick, Otis", "otis"), ("Bramblewick Otis", "otis"), ("Otis James Bramblewick", "otis"),
        ("O. Bramblewick", "otis"), ("O Bramblewick", "otis"), ("Otis B", "otis"), ("Otis B.", "otis"),
        ("Otis Thistledown", "otis"), ("Otis", "otis"), ("Bramblewick", "otis"), ("Bramblewicks", "otis"),
        ("Ottis Bramblewik", "otis"), ("Oits Bramblewick", "otis"), ("Otls Brarnblewick", "otis"),
        ("0tis Bramb1ewick", "otis"), ("Otis Bramble-\nwick", "otis"), ("Otis\nBramblewick", "otis"),
        ("O t i s  B r a m b l e w i c k", "otis"), ("OtisBramblewick", "otis"), ("Otis_Bramblewick", "otis"),
        ("O\u0301tis\u200b Bramblewick", "otis"), ("Liz Thorncastle", "liz"), ("Lizzie", "liz"),
        ("Elizabeth Thorn", "liz"), ("Beth Thorn-Castle", "liz"), ("Sian OBrien", "sian"),
        ("Siân O\u2019Brien", "sian"), ("Shan O Brien", "sian"), ("Faith Will", "faith"),
        ("otisbramblewick", "otis"), ("bramblewickotis12", "otis"), ("LizT", "liz"),
        ("OTISBRAMBLEWICK", "otis"), ("Otis\u200bBramblewick", "otis"), ("lizthorncastle", "liz"),
        ("\u041etis \u0412ramblewick", "otis"), ("\u041etis", "otis"), ("Br\u0430mbl\u0435wi\u0441k", "otis"),
        ("O\nt\ni\ns\nB\nr\na\nm\nb\nl\ne\nw\ni\nc\nk", "otis"),
    ],
)  # fmt: skip
def test_a_name_is_found_whole_however_it_is_written(finder: Finder, written: str, key: str) -> None:
    found = one(finder, f"Then {written} left the room.")
    assert (found.words, found.key, found.ticked) == (written.removesuffix("."), key, True)
    assert found.why


@pytest.mark.parametrize("owned", ["Otis's", "Otis'", "Otis\u2019s"])
def test_a_possessive_leaves_its_sign_standing(finder: Finder, owned: str) -> None:
    assert one(finder, f"It was {owned} coat.").words == "Otis"


@pytest.mark.parametrize(
    "text",
    [
        "Kit Puddlecombe sat down. Kit's coat. Puddlecombe, Kit. K. Puddlecombe. KP was late. KIT left.",
        "Kti Puddlecombe was here, and kit puddlecombe.",
        "Will you come? It will do. I have faith in you. May we go in May 2026? Mark the form.",
        "There is a Faith School in Thistledown Road. The Will Park Academy wrote.",
        "PE, TA, EHCP, DSL and SENCO. The GP wrote on 12 November 2026 at 09:30 about 12 of 14.",
        "",
    ],
)
def test_the_subject_and_everyday_words_are_never_suggested(finder: Finder, text: str) -> None:
    assert [found.words for found in finder.find(text)] == []


def test_a_name_that_is_a_word_is_judged_by_its_neighbours(finder: Finder) -> None:
    assert one(finder, "At break Faith hit him.").key == "faith"
    assert one(finder, "Faith told staff.").key == "faith"
    assert finder.find("We kept faith. Faith in this plan is low.") == ()


def test_a_brother_of_the_same_family_name_is_somebody_else(finder: Finder) -> None:
    assert one(finder, "Rowan Puddlecombe rang.").key == "rowan"
    stranger = one(finder, "Then Tobias Puddlecombe rang.")
    assert (stranger.words, stranger.key, stranger.ticked) == ("Tobias Puddlecombe", "", True)


def test_family_and_staff_are_shown_and_not_ticked(finder: Finder) -> None:
    assert [(found.key, found.ticked) for found in finder.find("Marigold Puddlecombe met Gail Thimble.")] == [
        ("mum", False),
        ("tutor", False),
    ]


def test_initials_are_of_somebody_named_in_the_text(finder: Finder) -> None:
    found = finder.find("Otis Bramblewick came. O.B. left. Then OB hit the door.")
    assert [(item.words, item.key) for item in found[1:]] == [("O.B.", "otis"), ("OB", "otis")]


@pytest.mark.parametrize(
    "text",
    [
        "It lay in <PS>'s bag.", "We moved <PS> to the other group.", "Kit said that <PS> took it.", "Ask <PS> (born 2012).",
        "Letters went to Kit, <PS> and May.", "4\t<PS>\t/ /\n", "A note from <PS>: I saw nothing.", "4\t<QZ>\t/ /\n",
    ],
)  # fmt: skip
def test_letters_that_mostly_mean_something_else_are_initials_where_a_person_stands(text: str) -> None:
    known = (
        KIT,
        Known("p", PersonKind.PUPIL, ("Sharma, Priya",)),
        Known("q", PersonKind.PUPIL, ("Zane, Quin",)),
    )
    meant = text.partition("<")[2].partition(">")[0]
    assert meant in [found.words for found in Finder(known, KIT).find(text.replace("<", "").replace(">", ""))]


@pytest.mark.parametrize(
    "text",
    [
        "The PS is on the shelf.", "He came at 3 PM and left.", "It was on TV again.", "PE was short.", "PE started late.",
        "A PS was added.", "From AM to PM.", "We moved PE to Friday.", "His ID was seen.",
    ],
)  # fmt: skip
def test_the_same_letters_are_nobody_where_no_person_stands(text: str) -> None:
    names = ("Sharma, Priya", "Moss, Pat", "Vane, Tom", "Eze, Paul", "Moss, Ann", "Dray, Ian")
    known = (KIT, *(Known(name, PersonKind.PUPIL, (name,)) for name in names))
    assert [found.words for found in Finder(known, KIT).find(text)] == []


@pytest.mark.parametrize("name", ["Joy", "Bolton"])
def test_a_birth_date_behind_an_everyday_word_or_a_town_makes_it_a_name(name: str) -> None:
    known = (KIT, Known("joy", PersonKind.PUPIL, ("Bolton, Joy",)))
    found = Finder(known, KIT).find(f"The bus was late. {name}, date of birth 4 May 2012, sat there.")
    assert name in [item.words for item in found]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("07700900123", Form.TELEPHONE), ("+44 (0)7700 900 123", Form.TELEPHONE), ("0044 7700 900123", Form.TELEPHONE),
        ("07700-900-123", Form.TELEPHONE), ("7700900123", Form.TELEPHONE), ("O7700 9OO123", Form.TELEPHONE), ("otis.b@mail.example", Form.EMAIL),
        ("otis dot b at mail dot example", Form.EMAIL), ("Otis.B@Mail.Example", Form.EMAIL), ("12 mill lane", Form.ADDRESS),
        ("12, Mill\nLn", Form.ADDRESS), ("OK4 7QT", Form.POSTCODE), ("ok47qt", Form.POSTCODE),
        ("H801200001001", Form.UPN), ("02/03/2011", Form.BIRTH_DATE), ("2.3.11", Form.BIRTH_DATE),
        ("2nd of March 2011", Form.BIRTH_DATE), ("March 2, 2011", Form.BIRTH_DATE), ("2011-03-02", Form.BIRTH_DATE),
    ],
)  # fmt: skip
def test_a_detail_is_found_in_any_way_of_writing(finder: Finder, written: str, form: Form) -> None:
    found = one(finder, f"It says {written} there.")
    assert (found.words, found.key, found.form) == (written, "otis", form)


def test_details_of_nobody_known_are_found_by_shape_and_the_subjects_own_are_not(finder: Finder) -> None:
    text = "Ring 01632 960222, write to x.y@mail.example, 9 Otter Road, SW1A 1AA, NHS no. 943 476 5919, born 3 May 1979."
    assert [found.form for found in finder.find(text)] == [
        Form.TELEPHONE, Form.EMAIL, Form.ADDRESS, Form.POSTCODE, Form.NHS_NUMBER, Form.BIRTH_DATE,
    ]  # fmt: skip
    assert finder.find("Born 9 April 2011, telephone 07700 900 999.") == ()


def test_a_secret_address_is_ticked_whoevers_it_is() -> None:
    mum = Known(
        "mum", PersonKind.FAMILY, ("Marigold Puddlecombe",), ("3 Gorse Avenue, Oakhurst",), is_secret=True
    )
    found = one(Finder((mum,), KIT), "She lives at 3 Gorse Ave now.")
    assert (found.ticked, found.likelihood) == (True, 100)


def test_what_is_told_of_a_relative_is_suggested_with_the_relative(finder: Finder) -> None:
    found = one(finder, "He told staff that his brother had been unwell, and Kit was kind about it.")
    assert (found.words, found.why, found.ticked) == (
        "his brother had been unwell",
        "Health of someone else",
        True,
    )
    assert [item.words for item in finder.find("mum's partner rang. The twins came. Her nan did not.")] == [
        "mum's partner", "The twins", "Her nan",
    ]  # fmt: skip
    assert not one(finder, "his mum rang").ticked


def test_unknown_names_stand_behind_titles_and_beside_names(finder: Finder) -> None:
    text = "Otis and Zebedee Quorn ran. Mr Xylander rang. Social worker Theda Brand came."
    words = [(found.words, found.kind) for found in finder.find(text)][1:]
    assert words == [
        ("Zebedee Quorn", PersonKind.OTHER),
        ("Mr Xylander", PersonKind.OTHER),
        ("Theda Brand", PersonKind.PROFESSIONAL),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said that Will Sorrelby brought a lighter.", "Will Sorrelby"), ("Will Sorrelby laughed.", "Will Sorrelby"),
        ("She sat with Hope Sorrelby at lunch.", "Hope Sorrelby"), ("Hope Sorrelby threw it.", "Hope Sorrelby"),
        ("He saw May Bramblewick there.", "May Bramblewick"), ("We saw Crystal Puddlecombe run.", "Crystal Puddlecombe"),
        ("He told Dusty Bramblewick.", "Dusty Bramblewick"), ("Then Otis Brand said so.", "Otis Brand"),
    ],
)  # fmt: skip
def test_the_half_of_a_name_that_is_an_everyday_word_is_taken_with_it(
    finder: Finder, text: str, words: str
) -> None:
    assert one(finder, text).words == words


@pytest.mark.parametrize(
    "text",
    [
        "Then Bramblewick left.", "On Monday Bramblewick came.", "In May Bramblewick came.", "Dear Bramblewick",
        "Headteacher Bramblewick wrote.", "The Support Plan Bramblewick wrote.", "Yesterday Bramblewick left.",
    ],
)  # fmt: skip
def test_an_everyday_word_that_is_no_half_of_a_name_is_left(finder: Finder, text: str) -> None:
    assert one(finder, text).words == "Bramblewick"


def test_without_the_other_half_a_first_name_stays_readable(
    finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unknown, "given_before", lambda *_: False)
    assert one(finder, "Will Sorrelby laughed.").words == "Sorrelby"


def test_suggestions_stand_in_order_and_never_within_one_another(finder: Finder) -> None:
    text = (
        "Otis's brother, otis.b@mail.example, and Otis Bramblewick of 12 Mill Lane. His cousin Liz is ill. "
        * 40
    )
    found = finder.find(text)
    assert len(found) > 100
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(text[item.start : item.end] == item.words for item in found)


ODD = (
    "\ud800 Otis", "\x00\x01\ufffe", "👩\u200d👧 😀", "قال إن", "אבי אמר", "李小龍來了", "O " * 5000, "a" * 200_000,
    "1-" * 20_000, "his brother had " * 500, "Aa " * 5000, "a dot " * 3000, "0" * 50_000,
)  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_text_is_survived(finder: Finder, text: str) -> None:
    assert all(text[found.start : found.end] == found.words for found in finder.find(text))


def test_names_in_other_scripts_are_found() -> None:
    known = (
        Known("a", PersonKind.PUPIL, ("محمد الهاشمي",)),
        Known("b", PersonKind.PUPIL, ("Олена Шевченко",)),
    )
    found = Finder(known, KIT).find("قال محمد الهاشمي ثم Олена Шевченко сказала")
    assert [item.key for item in found] == ["a", "b"]


def test_without_the_words_that_are_near_a_misspelt_name_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book.Near, "of", lambda *_: iter(()))
    assert [item.key for item in Finder(EVERYBODY, KIT).find("Then Ottis left.")] == [""]


def test_only_known_leaves_out_what_is_of_nobody() -> None:
    finder = Finder(EVERYBODY, KIT, only_known=True)
    assert [item.key for item in finder.find("Otis, his brother, Mr Xylander, 01632 960222.")] == ["otis"]


def test_a_mention_comes_with_its_sentence_and_its_score() -> None:
    forms = SubjectForms(OTIS)
    text = "Mr. Green saw him. Then Otis Bramblewick ran. Fine.\nLater Otis came back."
    whole, part = mentions_in(text, forms)
    assert (whole.sentence, whole.form) == ("Then Otis Bramblewick ran.", Form.WHOLE)
    assert text[whole.sentence_start : whole.sentence_end] == whole.sentence
    assert part.sentence == "Later Otis came back."
    assert whole.score > part.score
    assert mentions_in("", forms) == ()
    assert mentions_in("Nobody.", forms) == ()


def test_the_forms_of_a_name_come_surest_first() -> None:
    forms = [item.words for item in forms_of_names(OTIS)]
    assert forms[:2] == ["Otis James Bramblewick", "Otis Bramblewick"]
    assert {"Bramblewick, Otis", "O. Bramblewick", "OB", "Otis Thistledown"} <= set(forms)
    assert [item.words for item in forms_of_names(Known("x", PersonKind.OTHER, ("Otis",)))] == ["Otis"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Bramblewick, Otis James", Parts(("otis", "james"), ("bramblewick",))),
        ("Otis James Bramblewick", Parts(("otis", "james"), ("bramblewick",))),
        ("Mrs Bramblewick", Parts((), ("bramblewick",))), ("Otis", Parts(("otis",), ())),
        ("Anna van der Berg", Parts(("anna",), ("van", "der", "berg"))),
        ("Siân Smith-Jones", Parts(("sian",), ("smith", "jones"))),
    ],
)  # fmt: skip
def test_a_name_is_taken_apart(name: str, parts: Parts) -> None:
    assert parts_of(name) == parts


def test_numbers_are_kept_under_their_words() -> None:
    packed = Packed([("otis", 3), ("otis", 1), ("kit", 2)])
    assert (packed.numbers("otis"), packed.numbers("kit"), packed.numbers("wren")) == ([1, 3], [2], [])
