from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import decide, gather, order, released
from coordinator_app.access_requests.gathering.around import around, sentences_of
from coordinator_app.access_requests.gathering.pages import pages_read
from coordinator_app.access_requests.gathering.unread import (
    hidden_words,
    in_ranges,
    say_pages,
    say_unread,
    unread_pages,
)
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.errors import GateShut
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from tests.vaults import House, gathered, ready_request, share_the_rest

FIVE = "a word or two and more"
_WORDS = "words that can be trusted. A machine that reads the picture may miss a name."
"""Not that nothing could be read: beside it stand the names that the machine found."""


def paper(house: House, looked: Looked, **more: object) -> Document:
    document = Document(
        pupil_id=house.pupil.id,
        title="Letter",
        kind_of_document=DocumentKind.OTHER,
        dated=date(2026, 10, 2),
        **more,  # type: ignore[arg-type]  # any field of a document
    )
    return documents.attach(house.session, document, b"%PDF-1.7", looked).record


@pytest.mark.parametrize(
    ("pages", "missing", "words", "said"),
    [
        (3, 0, "", ""),
        (3, None, FIVE, ""),
        (3, None, "", "all"),
        (None, None, "", "all"),
        (3, 3, "", "all"),
        (4, 2, f"{FIVE}\n\nstamp\n{FIVE}", "2 to 3"),
        (4, 2, f"{FIVE}\n{FIVE}", "2 of 4"),  # empty pages at either end leave no lines
        (3, 1, f"{FIVE}\n{FIVE}\n{FIVE}", "1 of 3"),  # a picture of a page under a few words
        (3, 1, f"{FIVE}\n\n{FIVE}\nwhat lies behind the pages", "2"),
    ],
)
def test_the_pages_nobody_could_read_are_named_or_counted(
    pages: int | None, missing: int | None, words: str, said: str
) -> None:
    assert unread_pages(Document(page_count=pages, unread_pages=missing, words=words)) == said


def test_runs_of_pages_are_put_together_and_said_in_a_sentence() -> None:
    assert in_ranges([3, 5, 6, 7, 9]) == "3, 5 to 7, 9"
    assert [say_pages(one) for one in ([2], [1, 2], [1, 2, 3, 9])] == [
        "page 2",
        "pages 1 to 2",
        "pages 1 to 3 and 9",
    ]
    assert say_unread("") == ""
    assert say_unread("3") == f"Page 3 has no {_WORDS} A person must read it."
    assert say_unread("3, 5 to 7") == f"Pages 3 and 5 to 7 have no {_WORDS} A person must read them."
    assert say_unread("2 of 9").endswith("A person must read them all.")
    assert say_unread("all").startswith("None of its pages")


def test_a_page_nobody_read_is_not_shared_until_a_person_has_read_it(referred: House) -> None:
    session = referred.session
    document = paper(referred, Looked("application/pdf", 2, FIVE, pages_without_words=1))
    request = ready_request(referred)
    item = next(one for one in gathered(referred, request) if one.item_id == document.id)
    assert item.unread_pages == "1 of 2"
    with pytest.raises(GateShut) as shut:
        decide.decide(session, replace(item, outcome=Outcome.SHARE))
    assert _WORDS in str(shut.value)
    read = pages_read(session, item).record
    assert read.pages_read_on == date(2026, 11, 24)
    assert decide.decide(session, replace(read, outcome=Outcome.SHARE)).record.outcome is Outcome.SHARE


def test_what_was_read_is_to_be_read_again_once_the_document_is_another(referred: House) -> None:
    session = referred.session
    document = paper(referred, Looked("application/pdf", 2, FIVE, pages_without_words=1))
    request = ready_request(referred)
    item = next(one for one in gathered(referred, request) if one.item_id == document.id)
    pages_read(session, item)
    with session.write() as work:
        work.change(session.get(Document, document.id), unread_pages=2)
    gather.gather(session, session.get(AccessRequest, request.id))
    again = session.get(RequestItem, item.id)
    assert (again.unread_pages, again.pages_read_on) == ("all", None)


