"""A file of too many pages in a request: itself, its parts in their order and what lies hidden in it; no page is missed in the pack."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import papers
import pikepdf
import pytest
import readers
from builds import PASSWORD, in_process, ordered
from pypdf import PdfReader

from coordinator_app.access_requests.actions import decide, gather
from coordinator_app.access_requests.gathering import copies
from coordinator_app.access_requests.gathering.unread import unread_pages
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.documents import actions as documents
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents import wholes
from tests.vaults import House, fill_in_the_letter, gathered, share_the_rest

COUNT = 12


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with wholes.small_parts():
        yield


@pytest.fixture
def case(consented: House) -> papers.Case:
    fill_in_the_letter(consented)
    return papers.decided_case(consented)


@pytest.fixture
def file(case: papers.Case) -> Document:
    content = wholes.with_everything_hidden(COUNT)
    new = Document(
        pupil_id=case.house.pupil.id,
        title="The file of the school",
        kind_of_document=DocumentKind.SCHOOL_LETTER,
        dated=date(2026, 10, 2),
        source="Ms Field",
    )
    return documents.attach(case.house.session, new, content, wholes.parted_here(content)).record


def items(case: papers.Case, file: Document) -> list[RequestItem]:
    """The items of the file and of what came with it, in the order of list, index and pack."""
    session = case.house.session
    ids = {file.id, *(one.id for one in session.list(Document, where={"came_with_id": file.id}))}
    return [one for one in gathered(case.house, case.request) if one.item_id in ids]


def test_each_part_is_an_item_in_order_and_what_lies_hidden_is_one(case: papers.Case, file: Document) -> None:
    found = items(case, file)
    title = "The file of the school"
    shown = [one.title for one in found if not one.hidden_part]
    assert shown == [
        title,
        f"{title}, part 1 of 3 (pages 1 to 5)",
        f"{title}, part 2 of 3 (pages 6 to 10)",
        f"{title}, part 3 of 3 (pages 11 to 12)",
        "list",
    ]
    assert {one.on_day for one in found} == {file.dated}
    hidden = [one for one in found if one.hidden_part and one.item_id == file.id]
    (one,) = hidden
    assert [word for word in wholes.HIDDEN if word not in one.draft_words] == []
    assert one.from_item_id == found[0].id
    unread = {one.title: one.unread_pages for one in found if one.unread_pages}
    assert unread == {f"{title}, part 3 of 3 (pages 11 to 12)": "1"}


def test_no_part_is_a_copy_of_another(case: papers.Case, file: Document) -> None:
    items(case, file)
    found = copies.look(case.house.session, case.request.id)
    mine = {one.id for one in items(case, file)}
    pages = {one.id for one in items(case, file) if not one.hidden_part}
    assert len(pages) == 5
    assert [one for one in found if one.item_id in mine & pages and one.of] == []


def test_every_page_of_it_is_in_the_pack_and_its_index_names_the_parts(
    case: papers.Case, file: Document, tmp_path: Path
) -> None:
    session = case.house.session
    for one in items(case, file):
        if one.unread_pages:
            with session.write() as work:
                work.change(one, pages_read_on=date(2026, 11, 24))
    share_the_rest(case.house, case.request)
    for one in items(case, file):
        if one.outcome is Outcome.UNDECIDED:
            decide.decide(session, replace(one, outcome=Outcome.SHARE))
    built = in_process(ordered(case))
    words = readers.pdf_text(built.locked, tmp_path, password=PASSWORD)
    sheets = [int(number) for number in re.findall(r"Sheet (\d+) of the file of the school", words)]
    read_otherwise = {wholes.TURNED, wholes.SCANNED}
    assert sheets == [number for number in range(1, COUNT + 1) if number not in read_otherwise]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(built.locked), password=PASSWORD).pages]
    assert sum(bool(re.search(r"Sheet\s+7\s+of", one)) for one in pages) == 1
    assert "This file has 12 pages." in words
    kind = DocumentKind.SCHOOL_LETTER.label
    flat = " ".join(words.split())
    for part in ("12 pages in 3 parts", "part 1 of 3", "part 2 of 3", "part 3 of 3"):
        assert f"{kind}, {part}" in flat


def test_gathered_again_nothing_of_it_is_missing_or_new(case: papers.Case, file: Document) -> None:
    before = items(case, file)
    gather.gather(case.house.session, case.now)
    assert gather.compared(case.house.session, case.now).missing == 0
    assert [one.id for one in items(case, file)] == [one.id for one in before]


@pytest.mark.parametrize("scanned", [1, 2])
def test_the_page_without_words_is_named_also_where_it_is_the_first(scanned: int) -> None:
    content = wholes.with_everything_hidden(COUNT + 2)
    pages = list(range(wholes.SCANNED - scanned, wholes.SCANNED - scanned + 3))
    with pikepdf.open(io.BytesIO(content)) as whole, pikepdf.new() as made:
        made.pages.extend(whole.pages[number] for number in pages)
        made.docinfo["/Keywords"] = "Marigold"
        out = io.BytesIO()
        made.save(out)
    looked = look(FileGiven("a.pdf", out.getvalue()))
    document = Document(words=looked.words, page_count=3, unread_pages=looked.pages_without_words)
    assert unread_pages(document) == str(scanned)
