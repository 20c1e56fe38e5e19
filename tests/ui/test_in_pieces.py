"""Long work in pieces: in the order of asking, with turns of the window in between, and nothing left lying."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import in_pieces
from coordinator_app.ui.in_pieces import InPieces, Pieces, all_of, dressed
from coordinator_app.ui.labels import label


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock by which every piece takes a second: each gets a turn of its own."""
    ticks = count()
    monkeypatch.setattr(in_pieces, "perf_counter", lambda: float(next(ticks)))


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def in_a_loop(*acts: object) -> None:
    """Do these in a loop of events, one a turn, and leave it some turns later."""
    loop, timer, left = QEventLoop(), QTimer(), [*acts, *([None] * 40)]

    def turn() -> None:
        act = left.pop(0)
        if callable(act):
            act()
        if not left:
            timer.stop()
            loop.quit()

    timer.timeout.connect(turn)
    timer.start(0)
    loop.exec()


def work(said: list[str], name: str, pieces: int = 3) -> Pieces:
    for number in range(pieces):
        said.append(f"{name}{number}")
        yield
    said.append(f"{name} ends")


def test_without_a_loop_all_is_done_at_once(owner: QObject, slow: None) -> None:
    said: list[str] = []
    InPieces(owner).do(work(said, "a"))
    assert said == ["a0", "a1", "a2", "a ends"]


def test_between_two_pieces_the_window_has_its_turn(owner: QObject, slow: None) -> None:
    said: list[str] = []
    pieces, beat = InPieces(owner), QTimer()
    beat.timeout.connect(lambda: said.append("turn"))
    beat.start(0)
    in_a_loop(lambda: pieces.do(work(said, "a")))
    beat.stop()
    at = [said.index(f"a{number}") for number in range(3)]
    assert all("turn" in said[first:last] for first, last in pairwise(at))
    assert not pieces.is_busy


def test_short_pieces_share_a_turn(owner: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_pieces, "perf_counter", lambda: 0.0)  # nothing takes any time
    said: list[str] = []
    pieces = InPieces(owner)
    in_a_loop(lambda: (pieces.do(work(said, "a")), said.append("asked")))
    assert said == ["a0", "a1", "a2", "a ends", "asked"]


def test_one_work_after_the_other_also_where_the_first_asks_for_more(owner: QObject, slow: None) -> None:
    said: list[str] = []
    pieces = InPieces(owner)

    def first() -> Pieces:
        said.append("first")
        pieces.do(work(said, "third", 1))
        yield
        said.append("first ends")

    in_a_loop(lambda: pieces.do(first()), lambda: pieces.do(work(said, "late", 1)))
    assert said == ["first", "first ends", "third0", "third ends", "late0", "late ends"]


def test_what_was_dropped_goes_no_further_and_what_is_asked_afterwards_does(
    owner: QObject, slow: None
) -> None:
    said: list[str] = []
    pieces = InPieces(owner)
    in_a_loop(
        lambda: pieces.do(work(said, "old", 20)),
        lambda: (pieces.drop(), said.clear(), pieces.do(work(said, "new", 1))),
    )
    assert said == ["new0", "new ends"]


def test_a_work_that_drops_all_and_asks_for_another_does_not_throw_that_away(
    owner: QObject, slow: None
) -> None:
    said: list[str] = []
    pieces = InPieces(owner)

    def turns_back() -> Pieces:
        pieces.drop()
        pieces.do(work(said, "other", 1))
        yield from ()

    in_a_loop(lambda: pieces.do(turns_back()))
    assert said == ["other0", "other ends"]


def test_what_fails_keeps_nothing_else_from_being_done(owner: QObject, slow: None, qtbot: QtBot) -> None:
    said: list[str] = []
    pieces = InPieces(owner)

    def fails() -> Pieces:
        yield
        raise ValueError("the disk is full")

    with qtbot.captureExceptions() as caught:
        in_a_loop(lambda: pieces.do(fails()), lambda: pieces.do(work(said, "after", 1)))
    assert [str(one[1]) for one in caught] == ["the disk is full"]
    assert said == ["after0", "after ends"]


def test_nothing_more_is_done_for_what_has_gone(qapp: QApplication, slow: None) -> None:
    said: list[str] = []
    gone = QObject()
    pieces = InPieces(gone)
    in_a_loop(lambda: pieces.do(work(said, "a", 20)), gone.deleteLater)
    assert "a ends" not in said


def test_all_that_stands_in_a_place_is_dressed_and_what_was_taken_away_meanwhile_is_let_be(
    qtbot: QtBot,
) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    lines = QVBoxLayout(place)
    for number in range(40):
        lines.addWidget(label(str(number)))
    work = dressed(place)
    next(work)
    first = lines.itemAt(0).widget()
    assert first is not None
    first.setParent(None)
    first.deleteLater()
    QApplication.sendPostedEvents(first, 52)  # DeferredDelete
    all_of(work)
    assert lines.count() == 39
