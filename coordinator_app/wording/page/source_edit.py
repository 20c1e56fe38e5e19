"""The text of a wording in its source, with a row of buttons for what it may hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from coordinator_app.core.template_text import LONGEST_TEXT
from coordinator_app.ui import layout, theme
from coordinator_app.ui.act_key import is_act_key
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.inputs import clean
from coordinator_app.ui.labels import label
from coordinator_app.ui.theme import Theme

_REMARK: Final = re.compile(r"<!--.*?-->")
_NAME: Final = re.compile(r"\{[^{}]*\}+")
_HEADING: Final = re.compile(r"^#.*$")
_WIDE: Final = 132


class _Look(QSyntaxHighlighter):
    """Sources quiet, placeholders in the link colour, headings bold: words alone say the same."""

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        now = theme.current()
        for pattern, token, bold in (
            (_HEADING, "text", True),
            (_NAME, "link", False),
            (_REMARK, "text-3", False),
        ):
            made = QTextCharFormat()
            made.setForeground(now.colour(token))
            if bold:
                made.setFontWeight(QFont.Weight.DemiBold)
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), made)


class SourceEdit(theme.KeepsFont, QPlainTextEdit):
    """Plain text; Tab leaves it. `edited` on every change by the user."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._quiet = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("textRole", "body")
        self._look = _Look(self.document())
        self.retheme(theme.current())
        self.textChanged.connect(self._changed)

    def words(self) -> str:
        """The text, without characters that cannot be kept."""
        return clean(self.toPlainText()).strip("\n")

    def show_words(self, text: str) -> None:
        """Show a text; not told as an edit."""
        self._quiet = True
        self.setPlainText(clean(text))
        self._quiet = False

    def put_in(self, before: str, after: str = "", *, own_line: bool = False) -> None:
        """Put words round what is selected; `own_line` begins a new part, with an empty line before and behind it."""
        cursor = self.textCursor()
        chosen = cursor.selectedText().replace("\u2029", "\n")
        if own_line:
            before = f"{self._gap(cursor)}{before}"
            after = f"{after}\n\n"
        cursor.insertText(f"{before}{chosen}{after}")
        if after and not own_line:
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(after))
        self.setTextCursor(cursor)
        self.setFocus()

    def find_words(self, words: str) -> bool:
        """Go to a sentence; False if it is not there word for word (a value stands in it)."""
        text = self.toPlainText()
        start = next(
            (place for part in (words, words[:40], words[:20]) if (place := text.find(part)) >= 0), -1
        )
        if start < 0:
            return False
        cursor = self.textCursor()
        cursor.setPosition(len(text[:start].encode("utf-16-le")) // 2)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()
        return True

    def retheme(self, now: Theme) -> None:
        """Font and colours."""
        self.setFont(now.font("body"))
        self._look.rehighlight()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter belongs to the screen, not to the text."""
        if is_act_key(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _changed(self) -> None:
        if not self._quiet:
            if self.document().characterCount() > LONGEST_TEXT * 2:
                self.undo()  # a whole book pasted in: nothing else here could take it
                return
            self.edited.emit()

    @staticmethod
    def _gap(cursor: QTextCursor) -> str:
        here = cursor.block().text()
        if not here.strip():
            before = cursor.block().previous().text().strip() if cursor.block().previous().isValid() else ""
            return "\n" if before else ""
        return "\n\n"


_BUTTONS: Final = (
    ("Heading", "# ", "", True),
    ("Bold", "**", "**", False),
    ("List", "- ", "", True),
    ("Source", " <!-- ", " -->", False),
)
_PARTS: Final = (
    ("{{signature: Signature | Date}}", "Line to sign"),
    ("{{lines: Your words | 3}}", "Lines to write on"),
    ("{{fields: Name | Date}}", "Fields to fill in"),
    ("{{page break}}", "New page"),
)


class SourceTools(QWidget):
    """The buttons over the text: what they put in is plain text that can be changed like any other."""

    def __init__(self, edit: SourceEdit) -> None:
        super().__init__()
        self._edit = edit
        lines = layout.column(self, space=6)
        line = layout.row(space=4)
        for words, before, after, own_line in _BUTTONS:
            made = button(words, small=True, accessible=f"{words}: put in where the cursor is")
            made.clicked.connect(
                lambda _on=False, b=before, a=after, o=own_line: edit.put_in(b, a, own_line=o)
            )
            line.addWidget(made)
        line.addStretch(1)
        lines.addLayout(line)
        self.parts = ChoiceList(_PARTS, none="Choose", width=_WIDE)
        self.values = ChoiceList((), none="Choose", width=_WIDE)
        self.points = ChoiceList((), none="Choose", width=_WIDE)
        second = layout.row(space=8)
        for words, box in (
            ("Put in a part", self.parts),
            ("Put in a value", self.values),
            ("Mark a point", self.points),
        ):
            column = layout.column(space=2)
            tag = label(words, "small", "text-2")
            tag.setBuddy(box)
            layout.add_all(column, tag, box)
            second.addLayout(column)
        second.addStretch(1)
        lines.addLayout(second)
        self.parts.edited.connect(lambda: self._chosen(self.parts, own_line=True))
        self.values.edited.connect(lambda: self._chosen(self.values))
        self.points.edited.connect(lambda: self._chosen(self.points))

    def offer(self, values: Sequence[tuple[str, str]], points: Sequence[tuple[str, str]]) -> None:
        """What can be put in: (text, words) for values and for points."""
        self.values.offer(values)
        self.points.offer(points)

    def _chosen(self, box: ChoiceList, *, own_line: bool = False) -> None:
        text = box.value()
        box.set_value(None)
        if text:
            self._edit.put_in(str(text), own_line=own_line)
