"""The width of a box does not tell how long the name under it is, where the paper beside it allows; nothing else is covered."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import foreign
import packs
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.pdf import redact
from coordinator_app.pdf.even_boxes import _STEP, evened
from coordinator_app.pdf.pack_content import Box, DocumentItem, RebuiltPage, Word
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.seal_check import Seal, check_pack

NAMES = ("Ada", "Otis", "Bramble", "Bramblewick")
PAD = 0.002


def covered(draw: Callable[[Canvas], None], names: tuple[str, ...]) -> RebuiltPage:
    with open_file(foreign.page(draw)) as source:
        boxes = [
            Box(0, word.x0 - PAD, word.y0 - PAD, word.x1 + PAD, word.y1 + PAD)
            for word in source.words(0)
            if word.text in names
        ]
        assert len(boxes) == len(names)
        return rebuild_page(source, 0, boxes)


def register(canvas: Canvas) -> None:
    for line, name in enumerate(NAMES):
        canvas.drawString(72, 700 - 30 * line, "Partner:")
        canvas.drawString(150, 700 - 30 * line, name)


def ruled(canvas: Canvas) -> None:
    register(canvas)
    canvas.line(205, 620, 205, 750)


def scanned(canvas: Canvas) -> None:
    with open_file(foreign.page(register)) as source:
        paper = source.picture(0, 150).convert("L")
    grain = Image.blend(paper, Image.effect_noise(paper.size, 20), 0.1)
    canvas.drawImage(ImageReader(grain), 0, 0, 595, 842)


def widths(page: RebuiltPage) -> list[float]:
    return [round(box.x1 - box.x0, 3) for box in page.boxes]


def test_short_and_long_names_at_the_end_of_a_line_have_boxes_of_one_width() -> None:
    assert widths(covered(register, NAMES)) == [_STEP] * 4


def test_without_it_every_box_would_be_as_wide_as_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    # the planted fault
    monkeypatch.setattr(redact, "evened", lambda boxes, *_: boxes)
    assert len(set(widths(covered(register, NAMES)))) == 4


def test_in_a_column_they_fill_it_and_leave_its_rule_alone() -> None:
    page = covered(ruled, NAMES[:3])
    ends = {round(box.x1, 3) for box in page.boxes}
    assert len(ends) == 1
    assert 198 / 595 < ends.pop() < 205 / 595
    picture = Image.open(io.BytesIO(page.jpeg)).convert("L")
    across = round(205 / 595 * picture.width)
    for box in page.boxes:
        down = round((box.y0 + box.y1) / 2 * picture.height)
        row = [int(str(picture.getpixel((x, down)))) for x in range(across - 6, across + 6)]
        assert min(row) < 120 < max(row[:4])  # the rule stands, and paper before it


def test_on_grainy_paper_too() -> None:
    with open_file(foreign.page(scanned)) as source:
        boxes = [Box(0, 150 / 595 - PAD, 0.155, (150 + wide) / 595, 0.175) for wide in (26, 30, 70)]
        page = rebuild_page(source, 0, boxes)
    assert widths(page) == [_STEP] * 3


def test_in_the_middle_of_a_line_no_word_is_covered_for_it() -> None:
    page = covered(foreign.note, (foreign.NAME,))
    said = [word.text for word in page.words]
    assert said[:7] == ["She", "sat", "beside", "for", "the", "whole", "lesson."]
    (box,) = page.boxes
    assert not any(box.touches(word) for word in page.words)
    with open_file(foreign.page(foreign.note)) as source:
        name = next(word for word in source.words(0) if word.text == foreign.NAME)
    assert round(box.x1 - name.x1, 4) == PAD  # the blank before the next word stays a blank


@pytest.mark.parametrize(
    ("box", "wide"),
    [
        (Box(0, 0.1, 0.1, 0.2, 0.12), 0.12),
        (Box(0, 0.1, 0.1, 0.22, 0.12), 0.12),
        (Box(0, 0.1, 0.1, 0.23, 0.12), 0.24),
        (Box(0, 0.93, 0.1, 0.96, 0.12), 0.065),
        (Box(0, 0.93, 0.1, 0.999, 0.12), 0.069),
        (Box(0, 0.1, 0.1, 0.12, 0.3), 0.02),
    ],
)
def test_a_box_grows_to_the_next_width_within_the_page_and_an_upright_one_stays(
    box: Box, wide: float
) -> None:
    (made,) = evened([box], [], Image.new("RGB", (1000, 1414), "white"))
    assert round(made.x1 - made.x0, 3) == wide
    assert replace(made, x1=box.x1) == box


def test_words_and_ink_of_any_colour_stop_it() -> None:
    paper = Image.new("RGB", (1000, 1414), "white")
    box = Box(0, 0.1, 0.1, 0.14, 0.12)
    (made,) = evened([box], [Word("unseen", 0.18, 0.1, 0.2, 0.12)], paper)
    assert 0.17 < made.x1 < 0.18
    paper.paste((255, 255, 120), (160, 150, 165, 160))  # pale yellow
    (made,) = evened([box], [], paper)
    assert 0.15 < made.x1 < 0.16


def test_the_check_follows_the_boxes_as_they_are() -> None:
    page = covered(register, NAMES)
    item = DocumentItem("d", None, "Register", "in part", (page,))
    pdf, built = packs.built(replace(packs.content(), items=(item,)))
    told = check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", (), read_seconds=0))
    assert {one.state for one in told if one.check in {"text under boxes", "covered places"}} == {"passed"}
    across = 0.5 * (built.boxes[0].x1 - built.boxes[0].x0)
    beyond = replace(built.boxes[0], x1=built.boxes[0].x1 + across)
    told = check_pack(
        pdf, packs.PASSWORD, Seal(replace(built, boxes=(beyond,)), "Request 14", (), read_seconds=0)
    )
    assert [one.state for one in told if one.check == "covered places"] == ["failed"]
