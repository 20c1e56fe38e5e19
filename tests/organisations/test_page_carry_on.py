"""A register's form that is carried on has the cursor in what was typed, behind the last letter (003-2.3)."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.organisations.page.registers import RegistersPage
from coordinator_app.ui import form_draft
from tests.organisations.desk import Desk
from tests.organisations.test_page_registers import desk, fill, page

__all__ = ["desk", "page"]


def carried_on(page: RegistersPage, desk: Desk, qtbot: QtBot) -> RegistersPage:
    page.pane.act("edit")
    fill(page, head="Someone Else")
    draft = page.save_draft()
    assert draft is not None
    again = RegistersPage(desk.services)
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    qtbot.waitUntil(again.isActiveWindow)
    again.open()
    again.restore_draft(draft)
    return again


def is_there(page: RegistersPage) -> bool:
    assert page.pane.editing is not None
    return page.window().focusWidget() is page.pane.editing.form.row("head").input.target()


def test_the_cursor_stands_in_what_was_typed(page: RegistersPage, desk: Desk, qtbot: QtBot) -> None:
    assert is_there(carried_on(page, desk, qtbot))


def test_the_check_would_notice_a_cursor_in_the_first_question(
    page: RegistersPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_draft, "go_on", lambda *_: None)
    assert not is_there(carried_on(page, desk, qtbot))
