"""Words of pages that are pictures: read by machine however the page lies, and where they cannot be, a person is asked."""

from __future__ import annotations

import builtins
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from coordinator_app.core.page_images import PLACES, PlacesWanted, places_of
from coordinator_app.documents.looking import look, machine, machine_places
from coordinator_app.documents.looking.machine import data_folder, read
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import (
    READ,
    FileGiven,
    WordsWanted,
    read_of,
)
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.jobs import Jobs, no_session
from tests.documents.looking import made
from tests.pdf import foreign

LETTER = b"""Dear Mrs Puddlecombe,

Marigold was late twice this week. She was seen by the school nurse on Tuesday.
The head of year has asked for a meeting with the family before the end of term.
"""


@pytest.fixture
def jobs() -> Iterator[Jobs[object]]:
    made: Jobs[object] = InlineJobs(no_session)
    yield made
    made.stop()


def page() -> Image.Image:
    """A letter as a scanner sees it."""
    with open_any(LETTER) as source:
        return source.picture(0, 200).convert("L")


def scanned(*pages: Image.Image, kind: str = "PDF") -> bytes:
    out = io.BytesIO()
    first, *rest = pages
    first.save(out, kind, resolution=200, **({"save_all": True, "append_images": rest} if rest else {}))
    return out.getvalue()


def test_a_child_reads_a_scanned_page_and_tells_how_far_it_is(jobs: Jobs[object]) -> None:
    told: list[Progress] = []
    content = scanned(page(), page())
    assert look(FileGiven("a.pdf", content)).pages_without_words == 2
    found = read_of(jobs.child(READ, WordsWanted(content), progress=told.append).result())
    assert (found.pages_read, found.pages_left) == (2, ())
    assert found.words.count("school nurse") == 2
    assert found.words.count("\n") == 1
    assert "Reading page" in told[0].words


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_upright(turn: int) -> None:
    found = read(WordsWanted(scanned(page().rotate(turn, expand=True))))
    assert "head of year" in found.words
    assert found.pages_left == ()


def test_a_photograph_that_only_says_it_is_turned_is_read_upright() -> None:
    out, tags = io.BytesIO(), Image.Exif()
    tags[0x0112] = 6
    page().rotate(90, expand=True).convert("RGB").save(out, "JPEG", exif=tags)
    assert "school nurse" in read(WordsWanted(out.getvalue())).words


def test_only_pages_without_words_are_read_and_the_others_keep_theirs() -> None:
    whole = foreign.page(foreign.note)
    assert read(WordsWanted(whole)).pages_read == 0
    assert "Thorncastle" in read(WordsWanted(whole)).words


def test_a_blank_page_needs_nobody() -> None:
    found = read(WordsWanted(scanned(Image.new("L", (1654, 2339), 250))))
    assert (found.pages_read, found.pages_left) == (0, ())


def test_what_cannot_be_read_for_sure_is_left_to_a_person() -> None:
    noise = Image.effect_noise((1654, 2339), 120)
    found = read(WordsWanted(scanned(noise)))
    assert found.pages_left == (1,)


def test_a_page_that_takes_too_long_is_left_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_PAGE_MILLISECONDS", 1)
    found = read(WordsWanted(scanned(page())))
    assert found.pages_left == (1,)


def test_a_picture_inside_a_word_document_is_read_too() -> None:
    content = made.word_with(scanned(page(), kind="PNG"))
    assert look(FileGiven("a.docx", content)).pages_without_words == 1
    found = read(WordsWanted(content))
    assert "school nurse" in found.words
    assert "inbody" in found.words


def test_what_lies_behind_the_pages_stays_findable() -> None:
    content = made.pdf(scanned(page()))
    assert "inpdfnote" in look(FileGiven("a.pdf", content)).words
    assert "inpdfnote" in read(WordsWanted(content)).words


def no_library(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    real = builtins.__import__

    def without(name: str, *more: object, **others: object) -> object:
        if name == "tesserocr":
            raise ImportError(name)
        return real(name, *more, **others)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.delitem(sys.modules, "tesserocr", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)


def no_data(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(sys, "prefix", str(folder))


@pytest.mark.parametrize("missing", [no_library, no_data])
def test_where_nothing_can_read_every_page_is_said_to_need_a_person(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: Callable[[pytest.MonkeyPatch, Path], None]
) -> None:
    content = scanned(page(), page())
    missing(monkeypatch, tmp_path)
    found = read(WordsWanted(content))
    assert (found.pages_read, found.pages_left) == (0, (1, 2))


def test_the_data_lies_beside_the_frozen_app_or_where_it_was_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert data_folder() == Path(sys.prefix, "share", "tessdata")
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "eng.traineddata").write_bytes(b"x")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert data_folder() == tmp_path / "tessdata"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_child_says_where_on_a_page_it_reads_a_word_whichever_way_the_page_lies(
    jobs: Jobs[object], turn: int
) -> None:
    whole = page()
    content = scanned(page(), whole.rotate(turn, expand=True))
    found = places_of(jobs.child(PLACES, PlacesWanted(content, (2, 9))).result()).pages
    assert [(one.number, one.sure) for one in found] == [(2, True)]
    word = next(one for one in found[0].words if one.text.startswith("Marigold"))
    with open_any(content) as source:
        picture = source.picture(1, 100).convert("L")
    wide, high = picture.size
    edges = (word.left * wide, word.top * high, word.right * wide, word.bottom * high)
    here = picture.crop(tuple(round(edge) for edge in edges)).rotate(-turn, expand=True)
    assert "Marigold" in said_on(here)  # what is drawn there, and nothing beside it, is that word
    assert "late" not in said_on(here)


def said_on(picture: Image.Image) -> str:
    """What stands on a small piece, read by itself with white round it."""
    sheet = Image.new("L", (picture.width * 3 + 60, picture.height * 3 + 60), 255)
    sheet.paste(picture.resize((picture.width * 3, picture.height * 3)), (30, 30))
    with machine.eyes() as seeing:
        assert seeing is not None
        return seeing.words(sheet)[0]


def test_the_place_of_a_word_of_which_the_machine_is_not_sure_is_its_whole_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = PlacesWanted(scanned(page()), (1,))
    sure = machine_places.places(content).pages[0].words
    monkeypatch.setattr(machine_places, "SURE", 101)
    (doubtful,) = machine_places.places(content).pages
    assert not doubtful.sure
    narrow = {word.text: word.right - word.left for word in sure}
    wide = {word.text: word.right - word.left for word in doubtful.words}
    assert wide["Marigold"] > 3 * narrow["Marigold"]
