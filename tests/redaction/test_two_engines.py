"""Pages that two engines show differently: the pack shows everywhere what the reviewer saw, and nothing of the rest is lost in silence.

The reviewer sees what pdfium draws, and the pack is made of that picture; whoever gets it may open it with anything.
"""

from __future__ import annotations

import io
import subprocess
from functools import cache
from pathlib import Path

import foreign
import packs
import pytest
import readers
import two_engines
from PIL import Image, ImageChops

from coordinator_app.core.page_images import PagesWanted
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Looked
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pdf.pack_content import Box, BuiltPack, DocumentItem, Forbidden
from coordinator_app.pdf.page_pictures import pages_shown
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.seal_check import Seal, check_pack
from coordinator_app.pdf.seal_read import data_folder, reader

NAME = foreign.NAME
FORBIDDEN = (Forbidden(NAME, "another child"),)
ALL_OVER = Box(0, 0.0, 0.0, 1.0, 1.0)
WAYS = list(two_engines.PAGES)
# what the reviewer cannot see, though his reader says it: none of it may go on in the words of the pack
NOT_DRAWN = (
    "a layer that is off",
    "a layer by a rule",
    "a stamp that is hidden",
    "words that say others",
    "two files in one",
)


@cache
def looked(way: str) -> Looked:
    return look(FileGiven("a.pdf", two_engines.PAGES[way]))


@cache
def whole(*, covered: bool = False) -> tuple[bytes, BuiltPack]:
    """A pack of all of them, as they are or with each page covered."""
    items = []
    for way, pdf in two_engines.PAGES.items():
        with open_file(pdf) as source:
            page = rebuild_page(source, 0, [ALL_OVER] if covered else [])
        items.append(DocumentItem(way, None, way.capitalize(), "in full", (page,)))
    return packs.built(packs.content(*items, count=1))


def drawn_by_poppler(pdf: bytes, folder: Path, dpi: int, page: int = 1, *, password: str = "") -> Image.Image:
    path, out = folder / "drawn.pdf", folder / "drawn"
    path.write_bytes(pdf)
    key = ["-upw", password] if password else []
    one = ["-r", str(dpi), "-f", str(page), "-l", str(page), "-png", "-singlefile"]
    subprocess.run(
        ["pdftoppm", *one, *key, str(path), str(out)], check=True, capture_output=True, timeout=120
    )
    return Image.open(out.with_suffix(".png")).convert("L")


def shown_to_the_reviewer(pdf: bytes) -> Image.Image:
    with open_file(pdf) as source:
        shown = pages_shown(source, PagesWanted(b"", 200, 1, 1), words=False).pages[0]
    return Image.open(io.BytesIO(shown.image)).convert("L")


def far(one: Image.Image, other: Image.Image, size: tuple[int, int] = (120, 160)) -> int:
    """By how much, of 255, two pictures differ at the worst place."""
    small = [picture.resize(size, Image.Resampling.BOX) for picture in (one, other)]
    return int(str(ImageChops.difference(*small).getextrema()[1]))


def page_of(built: BuiltPack, way: str) -> int:
    return next(line.page for line in built.index if line.number == WAYS.index(way) + 2)


def within(page: Image.Image) -> Image.Image:
    """What stands in the thin grey frame of a rebuilt page."""
    grey = page.point([255 if 150 < level < 252 else 0 for level in range(256)])
    rows = _lines(grey.resize((1, grey.height), Image.Resampling.BOX), of=0.6)
    top, low = rows[0], rows[-1]
    between = grey.crop((0, top, grey.width, low))
    columns = _lines(between.resize((grey.width, 1), Image.Resampling.BOX), of=0.95)
    return page.crop((columns[0] + 2, top + 2, columns[-1] - 1, low - 1))


def _lines(shares: Image.Image, of: float) -> list[int]:
    return [place for place, share in enumerate(shares.tobytes()) if share > of * 255]


def test_there_are_more_than_ten_on_which_the_engines_differ(tmp_path: Path) -> None:
    differ = [
        way
        for way, pdf in two_engines.PAGES.items()
        if far(shown_to_the_reviewer(pdf), drawn_by_poppler(pdf, tmp_path, 100)) > 60
        or (NAME in readers.pdf_text(pdf, tmp_path)) is not (NAME in looked(way).words)
    ]
    assert len(differ) >= 6, differ
    assert len(WAYS) >= 20


@pytest.mark.parametrize("way", WAYS)
def test_another_engine_shows_in_the_pack_what_the_reviewer_saw(way: str, tmp_path: Path) -> None:
    pdf, built = whole()
    page = drawn_by_poppler(pdf, tmp_path, 150, page_of(built, way), password=packs.PASSWORD)
    assert far(shown_to_the_reviewer(two_engines.PAGES[way]), within(page), (60, 80)) < 60


def test_a_page_of_a_pack_that_showed_something_else_would_be_seen(tmp_path: Path) -> None:
    # the planted fault: the page of another way is held against it
    pdf, built = whole()
    other = page_of(built, "a layer that is off")
    page = drawn_by_poppler(pdf, tmp_path, 150, other, password=packs.PASSWORD)
    assert far(shown_to_the_reviewer(two_engines.PAGES["no ink over black"]), within(page), (60, 80)) > 100


@pytest.mark.parametrize("way", WAYS)
def test_what_only_another_engine_sees_of_a_file_is_said(way: str, tmp_path: Path) -> None:
    pdf, mine = two_engines.PAGES[way], looked(way)
    if NAME not in mine.words and not mine.pages_without_words:
        others = drawn_by_poppler(pdf, tmp_path, 200)
        if NAME in readers.pdf_text(pdf, tmp_path) or NAME in read_by_machine(others):
            assert NAME in read_by_machine(shown_to_the_reviewer(pdf))
    if way in NOT_DRAWN:
        assert mine.hidden or mine.pages_without_words


def read_by_machine(picture: Image.Image) -> str:
    if data_folder() is None:
        pytest.skip("this machine cannot read pictures")
    with reader() as read:
        assert read is not None
        return read(picture) or ""


@pytest.mark.parametrize("way", NOT_DRAWN)
def test_words_that_the_reviewer_does_not_see_do_not_go_on(way: str, tmp_path: Path) -> None:
    pdf, built = whole()
    text = readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD, page=page_of(built, way))
    assert "calm" in text
    assert NAME not in text


def test_a_name_that_was_covered_is_read_by_no_engine(tmp_path: Path) -> None:
    pdf, built = whole(covered=True)
    found = check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", FORBIDDEN, read_seconds=0))
    assert [one for one in found if one.state == "failed"] == []
    assert NAME not in readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD)
    for way in WAYS:
        page = drawn_by_poppler(pdf, tmp_path, 60, page_of(built, way), password=packs.PASSWORD)
        assert int(str(within(page).resize((40, 60), Image.Resampling.BOX).getextrema()[1])) < 40
