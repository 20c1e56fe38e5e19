"""A name is covered where it shows, on pages of every shape, judged by a reader that shares no code with ours."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import packs
import pytest
import readers
import shapes
from PIL import Image
from pypdf import PdfReader

from coordinator_app.pdf.pack_content import Box, DocumentItem, RebuiltPage, Word
from coordinator_app.pdf.redact import rebuild_page, suggested_box
from coordinator_app.pdf.render import open_file

NAMES = ("thorncastle", "thornfield")


def named(words: tuple[Word, ...]) -> list[Word]:
    """The words that are the name, or pieces of it, also backwards."""
    found = []
    for word in words:
        plain = unicodedata.normalize("NFKC", word.text).casefold()
        if any(plain in (name, name[::-1]) or (len(plain) > 3 and plain in name) for name in NAMES):
            found.append(word)
    return found


def box_on(ink: Image.Image) -> Box:
    """A box drawn by hand round the ink."""
    left, top, right, bottom = ink.getbbox() or (0, 0, 1, 1)
    wide, high = ink.size
    return Box(0, left / wide, top / high, min(1, (right + 1) / wide), min(1, (bottom + 1) / high))


@cache
def rebuilt(shape: str, *, drawn: Box | None = None) -> RebuiltPage:
    with open_file(shapes.SHAPES[shape](shapes.NAME)) as source:
        found = named(source.words(0))
        if drawn is None:
            assert found, "no word to suggest a box for"
        return rebuild_page(source, 0, [suggested_box(0, found)] if drawn is None else [drawn])


def lightest(page: RebuiltPage, ink: Image.Image) -> int:
    """The lightest pixel of the rebuilt page where the name had ink."""
    shown = Image.open(io.BytesIO(page.jpeg)).convert("L").resize(ink.size, Image.Resampling.BOX)
    levels = [level for level, there in zip(shown.tobytes(), ink.tobytes(), strict=True) if there]
    assert len(levels) > 10
    return max(levels)


def pages(tmp_path: Path) -> Iterator[tuple[str, RebuiltPage, Image.Image]]:
    for shape, make in shapes.SHAPES.items():
        ink = shapes.ink_of_name(make, tmp_path)
        yield shape, rebuilt(shape, drawn=box_on(ink) if shape.startswith("scan") else None), ink


def test_the_ink_of_a_covered_name_is_black_on_every_shape_of_page(tmp_path: Path) -> None:
    light = {shape: lightest(page, ink) for shape, page, ink in pages(tmp_path)}
    assert {shape: level for shape, level in light.items() if level > 70} == {}


def test_a_box_in_the_wrong_place_would_be_seen(tmp_path: Path) -> None:
    # the planted fault: the same page with a box that forgets that it is turned
    ink = shapes.ink_of_name(shapes.SHAPES["turned by 90"], tmp_path)
    with open_file(shapes.SHAPES["plain"](shapes.NAME)) as source:
        naive = suggested_box(0, named(source.words(0)))
    with open_file(shapes.SHAPES["turned by 90"](shapes.NAME)) as source:
        assert lightest(rebuild_page(source, 0, [naive]), ink) > 200


def test_no_reader_finds_the_name_in_a_pack_of_these_pages_and_the_other_words_stay(tmp_path: Path) -> None:
    made = tuple(page for _, page, _ in pages(tmp_path))
    item = DocumentItem("d", None, "Pages of every shape", "with parts covered", made)
    pdf, _ = packs.built(replace(packs.content(), items=(item,)))
    ours = "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(pdf), password=packs.PASSWORD).pages
    )
    poppler = readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD)
    with_words = [shape for shape in shapes.SHAPES if not shape.startswith("scan")]
    for text in (ours, poppler):
        plain = unicodedata.normalize("NFKC", text).casefold()
        assert not any(name in plain for name in NAMES)
        assert (
            plain.count("lesson") >= len(with_words) - 4
        )  # what is mirrored or slants may be read otherwise


@pytest.mark.parametrize("shape", ["scan in grey", "scan in colour", "scan that lies", "scan upside down"])
def test_a_lone_scan_keeps_its_own_fineness_and_its_colours(shape: str) -> None:
    page = rebuilt(shape, drawn=Box(0, 0.1, 0.1, 0.9, 0.2))
    wide, high = shapes.A4_PIXELS
    assert {page.width_px, page.height_px} == {wide, high}
    assert (page.width_px > page.height_px) == (shape == "scan that lies")
    assert page.grey == (Image.open(io.BytesIO(page.jpeg)).mode == "L") == (shape != "scan in colour")
