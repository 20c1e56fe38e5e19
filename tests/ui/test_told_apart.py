"""No two rows of a list have buttons of one name: a screen reader's list of buttons would not say which is which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import coordinator_app
from coordinator_app.access_requests.page.blocks import Entry
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.rows import TwoLineRow

WHO = "Marigold Puddlecombe"


def two_lines(words: str) -> QWidget:
    return TwoLineRow(WHO, words, buttons=(button("Note it", small=True, accessible=f"Note it: {WHO}"),))


def entry(words: str) -> QWidget:
    return Entry(
        WHO, words, StatusChip("info", None, "Asked"), button("Note it", accessible=f"Note it: {WHO}")
    )


def plain(words: str) -> QWidget:
    row = QWidget()
    layout.add_all(layout.row(row), QLabel(WHO), QLabel(words), QPushButton(f"&Note it: {WHO}"))
    return row


def names(rows: CardList) -> list[str]:
    return [one.accessibleName() or one.text().replace("&", "") for one in rows.findChildren(QPushButton)]


@pytest.mark.parametrize("make", [two_lines, entry, plain])
def test_rows_about_one_person_have_buttons_that_say_which_row(qtbot: QtBot, make: object) -> None:
    assert callable(make)
    rows = CardList()
    qtbot.addWidget(rows)
    rows.add(make("Given on 3 May 2026"))
    assert names(rows) == [f"Note it: {WHO}"], "alone it needs no more"
    rows.add(make("Given on 9 June 2026"))
    assert names(rows) == [f"Note it: {WHO}, Given on 3 May 2026", f"Note it: {WHO}, Given on 9 June 2026"]
    rows.add(make("Given on 9 June 2026"))
    assert names(rows) == [f"Note it: {WHO}, {number} of 3" for number in (1, 2, 3)]
    rows.clear()
    rows.add(make("Given on 9 June 2026"))
    assert names(rows)[-1] == f"Note it: {WHO}"


def test_long_words_that_begin_alike_are_counted(qtbot: QtBot) -> None:
    rows = CardList()
    qtbot.addWidget(rows)
    for end in ("he was late", "she came"):
        rows.add(two_lines(f"{'He came into the room ' * 6}{end}"))
    assert names(rows) == [f"Note it: {WHO}, 1 of 2", f"Note it: {WHO}, 2 of 2"]


def test_a_row_that_was_made_anew_does_not_stay_in_the_way(qtbot: QtBot) -> None:
    rows = CardList()
    qtbot.addWidget(rows)
    first = plain("Given on 3 May 2026")
    rows.add(first)
    delete(first.findChild(QPushButton))
    rows.add(plain("Given on 9 June 2026"))
    assert all(names(rows))


def test_lists_of_rows_with_buttons_are_lists_that_tell_them_apart() -> None:
    """Of the pages about requests to see records: rows with buttons of their own stand in a CardList, or say why not."""
    home = Path(coordinator_app.__file__).parent
    loose = {
        f"{path.parent.parent.name}/{path.stem}"
        for folder in ("access_requests", "corrections", "rights", "official_requests")
        for path in (home / folder / "page").glob("*.py")
        if makes_rows(path) and "CardList" not in path.read_text(encoding="utf-8")
    }
    assert loose == set()


def makes_rows(path: Path) -> bool:
    """Whether a page makes rows that have buttons."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (one for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name))
    return any(
        call.func.id == "Entry"
        or (call.func.id == "TwoLineRow" and any(k.arg == "buttons" for k in call.keywords))
        for call in calls
        if isinstance(call.func, ast.Name)
    )
