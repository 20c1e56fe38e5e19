"""The head of a pupil's record: tile, name, second line, open clock, More, Add entry; and the consent strip."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QSizePolicy, QWidget

from coordinator_app.core.gates import OPEN
from coordinator_app.pupils.consent_words import Strip
from coordinator_app.pupils.editor.shut import briefly
from coordinator_app.pupils.page.record_reading import Record
from coordinator_app.pupils.page.tab_room import TabRoom
from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import heading, label, link
from coordinator_app.ui.notes import strip
from coordinator_app.ui.tabs import Tabs
from coordinator_app.ui.theme import Theme

READING = "The record is being read."
_LEAST_TAB, _BESIDE = 300, 820  # px of the design
_NEED_REFERRAL = frozenset({"person", "consent"})
"""The acts that keep what may be kept only once the school has referred and acknowledged (003-7.2, 4.2)."""


class InitialsTile(QWidget):
    """Two letters on a tinted square; silent, since the name stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_letters(self, letters: str) -> None:
        """Show other letters."""
        self._letters = letters
        self.update()

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """48 px square."""
        side = theme.current().px(48)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        now, painter = theme.current(), QPainter(self)
        tint = now.colour("accent-tint")
        painting.draw_box(painter, QRectF(self.rect()), tint, tint, now.px(8))
        painter.setFont(now.font("h1-small"))
        painter.setPen(now.colour("accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


class RecordHeader(QFrame):
    """Emits `adding`, `chosen(name)` from the More menu and `followed(page)` from the strip."""

    adding = Signal()
    chosen = Signal(str)
    followed = Signal(str)

    def __init__(self, acts: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setProperty("head", True)
        self._acts = acts
        self._closed, self._gate = False, OPEN
        self.tile = InitialsTile()
        self.heading = heading("Pupil", 1)
        self.second = label("", "body", "text-2", wrap=True)
        self.more = icon_button("ellipsis", "More actions")
        self.add = button("&Add entry", "primary", "plus")
        self.add.setToolTip("Ctrl+E")
        self.chip: StatusChip | None = None
        self.strip: QWidget | None = None
        self.lines = layout.column(self, space=12, margins=(24, 16, 24, 0))
        self._line, self._acts_line = layout.row(space=12), layout.row(space=16)
        who, words = layout.row(space=16), layout.column(space=2)
        layout.add_all(words, self.heading, self.second)
        who.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignTop)
        who.addLayout(words, 1)
        layout.add_all(self._acts_line, self.more, self.add)
        self._line.addLayout(who, 1)
        self._line.addLayout(self._acts_line)
        self.lines.addLayout(self._line)
        self._strip_place = layout.column(space=8)
        self.lines.addLayout(self._strip_place)
        self.more.clicked.connect(self._open_menu)
        self.add.clicked.connect(self.adding)

    def show_record(self, record: Record) -> None:
        """Show a pupil."""
        pupil = record.pupil
        self.tile.show_letters(pupil.initials)
        self.heading.setText(pupil.called)
        self.heading.setAccessibleName(pupil.called)
        self.second.setText(record.second)
        name = f"More actions for {pupil.called}"
        self.more.setAccessibleName(name)
        self.more.setToolTip(name)
        self._show_clock(record)
        layout.clear(self._strip_place)
        for words in (
            record.orders
        ):  # first at every size: in a low window or with large text the next one is scrolled to
            self._strip_place.addWidget(strip("over", "Court order:", words, icon="shield-alert"))
        for words in record.restricted:
            self._strip_place.addWidget(strip("over", "Restricted record:", words, icon="lock"))
        self._show_strip(record.strip)
        self._closed, self._gate = record.pupil.closed_on is not None, record.gate

    def forget(self) -> None:
        """Another record is being read: nothing of the one before stands here meanwhile."""
        self.tile.show_letters("")
        self.heading.setText("Pupil")
        self.heading.setAccessibleName("Pupil")
        self.second.setText(READING)
        self.more.setAccessibleName("More actions")
        self.more.setToolTip("More actions")
        self._take_clock()
        layout.clear(self._strip_place)
        self._closed, self._gate = False, OPEN

    def fold(self, width: int) -> None:
        """Put the acts below the name where there is no room beside it."""
        wide = width / theme.current().scale >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)
            side = Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignLeft
            self._line.setAlignment(self._acts_line, side)

    def menu(self) -> QMenu:
        """What else can be done with the record."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in self._acts:
            if name == ("close" if self._closed else "reopen"):
                continue
            is_shut = name in _NEED_REFERRAL and not self._gate.is_open
            act = made.addAction(f"{words} ({briefly(self._gate)})" if is_shut else words)
            act.setEnabled(not is_shut)
            act.triggered.connect(lambda _on=False, name=name: self.chosen.emit(name))
        return made

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _take_clock(self) -> None:
        if self.chip is not None:
            self._acts_line.removeWidget(self.chip)
            self.chip.hide()
            self.chip.deleteLater()
            self.chip = None

    def _show_clock(self, record: Record) -> None:
        self._take_clock()
        if record.clock is not None:
            self.chip = StatusChip(
                cast("Set", record.clock.state.tone), None, f"Access request, {_small(record.clock.text)}"
            )
            self._acts_line.insertWidget(0, self.chip)

    def _show_strip(self, shown: Strip) -> None:
        act = link(shown.action)
        act.clicked.connect(lambda: self.followed.emit(shown.page))
        self.strip = strip(shown.tone, shown.lead, shown.text, act, icon=shown.icon)
        self._strip_place.addWidget(self.strip)


class RecordContent(QWidget):
    """Head and tabs one above the other: in a low window the whole page scrolls, and nothing inside it does.

    Placed by hand, since a layout would ask for all the height that the lists inside the tabs would like.
    """

    def __init__(self, header: RecordHeader, tabs: Tabs) -> None:
        super().__init__()
        self._header, self._tabs, self._room = header, tabs, TabRoom(tabs)
        for part in (header, tabs):
            part.setParent(self)
        header.installEventFilter(self)
        self._room.changed.connect(self._place)
        tabs.changed.connect(self._turned)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The head has other words: measure again."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room there is."""
        super().resizeEvent(event)
        self._place()

    def retheme(self, _theme: Theme) -> None:
        """Another text size needs another height."""
        self._place()

    def _turned(self, _name: str) -> None:
        self._place()

    def _place(self) -> None:
        inside = self._header.layout()
        if inside is None:
            return
        self._header.fold(self.width())
        head, tab = inside.totalHeightForWidth(max(1, self.width())), theme.current().px(_LEAST_TAB)
        seen = self.parentWidget()
        if seen is not None and seen.height() - head < tab:
            tab = max(tab, self._room.whole_height(self.width()))
        else:
            self._room.scroll_inside()
        self.setMinimumHeight(head + tab)
        self._header.setGeometry(0, 0, self.width(), head)
        self._tabs.setGeometry(0, head, self.width(), max(tab, self.height() - head))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
