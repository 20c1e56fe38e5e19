"""The style sheet sets colours and edges only, and grows with the text."""

from __future__ import annotations

import re

import pytest

from coordinator_app.resources import resource
from coordinator_app.ui import sheet
from coordinator_app.ui.theme import tokens


def source() -> str:
    text = resource("styles", "app.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def offences(text: str) -> list[str]:
    """Rules that would fight setFont, or give every widget a background."""
    found = re.findall(r"\bfont(?:-[a-z]+)?\s*:", text)
    return found + re.findall(r"(?:^|[},])\s*QWidget\s*\{[^}]*background", text)


def test_style_sheet_sets_no_font_and_no_background_of_every_widget() -> None:
    assert offences(source()) == []


def test_a_font_or_a_background_of_every_widget_would_be_found() -> None:
    assert offences("QLabel { font-weight: 600; }\nQWidget { background: red; }")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_token_of_the_sheet_is_replaced(mode: str) -> None:
    assert "@" not in sheet.built(tokens()[mode], 1.0)


def test_no_colour_is_written_out() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?!_)", source().replace("#qt_calendar_navigationbar", "")) == []


def test_lengths_grow_and_thin_lines_stay_thin() -> None:
    large = sheet.built(tokens()["light"], 2.0)
    assert "min-height: 64px" in large
    assert "border: 1px solid" in large


def test_unknown_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "_source", lambda: "QLabel { color: @mauve; }")
    with pytest.raises(KeyError):
        sheet.built(tokens()["light"], 1.0)
