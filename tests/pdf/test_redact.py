from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import foreign
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from coordinator_app.pdf.pack_content import Box, RebuiltPage, Word
from coordinator_app.pdf.redact import MARK, BadSpan, rebuild_page, redact_spans, suggested_box
from coordinator_app.pdf.render import open_file

PAGES = [
    foreign.page(foreign.note),
    *(foreign.turned(degrees) for degrees in (90, 180, 270)),
    foreign.cropped(),
    foreign.form_value(),
    foreign.annotation(),
    foreign.hidden(),
]


def rebuilt(pdf: bytes) -> RebuiltPage:
    with open_file(pdf) as source:
        boxes = [suggested_box(0, [word]) for word in source.words(0) if foreign.NAME in word.text]
        assert boxes
        return rebuild_page(source, 0, boxes)


def lightest(page: RebuiltPage, box: Box) -> int:
    picture = Image.open(io.BytesIO(page.jpeg)).convert("L")
    width, height = picture.size
    area = (
        int(box.x0 * width) + 1,
        int(box.y0 * height) + 1,
        int(box.x1 * width) - 1,
        int(box.y1 * height) - 1,
    )
    return max(picture.crop(area).tobytes())


@pytest.mark.parametrize("pdf", PAGES)
def test_a_covered_name_is_gone_from_words_and_pixels(pdf: bytes) -> None:
    page = rebuilt(pdf)
    assert not any(foreign.NAME in word.text for word in page.words)
    assert all(lightest(page, box) < 30 for box in page.boxes)
    assert b"EXIF" not in page.jpeg
    assert foreign.NAME.encode() not in page.jpeg


@pytest.mark.skipif(
    not shutil.which("tesseract"), reason="an independent reader of pictures is not on this machine"
)
@pytest.mark.parametrize("pdf", PAGES)
def test_a_reader_of_pictures_finds_no_covered_name(pdf: bytes, tmp_path: Path) -> None:
    with open_file(pdf) as source:
        whole = rebuild_page(source, 0)
    assert foreign.NAME in _read_from_pixels(whole, tmp_path)
    assert foreign.NAME not in _read_from_pixels(rebuilt(pdf), tmp_path)


def _read_from_pixels(page: RebuiltPage, folder: Path) -> str:
    upright = Image.open(io.BytesIO(page.jpeg))
    texts = []
    for turn in (0, 90, 180, 270):
        upright.rotate(turn, expand=True).save(folder / "page.png")
        command = ["tesseract", str(folder / "page.png"), "-", "--psm", "11"]
        texts.append(subprocess.run(command, capture_output=True, check=True, text=True, timeout=300).stdout)
        if foreign.NAME in texts[-1]:
            break
    return " ".join(texts)


def test_words_that_touch_no_box_stay() -> None:
    texts = [word.text for word in rebuilt(foreign.page(foreign.note)).words]
    assert texts[-3:] == ["day", "was", "calm."]
    assert "She" in texts


def test_text_that_cannot_be_seen_is_not_carried_over_even_without_a_box() -> None:
    with open_file(foreign.hidden()) as source:
        assert {"white", "unseen"} <= {word.text for word in source.words(0)}
        page = rebuild_page(source, 0)
    assert not {"white", "unseen", "outside"} & {word.text for word in page.words}
    assert "calm." in {word.text for word in page.words}


def test_boxes_of_other_pages_are_left_alone() -> None:
    with open_file(foreign.page(foreign.note, pages=2)) as source:
        page = rebuild_page(source, 1, [Box(0, 0, 0, 1, 1)])
    assert page.boxes == ()
    assert page.words


@pytest.mark.parametrize("corners", [(0, 0, 0, 1), (0.5, 0, 0.4, 1), (0, 0, 1.2, 1), (-0.1, 0, 1, 1)])
def test_a_box_off_the_page_or_empty_is_refused(corners: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError):
        Box(0, *corners)
    with pytest.raises(ValueError):
        Box(-1, 0, 0, 1, 1)


def test_suggested_boxes_have_widths_that_do_not_tell_the_length() -> None:
    short = suggested_box(0, [Word("Al", 0.5, 0.5, 0.52, 0.52)])
    longer = suggested_box(0, [Word("Alan", 0.5, 0.5, 0.537, 0.52)])
    assert short.x1 - short.x0 == pytest.approx(longer.x1 - longer.x0) == pytest.approx(0.05)
    edge = suggested_box(0, [Word("wide", 0.0, 0.0, 1.0, 0.02)])
    assert (edge.x0, edge.x1) == (0.0, 1.0)


def test_spans_become_marks_of_one_width_and_overlaps_merge() -> None:
    assert redact_spans("Ann and Bartholomew", [(8, 19), (0, 3)]) == f"{MARK} and {MARK}"
    assert redact_spans("abcdef", [(1, 3), (2, 5)]) == f"a{MARK}f"
    assert redact_spans("abcdef", [(1, 3), (3, 5)]) == f"a{MARK}f"
    assert redact_spans("abc", []) == "abc"


def test_a_role_stands_in_place_of_what_is_covered_and_two_roles_never_mix() -> None:
    text = "Otis and Ann sat down"
    assert redact_spans(text, [(0, 4, "another pupil"), (9, 12)]) == f"[another pupil] and {MARK} sat down"
    assert redact_spans("OtisAnn", [(0, 4, "a pupil"), (4, 7, "a friend")]) == "[a pupil][a friend]"
    assert redact_spans("OtisAnn", [(0, 4, "a pupil"), (4, 7, "a pupil")]) == "[a pupil]"
    assert redact_spans("OtisAnn", [(0, 5, "a pupil"), (4, 7, "a friend")]) == MARK
    assert redact_spans("Otis", [(0, 4, " [a\npupil] ")]) == "[a pupil]"
    assert redact_spans("Otis", [(0, 4, " \n")]) == MARK


@pytest.mark.parametrize("span", [(0, 4), (-1, 2), (2, 2), (3, 1)])
def test_spans_that_do_not_fit_the_text_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(BadSpan):
        redact_spans("abc", [span])


@given(st.text(alphabet="abcXYZ é", max_size=40), st.data())
def test_no_covered_character_survives(text: str, data: st.DataObject) -> None:
    marked = "".join(chr(0x1000 + place) for place in range(len(text)))
    place = st.integers(0, len(text))
    spans = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(place, place)))]
    spans = [(start, end) for start, end in spans if start < end]
    released = redact_spans(marked, spans)
    covered = {marked[at] for start, end in spans for at in range(start, end)}
    assert not covered & set(released)
    assert released.replace(MARK, "") == "".join(char for char in marked if char not in covered)
