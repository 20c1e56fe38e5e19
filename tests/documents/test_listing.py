"""The list of documents: paged by the store, narrowed, with what came with a message under it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coordinator_app.documents import listing, trash, view
from coordinator_app.documents.filters import Filters, filters_of
from coordinator_app.documents.listing import Asked
from coordinator_app.documents.model import Document, DocumentKind
from tests.documents.papers import give, paper
from tests.vaults import House

DAY = date(2026, 10, 2)


def titles(house: House, *, guarded_words: bool = True, **more: object) -> list[str]:
    shown = view.read(house.session, house.pupil.id, guarded_words=guarded_words, filters=Filters(**more))
    return [line.document.title for line in shown.lines]


def test_the_newest_date_stands_first_and_pages_follow_each_other(consented: House) -> None:
    for number in range(7):
        paper(consented, f"Paper {number}", dated=DAY + timedelta(days=number), is_guarded=number % 3 == 0)
    seen, mark = [], None
    for _round in range(4):
        found = listing.read(consented.session, Asked(consented.pupil.id, after=mark, limit=2))
        seen += [placed.document.title for placed in found.placed]
        mark = found.next
        if mark is None:
            break
    assert seen == [f"Paper {number}" for number in reversed(range(7))]


def test_what_came_with_a_message_stands_under_it_whatever_its_date(consented: House) -> None:
    message = paper(consented, "Message", dated=DAY)
    inner = paper(consented, "Inner message", dated=DAY - timedelta(days=90), came_with_id=message.id)
    paper(consented, "Its picture", dated=DAY - timedelta(days=80), came_with_id=inner.id)
    paper(consented, "Between", dated=DAY - timedelta(days=5))
    shown = view.read(consented.session, consented.pupil.id)
    assert [(line.document.title, line.depth) for line in shown.lines] == [
        ("Message", 0),
        ("Inner message", 1),
        ("Its picture", 2),
        ("Between", 0),
    ]
    found = view.read(consented.session, consented.pupil.id, filters=Filters(words="picture"))
    assert "came with “Inner message”" in found.lines[0].second


def test_what_came_with_a_message_that_is_gone_stands_by_itself(consented: House) -> None:
    session = consented.session
    message = paper(consented, "Message")
    paper(consented, "Attached", came_with_id=message.id)
    with session.write() as work:
        work.trash(message)
    assert titles(consented) == ["Attached"]


def test_documents_that_came_with_each_other_by_some_fault_are_not_lost(consented: House) -> None:
    session = consented.session
    one = paper(consented, "One")
    other = paper(consented, "Other", came_with_id=one.id)
    with session.write() as work:
        work.change(one, came_with_id=other.id)
    assert {"One", "Other"} <= set(titles(consented))


def test_each_filter_leaves_what_it_asks_for(consented: House) -> None:
    given = paper(consented, "Given", source="Kingfisher Workshop", dated=DAY)
    give(consented, given)
    paper(
        consented,
        "Minutes",
        "the plimsolls",
        kind_of_document=DocumentKind.MINUTES,
        dated=DAY + timedelta(days=9),
    )
    paper(consented, "Harm", is_guarded=True, dated=DAY - timedelta(days=9))
    assert titles(consented, kind=DocumentKind.MINUTES) == ["Minutes"]
    assert titles(consented, since=DAY, until=DAY) == ["Given"]
    assert titles(consented, until=DAY - timedelta(days=1)) == ["Harm"]
    assert titles(consented, source="kingfisher") == ["Given"]
    assert titles(consented, words="plims") == ["Minutes"]
    assert titles(consented, unshared=True) == ["Minutes", "Harm"]
    assert titles(consented, guarded=True) == ["Harm"]
    assert titles(consented, words="nowhere") == []


def test_a_closed_document_is_found_by_its_date_only(consented: House) -> None:
    paper(consented, "Harm", "about harm", is_guarded=True, dated=DAY)
    assert titles(consented, guarded_words=False) == [view.CLOSED]
    assert titles(consented, guarded_words=False, guarded=True, since=DAY) == [view.CLOSED]
    assert titles(consented, guarded_words=False, words="harm") == []
    assert titles(consented, guarded_words=False, kind=DocumentKind.SCHOOL_LETTER) == []
    narrowed = view.read(
        consented.session, consented.pupil.id, guarded_words=False, filters=Filters(words="harm")
    )
    assert narrowed.closed_left_out


def test_a_closed_document_tells_nothing_of_what_lies_in_it(consented: House) -> None:
    one = paper(consented, "Harm", is_guarded=True)
    with consented.session.write(view.Compartment.GUARDED) as work:
        work.change(one, lies_hidden="An aunt", unread_pages=2, machine_tried=True, read_by_machine=True)
    (line,) = view.read(consented.session, consented.pupil.id, guarded_words=False).lines
    assert line.second == "2 October 2026"
    assert not line.warns
    assert line.document.lies_hidden == ""


def test_marks_say_what_has_to_be_known_of_the_words() -> None:
    assert view.marks(Document()) == ()
    assert view.marks(Document(unread_pages=1)) == ("1 page without words, to be read",)
    read = Document(unread_pages=3, machine_tried=True, read_by_machine=True, lies_hidden="An aunt")
    assert view.marks(read) == (
        "words read by machine",
        "3 pages without words, to be read by a person",
        "something lies hidden in it",
    )


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(DocumentKind.EMAIL, DAY, DAY, "school", "words", unshared=True, guarded=True),
    ],
)
def test_filters_survive_the_way_there_and_back(filters: Filters) -> None:
    assert filters_of(filters.plain()) == filters


def test_a_place_from_an_older_program_is_read_as_far_as_it_can_be() -> None:
    assert filters_of({"kind": "papyrus", "since": "soon", "words": "x"}) == Filters(words="x")


def test_the_trash_is_counted(consented: House) -> None:
    trash.to_trash(consented.session, paper(consented))
    shown = view.read(consented.session, consented.pupil.id)
    assert (shown.in_trash, shown.may_go) == (1, 0)
    consented.clock.at += timedelta(days=30)
    assert view.read(consented.session, consented.pupil.id).may_go == 1
