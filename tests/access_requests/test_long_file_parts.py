"""The long file of the practice vault: once whoever is on no record is covered, no part of the name stays readable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.page import rulings as rulings_of_a_request
from coordinator_app.access_requests.page.not_on_record import is_nobody
from coordinator_app.access_requests.page.people_reading import ItemTexts, Papers, people_in
from coordinator_app.access_requests.page.rulings import Rulings
from coordinator_app.access_requests.page.suggesting import SuggestionBook
from coordinator_app.access_requests.persons import PersonDecision, PersonKind
from coordinator_app.demo.long_file import cast
from coordinator_app.demo.long_file.pieces import pieces

IDRIS = Known("idris", PersonKind.PUPIL, (f"{cast.FAMILY}, {cast.GIVEN}", cast.MOTHER))
KNOWN = [Known(one.name, PersonKind.PUPIL, (one.name,)) for one in cast.OTHERS if one.known]
STAFF = [Known(name, PersonKind.STAFF, (name,)) for name in cast.STAFF]
BOOK = SuggestionBook.of((*KNOWN, *STAFF), IDRIS)
FORMS = {form.removesuffix("’s") for one in cast.OTHERS if not one.known for form in one.forms}


def readable(rulings: Rulings) -> tuple[int, int]:
    """How many planted places of people on no record stay readable, and how many there are."""
    left = every = 0
    for piece in pieces():
        names = BOOK.find([piece.words])
        hidden = [one for one in names if rulings.covers(one.key)]
        hidden += rulings.words([piece.words], names)
        spans = [(at.start, at.end) for one in hidden for at in one.places]
        for form in (one.removesuffix("’s") for one in piece.planted):
            at = piece.words.find(form)
            every += form in FORMS
            left += form in FORMS and not any(a <= at and at + len(form) <= b for a, b in spans)
    return left, every


@pytest.fixture(scope="module")
def covered() -> Rulings:
    items = tuple(ItemTexts(RequestItem(id=str(one.number)), (one.words,)) for one in pieces())
    people = [line.person for line in people_in(Papers(items, ()), BOOK, "request")]
    ruled = [replace(one, id=one.item_id, decision=PersonDecision.COVER) for one in people]
    return Rulings(tuple(one for one in ruled if is_nobody(one.item_id)), IDRIS)


def test_no_part_of_a_covered_name_stays_readable(covered: Rulings) -> None:
    left, every = readable(covered)
    assert every > 40
    assert left == 0


def test_the_finder_of_the_request_alone_leaves_them_readable(
    covered: Rulings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rulings_of_a_request, "parts_alone", lambda *_all: ())
    assert readable(covered)[0] > 10
