"""Photographs of telephones: a real HEIC file decoded, upright, shown and kept like any other picture."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from coordinator_app.core.errors import BadFile
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import LOOK, PAGES, FileGiven, looked_of, pages_of
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Jobs, no_session
from coordinator_app.pdf import render
from tests.documents.looking.made_heic import heic


def photograph(quarters: int = 0) -> bytes:
    """Dark in its top left corner as it was coded, 48 by 32."""
    made = Image.new("L", (48, 32), 220)
    ImageDraw.Draw(made).rectangle((0, 0, 15, 15), fill=20)
    return heic(made, quarters=quarters)


def dark(picture: Image.Image, x: int, y: int) -> bool:
    return int(str(picture.convert("L").getpixel((x, y)))) < 60


def test_a_child_takes_a_photograph_of_a_telephone_and_shows_it() -> None:
    jobs: Jobs[object] = InlineJobs(no_session)
    looked = looked_of(jobs.child(LOOK, FileGiven("IMG_0001.HEIC", photograph())).result())
    assert (looked.media_type, looked.page_count, looked.pages_without_words) == ("image/heic", 1, 1)
    shown = pages_of(jobs.child(PAGES, PagesWanted(photograph(), dpi=60)).result())
    assert shown.pages[0].image.startswith(b"\x89PNG")
    assert shown.pages[0].width_pt > shown.pages[0].height_pt
    jobs.stop()


@pytest.mark.parametrize(("quarters", "corner"), [(0, (4, 4)), (1, (4, -4)), (2, (-4, -4)), (3, (-4, 4))])
def test_a_photograph_is_shown_as_it_was_held(quarters: int, corner: tuple[int, int]) -> None:
    with open_any(photograph(quarters)) as source:
        picture = source.picture(0, 60)
    assert (picture.width > picture.height) is (quarters % 2 == 0)
    places = [(x, y) for x in (4, picture.width - 4) for y in (4, picture.height - 4)]
    expected = (corner[0] % picture.width, corner[1] % picture.height)
    assert [place for place in places if dark(picture, *place)] == [expected]


def test_nothing_that_the_telephone_wrote_beside_it_goes_on() -> None:
    with open_any(photograph()) as source:
        assert source.picture(0, 60).info == {}


def test_a_photograph_larger_than_is_safe_is_refused_before_it_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(render, "MOST_PIXELS", 100)
    with pytest.raises(BadFile, match="too large"):
        look(FileGiven("a.heic", photograph()))


def test_half_a_photograph_says_the_way_out() -> None:
    with pytest.raises(BadFile, match="damaged") as refused:
        look(FileGiven("a.heic", photograph()[:-900]))
    assert "save it as JPEG" in refused.value.next_step
