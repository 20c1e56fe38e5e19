"""The fresh text layer of a rebuilt page stands in the finished file where its words stood, and never over a box."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import foreign
import packs
import pikepdf
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.pdf import pictures
from coordinator_app.pdf.pack_content import Box, BuiltPack, DocumentItem, Finding, RebuiltPage, Word
from coordinator_app.pdf.page_words import words_on
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.seal_check import Seal, check_pack

LINES = (
    "Works in the workshop with Wren, who will review it with him.",
    "Mum was glad - WAVY WORDS AND MMMM MWMW stand beside iii lil.",
    "For the file; for the review: the next one is with the team.",
)


def dense(canvas: Canvas) -> None:
    """Lines of wide and narrow letters, near one another."""
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(LINES * 6):
        canvas.drawString(72, 760 - 12.2 * number, line)


@cache
def page() -> RebuiltPage:
    """Every other word is covered from edge to edge of its neighbours: nowhere is there more than no room."""
    with open_file(foreign.page(dense)) as source:
        words = source.words(0)
        boxes = [
            Box(0, before.x1, min(one.y0, before.y0), after.x0, max(one.y1, before.y1))
            for before, one, after in zip(words[::4], words[1::4], words[2::4], strict=False)
            if before.x1 < one.x0 < after.x0
        ]
        return rebuild_page(source, 0, boxes)


def pack_of(made: RebuiltPage) -> tuple[bytes, BuiltPack]:
    item = DocumentItem("d", None, "A dense page", "in part", (made,))
    return packs.built(replace(packs.content(), items=(item,)))


def under(pdf: bytes, built: BuiltPack) -> list[Finding]:
    found = check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", (), read_seconds=0))
    return [one for one in found if one.check == "text under boxes" and one.state == "failed"]


def by_pdfium(pdf: bytes, number: int) -> list[Word]:
    with pypdfium2.PdfDocument(pdf, password=packs.PASSWORD) as opened:
        one = opened[number - 1]
        return [*words_on(one, one.get_textpage())]


def by_poppler(pdf: bytes, number: int, folder: Path) -> list[Word]:
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    wanted = ["-bbox", "-upw", packs.PASSWORD, "-f", str(number), "-l", str(number)]
    shown = subprocess.run(
        ["pdftotext", *wanted, str(path), "-"], capture_output=True, check=True, text=True
    ).stdout
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', shown
    )
    return [
        Word(says, *(float(edge) / A4[place % 2] for place, edge in enumerate(edges)))
        for *edges, says in found
    ]


def test_no_word_reaches_over_a_box_that_stands_edge_to_edge_with_it() -> None:
    assert len(page().boxes) > 20
    assert not under(*pack_of(page()))


@pytest.mark.parametrize("reader", ["pdfium", "poppler"])
def test_two_readers_measure_every_word_where_it_stood(reader: str, tmp_path: Path) -> None:
    pdf, built = pack_of(page())
    number = built.picture_pages[0]
    words = by_pdfium(pdf, number) if reader == "pdfium" else by_poppler(pdf, number, tmp_path)
    kept = [one for one in placed(built) if one.text.strip("-")]  # a dash is lower than any word can be set
    assert len(kept) > 60
    for one in kept:
        assert any(far(one, other) < 0.2 for other in words if other.text == one.text), one


def placed(built: BuiltPack) -> list[Word]:
    """The words of the page where the pack put the page, reckoned from where its boxes went."""
    first, last = page().boxes[0], page().boxes[-1]
    one, other = built.boxes[0], built.boxes[-1]
    across = (other.x0 - one.x0) / (last.x0 - first.x0)
    down = (other.y0 - one.y0) / (last.y0 - first.y0)
    left, top = one.x0 - first.x0 * across, one.y0 - first.y0 * down
    return [
        Word(
            word.text,
            left + word.x0 * across,
            top + word.y0 * down,
            left + word.x1 * across,
            top + word.y1 * down,
        )
        for word in page().words
    ]


def far(one: Word, other: Word) -> float:
    """The most points by which the edges of two places differ."""
    across = max(abs(one.x0 - other.x0), abs(one.x1 - other.x1)) * A4[0]
    return max(across, max(abs(one.y0 - other.y0), abs(one.y1 - other.y1)) * A4[1])


def without_the_face(pdf: bytes) -> bytes:
    """The planted fault: words in a face that is not in the file, as it was; each reader takes one of its own."""
    with pikepdf.open(io.BytesIO(pdf), password=packs.PASSWORD) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/FontName") == "/Unseen":
                del one["/FontFile2"]
            if isinstance(one, pikepdf.Dictionary) and one.get("/BaseFont") == "/Unseen" and "/DW" in one:
                one["/CIDToGIDMap"] = pikepdf.Name.Identity
        out = io.BytesIO()
        opened.save(out, encryption=pikepdf.Encryption(owner="o", user=packs.PASSWORD, R=6))
    return out.getvalue()


def test_words_in_a_face_of_the_readers_own_would_reach_over_boxes() -> None:
    pdf, built = pack_of(page())
    assert under(without_the_face(pdf), built)


def beside_a_box(word: Word) -> RebuiltPage:
    """One word that must be made larger than it is to be set at all, over or beside a box."""
    return replace(page(), words=(*page().words, word), boxes=(*page().boxes, Box(0, 0.5, 0.8, 0.6, 0.82)))


DASH = Word("-", 0.52, 0.8202, 0.55, 0.8205)
SLIT = Word("lll", 0.49999, 0.805, 0.499995, 0.815)


@pytest.mark.parametrize("word", [DASH, SLIT])
def test_a_word_too_small_to_be_set_beside_a_box_is_left_out(
    word: Word, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not under(*pack_of(beside_a_box(word)))
    # the planted fault: it is set all the same
    never: Callable[..., bool] = lambda *_: False  # noqa: E731  (a stand-in of one line)
    monkeypatch.setattr(pictures, "_reaches", never)
    assert under(*pack_of(beside_a_box(word)))


def test_a_word_set_without_room_would_touch_its_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    never: Callable[..., bool] = lambda *_: False  # noqa: E731  (a stand-in of one line)
    monkeypatch.setattr(pictures, "_reaches", never)
    assert not under(*pack_of(page()))  # the room alone is enough for words of a usual size
    monkeypatch.setattr(pictures, "_CLEAR", -0.02)
    assert under(*pack_of(page()))


def test_a_word_that_lies_under_a_box_in_part_is_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself has no tolerance: a tenth of a point under the edge is enough."""
    never: Callable[..., bool] = lambda *_: False  # noqa: E731  (a stand-in of one line)
    monkeypatch.setattr(pictures, "_reaches", never)
    high = 0.1 / A4[1]
    over = Word("Thorncastle", 0.5, 0.8 - 0.012, 0.58, 0.8 + high * 1.3)
    assert under(*pack_of(beside_a_box(over)))


def told_codes(pdf: bytes) -> set[int]:
    """Every code for which a font of the file says which character it is."""
    found = set[int]()
    with pikepdf.open(io.BytesIO(pdf), password=packs.PASSWORD) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
                rows = re.findall(
                    rb"<([0-9A-F]{4})> <([0-9A-F]{4})> <[0-9A-F]{4}>", one.ToUnicode.read_bytes()
                )
                for first, last in rows:
                    found |= {*range(int(first, 16), int(last, 16) + 1)}
    return found


def test_a_file_tells_the_characters_that_it_has_and_no_others() -> None:
    """Of all 65,536 some readers make a table for each page anew."""
    pdf, _ = pack_of(page())
    opened = pypdfium2.PdfDocument(pdf, password=packs.PASSWORD)
    last = opened[len(opened) - 1].get_textpage().get_text_bounded()  # the letter brings fonts of its own
    said = {ord(char) for char in last} - {10, 13}
    assert said <= told_codes(pdf)
    assert len(told_codes(pdf)) < 200
