"""What finding suggests, as the workbench lists it: a line for each person, details and the confidential apart."""

from __future__ import annotations

from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.page.suggesting import DETAIL, SuggestionBook
from coordinator_app.access_requests.persons import PersonKind

KIT = Known("kit", PersonKind.PUPIL, ("Puddlecombe, Kit",), ("01632 960101",))
OTIS = Known("otis", PersonKind.PUPIL, ("Bramblewick, Otis James",), ("01632 960177",))
HEAD = Known("school", PersonKind.STAFF, ("Greta Thimble",))
LEAD = Known("school", PersonKind.STAFF, ("Dilys Placeholder",))
BOOK = SuggestionBook.of((OTIS, HEAD, LEAD), KIT)


def test_a_person_is_one_line_by_the_usual_name_with_every_place() -> None:
    found = {one.key: one for one in BOOK.find(["Otis Bramblewick came.", "Later Otis left with Kit."])}
    assert found["otis"].label == "Otis James Bramblewick"
    assert [place.text for place in found["otis"].places] == [0, 1]
    assert found["otis"].note == "Another pupil on our register"
    assert not found["otis"].usually_shared


def test_a_telephone_of_somebody_is_a_line_of_its_own_that_goes_with_the_person() -> None:
    found = {one.key: one for one in BOOK.find(["Ring Otis Bramblewick on 01632 960177."])}
    detail = next(key for key in found if key.startswith(f"otis{DETAIL}"))
    assert found[detail].label == "\u201c01632 960177\u201d"
    assert "otis" in found


def test_two_people_of_one_record_are_two_lines_and_staff_is_usually_shared() -> None:
    found = BOOK.find(["Greta Thimble and Dilys Placeholder spoke."])
    assert len({one.key for one in found}) == 2
    assert all(one.usually_shared for one in found)


def test_what_is_the_persons_own_is_never_suggested() -> None:
    assert BOOK.find(["Kit Puddlecombe, 01632 960101"]) == ()
