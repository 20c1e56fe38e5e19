"""The command palette: find or run anything by name (design section 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QListView, QSizePolicy, QWidget

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import separator
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import IconLabel, key_cap, label
from coordinator_app.ui.palette_index import PaletteIndex
from coordinator_app.ui.palette_list import HIT_ROLE, Hit, HitDelegate, HitModel

PER_GROUP = 5
RECENT = 6
_DOES_SOMETHING = 60  # the order up to which an entry is an act, and no place to go to
_WAIT = 120  # ms of quiet before the texts are searched on a reader

TextSearch = Callable[[str, Callable[[Sequence[PaletteEntry]], None]], None]
"""Search the texts for what was typed, off the window's thread, and call back with entries."""


Indexed = Mapping[PaletteGroup, PaletteIndex]


def indexed(entries: Iterable[PaletteEntry]) -> Indexed:
    """Entries folded and sorted into groups: long work for many names, so it is done on a reader."""
    kept = tuple(entries)
    return {group: PaletteIndex(entry for entry in kept if entry.group is group) for group in PaletteGroup}


class PaletteContents:
    """What can be found: an index for each group, what was opened lately, and the actions of the New menu."""

    def __init__(self) -> None:
        self._sources: dict[str, Indexed] = {}
        self._recent: list[PaletteEntry] = []

    def set_source(self, source: str, entries: Indexed) -> None:
        """Put the entries of one capability (made by `indexed`) in place of those it gave before."""
        self._sources[source] = entries

    def _rows(self, group: PaletteGroup) -> list[PaletteEntry]:
        return [row for each in self._sources.values() if group in each for row in each[group].rows]

    def new_entries(self) -> list[PaletteEntry]:
        """The entries of the New menu."""
        found = (entry for group in PaletteGroup for entry in self._rows(group) if entry.new)
        return sorted(found, key=lambda entry: entry.order)

    def opened(self, entry: PaletteEntry) -> None:
        """Remember an entry, for this session only; not one that was found by words that were typed."""
        if entry.passing:
            return
        self._recent = [entry, *(each for each in self._recent if each != entry)][:RECENT]

    def find(self, typed: str) -> dict[PaletteGroup, list[PaletteEntry]]:
        """What matches, by group, in the order of the groups."""
        return {group: self._found(group, typed) for group in PaletteGroup}

    def _found(self, group: PaletteGroup, typed: str) -> list[PaletteEntry]:
        found = [
            entry
            for each in self._sources.values()
            if group in each
            for entry in each[group].find(typed, PER_GROUP)
        ]
        # what does something comes before what only leads somewhere
        return sorted(found, key=lambda entry: entry.order > _DOES_SOMETHING)[:PER_GROUP]

    def when_empty(self) -> dict[str, list[PaletteEntry]]:
        """What is shown before anything is typed: recent things, then the actions."""
        return {
            "Recent": list(self._recent),
            PaletteGroup.ACTIONS.value: sorted(
                self._rows(PaletteGroup.ACTIONS), key=lambda entry: entry.order
            )[:8],
        }


