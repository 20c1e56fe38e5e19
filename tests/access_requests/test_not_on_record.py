"""People on no record stand under People by their whole names, with their parts; what mail programs write is nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.page import not_on_record, people_reading
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
    "name", ["Faith Underhill", "Will Sorrelby", "Siân Gwynlow", "Łukasz Brzozek", "Mrs Underhill"]
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
