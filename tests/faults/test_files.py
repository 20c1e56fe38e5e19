from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import look
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file


def scan(mode: str, paper: int, ink: int) -> bytes:
    """A page as a scanner saves it in one of the modes of PNG: `ink` on `paper`."""
    picture = Image.new(mode, (400, 560), paper)
    ImageDraw.Draw(picture).rectangle((100, 200, 300, 260), fill=ink)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("mode", "paper", "ink"), [("1", 1, 0), ("L", 230, 40), ("I;16", 60_000, 9_000), ("I;16", 65_535, 30_000)]
)
def test_a_scan_keeps_its_ink_in_every_depth_that_scanners_save(mode: str, paper: int, ink: int) -> None:
    data = scan(mode, paper, ink)
    assert look(FileGiven("scan.png", data)).page_count == 1
    with open_file(data) as source:
        page = Image.open(io.BytesIO(rebuild_page(source, 0).jpeg)).convert("L")
    light, dark = (float(str(page.getpixel(place))) for place in ((20, 20), (200, 230)))
    assert light - dark > 80


def lies() -> dict[str, bytes]:
    small = scan("L", 255, 0)
    huge = bytearray(small)
    huge[16:24] = (30_000).to_bytes(4, "big") * 2
    pdf = io.BytesIO()
    Image.new("RGB", (90, 90), "white").save(pdf, "PDF")
    return {
        "empty.pdf": b"",
        "cut.png": small[: len(small) // 2],
        "cut.pdf": pdf.getvalue()[:200],
        "nothing.pdf": b"%PDF-1.7\n",
        "loop.pdf": b"%PDF-1.7\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 1>>endobj\n"
        b"2 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 2 0 R>>\n%%EOF",
        "page.png": b"<html><script>alert(1)</script></html>",
        "page.pdf": b"<html>%PDF-1.7</html>",
        "huge.png": bytes(huge),
        "zip.pdf": b"PK\x03\x04" + bytes(60),
        "no-ending": b"\x00\x01\x02",
        "..\\..\\x\x00.pdf": b"plain words",
        "x" * 4000 + ".jpg": b"GIF89a" + bytes(40),
    }


@pytest.mark.parametrize("name", lies())
def test_a_file_that_is_not_what_it_says_ends_in_whole_sentences(name: str) -> None:
    with pytest.raises(BadFile) as refused:
        look(FileGiven(name, lies()[name]))
    for sentence in (refused.value.happened, refused.value.next_step):
        assert sentence.endswith(".")
        assert sentence[0].isupper()
