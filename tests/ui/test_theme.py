"""Colours reach the contrast of WCAG 2.2, fonts are ours, and a change of size or mode reaches every widget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label, link, restyle
from coordinator_app.ui.theme import SETS, Theme, tokens

TEXT, EDGE = 4.5, 3.0


def pairs() -> list[tuple[str, str, float]]:
    """Every pair of design.md 2.2."""
    found = [
        (fg, bg, TEXT)
        for bg in ("surface", "window", "sunken", "rail")
        for fg in ("text", "text-2", "text-3", "link")
    ]
    found += [(fg, "accent-tint", TEXT) for fg in ("text", "text-2", "text-3")]
    found += [(fg, "raised", TEXT) for fg in ("text", "text-2")]
    found += [("on-accent", bg, TEXT) for bg in ("accent", "accent-hover", "accent-press")]
    for kind in SETS:
        found += [(f"{kind}-fg", bg, TEXT) for bg in (f"{kind}-bg", "surface", "accent-tint")]
        found += [(f"{kind}-solid", bg, EDGE) for bg in ("surface", "window")]
    found += [("line-strong", bg, EDGE) for bg in ("surface", "window", "sunken", "accent-tint")]
    found += [
        (fg, bg, EDGE)
        for fg in ("accent", "focus")
        for bg in ("surface", "window", "sunken", "rail", "accent-tint")
    ]
    return [*found, ("redact", "paper", EDGE)]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def failures(colours: dict[str, str]) -> list[tuple[str, str]]:
    return [(fg, bg) for fg, bg, needed in pairs() if contrast(colours[fg], colours[bg]) < needed]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_of_colours_reaches_its_contrast(mode: str) -> None:
    assert failures(tokens()[mode]) == []
    assert len(pairs()) == 69


def test_a_colour_that_is_too_pale_is_found() -> None:
    pale = {**tokens()["light"], "text-3": "#A0A0A0"}
    assert ("text-3", "surface") in failures(pale)


def test_both_modes_have_the_same_tokens() -> None:
    assert tokens()["light"].keys() == tokens()["dark"].keys()


@pytest.mark.parametrize("role", ["display", "figure", "h1", "h2", "body", "body-strong", "small", "caption"])
def test_every_role_is_set_in_the_bundled_face(look: Theme, role: str) -> None:
    assert QFontInfo(look.font(role)).family() == "Inter"


def test_the_easier_face_is_bundled_too(look: Theme) -> None:
    look.change(font="hyperlegible")
    assert QFontInfo(look.font("body-strong")).family() == "Atkinson Hyperlegible"


def test_text_size_reaches_fonts_lengths_and_widgets_already_made(look: Theme) -> None:
    made, box = label("Kept", "small"), QWidget()
    layout.size(box, min_height=58)
    line = layout.row(box, space=12, margins=(16, 8, 16, 8))
    look.change(scale=2.0)
    assert (made.font().pixelSize(), box.minimumHeight(), line.spacing(), look.line_height("body")) == (
        26,
        116,
        24,
        40,
    )


def test_text_size_stays_between_one_and_two(look: Theme) -> None:
    look.change(scale=9)
    assert look.scale == 2.0


def test_style_sheet_does_not_take_the_font_of_a_button(look: Theme) -> None:
    made = button("Record decision", "primary")
    made.ensurePolished()
    assert made.font().pixelSize() == 14
    look.change(scale=1.5)
    assert made.font().pixelSize() == 21


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_buttons_are_as_high_as_designed_at_every_text_size(look: Theme, scale: float) -> None:
    look.change(scale=scale)
    heights = [button("Go on").sizeHint().height(), button("Go on", small=True).sizeHint().height()]
    assert [
        abs(height - round(wanted * scale)) <= 2 for height, wanted in zip(heights, (34, 28), strict=True)
    ] == [True, True]


def test_dark_mode_reaches_the_palette(look: Theme, qapp: QApplication) -> None:
    look.change(mode="dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens()["dark"]["window"]


def test_changed_comes_after_every_widget_is_dressed(look: Theme) -> None:
    made, seen = label("Kept", "body"), list[int]()
    look.changed.connect(lambda: seen.append(made.font().pixelSize()))
    look.change(scale=1.5)
    look.changed.disconnect()
    assert seen == [21]


def test_theme_lives_on_the_application(look: Theme) -> None:
    assert theme.current() is look


def test_high_contrast_drops_the_style_sheet(
    look: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "_high_contrast", lambda: True)
    look.change(scale=1.5)
    assert qapp.styleSheet() == ""
    assert isinstance(button("Go on"), QPushButton)
    monkeypatch.undo()
    look.change(scale=1.0)
    assert qapp.styleSheet() != ""


def test_unknown_token_and_role_are_our_own_fault(look: Theme) -> None:
    with pytest.raises(KeyError):
        look.colour("mauve")
    with pytest.raises(KeyError):
        look.font("shouting")


def moved(qtbot: QtBot, made: QWidget, *, shown: bool) -> tuple[int, int]:
    """The size of a widget's font before and after it got another parent, at twice the size it was made at."""
    theme.current().change(scale=1.0)
    first, second = QWidget(), QWidget()
    for window in (first, second):
        qtbot.addWidget(window)
        layout.column(window)
    inner = QWidget()
    layout.column(inner).addWidget(made)
    below_first, below_second = first.layout(), second.layout()
    assert below_first is not None
    assert below_second is not None
    below_first.addWidget(inner)
    if shown:
        first.show()
        second.show()
        QApplication.processEvents()
    theme.current().change(scale=2.0)
    before = made.font().pixelSize()
    below_second.addWidget(inner)
    second.show()
    QApplication.processEvents()
    return before, made.font().pixelSize()


