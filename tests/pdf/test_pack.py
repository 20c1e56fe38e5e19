from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import foreign
import packs
import pikepdf
import pytest
import readers
from PIL import Image
from pypdf import PdfReader
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.core.errors import Cancelled
from coordinator_app.pdf import pack as pack_module
from coordinator_app.pdf.pack import Watch, build_pack, build_volume
from coordinator_app.pdf.pack_content import DocumentItem, Part, TextItem, Word
from coordinator_app.pdf.pack_layout import lay
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.text_pages import BODY, Line


def test_every_page_is_numbered_and_the_index_says_where_each_item_starts(tmp_path: Path) -> None:
    pdf, pack = packs.built(packs.content(*packs.documents(), count=60))
    info = readers.pdf_info(pdf, tmp_path, password=packs.PASSWORD)
    assert int(info["Pages"]) == pack.pages > 12
    texts = [
        readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD, page=page + 1) for page in range(pack.pages)
    ]
    for number, text in enumerate(texts, start=1):
        assert f"Request 14 · page {number} of {pack.pages}" in text
    whole_index = texts[pack.index[0].page - 3] + texts[pack.index[0].page - 2]
    for line in pack.index:
        assert f"Item {line.number} " in texts[line.page - 1]
        row = next(row for row in whole_index.splitlines() if row.split()[:1] == [str(line.number)])
        assert row.split()[-1] == str(line.page)
    assert pack.index[-1].page + pack.index[-1].pages - 1 == pack.pages


def test_pages_stand_together_behind_all_that_they_show() -> None:
    out = io.BytesIO()
    laid = lay(packs.content(*packs.documents(), count=20))
    build_volume(laid, laid.volumes[0], None, out.write)
    behind = out.getvalue().rpartition(b"endstream")[2]
    assert behind.count(b"/Type /Page ") == laid.pages > 5


def test_a_face_is_made_anew_for_a_volume_that_uses_more_of_it() -> None:
    laid = lay(packs.content(count=1))
    for letter in "aЖ":
        laid.faces.drawn([Line(0, 0, BODY, letter)])
        out = io.BytesIO()
        build_volume(laid, laid.volumes[0], None, out.write)
        with pikepdf.open(out) as pdf:
            faces = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/W" in one]
            told = {int(code) for one in faces for code in list(one.W)[::2]}
        assert ord(letter) in told


def test_items_stand_in_date_order_and_undated_ones_last() -> None:
    _, pack = packs.built()
    whens = {item.key: item.when or date.max for item in packs.content(*packs.documents()).items}
    order = [whens[line.key] for line in pack.index]
    assert order == sorted(order)
    assert pack.index[-1].key == "d2"


def test_the_file_is_locked_with_aes_256_and_opens_in_three_readers(tmp_path: Path) -> None:
    pdf, pack = packs.built()
    assert b"Tumbledale" not in pdf
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(pdf))
    shown = readers.qpdf(pdf, tmp_path, "--show-encryption", f"--password={packs.PASSWORD}")
    assert "R = 6" in shown
    assert "stream encryption method: AESv3" in shown
    assert "No syntax or stream encoding errors" in readers.qpdf(
        pdf, tmp_path, "--check", f"--password={packs.PASSWORD}"
    )
    assert "AES-256" in readers.pdf_info(pdf, tmp_path, password=packs.PASSWORD)["Encrypted"]
    reader = PdfReader(io.BytesIO(pdf), password=packs.PASSWORD)
    assert len(reader.pages) == pack.pages
    assert dict(reader.metadata or {}) == {"/Title": "Request 14"}
    with pytest.raises(ValueError):
        build_pack(packs.content(), "", io.BytesIO())


def test_bookmarks_are_numbers_not_names() -> None:
    pdf, pack = packs.built()
    with pikepdf.open(io.BytesIO(pdf), password=packs.PASSWORD) as opened, opened.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    assert titles == ["Letter", "What is in this pack", *(f"Item {line.number}" for line in pack.index)]


def test_kept_words_can_be_found_and_covered_ones_not(tmp_path: Path) -> None:
    pdf, pack = packs.built()
    page = pack.picture_pages[1]
    text = readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD, page=page)
    assert "calm." in text
    assert foreign.NAME not in readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD)
    assert len(pack.boxes) == 2
    assert pack.wordless_pages == (pack.pages,)


ODD = ("50%", "(sic)", ")(", "a\\b", "\u010dap", "\u0128\u0129\u015c\u0125", "\u010a\u010d\u010a")
"""Their codes hold what ends a string in a PDF, opens a remark or is read as another end of a line."""


