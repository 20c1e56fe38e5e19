from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from coordinator_app.pdf.redact import rebuild_page, suggested_box
from coordinator_app.pdf.render import open_file
from tests.pdf import foreign


def odd(change: Callable[[pikepdf.Page, pikepdf.Pdf], None]) -> bytes:
    return foreign.changed(foreign.page(foreign.note), lambda pdf: change(pdf.pages[0], pdf))


def units(page: pikepdf.Page, _: pikepdf.Pdf) -> None:
    page.obj.UserUnit = 2.5


def moved_box(page: pikepdf.Page, _: pikepdf.Pdf) -> None:
    page.obj.MediaBox = pikepdf.Array([-300, -200, 595, 842])


def crop_beyond(page: pikepdf.Page, _: pikepdf.Pdf) -> None:
    page.obj.CropBox = pikepdf.Array([-50, 300, 900, 900])


def turned_and_cropped(page: pikepdf.Page, _: pikepdf.Pdf) -> None:
    page.obj.CropBox = pikepdf.Array([60, 640, 420, 760])
    page.obj.Rotate = 270


def backwards_box(page: pikepdf.Page, _: pikepdf.Pdf) -> None:
    page.obj.MediaBox = pikepdf.Array([595, 842, 0, 0])


def turned_by_its_parent(page: pikepdf.Page, pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Rotate = 90
    pdf.Root.Pages.CropBox = pikepdf.Array([60, 640, 520, 760])


def turned_too_far(page: pikepdf.Page, _: pikepdf.Pdf) -> None:
    page.obj.Rotate = -450


def level(grey: Image.Image, which: int) -> float:
    """The darkest (0) or lightest (1) pixel of a grey picture, 0 to 255."""
    return float(str(grey.getextrema()[which]))


@pytest.mark.parametrize(
    "change",
    [units, moved_box, crop_beyond, turned_and_cropped, backwards_box, turned_by_its_parent, turned_too_far],
)
def test_a_box_over_a_name_blacks_its_ink_out_on_pages_of_every_odd_shape(
    change: Callable[[pikepdf.Page, pikepdf.Pdf], None],
) -> None:
    with open_file(odd(change)) as source:
        name = [word for word in source.words(0) if foreign.NAME in word.text]
        assert name
        before = source.picture(0, 110).convert("L")
        box = suggested_box(0, name)
        page = rebuild_page(source, 0, [box])
    assert not [word for word in page.words if foreign.NAME in word.text]
    after = Image.open(io.BytesIO(page.jpeg)).convert("L").resize(before.size)
    word = name[0]
    edges = (word.x0 * before.width, word.y0 * before.height, word.x1 * before.width, word.y1 * before.height)
    place = tuple(round(edge) for edge in edges)
    ink = before.crop((place[0], place[1], place[2], place[3]))
    assert level(ink, 0) < 120  # the word really stands there
    covered = after.crop((place[0] + 1, place[1] + 1, place[2] - 1, place[3] - 1))
    assert level(covered, 1) < 60
