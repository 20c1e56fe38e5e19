"""The menu shows where one is: a pupil's forms under Pupils, unless one came from the chase list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.app.opened import PUPILS, pages_of_a_pupil, pages_of_items, rail_items
from coordinator_app.registry import CAPABILITIES
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.page import Page
from coordinator_app.ui.rail_model import OPEN_ROLE
from coordinator_app.ui.shell import Shell, ShellPlan


class Blank(Page):
    """Stands in for every page; `name` is its own."""

    def __init__(self, name: str) -> None:
        super().__init__(None)  # type: ignore[arg-type]  # asks for nothing
        self.name = name  # type: ignore[misc]  # a class of its own for each page would say the same

    def open(self, **params: Any) -> None:
        """Nothing to show."""


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Callable[[], Shell]:
    names = frozenset(name for one in CAPABILITIES for name, _ in one.pages)

    def make() -> Shell:
        plan = ShellPlan(
            items=rail_items(CAPABILITIES),
            names=names,
            make_page=Blank,
            role="Co-ordinator",
            practice=True,
            settings=DeviceSettings(tmp_path / "window.ini"),
            pages_of_items=pages_of_items(CAPABILITIES),
            of_a_pupil=pages_of_a_pupil(CAPABILITIES),
            pupils=PUPILS,
        )
        made = Shell(plan)
        qtbot.addWidget(made)
        return made

    return make


def open_item(shell: Shell) -> str:
    model = shell.rail.items
    return next(name for name in model.names if model.index(model.place(name) or 0).data(OPEN_ROLE))


@pytest.mark.parametrize(
    ("way", "item"),
    [
        (("pupils", "pupil", "print_forms"), "pupils"),
        (("pupil", "record_consent", "pupil", "consent"), "pupils"),
        (("today", "record_consent"), "pupils"),
        (("chase_list", "record_consent"), "chase_list"),
        (("chase_list", "chase_letter", "pupil", "consent"), "pupils"),
        (("chase_list",), "chase_list"),
        (("pupil", "review"), "reviews"),
        (("today", "set_up"), "registers"),
    ],
)
def test_the_menu_shows_from_where_one_came(
    shell: Callable[[], Shell], way: tuple[str, ...], item: str
) -> None:
    made = shell()
    for page in way:
        made.navigator.to(page)
    assert open_item(made) == item