def test_letters_whose_codes_mean_something_else_in_a_pdf_are_read_as_they_are(tmp_path: Path) -> None:
    whole = packs.covered_page(foreign.page(foreign.note))
    words = tuple(Word(word, 0.1, 0.1 + at / 20, 0.3, 0.13 + at / 20) for at, word in enumerate(ODD))
    document = DocumentItem("d", date(2026, 9, 1), "Letter", "in full", (replace(whole, words=words),))
    record = TextItem("t", date(2026, 9, 2), "Talk", "in full", (Part("Said", " ".join(ODD)),))
    pdf, pack = packs.built(packs.content(record, document, count=0))
    with pikepdf.open(io.BytesIO(pdf), password=packs.PASSWORD) as opened:
        for line in pack.index:
            page = opened.pages[line.page - 1]
            strings = [bytes(one.operands[0]) for one in pikepdf.parse_content_stream(page, "Tj")]
            by_poppler = readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD, page=line.page)
            for read in ("".join(string.decode("utf-16-be") + " " for string in strings), by_poppler):
                assert [word for word in read.split() if word in ODD] == list(ODD)
            page.contents_coalesce()
            # it would be a remark to the seal check, which reads every word of a remark
            assert b"%" not in page.Contents.read_bytes()


def stamped(canvas: Canvas) -> None:
    foreign.note(canvas)
    canvas.drawImage(ImageReader(Image.new("L", (600, 840), 240)), 0, 0, 595, 600)


@pytest.mark.parametrize(("draw", "unread"), [(stamped, 1), (foreign.note, 0)])
def test_a_scan_with_a_stamp_on_it_counts_as_a_page_whose_words_cannot_be_searched(
    draw: Callable[[Canvas], None], unread: int
) -> None:
    with open_file(foreign.page(draw)) as source:
        page = rebuild_page(source, 0)
    assert page.words, "the stamp has words"
    _, pack = packs.built(packs.content(DocumentItem("d1", None, "Letter", "in full", (page,)), count=1))
    assert len(pack.wordless_pages) == unread


def test_boxes_of_the_finished_file_are_where_it_is_black() -> None:
    import pypdfium2

    pdf, pack = packs.built()
    document = pypdfium2.PdfDocument(pdf, password=packs.PASSWORD)
    for box in pack.boxes:
        picture: Image.Image = document[box.page].render(scale=2).to_pil().convert("L")
        width, height = picture.size
        area = (
            int(box.x0 * width) + 2,
            int(box.y0 * height) + 2,
            int(box.x1 * width) - 2,
            int(box.y1 * height) - 2,
        )
        assert max(picture.crop(area).tobytes()) < 30
    document.close()


def test_a_practice_pack_says_so_on_every_page(tmp_path: Path) -> None:
    pdf, pack = packs.built(packs.content(*packs.documents(), practice=True))
    for page in range(1, pack.pages + 1):
        assert "PRACTICE VAULT" in readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD, page=page)


def test_a_pack_can_be_stopped_and_then_writes_nothing() -> None:
    asked: list[int] = []
    out = io.BytesIO()
    watch = Watch(progress=lambda done, _total: asked.append(done), cancelled=lambda: len(asked) > 4)
    with pytest.raises(Cancelled):
        build_pack(packs.content(), packs.PASSWORD, out, watch=watch)
    assert out.getvalue() == b""
    assert asked == [0, 1, 2, 3, 4]


def test_an_empty_pack_and_a_document_without_pages_are_built() -> None:
    _, pack = packs.built(packs.content(count=0))
    assert pack.index == ()
    nothing = DocumentItem("d", date(2026, 9, 1), "Lost letter", "in full", ())
    _, pack = packs.built(packs.content(nothing, count=2))
    assert len(pack.index) == 3


def test_two_packs_of_one_content_have_different_owners_and_passwords_do_not_repeat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys: list[str] = []
    real = pack_module.new_owner

    def kept() -> str:
        keys.append(real())
        return keys[-1]

    monkeypatch.setattr(pack_module, "new_owner", kept)
    for _ in range(2):
        packs.built(packs.content(count=1))
    assert len(set(keys)) == 2
    assert packs.PASSWORD not in keys


def test_long_words_about_a_document_leave_its_picture_a_page_of_its_own() -> None:
    document = packs.documents()[0]
    about = replace(document, parts=(Part("About it", "word " * 900),))
    _, short = packs.built(packs.content(document, count=0))
    _, long = packs.built(packs.content(about, count=0))
    assert long.pages > short.pages
    assert long.index[0].pages > 2
    assert long.boxes[0].page + 1 == long.picture_pages[0]
    assert long.index[0].page < long.picture_pages[0]
