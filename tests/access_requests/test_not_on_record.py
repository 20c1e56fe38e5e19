"""People on no record stand under People by their whole names, with their parts; what mail programs write is nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.page import not_on_record, people_reading
from coordinator_app.access_requests.page import rulings as rulings_of_a_request
from coordinator_app.access_requests.page.people_reading import ItemTexts, Papers, people_in
from coordinator_app.access_requests.page.rulings import Rulings
from coordinator_app.access_requests.page.suggesting import SuggestionBook
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson

KIT = Known("kit", PersonKind.PUPIL, ("Puddlecombe, Kit",))
OTIS = Known("otis", PersonKind.PUPIL, ("Bramblewick, Otis James",))
BOOK = SuggestionBook.of((OTIS,), KIT)


def papers(*texts: str) -> Papers:
    return Papers(
        tuple(ItemTexts(RequestItem(id=str(at)), (text,)) for at, text in enumerate(texts, start=1)), ()
    )


def found(*texts: str) -> dict[str, tuple[int, int]]:
    """Who is listed, with how many places in how many items."""
    lines = people_in(papers(*texts), BOOK, "request")
    return {line.person.called: (line.places, len(line.items)) for line in lines}


@pytest.mark.parametrize(
    "name",
    ["Faith Underhill", "Will Sorrelby", "Siân Gwynlow", "Łukasz Brzozek", "Mrs Underhill", "Ben Thornwick"],
)
def test_a_whole_name_of_nobody_on_record_is_somebody_to_decide_about(name: str) -> None:
    assert found(f"Kit was with {name} today.") == {name: (1, 1)}


def test_a_lone_word_of_a_whole_name_is_counted_with_it_in_every_item() -> None:
    said = found("Kit sat beside Siân Gwynlow.", "Later Siân asked to go, and Sian Gwynlow went.")
    assert said == {"Siân Gwynlow": (3, 2)}


def test_without_the_whole_names_they_would_be_listed_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_reading, "is_whole", lambda _name: False)
    assert found("Kit was with Faith Underhill today.") == {}


def test_a_lone_word_that_may_be_a_name_is_nobody_yet() -> None:
    assert found("Kit said that Siân asked to go.") == {}


def test_the_number_of_a_message_is_nobody_and_an_address_in_its_words_is_somebodys() -> None:
    head = "Message-ID: <125.practice@kingfisher.example>\nIn-Reply-To: <124.practice@kingfisher.example>\n\n"
    assert found(head) == {}
    assert list(found(f"{head}Write to wren@kingfisher.example.")) == [
        "\N{LEFT DOUBLE QUOTATION MARK}wren@kingfisher.example\N{RIGHT DOUBLE QUOTATION MARK}"
    ]


def test_what_is_covered_is_covered_by_its_parts_too_and_what_is_shown_shows_only_the_whole() -> None:
    person = RequestPerson(
        item_kind="person",
        item_id="unknown:sian gwynlow",
        decision=PersonDecision.COVER,
        called="Siân Gwynlow",
    )
    covered = Rulings((person,))
    assert all(covered.covers(key) for key in ("unknown:siân gwynlow", "unknown:siân", "unknown:gwynlow"))
    assert not covered.covers("unknown:wren")
    assert not covered.covers("otis")
    shown = Rulings((replace(person, decision=PersonDecision.SHOW),))
    assert shown.shows("unknown:siân gwynlow")
    assert shown.of("unknown:siân") is None


def test_a_word_that_two_share_is_counted_with_both() -> None:
    assert not_on_record.wholes_of("unknown:siân", ["unknown:sian gwynlow", "unknown:sian wren", "otis"]) == (
        "unknown:sian gwynlow",
        "unknown:sian wren",
    )


def cover_all(*texts: str) -> Rulings:
    """What covers everybody on no record who is named in these texts."""
    listed = people_in(papers(*texts), BOOK, "request")
    people = [line.person for line in listed if not_on_record.is_nobody(line.person.item_id)]
    ruled = [replace(one, id=one.item_id, decision=PersonDecision.COVER) for one in people]
    return Rulings(tuple(ruled), KIT)


def covered(rulings: Rulings, text: str) -> list[str]:
    """The words that are covered by themselves, once these decisions are made; a place within a longer one is not told."""
    names = BOOK.find([text])
    every = [one for one in names if rulings.covers(one.key)] + list(rulings.words([text], names))
    assert all(rulings.covers(one.key) for one in every)
    places = [(at.start, at.end) for one in every for at in one.places]
    longest = [
        at for at in places if not any(of != at and of[0] <= at[0] and at[1] <= of[1] for of in places)
    ]
    return [text[start:end] for start, end in longest]


WHO_IS_COVERED = (
    "Kit sat beside Will Sorrelby.",
    "Łukasz Brzozek, Siân Gwynlow and Faith Underhill were there.",
    "Otis Bramblewick came with Wren Applegarth.",
    "Kit sat beside Ben Thornwick.",
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was Sorrelby again, at the gate.", ["Sorrelby"]),
        ("Ben and Kit left. Kit pushed Ben.", ["Ben", "Ben"]),
        ("Kit pushed Will before lunch.", ["Will"]),
        ("The bag of LUKASZ was found.", ["LUKASZ"]),
        ("Kit came in with F. Underhill.", ["F. Underhill"]),
        ("Kit said that Sian asked to go.", ["Sian"]),
        ("Kit’s desk is by Wren’s, and Wren’s is free.", ["Wren", "Wren"]),
        ("Will you come? We have faith in him, and a will to help.", []),
        ("Will they meet? The wren sang.", []),
    ],
)
def test_a_part_of_a_covered_name_is_covered_though_nobody_took_it_for_a_name(
    text: str, words: list[str]
) -> None:
    assert covered(cover_all(*WHO_IS_COVERED), text) == words


def test_without_the_second_look_such_parts_stay_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulings_of_a_request, "parts_alone", lambda *_all: ())
    assert covered(cover_all(*WHO_IS_COVERED), "Kit pushed Will before lunch.") == []


def test_no_part_is_covered_that_is_the_pupils_the_familys_or_staffs_own() -> None:
    staff = Known("head", PersonKind.STAFF, ("Will Inkwell",))
    book = SuggestionBook.of((OTIS, staff), KIT)
    person = RequestPerson(
        id="1",
        item_kind="person",
        item_id="unknown:will puddlecombe",
        decision=PersonDecision.COVER,
        called="Will Puddlecombe",
    )
    text = "Kit Puddlecombe came. Puddlecombe was late, and Will Inkwell saw it."
    assert Rulings((person,), KIT).words([text], book.find([text])) == ()
    unguarded = Rulings((person,)).words([text])  # nobody told it whose words they are
    assert {text[at.start : at.end] for one in unguarded for at in one.places} == {
        "Kit Puddlecombe",
        "Puddlecombe",
        "Will Inkwell",
    }


def test_a_part_that_stands_alone_is_counted_with_the_whole_name_so_that_its_item_is_looked_at_again() -> (
    None
):
    said = found("Kit sat beside Will Sorrelby.", "Kit pushed Will before lunch.")
    assert said == {"Will Sorrelby": (2, 2)}
