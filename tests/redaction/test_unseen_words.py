"""Words that a page says and nobody sees on it are told to the reviewer, and clean pages raise no such alarm."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import foreign
import hidden
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.demo.long_file.pieces import pieces
from coordinator_app.documents.looking import look
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pdf import words_seen
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.words_seen import unseen_words

NAME = foreign.NAME


def typed_over(canvas: Canvas) -> None:
    canvas.drawString(80, 500, f"with {NAME} there")
    hidden.white_box(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(80, 500, "with somebody else there")


def foot_looks_out(canvas: Canvas) -> None:
    canvas.drawString(72, 500, "with Thorncastleby there")
    canvas.rect(70, 498.5, 200, 14, fill=1)


def blue_on_blue(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.3, 0.7)
    canvas.rect(60, 480, 300, 50, fill=1)
    canvas.drawString(72, 500, f"with {NAME} there")


def in_a_drawing_beside_the_page(canvas: Canvas) -> None:
    canvas.beginForm("apart")
    canvas.drawString(0, 0, f"with {NAME} there")
    canvas.endForm()
    canvas.translate(-500, 400)
    canvas.doForm("apart")


WAYS: dict[str, bytes] = {
    **{
        way: hidden.HIDDEN[way]
        for way in (
            *("white text", "nearly white text", "unseen text", "text that only clips", "see-through text"),
            *("tiny text", "beside the page", "far off the page", "under a black bar", "under a white bar"),
            *("under a photograph", "pale on darker words", "clipped away", "cropped away", "hidden layer"),
            "layer of words over a scan",
        )
    },
    "less than a point high": hidden.text(size=0.9),
    "typed over": hidden.page(typed_over),
    "under a bar that is too low": hidden.page(foot_looks_out),
    "in the colour of its ground": hidden.page(blue_on_blue),
    "in a drawing beside the page": hidden.page(in_a_drawing_beside_the_page),
}


@pytest.mark.parametrize("way", WAYS)
def test_words_that_nobody_sees_are_told_with_their_page_and_go_no_further(way: str) -> None:
    looked = look(FileGiven("letter.pdf", WAYS[way]))
    told = [line for line in looked.hidden.splitlines() if "Page 1:" in line and NAME in line]
    assert len(told) == 1, looked.hidden
    assert "calm" not in told[0]
    assert NAME in looked.words  # and they are searched
    with open_file(WAYS[way]) as source:
        assert NAME not in " ".join(word.text for word in rebuild_page(source, 0).words)


def seen(draw: Callable[[Canvas], None]) -> list[str]:
    with open_file(foreign.page(draw)) as source:
        return [word.text for word in unseen_words(source, 0)]


def test_of_two_words_in_one_place_the_one_on_top_is_seen() -> None:
    assert NAME in seen(typed_over)
    assert "somebody" not in seen(typed_over)


def test_the_check_of_what_looks_out_and_of_what_lies_over_are_what_finds_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # the planted faults: one pixel counts as a word, and nothing is taken out by itself
    monkeypatch.setattr(words_seen, "_LEAST", 1e-9)
    assert "Thorncastleby" not in seen(foot_looks_out)
    monkeypatch.setattr(words_seen, "_laid_over", lambda *_: ())
    assert NAME not in seen(typed_over)


def scanned(words: str, *, off: float = 0.0) -> Callable[[Canvas], None]:
    """A scan with the layer of words that its program put under it, a little off."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    _lines(canvas, words, 11)
    canvas.save()
    with open_file(out.getvalue()) as source:
        picture = source.picture(0, 110).convert("L")
    noise = Image.effect_noise(picture.size, 12)
    paper = Image.blend(picture, noise, 0.12)

    def draw(on: Canvas) -> None:
        on.drawImage(ImageReader(paper), 0, 0, 595, 842)
        on.translate(off, off)
        _lines(on, words, 11, mode=3)

    return draw


def _lines(canvas: Canvas, words: str, size: float, *, mode: int = 0, face: str = "Helvetica") -> None:
    said = words.split()
    text = canvas.beginText(60, 780)
    text.setFont(face, size)
    text.setTextRenderMode(mode)
    for at in range(0, min(len(said), 400), 9):
        text.textLine(" ".join(said[at : at + 9]))
    canvas.drawText(text)


def clean(seed: int) -> bytes:
    """A page as offices make them: sizes, faces, greys, white on a dark head of a table, marked words, a stamp aslant."""
    rng = random.Random(seed)
    words = (
        " ".join(piece.words for piece in rng.sample(pieces(), 6))
        .encode("latin-1", "replace")
        .decode("latin-1")
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0)
        if seed % 10 == 7:
            scanned(words, off=rng.choice([0, 0.7, 1.4]))(canvas)
            return
        if seed % 5 == 2:
            canvas.saveState()
            canvas.translate(150, 200)
            canvas.rotate(45)
            canvas.setFillGray(0.82)
            canvas.setFont("Helvetica-Bold", 70)
            canvas.drawString(0, 0, "CONFIDENTIAL")
            canvas.restoreState()
        canvas.setFillColorRGB(0.15, 0.2, 0.45)
        canvas.rect(60, 800, 475, 18, fill=1, stroke=0)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(66, 805, "Date          Who was there          What was said          What follows")
        if seed % 4 == 1:
            canvas.setFillColorRGB(1, 0.95, 0.3)
            canvas.rect(60, 700, 300, 40, fill=1, stroke=0)
        canvas.setFillColorRGB(*rng.choice([(0, 0, 0), (0.3, 0.3, 0.3), (0.5, 0.1, 0.1), (0.45, 0.45, 0.5)]))
        face = rng.choice(["Helvetica", "Times-Italic", "Courier", "Helvetica-Oblique", "Times-Roman"])
        _lines(canvas, words, rng.choice([6.5, 8, 9, 11, 14]), face=face)
        canvas.setFont("Helvetica", 7)
        canvas.setFillGray(0.6)
        canvas.drawString(60, 30, "Hazelmoor Partnership - page 1 of 4 - printed 24/11/2026")

    return foreign.page(draw)


def alarms(seeds: range) -> dict[int, list[str]]:
    found = {}
    for seed in seeds:
        with open_file(clean(seed)) as source:
            assert len(source.words(0)) > 20
            words = [word.text for word in unseen_words(source, 0)]
        if words:
            found[seed] = words
    return found


def test_a_hundred_clean_pages_raise_no_alarm() -> None:
    assert alarms(range(100)) == {}


def test_a_clean_page_with_one_word_in_white_raises_one() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, "the rest of the day was calm", 11)
        canvas.setFillGray(1)
        canvas.drawString(60, 300, NAME)

    assert seen(draw) == [NAME]


def failing(*_: object) -> None:
    message = "no picture of such a page"
    raise ValueError(message)


@pytest.mark.parametrize(("name", "fault"), [("_MOST_WORDS", 1), ("unseen_on", failing)])
def test_a_page_that_cannot_be_looked_into_is_said_and_still_kept(
    name: str, fault: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"coordinator_app.documents.looking.unseen.{name}", fault)
    looked = look(FileGiven("letter.pdf", WAYS["white text"]))
    assert "from page 1 on a person has to look" in looked.hidden
    assert NAME in looked.words