class Palette(QDialog):
    """Emits `chosen(Step)` and closes. `text_search` fills the group Records a moment after the rest."""

    chosen = Signal(object)

    def __init__(
        self,
        contents: PaletteContents,
        parent: QWidget | None = None,
        *,
        text_search: TextSearch | None = None,
        referral: Step | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._contents, self._text_search, self._referral = contents, text_search, referral
        self.setWindowTitle("Coordinator")
        self.setAccessibleName("Find or run anything")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # round corners
        self.input = TextInput(hint="Find a pupil, request or action")
        self.input.setProperty("bare", True)
        self.input.setAccessibleName("Find a pupil, request or action")
        self.input.setAccessibleDescription("Up and Down move through the results, Enter opens")
        self.hits = HitModel(self)
        self.view = self._make_view()
        self._nothing, self._nothing_words = self._make_nothing()
        self._lay_out()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_WAIT)
        self._quiet.timeout.connect(self._search_texts)
        self.input.textChanged.connect(self._typed)
        self.input.installEventFilter(self)
        self._show(self._contents.when_empty(), "")

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self.hits)
        view.setItemDelegate(HitDelegate(view))
        view.setAccessibleName("Results")
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._clicked)
        return view

    def _make_nothing(self) -> tuple[QWidget, layout.QHBoxLayout]:
        holder = QWidget()
        line = layout.row(holder, space=12, margins=(14, 16, 14, 16))
        self._no_match = label("", "body", "text-2", wrap=True)
        line.addWidget(self._no_match, 1)
        if self._referral is not None:
            start = button("Start a referral", small=True)
            start.clicked.connect(lambda: self._go(self._referral))
            line.addWidget(start)
        holder.hide()
        return holder, line

    def _lay_out(self) -> None:
        lines = layout.column(self, space=0, margins=(1, 1, 1, 8))
        head = layout.row(space=10, margins=(14, 8, 14, 8))
        escape = key_cap("Esc")
        escape.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout.add_all(head, IconLabel("search", "text-2", 18), self.input, escape)
        layout.add_all(lines, head, separator(), self.view, self._nothing)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand 96 below the top of the window, in its middle."""
        super().showEvent(event)
        self._resize()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet with its round corners; what is outside them stays clear."""
        now = theme.current()
        sheet = QRectF(self.rect())
        painting.draw_box(QPainter(self), sheet, now.colour("raised"), now.colour("line-strong"), now.px(8))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter typed into the input belong to the results."""
        if watched is self.input and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def current(self) -> Hit | None:
        """The chosen line."""
        hit = self.view.currentIndex().data(HIT_ROLE)
        return hit if isinstance(hit, Hit) else None

    def _key(self, event: QKeyEvent) -> bool:
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PER_GROUP,
            Qt.Key.Key_PageUp: -PER_GROUP,
        }
        if event.key() in moves:
            self._move(moves[Qt.Key(event.key())])
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            main = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._choose(self.view.currentIndex(), main=main)
            return True
        return False

    def _move(self, by: int) -> None:
        places = [at for at, hit in enumerate(self.hits.hits) if hit.entry is not None]
        if not places:
            return
        now = self.view.currentIndex().row()
        at = places.index(now) if now in places else -1
        self._set_current(places[max(0, min(at + by, len(places) - 1))])
        hit = self.current()
        if hit is not None:
            announce(self.input, hit.spoken())

    def _set_current(self, row: int) -> None:
        self.view.setCurrentIndex(self.hits.index(row))

    def look_again(self) -> None:
        """Names have come since: find what was typed among them too. What is chosen stays chosen."""
        chosen = self.current()
        self._typed(self.input.text())
        self._stay_at(chosen)

    def _stay_at(self, chosen: Hit | None) -> None:
        """By what it is: lines that came above it would make another of it in the moment of Enter."""
        rows = [at for at, hit in enumerate(self.hits.hits) if chosen is not None and hit == chosen]
        if rows:
            self._set_current(rows[0])

    def _typed(self, typed: str) -> None:
        self._quiet.stop()
        if not typed.strip():
            self._show(self._contents.when_empty(), "")
            return
        found = self._contents.find(typed)
        self._show({group.value: entries for group, entries in found.items()}, typed)
        if self._text_search is not None and len(typed.strip()) > 2:
            self._quiet.start()

    def _search_texts(self) -> None:
        typed = self.input.text()
        if self._text_search is not None:
            # the palette may be closed before they come
            self._text_search(typed, guarded(self, lambda entries: self._add_texts(typed, entries)))

    def _add_texts(self, typed: str, entries: Sequence[PaletteEntry]) -> None:
        if typed != self.input.text() or not self.isVisible():
            return
        chosen = self.current()
        groups = {group.value: found for group, found in self._contents.find(typed).items()}
        records = groups.get(PaletteGroup.RECORDS.value, [])
        groups[PaletteGroup.RECORDS.value] = [*records, *entries][:PER_GROUP]
        self._show({group.value: groups.get(group.value, []) for group in PaletteGroup}, typed)
        self._stay_at(chosen)

    def _show(self, groups: Mapping[str, Sequence[PaletteEntry]], typed: str) -> None:
        hits: list[Hit] = []
        shown = _with_main(groups)
        for heading, members in shown.items():
            if members:
                hits.append(Hit(heading))
                hits += members
        self.hits.show_hits(hits, typed)
        count = sum(1 for hit in hits if hit.entry is not None)
        self.view.setVisible(bool(count))
        self._nothing.setVisible(bool(typed.strip()) and not count)
        if count:
            self._set_current(next(at for at, hit in enumerate(hits) if hit.entry is not None))
        elif typed.strip():
            self._no_match.setText(f"No pupil or action matches “{typed.strip()}”. Check the spelling.")
        if typed.strip():
            announce(self.input, f"{count} {'result' if count == 1 else 'results'}")
        self._resize()

    def _resize(self) -> None:
        now, parent = theme.current(), self.parentWidget()
        width, height = now.px(640), now.px(60)
        room_wide = parent.width() - now.px(48) if parent else width
        room_high = parent.height() - now.px(120) if parent else now.px(600)
        rows = sum(now.px(50 if hit.entry else 26) for hit in self.hits.hits)
        extra = now.px(80) if self._nothing.isVisibleTo(self) else rows + now.px(10)
        self.setFixedSize(min(width, room_wide), min(height + extra, max(room_high, now.px(200))))
        if parent is not None:
            top = min(now.px(96), max(0, parent.height() - self.height()) // 2)
            self.move(parent.mapToGlobal(QPoint((parent.width() - self.width()) // 2, top)))

    def _clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: QModelIndex, *, main: bool = False) -> None:
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit) or hit.entry is None:
            return
        self._contents.opened(hit.entry)
        wants_main = (main or hit.main) and hit.entry.main is not None
        self._go(hit.entry.main if wants_main else hit.entry.opens)

    def _go(self, step: Step | None) -> None:
        if step is not None:
            self.chosen.emit(step)
        self.accept()


def _with_main(groups: Mapping[str, Sequence[PaletteEntry]]) -> dict[str, list[Hit]]:
    """The lines of each group; what Ctrl+Enter does to the first entry that has a main action joins the actions."""
    lines = {heading: [Hit(entry=entry) for entry in entries] for heading, entries in groups.items()}
    first = next((entry for entries in groups.values() for entry in entries if entry.main is not None), None)
    if first is not None:
        lines.setdefault(PaletteGroup.ACTIONS.value, []).insert(0, Hit(entry=first, main=True))
    return lines