KIT = {
    "label": lambda: label("Words", "h2"),
    "folding label": lambda: label("Words", "h2", wrap=True),
    "button": lambda: button("Go"),
    "link": lambda: link("Go"),
    "line": TextInput,
    "text": LongText,
    "list": lambda: ChoiceList([("a", "A")]),
    "chip": lambda: StatusChip("safe", None, "Well"),
}


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("name", KIT)
def test_a_widget_keeps_its_font_under_a_new_parent(qtbot: QtBot, name: str, shown: bool) -> None:
    before, after = moved(qtbot, KIT[name](), shown=shown)
    assert before == after


def test_a_widget_without_the_kits_care_would_lose_it(qtbot: QtBot) -> None:
    bare = QLabel("Words")  # the planted fault
    bare.setProperty("textRole", "h2")
    bare.setFont(theme.current().font("h2"))
    before, after = moved(qtbot, bare, shown=True)
    assert (before, after) == (30, 15)


def test_another_role_is_kept_under_a_new_parent(qtbot: QtBot) -> None:
    made, window = label("Words", "h2"), QWidget()
    qtbot.addWidget(window)
    column = layout.column(window)
    column.addWidget(made)
    window.show()
    QApplication.processEvents()
    restyle(made, "caption")
    other = QWidget()
    column.addWidget(other)
    layout.column(other).addWidget(made)
    assert made.font().pixelSize() == 12


class Dressings(QObject):
    """Counts how often a widget is dressed."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def dressed_at(depth: int, qtbot: QtBot, qapp: QApplication, *, planted: bool = False) -> int:
    """How often a label is dressed at a change of text size, that many parts deep in its window."""
    part = window = QWidget()
    qtbot.addWidget(window)
    for _ in range(depth):
        inner = QWidget()
        layout.column(part).addWidget(inner)
        part = inner
    words = label("Marigold")
    layout.column(part).addWidget(words)
    window.show()
    counted = Dressings(words)
    if planted:
        qapp.setStyleSheet(qapp.styleSheet() + " ")  # one sheet put over another
    else:
        theme.current().change(scale=1.25 if theme.current().scale == 1 else 1.0)
    return counted.count


def test_a_change_of_text_size_costs_no_more_for_what_lies_deep(
    look: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    assert dressed_at(12, qtbot, qapp) == dressed_at(2, qtbot, qapp)
    assert dressed_at(12, qtbot, qapp, planted=True) > dressed_at(2, qtbot, qapp, planted=True)
