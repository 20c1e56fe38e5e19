"""A screen reader that asks for a part of a scroll area that is no longer there gets none, and no crash."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCRIPT = """
import sys
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget
from coordinator_app.ui import layout
from coordinator_app.ui.safe_scroll import safe_scroll_areas

app = QApplication([])
if sys.argv[1] == "safe":
    safe_scroll_areas()
for _ in range(20):
    content = QWidget()
    content.setFixedHeight(2000)
    area = layout.scrolling(content, "Form")
    area.resize(200, 200)
    area.show()
    app.processEvents()
    found = QAccessible.queryAccessibleInterface(area)
    count = found.childCount()
    assert found.text(QAccessible.Text.Name) == "Form"
    assert area.viewport() in [found.child(place).object() for place in range(count)]
    content.setFixedHeight(10)
    app.processEvents()
    found.child(count - 1)  # counted while there was a scroll bar, asked for after it had gone
    assert found.child(count) is None
    area.deleteLater()
table = QTableWidget(2, 3)
assert QAccessible.queryAccessibleInterface(table).role() == QAccessible.Role.Table
print("well")
"""


@pytest.mark.parametrize(("way", "well"), [("safe", True), ("planted: as Qt has it", False)])
def test_a_part_that_has_gone_is_none_and_without_the_care_it_is_the_end(way: str, well: bool) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, way],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode == 0 and ran.stdout.strip() == "well") is well, ran.stderr
