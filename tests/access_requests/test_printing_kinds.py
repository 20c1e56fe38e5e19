"""A pack of papers that are no PDF: laid out from their words, covered, and read by other readers afterwards."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import papers
import pytest
import readers
from builds import PASSWORD, case, in_process, jobs, ordered

from coordinator_app.access_requests.pack_order import OrderBox, PackOrder
from coordinator_app.documents.looking.opening import open_any
from tests.documents.looking import made, made_old

__all__ = ["case", "jobs"]


def with_file(order: PackOrder, content: bytes, cover: str) -> PackOrder:
    """The order with this file in place of its first document, and a box over every place of one word."""
    with open_any(content) as source:
        places = [
            (page, word)
            for page in range(source.pages)
            for word in source.words(page)
            if cover and cover in word.text
        ]
    boxes = tuple(
        OrderBox(page + 1, word.x0 - 0.01, word.y0 - 0.002, word.x1 + 0.01, word.y1 + 0.002)
        for page, word in places
    )
    number = next(item.number for item in order.items if item.document)
    items = tuple(
        # counted anew, as for all that we draw ourselves
        replace(item, document=content, pages=0, boxes=boxes, outcome="redact" if boxes else "share")
        if item.number == number
        else item
        for item in order.items
    )
    return replace(order, items=items)


@pytest.mark.parametrize("cover", ["", "incomment"])
def test_a_word_document_goes_into_the_pack_with_what_hides_in_it_unless_that_is_covered(
    case: papers.Case, tmp_path: Path, cover: str
) -> None:
    built = in_process(with_file(ordered(case), made.word(), cover))
    text = re.sub(r"\s+", " ", readers.pdf_text(built.locked, tmp_path, password=PASSWORD))
    shown = [word for word in ("inbody", "indeleted", "infooter", "incomment") if word in text]
    assert shown == [word for word in ("inbody", "indeleted", "infooter", "incomment") if word != cover]


def test_an_email_goes_into_the_pack_as_pages(case: papers.Case, tmp_path: Path) -> None:
    built = in_process(with_file(ordered(case), made_old.mail(), ""))
    text = readers.pdf_text(built.locked, tmp_path, password=PASSWORD)
    assert "inmailplain" in text
    assert "inmailhiddenspan" in text
