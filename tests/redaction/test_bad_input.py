"""Documents that cannot be shared as they are: a plain sentence each, before anything of a pack is written."""

from __future__ import annotations

import io

import foreign
import hidden_scans
import pikepdf
import pytest
from PIL import Image

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import MOST_PIXELS


def many_pages(count: int) -> bytes:
    with pikepdf.new() as made:
        for _ in range(count):
            made.add_blank_page(page_size=(200, 200))
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()


def large_picture() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG")
    return out.getvalue()


def large_picture_in_a_page() -> bytes:
    """Two hundred million points in one bit each, on a page of ordinary size."""

    def change(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(bytes(20_000 * 10_000 // 8))
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = 20_000, 10_000, 1
        image.ColorSpace = pikepdf.Name.DeviceGray
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")

    return foreign.changed(foreign.page(foreign.note), change)


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "none of the kinds"),
    "locked": (foreign.locked(), "locked with a password"),
    "cut in half": (foreign.page(foreign.note)[:300], "damaged"),
    "ten thousand pages": (many_pages(10_000), "10,000 pages"),
    "two hundred million points": (large_picture(), "too large"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_shared_is_refused_with_what_to_do_next(name: str) -> None:
    content, says = BAD[name]
    with pytest.raises(BadFile, match=says) as raised, open_any(content) as source:
        rebuild_page(source, 0)
    assert raised.value.next_step.endswith(".")


def test_a_large_picture_on_a_page_is_drawn_within_the_limits() -> None:
    with open_any(large_picture_in_a_page()) as source:
        page = rebuild_page(source, 0)
    assert page.width_px * page.height_px <= MOST_PIXELS


def test_a_file_that_only_its_owner_may_change_is_made_anew_without_its_lock() -> None:
    with pikepdf.open(io.BytesIO(foreign.page(foreign.note))) as opened:
        out = io.BytesIO()
        opened.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
    with open_any(out.getvalue()) as source:
        assert foreign.NAME in {word.text for word in rebuild_page(source, 0).words}


def test_a_scan_whose_data_break_off_is_drawn_as_far_as_it_goes() -> None:
    with open_any(hidden_scans.scan_of(hidden_scans.jpeg()[:20_000])) as source:
        page = rebuild_page(source, 0)
    assert Image.open(io.BytesIO(page.jpeg)).size == (page.width_px, page.height_px)


def test_a_file_is_taken_for_what_it_is_and_not_for_what_it_is_called() -> None:
    with open_any(foreign.picture("JPEG")) as source:
        assert source.pages == 1
    with pytest.raises(BadFile), open_any(b"MZ\x90\x00\x03\x00" + bytes(90)):
        pass
