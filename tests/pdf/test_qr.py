from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from coordinator_app.pdf.qr import (
    ALPHABET,
    PageCode,
    check_reference,
    new_reference,
    page_code,
    qr_bars,
    read_page_code,
)


def test_a_reference_has_three_groups_and_no_characters_that_look_alike() -> None:
    reference = new_reference()
    assert [len(group) for group in reference.split("-")] == [4, 4, 4]
    assert not set(reference) & set("01IO")
    assert check_reference(reference.lower().replace("-", " ")) == reference


def test_every_single_wrong_character_and_every_swap_is_caught() -> None:
    code = new_reference(random.Random(1)).replace("-", "")
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            assert check_reference(code[:place] + wrong + code[place + 1 :]) is None
    for one in range(12):
        for other in range(one + 1, 12):
            swapped = list(code)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            if swapped != list(code):
                assert check_reference("".join(swapped)) is None


def test_references_do_not_repeat_or_tell_their_order() -> None:
    made = [new_reference() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert made != sorted(made)


@pytest.mark.parametrize(
    "text", ["", "7QK4", "7QK4-M2ZD-91XA", "7QK4-M2ZD-9OXA", "x" * 500, "７ＱＫ４－Ｍ２ＺＤ－９９ＸＡ"]
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    assert check_reference(text) is None


def test_the_code_of_a_page_says_reference_page_and_pages() -> None:
    code = PageCode(new_reference(random.Random(2)), 2, 3)
    assert read_page_code(page_code(code)) == code
    assert read_page_code("https://x.example/1") is None
    assert read_page_code(page_code(PageCode(code.reference, 4, 3))) is None


def test_the_bars_are_exactly_the_dark_modules() -> None:
    import segno

    text = page_code(PageCode(new_reference(random.Random(3)), 1, 2))
    count, bars = qr_bars(text)
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="png", border=0, scale=1)
    picture = Image.open(io.BytesIO(out.getvalue())).convert("L")
    assert picture.size == (count, count)
    dark = {(column + step, row) for column, row, length in bars for step in range(length)}
    assert dark == {(x, y) for x in range(count) for y in range(count) if picture.getpixel((x, y)) == 0}
