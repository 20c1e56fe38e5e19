from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import foreign
import packs
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from coordinator_app.documents.looking.opening import open_any
from coordinator_app.pdf import seal_check, seal_read
from coordinator_app.pdf.pack_content import Box, Finding, Forbidden
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.seal_check import Seal, check_pack
from coordinator_app.pdf.seal_read import Reading

NAMES = (Forbidden(foreign.NAME, "another child"),)
needs_reader = pytest.mark.skipif(seal_read.data_folder() is None, reason="this machine cannot read pictures")


def check(*, covered: bool, words: bool, seconds: float = 600.0) -> dict[str, list[Finding]]:
    """A pack with one page that says a name; without words it is found in its picture alone."""
    with open_file(foreign.page(foreign.note)) as source:
        page = packs.covered_page(foreign.page(foreign.note)) if covered else rebuild_page(source, 0)
    page = page if words else replace(page, words=())
    item = replace(packs.documents()[0], pages=(page,))
    pdf, built = packs.built(replace(packs.content(), items=(item,)))
    found: dict[str, list[Finding]] = {}
    for one in check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", NAMES, read_seconds=seconds)):
        found.setdefault(one.check, []).append(one)
    return found


@needs_reader
def test_a_name_that_stands_in_the_picture_alone_is_read_and_its_page_told() -> None:
    found = check(covered=False, words=False)
    assert [(one.state, one.page) for one in found["names"]] == [("failed", 4)]
    assert "in the picture on page 4" in found["names"][0].says
    assert found["reading"][0].state == "passed"


@needs_reader
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("words", ["Otis Bramblewick", "Otis Bramblewick came late and left at noon. " * 3])
def test_a_name_is_read_whichever_way_up_its_page_lies(turned: int, words: str) -> None:
    picture = Image.new("L", (1654, 2339), 240)
    pen = ImageDraw.Draw(picture)
    for down in range(300, 2100, 120):
        pen.text((200, down), words[:60], font_size=40)
    with seal_read.reader() as read:
        assert read is not None
        assert "Otis Bramblewick" in (read(picture.rotate(turned, expand=True)) or "")


def with_code(kind: str, turned: int = 0, box: bool = False) -> dict[str, list[Finding]]:
    """A pack with one page that says a name in a code alone, which may lie under a box."""
    code = zxingcpp.create_barcode(foreign.NAME, zxingcpp.barcode_format_from_str(kind))
    drawn = Image.fromarray(code.to_image(scale=6)).convert("RGB")
    sheet = Image.new("RGB", (1654, 2339), "white")
    sheet.paste(drawn, (240, 320))
    paper = io.BytesIO()
    sheet.rotate(turned, expand=True).save(paper, "JPEG", quality=80)
    edges = (0.1, 0.1, 0.95, 0.5)
    boxes = (Box(0, *edges),) if box else ()
    with open_any(paper.getvalue()) as source:
        page = rebuild_page(source, 0, boxes)
    item = replace(packs.documents()[0], pages=(page,))
    pdf, built = packs.built(replace(packs.content(), items=(item,)))
    found: dict[str, list[Finding]] = {}
    for one in check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", NAMES, read_seconds=600)):
        found.setdefault(one.check, []).append(one)
    return found


@needs_reader
@pytest.mark.parametrize("kind", ["QRCode", "Code128", "DataMatrix"])
@pytest.mark.parametrize("turned", [0, 90])
def test_a_name_that_a_code_says_is_read_as_a_telephone_reads_it(kind: str, turned: int) -> None:
    """On a pupil's card, a library label, a sticker of an examination: no eye reads it, and every telephone does."""
    found = with_code(kind, turned)
    assert [(one.state, one.page) for one in found["names"]] == [("failed", 4)]
    assert "in the picture on page 4" in found["names"][0].says


@needs_reader
def test_a_code_under_a_box_says_nothing() -> None:
    assert [one.state for one in with_code("QRCode", box=True)["names"]] == ["passed"]


@needs_reader
def test_a_covered_name_is_not_read_and_what_the_text_says_is_told_once() -> None:
    assert [one.state for one in check(covered=True, words=True)["names"]] == ["passed"]
    assert len([one for one in check(covered=False, words=True)["names"] if one.page]) == 1


def test_pictures_that_were_not_read_are_shown_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    late = check(covered=True, words=True, seconds=0)["reading"][0]
    assert (late.state, late.page) == ("look", 4)
    assert "on page 4 were not read" in late.says
    monkeypatch.setattr(seal_read, "data_folder", lambda: None)
    never = check(covered=True, words=True)["reading"][0]
    assert (never.state, never.says.split(".")[0]) == ("look", "This machine cannot read pictures")
    plain = check(covered=False, words=True)["reading"][0]
    assert (plain.state, plain.page) == ("look", 4)  # a picture without a box is read by nobody either
    assert "on page 4 yourself" in plain.says


class SlowEngine:
    """A reader of pictures that gives up a page half-way, when its time is over."""

    def SetImage(self, _picture: object) -> None: ...

    def SetSourceResolution(self, _dpi: int) -> None: ...

    def Recognize(self, _milliseconds: int) -> bool:
        return False

    def GetUTF8Text(self) -> str:
        return "half of the"

    def Clear(self) -> None: ...


def test_a_page_that_the_reader_gave_up_is_not_called_read(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def slow() -> Iterator[seal_read.Reader]:
        yield lambda picture: seal_read._words(SlowEngine(), picture)

    monkeypatch.setattr(seal_read, "reader", slow)
    given_up = check(covered=True, words=True)["reading"][0]
    assert (given_up.state, given_up.page) == ("look", 4)
    assert "on page 4 were not read by this machine" in given_up.says


def test_the_pages_of_pictures_that_nobody_read_are_told_in_runs() -> None:
    said = seal_check._reading(Reading(there=True, read=[], left=[9, 4, 5, 6, 12])).says
    assert "on pages 4 to 6, 9, 12 were not read" in said
    later = seal_check._reading(Reading(there=False, read=[], left=[4, 5]), first=1001)
    assert (later.page, "on pages 1,004 to 1,005 yourself" in later.says) == (4, True)
