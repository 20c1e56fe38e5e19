"""How far a pack is said to be, and how long it says that it will still take: true while its pictures are read too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from reportlab.pdfgen import canvas

from coordinator_app.access_requests import checking, printing
from coordinator_app.access_requests.pack_order import OrderItem, OrderLine
from coordinator_app.access_requests.pack_progress import READING, CheckingProgress
from coordinator_app.access_requests.written import VolumeWork
from coordinator_app.bench.practice_pack import practice_order
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.pace import Pace
from coordinator_app.pdf import seal_read
from tests.packs import build_volumes

SECONDS = {"Building": 0.002, "Picture": 0.04, "Checking": 0.015, "Reading": 1.8}
"""What a step takes on a laptop of today: a page of words or with a picture built, a page checked, a picture read."""
PICTURES = 12


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Progress]:
    """What is told of a pack of words and pictures, on a machine that reads pictures."""

    @contextmanager
    def reader() -> Iterator[seal_read.Reader]:
        yield lambda _picture: "Kit was on time."

    monkeypatch.setattr(seal_read, "reader", reader)
    for module in (printing, checking):
        monkeypatch.setattr(module, "can_read", lambda: True)
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    for _ in range(PICTURES):
        sheet.drawString(72, 770, "Kit was on time.")
        sheet.showPage()
    sheet.save()
    line = OrderLine("What happened", "He came in on all three days. " * 300)
    words = (OrderItem(number, "Talk", date(2026, 1, number), "share", (line,)) for number in range(1, 9))
    paper = OrderItem(9, "File", date(2026, 2, 1), "share", (), out.getvalue(), "application/pdf")
    order = replace(practice_order(), items=(*words, paper), most_pages=12)
    heard: list[Progress] = []
    build_volumes(order, heard.append)
    return heard


def step_of(one: Progress) -> str:
    """The first of its words; the last pages that are built are those with pictures."""
    words = one.words.split()
    return "Picture" if words[0] == "Building" and _page(one) > _pages(one) - PICTURES else words[0]


def wrong_promises(told: list[Progress]) -> list[tuple[str, float, float]]:
    """Where it promised less than half of what was left, or more than twice as much, beyond ten seconds."""
    moments, at = [0.0], 0.0
    for one in told:
        at += SECONDS.get(step_of(one), 0.01)
        moments.append(at)
    clock = iter(moments)
    pace, found = Pace(lambda: next(clock)), []
    for one, moment in zip(told, moments, strict=False):
        seen, left = pace.seen(one), at - moment
        if seen is not None and seen.seconds_left is not None:
            says = seen.seconds_left
            if says < left / 2 - 5 or says > left * 2 + 10:
                found.append((one.words, says, left))
    return found


def test_the_time_left_is_true_while_pictures_are_read(told: list[Progress]) -> None:
    assert sum(one.words.startswith(READING) for one in told) == PICTURES
    assert wrong_promises(told) == []


def test_planted_fault_a_pack_that_is_counted_in_pages_promises_seconds_for_minutes(
    told: list[Progress],
) -> None:
    pages = [replace(one, done=_page(one), total=_pages(one)) for one in told]
    assert any(says == 0 and left > 10 for _, says, left in wrong_promises(pages))


def _page(one: Progress) -> int:
    words = one.words.split()
    return int(words[-3]) if words[0] == "Building" else _pages(one)


def _pages(one: Progress) -> int:
    return int(one.words.split()[-1]) if one.words.endswith(tuple("0123456789")) else 1


def test_the_bar_never_goes_back_and_is_not_full_before_the_end(told: list[Progress]) -> None:
    pages = [one for one in told if one.total is not None]
    assert [one.done for one in pages] == sorted(one.done for one in pages)
    assert len({one.total for one in pages}) == 1
    assert all(one.total is not None and one.done < one.total for one in pages)
    assert all(one.words.startswith("Making item") for one in told if one.total is None)


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.at = 50.0

    def __call__(self) -> float:
        return self.at


def volumes(*pictures: int) -> list[VolumeWork]:
    """Volumes that hold so many pictures each, beside a page of words."""
    made, first = [], 1
    for number, count in enumerate(pictures, start=1):
        made.append(VolumeWork(number, first, count + 1, 1 + 25 * count, count))
        first += count + 1
    return made


def test_the_pictures_of_a_small_pack_have_all_the_time_and_those_of_many_volumes_their_share() -> None:
    works, clock = volumes(400, 0, 100, 100), Clock()
    course = CheckingProgress(works, lambda _: None, reads=True, now=clock)
    one, none, other, last = works
    assert course.seconds_for(one) == 400.0
    for _ in range(101):
        course.checked(one, READING, 1)
        clock.at += 1
    clock.at += 1_000  # the next volumes are written meanwhile: no time of the readers'
    assert course.seconds_for(none) == 10.0
    assert course.seconds_for(other) == 250.0, "what the first left is shared by the others"
    for _ in range(3):
        course.checked(other, READING, 1)
        clock.at += 245
    assert course.seconds_for(last) == 10.0, "a little is left to each"
    (alone,) = volumes(143)
    assert CheckingProgress([alone], lambda _: None, reads=True).seconds_for(alone) == 600.0


def test_a_reading_that_its_time_ends_is_told_by_the_time() -> None:
    works, clock, told = volumes(400), Clock(), list[Progress]()
    course = CheckingProgress(works, told.append, reads=True, now=clock)
    (volume,) = works
    course.seconds_for(volume)
    for _ in range(9):
        course.checked(volume, READING, 2)
        clock.at += 100
    shares = [one.done / (one.total or 1) for one in told]
    assert shares[3] == pytest.approx(0.5, abs=0.05)
    assert shares[6] == shares[8] == pytest.approx(1, abs=0.01)


def test_where_no_machine_reads_none_of_it_is_promised() -> None:
    works, told = volumes(3), list[Progress]()
    course = CheckingProgress(works, told.append, reads=False)
    course.checked(works[0], "Checking page", 4)
    assert told[-1].total is not None
    assert told[-1].total < 200


def test_of_more_pictures_than_there_is_time_for_no_more_than_that_time_is_promised() -> None:
    told = list[Progress]()
    for count in (300, 3_000):
        CheckingProgress(volumes(count), told.append, reads=True).checked(
            volumes(count)[0], "Checking page", 1
        )
    few, many = (one.total or 0 for one in told)
    assert few > 300 * 1_500
    assert many < 10 * few / 4, "ten times as many are not read in ten times the time"
