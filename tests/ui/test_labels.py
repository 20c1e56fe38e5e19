"""Text is never read as markup, is cut only with a tooltip, and folds with the design's line heights."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import labels
from coordinator_app.ui.labels import ElidedLabel, IconLabel, heading, label, led, link
from coordinator_app.ui.theme import Theme

MARKUP = "<b>Marigold</b> <img src='http://example.invalid/x.png'>"


def test_every_label_is_plain_text(qtbot: QtBot) -> None:
    made = [
        label(MARKUP),
        label(MARKUP, wrap=True),
        heading(MARKUP),
        led(MARKUP, MARKUP),
        ElidedLabel(MARKUP),
    ]
    for one in made:
        qtbot.addWidget(one)
        assert one.textFormat() == Qt.TextFormat.PlainText
        assert MARKUP in one.text()


def test_elided_label_keeps_the_whole_text_in_its_tooltip(qtbot: QtBot) -> None:
    made = ElidedLabel("Progress review, Otis Bramblewick of Foxglove Hill School")
    qtbot.addWidget(made)
    made.show()
    made.resize(80, 20)
    assert made.toolTip() == made.text()
    made.resize(2000, 20)
    assert made.toolTip() == ""


def test_paragraph_folds_with_the_line_height_of_its_role(qtbot: QtBot, look: Theme) -> None:
    made = led("You cannot undo this.", "The clock stops for good. " * 6, "small")
    qtbot.addWidget(made)
    lines = made.heightForWidth(240) / look.line_height("small")
    assert lines == round(lines)
    assert lines > 3
    assert made.heightForWidth(5000) == look.line_height("small")


def test_paragraph_never_loses_a_long_word(qtbot: QtBot) -> None:
    made = label("M" * 200, wrap=True)
    qtbot.addWidget(made)
    assert made.heightForWidth(100) > made.heightForWidth(4000)


def test_lead_with_characters_beyond_the_basic_plane_stays_whole(qtbot: QtBot) -> None:
    made = led("𝔐arigold.", "Then the rest.")
    qtbot.addWidget(made)
    made.resize(300, 40)
    made.grab()
    assert made.text() == "𝔐arigold. Then the rest."


def test_icon_alone_has_a_name_and_a_tooltip(qtbot: QtBot) -> None:
    made = IconLabel("lock", name="Restricted")
    qtbot.addWidget(made)
    assert (made.accessibleName(), made.toolTip()) == ("Restricted", "Restricted")


def test_link_is_a_button_for_the_keyboard(qtbot: QtBot) -> None:
    made = link("See all 38 & more")
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.clicked):
        qtbot.keyClick(made, Qt.Key.Key_Space)
    assert made.accessibleName() == "See all 38 & more"
    assert made.font().underline()


def test_a_heading_that_changes_is_spoken_as_it_stands(qtbot: QtBot) -> None:
    made = heading("Create a vault", 1)
    qtbot.addWidget(made)
    made.setText("Choose a passphrase")
    spoken = QAccessible.queryAccessibleInterface(made)
    assert spoken.text(QAccessible.Text.Name) == "Choose a passphrase"


TURNED, PLAIN = "Eastmere \u202ePartnership", "Eastmere Partnership"


def picture(widget: QWidget) -> bytes:
    widget.resize(400, 40)
    grabbed = widget.grab().toImage()
    return bytes(grabbed.constBits())


@pytest.mark.parametrize(
    "make",
    [
        lambda words: label(f"{words} vault"),
        lambda words: label(f"{words} vault", wrap=True),
        lambda words: led(f"{words} vault.", "It is open."),
        lambda words: ElidedLabel(f"{words} vault"),
        lambda words: link(f"Open the {words} vault"),
    ],
)
def test_a_stored_name_cannot_turn_the_words_around_it(qtbot: QtBot, make: Callable[[str], QWidget]) -> None:
    turned, plain = make(TURNED), make(PLAIN)
    for one in (turned, plain):
        qtbot.addWidget(one)
    assert picture(turned) == picture(plain)


def test_a_name_that_turns_the_words_around_it_would_be_seen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: without the kit's care the word "vault" is drawn from right to left."""
    monkeypatch.setattr(labels, "upright", lambda text: text)
    turned, plain = label(f"{TURNED} vault"), label(f"{PLAIN} vault")
    for one in (turned, plain):
        qtbot.addWidget(one)
    assert picture(turned) != picture(plain)
