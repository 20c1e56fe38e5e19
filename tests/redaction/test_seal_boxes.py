"""A covered place is solid or it is not; the machine reads a page with its solid boxes as bare paper, and no others."""

from __future__ import annotations

import pytest
from PIL import Image

from coordinator_app.pdf.pack_content import Box
from coordinator_app.pdf.seal_boxes import is_solid, on_paper

BOX = Box(0, 0.2, 0.2, 0.6, 0.3)
AREA = (200, 200, 600, 300)


def page(paper: int, ink: int) -> Image.Image:
    made = Image.new("L", (1000, 1000), paper)
    made.paste(ink, AREA)
    return made


@pytest.mark.parametrize("paper", [255, 238, 190])
def test_a_solid_box_is_as_light_as_the_paper_about_it(paper: int) -> None:
    made = on_paper(page(paper, 12), [BOX])
    assert made.getextrema() == (paper, paper)


def test_one_that_is_not_solid_is_read_as_it_is() -> None:
    seen = page(255, 12)
    seen.putpixel((400, 250), 200)
    assert not is_solid(seen, BOX)
    assert on_paper(seen, [BOX]) is seen


def test_ink_beside_a_box_stays() -> None:
    seen = page(255, 0)
    seen.paste(30, (606, 210, 640, 290))
    made = on_paper(seen, [BOX])
    assert made.crop((606, 210, 640, 290)).getextrema() == (30, 30)
    assert made.getpixel((300, 250)) == 255


def test_boxes_at_the_edge_and_on_a_page_all_black_are_no_trouble() -> None:
    dark = Image.new("L", (100, 100), 0)
    assert on_paper(dark, [Box(0, 0, 0, 1, 1)]).size == (100, 100)
    assert on_paper(dark, []) is dark
