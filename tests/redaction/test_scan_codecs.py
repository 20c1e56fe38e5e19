"""Scans as copiers pack them, JBIG2, JPEG 2000 and fax, go the whole way: looked at, read, covered, sealed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
import test_forgotten_name as forgotten
from PIL import Image

from coordinator_app.documents.looking import look, machine
from coordinator_app.documents.reading_jobs import FileGiven, WordsWanted
from coordinator_app.pdf import seal_read
from coordinator_app.pdf.pack_content import Box
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.seal_boxes import on_paper

pytestmark = pytest.mark.skipif(seal_read.data_folder() is None, reason="this machine cannot read pictures")
SIZE = (1654, 2339)


def paper() -> Image.Image:
    return forgotten.written(SIZE, forgotten.LINES, 40, 260, 255)


def in_a_pdf(data: bytes, **entries: object) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        image = pdf.make_stream(data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **entries)
        image.Width, image.Height = SIZE
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def faxed() -> bytes:
    """The bare rows of fax group 4, black on white."""
    out = io.BytesIO()
    paper().convert("1").save(out, "TIFF", compression="group4", tiffinfo={278: SIZE[1], 262: 0})
    with Image.open(io.BytesIO(out.getvalue())) as opened:
        (at,), (length,) = opened.tag_v2[273], opened.tag_v2[279]  # type: ignore[attr-defined]  # of a TIFF
    return out.getvalue()[at : at + length]


def fax() -> bytes:
    terms = pikepdf.Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1], BlackIs1=False)
    return in_a_pdf(
        faxed(),
        Filter=pikepdf.Name.CCITTFaxDecode,
        DecodeParms=terms,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=1,
    )


def segment(number: int, kind: int, data: bytes) -> bytes:
    return number.to_bytes(4, "big") + bytes([kind, 0, 1]) + len(data).to_bytes(4, "big") + data


def jbig2() -> bytes:
    """A page and one region of it, whose rows are packed as a fax packs them."""
    across, down = (edge.to_bytes(4, "big") for edge in SIZE)
    page = segment(0, 48, across + down + bytes(11))
    region = segment(1, 38, across + down + bytes(9) + b"\x01" + faxed())
    return in_a_pdf(
        page + region, Filter=pikepdf.Name.JBIG2Decode, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=1
    )


def jpeg2000() -> bytes:
    out = io.BytesIO()
    paper().save(out, "JPEG2000", quality_mode="rates", quality_layers=[12])
    return in_a_pdf(out.getvalue(), Filter=pikepdf.Name.JPXDecode, ColorSpace=pikepdf.Name.DeviceGray)


SCANS: dict[str, Callable[[], bytes]] = {"fax": fax, "JBIG2": jbig2, "JPEG 2000": jpeg2000}


@pytest.mark.parametrize("kind", SCANS)
def test_it_is_looked_at_as_a_picture_and_read(kind: str) -> None:
    content = SCANS[kind]()
    looked = look(FileGiven("scan.pdf", content))
    assert (looked.page_count, looked.pages_without_words) == (1, 1)
    read = machine.read(WordsWanted(content))
    assert forgotten.NAME in read.words
    assert read.pages_left == ()


@pytest.mark.parametrize("kind", SCANS)
def test_it_is_drawn_as_it_looks_and_covered(kind: str) -> None:
    box = Box(0, 0.05, 0.155, 0.95, 0.19)
    with open_file(SCANS[kind]()) as source:
        page = rebuild_page(source, 0, [box])
    made = Image.open(io.BytesIO(page.jpeg)).convert("L")
    assert sum(made.histogram()[250:]) > 0.8 * made.width * made.height  # not turned over
    covered = made.crop((200, round(0.16 * made.height), 1400, round(0.185 * made.height)))
    assert int(str(covered.getextrema()[1])) < 48
    with seal_read.reader() as read:
        assert read is not None
        words = read(on_paper(made, page.boxes)) or ""
    assert words.count(forgotten.NAME) == 1  # the other one, further down
    assert "went back to his lesson and was calm again" in words


@pytest.mark.parametrize("kind", SCANS)
def test_at_the_seal_a_forgotten_name_on_it_fails_and_a_covered_one_does_not(kind: str) -> None:
    content = SCANS[kind]()
    (line,) = forgotten.named(content, "application/pdf", forgotten.FIRST)
    assert line.state == "failed"
    (line,) = forgotten.named(content, "application/pdf", forgotten.FIRST, forgotten.SECOND)
    assert line.state == "passed"
