"""The bar above the page: search box, New menu, state of the backup, Lock, and the role that is unlocked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from coordinator_app.core.clock import LONDON, Clock
from coordinator_app.core.dates import say, say_chip, say_time
from coordinator_app.core.kept_backups import KeptBackup
from coordinator_app.hooks import PaletteEntry, Step
from coordinator_app.ui import icons, layout, painting, theme
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.labels import IconLabel, label
from coordinator_app.ui.theme import Theme

HINT = "Find a pupil, request or action"
_ROOMY, _TIGHT = 1180, 900


class SearchBox(QPushButton):
    """Looks like an input, is a button: it opens the palette, where the typing is done."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(HINT)
        self.setAccessibleDescription("Opens the search. Ctrl+K")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.size(self, min_width=150, max_width=440, height=34)

    def sizeHint(self) -> QSize:
        """As wide as the design when there is room."""
        now = theme.current()
        return QSize(now.px(440), now.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, glass, words and key."""
        now, painter, area = theme.current(), QPainter(self), self.rect()
        painting.draw_box(painter, QRectF(area), now.colour("surface"), now.colour("line-strong"), now.px(6))
        glass = QRect(now.px(10), area.center().y() - now.px(9) + 1, now.px(18), now.px(18))
        painting.draw_icon(painter, glass, "search", "text-3", 18)
        key = self._key_cap(painter, now, area)
        words = QRect(glass.right() + now.px(8), 0, key.left() - glass.right() - now.px(16), area.height())
        painter.setFont(now.font("body"))
        painter.setPen(now.colour("text-3"))
        shown = painter.fontMetrics().elidedText(HINT, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    @staticmethod
    def _key_cap(painter: QPainter, now: Theme, area: QRect) -> QRect:
        font = now.font("caption-medium")
        width = QFontMetrics(font).horizontalAdvance("Ctrl K") + now.px(12)
        cap = QRect(0, 0, width, now.px(20))
        cap.moveCenter(area.center())
        cap.moveRight(area.right() - now.px(8))
        painting.draw_box(painter, QRectF(cap), now.colour("sunken"), now.colour("line"), now.px(4))
        painter.setFont(font)
        painter.setPen(now.colour("text-3"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, "Ctrl K")
        return cap


class BackupState(QWidget):
    """When the newest verified backup was made, in words; amber when there is none or it is old."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = IconLabel("hard-drive", "soon-fg", 16)
        self._words = label("", "small", "text-2")
        line = layout.row(self, space=6)
        layout.add_all(line, self._mark, self._words)
        self.words = ""

    def tell(self, words: str, *, fresh: bool, more: str = "") -> None:
        """Show a sentence; `fresh` chooses green or amber, `more` is said on hovering and by a screen reader."""
        whole = f"{words}. {more}" if more else words
        self.words = words
        self._mark.show_icon("hard-drive", "safe-fg" if fresh else "soon-fg")
        self._mark.setAccessibleName(whole)
        self._words.setText(words)
        self.setAccessibleName(whole)
        self.setToolTip(whole)

    def set_short(self, short: bool) -> None:
        """The mark alone, or mark and words."""
        self._words.setVisible(not short)


FRESH_DAYS = 7
"""A backup older than this is amber (design 8.2)."""
CLOCK = (
    "The clock of this laptop may be wrong, or it was when that backup was made. Set it, then back up now."
)


_ANOTHER = "Make one on a stick or another drive: Settings, Backups."
_THIS_DISK = f"If this laptop is lost, its backups are lost as well. {_ANOTHER}"


def newest_told(made: Iterable[datetime], now: datetime) -> datetime | None:
    """The backup that the header speaks of: the newest, or None.

    One that was named by a clock set wrong lies ahead of `now`. It is passed over while another is fresh, and told
    otherwise: then this clock or that of the backup is wrong, and nobody can say how old the newest really is.
    """
    found = tuple(made)
    past = max((at for at in found if at <= now), default=None)
    if past is not None and (now - past).days <= FRESH_DAYS:
        return past
    return max(found, default=None)


def backup_words(newest: datetime | None, clock: Clock) -> tuple[str, bool, str]:
    """What the header says of the newest backup (UTC, or None), whether it is fresh enough, and what more there is."""
    if newest is None:
        return "Not backed up yet", False, ""
    local, today = newest.astimezone(LONDON), clock.today()
    if newest > clock.now():
        when = f"The newest backup is dated {say(local.date())}, {say_time(local.time())}, which is still to come."
        return "Check the laptop's clock", False, f"{when} {CLOCK}"
    if local.date() == today:
        return f"Backed up {say_time(local.time())}", True, ""
    return f"Backed up {_short(newest, clock)}", (today - local.date()).days <= FRESH_DAYS, ""


def backup_told(
    own: Sequence[datetime], elsewhere: Sequence[KeptBackup], clock: Clock, *, practice: bool = False
) -> tuple[str, bool, str]:
    """As `backup_words`, of the backups in the vault's folder and elsewhere together; fresh only with one off the disk.

    A vault whose backups all lie on its own disk is lost with the laptop, so the mark stays amber and the words say why
    (threat 12), save for a practice vault. What is elsewhere is told with the day on which it was last seen.
    """
    now = clock.now()
    newest = newest_told([*own, *(one.made_at for one in elsewhere)], now)
    words, fresh, more = backup_words(newest, clock)
    if newest is None or newest > now:
        return words, fresh, more
    apart = [one for one in elsewhere if one.where.apart and one.made_at <= now]
    last = max(apart, key=lambda one: one.made_at, default=None)
    if last is None:
        return (words, fresh, more) if practice else (f"{words}, this disk only", False, _THIS_DISK)
    made, seen = (say(at.astimezone(LONDON).date()) for at in (last.made_at, last.seen_at))
    rest = f"The newest one off this disk was made on {made} and last seen on {seen}."
    if practice or (now - last.made_at).days <= FRESH_DAYS:
        return words, fresh, rest
    return f"{words}, other drive {_short(last.made_at, clock)}", False, f"{rest} {_ANOTHER}"


def _short(at: datetime, clock: Clock) -> str:
    day = at.astimezone(LONDON).date()
    return say_chip(day) + (f" {day.year}" if day.year != clock.today().year else "")


class Header(QFrame):
    """Emits `search()`, `lock()`, `go(Step)`, `help()` and `messages()`."""

    search = Signal()
    lock = Signal()
    go = Signal(object)
    help = Signal()
    messages = Signal()

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setObjectName("header")
        layout.size(self, min_height=52)
        self.search_box = SearchBox()
        self.new = button("New", icon="plus", accessible="New menu")
        self.new_menu = QMenu("New", self)
        self.new_menu.setAccessibleName("New")
        self.new.setMenu(self.new_menu)
        self.backup = BackupState()
        self.lock_button = button("Lock", icon="lock", accessible="Lock the vault")
        self.lock_button.setToolTip("Lock the vault, Ctrl+L")
        self.role = self._role_button(role)
        self._lay_out()
        self.search_box.clicked.connect(self.search)
        self.lock_button.clicked.connect(self.lock)

    def _lay_out(self) -> None:
        line = layout.row(self, space=12, margins=(24, 8, 24, 8))
        line.addWidget(self.search_box, 100)
        line.addStretch(1)
        self._rule = QFrame()
        self._rule.setProperty("separator", True)
        layout.size(self._rule, width=1, height=20)
        layout.add_all(line, self.new, self._rule, self.backup, self.lock_button, self.role)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the bar and draw the line below it."""
        now, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), now.colour("surface"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), now.colour("line"))

    def _role_button(self, role: str) -> Button:
        made = button(role, "quiet", "user", accessible=f"{role}: help and messages")
        menu = QMenu(role, made)
        menu.setAccessibleName("Help and messages")
        for words, keys, signal in (
            ("Help for this screen", "F1", self.help),
            ("What just happened", "F8", self.messages),
            ("Lock the vault", "Ctrl+L", self.lock),
        ):
            action = QAction(f"{words}\t{keys}", menu)
            action.triggered.connect(signal)
            menu.addAction(action)
        made.setMenu(menu)
        return made

    def set_new(self, entries: Sequence[PaletteEntry]) -> None:
        """Fill the New menu; without entries there is no menu."""
        self.new_menu.clear()
        for entry in sorted(entries, key=lambda each: each.order):
            self._add_new(entry)
        self.new.setVisible(bool(entries))

    def _add_new(self, entry: PaletteEntry) -> None:
        action = QAction(icons.icon(entry.icon, "text", 16), entry.title.replace("&", "&&"), self.new_menu)
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
            action.setShortcutVisibleInContextMenu(True)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown here, wired by the window
        step: Step = entry.opens
        action.triggered.connect(lambda _checked=False: self.go.emit(step))
        self.new_menu.addAction(action)

    def open_new(self) -> None:
        """Open the New menu by key."""
        if self.new.isVisibleTo(self):
            self.new.showMenu()

    def reflow(self, effective: float) -> None:
        """Give up words as the room shrinks; `effective` is the window's width over the text size."""
        self.backup.set_short(effective < _ROOMY)
        role = self.role.accessibleName().partition(":")[0]
        self.role.setText("" if effective < _TIGHT else role)
        self.role.setToolTip(role)