def test_what_lies_hidden_in_a_document_is_an_item_of_its_own_of_words_alone(referred: House) -> None:
    session = referred.session
    looked = Looked(
        "application/pdf", 1, f"{FIVE}\nOtis Bramblewick wrote this", hidden="It has a comment on page 1."
    )
    document = paper(referred, looked)
    request = ready_request(referred)
    items = [one for one in gathered(referred, request) if one.item_id == document.id]
    whole, hidden = sorted(items, key=lambda one: bool(one.hidden_part))
    assert (hidden.from_item_id, hidden.state_label) == (whole.id, "Hidden in a document")
    lines = list(released.released_fields(gather.holding_of(session, hidden)))
    said = "It has a comment on page 1.\n\nOtis Bramblewick wrote this"
    assert lines == [(released.DRAFT_KEY, "What lies hidden in it", said)]
    share_the_rest(referred, request)
    ordered, _ = order.pack_order(session, session.get(AccessRequest, request.id), "pw", practice=True)
    [one] = [item for item in ordered.items if item.title == "Hidden part (hidden in a document)"]
    assert one.document is None or one.document == b""


def test_hidden_words_that_changed_are_decided_anew(referred: House) -> None:
    session = referred.session
    document = paper(referred, Looked("application/pdf", 1, FIVE, hidden="It has a comment."))
    request = ready_request(referred)
    gathered(referred, request)
    share_the_rest(referred, request)
    with session.write() as work:
        work.change(session.get(Document, document.id), lies_hidden="It has two comments.")
    now = session.get(AccessRequest, request.id)
    assert gather.changed_since(session, now) == 2  # the document and what lies hidden in it
    gather.gather(session, now)
    again = next(one for one in gather.items_of(session, request.id) if one.hidden_part)
    assert (again.outcome, again.draft_words) == (Outcome.UNDECIDED, "It has two comments.")


def test_without_pages_nothing_lies_behind_them() -> None:
    assert hidden_words(Document(lies_hidden="A macro.", words="all of it")) == "A macro."
    assert hidden_words(Document(words="all of it", page_count=1)) == ""


def test_all_but_the_sentences_about_somebody_is_covered() -> None:
    text = "Otis was late. He sat with Kit.\nHe left early. He sat with Kit."
    covers = around(text, sentences_of("He sat with Kit.\n"))
    assert [text[start:end] for start, end in covers] == ["Otis was late.", "He left early."]
    assert around("Otis was late.", ["He sat with Kit."]) == ((0, 14),)
    assert around("He sat with Kit.", ["He sat with Kit.", "with Kit."]) == ()


def test_cut_at_the_wrong_end_the_cover_would_leave_another_childs_words() -> None:
    """The fault planted: a sentence that is not in the text must never leave the text open."""
    assert around("Otis was late.", [""]) == ((0, 14),)


def test_ten_thousand_pages_are_looked_through_at_once() -> None:
    words = "\n".join(FIVE if number % 2 else "" for number in range(1, 10_001)) + FIVE
    assert unread_pages(Document(page_count=10_000, unread_pages=4_999, words=words)).startswith("2, 4, 6")


def test_an_older_version_of_a_scan_waits_for_its_reader_as_well(consented: House) -> None:
    """Its pages go out like those of the newest, so they must have been read by a person."""
    session = consented.session
    kept = paper(consented, Looked("application/pdf", 3, "", pages_without_words=3))
    with session.write() as work:
        work.change(kept, title="Statement of the caretaker")
    request = ready_request(consented)
    both = [item for item in gathered(consented, request) if item.item_id == kept.id]
    assert [item.unread_pages for item in both] == ["all", "all"]
    [older] = [item for item in both if item.state_label]
    with pytest.raises(GateShut, match="None of its pages"):
        decide.decide(session, replace(older, outcome=Outcome.SHARE))
    # planted fault: taken for read, it goes out unseen
    faulty = replace(older, unread_pages="", outcome=Outcome.SHARE)
    assert decide.decide(session, faulty).record.outcome is Outcome.SHARE
