from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.ui import theme
from coordinator_app.ui.labels import link
from coordinator_app.ui.timeline import Entry, TimelineItem

ENTRY = Entry(
    "1", "user-x", "Suspension or exclusion", "14 September 2026", "Out for two days.", sharing="not-shared",
    sharing_text="Not shared with parent yet", action="Correct", more=("Delete",),
)  # fmt: skip


def item(qtbot: QtBot) -> TimelineItem:
    made = TimelineItem(ENTRY)
    qtbot.addWidget(made)
    return made


def test_links_of_what_hangs_on_an_entry_stand_beside_its_own(qtbot: QtBot) -> None:
    made, hung, act = item(qtbot), QLabel("Ring the school."), link("Add something to do")
    made.hang(hung, act)
    made.resize(900, 200)
    made.show()
    words = [one.text() for one in made.findChildren(QPushButton)]
    assert words == ["Correct", "Delete", "Add something to do"]
    tops = {one.y() for one in made.findChildren(QPushButton)}
    assert len(tops) == 1
    assert hung.y() > tops.pop()


def test_at_large_text_the_sharing_state_stands_below_so_that_both_fit(qtbot: QtBot) -> None:
    made = item(qtbot)
    wide = made.minimumSizeHint().width()
    assert made._first.direction() is QBoxLayout.Direction.LeftToRight
    theme.current().change(scale=2.0)
    assert made._first.direction() is QBoxLayout.Direction.TopToBottom
    assert made.minimumSizeHint().width() < 2 * wide * 0.8
    made._first.setDirection(QBoxLayout.Direction.LeftToRight)  # the planted fault
    made._lines.invalidate()
    assert made.minimumSizeHint().width() >= 2 * wide * 0.8
