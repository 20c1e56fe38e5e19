from __future__ import annotations

import io
import random

from PIL import Image

from coordinator_app.core.ids import new_reference
from coordinator_app.pdf.qr import PageCode, page_code, qr_bars, read_page_code


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
