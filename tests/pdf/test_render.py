from __future__ import annotations

import io

import foreign
import pytest
from PIL import Image

from coordinator_app.core.errors import BadFile
from coordinator_app.pdf import render
from coordinator_app.pdf.pack_content import Word


def words_of(pdf: bytes) -> dict[str, Word]:
    with render.open_file(pdf) as source:
        return {word.text: word for word in source.words(0)}


def ink(picture: Image.Image, word: Word) -> float:
    """How much darker the place of the word is than paper: 0 for empty paper."""
    width, height = picture.size
    area = (int(word.x0 * width), int(word.y0 * height), int(word.x1 * width) + 1, int(word.y1 * height) + 1)
    grey = picture.convert("L").crop(area)
    return 255 - sum(grey.tobytes()) / len(grey.tobytes())


@pytest.mark.parametrize(
    "pdf", [foreign.page(foreign.note), *(foreign.turned(d) for d in (90, 180, 270)), foreign.cropped()]
)
def test_word_boxes_lie_on_their_ink_also_on_turned_and_cropped_pages(pdf: bytes) -> None:
    with render.open_file(pdf) as source:
        picture, words = source.picture(0, 100), source.words(0)
    assert {foreign.NAME, "calm."} & {word.text for word in words}
    for word in words:
        assert ink(picture, word) > 20, word.text
    assert ink(picture, Word("", 0.9, 0.9, 0.98, 0.98)) == 0


@pytest.mark.parametrize(
    "pdf",
    [
        foreign.page(foreign.note),
        foreign.turned(90),
        foreign.cropped(),
        foreign.annotation(),
        foreign.form_value(),
    ],
)
def test_a_page_drawn_in_grey_at_once_is_its_picture_in_grey(pdf: bytes) -> None:
    with render.open_file(pdf) as source:
        drawn, grey = source.picture(0, 110), render.grey_picture(source, 0, 110)
    assert drawn.mode == "RGB"
    assert (grey.mode, grey.size) == ("L", drawn.size)
    assert grey.tobytes() == drawn.convert("L").tobytes()
    assert len(set(grey.tobytes())) > 2  # something is drawn on it


def test_a_naive_mapping_of_a_turned_page_would_miss_the_ink() -> None:
    with render.open_file(foreign.turned(90)) as source:
        picture = source.picture(0, 100)
        naive = words_of(foreign.page(foreign.note))[foreign.NAME]
    assert ink(picture, naive) < 5


def test_values_of_forms_and_stamps_are_part_of_the_picture_and_of_the_words() -> None:
    for pdf in (foreign.form_value(), foreign.annotation()):
        with render.open_file(pdf) as source:
            assert [word.text for word in source.words(0)].count(foreign.NAME) == 2


def test_words_off_the_displayed_page_are_left_out() -> None:
    words = words_of(foreign.hidden())
    assert "outside" not in words
    assert "calm." not in words_of(foreign.cropped()) or words_of(foreign.cropped())["calm."].y1 <= 1


def test_a_page_for_the_screen_has_its_size_in_points() -> None:
    with render.open_file(foreign.turned(90)) as source:
        shown = render.page_image(source, 0, 72)
    assert (shown.width_pt, shown.height_pt) == (842, 595)
    assert (shown.width_px, shown.height_px) == (842, 595)
    assert Image.open(io.BytesIO(shown.png)).size == (842, 595)


def test_a_huge_page_is_drawn_within_the_limits() -> None:
    with render.open_file(foreign.page(foreign.note, size=(14000, 14000))) as source:
        picture = source.picture(0, 300)
    assert picture.width * picture.height <= render.MOST_PIXELS


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a PDF"),
        (b"MZ\x90\x00 a program", "not a PDF"),
        (b"%PDF-1.7\n nothing more", "damaged"),
        (b"\x89PNG\r\n\x1a\n nothing more", "damaged"),
        (b"\xff\xd8\xff\xe0 nothing more", "damaged"),
        (foreign.picture()[:400], "damaged"),
        (foreign.picture("GIF"), "not a PDF"),
    ],
)
def test_what_is_no_readable_file_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(BadFile) as raised, render.open_file(data):
        pass
    assert says in raised.value.happened
    assert raised.value.next_step


def test_a_locked_file_says_so() -> None:
    with pytest.raises(BadFile, match="locked with a password"), render.open_file(foreign.locked()):
        pass


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "MOST_PAGES", 3)
    with pytest.raises(BadFile, match="4 pages"), render.open_file(foreign.page(foreign.note, pages=4)):
        pass


def test_a_bomb_of_a_picture_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (30000, 30000)).save(out, "PNG")
    with pytest.raises(BadFile, match="too large"), render.open_file(out.getvalue()):
        pass
    wide = io.BytesIO()
    Image.new("L", (20001, 2)).save(wide, "PNG")
    with pytest.raises(BadFile, match="20001 by 2"), render.open_file(wide.getvalue()):
        pass


def test_a_photograph_is_turned_upright_and_loses_what_it_carried() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = foreign.NAME
    with render.open_file(foreign.picture("JPEG", exif=exif.tobytes())) as source:
        picture = source.picture(0, 1)
        assert picture.size == (600, 900)
        assert not picture.getexif()
        assert source.size(0) == pytest.approx((561.26, 841.89), abs=0.1)
        assert source.words(0) == ()


def test_what_is_see_through_is_shown_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(out, "PNG")
    with render.open_file(out.getvalue()) as source:
        assert source.picture(0, 1).getpixel((3, 3)) == (255, 255, 255)
