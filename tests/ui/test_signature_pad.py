"""A signature is drawn by mouse, pen or finger, taken back stroke by stroke, and comes out as a picture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import signature_pad
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.signature_pad import SignaturePad, picture


@pytest.fixture
def pad(qtbot: QtBot) -> Iterator[SignaturePad]:
    made = SignaturePad()
    row = FormRow("Signature", "", made)
    qtbot.addWidget(row)
    row.resize(600, 300)
    with qtbot.waitExposed(row):
        row.show()
    yield made
    row.close()  # holds the pad for as long as the test runs


def draw(sheet: QWidget, *places: tuple[int, int]) -> None:
    first, *rest = places
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(*first))
    for place in rest:
        QTest.mouseMove(sheet, QPoint(*place))
        QApplication.processEvents()
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(*(rest or [first])[-1]))


def dark(png: bytes) -> int:
    image = QImage.fromData(png)
    assert (image.width(), image.height()) == (900, 300)
    return sum(
        1 for x in range(0, 900, 3) for y in range(0, 300, 3) if image.pixelColor(x, y).lightness() < 100
    )


def test_strokes_are_drawn_taken_back_and_cleared(pad: SignaturePad) -> None:
    assert (pad.value(), pad.png(), pad.undo.isEnabled()) == (None, b"", False)
    draw(pad.target(), (40, 60), (140, 20), (240, 90))
    draw(pad.target(), (260, 40), (360, 100))
    assert pad.value() is not None
    assert len(pad.value()) == 2
    assert dark(pad.png()) > 100
    pad.undo.click()
    assert len(pad.value() or []) == 1
    pad.wipe.click()
    assert (pad.value(), pad.wipe.isEnabled()) == (None, False)


def test_keys_take_back_and_clear(pad: SignaturePad) -> None:
    for _ in range(3):
        draw(pad.target(), (40, 60), (140, 20), (240, 90))
    pad.target().setFocus()
    QTest.keyClick(pad.target(), Qt.Key.Key_Backspace)
    assert len(pad.value() or []) == 2
    QTest.keyClick(pad.target(), Qt.Key.Key_Delete)
    assert pad.value() is None
    QTest.keyClick(pad.target(), Qt.Key.Key_A)
    assert pad.value() is None


def test_a_pen_draws_once_and_a_finger_draws(pad: SignaturePad) -> None:
    sheet = pad.target()
    pen = QPointingDevice.primaryPointingDevice()
    for kind, at in (
        (QEvent.Type.TabletPress, QPointF(30, 30)),
        (QEvent.Type.TabletMove, QPointF(160, 70)),
        (QEvent.Type.TabletRelease, QPointF(160, 70)),
    ):
        event = QTabletEvent(
            kind, pen, at, sheet.mapToGlobal(at), 0.7, 0, 0, 0, 0, 0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        QApplication.sendEvent(sheet, event)
        assert event.isAccepted(), "or it comes again as a mouse"
    assert len(pad.value() or []) == 1
    finger = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    QTest.touchEvent(sheet, finger).press(0, QPoint(40, 40), sheet).commit()
    QTest.touchEvent(sheet, finger).move(0, QPoint(200, 80), sheet).commit()
    QTest.touchEvent(sheet, finger).release(0, QPoint(200, 80), sheet).commit()
    assert len(pad.value() or []) == 2


def test_a_dot_is_not_a_signature(pad: SignaturePad, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(pad.target(), (40, 60))
    assert "only a dot" in pad.problem()
    pad.set_invalid(True)
    draw(pad.target(), (40, 60), (300, 90))
    assert pad.problem() == ""
    pad.set_value([[[0.5, 0.5]]])
    assert pad.problem()
    monkeypatch.setattr(signature_pad, "_LEAST", 0.0)  # the planted fault
    assert pad.problem() == ""


def test_a_draft_brings_the_strokes_back_and_nonsense_does_not(pad: SignaturePad) -> None:
    draw(pad.target(), (40, 60), (140, 20))
    kept = pad.value()
    pad.set_value(None)
    assert pad.value() is None
    pad.set_value(kept)
    assert pad.value() == kept
    pad.set_value("nonsense")
    assert pad.value() is None
    assert picture([]) == b""


def test_the_signature_is_the_same_whatever_the_size_of_the_box(pad: SignaturePad) -> None:
    draw(pad.target(), (40, 60), (300, 90))
    before = pad.png()
    pad.resize(400, 260)
    assert pad.png() == before


def test_what_lies_outside_of_the_box_is_drawn_on_its_edge(pad: SignaturePad) -> None:
    draw(pad.target(), (40, 60), (-90, 9000))
    (stroke,) = pad.value() or []
    assert stroke[-1] == [0.0, 1.0]


def test_the_pad_has_a_name_and_says_how_many_strokes(pad: SignaturePad) -> None:
    assert pad.target().accessibleName() == "Signature"
    assert pad.undo.accessibleName() == "Undo the last stroke"
