"""How the workbench is worked: by its keys, which anybody learns in a morning, or by mouse alone."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coordinator_app.ui.page_boxes import BoxWidget
from coordinator_app.ui.page_view import PageView
from tests.journeys.driver import WindowUser, _on_screen
from tests.journeys.the_pictures import Area

_STEP, _STRIDE = 4, 10  # pixels that an arrow moves a box, and how many of them with Ctrl
_EDGE = 3  # pixels round a box that belong to its outline
_TURN = 120  # a notch of the wheel


class Hand(Protocol):
    """What is done in the workbench again and again."""

    def sends_letter(self) -> None:
        """The act of the box that is open."""

    def opens_people(self) -> None:
        """To the decisions for people."""

    def covers_person(self) -> None:
        """The person in hand, everywhere."""

    def leaves_people(self) -> None:
        """Back to the items."""

    def covers_suggested(self) -> None:
        """All that is suggested in the item in hand, if anything is."""

    def shares(self) -> None:
        """The item in hand, in full."""

    def saves(self) -> None:
        """Keep the decision and go on."""

    def draws(self, areas: list[Area]) -> None:
        """A box over each of these parts of the page shown."""


class Keys:
    """By keys. Counts nothing: `test_keystrokes` does."""

    def __init__(self, user: WindowUser) -> None:
        self.user = user

    def sends_letter(self) -> None:
        self.user.keys("Space")
        self.user.keys("Return")

    def opens_people(self) -> None:
        self.user.keys("P")

    def covers_person(self) -> None:
        self.user.keys("C")

    def leaves_people(self) -> None:
        self.user.keys("P")

    def covers_suggested(self) -> None:
        self.user.keys("C")

    def shares(self) -> None:
        self.user.keys("1")

    def saves(self) -> None:
        self.user.keys("Ctrl+Return")

    def draws(self, areas: list[Area]) -> None:
        for area in areas:
            self.user.keys("X")
            box = _box_in_hand(self.user)
            wanted = _on_the_page(area)
            now = _inside(box)
            self._go("", wanted.left() - now.left(), wanted.top() - now.top())
            now, wanted = _inside(box), _on_the_page(area)
            self._go("Shift+", wanted.right() - now.right(), wanted.bottom() - now.bottom(), rounds_up=True)
            self.user.keys("Return")
            assert _inside(box).contains(_on_the_page(area)), "the box does not lie over what it is to cover"

    def _go(self, held: str, across: int, down: int, *, rounds_up: bool = False) -> None:
        for distance, back, on in ((across, "Left", "Right"), (down, "Up", "Down")):
            # never past the left and upper edge of the words, nor short of the others
            steps = -(-distance // _STEP) if rounds_up else distance // _STEP
            key = on if steps > 0 else back
            for _ in range(abs(steps) // _STRIDE):
                self.user.keys(f"Ctrl+{held}{key}")
            for _ in range(abs(steps) % _STRIDE):
                self.user.keys(f"{held}{key}")


class Mouse:
    """By mouse alone."""

    def __init__(self, user: WindowUser) -> None:
        self.user = user

    def sends_letter(self) -> None:
        self.user.chooses("How did it go?", "By ordinary post")
        self.user.presses("Record as sent")

    def opens_people(self) -> None:
        self.user.presses("People")

    def covers_person(self) -> None:
        self.user.presses("Cover everywhere")

    def leaves_people(self) -> None:
        self.user.presses("Back to the item")

    def covers_suggested(self) -> None:
        if self.user.offers("Cover all that is suggested"):
            self.user.presses("Cover all that is suggested")

    def shares(self) -> None:
        self.user.chooses("Decision", "Share in full")

    def saves(self) -> None:
        self.user.presses("Save, next item")

    def draws(self, areas: list[Area]) -> None:
        self.user.presses("Draw box")
        window = _page().window()
        window.activateWindow()  # as a window manager does with the window that is clicked
        self.user._until(window.isActiveWindow, "the window does not come to the front")
        for area in areas:
            _scroll_to(area)
            wanted, paper = _on_the_page(area), _page().viewport()
            left = Qt.MouseButton.LeftButton
            QTest.mousePress(paper, left, pos=wanted.topLeft())
            QTest.mouseMove(paper, wanted.center())
            QTest.mouseRelease(paper, left, pos=wanted.bottomRight() + QPoint(1, 1))
            box = _box_in_hand(self.user)
            assert box.geometry().contains(wanted), "the box does not lie over what it is to cover"
        self.user.presses("Draw box")


def _page() -> PageView:
    (found,) = [one for one in _on_screen() if isinstance(one, PageView)]
    return found


def _on_the_page(area: Area) -> QRect:
    """Where a part of the page is seen now, in the viewport."""
    view = _page()
    page = view.sceneRect()
    across, down = page.width(), page.height()
    part = QRectF(
        area.left * across,
        area.top * down,
        (area.right - area.left) * across,
        (area.bottom - area.top) * down,
    )
    return view.mapFromScene(part).boundingRect()


def _inside(box: BoxWidget) -> QRect:
    return box.geometry().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)


def _box_in_hand(user: WindowUser) -> BoxWidget:
    user.sees("Redaction ")
    box = QApplication.focusWidget()
    assert isinstance(box, BoxWidget), f"no box is in hand, but {user.focus()}"
    return box


def _scroll_to(area: Area) -> None:
    """With the wheel, until the part is in sight whole."""
    for _ in range(40):
        paper, wanted = _page().viewport(), _on_the_page(area)
        if wanted.top() >= 0 and wanted.bottom() < paper.height():
            return
        at = QPointF(paper.rect().center())
        turn = QPoint(0, -_TURN if wanted.top() >= 0 else _TURN)
        none, no_key, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase
        where = QPointF(paper.mapToGlobal(at.toPoint()))
        wheel = QWheelEvent(at, where, QPoint(), turn, none, no_key, phase.NoScrollPhase, inverted=False)
        QApplication.sendEvent(paper, wheel)
        QApplication.processEvents()
    raise AssertionError("the wheel does not lead to that part of the page")
