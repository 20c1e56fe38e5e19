"""What is built for a page costs its window little: nothing is styled, measured or made before it is needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout, theme
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.idle_lock import IdleLock
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label, led
from coordinator_app.ui.paragraph import Paragraph
from tests.ui.test_idle_lock import a_key

TEXTS = (
    "",
    "Yes",
    "A line.\nAnd a second, longer line of it.",
    "The school was asked on 3 November and has not replied. " * 6,
    "W" * 90,
    "fi fl ffi AV To. “quoted” – 12/11/2026",
    "Ærøskøbing Łukasz Siân O’Neill",
)


@pytest.mark.parametrize("words", TEXTS)
@pytest.mark.parametrize("lead", ["", "Take care."])
def test_a_text_that_need_not_be_folded_is_as_high_as_if_it_had_been(
    qtbot: QtBot, look: theme.Theme, words: str, lead: str
) -> None:
    text = led(lead, words) if lead else label(words, wrap=True)
    assert isinstance(text, Paragraph)
    qtbot.addWidget(text)
    for width in (*range(1, 700, 7), 2_000, text.sizeHint().width()):
        folded = max(1, text._fold(width).lineCount())
        assert text._lines_at(width) == folded, width


def test_a_short_text_is_measured_without_folding_it_and_again_in_another_font(
    qtbot: QtBot, look: theme.Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = label("Provider", wrap=True)
    assert isinstance(text, Paragraph)
    qtbot.addWidget(text)
    folds: list[int] = []
    honest = Paragraph._fold
    monkeypatch.setattr(Paragraph, "_fold", lambda self, width: folds.append(width) or honest(self, width))  # type: ignore[func-returns-value]  # it is the other that is given
    text.heightForWidth(400)
    assert folds == []
    larger = QFont(text.font())
    larger.setPixelSize(larger.pixelSize() * 20)
    text.setFont(larger)
    text.heightForWidth(400)
    assert folds == [400], "it is wider now than before"


class Styled(theme.KeepsFont, QLabel):
    """Counts how often its look is put right."""

    put_right = 0

    def retheme(self, _theme: theme.Theme) -> None:
        self.put_right += 1


def test_what_was_never_styled_is_not_put_right_for_each_new_parent(qtbot: QtBot, look: theme.Theme) -> None:
    text, inner = Styled("Provider"), text_parent()
    inner[1].addWidget(text)
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(inner[0])
    assert text.put_right == 0
    window.show()
    other = QWidget()
    qtbot.addWidget(other)
    QVBoxLayout(other).addWidget(inner[0])
    assert text.put_right > 0, "once it was shown Qt goes back to the font of that time"


def text_parent() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    return made, QVBoxLayout(made)


def test_the_line_of_an_error_is_made_with_the_first_error(qtbot: QtBot, look: theme.Theme) -> None:
    row = FormRow("Who asked?", "", TextInput())
    qtbot.addWidget(row)
    row.show()
    before = len(row.findChildren(QWidget))
    row.set_error("")
    assert len(row.findChildren(QWidget)) == before
    row.set_error("Say who asked.")
    assert len(row.findChildren(QWidget)) > before
    told = [one for one in row.findChildren(QLabel) if one.text() == "Say who asked."]
    assert [one.isVisible() for one in told] == [True]
    row.set_error("")
    assert [one.isVisible() for one in row.findChildren(QLabel) if one in told] == [False]


class Sized(QWidget):
    """Counts how often its size is asked for."""

    asked = 0

    def sizeHint(self) -> QSize:
        self.asked += 1
        return QSize(100, 1_000)


def test_what_is_put_into_a_scroll_area_is_measured_once_and_not_for_a_size_that_it_never_has(
    qtbot: QtBot,
) -> None:
    content, plain = Sized(), Sized()
    area, usual = layout.scrolling(content, "Stage"), QScrollArea()
    usual.setWidget(plain)
    usual.setWidgetResizable(True)
    for one in (area, usual):
        qtbot.addWidget(one)
    assert content.asked < plain.asked
    area.resize(400, 300)
    area.show()
    QApplication.processEvents()
    assert content.width() == area.viewport().width()


def test_one_filter_hands_on_input_alone_and_holds_back_what_is_taken(qapp: QApplication) -> None:
    lock, asked = IdleLock(), list[QEvent.Type]()

    def take(_watched: QObject, event: QEvent) -> bool:
        asked.append(event.type())
        return True

    lock.then = take
    assert lock.eventFilter(QObject(), QEvent(QEvent.Type.Paint)) is False
    assert asked == []
    assert lock.eventFilter(QObject(), a_key()) is True
    assert asked == [QEvent.Type.KeyPress]
