"""Every way of hiding a name that we know: the whole way, document, rebuilt page, pack and check, leaves none of it."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path

import foreign
import hidden
import packs
import pikepdf
import pytest
import readers
from PIL import Image

from coordinator_app.documents.looking.opening import open_any
from coordinator_app.pdf.pack_content import BuiltPack, DocumentItem, Forbidden, RebuiltPage
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.seal_check import Seal, check_pack
from coordinator_app.pdf.seal_read import data_folder, reader

NAME = foreign.NAME
NAMES = (Forbidden(NAME, "another child"),)


@cache
def rebuilt(way: str) -> RebuiltPage:
    with open_any(hidden.HIDDEN[way]) as source:
        return rebuild_page(source, 0)


@cache
def whole() -> tuple[bytes, BuiltPack]:
    """One pack of all of them."""
    made = tuple(rebuilt(way) for way in hidden.HIDDEN)
    item = DocumentItem("d", None, "Pages that hide a name", "in full", made)
    return packs.built(replace(packs.content(), items=(item,)))


def test_there_are_more_ways_than_anybody_counted_before() -> None:
    assert len(hidden.HIDDEN) >= 50


@pytest.mark.parametrize("way", hidden.HIDDEN)
def test_a_hidden_name_does_not_reach_the_rebuilt_page(way: str) -> None:
    page = rebuilt(way)
    assert NAME.casefold() not in " ".join(word.text for word in page.words).casefold()
    assert NAME.encode() not in page.jpeg
    assert (page.width_px, page.height_px) == Image.open(io.BytesIO(page.jpeg)).size
    if way not in {"picture under a picture", "layer of words over a scan"} and "JPEG" not in way:
        assert "calm." in {word.text for word in page.words}  # what can be seen goes on


def test_the_seal_check_finds_nothing_in_a_pack_of_all_of_them() -> None:
    pdf, built = whole()
    found = check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", NAMES, read_seconds=0))
    assert [one for one in found if one.state == "failed"] == []
    assert [one.check for one in found if one.state == "look"] in ([], ["reading"]) or all(
        one.check in {"reading", "pictures"} for one in found if one.state == "look"
    )


def test_no_reader_finds_it_in_any_stream_or_string_of_that_pack(tmp_path: Path) -> None:
    pdf, _ = whole()
    assert NAME not in readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD)
    with pikepdf.open(io.BytesIO(pdf), password=packs.PASSWORD) as opened:
        out = io.BytesIO()
        opened.save(out, encryption=False, qdf=True)
    bare = out.getvalue()
    for form in (NAME.encode(), NAME.encode("utf-16-be"), NAME.encode("utf-16-be").hex().encode()):
        assert form not in bare
        assert form.lower() not in bare.lower()
    assert zlib.crc32(bare)  # something was read


@pytest.mark.skipif(data_folder() is None, reason="this machine cannot read pictures")
@pytest.mark.parametrize(
    "way",
    [
        "rows that a JPEG does not tell of",
        "picture behind a mask",
        "picture under a picture",
        "thumbnail",
        "hidden layer",
    ],
)
def test_a_stranger_who_reads_the_picture_finds_no_name(way: str) -> None:
    with reader() as read:
        assert read is not None
        words = read(Image.open(io.BytesIO(rebuilt(way).jpeg)).convert("L"))
    assert "calm" in words
    assert NAME.casefold() not in words.casefold()
