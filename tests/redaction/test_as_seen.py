"""What is shared looks as it looked to the reviewer, also where two readers of a file would not agree about a page."""

from __future__ import annotations

import io
from collections.abc import Callable

import foreign
import hidden_scans
import pikepdf
import pytest
import shapes
from PIL import Image, ImageChops

from coordinator_app.core.page_images import PagesWanted
from coordinator_app.pdf.page_pictures import pages_shown
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file, scan_on

SIZE = (120, 160)
Change = Callable[[pikepdf.Pdf, pikepdf.Object], None]


def both(pdf: bytes) -> tuple[Image.Image, Image.Image, bool]:
    """The page as the reviewer sees it and as it is shared, both small and grey; whether it is a lone scan."""
    with open_file(pdf) as source:
        shown = pages_shown(source, PagesWanted(b"", 200, 1, 1), words=False).pages[0].image
        made = rebuild_page(source, 0).jpeg
        alone = scan_on(source, 0) is not None
    seen, shared = (Image.open(io.BytesIO(one)).convert("L") for one in (shown, made))
    return seen.resize(SIZE, Image.Resampling.BOX), shared.resize(SIZE, Image.Resampling.BOX), alone


def far(pdf: bytes) -> int:
    """By how much, of 255, the two differ at the worst place."""
    seen, shared, _ = both(pdf)
    return int(str(ImageChops.difference(seen, shared).getextrema()[1]))


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_a_shared_page_looks_as_it_did_to_the_reviewer(shape: str) -> None:
    assert far(shapes.SHAPES[shape](shapes.NAME)) < 90


def test_a_page_that_looks_otherwise_would_be_seen() -> None:
    # the planted fault: the same page with one line more
    seen, _, _ = both(shapes.scanned(shapes.NAME))
    other, _, _ = both(shapes.scanned(""))
    assert int(str(ImageChops.difference(seen, other).getextrema()[1])) > 90


def inverted(_: pikepdf.Pdf, image: pikepdf.Object) -> None:
    image.Decode = pikepdf.Array([1, 0])


def masked(pdf: pikepdf.Pdf, image: pikepdf.Object) -> None:
    image.SMask = pdf.make_stream(
        b"\0", Width=1, Height=1, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8
    )


def keyed(_: pikepdf.Pdf, image: pikepdf.Object) -> None:
    image.Mask = pikepdf.Array([0, 120])


def coloured(_: pikepdf.Pdf, image: pikepdf.Object) -> None:
    image.ColorSpace = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.Black, pikepdf.Name.DeviceGray])


def on_a_layer(pdf: pikepdf.Pdf, image: pikepdf.Object) -> None:
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="scan"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(OFF=[group]))
    image.OC = group


def drawn(commands: bytes) -> Change:
    def change(pdf: pikepdf.Pdf, _: pikepdf.Object) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(commands)

    return change


SCANS: dict[str, Change] = {
    "turned into its negative": inverted,
    "behind a mask": masked,
    "with a colour let through": keyed,
    "in odd colours": coloured,
    "on a layer": on_a_layer,
    "mirrored": drawn(b"q -595 0 0 842 595 0 cm /Im0 Do Q"),
    "upside down": drawn(b"q 595 0 0 -842 0 842 cm /Im0 Do Q"),
    "half beside the page": drawn(b"q 1190 0 0 842 0 0 cm /Im0 Do Q"),
    "on a part of the page": drawn(b"q 300 0 0 400 100 100 cm /Im0 Do Q"),
    "cut by a path": drawn(b"q 0 0 300 842 re W n 595 0 0 842 0 0 cm /Im0 Do Q"),
    "drawn twice": drawn(b"q 595 0 0 842 0 0 cm /Im0 Do Q q 300 0 0 400 0 0 cm /Im0 Do Q"),
    "with a bar over it": drawn(b"q 595 0 0 842 0 0 cm /Im0 Do Q 50 600 400 100 re f"),
    "with words over it": drawn(b"q 595 0 0 842 0 0 cm /Im0 Do Q BT /F1 40 Tf 72 300 Td (words) Tj ET"),
}


@pytest.mark.parametrize("way", SCANS)
def test_a_scan_that_is_not_all_of_its_page_is_shared_as_it_is_drawn(way: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        SCANS[way](pdf, page.obj.Resources.XObject.Im0)
        page.obj.Resources.Font = pikepdf.Dictionary(
            F1=pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )

    pdf = foreign.changed(hidden_scans.scan(), change)
    _, _, alone = both(pdf)
    assert not alone
    assert far(pdf) < 90


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_plain_scan_is_its_own_picture_however_it_is_turned(turn: int) -> None:
    pdf = shapes.scanned(shapes.NAME, turn=turn)
    assert both(pdf)[2]
    assert far(pdf) < 60


def test_a_scan_whose_two_readers_do_not_agree_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    # the planted fault: the second reader sees another picture on that page
    monkeypatch.setattr(pikepdf.Object, "read_raw_bytes", lambda *_: b"something else")
    assert not both(shapes.scanned(shapes.NAME))[2]
