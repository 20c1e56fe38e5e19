"""A name that the reviewer forgot in a picture stops the pack: the machine reads scans and photographs at the seal."""

from __future__ import annotations

import io
import random
from datetime import date

import pytest
from PIL import Image, ImageDraw, ImageFilter

from coordinator_app.access_requests import pack_checks
from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.access_requests.pack_order import (
    COVERED,
    BuiltFinding,
    OrderBox,
    OrderItem,
    OrderTerm,
    PackOrder,
    TermWeight,
)
from coordinator_app.access_requests.pack_progress import CheckingProgress
from coordinator_app.core.print_order import PrintHead, PrintOrder
from coordinator_app.pdf import seal_read
from tests.packs import build

pytestmark = pytest.mark.skipif(seal_read.data_folder() is None, reason="this machine cannot read pictures")
NAME = "Otis Bramblewick"
LINES = (
    "Playground, Tuesday",
    "Today there was a quarrel between two boys near the fence.",
    f"{NAME} was taken home early by his aunt.",
    "The other one went back to his lesson and was calm again.",
    f"On Thursday {NAME} was there as well.",
)
FIRST, SECOND = OrderBox(1, 0.05, 0.155, 0.95, 0.19, NAME), OrderBox(1, 0.05, 0.212, 0.95, 0.248, NAME)


def written(size: tuple[int, int], lines: tuple[str, ...], letters: int, top: int, paper: int) -> Image.Image:
    made = Image.new("L", size, paper)
    pen = ImageDraw.Draw(made)
    for number, line in enumerate(lines):
        pen.text((size[0] // 12, top + round(number * letters * 1.6)), line, fill=30, font_size=letters)
    return made


def grainy(picture: Image.Image, much: float) -> Image.Image:
    """As a sensor sees it, the same each time."""
    grain = random.Random(14).randbytes(picture.width * picture.height)
    return Image.blend(picture, Image.frombytes("L", picture.size, grain), much)


def scan() -> bytes:
    """Grainy paper, a little askew, without a word beside it."""
    page = written((1654, 2339), LINES, 40, 260, 238).rotate(0.4, fillcolor=238)
    out = io.BytesIO()
    grainy(page, 0.05).save(out, "PDF", resolution=200, quality=70)
    return out.getvalue()


def photograph() -> bytes:
    """A notice on a wall, aslant, in the light of a room, as a telephone takes it."""
    sheet = written((1100, 500), ("Best bird box of the term", f"{NAME}, form 7B", "Well done"), 64, 70, 245)
    sheet = sheet.rotate(2.5, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=120)
    wall = Image.linear_gradient("L").resize((2000, 1500)).point([90 + level // 4 for level in range(256)])
    wall.paste(sheet, (420, 480))
    seen = grainy(wall.filter(ImageFilter.GaussianBlur(1.2)), 0.05)
    out = io.BytesIO()
    Image.merge("RGB", (seen, seen, seen.point([level * 9 // 10 for level in range(256)]))).save(
        out, "JPEG", quality=80
    )
    return out.getvalue()


def named(content: bytes, media_type: str, *boxes: OrderBox) -> list[BuiltFinding]:
    """What the check of the finished pack says of covered names."""
    terms = tuple(
        OrderTerm(form, COVERED, TermWeight.NAME if form == NAME else TermWeight.LOOK)
        for form in forms_of(NAME, frozenset())
    )
    outcome = "redact" if boxes else "share"
    item = OrderItem(
        1, "A document", date(2026, 10, 2), outcome, document=content, media_type=media_type, boxes=boxes
    )
    letter = PrintOrder("letter-reply", PrintHead("Eastmere", ""))
    built = build(PackOrder(1, "pass words here", True, letter, (item,), terms))
    return [one for one in built.findings if one.check_name == pack_checks.COVERED_NAMES]


def test_a_name_forgotten_on_a_scan_fails() -> None:
    (line,) = named(scan(), "application/pdf", FIRST)
    assert line.state == "failed"
    assert f"“{NAME}” on page" in line.detail


def test_a_scan_on_which_it_is_covered_throughout_passes() -> None:
    assert [line.state for line in named(scan(), "application/pdf", FIRST, SECOND)] == ["passed"]


def test_a_name_printed_in_a_photograph_fails() -> None:
    (line,) = named(photograph(), "image/jpeg")
    assert line.state == "failed"


ABOVE, BELOW = OrderBox(1, 0.05, 0.13, 0.95, 0.168), OrderBox(1, 0.05, 0.185, 0.95, 0.213)
"""Over the lines above and below the one that names him, on the heads and feet of its letters."""


def test_a_name_beside_boxes_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = (ABOVE, BELOW, SECOND)
    assert [line.state for line in named(scan(), "application/pdf", *boxes)] == ["failed"]
    # the planted fault: the page is read with its black, and words beside it are lost
    monkeypatch.setattr(seal_read, "on_paper", lambda grey, _boxes: grey)
    assert "failed" not in {line.state for line in named(scan(), "application/pdf", *boxes)}


@pytest.mark.parametrize("picture", ["scan", "photograph"])
def test_without_the_machines_eyes_it_would_go_out(picture: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # the planted fault: no time to read any picture
    monkeypatch.setattr(CheckingProgress, "seconds_for", lambda *_: 0.0)
    made = named(scan(), "application/pdf", FIRST) if picture == "scan" else named(photograph(), "image/jpeg")
    assert [line.state for line in made] == ["passed"]
