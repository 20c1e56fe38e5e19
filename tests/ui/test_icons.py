"""Icons are drawn in the colour asked for, once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from coordinator_app.resources import resource
from coordinator_app.ui import icons
from coordinator_app.ui.theme import Theme


def colours(image: QImage) -> set[str]:
    """The colours of the pixels that are fully opaque."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


def test_icon_has_the_colour_of_its_token(look: Theme) -> None:
    assert colours(icons.pixmap("square", "accent", 48).toImage()) == {look.colour("accent").name()}


def test_every_icon_can_be_drawn(look: Theme) -> None:
    for path in resource("icons").glob("*.svg"):
        drawn = icons.pixmap(path.stem, "text", 18).toImage()
        assert any(drawn.pixelColor(x, y).alpha() for x in range(18) for y in range(18)), path.stem


def test_icon_grows_with_the_text(look: Theme) -> None:
    look.change(scale=2.0)
    assert icons.pixmap("lock", "text", 18).width() == 36


def test_icon_is_drawn_once(look: Theme) -> None:
    assert icons.pixmap("lock", "text", 18).cacheKey() == icons.pixmap("lock", "text", 18).cacheKey()


def test_unknown_icon_is_our_own_fault(look: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("unicorn")
