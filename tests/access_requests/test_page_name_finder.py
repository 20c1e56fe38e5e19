"""Names of other people in texts: found however they are written, and not where only a word looks like one."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.page.name_finder import FoundName, NameBook, Person, Who
from coordinator_app.core.names import PersonName

OTIS = Person("otis", "Otis Bramblewick", PersonName("Otis", "Bramblewick"), Who.OTHER_PUPIL)
LUKASZ = Person(
    "lukasz", "Łukasz O\u2019Harrow-Smithson", PersonName("Łukasz", "O\u2019Harrow-Smithson"), Who.OTHER_PUPIL
)
WILL = Person("will", "Will May", PersonName("Will", "May"), Who.OTHER_PUPIL)
THIMBLE = Person("thimble", "G. Thimble", PersonName("Greta", "Thimble"), Who.STAFF)
AUNT = Person("aunt", "Tansy Puddlecombe", PersonName("Tansy", "Puddlecombe"), Who.FAMILY)
KIT = ("Kit", "Puddlecombe")


def found(
    *texts: str, people: tuple[Person, ...] = (OTIS, LUKASZ, WILL, THIMBLE, AUNT)
) -> dict[str, FoundName]:
    return {one.key: one for one in NameBook.of(people, KIT).find(texts)}


def words(one: FoundName, *texts: str) -> list[str]:
    return [texts[place.text][place.start : place.end] for place in one.places]


@pytest.mark.parametrize(
    "written",
    [
        "Otis Bramblewick",
        "OTIS BRAMBLEWICK",
        "Bramblewick, Otis",
        "O. Bramblewick",
        "O Bramblewick",
        "Otis B.",
        "Otis\nBramblewick",
    ],
)
def test_a_whole_name_is_found_however_it_is_written(written: str) -> None:
    text = f"Kit was paired with {written} on Wednesday"
    assert words(found(text)["otis"], text)[0].rstrip(".") == written.rstrip(".")


def test_a_first_name_belongs_to_the_one_named_in_full_elsewhere_in_the_item() -> None:
    texts = (
        "Kit was paired with Otis Bramblewick.",
        "Otis told staff that Otis\u2019s brother was unwell. O.B. left.",
    )
    one = found(*texts)["otis"]
    assert words(one, *texts) == ["Otis Bramblewick", "Otis", "Otis", "O.B."]
    assert one.sure
    assert one.note == "Another pupil on our register"


def test_a_lone_name_says_whose_it_could_be() -> None:
    one = found("Otis told staff.")["word:otis"]
    assert not one.sure
    assert one.label == "\u201cOtis\u201d"
    assert "Otis Bramblewick" in one.note


def test_a_lone_name_of_several_says_how_many() -> None:
    other = Person("otis2", "Otis Wren", PersonName("Otis", "Wren"), Who.OTHER_PUPIL)
    one = found("Otis told staff.", people=(OTIS, other))["word:otis"]
    assert one.note == "Could be one of 2 pupils on our register"


def test_accents_hyphens_and_apostrophes_do_not_hide_a_name() -> None:
    texts = ("Lukasz OHarrow Smithson came.", "Then łukasz o'harrow-smithson left. Smithson's coat stayed.")
    assert words(found(*texts)["lukasz"], *texts) == [
        "Lukasz OHarrow Smithson",
        "łukasz o'harrow-smithson",
        "Smithson",
    ]


def test_everyday_words_are_no_names_unless_the_person_is_named_in_full() -> None:
    assert found("Will he come in May? He will, may be. A mark was made.") == {}
    text = "Will May came. Will was late."
    assert words(found(text)["will"], text) == ["Will May", "Will"]


def test_the_child_asked_about_is_never_suggested_by_a_shared_family_name() -> None:
    text = "Kit Puddlecombe went home. Tansy Puddlecombe rang. Puddlecombe is a long name."
    everyone = found(text)
    assert set(everyone) == {"aunt"}
    assert words(everyone["aunt"], text) == ["Tansy Puddlecombe"]


def test_other_pupils_come_before_family_and_staff() -> None:
    everyone = NameBook.of((THIMBLE, AUNT, OTIS), KIT).find(
        ("Greta Thimble saw Tansy Puddlecombe and Otis Bramblewick.",)
    )
    assert [one.key for one in everyone] == ["otis", "aunt", "thimble"]


def test_places_are_counted_in_code_points_beyond_the_basic_plane() -> None:
    text = "\N{GRINNING FACE}\N{GRINNING FACE} Otis Bramblewick"
    place = found(text)["otis"].places[0]
    assert text[place.start : place.end] == "Otis Bramblewick"


def test_a_word_within_a_word_is_not_a_name() -> None:
    assert found("The Otisville works and the bramblewicks were shut.") == {}


def test_a_finder_without_its_register_finds_nothing() -> None:
    # the planted fault: with an empty book the same text must come back empty, so that the tests above mean something
    assert NameBook.of((), KIT).find(("Otis Bramblewick",)) == ()
