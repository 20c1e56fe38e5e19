"""What goes on to another page once something is kept asks whether its user is still there."""

from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui.navigator import PageNavigator
from coordinator_app.ui.page import Page


class Here(Page):
    name = "here"


class There(Page):
    name = "there"


def test_a_page_knows_whether_the_user_is_still_on_it(qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    services = SimpleNamespace()
    pages = {"here": Here(services), "there": There(services)}  # type: ignore[arg-type]  # only the way is asked
    services.go = go = PageNavigator(stack, frozenset(pages), pages.__getitem__)
    go.to("here")
    assert pages["here"].in_front()
    go.to("there")
    assert not pages["here"].in_front()
    go.back()
    assert pages["here"].in_front()
