"""Buttons have names, sizes that can be hit, and change kind without losing their font."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.theme import Theme


def test_icon_button_has_a_name_and_a_tooltip(qtbot: QtBot) -> None:
    made = icon_button("zoom-in", "Zoom in")
    qtbot.addWidget(made)
    assert (made.accessibleName(), made.toolTip(), made.icon().isNull()) == ("Zoom in", "Zoom in", False)


def test_access_key_is_not_spoken(qtbot: QtBot) -> None:
    made = button("&Print 2 forms")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Print 2 forms"


def test_targets_are_large_enough(qtbot: QtBot, look: Theme) -> None:
    for made in (
        icon_button("lock", "Lock", small=True),
        button("Go", small=True),
        icon_button("x", "Close"),
    ):
        qtbot.addWidget(made)
        made.ensurePolished()
        assert made.sizeHint().height() >= 28
        assert made.sizeHint().width() >= 28


def test_changing_kind_keeps_the_font_right(qtbot: QtBot) -> None:
    made = button("Continue breach", small=True)
    qtbot.addWidget(made)
    made.ensurePolished()
    made.set_kind("primary")
    assert (made.kind, made.font().pixelSize(), made.font().weight()) == ("primary", 13, 600)


def test_a_button_that_changes_its_words_is_spoken_as_it_stands(qtbot: QtBot) -> None:
    made = button("&Unlock")
    longer = button("Show", accessible="Show passphrase while held")
    for one in (made, longer):
        qtbot.addWidget(one)
        one.setText("Opening...")
    assert made.accessibleName() == "Opening..."
    assert longer.accessibleName() == "Show passphrase while held"
