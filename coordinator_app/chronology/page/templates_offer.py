"""Under the words of an entry: wordings with gaps for its category, put in at the cursor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from coordinator_app.chronology import templates
from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page.gap_keys import GapKeys
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.templates import Offered
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import label

SECTION = "Wordings for entries"
_SHOWN = 3  # gaps named; more are counted


class TemplatesOffer(QWidget):
    """`press` opens the list; it is off until the wordings of the category have come."""

    def __init__(self, place: Place, box: EntryBox) -> None:
        super().__init__()
        self._place, self._box = place, box
        self._turns = InTurn(self)
        self._offered: tuple[Offered, ...] = ()
        text = box.rows["words"].input
        assert isinstance(text, LongText)
        self.gaps: GapKeys = GapKeys(text)
        self.press: Button = button("&Use a wording", "quiet", small=True, icon="chevron-down")
        self.press.setEnabled(False)
        self.open_gaps: QLabel = label("", "small", "text-2", wrap=True)
        row = layout.row(self, space=12)
        row.addWidget(self.press, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.open_gaps, 1, Qt.AlignmentFlag.AlignVCenter)
        self.press.clicked.connect(lambda _on=False: self._open())
        box.categorised.connect(self._read)
        text.textChanged.connect(self._tell_gaps)
        self._read(box.category())

    def menu(self) -> QMenu:
        """The partnership's own first, then those that come with the program, and the way to change them."""
        made = QMenu(self)
        made.setAccessibleName("Wordings")
        made.aboutToHide.connect(made.deleteLater)
        for one in self._offered:
            if one.key and made.actions() and not made.actions()[-1].isSeparator() and self._is_first(one):
                made.addSeparator()
            made.addAction(one.name.replace("&", "&&"), partial(self._put, one.words))
        made.addSeparator()
        made.addAction("Change these wordings", self._change)
        return made

    def _is_first(self, one: Offered) -> bool:
        return one is next(found for found in self._offered if found.key)

    def _open(self) -> None:
        self.menu().popup(self.press.mapToGlobal(self.press.rect().bottomLeft()))

    def _put(self, words: str) -> None:
        self.gaps.put(words)

    def _change(self) -> None:
        self._place.services.go.to("settings", section=SECTION)

    def _read(self, category: object) -> None:
        self._offered = ()
        self.press.setEnabled(False)
        if not isinstance(category, Category):
            return
        came, failed = self._turns.ask(partial(self._show, category), self._place.services.say.trouble)
        self._place.services.jobs.read(
            lambda session: templates.offered(session, category), done=came, failed=failed
        )

    def _show(self, category: Category, offered: tuple[Offered, ...]) -> None:
        if self._box.category() is category:  # another may have been chosen since
            self._offered = offered
            self.press.setEnabled(True)

    def _tell_gaps(self) -> None:
        left = self.gaps.left()
        more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
        named = ", ".join(left[:_SHOWN])
        self.open_gaps.setText(f"Still to fill in: {named}{more}. Tab goes to the next." if left else "")
